"""Pages: the topics of a region, year by year, and as a sheet."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.package import Package
from lianxi.charter.rows import Observation, RowReading, Topic
from lianxi.charter.topics import LEVELS, WORK
from lianxi.documents.years import Picture, Span, picture
from lianxi.governance.figures import figures, readings
from lianxi.governance.topics import Wanted, topics
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, rests_on, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

LABELS = {"zh": 124, "en": 236}  # the room for a field's name in the picture


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
    asked = _asked(request, package)
    values = {
        "tab": "topics",
        "region": package.region,
        "package": package,
        "in_use": found,
        "listed": asked,
        "shown": [_shown(package, topic) for topic in asked.rows],
        "picture": _picture(package, asked.rows),
        "strands": _strands(package, asked.rows),
    }
    return render(request, "governance/topics.html", values)


@require_safe
def topics_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The topics asked for, for a spreadsheet."""
    found = in_use(region)
    return answer(form, f"{region}-topics", _asked(request, found.package), basis(found))


def _asked(request: HttpRequest, package: Package) -> Listed[Topic]:
    every = topics(package, Wanted())
    return _listing(package).ask(every, request.GET.dict(), reading_language())


def _listing(package: Package) -> Listing[Topic]:
    columns: tuple[Column[Topic], ...] = (
        column.text("id", ID, lambda topic: topic.id, page=False),
        column.named("level", LEVEL, lambda topic: word(LEVELS, topic.level), page=False),
        column.named("kind", KIND, lambda topic: word(WORK, topic.kind), page=False),
        column.both("name", TOPIC, lambda topic: topic.name),
        column.day("period", PERIOD, lambda topic: topic.period),
        column.day("to", TO, lambda topic: topic.to, page=False),
        column.named(
            "period_status",
            PERIOD_RESTS_ON,
            lambda topic: word(STATUS, topic.period_provenance.status),
            page=False,
        ),
        column.named("meeting", MEETING, lambda topic: _meeting(package, topic), page=False),
        column.named("fields", FIELD, lambda topic: _fields(package, topic)),
        column.named("lead", LEAD, lambda topic: _lead(package, topic), width=28),
        column.both("participants", PARTICIPANTS, lambda topic: topic.participants, page=False),
        column.both("outcome", OUTCOME, lambda topic: topic.outcome),
        *rests_on(lambda topic: topic.provenance, lambda topic: topic.note),
    )
    leaders = dict.fromkeys(id_ for topic in package.topics.values() for id_ in _leaders(topic))
    filters: tuple[Filter[Topic], ...] = (
        Filter("level", LEVEL, lambda topic: (topic.level,), LEVELS),
        Filter("kind", KIND, lambda topic: (topic.kind,), WORK),
        Filter("field", FIELD, lambda topic: topic.fields, package.region.fields),
        Filter("lead", LEAD, _leaders, {id_: package.of("party", id_) for id_ in leaders}),
    )
    return Listing("topics", Bilingual("专题", "topics"), columns, filters)


def _leaders(topic: Topic) -> tuple[str, ...]:
    """The parties that lead, themselves or by a unit."""
    return tuple(lead.partition("/")[0] for lead in topic.leads)


def _meeting(package: Package, topic: Topic) -> Named | None:
    return Named(topic.meeting, package.of("meeting", topic.meeting)) if topic.meeting else None


def _fields(package: Package, topic: Topic) -> Named:
    names = [package.of("field", field) for field in topic.fields]
    return Named(" ".join(topic.fields), listed(names))


def _lead(package: Package, topic: Topic) -> Named:
    names = [package.of("unit" if "/" in lead else "party", lead) for lead in topic.leads]
    return Named(" ".join(topic.leads), listed([*names, *filter(None, [topic.led_by])]))


LEVEL = Bilingual("层面", "level")
KIND = Bilingual("类别", "kind")
TOPIC = Bilingual("专题", "topic")
PERIOD = Bilingual("时期", "period")
TO = Bilingual("至", "until")
PERIOD_RESTS_ON = Bilingual("时期依据", "period rests on")
MEETING = Bilingual("会议", "meeting")
FIELD = Bilingual("领域", "field")
LEAD = Bilingual("牵头", "lead")
PARTICIPANTS = Bilingual("参加", "participants")
OUTCOME = Bilingual("成果", "outcome")


def _shown(package: Package, topic: Topic) -> Shown:
    said = readings(package, "history/topics.csv", topic.id)
    return Shown(topic, tuple(figures(package, subject=topic.id)), tuple(said))


def _picture(package: Package, found: tuple[Topic, ...]) -> Picture | None:
    spans = [
        Span(field, topic.level, topic.period.year, _last(topic))
        for topic in found
        if topic.period.year
        for field in topic.fields
    ]
    label = LABELS[reading_language()]
    return picture(spans, package.region.fields, ("council", "province"), label)


def _last(topic: Topic) -> int | None:
    return topic.period.year if topic.to is None else topic.to.year


def _strands(package: Package, found: tuple[Topic, ...]) -> list[Strand]:
    """The table of the picture: for each field, the periods of its topics at each level."""
    strands = []
    for field, name in package.region.fields.items():
        own = [topic for topic in found if field in topic.fields]
        if own:
            periods = tuple(
                (level, tuple(topic.when() for topic in own if topic.level == level))
                for level in LEVELS
            )
            address = reverse("topics", args=[package.region.id], query={"field": field})
            strands.append(Strand(name, address, periods))
    return strands
