"""Amounts as whole numbers of a unit's smallest part: fen of a yuan, a thousandth of a tonne."""

import re

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.money import FEN_MAX, FEN_MIN
from lianxi.kernel.refused import Refused

# How many decimal places are kept of each unit that a ledger counts.
PLACES: dict[str, int] = {
    "CNY": 2,
    "mu": 2,
    "ha": 4,
    "m2": 2,
    "t": 3,
    "kg": 3,
    "m3": 0,
    "kWh": 0,
    "MWh": 3,
    "each": 0,
    "person-time": 0,
}

_TEXT = re.compile(r"(-?)(\d{1,19})(?:\.(\d+))?", re.ASCII)


def read_amount(text: str, unit: str) -> int | Refused:
    """Read decimal text as smallest parts of a unit.

    One way to write an amount: no thousands separators, full-width digits or exponents.

    >>> read_amount("1234.50", "CNY"), read_amount("-0.001", "t")
    (123450, -1)
    >>> read_amount("1,234.50", "CNY").reason.en
    '“1,234.50” is no amount; write it like 1234.50'
    >>> read_amount("0.125", "CNY").reason.en
    'an amount in CNY has at most 2 decimal places, not “0.125”'
    """
    if unit not in PLACES:
        return Refused(NO_UNIT.fill(unit=unit))
    found = _TEXT.fullmatch(text)
    if found is None:
        return Refused(NO_AMOUNT.fill(text=text))
    sign, whole, rest = found[1], found[2], found[3] or ""
    places = PLACES[unit]
    if len(rest) > places:
        return Refused(TOO_FINE.fill(unit=unit, places=places, text=text))
    parts = int(whole + rest.ljust(places, "0"))
    return fits(-parts if sign else parts)


def fits(amount: int) -> int | Refused:
    """An amount that 64 bits hold, which every database we use does.

    >>> fits(2**63 - 1) == 2**63 - 1
    True
    >>> fits(2**63).reason.en
    'the amount 9223372036854775808 is too large: it does not fit in 64 bits'
    """
    if FEN_MIN <= amount <= FEN_MAX:
        return amount
    return Refused(TOO_LARGE.fill(amount=str(amount)))


def written(amount: int, unit: str) -> str:
    """Write an amount of smallest parts as decimal text.

    >>> written(-5, "CNY"), written(1500, "t"), written(7, "kWh")
    ('-0.05', '1.500', '7')
    """
    places = PLACES[unit]
    sign, size = ("-", -amount) if amount < 0 else ("", amount)
    if not places:
        return f"{sign}{size}"
    whole, rest = divmod(size, 10**places)
    return f"{sign}{whole}.{rest:0{places}d}"


NO_UNIT = Bilingual("台账不记“{unit}”这一单位", "the ledger does not count “{unit}”")
NO_AMOUNT = Bilingual(
    "“{text}”不是金额；请写成 1234.50 这样", "“{text}” is no amount; write it like 1234.50"
)
TOO_FINE = Bilingual(
    "以{unit}计的金额最多{places}位小数，不能是“{text}”",
    "an amount in {unit} has at most {places} decimal places, not “{text}”",
)
TOO_LARGE = Bilingual(
    "金额{amount}太大，超出64位整数的范围",
    "the amount {amount} is too large: it does not fit in 64 bits",
)
