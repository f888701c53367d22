"""A consultation of members (征求意见): who is asked, who answers what, what is taken up and why.

`table(state)` is the summary table (汇总采纳表): every member once, in the order of the roll.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.consultation_acts import (
    Closed,
    Extended,
    Opened,
    Replied,
    Weighed,
)
from lianxi.governance.road.procedure import (
    BEGIN,
    BEGUN,
    ONE_DAY,
    Duty,
    Face,
    Link,
    Procedure,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words

REPLIES: Mapping[str, Bilingual] = {
    "none": Bilingual("无意见", "no comment"),
    "amend": Bilingual("修改意见", "amend"),
    "reserve": Bilingual("保留意见", "reserve"),
}
NO_REPLY = "no reply"
ANSWERS: Mapping[str, Bilingual] = {**REPLIES, NO_REPLY: Bilingual("未反馈", "no reply")}
ADOPTED: Mapping[str, Bilingual] = {
    "adopted": Bilingual("采纳", "adopted"),
    "in part": Bilingual("部分采纳", "adopted in part"),
    "not": Bilingual("未采纳", "not adopted"),
}


@dataclass(frozen=True)
class Reply:
    """The latest reply of a party, and its day."""

    what: Replied
    day: date


@dataclass(frozen=True)
class Consultation:
    """A consultation as it stands after its acts."""

    opened: Opened
    since: date
    due: date
    replies: tuple[Reply, ...] = ()
    weighed: tuple[Weighed, ...] = ()
    closed: date | None = None

    def reply(self, party: str) -> Reply | None:
        """The latest reply of a party, or None."""
        return next((each for each in self.replies if each.what.party == party), None)

    def late(self, reply: Reply) -> bool:
        """Whether a reply came after the last day for it, as extended."""
        return reply.day > self.due

    def weighing(self, party: str, comment: int) -> Weighed | None:
        """What became of a comment, or None."""
        of = (each for each in self.weighed if (each.party, each.comment) == (party, comment))
        return next(of, None)

    @property
    def silent(self) -> tuple[str, ...]:
        """The parties of the roll that have not answered."""
        return tuple(party for party in self.opened.roll if self.reply(party) is None)

    @property
    def unweighed(self) -> tuple[tuple[Reply, int], ...]:
        """The comments that nobody has weighed yet: each reply with the comment's number."""
        return tuple(
            (reply, number)
            for reply in self.replies
            for number, _ in enumerate(reply.what.comments, 1)
            if self.weighing(reply.what.party, number) is None
        )


@dataclass(frozen=True)
class Remark:
    """A comment in the summary table: on which place, what, whether it was adopted, why."""

    number: int
    place: str
    text: str
    adopted: str = ""
    why: str = ""


@dataclass(frozen=True)
class Line:
    """A party in the summary table; `answer` is one of `ANSWERS`."""

    party: str
    answer: str
    day: date | None = None
    late: bool = False
    text: str = ""
    remarks: tuple[Remark, ...] = ()


def table(state: Consultation) -> tuple[Line, ...]:
    """The summary table: each party of the roll once, in its order, with its latest reply."""
    return tuple(_line(state, party) for party in state.opened.roll)


def tally(state: Consultation) -> Mapping[str, int]:
    """How many parties answered what, in the order of `ANSWERS`."""
    counted = Counter(line.answer for line in table(state))
    return {answer: counted[answer] for answer in ANSWERS}


def _line(state: Consultation, party: str) -> Line:
    reply = state.reply(party)
    if reply is None:
        return Line(party, NO_REPLY)
    what = reply.what
    remarks = tuple(_remarks(state, what))
    return Line(party, what.answer, reply.day, state.late(reply), what.text, remarks)


def _remarks(state: Consultation, what: Replied) -> Iterator[Remark]:
    for number, comment in enumerate(what.comments, 1):
        weighed = state.weighing(what.party, number)
        said = (weighed.adopted, weighed.why) if weighed else ("", "")
        yield Remark(number, comment.place, comment.text, *said)


