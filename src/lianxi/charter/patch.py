"""Change cells of a table and add rows to it, and leave every other byte of the package alone.

    done = patched(files, "seats.csv", Patch({"council/990100/2002": {"until": "2006"}}, ()))

The text of the file is edited in place: its line ends, its quotes, its spacing
and its empty lines stay. Only a table that was read without a finding is patched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxi.charter.language import TABLES

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Patch:
    """What is to be done to a table: cells to change, by row and column, and rows to add."""

    cells: Mapping[str, Cells]
    added: Sequence[Cells]


@dataclass(frozen=True)
class Patched:
    """The files with the table changed, and at which line of the table each row stands."""

    files: Mapping[str, bytes]
    lines: Mapping[str, int]  # of the rows changed, by their ids
    added: tuple[int, ...]  # of the rows added, in their order


@dataclass(frozen=True)
class _Field:
    """A cell as it stands in the text: from where to where, and what it says."""

    start: int
    stop: int
    text: str


def columns(content: bytes) -> tuple[str, ...]:
    """The columns of a table, as its first line has them."""
    return tuple(field.text for field in next(_records(content.decode()), ()))


def rows(path: str, content: bytes) -> dict[str, dict[str, str]]:
    """The rows of a table by their ids, empty cells left out.

    A row goes by the columns that tell its table's rows apart; where two have the
    same there, the later one has its number among them behind it.
    """
    return {id_: cells for _, id_, cells, _ in _rows(path, content.decode())}


def patched(files: Mapping[str, bytes], path: str, patch: Patch) -> Patched:
    """Change the table at a path of a package; a row or column it has not is an error of ours."""
    text = files[path].decode()
    heading = columns(files[path])
    edits: list[tuple[_Field, str]] = []
    lines: dict[str, int] = {}
    for number, id_, _, fields in _rows(path, text):
        if id_ in patch.cells:
            lines[id_] = number
            for column, value in patch.cells[id_].items():
                edits.append((fields[heading.index(column)], value))
    assert lines.keys() == patch.cells.keys(), "a row that is not there can't be changed"
    parts, done = [], 0
    for field, value in sorted(edits, key=lambda edit: edit[0].start):
        parts += [text[done : field.start], _written(value)]
        done = field.stop
    parts.append(text[done:])
    changed = "".join(parts)
    if patch.added:
        end = "\r\n" if "\r\n" in text else "\n"
        changed += "" if changed.endswith(("\n", "\r")) else end
        for cells in patch.added:
            assert cells.keys() <= set(heading), "a column that is not there can't be filled"
            changed += ",".join(_written(cells.get(column, "")) for column in heading) + end
    end_of_table = sum(1 for _ in _records(text))
    added = tuple(end_of_table + n for n in range(1, len(patch.added) + 1))
    return Patched({**files, path: changed.encode()}, lines, added)


def _rows(path: str, text: str) -> Iterator[tuple[int, str, dict[str, str], list[_Field]]]:
    """Each row with its line as a finding counts it, its id, its cells and their places."""
    table = TABLES[path]
    records = _records(text)
    heading = [field.text for field in next(records, [])]
    seen: dict[str, int] = {}
    for number, fields in enumerate(records, 2):
        if not any(field.text.strip() for field in fields):
            continue
        cells = {
            column: field.text.strip()
            for column, field in zip(heading, fields, strict=True)
            if field.text.strip()
        }
        id_ = table.row_id(cells)
        seen[id_] = seen.get(id_, 0) + 1
        yield number, id_ if seen[id_] == 1 else f"{id_}#{seen[id_]}", cells, fields


def _records(text: str) -> Iterator[list[_Field]]:
    """The lines of a CSV text as the standard library's reader has them, with places."""
    at = 0
    while at < len(text):
        fields: list[_Field] = []
        while True:
            field = _field(text, at)
            fields.append(field)
            at = field.stop
            if at == len(text) or text[at] != ",":
                break
            at += 1
        if text.startswith("\r\n", at):
            at += 2
        elif at < len(text):
            at += 1
        only = fields[0]
        yield [] if len(fields) == 1 and only.start == only.stop else fields


def _field(text: str, start: int) -> _Field:
    """The cell that begins at a place: quoted, or up to the next comma or line end."""
    if not text.startswith('"', start):
        stop = start
        while stop < len(text) and text[stop] not in ",\r\n":
            stop += 1
        return _Field(start, stop, text[start:stop])
    stop = start + 1
    while not (text[stop] == '"' and text[stop + 1 : stop + 2] != '"'):
        stop += 2 if text[stop] == '"' else 1
    return _Field(start, stop + 1, text[start + 1 : stop].replace('""', '"'))


def _written(value: str) -> str:
    """A cell as CSV writes it: in quotes where it holds what would end it."""
    if any(letter in value for letter in ',"\r\n') or value != value.strip():
        doubled = value.replace('"', '""')
        return f'"{doubled}"'
    return value
