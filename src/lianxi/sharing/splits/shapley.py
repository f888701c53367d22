"""The Shapley value: each pays or gets what it adds, averaged over every order of arriving."""

from fractions import Fraction
from math import factorial
from operator import add

from lianxi.sharing.splits.coalitions import Grouped, coalitions
from lianxi.sharing.splits.exact import Shares, whole


def shapley(game: Grouped) -> Shares:
    """Shapley 1953, "A value for n-person games"; exact, to 16 players.

    A group of s players with player i counts (s-1)!(n-s)! times for i, one without it s!(n-s-1)!
    times against it, out of n! orders. So all groups count against everybody alike, and for i its
    own groups count the sum of both: `_by_player` adds those up in one pass over the groups.

    >>> from lianxi.sharing.splits.games import Needs
    >>> {p: str(share) for p, share in shapley(Needs.of({"1": 8, "2": 11})).items()}
    {'1': '4', '2': '7'}
    """
    groups = coalitions(game)
    n = len(groups.players)
    worth, units = whole(groups.worth)
    against = [factorial(size) * factorial(n - size - 1) for size in range(n)] + [0]
    with_it = [0] + [factorial(size - 1) * factorial(n - size) for size in range(1, n + 1)]
    both = [a + b for a, b in zip(against, with_it, strict=True)]
    sizes = [mask.bit_count() for mask in range(1 << n)]
    base = sum(against[size] * amount for size, amount in zip(sizes, worth, strict=True))
    own = _by_player([both[size] * amount for size, amount in zip(sizes, worth, strict=True)])
    orders = factorial(n) * units
    return {p: Fraction(own[place] - base, orders) for place, p in enumerate(groups.players)}


def _by_player(weighed: list[int]) -> list[int]:
    """For each player the sum over the groups that have it.

    The upper half of the list are the groups with the last player. Once they are summed, adding
    the halves forgets that player and leaves as many groups fewer: twice the list in all.
    """
    sums: list[int] = []
    while len(weighed) > 1:
        half = len(weighed) // 2
        without, with_last = weighed[:half], weighed[half:]
        sums.append(sum(with_last))
        weighed = list(map(add, without, with_last))
    return sums[::-1]
