"""The sittings on their pages: each form right, wrong and refused; what a decision writes."""

import base64
import io
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import RequestDrafted, RequestSigned
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.kernel.bilingual import same
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.models import Entry, Owed
from lianxi.portal.verification import verification
from road import (
    EASTON,
    NORHAM,
    REGION,
    WESTON,
    do,
    live,
    load,
    undertaken,
)
from sittings import proposal, sitting, today
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
ONE = "sittings/1/"
TODAY = dossiers.real_day()
NOTICE = {
    "bodies": ["council"],
    "title": "湖区议会第四次会议",
    "title_en": "Fourth sitting",
    "day": str(TODAY),
    "place": "西镇",
    "host": WESTON,
    "reply_by": str(TODAY),
}
LETTER = {"letter": "西函〔2026〕3号"}
SLIP = {"party": EASTON, "coming": "yes", "name": "张三", "office": "里长"}
PRESENT = {"present": [EASTON, WESTON]}
DECIDES = """
decides = { outcomes = ["adopted", "returned"], majority = { more_than = "1/2", of = "present" }, \
quorum = { at_least = "2/3" }, ballots = "open", proxies = true, recuses = true }
minutes = { confirm_within = "10 working days" }
"""


@pytest.fixture
def there(db: None) -> None:
    """A live region."""
    load()


@pytest.fixture
def by_vote(db: None) -> None:
    """One whose council decides by ballot."""
    files = live()
    said = 'meets = { every = "1 year", host = "rotation" }\n'
    files["bodies/council.toml"] = files["bodies/council.toml"].replace(said, said + DECIDES)
    load(files)


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    """Send a form; gives the page that answers or the address that one is sent on to."""
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


def page(client: Client, path: str = ONE) -> str:
    answer = client.get(f"{ROAD}{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def owed(what: str) -> list[str]:
    return sorted(Owed.objects.filter(what=what).values_list("who", flat=True))


def to_minutes(client: Client) -> None:
    """Called, listed, opened, decided."""
    post(client, "sittings/convene/", NOTICE)
    post(client, f"{ONE}agenda/", {"title": "渔网尺寸"})
    post(client, f"{ONE}open/", PRESENT)
    post(client, f"{ONE}items/1/decide/", {"outcome": "adopted", "text": "同意"})


def test_it_is_called_and_the_slips_come_back(there: None, enter: Enter) -> None:
    office, easton = enter("secretariat"), enter("liaison")
    assert "Call a sitting" in page(office, "sittings/")
    assert 'value="council"' in page(office, "sittings/convene/")
    assert post(office, "sittings/convene/", NOTICE) == f"{ROAD}{ONE}"
    assert sitting().state.notice.roll == (EASTON, WESTON, NORHAM)
    assert owed("reply") == [EASTON, WESTON, NORHAM]
    assert "say who comes" in post(easton, f"{ONE}slip/", {**SLIP, "name": ""}, 422)
    post(easton, f"{ONE}slip/", SLIP)
    theirs = {**SLIP, "party": WESTON, "coming": "no", "proxy": EASTON}
    assert "has no such choice" in post(easton, f"{ONE}slip/", theirs, 422)
    assert "give the number of its letter" in post(office, f"{ONE}slip/", theirs, 422)
    post(office, f"{ONE}slip/", {**theirs, **LETTER})
    shown = page(easton)
    assert "3 seats, 2 slips returned" in shown
    assert "Easton votes for it" in shown
    assert "not returned" in shown
    assert owed("reply") == [NORHAM]
    assert "Fourth sitting" in page(easton, "sittings/?body=council&stage=convened")
    assert office.get(f"{ROAD}sittings.csv").content.decode().count("sitting/1") == 1
    assert verification().holds


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"bodies": []}, "required"),
        ({"bodies": ["boats"]}, "has no such choice"),
        ({"day": str(TODAY - timedelta(days=1))}, "is over"),
        ({"reply_by": str(TODAY + timedelta(days=1))}, "slips are due on"),
        ({"day": "soon"}, "should be a day"),
    ],
)
def test_a_notice_that_can_not_go_out(
    there: None, enter: Enter, wrong: dict[str, object], why: str
) -> None:
    assert why in post(enter("secretariat"), "sittings/convene/", {**NOTICE, **wrong}, 422)
    assert not Entry.objects.exists()


