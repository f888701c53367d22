"""Claims on an estate that is not enough: equal awards, equal losses, and the Talmud's rule."""

from collections.abc import Mapping
from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual
from lianxi.sharing.splits.exact import Shares, shown
from lianxi.sharing.splits.game_error import GameError
from lianxi.sharing.splits.games import Claims


def cea(game: Claims) -> Shares:
    """Constrained equal awards: the same for each, but no more than is claimed.

    >>> {p: str(share) for p, share in cea(Claims.of({"1": 100, "2": 200}, 240)).items()}
    {'1': '100', '2': '140'}
    """
    _check_enough_claims(game)
    return _awards(game.claims, game.estate)


def cel(game: Claims) -> Shares:
    """Constrained equal losses: the same is cut from each claim, but no more than it has.

    >>> {p: str(share) for p, share in cel(Claims.of({"1": 100, "2": 200}, 240)).items()}
    {'1': '70', '2': '170'}
    """
    _check_enough_claims(game)
    return _losses(game.claims, game.estate)


def talmud(game: Claims) -> Shares:
    """Aumann & Maschler 1985, "Game theoretic analysis of a bankruptcy problem from the Talmud".

    Up to half of all claims, equal awards up to half of each claim; beyond, equal losses down to
    half of each. It is the nucleolus of the game in which a group is sure of what the others leave.

    >>> {p: str(share) for p, share in talmud(Claims.of({"1": 100, "2": 200}, 150)).items()}
    {'1': '50', '2': '100'}
    """
    _check_enough_claims(game)
    halves = {player: claim / 2 for player, claim in game.claims.items()}
    half = sum(halves.values(), Fraction(0))
    if game.estate <= half:
        return _awards(halves, game.estate)
    beyond = _losses(halves, game.estate - half)
    return {player: halves[player] + beyond[player] for player in halves}


def _awards(claims: Mapping[str, Fraction], estate: Fraction) -> Shares:
    """Serve the smallest claims first: whoever claims less than an equal part gets it all."""
    shares: Shares = {}
    left = estate
    for served, (player, claim) in enumerate(sorted(claims.items(), key=lambda item: item[1])):
        shares[player] = min(claim, left / (len(claims) - served))
        left -= shares[player]
    return {player: shares[player] for player in claims}


def _losses(claims: Mapping[str, Fraction], estate: Fraction) -> Shares:
    """What is lacking, shared out as an estate is by equal awards."""
    lacking = sum(claims.values(), Fraction(0)) - estate
    lost = _awards(claims, lacking)
    return {player: claim - lost[player] for player, claim in claims.items()}


def _check_enough_claims(game: Claims) -> None:
    claimed = sum(game.claims.values(), Fraction(0))
    if game.estate > claimed:
        raise GameError(ENOUGH.fill(estate=shown(game.estate), claimed=shown(claimed)), "estate")


ENOUGH = Bilingual(
    "可分的{estate}多于债权合计{claimed}，各方都能足额受偿；余额怎样分须另定，"
    "或改用 equal、proportional",
    "the estate of {estate} is more than the {claimed} that is claimed: all can be paid in full;"
    " say by another rule who gets the rest, or use equal or proportional",
)
