"""What changes a text from a day on: amendments, accessions, withdrawals, its end."""

from dataclasses import replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import agreement_words as say
from lianxi.governance.road.agreement_acts import Acceded, Amended, Ended, Left
from lianxi.governance.road.agreement_text import Text, amiss, effect_days, text_as_of
from lianxi.kernel.period import in_words


def _begun(state: Text) -> date:
    """The first day for a change of what is in force; the stage was looked at before."""
    assert state.force is not None
    return state.force.day


def amended(state: Text, what: Amended, _: date) -> Text | Refused:
    """Clauses are restated or repealed from a day on."""
    if what.day < _begun(state):
        return Refused(say.TOO_EARLY.fill(day=in_words(_begun(state))))
    if not what.decided.strip():
        return Refused(say.NO_DECISION)
    for clause in what.restates:
        wrong = amiss(clause)
        if wrong is not None:
            return Refused(wrong)
    before = text_as_of(state, what.day)
    for id_ in what.repeals:
        if before.clause(id_) is None:
            return Refused(say.NO_CLAUSE.fill(id=id_))
    after = replace(state, changes=(*state.changes, what))
    if text_as_of(after, what.day) == before:
        return Refused(say.NOTHING)
    return after


def acceded(state: Text, what: Acceded, _: date) -> Text | Refused:
    """A party joins; each party comes and goes in the order of days."""
    first = max(_begun(state), _latest(state, what.party))
    if not what.party.strip() or not what.by.strip():
        return Refused(say.NO_DECISION)
    if what.day < first:
        return Refused(say.TOO_EARLY.fill(day=in_words(first)))
    if what.party in text_as_of(state, what.day).parties:
        return Refused(say.PARTY.fill(party=what.party))
    if what.due is not None and what.due < what.day:
        return Refused(say.DUE_BEFORE_JOINING.fill(due=in_words(what.due), day=in_words(what.day)))
    return replace(state, changes=(*state.changes, what))


def left(state: Text, what: Left, day: date) -> Text | Refused:
    """A party leaves what is in force, or takes no part in signing it."""
    first = max(state.force.day if state.force else state.since, _latest(state, what.party))
    if not what.by.strip():
        return Refused(say.NO_DECISION)
    if what.day < first:
        return Refused(say.TOO_EARLY.fill(day=in_words(first)))
    if state.force is None and what.day > day:
        return Refused(say.FUTURE.fill(day=in_words(what.day)))
    if what.party not in text_as_of(state, what.day).parties:
        return Refused(say.NO_PARTY.fill(party=what.party))
    return replace(state, changes=(*state.changes, what))


def _latest(state: Text, party: str) -> date:
    """The last day on which a party joined or left: its comings and goings are in order."""
    moves = (each for each in state.changes if not isinstance(each, Amended))
    return max((each.day for each in moves if each.party == party), default=state.since)


def ended(state: Text, what: Ended, _: date) -> Text | Refused:
    """It binds nobody from a day on; nothing that changes it comes after."""
    first = max(effect_days(state))
    if not what.by.strip():
        return Refused(say.NO_DECISION)
    if what.day < first:
        return Refused(say.TOO_EARLY.fill(day=in_words(first)))
    return replace(state, ended=what)
