"""How a result moves while one value of a parameter runs over a range, and where it turns.

Every point is a run of the engine, exact to the smallest part. A turn is where a straight course
ends and another begins, or where it jumps: it is found from the courses on both sides of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxi.sharing.compare import Point

STEPS = 48
HALVINGS = 30  # of the distance between two points, where a jump is looked for
SHARP = 8  # times what rounding alone may bend
Net = tuple[str, str]  # a party and a unit


@dataclass(frozen=True)
class Turn:
    """Where a party's course turns: at which value, and what it has there."""

    value: Fraction
    amount: int


@dataclass(frozen=True)
class Sweep:
    """The points in order, and the turns of each party and unit; `left` could not be worked out."""

    points: tuple[Point, ...]
    turns: dict[Net, tuple[Turn, ...]]
    left: tuple[Fraction, ...] = ()


Tried = Callable[[Fraction], Point | None]  # what everybody has at a value; None where it fails


def sweep(tried_at: Tried, low: Fraction, high: Fraction, lines: int, steps: int = STEPS) -> Sweep:
    """Run over a range, both ends in it; `lines` are how many transfers a sum is rounded in."""
    values = [low + (high - low) * n / steps for n in range(steps + 1)]
    tried = [(value, tried_at(value)) for value in values]
    points = tuple(point for _, point in tried if point is not None)
    left = tuple(value for value, point in tried if point is None)
    nets = sorted({net for point in points for net in point.net})
    if left:  # a course with holes is drawn, but its turns are not looked for
        return Sweep(points, {}, left)
    slack = 2 * lines + 2  # each transfer is rounded once at every point
    return Sweep(points, {net: tuple(_turns(tried_at, points, net, slack)) for net in nets})


def _turns(tried_at: Tried, points: Sequence[Point], net: Net, slack: int) -> Iterator[Turn]:
    """The turns of a party's course."""
    course = [point.net.get(net, 0) for point in points]
    bends = [abs(course[n - 1] - 2 * course[n] + course[n + 1]) for n in range(1, len(course) - 1)]
    bent = [bend > slack for bend in bends]
    n = 0
    while n < len(bent):
        if not bent[n]:
            n += 1
            continue
        stop = n
        while stop < len(bent) and bent[stop]:
            stop += 1
        first, last = n + 1, stop  # the points that the course is bent at
        sharp = last - first <= 1 and max(bends[n:stop]) > SHARP * slack  # else it is a curve
        if sharp and first >= 2 and last + 2 < len(points):
            yield _turn(tried_at, points, net, first, last, slack)
        n = stop


def _turn(
    tried_at: Tried, points: Sequence[Point], net: Net, first: int, last: int, slack: int
) -> Turn:
    """The turn between two straight courses: where they meet, or where one jumps to the other."""
    left = _Line.through(points[first - 2], points[first - 1], net)
    right = _Line.through(points[last + 1], points[last + 2], net)
    least, most = points[first - 1].value, points[last + 1].value
    if left.slope != right.slope:
        meet = (right.start - left.start) / (left.slope - right.slope)
        room = abs(Fraction(slack) / (left.slope - right.slope))
        if least <= meet <= most:
            value = shortest(meet, room)
            found = tried_at(value)
            if found is not None and abs(found.net.get(net, 0) - left.at(value)) <= 2 * slack:
                return Turn(value, found.net.get(net, 0))
    return _jump(tried_at, net, left, (least, most), slack)


def _jump(
    tried_at: Tried, net: Net, left: "_Line", between: tuple[Fraction, Fraction], slack: int
) -> Turn:
    """Where a course leaves the line that it was on, by halving."""
    least, most = between
    amount = int(left.at(least))
    for _ in range(HALVINGS):
        middle = (least + most) / 2
        found = tried_at(middle)
        if found is not None and abs(found.net.get(net, 0) - left.at(middle)) <= 2 * slack:
            least, amount = middle, found.net.get(net, 0)
        else:
            most = middle
    return Turn(shortest((least + most) / 2, most - least), amount)


@dataclass(frozen=True)
class _Line:
    slope: Fraction
    start: Fraction

    @classmethod
    def through(cls, one: Point, other: Point, net: Net) -> "_Line":
        """The line through two points."""
        slope = Fraction(other.net.get(net, 0) - one.net.get(net, 0)) / (other.value - one.value)
        return cls(slope, one.net.get(net, 0) - slope * one.value)

    def at(self, value: Fraction) -> Fraction:
        """What the line says of a value."""
        return self.start + self.slope * value


def shortest(value: Fraction, room: Fraction) -> Fraction:
    """The decimal with the fewest digits that lies no further from a value than that.

    >>> shortest(Fraction("59.99997"), Fraction("0.001"))
    Fraction(60, 1)
    >>> shortest(Fraction(1, 3), Fraction("0.01"))
    Fraction(33, 100)
    """
    for places in range(-6, 18):
        unit = Fraction(10) ** -places
        near = round(value / unit) * unit
        if abs(near - value) <= room:
            return near
    return value
