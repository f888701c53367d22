"""The typed tree of a rule: each node says per which words it is and in which unit.

`words` stand in the rule's order. A node without a unit is a condition.
"""

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TypeAlias

from lianxi.kernel.unit import Unit

Words = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Typed:
    words: Words
    unit: Unit | None


@dataclass(frozen=True, eq=False)
class Number(_Typed):
    """A number as written."""

    value: Fraction


@dataclass(frozen=True, eq=False)
class Leaf(_Typed):
    """A value that comes from outside: a fact, a parameter, a column of the roster, the year."""

    source: str  # "fact", "parameter", "roster" or "period"
    symbol: str


@dataclass(frozen=True, eq=False)
class Named(_Typed):
    """A step or a tier by its name."""

    symbol: str


@dataclass(frozen=True, eq=False)
class In(_Typed):
    """The same in another unit: times an exact factor."""

    of: "Node"
    times: Fraction


@dataclass(frozen=True, eq=False)
class Calc(_Typed):
    """`+ - * /` of two, `-` of one, `min max abs`."""

    sign: str
    of: tuple["Node", ...]


@dataclass(frozen=True, eq=False)
class Test(_Typed):
    """A comparison of two, or `and or not` of conditions."""

    sign: str
    of: tuple["Node", ...]


@dataclass(frozen=True, eq=False)
class Over(_Typed):
    """`sum`, `mean`, `highest` or `lowest` over some words, of those where a condition holds."""

    how: str
    of: "Node"
    over: Words
    where: "Node | None"


@dataclass(frozen=True, eq=False)
class Band:
    """A band: how the value stands to its edge (`up_to` …; "" where it has none), what it gives."""

    side: str
    at: "Node | None"
    gives: "Node"


@dataclass(frozen=True, eq=False)
class Bands(_Typed):
    """What the first band that holds gives."""

    of: "Node"
    bands: tuple[Band, ...]


@dataclass(frozen=True, eq=False)
class Slices(_Typed):
    """Each slice of an amount above zero at its own rate, added up."""

    of: "Node"
    slices: tuple[tuple["Node | None", "Node"], ...]  # up to where, at which rate


@dataclass(frozen=True, eq=False)
class Clip(_Typed):
    """A value held between bounds."""

    of: "Node"
    least: "Node | None"
    most: "Node | None"


@dataclass(frozen=True, eq=False)
class Lookup(_Typed):
    """The value of a parameter for the key that an expression gives."""

    symbol: str
    by: str
    at: "Node"


@dataclass(frozen=True, eq=False)
class ByYear(_Typed):
    """What holds in the year of the period, counted from another year or by the calendar."""

    years: tuple[tuple["Node | None", "Node"], ...]  # through which year, what holds
    since: "Node | None"


@dataclass(frozen=True, eq=False)
class Tier(_Typed):
    """What runs into one tier of a waterfall: above zero, less what ran into those before."""

    of: "Node"
    before: tuple["Node", ...]
    most: "Node | None"


@dataclass(frozen=True, eq=False)
class Left(_Typed):
    """What no tier of a waterfall takes."""

    of: "Node"
    before: tuple["Node", ...]


@dataclass(frozen=True, eq=False)
class Ratio(_Typed):
    """One over the other; what it is where the other is zero."""

    of: "Node"
    over: "Node"
    none: "Node | None"


Node: TypeAlias = (
    Number
    | Leaf
    | Named
    | In
    | Calc
    | Test
    | Over
    | Bands
    | Slices
    | Clip
    | Lookup
    | ByYear
    | Tier
    | Left
    | Ratio
)


def within(node: Node) -> tuple[Node, ...]:
    """The nodes that a node is made of, one level down, in the order of its parts."""
    found: list[Node] = []
    for part in fields(node):
        _gather(getattr(node, part.name), found)
    return tuple(found)


def _gather(value: object, found: list[Node]) -> None:
    if isinstance(value, _Typed):
        found.append(value)  # type: ignore[arg-type]
    elif isinstance(value, Band):
        _gather((value.at, value.gives), found)
    elif isinstance(value, tuple):
        for item in value:
            _gather(item, found)
