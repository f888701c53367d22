"""Facts of periods over which a rule was amended: each period by the text in force in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.charter.package import Package
from lianxi.kernel.digest import digest
from lianxi.kernel.finding import Finding
from lianxi.kernel.quantity import Quantity
from lianxi.sharing.facts import tabled
from lianxi.sharing.periods import Time, read
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.run import Line, Shared, run
from lianxi.sharing.table import Table


@dataclass(frozen=True)
class Spanned:
    """The results of a rule over some periods, one for each text that was in force in them."""

    results: tuple[Shared, ...]

    @property
    def lines(self) -> list[tuple[Shared, int, Line]]:
        """Every line with the result that it is of and its place there."""
        return [(each, n, line) for each in self.results for n, line in enumerate(each.lines)]

    @property
    def digest(self) -> str:
        """One digest for all."""
        if len(self.results) == 1:
            return self.results[0].digest
        return digest(tuple(sorted(each.digest for each in self.results)))

    def net(self) -> dict[str, dict[str, str]]:
        """What each party receives (above zero) or pays in all: decimal text by unit and party."""
        sums: dict[tuple[str, str], int] = {}
        for each in self.results:
            for place, amount in each.net().items():
                sums[place] = sums.get(place, 0) + amount
        found: dict[str, dict[str, str]] = {}
        for (party, unit), amount in sorted(sums.items()):
            found.setdefault(unit, {})[party] = str(Quantity(amount, unit))
        return found


def spanned(
    package: Package, rule: str, table: Table, at: date | None = None, known: date | None = None
) -> Spanned | tuple[Finding, ...]:
    """Work a rule out on a table of facts; `at` holds for all periods where it is given."""
    plans: dict[str, Plan] = {}
    rows: dict[str, list[int]] = {}
    by_period: dict[str, str] = {}
    findings: list[Finding] = []
    for text in dict.fromkeys(table.columns["period"]):
        plan = planned(package, rule, at or _first(text), known)
        if isinstance(plan, tuple):
            findings += plan
            continue
        by_period[text] = plan.digest
        plans.setdefault(plan.digest, plan)
    if findings:
        return tuple({repr(each): each for each in findings}.values())
    for n, text in enumerate(table.columns["period"]):
        rows.setdefault(by_period[text], []).append(n)
    results: list[Shared] = []
    for key, plan in plans.items():
        some = table if len(plans) == 1 else table.only(rows[key])
        facts, wrong = tabled(plan, some)
        outcome = wrong or run(plan, facts)
        if isinstance(outcome, tuple):
            findings += outcome
        else:
            results.append(outcome)
    return tuple(findings) or Spanned(tuple(results))


def _first(text: str) -> date:
    """The first day of a period; of what is none, the last there is, where it will be refused."""
    times: Sequence[Time | None] = [read(text, length) for length in ("month", "quarter", "year")]
    return next((time.first for time in (*times, read(text, None)) if time), date.max)
