"""A payment notice of the pier fund: two towns are asked for 50,000 yuan each.

state = notice(ISSUED, paid(EASTON, 5_000_000))
"""

from datetime import date, timedelta

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_acts import Closed, Drafted, Issued, Line, Paid, Returned, Terms
from lianxi.governance.road.notice_acts import Withdrawn as GivenUp
from lianxi.governance.road.notice_state import Notice
from lianxi.governance.road.procedure import AnyProcedure, fold
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.actions import confirm, review
from lianxi.portal.charter.models import Version
from road import DAY, EASTON, WESTON, actor, live
from tiny import read
from uploads import NOW

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

# The articles that the notices rest on: a fund that the council's members pay into.
PIER = """\
id = "pier-fund"
kind = "fund"
name = { zh = "码头资金", en = "Pier fund" }
[[version]]
in_force_from = "2024"
status = "stated"
source = "book"
serves = "council"
dues = { by = "equal", payers = "seats:council", amount = "50000.00", within = "30 days" }
"""


def with_fund(text: str = PIER, **more: str) -> dict[str, str]:
    """The lakes as a live region with a fund; `more` files by path, their dots as they are."""
    return live() | {"funds/pier-fund.toml": text} | more


def reload(files: dict[str, str]) -> None:
    """The articles change: an administrator loads a new version of the region."""
    loaded = read(files)
    by = actor("administrator")
    draft = review(by, loaded, "lakes.zip", NOW)
    assert not isinstance(draft, Refused), (draft, loaded.errors)
    assert isinstance(confirm(by, draft.pk, NOW), Version)
