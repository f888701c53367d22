"""A picture of work over years: a row for each field, a mark for each time it was taken up.

What was set in a year is a dot; what is only known to lie in a range is a bar over it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

YEAR = 26  # the room for a year, in the picture's own units
ROW = 22
TOP = 26
BAR = 9
RIGHT = 30  # beyond the last year
APART = 5  # how far the marks of the two classes of a row stand from its middle


@dataclass(frozen=True)
class Span:
    """Something in a row: its class, its first year and its last; None where it goes on."""

    row: str
    style: str
    first: int
    last: int | None


@dataclass(frozen=True)
class Mark:
    """A dot (`width` 0) or a bar, how many things it stands for, and whether it goes on."""

    style: str
    x: float
    y: float
    width: float
    count: int
    open: bool

    @property
    def top(self) -> float:
        """Where a bar begins, from above."""
        return self.y - BAR / 2

    @property
    def inside(self) -> float:
        """Where the number in a bar stands: at its end, clear of the dots on it."""
        return self.x + self.width - 8

    @property
    def beside(self) -> float:
        """Where the number beside a dot stands."""
        return self.x + 7


@dataclass(frozen=True)
class Line:
    """One row: the id it was given, where its name stands, and its marks."""

    id: str
    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Picture:
    """The whole: its size, the years above it, and its rows."""

    width: int
    height: int
    ticks: tuple[tuple[float, int], ...]
    lines: tuple[Line, ...]


def picture(
    spans: Iterable[Span], rows: Iterable[str], styles: tuple[str, str], label: int
) -> Picture | None:
    """Draw spans in the order of `rows`, with room for their labels; None where there is none.

    >>> drawn = picture([Span("a", "x", 2001, 2001), Span("a", "x", 2003, 2004)], "a", "xy", 236)
    >>> [(mark.x, mark.width) for mark in drawn.lines[0].marks]
    [(288, 52), (249.0, 0)]
    """
    given = list(spans)
    if not given:
        return None
    first = min(span.first for span in given)
    last = max(span.last or span.first for span in given)
    lines: list[Line] = []
    for row in rows:
        own = [span for span in given if span.row == row]
        if own:
            y = TOP + ROW * len(lines) + ROW / 2
            lines.append(Line(row, y, tuple(_marks(own, y, first, last, styles, label))))
    step = 1 if last - first < 10 else 2 if last - first < 30 else 5
    ticks = [(label + YEAR * (y - first) + YEAR / 2, y) for y in range(first, last + 1, step)]
    width = label + YEAR * (last - first + 1) + RIGHT
    return Picture(width, TOP + ROW * len(lines), tuple(ticks), tuple(lines))


def _marks(
    spans: list[Span],
    middle: float,
    first: int,
    last: int,
    styles: tuple[str, str],
    label: int,
) -> list[Mark]:
    """The marks of a row: bars first, so that dots stand on them; the same spans are one."""
    counts: dict[Span, int] = {}
    for span in spans:
        counts[span] = counts.get(span, 0) + 1
    both = len({span.style for span in spans}) > 1
    marks = []
    for span, count in counts.items():
        y = middle + (APART if span.style == styles[1] else -APART) * both
        x = label + YEAR * (span.first - first)
        if span.last == span.first:
            marks.append(Mark(span.style, x + YEAR / 2, y, 0, count, open=False))
        else:
            years = (last if span.last is None else span.last) - span.first + 1
            goes_on = span.last is None
            width = YEAR * years + (RIGHT - 4 if goes_on else 0)
            marks.append(Mark(span.style, x, y, width, count, open=goes_on))
    return sorted(marks, key=lambda mark: -mark.width)
