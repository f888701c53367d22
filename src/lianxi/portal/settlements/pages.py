"""Pages: the settlements, and one: who owes whom what, why, who said what of it, what is open."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.road.settlement import SETTLEMENT, short
from lianxi.governance.road.settlement_acts import Line
from lianxi.governance.road.settlement_state import (
    ANSWERS,
    OUTCOMES,
    WAYS,
    Dispute,
    Payment,
    Settlement,
    Version,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.queries import names
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers import enclosing, shown
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ledger.words import UNITS
from lianxi.portal.settlements import links, listing, queries, working
from lianxi.portal.settlements.actions import DRAW
from lianxi.portal.settlements.answer_pages import said_of
from lianxi.portal.settlements.booking import called_rule
from lianxi.portal.settlements.naming import line_name, naming, things
from lianxi.portal.settlements.offers import of_dispute, offers
from lianxi.portal.settlements.periods import in_words
from lianxi.portal.settlements.told import detail
from lianxi.portal.settlements.working import Wrong
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file

TAB = "road"


@dataclass(frozen=True)
class Shown:
    """A line on its page, with where its why is explained."""

    line: Line
    name: Bilingual
    giver: Bilingual
    taker: Bilingual
    period: Bilingual
    of: Bilingual
    why: str


@dataclass(frozen=True)
class Contest:
    """A dispute on its page: in words, with what whoever looks may do with it."""

    number: int
    dispute: Dispute
    name: Bilingual
    said: Bilingual
    standing: Bilingual
    by: Bilingual | None  # who decided it
    drops: bool
    decides: bool


@dataclass(frozen=True)
class Made:
    """A version on its page: who worked it out, who checked it."""

    number: int
    version: Version
    by: Bilingual
    digest: str
    checked_by: Bilingual | None


@dataclass(frozen=True)
class Came:
    """A payment in words."""

    number: int
    name: Bilingual
    way: Bilingual
    payment: Payment


@require_safe
@never_cache
def settlements(request: HttpRequest, region: str) -> HttpResponse:
    """Every settlement."""
    asked = asked_of(request, region)
    values = {
        **asked.frame(TAB),
        "listed": listing.settlements(asked, request.GET.dict()),
        "stages": SETTLEMENT.stages,
        "draws": asked.may(DRAW),
    }
    return render(request, "settlements/settlements.html", values)


@require_safe
@never_cache
def settlements_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The settlements asked for, for a spreadsheet."""
    asked = asked_of(request, region)
    listed = listing.settlements(asked, request.GET.dict())
    return as_file(form, f"{region}-settlements", listed, basis(asked.found))


@require_safe
@never_cache
def settlement(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A settlement: each party's sum, each line, who said what, what was paid, what is open."""
    asked = asked_of(request, region)
    found = dossier(asked, SETTLEMENT, number)
    state, terms = found.state, found.state.terms
    bound = state.approved
    standings = queries.standings(asked.found, state, asked.today)
    values = {
        **asked.frame(TAB),
        "found": found,
        "state": state,
        "terms": terms,
        "bound": bound.approved if bound else None,
        "stage": SETTLEMENT.stages[state.stage],
        "rule": called_rule(asked.found, terms.rule),
        "rule_address": links.rule(region, terms.rule),
        "period": in_words(terms.periods),
        "fund": called(asked.found, f"fund:{terms.fund}") if terms.fund else None,
        "body": called(asked.found, f"body:{terms.body}"),
        "standings": standings,
        "moved": listing.moved(state),
        "owed": listing.owed(state),
        "owing": listing.owing(state),
        "late": [each for each in standings if each.days],
        "answers": ANSWERS,
        "units": UNITS,
        "lines": _lines(asked, state),
        "facts": [(each, links.batch(region, terms, each)) for each in state.now.worked.facts],
        "versions": _versions(state),
        "compared": queries.compared(asked.found, state) if len(state.versions) > 1 else (),
        "anew": _anew(asked, state),
        "disputes": _disputes(asked, state),
        "payments": [
            Came(n, called(asked.found, each.paid.party), WAYS[each.paid.way], each)
            for n, each in enumerate(state.payments, 1)
        ],
        "reminders": list(enumerate(state.reminders, 1)),
        "booked": queries.booked(found),
        "offers": offers(asked, state),
        "done": shown.done(asked.found, found, detail(asked)),
        "duties": shown.owing(asked.found, SETTLEMENT.face(state).duties, asked.today),
    }
    return render(request, "settlements/settlement.html", values)


@require_safe
@never_cache
def settlement_file(request: HttpRequest, region: str, number: int, digest: str) -> HttpResponse:
    """A file that came with a dispute."""
    asked = asked_of(request, region)
    return enclosing.given_out(dossier(asked, SETTLEMENT, number), digest)


def _lines(asked: Asked, state: Settlement) -> list[Shown]:
    worked = (state.approved or state.now).worked
    found, region, names_ = asked.found, asked.region, naming(asked.found, state.terms)
    return [
        Shown(
            line,
            line_name(names_, line),
            called(found, line.giver),
            called(found, line.taker),
            in_words([line.period]),
            things(names_, line),
            links.why(region, state.terms, worked, n),
        )
        for n, line in enumerate(worked.lines)
    ]


def _versions(state: Settlement) -> list[Made]:
    """The versions, the names of their makers in one query."""
    checkers = [each.checked[1] for each in state.versions if each.checked]
    people = names({each.by for each in state.versions} | set(checkers))
    return [
        Made(
            n,
            each,
            people[each.by],
            short(each.worked.digest),
            people[each.checked[1]] if each.checked else None,
        )
        for n, each in enumerate(state.versions, 1)
    ]


def _anew(asked: Asked, state: Settlement) -> Bilingual | None:
    """What is wrong with the result that binds when it is worked out again; None where it holds."""
    version = state.approved or state.now
    worked = working.again(asked.found, state, version)
    if isinstance(worked, Wrong):
        return worked.refused.reason
    if worked.digest == version.worked.digest:
        return None
    return OTHER.fill(was=short(version.worked.digest), now=short(worked.digest))


def _disputes(asked: Asked, state: Settlement) -> list[Contest]:
    names_ = naming(asked.found, state.terms)
    judges = names({each.decided[1] for each in state.disputes if each.decided})
    return [
        Contest(
            n,
            each,
            called(asked.found, each.contested.party),
            said_of(asked, names_, each),
            DROPPED if each.dropped else OUTCOMES[each.standing] if each.decided else OPEN,
            judges[each.decided[1]] if each.decided else None,
            *of_dispute(asked, state, each),
        )
        for n, each in enumerate(state.disputes, 1)
    ]


OTHER = Bilingual(
    "重新核算的摘要值是{now}，结算中是{was}",
    "worked out again its digest is {now}, the settlement says {was}",
)
DROPPED = Bilingual("已撤回", "taken back")
OPEN = Bilingual("待裁决", "to be decided")
