"""A payment notice of the pier fund: two towns are asked for 50,000 yuan each.

state = notice(ISSUED, paid(EASTON, 5_000_000))
"""

from datetime import date, timedelta

from lianxi.governance.road.act import Act
from lianxi.governance.road.notice import NOTICE, Notice
from lianxi.governance.road.notice_acts import Closed, Drafted, Issued, Line, Paid, Returned, Terms
from lianxi.governance.road.notice_acts import Withdrawn as GivenUp
from lianxi.governance.road.procedure import AnyProcedure, fold
from lianxi.kernel.bilingual import Bilingual
from road import DAY, EASTON, WESTON

FUND = "pier-fund"
TODAY = date(2026, 3, 2)
EQUAL = Bilingual("各成员等额", "the same from each")
EACH = 5_000_000
LINES = (Line(EASTON, EACH, EQUAL, EACH), Line(WESTON, EACH, EQUAL, EACH))
TITLE = Bilingual("码头资金2026年度缴款通知", "Pier fund: payment notice for 2026")
TERMS = Terms(TITLE, FUND, 2026, "council", LINES, "湖区财政专户")
DRAFT = Drafted(TERMS)
PAY_BY = date(2026, 4, 1)
NUMBER = "湖合办〔2026〕7号"
ISSUED = Issued(NUMBER, PAY_BY)


def acts(*done: object, first: object = DRAFT) -> list[Act[object]]:
    """Drafted by finance, then things done one a day by the office."""
    rest = [Act(what, DAY + timedelta(days=n), "office") for n, what in enumerate(done, 1)]
    return [Act(first, DAY, "finance"), *rest]


def notice(*done: object) -> Notice:
    """The notice after some things were done."""
    state = fold(NOTICE, acts(*done))
    assert state is not None
    return state


def paid(party: str, amount: int = EACH, voucher: str = "B-1", day: date = TODAY) -> Paid:
    """A payment that came in."""
    return Paid(party, amount, day, voucher)


ALL_IN = (paid(EASTON), paid(WESTON, voucher="B-2"))


# Each stage of a notice, and what is owed then, for `governance/test_stages.py`.
STAGES: list[tuple[AnyProcedure, list[object], str, str]] = [
    (NOTICE, [], "drafted", "issue-notice"),
    (NOTICE, [Returned("分开列")], "returned", "revise-notice"),
    (NOTICE, [GivenUp("不收了")], "withdrawn", ""),
    (NOTICE, [ISSUED], "issued", "collect pay-in"),
    (NOTICE, [ISSUED, *ALL_IN], "settled", "close"),
    (NOTICE, [ISSUED, *ALL_IN, Closed()], "closed", ""),
]
