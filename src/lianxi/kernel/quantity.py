"""Amounts as whole numbers of a unit's smallest part: fen of a yuan, a thousandth of a tonne."""

import re
from dataclasses import dataclass

from lianxi.kernel.money import FEN_MAX, FEN_MIN
from lianxi.kernel.unreadable import Unreadable

# The units that amounts are kept in, and how many decimal places of each.
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


@dataclass(frozen=True, order=True)
class Quantity:
    """An amount in a unit, as a whole number of the unit's smallest part.

    >>> str(Quantity(123450, "CNY")), str(Quantity(-1, "t")), str(Quantity(7, "kWh"))
    ('1234.50', '-0.001', '7')
    """

    amount: int
    unit: str = "CNY"

    @classmethod
    def read(cls, text: str, unit: str) -> "Quantity":
        """Read decimal text; raise `Unreadable` otherwise.

        One way to write an amount: no thousands separators, full-width digits or exponents.

        >>> Quantity.read("1234.5", "CNY").amount
        123450
        >>> Quantity.read("1,234.50", "CNY")
        Traceback (most recent call last):
        lianxi.kernel.unreadable.Unreadable: amount.form: {'text': '1,234.50'}
        """
        if unit not in PLACES:
            raise Unreadable("amount.unit", unit=unit)
        found = _TEXT.fullmatch(text)
        if found is None:
            raise Unreadable("amount.form", text=text)
        sign, whole, rest = found[1], found[2], found[3] or ""
        places = PLACES[unit]
        if len(rest) > places:
            raise Unreadable("amount.places", text=text, unit=unit, places=str(places))
        size = int(whole + rest.ljust(places, "0"))
        amount = -size if sign else size
        if not fits(amount):
            raise Unreadable("amount.size", text=text)
        return cls(amount, unit)

    @property
    def grouped(self) -> str:
        """The same with a comma between thousands, for people to read.

        >>> Quantity(-123456789).grouped, Quantity(999, "kWh").grouped
        ('-1,234,567.89', '999')
        """
        sign, size = ("-", str(self)[1:]) if self.amount < 0 else ("", str(self))
        whole, dot, rest = size.partition(".")
        return f"{sign}{int(whole):,}{dot}{rest}"

    def __str__(self) -> str:
        places = PLACES[self.unit]
        sign, size = ("-", -self.amount) if self.amount < 0 else ("", self.amount)
        if not places:
            return f"{sign}{size}"
        whole, rest = divmod(size, 10**places)
        return f"{sign}{whole}.{rest:0{places}d}"


def fits(amount: int) -> bool:
    """Whether 64 bits hold an amount, as every database we use does.

    >>> fits(2**63 - 1), fits(2**63)
    (True, False)
    """
    return FEN_MIN <= amount <= FEN_MAX
