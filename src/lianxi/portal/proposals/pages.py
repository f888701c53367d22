"""Pages: the proposals, and one of them with its versions and all that was said of it."""

import itertools
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.body_rules import OUTCOMES
from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.consultation import CONSULTATION
from lianxi.governance.road.proposal import (
    ADOPTED,
    OPINIONS,
    PROPOSAL,
    SETTLEMENTS,
    Cosignature,
    Proposal,
)
from lianxi.governance.road.proposal_acts import (
    CosignAsked,
    Cosigned,
    Resolved,
    Revised,
    Settled,
    Withdrawn,
)
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers import choices, enclosing, shown
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.proposals import listing, queries
from lianxi.portal.proposals.forms import TermsForm
from lianxi.portal.ui import fields
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file

TAB = "road"
_LABELS = fields.labels(TermsForm)
LABELS = {**_LABELS, "files": _LABELS["enclosures"]}


@dataclass(frozen=True)
class Change:
    """A term that a version changed: as it was and as it is."""

    label: Bilingual
    old: Bilingual
    new: Bilingual


@dataclass(frozen=True)
class Revision:
    """A version of a proposal and what it changed."""

    number: int
    day: date
    why: str
    changes: tuple[Change, ...]


@require_safe
@never_cache
def proposals(request: HttpRequest, region: str) -> HttpResponse:
    """Every proposal."""
    asked = asked_of(request, region)
    values = {
        **asked.frame(TAB),
        "listed": listing.proposals(asked, request.GET.dict()),
        "stages": PROPOSAL.stages,
        "names": {id_: listing.body(asked, id_).name for id_, _ in choices.bodies(asked)},
        "proposes": asked.may("proposal.write"),
    }
    return render(request, "proposals/proposals.html", values)


@require_safe
@never_cache
def proposals_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The proposals asked for, for a spreadsheet."""
    asked = asked_of(request, region)
    listed_ = listing.proposals(asked, request.GET.dict())
    return as_file(form, f"{region}-proposals", listed_, basis(asked.found))


@require_safe
@never_cache
def proposal(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A proposal: what it says, what changed, who co-signed, which levels settled it."""
    asked = asked_of(request, region)
    found = dossier(asked, PROPOSAL, number)
    state, face = found.state, PROPOSAL.face(found.state)
    values = {
        **asked.frame(TAB),
        "found": found,
        "state": state,
        "stage": PROPOSAL.stages[state.stage],
        "by": choices.whole(asked, state.proposed.by),
        "body": listing.body(asked, state.proposed.body).name,
        "files": enclosing.enclosed(found),
        "terms": [(LABELS[name], _said(asked, name, value)) for name, value in _terms(state)],
        "revisions": _revisions(asked, state),
        "cosignatures": [_cosignature(asked, each) for each in state.cosignatures],
        "levels": _levels(asked, state),
        "before": queries.before(found),
        "resolved": [
            (each.sitting, OUTCOMES[each.outcome], each.text, day) for each, day in state.resolved
        ],
        "consultations": queries.consultations(found),
        "consultation_stages": CONSULTATION.stages,
        "may": _may(asked, found),
        "done": shown.done(asked.found, found, _detail(asked)),
        "duties": shown.owing(asked.found, face.duties, asked.today),
    }
    return render(request, "proposals/proposal.html", values)


@require_safe
@never_cache
def proposal_attachment(
    request: HttpRequest, region: str, number: int, digest: str
) -> HttpResponse:
    """A file that came with a proposal or one of its versions."""
    return enclosing.given_out(dossier(asked_of(request, region), PROPOSAL, number), digest)


def _may(asked: Asked, found: Opened[Proposal]) -> dict[str, bool]:
    """What whoever asks may do with it as it stands."""
    state = found.state
    if state.ended is not None:
        adopted = state.stage in ADOPTED
        drafts = adopted and asked.may("agreement.draft", body=state.proposed.body)
        return {"draft": True} if drafts else {}
    own = asked.may("proposal.write", party=state.proposed.by)
    body = state.proposed.body
    return {
        "revise": own,
        "withdraw": own,
        "cosigners": asked.may("proposal.settle", body=state.level or body),
        "cosign": any(asked.may("proposal.write", party=each.unit) for each in state.cosignatures),
        "settle": bool(state.level)
        and state.returned is None
        and asked.may("proposal.settle", body=state.level),
        "consult": asked.may("consultation.open", body=body),
    }


def _terms(state: Proposal) -> list[tuple[str, object]]:
    """The terms of which anything is said, without the title, which heads the page."""
    named = (
        (name, getattr(state.terms, name)) for name in TermsForm.terms if hasattr(state.terms, name)
    )
    return [(name, value) for name, value in named if value and name != "title"]


def _said(asked: Asked, name: str, value: object) -> Bilingual:
    """A term in words."""
    package = asked.found.package
    if isinstance(value, Bilingual):
        return value
    if name == "files":
        return listed([same(each.name) for each in cast("tuple[Enclosure, ...]", value)])
    if isinstance(value, tuple):
        return listed([choices.whole(asked, str(each)) for each in value])
    text = str(value)
    if name == "lead":
        return choices.whole(asked, text)
    if name == "field" and text in package.region.fields:
        return package.region.fields[text]
    if name == "matter" and text in package.articles:
        return package.articles[text].name
    return same(text)


def _revisions(asked: Asked, state: Proposal) -> list[Revision]:
    """The versions with what each changed, the latest first."""
    versions = state.versions
    rows = [
        Revision(
            number,
            new.day,
            new.why,
            tuple(
                Change(LABELS[name], _said(asked, name, was), _said(asked, name, now))
                for name, (was, now) in queries.changed(old, new).items()
            ),
        )
        for number, (old, new) in enumerate(itertools.pairwise(versions), 2)
    ]
    return rows[::-1]


def _cosignature(asked: Asked, each: Cosignature) -> dict[str, object]:
    """What a unit said, in words."""
    said = each.said
    return {
        "unit": choices.whole(asked, each.unit),
        "opinion": OPINIONS[said.opinion] if said else None,
        "text": said.text if said else "",
        "day": each.said_on,
        "due": each.due,
        "late": each.late or (each.open and each.due < asked.today),
        "lapsed": each.lapsed,
        "version": each.version,
    }


def _levels(asked: Asked, state: Proposal) -> list[dict[str, object]]:
    """Each level in order: whether it is passed, at hand or to come, and all that it said."""
    said: dict[str, list[tuple[Bilingual, str, date, int]]] = {}
    for each, day, version in state.settled:
        words = (SETTLEMENTS[each.outcome], each.note, day, version)
        said.setdefault(each.level, []).append(words)
    return [
        {
            "name": listing.body(asked, level).name,
            "said": said.get(level, []),
            "here": state.ended is None and state.at == n,
        }
        for n, level in enumerate(state.levels)
    ]


def _detail(asked: Asked) -> shown.Detail:
    """What to say of an act beyond its name."""

    def detail(what: object) -> Bilingual | None:
        match what:
            case Cosigned(unit, opinion):
                return SAID.fill(who=choices.whole(asked, unit), said=OPINIONS[opinion])
            case CosignAsked(units):
                return listed([choices.whole(asked, unit) for unit in units])
            case Settled(level, outcome):
                return SAID.fill(who=listing.body(asked, level).name, said=SETTLEMENTS[outcome])
            case Resolved(_, outcome):
                return OUTCOMES[outcome]
            case Revised(_, why) | Withdrawn(why):
                return same(why)
        return None

    return detail


SAID = Bilingual("{who}，{said}", "{who}, {said}")
