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
    "overdue": Bilingual("{due}到期，至今没有申请办结", "was due on {due}; closure not asked for"),
    "unreported": Bilingual(
        "{asked}前应报进展，至今未报", "a report was due on {asked} and is owed"
    ),
    "troubled": Bilingual("{troubled}起报告有困难", "difficulties reported since {troubled}"),
    "near": Bilingual("{due}到期，已临近", "due on {due}, which is near"),
    "review": Bilingual("{delivered}申请办结，待审核", "closure asked for on {delivered}"),
}


@dataclass(frozen=True)
class Bounds:
    """The day that is asked about, and the last due day that counts as near on it."""

    day: date
    near: date


@dataclass(frozen=True)
class Standing:
    """A status, and why, where there is more to say than the word does."""

    status: str
    why: Bilingual | None = None

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
        return _because("on course", "review", delivered=course.delivered)
    if course.due is not None and course.due < bounds.day:
        return _because("overdue", "overdue", due=course.due)
    if course.asked is not None and course.asked < bounds.day:
        return _because("at risk", "unreported", asked=course.asked)
    if course.troubled is not None:
        return _because("at risk", "troubled", troubled=course.troubled)
    if course.due is not None and course.due <= bounds.near:
        return _because("at risk", "near", due=course.due)
    return Standing("not started" if course.begun is None else "on course")


def _because(word: str, reason: str, **days: date) -> Standing:
    return Standing(
        word, REASONS[reason].fill(**{name: in_words(day) for name, day in days.items()})
    )
