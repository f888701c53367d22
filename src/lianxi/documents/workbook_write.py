"""Write a book as an xlsx file: the same book gives the same bytes.

Each sheet: a title, a hidden row of column keys, a row of hints, the headings,
the rows, and spare rows. What is not to be touched is grey and locked, without
a password; what is to be filled is pale yellow and open. A very hidden sheet
carries every row as it was sent out, so that the way back is compared with it.
"""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.documents.archive import stamped
from lianxi.documents.letters import em
from lianxi.documents.workbook import FORMAT, Book, Column, Row, Sheet, sendable
from lianxi.documents.workbook_guide import ID, guide_lines, guide_title
from lianxi.kernel.bilingual import Lang
from lianxi.kernel.digest import Plain, digest
from lianxi.kernel.period import Period
from lianxi.kernel.unreadable import Unreadable

MEMORY = "_lianxi"  # the very hidden sheet: what was sent out
CHOICES = "_choices"  # the very hidden sheet that the drop-down lists point to
MARK = "lianxi:"  # in the hidden row, before the number of the sheet
GUIDE_MARK = f"{MARK}guide"
TITLE_ROW, KEY_ROW, HINT_ROW, HEADING_ROW, FIRST_ROW = range(1, 6)

_LINE = Side(style="thin", color="D0D0D0")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CLOSED = PatternFill("solid", fgColor="EDEDED")
_OPEN = PatternFill("solid", fgColor="FFFBE5")
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_TOP = Alignment(vertical="top", wrap_text=True)
_UNLOCKED = Protection(locked=False)
_DAY = "yyyy-mm-dd"
_TEXT = "@"


def write(book: Book, lang: Lang) -> bytes:
    """The book as an xlsx file, for readers of one language."""
    made = Workbook()
    for style in _styles():
        made.add_named_style(style)
    guide = made.active
    assert isinstance(guide, Worksheet)
    titles = _sheet_titles([guide_title().in_(lang), *(s.title.in_(lang) for s in book.sheets)])
    _write_guide(guide, titles[0], book, lang)
    places = _write_choices(made, book, lang)
    for number, sheet in enumerate(book.sheets, 1):
        page = made.create_sheet(titles[number], number)
        _write_sheet(page, number, sheet, book, lang)
        _add_choices(page, book, places, FIRST_ROW + len(sheet.rows) + book.spare - 1)
    _write_memory(made.create_sheet(MEMORY), titles[1:], book, lang)
    made.security = WorkbookProtection(lockStructure=True)
    made.properties.creator = "Lianxi"
    made.properties.title = book.title.in_(lang)
    made.properties.created = datetime.combine(book.made_on, time())
    content = io.BytesIO()
    made.save(content)
    return stamped(content.getvalue(), book.made_on)


def shown(column: Column, text: str, lang: Lang) -> str | date:
    """What a cell shows: a choice by its name, a whole day as a real date, all else as text."""
    text = sendable(text)
    if column.form == "choice" and text in column.choices:
        return column.choices[text].in_(lang)
    if column.form in ("date", "day"):
        try:
            period = Period.read(text)
        except Unreadable:
            return text
        # Excel counts its days from 1900, and counts the first two months wrong.
        if period.precision == "day" and period.start and period.start.year > 1900:
            return period.start
    return text


def memory_digest(lines: Iterable[Sequence[str]]) -> str:
    """The digest of what the hidden sheet says, empty cells at the end of a line left out."""
    trimmed: list[Plain] = [_trimmed(line) for line in lines]
    return digest(trimmed)


def _trimmed(line: Sequence[str]) -> tuple[str, ...]:
    end = len(line)
    while end and not line[end - 1]:
        end -= 1
    return tuple(line[:end])


def _write_sheet(page: Worksheet, number: int, sheet: Sheet, book: Book, lang: Lang) -> None:
    _put(page.cell(TITLE_ROW, 1), f"{book.title.in_(lang)} · {sheet.title.in_(lang)}")
    page.cell(TITLE_ROW, 1).font = Font(bold=True, size=14)
    headings = [("", ID.label, ID.hint), *((c.key, c.label, c.hint) for c in book.columns)]
    for at, (key, label, hint) in enumerate(headings, 1):
        _put(page.cell(KEY_ROW, at), key or f"{MARK}{number}")
        _put(page.cell(HINT_ROW, at), hint.in_(lang))
        page.cell(HINT_ROW, at).font = Font(size=9, color="606060")
        page.cell(HINT_ROW, at).alignment = _TOP
        _put(page.cell(HEADING_ROW, at), label.in_(lang))
        page.cell(HEADING_ROW, at).font = Font(bold=True)
        page.cell(HEADING_ROW, at).fill = _HEAD
        page.cell(HEADING_ROW, at).border = _GRID
        page.cell(HEADING_ROW, at).alignment = _TOP
    spare = (Row("", {}) for _ in range(book.spare))
    for down, row in enumerate([*sheet.rows, *spare], FIRST_ROW):
        _write_row(page, down, row, book, lang)
    _set_up(page, sheet, book, lang)


def _write_row(page: Worksheet, at: int, row: Row, book: Book, lang: Lang) -> None:
    _dressed(page.cell(at, 1), row.id, closed=True)
    for number, column in enumerate(book.columns, 2):
        value = shown(column, row.cells.get(column.key, ""), lang)
        _dressed(page.cell(at, number), value, closed=column.fixed(new=not row.id))


def _put(cell: object, value: str | date) -> None:
    """Put a value into a cell: a text stays a text, whatever it begins with."""
    _hold(cell, value)
    assert isinstance(cell, Cell)
    cell.number_format = _DAY if isinstance(value, date) else _TEXT


