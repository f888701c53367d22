"""Figures from a file: a CSV with a row a figure, or the workbook that was sent out.

What a row says is not judged here; a row whose figure is left empty is left out.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lianxi.documents.texts import TEXTS as OF_WORKBOOKS
from lianxi.documents.workbook import Column
from lianxi.documents.workbook_read import read
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, explain
from lianxi.sharing.facts import FactRow

ROWS_MAX = 1_000_000
FIXED = ("period", "fact", "value", "unit")
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Wrong:
    """What is wrong in a file: where, and in words."""

    place: str
    words: Bilingual


@dataclass(frozen=True)
class Taken:
    """The figures of a file, and what is wrong with it; `findings` are those of a workbook."""

    rows: tuple[FactRow, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    findings: tuple[Finding, ...] = ()


def taken(
    name: str, content: bytes, columns: Sequence[str], sheet: Sequence[Column], list_: str
) -> Taken:
    """The figures of a file, whichever of the two it is."""
    if content.startswith(ZIP):
        return from_workbook(content, sheet, list_)
    return from_csv(name, content, columns)


def from_csv(name: str, content: bytes, columns: Sequence[str]) -> Taken:
    """The figures of a CSV; the place of each is the file and the line as a spreadsheet counts."""
    text = decoded(content)
    if text is None:
        return Taken(wrong=(Wrong(name, NO_TEXT),))
    try:
        return _from_lines(name, csv.reader(io.StringIO(text), strict=True), columns)
    except csv.Error:
        return Taken(wrong=(Wrong(name, NO_CSV),))


def decoded(content: bytes) -> str | None:
    """UTF-8, or GB 18030 as Excel saves a CSV in China."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _from_lines(name: str, lines: Iterator[list[str]], columns: Sequence[str]) -> Taken:
    head = [cell.strip() for cell in next(lines, [])]
    if sorted(head) != sorted(columns):
        return Taken(wrong=(Wrong(f"{name}:1", HEAD.fill(columns=", ".join(columns))),))
    rows: list[FactRow] = []
    wrong: list[Wrong] = []
    for number, line in enumerate(lines, 2):
        if number > ROWS_MAX + 1:
            return Taken(wrong=(Wrong(name, MANY.fill(most=f"{ROWS_MAX:,}")),))
        cells = dict(zip(head, (cell.strip() for cell in line), strict=False))
        if not any(cells.values()):
            continue
        if len(line) != len(head):
            wrong.append(Wrong(f"{name}:{number}", WIDTH.fill(n=len(line), wanted=len(head))))
        elif cells["value"]:
            rows.append(_row(cells, f"{name}:{number}"))
    return Taken(tuple(rows), tuple(wrong))


def _row(cells: dict[str, str], place: str) -> FactRow:
    """A figure; `'` before a sign is how a spreadsheet is kept from taking it for a formula."""
    keys = {name: cell for name, cell in cells.items() if name not in FIXED and cell}
    value = cells["value"].removeprefix("'")
    return FactRow(cells["period"], keys, cells["fact"], value, cells["unit"], place=place)


def from_workbook(content: bytes, columns: Sequence[Column], list_: str) -> Taken:
    """The figures of a workbook that was sent out for a rule; each names its sheet and cell."""
    returned = read(content, columns, list_)
    wrong = [
        Wrong(f"{each.place.file} {each.place.key}".strip(), explain(each, OF_WORKBOOKS).message)
        for each in returned.findings
        if each.severity == "error" or each.code in LOST
    ]
    rows = []
    for sheet in returned.sheets:
        for row in sheet.rows:
            cells = {**row.base, **row.cells}
            if cells.get("value"):
                place = row.places.get("value", row.place)
                keys = {
                    c.key: cells[c.key]
                    for c in columns
                    if c.key not in NOT_KEYS and cells.get(c.key)
                }
                period, value = cells.get("period", ""), cells["value"]
                figure = FactRow(period, keys, cells.get("fact", ""), value, cells.get("unit", ""))
                rows.append(replace(figure, place=f"{place.file} {place.key}"))
    return Taken(tuple(rows), tuple(wrong), tuple(returned.findings))


LOST = frozenset(
    {
        "workbook.sheet-unknown",
        "workbook.sheet-twice",
        "workbook.row-unknown",
        "workbook.row-twice",
        "workbook.cell-locked",
        "workbook.cell-merged",
    }
)
NOT_KEYS = (*FIXED, "title", "called")
NO_TEXT = Bilingual(
    "文件不是文本：应为UTF-8或GB 18030编码的CSV，或发出的表格（xlsx）",
    "the file is no text: it should be a CSV in UTF-8, or the workbook that was sent out",
)
NO_CSV = Bilingual("文件不是CSV：引号没有成对", "the file is no CSV: its quotes do not match")
HEAD = Bilingual("第一行应为列名：{columns}", "the first line should name the columns {columns}")
WIDTH = Bilingual("有{n}格，应为{wanted}格", "it has {n} cells instead of {wanted}")
MANY = Bilingual("行数超过{most}", "there are more than {most} rows")
