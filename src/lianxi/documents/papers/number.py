"""The number of a document (发文字号): 机关代字, the year in 〔〕, the running number."""

import re
from dataclasses import dataclass

from lianxi.kernel.unreadable import Unreadable

_NUMBER = re.compile(r"(?P<organ>[^〔〕\d\s]+)〔(?P<year>\d{4})〕(?P<serial>[1-9]\d{0,4})号")
_OTHER_BRACKETS = re.compile(r"[\[(（【［{<《「]\s*\d{2,4}\s*[\])）】］}>》」]")
_YEAR = re.compile(r"〔([^〕]*)〕")
_FIRST_YEAR, _LAST_YEAR = 1949, 2199


@dataclass(frozen=True)
class Number:
    """A document's number, as GB/T 9704-2012, 7.2.5 has it.

    >>> str(Number("合作办函", 2026, 12))
    '合作办函〔2026〕12号'
    """

    organ: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        _checked(f"{self.organ}〔{self.year}〕{self.serial}号")

    @classmethod
    def read(cls, text: str) -> "Number":
        """Read a number; Unreadable says which of its rules is broken.

        >>> Number.read("合作办〔2026〕12号").serial
        12
        """
        found = _checked(text.strip())
        return cls(found["organ"], int(found["year"]), int(found["serial"]))

    def __str__(self) -> str:
        return f"{self.organ}〔{self.year}〕{self.serial}号"


def _checked(text: str) -> re.Match[str]:
    if _OTHER_BRACKETS.search(text):
        raise Unreadable("paper.number-brackets", text=text)
    if "第" in text.rpartition("〕")[2]:
        raise Unreadable("paper.number-word", text=text)
    if re.search(r"〕\s*0", text):
        raise Unreadable("paper.number-zero", text=text)
    year = _YEAR.search(text)
    if year and not _is_year(year[1]):
        raise Unreadable("paper.number-year", text=text)
    found = _NUMBER.fullmatch(text)
    if not found:
        raise Unreadable("paper.number-form", text=text)
    return found


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{4}", text)) and _FIRST_YEAR <= int(text) <= _LAST_YEAR
