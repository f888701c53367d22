"""Read a workbook that came back: its rows by id, beside what was sent out, and findings.

The hidden sheet says what was sent out. A sheet is known by the mark in its
hidden row, a column by its key there, or each by what it is called where that
row is gone; a row is known by its id. A cell that can't be taken is left out
with a finding, and so stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from lianxi.documents.workbook import Column, Notes
from lianxi.documents.workbook_cell import Unread, plain, read_cell, tidied
from lianxi.documents.workbook_layout import Layout, Sent, is_guide, layout_of, remembered
from lianxi.documents.workbook_open import NOWHERE, Page, opened
from lianxi.documents.workbook_write import CHOICES, MEMORY
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.finding import Finding, Place


@dataclass(frozen=True)
class ReturnedRow:
    """A row that came back. `id` is empty where it is new; `cells` leaves out what is not taken."""

    id: str
    cells: Mapping[str, str]
    base: Mapping[str, str]
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The number of its row, as the spreadsheet counts them."""
        return self.place.key.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True)
class ReturnedSheet:
    """The rows of one party, in the order in which they stand."""

    party: str
    name: str
    rows: tuple[ReturnedRow, ...]


@dataclass(frozen=True)
class Returned:
    """What came back: sheets by the order of sending, and everything that was found."""

    list_: str = ""
    origin: str = ""
    made_on: str = ""
    sheets: tuple[ReturnedSheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    sent_ids: frozenset[str] = frozenset()  # of every row that was sent out
    sent_to: Mapping[str, str] = field(default_factory=dict)  # whose rows: party to sheet

    @property
    def errors(self) -> list[Finding]:
        """What must be mended before the workbook is taken in."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def notices(self) -> list[Finding]:
        """What a reviewer should know."""
        return [finding for finding in self.findings if finding.severity == "notice"]

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose sheets came back."""
        return tuple(sheet.party for sheet in self.sheets if sheet.party)


def list_of(content: bytes) -> str | None:
    """Which list a file says it is; None where it is no workbook of ours."""
    notes = Notes()
    pages = opened(content, notes)
    sent = remembered(pages, notes) if pages is not None else None
    return sent.list_ if sent else None


def read(content: bytes, columns: Sequence[Column], list_: str) -> Returned:
    """Read a workbook of a list; whatever is wrong with it is among the findings."""
    notes = Notes()
    pages = opened(content, notes)
    sent = remembered(pages, notes) if pages is not None else None
    if pages is None or sent is None:
        return Returned(findings=tuple(notes.findings))
    if sent.list_ != list_:
        notes.report("workbook.list", NOWHERE, got=sent.list_, wanted=list_)
        return Returned(findings=tuple(notes.findings))
    sheets = _sheets(pages, sent, columns, notes)
    sent_ids = frozenset(id_ for rows in sent.rows.values() for id_ in rows)
    return Returned(
        sent.list_,
        sent.origin,
        sent.made_on,
        sheets,
        tuple(notes.findings),
        sent_ids,
        {party: title for n, (party, title) in sent.sheets.items() if sent.rows[n]},
    )


def _sheets(
    pages: Sequence[Page], sent: Sent, columns: Sequence[Column], notes: Notes
) -> tuple[ReturnedSheet, ...]:
    seen: dict[str, ReturnedSheet] = {}
    ids: set[str] = set()
    for page in pages:
        if page.name in (MEMORY, CHOICES) or is_guide(page):
            continue
        layout = layout_of(page, sent, columns, notes)
        if layout is None:
            if page.cells:
                notes.report("workbook.sheet-unknown", Place(page.name))
            continue
        if layout.number in seen:
            other = seen[layout.number].name
            notes.report("workbook.sheet-twice", Place(page.name), other=other)
            continue
        party, title = sent.sheets[layout.number]
        if page.name != title:
            notes.report("workbook.sheet-renamed", Place(page.name), was=title)
        rows = _returned(page, layout, sent, columns, ids, notes)
        seen[layout.number] = ReturnedSheet(party, page.name, rows)
    if not seen:
        notes.report("workbook.sheets-gone", NOWHERE)
    for number, (_, title) in sent.sheets.items():
        if number not in seen and seen:
            notes.report("workbook.sheet-gone", Place(title), n=len(sent.rows[number]))
    return tuple(seen[number] for number in sent.sheets if number in seen)


def _returned(
    page: Page,
    layout: Layout,
    sent: Sent,
    columns: Sequence[Column],
    ids: set[str],
    notes: Notes,
) -> tuple[ReturnedRow, ...]:
    """The rows of a sheet; `ids` are those that were read already, on this sheet or another."""
    base = sent.rows[layout.number]
    rows = []
    merged_seen: set[str] = set()
    for at in range(layout.heading_row + 1, page.last + 1):
        filled = [c.key for c in columns if page.text(at, layout.columns.get(c.key, 0)).strip()]
        place = Place(page.name, f"{get_column_letter(layout.id_at or 1)}{at}")
        try:
            id_ = tidied(plain(page.cells.get((at, layout.id_at))))
        except Unread:
            notes.report("workbook.row-unknown", place, id=page.text(at, layout.id_at))
            continue
        _merges(page, layout, at, merged_seen, notes)
        if not id_ and not filled:
            continue
        if id_ and _strange(id_, layout, sent, ids, place, notes):
            continue
        ids |= {id_}
        row = ReturnedRow(id_, {}, base.get(id_, {}), place)
        rows.append(_with_cells(page, layout, at, row, columns, notes))
    missing = [id_ for id_ in base if id_ not in ids]
    if layout.id_at and missing:
        shown = listed([_told(base[id_], columns) or same(id_) for id_ in missing[:5]])
        more = same(" …" if len(missing) > 5 else "")
        rows_gone = Bilingual(shown.zh + more.zh, shown.en + more.en)
        notes.report("workbook.row-gone", Place(page.name), rows=rows_gone, n=len(missing))
    return tuple(rows)


def _told(cells: Mapping[str, str], columns: Sequence[Column]) -> Bilingual | None:
    """Which row is meant, by the columns that tell; None where none does."""
    said = [
        column.choices.get(text, same(text))
        for column in columns
        if column.tells and (text := cells.get(column.key, ""))
    ]
    if not said:
        return None
    return Bilingual("".join(each.zh for each in said), ", ".join(each.en for each in said))


def _strange(
    id_: str, layout: Layout, sent: Sent, ids: set[str], place: Place, notes: Notes
) -> bool:
    """Whether an id is none of this sheet's, or was read already."""
    if id_ in ids:
        notes.report("workbook.row-twice", place, id=id_)
    elif id_ in sent.rows[layout.number]:
        return False
    elif elsewhere := sent.sheet_of(id_):
        notes.report("workbook.row-elsewhere", place, id=id_, sheet=sent.sheets[elsewhere][1])
    else:
        notes.report("workbook.row-unknown", place, id=id_)
    return True


def _merges(page: Page, layout: Layout, at: int, seen: set[str], notes: Notes) -> None:
    """Report each merged range once, at the first row that it touches."""
    for merged in page.merged:
        columns = [layout.id_at, *layout.columns.values()]
        if merged.ref not in seen and any(merged.holds(at, column) for column in columns):
            seen.add(merged.ref)
            notes.report("workbook.cell-merged", Place(page.name, merged.ref))


def _with_cells(
    page: Page,
    layout: Layout,
    at: int,
    row: ReturnedRow,
    columns: Sequence[Column],
    notes: Notes,
) -> ReturnedRow:
    """The row with the cells that can be taken."""
    cells: dict[str, str] = {}
    places: dict[str, Place] = {}
    for column in columns:
        number = layout.columns.get(column.key)
        if number is None or any(merged.holds(at, number) for merged in page.merged):
            continue
        place = Place(page.name, f"{get_column_letter(number)}{at}")
        sent = row.base.get(column.key, "")
        text = read_cell(page.cells.get((at, number)), column, sent, place, notes)
        if text is None:
            continue
        if text != sent and column.fixed(new=not row.id):
            notes.report("workbook.cell-locked", place, label=column.label, was=sent, text=text)
            continue
        if text == "" != sent and column.required:
            notes.report("workbook.cell-required", place, label=column.label)
            continue
        cells[column.key], places[column.key] = text, place
    if not row.id:
        _complete(cells, row, layout, columns, notes)
        cells = {key: text for key, text in cells.items() if text}
    return replace(row, cells=cells, places=places)


def _complete(
    cells: Mapping[str, str],
    row: ReturnedRow,
    layout: Layout,
    columns: Sequence[Column],
    notes: Notes,
) -> None:
    """Report every required cell that a new row leaves empty."""
    for column in columns:
        silent = cells.get(column.key) == "" or column.key not in layout.columns
        if silent and column.required and not column.locked:
            number = layout.columns.get(column.key, layout.id_at)
            place = Place(row.place.file, f"{get_column_letter(number)}{row.line}")
            notes.report("workbook.cell-required", place, label=column.label)
