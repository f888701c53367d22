"""A fund's year on its pages: budget, close, audit, mending and report; each refusal in words."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from lianxi.governance.authority import Refused
from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold
from lianxi.ledger.transfer import Transfer, move
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.models import Dossier, Owed
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.fund_years.queries import facts
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger import queries as books
from lianxi.portal.ledger.terms import terms
from lianxi.portal.verification import verification
from road import EASTON, REGION, WESTON, actor, doing, live, load
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
YEARS, ONE = "fund-years/new/", "fund-years/1/"
FUND = "pier-fund"
TODAY = queries.real_day()
YEAR = TODAY.year - 1
MAY = date(YEAR, 5, 1)
CASH, LEVIED = own(FUND, "cash"), own(FUND, "levied")
DUE, PIER = Account(FUND, EASTON, "due"), Account(FUND, WESTON, "granted", "piers")
ARTICLE = """\
id = "pier-fund"
kind = "fund"
name = { zh = "码头资金", en = "Pier fund" }
[[version]]
in_force_from = "2005"
status = "stated"
source = "book"
serves = "council"
held_by = "990100/boathouse"
"""
BUDGET = {
    "fund": FUND,
    "year": str(YEAR),
    "income_levied": "1,000.00",
    "grants": "600.00",
    "matter_1": "码头",
    "amount_1": "500.00",
}
AUDIT = {
    "opinion": "findings",
    "number": "湖审〔2026〕1号",
    "auditor": "湖区审计所",
    "day": str(TODAY),
    "finding_1": "缺凭证",
    "remedy_1": "补交凭证",
    "finding_2": "重复拨付",
    "transfer_2": "3",
    "sum_2": "100.00",
    "remedy_2": "收回",
}
REPORT = {"number": "湖财〔2026〕9号", "body": "council", "signer": "王里长"}


@pytest.fixture
def fund(db: None) -> None:
    """A live region with a fund that the council settles the budget of."""
    load({**live(), "funds/pier-fund.toml": ARTICLE})


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    """Send a form; gives the page that answers or the address that one is sent on to."""
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


def year(number: int = 1) -> Opened[FundYear]:
    found = queries.opened(REGION, FUND_YEAR, number)
    assert found is not None
    return found


def moved(words: str, amount: int, source: Account, target: Account, day: date = MAY) -> Transfer:
    return replace(move(same(words), day, amount, source, target), document=f"{words}1号")


def book(*bookings: Transfer, login: str = "cashier") -> list[int] | Refused:
    """What a cashier books, in fen."""
    by = doing(replace(actor("finance"), login=login), at=queries.now(doing(None).found))
    return ledger.book(by, bookings, terms(by))


def booked() -> None:
    """Levied 1000, paid 800; 450 granted, of which 300 are accounted for."""
    spent = Account(FUND, WESTON, "spent", "piers")
    outcome = book(
        moved("应缴", 100_000, LEVIED, DUE),
        moved("缴款", 80_000, DUE, CASH),
        moved("拨付", 45_000, CASH, PIER),
        moved("核销", 30_000, PIER, spent),
    )
    assert outcome == [1, 2, 3, 4], outcome


def settled(enter: Enter) -> None:
    post(enter("finance"), YEARS, BUDGET)
    post(enter("secretariat"), f"{ONE}settle/", {"number": "湖办〔2025〕3号"})


def closed(enter: Enter) -> None:
    settled(enter)
    booked()
    post(enter("finance"), f"{ONE}close/", {})


def owed() -> list[tuple[str, str]]:
    return sorted((each.what, each.who) for each in Owed.objects.all())


def why(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def test_a_year_from_budget_to_report(fund: None, enter: Enter) -> None:
    finance, office, auditor = enter("finance"), enter("secretariat"), enter("auditor")
    assert post(finance, YEARS, BUDGET) == f"{ROAD}{ONE}"
    assert owed() == [("settle-budget", "body:council")]
    post(office, f"{ONE}settle/", {"number": "湖办〔2025〕3号"})
    assert owed() == [("close-year", f"fund:{FUND}")]
    booked()
    page = finance.get(f"{ROAD}{ONE}").content.decode()
    for said in ("500.00", "450.00", "50.00", "150.00", "湖办〔2025〕3号"):
        assert said in page, said
    before = finance.get(f"{ROAD}{ONE}close/").content.decode()
    assert "700.00 yuan go to the surplus" in before
    assert "granted and not accounted for" in before.lower()
    post(finance, f"{ONE}close/", {})
    assert year().state.closed is not None
    assert "closed for" in why(book(moved("缴款", 1, DUE, CASH)))
    post(auditor, f"{ONE}audit/", AUDIT)
    post(finance, f"{ONE}findings/1/explain/", {"text": "凭证已补"})
    post(finance, f"{ONE}findings/2/correct/", {"text": "多拨已收回", "stands": "350.00"})
    page = auditor.get(f"{ROAD}{ONE}").content.decode()
    for said in ("-450.00", "350.00", "transfer 3 was taken back by 6, and booked anew as 7"):
        assert said in page, said
    for item in (1, 2):
        post(auditor, f"{ONE}findings/{item}/judge/", {"outcome": "accepted"})
    assert post(finance, f"{ONE}report/", REPORT) == f"{ROAD}{ONE}"
    state = year().state
    assert state.stage == "reported"
    assert state.reported is not None
    assert state.reported.chain == books.end_of_chain(REGION)[1]
    page = office.get(f"{ROAD}papers/1/").content.decode()
    assert "湖财〔2026〕9号" in page
    assert "Pier fund" in page
    assert owed() == []
    assert verification().holds


def test_the_report_that_went_out_says_what_the_ledger_says(fund: None, enter: Enter) -> None:
    closed(enter)
    finance, auditor = enter("finance"), enter("auditor")
    clean = {**AUDIT, "opinion": "clean"} | dict.fromkeys(
        ("finding_1", "remedy_1", "finding_2", "transfer_2", "sum_2", "remedy_2"), ""
    )
    post(auditor, f"{ONE}audit/", clean)
    post(finance, f"{ONE}report/", REPORT)
    [docx, *_, book_] = year().state.reported.files  # type: ignore[union-attr]
    content = finance.get(f"{ROAD}{ONE}files/{docx.digest}/").content
    paper = Document(io.BytesIO(content))
    text = "\n".join(each.text for each in paper.paragraphs)
    for said in (
        "收入1,000.00元，核销支出300.00元，当年结余700.00元",
        "无保留意见",
        "湖财〔2026〕9号",
    ):
        assert said in text, said
    tables = load_workbook(io.BytesIO(finance.get(f"{ROAD}{ONE}files/{book_.digest}/").content))
    ends = books.balances(REGION, FUND, until=date(YEAR, 12, 31))
    closing = {row[0].value: row[-1].value for row in tables["科目余额"].iter_rows(2)}
    assert {id_: n for id_, n in closing.items() if n} == {
        str(account): amount / 100 for (account, _), amount in ends.items()
    }
    assert "湖财〔2026〕9号" in post(finance, ONE + "report/", REPORT, 422)


def test_a_correction_lands_in_the_current_year_and_shows_in_both_reports(
    fund: None, enter: Enter
) -> None:
    closed(enter)
    finance, auditor = enter("finance"), enter("auditor")
    post(finance, "fund-years/begin/", {"fund": FUND, "year": str(TODAY.year), "why": "未编"})
    post(auditor, f"{ONE}audit/", AUDIT)
    closing = books.balances(REGION, FUND, until=date(YEAR, 12, 31))
    post(finance, f"{ONE}findings/2/correct/", {"text": "多拨", "stands": "350.00"})
    assert books.balances(REGION, FUND, until=date(YEAR, 12, 31)) == closing
    assert books.balances(REGION, accounts=[PIER]) == {(PIER, "CNY"): 5_000}
    old = finance.get(f"{ROAD}{ONE}figures/").content.decode()
    assert "transfer 3 was taken back by 6" in old
    assert "Corrections of earlier years" not in old
    new = finance.get(f"{ROAD}fund-years/2/figures/").content.decode()
    assert "Corrections of earlier years" in new
    assert "audit correction of 3: 多拨" in new
    assert "in place of 3: 拨付" in new
    found = doing(None).found
    now, then = (facts(found, year(n), TODAY).figures for n in (2, 1))
    assert (then.grants[0].granted, now.grants[0].granted) == (45_000, -10_000)
    assert now.grants[0].outstanding == 5_000


def test_a_settled_budget_binds(fund: None, enter: Enter) -> None:
    assert "beyond" in enter("finance").get(f"{ROAD}{YEARS}").content.decode()
    post(enter("finance"), YEARS, BUDGET)
    book(moved("应缴", 100_000, LEVIED, DUE), moved("缴款", 100_000, DUE, CASH))
    assert book(moved("拨付", 10_000, CASH, PIER)) == [3]  # it is not settled yet
    post(enter("secretariat"), f"{ONE}settle/", {"number": "湖办〔2025〕3号"})
    assert f"grants of {YEAR} would come to 500.01, more than the budget of 500.00" in why(
        book(moved("拨付", 40_001, CASH, PIER))
    )
    lamps = Account(FUND, WESTON, "granted", "lamps")
    assert "more than the budget of 600.00" in why(book(moved("拨付", 50_001, CASH, lamps)))
    assert book(moved("拨付", 50_000, CASH, lamps)) == [4]


def test_an_adjusted_budget_does_not_fall_below_what_is_granted(fund: None, enter: Enter) -> None:
    finance, office = enter("finance"), enter("secretariat")
    settled(enter)
    booked()
    less = {**BUDGET, "amount_1": "400.00", "why": "收入减少"}
    said = "450.00 yuan are granted already for piers: the budget can&#x27;t be 400.00"
    assert said in post(finance, f"{ONE}revise/", less, 422)
    less |= {"amount_1": "450.00", "grants": "500.00"}
    assert "nothing changed" in post(finance, f"{ONE}revise/", {**BUDGET, "why": "x"}, 422)
    post(finance, f"{ONE}revise/", less)
    book(moved("拨付", 2_000, CASH, PIER))  # meanwhile, by the budget that still binds
    said = "470.00 yuan are granted already"
    assert said in post(office, f"{ONE}settle/", {"number": "湖办〔2025〕4号"}, 422)
    post(office, f"{ONE}return/", {"why": "已超出"})
    assert year().state.stage == "open"
    assert "no budget to be settled" in post(office, f"{ONE}return/", {"why": "x"}, 422)


def test_what_can_not_be_begun(fund: None, enter: Enter) -> None:
    finance = enter("finance")
    for change, said in (
        ({"year": "2004"}, "was not there yet in 2004"),
        ({"year": str(TODAY.year + 2)}, "too far ahead"),
        ({"grants": "1.00"}, "more than the 1.00"),
        ({"amount_1": ""}, "give both the matter and its amount"),
        ({"matter_1": ""}, "give both the matter and its amount"),
        ({"grants": "-5"}, "above zero"),
        ({"matter_2": "piers", "amount_2": "1.00"}, "stands in the budget twice"),
        ({"fund": "harbour-fund"}, "no such choice"),
    ):
        assert said in post(finance, YEARS, {**BUDGET, **change}, 422), said
    post(finance, YEARS, BUDGET)
    assert "was begun already" in post(finance, YEARS, BUDGET, 422)
    assert Dossier.objects.count() == 1
    assert enter("liaison").post(f"{ROAD}{YEARS}", BUDGET).status_code == 403


def test_what_is_out_of_order_is_refused_in_words(fund: None, enter: Enter) -> None:
    finance, office, auditor = enter("finance"), enter("secretariat"), enter("auditor")
    post(finance, YEARS, BUDGET)
    assert "settle or return it first" in post(finance, f"{ONE}close/", {}, 422)
    post(office, f"{ONE}settle/", {"number": "湖办〔2025〕3号"})
    assert "before it is audited" in post(auditor, f"{ONE}audit/", {**AUDIT, "transfer_2": ""}, 422)
    assert "no audit was entered" in post(finance, f"{ONE}report/", REPORT, 422)
    assert finance.get(f"{ROAD}{ONE}findings/1/explain/").status_code == 404
    assert finance.post(f"{ROAD}{ONE}settle/", {"number": "x"}).status_code == 403
    assert auditor.post(f"{ROAD}{ONE}close/", {}).status_code == 403
    post(finance, "fund-years/begin/", {"fund": FUND, "year": str(TODAY.year), "why": "未编"})
    assert "is not over yet" in post(finance, "fund-years/2/close/", {}, 422)
    assert books.transfers(REGION) == []


def test_an_audit_names_transfers_of_the_fund_and_of_its_years(fund: None, enter: Enter) -> None:
    closed(enter)
    auditor = enter("auditor")
    assert "transfer 99 is none of this fund" in post(
        auditor, f"{ONE}audit/", {**AUDIT, "transfer_2": "99"}, 422
    )
    book(moved("缴款", 1_000, DUE, CASH, date(TODAY.year, 1, 2)))
    assert "transfer 6 was booked after" in post(
        auditor, f"{ONE}audit/", {**AUDIT, "transfer_2": "6"}, 422
    )
    assert "is to come" in post(
        auditor, f"{ONE}audit/", {**AUDIT, "day": f"{TODAY.year + 1}-01-01"}, 422
    )
    assert "finding 2: say what was found" in post(
        auditor, f"{ONE}audit/", {**AUDIT, "remedy_2": ""}, 422
    )


def test_nobody_audits_a_year_that_they_booked_in(fund: None, enter: Enter) -> None:
    closed(enter)
    assert set(books.bookers(REGION, FUND, YEAR)) >= {"cashier"}
    assert books.bookers(REGION, FUND, YEAR - 1) == ()
    post(enter("auditor"), f"{ONE}audit/", AUDIT)
    audit = year().state.audit
    assert audit is not None
    assert "cashier" in audit.bookers


def test_a_correction_that_can_not_be_made_books_nothing(fund: None, enter: Enter) -> None:
    closed(enter)
    finance, auditor = enter("finance"), enter("auditor")
    post(auditor, f"{ONE}audit/", AUDIT)
    where = f"{ONE}findings/2/correct/"
    assert "what stands of it is less" in post(
        finance, where, {"text": "x", "stands": "450.00"}, 422
    )
    assert "names no transfer" in post(finance, f"{ONE}findings/1/correct/", {"text": "x"}, 422)
    assert "waits to be looked at" not in post(finance, where, {"text": "收回"})
    assert "taken back already" in post(finance, where, {"text": "再收回"}, 422)
    post(auditor, f"{ONE}findings/2/judge/", {"outcome": "refused", "why": "未收回"})
    assert "names no transfer" in post(finance, where, {"text": "x"}, 422)
    post(finance, f"{ONE}findings/2/explain/", {"text": "已于次日收回"})
    assert len(books.transfers(REGION)) == 6


def test_a_number_that_another_paper_has_is_refused_and_nothing_is_reported(
    fund: None, enter: Enter
) -> None:
    closed(enter)
    finance, auditor = enter("finance"), enter("auditor")
    post(auditor, f"{ONE}audit/", {k: v for k, v in AUDIT.items() if "_2" not in k})
    assert "findings were mended is not accepted" in post(finance, f"{ONE}report/", REPORT, 422)
    assert not Dossier.objects.filter(procedure="paper").exists()
    said = post(finance, f"{ONE}report/", {**REPORT, "number": "9号"}, 422)
    assert "“9号” is no number of a document" in said


def test_the_list_goes_out_as_files_and_the_figures_as_drafts(fund: None, enter: Enter) -> None:
    closed(enter)
    book_hold()
    finance = enter("finance")
    assert "Pier fund" in finance.get(f"{ROAD}fund-years/?stage=closed").content.decode()
    sheet = finance.get(f"{ROAD}fund-years.csv").content.decode("utf-8-sig")
    assert f"pier-fund,码头资金,Pier fund,{YEAR},council" in sheet
    draft = finance.get(f"{ROAD}{ONE}draft.docx")
    assert "尚未审计" in "\n".join(p.text for p in Document(io.BytesIO(draft.content)).paragraphs)
    tables = load_workbook(io.BytesIO(finance.get(f"{ROAD}{ONE}tables.xlsx").content))
    assert "缴款" in tables.sheetnames


def book_hold() -> None:
    """Something set aside, after the year's end."""
    by = doing(actor("finance"), at=queries.now(doing(None).found))
    wanted = Hold(CASH, PIER, 1_000, TODAY, Bilingual("预留", "set aside"))
    assert ledger.set_aside(by, wanted, terms(by)) == 1


