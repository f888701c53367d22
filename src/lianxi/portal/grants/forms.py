"""The forms of what may be done with a grant, and the acts that they make."""

from collections.abc import Iterable, Sequence

from django import forms

from lianxi.governance.road import grant_acts as acts
from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.grant_state import ACCEPTANCE, APPROVALS, CHECKS
from lianxi.governance.road.performance import KINDS, TENTHS, Result, Target
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.dossiers.choices import CHOOSE
from lianxi.portal.dossiers.file_forms import KeepsFiles, WithFiles
from lianxi.portal.dossiers.form_page import ByLetter
from lianxi.portal.grants import targets
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak

WHY = Bilingual("理由", "Why")
DOCUMENT = Bilingual("文号", "Number of the document")
VOUCHER = Bilingual("凭证号", "Number of the voucher")
AMOUNT = Bilingual("金额（元）", "Amount (yuan)")
CONCLUSION = Bilingual("结论", "Outcome")
PARTS_MOST = 12


class TermsForm(WithFiles):
    """What is applied for."""

    title = fields.text(Bilingual("项目名称", "What it is called"))
    title_en = fields.text(Bilingual("英文名称", "Its name in English"), required=False)
    matter = fields.choice(Bilingual("用于", "Paid for"))
    amount = fields.money(Bilingual("申请金额（元）", "Amount applied for (yuan)"))
    aim = fields.area(Bilingual("绩效总目标", "What it is to reach"), required=False)
    content = fields.area(
        Bilingual("申请理由和主要内容", "Why, and what is to be done"),
        hint=Bilingual("含支出测算", "with what it is to be spent on"),
    )
    begins = fields.day(Bilingual("开始日期", "Begins"))
    ends = fields.day(Bilingual("结束日期", "Ends"))
    targets = fields.area(
        Bilingual("绩效目标表", "Targets"),
        hint=Bilingual(
            "每行一条：类别｜指标｜目标值｜分值，分值合计90；可从表格中粘贴。类别有数量、质量、时效、"
            "成本、经济效益、社会效益、生态效益、可持续影响、满意度",
            "one a line: kind | what is counted | planned | points, 90 points in all; may be "
            "pasted from a sheet. Kinds: " + ", ".join(words.en for words in KINDS.values()),
        ),
    )
    terms = ("title", "title_en", "matter", "amount", "aim", "content", "begins", "ends", "targets")

    def clean_targets(self) -> tuple[Target, ...]:
        """The table of targets, line by line."""
        try:
            return targets.read(str(self.cleaned_data["targets"]))
        except targets.Unreadable as wrong:
            raise forms.ValidationError(str(speak(wrong.words))) from wrong

    def said(self, kept: Iterable[Enclosure] = ()) -> acts.Terms:
        """The terms as they were filled in, with attachments that were there before."""
        data = self.cleaned_data
        return acts.Terms(
            Bilingual(data["title"], data["title_en"] or data["title"]),
            data["matter"],
            data["amount"],
            data["aim"],
            data["content"],
            data["begins"],
            data["ends"],
            data["targets"],
            self.with_new(kept),
        )


class ApplyForm(TermsForm):
    """A new application."""

    fund = fields.choice(Bilingual("资金", "Fund"))
    by = fields.choice(Bilingual("申请单位", "Applied for by"))
    field_order = ("fund", "by", *TermsForm.terms, "enclosures", "letter", "scan")


class ReviseForm(KeepsFiles, TermsForm):
    """A new version of an application."""

    why = fields.text(Bilingual("修改说明", "What was revised, and why"))
    field_order = (*TermsForm.terms, "keep", "enclosures", "why", "letter", "scan")


class Why(ByLetter):
    """A reason."""

    why = fields.area(WHY, most=1000)
    field_order = ("why", "letter", "scan")


class Check(forms.Form):
    """What checking an application came to."""

    outcome = fields.choice(CONCLUSION, [CHOOSE, *CHECKS.items()])
    note = fields.area(Bilingual("审核意见", "What was found"), most=1000, required=False)


class Approval(forms.Form):
    """What the body said of an application."""

    outcome = fields.choice(CONCLUSION, [CHOOSE, *APPROVALS.items()])
    parts = fields.area(
        Bilingual("批准金额（元），分期的每行一期", "Amount approved (yuan), an instalment a line"),
        most=400,
        required=False,
    )
    document = fields.text(DOCUMENT, most=100, required=False)
    until = fields.day(Bilingual("拨付期限", "To be paid out by"), required=False)
    account_by = fields.day(Bilingual("核销期限", "To be accounted for by"), required=False)
    note = fields.area(Bilingual("审批意见", "What was said"), most=1000, required=False)

    def clean_parts(self) -> tuple[int, ...]:
        """The instalments in fen."""
        lines = [line.strip() for line in str(self.cleaned_data["parts"]).splitlines()]
        made = []
        for line in filter(None, lines):
            try:
                made.append(Quantity.read(line.replace(",", ""), "CNY").amount)
            except Unreadable as wrong:
                raise forms.ValidationError(str(speak(NO_PART.fill(line=line[:40])))) from wrong
        if len(made) > PARTS_MOST:
            raise forms.ValidationError(str(speak(MANY_PARTS.fill(most=PARTS_MOST))))
        return tuple(made)


