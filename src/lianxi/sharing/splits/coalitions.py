"""The game of groups behind needs, claims and quantities: what each group would do alone."""

from fractions import Fraction

from lianxi.sharing.splits.cost import cost_of
from lianxi.sharing.splits.exact import whole
from lianxi.sharing.splits.games import (
    Claims,
    CoalitionGame,
    Needs,
    Quantities,
    check_few,
    group_sums,
)

# Forms that say what every group would do alone.
Grouped = CoalitionGame | Needs | Claims | Quantities


def coalitions(game: Grouped) -> CoalitionGame:
    """The worth of every group.

    A group with needs pays for its largest (Littlechild & Owen 1973). A group of claimants is
    sure of what remains once all others have been paid in full (O'Neill 1982). A group that takes
    quantities pays for their sum.

    >>> [str(worth) for worth in coalitions(Claims.of({"1": 100, "2": 200}, 150)).worth]
    ['0', '0', '50', '150']
    """
    if isinstance(game, CoalitionGame):
        return game
    check_few(game.players)
    if isinstance(game, Needs):
        return _of_needs(game)
    if isinstance(game, Claims):
        return _of_claims(game)
    return _of_quantities(game)


def _of_needs(game: Needs) -> CoalitionGame:
    worth = [Fraction(0)]
    for need in game.needs.values():
        worth += [max(need, other) for other in worth]
    return CoalitionGame(game.players, "cost", tuple(worth))


def _of_claims(game: Claims) -> CoalitionGame:
    claims, units = whole([game.estate, *game.claims.values()])
    estate, claimed = claims[0], group_sums(claims[1:])
    # Where the estate is more than all claims, nobody has no claim on the rest.
    least = [0, *(max(0, estate - (claimed[-1] - own)) for own in claimed[1:])]
    return CoalitionGame(game.players, "value", tuple(Fraction(own, units) for own in least))


def _of_quantities(game: Quantities) -> CoalitionGame:
    quantities, units = whole(game.quantities.values())
    taken = group_sums(quantities)[1:]
    price = {quantity: cost_of(game.cost, Fraction(quantity, units)) for quantity in set(taken)}
    return CoalitionGame(game.players, "cost", (Fraction(0), *(price[q] for q in taken)))
