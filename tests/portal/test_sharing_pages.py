"""The pages of the sharing rules: figures come in, results and why go out, a trial says so."""

import io
import json
import re
from datetime import timedelta
from typing import Protocol

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from lianxi.documents.workbook_fill import fill_in
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.journal.models import Line
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.actions import enter as enter_facts
from lianxi.portal.sharing.models import Batch
from lianxi.sharing.facts import FactRow
from lianxi.sharing.rebuild import rebuild
from road import DAY, EASTON, NORHAM, REGION, WESTON, doing, live, load, office
from sharing_rules import HEAD, MARCH, RULE, TRIAL, march, with_rules
from uploads import Enter


class Answer(Protocol):
    """What a browser got."""

    status_code: int

    @property
    def content(self) -> bytes:
        """Its bytes."""


AT = f"/regions/{REGION}/sharing/"
ONE = f"{AT}{RULE}/"
IN = "?period=2026-03"
LETTER = {"document": "湖环〔2026〕3号", "source": "自动站月报"}


@pytest.fixture
def there(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal with both rules, on a day of it."""
    load(with_rules(live("rehearsal")))
    monkeypatch.setattr(dossiers, "now", lambda _: DAY)


@pytest.fixture
def clerk(there: None, enter: Enter) -> Client:
    """Somebody of finance, who has entered."""
    return enter("finance")


def known(text: str = MARCH, rule: str = RULE, document: str = "1号") -> int:
    outcome = enter_facts(office(), rule, march(text), "站", document)
    assert isinstance(outcome, int), outcome
    return outcome


def boats(*rows: tuple[str, str]) -> None:
    facts = [FactRow("2026", {"party": party}, "boats", n, "each") for party, n in rows]
    assert isinstance(enter_facts(office(), TRIAL, facts, "", "船号"), int)


def said(answer: Answer, status: int = 200) -> str:
    """What a page says, without its tags."""
    assert answer.status_code == status, answer.content.decode()[:3000]
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def seen(browser: Client, address: str) -> str:
    return said(browser.get(address))


def sent(browser: Client, content: bytes, name: str = "march.csv") -> Answer:
    file = SimpleUploadedFile(name, content)
    return browser.post(f"{ONE}facts/enter/{IN}", {**LETTER, "file": file})


def confirmed(browser: Client, review: Answer) -> Answer:
    """Confirm what was reviewed, with what stands in its page."""
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', review.content.decode())
    return browser.post(f"{ONE}facts/enter/{IN}", dict(hidden), follow=True)


def test_the_list_says_what_is_in_force_and_what_is_asked_for(clerk: Client) -> None:
    known()
    page = seen(clerk, AT)
    assert "Stream compensation" in page
    assert "concentration, flow" in page or "concentration and flow" in page
    assert "March 2026" in page
    assert "proposed" in page
    rows = clerk.get(f"{AT.rstrip('/')}.csv").content.decode().splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == [TRIAL, RULE]


def test_a_rule_that_begins_this_month_is_asked_for_this_month(
    db: None, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The month before, in which it was not yet in force, has nothing to enter."""
    files = with_rules(live("rehearsal"))
    rule = files["rules/stream-water.toml"]
    files["rules/stream-water.toml"] = rule.replace('from = "2025"', 'from = "2026-03"', 1).replace(
        'in_force_from = "2026-03"\nstatus = "stated"\nsource = "book, ch. 8"',
        'in_force_from = "2026-05"\nstatus = "stated"\nsource = "book, ch. 8"',
    )
    load(files)
    monkeypatch.setattr(dossiers, "now", lambda _: DAY)
    page = enter("finance").get(f"{ONE}facts/enter/")
    assert page.status_code == 200
    assert "March 2026" in page.content.decode()


def test_a_rule_says_who_gets_what_and_how_it_is_worked_out(clerk: Client) -> None:
    known()
    page = seen(clerk, ONE + IN)
    assert "2 transfers; what they add up to is zero" in page
    assert "Weston 3,000.00" in page
    assert "(concentration − target) × flow × price" in page
    assert "where it is missing" in page.lower()
    assert "2,000 CNY/t" in re.sub(r"\s+", " ", page) or "2000 CNY/t" in page
    assert "Trial" not in page


def test_a_proposed_rule_says_on_every_page_that_it_is_a_trial(clerk: Client) -> None:
    boats((EASTON, "2"), (WESTON, "1"), (NORHAM, "4"))
    for way in ("", "lines/", "lines/1/", "history/", "facts/", "facts/enter/"):
        page = seen(clerk, f"{AT}{TRIAL}/{way}?period=2026")
        assert "Trial The rule is only proposed" in page, way
        assert "example values" in page, way
    name = clerk.get(f"{AT}{TRIAL}/lines.csv?period=2026")["Content-Disposition"]
    assert "trial" in name


def test_why_is_a_tree_that_the_separate_evaluator_comes_to_as_well(clerk: Client) -> None:
    known()
    page = seen(clerk, f"{ONE}lines/1/{IN}")
    assert "Easton pays Weston 2,250.00 yuan: section payment, for Mill bridge." in page
    assert "came to the same" in page
    assert "(8 − 6) × 1,000,000 × 2000" in page
    assert "version 2025, § 3" in page
    assert "batch 1" in page
    assert "How far each input may move" in page
    assert re.search(r"Concentration Mill bridge, cod 8 mg/L .* 1500 exact", page)
    trace = json.loads(clerk.get(f"{ONE}lines/1/why.json{IN}").content)
    assert rebuild(trace) == []
    assert trace["transfer"]["amount"] == "2250.00"


def test_of_what_is_shared_out_of_a_pot_the_page_says_what_it_does_not_see(
    db: None, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = with_rules(live("rehearsal"))
    out = '[[version.transfer]]\nfrom = "990200"\nto = "990000"\nshare_of = "pay"\n'
    files["rules/stream-water.toml"] = files["rules/stream-water.toml"].replace(
        "[version.facts]\n", f"{out}[version.facts]\n", 1
    )
    load(files)
    monkeypatch.setattr(dossiers, "now", lambda _: DAY)
    known()
    clerk, unseen = enter("finance"), "who pays nothing now"
    assert unseen not in seen(clerk, f"{ONE}lines/1/{IN}")
    assert unseen in seen(clerk, f"{ONE}lines/3/{IN}")


def test_why_goes_out_as_a_document(clerk: Client) -> None:
    known()
    content = clerk.get(f"{ONE}lines/1/why.docx{IN}").content
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("(8 − 6)" in cell for cell in cells)
    assert any("facts/1" in cell for cell in cells)


def test_every_figure_stands_under_its_heading_and_is_told_by_name(clerk: Client) -> None:
    known()
    html = clerk.get(f"{ONE}facts/{IN}").content.decode()
    heads, *rows = (re.findall("<t[hd]", row) for row in re.findall("(?s)<tr>.*?</tr>", html))
    assert len(rows) == 3
    assert {len(row) for row in rows} == {len(heads)}  # a flow has no pollutant, but its cell
    assert re.search("Flow Mill bridge 1,000,000", seen(clerk, f"{ONE}facts/{IN}"))


def test_the_lines_are_a_list_that_goes_out_as_files(clerk: Client) -> None:
    known()
    assert "Norham" in seen(clerk, f"{ONE}lines/{IN}&giver={NORHAM}")
    rows = clerk.get(f"{ONE}lines.csv{IN}&giver={NORHAM}").content.decode().splitlines()
    assert len(rows) == 2
    assert ",750.00," in rows[1]
    assert "Mill bridge" in rows[1]
    assert clerk.get(f"{ONE}lines.xlsx{IN}").status_code == 200
    assert clerk.get(f"{ONE}lines/3/{IN}").status_code == 404


def test_what_is_missing_is_said_and_nothing_is_worked_out(clerk: Client) -> None:
    assert "no figures of March 2026 yet" in seen(clerk, ONE + IN)
    known(f"{HEAD}\n2026-03,mill,cod,c,8,mg/L\n")
    page = seen(clerk, ONE + IN)
    assert "can't be worked out yet" in page
    assert "a figure is missing" in page.lower()
    page = seen(clerk, f"{ONE}facts/{IN}")
    assert "3 figures are needed, 2 are missing" in page


def test_a_period_that_is_none_is_said(clerk: Client) -> None:
    known()
    assert "is no period" in said(clerk.get(f"{ONE}?period=someday"))
    assert "2026-01" in seen(clerk, f"{ONE}?period=2026-01") or True
    assert "is no instant" in said(clerk.get(f"{ONE}{IN}&known=yesterday"))


def test_what_was_known_then_is_shown_as_it_was(clerk: Client) -> None:
    known()
    then = queries.last_known(REGION, RULE)
    assert then is not None
    known(f"{HEAD}\n2026-03,mill,cod,c,9,mg/L\n", document="更正")
    assert "5,000.00" in seen(clerk, ONE + IN)
    at = {"period": "2026-03", "known": then.isoformat()}
    assert "3,000.00" in said(clerk.get(ONE, at))
    at["known"] = (then - timedelta(days=1)).isoformat()
    assert "no figures" in said(clerk.get(ONE, at))


def test_history_sets_versions_and_results_beside_each_other(clerk: Client) -> None:
    known(MARCH.replace("2026-03", "2026-02"))
    known(document="2号")
    page = seen(clerk, f"{ONE}history/")
    assert "1000 CNY/t" in page
    assert "2000 CNY/t" in page
    assert "3,000.00 yuan" in page
    assert "1,500.00 yuan" in page


def test_a_csv_comes_in_once_it_is_reviewed_and_confirmed(clerk: Client) -> None:
    review = sent(clerk, MARCH.encode())
    assert "3 new, 0 changed" in said(review)
    assert not Batch.objects.exists()
    page = said(confirmed(clerk, review))
    assert "Where is batch 1 from?" in page
    assert "湖环〔2026〕3号" in page
    assert Line.objects.get(act="sharing.enter").actor == "demo-finance"
    again = sent(clerk, MARCH.encode())
    assert "nothing to enter" in said(again)
    changed = MARCH.replace("0.5,mg", "0.8,mg").encode("gb18030")
    assert "0 new, 1 changed, 2 as they are now" in said(sent(clerk, changed))


def test_ten_bad_rows_are_named_and_nothing_comes_in(clerk: Client) -> None:
    bad = ["８", "1,5", "NaN", "abc", "inf", "", "8 mg", "1e3", "--2", "½"]
    rows = [f'2026-{n:02d},mill,cod,c,"{value or "x"}",mg/L' for n, value in enumerate(bad, 1)]
    good = [f"2025-{n:02d},mill,cod,c,8,mg/L" for n in range(1, 13)]
    answer = sent(clerk, "\n".join([HEAD, *good, *rows]).encode())
    page = said(answer, 422)
    assert "10 places can't be taken: nothing was entered" in page
    for n in range(14, 24):
        assert f"march.csv:{n} " in page
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe\x00\x01\x81", "no text"),
        (b"a,b\n1,2\n", "first line should name the columns"),
        (f"{HEAD}\n2026-03,mill\n".encode(), "2 cells instead of 6"),
        (f'{HEAD}\n"2026-03,mill\n'.encode(), "quotes do not match"),
        (f"{HEAD}\n2026-03,sea,cod,c,8,mg/L\n".encode(), "sea"),
        (f"{HEAD}\n2026-03,mill,,flow,8,CNY\n".encode(), "CNY"),
        (f"{HEAD}\n2026-03,mill,cod,c,8,mg/L\n2026-03,mill,cod,c,9,mg/L\n".encode(), "already"),
        (b"PK\x03\x04 nothing", "workbook"),
    ],
)
def test_what_is_no_file_of_figures(clerk: Client, content: bytes, why: str) -> None:
    assert why in said(sent(clerk, content), 422).lower() or why in said(sent(clerk, content), 422)
    assert not Batch.objects.exists()


