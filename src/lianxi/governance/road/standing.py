"""The status of a commitment on a day: computed, never typed.

    status(course, near(day, rules, calendar))

It follows from the days in its course (`procedure.Course`), the day that is asked about, and
how long before its due day the articles let "at risk" begin.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.procedure import Course
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words

STATUSES: Mapping[str, Bilingual] = {
    "not started": Bilingual("未启动", "not started"),
    "on course": Bilingual("正常推进", "on course"),
    "at risk": Bilingual("存在风险", "at risk"),
    "overdue": Bilingual("逾期", "overdue"),
    "paused": Bilingual("暂停", "paused"),
    "closed": Bilingual("办结", "closed"),
    "not met": Bilingual("未完成", "not met"),
    "adjusted": Bilingual("调整", "adjusted"),
}
OPEN = ("not started", "on course", "at risk", "overdue", "paused")

REASONS: Mapping[str, Bilingual] = {
    "overdue": Bilingual("{day}到期，至今没有申请办结", "was due on {day}; closure not asked for"),
    "unreported": Bilingual("{day}前应报进展，至今未报", "a report was due on {day} and is owed"),
    "troubled": Bilingual("{day}起报告有困难", "difficulties reported since {day}"),
    "near": Bilingual("{day}到期，已临近", "due on {day}, which is near"),
    "review": Bilingual("{day}申请办结，待审核", "closure asked for on {day}"),
}


@dataclass(frozen=True)
class Bounds:
    """The day that is asked about, and the last due day that counts as near on it."""

    day: date
    near: date


@dataclass(frozen=True)
class Standing:
    """A status, and why and since when, where there is more to say than the word does."""

    status: str
    reason: str = ""
    since: date | None = None

    @property
    def why(self) -> Bilingual | None:
        """Why, in words."""
        return REASONS[self.reason].fill(day=in_words(self.since)) if self.reason else None

    @property
    def words(self) -> Bilingual:
        """The status in words."""
        return STATUSES[self.status]


def status(course: Course, bounds: Bounds) -> str:
    """The word for how a commitment stands on a day.

    >>> year = Course(due=date(2010, 12, 31), begun=date(2010, 2, 1))
    >>> status(year, Bounds(date(2010, 6, 1), date(2010, 7, 1)))
    'on course'
    >>> status(year, Bounds(date(2011, 1, 1), date(2011, 2, 1)))
    'overdue'
    """
    return standing(course, bounds).status


def standing(course: Course, bounds: Bounds) -> Standing:
    """How a commitment stands on a day, and why."""
    if course.ended is not None:
        return Standing(course.outcome)
    if course.paused is not None:
        return Standing("paused")
    if course.delivered is not None:
        return Standing("on course", "review", course.delivered)
    if course.due is not None and course.due < bounds.day:
        return Standing("overdue", "overdue", course.due)
    if course.asked is not None and course.asked < bounds.day:
        return Standing("at risk", "unreported", course.asked)
    if course.troubled is not None:
        return Standing("at risk", "troubled", course.troubled)
    if course.due is not None and course.due <= bounds.near:
        return Standing("at risk", "near", course.due)
    return Standing("not started" if course.begun is None else "on course")
