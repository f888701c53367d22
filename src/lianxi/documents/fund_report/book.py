"""The report's tables as a workbook: a sheet for each, amounts and days as such."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell as Written
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.documents.archive import stamped
from lianxi.documents.fund_report.part import Cell, Part
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.quantity import Quantity

Typed: TypeAlias = str | int | Decimal | date | None
WIDTH = 12  # letters for a column of share 1
AMOUNT = "#,##0.00"


def workbook(title: Bilingual, parts: Sequence[Part], lang: Lang, day: date) -> bytes:
    """Every part with a table as a sheet; the first says what the report is, and its sentences."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = title.in_(lang)[:31]
    _first(first, title, parts, lang)
    for part in parts:
        if part.columns:
            _sheet(book.create_sheet(part.title.in_(lang)[:31]), part, lang)
    written = io.BytesIO()
    book.save(written)
    return stamped(written.getvalue(), day)


def _first(sheet: Worksheet, title: Bilingual, parts: Sequence[Part], lang: Lang) -> None:
    lines = [title.in_(lang)]
    for part in parts:
        lines += ["", part.title.in_(lang), *(said.in_(lang) for said in part.said)]
    for number, line in enumerate(lines, 1):
        _write(sheet, number, 1, line)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 100


def _sheet(sheet: Worksheet, part: Part, lang: Lang) -> None:
    for at, column in enumerate(part.columns, 1):
        _write(sheet, 1, at, column.words.in_(lang))
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = column.share * WIDTH
    for number, row in enumerate(part.rows, 2):
        for at, cell in enumerate(row, 1):
            _write(sheet, number, at, _typed(cell, lang))
    sheet.freeze_panes = "A2"


def _typed(cell: Cell, lang: Lang) -> Typed:
    if isinstance(cell, Bilingual):
        return cell.in_(lang)
    return Decimal(str(cell)) if isinstance(cell, Quantity) else cell


def _write(sheet: Worksheet, number: int, at: int, value: Typed) -> None:
    """A cell; text stays text whatever it begins with."""
    cell = sheet.cell(number, at)
    assert isinstance(cell, Written)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    elif isinstance(value, Decimal):
        cell.number_format = AMOUNT
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
