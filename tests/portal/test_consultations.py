"""Consultations on their pages: asked, answered, weighed, closed; the reply sheet and back."""

import io
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.governance.road.consultation import CONSULTATION, Consultation
from lianxi.governance.road.consultation_acts import Opened, Replied
from lianxi.kernel.bilingual import same
from lianxi.portal.consultations import actions
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.models import Dossier, Entry, Owed
from lianxi.portal.verification import verification
from road import DAY, EASTON, NORHAM, REGION, WESTON, later, liaison, live, load, office
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
TODAY = queries.real_day()
SOON = str(TODAY + timedelta(days=20))
OPENED = {
    "title": "征求意见",
    "text": "修三座码头",
    "body": "council",
    "roll": [EASTON, WESTON, NORHAM],
    "due": SOON,
}
PROPOSED = {
    "title": "修码头",
    "lead": EASTON,
    "content": "修三座码头",
    "by": EASTON,
    "body": "council",
}
AMEND = {
    "party": EASTON,
    "answer": "amend",
    "place_1": "第一条",
    "text_1": "改为两座",
    "text_3": "加上经费",
}
LETTER = {"letter": "西函〔2026〕9号"}


@pytest.fixture
def there(db: None) -> None:
    """A live region whose council consults within ten working days."""
    files = live()
    files["bodies/council.toml"] = files["bodies/council.toml"].replace(
        'meets = { every = "2 years", host = "rotation" }',
        'meets = { every = "2 years", host = "rotation" }\n'
        'consults = { within = "10 working days", silence = "no comment" }',
    )
    load(files)


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    """Send a form; gives the page that answers or the address that one is sent on to."""
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


def opened(enter: Enter, **more: object) -> str:
    return post(enter("secretariat"), "consultations/new/", {**OPENED, **more})


def state() -> Consultation:
    found = queries.opened(REGION, CONSULTATION, 1)
    assert found is not None
    return found.state


def owed() -> list[tuple[str, str]]:
    return sorted((each.what, each.who) for each in Owed.objects.all())


def test_the_form_begins_with_what_the_articles_and_the_proposal_say(
    there: None, enter: Enter
) -> None:
    post(enter("liaison"), "proposals/new/", PROPOSED)
    page = enter("secretariat").get(f"{ROAD}consultations/new/?about=proposal/1")
    first = page.context["form"].initial
    assert (first["about"], first["body"]) == ("proposal/1", "council")
    assert first["roll"] == (EASTON, WESTON, NORHAM)
    assert first["due"] >= TODAY + timedelta(days=14)
    assert "修码头" in first["title"]


def test_from_asking_to_the_summary(there: None, enter: Enter) -> None:
    office, easton = enter("secretariat"), enter("liaison")
    post(easton, "proposals/new/", PROPOSED)
    opened(enter, about="proposal/1")
    assert "征求意见" in easton.get(f"{ROAD}proposals/1/").content.decode()
    where = "consultations/1/"
    post(easton, f"{where}reply/", AMEND)
    western = {"party": WESTON, "answer": "none"}
    assert "number of its letter" in post(office, f"{where}reply/", western, 422)
    post(office, f"{where}reply/", {**western, **LETTER})
    assert "2 comments are not weighed" in post(office, f"{where}close/", {}, 422)
    said = {f"adopted_{EASTON}_1": "adopted", f"adopted_{EASTON}_2": "not"}
    assert "in part only, or not" in post(office, f"{where}weigh/", said, 422)
    assert len(state().unweighed) == 2
    post(office, f"{where}weigh/", {**said, f"why_{EASTON}_2": "没有预算"})
    assert "at least one comment" in post(office, f"{where}weigh/", {}, 422)
    assert "1 have not answered" in post(office, f"{where}close/", {}, 422)
    page = enter("expert").get(f"{ROAD}{where}").content.decode()
    for words in ("改为两座", "没有预算", "taken as no comment", "amend 1", "no reply 1"):
        assert words in page, words
    csv = office.get(f"{ROAD}{where}summary.csv").content.decode()
    assert csv.count(EASTON) == 2
    assert csv.count(NORHAM) == 1
    assert office.get(f"{ROAD}{where}summary.xlsx").content.startswith(b"PK")
    paper = Document(io.BytesIO(office.get(f"{ROAD}{where}summary.docx").content))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[-1].rows]
    assert [row[0] for row in rows[1:]] == ["Easton", "Easton", "Weston", "Norham"]
    assert rows[2][3:] == ["加上经费", "not adopted", "没有预算"]
    letter = Document(io.BytesIO(office.get(f"{ROAD}{where}letter.docx").content))
    assert any("修三座码头" in each.text for each in letter.paragraphs)
    assert ("answer", NORHAM) in owed()
    assert verification().holds


