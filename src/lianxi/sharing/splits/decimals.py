"""Exact shares as decimals that still come to the total."""

from collections.abc import Mapping
from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.ratio import round_half_away
from lianxi.sharing.splits.exact import shown
from lianxi.sharing.splits.game_error import GameError

PLACES_USUAL = 2
PLACES_MAX = 12


def places_for(total: Fraction, asked: int | None = None) -> int:
    """How many decimals shares of a total get: as asked, else two, or what the total needs.

    Raise `GameError` where the total itself can't be written with them.

    >>> places_for(Fraction(10)), places_for(Fraction("10.005"))
    (2, 3)
    """
    needed = next((n for n in range(PLACES_MAX + 1) if total * 10**n % 1 == 0), None)
    if needed is None:
        raise GameError(ENDLESS.fill(total=shown(total), most=PLACES_MAX))
    if asked is None:
        return max(PLACES_USUAL, needed)
    if asked < needed:
        raise GameError(TOO_FEW.fill(total=decimal(total, needed), asked=asked, needed=needed))
    return asked


def decimals(shares: Mapping[str, Fraction], places: int) -> dict[str, str]:
    """Decimal texts that come to the same total.

    Each share is cut, the units that are left over go to those of whom most was cut, ties to the
    smaller id. Shares of a total below zero mirror those of the opposite.

    >>> decimals(dict.fromkeys("abc", Fraction(100, 3)), 2)
    {'a': '33.34', 'b': '33.33', 'c': '33.33'}
    """
    units = 10**places
    total = sum(shares.values(), Fraction(0)) * units
    assert total.denominator == 1
    sign = -1 if total < 0 else 1
    exact = {player: sign * share * units for player, share in shares.items()}
    parts = {player: share.numerator // share.denominator for player, share in exact.items()}
    left = sign * total.numerator - sum(parts.values())
    for player in sorted(exact, key=lambda player: (parts[player] - exact[player], player))[:left]:
        parts[player] += 1
    return {player: _text(sign * part, places) for player, part in parts.items()}


def decimal(amount: Fraction, places: int) -> str:
    """One amount, rounded half away from zero.

    >>> decimal(Fraction(-8, 3), 2)
    '-2.67'
    """
    return _text(round_half_away(amount * 10**places), places)


def _text(units: int, places: int) -> str:
    sign, size = ("-", -units) if units < 0 else ("", units)
    if not places:
        return f"{sign}{size}"
    whole, rest = divmod(size, 10**places)
    return f"{sign}{whole}.{rest:0{places}d}"


ENDLESS = Bilingual(
    "总额{total}用{most}位小数也写不尽，各份小数之和无法等于总额；请换用能写尽的单位",
    "the total {total} can't be written with {most} decimals, so no decimal shares come to it;"
    " state the amounts in a unit in which it can",
)
TOO_FEW = Bilingual(
    "总额{total}有{needed}位小数，按{asked}位分不能恰好合计；请用 --places {needed}",
    "the total {total} has {needed} decimals: shares with {asked} can't come to it; use"
    " --places {needed}",
)
