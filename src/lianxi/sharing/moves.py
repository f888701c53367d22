"""One transfer of a rule, everywhere at once: rounded once, split among its parties."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from lianxi.charter.rules.transfers import Transfer
from lianxi.charter.rules.tree import Leaf, Named, Node, within
from lianxi.kernel.money import FEN_MAX
from lianxi.kernel.quantity import PLACES
from lianxi.sharing.among import Among, Index, Pair, Sides, split_all
from lianxi.sharing.column import FINE, LEFT_OUT, Bools, Column, Ints, Truth, both, rounded
from lianxi.sharing.facts import Facts
from lianxi.sharing.work import Work

TOO_LARGE = 99
EVERY = slice(None)


@dataclass(frozen=True)
class Fault:
    """Where a transfer can't be worked out: `state` says why, FINE where its weights are wrong."""

    index: Index
    state: int


@dataclass(frozen=True)
class Whole:
    """An amount before it is split, and those it is split among."""

    index: Index
    amount: int
    among: Among


@dataclass(frozen=True)
class Move:
    """One line of a transfer: the whole that it is a part of, which part, and how much."""

    whole: Whole
    part: int
    amount: int

    @property
    def pair(self) -> Pair:
        """Who pays and who receives where the amount is above zero."""
        return self.whole.among.pairs[self.part]

    @property
    def index(self) -> Index:
        """What it is for: of a part of a pot, where its own weight stands."""
        return self.pair.at or self.whole.index


@dataclass(frozen=True)
class _Pairs:
    """The pairs of all that split, one after the other: their parties by number, and their places.

    `starts` says where those of each begin; `at` is None where they have no places of their own.
    """

    names: tuple[str, ...]
    givers: Ints
    takers: Ints
    starts: Ints
    at: Ints | None

    @classmethod
    def of(cls, amongs: Sequence[Among]) -> "_Pairs":
        """Put the pairs behind one another."""
        known: dict[str, int] = {}
        pairs = [pair for among in amongs for pair in among.pairs]
        givers = [known.setdefault(pair.giver, len(known)) for pair in pairs]
        takers = [known.setdefault(pair.taker, len(known)) for pair in pairs]
        starts = [0, *accumulate(len(among.pairs) for among in amongs)]
        at = [pair.at for pair in pairs if pair.at is not None]
        return cls(
            names=tuple(known),
            givers=np.array(givers, dtype=np.int64),
            takers=np.array(takers, dtype=np.int64),
            starts=np.array(starts, dtype=np.int64),
            at=np.array(at, dtype=np.int64) if at else None,
        )


@dataclass
class Moved:
    """The lines of one transfer: amounts in smallest parts, below zero the other way round.

    A whole stands in a row of `places` (an index along each axis), with its amount in `sums` and
    those it is split among in `amongs[of_among]`; `of_whole` and `of_part` say for each line which
    part of which whole it is.
    """

    transfer: Transfer
    clause: str
    places: Ints
    sums: list[int] = field(default_factory=list)
    amongs: list[Among] = field(default_factory=list)
    of_among: Ints = field(default_factory=lambda: _none())
    amounts: Ints = field(default_factory=lambda: _none())
    of_whole: Ints = field(default_factory=lambda: _none())
    of_part: Ints = field(default_factory=lambda: _none())
    faults: list[Fault] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)

    def keep(self, period: str, amount: int) -> None:
        """Note what of a pot nobody has."""
        self.left[period] = self.left.get(period, 0) + amount

    def whole(self, n: int) -> Whole:
        """One amount before it is split."""
        index = tuple(self.places[n].tolist())
        return Whole(index, self.sums[n], self.amongs[int(self.of_among[n])])

    def move(self, n: int) -> Move:
        """One line."""
        whole = self.whole(int(self.of_whole[n]))
        return Move(whole, int(self.of_part[n]), int(self.amounts[n]))

    def moves(self) -> Iterator[Move]:
        """Every line."""
        places, among = self.places.tolist(), self.of_among.tolist()
        number, whole = -1, None
        lines = (self.of_whole.tolist(), self.of_part.tolist(), self.amounts.tolist())
        for at, part, amount in zip(*lines, strict=True):
            if at != number or whole is None:
                number = at
                whole = Whole(tuple(places[at]), self.sums[at], self.amongs[among[at]])
            yield Move(whole, part, amount)

    @cached_property
    def _pairs(self) -> _Pairs:
        return _Pairs.of(self.amongs)

    def _of_pair(self, some: slice) -> Ints:
        among = self.of_among[self.of_whole[some]]
        return self._pairs.starts[among] + self.of_part[some]

    def parties(self, some: slice = EVERY) -> tuple[list[str], Ints, Ints]:
        """The parties of some lines, and for each line which of them pays and which receives."""
        pairs, at = self._pairs, self._of_pair(some)
        pays, gets = pairs.givers[at], pairs.takers[at]
        back = self.amounts[some] < 0
        return list(pairs.names), np.where(back, gets, pays), np.where(back, pays, gets)

    def indices(self, some: slice = EVERY) -> Ints:
        """What some lines are for: an index along each axis in each row (see `Move.index`)."""
        own = self._pairs.at
        return self.places[self.of_whole[some]] if own is None else own[self._of_pair(some)]


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


