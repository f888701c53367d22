"""A round of follow-up (调度): an office asks everyone who carries something out how it stands.

What is asked and what is answered stands in the commitments themselves; a round says which
of them it asked about, for which period and by when, and that it is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.procedure import BEGIN, BEGUN, ONE_DAY, Duty, Face, Procedure
from lianxi.governance.road.round_acts import (
    BookApplied,
    BookPutAside,
    BookReceived,
    RoundClosed,
    RoundOpened,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words


@dataclass(frozen=True)
class Book:
    """A workbook that came back, as it stands; an empty `became` waits for review."""

    received: BookReceived
    since: date
    letter: str = ""
    became: str = ""  # "applied" or "put aside"


@dataclass(frozen=True)
class Round:
    """A round as it stands."""

    opened: RoundOpened
    since: date
    books: tuple[Book, ...] = ()
    ended: date | None = None
    note: str = ""


def follow(state: Round | None, act: Act[object]) -> Round | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, RoundOpened):
        return _opened(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.ended is not None:
        return Refused(OVER.fill(day=in_words(state.ended)))
    if isinstance(what, BookReceived):
        return _received(state, what, act)
    if isinstance(what, BookApplied):
        return _became(state, what.book, "applied")
    if isinstance(what, BookPutAside):
        return _became(state, what.book, "put aside") if what.why.strip() else Refused(WHY_NOT)
    assert isinstance(what, RoundClosed)
    if any(not book.became for book in state.books):
        return Refused(BOOKS_WAIT)
    return replace(state, ended=act.day, note=what.note)


def _received(state: Round, what: BookReceived, act: Act[object]) -> Round | Refused:
    if any(book.received.file.digest == what.file.digest for book in state.books):
        return Refused(BOOK_TWICE)
    return replace(state, books=(*state.books, Book(what, act.day, act.letter)))


def _became(state: Round, number: int, word: str) -> Round | Refused:
    if not 1 <= number <= len(state.books) or state.books[number - 1].became:
        return Refused(NO_BOOK.fill(n=number))
    book = replace(state.books[number - 1], became=word)
    return replace(state, books=(*state.books[: number - 1], book, *state.books[number:]))


def _opened(what: RoundOpened, day: date) -> Round | Refused:
    if not what.title.zh.strip() or not what.period.strip():
        return Refused(NO_PERIOD)
    if what.due < day:
        return Refused(LATE.fill(due=in_words(what.due)))
    if not what.commitments:
        return Refused(NOTHING)
    return Round(what, day)


def face(state: Round) -> Face:
    """What a round amounts to."""
    return Face(
        state.opened.title,
        "closed" if state.ended else "open",
        state.since,
        body=state.opened.body,
        due=state.opened.due,
        ended=state.ended,
        duties=tuple(_duties(state)),
    )


def _duties(state: Round) -> Iterator[Duty]:
    """The office owes a look at every workbook that came back, and after the last day an end."""
    if state.ended is not None:
        return
    office = f"body:{state.opened.body}"
    for number, book in enumerate(state.books, 1):
        if not book.became:
            yield Duty("enter", office, book.since, None, str(number))
    if all(book.became for book in state.books):
        yield Duty("close", office, state.opened.due + ONE_DAY)


OVER = Bilingual("这次调度已于{day}结束", "the round was closed on {day}")
NO_PERIOD = Bilingual("请写明标题和期间", "give it a title and say for which period")
LATE = Bilingual("报送期限{due}已过", "the day for the reports, {due}, is over")
WHY_NOT = Bilingual("请写明原因", "say why")
BOOKS_WAIT = Bilingual("还有收到的工作簿没有审阅", "a workbook that came back is not reviewed yet")
BOOK_TWICE = Bilingual("这份工作簿已经收到过", "this workbook came in before")
NO_BOOK = Bilingual("没有待审阅的第{n}份工作簿", "there is no workbook {n} to be reviewed")
NOTHING = Bilingual("没有需要调度的任务", "there is no commitment to ask about")

ROUND: Procedure[Round] = Procedure(
    "round",
    Bilingual("调度", "round of follow-up"),
    acts={
        "open": RoundOpened,
        "receive": BookReceived,
        "apply": BookApplied,
        "put-aside": BookPutAside,
        "close": RoundClosed,
    },
    said={
        "open": Bilingual("开始调度", "opened"),
        "receive": Bilingual("收到工作簿", "workbook received"),
        "apply": Bilingual("录入工作簿", "workbook entered"),
        "put-aside": Bilingual("不用工作簿", "workbook not used"),
        "close": Bilingual("结束调度", "closed"),
    },
    stages={"open": Bilingual("进行中", "open"), "closed": Bilingual("已结束", "closed")},
    follow=follow,
    face=face,
)
