"""The forms of a fund's year, and the acts that they make."""

from typing import cast

from django import forms

from lianxi.governance.road.fund_year_acts import Audited, AuditFinding, Budget
from lianxi.governance.road.fund_year_checks import OPINIONS
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import PURPOSES
from lianxi.ledger.annual import INCOME
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.choices import CHOOSE
from lianxi.portal.papers.forms import Numbered
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak

ROWS, ROWS_MAX = 4, 40
TRANSFER_MAX = 10**12
WHY = Bilingual("原因", "Why")
FUND = Bilingual("资金", "Fund")
YEAR = Bilingual("年度", "Year")
DOCUMENT = Bilingual("文号", "Number of the document")


class BudgetForm(forms.Form):
    """A budget: what is expected by kind, what may be granted in all and for each matter."""

    income_levied = fields.money(
        Bilingual("预计{of}（元）", "Expected: {of} (yuan)").fill(of=PURPOSES["levied"]),
        required=False,
    )
    income_given = fields.money(
        Bilingual("预计{of}（元）", "Expected: {of} (yuan)").fill(of=PURPOSES["given"]),
        required=False,
    )
    income_interest = fields.money(
        Bilingual("预计{of}（元）", "Expected: {of} (yuan)").fill(of=PURPOSES["interest"]),
        required=False,
    )
    grants = fields.money(
        Bilingual("可拨付总额（元）", "May be granted in all (yuan)"),
        required=False,
        hint=Bilingual("不填为不拨付", "left out: nothing may be granted"),
    )
    note = fields.area(Bilingual("说明", "Note"), required=False)

    rows = ROWS

    def ask(self, rows: int) -> None:
        """Ask for so many matters, each with its amount."""
        self.rows = rows
        for n in range(1, rows + 1):
            self.fields[f"matter_{n}"] = fields.text(
                MATTER.fill(n=n), most=100, required=False, hint=MATTER_HINT if n == 1 else None
            )
            self.fields[f"amount_{n}"] = fields.money(AMOUNT.fill(n=n), required=False)
        self.fields["note"] = self.fields.pop("note")

    def clean(self) -> dict[str, object]:
        """Each matter comes with its amount."""
        data = super().clean() or {}
        for n in range(1, self.rows + 1):
            matter, amount = data.get(f"matter_{n}"), data.get(f"amount_{n}")
            if f"amount_{n}" not in self.errors and bool(matter) != bool(amount):
                name = f"amount_{n}" if matter else f"matter_{n}"
                self.add_error(name, str(speak(BOTH.fill(n=n))))
        return data

    def budget(self) -> Budget:
        """The budget as it was filled in."""
        data = self.cleaned_data
        named = [(str(data[f"matter_{n}"]), data[f"amount_{n}"]) for n in range(1, self.rows + 1)]
        return Budget(
            tuple((of, data[f"income_{of}"]) for of in INCOME if data[f"income_{of}"]),
            data["grants"] or 0,
            tuple((matter, amount) for matter, amount in named if matter),
            data["note"],
        )


class NewForm(BudgetForm):
    """The draft of a year's budget."""

    fund = fields.choice(FUND)
    year = fields.whole(YEAR, most=9999)
    field_order = ("fund", "year")


class BeginForm(forms.Form):
    """A year without a budget."""

    fund = fields.choice(FUND)
    year = fields.whole(YEAR, most=9999)
    why = fields.area(Bilingual("为什么不编预算", "Why there is no budget"))


class ReviseForm(BudgetForm):
    """Another budget in place of the one before."""

    why = fields.area(Bilingual("调整原因", "Why it is adjusted"))


class NumberForm(forms.Form):
    """The document by which a budget is settled."""

    number = fields.text(DOCUMENT, most=100)


class WhyForm(forms.Form):
    """Why."""

    why = fields.area(WHY)


class ConfirmForm(forms.Form):
    """Nothing to fill in: the act needs no more than a button."""


