"""One transfer of a rule, everywhere at once: rounded once, split among its parties."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from lianxi.charter.rules.transfers import Side, Transfer
from lianxi.charter.rules.tree import Leaf, Named, Node, within
from lianxi.kernel.money import FEN_MAX
from lianxi.kernel.quantity import PLACES
from lianxi.kernel.ratio import split
from lianxi.sharing.column import (
    FINE,
    LEFT_OUT,
    Bools,
    Column,
    Ints,
    rounded,
)
from lianxi.sharing.facts import Facts
from lianxi.sharing.reduce import Shape
from lianxi.sharing.work import Work

TOO_LARGE = 99

Index = tuple[int, ...]


@dataclass(frozen=True)
class Fault:
    """Where a transfer can't be worked out: `state` says why, FINE where its weights are wrong."""

    index: Index
    state: int


@dataclass(frozen=True)
class Move:
    """Between whom a line is, where; `group` numbers the whole that it is a part of."""

    index: Index
    giver: str
    taker: str
    group: int = 0
    part: int = 0


@dataclass
class Moved:
    """The lines of one transfer: amounts in smallest parts, below zero the other way round."""

    transfer: Transfer
    clause: str
    amounts: list[int] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    wholes: list["Whole"] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)

    def move(self, n: int) -> Move:
        """Between whom a line is."""
        return self.moves[n]


@dataclass(frozen=True)
class Whole:
    """An amount before it is split, with those it is split among: all parts, zero ones too."""

    index: Index
    amount: int
    among: tuple["Part", ...]


@dataclass(frozen=True)
class Part:
    """One pair of payer and receiver with its weight, and where that weight stands."""

    giver: str
    taker: str
    weight: Fraction
    index: Index  # of the transfer's weight, where a pot is shared
    sides: tuple[Index | None, Index | None]  # of the weights of payer and receiver

    @property
    def key(self) -> str:
        """What ties are settled by."""
        return f"{self.giver}>{self.taker}"


def moved(transfer: Transfer, facts: Facts, work: Work, done: Mapping[str, Moved]) -> Moved:
    """The lines of a transfer, given those of the transfers before it."""
    found = Moved(transfer, _clause(transfer, work))
    sides = _Sides(transfer, facts, work)
    if transfer.share_of:
        _share(found, facts, work, sides, done[transfer.share_of])
    else:
        _amounts(found, work, sides)
    return found


def _clause(transfer: Transfer, work: Work) -> str:
    """The clause it rests on: its own, else those of the parameters behind it."""
    if transfer.clause:
        return transfer.clause
    found: dict[str, None] = {}
    nodes = (transfer.amount, transfer.by, transfer.when)
    waiting: list[Node] = [node for node in nodes if node is not None]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Leaf) and node.source == "parameter":
            clause = work.rule.parameters[node.symbol].clause
            found |= {clause: None} if clause else {}
        if isinstance(node, Named) and node.symbol not in seen:
            seen.add(node.symbol)
            waiting.append(work.rule.steps[node.symbol])
        waiting += within(node)
    return "; ".join(found)


def _shape(transfer: Transfer, work: Work) -> Shape:
    """How many there are of what a transfer is worked out for, along each axis."""
    words = zip(work.rule.words, work.shape[1:], strict=True)
    return (work.shape[0], *(n if word in transfer.words else 1 for word, n in words))


def _holding(transfer: Transfer, work: Work, shape: Shape) -> tuple[Bools, Ints]:
    """Where the condition holds, and what its cells are."""
    if transfer.when is None:
        return np.ones(shape, dtype=bool), np.zeros(shape, dtype=np.int64)
    truth = work.truth(transfer.when)
    values = np.broadcast_to(truth.values, shape)
    if truth.states is None:
        return values, np.zeros(shape, dtype=np.int64)
    states = np.broadcast_to(truth.states, shape).astype(np.int64)
    return values & (states == FINE), states