def follow(state: Consultation | None, act: Act[object]) -> Consultation | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Opened):
        return _opened(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.closed is not None:
        return Refused(CLOSED.fill(day=in_words(state.closed)))
    return _NEXT[type(what)](state, what, act.day)


def _opened(what: Opened, day: date) -> Consultation | Refused:
    if not what.title.zh.strip() or not what.text.strip():
        return Refused(NO_TITLE)
    if not what.roll:
        return Refused(NOBODY)
    if len(set(what.roll)) < len(what.roll):
        return Refused(TWICE)
    if what.due < day:
        return Refused(OVER.fill(due=in_words(what.due)))
    return Consultation(what, day, what.due)


def _replied(state: Consultation, what: Replied, day: date) -> Consultation | Refused:
    """A reply; with a later one what was weighed of the earlier is void."""
    if what.party not in state.opened.roll:
        return Refused(NOT_ASKED)
    wrong = _wrong(what)
    if wrong is not None:
        return Refused(wrong)
    others = tuple(each for each in state.replies if each.what.party != what.party)
    weighed = tuple(each for each in state.weighed if each.party != what.party)
    return replace(state, replies=(*others, Reply(what, day)), weighed=weighed)


def _wrong(what: Replied) -> Bilingual | None:
    """What is wrong with a reply in itself."""
    if what.answer not in REPLIES:
        return NO_ANSWER.fill(word=what.answer)
    if any(not comment.text.strip() for comment in what.comments):
        return EMPTY_COMMENT
    if what.answer == "none" and what.comments:
        return NONE_BUT_SOME
    if what.answer == "amend" and not what.comments:
        return NO_COMMENTS
    if what.answer == "reserve" and not what.comments and not what.text.strip():
        return NO_REASON
    return None


def _extended(state: Consultation, what: Extended, day: date) -> Consultation | Refused:
    if what.due <= state.due:
        return Refused(NOT_LATER.fill(due=in_words(state.due)))
    if what.due < day:
        return Refused(OVER.fill(due=in_words(what.due)))
    if not what.why.strip():
        return Refused(WHY_NOT)
    return replace(state, due=what.due)


def _weighed(state: Consultation, what: Weighed, _: date) -> Consultation | Refused:
    """What becomes of a comment; said again, the later counts."""
    reply = state.reply(what.party)
    if reply is None or not 1 <= what.comment <= len(reply.what.comments):
        return Refused(NO_COMMENT.fill(n=what.comment))
    if what.adopted not in ADOPTED:
        return Refused(NO_WEIGHING.fill(word=what.adopted))
    if what.adopted != "adopted" and not what.why.strip():
        return Refused(WHY_NOT_ADOPTED)
    which = (what.party, what.comment)
    others = tuple(each for each in state.weighed if (each.party, each.comment) != which)
    return replace(state, weighed=(*others, what))


def _closed(state: Consultation, _: Closed, day: date) -> Consultation | Refused:
    if state.unweighed:
        return Refused(UNWEIGHED.fill(n=len(state.unweighed)))
    if state.silent and day <= state.due:
        return Refused(TOO_SOON.fill(n=len(state.silent), due=in_words(state.due)))
    return replace(state, closed=day)


_NEXT: Mapping[type[object], Callable[..., Consultation | Refused]] = {
    Replied: _replied,
    Extended: _extended,
    Weighed: _weighed,
    Closed: _closed,
}


def face(state: Consultation) -> Face:
    """What a consultation amounts to."""
    opened = state.opened
    return Face(
        opened.title,
        "closed" if state.closed else "open",
        state.since,
        body=opened.body,
        parties=opened.roll,
        due=state.due,
        ended=state.closed,
        duties=() if state.closed else tuple(_duties(state)),
        links=(Link("about", opened.about),) if opened.about else (),
    )


def _duties(state: Consultation) -> Iterator[Duty]:
    """Answers first; the office weighs each comment, then closes it when nobody may answer."""
    office = f"body:{state.opened.body}"
    for party in state.silent:
        yield Duty("answer", party, state.since, state.due)
    for reply, number in state.unweighed:
        about = f"{reply.what.party}#{number}"
        yield Duty("weigh", office, reply.day, None, about)
    if not state.unweighed:
        last = max((each.day for each in state.replies), default=state.since)
        yield Duty("close", office, state.due + ONE_DAY if state.silent else last)


CLOSED = Bilingual(
    "征求意见已于{day}结束，不再接收反馈", "it was closed on {day} and takes no more answers"
)
NO_TITLE = Bilingual("请写明标题和征求意见的内容", "say what it is called and what is asked about")
NOBODY = Bilingual("请选择征求意见的成员", "say who is asked")
TWICE = Bilingual("征求意见的成员有重复", "somebody is asked twice")
OVER = Bilingual("反馈时限{due}已经过去", "the day for answers, {due}, is over")
NOT_ASKED = Bilingual("这次没有向该成员征求意见", "this member was not asked")
NO_ANSWER = Bilingual("“{word}”不是反馈意见的种类", "“{word}” is no answer")
EMPTY_COMMENT = Bilingual("有一条意见没有写内容", "a comment has no text")
NONE_BUT_SOME = Bilingual(
    "选了“无意见”，又写了意见；请改选其他答复，或删去意见",
    "the answer is “no comment”, but there are comments: choose another answer or take them out",
)
NO_COMMENTS = Bilingual("请逐条写明修改意见", "say, one by one, what should be amended")
NO_REASON = Bilingual("请写明保留意见的理由", "say why you reserve your position")
NOT_LATER = Bilingual(
    "新的时限应在现时限{due}之后", "the new day must be later than the present one, {due}"
)
WHY_NOT = Bilingual("请写明理由", "say why")
NO_COMMENT = Bilingual("没有第{n}条意见", "there is no comment {n}")
NO_WEIGHING = Bilingual("“{word}”不是采纳情况", "“{word}” does not say whether it is adopted")
WHY_NOT_ADOPTED = Bilingual(
    "部分采纳或未采纳的，请写明理由", "say why it is adopted in part only, or not"
)
UNWEIGHED = Bilingual(
    "还有{n}条意见没有研究采纳，不能结束", "{n} comments are not weighed yet: it can't be closed"
)
TOO_SOON = Bilingual(
    "还有{n}个成员未反馈，反馈时限是{due}，时限过后才能结束",
    "{n} have not answered yet and may until {due}; close it after that day",
)

CONSULTATION: Procedure[Consultation] = Procedure(
    "consultation",
    Bilingual("征求意见", "consultation"),
    acts={
        "open": Opened,
        "reply": Replied,
        "extend": Extended,
        "weigh": Weighed,
        "close": Closed,
    },
    said={
        "open": Bilingual("发函征求意见", "members asked by letter"),
        "reply": Bilingual("反馈意见", "answered"),
        "extend": Bilingual("延长反馈时限", "time extended"),
        "weigh": Bilingual("研究采纳", "comment weighed"),
        "close": Bilingual("结束征求意见", "closed"),
    },
    stages={
        "open": Bilingual("征求意见中", "open"),
        "closed": Bilingual("已结束", "closed"),
    },
    follow=follow,
    face=face,
)
