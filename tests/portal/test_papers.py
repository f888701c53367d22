"""Accounts and papers in the portal: pages, documents, numbers given once, the list of them."""

import io
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from docx import Document
from pytest_django import Settings

from killed import sweep
from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import (
    ClosureAsked,
    Reported,
    RequestDrafted,
    RequestSigned,
    Reviewed,
    SlipAnswered,
    SlipIssued,
)
from lianxi.governance.road.paper_acts import Issued
from lianxi.kernel.bilingual import same
from lianxi.portal.command_commitments import from_command
from lianxi.portal.commitments import actions, queries
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.models import Content, Dossier, Entry
from lianxi.portal.papers.actions import Files, issue
from lianxi.portal.papers.composing import KINDS
from lianxi.portal.verification import verification
from road import DAY, EASTON, REGION, WESTON, do, live, load, office, undertaken
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
TODAY = dossiers.real_day()
FONTS = Path("/usr/share/fonts")
NUMBER = "湖办〔2026〕12号"
YEAR = f"?year={DAY.year}"
SENT = {"number": NUMBER, "body": "council", "to": [EASTON, WESTON]}


@pytest.fixture
def there(db: None) -> None:
    """A live region: one commitment overdue with slip and request, one closed, one going on."""
    load(live())
    by, day = office(), DAY.date()
    terms = [
        undertaken(due=day - timedelta(days=10)),
        undertaken(doer=WESTON, due=day),
        undertaken(),
    ]
    actions.undertake(by, terms)
    for what, right in (
        (SlipIssued("码头没有动工", day + timedelta(days=9), "主任"), "supervision.write"),
        (SlipAnswered(1, "四月动工"), "supervision.answer"),
        (RequestDrafted("council", "请定码头标准"), "supervision.write"),
        (RequestSigned(1, "王五", "主任"), "supervision.sign"),
        (Reported("2026Q1", "备料", figures={"石料": "30吨"}), "commitment.report"),
    ):
        do(by, COMMITMENT, what, right, "commitment/1")
    do(by, COMMITMENT, ClosureAsked("修好了"), "commitment.report", "commitment/2")
    do(by, COMMITMENT, Reviewed("closed", "", "主任"), "commitment.close", "commitment/2")