def test_answers_that_are_not_taken(there: None, enter: Enter) -> None:
    opened(enter, roll=[EASTON, WESTON])
    office, easton = enter("secretariat"), enter("liaison")
    where = "consultations/1/reply/"
    for sent, why in [
        ({"party": EASTON, "answer": "amend"}, "say, one by one"),
        ({"party": EASTON, "answer": "reserve"}, "say why you reserve"),
        ({**AMEND, "answer": "none"}, "but there are comments"),
        ({**AMEND, "place_2": "第二条"}, "has no text"),
        ({**AMEND, "answer": "maybe"}, "has no such choice"),
        ({**AMEND, "party": WESTON}, "has no such choice"),
    ]:
        assert why in post(easton, where, sent, 422)
    asked_not = {**AMEND, **LETTER, "party": NORHAM}
    assert "has no such choice" in post(office, where, asked_not, 422)
    for path in ("weigh/", "extend/", "close/"):
        assert easton.get(f"{ROAD}consultations/1/{path}").status_code == 403
    assert Entry.objects.count() == 1


def test_there_is_room_for_as_many_comments_as_are_asked_for(there: None, enter: Enter) -> None:
    opened(enter)
    easton = enter("liaison")
    many = {"party": EASTON, "answer": "amend", **{f"text_{n}": f"第{n}条" for n in range(1, 8)}}
    post(easton, "consultations/1/reply/?rows=7", many)
    assert len(state().replies[0].what.comments) == 7
    page = easton.get(f"{ROAD}consultations/1/reply/?rows=99999").content.decode()
    assert page.count("<textarea") < 70


def test_more_time(there: None, enter: Enter) -> None:
    opened(enter)
    office = enter("secretariat")
    more = {"due": str(TODAY + timedelta(days=40)), "why": "遇长假"}
    assert "later than the present one" in post(
        office, "consultations/1/extend/", {**more, "due": SOON}, 422
    )
    post(office, "consultations/1/extend/", more)
    assert str(state().due) == more["due"]
    assert "at first" in office.get(f"{ROAD}consultations/1/").content.decode()


def test_late_answers_are_shown_late_and_none_comes_after_the_end(there: None) -> None:
    by = office()
    asked = Opened(same("征求意见"), "", "看", "council", (EASTON, WESTON), DAY.date())
    assert actions.open_(by, asked) == "consultation/1"

    def found() -> queries.Opened[Consultation]:
        there = queries.opened(REGION, CONSULTATION, 1)
        assert there is not None
        return there

    actions.reply(liaison(EASTON, DAY + timedelta(days=3)), found(), Replied(EASTON, "none"))
    assert found().state.late(found().state.replies[0])
    assert actions.close(later(by, 4), found(), None) == "consultation/1"
    after = actions.reply(later(by, 5), found(), Replied(WESTON, "none"))
    assert "takes no more answers" in after.reason.en  # type: ignore[union-attr]
    assert owed() == []


def test_the_list_and_its_files(there: None, enter: Enter) -> None:
    opened(enter)
    reader = enter("expert")
    assert "征求意见" in reader.get(f"{ROAD}consultations/?stage=open").content.decode()
    assert "0" in reader.get(f"{ROAD}consultations.csv").content.decode()
    assert reader.get(f"{ROAD}consultations/new/").status_code == 403


# The reply sheet: out to a city, filled in, and back.


