"""Working days, by the State Council's lists of holidays that a package holds.

    days = working_days(package)
    days.add(date(2026, 9, 30), 5)

A year without a list has its weekdays: `listed` says which it is, and whoever shows a
day of such a year says so beside it.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lianxi.charter.holidays import lacks
from lianxi.charter.package import Package
from lianxi.charter.rows import Holiday
from lianxi.kernel.bilingual import Bilingual

DAY = timedelta(days=1)
WEEKDAYS_ONLY = Bilingual(
    "{year}年的节假日安排尚未录入，工作日按周一至周五计。",
    "The holidays of {year} are not entered yet: Monday to Friday count as working days.",
)


@dataclass(frozen=True)
class WorkingDays:
    """Which days are worked: weekdays, but for those off and with the weekends worked.

    >>> monday = date(2026, 2, 16)
    >>> days = WorkingDays((monday,), (date(2026, 2, 28),), frozenset({2026}))
    >>> days.is_working(monday), days.is_working(date(2026, 2, 28))
    (False, True)
    >>> days.add(date(2026, 2, 13), 1), days.next_working(date(2026, 2, 14))
    (datetime.date(2026, 2, 17), datetime.date(2026, 2, 17))
    >>> days.between(date(2026, 2, 16), date(2026, 3, 2)), days.listed(2027)
    (10, False)
    """

    off: tuple[date, ...]  # weekdays that are not worked, in order
    worked: tuple[date, ...]  # Saturdays and Sundays that are, in order
    years: frozenset[int]  # of which the whole list is entered

    @classmethod
    def of(cls, rows: Iterable[Holiday]) -> "WorkingDays":
        """The working days under some rows of `holidays.csv`."""
        off: set[date] = set()
        worked: set[date] = set()
        for row in rows:
            (off if row.kind == "off" else worked).update(row.days())
        years = frozenset(year for year in {day.year for day in off} if not lacks(year, off))
        weekdays = sorted(day for day in off if day.weekday() < 5)
        return cls(tuple(weekdays), tuple(sorted(worked)), years)

    def listed(self, year: int) -> bool:
        """Whether the list of a year is entered whole."""
        return year in self.years

    def unlisted(self, year: int) -> Bilingual | None:
        """What to say beside the days of a year without a list."""
        return None if self.listed(year) else WEEKDAYS_ONLY.fill(year=year)

    def is_working(self, day: date) -> bool:
        """Whether a day is worked."""
        return _has(self.worked, day) if day.weekday() >= 5 else not _has(self.off, day)

    def next_working(self, day: date) -> date:
        """The day itself if it is worked, else the first day after it that is."""
        while not self.is_working(day):
            day += DAY
        return day

    def last_working(self, day: date) -> date:
        """The day itself if it is worked, else the last day before it that was."""
        while not self.is_working(day):
            day -= DAY
        return day

    def add(self, day: date, n: int) -> date:
        """The n-th working day after a day, which itself is not counted; n is 0 or more.

        With n = 0 it is the day itself, or the next one that is worked.
        """
        if n < 0:
            raise ValueError(n)
        day = self.next_working(day) if n == 0 else day
        for _ in range(n):
            day = self.next_working(day + DAY)
        return day

    def between(self, start: date, stop: date) -> int:
        """How many working days there are from `start` up to `stop`, which is not counted."""
        if stop <= start:
            return 0
        away = bisect_left(self.off, stop) - bisect_left(self.off, start)
        extra = bisect_left(self.worked, stop) - bisect_left(self.worked, start)
        return _weekdays(start, stop) - away + extra


def working_days(package: Package) -> WorkingDays:
    """The working days of a package's region."""
    return _worked_out(package.holidays)


@lru_cache(maxsize=16)  # every page about what is due asks for them, and the lists stay the same
def _worked_out(rows: tuple[Holiday, ...]) -> WorkingDays:
    return WorkingDays.of(rows)


def _has(days: tuple[date, ...], day: date) -> bool:
    at = bisect_left(days, day)
    return at < len(days) and days[at] == day


def _weekdays(start: date, stop: date) -> int:
    """The Mondays to Fridays from `start` up to `stop`."""
    weeks, rest = divmod((stop - start).days, 7)
    return weeks * 5 + sum((start.weekday() + n) % 7 < 5 for n in range(rest))
