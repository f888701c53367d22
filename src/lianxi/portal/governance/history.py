"""Page: what happened, year by year, and what a careful reader finds in it."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.package import Package
from lianxi.governance.chronicle import Event
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current
from lianxi.portal.governance.queries import told_of
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import RESTS_ON, SOURCE, whose, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

KINDS = {
    "meeting": Bilingual("会议", "meeting"),
    "article": Bilingual("条文", "article"),
    "seat": Bilingual("席位", "seat"),
}


@require_safe
def history(request: HttpRequest, region: str) -> HttpResponse:
    """Everything on record in order, and what a careful reader finds in it."""
    found = in_use(region)
    told, listed = told_of(found), _asked(request, found)
    by_year = groupby(listed.rows, key=lambda event: event.date.year or 0)
    years = [(year, tuple(events)) for year, events in by_year]
    values = {
        "tab": "history",
        "region": found.package.region,
        "in_use": found,
        "package": found.package,
        "listed": listed,
        "years": years,
        "first": told.years[0][0] if told.years else "",
        "last": told.years[-1][0] if told.years else "",
        "findings": told.findings,
    }
    return render(request, "governance/history.html", values)


@require_safe
def history_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The events asked for, for a spreadsheet."""
    found = in_use(region)
    return answer(form, f"{region}-history", _asked(request, found), basis(found))


def _asked(request: HttpRequest, found: Current) -> Listed[Event]:
    every = tuple(event for _, events in told_of(found).years for event in events)
    return _listing(found.package, every).ask(every, request.GET.dict(), reading_language())


def _listing(package: Package, every: tuple[Event, ...]) -> Listing[Event]:
    columns: tuple[Column[Event], ...] = (
        column.day("date", DATE, lambda event: event.date),
        column.named("kind", KIND, lambda event: word(KINDS, event.kind), page=False),
        column.both("text", TEXT, lambda event: event.text, page=False, width=60),
        column.both("changed", CHANGED, _changed, page=False, width=60),
        column.named("about", ABOUT, lambda event: _about(package, event), page=False),
        column.named("status", RESTS_ON, lambda event: word(STATUS, event.status), page=False),
        column.text("source", SOURCE, lambda e: "; ".join(map(str, e.source)), page=False),
        whose(lambda event: event.world),
    )
    years = dict.fromkeys(event.date.year for event in every)
    filters: tuple[Filter[Event], ...] = (
        Filter("kind", KIND, lambda event: (event.kind,), KINDS),
        Filter(
            "year",
            YEAR,
            lambda event: (str(event.date.year),),
            {str(year): Bilingual(f"{year}年", str(year)) for year in years},
        ),
        Filter("status", RESTS_ON, lambda event: (event.status,), STATUS),
    )
    return Listing("history", Bilingual("历程", "history"), columns, filters)


def _changed(event: Event) -> Bilingual | None:
    if not event.inner:
        return None
    return Bilingual("".join(e.zh for e in event.inner), " ".join(e.en for e in event.inner))


def _about(package: Package, event: Event) -> Named:
    kind = "meeting" if event.kind == "meeting" else "article"
    return Named(event.about, package.of(kind, event.about))


DATE = Bilingual("日期", "date")
KIND = Bilingual("种类", "kind")
TEXT = Bilingual("何事", "what happened")
CHANGED = Bilingual("议定与改动", "what it decided and changed")
ABOUT = Bilingual("关于", "about")
YEAR = Bilingual("年份", "year")
