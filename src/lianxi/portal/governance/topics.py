"""Pages: the topics of a region, year by year, and as a sheet."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.charter.package import Package
from lianxi.charter.rows import Observation, RowReading, Topic
from lianxi.charter.topics import LEVELS, WORK
from lianxi.documents.years import Picture, Span, picture
from lianxi.governance.figures import figures, readings
from lianxi.governance.topics import Wanted, choices, topics
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.ui.asked import words
from lianxi.portal.ui.sheet import csv_sheet
from lianxi.portal.ui.templatetags.words import reading_language

LABELS = {"zh": 124, "en": 236}  # the room for a field's name in the picture
FACETS = ("level", "kind", "field")


@dataclass(frozen=True)
class Link:
    """One way to narrow the list: what it says, where it leads, how many there are."""

    words: Bilingual
    address: str
    count: int
    current: bool


@dataclass(frozen=True)
class Shown:
    """A topic with its figures and what other sources say of it."""

    topic: Topic
    figures: tuple[Observation, ...]
    readings: tuple[RowReading, ...]


@dataclass(frozen=True)
class Strand:
    """A field in one line of the picture's table: when it was taken up, at each level."""

    name: Bilingual
    address: str
    periods: tuple[tuple[str, tuple[Bilingual, ...]], ...]


@require_safe
def topics_page(request: HttpRequest, region: str) -> HttpResponse:
    """What was taken up, by period, level, kind and field."""
    found = in_use(region)
    package = found.package
    wanted, problem = _wanted(request, package)
    listed = topics(package, wanted)
    values = {
        "tab": "topics",
        "region": package.region,
        "package": package,
        "in_use": found,
        "problem": problem,
        "wanted": wanted,
        "total": len(package.topics),
        "facets": [(facet, _links(package, wanted, facet)) for facet in FACETS],
        "periods": _by_period(package, listed),
        "count": len(listed),
        "picture": _picture(package, listed),
        "strands": _strands(package, wanted, listed),
        "query": _query(wanted),
    }
    return render(request, "governance/topics.html", values)


@require_safe
def topics_csv(request: HttpRequest, region: str) -> HttpResponse:
    """The topics asked for as CSV, for a spreadsheet."""
    package = in_use(region).package
    wanted, _ = _wanted(request, package)
    rows = [_row(package, topic) for topic in topics(package, wanted)]
    return csv_sheet(f"{region}-topics.csv", HEADING.split(), rows)


HEADING = (
    "id level kind name_zh name_en period to period_status meeting fields lead "
    "lead_zh lead_en participants_zh participants_en outcome_zh outcome_en status source "
    "note_zh note_en"
)
NOTHING = Bilingual("", "")
ALL = Bilingual("全部", "all")


def _wanted(request: HttpRequest, package: Package) -> tuple[Wanted, Bilingual | None]:
    """What the address asks for; a value that there is not is said and passed over."""
    known = {"level": LEVELS, "kind": WORK, "field": package.region.fields}
    given, problem = words(request.GET.dict(), {facet: known[facet] for facet in FACETS})
    return Wanted(**given), problem


def _links(package: Package, wanted: Wanted, facet: str) -> list[Link]:
    """What a facet may be set to, what else is asked kept; a way that leads nowhere is left out."""
    now = getattr(wanted, facet)
    made = []
    for choice in choices(package, wanted, facet):
        if choice.count or choice.value in (None, now):
            words = ALL if choice.value is None else _facet_words(package, facet, choice.value)
            address = _address(package, replace(wanted, **{facet: choice.value}))
            made.append(Link(words, address, choice.count, choice.value == now))
    return made


def _facet_words(package: Package, facet: str, value: str) -> Bilingual:
    return {"level": LEVELS, "kind": WORK}.get(facet, package.region.fields)[value]


def _query(wanted: Wanted) -> dict[str, str]:
    return {facet: getattr(wanted, facet) for facet in FACETS if getattr(wanted, facet)}


def _address(package: Package, wanted: Wanted) -> str:
    return reverse("topics", args=[package.region.id], query=_query(wanted))


def _by_period(
    package: Package, listed: list[Topic]
) -> list[tuple[Bilingual, str | None, list[Shown]]]:
    """The topics of a period and meeting together, in order."""
    groups = groupby(listed, key=lambda topic: (topic.when(), topic.meeting))
    return [
        (when, meeting, [_shown(package, topic) for topic in group])
        for (when, meeting), group in groups
    ]


def _shown(package: Package, topic: Topic) -> Shown:
    said = readings(package, "history/topics.csv", topic.id)
    return Shown(topic, tuple(figures(package, subject=topic.id)), tuple(said))


def _picture(package: Package, listed: list[Topic]) -> Picture | None:
    spans = [
        Span(field, topic.level, topic.period.year, _last(topic))
        for topic in listed
        if topic.period.year
        for field in topic.fields
    ]
    label = LABELS[reading_language()]
    return picture(spans, package.region.fields, ("council", "province"), label)


def _last(topic: Topic) -> int | None:
    return topic.period.year if topic.to is None else topic.to.year


def _strands(package: Package, wanted: Wanted, listed: list[Topic]) -> list[Strand]:
    """The table of the picture: for each field, the periods of its topics at each level."""
    strands = []
    for field, name in package.region.fields.items():
        own = [topic for topic in listed if field in topic.fields]
        if own:
            periods = tuple(
                (level, tuple(topic.when() for topic in own if topic.level == level))
                for level in LEVELS
            )
            strands.append(Strand(name, _address(package, replace(wanted, field=field)), periods))
    return strands


def _row(package: Package, topic: Topic) -> list[str]:
    leads = [package.of("unit" if "/" in lead else "party", lead) for lead in topic.leads]
    leads += [topic.led_by] if topic.led_by else []
    texts = (topic.participants, topic.outcome)
    said = [side for text in texts for side in ((text.zh, text.en) if text else ("", ""))]
    note = topic.note or NOTHING
    return [
        topic.id,
        topic.level,
        topic.kind,
        topic.name.zh,
        topic.name.en,
        str(topic.period),
        str(topic.to or ""),
        topic.period_provenance.status,
        topic.meeting or "",
        " ".join(topic.fields),
        " ".join(topic.leads),
        "、".join(lead.zh for lead in leads),
        ", ".join(lead.en for lead in leads),
        *said,
        topic.provenance.status,
        "; ".join(map(str, topic.provenance.source)),
        note.zh,
        note.en,
    ]