def moved(transfer: Transfer, facts: Facts, work: Work, done: Mapping[str, Moved]) -> Moved:
    """The lines of a transfer, given those of the transfers before it."""
    found = Moved(transfer, _clause(transfer, work), np.zeros((0, work.axes), dtype=np.int64))
    sides = Sides(transfer, facts, work)
    if transfer.share_of:
        _share(found, facts, work, sides, done[transfer.share_of])
    else:
        _amounts(found, work, sides)
    _split(found)
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


def _shape(transfer: Transfer, work: Work) -> tuple[int, ...]:
    """How many there are of what a transfer is worked out for, along each axis."""
    words = zip(work.rule.words, work.shape[1:], strict=True)
    return (work.shape[0], *(n if word in transfer.words else 1 for word, n in words))


def _holding(transfer: Transfer, work: Work, shape: tuple[int, ...]) -> tuple[Bools, Ints]:
    """Where the condition holds, and what its cells are."""
    asked = work.standing(transfer.words)
    truth = Truth(np.ones((1,) * len(shape), dtype=bool) if asked is None else asked)
    if transfer.when is not None:
        truth = both(truth, work.truth(transfer.when))
    values = np.broadcast_to(truth.values, shape)
    if truth.states is None:
        return values, np.zeros(shape, dtype=np.int64)
    states = np.broadcast_to(truth.states, shape).astype(np.int64)
    return values & (states == FINE), states


def _indices(places: npt.NDArray[np.intp]) -> Iterator[Index]:
    return (tuple(place) for place in places.tolist())


def _amounts(found: Moved, work: Work, sides: Sides) -> None:
    """Every amount that is to move, with those it is split among."""
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
    places: Ints = np.argwhere(moving)
    sums = amounts[moving].tolist()
    first, same = sides.alike(places)
    amongs = [sides.among(tuple(places[n].tolist())) for n in first]
    wrong = [at for at, among in enumerate(amongs) if among is None]
    for n in np.flatnonzero(np.isin(same, wrong)).tolist():
        found.faults.append(Fault(tuple(places[n].tolist()), FINE))
    for n, amount in enumerate(sums):
        if abs(amount) > FEN_MAX:
            found.faults.append(Fault(tuple(places[n].tolist()), TOO_LARGE))
    if not found.faults:
        found.places, found.sums, found.of_among = places, sums, same
        found.amongs = [among for among in amongs if among is not None]


