"""The forms of settlements, and the acts that they make."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django import forms

from lianxi.documents.papers.number import Number
from lianxi.governance.road.settlement_acts import (
    Approved,
    Closed,
    Paid,
    Reminded,
    Returned,
    Sent,
    TakenBack,
    Withdrawn,
)
from lianxi.governance.road.settlement_state import ABOUT, OUTCOMES, Settlement
from lianxi.governance.road.settlement_words import NO_NUMBER
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.dossiers.choices import CHOOSE
from lianxi.portal.dossiers.file_forms import WithFiles
from lianxi.portal.dossiers.form_page import ByLetter
from lianxi.portal.settlements.actions import APPROVE, CHECK, DRAW, PAY
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak

NUMBER = Bilingual("发文字号", "Number of the document")
NUMBER_HINT = Bilingual("如合作办〔2026〕12号", "such as 合作办〔2026〕12号")
MEMBER = Bilingual("成员", "Member")
WHY = Bilingual("理由", "Why")
LETTER = Bilingual("来函文号", "Number of its letter")
VOUCHER_MOST = 60
_FIGURE = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)


class DrawForm(forms.Form):
    """What is settled: for which period, under the articles of which day."""

    title = fields.text(Bilingual("标题", "Title"))
    title_en = fields.text(Bilingual("英文标题", "Title in English"), required=False)
    span = fields.text(
        Bilingual("结算期间", "Period"),
        most=10,
        hint=Bilingual("如2025、2025Q1、2025-03", "such as 2025, 2025Q1 or 2025-03"),
    )
    day = fields.day(
        Bilingual("按哪一天的条款", "Articles of which day"),
        hint=Bilingual("核算按这一天有效的条款", "it is worked out by what is in force that day"),
    )


class WhyForm(forms.Form):
    """A reason, and no more."""

    why = fields.area(WHY, most=500)


class CheckForm(forms.Form):
    """What there is to say of the check."""

    note = fields.area(Bilingual("复核意见", "What was found"), most=500, required=False)


class NumberedForm(forms.Form):
    """A form in which a document gets its number."""

    def clean_number(self) -> str:
        """The number, where it is one that a document can have (GB/T 9704-2012, 7.2.5)."""
        try:
            return str(Number.read(str(self.cleaned_data["number"])))
        except Unreadable as why:
            said = NO_NUMBER.fill(number=str(self.cleaned_data["number"]))
            raise forms.ValidationError(str(speak(said))) from why


class SendForm(NumberedForm):
    """It goes to the parties."""

    number = fields.text(NUMBER, most=100, hint=NUMBER_HINT)
    answer_by = fields.day(Bilingual("请于何日前答复", "To be answered by"))


class ApproveForm(NumberedForm):
    """The body approves it."""

    number = fields.text(NUMBER, most=100, hint=NUMBER_HINT)
    pay_by = fields.day(Bilingual("付款期限", "To be paid by"))
    contest_by = fields.day(
        Bilingual("异议期限", "To be contested by"),
        required=False,
        hint=Bilingual("期限过后提出异议须写明理由", "who contests it later says why so late"),
    )


class ConfirmForm(ByLetter):
    """A party confirms its lines, by a letter whoever enters it."""

    letter = None  # type: ignore[assignment]  # the reply is the letter
    party = fields.choice(MEMBER)
    reply = fields.text(LETTER, most=100)
    field_order = ("party", "reply", "scan")


class ContestForm(WithFiles):
    """A party contests something."""

    letter = None  # type: ignore[assignment]  # the reply is the letter
    party = fields.choice(MEMBER)
    about = fields.choice(Bilingual("对什么有异议", "What is contested"), [CHOOSE, *ABOUT.items()])
    cell = fields.choice(
        Bilingual("哪一项数据", "Which figure"),
        required=False,
        hint=Bilingual("对事实数据有异议时选", "where a fact is contested"),
    )
    should = fields.text(Bilingual("应为", "What it should be"), most=100, required=False)
    symbol = fields.text(
        Bilingual("哪一个参数、哪一笔", "Which parameter or line"),
        most=100,
        required=False,
        hint=Bilingual(
            "对参数版本或计算有异议时填", "where a version or the calculation is contested"
        ),
    )
    why = fields.area(WHY, most=1000)
    late = fields.area(
        Bilingual("迟延的理由", "Why it comes late"),
        most=500,
        required=False,
        hint=Bilingual("异议期限过后填写", "after the time for it"),
    )
    reply = fields.text(LETTER, most=100)
    field_order = (
        *("party", "about", "cell", "should", "symbol", "why", "enclosures"),
        *("reply", "late", "scan"),
    )

    def clean_should(self) -> str:
        """What it should be; of a fact, as figures are written."""
        text = str(self.cleaned_data["should"]).strip()
        return _figure(text) if self.data.get("about") == "fact" else text


def _figure(text: str) -> str:
    """A figure as figures are written: half-width, without separators; nothing may be left out."""
    if text and _FIGURE.fullmatch(text) is None:
        raise forms.ValidationError(str(speak(NO_FIGURE.fill(text=text[:20]))))
    return text


class DropForm(ByLetter):
    """A party takes its dispute back."""

    letter = None  # type: ignore[assignment]  # the reply is the letter
    reply = fields.text(LETTER, most=100)
    field_order = ("reply", "scan")


class DecideForm(NumberedForm):
    """A dispute is decided."""

    outcome = fields.choice(Bilingual("结论", "Outcome"), [CHOOSE, *OUTCOMES.items()])
    value = fields.text(
        Bilingual("该项数据应为", "What the figure is held to be"),
        most=100,
        required=False,
        hint=Bilingual("异议成立、对数据有异议时填", "where a fact was contested, and is upheld"),
    )
    reasons = fields.area(Bilingual("裁决理由", "Reasons"), most=2000)
    number = fields.text(NUMBER, most=100, hint=NUMBER_HINT)

    def clean_value(self) -> str:
        """A figure as figures are written."""
        return _figure(str(self.cleaned_data["value"]).strip())


class PayForm(forms.Form):
    """A payment that came in or went out."""

    party = fields.choice(MEMBER)
    amount = fields.text(Bilingual("金额", "Amount"), most=30)
    day = fields.day(Bilingual("收付日期", "Day it was paid"))
    voucher = fields.text(
        Bilingual("凭证号或银行流水号", "Number of the voucher or of the bank's line"),
        most=VOUCHER_MOST,
        hint=Bilingual("同一号码只记一次", "the same number is entered once"),
    )

    def clean(self) -> dict[str, object]:
        """The amount as whole smallest parts of the unit that is owed."""
        data = dict(self.cleaned_data)
        if "party" in data and "amount" in data:
            unit = str(data["party"]).split("|")[1]
            text = str(data["amount"]).replace(",", "").removeprefix("¥").strip()
            try:
                data["amount"] = Quantity.read(text, unit).amount
            except Unreadable:
                self.add_error("amount", str(speak(NO_AMOUNT.fill(text=text))))
        return data


class TakeBackForm(forms.Form):
    """A payment that was entered wrongly."""

    payment = fields.choice(Bilingual("收付", "Payment"))
    why = fields.area(WHY, most=500)


class RemindForm(NumberedForm):
    """A reminder to whoever is in arrears."""

    number = fields.text(NUMBER, most=100, hint=NUMBER_HINT)
    by = fields.day(Bilingual("请于何日前付清", "Asked to pay by"))


class CloseForm(forms.Form):
    """It is over."""

    note = fields.area(Bilingual("办结说明", "What there is to say"), most=500, required=False)


Values = Mapping[str, object]


@dataclass(frozen=True)
class Made:
    """A form, what its page asks, the act that it makes, the right that it asks for."""

    form: type[forms.Form]
    title: Bilingual
    button: Bilingual
    right: str
    make: Callable[[Values, Settlement], object]
    note: Bilingual | None = None


def _text(values: Values, name: str) -> str:
    return str(values[name])


def _day(values: Values, name: str) -> date:
    return cast("date", values[name])


def _approved(values: Values, _: Settlement) -> Approved:
    contest_by = cast("date | None", values["contest_by"])
    return Approved(_text(values, "number"), _day(values, "pay_by"), contest_by)


def _paid(values: Values, _: Settlement) -> Paid:
    party, unit, way = _text(values, "party").split("|")
    amount = cast("int", values["amount"])
    return Paid(party, way, amount, _day(values, "day"), _text(values, "voucher"), unit)


ENTER = Bilingual("登记", "Enter")
# By the name of the act, as addresses have it.
ACTS: Mapping[str, Made] = {
    "return": Made(
        WhyForm,
        Bilingual("退回重新核算", "Return it to be worked out anew"),
        Bilingual("退回", "Return it"),
        CHECK,
        lambda v, _: Returned(_text(v, "why")),
    ),
    "send": Made(
        SendForm,
        Bilingual("就结算征求意见", "Send the settlement to the parties"),
        Bilingual("发出", "Send it"),
        DRAW,
        lambda v, _: Sent(_text(v, "number"), _day(v, "answer_by")),
        Bilingual(
            "未反馈不等于同意：期限过后可以报审批，但仍列为未反馈。",
            "No answer is no consent: after the day it may be approved, and stays unanswered.",
        ),
    ),
    "approve": Made(
        ApproveForm,
        Bilingual("审批补偿结算", "Approve the settlement"),
        Bilingual("审批", "Approve it"),
        APPROVE,
        _approved,
    ),
    "pay": Made(PayForm, Bilingual("登记收付", "Enter a payment"), ENTER, PAY, _paid),
    "take-back": Made(
        TakeBackForm,
        Bilingual("冲回记错的收付", "Take back a payment entered wrongly"),
        Bilingual("冲回", "Take it back"),
        PAY,
        lambda v, state: TakenBack(state.number_of(_text(v, "payment")), _text(v, "why")),
        Bilingual(
            "台账中以反向分录冲回，原记录保留。",
            "It is taken back in the ledger by a counter-entry; what was entered stays on record.",
        ),
    ),
    "remind": Made(
        RemindForm,
        Bilingual("登记催缴函", "Enter a reminder"),
        ENTER,
        DRAW,
        lambda v, _: Reminded(_text(v, "number"), _day(v, "by")),
    ),
    "close": Made(
        CloseForm,
        Bilingual("办结补偿结算", "Close the settlement"),
        Bilingual("办结", "Close it"),
        DRAW,
        lambda v, _: Closed(_text(v, "note")),
    ),
    "withdraw": Made(
        WhyForm,
        Bilingual("撤回补偿结算", "Withdraw the settlement"),
        Bilingual("撤回", "Withdraw it"),
        DRAW,
        lambda v, _: Withdrawn(_text(v, "why")),
    ),
}

NO_FIGURE = Bilingual(
    "“{text}”不是数，应如7.25，用半角数字，不加分隔符",
    "“{text}” is not written as figures are written, such as 7.25",
)
NO_AMOUNT = Bilingual(
    "“{text}”不是金额，应如50000.00，用半角数字", "“{text}” is no amount like 50000.00"
)
