"""The pier fund's year 2025: its acts, each by whoever does it, one a day from the year's end on.

state = after(DRAFTED, SETTLE, CLOSE, AUDIT)
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from lianxi.governance.road.act import Act, Enclosure
from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.governance.road.fund_year_acts import (
    Audited,
    AuditFinding,
    Budget,
    BudgetDrafted,
    BudgetReturned,
    BudgetSettled,
    Corrected,
    Explained,
    MendingJudged,
    YearClosed,
    YearReported,
)
from lianxi.governance.road.procedure import fold
from lianxi.kernel.bilingual import Bilingual

FUND, YEAR = "pier-fund", 2025
START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
TITLE = Bilingual("码头资金2025年度", "Pier fund 2025")
BUDGET = Budget((("levied", 100_000),), 60_000, (("pier", 50_000),))
DRAFTED = BudgetDrafted(FUND, YEAR, TITLE, "council", BUDGET)
SETTLE = BudgetSettled("湖财〔2025〕1号")
CLOSE = YearClosed(70_000, (4,))
CLEAN = Audited("clean", "湖审〔2026〕1号", "湖区审计所", date(2026, 1, 7))
MISSING = AuditFinding("缺凭证", "补交凭证", 5_000)
WRONG = AuditFinding("重复拨付", "收回", 30_000, 2)
AUDIT = Audited(
    "findings",
    "湖审〔2026〕1号",
    "湖区审计所",
    date(2026, 1, 7),
    "",
    (MISSING, WRONG),
    ("cashier",),
)
EXPLAIN = Explained(1, "凭证已补")
CORRECT = Corrected(2, "已收回", 2, 7, 8)
FILE = Enclosure("报告.docx", "docx", "sha256:1", 9)
REPORT = YearReported("paper/1", "湖财〔2026〕9号", "sha256:0", FILE, FILE)
# Who does what, where it is not finance.
BY: Mapping[type[object], str] = {
    BudgetSettled: "secretary",
    BudgetReturned: "secretary",
    Audited: "auditor",
    MendingJudged: "auditor",
}


def acts(*done: object) -> list[Act[object]]:
    """Things done, one a day, each by whoever does it."""
    return [
        Act(what, START + timedelta(days=n), BY.get(type(what), "finance"))
        for n, what in enumerate(done)
    ]


def accepted() -> list[object]:
    """Both findings mended and accepted."""
    judged = (MendingJudged(n, accepted=True) for n in (1, 2))
    return [EXPLAIN, CORRECT, *judged]


def after(*done: object) -> FundYear:
    """The state after things were done."""
    state = fold(FUND_YEAR, acts(*done))
    assert state is not None
    return state


# What was done, the stage it is in, and what is owed then.
OPEN = [DRAFTED, SETTLE]
SHUT = [*OPEN, CLOSE]
OF_YEARS: list[tuple[list[object], str, str]] = [
    ([DRAFTED], "drafted", "settle-budget"),
    ([DRAFTED, BudgetReturned("x")], "returned", "close-year draft-budget"),
    (OPEN, "open", "close-year"),
    (SHUT, "closed", "audit"),
    ([*SHUT, AUDIT], "mending", "mend"),
    ([*SHUT, AUDIT, EXPLAIN], "mending", "check-mending mend"),
    ([*SHUT, CLEAN], "audited", "report-year"),
    ([*SHUT, AUDIT, *accepted()], "audited", "report-year"),
    ([*SHUT, CLEAN, REPORT], "reported", ""),
]
