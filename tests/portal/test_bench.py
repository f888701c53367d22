"""The bench: a draft beside the article in force, kept, proposed and amended, all through forms."""

import io
import re
from typing import Protocol

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from lianxi.portal.bench.models import Trial
from lianxi.portal.charter.queries import current
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.journal.models import Line
from lianxi.portal.sharing.actions import enter as enter_facts
from lianxi.portal.sharing.models import Fact
from lianxi.portal.verification import verification
from lianxi.sharing.facts import FactRow
from road import DAY, REGION, live, load, office
from sharing_rules import HEAD, MARCH, RULE, STREAM, TRIAL, march, with_rules
from uploads import Enter


class Answer(Protocol):
    """What a page answers."""

    status_code: int
    content: bytes

    def __getitem__(self, header: str) -> str:
        """A header of it."""


AT = f"/regions/{REGION}/sharing/{RULE}/"
IN = "?period=2026-03"


@pytest.fixture
def there(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal with both rules and the figures of March."""
    load(with_rules(live("rehearsal")))
    monkeypatch.setattr(dossiers, "now", lambda _: DAY)
    assert isinstance(enter_facts(office(), RULE, march(), "站", "1号"), int)


@pytest.fixture
def clerk(there: None, enter: Enter) -> Client:
    """Somebody of the office, who has entered."""
    return enter("secretariat")


def said(answer: Answer, status: int = 200) -> str:
    """What a page says, without its tags."""
    assert answer.status_code == status, answer.content.decode()[:3000]
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def form_of(page: str) -> dict[str, str]:
    """The fields of the bench as a browser sends them."""
    inside = page.split('id="tries"')[1].split("</form>")[0]
    found = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', inside)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"} | {
        "period": re.findall(r'<option value="([^"]*)" selected', inside)[0]
    }


def moved(browser: Client, **fields: str) -> Answer:
    """Send the bench's form with some fields changed: `r__` is a slider, `v__` a box."""
    sent = form_of(browser.get(f"{AT}bench/{IN}").content.decode())
    changed = {name.replace("__", ".").replace("_", ":"): value for name, value in fields.items()}
    assert changed.keys() <= sent.keys(), sent
    return browser.post(f"{AT}bench/", {**sent, **changed})


def test_nothing_is_changed_until_something_is_moved(clerk: Client) -> None:
    page = said(clerk.get(f"{AT}bench/{IN}"))
    assert "Nothing is changed yet" in page
    assert "now 2000 CNY/t" in page
    assert "3,000.00 3,000.00 0.00" in page


def test_a_slider_and_a_box_say_the_same(clerk: Client) -> None:
    by_slider = said(moved(clerk, r__p_price="3000"))
    by_box = said(moved(clerk, v__p_price="3000"))
    for page in (by_slider, by_box):
        assert "Weston gains the most, 1,500.00 yuan" in page
        assert "Easton loses the most, 1,125.00 yuan" in page
        assert "0 transfers come, 0 go, 2 change" in page
        assert "Both add up to zero; 1,500.00 yuan change hands" in page


def test_a_link_says_the_same_as_the_form_and_charts_have_words_and_no_style(clerk: Client) -> None:
    answer = clerk.get(f"{AT}bench/{IN}&v.p:target:cod=7&course=p:target:cod")
    page = answer.content.decode()
    assert "Weston loses the most, 2,000.00 yuan" in said(answer)
    charts = re.findall(r"<svg xmlns.*?</svg>", page, re.DOTALL)
    assert len(charts) == 2
    for chart in charts:
        assert 'role="img"' in chart
        assert "<title" in chart
        assert "<desc" in chart
    assert "style=" not in page
    assert "<script>" not in page
    # at 8.5 the sum of both pollutants is nothing, and from then on the money flows the other way
    assert "How target (cod) moves the sums of the 3 parties" in said(answer)


def test_a_number_that_is_none_is_said_and_left_out(clerk: Client) -> None:
    page = said(moved(clerk, v__p_price="２，５００"))
    assert "“２，５００” is no number and was left out" in page
    assert "Nothing is changed yet" in page


def test_figures_are_scaled_and_none_is_kept(clerk: Client) -> None:
    before = Fact.objects.count()
    page = said(moved(clerk, v__f_flow="2"))
    assert "Nobody gains" in page  # the article in force is tried on the same figures
    assert "6,000.00 6,000.00" in page
    projected = MARCH.replace("8,mg/L", "10,mg/L").replace("2026-03", "2027-03")
    file = SimpleUploadedFile("next.csv", projected.encode())
    sent = form_of(clerk.get(f"{AT}bench/{IN}").content.decode())
    answer = clerk.post(f"{AT}bench/", {**sent, "v.p:price": "1000", "figures": file})
    assert "7,000.00 3,500.00 -3,500.00" in said(answer)
    carried = form_of(answer.content.decode())
    assert carried["figures_name"] == "next.csv"
    assert "7,000.00 3,500.00 -3,500.00" in said(clerk.post(f"{AT}bench/", carried))
    assert Fact.objects.count() == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "is no text"),
        (b"a,b\n1,2\n", "the first line should name the columns"),
        (f"{HEAD}\n2026-03,mill,cod,c,eight,mg/L\n".encode(), "eight"),
    ],
)
def test_a_file_that_is_wrong_is_said(clerk: Client, content: bytes, says: str) -> None:
    sent = form_of(clerk.get(f"{AT}bench/{IN}").content.decode())
    file = SimpleUploadedFile("x.csv", content)
    page = said(clerk.post(f"{AT}bench/", {**sent, "figures": file}))
    assert "can't be worked out" in page
    assert says in page