class AuditForm(forms.Form):
    """What an audit says."""

    opinion = fields.choice(Bilingual("审计意见", "Opinion"), [CHOOSE, *OPINIONS.items()])
    number = fields.text(DOCUMENT, most=100)
    auditor = fields.text(Bilingual("审计机构", "Audited by"))
    day = fields.day(Bilingual("出具日期", "Day of the opinion"))
    text = fields.area(Bilingual("意见内容", "What it says"), required=False)
    rows = ROWS

    def ask(self, rows: int) -> None:
        """Ask for so many findings."""
        self.rows = rows
        for n in range(1, rows + 1):
            self.fields[f"finding_{n}"] = fields.area(FINDING.fill(n=n), most=1000, required=False)
            self.fields[f"transfer_{n}"] = fields.whole(
                TRANSFER.fill(n=n), most=TRANSFER_MAX, required=False
            )
            self.fields[f"sum_{n}"] = fields.money(SUM.fill(n=n), required=False)
            self.fields[f"remedy_{n}"] = fields.area(REMEDY.fill(n=n), most=1000, required=False)

    def said(self) -> Audited:
        """The audit as it was filled in; a row in which anything stands is a finding."""
        data = self.cleaned_data
        findings = tuple(
            AuditFinding(
                data[f"finding_{n}"],
                data[f"remedy_{n}"],
                data[f"sum_{n}"] or 0,
                data[f"transfer_{n}"],
            )
            for n in range(1, self.rows + 1)
            if any(data[f"{name}_{n}"] for name in ("finding", "transfer", "sum", "remedy"))
        )
        return Audited(
            data["opinion"], data["number"], data["auditor"], data["day"], data["text"], findings
        )


class ExplainForm(forms.Form):
    """How a finding is explained."""

    text = fields.area(Bilingual("说明", "How it is explained"))
    enclosures = enclosing.field(Bilingual("附件", "Attachments"))

    def clean_enclosures(self) -> tuple[Upload, ...]:
        """The attachments as they are kept."""
        return enclosing.taken(self, "enclosures")

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """The attachments that are handed in."""
        return cast("tuple[Upload, ...]", self.cleaned_data["enclosures"])


class CorrectForm(forms.Form):
    """How a finding is corrected."""

    text = fields.area(Bilingual("更正情况", "How it is corrected"), most=200)
    stands = fields.money(
        Bilingual("其中应有金额（元）", "What of it stands (yuan)"),
        required=False,
        hint=Bilingual(
            "填写的，按此金额重记；不填为整笔冲销",
            "where given, so much is booked anew; left out, all of it is taken back",
        ),
    )


class JudgeForm(forms.Form):
    """Whether a mending is accepted."""

    outcome = fields.choice(
        Bilingual("复核结果", "Outcome"),
        [
            CHOOSE,
            ("accepted", Bilingual("认可", "accepted")),
            ("refused", Bilingual("不认可", "not accepted")),
        ],
    )
    why = fields.area(
        WHY, required=False, hint=Bilingual("不认可的须写明", "where it is not accepted")
    )


class ReportForm(Numbered):
    """The report as it goes out."""

    body = fields.choice(Bilingual("报送", "To"))
    signer = fields.text(Bilingual("签发人", "Signed by"), most=60)


MATTER = Bilingual("事项{n}", "Matter {n}")
MATTER_HINT = Bilingual("合作事项的名称或编号", "the name or id of a matter")
AMOUNT = Bilingual("事项{n}金额（元）", "Amount for matter {n} (yuan)")
BOTH = Bilingual("事项{n}须同时写明事项和金额", "Matter {n}: give both the matter and its amount")
FINDING = Bilingual("问题{n}", "Finding {n}")
TRANSFER = Bilingual("问题{n}：第几笔账", "Finding {n}: number of the transfer")
SUM = Bilingual("问题{n}：涉及金额（元）", "Finding {n}: amount in question (yuan)")
REMEDY = Bilingual("问题{n}：整改要求", "Finding {n}: what is to be done")
