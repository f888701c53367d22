"""Pages: for which fund and year a notice is drafted, the draft with a line for each party."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms as django_forms
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.fund import DUES, FORMULAS
from lianxi.governance.authority import Refused
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_acts import Drafted, Line, Revised, Terms
from lianxi.governance.road.notice_state import Notice, yuan
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.terms import since
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import filled, form_page, onward, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.notices import actions, queries
from lianxi.portal.notices.forms import HeadForm, LinesForm, RevisedForm
from lianxi.portal.notices.levying import body_of, day_of, levy
from lianxi.portal.ui.errors import page as error_page

TAB = "road"
Act = Callable[[Terms], Refused | str]


@dataclass(frozen=True)
class Offered:
    """A fund for which notices may be drafted, for which years, and how its dues are set."""

    id: str
    name: Bilingual
    how: Bilingual
    years: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """A line of the draft on its page: what the formula gives, and the fields beside it."""

    party: str
    name: Bilingual
    line: Line
    before: int
    amount: BoundField
    reason: BoundField


@dataclass(frozen=True)
class Draft:
    """A draft on its page: whose, the forms it is filled in with, where it goes."""

    fund: str
    year: int
    head: HeadForm
    lines: LinesForm
    computed: Sequence[Line]
    before: Mapping[str, int]
    back: str
    of: Opened[Notice] | None = None


@require_safe
@never_cache
def notice_new(request: HttpRequest, region: str) -> HttpResponse:
    """The funds and years that a notice may be drafted for."""
    asked = asked_of(request, region)
    values = {**asked.frame(TAB), "funds": _funds(asked)}
    return render(request, "notices/new.html", values)


def _funds(asked: Asked) -> list[Offered]:
    """The funds that are there: for this year, the next and the last."""
    package, this = asked.found.package, asked.today.year
    found = []
    for fund in package.kind("fund"):
        first = since(fund)
        text = package.text(fund.id, asked.today)
        if first is None or first > asked.today or text is None:
            continue
        dues = text.get(DUES)
        how = FORMULAS[dues.by] if dues is not None else BY_HAND
        years = tuple(year for year in (this - 1, this, this + 1) if year >= first.year)
        found.append(Offered(fund.id, fund.name, how, years))
    return found


@form_page(HeadForm)
def notice_draft(request: HttpRequest, region: str, fund: str, year: int) -> HttpResponse:
    """Draft a notice of a fund for a year."""
    asked = asked_of(request, region)
    if all(fund != each.id or year not in each.years for each in _funds(asked)):
        raise Http404("fund")
    there = queries.notices(region)
    others = queries.standing(there, fund, year)
    name = called(asked.found, f"fund:{fund}")
    title = (ADDITIONAL if others else TITLE).fill(fund=name, year=year)
    last = next((each.state.terms.pay_to for each in there if each.state.terms.fund == fund), "")
    head = filled(HeadForm, request, {"title": title.zh, "title_en": title.en, "pay_to": last})
    if not others:
        del head.fields["additional"]
    computed = levy(asked.found, fund, year, asked.today, queries.dealt_with(there, fund, year))
    if isinstance(computed, Refused):
        return error_page(request, 422, computed.reason)
    lines = filled(LinesForm, request)
    lines.of(asked.found, computed)
    before = queries.asked_for(there, fund, year - 1)
    back = reverse("notices", args=[region])
    page = Draft(fund, year, head, lines, computed, before, back)

    def act(terms: Terms) -> Refused | str:
        return actions.draft(asked.doing, Drafted(terms))

    return _answer(request, asked, page, act)


@form_page(RevisedForm)
def notice_revise(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Put a new version in the place of a draft, by the articles of today."""
    asked = asked_of(request, region)
    found = dossier(asked, NOTICE, number)
    terms = found.state.terms
    there = queries.notices(region)
    head = filled(RevisedForm, request, _as_it_is(terms))
    dealt_with = queries.dealt_with(there, terms.fund, terms.year, found.row.ref)
    if not dealt_with:
        del head.fields["additional"]
    computed = levy(asked.found, terms.fund, terms.year, asked.today, dealt_with)
    if isinstance(computed, Refused):
        return error_page(request, 422, computed.reason)
    lines = filled(LinesForm, request, _lines_as_they_are(terms))
    lines.of(asked.found, computed)
    before = queries.asked_for(there, terms.fund, terms.year - 1)
    back = reverse("notice", args=[region, number])
    page = Draft(terms.fund, terms.year, head, lines, computed, before, back, found)

    def act(new: Terms) -> Refused | str:
        why = head.cleaned_data["why"]
        return actions.revise(asked.doing, found, Revised(new, why), seen(request))

    return _answer(request, asked, page, act)


