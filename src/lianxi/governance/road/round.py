"""A round of follow-up (调度): an office asks everyone who carries something out how it stands.

What is asked and what is answered stands in the commitments themselves; a round says which
of them it asked about, for which period and by when, and that it is over.
"""

from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.procedure import BEGIN, BEGUN, Face, Procedure
from lianxi.governance.road.round_acts import RoundClosed, RoundOpened
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Round:
    """A round as it stands."""

    opened: RoundOpened
    since: date
    ended: date | None = None
    note: str = ""


def follow(state: Round | None, act: Act[object]) -> Round | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, RoundOpened):
        return _opened(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    assert isinstance(what, RoundClosed)
    if state.ended is not None:
        return Refused(OVER.fill(day=str(state.ended)))
    return replace(state, ended=act.day, note=what.note)


def _opened(what: RoundOpened, day: date) -> Round | Refused:
    if not what.title.zh.strip() or not what.period.strip():
        return Refused(NO_PERIOD)
    if what.due < day:
        return Refused(LATE.fill(due=str(what.due)))
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
    )


OVER = Bilingual("这次调度已于{day}结束", "the round was closed on {day}")
NO_PERIOD = Bilingual("请写明标题和期间", "give it a title and say for which period")
LATE = Bilingual("报送期限{due}已过", "the day for the reports, {due}, is over")
NOTHING = Bilingual("没有需要调度的任务", "there is no commitment to ask about")

ROUND: Procedure[Round] = Procedure(
    "round",
    Bilingual("调度", "round of follow-up"),
    acts={"open": RoundOpened, "close": RoundClosed},
    said={
        "open": Bilingual("开始调度", "opened"),
        "close": Bilingual("结束调度", "closed"),
    },
    stages={"open": Bilingual("进行中", "open"), "closed": Bilingual("已结束", "closed")},
    follow=follow,
    face=face,
)
