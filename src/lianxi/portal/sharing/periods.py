"""Periods as facts and addresses write them: "2026", "2026Q1", "2026-03"."""

import re
from datetime import date, timedelta

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.kernel.quarter import in_words as quarter_words

_PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|Q([1-4]))?", re.ASCII)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def first_day(period: str) -> date | None:
    """The first day of a period; None where the text is none.

    >>> first_day("2026"), first_day("2026Q2"), first_day("2026-13")
    (datetime.date(2026, 1, 1), datetime.date(2026, 4, 1), None)
    """
    found = _PERIOD.fullmatch(period)
    if found is None or found[1] == "0000":
        return None
    month = int(found[2] or 0) or (int(found[3]) * 3 - 2 if found[3] else 1)
    return date(int(found[1]), month, 1)


def within(period: str, word: str) -> str:
    """The period of a length that another lies in; "" where it is longer itself.

    >>> within("2026-05", "quarter"), within("2026-05", "year"), within("2026", "month")
    ('2026Q2', '2026', '')
    """
    start = first_day(period)
    if start is None or not word:
        return period if start else ""
    if MONTHS[length_of(period)] > MONTHS[word]:
        return ""
    return period_at(start, word)


def period_at(day: date, word: str) -> str:
    """The period of a length that a day lies in."""
    if word == "month":
        return f"{day.year}-{day.month:02d}"
    return f"{day.year}Q{(day.month + 2) // 3}" if word == "quarter" else str(day.year)


def period_before(day: date, word: str) -> str:
    """The last period of a length that was over on a day.

    >>> period_before(date(2026, 1, 5), "month"), period_before(date(2026, 5, 5), "quarter")
    ('2025-12', '2026Q1')
    """
    start = first_day(period_at(day, word))
    assert start is not None
    last = date.fromordinal(start.toordinal() - 1) if start > date.min else start
    return period_at(last, word)


def period_words(period: str) -> Bilingual:
    """A period as a reader writes it."""
    if "Q" in period or first_day(period) is None:
        return quarter_words(period)
    return Period.read(period).words()


def length_of(period: str) -> str:
    """How long a period is: "month", "quarter" or "year"."""
    return "quarter" if "Q" in period else "month" if "-" in period else "year"


def period_end(period: str) -> date:
    """The last day of a period.

    >>> period_end("2026Q1")
    datetime.date(2026, 3, 31)
    """
    start = day_of(period)
    months = start.month - 1 + MONTHS[length_of(period)]
    if start.year + months // 12 > date.max.year:
        return date.max
    return date(start.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)


def day_of(period: str) -> date:
    """The day whose text of a rule counts in a period that is one: its first."""
    start = first_day(period)
    assert start is not None, period
    return start
