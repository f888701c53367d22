"""What figures that came in would change, before anybody confirms them; and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.actions import may
from lianxi.portal.sharing.asked import OfRule
from lianxi.portal.sharing.digests import keys_text
from lianxi.portal.sharing.taking import Taken, Wrong
from lianxi.sharing.facts import FactRow, gathered
from lianxi.sharing.plan import Plan
from lianxi.sharing.texts import in_words

SHOWN_MOST = 300  # changes that are shown one by one
LATER = frozenset({"fact.gap", "fact.none"})  # what is missing may come in with the next batch


@dataclass(frozen=True)
class Change:
    """A figure that is new, or takes the place of an earlier one."""

    title: Bilingual
    of: Bilingual | None
    period: str
    value: str
    unit: str
    was: FactRow | None
    place: str

    @property
    def batch(self) -> str:
        """The batch that it replaces a figure of."""
        return self.was.source.rpartition("/")[2] if self.was else ""


@dataclass(frozen=True)
class Reviewed:
    """What would come in: `rows` are what is new and what is changed, and nothing else."""

    rows: tuple[FactRow, ...] = ()
    new: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    alike: int = 0
    wrong: tuple[Wrong, ...] = ()


def reviewed(on: OfRule, plan: Plan, taken: Taken) -> Reviewed:
    """What figures would change, as things are now; one query."""
    wrong = [*taken.wrong, *_unfit(plan, taken.rows), *_others(on, taken.rows)]
    if wrong:
        return Reviewed(wrong=tuple(wrong))
    periods = {row.period for row in taken.rows}
    there = {_cell(row): row for row in queries.facts(on.of.region, on.rule, periods)}
    rows: list[FactRow] = []
    new: list[Change] = []
    changed: list[Change] = []
    for row in taken.rows:
        was = there.get(_cell(row))
        if was is not None and (was.value, was.unit) == (row.value, row.unit):
            continue
        rows.append(row)
        (new if was is None else changed).append(_change(on, row, was))
    return Reviewed(tuple(rows), tuple(new), tuple(changed), len(taken.rows) - len(rows))


def _cell(row: FactRow) -> tuple[str, str, str]:
    return (row.period, keys_text(row.keys), row.fact)


def _unfit(plan: Plan, rows: Sequence[FactRow]) -> list[Wrong]:
    """What the rule can't take: every row is checked, and every fault has its place."""
    _, findings = gathered(plan, rows)
    return [
        _wrong(each) for each in findings if each.severity == "error" and each.code not in LATER
    ]


def _wrong(finding: Finding) -> Wrong:
    found, place = in_words(finding), finding.place
    row = str(place.row) if place.row is not None else ""
    where = ":".join(part for part in (place.file, row) if part)
    expected = Bilingual(
        f"{found.message.zh}。应为{found.expected.zh}",
        f"{found.message.en}; expected: {found.expected.en}",
    )
    return Wrong(where, expected)


def _others(on: OfRule, rows: Sequence[FactRow]) -> list[Wrong]:
    """The rows that are not of whoever asks, for a city enters its own figures alone."""
    if not on.of.own():
        return []
    refused = {keys_text(row.keys): may(on.of.doing, [row]) for row in rows}
    reasons = {keys: getattr(answer, "reason", None) for keys, answer in refused.items()}
    return [
        Wrong(row.place, reason)
        for row in rows
        if (reason := reasons[keys_text(row.keys)]) is not None
    ]


def _change(on: OfRule, row: FactRow, was: FactRow | None) -> Change:
    of = on.naming.keys(row.keys)
    return Change(on.naming.symbol(row.fact), of, row.period, row.value, row.unit, was, row.place)
