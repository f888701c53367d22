"""Payment notices on their pages: drafted, issued, paid in, and booked in the same step."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from lianxi.governance.authority import Actor, Appointment, Refused
from lianxi.governance.road.notice import NOTICE, Notice
from lianxi.governance.road.notice_acts import Drafted, TakenBack, Waived
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account, own
from lianxi.ledger.transfer import move
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.models import Owed
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger import queries as booked
from lianxi.portal.ledger.terms import terms as of_funds
from lianxi.portal.notices import actions
from lianxi.portal.notices.workbook import AMOUNT, VOUCHER
from lianxi.portal.notices.workbook import DAY as DAY_HEAD
from lianxi.portal.verification import verification
from notices import DRAFT, EACH, FUND, ISSUED, TERMS, paid, reload, with_fund
from road import DAY, EASTON, NORHAM, REGION, WESTON, actor, doing, later, load
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
TODAY = queries.real_day()
YEAR = TODAY.year
SOON = str(TODAY + timedelta(days=20))
NEW = f"notices/new/{FUND}/{YEAR}/"
HEAD = {"title": "2026年度缴款通知", "title_en": "Notice for the year", "pay_to": "湖区财政专户"}
ISSUE = {"number": "湖合办〔2026〕7号", "pay_by": SOON}
CASH = own(FUND, "cash")


@pytest.fixture
def there(db: None) -> None:
    """A live region with a fund that three members pay into."""
    load(with_fund())


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    """Send a form; gives the page that answers or the address that one is sent on to."""
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


def page(client: Client, path: str = "notices/1/") -> str:
    answer = client.get(f"{ROAD}{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def opened(number: int = 1) -> Opened[Notice]:
    found = queries.opened(REGION, NOTICE, number)
    assert found is not None
    return found


def balances() -> dict[str, int]:
    """What stands in the fund's accounts, by party and purpose, in yuan."""
    found = booked.balances(REGION, FUND)
    return {
        f"{a.party}:{a.purpose}".replace(f"{FUND}:", ""): n // 100 for (a, _), n in found.items()
    }


def owed() -> list[tuple[str, str]]:
    return sorted((each.what, each.who) for each in Owed.objects.all())


def payment(party: str, amount: str, voucher: str, **more: str) -> dict[str, str]:
    return {"party": party, "amount": amount, "day": str(TODAY), "voucher": voucher, **more}


def finance() -> Doing:
    """Finance acting in March."""
    return doing(actor("finance"), DAY)


def office() -> Doing:
    """The secretariat acting the day after."""
    return later(doing(actor("secretariat")), 1)


