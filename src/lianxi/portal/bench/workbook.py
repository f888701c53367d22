"""A trial as a workbook: what was tried, who gains and loses, line by line, where it is from."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.documents.archive import stamped
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.portal.bench import papers
from lianxi.portal.bench.trial_pages import OfTrial
from lianxi.portal.ui.sheet import BOLD

Cell = str | Decimal


def workbook(of: OfTrial, lang: Lang) -> bytes:
    """The workbook of a trial; the same trial always gives the same bytes."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    said = of.kept.said
    heads = [papers.VALUE, papers.NOW, papers.TRIED, papers.UNIT]
    rows: list[Sequence[Cell]] = [
        (Bilingual(each.zh, each.en).in_(lang), each.was, each.tried, each.unit)
        for each in said.changed
    ]
    _sheet(book, papers.WHAT, heads, rows, lang)
    for unit in of.units:
        heads = [papers.PARTY, papers.NOW, papers.TRIED, papers.CHANGE, papers.UNIT]
        rows = [
            (
                row.name.in_(lang),
                *(Decimal(each.plain) for each in (row.before, row.after, row.change)),
                unit.words.in_(lang),
            )
            for row in unit.rows
        ]
        _sheet(book, SHEET.fill(unit=unit.words), heads, rows, lang)
    heads = [papers.TRANSFER, papers.GIVER, papers.TAKER, papers.NOW, papers.TRIED, papers.UNIT]
    rows = [
        (
            " ".join([t.title.in_(lang), t.period, t.of.in_(lang) if t.of else ""]).strip(),
            t.giver.in_(lang),
            t.taker.in_(lang),
            Decimal(t.before.plain) if t.before else "",
            Decimal(t.after.plain) if t.after else "",
            t.unit.in_(lang),
        )
        for t in of.transfers
    ]
    _sheet(book, TRANSFERS, heads, rows, lang)
    notes = [papers.TRIAL, *([papers.EXAMPLE] if said.example else []), papers.rests(of)]
    _sheet(book, FROM, [papers.TITLE.fill(rule=of.on.title)], [(n.in_(lang),) for n in notes], lang)
    content = io.BytesIO()
    book.save(content)
    return stamped(content.getvalue(), of.kept.row.at.date())


def _sheet(
    book: Workbook,
    title: Bilingual,
    heads: Sequence[Bilingual],
    rows: Iterable[Sequence[Cell]],
    lang: Lang,
) -> Worksheet:
    """A sheet with its heads in bold; nothing in it is a formula."""
    sheet: Worksheet = book.create_sheet(title.in_(lang)[:31])
    for at, head in enumerate(heads, 1):
        sheet.cell(1, at, head.in_(lang)).font = BOLD
    for number, row in enumerate(rows, 2):
        for at, value in enumerate(row, 1):
            cell = sheet.cell(number, at)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            else:
                cell.number_format = "#,##0.00"
    sheet.freeze_panes = "A2"
    for at in range(1, len(heads) + 1):
        sheet.column_dimensions[chr(64 + at)].width = 30 if at == 1 else 18
    return sheet


SHEET = Bilingual("各方得失（{unit}）", "who gains ({unit})")
TRANSFERS = Bilingual("逐笔", "transfers")
FROM = Bilingual("说明", "where it is from")
