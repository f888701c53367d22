"""The plain splits: equal parts, in proportion to one figure, by several weighted ones."""

from collections.abc import Mapping
from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual
from lianxi.sharing.splits.exact import Shares
from lianxi.sharing.splits.game_error import GameError
from lianxi.sharing.splits.games import By, Claims, Factors, Game, Needs, Quantities


def equal(game: Game) -> Shares:
    """The same for each.

    >>> equal(By.of(10, {"a": 1, "b": 3}))
    {'a': Fraction(5, 1), 'b': Fraction(5, 1)}
    """
    share = game.total / len(game.players)
    return dict.fromkeys(game.players, share)


def proportional(game: By | Claims | Needs | Quantities) -> Shares:
    """In proportion to the figure, the claim, the need or the quantity.

    >>> proportional(By.of(10, {"a": 1, "b": 3}))
    {'a': Fraction(5, 2), 'b': Fraction(15, 2)}
    """
    if isinstance(game, By):
        return _in_proportion(game.total, game.by, "by")
    if isinstance(game, Claims):
        return _in_proportion(game.estate, game.claims, "claims")
    if isinstance(game, Needs):
        return _in_proportion(game.total, game.needs, "needs")
    return _in_proportion(game.total, game.quantities, "quantities")


def factors(game: Factors) -> Shares:
    """Each factor shares out its part of the total in proportion to its figure.

    >>> of = {"use": ("3/4", {"a": 1, "b": 1}), "area": ("1/4", {"a": 1, "b": 3})}
    >>> factors(Factors.of(["a", "b"], 80, of))
    {'a': Fraction(35, 1), 'b': Fraction(45, 1)}
    """
    shares = dict.fromkeys(game.players, Fraction(0))
    for name, factor in game.factors.items():
        parts = _in_proportion(game.total * factor.weight, factor.of, f"factors.{name}.of")
        for player, part in parts.items():
            shares[player] += part
    return shares


def _in_proportion(total: Fraction, figures: Mapping[str, Fraction], at: str) -> Shares:
    whole = sum(figures.values(), Fraction(0))
    if whole == 0:
        raise GameError(ALL_ZERO, at)
    return {player: total * figure / whole for player, figure in figures.items()}


ALL_ZERO = Bilingual(
    "各方的数都是零，无从按比例分；至少一方应大于零",
    "every figure is zero: there is nothing to share by; at least one must be above zero",
)
