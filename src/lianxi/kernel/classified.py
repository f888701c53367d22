"""Does a text carry a mark of state secrecy (国家秘密标志)? Then it is not for this system.

The Law on Guarding State Secrets (《中华人民共和国保守国家秘密法》, 2024) has whatever holds a
state secret carry a mark, electronic documents too, and nothing else may carry one (art. 22);
the mark gives level and term (its implementing regulation of 2024, art. 21), written
密级★保密期限, 密级★解密时间 or 密级★解密条件 (《国家秘密定密管理规定》, 2025), on an official
letter in the upper left of the first page (GB/T 9704-2012, 7.2.2).

So what counts is the mark, never the words: a sentence that speaks of secrets carries none, and
neither does 商业秘密 nor 工作秘密, which is no state secret (art. 64) and may not carry one. A text
that quotes a whole mark with its star is taken to carry it: too much is refused rather than
too little.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lianxi.kernel.bilingual import Bilingual

LEVELS = {
    "绝密": Bilingual("绝密", "top secret"),
    "机密": Bilingual("机密", "highly secret"),
    "秘密": Bilingual("秘密", "secret"),
}

_LEVEL = r"(?P<level>[绝机秘] ?密)"
_TERM = r"(?:\d{1,3} ?个?[年月天日]|长期|至? ?\d{4} ?[年./-]|[一二三四五六七八九十]{1,3}年)"
_OTHER_SECRETS = r"(?<!商业)(?<!工作)(?<!技术)(?<!企业)(?<!个人)"
_HAN = "\u3400-\u9fff"

# 机密★20年, 秘密 ★ 长期, 绝密★至2030年, 秘密★; a plain asterisk needs its term.
_STARRED = re.compile(rf"{_OTHER_SECRETS}{_LEVEL} ?级? ?(?:[★☆⭐✩✭✮✯⋆]|\* ?{_TERM})")
# A line or a cell that is nothing but the level, with its term or without.
_ALONE = re.compile(rf"[\W_]*+{_LEVEL} ?级?(?:[\W_]*+{_TERM})?[\W_]*+")
# 密级：机密 and its like; neither 密级：秘密级以上 nor a form that offers every level.
_LABELLED = re.compile(
    r"(?:密 ?级别?|(?:保密|涉密|秘密) ?等级) ?[为是]? ?:? ?[\[(<《【“\"']? ?"
    rf"{_LEVEL} ?级?(?!\W{{0,4}}[绝机秘] ?密)(?:(?=(?:保密)?期限)|(?![{_HAN}]))"
)
# 【机密】 before a title, or （秘密） after it.
_BRACKETED = re.compile(rf"[(\[{{<【〔《「『] ?{_LEVEL} ?级? ?[)\]}}>】〕》」』]")
_ENGLISH = re.compile(r"[\W_]*+TOP SECRET[\W_]*+|.*TOP SECRET ?[★☆].*")
# In the name of a file: 机密_纪要, 纪要-秘密, 2026秘密.
_IN_NAME = re.compile(rf"(?<![{_HAN}A-Za-z]){_LEVEL} ?级?(?![{_HAN}A-Za-z])")

_CELLS = re.compile(r"[\t|]")


@dataclass(frozen=True)
class Marking:
    """A mark of secrecy: its level as one of `LEVELS`, and the line it stands in, from 1."""

    level: str
    line: int

    @property
    def words(self) -> Bilingual:
        """The level in both languages."""
        return LEVELS[self.level]


def marking(text: str) -> Marking | None:
    """The first mark of secrecy in a text, or in a single cell; None where there is none.

    >>> marking("纪要\\n机密★20年")
    Marking(level='机密', line=2)
    >>> marking("各方应当保守国家秘密和商业秘密。") is None
    True
    """
    if "密" not in text and "TOP SECRET" not in text:
        return None
    for number, line in enumerate(text.splitlines(), 1):
        level = _level_of(line) if "密" in line or "TOP SECRET" in line else ""
        if level:
            return Marking(level, number)
    return None


def marking_of_name(name: str) -> Marking | None:
    """The mark in the name of a file or in a path, its ending aside; None where there is none.

    >>> marking_of_name("minutes/机密_纪要.docx")
    Marking(level='机密', line=1)
    >>> marking_of_name("商业秘密管理办法.docx") is None
    True
    """
    if "密" not in name and "TOP SECRET" not in name:
        return None
    for part in PurePosixPath(name.replace("\\", "/")).parts:
        stem = _plainly(part.rpartition(".")[0] or part)
        found = _IN_NAME.search(stem)
        level = _written(found) if found else _level_of(stem)
        if level:
            return Marking(level, 1)
    return None


def _level_of(line: str) -> str:
    """The level that a line is marked with, "" for none."""
    for cell in _CELLS.split(line):
        plain = _plainly(cell)
        for found in _marks(plain):
            return _written(found)
        if _ENGLISH.fullmatch(plain):
            return "绝密"
    return ""


def _marks(plain: str) -> Iterator[re.Match[str]]:
    for found in (_ALONE.fullmatch(plain), _STARRED.search(plain), _LABELLED.search(plain)):
        if found:
            yield found
    found = _BRACKETED.search(plain)
    if found and (found.start() == 0 or (found.end() == len(plain) and "。" not in plain)):
        yield found


def _plainly(text: str) -> str:
    """Half-width, single spaces, nothing unseen: one form for a mark, however it is set."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def _written(found: re.Match[str]) -> str:
    return found["level"].replace(" ", "")