def test_it_is_moved_and_cancelled(there: None, enter: Enter) -> None:
    office = enter("secretariat")
    post(office, "sittings/convene/", NOTICE)
    later = {"day": str(TODAY + timedelta(days=9)), "place": "东镇", "why": "汛期"}
    assert "required" in post(office, f"{ONE}move/", {**later, "why": ""}, 422)
    post(office, f"{ONE}move/", later)
    assert "still to come" in post(office, f"{ONE}open/", PRESENT, 422)
    post(office, f"{ONE}cancel/", {"why": "汛期"})
    assert "Cancelled</b>: 汛期" in page(office)
    assert "it was cancelled on" in post(office, f"{ONE}move/", later, 422)


@pytest.mark.parametrize(
    "path", ["convene/", "1/move/", "1/cancel/", "1/agenda/", "1/open/", "1/minutes/draft/"]
)
def test_a_liaison_holds_no_sitting(there: None, enter: Enter, path: str) -> None:
    assert enter("liaison").post(f"{ROAD}sittings/{path}").status_code == 403


def test_what_is_not_there(there: None, enter: Enter) -> None:
    office = enter("secretariat")
    to_minutes(office)
    for path in ("2/", "1/items/9/decide/", "1/items/1/ballot/", "1/papers/sha256:0/"):
        assert office.get(f"{ROAD}sittings/{path}").status_code == 404
    assert "is settled" in post(office, f"{ONE}items/1/strike/", {"why": "x"}, 422)


def test_a_record_holds_no_sittings(db: None, enter: Enter) -> None:
    load(live("record"))
    assert enter("secretariat").get(f"{ROAD}sittings/").status_code == 404


def test_the_agenda_drafts_itself_and_a_decision_is_told_where_it_came_from(
    there: None, enter: Enter
) -> None:
    office = enter("secretariat")
    ref = proposal()
    late = undertaken(due=TODAY - timedelta(days=9))
    commitment = do(today(), COMMITMENT, late, "commitment.give", body="council").ref
    more = {"right": "supervision.write", "ref": commitment}
    do(today(), COMMITMENT, RequestDrafted("council", "请协调航道"), **more)
    do(today(), COMMITMENT, RequestSigned(1, "王秘书长", "秘书长"), **more)
    post(office, "sittings/convene/", NOTICE)
    proposed = page(office, f"{ONE}agenda/")
    assert "Repair the pier (coordination requested" in proposed
    assert "Piers (proposed: waits to be decided since" in proposed
    assert "tick or write" in post(office, f"{ONE}agenda/", {}, 422)
    about = f"{commitment}#1"
    post(office, f"{ONE}agenda/", {"lines": [ref, about], "title": "渔网尺寸", "why": "东镇提出"})
    assert [item.listed.reason for item in sitting().state.items] == [
        "coordination",
        "proposed",
        "own",
    ]
    assert "Nothing waits to be listed" in page(office, f"{ONE}agenda/")
    post(office, f"{ONE}open/", PRESENT)
    post(office, f"{ONE}items/1/decide/", {"outcome": "adopted", "text": "航道由西镇让出"})
    post(office, f"{ONE}items/2/decide/", {"outcome": "deferred", "to": "下次会议"})
    post(office, f"{ONE}items/3/carry-over/", {})
    found = dossiers.opened(REGION, COMMITMENT, 1)
    assert found is not None
    answered = found.state.requests[0].answered
    assert answered is not None
    assert (answered.text, answered.sitting) == ("航道由西镇让出", "sitting/1")
    resolved = dossiers.opened(REGION, PROPOSAL, 1)
    assert resolved is not None
    assert resolved.state.stage == "deferred"
    post(office, "sittings/convene/", NOTICE)
    again = page(office, "sittings/2/agenda/")
    assert "Piers (deferred before" in again
    assert "渔网尺寸 (carried over" in again
    assert "Repair the pier (overdue" in again
    assert verification().holds


