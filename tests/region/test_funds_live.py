"""What the register calls live of the funds: the article of the rehearsal runs, and it decides.

Each case changes one thing that the promotion fund's article says, and watches what the portal
makes of it; nothing is booked, and the script of the rehearsal is not walked.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from here import FUND_REHEARSAL
from lianxi.charter.files import from_folder
from lianxi.charter.layers import beside
from lianxi.charter.load import load
from lianxi.charter.package import Package
from lianxi.charter.reading import Reader
from lianxi.governance.members import members
from lianxi.governance.road.grant_acts import Terms
from lianxi.governance.road.notice_acts import Line
from lianxi.kernel.bilingual import same
from lianxi.kernel.quantity import Quantity
from lianxi.kernel.refused import Refused
from lianxi.ledger.account import Account, own
from lianxi.ledger.standing import Standing, judge
from lianxi.ledger.terms import settles, terms_on
from lianxi.ledger.transfer import move
from lianxi.portal.charter.models import Version
from lianxi.portal.charter.queries import Current
from lianxi.portal.grants.actions import account_by, approving
from lianxi.portal.notices.levying import levy
from lianxi.portal.notices.queries import pay_by
from notices import TERMS, notice

FUND, ARTICLE = "promotion-fund", "funds/promotion-fund.toml"
DAY = date(2013, 1, 14)
YUAN = 100  # fen
CASH, GRANTED = own(FUND, "cash"), Account(FUND, "330000", "granted", "topic-group")


@cache
def rehearsal(old: str = "", new: str = "", path: str = ARTICLE) -> Package:
    """The rehearsal of the fund's year, one of its articles saying something else."""
    reader = Reader({})
    files = dict(from_folder(FUND_REHEARSAL, reader))
    files |= beside(FUND_REHEARSAL, files, reader)
    text = files[path].decode()
    assert old in text, old
    files[path] = text.replace(old, new).encode()
    package = load(files, reader).package
    assert package is not None, [(f.code, f.place) for f in reader.findings]
    return package


def asked(package: Package, fund: str = FUND) -> dict[str, str]:
    """The lines of the year's payment notice."""
    lines = levy(Current(Version(), package), fund, 2013, DAY, {})
    assert not isinstance(lines, Refused)
    return {line.party: _yuan(line) for line in lines}


def _yuan(line: Line) -> str:
    return str(Quantity(line.amount))


def falls_due(package: Package) -> str:
    """The day by which a notice that is issued today has to be paid."""
    drafted = replace(notice(), terms=replace(TERMS, fund=FUND))
    return str(pay_by(Current(Version(), package), drafted, DAY))


def answers(package: Package, fund: str = FUND) -> str:
    """Who decides on an application for 1,500,000 yuan, or why it can't be made."""
    wanted = Terms(same("示例"), "topic-group", 1_500_000 * YUAN, "", "", DAY, DAY)
    body = approving(package, fund, wanted, DAY)
    return body.reason.en if isinstance(body, Refused) else body


def accounts_by(package: Package) -> str:
    """The day by which a grant that is approved today has to be accounted for."""
    return str(account_by(package, FUND, DAY))


def sets_aside(package: Package) -> str:
    """What becomes of 9,000,000 yuan where the fund has 9,900,000."""
    paid = move(same("拨付"), DAY, 9_000_000 * YUAN, CASH, GRANTED)
    has = {(CASH, "CNY"): 9_900_000 * YUAN}
    refused = judge([paid], Standing(terms_on(package, DAY), has))
    return "paid" if refused is None else refused.reason.en.rpartition("would")[2]


def settled_by(package: Package) -> str:
    """The body that settles the year's budget."""
    return settles(package, FUND, DAY)


FOUR = ("310000", "320000", "330000", "340000")
Case = tuple[Callable[[Package], object], str, str, object, object]
CASES: dict[str, Case] = {
    "amount": (
        asked,
        'amount = "10000000.00"',
        'amount = "8000000.00"',
        dict.fromkeys(FOUR, "10000000.00"),
        dict.fromkeys(FOUR, "8000000.00"),
    ),
    "payers": (
        asked,
        '"set:three-provinces-one-city"',
        '"set:two-provinces-one-city"',
        dict.fromkeys(FOUR, "10000000.00"),
        dict.fromkeys(FOUR[:3], "10000000.00"),
    ),
    "within": (falls_due, '"60 days"', '"30 days"', "2013-03-15", "2013-02-13"),
    "approvals": (
        answers,
        'up_to = "2000000.00"',
        'up_to = "1000000.00"',
        "joint-conference-office",
        "joint-conference",
    ),
    "settles": (
        settled_by,
        '{ by = "joint-conference" }',
        '{ by = "leaders-forum" }',
        "joint-conference",
        "leaders-forum",
    ),
    "to": (
        answers,
        'to = ["topic-group"]',
        'to = ["council-topic"]',
        "joint-conference-office",
        "its article does not let the fund pay for this matter",
    ),
    "account_within": (accounts_by, '"1 year"', '"6 months"', "2014-01-14", "2013-07-14"),
    "reserve": (
        sets_aside,
        'reserve = "1000000.00"',
        'reserve = "500000.00"',
        " be free, below its floor of 1000000.00",
        "paid",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_the_promotion_fund_does_is_what_its_article_says(case: str) -> None:
    """promotion_fund: notices, applications, payments and budgets follow its article."""
    says, old, new, before, after = CASES[case]
    assert says(rehearsal()) == before
    assert says(rehearsal(old, new)) == after


def test_whom_the_councils_dues_are_asked_of() -> None:
    """membership_dues: a notice has a line for each member of the body that the article names.

    No document states a key or an amount, nor who approves what the special fund pays: the lines
    have no amount, and nothing can be applied for.
    """
    dues, special = "base/funds/membership-dues.toml", "base/funds/special-fund.toml"
    council = {each.party.id for each in members(rehearsal(), "council", DAY)}
    assert len(council) == 22
    assert asked(rehearsal(), "membership-dues") == dict.fromkeys(council, "0.00")
    assert asked(rehearsal(), "special-fund") == dict.fromkeys(council, "0.00")
    served, other = 'serves = "council"', 'serves = "joint-conference"'
    changed = rehearsal(served, other, dues)
    assert asked(changed, "membership-dues") == dict.fromkeys(FOUR, "0.00")
    assert answers(rehearsal(), "special-fund").startswith("the fund's article does not say who")
    approved = f'{served}\napprovals = [{{ by = "council-office" }}]'
    assert answers(rehearsal(served, approved, special), "special-fund") == "council-office"
