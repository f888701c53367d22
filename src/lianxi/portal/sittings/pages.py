"""Pages: the sittings of a region, and one of them with everything that belongs to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.scan import MEDIA_TYPES
from lianxi.governance.road.sitting import SITTING, Sitting
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.queries import Opened, content
from lianxi.portal.dossiers.shown import called, done, owing
from lianxi.portal.sittings import queries, shown
from lianxi.portal.sittings.listing import asked_for, lines
from lianxi.portal.sittings.queries import Called
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer

TAB = "road"


@never_cache
@require_safe
def sittings(request: HttpRequest, region: str) -> HttpResponse:
    """The sittings, the latest first."""
    by = asked(request, region)
    listed = _listed(request, by)
    values = {
        **by.frame(TAB),
        "listed": listed,
        "lines": lines(by.found, listed),
        "holds": by.may("sitting.hold"),
    }
    return render(request, "sittings/sittings.html", values)


@never_cache
@require_safe
def sittings_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The same for a spreadsheet."""
    by = asked(request, region)
    return answer(form, f"{region}-sittings", _listed(request, by), basis(by.found))


@never_cache
@require_safe
def sitting(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One sitting: notice, slips, agenda with reasons, papers, decisions, minutes."""
    by = asked(request, region)
    opened = dossier(by, SITTING, number)
    state = opened.state
    now = [duty for duty in SITTING.face(state).duties if duty.since <= by.today]
    values = {
        **by.frame(TAB),
        **_rights(by, opened),
        "opened": opened,
        "number": number,
        "state": state,
        "stage": SITTING.stages[state.stage],
        "bodies": [called(by.found, f"body:{body}") for body in state.notice.bodies],
        "host": called(by.found, state.notice.host) if state.notice.host else None,
        "guests": [called(by.found, guest) for guest in state.notice.guests],
        "short": queries.short_notice(by.found.package, state),
        "seats": shown.seats(by.found, state),
        "agenda": shown.agenda(region, state),
        "drafts": shown.drafts(by.found, state.minutes) if state.minutes else [],
        "text": shown.marked(state.minutes) if state.minutes else [],
        "silent": [called(by.found, party) for party in state.silent],
        "done": done(by.found, opened, shown.details(by.found, state)),
        "duties": owing(by.found, now, by.today),
    }
    return render(request, "sittings/sitting.html", values)


@never_cache
@require_safe
def paper(request: HttpRequest, region: str, number: int, digest: str) -> HttpResponse:
    """A paper that was filed, as it was handed in."""
    by = asked(request, region)
    files = shown.papers(dossier(by, SITTING, number).state)
    file = files.get(digest)
    found = content(digest) if file else None
    if file is None or found is None:
        raise Http404("paper")
    place = list(files).index(digest) + 1
    media = {str(kind): media for kind, media in MEDIA_TYPES.items()}[file.form]
    return attached(f"{region}-sitting-{number}-paper-{place}.{file.form}", media, found)


def _rights(by: Asked, opened: Opened[Sitting]) -> dict[str, bool]:
    """What whoever asks may do here."""
    roll = opened.state.notice.roll
    return {
        "holds": by.may("sitting.hold", body=opened.state.notice.bodies[0]),
        "replies": any(by.may("sitting.reply", party=party) for party in roll),
    }


def _listed(request: HttpRequest, by: Asked) -> Listed[Called]:
    return asked_for(by.found, queries.sittings(by.region), request.GET.dict())
