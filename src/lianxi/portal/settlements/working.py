"""What a rule comes to for some periods: its article of a day, the figures as known at an instant.

    worked = now(found, terms, today)

The same rule, periods, day and instant give the same digest whenever it is asked; `again` says
whether they still do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lianxi.charter.package import Package
from lianxi.governance.authority import Refused
from lianxi.governance.road import settlement_acts as acts
from lianxi.governance.road.settlement_state import Settlement, Version
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained, Finding
from lianxi.portal.charter.queries import Current
from lianxi.portal.settlements.periods import in_words
from lianxi.portal.sharing import queries as sharing
from lianxi.portal.sharing.needs import needed
from lianxi.sharing.facts import FactRow, gathered
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.run import Line, Shared, run
from lianxi.sharing.texts import in_words as explained_in_words


@dataclass(frozen=True)
class Wrong:
    """Why nothing comes of it, place by place."""

    reason: Bilingual
    findings: tuple[Explained, ...] = ()

    @property
    def refused(self) -> Refused:
        """The reason, with the first of what was found."""
        if not self.findings:
            return Refused(self.reason)
        first = self.findings[0]
        where = place_of(first)
        return Refused(FIRST.fill(reason=self.reason, where=where, message=first.message))


def work(
    found: Current, terms: acts.Terms, known: datetime | None, known_on: date
) -> acts.Worked | Wrong:
    """Work a settlement out: the articles of its day as known on one, the figures of an instant."""
    plan = planned(found.package, terms.rule, terms.day, known_on)
    if isinstance(plan, tuple):
        return _wrong(plan)
    rows = _rows(found, terms, known) if known is not None else []
    if not rows or known is None:
        return Wrong(NO_FIGURES.fill(periods=in_words(terms.periods)))
    shared = _shared(plan, terms, rows)
    if isinstance(shared, Wrong):
        return shared
    lines = tuple(_line(line) for line in shared.lines if line.period in terms.periods)
    batches = sorted({row.source for row in rows if row.source}, key=_number)
    return acts.Worked(
        plan.version,
        known,
        known_on,
        _parties(found.package, plan, lines),
        lines,
        shared.digest,
        plan.in_force,
        tuple(batches),
    )


def again(found: Current, state: Settlement, version: Version) -> acts.Worked | Wrong:
    """Work a version out again: its day, and what was known for it."""
    return work(found, state.terms, version.worked.known, version.worked.known_on)


def now(found: Current, terms: acts.Terms, today: date) -> acts.Worked | Wrong:
    """Work it out with all that is known today."""
    return work(found, terms, sharing.last_known(found.package.region.id, terms.rule), today)


def cells(found: Current, state: Settlement) -> list[acts.Cell]:
    """The figures that the version at hand was worked out from, as a party may contest them."""
    return [_cell(row) for row in _rows(found, state.terms, state.now.worked.known)]


def _rows(found: Current, terms: acts.Terms, known: datetime) -> list[FactRow]:
    """The figures that its periods need, each with its place."""
    article = found.package.articles[terms.rule]
    rows = needed(found.package.region.id, article, terms.periods, known)
    return [replace(row, place=row.place or _place(row)) for row in rows]


def _place(row: FactRow) -> str:
    """Where a figure stands: its batch, and what it is of."""
    return " ".join((row.source, row.period, *row.keys.values()))


def _shared(plan: Plan, terms: acts.Terms, rows: Sequence[FactRow]) -> Shared | Wrong:
    """The result; what only calls for attention stands in nobody's way, a missing period does."""
    taken, found = gathered(plan, rows)
    wrong = tuple(each for each in found if each.severity == "error")
    if wrong:
        return _wrong(wrong)
    there = {time.text for time in taken.periods}
    missing = [period for period in terms.periods if period not in there]
    if missing:
        return Wrong(NO_FIGURES.fill(periods="、".join(missing)))
    shared = run(plan, taken)
    return _wrong(shared) if isinstance(shared, tuple) else shared


def _wrong(findings: Sequence[Finding]) -> Wrong:
    explained = tuple(explained_in_words(each) for each in findings)
    return Wrong(NOTHING_COMES.fill(n=len(explained)), explained)


def _line(line: Line) -> acts.Line:
    return acts.Line(
        line.name,
        line.giver,
        line.taker,
        line.amount,
        line.unit,
        line.period,
        tuple(sorted(line.of.items())),
        line.clause,
    )


def _parties(package: Package, plan: Plan, lines: Sequence[acts.Line]) -> tuple[str, ...]:
    """Whom the rule concerns, and whoever else stands in its lines."""
    roster = plan.roster.parties if plan.roster is not None else ()
    named = [key for keys in plan.keys.values() for key in keys or () if key in package.parties]
    both = [id_ for line in lines for id_ in (line.giver, line.taker)]
    ids = [id_ for id_ in both if not id_.startswith("fund:")]
    return tuple(dict.fromkeys((*roster, *named, *ids)))


def _cell(row: FactRow) -> acts.Cell:
    return acts.Cell(row.period, tuple(sorted(row.keys.items())), row.fact, row.value, row.unit)


def _number(source: str) -> int:
    number = source.rpartition("/")[2]
    return int(number) if number.isdecimal() else 0


def place_of(each: Explained) -> str:
    """Where something was found, as far as it says."""
    place = each.finding.place
    parts = (place.file, place.key, "" if place.row is None else str(place.row))
    return " ".join(part for part in parts if part)


NO_FIGURES = Bilingual(
    "{periods}还没有数据：请先录入", "there are no figures of {periods}: enter them first"
)
NOTHING_COMES = Bilingual("核算不出结果，有{n}处问题", "nothing comes of it: {n} things are wrong")
FIRST = Bilingual("{reason}；{where}：{message}", "{reason}; {where}: {message}")