def refused(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


@pytest.fixture
def issued(there: None) -> None:
    """A notice that was issued in March: two towns owe 50,000 each by the first of April."""
    assert actions.draft(finance(), DRAFT) == "notice/1"
    assert actions.issue(office(), opened(), ISSUED, None) == "notice/1"


def at(days: int = 2, role: str = "finance") -> Doing:
    """Somebody acting some days after the draft."""
    return later(doing(actor(role)), days)


def test_a_notice_from_the_draft_to_the_last_payment(there: None, enter: Enter) -> None:
    finance, office = enter("finance"), enter("secretariat")
    assert f'href="{ROAD}{NEW}"' in page(finance, "notices/new/")
    form = page(finance, NEW)
    assert "150,000.00" in form
    assert "The same from each" in form
    adjusted = {f"amount_{NORHAM}": "20,000", f"reason_{NORHAM}": "村小"}
    assert post(finance, NEW, {**HEAD, **adjusted}) == f"{ROAD}notices/1/"
    assert owed() == [("issue-notice", "body:council")]
    assert balances() == {}
    shown = page(office)
    assert "computed 50,000.00 yuan, adjusted: 村小" in shown
    assert "notices/1/issue/" in shown
    assert "notices/1/pay/" not in shown
    post(office, "notices/1/issue/", ISSUE)
    assert balances() == {
        "levied": -120000,
        f"{EASTON}:due": 50000,
        f"{WESTON}:due": 50000,
        f"{NORHAM}:due": 20000,
    }
    assert ("pay-in", NORHAM) in owed()
    pay = "notices/1/pay/"
    post(finance, pay, payment(EASTON, "50000", "B-1"))
    post(finance, pay, payment(WESTON, "20,000.00", "B-2"))
    assert "owes 30,000.00 yuan, not 40,000.00" in post(
        finance, pay, payment(WESTON, "40000", "B-3"), 422
    )
    post(finance, pay, payment(WESTON, "30000", "B-3"))
    waiver = {"party": NORHAM, "amount": "20000", "why": "受灾", "number": "湖合办〔2026〕9号"}
    post(office, "notices/1/waive/", waiver)
    assert balances() == {"cash": 100000, "levied": -100000}
    assert owed() == [("close", f"fund:{FUND}")]
    post(finance, "notices/1/close/", {})
    assert "Closed: 120,000.00 yuan asked for, 100,000.00 paid in, 20,000.00 waived." in page(
        office
    )
    assert owed() == []
    assert verification().holds


def test_the_same_voucher_is_booked_once_and_another_amount_is_refused(issued: None) -> None:
    one = paid(EASTON, 100, day=ISSUED.pay_by)
    by = at(60)
    assert actions.pay(by, opened(), [one], None) == "notice/1"
    assert actions.pay(later(by, 3), opened(), [one], None) == "notice/1"  # on another day, too
    assert balances()["cash"] == 1
    assert "came in before" in refused(actions.pay(by, opened(), [replace(one, amount=200)], None))
    assert len(opened().state.payments) == 1
    both = [paid(WESTON, 100, "B-2"), paid(EASTON, EACH, "B-3")]
    assert "owes 49,999.00" in refused(actions.pay(later(by, 4), opened(), both, None))
    assert balances()["cash"] == 1  # all or none


def test_a_payment_taken_back_is_owed_again_and_entered_anew(issued: None) -> None:
    by = at()
    actions.pay(by, opened(), [paid(EASTON, 500)], None)
    assert actions.take_back(by, opened(), TakenBack(1, "金额记错"), None) == "notice/1"
    assert "cash" not in balances()
    actions.pay(by, opened(), [paid(EASTON, EACH)], None)
    assert balances()["cash"] == EACH // 100
    assert opened().state.left_of(EASTON) == 0
    assert verification().holds


def test_what_was_spent_meanwhile_can_not_be_taken_back(issued: None) -> None:
    by = at()
    actions.pay(by, opened(), [paid(EASTON)], None)
    spent = move(same("拨付"), by.today, EACH, CASH, Account(FUND, WESTON, "granted", "pier"))
    ledger.book(by, [spent], of_funds(by))
    why = refused(actions.take_back(by, opened(), TakenBack(1, "x"), None))
    assert "below its floor" in why
    assert opened().state.payments[0].taken_back is None


def test_whoever_drafted_it_may_not_issue_it_even_in_another_role(there: None) -> None:
    since = DAY.date() - timedelta(days=9)
    both = Actor("li", same("li"), tuple(Appointment(r, since) for r in ("finance", "secretariat")))
    assert actions.draft(doing(both), DRAFT) == "notice/1"
    assert "somebody else issues it" in refused(actions.issue(doing(both), opened(), ISSUED, None))
    assert balances() == {}


def test_only_whose_it_is_may(issued: None) -> None:
    assert "only the finance" in refused(
        actions.pay(at(role="secretariat"), opened(), [paid(EASTON)], None)
    )
    waive = Waived(EASTON, 1, "x", "y")
    assert "only the secretariat" in refused(actions.waive(at(), opened(), waive, None))
    theirs = later(doing(actor("body-secretary", body=f"{REGION}/council")), 2)
    assert actions.waive(theirs, opened(), waive, None) == "notice/1"
    other = later(doing(actor("body-secretary", body=f"{REGION}/boats")), 2)
    assert "only the secretariat" in refused(actions.waive(other, opened(), waive, None))


def test_a_second_notice_for_a_year_says_why(issued: None) -> None:
    assert "there is payment notice 1 for 2026" in refused(actions.draft(at(), DRAFT))
    more = Drafted(replace(TERMS, additional="新成员补缴"))
    assert actions.draft(at(), more) == "notice/2"
    alone = Drafted(replace(TERMS, year=2025, additional="x"))
    assert "that this one could add to" in refused(actions.draft(at(), alone))


def test_who_joins_later_is_asked_by_an_additional_notice(there: None, enter: Enter) -> None:
    finance = enter("finance")
    post(finance, NEW, HEAD)
    files = with_fund()
    files["parties.csv"] += "990400,city,南镇,Sutton,990000,,,stated,book\n"
    files["seats.csv"] = files["seats.csv"].replace("990200,2002,,", "990200,2002,2020,")
    files["seats.csv"] += f"council,990400,{YEAR},,admission,council-3,stated,book\n"
    reload(files)  # Sutton joins, Weston has left
    form = page(finance, NEW)
    assert "Weston" not in form
    assert "less 50,000.00 yuan asked for already" in form
    assert "come to 50,000.00 yuan" in form
    assert "there is payment notice 1" in post(finance, NEW, HEAD, 422)
    post(finance, NEW, {**HEAD, "additional": "南镇新加入"})
    assert [(line.party, line.amount) for line in opened(2).state.terms.lines] == [("990400", EACH)]


def test_dues_that_changed_ask_for_the_difference(there: None, enter: Enter) -> None:
    finance = enter("finance")
    post(finance, NEW, HEAD)
    reload(with_fund(with_fund()["funds/pier-fund.toml"].replace("50000", "60000")))
    post(finance, NEW, {**HEAD, "additional": "标准调整"})
    assert {line.amount for line in opened(2).state.terms.lines} == {1_000_000}


def test_dues_by_a_figure_name_its_year_and_source(db: None, enter: Enter) -> None:
    text = with_fund()["funds/pier-fund.toml"]
    dues = 'by = "figure", payers = "set:shore", total = "100000.00", figure = "船只"'
    files = with_fund(
        text.replace('by = "equal", payers = "seats:council", amount = "50000.00"', dues)
    )
    load(files)
    form = page(enter("finance"), NEW)
    assert "75,000.00" in form
    assert "30 in 2005 (Annals of the lakes)" in form
    less = files["history/observations.csv"].replace("990300,shore,船只", "990300,shore,渔网")
    reload(files | {"history/observations.csv": less})
    answer = enter("finance").get(f"{ROAD}{NEW}")
    assert answer.status_code == 422
    assert "here is no “船只” of one period for Norham" in answer.content.decode()


def test_without_a_formula_finance_fills_the_amounts_in(db: None, enter: Enter) -> None:
    text = with_fund()["funds/pier-fund.toml"]
    load(with_fund("\n".join(line for line in text.splitlines() if "dues" not in line)))
    finance = enter("finance")
    assert "nobody is asked to pay" in post(finance, NEW, HEAD, 422)
    post(finance, NEW, {**HEAD, f"amount_{WESTON}": "300.50"})
    assert [(line.party, line.amount) for line in opened().state.terms.lines] == [(WESTON, 30050)]
    assert "take the day" not in page(enter("secretariat"), "notices/1/issue/")


def test_a_draft_is_returned_revised_and_withdrawn(there: None, enter: Enter) -> None:
    finance, office = enter("finance"), enter("secretariat")
    wrong = {**HEAD, f"amount_{EASTON}": "5"}
    assert "Easton: the formula gives 50,000.00 yuan; say why" in post(finance, NEW, wrong, 422)
    assert "should be an amount such as" in post(
        finance, NEW, {**HEAD, f"amount_{EASTON}": "五"}, 422
    )
    assert "Please fill in" in post(finance, NEW, {"title": "x"}, 422)
    free = {f"amount_{EASTON}": "0", f"reason_{EASTON}": "免缴"}
    post(finance, NEW, {**HEAD, **free})
    post(office, "notices/1/return/", {"why": "写明期限"})
    assert owed() == [("revise-notice", f"fund:{FUND}")]
    form = page(finance, "notices/1/revise/")
    assert 'value="0.00"' in form
    revised = {**HEAD, **free, "pay_by": SOON, "why": "补上期限"}
    assert "nothing is changed" in post(
        finance, "notices/1/revise/", {**revised, "pay_by": ""}, 422
    )
    post(finance, "notices/1/revise/", revised)
    assert f'value="{SOON}"' in page(office, "notices/1/issue/")
    post(finance, "notices/1/withdraw/", {"why": "今年不收"})
    assert (opened().row.stage, owed()) == ("withdrawn", [])
    post(finance, NEW, HEAD)  # it stands in nobody's way


def test_arrears_are_on_the_page_and_on_the_desk_of_the_fund(issued: None, enter: Enter) -> None:
    finance = enter("finance")
    late = (TODAY - ISSUED.pay_by).days
    shown = page(finance)
    assert "In arrears: 100,000.00 yuan, 2 members" in shown
    assert f"{late} days" in shown
    desk = page(finance, f"desks/fund:{FUND}/")
    assert "remind who is in arrears" in desk
    sent = {"number": "湖合办〔2026〕11号", "by": SOON}
    post(finance, "notices/1/remind/", sent)
    assert "to be paid by" in page(finance)
    assert ("collect", f"fund:{FUND}") in owed()
    assert "remind who is in arrears" not in page(finance, f"desks/fund:{FUND}/")
    assert "are still owed: say why" in post(finance, "notices/1/close/", {}, 422)
    post(finance, "notices/1/close/", {"why": "转入下年"})
    post(finance, "notices/1/pay/", payment(EASTON, "50000", "B-7"))  # it stays owed, and comes in
    assert balances()["cash"] == 50000


def test_a_city_sees_what_it_owes_and_may_not_write(issued: None, enter: Enter) -> None:
    easton = enter("liaison")
    desk = page(easton, f"desks/{EASTON}/")
    assert "pay in" in desk
    assert "/notices/1/" in desk
    assert "notices/1/pay/" not in page(easton)
    assert easton.get(f"{ROAD}{NEW}").status_code == 403
    assert easton.post(f"{ROAD}notices/1/pay/", payment(EASTON, "1", "x")).status_code == 403


def test_whoever_looked_before_somebody_else_acted_looks_again(issued: None) -> None:
    found = opened()
    actions.pay(at(), found, [paid(EASTON, 5)], 2)
    assert "look again" in refused(actions.pay(at(3), found, [paid(EASTON, 5, "B-2")], 2))


def test_the_list_is_filtered_and_goes_out_as_files(issued: None, enter: Enter) -> None:
    office = enter("secretariat")
    assert "100,000.00" in page(office, "notices/?stage=issued")
    assert "Pier fund: payment notice" not in page(office, "notices/?stage=closed")
    rows = page(office, "notices.csv").splitlines()
    assert rows[0].startswith("\ufeffnumber,title_zh,title_en,fund,fund_zh")
    assert "100000.00,0.00,0.00,100000.00,2026-04-01,湖合办〔2026〕7号,issued" in rows[1]
    assert office.get(f"{ROAD}notices.xlsx").status_code == 200


def test_there_is_no_fund_or_year_but_those_that_are_offered(there: None, enter: Enter) -> None:
    finance = enter("finance")
    for path in ("notices/new/nets/2026/", f"notices/new/{FUND}/2019/", "notices/9/"):
        assert finance.get(f"{ROAD}{path}").status_code == 404


def said(client: Client, path: str) -> str:
    """The text of a letter."""
    answer = client.get(f"{ROAD}{path}")
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_letters_say_the_amount_in_figures_and_capitals(issued: None, enter: Enter) -> None:
    office = enter("secretariat")
    post(enter("finance"), "notices/1/remind/", {"number": "湖合办函〔2026〕11号", "by": SOON})
    office.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh"
    all_ = said(office, "notices/1/letter.docx")
    assert "100,000.00" in all_
    assert "壹拾万元整" in all_
    one = said(office, f"notices/1/letter.docx?party={EASTON}")
    assert "你单位应缴50,000.00元（大写：伍万元整）。核定办法：各成员等额。" in one
    assert "请于2026年4月1日前缴入以下账户" in one
    assert "湖区财政专户" in one
    assert "你单位尚欠50,000.00元" in said(office, f"notices/1/reminders/1.docx?party={WESTON}")
    assert office.get(f"{ROAD}notices/1/letter.pdf").status_code in (200, 422)  # 422 without fonts
    for path in ("notices/1/letter.docx?party=990300", "notices/1/reminders/2.docx"):
        assert office.get(f"{ROAD}{path}").status_code == 404


def test_the_api_tells_notices_and_one_with_its_payments(issued: None, enter: Enter) -> None:
    actions.pay(at(), opened(), [paid(EASTON, 500)], None)
    client = enter("secretariat")
    base = f"/api/v1/regions/{REGION}/notices"
    found = client.get(f"{base}?stage=issued").json()
    assert [(each["ref"], each["left_fen"]) for each in found] == [("notice/1", 9_999_500)]
    whole = client.get(f"{base}/1").json()
    assert whole["lines"][0]["left_fen"] == 4_999_500
    assert whole["payments"][0]["voucher"] == "B-1"
    assert client.get(f"{base}/2").status_code == 404
    assert client.get(f"{base}?stage=x").status_code == 422


def filled_in(client: Client, *rows: tuple[int, Mapping[str, str]]) -> SimpleUploadedFile:
    """The list of what is owed, filled in: by the number of a row, texts by column."""
    answer = client.get(f"{ROAD}notices/1/owed.xlsx")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    sheet = next(
        each for each in book.worksheets if each.sheet_state == "visible" and "Pier" in each.title
    )
    keys = {str(cell.value): cell.column for row in sheet.iter_rows() for cell in row if cell.value}
    top = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "Easton")
    for n, cells in rows:
        for head, text in cells.items():
            sheet.cell(top + n, keys[head], text)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("list.xlsx", content.getvalue())


