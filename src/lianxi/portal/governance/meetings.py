"""Pages: the meetings of every body of a region, and one of them."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting, Topic
from lianxi.governance.meetings import Chairs, above, by_date, chairs, meetings_of, outcome
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current, loaded
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, rests_on, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Sitting:
    """A meeting in the list; `bodies` are its own and those above, whose meeting it is too."""

    meeting: Meeting
    name: Bilingual
    bodies: frozenset[str]
    chairs: Chairs
    topics: tuple[Topic, ...]


@require_safe
def meetings(request: HttpRequest, region: str) -> HttpResponse:
    """Every meeting on record, the latest first."""
    found = in_use(region)
    listed_ = _asked(request, found)
    values = {
        "tab": "meetings",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "listed": listed_,
        "body": listed_.wanted.get("body", ""),
    }
    return render(request, "governance/meetings_page.html", values)


@require_safe
def meetings_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The meetings asked for, for a spreadsheet."""
    found = in_use(region)
    return answer(form, f"{region}-meetings", _asked(request, found), basis(found))


@require_safe
def meeting(request: HttpRequest, region: str, meeting: str) -> HttpResponse:
    """A meeting: when, where, who came, what it decided and what that changed."""
    found = in_use(region)
    package = found.package
    if meeting not in package.meetings:
        raise Http404("meeting")
    held = package.meetings[meeting]
    series = [m for m in meetings_of(package, held.body) if m.body == held.body]
    at = series.index(held)
    values = {
        "tab": "meetings",
        "region": package.region,
        "package": package,
        "in_use": found,
        "meeting": held,
        "name": package.meeting_name(held),
        "outcome": outcome(package, held),
        "chairs": chairs(package, held),
        "earlier": series[at - 1] if at else None,
        "later": series[at + 1] if at + 1 < len(series) else None,
    }
    return render(request, "governance/meeting.html", values)


def _asked(request: HttpRequest, found: Current) -> Listed[Sitting]:
    sittings = _sittings(found.version.manifest)
    asked = request.GET.dict()
    return _listing(found.package, sittings).ask(sittings, asked, reading_language())


@lru_cache(maxsize=8)
def _sittings(manifest: str) -> tuple[Sitting, ...]:
    """The meetings of a version never change: gathered once, the latest first."""
    package = loaded(manifest).package
    assert package is not None
    bodies = above(package)
    topics: dict[str, list[Topic]] = {}
    for topic in package.topics.values():
        topics.setdefault(topic.meeting or "", []).append(topic)
    return tuple(
        Sitting(
            held,
            package.meeting_name(held),
            bodies[held.body],
            chairs(package, held),
            tuple(topics.get(held.id, ())),
        )
        for held in sorted(package.meetings.values(), key=by_date, reverse=True)
    )


def _listing(package: Package, sittings: tuple[Sitting, ...]) -> Listing[Sitting]:
    columns: tuple[Column[Sitting], ...] = (
        column.text("id", ID, lambda each: each.meeting.id, page=False),
        column.both("name", MEETING, lambda each: each.name, width=40),
        column.day("date", DATE, lambda each: each.meeting.date),
        column.named("body", BODY, lambda each: _body(package, each)),
        column.number("ordinal", ORDINAL, lambda each: each.meeting.ordinal, page=False),
        column.named("date_status", DATE_RESTS_ON, _date_status, page=False),
        column.named("host", HOST, lambda each: _party(package, each.meeting.host)),
        column.named(
            "chair", CHAIR, lambda each: _party(package, each.chairs.standing), page=False
        ),
        column.named(
            "executive", EXECUTIVE, lambda each: _party(package, each.chairs.executive), page=False
        ),
        column.both("decided", DECIDED, lambda each: each.meeting.decided, width=44),
        column.named("agreement", DOCUMENT, lambda each: _document(package, each), page=False),
        column.named("topics", TOPICS, _topics, page=False, width=44),
        *rests_on(lambda each: each.meeting.provenance, lambda each: each.meeting.note),
    )
    with_meetings = {body for each in sittings for body in each.bodies}
    hosts = dict.fromkeys(each.meeting.host for each in sittings if each.meeting.host)
    years = dict.fromkeys(each.meeting.date.year for each in sittings if each.meeting.date.year)
    filters: tuple[Filter[Sitting], ...] = (
        Filter(
            "body",
            BODY,
            lambda each: tuple(each.bodies),
            {
                article.id: article.name
                for article in package.kind("body")
                if article.id in with_meetings
            },
        ),
        Filter(
            "year",
            YEAR,
            lambda each: (str(each.meeting.date.year),),
            {str(year): Bilingual(f"{year}年", str(year)) for year in years},
        ),
        Filter(
            "host",
            HOST,
            lambda each: (each.meeting.host or "",),
            {host: package.of("party", host) for host in hosts},
        ),
    )
    return Listing("meetings", Bilingual("会议", "meetings"), columns, filters)


def _body(package: Package, each: Sitting) -> Named:
    return Named(each.meeting.body, package.of("body", each.meeting.body))


def _party(package: Package, id_: str | None) -> Named | None:
    return Named(id_, package.of("unit" if "/" in id_ else "party", id_)) if id_ else None


def _document(package: Package, each: Sitting) -> Named | None:
    signed = each.meeting.agreement
    return Named(signed, package.of("agreement", signed)) if signed else None


def _topics(each: Sitting) -> Named | None:
    ids, names = [topic.id for topic in each.topics], [topic.name for topic in each.topics]
    return Named(" ".join(ids), listed(names)) if ids else None


def _date_status(each: Sitting) -> Named | None:
    return word(STATUS, each.meeting.date_provenance.status)


MEETING = Bilingual("会议", "meeting")
DATE = Bilingual("日期", "date")
BODY = Bilingual("机构", "body")
ORDINAL = Bilingual("届次", "number")
DATE_RESTS_ON = Bilingual("日期依据", "date rests on")
HOST = Bilingual("承办地", "host")
CHAIR = Bilingual("常务主席方", "standing chair")
EXECUTIVE = Bilingual("执行主席方", "executive chair")
DECIDED = Bilingual("议定", "decided")
DOCUMENT = Bilingual("文件", "document")
TOPICS = Bilingual("专题与课题", "topics and subjects")
YEAR = Bilingual("年份", "year")
