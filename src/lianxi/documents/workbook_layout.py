"""Where things stand on a sheet that came back, and what the hidden sheet remembers.

A sheet is known by the mark in its hidden row, a column by its key there; where
that row is gone, each by what it is called.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from lianxi.documents.workbook import FORMAT, Column, Notes
from lianxi.documents.workbook_cell import tidied
from lianxi.documents.workbook_guide import ID, guide_title
from lianxi.documents.workbook_open import NOWHERE, Page
from lianxi.documents.workbook_write import GUIDE_MARK, MARK, MEMORY, memory_digest
from lianxi.kernel.finding import Place

HEADINGS_WITHIN = 12  # the headings stand among the first rows, whatever was put above them


@dataclass
class Sent:
    """What the hidden sheet remembers."""

    list_: str = ""
    origin: str = ""
    made_on: str = ""
    keys: Sequence[str] = ()
    sheets: dict[str, tuple[str, str]] = field(default_factory=dict)  # number to party, title
    rows: dict[str, dict[str, Mapping[str, str]]] = field(default_factory=dict)

    def sheet_of(self, id_: str) -> str:
        """The number of the sheet that a row was sent out on, "" where it was on none."""
        return next((number for number, rows in self.rows.items() if id_ in rows), "")


def remembered(pages: Sequence[Page], notes: Notes) -> Sent | None:
    """What the hidden sheet says; None where it is gone, was edited, or is of another format."""
    page = next((page for page in pages if page.name == MEMORY), None)
    if page is None:
        notes.report("workbook.memory-gone", NOWHERE)
        return None
    lines = [
        [page.text(row, at) for at in range(1, page.width + 1)] for row in range(1, page.last + 1)
    ]
    head = [[*line, "", ""][:2] for line in lines[:2]]
    if len(head) < 2 or head[1][0] != "lianxi" or head[1][1] != FORMAT:
        got = head[1][1] if len(head) == 2 and head[1][0] == "lianxi" else ""
        if got:
            notes.report("workbook.format", NOWHERE, got=got, wanted=FORMAT)
        else:
            notes.report("workbook.memory-edited", NOWHERE)
        return None
    if head[0] != ["digest", memory_digest(lines[1:])]:
        notes.report("workbook.memory-edited", NOWHERE)
        return None
    return _remembered(lines[2:])


def _remembered(lines: Sequence[Sequence[str]]) -> Sent:
    sent = Sent()
    for kind, first, *rest in lines:
        if kind == "list":
            sent.list_ = first
        elif kind == "origin":
            sent.origin = first
        elif kind == "made":
            sent.made_on = first
        elif kind == "columns":
            sent.keys = [key for key in rest[1:] if key]
        elif kind == "sheet":
            sent.sheets[first] = (rest[0], rest[1])
            sent.rows[first] = {}
        elif kind == "row":
            sent.rows[first][rest[0]] = dict(zip(sent.keys, rest[1:], strict=False))
    return sent


@dataclass(frozen=True)
class Layout:
    """Where things stand on a sheet: its number, the last row of headings, the columns."""

    number: str
    heading_row: int
    id_at: int
    columns: Mapping[str, int]


def is_guide(page: Page) -> bool:
    """Whether it is the sheet that says how to fill in the others."""
    marked = any(page.text(row, 1) == GUIDE_MARK for row in range(1, HEADINGS_WITHIN))
    return marked or page.name in (guide_title().zh, guide_title().en)


def layout_of(page: Page, sent: Sent, columns: Sequence[Column], notes: Notes) -> Layout | None:
    """Find the sheet's mark and its columns: by the hidden row, else by what they are called."""
    number, key_row, id_at = _mark(page)
    if number not in sent.sheets:
        number = next((n for n, (_, title) in sent.sheets.items() if title == page.name), "")
    heading_row = _heading_row(page, columns, key_row)
    if not number or not (key_row or heading_row):
        return None
    top = _Top(key_row, heading_row)
    if not id_at:
        id_at = _labelled(page, heading_row)
    found = _columns(page, top, id_at, columns, notes)
    for column in columns:
        if column.key in sent.keys and column.key not in found:
            notes.report("workbook.column-gone", Place(page.name), label=column.label)
    if not id_at:
        notes.report("workbook.column-id-gone", Place(page.name), label=ID.label)
        return Layout(number, page.last, 0, {})
    return Layout(number, top.last, id_at, found)


@dataclass(frozen=True)
class _Top:
    """The rows above the data: of keys and of headings, 0 where one is gone."""

    keys: int
    headings: int

    @property
    def last(self) -> int:
        return max(self.keys, self.headings)


def _columns(
    page: Page, top: _Top, id_at: int, columns: Sequence[Column], notes: Notes
) -> dict[str, int]:
    """Where each column stands, by its key."""
    found: dict[str, int] = {}
    for at in range(1, page.width + 1):
        label = page.text(top.headings, at)
        key = page.text(top.keys, at)
        column = _called(columns, key, label)
        place = Place(page.name, get_column_letter(at))
        if column is None:
            if at != id_at and _holds(page, at, top.last):
                notes.report("workbook.column-unknown", place, text=label or key)
        elif column.key in found:
            notes.report("workbook.column-twice", place, label=column.label)
        else:
            found[column.key] = at
            if top.headings and tidied(label) not in (column.label.zh, column.label.en):
                place = Place(page.name, f"{get_column_letter(at)}{top.headings}")
                notes.report("workbook.column-renamed", place, label=column.label, text=label)
    return found


def _labelled(page: Page, heading_row: int) -> int:
    """The column of ids by its heading; 0 where there is none."""
    names = (ID.label.zh, ID.label.en)
    at = range(1, page.width + 1)
    return next((n for n in at if tidied(page.text(heading_row, n)) in names), 0)


def _mark(page: Page) -> tuple[str, int, int]:
    """The number of a sheet, and the row and column of its mark; "" and zeros without one."""
    for row in range(1, HEADINGS_WITHIN):
        for at in range(1, page.width + 1):
            text = page.text(row, at)
            if text.startswith(MARK) and text.removeprefix(MARK).isdigit():
                return text.removeprefix(MARK), row, at
    return "", 0, 0


def _heading_row(page: Page, columns: Sequence[Column], key_row: int) -> int:
    """The row of the first ones that holds most of the columns' labels; 0 where none does."""
    labels = {words for column in columns for words in (column.label.zh, column.label.en)}
    most = 0, 0
    for row in range(key_row + 1, key_row + HEADINGS_WITHIN):
        known = sum(tidied(page.text(row, at)) in labels for at in range(1, page.width + 1))
        most = max(most, (known, -row))
    return -most[1] if 2 * most[0] > len(columns) else 0


def _called(columns: Sequence[Column], key: str, label: str) -> Column | None:
    """The column of a key; where there is no key, of a label."""
    if key:
        return next((column for column in columns if column.key == key), None)
    plain_label = tidied(label)
    return next((c for c in columns if plain_label in (c.label.zh, c.label.en)), None)


def _holds(page: Page, at: int, below: int) -> bool:
    return any(row > below and column == at for row, column in page.cells)