def sheet(client: Client, party: str = EASTON) -> bytes:
    answer = client.get(f"{ROAD}consultations/1/workbook.xlsx?party={party}")
    assert answer.status_code == 200
    return answer.content


def filled(content: bytes, edit: Callable[[Worksheet], object]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    edit(book.worksheets[1])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def row(page: Worksheet, at: int, *cells: str) -> None:
    """Fill in answer, place and text."""
    for column, text in zip("BCD", cells, strict=True):
        page[f"{column}{at}"] = text


def two(page: Worksheet) -> None:
    row(page, 5, "修改意见", "第一条", "改为两座")
    row(page, 6, "amend", "", "加上经费")


def receive(client: Client, content: bytes, party: str = EASTON) -> str:
    form = {"party": party, "workbook": SimpleUploadedFile("回表.xlsx", content)}
    return client.post(f"{ROAD}consultations/1/returned/", form).content.decode()


def enter_it(client: Client, page: str, **more: object) -> str:
    kept = page.split('name="kept" value="')[1].split('"')[0]
    sent = {"kept": kept, "party": EASTON, **more}
    return client.post(f"{ROAD}consultations/1/returned/", sent).content.decode()


def test_a_reply_sheet_comes_back_and_is_entered_once(there: None, enter: Enter) -> None:
    opened(enter)
    office = enter("secretariat")
    content = filled(sheet(office), two)
    page = receive(office, content)
    assert "第一条: 改为两座" in page
    assert state().replies == ()
    assert "number of its letter" in enter_it(office, page)
    enter_it(office, page, **LETTER)
    assert [each.text for each in state().replies[0].what.comments] == ["改为两座", "加上经费"]
    said = {f"adopted_{EASTON}_1": "adopted", f"adopted_{EASTON}_2": "adopted"}
    post(office, "consultations/1/weigh/", said)
    enter_it(office, page, **LETTER)
    resaved = filled(content, lambda page: page)
    enter_it(office, receive(office, resaved), **LETTER)
    assert state().unweighed == ()
    assert Entry.objects.filter(act="reply").count() == 1


def merged(page: Worksheet) -> None:
    two(page)
    page.merge_cells("C5:D5")


def moved(page: Worksheet) -> None:
    two(page)
    page.delete_cols(2)


def mixed(page: Worksheet) -> None:
    two(page)
    row(page, 7, "none", "", "")


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda page: page, "Nothing is filled in"),
        (merged, "merged"),
        (moved, "“Answer” is empty"),
        (lambda page: row(page, 5, "amend", "", "=A1"), "formula"),
        (lambda page: row(page, 5, "也许", "", "x"), "也许"),
        (lambda page: row(page, 5, "无意见", "", "x"), "but there are comments"),
        (mixed, "one answer"),
        (lambda page: page.__setitem__("A5", "p9"), "p9"),
    ],
)
def test_a_reply_sheet_that_can_not_be_taken(
    there: None, enter: Enter, edit: Callable[[Worksheet], object], why: str
) -> None:
    opened(enter)
    office = enter("secretariat")
    page = receive(office, filled(sheet(office), edit))
    assert why in page, page[page.find("findings") :][:500]
    assert 'name="kept"' not in page
    assert state().replies == ()


def test_a_reply_sheet_of_another_city_or_consultation(there: None, enter: Enter) -> None:
    opened(enter)
    opened(enter)
    office, easton = enter("secretariat"), enter("liaison")
    assert "was not sent to Easton" in receive(office, filled(sheet(office, WESTON), two))
    assert "no Excel workbook" in receive(office, b"MZ")
    assert easton.get(f"{ROAD}consultations/1/workbook.xlsx?party={WESTON}").status_code == 404
    other = easton.get(f"{ROAD}consultations/2/workbook.xlsx?party={EASTON}").content
    assert "consultation/2" in receive(easton, filled(other, two))
    secret = filled(sheet(office), lambda page: row(page, 5, "amend", "", "机密★20年"))
    assert "no system for classified material" in receive(office, secret)
    assert Dossier.objects.count() == 2
    assert Entry.objects.count() == 2
