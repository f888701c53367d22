"""Pages: the commitments of a region on a day, and one of them with all that was done."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.governance.road.commitment import COMMITMENT, Commitment
from lianxi.governance.road.prompting import PROMPTS, prompts
from lianxi.governance.road.standing import STATUSES, Standing, standing
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.basis import basis
from lianxi.portal.commitments import queries
from lianxi.portal.commitments.actions import right_of
from lianxi.portal.commitments.detail import detail
from lianxi.portal.commitments.forms import ACTS
from lianxi.portal.commitments.listing import listed
from lianxi.portal.commitments.offers import OFFERS, possible
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers import ties as coming
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.queries import Opened, title_of
from lianxi.portal.dossiers.shown import called, done, owing
from lianxi.portal.ui import asked as asking
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer

MOST = 300  # rows on a page; a file has them all


@dataclass(frozen=True)
class Offer:
    """Something that whoever looks may do with the commitment."""

    act: str
    words: Bilingual


@require_safe
def commitments(request: HttpRequest, region: str) -> HttpResponse:
    """Every commitment, as it stands on a day."""
    of = asked(request, region)
    day, found, shown = _asked(request, of)
    values = {
        **of.frame("road"),
        "asked": day,
        "listed": shown,
        "rows": shown.rows[:MOST],
        "more": len(shown.rows) > MOST,
        "most": MOST,
        "counts": [(word, STATUSES[word], n) for word, n in queries.counts(found).items() if n],
        "may_give": of.may("commitment.give"),
        "together": _together(of),
    }
    return render(request, "commitments/commitments.html", values)


def _together(of: Asked) -> list[tuple[str, Bilingual]]:
    """What whoever looks may do with several at once."""
    wanted = ["ask-closure", "review-lead"] if of.own() else []
    wanted += ["review"] if any(_closes(of, body) for body in ("", *of.own_bodies())) else []
    return [(name, SEVERAL[name]) for name in wanted]


def _closes(of: Asked, body: str) -> bool:
    return of.may("commitment.close", body=body)


@require_safe
def commitments_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The commitments that are asked for, for a spreadsheet."""
    of = asked(request, region)
    day, _, shown = _asked(request, of)
    as_of = (AS_OF, Bilingual(str(day.day), str(day.day)))
    return answer(form, f"{region}-commitments", shown, basis(of.found, as_of))


def _asked(
    request: HttpRequest, of: Asked
) -> tuple[asking.Asked, list[queries.Line], Listed[queries.Line]]:
    day = asking.day(request, "at", of.today)
    found = queries.lines(of.found, day.day)
    keep = {"at": str(day.day)} if day.given else {}
    return day, found, listed(request, of.found, found, keep)


@require_safe
def commitment(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One commitment: what it is, how it stands, what was done, who owes what."""
    of = asked(request, region)
    on = dossier(of, COMMITMENT, number)
    face = COMMITMENT.face(on.state)
    stands, prompted = _stands(of, on)
    values = {
        **of.frame("road"),
        "on": on,
        "terms": on.state.terms,
        "state": on.state,
        "lead": called(of.found, on.state.terms.lead),
        "doer": called(of.found, on.state.terms.doer),
        "supports": [called(of.found, unit) for unit in on.state.terms.supports],
        "body": called(of.found, f"body:{on.state.terms.body}"),
        "stands": stands,
        "prompts": prompted,
        "duties": owing(of.found, face.duties, of.today),
        "done": done(of.found, on, detail),
        "offers": offers(of, on),
        "may_issue": of.may("paper.issue", body=on.state.terms.body),
        "files": enclosing.enclosed(on),
        "tied": coming.tied(on.row),
        "origin": _origin(of, on),
    }
    return render(request, "commitments/commitment.html", values)


def _origin(of: Asked, on: Opened[Commitment]) -> tuple[str, Bilingual]:
    """The address and title of what it comes from; no address where there is no page of it."""
    ref = on.state.terms.origin.partition("#")[0]
    if ref in of.found.package.articles:
        address = reverse("article", args=[of.region, ref])
        return address, of.found.package.articles[ref].name
    for tie in coming.behind([on.row]):
        if tie.to.ref == ref:
            address = reverse(tie.to.procedure, args=[of.region, tie.to.number])
            return address, title_of(tie.to)
    return "", same(on.state.terms.origin)


def _stands(of: Asked, on: Opened[Commitment]) -> tuple[Standing, list[Bilingual]]:
    """How it stands today, and what the office is reminded of, where the office looks."""
    course = COMMITMENT.face(on.state).course
    assert course is not None
    body = on.state.terms.body
    limits = queries.limits(of.found, of.today)(body)
    stands = standing(course, limits.bounds)
    if not of.may("supervision.write", body=body):
        return stands, []
    owed = {duty.what for duty in COMMITMENT.face(on.state).duties}
    return stands, [PROMPTS[word] for word in prompts(course, owed, limits)]


def offers(of: Asked, on: Opened[Commitment]) -> list[Offer]:
    """What whoever looks may do with a commitment as it stands."""
    made = []
    for name in possible(on.state):
        right, party, body = right_of(on.state, COMMITMENT.acts[name])
        if of.may(right, party=party, body=body):
            made.append(Offer(name, OFFERS[name]))
    return made


@require_safe
def evidence(request: HttpRequest, region: str, number: int, digest: str) -> HttpResponse:
    """A file that came with something done in a commitment."""
    of = asked(request, region)
    on = dossier(of, COMMITMENT, number)
    return enclosing.given_out(on, digest)


SEVERAL: Mapping[str, Bilingual] = {
    "ask-closure": Bilingual("一并申请办结", "Ask for closure on several"),
    "review-lead": Bilingual("牵头单位一并审核", "Review several as lead unit"),
    "review": Bilingual("一并审核", "Review several"),
}
AS_OF = Bilingual("截至", "as of")
assert ACTS.keys() <= COMMITMENT.acts.keys(), "every form is of an act"
