"""What a rule's article says of its settlement: whose books, who decides, how long there is."""

from dataclasses import dataclass
from datetime import date

from lianxi.charter.kinds.fund import SERVES
from lianxi.charter.kinds.rule import (
    CONTEST_WITHIN,
    DECIDED_BY,
    FUND_KEY,
    PAY_WITHIN,
    PERIOD,
)
from lianxi.charter.package import Package
from lianxi.governance.lasting import last_day
from lianxi.governance.working_days import working_days
from lianxi.kernel.period import Duration
from lianxi.sharing.plan import planned


@dataclass(frozen=True)
class Settling:
    """How a rule is settled on a day. `body` decides; `fund` keeps it, "" where none does."""

    body: str
    fund: str = ""
    period: str = ""  # "month", "quarter" or "year"; "" where figures say it
    contest_within: Duration | None = None
    pay_within: Duration | None = None


def settling(package: Package, rule: str, day: date) -> Settling:
    """What the article of a rule says on a day; of one that is only proposed, its proposal.

    Where it names no body, the one that its fund serves decides, else the region's main one.
    """
    plan = planned(package, rule, day)
    if isinstance(plan, tuple):
        return Settling(package.region.main_body)
    text = plan.of.text
    fund = text.get(FUND_KEY) or ""
    kept = package.text(fund, day) if fund else None
    serves = kept.get(SERVES) if kept is not None else None
    return Settling(
        text.get(DECIDED_BY) or serves or package.region.main_body,
        fund,
        text.get(PERIOD) or "",
        text.get(CONTEST_WITHIN),
        text.get(PAY_WITHIN),
    )


def ends(package: Package, day: date, lasts: Duration | None) -> date | None:
    """The last day of a length of time that begins on a day; None where no article has one."""
    return None if lasts is None else last_day(day, lasts, working_days(package))
