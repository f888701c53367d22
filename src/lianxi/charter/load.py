"""Load a package: files in, a package or findings out, nothing half done.

    loaded = load(from_folder(Path("regions/yangtze-delta"), reader), reader)

One error anywhere and there is no package; notices are kept beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from lianxi.charter import check, files
from lianxi.charter.article import Article
from lianxi.charter.citation import SOURCE_KEYS, Source
from lianxi.charter.columns import SOURCE_COLUMN, STATUS_COLUMN, Table
from lianxi.charter.language import FOLDERS, TABLES
from lianxi.charter.layers import BASE, OWN, beside, inner, layers, stands
from lianxi.charter.package import Package
from lianxi.charter.read_article import read_article
from lianxi.charter.reading import Reader
from lianxi.charter.region import Region, extended, read_region
from lianxi.charter.rows import (
    Holiday,
    Mechanism,
    Meeting,
    Observation,
    OrgUnit,
    Party,
    RowReading,
    Seat,
    SetMember,
    Topic,
    Turn,
)
from lianxi.charter.rules.roster import Roster, read_roster
from lianxi.charter.script import SCRIPT_FILE, Step, read_script
from lianxi.charter.secrecy import look_for_marks
from lianxi.charter.survey import Row, Survey, ids_of, survey
from lianxi.charter.tables import Values, read_keys
from lianxi.kernel.digest import Plain, digest, digest_bytes, rows
from lianxi.kernel.finding import Finding, Place

R = TypeVar("R")


@dataclass(frozen=True)
class Loaded:
    """The outcome: a package unless there are errors, and every finding."""

    package: Package | None
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    region_id: str  # as region.toml has it, "" where it says nothing

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop a load."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def notices(self) -> list[Finding]:
        """The findings that are kept and shown."""
        return [finding for finding in self.findings if finding.severity == "notice"]


def load_path(path: Path) -> Loaded:
    """Load a package from a folder, or from a zip archive of one.

    A folder whose package extends the one beside it is read with that one's files; an archive
    carries them.
    """
    reader = Reader({})
    if path.is_file() and path.suffix.lower() == ".zip":
        with path.open("rb") as archive:
            return load(files.from_zip(archive, reader), reader)
    found = files.from_folder(path, reader)
    whole = found | beside(path, found, reader)
    if files.too_large(whole):
        reader.report("package.large", Place(""), **files.BOUNDS)
        return Loaded(None, tuple(reader.findings), {}, "")
    return load(whole, reader)


def load_zip(archive: BinaryIO) -> Loaded:
    """Load a package from an uploaded archive."""
    reader = Reader({})
    return load(files.from_zip(archive, reader), reader)


def load(contents: Mapping[str, bytes], reader: Reader | None = None) -> Loaded:
    """Load a package from its files, by relative path."""
    reader = reader or Reader({})
    if "region.toml" not in contents:
        _no_region(contents, reader)
        look_for_marks(contents, Survey(), reader)
        return Loaded(None, _in_order(reader.findings), contents, "")
    found = survey(contents, reader)
    look_for_marks(contents, found, reader)
    region_id = str(found.documents.get("region.toml", {}).get("id", ""))
    if not stands(found.documents, contents, reader):
        return Loaded(None, _in_order(reader.findings), contents, region_id)
    package = _read(found, contents, reader)
    if package is not None:
        check.check(package, found, reader)
    package = None if reader.troubled() else package
    return Loaded(package, _in_order(reader.findings), contents, region_id)


def _no_region(contents: Mapping[str, bytes], reader: Reader) -> None:
    """Say that there is no region.toml, unless it is said already why it can't be read."""
    if contents and "region.toml" not in reader.troubled():
        reader.report("region.file", Place("region.toml"))
    elif not reader.findings:
        reader.report("region.folder", Place("."))


@dataclass
class _Read:
    """What is read of a package, layer by layer: first of the one that it extends."""

    region: Region | None = None
    articles: dict[str, Article] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    rows: dict[str, list[object]] = field(default_factory=dict)
    rosters: dict[str, Roster] = field(default_factory=dict)
    script: tuple[Step, ...] = ()

    def of(self, path: str, kind: type[R]) -> list[R]:
        """The rows of a table, each of the type that the table makes."""
        return [row for row in self.rows[path] if isinstance(row, kind)]


def _read(found: Survey, contents: Mapping[str, bytes], reader: Reader) -> Package | None:
    read = _Read(rows={path: [] for path in TABLES})
    every, troubled = layers(contents), reader.troubled()
    for number, layer in enumerate(every, 1):
        reader.ids = ids_of(found, contents, troubled, every[:number])
        _read_layer(found, layer, read, reader)
    if read.region is None:
        return None
    return Package(
        region=read.region,
        articles={id_: read.articles[id_] for id_ in sorted(read.articles)},
        parties={party.id: party for party in read.of("parties.csv", Party)},
        units={str(unit.id): unit for unit in read.of("units.csv", OrgUnit)},
        seats=tuple(read.of("seats.csv", Seat)),
        sets=tuple(read.of("sets.csv", SetMember)),
        mechanisms={each.id: each for each in read.of("mechanisms.csv", Mechanism)},
        holidays=tuple(read.of("holidays.csv", Holiday)),
        turns=tuple(read.of("turns.csv", Turn)),
        meetings={each.id: each for each in read.of("history/meetings.csv", Meeting)},
        topics={topic.id: topic for topic in read.of("history/topics.csv", Topic)},
        observations=tuple(read.of("history/observations.csv", Observation)),
        readings=tuple(read.of("history/readings.csv", RowReading)),
        sources={source.id: source for source in read.sources},
        tables={path: tuple(row.cells for row in table) for path, table in found.tables.items()},
        documents=found.documents,
        shapes=found.shapes,
        rosters=read.rosters,
        script=read.script,
        digest=_digest(found, contents),
    )


