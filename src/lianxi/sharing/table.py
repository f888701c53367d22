"""The long table of facts as it comes: the columns of a CSV file, before anything is checked."""

import csv
import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO

import numpy as np

from lianxi.kernel.finding import Finding, Place

FIXED = ("period", "fact", "value", "unit")
LISTED_MAX = 100  # findings of one kind that are listed one by one


@dataclass(frozen=True)
class Table:
    """A long table as it was read: its columns by name, and where each row stands."""

    name: str
    columns: Mapping[str, Sequence[str]]
    rows: Sequence[int]  # the number of each row's line in the file, from the second line on

    def only(self, rows: Sequence[int]) -> "Table":
        """Some of its rows, by their places among them."""
        return Table(
            self.name,
            {name: [column[at] for at in rows] for name, column in self.columns.items()},
            [self.rows[at] for at in rows],
        )


class RowPlaces(Sequence[str]):
    """The places of the rows of a file, without writing a million of them down."""

    def __init__(self, name: str, rows: Sequence[int]) -> None:
        self.name, self.rows = name, rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: int) -> str:  # type: ignore[override]
        return f"{self.name}:{self.rows[at]}"


def parsed(text: str, name: str) -> Table | tuple[Finding, ...]:
    """The long table in the text of a CSV file called `name`, not yet checked."""
    text = text.removeprefix("\ufeff")
    with unwatched():
        return _plain(text, name) or _quoted(text, name)


def _plain(text: str, name: str) -> Table | None:
    """A table without quotation marks, all of whose lines have as many cells; None of others.

    Cutting it at its separators takes a third of the time that reading it as CSV does.
    """
    text = text.replace("\r\n", "\n")
    if '"' in text or "\r" in text:
        return None
    text = text if text.endswith("\n") else text + "\n"
    header = text.partition("\n")[0].split(",")
    bytes_ = np.frombuffer(text.encode(errors="surrogatepass"), dtype=np.uint8)
    separators = bytes_[(bytes_ == ord(",")) | (bytes_ == ord("\n"))]
    if len(header) < len(FIXED) or len(separators) % len(header):
        return None
    ends = separators.reshape(-1, len(header)) == ord("\n")
    if ends[:, :-1].any() or not ends[:, -1].all():
        return None
    cells = text.replace("\n", ",").split(",")
    columns = {
        cell.strip(): cells[at + len(header) : -1 : len(header)] for at, cell in enumerate(header)
    }
    if len(columns) != len(header) or not set(FIXED) <= set(columns) or len(ends) == 1:
        return None
    return Table(name, columns, range(2, len(ends) + 1))


def _quoted(text: str, name: str) -> Table | tuple[Finding, ...]:
    """A table of whatever form, read as CSV; what is wrong with it."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    known = {"got": "…", "known": ", ".join(FIXED)}
    try:
        header = [cell.strip() for cell in next(reader, [])]
        lines = list(reader)
    except csv.Error:
        return (Finding("error", "fact.csv", Place(name, row=reader.line_num)),)
    if len(set(header)) != len(header) or not set(FIXED) <= set(header):
        said = {**known, "got": ", ".join(header)}
        return (Finding("error", "fact.columns", Place(name, row=1), said),)
    rows: Sequence[int] = range(2, len(lines) + 2)
    if any(len(line) != len(header) for line in lines):
        odd = [n for n, line in enumerate(lines) if line and len(line) != len(header)]
        if odd:
            wrong = [_odd(name, n + 2, len(lines[n]), len(header)) for n in odd]
            return tuple(listed(wrong))
        rows = [n + 2 for n, line in enumerate(lines) if line]
        lines = [line for line in lines if line]
    if not lines:
        return (Finding("error", "fact.none", Place(name)),)
    return Table(name, dict(zip(header, zip(*lines, strict=True), strict=True)), rows)


def _odd(name: str, row: int, cells: int, heading: int) -> Finding:
    said = {"cells": cells, "columns": heading}
    return Finding("error", "fact.cells", Place(name, row=row), said)


@contextmanager
def unwatched() -> Iterator[None]:
    """Leave out the search for circles of objects, which a million rows of text can't form.

    It takes three quarters of the time that reading them does.
    """
    watched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if watched:
            gc.enable()


def listed(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, of each kind no more than a person will read; then how many there are more."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        if counts[finding.code] <= LISTED_MAX:
            yield finding
    for code, count in counts.items():
        if count > LISTED_MAX:
            place = next(f.place for f in findings if f.code == code)
            said = {"n": count - LISTED_MAX}
            yield Finding("error", "fact.more", Place(place.file, code), said)