def test_the_api_tells_the_years_and_one_with_its_accounts(fund: None, enter: Enter) -> None:
    closed(enter)
    client, base = enter("secretariat"), f"/api/v1/regions/{REGION}/fund-years"
    [one] = client.get(base).json()
    assert (one["ref"], one["stage"], one["surplus"]) == ("fund-year/1", "closed", "700.00")
    assert (one["budget"], one["matters"]) == ("600.00", {"piers": "500.00"})
    whole = client.get(f"{base}/1").json()
    assert (whole["spent"], whole["carried_over"]) == ("300.00", "700.00")
    cash = next(each for each in whole["accounts"] if each["account"].endswith("cash"))
    assert (cash["taken_in"], cash["given"], cash["closing"]) == ("800.00", "450.00", "350.00")
    assert client.get(f"{base}/2").status_code == 404


def test_its_pages_ask_no_more_where_more_was_booked(fund: None, enter: Enter) -> None:
    closed(enter)
    finance, pages = enter("finance"), ("fund-years/", ONE, f"{ONE}figures/")
    finance.get(f"{ROAD}fund-years/")  # reads the package, which is then kept
    before = [asked(finance, page) for page in pages]
    post(finance, "fund-years/begin/", {"fund": FUND, "year": str(TODAY.year), "why": "未编"})
    book(*(moved("应缴", n, LEVIED, DUE, date(TODAY.year, 1, 2)) for n in range(1, 9)))
    assert [asked(finance, page) for page in pages] == before
    later = asked(finance, "fund-years/2/figures/")
    book(*(moved("应缴", n, LEVIED, DUE, date(TODAY.year, 1, 3)) for n in range(1, 9)))
    assert asked(finance, "fund-years/2/figures/") == later


def asked(browser: Client, page: str) -> int:
    """How many queries a page makes."""
    with CaptureQueriesContext(connection) as made:
        assert browser.get(f"{ROAD}{page}").status_code == 200, page
    return len(made)