def test_a_rewritten_article_is_tried_and_kept_and_its_faults_are_said(clerk: Client) -> None:
    sent = form_of(clerk.get(f"{AT}bench/{IN}").content.decode())
    broken = SimpleUploadedFile("x.toml", STREAM.replace("due", "dew", 1).encode())
    page = said(clerk.post(f"{AT}bench/", {**sent, "draft": broken}))
    assert "The draft can't be worked out" in page
    draft = STREAM.replace('amount = "due"', 'amount = "due / 2"')
    answer = clerk.post(
        f"{AT}trials/keep/",
        {**sent, "draft": SimpleUploadedFile("x.toml", draft.encode())},
        follow=True,
    )
    page = said(answer)
    assert "x.toml" in page
    assert "3,000.00 1,500.00 -1,500.00" in page
    page = said(clerk.get(f"{AT}trials/1/amend/?since=2027&status=example"))
    assert "due / 2" in page


def kept(browser: Client, then: str = "", **fields: str) -> Answer:
    sent = form_of(browser.get(f"{AT}bench/{IN}").content.decode())
    return browser.post(f"{AT}trials/keep/", {**sent, **fields, "then": then})


def test_a_trial_is_kept_compared_and_given_out(clerk: Client) -> None:
    kept(clerk, **{"v.p:price": "3000", "name": "dearer"})
    kept(clerk, **{"v.p:target:cod": "7"})
    page = said(clerk.get(f"{AT}trials/?with=1&with=2"))
    assert "dearer" in page
    assert "target (cod) 6→7" in page
    assert "Weston +1,500.00 -2,000.00" in page
    assert Line.objects.filter(act="trial.keep").count() == 2
    assert verification().holds
    document = Document(io.BytesIO(clerk.get(f"{AT}trials/1/comparison.docx").content))
    text = "\n".join(each.text for each in document.paragraphs)
    assert "A trial: nobody has agreed to it" in text
    assert "[version.parameters.price]" in text
    (picture,) = document.inline_shapes
    assert "Weston +1,500.00" in picture._inline.docPr.get("descr")
    assert 'value = "3000"' in text
    assert (
        clerk.get(f"{AT}trials/1/comparison.docx").content
        == clerk.get(f"{AT}trials/1/comparison.docx").content
    )
    book = load_workbook(io.BytesIO(clerk.get(f"{AT}trials/1/comparison.xlsx").content))
    assert [cell.value for cell in book.worksheets[1][2]] == ["Weston", 3000, 4500, 1500, "yuan"]
    Trial.objects.filter(number=1).update(name="other")
    assert not verification().holds