def came(amount: str, voucher: str, **more: str) -> dict[str, str]:
    heads = {AMOUNT.en: amount, DAY_HEAD.en: "2026-03-20", VOUCHER.en: voucher}
    return heads | more


def reviewed(client: Client, book: SimpleUploadedFile, status: int = 200) -> str:
    return post(client, "notices/1/bank/", {"party": f"fund:{FUND}", "workbook": book}, status)


def kept(review: str) -> dict[str, str]:
    """What the page of a review carries along."""
    found = re.search(r'name="kept" value="([^"]*)"', review)
    assert found is not None
    return {"party": f"fund:{FUND}", "kept": found[1]}


def test_a_bank_list_is_reviewed_and_then_booked_once(issued: None, enter: Enter) -> None:
    finance = enter("finance")
    half = came("20,000", "B-3", Member="Weston")
    book = filled_in(finance, (0, came("50000", "B-1")), (1, came("30000", "B-2")), (2, half))
    review = reviewed(finance, book)
    assert "Easton: 50,000.00 yuan on 20 March 2026, voucher B-1" in review
    assert balances() == {"levied": -100000, f"{EASTON}:due": 50000, f"{WESTON}:due": 50000}
    post(finance, "notices/1/bank/", kept(review))
    assert balances() == {"levied": -100000, "cash": 100000}
    again = post(finance, "notices/1/bank/", kept(review))
    assert again == f"{ROAD}notices/1/"
    assert len(opened().state.payments) == 3
    assert finance.get(f"{ROAD}notices/1/owed.xlsx").status_code == 422


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({}, "othing is filled in"),
        ({AMOUNT.en: "5"}, "line” is missing"),
        (came("fünf", "B"), "“fünf” is no amount"),
        (came("50000.01", "B"), "owes 50,000.00 yuan"),
        (came("0", "B"), "more than zero"),
    ],
)
def test_a_list_with_a_mistake_is_not_entered(
    issued: None, enter: Enter, cells: Mapping[str, str], why: str
) -> None:
    finance = enter("finance")
    assert why in reviewed(finance, filled_in(finance, (0, cells)), 422)
    assert opened().state.payments == ()
