"""What a body's office hands over: every open dossier once, as it stands, and the papers."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.call import CALL
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import (
    RequestDrafted,
    RequestSigned,
    Reviewed,
    SlipIssued,
)
from lianxi.governance.road.paper import PAPER
from lianxi.governance.road.paper_acts import Issued
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.proposal_acts import Called, Proposed
from lianxi.governance.road.sitting import SITTING
from lianxi.governance.road.sitting_acts import Cancelled
from lianxi.kernel.bilingual import same
from lianxi.portal.desks.handover import handover
from lianxi.portal.dossiers.asked import Asked
from pier import DRAFT
from road import DAY, EASTON, NORHAM, REGION, WESTON, do, later, live, load, office, undertaken
from sittings import ADOPTED, NOTICE, OPEN, PIERS, TERMS
from sittings import DRAFT as MINUTES
from uploads import Enter

ROAD = f"/regions/{REGION}/road"
GIVE = "commitment.give"
FILE = Enclosure("通报.docx", "docx", "sha256:1", 10)


@pytest.fixture
def work(db: None) -> None:
    """A rehearsal with something of everything under way, and something of it ended."""
    load(live("rehearsal"))
    day = DAY.date()
    for due, origin in ((day - timedelta(days=9), "a"), (None, "b"), (None, "c")):
        do(office(), COMMITMENT, undertaken(due=due, origin=origin), GIVE, body="council")
    do(office(), COMMITMENT, undertaken(body="moot"), GIVE, body="moot")
    over = Reviewed("not met", "没做", "主任")
    do(office(), COMMITMENT, over, "commitment.close", "commitment/3", body="council")
    slip = SlipIssued("逾期", day + timedelta(days=5), "主任")
    do(office(), COMMITMENT, slip, "supervision.write", "commitment/1", body="council")
    for what in (RequestDrafted("council", "请协调"), RequestSigned(1, "王", "秘书长")):
        do(office(), COMMITMENT, what, "supervision.write", "commitment/2", body="council")
    for _ in range(3):
        do(office(), SITTING, NOTICE, "sitting.hold", body="council")
    held = later(office(), 10)
    for done in (PIERS, OPEN, ADOPTED, MINUTES):
        do(held, SITTING, done, "sitting.hold", "sitting/2", body="council")
    do(office(), SITTING, Cancelled("汛期"), "sitting.hold", "sitting/3", body="council")
    called = Called(same("征集议题"), "请报送", "council", (EASTON,), day)
    do(office(), CALL, called, "proposal.call", body="council")
    proposed = Proposed(WESTON, "council", TERMS)
    do(office(), PROPOSAL, proposed, "proposal.write", party=WESTON)
    do(office(), AGREEMENT, DRAFT, "agreement.draft", body="council")
    issued = Issued("circular", "湖议办〔2026〕12号", same("通报"), "council", (NORHAM,), FILE)
    do(office(), PAPER, issued, "paper.issue", body="council")
    last_year = replace(office(), at=DAY - timedelta(days=90))
    do(last_year, PAPER, replace(issued, number="湖议办〔2025〕9号"), "paper.issue", body="council")


def test_everything_open_is_in_it_once_as_it_stands(work: None) -> None:
    asked = Asked(office().found, later(office(), 11))
    with CaptureQueriesContext(connection) as queries:
        lines = handover(asked, "council")
    assert len(queries) == 3
    found = [
        (each.part, each.ref, each.stands.en if each.stands else "")
        for each in lines
        if each.part != "turn"
    ]
    assert found == [
        ("sitting", "sitting/1", "convened"),
        ("minutes", "sitting/2", "minutes out to confirm"),
        ("asked", "call/1", "open"),
        ("proposal", "proposal/1", "being settled"),
        ("text", "agreement/1", "being drafted"),
        ("commitment", "commitment/2", "not started"),
        ("commitment", "commitment/1", "overdue"),
        ("slip", "commitment/1", "answer the supervision slip"),
        ("request", "commitment/2", "coordinate"),
        ("paper", "paper/1", "issued"),
    ]
    assert [each.note.zh for each in lines if each.part == "paper" and each.note] == [
        "湖议办〔2026〕12号"
    ]
    assert [each.title.en for each in lines if each.part == "turn"][:2] == [
        "hands over",
        "takes over",
    ]
    assert [each.ref for each in handover(asked, "moot") if each.ref] == ["commitment/4"]


def test_its_page_and_its_files(work: None, enter: Enter) -> None:
    browser = enter("secretariat")
    answer = browser.get(f"{ROAD}/work-handover/?body=council")
    page = answer.content.decode()
    assert f'href="{ROAD}/commitments/1/"' in page
    assert "Supervision slips that are open <small>1</small>" in page
    assert (
        f"{ROAD}/work-handover/?body=council"
        in browser.get(f"{ROAD}/desks/body:council/").content.decode()
    )
    only = browser.get(f"{ROAD}/work-handover/?body=council&part=paper").content.decode()
    assert "湖议办〔2026〕12号" in only
    assert "commitments/1/" not in only
    book = load_workbook(io.BytesIO(browser.get(f"{ROAD}/work-handover.xlsx?body=council").content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {"commitment/1", "paper/1", "minutes out to confirm"} <= set(cells)
    assert browser.get(f"{ROAD}/work-handover/?body=senate").status_code == 404
