"""A small list as a workbook, and what people and Excel do to it: edits through openpyxl or zip."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, time

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.documents.workbook import Book, Column, Row, Sheet
from lianxi.documents.workbook_write import write
from lianxi.kernel.bilingual import Bilingual

COLUMNS = (
    Column("name", Bilingual("姓名", "Name"), Bilingual("全名", "in full"), required=True),
    Column("phone", Bilingual("电话", "Phone"), longest=40),
    Column("since", Bilingual("始", "Since"), form="date"),
    Column(
        "via",
        Bilingual("方式", "Via"),
        form="choice",
        choices={"a": Bilingual("吸收", "admitted"), "f": Bilingual("创始", "founding")},
    ),
    Column("code", Bilingual("证号", "Number"), once=True),
    Column("office", Bilingual("单位", "Office"), locked=True),
)
LIST = "directory/people"
ROWS = {
    "p1": {
        "name": "沈一",
        "phone": "0571-87000001",
        "since": "2010-03-26",
        "via": "a",
        "code": "330100199001010011",
        "office": "市政府办公室",
    },
    "p2": {"name": "沈二", "phone": "013800001111", "since": "2010-03", "via": "f"},
    "p3": {"name": "沈三", "since": "unknown"},
}
BOOK = Book(
    LIST,
    Bilingual("通讯录", "Directory"),
    COLUMNS,
    (
        Sheet(
            "330100",
            Bilingual("杭州", "Hangzhou"),
            (Row("p1", ROWS["p1"]), Row("p2", ROWS["p2"])),
        ),
        Sheet("320500", Bilingual("苏州", "Suzhou"), (Row("p3", ROWS["p3"]),)),
    ),
    date(2026, 11, 22),
    Bilingual("请于12月1日前报回。", "Please return it by 1 December."),
    "directory@7",
    spare=5,
)
SENT = write(BOOK, "zh")
# On the sheet of Hangzhou: p1 in row 5, p2 in row 6, the first empty row is 7;
# columns A id, B name, C phone, D since, E via, F code, G office.

Edit = Callable[[Worksheet], object]


def edited(edit: Callable[[Workbook], object], content: bytes = SENT) -> bytes:
    """A workbook after somebody opened it, did something, and saved it."""
    book = load_workbook(io.BytesIO(content))
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def filled(edit: Edit, sheet: str = "杭州", content: bytes = SENT) -> bytes:
    """The workbook after an edit of one of its sheets."""
    return edited(lambda book: edit(book[sheet]), content)


def put(**cells: str | float | date | time) -> bytes:
    """The workbook with these cells filled on the sheet of Hangzhou."""

    def edit(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return filled(edit)


def repacked(change: Callable[[dict[str, bytes]], object], content: bytes = SENT) -> bytes:
    """The workbook with its zip archive operated on: `change` is handed its parts by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return saved.getvalue()


def reported(book: Workbook) -> bytes:
    """The workbook of a round with a report in its first two rows."""
    sheet = book.worksheets[1]
    heads = {
        str(cell.value): cell.column or 0 for row in sheet.iter_rows(max_row=12) for cell in row
    }
    rows = [row[0].row or 0 for row in sheet.iter_rows() if any(c.value == "修复码头" for c in row)]
    for n, row in enumerate(rows[:2], 1):
        sheet.cell(row, heads["Progress"]).value = f"码头第{n}段"
        sheet.cell(row, heads["Difficulties"]).value = "缺木料" if n == 1 else None
        sheet.cell(row, heads["Figures"]).value = "桩=12根；板＝30块" if n == 1 else None
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
