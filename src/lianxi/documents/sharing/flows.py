"""Who pays whom on the schematic map: arrows from payer to payee, as wide as the amount.

Drawn on the shapes that `documents/map.py` draws. Of two parties each arrow has its side, so that
what goes there and what comes back do not cover each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot, sqrt

from lianxi.documents.map import Outline, Point

WIDTH_LEAST, WIDTH_MOST = 3.0, 26.0  # in the drawing's own units
BEND = 0.14  # of the distance: how far an arrow bends to its side
HEAD = 1.5  # how wide a head is beside its shaft
GAP = 12.0  # of an end from the middle of a shape


@dataclass(frozen=True)
class Flow:
    """What goes from one party to another in all, in the smallest parts of a unit."""

    giver: str
    taker: str
    amount: int


@dataclass(frozen=True)
class Arrow:
    """A flow as it is drawn: one outline of shaft and head."""

    flow: Flow
    path: str
    width: float


@dataclass(frozen=True)
class Drawn:
    """The arrows on a map, the widest first, and those that have no place on it."""

    arrows: tuple[Arrow, ...]
    beside: tuple[Flow, ...]


def flows(lines: Iterable[tuple[str, str, int]]) -> tuple[Flow, ...]:
    """What goes between each two in all, the largest first.

    >>> flows([("a", "b", 3), ("a", "b", 4), ("b", "a", 1)])
    (Flow(giver='a', taker='b', amount=7), Flow(giver='b', taker='a', amount=1))
    """
    sums: dict[tuple[str, str], int] = {}
    for giver, taker, amount in lines:
        sums[giver, taker] = sums.get((giver, taker), 0) + amount
    made = (Flow(giver, taker, amount) for (giver, taker), amount in sums.items())
    return tuple(sorted(made, key=lambda each: (-each.amount, each.giver, each.taker)))


def drawn(of: Iterable[Flow], outline: Outline | None) -> Drawn:
    """The arrows of flows on a map; the area of an arrow's width stands for its amount."""
    every = tuple(of)
    places = {area.id: area.label for area in outline.areas} if outline else {}
    there = [each for each in every if each.giver in places and each.taker in places]
    most = max((each.amount for each in there), default=1)
    arrows = tuple(_arrow(each, places, most) for each in there)
    return Drawn(arrows, tuple(each for each in every if each not in there))


def _arrow(flow: Flow, places: Mapping[str, Point], most: int) -> Arrow:
    """An arrow that bends to its own side, no wider than the way it has to go allows."""
    start, end = places[flow.giver], places[flow.taker]
    far = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    along = ((end[0] - start[0]) / far, (end[1] - start[1]) / far)
    width = min(max(WIDTH_LEAST, WIDTH_MOST * sqrt(flow.amount / most)), far * 0.3)
    head = min(max(width * HEAD, 12.0), far * 0.45)
    bend = _moved(_moved(start, along, far / 2), _left(along), far * BEND)
    gap = min(GAP, far / 5)
    tail, tip = _moved(start, _toward(start, bend), gap), _moved(end, _toward(end, bend), gap)
    into = _toward(bend, tip)
    neck = _moved(tip, into, -head)
    sides = [
        [_moved(point, _left(way), side * width / 2) for point, way in _ways(tail, bend, neck)]
        for side in (1, -1)
    ]
    wings = [_moved(neck, _left(into), side * max(head * 0.6, width * 0.8)) for side in (1, -1)]
    (a, b, c), (d, e, f) = sides
    path = f"M{_at(a)} Q{_at(b)} {_at(c)} L{_at(wings[0])} L{_at(tip)} L{_at(wings[1])} "
    path += f"L{_at(f)} Q{_at(e)} {_at(d)}Z"
    return Arrow(flow, path, round(width, 1))


def _ways(tail: Point, bend: Point, neck: Point) -> tuple[tuple[Point, Point], ...]:
    """The points of a shaft, each with the way that it runs there."""
    return (
        (tail, _toward(tail, bend)),
        (bend, _toward(tail, neck)),
        (neck, _toward(bend, neck)),
    )


def _toward(one: Point, other: Point) -> Point:
    far = hypot(other[0] - one[0], other[1] - one[1]) or 1.0
    return ((other[0] - one[0]) / far, (other[1] - one[1]) / far)


def _left(way: Point) -> Point:
    return (-way[1], way[0])


def _moved(point: Point, way: Point, far: float) -> Point:
    return (point[0] + way[0] * far, point[1] + way[1] * far)


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
