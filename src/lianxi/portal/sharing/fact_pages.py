"""Pages: the figures of a rule in a period, what is missing, the blank sheets, a batch."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.workbook_write import write
from lianxi.kernel.finding import Explained
from lianxi.portal.accounts.queries import names
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import moment
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.asked import OfRule, choices, rule_of
from lianxi.portal.sharing.cells import Asked, grid, own, party_of
from lianxi.portal.sharing.listing import Cell, cells_listing
from lianxi.portal.sharing.pages import NOTE, PERIOD, RULE, TRIAL
from lianxi.portal.sharing.results import said
from lianxi.portal.sharing.sheets import blank_csv, book
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import XLSX, Form, answer
from lianxi.portal.ui.templatetags.words import reading_language
from lianxi.sharing.plan import Plan, planned

MOST = 300  # rows on a page; a file has them all
BATCHES_MOST = 50


@require_safe
@never_cache
def facts(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """What the rule asks for in a period: what is there, and what is missing."""
    on = rule_of(request, region, rule)
    plan = plan_of(on)
    rows = grid(on, plan) if isinstance(plan, Plan) else []
    listed = _listed(request, on, rows)
    mine = {cell.at for _, cell in own(on, rows)} if on.of.may("sharing.enter") else set()
    every = queries.batches(region, rule)
    called = names({each.by for each in every[:BATCHES_MOST]})
    values = {
        **on.frame(),
        "choices": choices(on),
        "wrong": () if isinstance(plan, Plan) else plan,
        "listed": listed,
        "rows": listed.rows[:MOST],
        "more": len(listed.rows) > MOST,
        "most": MOST,
        "mine": mine,
        "asked_for": len(rows),
        "missing": sum(not cell.value for _, cell in rows),
        "cities": sorted({party for row, _ in rows if (party := party_of(on, row))}),
        "words": [on.naming.word(word) for word in _words(rows)],
        "batches": [(each, called[each.by], moment(each.known)) for each in every[:BATCHES_MOST]],
    }
    return render(request, "sharing/facts.html", values)


@require_safe
@never_cache
def facts_file(request: HttpRequest, region: str, rule: str, form: Form) -> HttpResponse:
    """The figures that are asked for, for a spreadsheet."""
    on = rule_of(request, region, rule)
    plan = plan_of(on)
    rows = grid(on, plan) if isinstance(plan, Plan) else []
    about = ((RULE, on.title), (PERIOD, on.period_words), *(((NOTE, TRIAL),) if on.trial else ()))
    name = f"{region}-{rule}-facts-{on.period}"
    return answer(form, name, _listed(request, on, rows), basis(on.of.found, *about))


@require_safe
@never_cache
def sheet(request: HttpRequest, region: str, rule: str, form: Form) -> HttpResponse:
    """The blank sheet of a period: all that one may enter, or the figures of one city."""
    on = rule_of(request, region, rule)
    plan = plan_of(on)
    rows = own(on, grid(on, plan)) if isinstance(plan, Plan) else []
    party = request.GET.get("party", "")
    if party:
        rows = [each for each in rows if party_of(on, each[0]) == party]
    if not isinstance(plan, Plan) or not rows:
        raise Http404("sheet")
    name = f"{region}-{rule}-{on.period}" + (f"-{party}" if party else "")
    if form == "csv":
        return attached(f"{name}.csv", "text/csv; charset=utf-8", blank_csv(plan, rows))
    return attached(f"{name}.xlsx", XLSX, write(book(on, plan, rows), reading_language()))


@require_safe
@never_cache
def batch(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """What came in at once: by which document, from where, who entered it, what it says."""
    on = rule_of(request, region, rule)
    found = queries.batch(region, number)
    if found is None or found.rule != rule:
        raise Http404("batch")
    figures = queries.figures(found)
    shown = [
        (on.naming.symbol(each.fact), on.naming.keys(each.keys), each) for each in figures[:MOST]
    ]
    values = {
        **on.frame(),
        "batch": found,
        "by": names([found.by])[found.by],
        "when": moment(found.known),
        "of": on.called(found.on_behalf_of) if found.on_behalf_of else None,
        "rows": shown,
        "count": len(figures),
        "more": len(figures) > MOST,
        "most": MOST,
    }
    return render(request, "sharing/batch.html", values)


def plan_of(on: OfRule) -> Plan | tuple[Explained, ...]:
    """The plan of the rule in the period, or why there is none."""
    found = planned(on.of.found.package, on.rule, on.day, on.known_day)
    return found if isinstance(found, Plan) else said(found)


def _listed(request: HttpRequest, on: OfRule, rows: list[Asked]) -> Listed[Cell]:
    cells = [cell for _, cell in rows]
    listing = cells_listing(on, cells)
    return listing.ask(cells, request.GET.dict(), reading_language(), on.keep)


def _words(rows: list[Asked]) -> list[str]:
    return list(dict.fromkeys(name for _, cell in rows for name, _ in cell.keys))
