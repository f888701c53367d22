"""One facility that serves every smaller need too: each part is paid by those who need it."""

from fractions import Fraction

from lianxi.sharing.splits.exact import Shares
from lianxi.sharing.splits.games import Needs


def airport(game: Needs) -> Shares:
    """Littlechild & Owen 1973, "A simple expression for the Shapley value in a special case".

    With needs in ascending order, the part up to the smallest is paid by all in equal parts, what
    reaches on to the second smallest by all but the first, and so on: the Shapley value of the game
    in which a group pays for its largest need, for any number of players.

    >>> {p: str(s) for p, s in airport(Needs.of({"1": 8, "2": 11, "3": 13, "4": 18})).items()}
    {'1': '2', '2': '3', '3': '4', '4': '9'}
    """
    shares: Shares = {}
    reached = each = Fraction(0)
    left = len(game.players)
    for player, need in sorted(game.needs.items(), key=lambda item: item[1]):
        each += (need - reached) / left
        shares[player], reached = each, need
        left -= 1
    return {player: shares[player] for player in game.players}
