"""The facts of a calculation: a long table, every row checked against the plan.

    facts, findings = gathered(plan, rows)

A row says: in this period, at these keys, this fact has this value in this unit. What is wrong is
found row by row; with an error nothing is worked out.
"""

import csv
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from itertools import product

import numpy as np

from lianxi.charter.rules.typed import is_time
from lianxi.kernel.digest import Plain, digest
from lianxi.kernel.finding import Finding, Place
from lianxi.sharing.column import Column
from lianxi.sharing.gaps import filled
from lianxi.sharing.grid import Cells, Given, Grid, Order
from lianxi.sharing.periods import Time
from lianxi.sharing.plan import Plan

FIXED = ("period", "fact", "value", "unit")
LISTED_MAX = 100  # findings of one kind that are listed one by one
CELLS_MAX = 50_000_000


@dataclass(frozen=True)
class FactRow:
    """One figure as it came in: `place` says where it stands, `source` what it rests on."""

    period: str
    keys: Mapping[str, str]
    fact: str
    value: str
    unit: str
    source: str = ""
    place: str = ""


@dataclass(frozen=True)
class Facts:
    """Figures that were checked: an array for each fact, with where each came from."""

    plan: Plan
    periods: tuple[Time, ...]
    keys: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, Column]
    cells: Mapping[str, Cells] = field(default_factory=dict)
    sources: Sequence[str] = ()

    @cached_property
    def digest(self) -> str:
        """Says the same of the same figures, however they were ordered, divided or spelt."""
        said: dict[str, Plain] = {
            "periods": [time.text for time in self.periods],
            "keys": {word: list(keys) for word, keys in self.keys.items()},
            "facts": {name: _plainly(column) for name, column in self.columns.items()},
        }
        return digest(said)


def _plainly(column: Column) -> list[Plain]:
    """The numbers of a column in one spelling."""
    numbers = column.numerators
    shared = int(np.gcd.reduce(numbers, axis=None)) if numbers.size else 0
    least = numbers // shared if shared > 1 else numbers
    states = "" if column.states is None else column.states.tobytes().hex()
    scale = column.scale * max(shared, 1)
    return [str(scale), list(numbers.shape), " ".join(map(str, least.ravel().tolist())), states]


def columns(plan: Plan) -> tuple[str, ...]:
    """The columns of a plan's long table of facts."""
    words = {word for asked in plan.of.facts.values() for word in asked.per if not is_time(word)}
    return ("period", *(word for word in plan.of.words if word in words), *FIXED[1:])


def gathered(plan: Plan, rows: Iterable[FactRow]) -> tuple[Facts, tuple[Finding, ...]]:
    """Check every row and put the figures in their places."""
    rows = list(rows)
    words = columns(plan)[1:-3]
    given = Given(
        periods=[row.period for row in rows],
        facts=[row.fact for row in rows],
        values=[row.value for row in rows],
        units=[row.unit for row in rows],
        keys={word: [row.keys.get(word, "") for row in rows] for word in words},
        places=[row.place for row in rows],
    )
    return _gathered(plan, given, [row.source for row in rows])


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


def parsed(text: str, name: str) -> Table | tuple[Finding, ...]:
    """The long table in the text of a CSV file called `name`, not yet checked."""
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    known = {"got": "…", "known": ", ".join(FIXED)}
    try:
        header = [cell.strip() for cell in next(reader, [])]
        with unwatched():
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
    with unwatched():
        return Table(name, dict(zip(header, zip(*lines, strict=True), strict=True)), rows)


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


def tabled(plan: Plan, table: Table) -> tuple[Facts, tuple[Finding, ...]]:
    """Check every row of a long table and put the figures in their places."""
    known = columns(plan)
    if not set(table.columns) <= set(known):
        said = {"got": ", ".join(table.columns), "known": ", ".join(known)}
        finding = Finding("error", "fact.columns", Place(table.name, row=1), said)
        return Facts(plan, (), {}, {}), (finding,)
    empty = [""] * len(table.rows)
    places = Lines(table.name, table.rows)
    given = Given(
        periods=table.columns["period"],
        facts=table.columns["fact"],
        values=table.columns["value"],
        units=table.columns["unit"],
        keys={word: table.columns.get(word, empty) for word in known if word not in FIXED},
        places=places,
    )
    return _gathered(plan, given, places)


def read_csv(plan: Plan, text: str, name: str) -> tuple[Facts, tuple[Finding, ...]]:
    """Read the long table from the text of a CSV file called `name`, and check it."""
    table = parsed(text, name)
    return (Facts(plan, (), {}, {}), table) if isinstance(table, tuple) else tabled(plan, table)


class Lines(Sequence[str]):
    """The places of the rows of a file, without writing a million of them down."""

    def __init__(self, name: str, rows: Sequence[int]) -> None:
        self.name, self.rows = name, rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: int) -> str:  # type: ignore[override]
        return f"{self.name}:{self.rows[at]}"


def _odd(name: str, row: int, cells: int, heading: int) -> Finding:
    said = {"cells": cells, "columns": heading}
    return Finding("error", "fact.cells", Place(name, row=row), said)


def _refused(plan: Plan, finding: Finding) -> tuple[Facts, tuple[Finding, ...]]:
    return Facts(plan, (), {}, {}), (finding,)


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


def _gathered(
    plan: Plan, given: Given, sources: Sequence[str]
) -> tuple[Facts, tuple[Finding, ...]]:
    if not len(given.facts):
        return _refused(plan, Finding("error", "fact.none", Place(plan.rule)))
    with unwatched():
        return _placed(plan, given, sources)


def _placed(plan: Plan, given: Given, sources: Sequence[str]) -> tuple[Facts, tuple[Finding, ...]]:
    order = Order.of(plan, given)
    cells_max = 1
    for size in order.shape:
        cells_max *= max(size, 1)
    if cells_max > CELLS_MAX:
        said = {"cells": cells_max, "most": CELLS_MAX}
        return _refused(plan, Finding("error", "fact.large", Place(plan.rule), said))
    grid = Grid(plan, order, given)
    findings = [*grid.strangers()]
    cells: dict[str, Cells] = {}
    for name in plan.of.facts:
        cells[name], wrong = grid.cells(name)
        findings += wrong
    if not findings:
        for name in plan.of.facts:
            cells[name], wrong = filled(plan, order, name, cells)
            findings += wrong
    made = {name: of.column for name, of in cells.items()}
    facts = Facts(plan, order.times, order.keys, made, cells, sources)
    return facts, tuple(listed(findings))


def asked(plan: Plan, period: str) -> tuple[FactRow, ...]:
    """Every figure that a plan asks for in one of its periods, without a value.

    Of words whose keys only the facts tell, nothing is asked.
    """
    order = Order.empty(plan, period)
    rows: list[FactRow] = []
    for name, fact in plan.of.facts.items():
        words = [word for word in plan.of.words if word in fact.per and not is_time(word)]
        keys = [order.keys.get(word, ()) for word in words]
        for time in order.parts(plan, name, period):
            for combination in product(*keys):
                at = dict(zip(words, combination, strict=True))
                if stands(plan, at):
                    rows.append(FactRow(time, at, name, "", str(fact.unit)))
    return tuple(rows)


def stands(plan: Plan, at: Mapping[str, str]) -> bool:
    """Whether the party that keys name, if any, stands at the thing that they name."""
    word = plan.roster.word if plan.roster is not None else ""
    if "party" not in at or word not in at:
        return True
    return (at[word], at["party"]) in plan.standing