def _read_layer(found: Survey, layer: str, read: _Read, reader: Reader) -> None:
    """Read the files of one package, with what they add to those of the one before it."""
    file = f"{layer}region.toml"
    document = found.documents.get(file)
    reader.world = str((document or {}).get("world", "record"))
    region = read_region(document, reader, file) if document is not None else None
    base, read.region = read.region, region
    if region is not None and base is not None:
        read.region = extended(region, base, reader)
    read.sources += _sources(found, f"{layer}sources.toml", reader)
    _read_articles(found, layer, read, reader)
    script = found.documents.get(f"{layer}{SCRIPT_FILE}")
    if script is not None:
        read.script += read_script(script, reader, f"{layer}{SCRIPT_FILE}")
    for path in TABLES:
        read.rows[path] += _rows(found, layer, path, reader)
    for path, sheet in found.rosters.items():
        if path.startswith(BASE) == (layer == BASE):
            lines = [(row.number, row.cells) for row in sheet.rows]
            roster = read_roster(path, sheet.columns, lines, reader)
            if roster is not None:
                read.rosters[path] = roster


def _read_articles(found: Survey, layer: str, read: _Read, reader: Reader) -> None:
    for path, document in sorted(found.documents.items()):
        folder, _, name = path.removeprefix(layer).rpartition("/")
        kind = FOLDERS.get(folder) if path.startswith(layer) else None
        if kind is None:
            continue
        base = read.articles.get(name.removesuffix(".toml")) if layer == OWN else None
        if base is not None and inner(base.file) != path:
            base = None  # of another kind, or twice in one package: said where ids are compared
        article = read_article(path, document, kind, reader, base)
        if article is not None:
            read.articles[article.id] = article


def _sources(found: Survey, path: str, reader: Reader) -> list[Source]:
    raw = found.documents.get(path, {}).get("source", [])
    if not isinstance(raw, list):
        reader.report("block.form", Place(path, "source"), word="source")
        return []
    sources = []
    for number, item in enumerate(raw, 1):
        place = Place(path, f"source[{number}]")
        if not isinstance(item, dict):
            reader.report("block.form", place, word="source")
            continue
        values = read_keys(item, SOURCE_KEYS, place, reader)
        if values.complete(SOURCE_KEYS):
            source = Source(**values.by_name)  # type: ignore[arg-type]
            sources.append(replace(source, world=reader.world))
    return sources


def _rows(found: Survey, layer: str, path: str, reader: Reader) -> list[object]:
    """Read a table's rows; a row with a finding in a required cell is left out."""
    table = TABLES[path]
    made = []
    for row in found.tables.get(layer + path, []):
        place = Place(layer + path, row=row.number)
        values = read_keys(row.cells, table.keys, place, reader)
        if values.complete(table.keys) and _sourced(table, values, place, row, reader):
            made.append(table.make(place, values))
    return made


def _sourced(table: Table, values: Values, place: Place, row: Row, reader: Reader) -> bool:
    """Whether a row says where it is written; an example need not."""
    example, source = values.get(STATUS_COLUMN) == "example", values.get(SOURCE_COLUMN)
    if example or source or SOURCE_COLUMN not in table.keys:
        return True
    if SOURCE_COLUMN.name not in row.cells:  # else it is said what is wrong with it
        reader.report("source.missing", place)
    return False


def _digest(found: Survey, contents: Mapping[str, bytes]) -> str:
    """Digest what the package says: not its comments, its spacing or the order of its rows."""
    documents: dict[str, Plain] = {path: _plain(doc) for path, doc in found.documents.items()}
    tables: dict[str, Plain] = {
        path: rows(row.cells for row in table) for path, table in found.tables.items()
    }
    tables |= {path: rows(row.cells for row in sheet.rows) for path, sheet in found.rosters.items()}
    drawn = contents.get(found.shapes_at)
    shapes = digest_bytes(drawn) if drawn is not None else ""
    return digest({"documents": documents, "tables": tables, "shapes": shapes})


def _plain(value: object) -> Plain:
    """A TOML value as a plain one; what the language does not use is written as text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, (bool, int, str)) else str(value)


# Findings about a file as a file: whatever else is found may follow from them.
_OF_FILES = (
    "region.folder",
    "region.file",
    "package",
    "zip",
    "file",
    "folder",
    "toml",
    "csv",
    "json",
)


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Causes first: errors before notices, files before what they say, references last."""
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[bool, int, str, int, str, str]:
    code, place = finding.code, finding.place
    rank = 1
    if code in _OF_FILES or code.partition(".")[0] in _OF_FILES:
        rank = 0
    elif code == "reference.dangling":
        rank = 2
    return (finding.severity != "error", rank, place.file, place.row or 0, place.key, code)
