"""Working out the nodes of a rule, for all cells at once or for one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce as over_all
from typing import TypeVar

import numpy as np

from lianxi.charter.rules import tree
from lianxi.charter.rules.typed import Rule
from lianxi.sharing import column as col
from lianxi.sharing.column import (
    NO_BAND,
    NO_KEY,
    Bools,
    Column,
    Truth,
    added,
    both,
    chosen,
    compared,
    constant,
    divided,
    either,
    greater,
    lesser,
    multiplied,
    negated,
    opposite,
    scaled,
    worse,
)
from lianxi.sharing.reduce import averaged, extreme, summed

Cut = TypeVar("Cut", col.Ints, col.Bools, col.States)
_COMPARED = {"up_to": "<=", "below": "<", "at_least": ">=", "above": ">"}


@dataclass
class Work:
    """The arrays of a calculation: what came in, and the steps that were worked out so far.

    The first axis is the period, then one for each word of the rule. `leaves` are by (source,
    symbol), `tables` the parameters with every key of what is looked up in them.
    """

    rule: Rule
    shape: tuple[int, ...]
    leaves: Mapping[tuple[str, str], Column]
    keys: Mapping[str, tuple[str, ...]]
    steps: dict[str, Column] = field(default_factory=dict)
    roster: Bools | None = None  # where somebody stands: by thing, role and party

    @property
    def axes(self) -> int:
        """How many axes every array has."""
        return len(self.shape)

    def axis(self, word: str) -> int:
        """The axis of a word."""
        return 1 + self.rule.words.index(word)

    def standing(self, words: Iterable[str]) -> Bools | None:
        """Where somebody stands, of values that are per a thing and who stands there; else None."""
        own = self.rule.words[:3]  # the thing, the role and the party
        named = {*own} & {*words}
        if self.roster is None or len(named) < 2:
            return None
        gone = tuple(self.axis(word) for word in own if word not in named)
        return np.asarray(self.roster.any(axis=gone, keepdims=True))

    def every(self) -> "Work":
        """The same with every step worked out."""
        for name in self.rule.steps:
            self.step(name)
        return self

    def step(self, name: str) -> Column:
        """A step or a tier, worked out once."""
        if name not in self.steps:
            self.steps[name] = self.value(self.rule.steps[name])
        return self.steps[name]

    def value(self, node: tree.Node) -> Column:
        """What a node that is a number comes to."""
        return _VALUES[type(node)](self, node)

    def truth(self, node: tree.Node) -> Truth:
        """Whether a node that is a condition holds."""
        assert isinstance(node, tree.Test)
        if node.sign == "not":
            return opposite(self.truth(node.of[0]))
        if node.sign in ("and", "or"):
            joined = both if node.sign == "and" else either
            return over_all(joined, (self.truth(each) for each in node.of))
        left, right = (self.value(each) for each in node.of)
        return compared(node.sign, left, right)

    def optional(self, node: tree.Node | None) -> Column | None:
        """A node that may not be there."""
        return None if node is None else self.value(node)

    def nothing(self) -> Column:
        """Zero everywhere."""
        return constant(Fraction(0), self.axes)


def _number(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Number)
    return constant(node.value, work.axes)


def _leaf(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Leaf)
    return work.leaves[node.source, node.symbol]


def _named(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Named)
    return work.step(node.symbol)


def _in(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.In)
    return scaled(work.value(node.of), node.times)


def _calc(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Calc)
    of = [work.value(each) for each in node.of]
    if node.sign == "abs":
        return greater(of[0], negated(of[0]))
    if len(of) == 1:
        return negated(of[0])
    return over_all(_SIGNS[node.sign], of)


def _minus(one: Column, other: Column) -> Column:
    return added(one, negated(other))


_SIGNS: Mapping[str, Callable[[Column, Column], Column]] = {
    "+": added,
    "-": _minus,
    "*": multiplied,
    "/": divided,
    "min": lesser,
    "max": greater,
}


def _over(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Over)
    axes = tuple(work.axis(word) for word in node.over)
    of = work.value(node.of)
    where = None if node.where is None else work.truth(node.where)
    asked = work.standing({*node.of.words, *(node.where.words if node.where else ())})
    if asked is not None:  # nobody is asked for who does not stand there
        where = Truth(asked) if where is None else both(Truth(asked), where)
    if node.how == "sum":
        return summed(of, where, axes, work.shape)
    if node.how == "mean":
        return averaged(of, where, axes, work.shape)
    return extreme(node.how, of, where, axes, work.shape)


def _marked(like: Column, mark: int) -> Column:
    """Nothing, for the reason that a mark names."""
    shape = (1,) * like.numerators.ndim
    return Column(np.zeros(shape, dtype=np.int64), states=np.full(shape, mark, dtype=np.uint8))


def _bands(work: Work, node: tree.Node) -> Column:
    """The first band that holds; from the last one to the first, each over those behind it."""
    assert isinstance(node, tree.Bands)
    of = work.value(node.of)
    found = _marked(of, NO_BAND)
    for band in reversed(node.bands):
        gives = work.value(band.gives)
        if band.at is None:
            found = gives
            continue
        holds = compared(_COMPARED[band.side], of, work.value(band.at))
        found = chosen(holds, gives, found)
    return _with(found, of)


def _with(column: Column, *asked: Column) -> Column:
    """A column that is nothing where what was asked is nothing."""
    states = worse(column.states, *(each.states for each in asked))
    return Column(column.numerators, column.scale, column.denominators, states)


def _slices(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Slices)
    of = greater(work.value(node.of), work.nothing())
    found, lower = work.nothing(), work.nothing()
    for at, rate in node.slices:
        upper = work.optional(at)
        held = of if upper is None else lesser(of, upper)
        inside = greater(_minus(held, greater(lower, work.nothing())), work.nothing())
        found = added(found, multiplied(inside, work.value(rate)))
        lower = lower if upper is None else upper
    return found


def _clip(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Clip)
    found = work.value(node.of)
    least, most = work.optional(node.least), work.optional(node.most)
    found = found if least is None else greater(found, least)
    return found if most is None else lesser(found, most)


def _lookup(work: Work, node: tree.Node) -> Column:
    """The parameter's value at the key that the expression gives; none where it has no such key."""
    assert isinstance(node, tree.Lookup)
    at, axis = work.value(node.at), work.axis(node.by)
    table = work.leaves["parameter", node.symbol]
    found = _marked(at, NO_KEY)
    for number, key in enumerate(work.keys[node.by]):
        meant = as_number(key)
        if meant is not None:
            cut = (slice(None),) * axis + (slice(number, number + 1),)
            row = Column(table.numerators[cut], table.scale)
            found = chosen(compared("==", at, constant(meant, work.axes)), row, found)
    return _with(found, at)