def get(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(f"{ROAD}{path}")
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    """Send a form; gives the page that answers or the address that one is sent on to."""
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


def said(content: bytes) -> str:
    """Everything that a docx says, its tables too."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_every_account_is_a_page_and_a_document_that_say_the_same(
    there: None, enter: Enter
) -> None:
    browser = enter("secretariat")
    assert "Annual summary" in get(browser, "accounts/")
    for name in KINDS:
        page = get(browser, f"accounts/{name}/{YEAR}&party={EASTON}")
        answer = browser.get(f"{ROAD}accounts/{name}.docx{YEAR}&party={EASTON}")
        assert answer.status_code == 200, answer.content.decode()
        assert ("Repair the pier" in page) == ("Repair the pier" in said(answer.content))


def test_the_summary_counts_as_the_leaders_page_does(there: None, enter: Enter) -> None:
    found = office().found
    counted = queries.tally(found, TODAY)
    assert counted == queries.counts(from_command(REGION, TODAY)[1])
    page = get(enter("secretariat"), "accounts/summary/")
    assert counted["closed"] == 1
    for word, n in counted.items():
        assert (f"{word} {n}" in page) == bool(n), word


def test_what_an_address_names_wrongly_is_left_out_and_said(there: None, enter: Enter) -> None:
    browser = enter("secretariat")
    assert "moon" in get(browser, "accounts/summary/?year=moon&at=moon&body=moon")
    get(browser, "accounts/poem/", 404)
    get(browser, "accounts/self-assessment/issue/", 404)


@pytest.mark.skipif(not FONTS.is_dir(), reason="no fonts on this machine")
def test_a_paper_comes_as_pdf_too_where_there_are_fonts(
    there: None, enter: Enter, settings: Settings, tmp_path: Path
) -> None:
    browser = enter("secretariat")
    settings.FONTS = FONTS
    answer = browser.get(f"{ROAD}accounts/circular.pdf{YEAR}")
    assert answer.content.startswith(b"%PDF-")
    address = post(browser, f"accounts/circular/issue/{YEAR}", SENT)
    digest = Entry.objects.get(act="issue").what["pdf"]["digest"]
    assert browser.get(f"{address}files/{digest}/").content.startswith(b"%PDF-")
    settings.FONTS = tmp_path
    assert "no Chinese font" in get(browser, "accounts/circular.pdf", 422)
    settings.FONTS = None
    assert "LIANXI_FONTS" in get(browser, "accounts/circular.pdf", 422)


def test_the_papers_of_follow_up_are_made_of_the_acts(there: None, enter: Enter) -> None:
    browser = enter("secretariat")
    page = get(browser, "commitments/1/")
    expected = {"slip": "码头没有动工", "answer": "四月动工", "request": "签发人：王五"}
    for sheet, words in expected.items():
        assert f"commitments/1/papers/{sheet}/1.pdf" in page
        answer = browser.get(f"{ROAD}commitments/1/papers/{sheet}/1.docx")
        assert words in said(answer.content), sheet
    for path in ("slip/2", "slip/0", "request/2", "poem/1"):
        get(browser, f"commitments/1/papers/{path}.docx", 404)
    get(browser, "commitments/1/papers/answer/1/issue/", 404)


def test_a_paper_goes_out_once_under_its_number_and_its_file_is_kept(
    there: None, enter: Enter
) -> None:
    browser = enter("secretariat")
    address = post(browser, f"accounts/circular/issue/{YEAR}", SENT)
    assert address == f"{ROAD}papers/1/"
    refused = post(browser, f"accounts/summary/issue/{YEAR}", SENT, 422)
    assert f"the number {NUMBER} was given to" in refused
    assert Dossier.objects.filter(procedure="paper").count() == 1
    digest = Entry.objects.get(act="issue").what["file"]["digest"]
    kept = browser.get(f"{address}files/{digest}/").content
    assert NUMBER in said(kept)
    assert "东镇" in said(kept)
    assert browser.get(f"{address}files/sha256:0/").status_code == 404
    page = get(browser, "papers/1/")
    assert f"{ROAD}commitments/1/" in page
    post(browser, "papers/1/withdraw/", {"why": "数字有误", "seen": "1"})
    assert "withdrawn" in get(browser, "papers/")
    assert f"the number {NUMBER}" in post(browser, f"accounts/plan/issue/{YEAR}", SENT, 422)
    assert verification().holds


def test_a_city_sends_in_its_own_self_assessment(there: None, enter: Enter) -> None:
    liaison = enter("liaison")
    page = get(liaison, f"accounts/self-assessment/{YEAR}")
    assert "Send it in under a number" in page
    sent = {"number": "东合作〔2026〕1号", "body": "council", "signer": "王五"}
    form = f"accounts/self-assessment/report/{YEAR}"
    address = post(liaison, f"{form}&party={EASTON}", sent)
    digest = Entry.objects.get(act="issue").what["file"]["digest"]
    kept = said(liaison.get(f"{address}files/{digest}/").content)
    assert "签发人：王五" in kept
    assert "东合作〔2026〕1号" in kept
    assert "Easton" in get(liaison, "papers/")
    post(liaison, f"{form}&party={WESTON}", {**sent, "number": "西合作〔2026〕1号"}, 403)
    post(liaison, f"{address.removeprefix(ROAD)}withdraw/", {"why": "数字有误", "seen": "1"})


def test_the_office_enters_a_self_assessment_by_letter(there: None, enter: Enter) -> None:
    browser = enter("secretariat")
    sent = {"number": "西合作〔2026〕1号", "body": "council", "signer": "赵六"}
    form = f"accounts/self-assessment/report/{YEAR}&party={WESTON}"
    assert "the number of its letter" in post(browser, form, sent, 422)
    post(browser, form, {**sent, "letter": "西函〔2026〕3号"})
    assert Entry.objects.get(act="issue").on_behalf_of == WESTON


def test_what_has_no_head_goes_round_by_a_notice(there: None, enter: Enter) -> None:
    browser = enter("secretariat")
    post(browser, f"accounts/next/issue/{YEAR}", SENT)
    digest = Entry.objects.get(act="issue").what["file"]["digest"]
    kept = said(browser.get(f"{ROAD}papers/1/files/{digest}/").content)
    assert "的通知" in kept
    assert "事项清单》印发给你们" in kept


def test_a_slip_and_a_request_are_issued_from_the_commitment(there: None, enter: Enter) -> None:
    browser = enter("secretariat")
    post(browser, "commitments/1/papers/slip/1/issue/", {"number": "湖督〔2026〕1号"})
    post(browser, "commitments/1/papers/request/1/issue/", {"number": "湖办函〔2026〕1号"})
    files = browser.get(f"{ROAD}papers.csv").content.decode()
    assert "湖督〔2026〕1号" in files
    assert "王五" in get(browser, "papers/2/")
    assert browser.get(f"{ROAD}papers.xlsx").status_code == 200


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"number": "湖办[2026]12号"}, "〔"),
        ({"number": "湖办〔2026〕012号"}, "012"),
        ({"to": []}, "at least one"),
        ({"body": "moon"}, "has no such choice"),
    ],
)
def test_what_a_paper_can_t_go_out_with_is_said(
    there: None, enter: Enter, sent: dict[str, object], words: str
) -> None:
    page = post(enter("secretariat"), f"accounts/circular/issue/{YEAR}", {**SENT, **sent}, 422)
    assert words in page
    assert not Dossier.objects.filter(procedure="paper").exists()


@pytest.mark.django_db(transaction=True)
def test_killed_anywhere_a_paper_is_out_with_its_file_or_its_number_is_free() -> None:
    load()
    by = office()
    files = Files(Upload("通报.docx", "docx", b"PK the circular"))
    what = Issued("circular", NUMBER, same("通报"), "council", (EASTON,), files.docx.enclosure)

    def act() -> None:
        assert not isinstance(issue(by, what, files), Refused)

    def as_it_was() -> None:
        assert (Entry.objects.count(), Content.objects.count()) == (0, 0)

    assert sweep(act, as_it_was) > 4
    assert verification().holds
    again = issue(by, what, files)
    assert isinstance(again, Refused)
    assert "a number is given once" in again.reason.en


def test_only_the_office_issues(there: None, enter: Enter) -> None:
    liaison = enter("liaison")
    post(liaison, f"accounts/circular/issue/{YEAR}", SENT, 403)
    page = get(liaison, "commitments/1/")
    assert "papers/slip/1.docx" in page
    assert "papers/slip/1/issue" not in page
