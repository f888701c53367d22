"""The order of a list: Chinese by pinyin, English by its letters, dates by time."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from pypinyin import Style, lazy_pinyin, load_single_dict

from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.period import Period

# What two rows are told apart by: of one column always the same kind, so that it compares.
Order: TypeAlias = tuple[Decimal | Fraction | str | date | datetime | int | tuple[str, ...], ...]

PRECISIONS = ("year", "month", "day")

# Where no phrase decides, 长 is cháng: names begin with it far more often than with zhǎng.
load_single_dict({ord("长"): "cháng,zhǎng"})


def by_words(text: Bilingual, lang: Lang) -> Order:
    """The place of a text among others of its language."""
    return by_pinyin(text.zh) if lang == "zh" else by_letters(text.en)


@lru_cache(maxsize=8192)
def by_pinyin(text: str) -> Order:
    """Syllable by syllable with its tone, then by the characters themselves.

    >>> sorted(["舟山", "长沙", "安庆", "重庆"], key=by_pinyin)
    ['安庆', '长沙', '重庆', '舟山']
    """
    spelled = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
    return (tuple(each.casefold() for each in spelled), text)


def by_letters(text: str) -> Order:
    """By letters whatever their case.

    >>> sorted(["Lu'an", "alliance", "Bengbu"], key=by_letters)
    ['alliance', 'Bengbu', "Lu'an"]
    """
    return (text.casefold(), text)


def by_time(period: Period | None) -> Order | None:
    """By the first day; of two that begin on it the longer first. An unknown one has no place."""
    if period is None or period.start is None:
        return None
    return (period.start, PRECISIONS.index(period.precision))
