"""The road behind a commitment as one picture: a bar for each dossier, a dot for each act.

Time runs from left to right; what comes from something stands below it, tied to it by a
line where it began. The picture is plain numbers; a template draws it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 640
LEFT = 12
ROW = 44
TOP = 48
MARKS_MAX = 5  # days written along the top


@dataclass(frozen=True)
class Strand:
    """A dossier: its key, when it began and ended, the days of its acts, what it comes from."""

    key: str
    since: date
    until: date | None
    days: tuple[date, ...]
    comes_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """A strand as it is drawn."""

    key: str
    x: float
    y: float
    width: float
    dots: tuple[float, ...]
    open: bool


@dataclass(frozen=True)
class Tie:
    """A line from a strand down to one that comes from it."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Chain:
    """The picture: its size, its bars from above, the lines between, the days along the top."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ties: tuple[Tie, ...]
    ticks: tuple[tuple[float, date], ...]


def draw(strands: Sequence[Strand], today: date) -> Chain:
    """Draw strands, in the order in which they began.

    >>> call = Strand("call/1", date(2009, 1, 5), date(2009, 2, 1), (date(2009, 1, 5),))
    >>> topic = Strand("proposal/1", date(2009, 1, 20), None, (), ("call/1",))
    >>> [bar.key for bar in draw([topic, call], date(2009, 12, 31)).bars]
    ['call/1', 'proposal/1']
    """
    in_order = sorted(strands, key=lambda each: (each.since, each.key))
    first = min((each.since for each in in_order), default=today)
    last = max([today, *(each.until for each in in_order if each.until)])
    scale = (WIDTH - 2 * LEFT) / max((last - first).days, 1)

    def at(day: date) -> float:
        return round(LEFT + (day - first).days * scale, 1)

    bars = []
    for number, each in enumerate(in_order):
        x, end = at(each.since), at(each.until or last)
        dots = tuple(dict.fromkeys(at(day) for day in each.days))
        bars.append(Bar(each.key, x, TOP + number * ROW, max(end - x, 4), dots, each.until is None))
    rows = {bar.key: bar.y for bar in bars}
    return Chain(
        WIDTH,
        TOP + len(bars) * ROW,
        tuple(bars),
        tuple(_ties(in_order, rows, at)),
        tuple(_ticks(first, last, scale)),
    )


def _ties(
    strands: Sequence[Strand], rows: Mapping[str, float], at: Callable[[date], float]
) -> list[Tie]:
    return [
        Tie(at(each.since), min(rows[key], rows[each.key]), max(rows[key], rows[each.key]))
        for each in strands
        for key in each.comes_from
        if key in rows and key != each.key
    ]


def _ticks(first: date, last: date, scale: float) -> list[tuple[float, date]]:
    days = (last - first).days
    count = min(MARKS_MAX, max(days, 1))
    step = days / count
    marks = [date.fromordinal(first.toordinal() + round(n * step)) for n in range(count + 1)]
    return [(round(LEFT + (day - first).days * scale, 1), day) for day in dict.fromkeys(marks)]
