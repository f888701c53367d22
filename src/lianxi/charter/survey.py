"""Look over a package before reading it: parse every file, and gather the ids it declares.

References are checked while values are read, so the ids must be known first.
"""

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lianxi.charter import syntax
from lianxi.charter.files import text_of
from lianxi.charter.kinds.rule import RULE
from lianxi.charter.language import FOLDERS, TABLES
from lianxi.charter.layers import BASE, inner, layers
from lianxi.charter.reading import Reader
from lianxi.charter.script import SCRIPT_FILE
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.expression import NAME
from lianxi.kernel.finding import Place
from lianxi.kernel.party import spelt

_PLAIN_FILES = ("region.toml", "sources.toml", SCRIPT_FILE)
REQUIRED = ("region.toml", "sources.toml", "parties.csv", "seats.csv")
SHAPES = "shapes/cities.geojson"


@dataclass(frozen=True)
class Row:
    """One row of a CSV file: its cells by column, empty ones left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its columns in order, and its rows."""

    columns: tuple[str, ...]
    rows: list[Row]


@dataclass
class Survey:
    """A package parsed but not yet read."""

    documents: dict[str, dict[str, object]] = field(default_factory=dict)  # TOML by path
    tables: dict[str, list[Row]] = field(default_factory=dict)  # CSV by path
    rosters: dict[str, Sheet] = field(default_factory=dict)  # tables beside the rules, by path
    shapes: dict[str, object] = field(default_factory=dict)
    shapes_at: str = SHAPES


def survey(files: Mapping[str, bytes], reader: Reader) -> Survey:
    """Parse every file of a package; report what is no part of one."""
    found = Survey()
    for path, content in sorted(files.items()):
        look_at(path, content, found, reader)
    unread = {finding.place.file for finding in reader.findings}
    for path in _required(found, files):
        if path not in files and path not in unread:
            reader.report("region.file", Place(path))
    return found


def _required(found: Survey, files: Mapping[str, bytes]) -> Iterable[str]:
    """The files that must be there; of a package that extends another, the other's."""
    if "extends" not in found.documents.get("region.toml", {}):
        return REQUIRED
    base = REQUIRED if len(layers(files)) > 1 else ()
    return ("region.toml", *(BASE + path for path in base))


def look_at(path: str, content: bytes, found: Survey, reader: Reader) -> None:
    """Parse one file of a package, by its path there."""
    within = inner(path)
    folder, _, name = within.rpartition("/")
    if within in _PLAIN_FILES or (folder in FOLDERS and name.endswith(".toml")):
        document = _toml(path, content, reader)
        if document is not None:
            found.documents[path] = document
    elif within in TABLES or (folder == RULE.folder and name.endswith(".csv")):
        _tabulate(path, content, found, reader)
    elif within == SHAPES:
        if found.shapes:  # the base's come first
            reader.report("extends.replaces", Place(path), what=_SHAPES)
            return
        found.shapes, found.shapes_at = _geojson(path, content, reader), path
    elif folder and name.endswith(".toml"):
        reader.report("folder.unknown", Place(path), folder=folder, known=", ".join(FOLDERS))
    elif not name.endswith(".md") and name != "LICENSE":
        reader.report("file.ignored", Place(path))


def _tabulate(path: str, content: bytes, found: Survey, reader: Reader) -> None:
    """A table whose columns are known, or one beside a rule."""
    known = TABLES.get(inner(path))
    columns = None if known is None else {key.name for key in known.keys}
    table = _csv(path, content, reader, columns)
    if table is None:
        return
    if known is None:
        found.rosters[path] = table
    else:
        found.tables[path] = table.rows


def ids_of(
    found: Survey, files: Mapping[str, bytes], troubled: frozenset[str], within: tuple[str, ...]
) -> dict[str, frozenset[str]]:
    """Every id that is declared in some layers of a package, by kind of thing.

    A kind whose file is among the `troubled` (missing, or not read whole) is left
    out: its ids are not known. An article is known by its file's name alone. Codes
    with a letter for a digit count as the codes that are meant.
    """
    ids: dict[str, frozenset[str]] = {}
    for kind, path in _DECLARED.items():
        if not any(layer + path in troubled for layer in within):
            declared = (_declared(found, kind, layer + path) for layer in within)
            ids[kind] = frozenset().union(*declared)
    for folder, article in FOLDERS.items():
        starts = tuple(f"{layer}{folder}/" for layer in within)
        ids[article.name] = frozenset(
            PurePosixPath(path).stem
            for path in {*files, *troubled}
            if path.startswith(starts) and path.endswith(".toml")
        )
    ids["article"] = frozenset().union(*(ids[kind.name] for kind in FOLDERS.values()))
    return ids


