"""Amounts as people write them, read exactly: nothing in a split is ever a float."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual
from lianxi.sharing.splits.game_error import GameError

# What an amount may be given as: a whole number, a fraction, or either as text.
Amount = Fraction | int | str
Shares = dict[str, Fraction]

# Amounts whose denominators have nothing in common need an ever smaller unit: 400 bits are some
# 120 digits for what people state, 4,000 some 1,200 for what is worked out of it.
STATED_BITS_MAX = 400
WORKED_BITS_MAX = 4000
SHOWN_MAX = 40

_DECIMAL = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_FRACTION = re.compile(r"-?\d{1,30}/\d{1,30}", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?", re.ASCII)


def exact(amount: Amount, at: str = "") -> Fraction:
    """Read an amount exactly; raise `GameError`, with the place `at`, for what is none.

    >>> exact("2.50"), exact("8/3"), exact(7)
    (Fraction(5, 2), Fraction(8, 3), Fraction(7, 1))
    """
    if isinstance(amount, str):
        return _read(amount, at)
    if isinstance(amount, bool) or not isinstance(amount, int | Fraction):
        raise GameError(NOT_A_NUMBER.fill(text=shown(str(amount))), at)
    return Fraction(amount)


def exactly(amounts: Mapping[str, Amount], at: str) -> dict[str, Fraction]:
    """The same for every player's amount under one key."""
    found = {player: exact(amount, f"{at}.{player}") for player, amount in amounts.items()}
    _unit(found.values(), STATED_BITS_MAX, at)
    return found


def whole(amounts: Iterable[Fraction]) -> tuple[list[int], int]:
    """The same amounts as whole numbers of one small unit, and how many units make 1.

    >>> whole([Fraction(1, 2), Fraction(2, 3)])
    ([3, 4], 6)
    """
    found = list(amounts)
    units = _unit(found, WORKED_BITS_MAX)
    return [amount.numerator * (units // amount.denominator) for amount in found], units


def shown(amount: Fraction | str) -> str:
    """An amount or a text as a message quotes it: its beginning, where it is long."""
    text = str(amount)
    return text if len(text) <= SHOWN_MAX else text[:SHOWN_MAX] + "…"


def _unit(amounts: Iterable[Fraction], bits: int, at: str = "") -> int:
    """How many of their common unit make 1."""
    units = 1
    for denominator in {amount.denominator for amount in amounts}:
        units = math.lcm(units, denominator)
        if units.bit_length() > bits:
            raise GameError(NO_UNIT, at)
    return units


def _read(text: str, at: str) -> Fraction:
    if _DECIMAL.fullmatch(text):
        return Fraction(text)
    if _FRACTION.fullmatch(text):
        over, _, under = text.partition("/")
        if int(under) == 0:
            raise GameError(OVER_ZERO.fill(text=text), at)
        return Fraction(int(over), int(under))
    raise GameError(_why_not(text), at)


def _why_not(text: str) -> Bilingual:
    """What is wrong with a text that is no amount."""
    quoted = shown(text)
    if text.lstrip("+-").lower() in ("nan", "infinity", "inf"):
        return NOT_FINITE.fill(text=quoted)
    half = unicodedata.normalize("NFKC", text).strip()
    if _GROUPED.fullmatch(half):
        return GROUPED.fill(text=quoted, plain=half.replace(",", ""))
    if half != text and (_DECIMAL.fullmatch(half) or _FRACTION.fullmatch(half)):
        return NOT_PLAIN.fill(text=quoted, plain=half)
    if re.fullmatch(r"-?\d+(?:[./]\d+)?(?:[eE][+-]?\d+)?", text, re.ASCII):
        return TOO_LONG.fill(text=quoted)
    return NOT_A_NUMBER.fill(text=quoted)


NOT_A_NUMBER = Bilingual(
    "“{text}”不是数；应写作 12、12.5 或 25/2",
    "“{text}” is not a number; write 12, 12.5 or 25/2",
)
NOT_FINITE = Bilingual(
    "“{text}”不是确定的数；请填写实际数额，没有数据的不能参加分配",
    "“{text}” is no definite number; state the amount: what has none can't be shared",
)
NOT_PLAIN = Bilingual(
    "“{text}”含全角字符或空格；应写作 {plain}",
    "“{text}” has full-width characters or spaces; write {plain}",
)
GROUPED = Bilingual(
    "“{text}”带千位分隔符；应写作 {plain}",
    "“{text}” has thousands separators; write {plain}",
)
OVER_ZERO = Bilingual("“{text}”的分母为零", "“{text}” divides by zero")
NO_UNIT = Bilingual(
    "各数的分母相差太大，没有够用的共同单位；请改用分母相同的分数或小数",
    "the denominators have too little in common to count in one unit; state the amounts as"
    " decimals or as fractions of the same parts",
)
TOO_LONG = Bilingual(
    "“{text}”过长；小数点前后各不超过30位，指数不超过两位",
    "“{text}” is too long: at most 30 digits before and after the point, 2 in an exponent",
)
