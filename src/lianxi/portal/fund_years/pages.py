"""Pages: the funds' years, one of them, and its figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.fund_report.part import as_account, yuan
from lianxi.documents.fund_report.report import parts, title
from lianxi.governance.road.account import Column, Section
from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.governance.road.fund_year_acts import Audited, BudgetSettled, MendingJudged
from lianxi.governance.road.fund_year_checks import OPINIONS
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers import shown as said
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.fund_years import listing, queries, shown
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file

TAB = "road"


@require_safe
@never_cache
def fund_years(request: HttpRequest, region: str) -> HttpResponse:
    """Every fund's year."""
    asked = asked_of(request, region)
    listed = listing.fund_years(asked, request.GET.dict())
    budgets = ((each.row.number, each.state.budget) for each in listed.rows)
    values = {
        **asked.frame(TAB),
        "listed": listed,
        "sums": {number: yuan(budget.grants) for number, budget in budgets if budget},
        "stages": FUND_YEAR.stages,
        "opinions": OPINIONS,
        "plans": asked.may("fund.plan"),
    }
    return render(request, "fund_years/fund_years.html", values)


@require_safe
@never_cache
def fund_years_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The years asked for, for a spreadsheet."""
    asked = asked_of(request, region)
    listed = listing.fund_years(asked, request.GET.dict())
    return as_file(form, f"{region}-fund-years", listed, basis(asked.found))


@require_safe
@never_cache
def fund_year(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A fund's year: its budget and what of it is used, the audit, what was done."""
    asked = asked_of(request, region)
    found = dossier(asked, FUND_YEAR, number)
    state, face = found.state, FUND_YEAR.face(found.state)
    used = queries.used(found)
    budget, pending = state.budget, state.pending
    values = {
        **asked.frame(TAB),
        "found": found,
        "state": state,
        "stage": FUND_YEAR.stages[state.stage],
        "body": listing.body(asked, state.begun.body).name,
        "settled": state.settled[-1] if state.settled else None,
        "budget": shown.budget_shown(asked, budget, used) if budget else (),
        "income": shown.income_shown(budget) if budget else (),
        "asked_for": shown.budget_shown(asked, pending.budget, used) if pending else (),
        "expected": shown.income_shown(pending.budget) if pending else (),
        "surplus": yuan(state.closed.surplus) if state.closed else None,
        "opinion": OPINIONS[state.audit.opinion] if state.audit else None,
        "findings": shown.findings_shown(found),
        "paper": int(state.reported.paper.rpartition("/")[2]) if state.reported else 0,
        "files": enclosing.enclosed(found),
        "may": _may(asked, found),
        "done": said.done(asked.found, found, _detail),
        "duties": said.owing(asked.found, face.duties, asked.today),
    }
    return render(request, "fund_years/fund_year.html", values)


def _may(asked: Asked, found: Opened[FundYear]) -> dict[str, bool]:
    """What whoever asks may do with it as it stands."""
    state, stage = found.state, found.state.stage
    plans, audits = asked.may("fund.plan"), asked.may("fund.audit")
    over = asked.today.year > state.begun.year
    return {
        "revise": plans and stage in ("drafted", "returned", "open"),
        "settle": state.pending is not None and asked.may("fund.approve", body=state.begun.body),
        "close": over
        and stage in ("returned", "open")
        and state.pending is None
        and asked.may("fund.book"),
        "audit": audits and stage == "closed",
        "explain": plans and stage == "mending",
        "correct": asked.may("fund.book") and stage == "mending",
        "judge": audits and stage == "mending",
        "report": plans and stage == "audited",
    }


def _detail(what: object) -> Bilingual | None:
    """What to say of an act beyond its name."""
    match what:
        case BudgetSettled(number):
            return same(number)
        case Audited(opinion, number):
            return AUDITED.fill(opinion=OPINIONS[opinion], number=number)
        case MendingJudged(finding, accepted, why):
            if accepted:
                return ACCEPTED.fill(n=finding)
            return REFUSED.fill(n=finding, why=why)
    text = getattr(what, "why", "") or getattr(what, "number", "")
    if text:
        return same(text)
    item: int | None = getattr(what, "finding", None)
    return FINDING.fill(n=item) if item is not None else None


@require_safe
@never_cache
def figures(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The year in figures, as the report has them."""
    asked = asked_of(request, region)
    found = dossier(asked, FUND_YEAR, number)
    facts = queries.facts(asked.found, found, asked.today)
    account = as_account(title(facts), parts(facts))
    values = {
        **asked.frame(TAB),
        "found": found,
        "title": account.title,
        "sections": [(section, list(_rows(section))) for section in account.sections],
        "over": asked.today.year > found.state.begun.year,
    }
    return render(request, "fund_years/figures.html", values)


@dataclass(frozen=True)
class Cell:
    """A cell of a table, with its column."""

    column: Column
    words: Bilingual


def _rows(section: Section) -> Iterator[list[Cell]]:
    for line in section.lines:
        yield [Cell(*each) for each in zip(section.columns, line.cells, strict=True)]


@require_safe
@never_cache
def file(request: HttpRequest, region: str, number: int, digest: str) -> HttpResponse:
    """A file that came with what was done, the report among them."""
    return enclosing.given_out(dossier(asked_of(request, region), FUND_YEAR, number), digest)


AUDITED = Bilingual("{opinion}，{number}", "{opinion}, {number}")
ACCEPTED = Bilingual("第{n}个问题，认可", "finding {n}, accepted")
REFUSED = Bilingual("第{n}个问题，不认可：{why}", "finding {n}, not accepted: {why}")
FINDING = Bilingual("第{n}个问题", "finding {n}")
