"""A settlement of the lake rule: Easton pays Weston 500 and Norham 300 yuan for a year.

state = settlement(CHECK, SEND, confirmed(EASTON))

Finance draws up, the office checks and sends, the secretary of the council decides.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from lianxi.governance.road.act import Act, Enclosure
from lianxi.governance.road.procedure import AnyProcedure, fold
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_acts import (
    Approved,
    Cell,
    Checked,
    Closed,
    Confirmed,
    Contested,
    Decided,
    DrawnUp,
    Line,
    Paid,
    Redrawn,
    Returned,
    Sent,
    Terms,
    Withdrawn,
    Worked,
)
from lianxi.governance.road.settlement_state import Settlement
from lianxi.kernel.bilingual import Bilingual
from road import DAY, EASTON, NORHAM, WESTON

FUND = "pier-fund"
TITLE = Bilingual("湖区水质补偿2025年结算", "Lake compensation: settlement for 2025")
TERMS = Terms(TITLE, "lake-water", ("2025",), date(2025, 12, 31), "council", FUND)
PARTIES = (EASTON, WESTON, NORHAM)
KNOWN = datetime(2026, 3, 1, tzinfo=UTC)
LINES = (
    Line("1", EASTON, WESTON, 50_000, "CNY", "2025", (("section", "s1"),), "2"),
    Line("1", EASTON, NORHAM, 30_000, "CNY", "2025", (("section", "s2"),), "2"),
)
WORKED = Worked(
    "2024", KNOWN, KNOWN.date(), PARTIES, LINES, "sha256:aaaaaaaaaaaaaaaa", facts=("facts/1",)
)
# Section 1 was measured wrongly: Easton pays 100 yuan less.
ANEW = replace(WORKED, lines=(replace(LINES[0], amount=40_000), LINES[1]), digest="sha256:bbbb")
DRAW = DrawnUp(TERMS, WORKED)
CHECK = Checked(WORKED.digest)
CHECK_ANEW = Checked(ANEW.digest)
ANSWER_BY = date(2026, 3, 20)
PAY_BY = date(2026, 5, 1)
SEND = Sent("湖合办〔2026〕7号", ANSWER_BY)
APPROVE = Approved("湖合办〔2026〕8号", PAY_BY, date(2026, 4, 20))
FILE = Enclosure("监测报告.pdf", "pdf", "sha256:0", 3)
CELL = Cell("2025", (("section", "s1"),), "load", "8.0", "mg/L")
CONTEST = Contested(
    EASTON, "fact", "监测数据录入有误", "东函1号", CELL, should="7.0", files=(FILE,)
)
UPHOLD = Decided(1, "upheld", "以监测站原始记录为准", "湖合办〔2026〕9号", "7.0")
REJECT = Decided(1, "rejected", "原始记录无误", "湖合办〔2026〕9号")
REDRAW = Redrawn(ANEW, "更正断面1的数据", (1,))


def confirmed(party: str) -> Confirmed:
    """A party confirms."""
    return Confirmed(party, f"{party}函1号")


def paid(party: str, amount: int, way: str = "in", voucher: str = "B-1") -> Paid:
    """A payment on the first day."""
    return Paid(party, way, amount, DAY.date(), voucher)


ALL = tuple(confirmed(party) for party in PARTIES)
BOUND = (CHECK, SEND, *ALL, APPROVE)
PAID = (
    paid(EASTON, 80_000),
    paid(WESTON, 50_000, "out", "B-2"),
    paid(NORHAM, 30_000, "out", "B-3"),
)
LOGINS: dict[type[object], str] = {
    DrawnUp: "finance",
    Redrawn: "finance",
    Paid: "finance",
    Closed: "finance",
    Approved: "secretary",
    Decided: "secretary",
    Confirmed: "liaison",
    Contested: "liaison",
}


def acts(*done: object, first: object = DRAW) -> list[Act[object]]:
    """Things done one a day, each by whoever does it; None is a day on which nothing is."""
    found = [
        Act(what, DAY + timedelta(days=n), LOGINS.get(type(what), "office"))
        for n, what in enumerate(done, 1)
    ]
    return [Act(first, DAY, "finance"), *(act for act in found if act.what is not None)]


def settlement(*done: object, first: object = DRAW) -> Settlement:
    """The settlement after some things were done."""
    state = fold(SETTLEMENT, acts(*done, first=first))
    assert state is not None
    return state


# Each stage of a settlement, and what is owed then, for `governance/test_stages.py`.
STAGES: list[tuple[AnyProcedure, list[object], str, str]] = [
    (SETTLEMENT, [], "drawn", "check-settlement"),
    (SETTLEMENT, [Returned("缺数据")], "returned", "draw-settlement"),
    (SETTLEMENT, [CHECK], "checked", "send-settlement"),
    (SETTLEMENT, [CHECK, SEND], "asking", "approve-settlement confirm-settlement"),
    (SETTLEMENT, [CHECK, SEND, CONTEST], "disputed", "confirm-settlement decide-dispute"),
    (SETTLEMENT, [CHECK, SEND, CONTEST, UPHOLD], "upheld", "draw-settlement"),
    (SETTLEMENT, [CHECK, SEND, *ALL], "answered", "approve-settlement"),
    (SETTLEMENT, [*BOUND], "approved", "collect pay-in pay-out"),
    (SETTLEMENT, [*BOUND, *PAID], "settled", "close"),
    (SETTLEMENT, [*BOUND, *PAID, Closed()], "closed", ""),
    (
        SETTLEMENT,
        [*BOUND, CONTEST, UPHOLD],
        "correcting",
        "collect draw-settlement pay-in pay-out",
    ),
    (SETTLEMENT, [*BOUND, *PAID, CONTEST, UPHOLD, REDRAW], "correcting", "check-settlement"),
    (
        SETTLEMENT,
        [*BOUND, *PAID, CONTEST, UPHOLD, REDRAW, CHECK_ANEW],
        "correcting",
        "approve-settlement",
    ),
    (SETTLEMENT, [*BOUND, *PAID, CONTEST], "settled", "decide-dispute"),
    (SETTLEMENT, [CHECK, SEND, Withdrawn("不结了")], "withdrawn", ""),
]
