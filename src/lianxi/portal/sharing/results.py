"""What a rule comes to in a period: worked out when it is asked for, and never kept.

A version of a package never changes, nor does a batch of facts: the same rule, period and batches
give the same result, so that the last few are remembered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias

from lianxi.charter.package import Package
from lianxi.kernel.finding import Explained, Finding
from lianxi.portal.charter.queries import loaded
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.asked import OfRule
from lianxi.portal.sharing.needs import needed_periods
from lianxi.portal.sharing.periods import day_of
from lianxi.sharing.facts import FactRow, gathered
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.run import Line, Shared, run
from lianxi.sharing.texts import in_words

REMEMBERED = 16
SAID_MOST = 200  # findings that are put into words


@dataclass(frozen=True)
class Worked:
    """A rule worked out for a period, or why it can't be; `plan` where there is one at all.

    `lines` are those of the period, by their numbers in the result.
    """

    period: str
    plan: Plan | None = None
    shared: Shared | None = None
    wrong: tuple[Explained, ...] = ()
    figures: int = 0  # how many facts it was worked out from

    @property
    def lines(self) -> list[tuple[int, Line]]:
        """The lines of the period, each with its number."""
        every = self.shared.lines if self.shared else ()
        return [(n, line) for n, line in enumerate(every) if line.period == self.period]

    @property
    def net(self) -> Mapping[tuple[str, str], int]:
        """What each party gets in the period in a unit, below zero what it gives."""
        sums: dict[tuple[str, str], int] = {}
        for _, line in self.lines:
            for party, amount in ((line.giver, -line.amount), (line.taker, line.amount)):
                sums[party, line.unit] = sums.get((party, line.unit), 0) + amount
        return sums


def worked(on: OfRule) -> Worked:
    """What a rule comes to in the period that is asked for; three queries at most."""
    return _worked(*_known(on), (on.period,))[0]


def past(on: OfRule, periods: Sequence[str]) -> tuple[Worked, ...]:
    """What a rule came to in some periods, in their order; as many queries."""
    return _worked(*_known(on), tuple(periods))


Known: TypeAlias = "tuple[str, str, str, datetime | None, tuple[str, ...]]"


def _known(on: OfRule) -> Known:
    """What a result follows from beside its period; one query."""
    region, rule = on.of.region, on.rule
    batches = queries.digests(region, rule, on.known)
    return on.of.found.version.manifest, region, rule, on.known, batches


@lru_cache(maxsize=REMEMBERED)
def _worked(
    manifest: str,
    region: str,
    rule: str,
    known: datetime | None,
    batches: tuple[str, ...],  # noqa: ARG001  # what the facts follow from
    wanted: tuple[str, ...],
) -> tuple[Worked, ...]:
    package = loaded(manifest).package
    assert package is not None
    there = queries.periods(region, rule)
    needed = {period: needed_periods(package.articles[rule], period, there) for period in wanted}
    every = {each for some in needed.values() for each in some}
    rows = queries.facts(region, rule, every, known)
    day = known.astimezone(CHINA).date() if known else None
    return tuple(
        _of(package, rule, period, day, [row for row in rows if row.period in needed[period]])
        for period in wanted
    )


def _of(
    package: Package, rule: str, period: str, known: date | None, rows: Sequence[FactRow]
) -> Worked:
    plan = planned(package, rule, day_of(period), known)
    if not isinstance(plan, Plan):
        return Worked(period, wrong=said(plan))
    facts, findings = gathered(plan, rows)
    errors = [each for each in findings if each.severity == "error"]
    if errors or not rows:
        return Worked(period, plan, None, said(errors), len(rows))
    outcome = run(plan, facts)
    if not isinstance(outcome, Shared):
        return Worked(period, plan, None, said(outcome), len(rows))
    return Worked(period, plan, outcome, said(findings), len(rows))


def said(findings: Sequence[Finding]) -> tuple[Explained, ...]:
    """Findings in words, the first of them."""
    return tuple(in_words(each) for each in findings[:SAID_MOST])
