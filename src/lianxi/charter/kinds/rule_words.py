"""The values that the article of a sharing rule is made of, as it was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from lianxi.charter.forms import Group
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.expression import Expression
from lianxi.kernel.unit import NONE, Unit


@dataclass(frozen=True)
class Formula:
    """An expression with its text; two are the same where their texts are."""

    text: str
    tree: Expression


@dataclass(frozen=True)
class Each:
    """What a rule is worked out for: the rows of a table beside it, or the keys of each word."""

    table: str | None = None
    words: Mapping[str, "Group | tuple[str, ...]"] | None = None


@dataclass(frozen=True)
class FactAsked:
    """What is measured or reported: per which words, in which unit, and what a gap means."""

    per: tuple[str, ...] = ()
    unit: Unit = NONE
    title: Bilingual | None = None
    missing: str | None = None


Keyed = tuple[tuple[tuple[str, ...], Fraction], ...]  # a value for each combination of keys


@dataclass(frozen=True)
class Parameter:
    """What was agreed: one value, or one for each key of the words it is per."""

    values: Keyed
    unit: Unit = NONE
    per: tuple[str, ...] = ()
    clause: str = ""
    title: Bilingual | None = None

    @property
    def value(self) -> Fraction | None:
        """The one value of a parameter that is per nothing."""
        return None if self.per else self.values[0][1]


@dataclass(frozen=True)
class Edge:
    """A band, a slice or a year: up to where, and what holds there."""

    up_to: Formula | None = None
    below: Formula | None = None
    at_least: Formula | None = None
    above: Formula | None = None
    through: Formula | None = None
    gives: Formula | None = None
    rate: Formula | None = None


@dataclass(frozen=True)
class Tier:
    """One tier of a waterfall: into it runs at most so much."""

    name: str
    most: Formula | None = None


@dataclass(frozen=True)
class Step:
    """A named step with one verb and the words that belong to it."""

    name: str
    title: Bilingual | None = None
    value: Formula | None = None
    sum: Formula | None = None
    mean: Formula | None = None
    worst: Formula | None = None
    bands: Formula | None = None
    slices: Formula | None = None
    clip: Formula | None = None
    lookup: str | None = None
    by_year: tuple[Edge, ...] | None = None
    waterfall: Formula | None = None
    ratio: Formula | None = None
    over: tuple[str, ...] = ()
    where: Formula | None = None
    is_: str | None = None
    edges: tuple[Edge, ...] = ()
    least: Formula | None = None
    most: Formula | None = None
    by: str | None = None
    at: Formula | None = None
    since: Formula | None = None
    into: tuple[Tier, ...] = ()
    of: Formula | None = None
    none: Formula | None = None

    @property
    def verb(self) -> str:
        """Which verb it has: the first, where a faulty one has several."""
        return next((verb for verb in VERBS if getattr(self, verb) is not None), "")


@dataclass(frozen=True)
class Side:
    """Who pays or receives: a party, a fund, a word whose keys are parties, or several by weight.

    `who` is an id, "fund:ID" or a word of `each`; else `role` of the roster or all of `each`.
    """

    who: str | None = None
    role: str | None = None
    each: str | None = None
    by: Formula | None = None


@dataclass(frozen=True)
class Transfer:
    """Who pays whom, how much, where what holds; or who shares what another brought in."""

    from_: Side
    to: Side
    name: str | None = None
    title: Bilingual | None = None
    clause: str = ""
    when: Formula | None = None
    amount: Formula | None = None
    unit: Unit | None = None
    share_of: str | None = None
    by: Formula | None = None
    part: Formula | None = None
    within: tuple[str, ...] = ()


# The verbs of a step, and the words that go with each: those it needs, those it may have.
VERBS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    verb: (frozenset(needs.split()), frozenset(may.split()))
    for verb, needs, may in (
        ("value", "", ""),
        ("sum", "over", "where"),
        ("mean", "over", "where"),
        ("worst", "over is", "where"),
        ("bands", "edges", ""),
        ("slices", "edges", ""),
        ("clip", "", "least most"),
        ("lookup", "by at", ""),
        ("by_year", "", "since"),
        ("waterfall", "into", ""),
        ("ratio", "of", "none"),
    )
}
# The sides of a band's edge: how the value stands to it where the band holds.
SIDES: Mapping[str, str] = {"up_to": "<=", "below": "<", "at_least": ">=", "above": ">"}
# The lengths of time that a rule or a fact may be per, the longest first.
TIMES = ("year", "quarter", "month")
