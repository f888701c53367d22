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
    """A flow as it is drawn: the path of its shaft, its width, and its head."""

    flow: Flow
    path: str
    width: float
    head: str


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
    (x0, y0), (x1, y1) = places[flow.giver], places[flow.taker]
    far = hypot(x1 - x0, y1 - y0) or 1.0
    along, across = ((x1 - x0) / far, (y1 - y0) / far), ((y0 - y1) / far, (x1 - x0) / far)
    width = max(WIDTH_LEAST, WIDTH_MOST * sqrt(flow.amount / most))
    head = max(width * HEAD, 14.0)
    gap = min(GAP, far / 4)
    start = (x0 + along[0] * gap, y0 + along[1] * gap)
    tip = (x1 - along[0] * gap, y1 - along[1] * gap)
    bend = ((x0 + x1) / 2 + across[0] * far * BEND, (y0 + y1) / 2 + across[1] * far * BEND)
    back = hypot(tip[0] - bend[0], tip[1] - bend[1]) or 1.0
    into = ((tip[0] - bend[0]) / back, (tip[1] - bend[1]) / back)
    base = (tip[0] - into[0] * head, tip[1] - into[1] * head)
    side = (-into[1] * head * 0.62, into[0] * head * 0.62)
    corners = (tip, (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1]))
    path = f"M{_at(start)} Q{_at(bend)} {_at(base)}"
    return Arrow(flow, path, round(width, 1), "M" + " L".join(map(_at, corners)) + "Z")


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
