"""Commitments in the portal: lists and counts, a form for each act, rounds by workbook."""

import io
from datetime import date, datetime, timedelta
from typing import cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import (
    ClosureAsked,
    LeadReviewed,
    Paused,
    ReportAsked,
    Reported,
    Reviewed,
    SlipIssued,
)
from lianxi.governance.road.round import ROUND
from lianxi.governance.road.standing import STATUSES
from lianxi.kernel.setting import SettingError
from lianxi.portal.command_commitments import from_command
from lianxi.portal.commitments import actions, queries
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.models import Clock, Entry
from road import (
    BOATHOUSE,
    DAY,
    EASTON,
    NORHAM,
    REGION,
    WESTON,
    do,
    doing,
    later,
    liaison,
    live,
    load,
    office,
    undertaken,
)
from sheets import reported
from uploads import Enter

ROAD = f"/regions/{REGION}/road"
FAIR = """\
id = "fair"
kind = "body"
name = { zh = "湖会", en = "Fair of the lakes" }
[[version]]
in_force_from = "2002"
status = "stated"
source = "book"
tier = "advisory"
"""
PDF = b"%PDF-1.7 the pier"


@pytest.fixture
def work(db: None) -> None:
    """A rehearsal with a commitment of each status on the day where its clock stands."""
    files = live("rehearsal")
    rules = (
        'tier = "decision"\nfollow_up = { every = "3 months", at_risk_before = "20 working days", '
        'slip_after = "5 working days", slip_answer_within = "10 working days", '
        'request_after = "1 month", request_to = "fair", request_signed_by = "reeve" }'
    )
    files["bodies/fair.toml"] = FAIR
    council = files["bodies/council.toml"]
    files["bodies/council.toml"] = council.replace('tier = "decision"', rules, 1)
    load(files)
    actions_at = office()
    day = DAY.date()
    terms: list[dict[str, object]] = [
        {"due": day + timedelta(days=200)},  # not started
        {"due": day + timedelta(days=200)},  # on course
        {"due": day + timedelta(days=20)},  # at risk
        {"due": day - timedelta(days=10)},  # overdue, a slip is usual
        {},  # paused
        {"doer": WESTON},  # closed
        {},  # not met
    ]
    actions.undertake(actions_at, [undertaken(**each) for each in terms])
    act = office()
    do(act, COMMITMENT, Reported("2026Q1", "开工"), "commitment.report", "commitment/2")
    do(act, COMMITMENT, Paused("等"), "commitment.give", "commitment/5")
    do(act, COMMITMENT, ClosureAsked("好了"), "commitment.report", "commitment/6")
    do(act, COMMITMENT, Reviewed("closed", "", "主任"), "commitment.close", "commitment/6")
    do(act, COMMITMENT, Reviewed("not met", "没做", "主任"), "commitment.close", "commitment/7")
    from_clock(DAY)


def from_clock(at: datetime) -> None:
    """Let the rehearsal's clock stand at an instant."""
    Clock.objects.update_or_create(pk=REGION, defaults={"at": at})


EXPECTED = {
    "not started": 1,
    "on course": 1,
    "at risk": 1,
    "overdue": 1,
    "paused": 1,
    "closed": 1,
    "not met": 1,
    "adjusted": 0,
}


def test_the_page_the_file_and_the_leader_count_the_same(work: None, enter: Enter) -> None:
    found = office().found
    assert queries.counts(queries.lines(found, DAY.date())) == EXPECTED
    assert queries.tally(found, DAY.date()) == EXPECTED
    browser = enter("secretariat")
    for address in (f"{ROAD}/commitments/", f"{ROAD}/leader/", f"{ROAD}/"):
        page = browser.get(address).content.decode()
        for word, number in EXPECTED.items():
            said = f'{STATUSES[word].en} <b class="figure">{number}</b>'
            assert (said in page) == (number > 0), (address, word)
    sheet = load_workbook(io.BytesIO(browser.get(f"{ROAD}/commitments.xlsx").content)).worksheets[0]
    statuses = [str(row[5].value) for row in sheet.iter_rows(min_row=2)]
    assert {word: statuses.count(STATUSES[word].en) for word in STATUSES} == EXPECTED


