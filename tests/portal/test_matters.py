"""Practical matters and their list; one thing done with several commitments at once."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.agreement_acts import (
    ClauseWritten,
    EnteredIntoForce,
    TextSettled,
)
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import ClosureAsked, LeadReviewed
from lianxi.portal.commitments import actions, queries
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.models import Content, Entry
from pier import DRAFT, LAMPS
from road import DAY, EASTON, REGION, WESTON, do, live, load, office, undertaken
from uploads import Enter

ROAD = f"/regions/{REGION}/road"
MATTERS = """\
id = "2026-matters"
kind = "plan"
name = { zh = "湖区实事", en = "What the lakes promised" }
form = "practical matters"
set_by = "council"
for = "2026"
in_force_from = "2026-01"
status = "stated"
source = "book"
[[task]]
id = "benches"
subject = { zh = "放长椅", en = "Put up benches" }
[task.commitment]
lead = "990200"
due = "2026-06-30"
liability = "unknown"
"""


def lists() -> None:
    """A list of practical matters as an article, and one that was issued along the road."""
    load({**live(), "plans/2026-matters.toml": MATTERS})
    by = office()
    what = replace(DRAFT, form="practical matters", effect="", year=2025)
    do(by, AGREEMENT, what, "agreement.draft", body="council")
    for act in (
        ClauseWritten(LAMPS),
        TextSettled(),
        EnteredIntoForce(DAY.date(), "湖办〔2026〕1号"),
    ):
        right = "agreement.sign" if isinstance(act, EnteredIntoForce) else "agreement.draft"
        do(by, AGREEMENT, act, right, "agreement/1", body="council")


@pytest.mark.usefixtures("db")
def test_practical_matters_are_listed_with_how_their_commitments_stand(enter: Enter) -> None:
    lists()
    terms = [
        undertaken(doer=WESTON, origin="2026-matters#benches"),
        undertaken(doer=WESTON, lead=WESTON, origin="2026-matters#benches"),
    ]
    by = office()
    actions.undertake(by, terms)
    do(by, COMMITMENT, ClosureAsked("放好了"), "commitment.report", "commitment/1")
    browser = enter("secretariat")
    page = browser.get(f"{ROAD}/practical-matters/").content.decode()
    assert "2 practical matters" in page
    assert "Put up benches" in page
    assert f"{ROAD}/commitments/?matter=2026-matters%23benches" in page
    assert f"{ROAD}/texts/1/clauses/lamps/" in page
    assert "not broken down yet" in page
    later = browser.get(f"{ROAD}/practical-matters.csv?year=2026").content.decode()
    assert "Put up benches" in later
    assert "Light the lamps" not in later
    assert browser.get(f"{ROAD}/practical-matters.xlsx?status=closed").status_code == 200
    assert "Put up benches" in browser.get(f"{ROAD}/accounts/plan/?year=2026").content.decode()
    assert "2026-plan-1" not in page


@pytest.fixture
def waiting(db: None) -> None:
    """Three commitments of Easton that the west leads: closure asked for two, one agreed to."""
    load(live())
    by = office()
    actions.undertake(by, [undertaken(doer=EASTON) for _ in range(3)])
    for n in (1, 2):
        ask = ClosureAsked(f"修好了第{n}座")
        do(by, COMMITMENT, ask, "commitment.report", f"commitment/{n}")
    do(by, COMMITMENT, LeadReviewed(agrees=True), "commitment.lead", "commitment/1")


def sent(client: Client, act: str, values: dict[str, object], status: int = 302) -> str:
    """Send a form for several; gives the page where it is refused."""
    answer = client.post(f"{ROAD}/commitments/together/{act}/", values)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def ticked(page: str) -> dict[str, bool]:
    """The commitments on a form for several, and whether each is ticked."""
    boxes = re.findall(r'<input type="checkbox" name="of"[^>]*>', page)
    return {box.split('value="')[1].split('"')[0]: " checked" in box for box in boxes}


@pytest.mark.usefixtures("waiting")
def test_what_waits_is_reviewed_together_each_in_its_own_dossier(enter: Enter) -> None:
    browser = enter("secretariat")
    page = browser.get(f"{ROAD}/commitments/").content.decode()
    assert f"{ROAD}/commitments/together/review/" in page
    assert "together/ask-closure" not in page
    form = f"{ROAD}/commitments/together/review/"
    assert "修好了第1座" in browser.get(form).content.decode()
    assert ticked(browser.get(form).content.decode()) == {"1": False}
    values: dict[str, object] = {"of": ["1"], "outcome": "adjusted", "signer": "主任"}
    assert "no such choice" in sent(browser, "review", values, 422)
    nothing: dict[str, object] = {**values, "of": [], "outcome": "closed"}
    assert "choose at least one" in sent(browser, "review", nothing, 422)
    other: dict[str, object] = {**values, "of": ["2"], "outcome": "closed"}
    assert "no such choice" in sent(browser, "review", other, 422)
    sent(browser, "review", {**values, "outcome": "closed"})
    assert queries.tally(office().found, dossiers.real_day())["closed"] == 1
    assert browser.get(f"{ROAD}/commitments/together/poem/").status_code == 404


@pytest.mark.usefixtures("waiting")
def test_a_city_asks_for_closure_on_its_own_together_with_one_file(enter: Enter) -> None:
    by = office()
    actions.undertake(by, [undertaken(doer=EASTON), undertaken(doer=WESTON)])
    liaison = enter("liaison")
    page = liaison.get(f"{ROAD}/commitments/together/ask-closure/?tick=all").content.decode()
    assert ticked(page) == {"3": True, "4": True}  # 1 and 2 are under review, 5 is another's
    sent(liaison, "ask-closure", {"of": ["3", "5"], "text": "完成"}, 422)
    assert Entry.objects.filter(act="ask-closure").count() == 2
    sent(liaison, "ask-closure", {"of": ["3", "4"], "text": "完成"})
    assert Entry.objects.filter(act="ask-closure").count() == 4
    assert Content.objects.count() == 0
    nothing = liaison.get(f"{ROAD}/commitments/together/review-lead/").content.decode()
    assert "Nothing waits for you" in nothing
