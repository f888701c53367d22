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
    "role": Bilingual("角色", "role"),
    "share": Bilingual("份额", "share"),
    "member": Bilingual("成员", "member"),
    "section": Bilingual("断面", "section"),
    "pollutant": Bilingual("污染物", "pollutant"),
    "basin": Bilingual("流域", "basin"),
    "park": Bilingual("园区", "park"),
    "line": Bilingual("线路", "line"),
    "class": Bilingual("类别", "class"),
    "pair": Bilingual("每对收付双方", "pair of payer and payee"),
}
PAIR = Bilingual("{giver}付给{taker}", "{giver} to {taker}")
# What roles in the tables beside rules are mostly called.
ROLES: Mapping[str, Bilingual] = {
    "upstream": Bilingual("上游", "upstream"),
    "downstream": Bilingual("下游", "downstream"),
    "host": Bilingual("所在地", "host"),
    "origin": Bilingual("输出地", "origin"),
}
PARTS: Mapping[str, Bilingual] = {
    "month": Bilingual("第{n}个月", "month {n}"),
    "quarter": Bilingual("第{n}季度", "quarter {n}"),
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
        return self.titles.get(name) or WORDS.get(name) or same(name)

    def keys(self, at: Mapping[str, str]) -> Bilingual | None:
        """Of which things something is, in words; None where it is of nothing in particular.

        The period is left out: all of a trace is of one.
        """
        named = [self.part(word, key) for word, key in at.items() if word != "period"]
        return listed(named) if named else None

    def part(self, word: str, key: str) -> Bilingual:
        """A key of a word: a part of a longer period, a payer with a payee, what it is called."""
        words = PARTS.get(word)
        if words and key.isdecimal():
            return words.fill(n=int(key))
        if word == "pair":  # payer, payee, and their number
            giver, taker, *_ = key.split()
            return PAIR.fill(giver=self.key(giver), taker=self.key(taker))
        return ROLES.get(key) or self.key(key) if word == "role" else self.key(key)


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


def unit_words(unit: str) -> Bilingual:
    """A unit after a figure; nothing where it is a bare number.

    >>> unit_words("CNY/t"), unit_words("CNY.wan")
    (Bilingual(zh='元/t', en='CNY/t'), Bilingual(zh='万元', en='CNY.wan'))
    """
    text = zh = "" if unit == "1" else unit
    for money, words in (("CNY.fen", "分"), ("CNY.wan", "万元"), ("CNY.yi", "亿元"), ("CNY", "元")):
        zh = zh.replace(money, words)
    return Bilingual(zh, text)
