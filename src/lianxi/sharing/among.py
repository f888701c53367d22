"""Those that an amount is split among, by weight: parties in their roles, or a whole group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

import numpy as np

from lianxi.charter.rules.roster import RosterRow
from lianxi.charter.rules.transfers import Side, Transfer
from lianxi.charter.rules.tree import Leaf
from lianxi.kernel.ratio import split
from lianxi.sharing.column import LEFT_OUT, Column, Ints
from lianxi.sharing.facts import Facts
from lianxi.sharing.work import Work

Index = tuple[int, ...]


@dataclass(frozen=True)
class Pair:
    """One payer and one receiver with the weight of the two.

    `at` is where its weight in a pot stands, `sides` where those of payer and receiver do.
    """

    giver: str
    taker: str
    weight: Fraction
    sides: tuple[Index | None, Index | None]
    at: Index | None = None


@dataclass(frozen=True, eq=False)
class Among:
    """Pairs in the order that settles ties: by their parties, then as they came.

    `shares` are whole numbers in the proportions of the weights.
    """

    pairs: tuple[Pair, ...]
    shares: tuple[int, ...]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "Among":
        """Put pairs in order."""
        ordered = tuple(sorted(pairs, key=lambda pair: (pair.giver, pair.taker)))
        common = lcm(*(pair.weight.denominator for pair in ordered))
        whole = [int(pair.weight * common) for pair in ordered]
        shared = gcd(*whole) or 1
        return cls(ordered, tuple(number // shared for number in whole))

    @cached_property
    def with_self(self) -> bool:
        """Whether somebody would pay themselves."""
        return any(pair.giver == pair.taker for pair in self.pairs)

    def key(self, n: int) -> str:
        """What ties are settled by, as text."""
        pair = self.pairs[n]
        return f"{pair.giver} {pair.taker} {n:06d}"  # a space comes before whatever an id holds


def _both(one: Fraction, other: Fraction) -> Fraction:
    """The product of two weights, one of which is mostly one."""
    if one == 1 or other == 1:
        return other if one == 1 else one
    return one * other


def _dated(by: Column) -> bool:
    """Whether a weight changes with the period."""
    arrays = (by.numerators, by.denominators, by.states)
    return any(array is not None and array.shape[0] > 1 for array in arrays)


def split_all(amounts: Sequence[int], proportions: tuple[int, ...]) -> Ints:
    """Split many amounts alike: remainders to the largest fraction, ties in order.

    Gives a row for each amount.

    >>> split_all([100, -1], (1, 1, 1)).tolist()
    [[34, 33, 33], [-1, 0, 0]]
    """
    whole, most = sum(proportions), max(map(abs, amounts), default=0)
    if whole * most >= 2**62:
        names = {f"{n:09d}": share for n, share in enumerate(proportions)}
        return np.array([list(split(amount, names).values()) for amount in amounts])
    given: Ints = np.array(amounts, dtype=np.int64)
    shares: Ints = np.array(proportions, dtype=np.int64)
    product = np.abs(given)[:, None] * shares
    parts, over = product // whole, product % whole
    left = np.abs(given) - parts.sum(axis=1)
    order = np.argsort(-over, axis=1, kind="stable")
    more = np.arange(len(shares)) < left[:, None]
    np.put_along_axis(over, order, more.astype(np.int64), axis=1)
    found: Ints = np.where(given < 0, -1, 1)[:, None] * (parts + over)
    return found


class Sides:
    """Who stands on the two sides of a transfer at each place, with their weights."""

    def __init__(self, transfer: Transfer, facts: Facts, work: Work) -> None:
        self.sides = (transfer.from_, transfer.to)
        self.facts, self.work = facts, work
        self.by = [None if s.by is None else work.value(s.by) for s in self.sides]
        self.axes = self._axes()
        self.known: dict[tuple[int, ...], Among | None] = {}
        self.standing: dict[tuple[str, str], list[RosterRow]] = {}
        roster = facts.plan.roster
        for row in roster.rows if roster is not None else ():
            self.standing.setdefault((row.thing, row.role), []).append(row)

    def _axes(self) -> list[int]:
        """The axes along which those on the sides, or their weights, change."""
        work, roster = self.work, self.facts.plan.roster
        words = {side.word for side in self.sides if side.word and not side.spread}
        if roster is not None and any(side.role for side in self.sides):
            words.add(roster.word)
        for side in self.sides:
            words |= set(side.by.words) if side.by is not None else set()
        dated = any(by is not None and _dated(by) for by in self.by)
        axes = [work.axis(word) for word in work.rule.words if word in words]
        return [0, *axes] if dated else axes

    def alike(self, places: Ints) -> tuple[list[int], Ints]:
        """Places that have the same on their sides: the first of each, and which each one is of."""
        if not self.axes or not len(places):
            return [0] * bool(len(places)), np.zeros(len(places), dtype=np.int64)
        sizes = [self.work.shape[axis] for axis in self.axes]
        codes = np.ravel_multi_index(tuple(places[:, axis] for axis in self.axes), sizes)
        _, first, same = np.unique(codes, return_index=True, return_inverse=True)
        return first.tolist(), same

    def among(self, at: Index) -> Among | None:
        """Every payer with every receiver at a place; None where the weights are wrong."""
        key = tuple(at[axis] for axis in self.axes)
        if key not in self.known:
            self.known[key] = self._among(at)
        return self.known[key]

    def _among(self, at: Index) -> Among | None:
        givers, takers = (self._one(n, side, at) for n, side in enumerate(self.sides))
        if givers is None or takers is None:
            return None
        return Among.of(
            Pair(giver, taker, _both(mine, theirs), (where, there))
            for giver, mine, where in givers
            for taker, theirs, there in takers
        )

    def _one(
        self, n: int, side: Side, at: Index
    ) -> list[tuple[str, Fraction, Index | None]] | None:
        """The parties of one side with their weights, and where those stand."""
        if side.who:
            return [(side.who, Fraction(1), None)]
        axis = self.work.axis(side.word)
        if not side.spread:
            return [(self.facts.keys[side.word][at[axis]], Fraction(1), None)]
        column = self.by[n]
        found: list[tuple[str, Fraction, Index | None]] = []
        shares = self._shares(side, at)
        for party in self._parties(side, at):
            index = self._at(side, at, axis, party)
            weight = shares.get(party) if shares or column is None else column.at(index)
            if weight is None and column is not None and column.state_at(index) == LEFT_OUT:
                continue
            if weight is None or weight < 0:
                return None
            found.append((party, weight, None if column is None else index))
        return found if any(weight for _, weight, _ in found) else None

    def _shares(self, side: Side, at: Index) -> Mapping[str, Fraction]:
        """Weights that need no array: all alike, or a column of the roster."""
        by, roster = side.by, self.facts.plan.roster
        if by is None:
            return dict.fromkeys(self._parties(side, at), Fraction(1))
        if roster is None or not side.role or not isinstance(by, Leaf) or by.source != "roster":
            return {}
        thing = self.facts.keys[roster.word][at[self.work.axis(roster.word)]]
        rows = self.standing.get((thing, side.role), ())
        return {row.party: row.numbers[by.symbol] for row in rows}

    def _parties(self, side: Side, at: Index) -> Sequence[str]:
        roster = self.facts.plan.roster
        if not side.role or roster is None:
            return self.facts.keys[side.word]
        thing = self.facts.keys[roster.word][at[self.work.axis(roster.word)]]
        return sorted(row.party for row in self.standing.get((thing, side.role), ()))

    def _at(self, side: Side, at: Index, axis: int, party: str) -> Index:
        """Where the weight of a party stands: at its own key, and of its role."""
        index = list(at)
        index[axis] = self.facts.keys[side.word].index(party)
        if side.role:
            role = self.work.axis("role")
            index[role] = self.facts.keys["role"].index(side.role)
        return tuple(index)
