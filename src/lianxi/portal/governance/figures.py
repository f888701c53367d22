"""Pages: the figures of a region, by subject and by the set they were counted among."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.package import Package
from lianxi.charter.rows import Observation, RowReading
from lianxi.governance.figures import figures, kind_of, name_of, readings
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.ui.sheet import csv_sheet

FACETS = ("subject", "set", "indicator")


@dataclass(frozen=True)
class Shown:
    """A figure with what other sources say of it."""

    observation: Observation
    readings: tuple[RowReading, ...]


@dataclass(frozen=True)
class Subject:
    """The figures of one subject; `kind` says where its own page is."""

    id: str
    kind: str
    name: Bilingual
    figures: tuple[Shown, ...]


@require_safe
def figures_page(request: HttpRequest, region: str) -> HttpResponse:
    """Every figure on record, with its unit, its set and its source."""
    found = in_use(region)
    package = found.package
    asked = _asked(request)
    listed = _listed(package, asked)
    everything = figures(package)
    values = {
        "tab": "figures",
        "region": package.region,
        "package": package,
        "in_use": found,
        "asked_for": asked,
        "total": len(everything),
        "count": len(listed),
        "subjects": _by_subject(package, listed),
        "choices": _subjects(package, everything),
        "sets": _sets(package),
        "indicator": listed[0].indicator if asked["indicator"] and listed else None,
    }
    return render(request, "governance/figures.html", values)


@require_safe
def figures_csv(request: HttpRequest, region: str) -> HttpResponse:
    """The figures asked for as CSV, for a spreadsheet."""
    package = in_use(region).package
    rows = [_row(package, each) for each in _listed(package, _asked(request))]
    return csv_sheet(f"{region}-figures.csv", HEADING.split(), rows)


HEADING = (
    "subject subject_zh subject_en set indicator_zh indicator_en period value qualifier unit "
    "status source note_zh note_en"
)
NOTHING = Bilingual("", "")


def _asked(request: HttpRequest) -> dict[str, str]:
    return {facet: request.GET.get(facet, "").strip() for facet in FACETS}


def _listed(package: Package, asked: dict[str, str]) -> list[Observation]:
    wanted = [asked[facet] or None for facet in FACETS]
    return figures(package, *wanted)


def _by_subject(package: Package, listed: list[Observation]) -> list[Subject]:
    groups = groupby(listed, key=lambda each: each.subject)
    return [
        Subject(
            id_,
            kind_of(package, id_),
            name_of(package, id_),
            tuple(_shown(package, each) for each in group),
        )
        for id_, group in groups
    ]


def _shown(package: Package, observation: Observation) -> Shown:
    said = readings(package, "history/observations.csv", observation.row)
    return Shown(observation, tuple(said))


def _subjects(package: Package, everything: list[Observation]) -> list[tuple[str, Bilingual]]:
    """Every subject that has figures, in the order of the list."""
    ids = dict.fromkeys(each.subject for each in everything)
    return [(id_, name_of(package, id_)) for id_ in ids]


def _sets(package: Package) -> list[tuple[str, Bilingual]]:
    """Every set that figures belong to."""
    named = {each.set for each in package.observations}
    named |= {each.subject for each in package.observations}
    return [(id_, name) for id_, name in package.region.sets.items() if id_ in named]


def _row(package: Package, each: Observation) -> list[str]:
    name, note = name_of(package, each.subject), each.note or NOTHING
    return [
        each.subject,
        name.zh,
        name.en,
        each.set or "",
        each.indicator.zh,
        each.indicator.en,
        str(each.period),
        each.value,
        each.qualifier or "",
        str(each.unit),
        each.provenance.status,
        "; ".join(map(str, each.provenance.source)),
        note.zh,
        note.en,
    ]
