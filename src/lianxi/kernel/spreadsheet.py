"""Dates as a spreadsheet writes them, and the dates that they may mean.

Excel and WPS turn a typed `2019-10-15` into a date of their own and save it in
the form of the machine's region: `2019/10/15`, `2019年10月15日`, `15/10/2019`.
"""

import re
from datetime import date

_CLOCK = r"(?:\s+00?:00(?::00)?)?"  # a date cell may be saved with midnight behind it
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?" + _CLOCK, re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _CLOCK, re.ASCII)
_YEAR_ALONE = re.compile(r"(\d{4})年", re.ASCII)


def meant(text: str) -> tuple[str, ...]:
    """The ISO dates that a spreadsheet's date may mean: none, one, or two.

    >>> meant("2019/10/15"), meant("2019年10月15日"), meant("2019-1-5")
    (('2019-10-15',), ('2019-10-15',), ('2019-01-05',))
    >>> meant("15/10/2019"), meant("05/03/2019"), meant("2019年10月")
    (('2019-10-15',), ('2019-03-05', '2019-05-03'), ('2019-10',))
    >>> meant("2019/13/45"), meant("soon")
    ((), ())
    """
    text = text.strip()
    if found := _YEAR_ALONE.fullmatch(text):
        return _iso((found.group(1), "", ""))
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso((found.group(1), found.group(2), found.group(3) or ""))
    if found := _YEAR_LAST.fullmatch(text):
        one, other, year = found.groups()
        return _iso((year, other, one), (year, one, other))
    return ()


def _iso(*parts: tuple[str, str, str]) -> tuple[str, ...]:
    """The dates among (year, month, day) that there are, each once."""
    dates: dict[str, None] = {}
    for year, month, day in parts:
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            continue
        dates["-".join([year, *(part.zfill(2) for part in (month, day) if part)])] = None
    return tuple(dates)
