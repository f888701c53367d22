"""The parts of a year in which a rhythm asks for a meeting, and the day to propose in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lianxi.governance.working_days import WorkingDays
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.numerals import chinese
from lianxi.kernel.period import Duration

DAY = timedelta(days=1)
MIDWEEK = (1, 2, 3)  # Tuesday to Thursday: whoever comes from afar travels in the week
MONTHS = {"month": 1, "quarter": 3, "year": 12}
HALVES = (Bilingual("上半年", "first half"), Bilingual("下半年", "second half"))


@dataclass(frozen=True)
class Window:
    """A part of a year: one meeting falls in `first` up to `stop`, usually from `usual` on.

    `name` tells the windows of a year apart, in words `words` where there are several.
    """

    name: str
    first: date
    stop: date
    usual: tuple[date, date]
    words: Bilingual | None = None

    @property
    def whole_year(self) -> bool:
        """Whether it is the only one of its year."""
        return self.words is None

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.stop

    def proposed(self, days: WorkingDays) -> date:
        """The last working day in the middle of a week of its usual part.

        Where holidays leave none, the last working day; where they leave none at all, the
        first one after.
        """
        first, stop = self.usual
        each = [stop - DAY * n for n in range(1, (stop - first).days + 1)]
        working = (day for day in each if day.weekday() in MIDWEEK and days.is_working(day))
        middle = next(working, None)
        return middle or next(filter(days.is_working, each), None) or days.next_working(stop)


def windows(every: Duration, quarter: int | None, base: int, year: int) -> Iterator[Window]:
    """The windows of a rhythm in a year; one of more than a year counts from a base year.

    >>> [w.name for w in windows(Duration.read("1 quarter"), None, 2020, 2027)]
    ['q1', 'q2', 'q3', 'q4']
    >>> [list(windows(Duration.read("2 years"), None, 2020, y)) == [] for y in (2026, 2027)]
    [False, True]
    """
    months = every.count * MONTHS.get(every.unit, 0)
    if not months:
        yield from _by_days(every, year)
    elif months % 12 == 0:
        if (year - base) % (months // 12) == 0:
            yield _whole(year, quarter)
    elif 12 % months == 0:
        yield from _parts(year, months)
    else:
        yield from _odd(months, base, year)


def _whole(year: int, quarter: int | None) -> Window:
    first, stop = date(year, 1, 1), date(year + 1, 1, 1)
    usual = (first, stop)
    if quarter is not None:
        usual = (_month(year, 3 * quarter - 2), _month(year, 3 * quarter + 1))
    return Window("1", first, stop, usual)


def _parts(year: int, months: int) -> Iterator[Window]:
    for n in range(12 // months):
        days = (_month(year, n * months + 1), _month(year, (n + 1) * months + 1))
        name, words = _part(n, months)
        yield Window(name, *days, days, words)


def _part(n: int, months: int) -> tuple[str, Bilingual]:
    if months == 3:
        return f"q{n + 1}", Bilingual(f"第{chinese(n + 1)}季度", f"quarter {n + 1}")
    if months == 6:
        return f"h{n + 1}", HALVES[n]
    if months == 1:
        return f"m{n + 1}", Bilingual(f"{n + 1}月", f"month {n + 1}")
    return f"p{n + 1}", Bilingual(f"第{n + 1}期", f"part {n + 1}")


def _odd(months: int, base: int, year: int) -> Iterator[Window]:
    """A rhythm that no year is a multiple of: its windows go on from the base year."""
    at = 0
    while base + at // 12 <= year:
        days = (_month(base, at + 1), _month(base, at + months + 1))
        last = days[1] - DAY
        if last.year == year:
            yield Window(
                f"p{last:%m}", *days, days, Bilingual(f"至{last.month}月", f"to {last:%B}")
            )
        at += months


def _by_days(every: Duration, year: int) -> Iterator[Window]:
    """A rhythm of weeks or days: from the first Monday of the year on."""
    step = timedelta(days=every.count * (7 if every.unit == "week" else 1))
    first = date(year, 1, 1)
    first += timedelta(days=-first.weekday() % 7)
    number = 1
    while first.year == year:
        words = Bilingual(f"第{number}次", f"number {number}")
        yield Window(f"n{number}", first, first + step, (first, first + step), words)
        first, number = first + step, number + 1


def _month(year: int, month: int) -> date:
    """The first day of a month, counted on beyond December."""
    years, rest = divmod(month - 1, 12)
    return date(year + years, rest + 1, 1)