def test_a_changed_coefficient_is_seen_proposed_and_amended_by_forms_alone(
    clerk: Client, enter: Enter
) -> None:
    assert "Weston gains the most" in said(moved(clerk, r__p_price="3000"))
    answer = kept(clerk, "propose", **{"v.p:price": "3000", "name": "dearer"})
    assert answer["Location"] == f"{AT}trials/1/propose/"
    page = clerk.get(answer["Location"]).content.decode()
    assert "price from 2000 to 3000 CNY/t" in page
    filled = {
        "title": "修订溪水补偿",
        "content": "单价由2000改为3000",
        "by": "990100",
        "body": "council",
        "lead": "990100",
        "letter": "东函1号",
    }
    answer = clerk.post(answer["Location"], filled, follow=True)
    assert "comparison" in said(answer) or "trial-1" in said(answer)
    answer = clerk.get(f"{AT}trials/1/amend/?since=2027-01-01&status=example")
    page = said(answer)
    assert "From 1 January 2027: Stream compensation, parameters price" in page
    assert "Changes 1" in page
    office_of_it = enter("administrator")
    way = re.findall(r'href="([^"]*/amend/review/[^"]*)"', answer.content.decode())[0]
    answer = office_of_it.post(way.replace("&amp;", "&"), follow=True)
    assert "from “2000 CNY/t (§ 4)” to “3000 CNY/t (§ 4)”" in said(answer)
    action = re.findall(r'action="([^"]*/confirm/)"', answer.content.decode())[0]
    office_of_it.post(action)
    found = current(REGION)
    assert found is not None
    assert found.version.number == 2
    newest = found.package.articles[RULE].in_order()[-1]
    assert str(newest.in_force_from) == "2027-01-01"
    assert list(newest.states) == ["parameters.price"]
    next_year = MARCH.replace("2026-03", "2027-03")
    sent = form_of(clerk.get(f"{AT}bench/{IN}").content.decode())
    file = SimpleUploadedFile("next.csv", next_year.encode())
    page = said(clerk.post(f"{AT}bench/", {**sent, "figures": file}))
    assert "4,500.00" in page


def test_a_proposed_rule_is_tried_and_its_amendment_is_a_proposal_still(clerk: Client) -> None:
    at = f"/regions/{REGION}/sharing/{TRIAL}/"
    rows = [FactRow("2026", {"party": "990100"}, "boats", "2", "each")]
    rows += [FactRow("2026", {"party": p}, "boats", "1", "each") for p in ("990200", "990300")]
    assert isinstance(enter_facts(office(), TRIAL, rows, "", "2号"), int)
    sent = form_of(clerk.get(f"{at}bench/?period=2026").content.decode())
    answer = clerk.post(f"{at}trials/keep/", {**sent, "v.p:fee": "20", "then": "amend"})
    page = said(clerk.get(answer["Location"]))
    assert "amended, it is a proposal still" in page
    page = said(clerk.get(f"{answer['Location']}?status=example"))
    assert "from “12.5 CNY/each” to “20 CNY/each”" in page


def test_who_may_not_keep_is_told_so_and_may_still_look(there: None, enter: Enter) -> None:
    auditor = enter("auditor")
    page = said(auditor.get(f"{AT}bench/{IN}&v.p:price=3000"))
    assert "Weston gains the most" in page
    assert "Keep it" not in page
    assert auditor.post(f"{AT}trials/keep/", {"period": "2026-03"}).status_code == 403
    assert Client().get(f"{AT}bench/").status_code == 403


def test_a_page_asks_no_more_where_there_is_more(clerk: Client) -> None:
    addresses = (f"bench/{IN}&v.p:price=3000", "trials/", "trials/1/", "trials/?with=1&with=2")
    kept(clerk, **{"v.p:price": "3000"})
    kept(clerk, **{"v.p:price": "2500"})
    before = {address: queries(clerk, address) for address in addresses}
    for price in range(3001, 3011):
        kept(clerk, **{"v.p:price": str(price)})
    later = march(MARCH.replace("2026-03", "2026-02"))
    assert isinstance(enter_facts(office(), RULE, later, "站", "3号"), int)
    assert {address: queries(clerk, address) for address in addresses} == before
    assert max(before.values()) < 14, before


def queries(browser: Client, address: str) -> int:
    """How many queries a page makes, once the package has been read."""
    browser.get(f"{AT}{address}")
    with CaptureQueriesContext(connection) as made:
        assert browser.get(f"{AT}{address}").status_code == 200
    return len(made)
