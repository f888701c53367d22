"""The application for a grant: sent in, revised, checked and decided on, by different people."""

from dataclasses import replace

from lianxi.governance.authority import Refused
from lianxi.governance.road import grant_words as words
from lianxi.governance.road.act import Act
from lianxi.governance.road.grant_acts import (
    Applied,
    Approved,
    Checked,
    Revised,
    Terms,
    Withdrawn,
)
from lianxi.governance.road.grant_state import APPROVALS, CHECKS, Grant, Part, Version, yuan
from lianxi.governance.road.performance import flaw
from lianxi.kernel.period import in_words


def applied(what: Applied, act: Act[object]) -> Grant | Refused:
    """The application that begins a grant."""
    no = _flaw(what.terms)
    if no is not None:
        return no
    return Grant(what, act.day, (Version(what.terms, what.body, act.day, act.by),))


def _flaw(terms: Terms) -> Refused | None:
    """What is wrong with the terms in themselves."""
    if not terms.title.zh.strip():
        return Refused(words.NO_TITLE)
    if not terms.content.strip():
        return Refused(words.NO_CONTENT)
    if terms.amount <= 0:
        return Refused(words.NO_AMOUNT)
    if terms.ends < terms.begins:
        days = {"begins": in_words(terms.begins), "ends": in_words(terms.ends)}
        return Refused(words.BACKWARDS.fill(**days))
    return flaw(terms.targets)


def revised(state: Grant, what: Revised, act: Act[object]) -> Grant | Refused:
    """A new version; it is checked anew."""
    if what.terms == state.terms:
        return Refused(words.NOTHING_CHANGED)
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    no = _flaw(what.terms)
    if no is not None:
        return no
    version = Version(what.terms, what.body, act.day, act.by, what.why)
    return replace(state, versions=(*state.versions, version), returned=None, passed=None)


def withdrawn(state: Grant, what: Withdrawn, act: Act[object]) -> Grant | Refused:
    """Whoever applied takes it back."""
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    return replace(state, withdrawn=what, ended=act.day)


def checked(state: Grant, what: Checked, act: Act[object]) -> Grant | Refused:
    """What checking came to: on to the body, or back to whoever applied."""
    if what.outcome not in CHECKS:
        return Refused(words.NO_OUTCOME.fill(word=what.outcome))
    if act.by == state.versions[-1].by:
        return Refused(words.OWN_CHECK)
    if what.outcome != "passed" and not what.note.strip():
        return Refused(words.WHY_NOT)
    state = replace(state, checked=(*state.checked, (what, act.day, act.by)))
    if what.outcome == "passed":
        return replace(state, passed=act.day)
    return replace(state, returned=act.day)


def approved(state: Grant, what: Approved, act: Act[object]) -> Grant | Refused:
    """What the body said; what is approved is at most what was applied for."""
    no = _unapproved(state, what, act)
    if no is not None:
        return no
    state = replace(state, decided=(*state.decided, (what, act.day, act.by)))
    if what.outcome == "approved":
        return replace(state, parts=tuple(Part(amount) for amount in what.parts))
    if what.outcome == "returned":
        return replace(state, returned=act.day, passed=None)
    return replace(state, ended=act.day)


def _unapproved(state: Grant, what: Approved, act: Act[object]) -> Refused | None:
    if what.outcome not in APPROVALS:
        return Refused(words.NO_OUTCOME.fill(word=what.outcome))
    if act.by in (state.versions[-1].by, state.checked[-1][2]):
        return Refused(words.OWN_APPROVAL)
    if what.outcome != "approved":
        return None if what.note.strip() else Refused(words.WHY_NOT)
    sum_ = sum(what.parts)
    if not what.parts or min(what.parts) <= 0 or sum_ > state.terms.amount:
        return Refused(words.PARTS.fill(sum=yuan(sum_), amount=yuan(state.terms.amount)))
    if not what.document.strip():
        return Refused(words.NO_DOCUMENT)
    return None
