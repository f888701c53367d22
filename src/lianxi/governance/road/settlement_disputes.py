"""What the parties say of a settlement: that it is right, or what of it is not, and who decides."""

from dataclasses import replace

from lianxi.governance.authority import Refused
from lianxi.governance.road import settlement_words as words
from lianxi.governance.road.act import Act
from lianxi.governance.road.paper import NUMBER
from lianxi.governance.road.settlement_acts import Confirmed, Contested, Decided, Dropped
from lianxi.governance.road.settlement_state import (
    ABOUT,
    OUTCOMES,
    Confirmation,
    Dispute,
    Settlement,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words


def confirmed(state: Settlement, what: Confirmed, act: Act[object]) -> Settlement | Refused:
    """A party confirms its lines; where it contests any, that comes first."""
    wrong = _not_asked(state) or _not_theirs(state, what.party, what.letter)
    if wrong is not None:
        return Refused(wrong)
    for n in state.undecided:
        if state.disputes[n - 1].contested.party == what.party:
            return Refused(words.OWN_DISPUTE.fill(n=n))
    if state.answer_of(what.party) == "confirmed":
        return Refused(words.CONFIRMED)
    new = Confirmation(what, act.day, act.by, len(state.versions), _said(state))
    return replace(state, confirmations=(*state.confirmations, new))


def contested(state: Settlement, what: Contested, act: Act[object]) -> Settlement | Refused:
    """A party contests something, in time or with its reason; what was closed is open again."""
    wrong = None if state.approval is not None else _not_asked(state)
    wrong = wrong or _not_theirs(state, what.party, what.letter) or _incomplete(what)
    wrong = wrong or _late(state, what, act) or _twice(state, what)
    if wrong is not None:
        return Refused(wrong)
    new = Dispute(what, act.day, act.by, len(state.versions), _said(state))
    return replace(state, disputes=(*state.disputes, new), closed=None)


def dropped(state: Settlement, what: Dropped, act: Act[object]) -> Settlement | Refused:
    """A party takes its dispute back; that is no consent yet."""
    wrong = _not_open(state, what.dispute)
    if wrong is not None:
        return Refused(wrong)
    if not what.letter.strip():
        return Refused(words.NO_LETTER)
    return _put(state, what.dispute, replace(_of(state, what.dispute), dropped=(what, act.day)))


def decided(state: Settlement, what: Decided, act: Act[object]) -> Settlement | Refused:
    """A dispute is decided, by nobody who spoke for a party."""
    wrong = _not_open(state, what.dispute)
    if wrong is not None:
        return Refused(wrong)
    if what.outcome not in OUTCOMES:
        return Refused(words.NO_OUTCOME)
    if not what.reasons.strip():
        return Refused(words.WHY_NOT)
    if not NUMBER.fullmatch(what.number):
        return Refused(words.NO_NUMBER.fill(number=what.number))
    of = _of(state, what.dispute)
    if what.outcome == "upheld" and of.contested.cell is not None:
        if not what.value.strip():
            return Refused(words.NO_SHOULD)
        if what.value == of.contested.cell.value:
            return Refused(words.SAME_VALUE)
    spoke = {each.by for each in state.confirmations} | {each.by for each in state.disputes}
    if act.by in spoke:
        return Refused(words.NOT_A_JUDGE)
    return _put(state, what.dispute, replace(of, decided=(what, act.by, act.day)))


def _not_asked(state: Settlement) -> Bilingual | None:
    """Why nobody may answer before the approval; None where they are asked."""
    if state.approval is not None:
        return words.APPROVED.fill(day=in_words(state.approval[1]))
    if state.now.returned is not None:
        return words.RETURNED.fill(day=in_words(state.now.returned[1]))
    return words.NOT_SENT if state.now.sent is None else None


def _not_theirs(state: Settlement, party: str, letter: str) -> Bilingual | None:
    if party not in state.now.worked.parties:
        return words.NOT_A_PARTY
    return None if letter.strip() else words.NO_LETTER


def _incomplete(what: Contested) -> Bilingual | None:
    """What is missing in a dispute; None where it says all that it has to."""
    if what.about not in ABOUT:
        return words.NO_ABOUT
    if not what.why.strip():
        return words.WHY_NOT
    if what.about == "fact":
        return _incomplete_fact(what)
    return words.NO_SYMBOL if not what.symbol.strip() else None


def _incomplete_fact(what: Contested) -> Bilingual | None:
    if what.cell is None:
        return words.NO_CELL
    if not what.should.strip():
        return words.NO_SHOULD
    if what.should == what.cell.value:
        return words.SAME_VALUE
    return None if what.files else words.NO_EVIDENCE


def _late(state: Settlement, what: Contested, act: Act[object]) -> Bilingual | None:
    """Why a dispute comes too late without a reason; None where it has one or is in time."""
    until = state.contest_by()
    if what.late.strip() or (until is not None and act.day <= until):
        return None
    return words.LATE_ANYWAY if until is None else words.LATE_WHY.fill(day=in_words(until))


def _twice(state: Settlement, what: Contested) -> Bilingual | None:
    """Whether the party has an open dispute about the same thing."""
    for n in state.undecided:
        other = state.disputes[n - 1].contested
        same = (other.party, other.about, other.symbol) == (what.party, what.about, what.symbol)
        if same and _where(other) == _where(what):
            return words.CONTESTED_TWICE.fill(n=n)
    return None


def _where(what: Contested) -> tuple[object, ...]:
    cell = what.cell
    return (cell.period, cell.keys, cell.fact) if cell else ()


def _not_open(state: Settlement, number: int) -> Bilingual | None:
    if not 1 <= number <= len(state.disputes):
        return words.NO_DISPUTE.fill(n=number)
    return None if _of(state, number).open else words.DISPUTE_OVER.fill(n=number)


def _of(state: Settlement, number: int) -> Dispute:
    return state.disputes[number - 1]


def _put(state: Settlement, number: int, dispute: Dispute) -> Settlement:
    before, after = state.disputes[: number - 1], state.disputes[number:]
    return replace(state, disputes=(*before, dispute, *after))


def _said(state: Settlement) -> int:
    return len(state.confirmations) + len(state.disputes)
