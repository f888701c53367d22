"""Days, as precisely as they are known.

A `Period` is a date as the documents give it: a year, a month, a day, or
unknown. An `Interval` is a half-open stretch of days. A `Duration` is a length
of time as an article writes it ("2 years", "5 working days").
Engines use the first day of a period; an unknown day never comes into force
(the language of the region package, "Dates carry their precision").
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from lianxi.kernel import spreadsheet
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.unreadable import Unreadable

Precision = Literal["year", "month", "day", "unknown"]

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DURATION = re.compile(r"([1-9]\d{0,3}) (working day|day|week|month|quarter|year)s?", re.ASCII)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True)
class Period:
    """A date with its precision, written "1997", "2010-03", "2010-03-26" or "unknown".

    >>> march = Period.read("2010-03")
    >>> march.start, march.stop, march.precision
    (datetime.date(2010, 3, 1), datetime.date(2010, 4, 1), 'month')
    >>> Period.read("unknown").start is None
    True
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, text: str) -> "Period":
        """Read the text of a date; raise `Unreadable` and say which part is wrong."""
        if text == "unknown":
            return cls()
        found = _PERIOD.fullmatch(text)
        if found is None:
            raise _no_date(text)
        year, month, day = (int(part) if part else None for part in found.groups())
        if year == 0:
            raise Unreadable("period.year", text=text)
        if month is not None and not 1 <= month <= 12:
            raise Unreadable("period.month", text=text, month=str(month))
        if day is not None:
            try:
                date(year or 1, month or 1, day)
            except ValueError:
                raise Unreadable("period.day", text=text, day=str(day)) from None
        return cls(year, month, day)

    @classmethod
    def on(cls, day: date) -> "Period":
        """The period that is exactly one day."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.year is None:
            return "unknown"
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def start(self) -> date | None:
        """The first day, or None where it is unknown."""
        if self.year is None:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def stop(self) -> date | None:
        """The day after the last day, or None where it is unknown or beyond the calendar."""
        first = self.start
        if first is None or first.year == date.max.year:
            return None
        if self.day is not None:
            return first + timedelta(days=1)
        if self.month is None or self.month == 12:
            return date(first.year + 1, 1, 1)
        return date(first.year, self.month + 1, 1)

    @property
    def known(self) -> bool:
        """Whether anything of the date is known."""
        return self.year is not None

    def begun(self, day: date) -> bool:
        """Whether the period's first day is that day or earlier; an unknown one never begins."""
        return self.start is not None and self.start <= day

    def before(self, other: "Period") -> bool:
        """Whether all of it certainly lies before the other one begins.

        >>> Period.read("2003").before(Period.read("2004-01"))
        True
        >>> Period.read("2003").before(Period.read("2003-08"))
        False
        """
        return self.stop is not None and other.start is not None and self.stop <= other.start

    def __str__(self) -> str:
        if self.year is None:
            return "unknown"
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def words(self) -> Bilingual:
        """The date as a reader writes it.

        >>> Period.read("2010-03-26").words()
        Bilingual(zh='2010年3月26日', en='26 March 2010')
        """
        if self.year is None:
            return Bilingual("未载明", "not stated")
        zh, en = f"{self.year}年", str(self.year)
        if self.month is not None:
            zh, en = f"{zh}{self.month}月", f"{_MONTHS[self.month - 1]} {en}"
        if self.day is not None:
            zh, en = f"{zh}{self.day}日", f"{self.day} {en}"
        return Bilingual(zh, en)


UNKNOWN = Period()


@lru_cache(maxsize=4096)  # a page names the same few days over and over
def in_words(day: date | None) -> Bilingual:
    """A day as a reader writes it.

    >>> in_words(date(2010, 3, 26)).en
    '26 March 2010'
    """
    return (Period.on(day) if day else UNKNOWN).words()


