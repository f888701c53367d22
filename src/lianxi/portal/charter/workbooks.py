"""Take a table back that went out as a workbook: what changed, what is invalid and where.

What comes out is a package with those cells changed and nothing else, ready for the
same review as an uploaded one. Nothing is written here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lianxi.charter import patch
from lianxi.charter.language import TABLES
from lianxi.charter.load import Loaded, load
from lianxi.charter.package import Package
from lianxi.charter.texts import in_words as charter_words
from lianxi.documents.table_book import (
    PREFIX,
    columns_of,
    list_id,
    of_list,
    party_column,
    patch_of,
    places_of,
)
from lianxi.documents.texts import in_words as workbook_words
from lianxi.documents.workbook import Column
from lianxi.documents.workbook_compare import Changes, Outcome, compare
from lianxi.documents.workbook_read import Returned, list_of, read
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.finding import Explained, Finding, Place
from lianxi.portal.charter import queries
from lianxi.portal.charter.models import Version


@dataclass(frozen=True)
class Cell:
    """One cell that came back otherwise than it was sent, for a reader."""

    row: str
    label: Bilingual
    sent: Bilingual
    was: Bilingual
    becomes: Bilingual
    place: Place


UNCHANGED = Changes((), 0)


@dataclass(frozen=True)
class Taken:
    """What a workbook came to: what was found, what it changes, the package with its changes.

    `base` is the version that it was compared with; `loaded` is None where there is
    nothing to load.
    """

    returned: Returned
    path: str = ""
    base: Version | None = None
    columns: tuple[Column, ...] = ()
    changes: Changes = UNCHANGED
    loaded: Loaded | None = None
    places: Mapping[tuple[int, str], Place] | None = None
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # as they are in `base`

    @property
    def errors(self) -> list[Explained]:
        """What stops it, in words, each at its place in the workbook where it has one."""
        of_package = self.loaded.errors if self.loaded else []
        return [workbook_words(finding) for finding in self.returned.errors] + [
            charter_words(self._placed(finding)) for finding in of_package
        ]

    @property
    def notices(self) -> list[Explained]:
        """What a reviewer should know of the workbook itself."""
        return [workbook_words(finding) for finding in self.returned.notices]

    def cells(self, outcome: Outcome) -> list[Cell]:
        """The cells of one outcome in rows that were sent out, or that are here already."""
        return [
            self._cell(row.id, each.key, (each.sent, each.was, each.becomes), each.place)
            for row in self.changes.rows
            if row.outcome != "added"
            for each in row.of(outcome)
        ]

    @property
    def changed(self) -> list[Cell]:
        """The cells that it changes."""
        return self.cells("changed")

    @property
    def conflicts(self) -> list[Cell]:
        """The cells that were changed here meanwhile: they stay as they are."""
        return self.cells("conflict")

    @property
    def already(self) -> list[Cell]:
        """The cells that say here already what came back."""
        return self.cells("already")

    @property
    def party(self) -> str:
        """Whose workbook it is, where all of its sheets are one party's."""
        parties = {sheet.party for sheet in self.returned.sheets}
        return parties.pop() if len(parties) == 1 else ""

    def of_others(self, party: str) -> list[str]:
        """The parties other than one whose rows it changes, or to whom it gives a row."""
        column = party_column(TABLES[self.path]) if self.path else ""
        if not column:
            return []
        whose = [
            id_.partition("/")[0]
            for row in self.changes.rows
            if row.outcome == "added" or row.of("changed")
            for id_ in (
                self.rows.get(row.id, {}).get(column, ""),
                *(cell.becomes for cell in row.cells if cell.key == column),
            )
        ]
        return [id_ for id_ in dict.fromkeys(whose) if id_ and id_ != party]

    def _cell(self, row: str, key: str, texts: tuple[str, str, str], place: Place) -> Cell:
        column = next(column for column in self.columns if column.key == key)
        sent, was, becomes = (column.choices.get(text, same(text)) for text in texts)
        return Cell(row, column.label, sent, was, becomes, place)

    def _placed(self, finding: Finding) -> Finding:
        """A finding of the table, at the cell of the workbook that it comes from."""
        place, places = finding.place, self.places or {}
        if place.file != self.path or place.row is None:
            return finding
        key = place.key.partition("[")[0]
        found = places.get((place.row, key)) or places.get((place.row, ""))
        return replace(finding, place=found) if found else finding


def taken(content: bytes, base: Version | None = None) -> Taken:
    """Read a workbook and compare it with a version, by default the one in use."""
    listed = of_list(list_of(content) or "")
    version = base or (queries.newest(listed[0]) if listed else None)
    if listed is None or version is None or listed[1] not in version.files:
        return Taken(read(content, (), f"{PREFIX}/…"))
    path, files = listed[1], queries.loaded(version.manifest).files
    rows = patch.rows(path, files[path])
    columns = columns_of(path, files[path], rows)
    returned = read(content, columns, list_id(version.region_id, path))
    changes = compare(returned, rows, TABLES[path].row_id)
    found = Taken(returned, path, version, columns, changes, rows=rows)
    if returned.errors or changes.nothing:
        return found
    done = patch.patched(files, path, patch_of(changes))
    return replace(found, loaded=load(done.files), places=places_of(changes, done))


def meant(text: str, package: Package) -> str | None:
    """The id of the party that a person means by its code or its name; None where nobody has it."""
    text = text.strip()
    for party in package.parties.values():
        names = (party.id, party.name.zh, party.formal, party.name.en.casefold())
        if text in names or text.casefold() in names:
            return party.id
    return None


def with_rows(package: Package, paths: Iterable[str]) -> Sequence[str]:
    """The parties that have rows in tables that can be dealt out by city."""
    columns = {path: party_column(TABLES[path]) for path in paths}
    own = {
        cells.get(column, "").partition("/")[0]
        for path, column in columns.items()
        if column
        for cells in package.tables.get(path, ())
    }
    return [party for party in package.parties if party in own]