def test_a_day_that_is_past_is_made_from_what_was_done_by_then(work: None) -> None:
    found = office().found
    do(later(office(), 3), COMMITMENT, Paused("x"), "commitment.give", "commitment/1")
    from_clock(DAY + timedelta(days=3))
    assert queries.counts(queries.lines(found, DAY.date())) == EXPECTED
    assert queries.counts(queries.lines(found, DAY.date() + timedelta(days=3)))["paused"] == 2
    assert queries.lines(found, DAY.date() - timedelta(days=1)) == []


def test_an_office_is_prompted_and_nobody_else(work: None, enter: Enter) -> None:
    page = enter("secretariat").get(f"{ROAD}/commitments/4/").content.decode()
    assert "A supervision slip may be issued" in page
    assert (
        "slip may be issued" not in enter("liaison").get(f"{ROAD}/commitments/4/").content.decode()
    )
    found = queries.prompted(office().found, DAY.date(), 50)
    assert [(each.line.number, each.prompts) for each in found] == [(4, ("slip",))]


ACTS: dict[str, dict[str, str]] = {
    "report": {"period": "2026Q1", "progress": "桩已打好", "begun": "on", "figures": "桩=12根"},
    "issue-slip": {"why": "逾期", "due": "2026-04-01", "signer": "王主任"},
    "answer-slip": {"text": "缺木料", "letter": "东〔2026〕5号"},
    "close-slip": {"note": "已说明"},
    "draft-request": {"to": "council", "text": "请协调木料"},
    "sign-request": {"signer": "李秘书长", "office": "秘书长"},
    "answer-request": {"text": "由西镇供料"},
    "adjust": {"due": "2026-09-30", "why": "供料晚", "decided": "council-3"},
    "change-lead": {"lead": NORHAM, "why": "机构改革"},
    "pause": {"why": "汛期"},
    "resume": {"note": ""},
    "ask-closure": {"text": "修好了", "letter": "东〔2026〕9号"},
    "review-lead": {"agrees": "yes", "letter": "北〔2026〕1号"},
    "review": {"outcome": "closed", "signer": "王主任"},
}


def test_every_act_by_its_form_one_after_another(work: None, enter: Enter) -> None:
    browser = enter("secretariat")
    for act, values in ACTS.items():
        if act in ("report",):
            values = {**values, "letter": "东〔2026〕4号"}
        address = f"{ROAD}/commitments/4/do/{act}/"
        assert browser.get(address).status_code == 200, act
        answer = browser.post(address, values)
        assert answer.status_code == 302, (act, answer.content.decode()[-3000:])
    page = browser.get(f"{ROAD}/commitments/4/").content.decode()
    assert "closed" in page
    assert "桩 12根" in page
    assert "entered for Easton" in page
    assert "letter 东〔2026〕9号" in page
    assert queries.counts(queries.lines(office().found, DAY.date()))["closed"] == 2


def test_what_is_wrong_with_a_form_is_said_and_nothing_is_done(work: None, enter: Enter) -> None:
    browser = enter("secretariat")
    before = Entry.objects.count()
    address = f"{ROAD}/commitments/4/do"
    wrong: list[tuple[str, dict[str, object], str]] = [
        ("report", {"period": "Q", "progress": "x"}, "give the number of the letter"),
        ("report", {"period": "Q", "progress": "x", "figures": "12"}, "should read name=value"),
        ("report", {"period": "", "progress": "x"}, "required"),
        ("issue-slip", {"why": "x", "due": "soon", "signer": "x"}, "should be a day"),
        ("issue-slip", {"why": "x", "due": "2026-01-01", "signer": "x"}, "is over"),
        ("review", {"outcome": "closed", "signer": "x"}, "nobody has asked for closure"),
        ("review", {"outcome": "won", "signer": "x"}, "no such choice"),
        ("resume", {}, "does not rest"),
        ("pause", {"why": "x", "seen": "0"}, "look again"),
        (
            "ask-closure",
            {"text": "x", "enclosures": _file(b"MZ"), "letter": "y"},
            "is no file that",
        ),
        (
            "ask-closure",
            {"text": "x", "scan": _file(b"GIF89a"), "letter": "y"},
            "The scan should be",
        ),
    ]
    for act, values, said in wrong:
        answer = browser.post(f"{address}/{act}/", values)
        assert answer.status_code == 422, act
        assert said.casefold() in answer.content.decode().casefold(), (act, said)
    assert browser.get(f"{address}/resume/").status_code == 422
    assert browser.get(f"{address}/fly/").status_code == 404
    assert Entry.objects.count() == before