def _split(found: Moved) -> None:
    """Divide every whole; amounts that are split in the same proportions are divided at once.

    What somebody would pay themselves is no line.
    """
    groups: dict[tuple[int, ...], list[int]] = {}
    for number, among in enumerate(found.amongs):
        groups.setdefault(among.shares, []).append(number)
    lines: list[Ints] = [np.zeros((3, 0), dtype=np.int64)]
    for shares, numbers in groups.items():
        wholes = np.flatnonzero(np.isin(found.of_among, numbers))
        parts = split_all([found.sums[number] for number in wholes.tolist()], shares)
        for number in numbers:
            among = found.amongs[number]
            if among.with_self:
                own = np.array([pair.giver == pair.taker for pair in among.pairs])
                mine = found.of_among[wholes] == number
                parts[np.ix_(np.flatnonzero(mine), np.flatnonzero(own))] = 0
        row, part = np.nonzero(parts)
        lines.append(np.array([wholes[row], part, parts[row, part]], dtype=np.int64))
    every = np.concatenate(lines, axis=1)
    every = every[:, np.lexsort((every[1], every[0]))]
    found.of_whole, found.of_part, found.amounts = every


def _share(found: Moved, facts: Facts, work: Work, sides: Sides, pot: Moved) -> None:
    """Share out what another transfer brought in, in each period and within each of some keys."""
    transfer = found.transfer
    shape = _shape(transfer, work)
    holds, doubt = _holding(transfer, work, shape)
    for at in _indices(np.argwhere(doubt > LEFT_OUT)):
        found.faults.append(Fault(at, int(doubt[at])))
    by = None if transfer.by is None else work.value(transfer.by)
    pots = _pots(found, facts, work, pot)
    candidates: dict[Index, list[Index]] = {place: [] for place in pots}
    axes = [0, *(work.axis(word) for word in transfer.within)]
    for at in _indices(np.argwhere(holds)):
        place = tuple(at[axis] for axis in axes)
        if place in candidates:
            candidates[place].append(at)
    held: list[Index] = []
    for place, amount in pots.items():
        among = _qualified(found, by, sides, candidates[place])
        if among is None:
            found.keep(facts.periods[place[0]].text, amount)
            continue
        index = [0] * work.axes
        for axis, n in zip(axes, place, strict=True):
            index[axis] = n
        held.append(tuple(index))
        found.sums.append(amount)
        found.amongs.append(among)
    found.places = np.array(held, dtype=np.int64).reshape(-1, work.axes)
    found.of_among = np.arange(len(held))


def _qualified(
    found: Moved, by: Column | None, sides: Sides, candidates: Sequence[Index]
) -> Among | None:
    """Everybody who has a part of a pot, with their weights; None where nobody has one."""
    pairs: list[Pair] = []
    for at in candidates:
        weight = Fraction(1) if by is None else by.at(at)
        if weight is None or weight < 0:
            state = FINE if by is None or weight is not None else by.state_at(at)
            if state != LEFT_OUT:
                found.faults.append(Fault(at, state))
            continue
        own = sides.among(at)
        if own is None:
            found.faults.append(Fault(at, FINE))
            continue
        whole = sum((pair.weight for pair in own.pairs), Fraction(0))
        pairs += [replace(p, weight=weight * p.weight / whole, at=at) for p in own.pairs]
    return Among.of(pairs) if any(pair.weight for pair in pairs) else None


def _pots(found: Moved, facts: Facts, work: Work, pot: Moved) -> dict[Index, int]:
    """What there is to share, by period and the keys it is shared within.

    Where the part that is shared is left out, for its figures are, the pot stays as it is.
    """
    axes = [0, *(work.axis(word) for word in found.transfer.within)]
    pots: dict[Index, int] = {}
    for move in pot.moves():
        place = tuple(move.index[axis] for axis in axes)
        pots[place] = pots.get(place, 0) + move.amount
    if found.transfer.part is None:
        return {place: amount for place, amount in pots.items() if amount}
    part = work.value(found.transfer.part)
    shared = {}
    for place, amount in pots.items():
        index = [0] * work.axes
        for axis, n in zip(axes, place, strict=True):
            index[axis] = n
        fraction = part.at(tuple(index))
        if part.state_at(tuple(index)) == LEFT_OUT:
            found.keep(facts.periods[place[0]].text, amount)
        elif fraction is None:
            found.faults.append(Fault(tuple(index), part.state_at(tuple(index))))
        else:
            whole = rounded(Column(np.array([amount], dtype=object), fraction), 0)
            shared[place] = int(whole[0])
    return {place: amount for place, amount in shared.items() if amount}
