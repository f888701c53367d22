"""Working out a rule: from facts to transfers that add up to zero, to the smallest part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np

from lianxi.kernel.digest import digest
from lianxi.kernel.finding import Finding, Place
from lianxi.sharing.column import DIVIDED_BY_ZERO, FINE, NO_BAND, NO_KEY
from lianxi.sharing.facts import Facts
from lianxi.sharing.leaves import work_on
from lianxi.sharing.moves import Fault, Moved, moved
from lianxi.sharing.plan import Plan
from lianxi.sharing.table import listed, unwatched
from lianxi.sharing.work import Work

AT_ONCE = 20_000  # lines that are made together
_CODES = {DIVIDED_BY_ZERO: "run.division", NO_KEY: "run.key", NO_BAND: "run.band"}


class Line(NamedTuple):
    """A transfer: who pays whom how much, in smallest parts of a unit; always above zero."""

    name: str
    giver: str
    taker: str
    amount: int
    unit: str
    period: str
    of: Mapping[str, str]
    clause: str


class Lines(Sequence[Line]):
    """The transfers of a calculation, made as they are looked at."""

    def __init__(self, facts: Facts, every: Sequence[Moved]) -> None:
        self.facts = facts
        self.every = every
        self.starts = [0]
        for each in every:
            self.starts.append(self.starts[-1] + len(each.amounts))

    def __len__(self) -> int:
        return self.starts[-1]

    def found(self, at: int) -> tuple[Moved, int]:
        """The transfer that a line is of, and its place there."""
        if not 0 <= at < len(self):
            raise IndexError(at)
        number = next(n for n, stop in enumerate(self.starts[1:]) if at < stop)
        return self.every[number], at - self.starts[number]

    def __getitem__(self, at: int) -> Line:  # type: ignore[override]
        of, n = self.found(at if at >= 0 else at + len(self))
        return next(_told(self.facts, of, slice(n, n + 1)))

    def __iter__(self) -> Iterator[Line]:
        for of in self.every:
            for start in range(0, len(of.amounts), AT_ONCE):
                with unwatched():
                    lines = list(_told(self.facts, of, slice(start, start + AT_ONCE)))
                yield from lines


def _told(facts: Facts, of: Moved, some: slice) -> Iterator[Line]:
    """Some lines of one transfer, column by column, which is much faster than line by line."""
    said = of.transfer
    axes = of.indices(some).T.tolist()
    periods = [time.text for time in facts.periods]
    keys = {
        word: [facts.keys[word][n] for n in axes[axis]]
        for axis, word in enumerate(facts.plan.of.words, 1)
        if word in said.words
    }
    rows = list(zip(*keys.values(), strict=True)) if keys else [()] * len(axes[0])
    named = {row: dict(zip(keys, row, strict=True)) for row in set(rows)}  # shared by many lines
    parties, givers, takers = of.parties(some)
    return map(
        Line,
        repeat(said.name),
        [parties[n] for n in givers.tolist()],
        [parties[n] for n in takers.tolist()],
        np.abs(of.amounts[some]).tolist(),
        repeat(said.unit.text),
        [periods[n] for n in axes[0]],
        [named[row] for row in rows],
        repeat(of.clause),
    )


@dataclass(frozen=True)
class Shared:
    """A result: its lines, what each party has of them, and what was left in a pot."""

    plan: Plan
    facts: Facts
    work: Work = field(repr=False)
    lines: Lines = field(repr=False)
    undistributed: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def net(self) -> dict[tuple[str, str], int]:
        """What each party receives (above zero) or pays in all, by unit."""
        found: dict[tuple[str, str], int] = {}
        for of in self.lines.every:
            names, givers, takers = of.parties()
            size = np.abs(of.amounts).astype(object)
            for side, sign in ((givers, -1), (takers, 1)):
                sums = np.zeros(len(names), dtype=object)
                np.add.at(sums, side, sign * size)
                for name, amount in zip(names, sums.tolist(), strict=True):
                    place = (name, of.transfer.unit.text)
                    found[place] = found.get(place, 0) + amount
        return dict(sorted(found.items()))

    @cached_property
    def digest(self) -> str:
        """Says the same of the same article, facts and transfers."""
        lines = sorted(
            "|".join(
                [
                    line.period,
                    line.name,
                    *(f"{word}={key}" for word, key in sorted(line.of.items())),
                    line.giver,
                    line.taker,
                    str(line.amount),
                    line.unit,
                ]
            )
            for line in self.lines
        )
        return digest({"plan": self.plan.digest, "facts": self.facts.digest, "lines": tuple(lines)})


def run(plan: Plan, facts: Facts) -> Shared | tuple[Finding, ...]:
    """Work out a rule on facts; what can't be is said, with its place, and nothing is half done."""
    facts = facts if facts.plan is plan else replace(facts, plan=plan)
    work = work_on(facts)
    if isinstance(work, tuple):
        return work
    work.every()
    done: dict[str, Moved] = {}
    faults: list[Finding] = []
    for transfer in plan.of.transfers:
        outcome = moved(transfer, facts, work, done)
        done[transfer.name] = outcome
        faults += [_finding(facts, outcome, fault) for fault in outcome.faults]
    if faults:
        return tuple(listed(faults))
    left = {(of.transfer.name, period): n for of in done.values() for period, n in of.left.items()}
    return Shared(plan, facts, work, Lines(facts, list(done.values())), left)


def _finding(facts: Facts, of: Moved, fault: Fault) -> Finding:
    rule = facts.plan.of
    words = [facts.periods[fault.index[0]].text]
    words += [
        f"{word} {facts.keys[word][n]}"
        for word, n in zip(rule.words, fault.index[1:], strict=True)
        if word in of.transfer.words
    ]
    said = {"name": of.transfer.name, "place": ", ".join(words)}
    code = _CODES.get(fault.state, "run.weights" if fault.state == FINE else "run.large")
    place = rule.text.keys["transfer"].version.place
    return Finding("error", code, Place(place.file, "transfer"), said)
