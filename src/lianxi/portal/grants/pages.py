"""Pages: the grants, and one of them from its application to its close."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_state import Grant
from lianxi.governance.road.performance import (
    EXECUTION,
    KINDS,
    Result,
    Target,
    execution,
    grade,
    points,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers import ties as coming
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.choices import whole
from lianxi.portal.dossiers.queries import Opened, Row, title_of
from lianxi.portal.dossiers.shown import called, done, owing
from lianxi.portal.grants import listing, queries
from lianxi.portal.grants.actions import right_of
from lianxi.portal.grants.detail import detail
from lianxi.portal.grants.offers import OFFERS, possible
from lianxi.portal.ui.sheet import Form, answer

TAB = "road"


@dataclass(frozen=True)
class Line:
    """A target with what it came to."""

    kind: Bilingual
    target: Target
    result: Result | None

    @property
    def score(self) -> str:
        """The score as it is written."""
        return points(self.result.score) if self.result is not None else ""


@dataclass(frozen=True)
class Score:
    """What a self-assessment comes to."""

    total: str
    execution: str
    grade: Bilingual


@never_cache
@require_safe
def grants(request: HttpRequest, region: str) -> HttpResponse:
    """Every grant that was applied for."""
    of = asked(request, region)
    values = {
        **of.frame(TAB),
        "listed": listing.grants(of, request.GET.dict()),
        "applies": applies(of),
        "stages": GRANT.stages,
    }
    return render(request, "grants/grants.html", values)


def applies(of: Asked) -> bool:
    """Whether whoever looks may apply for a party or a unit."""
    return of.may("fund.apply") or any(of.may("fund.apply", party=own) for own in of.own())


@never_cache
@require_safe
def grants_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The grants that are asked for, for a spreadsheet."""
    of = asked(request, region)
    shown = listing.grants(of, request.GET.dict())
    return answer(form, f"{region}-grants", shown, basis(of.found))


@never_cache
@require_safe
def grant(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One grant: what it is for, where its money is, what was done, who owes what."""
    of = asked(request, region)
    found = dossier(of, GRANT, number)
    state = found.state
    package = of.found.package
    origin = _origin(found)
    matter = package.articles.get(state.terms.matter)
    values = {
        **of.frame(TAB),
        "found": found,
        "state": state,
        "terms": state.terms,
        "by": whole(of, state.applied.by),
        "fund": called(of.found, f"fund:{state.applied.fund}"),
        "body": called(of.found, f"body:{state.body}"),
        "matter": matter.name if matter else None,
        "stage": GRANT.stages[state.stage],
        "sums": sums(state),
        "parts": state.parts,
        "lines": lines(state),
        "score": score(state),
        "execution": EXECUTION,
        "booked": queries.booked(found),
        "origin": origin,
        "origin_title": title_of(origin) if origin else None,
        "duties": owing(of.found, GRANT.face(state).duties, of.today),
        "done": done(of.found, found, detail),
        "offers": offers(of, found),
        "files": enclosing.enclosed(found),
    }
    return render(request, "grants/grant.html", values)


def sums(state: Grant) -> list[tuple[Bilingual, int]]:
    """Where the money of a grant is, in fen."""
    found = [(APPLIED, state.terms.amount)]
    if state.approval is not None:
        found += [
            (APPROVED, sum(state.approval[0].parts)),
            (PAID, state.paid),
            (SPENT, state.spent),
            (BACK, state.given_back),
            (LEFT, state.left),
        ]
    return found


def lines(state: Grant) -> list[Line]:
    """The targets, with the results of the latest self-assessment."""
    last = state.assessment
    results: tuple[Result | None, ...] = (
        last.what.results if last is not None else (None,) * len(state.terms.targets)
    )
    pairs = zip(state.terms.targets, results, strict=True)
    return [Line(KINDS[target.kind], target, result) for target, result in pairs]


def score(state: Grant) -> Score | None:
    """What the latest self-assessment comes to."""
    tenths = state.score
    if tenths is None:
        return None
    return Score(points(tenths), points(execution(state.spent, state.paid)), grade(tenths))


def _origin(found: Opened[Grant]) -> Row | None:
    """What it is paid for, where that is a dossier."""
    ref = found.state.applied.origin
    return next((tie.to for tie in coming.behind([found.row]) if tie.to.ref == ref), None)


def offers(of: Asked, found: Opened[Grant]) -> list[tuple[str, Bilingual]]:
    """What whoever looks may do with a grant as it stands."""
    made = []
    for name in possible(found.state):
        right, party, body = right_of(found.state, GRANT.acts[name])
        if of.may(right, party=party, body=body):
            made.append((name, OFFERS[name]))
    return made


@never_cache
@require_safe
def grant_attachment(request: HttpRequest, region: str, number: int, digest: str) -> HttpResponse:
    """A file that came with something done in a grant."""
    of = asked(request, region)
    return enclosing.given_out(dossier(of, GRANT, number), digest)


APPLIED = Bilingual("申请", "applied for")
APPROVED = Bilingual("批准", "approved")
PAID = Bilingual("已拨付", "paid out")
SPENT = Bilingual("已核销", "accounted for")
BACK = Bilingual("已退回", "given back")
LEFT = Bilingual("未核销", "not accounted for yet")