def _hold(cell: object, value: str | date) -> None:
    assert isinstance(cell, Cell)
    if isinstance(value, date):
        cell.value = value
    elif value:
        cell.value = sendable(value)
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula


def _dressed(cell: object, value: str | date, *, closed: bool) -> None:
    """Put a value into a cell of a row. One named style costs a third of setting its parts."""
    assert isinstance(cell, Cell)
    cell.style = _STYLES[closed, isinstance(value, date)]
    _hold(cell, value)
    if isinstance(value, date):  # openpyxl gives a date a format of its own
        cell.number_format = _DAY


def _styles() -> Iterable[NamedStyle]:
    """The styles of the cells of rows: closed or to be filled in, of a text or of a day."""
    for (closed, of_day), name in _STYLES.items():
        yield NamedStyle(
            name,
            fill=_CLOSED if closed else _OPEN,
            border=_GRID,
            alignment=_TOP,
            protection=Protection() if closed else _UNLOCKED,
            number_format=_DAY if of_day else _TEXT,
        )


_STYLES = {
    (True, False): "lianxi closed",
    (True, True): "lianxi closed day",
    (False, False): "lianxi open",
    (False, True): "lianxi open day",
}


def _set_up(page: Worksheet, sheet: Sheet, book: Book, lang: Lang) -> None:
    """Widths, frozen headings, filter, protection and paper."""
    widths = [max(12, min(28, max((len(row.id) for row in sheet.rows), default=0) + 2))]
    widths += [column.width for column in book.columns]
    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    hints = [ID.hint, *(column.hint for column in book.columns)]
    lines = (ceil(2 * em(h.in_(lang)) / w) for h, w in zip(hints, widths, strict=True))
    page.row_dimensions[HINT_ROW].height = 13 * max(1, *lines)
    page.row_dimensions[KEY_ROW].hidden = True
    last = FIRST_ROW + len(sheet.rows) + book.spare - 1
    page.freeze_panes = f"B{FIRST_ROW}"
    page.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(widths))}{last}"
    page.protection.sheet = True
    page.protection.autoFilter = False  # False is "not forbidden"
    page.protection.formatColumns = False
    page.protection.formatRows = False
    _on_paper(page)
    page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"


def _on_paper(page: Worksheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    assert page.sheet_properties.pageSetUpPr is not None
    page.sheet_properties.pageSetUpPr.fitToPage = True
    footer = page.oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = "&P / &N"


def _write_guide(page: Worksheet, title: str, book: Book, lang: Lang) -> None:
    page.title = title
    widths = (24, 22, 70)
    for at, line in enumerate(guide_lines(book, lang), 1):
        at = at if at < KEY_ROW else at + 1  # the second row carries the mark
        for number, text in enumerate(line.cells, 1):
            cell = page.cell(at, number)
            _put(cell, text)
            cell.alignment = _TOP if len(line.cells) > 1 else Alignment(vertical="top")
            cell.font = Font(bold=line.heading, size=14 if at == 1 else 11)
    _put(page.cell(KEY_ROW, 1), GUIDE_MARK)
    page.row_dimensions[KEY_ROW].hidden = True
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.protection.sheet = True
    page.protection.formatColumns = False
    page.protection.formatRows = False
    _on_paper(page)


def _write_choices(made: Workbook, book: Book, lang: Lang) -> dict[str, str]:
    """Write the drop-down lists onto a sheet of their own; where each stands, by column."""
    page = made.create_sheet(CHOICES)
    page.sheet_state = "veryHidden"
    places = {}
    for at, column in enumerate((c for c in book.columns if c.choices), 1):
        for number, words in enumerate(column.choices.values(), 1):
            _put(page.cell(number, at), words.in_(lang))
        letter = get_column_letter(at)
        places[column.key] = f"{CHOICES}!${letter}$1:${letter}${len(column.choices)}"
    return places


def _add_choices(page: Worksheet, book: Book, places: dict[str, str], last: int) -> None:
    for number, column in enumerate(book.columns, 2):
        if column.key in places and last >= FIRST_ROW:
            listed = DataValidation("list", places[column.key], allow_blank=True)
            listed.showErrorMessage = True
            letter = get_column_letter(number)
            listed.add(f"{letter}{FIRST_ROW}:{letter}{last}")
            page.add_data_validation(listed)


def _write_memory(page: Worksheet, titles: Sequence[str], book: Book, lang: Lang) -> None:
    keys = [column.key for column in book.columns]
    lines = [
        ["lianxi", FORMAT],
        ["list", book.list_],
        ["made", book.made_on.isoformat()],
        ["lang", lang],
        ["origin", book.origin],
        ["columns", "", "", *keys],
    ]
    for number, (sheet, title) in enumerate(zip(book.sheets, titles, strict=True), 1):
        lines.append(["sheet", str(number), sheet.party, title])
        for row in sheet.rows:
            cells = [sendable(row.cells.get(key, "")) for key in keys]
            lines.append(["row", str(number), row.id, *cells])
    for at, line in enumerate([["digest", memory_digest(lines)], *lines], 1):
        for number, text in enumerate(line, 1):
            _put(page.cell(at, number), text)
    page.sheet_state = "veryHidden"
    page.protection.sheet = True


_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def _sheet_titles(wanted: Sequence[str]) -> list[str]:
    """Names that a workbook takes: at most 31 letters, none of the forbidden, each once."""
    taken = {MEMORY, CHOICES, "history"}  # Excel keeps "History" for itself
    titles = []
    for text in wanted:
        plain = _NOT_IN_TITLES.sub(" ", text).strip() or "-"
        title, again = plain[:31], 1
        while title.lower() in taken:
            again += 1
            title = f"{plain[:26]} ({again})"
        taken.add(title.lower())
        titles.append(title)
    return titles
