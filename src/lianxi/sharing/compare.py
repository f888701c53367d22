"""Two results beside each other: who gains and who loses; and how a result moves with a value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxi.kernel.finding import Finding
from lianxi.sharing.facts import Facts
from lianxi.sharing.plan import Plan
from lianxi.sharing.run import Line, Shared, run


@dataclass(frozen=True)
class Difference:
    """What a party has in all before and after, in smallest parts of a unit."""

    party: str
    unit: str
    before: int
    after: int

    @property
    def change(self) -> int:
        """What it gains (above zero) or loses."""
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """Two results: party by party, and the transfers that only one of them has."""

    parties: tuple[Difference, ...]
    gone: tuple[Line, ...]
    come: tuple[Line, ...]
    moved: tuple[tuple[Line, Line], ...]


def compare(one: Shared, other: Shared) -> Comparison:
    """What changes from one result to another."""
    return beside(one.lines, other.lines)


def beside(lines: Iterable[Line], others: Iterable[Line]) -> Comparison:
    """The same of transfers alone, such as those of a part of the periods."""
    old, new = _by_place(lines), _by_place(others)
    before, after = net(old.values()), net(new.values())
    parties = tuple(
        Difference(party, unit, before.get((party, unit), 0), after.get((party, unit), 0))
        for party, unit in sorted(before.keys() | after.keys())
    )
    gone = tuple(line for place, line in old.items() if place not in new)
    come = tuple(line for place, line in new.items() if place not in old)
    moved = tuple(
        (line, new[place])
        for place, line in old.items()
        if place in new and new[place].amount != line.amount
    )
    return Comparison(parties, gone, come, moved)


def net(lines: Iterable[Line]) -> dict[tuple[str, str], int]:
    """What each party receives (above zero) or pays in all, by unit."""
    found: dict[tuple[str, str], int] = {}
    for line in lines:
        for party, amount in ((line.giver, -line.amount), (line.taker, line.amount)):
            found[party, line.unit] = found.get((party, line.unit), 0) + amount
    return found


def _by_place(lines: Iterable[Line]) -> dict[tuple[object, ...], Line]:
    found: dict[tuple[object, ...], Line] = {}
    for line in lines:
        keys = tuple(sorted(line.of.items()))
        found[line.period, line.name, keys, line.giver, line.taker, line.unit] = line
    return found


@dataclass(frozen=True)
class Point:
    """What each party has in all (by party and unit, in smallest parts) at one value."""

    value: Fraction
    net: dict[tuple[str, str], int]


def curve(
    plan: Plan,
    facts: Facts,
    parameter: str,
    values: Sequence[Fraction],
    at: tuple[str, ...] = (),
) -> list[Point] | tuple[Finding, ...]:
    """How a result moves with one value of a parameter: worked out exactly at each point."""
    points = []
    for value in values:
        tried = plan.varied(parameter, value, at)
        outcome = run(tried, facts)
        if isinstance(outcome, tuple):
            return outcome
        points.append(Point(value, outcome.net()))
    return points
