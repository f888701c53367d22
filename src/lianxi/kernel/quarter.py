"""Quarters, as an office keeps them ("2010Q1") and as people write and read them.

A report is of a period; most are of a quarter. What is no quarter (a half year, a season of the
fishery) stays as it was typed.
"""

import re

from lianxi.kernel.bilingual import Bilingual, same

_KEPT = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
_TYPED = re.compile(r"(\d{4})\s*(?:年\s*第?|[Qq-][Qq]?)\s*([1-4一二三四])\s*(?:季度)?")
_NUMERALS = "一二三四"
_ORDINALS = ("first", "second", "third", "fourth")


def kept(text: str) -> str:
    """A quarter as it is kept, however it was typed; anything else as it is.

    >>> kept("2010年第一季度"), kept("2010 q1"), kept("上半年")
    ('2010Q1', '2010Q1', '上半年')
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return text.strip()
    year, quarter = found.groups()
    return f"{year}Q{_NUMERALS.find(quarter) + 1 or quarter}"


def in_words(period: str) -> Bilingual:
    """A period as a reader writes it.

    >>> in_words("2010Q1")
    Bilingual(zh='2010年一季度', en='the first quarter of 2010')
    """
    found = _KEPT.fullmatch(period)
    if found is None:
        return same(period)
    year, quarter = found[1], int(found[2]) - 1
    return Bilingual(
        f"{year}年{_NUMERALS[quarter]}季度", f"the {_ORDINALS[quarter]} quarter of {year}"
    )
