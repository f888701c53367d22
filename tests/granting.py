"""A grant of the pier fund, and everything that may be done with it, by different people."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from lianxi.governance.road.act import Act
from lianxi.governance.road.grant_acts import (
    Applied,
    Appropriated,
    Approved,
    Assessed,
    AssessmentChecked,
    Checked,
    Closed,
    GivenBack,
    Terms,
    VoucherChecked,
    VoucherSent,
)
from lianxi.governance.road.performance import Result, Target
from lianxi.kernel.bilingual import Bilingual
from road import BOATHOUSE, DAY

FUND = "pier-fund"
FUND_ARTICLE = """id = "pier-fund"
kind = "fund"
name = { zh = "码头资金", en = "Pier fund" }
[[version]]
in_force_from = "2024"
status = "stated"
source = "book"
serves = "council"
held_by = "990100"
dues = { by = "equal", payers = "seats:council", amount = "5000.00", within = "30 days" }
grants = { account_within = "6 months" }
approvals = [{ by = "boats", up_to = "1000.00" }, { by = "council" }]
"""

TODAY = DAY.date()
TARGETS = (
    Target("quantity", "修复码头", "1座", 50),
    Target("time", "完工时间", "2026年6月底前", 20),
    Target("satisfaction", "船户满意度", "≥90%", 20),
)
TERMS = Terms(
    Bilingual("修复东码头", "Repair the east pier"),
    "ferry",
    300_000,
    "恢复通航",
    "木料20万元，人工10万元",
    TODAY,
    date(2026, 6, 30),
    TARGETS,
)
APPLY = Applied(FUND, BOATHOUSE, "council", TERMS)
PASS = Checked("passed")
APPROVE = Approved("approved", (200_000, 100_000), "湖合办〔2026〕3号", "", None, date(2026, 9, 2))
PAY = Appropriated(1, 200_000, "湖财〔2026〕5号", TODAY)
PAY_REST = Appropriated(2, 100_000, "湖财〔2026〕9号", TODAY)
SEND = VoucherSent("V-001", 150_000, TODAY, "木料")
ACCEPT = VoucherChecked("V-001", "accepted")
RESULTS = (Result("1座", 500), Result("2026年7月", 150, "汛期停工"), Result("96%", 200))
ASSESS = Assessed(RESULTS, "如期通航")
ASSESSED = AssessmentChecked("accepted")
BACK = GivenBack(50_000, "B-001", TODAY)
CLOSE = Closed()

# Who does which step: no two that check each other are one person.
PEOPLE = {
    Checked: "finance-1",
    Approved: "secretary",
    VoucherChecked: "finance-1",
    AssessmentChecked: "finance-1",
    Closed: "finance-1",
    Appropriated: "finance-2",
    GivenBack: "finance-2",
}


def by(what: object, days: int = 0, who: str = "") -> Act[object]:
    """Something done by whoever does it, some days later."""
    at: datetime = DAY + timedelta(days=days)
    return Act(what, at, who or PEOPLE.get(type(what), "boatman"))


def acts(*done: object) -> list[Act[object]]:
    """Things done one a day, each by whoever does it; a whole act stands as it is."""
    return [
        replace(each, at=DAY + timedelta(days=n)) if isinstance(each, Act) else by(each, n)
        for n, each in enumerate(done)
    ]


PAID = (APPLY, PASS, APPROVE, PAY)
USED = (*PAID, PAY_REST, SEND, ACCEPT)
