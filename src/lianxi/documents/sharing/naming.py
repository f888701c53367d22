"""What the symbols, words and keys of a rule are called, and how its figures are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual, listed, same

PLACES = 6  # of the decimal beside a fraction
GROUPED = 5  # digits from which thousands are set apart

WORDS: Mapping[str, Bilingual] = {
    "party": Bilingual("主体", "party"),
    "year": Bilingual("年", "year"),
    "quarter": Bilingual("季度", "quarter"),
    "month": Bilingual("月份", "month"),
    "period": Bilingual("核算期", "period"),
}
TRUTH: Mapping[str, Bilingual] = {
    "true": Bilingual("成立", "holds"),
    "false": Bilingual("不成立", "does not hold"),
}


@dataclass(frozen=True)
class Naming:
    """Titles by symbol, and what a key is called: a party by its name, any other as it stands."""

    titles: Mapping[str, Bilingual]
    key: Callable[[str], Bilingual]

    def symbol(self, name: str) -> Bilingual:
        """What a fact, a parameter or a step is called; its own name where nothing is said."""
        return self.titles.get(name) or WORDS.get(name) or same(name)

    def word(self, name: str) -> Bilingual:
        """What a word is called that something is per."""
        return WORDS.get(name) or self.titles.get(name) or same(name)

    def keys(self, at: Mapping[str, str]) -> Bilingual | None:
        """Of which things something is, in words; None where it is of nothing in particular."""
        return listed([self.key(key) for key in at.values()]) if at else None


def figure(text: str) -> str:
    """An exact value for a reader: thousands apart, a fraction with its decimal beside it.

    >>> figure("1234567.50"), figure("1/3"), figure("8")
    ('1,234,567.50', '1/3 ≈ 0.333333', '8')
    """
    if "/" in text:
        value = Fraction(text)
        return f"{text} ≈ {_decimal(value)}"
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, rest = digits.partition(".")
    if whole.isdecimal() and len(whole) >= GROUPED:
        whole = f"{int(whole):,}"
    return f"{sign}{whole}{dot}{rest}"


def _decimal(value: Fraction) -> str:
    scaled = round(abs(value) * 10**PLACES)
    digits = str(scaled).rjust(PLACES + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-PLACES]}.{digits[-PLACES:]}".rstrip("0").rstrip(".")


def unit_words(unit: str) -> str:
    """A unit after a figure; nothing where it is a bare number."""
    return "" if unit in ("", "1") else unit
