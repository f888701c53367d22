"""Put values into the open cells of a workbook that was sent out, as whoever gets it would."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.documents.workbook_write import FIRST_ROW, KEY_ROW

ROW = "row"  # names words of the rows that are meant; none: every row


def fill_in(content: bytes, lines: Sequence[Mapping[str, str]]) -> bytes:
    """The workbook with each line's values in the rows that hold the words of its `row`."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        if isinstance(sheet, Worksheet) and sheet.sheet_state == "visible":
            for line in lines:
                _fill(sheet, line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, line: Mapping[str, str]) -> None:
    keys = {str(cell.value): cell.column for cell in sheet[KEY_ROW] if cell.value is not None}
    meant = line.get(ROW, "")
    for row in range(FIRST_ROW, sheet.max_row + 1):
        held = [str(cell.value) for cell in sheet[row] if cell.value is not None]
        if not held or not any(meant in text for text in held):
            continue
        for key, value in line.items():
            if key in keys:
                sheet.cell(row, keys[key]).value = value
