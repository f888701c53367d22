"""The measures of GB/T 9704-2012: the page, the lines, the faces and sizes of each kind of line.

Lengths are in millimetres, sizes in points, indents in widths of a character of the body (字).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lianxi.documents.papers.paper import Align, Table

PT_IN_MM = 72 / 25.4

# 5.1 and 5.2.1: A4; 天头, 订口, and the type area (版心).
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
TOP_MM, BINDING_MM = 37, 28
AREA_WIDTH_MM, AREA_HEIGHT_MM = 156, 225
BOTTOM_MM = PAGE_HEIGHT_MM - TOP_MM - AREA_HEIGHT_MM
OUTER_MM = PAGE_WIDTH_MM - BINDING_MM - AREA_WIDTH_MM

# 5.2.3: 22 lines a page, 28 characters a line. A 3号 is set as 16 points in a docx, of which 28
# are 448: so characters stand a quarter of a point closer, and 28 of 15.75 are 441 of the 442.2.
LINES, CHARACTERS = 22, 28
LINE_PT = 28.95
CHARACTER_PT = 15.75
CLOSER_PT = -0.25

# 7.2.4, 7.2.7 and 10.1: the heads.
MARK_BELOW_AREA_TOP_MM = 35
RULE_BELOW_NUMBER_MM = 4
LETTER_MARK_FROM_PAGE_TOP_MM = 30
LETTER_RULE_MM = 170
LETTER_FOOT_RULE_FROM_PAGE_BOTTOM_MM = 20
BELOW_LETTER_RULE_PT = CHARACTER_PT * 7 / 8

# 7.4.1: the lines of the record at the end; 7.5: the page number.
THICK_RULE_MM, THIN_RULE_MM = 0.35, 0.25
PAGE_NUMBER_BELOW_AREA_MM = 7

HEADER_MM = 15  # where a rehearsal says that it is one; the standard leaves it empty

RED = "FF0000"
CELL_PT, CELL_LINE_PT = 12, 18
SEAL_ROW_MM = 26
OPEN_ROW_MM = 10  # a row to be filled in
COLUMN_LEAST_MM = 9
CELL_MARGINS_MM = 5  # what a word processor leaves beside the text of a cell, with its rules
_AMOUNT = re.compile(r"-?\d[\d,]*(?:\.\d+)?", re.ASCII)

Face = Literal["biaosong", "fangsong", "heiti", "kaiti", "songti"]

FACES: dict[Face, str] = {
    "biaosong": "方正小标宋简体",
    "fangsong": "仿宋_GB2312",
    "heiti": "黑体",
    "kaiti": "楷体_GB2312",
    "songti": "宋体",
}
LATIN = "Times New Roman"

LineStyle = Literal[
    "title", "recipients", "body", "heading-1", "heading-2", "heading-3", "heading-4",
    "clause", "people", "annex-note", "signature", "notes", "annex-label", "annex-title",
    "table-title", "cell", "cell-head", "urgency", "copy-number", "mark", "number", "signer",
    "record", "page-number", "world", "blank",
]  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How one kind of line is set. `name` is its style in a word processor."""

    name: str
    face: Face = "fangsong"
    size_pt: float = 16
    align: Align | Literal["both"] = "left"
    first: float = 0  # indent of the first line
    left: float = 0
    line_pt: float = LINE_PT
    red: bool = False
    keep: bool = False  # on the page of the line that follows
    level: int = 0  # in the outline


LOOKS: dict[LineStyle, Look] = {
    "title": Look("Title", "biaosong", 22, "center", keep=True),
    "recipients": Look("主送机关"),
    "body": Look("公文正文", align="both", first=2),
    "heading-1": Look("Heading 1", "heiti", first=2, keep=True, level=1),
    "heading-2": Look("Heading 2", "kaiti", first=2, keep=True, level=2),
    "heading-3": Look("Heading 3", first=2, keep=True, level=3),
    "heading-4": Look("Heading 4", first=2, keep=True, level=4),
    "clause": Look("条款", align="both", first=2),
    "people": Look("出席名单"),
    "annex-note": Look("附件说明"),
    "signature": Look("署名和成文日期", align="right", keep=True),
    "notes": Look("附注", align="both", left=2),
    "annex-label": Look("附件序号", "heiti", keep=True),
    "annex-title": Look("附件标题", "biaosong", 22, "center", keep=True),
    "table-title": Look("表题", "heiti", 14, "center", keep=True),
    "cell": Look("表格文字", size_pt=CELL_PT, line_pt=CELL_LINE_PT),
    "cell-head": Look("表头", "heiti", CELL_PT, "center", line_pt=CELL_LINE_PT),
    "urgency": Look("紧急程度", "heiti"),
    "copy-number": Look("份号"),
    "mark": Look("发文机关标志", "biaosong", 48, "center", red=True),
    "number": Look("发文字号", align="center"),
    "signer": Look("签发人"),
    "record": Look("版记", size_pt=14, line_pt=24),
    "page-number": Look("页码", "songti", 14, line_pt=14),
    "world": Look("演练标识", "heiti", 14, "center", line_pt=16),
    "blank": Look("空行"),
}


def widths_mm(table: Table) -> tuple[float, ...]:
    """The width of each column: its share of the type area, across the page where it is wide.

    A column is made wide enough for its amounts where there is room: a number is never parted.
    """
    area = AREA_HEIGHT_MM if table.wide else AREA_WIDTH_MM
    shares = [max(column.share, 0) for column in table.columns]
    whole = sum(shares) or 1
    plain = [area * share / whole for share in shares]
    least = [_least_mm(row[n] for row in table.rows if n < len(row)) for n in range(len(shares))]
    tight = {n for n, width in enumerate(plain) if width < least[n]}
    while True:
        left = area - sum(least[n] for n in tight)
        rest = sum(share for n, share in enumerate(shares) if n not in tight)
        if not tight or left <= 0 or not rest:
            return tuple(plain)
        wide = [least[n] if n in tight else left * share / rest for n, share in enumerate(shares)]
        more = {n for n, width in enumerate(wide) if width < max(least[n], COLUMN_LEAST_MM)}
        if more <= tight:
            return tuple(wide)
        tight |= more


def _least_mm(cells: Iterable[str]) -> float:
    """What the widest amount of a column needs; words may be parted."""
    numbers = (cell for cell in cells if _AMOUNT.fullmatch(cell))
    widest = max((_wide_pt(number) for number in numbers), default=0.0)
    return widest / PT_IN_MM + CELL_MARGINS_MM if widest else 0.0


def _wide_pt(number: str) -> float:
    """How wide a number is in a cell: its marks are half as wide as its digits."""
    return CELL_PT * sum(0.57 if letter.isdigit() else 0.32 for letter in number)