def _amounts(found: Moved, work: Work, sides: "_Sides") -> None:
    transfer = found.transfer
    shape = _shape(transfer, work)
    holds, doubt = _holding(transfer, work, shape)
    assert transfer.amount is not None
    column = work.value(transfer.amount)
    amounts = np.broadcast_to(rounded(column, PLACES[transfer.unit.text]), shape)
    states = doubt
    if column.states is not None:
        own = np.broadcast_to(column.states, shape)
        states = np.maximum(doubt, np.where(holds, own, FINE))
    for at in _indices(np.argwhere(states > LEFT_OUT)):
        found.faults.append(Fault(at, int(states[at])))
    moving = holds & (states == FINE) & np.asarray(amounts != 0, dtype=bool)
    there = np.argwhere(moving)
    listed = amounts[moving].tolist()
    for at, amount in zip(_indices(there), listed, strict=True):
        if abs(amount) > FEN_MAX:
            found.faults.append(Fault(at, TOO_LARGE))
            continue
        _place(found, at, amount, sides.pairs(at))


def _indices(places: npt.NDArray[np.intp]) -> Iterator[Index]:
    return (tuple(place) for place in places.tolist())


def _place(found: Moved, at: Index, amount: int, pairs: "Sequence[Part] | None") -> None:
    """Split an amount among pairs and note each part; None where their weights are wrong."""
    if pairs is None:
        found.faults.append(Fault(at, FINE))
        return
    if len(pairs) == 1 and pairs[0].giver == pairs[0].taker:
        return
    group = len(found.wholes)
    found.wholes.append(Whole(at, amount, tuple(pairs)))
    if len(pairs) == 1:
        found.amounts.append(amount)
        found.moves.append(Move(pairs[0].index, pairs[0].giver, pairs[0].taker, group, 0))
        return
    for n, part in enumerate(_parts(amount, pairs)):
        pair = pairs[n]
        if part and pair.giver != pair.taker:
            found.amounts.append(part)
            found.moves.append(Move(pair.index, pair.giver, pair.taker, group, n))


def _parts(amount: int, pairs: Sequence[Part]) -> list[int]:
    """The parts of an amount, remainders to the largest fraction, ties by key."""
    weights = {f"{pair.key}|{n:06d}": pair.weight for n, pair in enumerate(pairs)}
    return list(split(amount, weights).values())


def _share(found: Moved, facts: Facts, work: Work, sides: "_Sides", pot: Moved) -> None:
    """Share out what another transfer brought in, in each period and within each of some keys."""
    transfer = found.transfer
    shape = _shape(transfer, work)
    holds, doubt = _holding(transfer, work, shape)
    for at in _indices(np.argwhere(doubt > LEFT_OUT)):
        found.faults.append(Fault(at, int(doubt[at])))
    by = None if transfer.by is None else work.value(transfer.by)
    pots = _pots(found, work, pot)
    candidates: dict[Index, list[Index]] = {place: [] for place in pots}
    axes = [0, *(work.axis(word) for word in transfer.within)]
    for at in _indices(np.argwhere(holds)):
        place = tuple(at[axis] for axis in axes)
        if place in candidates:
            candidates[place].append(at)
    for place, amount in pots.items():
        pairs = _qualified(found, by, sides, candidates[place])
        if pairs is None or not any(pair.weight for pair in pairs):
            period = facts.periods[place[0]].text
            found.left[period] = found.left.get(period, 0) + amount
        else:
            index = list(pairs[0].index)
            for axis in range(len(index)):
                index[axis] = index[axis] if axis in axes else 0
            _place(found, tuple(index), amount, pairs)


def _qualified(
    found: Moved, by: Column | None, sides: "_Sides", candidates: list[Index]
) -> list[Part] | None:
    """Everybody who has a part of a pot, with their weights; None where a weight is wrong."""
    pairs: list[Part] = []
    for at in candidates:
        weight = Fraction(1) if by is None else by.at(at)
        if weight is None or weight < 0:
            state = FINE if by is None or weight is not None else by.state_at(at)
            if state != LEFT_OUT:
                found.faults.append(Fault(at, state))
            continue
        own = sides.pairs(at)
        if own is None:
            found.faults.append(Fault(at, FINE))
            return None
        whole = sum((pair.weight for pair in own), Fraction(0))
        for pair in own:
            share = weight * pair.weight / whole
            pairs.append(Part(pair.giver, pair.taker, share, at, pair.sides))
    return pairs


