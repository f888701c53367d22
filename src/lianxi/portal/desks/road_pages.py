"""Pages: the road behind a dossier as one picture, and how what began has ended over the years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.documents.chain import Strand, draw
from lianxi.governance.road.standing import OPEN, STATUSES
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.commitments import queries as commitments
from lianxi.portal.commitments.queries import Line
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers import ties as coming
from lianxi.portal.dossiers.asked import asked
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.shown import called

STEPS_MAX = 8  # how far a road is followed either way
ENDED = ("closed", "adjusted", "not met")


@dataclass(frozen=True)
class Step:
    """A dossier of the road, in words."""

    row: dossiers.Row
    kind: Bilingual
    title: Bilingual
    stage: Bilingual
    owner: Bilingual | None
    y: float


@dataclass(frozen=True)
class Year:
    """What began in a year, by how it stands now."""

    year: int
    begun: int
    by_status: tuple[tuple[Bilingual, int], ...]
    landed: int

    @property
    def percent(self) -> int:
        """The share that was closed, rounded down."""
        return self.landed * 100 // self.begun


@require_safe
def chain(request: HttpRequest, region: str, procedure: str, number: int) -> HttpResponse:
    """The road behind a dossier, and what came of it."""
    of = asked(request, region)
    if procedure not in PROCEDURES:
        raise Http404("procedure")
    row = dossiers.row(region, PROCEDURES[procedure], number)
    if row is None:
        raise Http404("dossier")
    rows, ties = coming.road(row, STEPS_MAX)
    days = coming.days(rows)
    strands = [
        Strand(each.ref, each.since, each.ended, tuple(days.get(each.pk, ())), ties[each.pk])
        for each in rows
    ]
    picture = draw(strands, of.today)
    at = {bar.key: bar.y for bar in picture.bars}
    steps = [
        Step(
            each,
            PROCEDURES[each.procedure].words,
            dossiers.title_of(each),
            PROCEDURES[each.procedure].stages[each.stage],
            called(of.found, each.owner) if each.owner else None,
            at[each.ref],
        )
        for each in rows
    ]
    values = {
        **of.frame("road"),
        "row": row,
        "title": dossiers.title_of(row),
        "picture": picture,
        "steps": sorted(steps, key=lambda step: step.y),
    }
    return render(request, "desks/chain.html", values)


@require_safe
def years(request: HttpRequest, region: str) -> HttpResponse:
    """How much began in each year, and how much of it came to an end."""
    of = asked(request, region)
    found = commitments.lines(of.found, of.today)
    values = {**of.frame("road"), "years": cohorts(found), "count": len(found)}
    return render(request, "desks/years.html", values)


def cohorts(lines: Iterable[Line]) -> Sequence[Year]:
    """Commitments by the year in which they began."""
    by_year: dict[int, list[Line]] = {}
    for line in lines:
        by_year.setdefault(line.since.year, []).append(line)
    return [_year(year, of) for year, of in sorted(by_year.items())]


def _year(year: int, of: Sequence[Line]) -> Year:
    counted = commitments.counts(of)
    shown = tuple((STATUSES[word], counted[word]) for word in (*ENDED, *OPEN) if counted[word])
    return Year(year, len(of), shown, counted["closed"])