def test_no_more_is_proposed_at_once_than_a_sitting_takes_up(
    there: None, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lianxi.portal.sittings.queries.MOST", 1)
    office = enter("secretariat")
    for days in (3, 9):
        late = undertaken(due=TODAY - timedelta(days=days), title=same(f"{days} days late"))
        do(today(), COMMITMENT, late, "commitment.give", body="council")
    post(office, "sittings/convene/", NOTICE)
    first = page(office, f"{ONE}agenda/")
    assert "once some are listed, the next are shown" in first
    assert "9 days late (overdue" in first
    assert "3 days late" not in first
    post(office, f"{ONE}agenda/", {"lines": ["commitment/2"]})
    then = page(office, f"{ONE}agenda/")
    assert "the next are shown" not in then
    assert "3 days late (overdue" in then


def stage() -> str:
    """How the proposal stands."""
    found = dossiers.opened(REGION, PROPOSAL, 1)
    assert found is not None
    return found.state.stage


def test_an_item_struck_is_listed_again(there: None, enter: Enter) -> None:
    office = enter("secretariat")
    ref = proposal()
    post(office, "sittings/convene/", NOTICE)
    post(office, f"{ONE}agenda/", {"lines": [ref]})
    post(office, f"{ONE}items/1/strike/", {"why": "材料不齐"})
    assert "Struck: 材料不齐" in page(office)
    assert stage() == "settled"
    post(office, f"{ONE}agenda/", {"lines": [ref]})
    assert [item.stands for item in sitting().state.items] == ["struck", "listed"]
    assert stage() == "tabled"
    post(office, f"{ONE}cancel/", {"why": "台风"})
    assert stage() == "settled"
    assert owed("decide") == ["body:council"]


def test_papers_are_given_back_as_they_came(there: None, enter: Enter) -> None:
    office, easton = enter("secretariat"), enter("liaison")
    post(office, "sittings/convene/", NOTICE)
    bad = SimpleUploadedFile("议题.pdf", b"MZ")
    assert "a paper should be a PDF" in post(
        office, f"{ONE}papers/", {"item": "0", "file": bad}, 422
    )
    good = SimpleUploadedFile("议题.pdf", b"%PDF-1.7 ...")
    post(office, f"{ONE}papers/", {"item": "0", "file": good})
    digest = sitting().state.papers[0].file.digest
    answer = easton.get(f"{ROAD}{ONE}papers/{digest}/")
    assert answer.content == b"%PDF-1.7 ..."
    assert "lake-district-sitting-1-paper-1.pdf" in answer.headers["Content-Disposition"]


def test_a_ballot_is_counted_by_the_article(by_vote: None, enter: Enter) -> None:
    office = enter("secretariat")
    post(office, "sittings/convene/", NOTICE)
    slip = {**SLIP, "party": NORHAM, "coming": "no", "name": "", "proxy": EASTON, **LETTER}
    post(office, f"{ONE}slip/", slip)
    post(office, f"{ONE}agenda/", {"title": "渔网尺寸", "ballot": "on"})
    post(office, f"{ONE}open/", PRESENT)
    assert "goes by ballot" in post(office, f"{ONE}items/1/decide/", {"outcome": "adopted"}, 422)
    assert "has no such choice" in post(
        office, f"{ONE}items/1/decide/", {"outcome": "deferred"}, 422
    )
    assert "Norham (by Easton)" in page(office, f"{ONE}items/1/ballot/")
    votes = {f"vote-{EASTON}": "yes", f"vote-{NORHAM}": "yes", f"vote-{WESTON}": "no"}
    aside = {**votes, "recused": [WESTON]}
    assert "only a seat that is present" in post(office, f"{ONE}items/1/ballot/", aside, 422)
    post(office, f"{ONE}items/1/ballot/", votes)
    post(office, f"{ONE}items/1/decide/", {"outcome": "adopted"})
    assert "more than 1/2 of the members present (3), that is 2; carried." in page(office), page(
        office
    )
    drafted = page(office, f"{ONE}minutes/draft/")
    assert "赞成2票，反对1票" in drafted
    post(office, f"{ONE}minutes/draft/", {"text": "纪要"})
    minutes = sitting().state.minutes
    assert minutes is not None
    assert minutes.last.drafted.confirm_by is not None


def test_minutes_are_confirmed_corrected_and_signed(there: None, enter: Enter) -> None:
    office, easton = enter("secretariat"), enter("liaison")
    to_minutes(office)
    assert "一、渔网尺寸" in page(office, f"{ONE}minutes/draft/")
    text = {"text": "会议同意渔网尺寸。", "confirm_by": str(TODAY)}
    post(office, f"{ONE}minutes/draft/", text)
    assert owed("confirm") == [EASTON, WESTON]
    post(easton, f"{ONE}minutes/object/", {"party": EASTON, "text": "漏字"})
    signed = {"signer": "里长", "number": "湖议纪〔2026〕1号"}
    assert "objections not taken up: 1" in post(office, f"{ONE}minutes/conclude/", signed, 422)
    post(easton, f"{ONE}minutes/confirm/", {"party": EASTON})
    assert "Not confirmed by: Weston" in page(office, f"{ONE}minutes/conclude/")
    assert "not confirmed by: 1" in post(office, f"{ONE}minutes/conclude/", signed, 422)
    post(office, f"{ONE}minutes/confirm/", {"party": WESTON, **LETTER})
    wrong = {"old": "没有的话", "new": "x", "why": "漏字"}
    assert "do not say this" in post(office, f"{ONE}minutes/correct/", wrong, 422)
    post(office, f"{ONE}minutes/conclude/", signed)
    correction = {"old": "渔网尺寸", "new": "渔网尺寸方案", "why": "漏字"}
    post(office, f"{ONE}minutes/correct/", correction)
    shown = page(easton)
    assert "会议同意<del>渔网尺寸</del><ins>渔网尺寸方案</ins>。" in shown
    assert "Concluded</b>, signed by 里长" in shown
    assert "Easton: confirmed on" in shown
    assert owed("minute") == []
    assert verification().holds


def test_a_slip_goes_out_and_comes_back_as_a_workbook(there: None, enter: Enter) -> None:
    office, easton = enter("secretariat"), enter("liaison")
    post(office, "sittings/convene/", NOTICE)
    where = f"{ROAD}{ONE}slip/"
    assert easton.get(f"{where}workbook.xlsx?party={WESTON}").status_code == 404
    empty = easton.get(f"{where}workbook.xlsx?party={EASTON}").content
    assert "Nothing is filled in" in came(easton, empty)
    half = filled_in(empty, ["comes", "", ""])
    assert "Say who comes" in came(easton, half)
    whole = filled_in(empty, ["sends a deputy", "李四", "副里长"])
    assert "ends a deputy: 李四, 副里长" in came(easton, whole)
    assert "was not sent to Weston" in came(office, whole, WESTON)
    entered = {"party": EASTON, "kept": base64.b64encode(whole).decode()}
    for _ in range(2):
        assert easton.post(f"{where}returned/", entered).status_code == 302
    assert sitting().state.slips[EASTON].returned.name == "李四"
    assert sitting().row.acts_count == 2


def came(client: Client, content: bytes, party: str = EASTON) -> str:
    """Hand in a workbook; gives its review."""
    sent = {"party": party, "workbook": SimpleUploadedFile("回执.xlsx", content)}
    return client.post(f"{ROAD}{ONE}slip/returned/", sent).content.decode()


def filled_in(content: bytes, values: list[str]) -> bytes:
    """The workbook with one line in it."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[1]
    for column, value in enumerate(values, 2):
        sheet.cell(5, column).value = value or None
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_the_documents_of_a_sitting_open_in_a_word_processor(there: None, enter: Enter) -> None:
    office = enter("secretariat")
    post(office, "sittings/convene/", NOTICE)
    for paper in ("agenda", "minutes", "poem"):  # nothing to say yet, or no such document
        assert office.get(f"{ROAD}{ONE}{paper}.docx").status_code == 404
    post(office, f"{ONE}agenda/", {"title": "渔网尺寸"})
    post(office, f"{ONE}open/", PRESENT)
    post(office, f"{ONE}items/1/decide/", {"outcome": "adopted"})
    post(office, f"{ONE}minutes/draft/", {"text": "会议同意渔网尺寸。"})
    said = {}
    for paper in ("notice", "agenda", "minutes"):
        answer = office.get(f"{ROAD}{ONE}{paper}.docx")
        assert answer.status_code == 200
        document = Document(io.BytesIO(answer.content))
        said[paper] = "\n".join(each.text for each in document.paragraphs)
    assert "关于召开湖区议会第四次会议的通知" in said["notice"]
    assert "湖区议会第四次会议议程" in said["agenda"]
    assert "会议同意渔网尺寸。" in said["minutes"]
