"""Exact shares, the one rounding, and splits that sum to the whole.

Rates are fractions or decimals written as text; nothing here is a float.
Rounding is half away from zero, remainders go by largest remainder, ties by id
(DESIGN.md, "Rules that hold everywhere"; public case C2).
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from lianxi.kernel.unreadable import Unreadable

_RATIO = re.compile(r"-?(?:\d{1,30}(?:\.\d{1,30})?|\d{1,30}/\d{1,30})", re.ASCII)


def read_ratio(text: str) -> Fraction:
    """Read "3/1000" or "0.15" as an exact fraction; raise `Unreadable` otherwise.

    >>> read_ratio("3/1000") == read_ratio("0.003")
    True
    """
    if not _RATIO.fullmatch(text):
        raise Unreadable("ratio.form", text=text)
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise Unreadable("ratio.zero", text=text) from None


def round_half_away(value: Fraction) -> int:
    """Round to the nearest integer, halves away from zero.

    >>> [round_half_away(Fraction(n, 2)) for n in (-5, -3, -1, 1, 3, 5)]
    [-3, -2, -1, 1, 2, 3]
    """
    size, den = abs(value.numerator), value.denominator
    rounded = (2 * size + den) // (2 * den)
    return -rounded if value < 0 else rounded


def split(total: int, weights: Mapping[str, Fraction | int]) -> dict[str, int]:
    """Split a whole number by weights so that the parts sum to it exactly.

    `total` is in its smallest unit (fen); `weights` are non-negative and not
    all zero. Remainders go to the largest fractions, ties to the smaller id.

    >>> split(100, {"330100": 1, "320500": 1, "310000": 1})
    {'330100': 33, '320500': 33, '310000': 34}
    """
    whole = sum(Fraction(weight) for weight in weights.values())
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        raise Unreadable("split.weights", weights=str({k: str(w) for k, w in weights.items()}))
    sign, size = (-1, -total) if total < 0 else (1, total)
    exact = {party: size * Fraction(weight) / whole for party, weight in weights.items()}
    parts = {party: share.numerator // share.denominator for party, share in exact.items()}
    left = size - sum(parts.values())
    for party in sorted(exact, key=lambda party: (parts[party] - exact[party], party))[:left]:
        parts[party] += 1
    return {party: sign * part for party, part in parts.items()}
