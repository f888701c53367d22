"""Pages: the forms for what is done with a fund's year."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lianxi.governance.authority import Refused
from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.governance.road.fund_year_acts import (
    Budget,
    BudgetDrafted,
    BudgetReturned,
    BudgetRevised,
    BudgetSettled,
    Explained,
    MendingJudged,
    YearBegun,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.terms import settles
from lianxi.portal.dossiers import choices, enclosing
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.fund_years import actions, forms, queries
from lianxi.portal.fund_years.shown import closing_shown, finding_shown
from lianxi.portal.ui import fields

TAB = "road"


@dataclass(frozen=True)
class Asking:
    """What a form on a year asks: its question and button, what is read before it is sent."""

    title: Bilingual
    button: Bilingual
    note: Bilingual | None = None
    more: str = ""
    before: str = ""
    of: object = None


def rows_of(request: HttpRequest, least: int = forms.ROWS) -> int:
    """How many rows an address asks for."""
    text = request.GET.get("rows", "")
    asked = int(text) if text.isdecimal() and len(text) < 4 else 0
    return min(max(asked, least), forms.ROWS_MAX)


def more_rows(request: HttpRequest, rows: int) -> str:
    """The address of the same form with more rows."""
    more = rows + forms.ROWS
    return f"{request.path}?rows={more}" if more <= forms.ROWS_MAX else ""


@form_page(forms.NewForm)
def new(request: HttpRequest, region: str) -> HttpResponse:
    """Draft the budget of a fund's year."""
    asked, rows = asked_of(request, region), rows_of(request)
    form = filled(forms.NewForm, request, {"year": asked.today.year})
    form.ask(rows)
    _choose_fund(form, asked)

    def act() -> Refused | str:
        data = form.cleaned_data
        fund, year = data["fund"], data["year"]
        title, body = _named(asked, fund, year)
        what = BudgetDrafted(fund, year, title, body, _budget(asked, form))
        return _gone(actions.begin(asked.doing, what), region)

    back, more = reverse("fund-years", args=[region]), more_rows(request, rows)
    return answer(request, asked, Sheet(NEW, form, NEW_DO, back, TAB, NEW_NOTE, more=more), act)


@form_page(forms.BeginForm)
def begin(request: HttpRequest, region: str) -> HttpResponse:
    """Begin a fund's year without a budget."""
    asked = asked_of(request, region)
    form = filled(forms.BeginForm, request, {"year": asked.today.year})
    _choose_fund(form, asked)

    def act() -> Refused | str:
        data = form.cleaned_data
        title, body = _named(asked, data["fund"], data["year"])
        what = YearBegun(data["fund"], data["year"], title, body, data["why"])
        return _gone(actions.begin(asked.doing, what), region)

    back = reverse("fund-years", args=[region])
    return answer(request, asked, Sheet(BEGIN, form, BEGIN_DO, back, TAB), act)


def _choose_fund(form: Form, asked: Asked) -> None:
    package = asked.found.package
    there = [(f.id, f.name) for f in package.kind("fund") if package.text(f.id, asked.today)]
    fields.choose(form, "fund", choices.asking(there))


def _named(asked: Asked, fund: str, year: int) -> tuple[Bilingual, str]:
    """What a year is called, and the body that settles its budget."""
    package = asked.found.package
    day = max(asked.today, date(year, 1, 1)) if year else asked.today
    return YEAR.fill(fund=package.articles[fund].name, year=year), settles(package, fund, day)


def _budget(asked: Asked, form: forms.BudgetForm) -> Budget:
    """The budget that was filled in, its matters by their ids."""
    said = form.budget()
    named = tuple((queries.matter_named(asked.found, of), n) for of, n in said.matters)
    return replace(said, matters=named)


