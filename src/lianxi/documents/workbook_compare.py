"""Compare what came back with what was sent out and with what is there now.

A cell was changed where it differs from what was sent; it is a conflict where
somebody changed it here meanwhile to something else. A conflict is never
resolved by itself: all three values are shown and the cell stays as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from lianxi.documents.workbook import sendable
from lianxi.documents.workbook_read import Returned, ReturnedRow
from lianxi.kernel.finding import Place

Outcome = Literal["changed", "conflict", "already"]
Rows = Mapping[str, Mapping[str, str]]  # by id: the cells of each row, empty ones may be missing
Identify = Callable[[Mapping[str, str]], str]  # the id that a new row will go by


@dataclass(frozen=True)
class CellChange:
    """One cell: what was sent out, what stands there now, what came back, and where."""

    key: str
    sent: str
    was: str
    becomes: str
    outcome: Outcome
    place: Place


@dataclass(frozen=True)
class RowChange:
    """One row that came back otherwise than it was sent.

    `outcome`: `added` (new), `changed`, `already` (what it says is so now), or
    `gone` (it is not here any more: nothing of it can be changed).
    """

    id: str
    party: str
    outcome: Literal["added", "changed", "already", "gone"]
    cells: tuple[CellChange, ...]
    place: Place

    def of(self, outcome: Outcome) -> tuple[CellChange, ...]:
        """Its cells of one outcome."""
        return tuple(cell for cell in self.cells if cell.outcome == outcome)


@dataclass(frozen=True)
class Changes:
    """Everything that differs, and how many rows came back as they were sent."""

    rows: tuple[RowChange, ...]
    unchanged: int

    @property
    def added(self) -> tuple[RowChange, ...]:
        """New rows."""
        return tuple(row for row in self.rows if row.outcome == "added")

    @property
    def changed(self) -> tuple[CellChange, ...]:
        """The cells of rows sent out that will be changed."""
        rows = (row for row in self.rows if row.outcome == "changed")
        return tuple(cell for row in rows for cell in row.of("changed"))

    @property
    def conflicts(self) -> tuple[tuple[RowChange, CellChange], ...]:
        """The cells that somebody changed here meanwhile; they stay as they are."""
        return tuple((row, cell) for row in self.rows for cell in row.of("conflict"))

    @property
    def already(self) -> tuple[RowChange, ...]:
        """Rows of which everything that came back is so already."""
        return tuple(row for row in self.rows if row.outcome == "already")

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to apply."""
        return not self.added and not self.changed


def compare(returned: Returned, now: Rows, identify: Identify | None = None) -> Changes:
    """Compare the rows that came back, each with what was sent and with the row as it is now.

    `identify` gives the id of a new row from its cells; without it a new row is
    known again by its cells: it is there already where a row that was not sent
    out says the same.
    """
    rows, unchanged = [], 0
    taken: set[str] = set()  # rows here that a new row was found to be
    for sheet in returned.sheets:
        for row in sheet.rows:
            change = (
                _sent_out(row, sheet.party, now)
                if row.id
                else _new(row, sheet.party, now, identify, returned.sent_ids | taken)
            )
            if change is None:
                unchanged += 1
                continue
            if change.outcome == "already":
                taken.add(change.id)
            rows.append(change)
    return Changes(tuple(rows), unchanged)


def _sent_out(row: ReturnedRow, party: str, now: Rows) -> RowChange | None:
    """What became of a row that was sent out; None where nothing did."""
    here = now.get(row.id)
    cells = []
    for key, text in row.cells.items():
        sent = row.base.get(key, "")
        if text != sent:
            was = sendable((here or {}).get(key, ""))
            outcome = "conflict" if here is None else _outcome(sent, was, text)
            cells.append(CellChange(key, sent, was, text, outcome, row.places[key]))
    if not cells:
        return None
    if here is None:
        return RowChange(row.id, party, "gone", tuple(cells), row.place)
    already = all(cell.outcome == "already" for cell in cells)
    return RowChange(row.id, party, "already" if already else "changed", tuple(cells), row.place)


def _outcome(sent: str, was: str, becomes: str) -> Outcome:
    if was == becomes:
        return "already"
    return "changed" if was == sent else "conflict"


def _new(
    row: ReturnedRow,
    party: str,
    now: Rows,
    identify: Identify | None,
    taken: set[str] | frozenset[str],
) -> RowChange:
    """What becomes of a new row: added, unless there is one like it already."""
    id_ = identify(row.cells) if identify else _alike(row, now, taken)
    here = now.get(id_)
    cells = []
    for key, text in row.cells.items():
        was = sendable((here or {}).get(key, ""))
        outcome: Outcome = "changed" if here is None else "already" if was == text else "conflict"
        cells.append(CellChange(key, "", was, text, outcome, row.places[key]))
    if here is None:
        return RowChange(id_, party, "added", tuple(cells), row.place)
    already = all(cell.outcome == "already" for cell in cells)
    return RowChange(id_, party, "already" if already else "changed", tuple(cells), row.place)


def _alike(row: ReturnedRow, now: Rows, taken: set[str] | frozenset[str]) -> str:
    """The id of a row here that was not sent out and says what the new one says, or ""."""
    for id_, cells in now.items():
        if id_ not in taken and all(cells.get(key, "") == text for key, text in row.cells.items()):
            return id_
    return ""
