"""Headroom in words: how far each input of a line may move before the outcome turns."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from lianxi.charter.kinds.rule_forms import shown
from lianxi.documents.sharing.formula import written
from lianxi.documents.sharing.naming import Naming, figure, unit_words
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.sharing.asked import OfRule
from lianxi.sharing.following import Input, Turn
from lianxi.sharing.headroom import from_trace, inputs
from lianxi.sharing.run import Shared

MOST = 40  # inputs of which the room is looked for on a page
PLACES = 6  # decimals of what was searched


@dataclass(frozen=True)
class Edge:
    """Where the outcome turns: the value of the input there, and what turns."""

    value: str
    what: Bilingual


@dataclass(frozen=True)
class Room:
    """An input, and how far it may go down and up; what one more unit of it moves."""

    name: Bilingual
    of: Bilingual | None
    value: str
    unit: Bilingual
    below: Edge | None
    above: Edge | None
    exact: bool
    slope: str


@dataclass(frozen=True)
class Rooms:
    """The inputs of a line; `left` is how many more there are, `pooled` whether a pot is shared."""

    every: tuple[Room, ...]
    left: int
    pooled: bool


def rooms(on: OfRule, shared: Shared, which: int, told: Mapping[str, Plain]) -> Rooms:
    """How far every input of a line may move, the first of them where they are many."""
    found = inputs(shared, which)
    made = tuple(_room(on.naming, told, each) for each in found[:MOST])
    of, _ = shared.lines.found(which)
    return Rooms(made, len(found[MOST:]), pooled=bool(of.transfer.share_of))


def _room(naming: Naming, told: Mapping[str, Plain], each: Input) -> Room:
    found = from_trace(told, each)
    return Room(
        naming.symbol(each.symbol),
        naming.keys(dict(each.at)),
        _figure(each.value),
        unit_words(each.unit),
        _edge(naming, found.below),
        _edge(naming, found.above),
        found.exact,
        _figure(found.slope) if found.slope is not None else "",
    )


def _edge(naming: Naming, turn: Turn | None) -> Edge | None:
    """A turn with its value; None where there is none near."""
    if turn is None or turn.at is None:
        return None
    return Edge(_figure(turn.at), written(turn.what, naming))


def _figure(value: Fraction) -> str:
    """A value for a reader, cut where it was only searched or has no end."""
    text = shown(value)
    if "/" in text or len(text.partition(".")[2]) > PLACES:
        text = shown(round(value, PLACES))
    return figure(text)