def test_a_file_that_is_marked_as_secret_is_refused(clerk: Client) -> None:
    answer = sent(clerk, f"{MARCH}机密★10年\n".encode())
    assert answer.status_code == 422
    assert "state secrecy" in answer.content.decode()


def test_the_blank_workbook_comes_back_filled_in(clerk: Client) -> None:
    blank = clerk.get(f"{ONE}facts/sheet.xlsx{IN}").content
    filled = fill_in(
        blank, [{"row": "concentration", "value": "8"}, {"row": "flow", "value": "10"}]
    )
    filled = blank if filled is None else filled
    filled = fill_in(blank, [{"row": "浓度", "value": "8"}, {"row": "水量", "value": "10"}])
    review = sent(clerk, filled, "filled.xlsx")
    assert "3 new" in said(review)
    assert "Batch" in said(confirmed(clerk, review)) or Batch.objects.exists()
    csv = clerk.get(f"{ONE}facts/sheet.csv{IN}").content.decode()
    assert csv.splitlines()[1].endswith("c,8,mg/L")


def test_one_figure_is_corrected_by_a_form(clerk: Client) -> None:
    known()
    page = clerk.get(f"{ONE}facts/{IN}").content.decode()
    way = re.findall(r'href="([^"]*correct[^"]*)"', page)[0].replace("&amp;", "&")
    assert "It is 8 mg/L now (batch 1)" in seen(clerk, way)
    same = said(clerk.post(way, {**LETTER, "value": "8"}), 422)
    assert "nothing changes" in same
    wrong = said(clerk.post(way, {**LETTER, "value": "eight"}), 422)
    assert "is no number" in wrong
    done = said(clerk.post(way, {**LETTER, "value": "8.5"}, follow=True))
    assert "batch 2" in done.lower()
    assert clerk.get(f"{ONE}facts/correct/{IN}&cell=nothing").status_code == 404


