"""A list as a CSV that Excel and WPS open rightly."""

import csv

from django.http import HttpResponse


def csv_answer(name: str, heading: list[str], rows: list[list[str]]) -> HttpResponse:
    """The rows as a file to download: UTF-8 with its mark."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerows([heading, *([_plain_cell(cell) for cell in row] for row in rows)])
    return response


def _plain_cell(cell: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
