"""A call for proposals (征集): to whom it went, who answered with what, who stays silent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.procedure import BEGIN, BEGUN, ONE_DAY, Duty, Face, Procedure
from lianxi.governance.road.proposal_acts import (
    CallAnswered,
    CallClosed,
    Called,
    NothingToPropose,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words


@dataclass(frozen=True)
class Answer:
    """What a party answered, and when; no proposals where it has nothing to propose."""

    party: str
    day: date
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """A call as it stands after its acts."""

    terms: Called
    since: date
    answers: tuple[Answer, ...] = ()
    closed: date | None = None

    def answer(self, party: str) -> Answer | None:
        """What a party answered, or None."""
        return next((each for each in self.answers if each.party == party), None)

    def late(self, answer: Answer) -> bool:
        """Whether an answer came after the day that it was asked for by."""
        return answer.day > self.terms.due

    @property
    def silent(self) -> tuple[str, ...]:
        """The parties that have not answered."""
        return tuple(party for party in self.terms.to if self.answer(party) is None)


def follow(state: Call | None, act: Act[object]) -> Call | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Called):
        return _called(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.closed is not None:
        return Refused(CLOSED.fill(day=in_words(state.closed)))
    return _NEXT[type(what)](state, what, act.day)


def _called(what: Called, day: date) -> Call | Refused:
    if not what.title.zh.strip() or not what.text.strip():
        return Refused(NO_TITLE)
    if not what.to:
        return Refused(NOBODY)
    if len(set(what.to)) < len(what.to):
        return Refused(TWICE)
    if what.due < day:
        return Refused(OVER.fill(due=in_words(what.due)))
    return Call(what, day)


def _nothing(state: Call, what: NothingToPropose, day: date) -> Call | Refused:
    if what.party not in state.terms.to:
        return Refused(NOT_ASKED)
    before = state.answer(what.party)
    if before is not None:
        words = HAS_PROPOSED if before.proposals else HAS_ANSWERED
        return Refused(words.fill(day=in_words(before.day)))
    return replace(state, answers=(*state.answers, Answer(what.party, day)))


def _answered(state: Call, what: CallAnswered, day: date) -> Call | Refused:
    """One more proposal; the day of an answer is that of its first, or of its last "nothing"."""
    if what.party not in state.terms.to:
        return Refused(NOT_ASKED)
    if any(what.proposal in each.proposals for each in state.answers):
        return Refused(COUNTED)
    before = state.answer(what.party)
    if before is None:
        return replace(state, answers=(*state.answers, Answer(what.party, day, (what.proposal,))))
    since = before.day if before.proposals else day
    now = replace(before, day=since, proposals=(*before.proposals, what.proposal))
    answers = tuple(now if each is before else each for each in state.answers)
    return replace(state, answers=answers)


def _closed(state: Call, _: CallClosed, day: date) -> Call | Refused:
    if state.silent and day <= state.terms.due:
        return Refused(TOO_SOON.fill(n=len(state.silent), due=in_words(state.terms.due)))
    return replace(state, closed=day)


_NEXT: Mapping[type[object], Callable[..., Call | Refused]] = {
    NothingToPropose: _nothing,
    CallAnswered: _answered,
    CallClosed: _closed,
}


def face(state: Call) -> Face:
    """What a call amounts to: whoever has not answered owes an answer until it is closed."""
    terms = state.terms
    return Face(
        terms.title,
        "closed" if state.closed else "open",
        state.since,
        body=terms.body,
        parties=terms.to,
        due=terms.due,
        ended=state.closed,
        duties=() if state.closed else tuple(_duties(state)),
    )


def _duties(state: Call) -> Iterator[Duty]:
    """An answer of everybody; the office closes it once all have, or once their day is over."""
    for party in state.silent:
        yield Duty("propose", party, state.since, state.terms.due)
    last = max((each.day for each in state.answers), default=state.since)
    since = state.terms.due + ONE_DAY if state.silent else last
    yield Duty("close", f"body:{state.terms.body}", since)


CLOSED = Bilingual("征集已于{day}结束", "the call was closed on {day}")
NO_TITLE = Bilingual("请写明标题和征集内容", "say what it is called and what is called for")
NOBODY = Bilingual("请选择征集对象", "say who is asked")
TWICE = Bilingual("征集对象有重复", "somebody is asked twice")
OVER = Bilingual("报送时限{due}已经过去", "the day for answers, {due}, is over")
NOT_ASKED = Bilingual("这次征集没有发给该成员", "the call did not go to this member")
HAS_PROPOSED = Bilingual("该成员已于{day}报送提案", "this member sent in a proposal on {day}")
HAS_ANSWERED = Bilingual(
    "该成员已于{day}答复没有提案", "this member answered on {day} that it has none"
)
COUNTED = Bilingual("这项提案已经计入", "this proposal counts as an answer already")
TOO_SOON = Bilingual(
    "还有{n}个成员未答复，报送时限是{due}，时限过后才能结束",
    "{n} have not answered yet and may until {due}; close it after that day",
)

CALL: Procedure[Call] = Procedure(
    "call",
    Bilingual("提案征集", "call for proposals"),
    acts={
        "call": Called,
        "nothing": NothingToPropose,
        "answer": CallAnswered,
        "close": CallClosed,
    },
    said={
        "call": Bilingual("发函征集", "called for by letter"),
        "nothing": Bilingual("答复没有提案", "answered: nothing to propose"),
        "answer": Bilingual("报送提案", "answered with a proposal"),
        "close": Bilingual("结束征集", "closed"),
    },
    stages={
        "open": Bilingual("征集中", "open"),
        "closed": Bilingual("已结束", "closed"),
    },
    follow=follow,
    face=face,
)
