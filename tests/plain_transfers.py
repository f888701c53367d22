"""The transfers of a sharing rule worked out plainly: whole fen, cell by cell.

for line in lines(Plain(toml, csv, rows)): ...
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from plain_rules import Cell, LeftOut, Plain, Refused
from rules_at_random import CITIES

ZERO = Fraction(0)
Weighed = dict[str, Fraction]


class Line(NamedTuple):
    """A transfer of so many fen."""

    name: str
    giver: str
    taker: str
    amount: int
    brought: int  # the same, below zero where it went the other way round
    period: str
    of: tuple[tuple[str, str], ...]


def lines(plain: Plain) -> list[Line]:
    """Every transfer of a rule, in the order of its transfers."""
    plain.refuse_gaps()
    made: list[Line] = []
    for said in plain.rule["transfer"]:
        for period in plain.periods:
            work = shared if "share_of" in said else paid
            made += work(Moving(plain, said, period), made)
    return made


def half_away(amount: Fraction) -> int:
    """To a whole number, half away from zero."""
    whole = int(abs(amount) + Fraction(1, 2))
    return whole if amount >= 0 else -whole


def divided(whole: int, weights: Mapping[Any, Fraction]) -> dict[Any, int]:
    """A whole by weight: the largest fractions get what is left, ties by the parties' ids."""
    if min(weights.values()) < 0 or not sum(weights.values()):
        raise Refused("weights")
    exacts = {pair: abs(whole) * weight / sum(weights.values()) for pair, weight in weights.items()}
    parts = {pair: int(part) for pair, part in exacts.items()}
    left = abs(whole) - sum(parts.values())
    for pair in sorted(exacts, key=lambda pair: (parts[pair] - exacts[pair], pair))[:left]:
        parts[pair] += 1
    return {pair: part if whole > 0 else -part for pair, part in parts.items()}


class Moving:
    """A transfer in a period."""

    def __init__(self, plain: Plain, said: dict[str, Any], period: str) -> None:
        self.plain, self.said, self.period = plain, said, period

    def words(self) -> frozenset[str]:
        """What it is worked out for each of."""
        found: set[str] = set()
        for key in ("amount", "when", "by", "part"):
            found |= self.plain.words(self.said.get(key, "0"))
        for side in (self.said["from"], self.said["to"]):
            if isinstance(side, dict) and "role" in side:
                found.add("spot")
            elif side in ("member", "party"):
                found.add(side)
        return frozenset(found | {*self.within()})

    def within(self) -> list[str]:
        """The words within which a pot is shared."""
        said = self.said.get("within", [])
        return [said] if isinstance(said, str) else said

    def holds(self, cell: Cell) -> bool:
        """Whether its condition does; where that is left out it does not."""
        try:
            return bool(self.plain.value(self.said.get("when", "0 == 0"), self.period, cell))
        except LeftOut:
            return False

    def side(self, key: str, cell: Cell) -> Weighed:
        """Who stands on a side at a cell, with the weight of each."""
        side = self.said[key]
        if isinstance(side, str):
            return {cell.get(side, side): Fraction(1)}
        if "each" in side:
            cells = [{side["each"]: city} for city in CITIES]
        else:
            rows = [r for r in self.plain.roster if r["spot"] == cell["spot"]]
            cells = [
                {"role": r["role"], "party": r["party"]} for r in rows if r["role"] == side["role"]
            ]
        found: Weighed = {}
        for more in cells:
            who = more.get("party") or more[side.get("each", "party")]
            try:
                found[who] = self.plain.value(side.get("by", "1"), self.period, {**cell, **more})
            except LeftOut:
                found[who] = ZERO
        return found

    def pairs(self, cell: Cell) -> dict[tuple[str, str], Fraction]:
        """Who pays whom at a cell, with the product of their weights."""
        givers, takers = self.side("from", cell), self.side("to", cell)
        for weights in (givers, takers):
            if min(weights.values()) < 0 or not sum(weights.values()):
                raise Refused("weights")
        return {(g, t): v * w for g, v in givers.items() for t, w in takers.items()}

    def line(self, giver: str, taker: str, part: int, cell: Cell) -> Iterator[Line]:
        """The transfer between two: nothing where it is nothing, or between one and the same."""
        if part and giver != taker:
            ends = (giver, taker) if part > 0 else (taker, giver)
            of = tuple(sorted(cell.items()))
            yield Line(self.said["name"], *ends, abs(part), part, self.period, of)


def paid(moving: Moving, _: list[Line]) -> Iterator[Line]:
    """What an amount comes to, for each cell."""
    for cell in moving.plain.cells(sorted(moving.words())):
        if not moving.holds(cell):
            continue
        try:
            amount = moving.plain.value(moving.said["amount"], moving.period, cell)
        except LeftOut:
            continue
        whole = half_away(amount * 100)
        if whole:
            for (giver, taker), part in divided(whole, moving.pairs(cell)).items():
                yield from moving.line(giver, taker, part, cell)


def shared(moving: Moving, made: list[Line]) -> Iterator[Line]:
    """What a pot holds, among all who qualify."""
    said, plain = moving.said, moving.plain
    for cell in plain.cells(sorted(moving.words())):
        moving.holds(cell)  # a condition that can't be worked out is refused, pot or no pot
    pools: dict[tuple[tuple[str, str], ...], int] = {}
    for line in made:
        if line.name == said["share_of"] and line.period == moving.period:
            key = tuple((word, dict(line.of)[word]) for word in moving.within())
            pools[key] = pools.get(key, 0) + line.brought
    for key, amount in sorted(pools.items()):
        part = plain.value(said.get("part", "1"), moving.period, dict(key))
        weights = qualified(moving, dict(key))
        whole = half_away(amount * part)
        if whole and any(weights.values()):
            for (giver, taker, cell), each in divided(whole, weights).items():
                yield from moving.line(giver, taker, each, dict(cell))


def qualified(moving: Moving, place: Cell) -> dict[Any, Fraction]:
    """Everybody who has a part of a pot, with their weights."""
    weights: dict[Any, Fraction] = {}
    for cell in moving.plain.cells(sorted(moving.words())):
        if {*place.items()} <= {*cell.items()} and moving.holds(cell):
            try:
                by = moving.plain.value(moving.said.get("by", "1"), moving.period, cell)
            except LeftOut:
                continue
            if by < 0:
                raise Refused("weights")
            pairs = moving.pairs(cell)
            for (giver, taker), weight in pairs.items():
                of = tuple(sorted(cell.items()))
                weights[giver, taker, of] = by * weight / sum(pairs.values())
    return weights
