"""A list as a file for a spreadsheet: exactly the rows that its page shows, in their order.

A CSV is for programs, a workbook (XLSX) for people; `column.py` says what each holds.
No cell of either is a formula. The workbook's second sheet says where the list is from:
`Basis` is what a slice knows of that. The same list made at the same minute is the same
file, byte for byte.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeVar

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from lianxi.kernel.bilingual import Bilingual, Lang, same
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.column import Typed
from lianxi.portal.ui.listing import Listed

R = TypeVar("R")

Form = Literal["csv", "xlsx"]
FORMULA = ("=", "+", "-", "@", "\t")
CELL_LENGTH_MAX = 32_767  # of a workbook's cell
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOLD = Font(bold=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Basis:
    """Where a list is from: what to call each thing, and the thing; `made` is Beijing time."""

    said: tuple[tuple[Bilingual, Bilingual], ...]
    made: datetime
    world: str = "record"


def answer(form: Form, name: str, listed: Listed[R], basis: Basis) -> HttpResponse:
    """The list as a download, called `name` with the ending of its form.

    What is of a rehearsal says so in its name: a CSV has no other place for it.
    """
    if basis.world == "rehearsal" and basis.world not in name:
        name = f"{name}-rehearsal"
    if form == "csv":
        return attached(f"{name}.csv", "text/csv; charset=utf-8", csv_of(listed))
    return attached(f"{name}.xlsx", XLSX, workbook_of(listed, basis))


def csv_of(listed: Listed[R]) -> bytes:
    """A CSV that Excel and WPS open rightly: UTF-8 with its mark, and no cell a formula."""
    written = io.StringIO()
    written.write("\ufeff")
    writer = csv.writer(written)
    columns = listed.listing.columns
    writer.writerow([head for column in columns for head in column.heads])
    for row in listed.rows:
        said = ((column.typed(row, listed.lang), column.plain(row)) for column in columns)
        writer.writerow([_guarded(cell, typed) for typed, cells in said for cell in cells])
    return written.getvalue().encode()


@dataclass(frozen=True)
class Table:
    """A list as a sheet has it: headed and worded in one language."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Typed, ...], ...]
    widths: tuple[int, ...]
    said: tuple[tuple[Bilingual, Bilingual], ...]


def table_of(listed: Listed[R]) -> Table:
    """A list as a sheet has it."""
    lang, columns = listed.lang, listed.listing.columns
    said = (
        *((FILTERED.fill(label=label), word) for label, word in listed.said),
        (ORDER, listed.sorted_by),
        (ROWS, N_OF_M.fill(n=len(listed.rows), m=listed.total)),
        *(((PROBLEM, listed.problem),) if listed.problem else ()),
    )
    return Table(
        listed.listing.title.in_(lang),
        tuple(_first_upper(column.label.in_(lang)) for column in columns),
        tuple(tuple(column.typed(row, lang) for column in columns) for row in listed.rows),
        tuple(column.width for column in columns),
        said,
    )


def workbook_of(listed: Listed[R], basis: Basis) -> bytes:
    """The list as a workbook, headed and worded in the reader's language."""
    return workbook_of_tables((table_of(listed),), basis, listed.lang)


def workbook_of_tables(tables: Sequence[Table], basis: Basis, lang: Lang) -> bytes:
    """Some lists as one workbook, a sheet each, and the last says where they are from."""
    book = Workbook()
    for at, table in enumerate(tables):
        sheet = book.active if at == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        _fill(sheet, table)
    _say_where_from(book.create_sheet(ABOUT.in_(lang)), tables, basis, lang)
    return _bytes(book, basis.made)


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.title = table.title
    _write(sheet, 1, table.heads, head=True)
    for number, row in enumerate(table.rows, 2):
        _write(sheet, number, row)
    for number, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _say_where_from(sheet: Worksheet, tables: Sequence[Table], basis: Basis, lang: Lang) -> None:
    named = [(table, (LIST, same(table.title))) for table in tables]
    said = [
        named[0][1],
        *basis.said,
        *named[0][0].said,
        *(line for table, name in named[1:] for line in (name, *table.said)),
        (MADE, same(f"{basis.made:%Y-%m-%d %H:%M} +08:00")),
    ]
    for number, (label, words) in enumerate(said, 1):
        _write(sheet, number, [_first_upper(label.in_(lang)), words.in_(lang)])
        sheet.cell(number, 1).font = BOLD
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 90


def _write(sheet: Worksheet, number: int, values: Sequence[Typed], *, head: bool = False) -> None:
    """A row of a sheet; text stays text whatever it begins with."""
    for at, value in enumerate(values, 1):
        if value is None:
            continue
        cell = sheet.cell(number, at)
        assert isinstance(cell, Cell)
        cell.value = (
            ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_LENGTH_MAX]
            if isinstance(value, str)
            else value
        )
        if isinstance(value, str):
            cell.data_type = "s"
            cell.alignment = WRAPPED
            cell.quotePrefix = value.startswith(FORMULA)
        elif isinstance(value, datetime):
            cell.number_format = "yyyy-mm-dd hh:mm:ss"
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        if head:
            cell.font = BOLD


def _bytes(book: Workbook, made: datetime) -> bytes:
    """A workbook whose bytes say nothing of the moment but `made`."""
    book.properties.creator = "Lianxi"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None, microsecond=0)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    still = io.BytesIO()
    with zipfile.ZipFile(written) as moving, zipfile.ZipFile(still, "w") as archive:
        for part in moving.namelist():
            info = zipfile.ZipInfo(part, ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, moving.read(part))
    return still.getvalue()


def _guarded(cell: str, typed: Typed) -> str:
    """A cell that a spreadsheet will not take for a formula; a figure is none."""
    return f"'{cell}" if isinstance(typed, str | None) and cell.startswith(FORMULA) else cell


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


ABOUT = Bilingual("出处", "Provenance")
LIST = Bilingual("清单", "list")
FILTERED = Bilingual("筛选：{label}", "filtered by {label}")
ORDER = Bilingual("次序", "order")
ROWS = Bilingual("行数", "rows")
N_OF_M = Bilingual("{m}项中的{n}项", "{n} of {m}")
PROBLEM = Bilingual("说明", "note")
MADE = Bilingual("生成时间（北京时间）", "made (Beijing time)")
