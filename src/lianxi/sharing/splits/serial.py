"""Serial cost sharing: who takes less does not pay for what others take more."""

from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual
from lianxi.sharing.splits.cost import cost_of
from lianxi.sharing.splits.exact import Shares, shown
from lianxi.sharing.splits.game_error import GameError
from lianxi.sharing.splits.games import Quantities


def serial(game: Quantities) -> Shares:
    """Moulin & Shenker 1992, "Serial cost sharing", Econometrica 60.

    With quantities in ascending order, all n pay equal parts of what n times the smallest would
    cost; the n - 1 that take more pay equal parts of what raising them to the second smallest adds;
    and so on. Costs must not fall as the quantity grows.

    >>> {p: str(share) for p, share in serial(Quantities.of({"1": 1, "2": 2}, "q*q")).items()}
    {'1': '2', '2': '7'}
    """
    shares: Shares = {}
    served = paid = Fraction(0)  # what those before take, what all so far have paid for
    each = Fraction(0)
    at = Fraction(0)
    left = len(game.players)
    for player, quantity in sorted(game.quantities.items(), key=lambda item: item[1]):
        step = served + left * quantity  # the rest held down to this one's quantity
        cost = cost_of(game.cost, step)
        if cost < paid:
            raise GameError(FALLS.fill(low=shown(at), more=shown(step)), "cost")
        each += (cost - paid) / left
        shares[player] = each
        served, paid, at = served + quantity, cost, step
        left -= 1
    return {player: shares[player] for player in game.players}


FALLS = Bilingual(
    "数量由{low}增加到{more}，费用反而减少（或小于零）；序列分担要求费用不随数量减少",
    "from a quantity of {low} to {more} the cost falls (or is below zero); serial sharing needs"
    " costs that do not fall as the quantity grows",
)