# Where the ids of each kind of thing are declared; those of articles are their files' names.
_DECLARED = {
    "office": "region.toml",
    "set": "region.toml",
    "field": "region.toml",
    "source": "sources.toml",
    "party": "parties.csv",
    "unit": "units.csv",
    "meeting": "history/meetings.csv",
    "topic": "history/topics.csv",
}
ROSTER_COLUMNS = Bilingual(
    "小写字母开头的列名，如 section、role、party、share",
    "columns in lower case, such as section, role, party, share",
)
_SHAPES = Bilingual("地图图形", "the shapes on the map")


def _declared(found: Survey, kind: str, path: str) -> set[str]:
    document = found.documents.get(path, {})
    if kind in ("office", "set", "field"):
        return _keys(document.get(f"{kind}s"))
    if kind == "source":
        return {str(each["id"]) for each in _tables(document.get("source", [])) if "id" in each}
    ids = _column(found, path)
    return {spelt(id_) for id_ in ids} if kind in ("party", "unit") else ids


def _toml(path: str, content: bytes, reader: Reader) -> dict[str, object] | None:
    text = text_of(path, content, reader)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except RecursionError:
        reader.report("toml.syntax", Place(path), where=syntax.spot(1), cause=syntax.TOO_DEEP)
    except ValueError as why:  # a TOMLDecodeError, or a number of thousands of digits
        trouble = syntax.of_toml(str(why))
        row = trouble.row or text.count("\n") + 1
        place = Place(path, row=row)
        reader.report("toml.syntax", place, where=trouble.where, cause=trouble.cause)
    return None


def _csv(path: str, content: bytes, reader: Reader, known: Set[str] | None) -> Sheet | None:
    """The rows of a table with known columns, or (None) with any that can be named."""
    text = text_of(path, content, reader)
    if text is None:
        return None
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as why:
        trouble = syntax.of_csv(str(why), len(lines) + 1)
        place = Place(path, row=trouble.row)
        reader.report("csv.syntax", place, where=trouble.where, cause=trouble.cause)
        return None
    header = lines.pop(0)
    wrong = [
        name
        for n, name in enumerate(header)
        if name in header[:n] or not (NAME.fullmatch(name) if known is None else name in known)
    ]
    if wrong:
        words = ROSTER_COLUMNS if known is None else same(", ".join(sorted(known)))
        reader.report("csv.header", Place(path, row=1), wrong=", ".join(wrong), known=words)
        return None
    rows = []
    for number, line in enumerate(lines, 2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(header):
            place = Place(path, row=number)
            reader.report("csv.cells", place, cells=len(line), columns=len(header))
            continue
        cells = {name: cell.strip() for name, cell in zip(header, line, strict=True)}
        rows.append(Row(number, {name: cell for name, cell in cells.items() if cell}))
    return Sheet(tuple(header), rows)


def _geojson(path: str, content: bytes, reader: Reader) -> dict[str, object]:
    text = text_of(path, content, reader)
    if text is None:
        return {}
    try:
        shapes = json.loads(text)
    except json.JSONDecodeError as why:
        place, where = Place(path, row=why.lineno), syntax.spot(why.lineno, why.colno)
        reader.report("json.syntax", place, where=where, cause=syntax.CUT_SHORT)
        return {}
    except (ValueError, RecursionError):  # a number of thousands of digits; lists in lists
        reader.report("json.syntax", Place(path), where=syntax.spot(1), cause=syntax.TOO_DEEP)
        return {}
    if not isinstance(shapes, dict) or shapes.get("type") != "FeatureCollection":
        reader.report("json.syntax", Place(path), where=syntax.spot(1), cause=syntax.NO_COLLECTION)
        return {}
    return shapes


def _keys(raw: object) -> set[str]:
    return set(raw) if isinstance(raw, dict) else set()


def _tables(raw: object) -> list[dict[str, object]]:
    return [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []


def _column(found: Survey, path: str) -> set[str]:
    return {row.cells["id"] for row in found.tables.get(path, []) if "id" in row.cells}
