"""Load a package: files in, a package or findings out, nothing half done.

    loaded = load(from_folder(Path("regions/yangtze-delta"), reader), reader)

One error anywhere and there is no package; notices are kept beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from lianxi.charter import check, files
from lianxi.charter.article import Article
from lianxi.charter.citation import SOURCE_KEYS, Source
from lianxi.charter.language import FOLDERS, TABLES
from lianxi.charter.package import Package
from lianxi.charter.read_article import read_article
from lianxi.charter.reading import Reader
from lianxi.charter.region import Region, read_region
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
from lianxi.charter.secrecy import look_for_marks
from lianxi.charter.survey import SHAPES, Survey, ids_of, survey
from lianxi.charter.tables import read_keys
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
    """Load a package from a folder, or from a zip archive of one."""
    reader = Reader({})
    if path.is_file() and path.suffix.lower() == ".zip":
        with path.open("rb") as archive:
            return load(files.from_zip(archive, reader), reader)
    return load(files.from_folder(path, reader), reader)


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
    reader.ids = ids_of(found, contents, reader.troubled())
    package = _read(found, contents, reader)
    if package is not None:
        check.check(package, found, reader)
    region_id = str(found.documents.get("region.toml", {}).get("id", ""))
    package = None if reader.troubled() else package
    return Loaded(package, _in_order(reader.findings), contents, region_id)


def _no_region(contents: Mapping[str, bytes], reader: Reader) -> None:
    """Say that there is no region.toml, unless it is said already why it can't be read."""
    if contents and "region.toml" not in reader.troubled():
        reader.report("region.file", Place("region.toml"))
    elif not reader.findings:
        reader.report("region.folder", Place("."))


def _read(found: Survey, contents: Mapping[str, bytes], reader: Reader) -> Package | None:
    region: Region | None = None
    if "region.toml" in found.documents:
        region = read_region(found.documents["region.toml"], reader)
    sources = _sources(found, reader)
    articles = _articles(found, reader)
    parties = _rows(found, "parties.csv", Party, reader)
    units = _rows(found, "units.csv", OrgUnit, reader)
    seats = _rows(found, "seats.csv", Seat, reader)
    sets = _rows(found, "sets.csv", SetMember, reader)
    mechanisms = _rows(found, "mechanisms.csv", Mechanism, reader)
    holidays = _rows(found, "holidays.csv", Holiday, reader)
    turns = _rows(found, "turns.csv", Turn, reader)
    meetings = _rows(found, "history/meetings.csv", Meeting, reader)
    topics = _rows(found, "history/topics.csv", Topic, reader)
    observations = _rows(found, "history/observations.csv", Observation, reader)
    readings = _rows(found, "history/readings.csv", RowReading, reader)
    if region is None:
        return None
    return Package(
        region=region,
        articles={article.id: article for article in articles},
        parties={party.id: party for party in parties},
        units={str(unit.id): unit for unit in units},
        seats=tuple(seats),
        sets=tuple(sets),
        mechanisms={mechanism.id: mechanism for mechanism in mechanisms},
        holidays=tuple(holidays),
        turns=tuple(turns),
        meetings={meeting.id: meeting for meeting in meetings},
        topics={topic.id: topic for topic in topics},
        observations=tuple(observations),
        readings=tuple(readings),
        sources={source.id: source for source in sources},
        tables={path: tuple(row.cells for row in table) for path, table in found.tables.items()},
        documents=found.documents,
        shapes=found.shapes,
        digest=_digest(found, contents),
    )


def _articles(found: Survey, reader: Reader) -> list[Article]:
    articles = []
    for path, document in sorted(found.documents.items()):
        kind = FOLDERS.get(path.rpartition("/")[0])
        if kind is not None:
            article = read_article(path, document, kind, reader)
            if article is not None:
                articles.append(article)
    return sorted(articles, key=lambda article: article.id)


def _sources(found: Survey, reader: Reader) -> list[Source]:
    path = "sources.toml"
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
            sources.append(Source(**values.by_name))  # type: ignore[arg-type]
    return sources


def _rows(found: Survey, path: str, of: type[R], reader: Reader) -> list[R]:
    """Read a table's rows; a row with a finding in a required cell is left out."""
    table = TABLES[path]
    made = []
    for row in found.tables.get(path, []):
        place = Place(path, row=row.number)
        values = read_keys(row.cells, table.keys, place, reader)
        if values.complete(table.keys):
            item = table.make(place, values)
            assert isinstance(item, of)
            made.append(item)
    return made


def _digest(found: Survey, contents: Mapping[str, bytes]) -> str:
    """Digest what the package says: not its comments, its spacing or the order of its rows."""
    documents: dict[str, Plain] = {path: _plain(doc) for path, doc in found.documents.items()}
    tables: dict[str, Plain] = {
        path: rows(row.cells for row in table) for path, table in found.tables.items()
    }
    shapes = digest_bytes(contents[SHAPES]) if SHAPES in contents else ""
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