def _pots(found: Moved, work: Work, pot: Moved) -> dict[Index, int]:
    """What there is to share, by period and the keys it is shared within."""
    axes = [0, *(work.axis(word) for word in found.transfer.within)]
    pots: dict[Index, int] = {}
    for move, amount in zip(pot.moves, pot.amounts, strict=True):
        place = tuple(move.index[axis] for axis in axes)
        pots[place] = pots.get(place, 0) + amount
    if found.transfer.part is None:
        return {place: amount for place, amount in pots.items() if amount}
    part = work.value(found.transfer.part)
    shared = {}
    for place, amount in pots.items():
        index = [0] * work.axes
        for axis, n in zip(axes, place, strict=True):
            index[axis] = n
        fraction = part.at(tuple(index))
        if fraction is None:
            found.faults.append(Fault(tuple(index), part.state_at(tuple(index))))
        else:
            whole = rounded(Column(np.array([amount], dtype=object), fraction), 0)
            shared[place] = int(whole[0])
    return {place: amount for place, amount in shared.items() if amount}


class _Sides:
    """Who stands on each side of a transfer at each place, with their weights."""

    def __init__(self, transfer: Transfer, facts: Facts, work: Work) -> None:
        self.sides = (transfer.from_, transfer.to)
        self.facts, self.work = facts, work
        self.by = [None if s.by is None else work.value(s.by) for s in self.sides]
        self.standing = self._standing()
        self.cached: dict[tuple[int, Index], list[tuple[str, Fraction, Index]] | None] = {}

    def _standing(self) -> dict[tuple[str, str], list[str]]:
        """The parties by thing and role."""
        roster = self.facts.plan.roster
        found: dict[tuple[str, str], list[str]] = {}
        for row in roster.rows if roster is not None else ():
            found.setdefault((row.thing, row.role), []).append(row.party)
        return found

    def pairs(self, at: Index) -> list[Part] | None:
        """Every payer with every receiver at a place; None where the weights are wrong."""
        givers, takers = (self._one(n, side, at) for n, side in enumerate(self.sides))
        if givers is None or takers is None:
            return None
        return [
            Part(giver, taker, mine * theirs, at, (where, there))
            for giver, mine, where in givers
            for taker, theirs, there in takers
        ]

    def _one(
        self, n: int, side: Side, at: Index
    ) -> list[tuple[str, Fraction, Index | None]] | None:
        if side.who:
            return [(side.who, Fraction(1), None)]
        axis = self.work.axis(side.word)
        if not side.spread:
            return [(self.facts.keys[side.word][at[axis]], Fraction(1), None)]
        column, found = self.by[n], []
        for party in self._parties(side, at):
            index = self._at(side, at, axis, party)
            weight = Fraction(1) if column is None else column.at(index)
            if weight is None and column is not None and column.state_at(index) == LEFT_OUT:
                continue
            if weight is None or weight < 0:
                return None
            found.append((party, weight, None if column is None else index))
        return found if any(weight for _, weight, _ in found) else None

    def _parties(self, side: Side, at: Index) -> Sequence[str]:
        roster = self.facts.plan.roster
        if not side.role or roster is None:
            return self.facts.keys[side.word]
        thing = self.facts.keys[roster.word][at[self.work.axis(roster.word)]]
        return sorted(self.standing.get((thing, side.role), ()))

    def _at(self, side: Side, at: Index, axis: int, party: str) -> Index:
        """Where the weight of a party stands: at its own key, and of its role."""
        index = list(at)
        index[axis] = self.facts.keys[side.word].index(party)
        if side.role:
            role = self.work.axis("role")
            index[role] = self.facts.keys["role"].index(side.role)
        return tuple(index)
