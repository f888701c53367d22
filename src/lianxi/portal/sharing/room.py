"""Headroom in words: how far each input of a line may move before the outcome turns."""

from dataclasses import dataclass

from lianxi.documents.sharing.naming import figure, unit_words
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.sharing.asked import OfRule
from lianxi.sharing.headroom import Input, headroom, inputs
from lianxi.sharing.run import Shared

MOST = 40  # inputs of which the room is looked for on a page


@dataclass(frozen=True)
class Room:
    """An input, and how far it may go down and up; what one more unit of it moves."""

    kind: Bilingual
    name: Bilingual
    of: Bilingual | None
    below: str
    above: str
    exact: bool
    slope: str
    unit: Bilingual


@dataclass(frozen=True)
class Rooms:
    """The inputs of a line; `left` is how many more there are."""

    every: tuple[Room, ...]
    left: int


def rooms(on: OfRule, shared: Shared, which: int) -> Rooms:
    """How far every input of a line may move, the first of them where they are many."""
    found = inputs(shared, which)
    return Rooms(tuple(_room(on, shared, which, each) for each in found[:MOST]), len(found[MOST:]))


def _room(on: OfRule, shared: Shared, which: int, each: Input) -> Room:
    kind, symbol, at = each
    found = headroom(shared, which, each)
    return Room(
        KINDS[kind],
        on.naming.symbol(symbol),
        on.naming.keys(dict(at)),
        figure(found.below) if found.below is not None else "",
        figure(found.above) if found.above is not None else "",
        found.exact,
        figure(found.slope) if found.slope is not None else "",
        unit_words(found.unit),
    )


KINDS = {"fact": Bilingual("数据", "fact"), "parameter": Bilingual("参数", "parameter")}
