"""The proof that a split is the nucleolus, checked by itself: weights that anyone can add up.

After Kohlberg 1971, "On the nucleolus of a characteristic function game". In each step some groups
complain exactly as much as the level says, every group that complains more was settled before,
and the groups with their weights, with players who get no more than alone, cover all players as
evenly as what was settled before. So whoever complains less in one of these groups would have
another complain more, and the step settles them all. When the settled groups leave no player's
gain open, there is one split alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxi.sharing.splits.exact import whole


@dataclass(frozen=True)
class Step:
    """The groups that a step settles at a level of complaint, and players at their own worth."""

    level: Fraction
    groups: Mapping[int, Fraction]
    alone: Mapping[int, Fraction]


class Unproved(ArithmeticError):
    """A split that its steps do not prove: a fault of ours, never of the game."""


def check(worth: Sequence[Fraction], gains: Sequence[Fraction], steps: Sequence[Step]) -> None:
    """Raise `Unproved` unless the steps prove that the gains are the nucleolus."""
    players = len(gains)
    everybody = len(worth) - 1
    complaints = _complaints(worth, gains)
    _must(complaints[everybody] == 0, "the gains come to the total")
    alone = [complaints[1 << place] for place in range(players)]
    _must(max(alone) <= 0, "nobody gains less than alone")
    settled = _Span(players)
    settled.add(_line(everybody, Fraction(1), players))
    for step in steps:
        _must(bool(step.groups), "every step settles a group")
        weights = [*step.groups.items(), *step.alone.items()]
        _must(all(weight > 0 for _, weight in weights), "weights are above zero")
        _must(all(complaints[g] == step.level for g in step.groups), "groups are at the level")
        _must(all(complaints[p] == 0 for p in step.alone), "players are at their own worth")
        for group in range(1, everybody):
            if complaints[group] > step.level:
                known = settled.has(_line(group, Fraction(1), players))
                _must(known, "who complains more was settled before")
        lines = [_line(group, weight, players) for group, weight in weights]
        covered = [sum(column, Fraction(0)) for column in zip(*lines, strict=True)]
        _must(settled.has(covered), "the weights cover what was settled before")
        for line in lines:
            settled.add(line)
    _must(settled.rank == players, "every gain is settled")


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise Unproved(what)


def _complaints(worth: Sequence[Fraction], gains: Sequence[Fraction]) -> list[Fraction]:
    """What every group is worth alone less what it gains."""
    amounts, units = whole([*worth, *gains])
    gained = [0]
    for gain in amounts[len(worth) :]:
        gained += [gain + other for other in gained]
    alone = amounts[: len(worth)]
    return [Fraction(own - got, units) for own, got in zip(alone, gained, strict=True)]


def _line(group: int, weight: Fraction, players: int) -> list[Fraction]:
    return [weight * (group >> place & 1) for place in range(players)]


class _Span:
    """All that some lines add up to, with whatever weights."""

    def __init__(self, players: int) -> None:
        self.players = players
        self.lines: dict[int, list[Fraction]] = {}  # by the first place that is not zero

    @property
    def rank(self) -> int:
        """How many of the lines say something new."""
        return len(self.lines)

    def has(self, line: Sequence[Fraction]) -> bool:
        """Whether the lines add up to this one."""
        return not any(self._rest(line))

    def add(self, line: Sequence[Fraction]) -> None:
        """Take in one more line."""
        rest = self._rest(line)
        first = next((place for place, part in enumerate(rest) if part), None)
        if first is not None:
            self.lines[first] = [part / rest[first] for part in rest]

    def _rest(self, line: Sequence[Fraction]) -> list[Fraction]:
        rest = list(line)
        for first, known in self.lines.items():
            if part := rest[first]:
                rest = [own - part * other for own, other in zip(rest, known, strict=True)]
        return rest