def _no_date(text: str) -> Unreadable:
    """What a text that is no date may be instead: a spreadsheet's, or a year that is none."""
    dates = spreadsheet.meant(text)
    if len(dates) == 2:
        return Unreadable("period.ambiguous", text=text, one=dates[0], other=dates[1])
    if dates:
        return Unreadable("period.spreadsheet", text=text, meant=dates[0])
    return Unreadable("period.year" if text.isdigit() else "period.form", text=text)


@dataclass(frozen=True)
class Interval:
    """Days from `start` (included) to `stop` (not included); None has no end on that side.

    >>> member = Interval(date(1997, 1, 1), date(2004, 1, 1))
    >>> date(2003, 12, 31) in member, date(2004, 1, 1) in member
    (True, False)
    """

    start: date | None
    stop: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.stop is not None and self.start >= self.stop:
            raise Unreadable("interval.order", start=str(self.start), stop=str(self.stop))

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return (self.start is None or self.start <= day) and (self.stop is None or day < self.stop)

    def overlaps(self, other: "Interval") -> bool:
        """Whether any day lies in both.

        >>> Interval(None, date(2004, 1, 1)).overlaps(Interval(date(2004, 1, 1), None))
        False
        """
        return _before(self.start, other.stop) and _before(other.start, self.stop)

    def meets(self, other: "Interval") -> bool:
        """Whether the other one begins on the very day this one stops."""
        return self.stop is not None and self.stop == other.start


def _before(start: date | None, stop: date | None) -> bool:
    return start is None or stop is None or start < stop


@dataclass(frozen=True)
class Duration:
    """A length of time as text: a count and a unit.

    >>> Duration.read("2 years"), str(Duration.read("5 working days"))
    (Duration(count=2, unit='year'), '5 working days')
    """

    count: int
    unit: str

    @classmethod
    def read(cls, text: str) -> "Duration":
        """Read "30 days", "5 working days", "1 quarter"; raise `Unreadable` otherwise."""
        found = _DURATION.fullmatch(text)
        if found is None:
            raise Unreadable("duration.form", text=text)
        return cls(int(found.group(1)), found.group(2))

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def words(self) -> Bilingual:
        """The length as a reader writes it.

        >>> Duration.read("2 years").words().zh
        '2年'
        """
        zh = {"working day": "个工作日", "day": "天", "week": "周", "month": "个月"}
        zh |= {"quarter": "个季度", "year": "年"}
        return Bilingual(f"{self.count}{zh[self.unit]}", str(self))

    def each(self) -> Bilingual:
        """How often, when it is the time from one to the next.

        >>> Duration.read("1 year").each(), Duration.read("2 years").each().en
        (Bilingual(zh='每年一次', en='every year'), 'every 2 years')
        """
        zh = {"working day": "工作日", "day": "天", "week": "周", "month": "月"}
        zh |= {"quarter": "季度", "year": "年"}
        if self.count == 1:
            return Bilingual(f"每{zh[self.unit]}一次", f"every {self.unit}")
        count = "两" if self.count == 2 else str(self.count)
        words = self.words().zh.removeprefix(str(self.count))
        return Bilingual(f"每{count}{words}一次", f"every {self}")

    def exceeds(self, other: "Duration") -> bool:
        """Whether it is certainly the longer one, whichever days and holidays both meet.

        >>> Duration.read("4 months").exceeds(Duration.read("1 quarter"))
        True
        >>> Duration.read("10 working days").exceeds(Duration.read("10 days"))
        False
        """
        if self.unit == other.unit:
            return self.count > other.count
        return self.count * _DAYS[self.unit][0] > other.count * _DAYS[other.unit][1]


# The fewest and the most days of each unit; before a working day there may be a long holiday.
_DAYS = {
    "working day": (1, 12),
    "day": (1, 1),
    "week": (7, 7),
    "month": (28, 31),
    "quarter": (90, 92),
    "year": (365, 366),
}
