"""Calls and proposals on their pages: each form right, wrong and refused; the workbook and back."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from killed import sweep
from lianxi.governance.authority import Refused
from lianxi.governance.road.call import CALL
from lianxi.governance.road.proposal import PROPOSAL, Proposal
from lianxi.governance.road.proposal_acts import Called, Proposed, Resolved, Tabled, Terms
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Writing, write
from lianxi.portal.dossiers.models import Dossier, Entry, Owed
from lianxi.portal.proposals import actions
from lianxi.portal.proposals.actions import Sent
from lianxi.portal.verification import verification
from road import BOATHOUSE, DAY, EASTON, NORHAM, REGION, WESTON, do, liaison, live, load, office
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
TODAY = queries.real_day()
SOON = str(TODAY + timedelta(days=20))
CALL_SENT = {
    "title": "征集议题",
    "text": "请报送议题",
    "body": "council",
    "to": [EASTON, WESTON],
    "due": SOON,
}
TERMS = {"title": "修码头", "field": "boats", "lead": EASTON, "content": "修三座码头"}
PROPOSED = {**TERMS, "by": EASTON, "body": "council", "partners": [WESTON]}
LETTER = {"letter": "东函〔2026〕3号"}


@pytest.fixture
def there(db: None) -> None:
    """A live region whose council settles through the boat committee."""
    files = live()
    files["bodies/council.toml"] = files["bodies/council.toml"].replace(
        'meets = { every = "2 years", host = "rotation" }',
        'meets = { every = "2 years", host = "rotation" }\nsettles = ["boats"]',
    )
    load(files)


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    """Send a form; gives the page that answers or the address that one is sent on to."""
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


def called(enter: Enter) -> str:
    return post(enter("secretariat"), "calls/new/", CALL_SENT)


def proposal() -> Proposal:
    found = queries.opened(REGION, PROPOSAL, 1)
    assert found is not None
    return found.state


def owed() -> list[tuple[str, str]]:
    return sorted((each.what, each.who) for each in Owed.objects.all())


def test_a_call_goes_out_is_answered_and_closed(there: None, enter: Enter) -> None:
    office, easton = enter("secretariat"), enter("liaison")
    assert called(enter) == f"{ROAD}calls/1/"
    close = ("close", "body:council")
    assert owed() == [close, ("propose", EASTON), ("propose", WESTON)]
    at = post(easton, "proposals/new/?call=1", PROPOSED)
    assert at == f"{ROAD}proposals/1/"
    assert owed() == [close, ("propose", WESTON), ("settle", "body:boats")]
    page = easton.get(f"{ROAD}calls/1/").content.decode()
    assert "1 of 2 have answered" in page
    assert "no answer" in page
    answer = {"party": WESTON, **LETTER}
    assert "give the number of its letter" in post(
        office, "calls/1/nothing/", {"party": WESTON}, 422
    )
    post(office, "calls/1/nothing/", answer)
    assert "answered on" in post(office, "calls/1/nothing/", answer, 422)
    desk = office.get(f"{ROAD}desks/body:council/").content.decode()
    assert re.search(r"close it: <a href=\"[^\"]*calls/1/\">[^<]*</a> <small>since ", desk)
    post(office, "calls/1/close/", {})
    assert "was closed on" in post(office, "proposals/new/?call=1", {**PROPOSED, **LETTER}, 422)
    assert "nothing to propose" in office.get(f"{ROAD}calls/1/").content.decode()
    assert verification().holds


def test_a_call_that_can_not_go_out(there: None, enter: Enter) -> None:
    office = enter("secretariat")
    late = {**CALL_SENT, "due": str(TODAY - timedelta(days=1))}
    assert "is over" in post(office, "calls/new/", late, 422)
    assert "required" in post(office, "calls/new/", {**CALL_SENT, "to": []}, 422)
    assert enter("liaison").post(f"{ROAD}calls/new/", CALL_SENT).status_code == 403
    assert not Dossier.objects.exists()


def test_a_proposal_from_sending_in_to_settlement(there: None, enter: Enter) -> None:
    office, easton = enter("secretariat"), enter("liaison")
    post(easton, "proposals/new/", PROPOSED)
    where = "proposals/1/"
    post(office, f"{where}cosigners/", {"units": [BOATHOUSE, WESTON], "due": SOON})
    assert "asked already" in post(
        office, f"{where}cosigners/", {"units": [WESTON], "due": SOON}, 422
    )
    assert "2 have not co-signed" in post(office, f"{where}settle/", {"outcome": "agreed"}, 422)
    signed = {"unit": BOATHOUSE, "opinion": "amend", "text": "改为两座"}
    post(easton, f"{where}cosign/", signed)
    theirs = post(easton, f"{where}cosign/", {**signed, "unit": WESTON}, 422)
    assert "has no such choice" in theirs
    post(office, f"{where}cosign/", {"unit": WESTON, "opinion": "agree", **LETTER})
    new = {**TERMS, "content": "修两座码头", "why": "采纳会签意见"}
    post(easton, f"{where}revise/", new)
    assert "nothing is changed" in post(easton, f"{where}revise/", new, 422)
    page = easton.get(f"{ROAD}{where}").content.decode()
    assert "<del>修三座码头</del>" in page
    assert "<ins>修两座码头</ins>" in page
    assert "改为两座" in page
    assert "settle/" not in page
    post(office, f"{where}settle/", {"outcome": "agreed", "note": "都同意"})
    assert owed() == [("decide", "body:council")]
    assert "every level has settled it" in post(
        office, f"{where}settle/", {"outcome": "agreed"}, 422
    )
    post(easton, f"{where}withdraw/", {"why": "重复"})
    assert owed() == []
    assert "it ended on" in post(easton, f"{where}revise/", new, 422)
    assert verification().holds


def test_who_may_not(there: None, enter: Enter) -> None:
    easton = enter("liaison")
    other = {**PROPOSED, "by": WESTON}
    assert "has no such choice" in post(easton, "proposals/new/", other, 422)
    post(easton, "proposals/new/", PROPOSED)
    for path in ("proposals/1/settle/", "proposals/1/cosigners/", "calls/new/"):
        assert easton.get(f"{ROAD}{path}").status_code == 403
    assert enter("expert").get(f"{ROAD}proposals/").status_code == 200
    assert enter("expert").get(f"{ROAD}proposals/new/").status_code == 403
    assert Client().get(f"{ROAD}proposals/").status_code == 403


def test_what_was_not_looked_at_is_not_overwritten(there: None, enter: Enter) -> None:
    easton = enter("liaison")
    post(easton, "proposals/new/", PROPOSED)
    new = {**TERMS, "content": "修两座", "why": "x"}
    post(easton, "proposals/1/revise/", {**new, "seen": 1})
    again = {**new, "content": "修一座", "seen": 1}
    assert "look again" in post(easton, "proposals/1/revise/", again, 422)


def test_the_lists_and_their_files(there: None, enter: Enter) -> None:
    office = enter("secretariat")
    called(enter)
    post(office, "proposals/new/", {**PROPOSED, **LETTER})
    post(office, "proposals/new/", {**PROPOSED, **LETTER, "lead": BOATHOUSE, "title": "船坞"})
    page = office.get(f"{ROAD}proposals/?lead={EASTON}&stage=settling").content.decode()
    assert page.count("修码头") == 1
    assert "船坞" in page
    csv = office.get(f"{ROAD}proposals.csv").content.decode()
    assert "船坞" in csv
    assert "settling" in csv
    assert office.get(f"{ROAD}proposals.xlsx").content.startswith(b"PK")
    letter = Document(io.BytesIO(office.get(f"{ROAD}calls/1/letter.docx").content))
    said = "\n".join(each.text for each in letter.paragraphs)
    assert "请报送议题" in said
    assert "征集议题" in office.get(f"{ROAD}calls.csv").content.decode()
    assert "Nothing matches" in office.get(f"{ROAD}proposals/?stage=returned").content.decode()


def test_an_item_of_a_sitting_decides_it(there: None, enter: Enter) -> None:
    post(enter("liaison"), "proposals/new/", PROPOSED)
    at = office(queries.opened(REGION, PROPOSAL, 1).row.last_at)  # type: ignore[union-attr]
    do(at, PROPOSAL, Tabled("sitting/1", 1), "sitting.hold", "proposal/1")
    do(at, PROPOSAL, Resolved("sitting/1", "deferred", "下次再议"), "sitting.hold", "proposal/1")
    page = enter("expert").get(f"{ROAD}proposals/1/").content.decode()
    assert "deferred" in page
    assert "下次再议" in page
    assert owed() == [("decide", "body:council")]


# The workbook of a call: out to a city, filled in, and back.


def sheet(client: Client, party: str = EASTON) -> bytes:
    answer = client.get(f"{ROAD}calls/1/workbook.xlsx?party={party}")
    assert answer.status_code == 200
    return answer.content


def filled(content: bytes, edit: Callable[[Worksheet], object]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    edit(book.worksheets[1])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def row(page: Worksheet, at: int, *cells: str) -> None:
    """Fill in title, field, lead, partners, aim and content."""
    for column, text in zip("BCDEFG", cells, strict=True):
        page[f"{column}{at}"] = text


def two(page: Worksheet) -> None:
    row(page, 5, "修码头", "船", "Easton", "西镇、船屋", "便民", "修三座码头")
    row(page, 7, "灯塔", "", "东镇·船屋", "", "", "修灯塔")


def receive(client: Client, content: bytes, party: str = EASTON) -> str:
    """Upload a sheet and read its review."""
    form = {"party": party, "workbook": SimpleUploadedFile("回表.xlsx", content)}
    return client.post(f"{ROAD}calls/1/returned/", form).content.decode()


def enter_it(client: Client, page: str, **more: object) -> str:
    """Enter what was reviewed."""
    kept = page.split('name="kept" value="')[1].split('"')[0]
    party = page.split('name="party" value="')[1].split('"')[0]
    answer = client.post(f"{ROAD}calls/1/returned/", {"kept": kept, "party": party, **more})
    return answer.content.decode()


def test_a_city_s_sheet_comes_back_and_is_entered_once(there: None, enter: Enter) -> None:
    called(enter)
    office = enter("secretariat")
    content = filled(sheet(office), two)
    page = receive(office, content)
    assert "To be entered for Easton" in page
    assert "灯塔 (lead: Easton · Boathouse)" in page
    assert not Dossier.objects.filter(procedure="proposal").exists()
    assert "give the number of its letter" in enter_it(office, page)
    for _ in range(2):
        enter_it(office, page, **LETTER)
    rows = Dossier.objects.filter(procedure="proposal").order_by("number")
    assert [(each.title_zh, each.lead) for each in rows] == [
        ("修码头", EASTON),
        ("灯塔", BOATHOUSE),
    ]
    assert proposal().terms.partners == (WESTON, BOATHOUSE)
    acts = Entry.objects.filter(dossier__procedure="proposal")
    assert {(act.on_behalf_of, act.letter) for act in acts} == {(EASTON, LETTER["letter"])}
    assert "entered before" in receive(office, content)
    resaved = filled(content, lambda page: page)
    assert "before" in receive(office, resaved)
    assert verification().holds


def merged(page: Worksheet) -> None:
    two(page)
    page.merge_cells("B5:C5")


def moved(page: Worksheet) -> None:
    two(page)
    page.delete_cols(7)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda page: page, "No proposal is filled in"),
        (merged, "merged"),
        (moved, "“What is to be done” is empty"),
        (lambda page: row(page, 5, "=1+1", "", EASTON, "", "", "x"), "formula"),
        (lambda page: row(page, 5, "码头", "", EASTON, "南镇", "", "x"), "“南镇” is neither"),
        (lambda page: row(page, 5, "码头", "", EASTON, "东镇", "", "x"), "Whoever leads"),
        (lambda page: row(page, 5, "码头", "", "月亮", "", "", "x"), "月亮"),
        (lambda page: page.__setitem__("A5", "p9"), "p9"),
    ],
)
def test_a_sheet_that_can_not_be_taken(
    there: None, enter: Enter, edit: Callable[[Worksheet], object], why: str
) -> None:
    called(enter)
    office = enter("secretariat")
    page = receive(office, filled(sheet(office), edit))
    assert why in page
    assert 'name="kept"' not in page
    assert not Dossier.objects.filter(procedure="proposal").exists()


def test_a_sheet_of_another_city_call_or_kind(there: None, enter: Enter) -> None:
    called(enter)
    office, easton = enter("secretariat"), enter("liaison")
    theirs = filled(sheet(office, WESTON), two)
    assert "was not sent to Easton" in receive(office, theirs)
    assert easton.get(f"{ROAD}calls/1/workbook.xlsx?party={WESTON}").status_code == 404
    assert "has no such choice" in receive(easton, theirs, WESTON)
    assert "no Excel workbook" in receive(office, b"%PDF-1.7 no workbook")
    assert "1 MiB" in receive(office, b"PK" + b"0" * 2**20)
    own = receive(easton, filled(sheet(easton), two))
    enter_it(easton, own)  # a city's own liaison needs no letter
    assert Dossier.objects.filter(procedure="proposal").count() == 2
    post(office, "calls/1/nothing/", {"party": WESTON, **LETTER})
    post(office, "calls/1/close/", {})
    assert "was closed on" in receive(office, filled(theirs, two), WESTON)


@pytest.mark.django_db(transaction=True)
def test_killed_anywhere_a_proposal_and_its_answer_to_the_call_stay_together() -> None:
    load()
    by = office()
    to = Called(same("征集"), "请报", "council", (EASTON, NORHAM), DAY.date() + timedelta(days=9))
    assert actions.call_for(by, to) == "call/1"
    call = queries.opened(REGION, CALL, 1)
    assert call is not None
    terms = Terms(Bilingual("码头", "Piers"), "", EASTON, (), "", "修码头")
    sent = Sent(Proposed(EASTON, "council", terms), "book B5")
    before = (Entry.objects.count(), Owed.objects.count())

    def act() -> None:
        assert actions.propose(liaison(EASTON), [sent], call) == "proposal/1"

    def as_it_was() -> None:
        assert (Entry.objects.count(), Owed.objects.count()) == before

    assert sweep(act, as_it_was) > 4
    assert verification().holds
    assert actions.propose(liaison(EASTON), [sent], call) == "call/1"  # the same row again
    assert Dossier.objects.filter(procedure="proposal").count() == 1


def test_the_door_asks_for_a_letter_from_whoever_enters_for_a_city(there: None) -> None:
    terms = Terms(Bilingual("码头", "Piers"), "", EASTON, (), "", "修码头")
    by = liaison(EASTON)
    by = type(by)(by.actor, by.found, by.at, on_behalf_of=EASTON)
    what = Writing(PROPOSAL, Proposed(EASTON, "council", terms), "proposal.write", party=EASTON)
    outcome = write(by, what)
    assert isinstance(outcome, Refused)
    assert "number of its letter" in outcome.reason.en
