"""The meetings of a region, or of one of its bodies, for a reader's own calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lianxi.charter.citation import cited
from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.package import Package
from lianxi.charter.region import REHEARSED
from lianxi.charter.rows import Meeting
from lianxi.documents.calendar import Entry, calendar
from lianxi.governance.meetings import by_date, meetings_of
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.ui.attached import attached


@require_safe
def meetings_ics(request: HttpRequest, region: str) -> HttpResponse:
    """The meetings whose day is known; of a body, its layers and predecessors if asked."""
    found = in_use(region)
    package = found.package
    body = request.GET.get("body", "")
    if body and not any(article.id == body for article in package.kind("body")):
        raise Http404("body")
    held = meetings_of(package, body) if body else sorted(package.meetings.values(), key=by_date)
    whose = package.of("body", body) if body else package.region.name
    entries = [_entry(package, meeting) for meeting in held]
    called = NAME.fill(whose=whose)
    if package.region.world == "rehearsal":
        called = REHEARSED.fill(name=called)
    content = calendar(called, entries, found.version.loaded_at, COUNTED)
    name = f"{region}-{body}-meetings.ics" if body else f"{region}-meetings.ics"
    return attached(name, "text/calendar; charset=utf-8", content)


def _entry(package: Package, meeting: Meeting) -> Entry:
    day = meeting.date_provenance
    name, rehearsed = package.meeting_name(meeting), meeting.provenance.world == "rehearsal"
    citations = dict.fromkeys((*meeting.provenance.source, *day.source))
    source = SOURCE.fill(
        basis=STATUS[day.status], source=listed([cited(each, package) for each in citations])
    )
    return Entry(
        uid=f"{meeting.id}@{package.region.id}.lianxi",
        name=REHEARSED.fill(name=name) if rehearsed else name,
        day=meeting.date,
        said=(meeting.decided, source) if meeting.decided else (source,),
        host=package.of("party", meeting.host) if meeting.host else None,
    )


COUNTED = Bilingual(
    "列出{n}次知道哪一天的会议；另有{left}次只知年月或日期未载明，未列出。",
    "Meetings whose day is known: {n}. Left out, because only the month or the year is "
    "known, or nothing: {left}.",
)
SOURCE = Bilingual("日期{basis}。来源：{source}", "The day is {basis}. Source: {source}")
NAME = Bilingual("{whose}会议", "Meetings: {whose}")
