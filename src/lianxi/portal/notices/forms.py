"""The forms of payment notices, and the acts that they make."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django import forms

from lianxi.documents.papers.number import Number
from lianxi.governance.road.notice_acts import (
    Closed,
    Issued,
    Line,
    Paid,
    Reminded,
    Returned,
    TakenBack,
    Waived,
    Withdrawn,
)
from lianxi.governance.road.notice_state import Notice, yuan
from lianxi.governance.road.notice_words import NO_NUMBER
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak

NUMBER_HINT = Bilingual("如合作办〔2026〕12号", "such as 合作办〔2026〕12号")
MEMBER = Bilingual("成员", "Member")
WHY = Bilingual("理由", "Why")
VOUCHER_MOST = 60


class HeadForm(forms.Form):
    """What a notice says beside who is asked how much."""

    title = fields.text(Bilingual("标题", "Title"))
    title_en = fields.text(Bilingual("英文标题", "Title in English"), required=False)
    pay_by = fields.day(
        Bilingual("缴款期限", "Pay by"),
        required=False,
        hint=Bilingual("不填的，印发时按章程核定", "left out: set by the article on issue"),
    )
    pay_to = fields.area(
        Bilingual("缴入账户", "To be paid into"),
        most=500,
        hint=Bilingual(
            "户名、开户行、账号，写入通知", "name, bank and number, as the notice has them"
        ),
    )
    additional = fields.text(
        Bilingual("补缴说明", "Why one more notice"),
        required=False,
        hint=Bilingual("同一年度已有通知时填写", "where there is a notice for this year already"),
    )


class RevisedForm(HeadForm):
    """A new version of a draft."""

    why = fields.text(Bilingual("修改理由", "Why it is revised"))


class LinesForm(forms.Form):
    """Who is asked how much: an amount and a reason for each party, in a table of its own."""

    def of(self, found: Current, lines: Sequence[Line]) -> None:
        """One row for each line; what is left empty is asked for as computed."""
        for line in lines:
            name = called(found, line.party)
            amount = fields.money(AMOUNT_OF.fill(party=name), required=False, least=0)
            reason = fields.text(REASON_OF.fill(party=name), required=False)
            for field, words in ((amount, AMOUNT_OF), (reason, REASON_OF)):
                field.widget.attrs["aria-label"] = str(speak(words.fill(party=name)))
            amount.widget.attrs["inputmode"] = "decimal"
            self.fields[f"amount_{line.party}"] = amount
            self.fields[f"reason_{line.party}"] = reason

    def lines(self, found: Current, computed: Sequence[Line]) -> tuple[Line, ...]:
        """The lines as they were filled in; without those that ask for nothing unasked."""
        made = []
        for line in computed:
            typed = self.cleaned_data[f"amount_{line.party}"]
            reason = self.cleaned_data[f"reason_{line.party}"]
            amount = typed if typed is not None else line.computed or 0
            if line.computed is not None and amount != line.computed and not reason:
                self.add_error(f"reason_{line.party}", _why_of(found, line))
            if amount or line.computed:
                made.append(Line(line.party, amount, line.why, line.computed, reason))
        return tuple(made)


def _why_of(found: Current, line: Line) -> str:
    words = ADJUSTED.fill(party=called(found, line.party), computed=yuan(line.computed or 0))
    return str(speak(words))


class NumberedForm(forms.Form):
    """A form in which the office gives a document its number."""

    def clean_number(self) -> str:
        """The number, where it is one that a document can have (GB/T 9704-2012, 7.2.5)."""
        try:
            return str(Number.read(str(self.cleaned_data["number"])))
        except Unreadable as why:
            said = NO_NUMBER.fill(number=str(self.cleaned_data["number"]))
            raise forms.ValidationError(str(speak(said))) from why


class IssueForm(NumberedForm):
    """A notice goes out."""

    number = fields.text(
        Bilingual("发文字号", "Number of the document"), most=100, hint=NUMBER_HINT
    )
    pay_by = fields.day(Bilingual("缴款期限", "Pay by"))


class WhyForm(forms.Form):
    """A reason, and no more."""

    why = fields.area(WHY, most=500)


class PayForm(forms.Form):
    """A payment that came in."""

    party = fields.choice(MEMBER)
    amount = fields.money(Bilingual("金额（元）", "Amount (yuan)"))
    day = fields.day(Bilingual("到账日期", "Day it came in"))
    voucher = fields.text(
        Bilingual("凭证号或银行流水号", "Number of the voucher or of the bank's line"),
        most=VOUCHER_MOST,
        hint=Bilingual("同一号码只记一次", "the same number is entered once"),
    )


class TakeBackForm(forms.Form):
    """A payment that was entered wrongly."""

    payment = fields.choice(Bilingual("缴款", "Payment"))
    why = fields.area(WHY, most=500)


class WaiveForm(forms.Form):
    """What a party need not pay."""

    party = fields.choice(MEMBER)
    amount = fields.money(Bilingual("减免金额（元）", "Amount (yuan)"))
    why = fields.area(WHY, most=500)
    number = fields.text(Bilingual("减免文件文号", "Number of the document"), most=100)


class RemindForm(NumberedForm):
    """A reminder to whoever is in arrears."""

    number = fields.text(
        Bilingual("发文字号", "Number of the document"), most=100, hint=NUMBER_HINT
    )
    by = fields.day(Bilingual("请于何日前缴清", "Asked to pay by"))


class CloseForm(forms.Form):
    """The notice is over."""

    why = fields.area(
        WHY,
        most=500,
        required=False,
        hint=Bilingual(
            "还有欠缴的，必须填写；欠缴仍须补缴", "where anything is owed; it stays owed"
        ),
    )


Values = Mapping[str, object]


@dataclass(frozen=True)
class Made:
    """A form, what its page asks, and the act that it makes."""

    form: type[forms.Form]
    title: Bilingual
    button: Bilingual
    make: Callable[[Values, Notice], object]
    note: Bilingual | None = None


def _text(values: Values, name: str) -> str:
    return str(values[name])


def _pay(values: Values, _: Notice) -> Paid:
    day, amount = cast("date", values["day"]), cast("int", values["amount"])
    return Paid(_text(values, "party"), amount, day, _text(values, "voucher"))


def _waive(values: Values, _: Notice) -> Waived:
    amount = cast("int", values["amount"])
    return Waived(_text(values, "party"), amount, _text(values, "why"), _text(values, "number"))


ENTER = Bilingual("登记", "Enter")
# By the name of the act, as addresses have it.
ACTS: Mapping[str, Made] = {
    "issue": Made(
        IssueForm,
        Bilingual("印发缴款通知", "Issue the payment notice"),
        Bilingual("印发", "Issue it"),
        lambda v, _: Issued(_text(v, "number"), cast("date", v["pay_by"])),
        Bilingual(
            "印发后即记入台账，各成员待缴。", "Once issued it is booked, and every member owes."
        ),
    ),
    "return": Made(
        WhyForm,
        Bilingual("退回缴款通知", "Return the draft"),
        Bilingual("退回", "Return it"),
        lambda v, _: Returned(_text(v, "why")),
    ),
    "withdraw": Made(
        WhyForm,
        Bilingual("撤回缴款通知", "Withdraw the draft"),
        Bilingual("撤回", "Withdraw it"),
        lambda v, _: Withdrawn(_text(v, "why")),
    ),
    "pay": Made(PayForm, Bilingual("登记缴款", "Enter a payment"), ENTER, _pay),
    "take-back": Made(
        TakeBackForm,
        Bilingual("冲回记错的缴款", "Take back a payment entered wrongly"),
        Bilingual("冲回", "Take it back"),
        lambda v, state: TakenBack(state.number_of(_text(v, "payment")), _text(v, "why")),
        Bilingual(
            "台账中以反向分录冲回，原记录保留。",
            "It is taken back in the ledger by a counter-entry; what was entered stays on record.",
        ),
    ),
    "waive": Made(WaiveForm, Bilingual("登记减免", "Enter a waiver"), ENTER, _waive),
    "remind": Made(
        RemindForm,
        Bilingual("登记催缴函", "Enter a reminder"),
        ENTER,
        lambda v, _: Reminded(_text(v, "number"), cast("date", v["by"])),
    ),
    "close": Made(
        CloseForm,
        Bilingual("办结缴款通知", "Close the payment notice"),
        Bilingual("办结", "Close it"),
        lambda v, _: Closed(_text(v, "why")),
    ),
}

AMOUNT_OF = Bilingual("{party}应缴金额", "amount of {party}")
REASON_OF = Bilingual("{party}调整理由", "reason for {party}")
ADJUSTED = Bilingual(
    "{party}按办法应缴{computed}元，改为其他金额须写明理由",
    "{party}: the formula gives {computed} yuan; say why another amount is asked for",
)
