"""The periods of a calculation: months, quarters and years, and what lies within what."""

import re
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.kernel.quarter import kept
from lianxi.kernel.unreadable import Unreadable

_FORMS = {
    "year": re.compile(r"(\d{4})", re.ASCII),
    "quarter": re.compile(r"(\d{4})Q([1-4])", re.ASCII),
    "month": re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII),
}
WANTED = {
    "year": Bilingual("年，如2026", "a year such as 2026"),
    "quarter": Bilingual("季，如2026Q1", "a quarter such as 2026Q1"),
    "month": Bilingual("月，如2026-03", "a month such as 2026-03"),
    None: Bilingual("日期，如2026、2026-03", "a date such as 2026 or 2026-03"),
}


@dataclass(frozen=True)
class Time:
    """A period as it is written, with its first month (1 to 12; of a year, 1)."""

    text: str
    year: int
    month: int
    length: str  # "year", "quarter", "month" or "day"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def within(self, length: str | None) -> str:
        """The period of a longer (or the same) length that it lies in.

        >>> read("2026-05", "month").within("quarter"), read("2026-05", "month").within("year")
        ('2026Q2', '2026')
        """
        if length == "year":
            return f"{self.year:04d}"
        if length == "quarter":
            return f"{self.year:04d}Q{(self.month + 2) // 3}"
        return self.text

    def part(self, length: str) -> str:
        """Which part of a longer period it is: of a year its month or quarter, of a quarter.

        >>> read("2026-05", "month").part("year"), read("2026-05", "month").part("quarter")
        ('05', '2')
        """
        if length == "year":
            return f"{self.month:02d}" if self.length == "month" else self.text[-1]
        return str((self.month - 1) % 3 + 1)


def read(text: str, length: str | None) -> Time | None:
    """A period of a length (None: any, as a date or a quarter); None where it is none.

    >>> read("2026Q3", "quarter").month, read("2026", "month"), read("２０２６", "year")
    (7, None, None)
    """
    if length is None:
        return _any(text)
    found = _FORMS[length].fullmatch(kept(text) if length == "quarter" else text)
    if found is None or found[1] == "0000":
        return None
    if length == "year":
        return Time(text, int(found[1]), 1, length)
    number = int(found[2])
    return Time(found[0], int(found[1]), number if length == "month" else 3 * number - 2, length)


def _any(text: str) -> Time | None:
    quarter = read(text, "quarter")
    if quarter is not None:
        return quarter
    try:
        start = Period.read(text).start
    except Unreadable:
        return None
    length = {4: "year", 7: "month"}.get(len(text), "day")
    return None if start is None else Time(text, start.year, start.month, length)
