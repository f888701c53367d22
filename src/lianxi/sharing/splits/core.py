"""Would any group do better alone, and which?"""

from dataclasses import dataclass
from fractions import Fraction

from lianxi.sharing.splits.coalitions import Grouped, coalitions
from lianxi.sharing.splits.exact import Shares, whole
from lianxi.sharing.splits.games import group_sums


@dataclass(frozen=True)
class Blocking:
    """A group that would do better alone: what it would pay or get, and what it is asked to."""

    coalition: tuple[str, ...]
    alone: Fraction
    asked: Fraction

    @property
    def better(self) -> Fraction:
        """By how much it would do better."""
        return abs(self.alone - self.asked)


@dataclass(frozen=True)
class Core:
    """The groups that would do better alone, the smaller first; none if the shares hold."""

    blocking: tuple[Blocking, ...]

    @property
    def holds(self) -> bool:
        """Whether the shares are in the core: no group would do better alone."""
        return not self.blocking


def core(game: Grouped, shares: Shares) -> Core:
    """Ask every group: of costs, whether alone it pays less; of values, whether alone it gets more.

    The core is Gillies's (1959); `shares` come to the total.

    >>> from lianxi.sharing.splits.games import Needs
    >>> line = Needs.of({"a": 2, "b": 10})
    >>> [str(b.better) for b in core(line, {"a": Fraction(5), "b": Fraction(5)}).blocking]
    ['3']
    """
    groups = coalitions(game)
    given, units = whole(shares[player] for player in groups.players)
    asked = group_sums(given)
    assert Fraction(asked[-1], units) == groups.total
    sign = 1 if groups.kind == "cost" else -1
    masks = [
        mask
        for mask, alone in enumerate(groups.worth[:-1])
        if sign * (asked[mask] * alone.denominator - alone.numerator * units) > 0
    ]
    masks.sort(key=lambda m: (m.bit_count(), _places(m)))
    return Core(
        tuple(Blocking(groups.group(m), groups.worth[m], Fraction(asked[m], units)) for m in masks)
    )


def _places(mask: int) -> list[int]:
    """The places of a group's players, by which groups of one size are ordered."""
    return [place for place in range(mask.bit_length()) if mask >> place & 1]