class Payment(forms.Form):
    """An instalment that is paid out."""

    part = fields.choice(Bilingual("期次", "Instalment"))
    amount = fields.money(
        AMOUNT, hint=Bilingual("少于预留的，余额释放", "less than was set aside frees the rest")
    )
    document = fields.text(Bilingual("拨付文号", "Number of the payment document"), most=100)
    day = fields.day(Bilingual("拨付日期", "Paid out on"))


class Release(forms.Form):
    """An instalment that is not paid out."""

    part = fields.choice(Bilingual("期次", "Instalment"))
    why = fields.area(WHY, most=1000)


class VoucherForm(WithFiles):
    """A voucher that accounts for money."""

    voucher = fields.text(VOUCHER, most=60)
    amount = fields.money(AMOUNT)
    day = fields.day(Bilingual("支出日期", "Spent on"))
    text = fields.area(Bilingual("支出内容", "What it was spent on"), most=1000)
    field_order = ("voucher", "amount", "day", "text", "enclosures", "letter", "scan")


class VoucherCheck(forms.Form):
    """What checking a voucher came to."""

    voucher = fields.choice(VOUCHER)
    outcome = fields.choice(CONCLUSION, [CHOOSE, *ACCEPTANCE.items()])
    note = fields.area(Bilingual("审核意见", "What was found"), most=1000, required=False)


class Correction(forms.Form):
    """What of a voucher stands after an audit."""

    voucher = fields.choice(VOUCHER)
    stands = fields.money(
        Bilingual("准予核销的金额（元）", "What of it stands (yuan)"),
        required=False,
        hint=Bilingual("不填即全部不准", "left empty: nothing of it"),
    )
    document = fields.text(Bilingual("审计文号", "Number of the audit document"), most=100)
    why = fields.area(WHY, most=1000)


class BackForm(forms.Form):
    """Money that came back."""

    amount = fields.money(AMOUNT)
    voucher = fields.text(VOUCHER, most=60)
    day = fields.day(Bilingual("到账日期", "Came in on"))


class Assessment(WithFiles):
    """The self-assessment: a line for each target."""

    text = fields.area(Bilingual("总体完成情况", "What was reached in all"))

    def ask(self, wanted: Sequence[Target]) -> None:
        """Ask for each target what was reached, its score and why it is no higher."""
        for n, target in enumerate(wanted, 1):
            actual = ACTUAL.fill(n=n, text=target.text, planned=target.planned)
            self.fields[f"actual_{n}"] = fields.text(actual, most=100)
            self.fields[f"score_{n}"] = fields.text(SCORE.fill(n=n, most=target.points), most=6)
            self.fields[f"note_{n}"] = fields.text(NOTE.fill(n=n), most=300, required=False)
        last = ("text", "enclosures", "letter", "scan")
        asked = [name for name in self.fields if name not in last]
        self.order_fields([*asked, *last])

    def results(self, wanted: Sequence[Target]) -> tuple[Result, ...]:
        """A result for each target."""
        data = self.cleaned_data
        numbers = range(1, len(wanted) + 1)
        return tuple(
            Result(data[f"actual_{n}"], data[f"score_{n}"], data[f"note_{n}"]) for n in numbers
        )

    def clean(self) -> None:
        """Read the scores: points with one decimal place at most."""
        super().clean()
        for name in [name for name in self.cleaned_data if name.startswith("score_")]:
            tenths = _tenths(str(self.cleaned_data[name]))
            if tenths is None:
                self.add_error(name, str(speak(NO_SCORE)))
            else:
                self.cleaned_data[name] = tenths


def _tenths(text: str) -> int | None:
    """Points in tenths, from text; None where it is none."""
    whole, _, rest = text.strip().partition(".")
    if not (whole.isascii() and whole.isdigit() and len(rest) < 2 and (not rest or rest.isdigit())):
        return None
    return int(whole) * TENTHS + int(rest or "0")


class AssessmentCheck(forms.Form):
    """What checking the self-assessment came to."""

    outcome = fields.choice(CONCLUSION, [CHOOSE, *ACCEPTANCE.items()])
    note = fields.area(Bilingual("审核意见", "What was found"), most=1000, required=False)


class Nothing(forms.Form):
    """Nothing to fill in: the act needs no more than a button."""


NO_PART = Bilingual("“{line}”应为金额，如50000.00", "“{line}” should be an amount such as 50000.00")
MANY_PARTS = Bilingual("至多分{most}期", "there may be {most} instalments at most")
ACTUAL = Bilingual(
    "{n}. {text}（目标{planned}）：完成值", "{n}. {text} (planned {planned}): reached"
)
SCORE = Bilingual("{n}. 得分（满分{most}）", "{n}. Score (of {most})")
NOTE = Bilingual("{n}. 偏差原因", "{n}. Why it is not met in full")
NO_SCORE = Bilingual(
    "得分应为数字，至多一位小数，如18.5", "a score has one decimal at most, as 18.5"
)
