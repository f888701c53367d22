"""A compensation settlement (补偿结算): worked out, checked, confirmed, approved, paid, closed.

Whoever works it out does not check it, whoever did either does not approve it, and whoever
answered for a party decides no dispute. Nobody's silence is consent: it stays an open answer, and
only the day of the letter lets the body go on without it. A dispute that is upheld leads to a new
version under the same day; after the approval that is checked and approved like the first, and
the difference is what it moves.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import settlement_words as words
from lianxi.governance.road.act import Act
from lianxi.governance.road.paper import NUMBER
from lianxi.governance.road.procedure import BEGIN, BEGUN, Procedure
from lianxi.governance.road.settlement_acts import (
    Approved,
    Checked,
    Closed,
    Confirmed,
    Contested,
    Decided,
    DrawnUp,
    Dropped,
    Paid,
    Redrawn,
    Reminded,
    Returned,
    Sent,
    TakenBack,
    Terms,
    Withdrawn,
    Worked,
)
from lianxi.governance.road.settlement_disputes import confirmed, contested, decided, dropped
from lianxi.governance.road.settlement_face import face
from lianxi.governance.road.settlement_money import paid, reminded, taken_back
from lianxi.governance.road.settlement_state import Settlement, Version
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words
from lianxi.kernel.quantity import fits

Outcome = Settlement | Refused


def follow(state: Settlement | None, act: Act[object]) -> Outcome:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, DrawnUp):
        return _drawn_up(what, act) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.withdrawn is not None:
        return Refused(words.WITHDRAWN.fill(day=in_words(state.withdrawn[1])))
    if isinstance(what, AFTER_APPROVAL) and state.approval is None:
        return Refused(words.NOT_APPROVED)
    outcome = _NEXT[type(what)](state, what, act)
    return outcome if isinstance(outcome, Refused) else _counted(outcome, act.day)


def _counted(state: Settlement, day: date) -> Settlement:
    """With the days on which everybody had answered, and on which nothing was open any more."""
    asked = state.now.sent is not None and not state.silent and not state.undecided
    answered = (state.answered or day) if asked else None
    bound = state.approval is not None and not state.dues()
    return replace(state, answered=answered, settled=(state.settled or day) if bound else None)


def _drawn_up(what: DrawnUp, act: Act[object]) -> Outcome:
    wrong = _wrong_terms(what.terms) or _wrong(what.worked)
    if wrong is not None:
        return Refused(wrong)
    return Settlement(what.terms, act.day, (Version(what.worked, act.by, act.day),))


def _wrong_terms(terms: Terms) -> Bilingual | None:
    if not terms.title.zh.strip():
        return words.NO_TITLE
    return None if terms.periods else words.NO_PERIODS


def _wrong(worked: Worked) -> Bilingual | None:
    """What is wrong with a result in itself."""
    if not worked.parties:
        return words.NO_PARTIES
    if not worked.digest:
        return words.NO_DIGEST
    seen = set()
    for n, line in enumerate(worked.lines, 1):
        if line.amount <= 0 or line.giver == line.taker:
            return words.WRONG_LINE.fill(n=n)
        if line.what in seen:
            return words.LINE_TWICE.fill(n=n)
        seen.add(line.what)
    return None if fits(sum(line.amount for line in worked.lines)) else words.TOO_LARGE


def _redrawn(state: Settlement, what: Redrawn, act: Act[object]) -> Outcome:
    """A new version; one that follows upheld disputes corrects all of them."""
    wrong = _unready(state, what) or _wrong(what.worked)
    if wrong is not None:
        return Refused(wrong)
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    if what.worked.digest == state.now.worked.digest:
        return Refused(words.SAME_RESULT)
    new = Version(what.worked, act.by, act.day, what.why, what.corrects)
    disputes = tuple(
        replace(each, corrected=len(state.versions) + 1) if n in what.corrects else each
        for n, each in enumerate(state.disputes, 1)
    )
    return replace(state, versions=(*state.versions, new), disputes=disputes, closed=None)


def _unready(state: Settlement, what: Redrawn) -> Bilingual | None:
    """Why it may not be worked out anew as it stands; None where it may."""
    pending = state.uncorrected
    for n in what.corrects:
        if n not in pending:
            return words.NOT_UPHELD.fill(n=n)
    for n in pending:
        if n not in what.corrects:
            return words.STILL_UPHELD.fill(n=n)
    now = state.now
    if pending or now.returned is not None:
        return None
    if now.approved is not None:
        return words.APPROVED.fill(day=in_words(now.approved[1]))
    return words.WITH_PARTIES if now.sent is not None else None


def _at_hand(state: Settlement) -> Bilingual | None:
    """Why nothing may be done with the version at hand; None where something may."""
    now = state.now
    if now.approved is not None:
        return words.APPROVED.fill(day=in_words(now.approved[1]))
    if now.returned is not None:
        return words.RETURNED.fill(day=in_words(now.returned[1]))
    if state.uncorrected:
        return words.UNCORRECTED.fill(n=state.uncorrected[0])
    return None


def _with(state: Settlement, version: Version) -> Settlement:
    return replace(state, versions=(*state.versions[:-1], version))


def _checked(state: Settlement, what: Checked, act: Act[object]) -> Outcome:
    """Worked out by another, to the same digest."""
    wrong = _at_hand(state)
    if wrong is not None:
        return Refused(wrong)
    now = state.now
    if now.checked is not None:
        return Refused(words.CHECKED.fill(day=in_words(now.checked[2])))
    if act.by == now.by:
        return Refused(words.FOUR_EYES)
    if what.digest != now.worked.digest:
        said = {"other": short(what.digest), "digest": short(now.worked.digest)}
        return Refused(words.OTHER_DIGEST.fill(**said))
    return _with(state, replace(now, checked=(what, act.by, act.day)))


def _returned(state: Settlement, what: Returned, act: Act[object]) -> Outcome:
    wrong = _at_hand(state)
    if wrong is not None:
        return Refused(wrong)
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    return _with(state, replace(state.now, returned=(what, act.day)))


def _sent(state: Settlement, what: Sent, act: Act[object]) -> Outcome:
    wrong = _at_hand(state)
    if wrong is not None:
        return Refused(wrong)
    now = state.now
    if now.checked is None:
        return Refused(words.NOT_CHECKED)
    if state.approval is not None:
        return Refused(words.A_CORRECTION)
    if now.sent is not None:
        return Refused(words.SENT.fill(day=in_words(now.sent[1])))
    if not NUMBER.fullmatch(what.number):
        return Refused(words.NO_NUMBER.fill(number=what.number))
    if what.answer_by < act.day:
        return Refused(words.OVER.fill(day=in_words(what.answer_by)))
    return _with(state, replace(now, sent=(what, act.day)))


def _approved(state: Settlement, what: Approved, act: Act[object]) -> Outcome:
    wrong = _at_hand(state) or _not_ready(state, act)
    if wrong is not None:
        return Refused(wrong)
    if not NUMBER.fullmatch(what.number):
        return Refused(words.NO_NUMBER.fill(number=what.number))
    for day in (what.pay_by, what.contest_by):
        if day is not None and day < act.day:
            return Refused(words.OVER.fill(day=in_words(day)))
    return _with(state, replace(state.now, approved=(what, act.day)))


def _not_ready(state: Settlement, act: Act[object]) -> Bilingual | None:
    """Why the version at hand may not be approved by whoever acts; None where it may."""
    now = state.now
    if not now.worked.in_force:
        return words.PROPOSED
    if now.checked is None:
        return words.NOT_CHECKED
    if state.undecided:
        return words.UNDECIDED.fill(n=state.undecided[0])
    if state.approval is None:
        if now.sent is None:
            return words.NOT_SENT
        until = now.sent[0].answer_by
        if state.silent and act.day <= until:
            return words.NOT_ANSWERED.fill(n=len(state.silent), day=in_words(until))
    hands = {each.by for each in state.versions}
    hands |= {each.checked[1] for each in state.versions if each.checked is not None}
    return words.OTHER_EYES if act.by in hands else None


def _closed(state: Settlement, what: Closed, act: Act[object]) -> Outcome:
    if state.closed is not None:
        return Refused(words.CLOSED.fill(day=in_words(state.closed[1])))
    if state.undecided:
        return Refused(words.UNDECIDED.fill(n=state.undecided[0]))
    if state.uncorrected or state.now.approved is None:
        return Refused(words.CORRECTING)
    open_ = {party for party, _ in state.dues()}
    if open_:
        return Refused(words.STILL_OPEN.fill(n=len(open_)))
    return replace(state, closed=(what, act.day))


def _withdrawn(state: Settlement, what: Withdrawn, act: Act[object]) -> Outcome:
    if state.approval is not None:
        return Refused(words.APPROVED.fill(day=in_words(state.approval[1])))
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    return replace(state, withdrawn=(what, act.day))


def short(digest: str) -> str:
    """The part of a digest that two people compare.

    >>> short("sha256:0123456789abcdef0123")
    '0123456789ab'
    """
    return digest.rpartition(":")[2][:12]


AFTER_APPROVAL = (Paid, TakenBack, Reminded, Closed)
_NEXT: Mapping[type[object], Callable[..., Outcome]] = {
    Redrawn: _redrawn,
    Checked: _checked,
    Returned: _returned,
    Sent: _sent,
    Confirmed: confirmed,
    Contested: contested,
    Dropped: dropped,
    Decided: decided,
    Approved: _approved,
    Paid: paid,
    TakenBack: taken_back,
    Reminded: reminded,
    Closed: _closed,
    Withdrawn: _withdrawn,
}


SETTLEMENT: Procedure[Settlement] = Procedure(
    "settlement",
    Bilingual("补偿结算", "compensation settlement"),
    acts={
        "draw": DrawnUp,
        "redraw": Redrawn,
        "check": Checked,
        "return": Returned,
        "send": Sent,
        "confirm": Confirmed,
        "contest": Contested,
        "drop": Dropped,
        "decide": Decided,
        "approve": Approved,
        "pay": Paid,
        "take-back": TakenBack,
        "remind": Reminded,
        "close": Closed,
        "withdraw": Withdrawn,
    },
    said={
        "draw": Bilingual("核算", "worked out"),
        "redraw": Bilingual("重新核算", "worked out anew"),
        "check": Bilingual("复核", "checked"),
        "return": Bilingual("退回重新核算", "returned"),
        "send": Bilingual("征求意见", "sent to the parties"),
        "confirm": Bilingual("确认", "confirmed"),
        "contest": Bilingual("提出异议", "contested"),
        "drop": Bilingual("撤回异议", "dispute taken back"),
        "decide": Bilingual("裁决异议", "dispute decided"),
        "approve": Bilingual("审批", "approved"),
        "pay": Bilingual("登记收付", "payment entered"),
        "take-back": Bilingual("冲回收付", "payment taken back"),
        "remind": Bilingual("发催缴函", "reminded"),
        "close": Bilingual("办结", "closed"),
        "withdraw": Bilingual("撤回", "withdrawn"),
    },
    stages={
        "drawn": Bilingual("待复核", "awaits its check"),
        "returned": Bilingual("已退回", "returned"),
        "checked": Bilingual("待征求意见", "to be sent to the parties"),
        "asking": Bilingual("征求意见中", "with the parties"),
        "disputed": Bilingual("有异议待裁决", "contested"),
        "upheld": Bilingual("待更正", "to be corrected"),
        "answered": Bilingual("待审批", "awaits approval"),
        "approved": Bilingual("收付中", "being paid"),
        "correcting": Bilingual("更正中", "being corrected"),
        "settled": Bilingual("已结清", "all paid"),
        "closed": Bilingual("已办结", "closed"),
        "withdrawn": Bilingual("已撤回", "withdrawn"),
    },
    follow=follow,
    face=face,
)
