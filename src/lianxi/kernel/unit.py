"""Units of measure: what a figure counts, so that tonnes are never added to yuan.

A unit is written as known words joined by `*` and `/`, each sign binding the
word after it: "CNY", "mg/L", "CNY/t", "kWh". Its dimension says what may be
compared; its scale is exact.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from lianxi.kernel.unreadable import Unreadable

# word: (dimension, scale to the dimension's first word). GB 3100-1993 where it names the unit;
# the mu is 10000/15 m2 (国务院关于统一实行法定计量单位的命令, 1984).
WORDS: dict[str, tuple[str, Fraction]] = {
    "1": ("", Fraction(1)),
    "%": ("", Fraction(1, 100)),
    "CNY": ("money", Fraction(1)),
    "CNY.fen": ("money", Fraction(1, 100)),
    "CNY.wan": ("money", Fraction(10**4)),
    "CNY.yi": ("money", Fraction(10**8)),
    "g": ("mass", Fraction(1)),
    "mg": ("mass", Fraction(1, 1000)),
    "kg": ("mass", Fraction(1000)),
    "t": ("mass", Fraction(10**6)),
    "m": ("length", Fraction(1)),
    "km": ("length", Fraction(1000)),
    "m2": ("area", Fraction(1)),
    "mu": ("area", Fraction(2000, 3)),
    "ha": ("area", Fraction(10**4)),
    "km2": ("area", Fraction(10**6)),
    "m3": ("volume", Fraction(1)),
    "L": ("volume", Fraction(1, 1000)),
    "s": ("time", Fraction(1)),
    "h": ("time", Fraction(3600)),
    "day": ("time", Fraction(86400)),
    "kWh": ("energy", Fraction(1)),
    "MWh": ("energy", Fraction(1000)),
    "person": ("persons", Fraction(1)),
    "person-time": ("person-times", Fraction(1)),
    "household": ("households", Fraction(1)),
    "city": ("cities", Fraction(1)),
    "firm": ("firms", Fraction(1)),
    "item": ("items", Fraction(1)),
    "set": ("sets of equipment", Fraction(1)),
    "each": ("things", Fraction(1)),
}
_SPLIT = re.compile(r"([*/])")


@dataclass(frozen=True)
class Unit:
    """A unit as written, with its dimension and its exact scale.

    >>> Unit.read("CNY/t").dimension
    (('mass', -1), ('money', 1))
    >>> Unit.read("mg/L").scale == Unit.read("g/m3").scale
    True
    """

    text: str
    dimension: tuple[tuple[str, int], ...]
    scale: Fraction

    @classmethod
    def read(cls, text: str) -> "Unit":
        """Read a unit; raise `Unreadable` and name the word that is none."""
        powers: dict[str, int] = {}
        scale = Fraction(1)
        first, *rest = _SPLIT.split(text)
        for operator, word in [("*", first), *zip(rest[::2], rest[1::2], strict=True)]:
            if word not in WORDS:
                raise Unreadable("unit.unknown", text=text, word=word)
            sign = -1 if operator == "/" else 1
            dimension, size = WORDS[word]
            scale *= size**sign
            if dimension:
                powers[dimension] = powers.get(dimension, 0) + sign
        return cls(text, tuple(sorted((d, p) for d, p in powers.items() if p)), scale)

    def like(self, other: "Unit") -> bool:
        """Whether figures in the two units may be added or compared."""
        return self.dimension == other.dimension

    def __str__(self) -> str:
        return self.text


NONE = Unit("1", (), Fraction(1))
YUAN = Unit.read("CNY")


def product(one: Unit, other: Unit) -> Unit:
    """The unit of a product.

    >>> str(product(Unit.read("mg/L"), Unit.read("m3"))), str(product(NONE, Unit.read("t")))
    ('g', 't')
    """
    return _joined(one, other, "*", 1)


def quotient(one: Unit, other: Unit) -> Unit:
    """The unit of a quotient.

    >>> str(quotient(Unit.read("CNY"), Unit.read("t"))), str(quotient(YUAN, YUAN))
    ('CNY/t', '1')
    """
    return _joined(one, other, "/", -1)


def _joined(one: Unit, other: Unit, sign: str, power: int) -> Unit:
    powers = dict(one.dimension)
    for name, each in other.dimension:
        powers[name] = powers.get(name, 0) + power * each
    dimension = tuple(sorted((name, each) for name, each in powers.items() if each))
    scale = one.scale * other.scale**power
    for word, (named, size) in WORDS.items():
        if size == scale and dimension == (((named, 1),) if named else ()):
            return Unit(word, dimension, scale)
    turned = other.text if power > 0 else other.text.translate(str.maketrans("*/", "/*"))
    left = "" if one.text == "1" and power > 0 else f"{one.text}{sign}"
    text = one.text if other.text == "1" else f"{left}{turned}"
    return Unit(text, dimension, scale)