def _file(content: bytes, name: str = "证明.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_city_reports_on_its_own_and_on_no_other_s(work: None, enter: Enter) -> None:
    browser = enter("liaison")  # of Easton, whose boathouse it is
    values = {"period": "2026Q1", "progress": "好", "begun": "on", "enclosures": _file(PDF)}
    answer = browser.post(f"{ROAD}/commitments/1/do/report/", values)
    assert answer.status_code == 302, answer.content.decode()
    digest = Entry.objects.latest("pk").what["files"][0]["digest"]
    found = browser.get(f"{ROAD}/commitments/1/files/{digest}/")
    assert found.content == PDF
    assert found["Content-Type"] == "application/pdf"
    assert browser.get(f"{ROAD}/commitments/2/files/{digest}/").status_code == 404
    assert browser.get(f"{ROAD}/commitments/6/do/report/").status_code in (403, 422)
    assert browser.get(f"{ROAD}/commitments/1/do/pause/").status_code == 403
    assert browser.get(f"{ROAD}/rounds/open/").status_code == 403


def test_a_round_goes_out_and_comes_back_by_workbook(work: None, enter: Enter) -> None:
    browser = enter("secretariat")
    asked = {"period": "2026Q1", "body": "council", "due": "2026-03-20"}
    assert browser.post(f"{ROAD}/rounds/open/", asked).status_code == 302
    state = dossiers.opened(REGION, ROUND, 1)
    assert state is not None
    assert state.state.opened.commitments == tuple(f"commitment/{n}" for n in (1, 2, 3, 4))
    again = browser.post(f"{ROAD}/rounds/open/", asked)
    assert "was asked about already" in again.content.decode()
    book = load_workbook(io.BytesIO(browser.get(f"{ROAD}/rounds/1/{EASTON}.xlsx").content))
    content = reported(book)
    answer = receive(browser, content)
    assert answer.status_code == 302, answer.content.decode()
    page = browser.get(f"{ROAD}/rounds/1/returns/1/").content.decode()
    assert "码头第1段" in page
    assert browser.post(f"{ROAD}/rounds/1/returns/1/enter/").status_code == 302
    told = dossiers.opened(REGION, COMMITMENT, 1)
    assert told is not None
    report = told.state.reports[-1][0]
    assert (report.progress, report.trouble) == ("码头第1段", "缺木料")
    assert report.figures == {"桩": "12根", "板": "30块"}
    assert not told.state.asked
    assert browser.post(f"{ROAD}/rounds/1/returns/1/enter/").status_code == 422
    assert "came in before" in receive(browser, content).content.decode()
    assert "Easton" in browser.get(f"{ROAD}/rounds/1/").content.decode()
    assert browser.post(f"{ROAD}/rounds/1/close/", {"note": ""}).status_code == 302


def receive(browser: Client, content: bytes, party: str = EASTON) -> HttpResponse:
    values = {"party": party, "letter": "东〔2026〕7号", "workbook": _file(content, "a.xlsx")}
    return cast("HttpResponse", browser.post(f"{ROAD}/rounds/1/returns/", values))


def test_workbooks_that_can_not_be_taken(work: None, enter: Enter) -> None:
    lines = queries.lines(office().found, DAY.date())
    actions.open_round(office(), undertaken().title, "2026Q1", "council", DAY.date(), lines[:4])
    browser = enter("secretariat")
    book = load_workbook(io.BytesIO(browser.get(f"{ROAD}/rounds/1/{EASTON}.xlsx").content))
    empty = io.BytesIO()
    book.save(empty)
    for content, said in (
        (empty.getvalue(), "reports nothing"),
        (b"no workbook", ""),
        (PDF, ""),
    ):
        answer = receive(browser, content)
        assert answer.status_code == 422, said
        assert said in answer.content.decode()
    assert Entry.objects.filter(act="receive").count() == 0


def test_desks_show_what_each_owes(work: None, enter: Enter) -> None:
    slip = SlipIssued("逾期", DAY.date() + timedelta(days=5), "王主任")
    do(office(), COMMITMENT, slip, "supervision.write", "commitment/4")
    asked = ReportAsked("round/1", "2026Q1", DAY.date() - timedelta(days=1))
    do(office(), COMMITMENT, asked, "supervision.write", "commitment/1")
    page = enter("liaison").get(f"{ROAD}/").content.decode()
    assert "answer the supervision slip" in page
    assert "2 overdue" in page  # the report, and the commitment itself
    theirs = enter("secretariat").get(f"{ROAD}/desks/{NORHAM}/").content.decode()
    assert "Owed by others" in theirs
    assert enter("secretariat").get(f"{ROAD}/desks/nobody/").status_code == 404
    assert enter("secretariat").get(f"{ROAD}/desks/body:council/").status_code == 200


def test_the_road_behind_a_commitment_and_the_years(work: None, enter: Enter) -> None:
    lines = queries.lines(office().found, DAY.date())
    actions.open_round(office(), undertaken().title, "2026Q1", "council", DAY.date(), lines[:2])
    browser = enter("secretariat")
    page = browser.get(f"{ROAD}/chain/commitment/1/").content.decode()
    assert "round of follow-up" in page
    assert browser.get(f"{ROAD}/chain/round/1/").content.decode().count("<rect") == 3
    assert browser.get(f"{ROAD}/chain/commitment/99/").status_code == 404
    assert browser.get(f"{ROAD}/chain/flight/1/").status_code == 404
    years = browser.get(f"{ROAD}/years/").content.decode()
    assert "14%" in years


def test_a_commitment_is_begun_by_a_form(work: None, enter: Enter) -> None:
    browser = enter("secretariat")
    values = {
        "title_zh": "换缆绳",
        "origin": "council-3",
        "body": "council",
        "lead": WESTON,
        "doer": BOATHOUSE,
        "supports": [NORHAM],
        "due": "2026-10-01",
    }
    answer = browser.post(f"{ROAD}/commitments/begin/", values)
    assert answer.status_code == 302, answer.content.decode()
    assert "换缆绳" in browser.get(answer["Location"]).content.decode()
    late = {**values, "starts": "2026-12-01"}
    assert browser.post(f"{ROAD}/commitments/begin/", late).status_code == 422


def test_an_adjusted_one_has_a_successor(work: None, enter: Enter) -> None:
    browser = enter("secretariat")
    address = f"{ROAD}/commitments/3/do/review/"
    values = {"outcome": "adjusted", "note": "改为两年", "signer": "王主任"}
    assert "takes its place is due" in browser.post(address, values).content.decode()
    answer = browser.post(address, {**values, "due": "2027-06-30"})
    assert answer["Location"] == f"{ROAD}/commitments/8/"
    counted = queries.tally(office().found, DAY.date())
    assert (counted["adjusted"], counted["at risk"]) == (1, 0)
    successor = dossiers.opened(REGION, COMMITMENT, 8)
    assert successor is not None
    assert successor.row.ties.get().to.ref == "commitment/3"
    assert (successor.state.terms.origin, successor.state.terms.due) == (
        "commitment/3",
        date(2027, 6, 30),
    )


def test_nothing_of_it_in_a_record_or_for_whoever_has_not_signed_in(
    lake_portal: None, enter: Enter
) -> None:
    assert enter("secretariat").get(f"{ROAD}/commitments/").status_code == 404
    assert Client().get(f"{ROAD}/commitments/").status_code == 403
    assert "Work" not in Client().get(f"/regions/{REGION}/").content.decode()


def test_a_late_slip_of_another_s_is_not_answered(work: None) -> None:
    on = dossiers.opened(REGION, COMMITMENT, 1)
    assert on is not None
    mine = liaison(WESTON)
    outcome = actions.act(mine, on, Reported("2026Q1", "x"))
    assert not isinstance(outcome, dossiers.Row)
    assert actions.act(doing(None), on, LeadReviewed(agrees=True)) is not None


def test_the_api_and_the_command_count_as_the_page_does(
    work: None, enter: Enter, capsys: pytest.CaptureFixture[str]
) -> None:
    found = enter("secretariat").get(f"/api/v1/regions/{REGION}/commitments").json()
    counted = {word: sum(each["status"] == word for each in found) for word in STATUSES}
    assert counted == EXPECTED
    when, there = from_command(REGION, None)
    assert (when, queries.counts(there)) == (DAY.date(), EXPECTED)
    late = enter("secretariat").get(f"/api/v1/regions/{REGION}/commitments?status=overdue").json()
    assert [each["ref"] for each in late] == ["commitment/4"]
    wrong = enter("secretariat").get(f"/api/v1/regions/{REGION}/commitments?status=late")
    assert wrong.status_code == 422
    with pytest.raises(SettingError):
        from_command("nowhere", None)
