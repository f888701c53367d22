"""A table of a region package as a workbook, and the way back into the package's text.

The list is called by its region and its path; a row by the columns that tell
its table's rows apart, which are locked once the row is there. Where a column
names a party, the rows can be dealt out to sheets, one for each city.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from lianxi.charter import patch
from lianxi.charter.columns import Identity
from lianxi.charter.columns import Table as CharterTable
from lianxi.charter.forms import TEXT_LENGTH_MAX, Day, Ref, Word
from lianxi.charter.language import TABLES
from lianxi.charter.package import Package
from lianxi.charter.patch import Patch
from lianxi.charter.tables import AnyKey
from lianxi.documents.letters import em
from lianxi.documents.workbook import Book, Column, Row, Sheet
from lianxi.documents.workbook_compare import Changes
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place

PREFIX = "package"
WIDTH_MIN, WIDTH_MAX = 12, 44

Rows = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Listed:
    """A table that is one of a version's: its path, its name, its rows; by city where it can be."""

    path: str
    table: CharterTable
    rows: int
    party_column: str

    @property
    def stem(self) -> str:
        """Its path without the ending: what its workbook is called by."""
        return self.path.removesuffix(".csv")


def listed(files: Mapping[str, bytes] | Mapping[str, str], package: Package) -> list[Listed]:
    """The tables that a package has, in the order of the language."""
    return [
        Listed(path, table, len(package.tables.get(path, ())), party_column(table))
        for path, table in TABLES.items()
        if path in files
    ]


def list_id(region: str, path: str) -> str:
    """What the list is called in its workbook."""
    return f"{PREFIX}/{region}/{path}"


def of_list(list_: str) -> tuple[str, str] | None:
    """The region and the path of a table that a workbook says it is; None for another list.

    >>> of_list("package/delta/history/meetings.csv"), of_list("directory/delta")
    (('delta', 'history/meetings.csv'), None)
    """
    prefix, _, rest = list_.partition("/")
    region, _, path = rest.partition("/")
    return (region, path) if prefix == PREFIX and path in TABLES else None


def party_column(table: CharterTable) -> str:
    """The column that says whose a row is; "" where no one column does.

    >>> party_column(TABLES["seats.csv"]), party_column(TABLES["mechanisms.csv"])
    ('party', '')
    """
    keys = [key for key in table.keys if _names_party(key)]
    keys.sort(key=lambda key: (not isinstance(key.form, Identity), not key.required))
    return keys[0].name if keys else ""


def _names_party(key: AnyKey) -> bool:
    form = key.form
    return isinstance(form, Identity) or (isinstance(form, Ref) and "party" in form.kinds)


def columns_of(path: str, content: bytes, rows: Rows) -> tuple[Column, ...]:
    """The columns of a table as its file has them, each by the form of its key."""
    table = TABLES[path]
    keys = {key.name: key for key in table.keys}
    return tuple(_column(keys[name], table, rows) for name in patch.columns(content))


def _column(key: AnyKey, table: CharterTable, rows: Rows) -> Column:
    form = key.form
    choices = form.vocabulary if isinstance(form, Word) else {}
    said = (row.get(key.name, "") for row in rows.values())
    longest = max(chain((2 * em(key.label.zh) + 4,), (2 * em(text) for text in said)))
    return Column(
        key.name,
        key.label,
        key.meaning,
        form="choice" if choices else "date" if isinstance(form, Day) else "text",
        choices=choices,
        required=key.required,
        width=int(max(WIDTH_MIN, min(WIDTH_MAX, longest + 2))),
        once=key.name in table.by,
        longest=TEXT_LENGTH_MAX,
    )


def book_of(
    package: Package,
    path: str,
    content: bytes,
    made_on: date,
    origin: str,
    *,
    parties: Sequence[str] | None = None,
    by_city: bool = False,
) -> Book:
    """A table as a book: one sheet, a sheet for each party, or the sheets of these parties."""
    table, rows = TABLES[path], patch.rows(path, content)
    if by_city or parties is not None:
        sheets = _by_party(package, party_column(table), rows, parties)
    else:
        sheets = [Sheet("", table.label, tuple(Row(id_, cells) for id_, cells in rows.items()))]
    return Book(
        list_id(package.region.id, path),
        _TITLE.fill(region=package.region.title, table=table.meaning),
        columns_of(path, content, rows),
        tuple(sheets),
        made_on,
        origin=origin,
    )


def _by_party(
    package: Package, column: str, rows: Rows, parties: Sequence[str] | None
) -> list[Sheet]:
    """The sheets of the parties that are asked for, or of all that have rows, and of the others."""
    assert column, "a table without a party has no sheets of cities"
    dealt: dict[str, list[Row]] = {party: [] for party in parties or ()}
    for id_, cells in rows.items():
        party = cells.get(column, "").partition("/")[0]
        party = party if party in package.parties else ""
        if parties is None or party in dealt:
            dealt.setdefault(party, []).append(Row(id_, cells))
    known = [party for party in package.parties if party in dealt]
    sheets = [Sheet(p, package.of("party", p), tuple(dealt[p])) for p in known]
    if "" in dealt:
        sheets.append(Sheet("", _OTHERS, tuple(dealt[""])))
    return sheets


def patch_of(changes: Changes) -> Patch:
    """What a comparison asks to be done to the table; conflicts are left out."""
    cells = {
        row.id: {cell.key: cell.becomes for cell in row.of("changed")}
        for row in changes.rows
        if row.outcome == "changed" and row.of("changed")
    }
    added = [{cell.key: cell.becomes for cell in row.cells} for row in changes.added]
    return Patch(cells, added)


def places_of(changes: Changes, done: patch.Patched) -> dict[tuple[int, str], Place]:
    """Where in the workbook each changed cell of the table came from, by line and column.

    The row itself stands under the column "".
    """
    places: dict[tuple[int, str], Place] = {}
    added = iter(done.added)
    for row in changes.rows:
        if row.outcome == "added":
            line = next(added)
        elif row.id in done.lines:
            line = done.lines[row.id]
        else:
            continue
        places[(line, "")] = row.place
        places |= {(line, cell.key): cell.place for cell in row.cells}
    return places


_TITLE = Bilingual("{region} · {table}", "{region} · {table}")
_OTHERS = Bilingual("其他", "others")