def as_number(key: str) -> Fraction | None:
    """The number that a key is; None where it is a word."""
    try:
        return Fraction(key) if key.isascii() else None
    except (ValueError, ZeroDivisionError):
        return None


def _by_year(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.ByYear)
    year = work.leaves["period", "year"]
    since = work.optional(node.since)
    counted = year
    if since is not None:
        counted = added(_minus(year, since), constant(Fraction(1), work.axes))
    found = _marked(year, NO_BAND)
    for through, gives in reversed(node.years):
        if through is None:
            found = work.value(gives)
            continue
        found = chosen(compared("<=", counted, work.value(through)), work.value(gives), found)
    return _with(found, counted)


def _filled(work: Work, of: Column, before: tuple[tree.Node, ...]) -> tuple[Column, Column]:
    """What has run into the tiers before, and what is still to run."""
    left, taken = greater(of, work.nothing()), work.nothing()
    for most in before:
        into = lesser(left, greater(work.value(most), work.nothing()))
        left, taken = _minus(left, into), added(taken, into)
    return taken, left


def _tier(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Tier)
    _, left = _filled(work, work.value(node.of), node.before)
    most = work.optional(node.most)
    return left if most is None else lesser(left, greater(most, work.nothing()))


def _left(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Left)
    of = work.value(node.of)
    taken, _ = _filled(work, of, node.before)
    return _minus(of, taken)


def _ratio(work: Work, node: tree.Node) -> Column:
    assert isinstance(node, tree.Ratio)
    of, over = work.value(node.of), work.value(node.over)
    none = work.optional(node.none)
    if none is None:
        return divided(of, over)
    zero = compared("==", over, work.nothing())
    one = constant(Fraction(1), work.axes)
    return _with(chosen(zero, none, divided(of, chosen(zero, one, over))), of)


_VALUES: Mapping[type, Callable[[Work, tree.Node], Column]] = {
    tree.Number: _number,
    tree.Leaf: _leaf,
    tree.Named: _named,
    tree.In: _in,
    tree.Calc: _calc,
    tree.Over: _over,
    tree.Bands: _bands,
    tree.Slices: _slices,
    tree.Clip: _clip,
    tree.Lookup: _lookup,
    tree.ByYear: _by_year,
    tree.Tier: _tier,
    tree.Left: _left,
    tree.Ratio: _ratio,
}


def cut(array: Cut, index: tuple[int | None, ...]) -> Cut:
    """The part of an array at an index; None keeps the whole of an axis, as does an axis of one."""
    sizes = zip(index, array.shape, strict=True)
    return array[tuple(slice(None) if i is None or n == 1 else slice(i, i + 1) for i, n in sizes)]


def sliced(column: Column, index: tuple[int | None, ...]) -> Column:
    """The part of a column at an index."""
    return Column(
        cut(column.numerators, index),
        column.scale,
        None if column.denominators is None else cut(column.denominators, index),
        None if column.states is None else cut(column.states, index),
    )
