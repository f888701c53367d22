"""The blank sheets that a rule's figures are filled into: a workbook, and a CSV."""

import csv
import io
from collections.abc import Sequence

from lianxi.documents.workbook import Book, Column, Row, Sheet
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.sharing.asked import OfRule
from lianxi.portal.sharing.cells import party_of
from lianxi.portal.sharing.digests import keys_text
from lianxi.portal.sharing.listing import FACT, PERIOD, UNIT, VALUE, Cell
from lianxi.sharing.facts import FactRow, columns
from lianxi.sharing.plan import Plan


def list_of(on: OfRule) -> str:
    """What the list is called in its workbook: of a rule in a period."""
    return f"sharing/{on.of.region}/{on.rule}/{on.period}"


def sheet_columns(on: OfRule, plan: Plan) -> tuple[Column, ...]:
    """The columns of the workbook: all locked but the figure."""
    words = [name for name in columns(plan) if name not in ("period", "fact", "value", "unit")]
    called = Column("called", CALLED, locked=True, width=26, tells=True)
    return (
        Column("period", PERIOD, locked=True, width=10),
        Column("fact", FACT, locked=True, width=14),
        Column("title", TITLE, locked=True, width=22, tells=True),
        *(Column(word, on.naming.word(word), locked=True, width=14) for word in words),
        called,
        Column("unit", UNIT, locked=True, width=10),
        Column("value", VALUE, FILL_IN, width=16, longest=100),
    )


def book(on: OfRule, plan: Plan, rows: Sequence[tuple[FactRow, Cell]]) -> Book:
    """The workbook of some figures: a sheet for each city that reports its own, and one for others.

    What is there already stands in it, so that it can be looked over and corrected.
    """
    dealt: dict[str, list[Row]] = {}
    for row, cell in rows:
        dealt.setdefault(party_of(on, row), []).append(_row(row, cell))
    sheets = tuple(
        Sheet(party, on.called(party) if party else on.title, tuple(some))
        for party, some in sorted(dealt.items())
    )
    title = TITLE_OF.fill(rule=on.title, period=on.period_words)
    made_on, note = on.of.today, TRIAL if on.trial else NOTE
    return Book(list_of(on), title, sheet_columns(on, plan), sheets, made_on, note, on.of.region, 0)


def _row(row: FactRow, cell: Cell) -> Row:
    called = cell.of.zh if cell.of else ""
    cells = {
        "period": row.period,
        "fact": row.fact,
        "title": cell.title.zh,
        "called": called,
        "unit": row.unit,
        "value": cell.value,
        **row.keys,
    }
    return Row(f"{row.fact} {keys_text(row.keys)}", cells)


def blank_csv(plan: Plan, rows: Sequence[tuple[FactRow, Cell]]) -> bytes:
    """The same as a CSV: its heads are what programs call the columns."""
    written = io.StringIO()
    written.write("\ufeff")
    heads = columns(plan)
    writer = csv.writer(written)
    writer.writerow(heads)
    for row, cell in rows:
        cells = {"period": row.period, "fact": row.fact, "unit": row.unit, "value": cell.value}
        writer.writerow([{**row.keys, **cells}.get(head, "") for head in heads])
    return written.getvalue().encode()


CALLED = Bilingual("对象", "of")
TITLE = Bilingual("数据名称", "name")
TITLE_OF = Bilingual("{rule}所需数据（{period}）", "{rule}: the figures of {period}")
FILL_IN = Bilingual(
    "填半角数字，如12.5，不加千分位", "a number such as 12.5, without thousands commas"
)
NOTE = Bilingual("只填“数值”一栏，其余不要改动。", "Fill in the column “value” alone.")
TRIAL = Bilingual(
    "规则尚未生效，所填数据只用于试算。只填“数值”一栏。",
    "The rule is not in force: what is filled in is for a trial. Fill in “value” alone.",
)
