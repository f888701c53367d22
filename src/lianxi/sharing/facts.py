"""The facts of a calculation: a long table, every row checked against the plan.

    facts, findings = gathered(plan, rows)

A row says: in this period, at these keys, this fact has this value in this unit. What is wrong is
found row by row; with an error nothing is worked out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
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
from lianxi.sharing.table import FIXED, RowPlaces, Table, listed, parsed, unwatched

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


def tabled(plan: Plan, table: Table) -> tuple[Facts, tuple[Finding, ...]]:
    """Check every row of a long table and put the figures in their places."""
    known = columns(plan)
    if not set(table.columns) <= set(known):
        said = {"got": ", ".join(table.columns), "known": ", ".join(known)}
        finding = Finding("error", "fact.columns", Place(table.name, row=1), said)
        return Facts(plan, (), {}, {}), (finding,)
    empty = [""] * len(table.rows)
    places = RowPlaces(table.name, table.rows)
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


def _refused(plan: Plan, finding: Finding) -> tuple[Facts, tuple[Finding, ...]]:
    return Facts(plan, (), {}, {}), (finding,)


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
