"""The periods that a settlement is of: a year, a quarter or a month, cut as the rule counts."""

import re
from collections.abc import Sequence

from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.kernel.quarter import in_words as quarter_words

_SPAN = re.compile(r"(\d{4})(?:Q([1-4])|-(\d{2}))?", re.ASCII)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def spelled(text: str, length: str) -> tuple[str, ...] | Refused:
    """The periods of a rule's `length` that lie in a year, a quarter or a month.

    Without a length the figures are of the span itself.

    >>> spelled("2025Q1", "month")
    ('2025-01', '2025-02', '2025-03')
    >>> spelled("2025", "quarter"), spelled("2025", "")
    (('2025Q1', '2025Q2', '2025Q3', '2025Q4'), ('2025',))
    """
    found = _SPAN.fullmatch(text)
    if found is None or found[3] not in (None, *(f"{n:02}" for n in range(1, 13))):
        return Refused(NO_SPAN.fill(text=text))
    if not length:
        return (text,)
    year, quarter, month = found.groups()
    first, months = 1, 12
    if quarter:
        first, months = int(quarter) * 3 - 2, 3
    elif month:
        first, months = int(month), 1
    step = MONTHS[length]
    if months < step:
        return Refused(TOO_SHORT.fill(text=text, length=LENGTHS[length]))
    return tuple(_named(int(year), n, length) for n in range(first, first + months, step))


def _named(year: int, month: int, length: str) -> str:
    if length == "year":
        return f"{year:04}"
    return f"{year:04}Q{(month + 2) // 3}" if length == "quarter" else f"{year:04}-{month:02}"


def in_words(periods: Sequence[str]) -> Bilingual:
    """Periods as people write them; of several the first and the last.

    >>> in_words(["2025"]).zh, in_words(["2025-01", "2025-02", "2025-03"]).en
    ('2025年', 'January 2025 to March 2025')
    """
    first, last = _one(periods[0]), _one(periods[-1])
    return first if first == last else FROM_TO.fill(first=first, last=last)


def _one(text: str) -> Bilingual:
    return quarter_words(text) if "Q" in text else Period.read(text).words()


LENGTHS = {
    "month": Bilingual("月", "month"),
    "quarter": Bilingual("季", "quarter"),
    "year": Bilingual("年", "year"),
}
NO_SPAN = Bilingual(
    "“{text}”不是期间，应如2025、2025Q1、2025-03",
    "“{text}” is no period like 2025, 2025Q1, 2025-03",
)
TOO_SHORT = Bilingual(
    "规则按{length}核算，“{text}”不足一期", "the rule counts by the {length}: {text} is shorter"
)
FROM_TO = Bilingual("{first}至{last}", "{first} to {last}")
