"""What the pages of the road cost the database: the same queries, however many dossiers there are.

The live region is filled twice: with a few dossiers of every kind, then with many more. What each
page asks the database for is counted both times, and must not have grown.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.governance.authority import Refused
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.call import CALL
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import Reported, SlipIssued
from lianxi.governance.road.consultation import CONSULTATION
from lianxi.governance.road.consultation_acts import Opened
from lianxi.governance.road.paper_acts import Issued
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.proposal_acts import Called, Proposed
from lianxi.governance.road.sitting import SITTING
from lianxi.kernel.bilingual import same
from lianxi.portal.commitments.actions import open_round, undertake
from lianxi.portal.commitments.queries import lines
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.papers.actions import Files, issue
from lianxi.portal.papers.composing import KINDS
from pier import DRAFT, WRITE
from road import DAY, EASTON, NORHAM, REGION, WESTON, do, load, office, undertaken
from sittings import NETS, NOTICE, TERMS, proposal
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
FEW, MANY = 2, 6  # with two of a kind every query is made that there is
MOST = 20  # queries of any page
LISTS = (
    "calls",
    "proposals",
    "consultations",
    "sittings",
    "texts",
    "commitments",
    "papers",
    "fund-years",
)
KINDS_OF_ONE = (
    "calls/1/",
    "proposals/1/",
    "consultations/1/",
    "sittings/1/",
    "sittings/1/agenda/",
    "sittings/1/slip/",
    "texts/1/",
    "texts/1/break-down/",
    "commitments/1/",
    "commitments/1/do/report/",
    "rounds/1/",
    "papers/1/",
    "chain/proposal/1/",
    "chain/commitment/1/",
    f"desks/{WESTON}/",
    "desks/body:council/",
)
EVERY = (
    "",
    "leader/",
    "years/",
    "rounds/",
    "rounds/open/",
    "accounts/",
    *(f"accounts/{name}/?year={DAY.year}" for name in KINDS),
    *(f"{name}/" for name in LISTS),
    *(f"{name}.csv" for name in LISTS),
    *KINDS_OF_ONE,
)


def fill(since: int, until: int) -> None:
    """One more dossier of every kind for each number, each with something that is owed."""
    by, asked = office(), (EASTON, WESTON, NORHAM)
    late = DAY.date() + timedelta(days=20)
    each = [undertaken(title=same(f"任务{n}"), due=late) for n in range(since, until)]
    assert not isinstance(undertake(by, each), Refused)
    for n in range(since, until):
        call = Called(same(f"征集{n}"), "请报送", "council", asked, late)
        do(by, CALL, call, "proposal.call", body="council")
        idea = Proposed(EASTON, "council", TERMS)
        ref = do(by, PROPOSAL, idea, "proposal.write", party=EASTON).ref
        about = Opened(same(f"征求意见{n}"), ref, "请反馈", "council", asked, late)
        do(by, CONSULTATION, about, "consultation.open", body="council")
        text = do(by, AGREEMENT, DRAFT, "agreement.draft", body="council").ref
        do(by, AGREEMENT, WRITE, "agreement.draft", text, body="council")
        do(by, SITTING, NOTICE, "sitting.hold", body="council")
        report = Reported("2026Q1", "备料", trouble="缺木料", figures={"石料": "30吨"})
        do(by, COMMITMENT, report, "commitment.report", f"commitment/{n}")
        slip = SlipIssued("没有动工", late, "主任")
        do(by, COMMITMENT, slip, "supervision.write", f"commitment/{n}")
        file = Upload("函.docx", "docx", f"函{n}".encode())
        paper = Issued(
            "slip", f"湖办〔2026〕{n}号", same(f"函{n}"), "council", asked, file.enclosure
        )
        assert not isinstance(
            issue(by, replace(paper, about=(f"commitment/{n}",)), Files(file)), Refused
        )
        do(by, SITTING, NETS, "sitting.hold", "sitting/1", body="council")
        proposal()  # one more that waits for the council
    found = lines(by.found, DAY.date())
    rounds = open_round(by, same(f"调度{since}"), f"2026Q{since}", "council", late, found)
    assert not isinstance(rounds, Refused)


def asked(browser: Client, address: str) -> int:
    """How many queries a page makes, once the package has been read."""
    with CaptureQueriesContext(connection) as made:
        answer = browser.get(f"{ROAD}{address}")
    assert answer.status_code == 200, address
    return len(made)


@pytest.mark.usefixtures("db")
def test_a_page_of_the_road_asks_no_more_where_there_are_more_dossiers(enter: Enter) -> None:
    load()
    browser = enter("secretariat")
    fill(1, 1 + FEW)
    browser.get(ROAD)
    before = {address: asked(browser, address) for address in EVERY}
    fill(1 + FEW, 1 + MANY)
    after = {address: asked(browser, address) for address in EVERY}
    grown = {address: (before[address], n) for address, n in after.items() if n > before[address]}
    assert grown == {}
    assert max(after.values()) < MOST, {each: n for each, n in after.items() if n >= MOST}