@form_page(forms.ReviseForm)
def revise(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Put another budget in place of the one before."""
    asked, found = _of(request, region, number)
    pending = found.state.pending
    now = pending.budget if pending is not None else found.state.budget
    rows = rows_of(request, max(forms.ROWS, len(now.matters) if now else 0))
    form = filled(forms.ReviseForm, request, _initial(asked, now))
    form.ask(rows)

    def act() -> Refused | str:
        what = BudgetRevised(_budget(asked, form), form.cleaned_data["why"])
        return actions.revise(asked.doing, found, what, seen(request))

    asking = Asking(REVISE, REVISE_DO, REVISE_NOTE, more_rows(request, rows))
    return _answer(request, asked, found, form, asking, act)


def _initial(asked: Asked, now: Budget | None) -> dict[str, object]:
    """A budget as it stands in the form before anybody types."""
    if now is None:
        return {}
    name = queries.namer(asked.found)
    begins: dict[str, object] = {f"income_{of}": str(Quantity(n)) for of, n in now.income}
    for row, (matter, amount) in enumerate(now.matters, 1):
        begins[f"matter_{row}"] = name(matter).zh
        begins[f"amount_{row}"] = str(Quantity(amount))
    return {**begins, "grants": str(Quantity(now.grants)) if now.grants else "", "note": now.note}


@form_page(forms.NumberForm)
def settle(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The body settles the budget."""
    asked, found = _of(request, region, number)
    form = filled(forms.NumberForm, request)

    def act() -> Refused | str:
        what = BudgetSettled(form.cleaned_data["number"])
        return actions.settle(asked.doing, found, what, seen(request))

    return _answer(request, asked, found, form, Asking(SETTLE, SETTLE_DO, SETTLE_NOTE), act)


@form_page(forms.WhyForm)
def send_back(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The body returns the budget."""
    asked, found = _of(request, region, number)
    form = filled(forms.WhyForm, request)

    def act() -> Refused | str:
        what = BudgetReturned(form.cleaned_data["why"])
        return actions.send_back(asked.doing, found, what, seen(request))

    return _answer(request, asked, found, form, Asking(RETURN, RETURN_DO), act)


@form_page(forms.ConfirmForm)
def close(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """What closing the year would do; then close it."""
    asked, found = _of(request, region, number)
    form = filled(forms.ConfirmForm, request)

    def act() -> Refused | str:
        return actions.close(asked.doing, found, seen(request))

    shown = closing_shown(asked, found)
    asking = Asking(CLOSE, CLOSE_DO, before="fund_years/closing.html", of=shown)
    return _answer(request, asked, found, form, asking, act)


@form_page(forms.AuditForm)
def audit(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Enter what an audit says."""
    asked, found = _of(request, region, number)
    rows = rows_of(request)
    form = filled(forms.AuditForm, request)
    form.ask(rows)

    def act() -> Refused | str:
        return actions.audit(asked.doing, found, form.said(), seen(request))

    asking = Asking(AUDIT, AUDIT_DO, AUDIT_NOTE, more_rows(request, rows))
    return _answer(request, asked, found, form, asking, act)


@form_page(forms.ExplainForm)
def explain(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """Explain a finding."""
    asked, found = _of(request, region, number)
    form = filled(forms.ExplainForm, request)

    def act() -> Refused | str:
        files = enclosing.enclosures(form.uploads)
        what = Explained(item, form.cleaned_data["text"], files)
        return actions.explain(asked.doing, found, what, seen(request), form.uploads)

    return _answer(request, asked, found, form, _on(found, item, EXPLAIN, EXPLAIN_DO), act)


@form_page(forms.CorrectForm)
def correct(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """Correct a finding: take its transfer back, and book anew what stands of it."""
    asked, found = _of(request, region, number)
    form = filled(forms.CorrectForm, request)

    def act() -> Refused | str:
        data = form.cleaned_data
        text, stands = data["text"], data["stands"]
        return actions.correct(asked.doing, found, item, text, stands, seen(request))

    asking = replace(_on(found, item, CORRECT, CORRECT_DO), note=CORRECT_NOTE)
    return _answer(request, asked, found, form, asking, act)


@form_page(forms.JudgeForm)
def judge(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """Accept how a finding was mended, or not."""
    asked, found = _of(request, region, number)
    form = filled(forms.JudgeForm, request)

    def act() -> Refused | str:
        data = form.cleaned_data
        what = MendingJudged(item, data["outcome"] == "accepted", data["why"])
        return actions.judge(asked.doing, found, what, seen(request))

    return _answer(request, asked, found, form, _on(found, item, JUDGE, JUDGE_DO), act)


def _on(found: Opened[FundYear], item: int, title: Bilingual, button: Bilingual) -> Asking:
    """What is asked about a finding, with the finding before it."""
    mendings = found.state.mendings
    if not 1 <= item <= len(mendings):
        raise Http404("finding")
    shown = finding_shown(item, mendings[item - 1], queries.transfers(found))
    return Asking(title.fill(n=item), button, before="fund_years/finding.html", of=shown)


def _of(request: HttpRequest, region: str, number: int) -> tuple[Asked, Opened[FundYear]]:
    asked = asked_of(request, region)
    return asked, dossier(asked, FUND_YEAR, number)


def _answer(
    request: HttpRequest,
    asked: Asked,
    found: Opened[FundYear],
    form: Form,
    asking: Asking,
    act: Callable[[], Refused | str],
) -> HttpResponse:
    sheet = Sheet(
        asking.title,
        form,
        asking.button,
        reverse("fund-year", args=[asked.region, found.row.number]),
        TAB,
        asking.note or found.title,
        found.row.acts_count,
        asking.more,
        before=asking.before,
        of=asking.of,
    )
    return answer(request, asked, sheet, lambda: _gone(act(), asked.region))


def _gone(outcome: Refused | str, region: str) -> Refused | str:
    """Where to go on to: the page of the year that something was done with."""
    if isinstance(outcome, Refused):
        return outcome
    return reverse("fund-year", args=[region, int(outcome.rpartition("/")[2])])


YEAR = Bilingual("{fund}{year}年度", "{fund}, {year}")
NEW = Bilingual(
    "这个年度预计收多少、可拨付多少？", "What is expected this year, and may be granted?"
)
NEW_DO = Bilingual("报请核定", "Have it settled")
NEW_NOTE = Bilingual(
    "预算经核定后生效，超出预算的拨付不予入账；编制人不得核定。",
    "Once settled it binds: nothing is granted beyond it. Whoever drafts it does not settle it.",
)
BEGIN = Bilingual("哪个年度不编预算？", "Which year has no budget?")
BEGIN_DO = Bilingual("开始年度", "Begin the year")
REVISE = Bilingual("预算改成多少？", "What is the budget to be?")
REVISE_DO = Bilingual("报请核定", "Have it settled")
REVISE_NOTE = Bilingual(
    "核定前仍按原预算执行；不能低于已拨付的金额。",
    "Until it is settled the one before binds; it is not below what is granted already.",
)
SETTLE = Bilingual("以什么文件核定预算？", "By which document is the budget settled?")
SETTLE_DO = Bilingual("核定", "Settle it")
SETTLE_NOTE = Bilingual(
    "核定后即生效，超出预算的拨付不予入账。", "From then on nothing is granted beyond it."
)
RETURN = Bilingual("为什么退回预算？", "Why is the budget returned?")
RETURN_DO = Bilingual("退回", "Return it")
CLOSE = Bilingual("现在结转这个年度吗？", "Is the year to be closed now?")
CLOSE_DO = Bilingual("结转", "Close the year")
AUDIT = Bilingual("审计意见怎么说？", "What does the audit say?")
AUDIT_DO = Bilingual("登记", "Enter it")
AUDIT_NOTE = Bilingual(
    "在该年度编过预算或记过账的人不得登记。账目以台账编号指明。",
    "Nobody who planned or booked in the year enters it. A transfer is named by its number.",
)
EXPLAIN = Bilingual("第{n}个问题怎样说明？", "How is finding {n} explained?")
EXPLAIN_DO = Bilingual("报送说明", "Send it in")
CORRECT = Bilingual("第{n}个问题怎样更正？", "How is finding {n} corrected?")
CORRECT_DO = Bilingual("冲销并更正", "Take it back and correct it")
CORRECT_NOTE = Bilingual(
    "已结转的年度不再改动：今天以反向分录冲销原账，应有部分按今天重记。",
    "A closed year stays as it is: the transfer is taken back today, and what stands booked anew.",
)
JUDGE = Bilingual("第{n}个问题的整改是否认可？", "Is the mending of finding {n} accepted?")
JUDGE_DO = Bilingual("登记", "Enter it")
