"""Pages: members on the map, a city, the bodies, a body with its layers, a meeting."""

from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from lianxi.governance.bodies import bodies as bodies_of
from lianxi.governance.bodies import outermost
from lianxi.governance.meetings import meetings_of, outcome
from lianxi.governance.members import area
from lianxi.governance.members import members as members_of
from lianxi.governance.standing import standing
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.queries import Current
from lianxi.portal.governance.asked import day_of_year
from lianxi.portal.governance.queries import body_page, membership, seated_in, tiers_on, told_of
from lianxi.portal.ui import asked
from lianxi.portal.ui.asked import Asked
from lianxi.portal.ui.sheet import csv_sheet
from lianxi.portal.ui.templatetags.words import reading_language, speak


@require_safe
def members(request: HttpRequest, region: str) -> HttpResponse:
    """Who belongs on a day: the map, the slider and the list."""
    found = in_use(region)
    on = day_of_year(request, found.package.region.covers)
    return render(request, "governance/members.html", _members(found, on))


@require_safe
@never_cache
def members_year(request: HttpRequest, region: str) -> HttpResponse:
    """What the slider brings; the address that it leaves behind is that of the whole page."""
    found = in_use(region)
    on = day_of_year(request, found.package.region.covers)
    response = render(request, "governance/moved.html", _members(found, on))
    return push_url(response, reverse("members", args=[region], query={"year": on.day.year}))


def _members(found: Current, on: Asked) -> dict[str, object]:
    view = membership(found, on.day)
    return {
        "tab": "members",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "on": on,
        "view": view,
        "labels": partial(view.labels, reading_language()),
    }


@require_safe
def members_csv(request: HttpRequest, region: str) -> HttpResponse:
    """The members on a day as CSV, for a spreadsheet."""
    found = in_use(region)
    package = found.package
    on = day_of_year(request, package.region.covers)
    seated = members_of(package, package.region.main_body, on.day)
    rows = [[*map(str, member.as_json().values())] for member in seated]
    if not seated:
        rows = [[*map(str, each.as_json().values())] for each in area(package, on.day)]
    heading = ["id", "name_zh", "name_en", "province", "since", "body"]
    return csv_sheet(f"{region}-members-{on.day}.csv", heading, rows)


@require_safe
def party(request: HttpRequest, region: str, party: str) -> HttpResponse:
    """Everything the record says of one party."""
    found = in_use(region)
    package = found.package
    if party not in package.parties:
        raise Http404("party")
    values = {
        "tab": "members",
        "region": package.region,
        "package": package,
        "in_use": found,
        "standing": standing(package, package.parties[party], timezone.localdate()),
        "seated": seated_in(found, party),
    }
    return render(request, "governance/party.html", values)


@require_safe
def bodies(request: HttpRequest, region: str) -> HttpResponse:
    """Every body that exists on a day, and those that have ended."""
    found = in_use(region)
    on = asked.day(request, "at", timezone.localdate())
    exist = bodies_of(found.package, on.day)
    ids = {body.id for body in exist}
    ended = [b for b in bodies_of(found.package) if b.id not in ids and _ended(b.until, on.day)]
    values = {
        "tab": "bodies",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "asked": on,
        "picture": tiers_on(found, on.day, reading_language()),
        "layers": outermost(exist),
        "ended": ended,
    }
    return render(request, "governance/bodies.html", values)


@require_safe
def body(request: HttpRequest, region: str, body: str) -> HttpResponse:
    """A body with its layers, meetings and amendments, as of a day."""
    found = in_use(region)
    package = found.package
    if not any(article.id == body for article in package.kind("body")):
        raise Http404("body")
    on = asked.day(request, "at", timezone.localdate())
    values = {
        "tab": "bodies",
        "region": package.region,
        "package": package,
        "in_use": found,
        "asked": on,
        "article": package.articles[body],
        "page": body_page(package, body, on.day),
    }
    return render(request, "governance/body.html", values)


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
        "tab": "bodies",
        "region": package.region,
        "package": package,
        "in_use": found,
        "meeting": held,
        "name": package.meeting_name(held),
        "outcome": outcome(package, held),
        "earlier": series[at - 1] if at else None,
        "later": series[at + 1] if at + 1 < len(series) else None,
    }
    return render(request, "governance/meeting.html", values)


@require_safe
def history(request: HttpRequest, region: str) -> HttpResponse:
    """Everything on record in order, year by year, and what a careful reader finds in it."""
    found = in_use(region)
    told = told_of(found)
    values = {
        "tab": "history",
        "region": found.package.region,
        "in_use": found,
        "package": found.package,
        "years": told.years,
        "last": told.years[-1][0] if told.years else "",
        "count": sum(len(events) for _, events in told.years),
        "findings": told.findings,
    }
    return render(request, "governance/history.html", values)


@require_safe
def meetings_csv(request: HttpRequest, region: str) -> HttpResponse:  # noqa: ARG001
    """The meetings of the main body as CSV, for a spreadsheet."""
    found = in_use(region)
    package = found.package
    rows = [
        [
            held.id,
            str(speak(package.meeting_name(held))),
            str(held.ordinal or ""),
            str(held.date),
            held.date_provenance.status,
            str(speak(package.of("party", held.host))) if held.host else "",
            str(speak(held.decided) or ""),
            "; ".join(map(str, held.provenance.source)),
        ]
        for held in meetings_of(package, package.region.main_body)
    ]
    heading = ["id", "name", "ordinal", "date", "date_status", "host", "decided", "source"]
    return csv_sheet(f"{region}-meetings.csv", heading, rows)


def _ended(until: object, day: date) -> bool:
    start = getattr(until, "start", None)
    return start is not None and start <= day