def test_a_city_enters_its_own_figures_alone(there: None, enter: Enter) -> None:
    browser = enter("liaison")
    way = f"{AT}{TRIAL}/facts/"
    sheet = browser.get(f"{way}sheet.csv?period=2026").content.decode().splitlines()
    assert [line.split(",")[1] for line in sheet[1:]] == [EASTON]
    csv = f"period,party,fact,value,unit\n2026,{EASTON},boats,2,each\n2026,{WESTON},boats,1,each\n"
    file = SimpleUploadedFile("boats.csv", csv.encode())
    answer = browser.post(f"{way}enter/?period=2026", {**LETTER, "file": file})
    assert "own city" in said(answer, 422)
    file = SimpleUploadedFile("boats.csv", "".join(csv.splitlines(keepends=True)[:2]).encode())
    assert "1 new" in said(browser.post(f"{way}enter/?period=2026", {**LETTER, "file": file}))


def test_who_may_not_enter_is_not_let_in(there: None, enter: Enter) -> None:
    expert = enter("expert")
    assert expert.get(f"{ONE}facts/enter/").status_code == 403
    assert expert.get(ONE).status_code == 200
    assert Client().get(ONE).status_code == 403
    assert doing(None).actor is None


def test_the_pages_cost_the_same_however_much_there_is(clerk: Client) -> None:
    ways = (AT, ONE, f"{ONE}lines/", f"{ONE}lines/1/", f"{ONE}history/", f"{ONE}facts/")

    def cost() -> list[int]:
        counted = []
        for way in ways:
            clerk.get(way + (IN if way != AT else ""))
            with CaptureQueriesContext(connection) as asked:
                assert clerk.get(way + (IN if way != AT else "")).status_code == 200, way
            counted.append(len(asked))
        return counted

    known()
    few = cost()
    for n in range(1, 9):
        known(MARCH.replace("2026-03", f"2025-{n:02d}"), document=f"{n}")
    assert cost() == few
    assert max(few) < 20


def test_programs_read_rules_results_figures_and_traces(clerk: Client) -> None:
    known()
    at = f"/api/v1/regions/{REGION}/rules"
    assert [each["id"] for each in clerk.get(at).json()] == [TRIAL, RULE]
    result = clerk.get(f"{at}/{RULE}/result{IN}").json()
    assert [(each["from"], each["amount"]) for each in result["transfers"]] == [
        (EASTON, "2250.00"),
        (NORHAM, "750.00"),
    ]
    assert result["net"][-1]["amount"] == "-750.00" or result["net"]
    assert clerk.get(f"{at}/{RULE}/facts{IN}").json()[0]["batch"] == 1
    assert rebuild(clerk.get(f"{at}/{RULE}/lines/1/trace{IN}").json()) == []
    assert clerk.get(f"{at}/nothing/result").status_code == 404
    assert clerk.get(f"{at}/{RULE}/lines/9/trace{IN}").status_code == 404
    assert clerk.get(f"{at}/{RULE}/result?period=2026-01").status_code == 422
    assert clerk.get(f"{at}/{RULE}/result?period=never").status_code == 422