def _as_it_is(terms: Terms) -> dict[str, object]:
    """What stands in the form of a draft before anybody types."""
    return {
        "title": terms.title.zh,
        "title_en": terms.title.en,
        "pay_by": terms.pay_by,
        "pay_to": terms.pay_to,
        "additional": terms.additional,
    }


def _lines_as_they_are(terms: Terms) -> dict[str, object]:
    """The amounts that were typed: those that are not the formula's."""
    typed = [line for line in terms.lines if line.amount != line.computed]
    amounts: dict[str, object] = {f"amount_{line.party}": yuan(line.amount) for line in typed}
    return amounts | {f"reason_{line.party}": line.reason for line in typed}


def _answer(
    request: HttpRequest,
    asked: Asked,
    page: Draft,
    act: Act,
) -> HttpResponse:
    """The draft's form, or what comes of it once it is sent."""
    if request.method != "POST":
        return _page(request, asked, page)
    if not page.head.is_valid() or not page.lines.is_valid():
        return _page(request, asked, page, status=422)
    lines = page.lines.lines(asked.found, page.computed)
    if page.lines.errors:
        return _page(request, asked, page, status=422)
    outcome = act(_terms(asked, page, lines))
    if isinstance(outcome, Refused):
        return _page(request, asked, page, outcome.reason, 422)
    number = int(outcome.partition("/")[2])
    return onward(request, reverse("notice", args=[asked.region, number]))


def _terms(asked: Asked, page: Draft, lines: tuple[Line, ...]) -> Terms:
    said = page.head.cleaned_data
    pay_by = said["pay_by"]
    return Terms(
        Bilingual(said["title"], said["title_en"] or said["title"]),
        page.fund,
        page.year,
        body_of(asked.found.package, page.fund, day_of(page.year, asked.today)),
        lines,
        said["pay_to"],
        pay_by if isinstance(pay_by, date) else None,
        said.get("additional", ""),
    )


def _page(
    request: HttpRequest,
    asked: Asked,
    page: Draft,
    problem: Bilingual | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = [
        Row(
            line.party,
            called(asked.found, line.party),
            line,
            page.before.get(line.party, 0),
            page.lines[f"amount_{line.party}"],
            page.lines[f"reason_{line.party}"],
        )
        for line in page.computed
    ]
    values = {
        **asked.frame(TAB),
        "page": page,
        "fund": called(asked.found, f"fund:{page.fund}"),
        "form": page.head,
        "rows": rows,
        "sum": sum(line.computed or 0 for line in page.computed),
        "before": sum(page.before.values()),
        "wrong": _wrong(page.lines),
        "problem": problem,
        "seen": page.of.row.acts_count if page.of else None,
    }
    return render(request, "notices/draft.html", values, status=status)


def _wrong(lines: django_forms.Form) -> list[tuple[str, str]]:
    """What is wrong in the table, each with the field that it is about."""
    if not lines.is_bound:
        return []
    return [(str(lines[name].id_for_label), str(said[0])) for name, said in lines.errors.items()]


TITLE = Bilingual("{fund}{year}年度缴款通知", "{fund}: payment notice for {year}")
ADDITIONAL = Bilingual("{fund}{year}年度补缴通知", "{fund}: additional payment notice for {year}")
BY_HAND = Bilingual("章程没有规定办法，由财务填写", "no formula in the articles: filled in by hand")
