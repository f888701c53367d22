"""What a parser complains of, in our own words: its own are English and for programmers."""

import re
from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual

_TOML_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")

_BRACKET = Bilingual("括号没有成对", "a bracket is not closed")
_QUOTE = Bilingual("引号没有成对", "a quotation mark is not closed")
_TWICE = Bilingual("同一个名称写了两次", "the same name is written twice")
_BACKSLASH = Bilingual("反斜杠后面的写法不对", "a backslash is followed by what TOML does not know")
_OTHERWISE = Bilingual("写法有误", "it is not written as it should be")

# How the messages of Python's parsers begin.
_TOML: dict[str, Bilingual] = {
    "Expected '=' after a key": Bilingual(
        "名称后面缺少等号", "an equals sign is missing after a name"
    ),
    "Invalid statement": Bilingual(
        "这里应为“名称 = 值”", "a line of the form name = value belongs here"
    ),
    "Invalid initial character": Bilingual(
        "名称不能这样开头，可能用了全角标点",
        "a name can't begin so; perhaps with a full-width mark",
    ),
    "Expected newline": Bilingual(
        "值之后还有多余的内容", "more stands on the line after the value"
    ),
    "Invalid value": Bilingual(
        "等号后面没有值，或文字没有加半角引号",
        "the value is missing, or a text lacks its plain quotation marks",
    ),
    "Invalid date": Bilingual("没有这个日期", "there is no such date"),
    "Unterminated string": _QUOTE,
    "Illegal character": _QUOTE,
    "Unclosed": _BRACKET,
    "Expected ']": _BRACKET,
    "Cannot": _TWICE,
    "Duplicate": _TWICE,
    "Unescaped": _BACKSLASH,
    "Invalid hex": _BACKSLASH,
    "Escaped": _BACKSLASH,
}
_CSV: dict[str, Bilingual] = {
    "unexpected end": _QUOTE,
    "',' expected": Bilingual("引号之后应为逗号", "a comma is expected after a quotation mark"),
    "field larger": Bilingual("有一格过长", "a cell is too long"),
}
TOO_DEEP = Bilingual("嵌套过深或数字过长", "it is nested too deep or has too long a number")
NO_COLLECTION = Bilingual("不是 FeatureCollection", "it is no FeatureCollection")
CUT_SHORT = Bilingual("写法有误或不完整", "it is miswritten or cut short")


@dataclass(frozen=True)
class Trouble:
    """Where a text is not what it should be (row None: at its end or as a whole), and how."""

    row: int | None
    where: Bilingual
    cause: Bilingual


def of_toml(message: str) -> Trouble:
    """What Python's TOML parser says, in our words.

    >>> of_toml("Unclosed array (at line 3, column 9)").where.en
    'line 3, column 9'
    """
    at = _TOML_AT.search(message)
    row, column = (int(at.group(1)), int(at.group(2))) if at else (None, None)
    return Trouble(row, spot(row, column), _cause(message, _TOML))


def of_csv(message: str, row: int) -> Trouble:
    """What Python's CSV parser says of the record that begins in a row, in our words."""
    return Trouble(row, spot(row), _cause(message, _CSV))


def spot(row: int | None, column: int | None = None) -> Bilingual:
    """A spot in a text, in words."""
    if row is None:
        return Bilingual("文件末尾", "the end of the file")
    if column is None:
        return Bilingual(f"第{row}行", f"row {row}")
    return Bilingual(f"第{row}行第{column}列", f"line {row}, column {column}")


def _cause(message: str, causes: dict[str, Bilingual]) -> Bilingual:
    return next((words for begin, words in causes.items() if message.startswith(begin)), _OTHERWISE)
