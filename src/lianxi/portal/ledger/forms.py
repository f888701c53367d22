"""The forms of finance: what comes and goes outside notices and grants, and what is taken back."""

from datetime import date

from django import forms

from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import Account, own
from lianxi.ledger.transfer import Leg, Transfer
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak

# What is booked here: the account beside the money in hand, and whether money comes or goes.
KINDS = {
    "interest": Bilingual("收到利息", "interest came in"),
    "given": Bilingual("收到自愿缴款", "a voluntary contribution came in"),
    "spent": Bilingual("直接支出", "the fund spent it directly"),
}
WHY = Bilingual("原因", "Why")


class Book(forms.Form):
    """One movement of money in hand."""

    kind = fields.choice(Bilingual("什么账", "What it is"), tuple(KINDS.items()))
    party = fields.choice(
        Bilingual("由谁缴入", "From whom"),
        required=False,
        hint=Bilingual("自愿缴款时选择", "of a voluntary contribution"),
    )
    amount = fields.money(Bilingual("金额（元）", "Amount (yuan)"))
    event = fields.day(Bilingual("发生日", "Happened on"))
    booked = fields.day(
        Bilingual("入账日", "Booked on"),
        required=False,
        hint=Bilingual("不填即今天", "today where it is left out"),
    )
    words_zh = fields.text(Bilingual("摘要（中文）", "For what (Chinese)"), most=300)
    words_en = fields.text(
        Bilingual("摘要（英文）", "For what (English)"), most=600, required=False
    )
    document = fields.text(Bilingual("文号", "Number of the document"), most=100, required=False)
    voucher = fields.text(
        Bilingual("凭证号", "Voucher"),
        most=80,
        hint=Bilingual(
            "同一凭证只记一次，如2012-记-15", "the same voucher is booked once, such as 2012-J-15"
        ),
    )

    def clean(self) -> dict[str, object]:
        """A contribution says from whom."""
        values = dict(self.cleaned_data)
        if values.get("kind") == "given" and not values.get("party"):
            self.add_error("party", str(speak(FROM_WHOM)))
        return values

    def transfer(self, fund: str, today: date) -> Transfer:
        """What the form says, as it is booked."""
        values = self.cleaned_data
        kind, amount = values["kind"], int(values["amount"])
        party = values["party"] if kind == "given" else fund
        sign = -1 if kind == "spent" else 1
        words = Bilingual(values["words_zh"], values["words_en"] or values["words_zh"])
        legs = (
            Leg(own(fund, "cash"), sign * amount),
            Leg(Account(fund, party, kind), -sign * amount),
        )
        key = f"{fund}/{_line(values['voucher'])}"
        booked = values["booked"] or today
        return Transfer(words, values["event"], booked, legs, _line(values["document"]), key=key)


class TakeBack(forms.Form):
    """Why a transfer is taken back."""

    why_zh = fields.text(WHY, most=200)
    why_en = fields.text(Bilingual("原因（英文）", "Why (English)"), most=400, required=False)

    def words(self, number: int) -> Bilingual:
        """What the counter-entry says."""
        zh = self.cleaned_data["why_zh"]
        why = Bilingual(zh, self.cleaned_data["why_en"] or zh)
        return COUNTER.fill(n=number, why=why)


def _line(text: str) -> str:
    """A text on one line, its words one space apart."""
    return " ".join(text.split())


FROM_WHOM = Bilingual("请选择由谁缴入", "Please choose from whom it came")
COUNTER = Bilingual("冲销第{n}笔：{why}", "transfer {n} is taken back: {why}")
