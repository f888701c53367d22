"""One step of the nucleolus: the gains at which the greatest complaint is as small as can be.

A group's complaint is what it would be worth alone less what its players gain. The step makes t
small subject to: gains of every open group + t >= its worth; gains of every player >= its worth
alone; gains of every settled group = what was settled. It is solved from the other side, by the
simplex method on the weights of these conditions: there is always a set of weights to begin with,
and those at the end say which groups this step settles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxi.sharing.splits.basis import Basis
from lianxi.sharing.splits.exact import whole
from lianxi.sharing.splits.games import group_sums
from lianxi.sharing.splits.nucleolus_proof import Step


@dataclass(frozen=True, order=True)
class _Condition:
    """That a group gains its amount at least: less t if it is open, exactly if it is settled."""

    group: int
    open: bool = False
    settled: bool = False


class Programme:
    """The programme of one step; `worth` by mask, `settled` what some groups gain."""

    def __init__(
        self, worth: Sequence[Fraction], settled: Mapping[int, Fraction], players: int
    ) -> None:
        self.players = players
        amounts, self.unit = whole([*worth, *settled.values()])
        self.worth = amounts[: len(worth)]
        self.settled = dict(zip(settled, amounts[len(worth) :], strict=True))
        self.basis = Basis(players + 1)
        self.held: list[_Condition | None] = [None] * (players + 1)
        for group in settled:
            self._hold(_Condition(group, settled=True))
        # The groups whose gains the settled ones leave open; with none, every gain is settled.
        self.open = self._open_groups()

    def gains(self) -> list[Fraction]:
        """What each player gains, once every gain is settled."""
        assert not self.open
        units = self.unit * self.basis.scale
        return [Fraction(gain, units) for gain in self._solution()[: self.players]]

    def solve(self) -> Step:
        """The least greatest complaint, and the weights of the conditions that hold it there."""
        self._begin()
        careful = False
        while (entering := self._entering(careful)) is not None:
            careful = self._exchange(entering)
        scale = self.basis.scale
        weights = {
            condition: Fraction(line[-1], scale)
            for condition, line in zip(self.held, self.basis.adjugate, strict=True)
            if condition is not None and not condition.settled and line[-1]
        }
        return Step(
            Fraction(self._solution()[-1], self.unit * scale),
            {c.group: weight for c, weight in weights.items() if c.open},
            {c.group: weight for c, weight in weights.items() if not c.open},
        )

    def _begin(self) -> None:
        """The first weights: half on an open group and half on all the others, none elsewhere."""
        everybody = len(self.worth) - 1
        first = self.open[0]
        self._hold(_Condition(first, open=True))
        self._hold(_Condition(everybody ^ first, open=True))
        for place in range(self.players):
            self._hold(_Condition(1 << place))
        assert None not in self.held

    def _hold(self, condition: _Condition) -> None:
        """Take a condition into the basis, unless those that are there imply it."""
        coordinates = self.basis.coordinates(self._column(condition))
        for row, part in enumerate(coordinates):
            if part and self.held[row] is None:
                self.basis.exchange(row, coordinates)
                self.held[row] = condition
                return

    def _open_groups(self) -> list[int]:
        """Lines of the inverse that hold nothing yet are at right angles to all that is settled."""
        lines = zip(self.held[: self.players], self.basis.adjugate, strict=False)
        angles = [group_sums(line[: self.players]) for held, line in lines if held is None]
        if not angles:
            return []
        return [group for group, of in enumerate(zip(*angles, strict=True)) if any(of)]

    def _entering(self, careful: bool) -> _Condition | None:
        """A condition that the solution breaks: the worst, or if `careful` the first in order."""
        *gains, t = self._solution()
        scale = self.basis.scale
        gained = group_sums(gains)
        broken = {
            _Condition(group, open=True): lack
            for group in self.open
            if (lack := scale * self.worth[group] - gained[group] - t) > 0
        }
        for place, gain in enumerate(gains):
            if (lack := scale * self.worth[1 << place] - gain) > 0:
                broken[_Condition(1 << place)] = lack
        if not broken:
            return None
        return min(broken) if careful else max(broken, key=lambda c: (broken[c], c))

    def _exchange(self, entering: _Condition) -> bool:
        """Let a condition in for the first whose weight falls to zero; say whether all stood still.

        Where they do, Bland's rule (the first in order goes in, the first in order goes out) keeps
        the method from going round in circles.
        """
        coordinates = self.basis.coordinates(self._column(entering))
        leaving = min(
            (Fraction(line[-1], part), condition, row)
            for row, (condition, line, part) in enumerate(
                zip(self.held, self.basis.adjugate, coordinates, strict=True)
            )
            if part > 0 and condition is not None and not condition.settled
        )
        self.basis.exchange(leaving[2], coordinates)
        self.held[leaving[2]] = entering
        return leaving[0] == 0

    def _solution(self) -> list[int]:
        """The gains and t at which all that is held comes to its amount, times the scale."""
        return self.basis.combined([self._amount(condition) for condition in self.held])

    def _amount(self, condition: _Condition | None) -> int:
        if condition is None:
            return 0
        return (self.settled if condition.settled else self.worth)[condition.group]

    def _column(self, condition: _Condition) -> list[int]:
        bits = [condition.group >> place & 1 for place in range(self.players)]
        return [*bits, int(condition.open)]
