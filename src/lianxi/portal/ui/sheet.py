"""Lists as files for a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse


def csv_sheet(name: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A CSV that Excel and WPS open rightly: UTF-8 with its mark, and no cell a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerows([heading, *([_plain_cell(cell) for cell in row] for row in rows)])
    return response


def _plain_cell(cell: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
