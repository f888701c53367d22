"""The pages of the funds: what a fund has and is owed, why, and what finance books by hand."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from funds import CASH, FUND, FUNDS, PIERS, fill, finance, lakes_with_a_fund, on, year_of_books
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account, own
from lianxi.ledger.glance import glances, moved
from lianxi.ledger.hold import Hold
from lianxi.ledger.statement import balances
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.ledger import actions, queries
from lianxi.portal.ledger.between import between, of_party
from lianxi.portal.ledger.terms import terms
from lianxi.portal.verification import verification
from road import BOATHOUSE, DAY, EASTON, NORHAM, REGION, WESTON, load
from uploads import Enter

START, END = date(2026, 1, 1), date(2026, 12, 31)
YEAR = "?year=2026"
INTEREST = {
    "kind": "interest",
    "party": "",
    "amount": "1,234.50",
    "event": "2026-02-01",
    "booked": "",
    "words_zh": "二月利息",
    "words_en": "",
    "document": "",
    "voucher": "J-2",
}


@pytest.fixture
def piers(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal with a year of books of the pier fund, on a day of that year."""
    load(lakes_with_a_fund("rehearsal"))
    monkeypatch.setattr(dossiers, "now", lambda _: DAY)
    fill()


@pytest.fixture
def clerk(piers: None, enter: Enter) -> Client:
    """Somebody of finance, who has entered."""
    return enter("finance")


def seen(browser: Client, address: str) -> str:
    """What a page says, without its tags."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_glance_tells_what_flowed_from_what_stands() -> None:
    books = year_of_books()
    [made] = glances(FUND, {}, balances(books), moved(books))
    assert made.flows == {
        "levied": 140_000,
        "paid": 70_000,
        "given": 7_700,
        "interest": 123,
        "granted": 30_000,
        "accounted": 25_000,
        "spent": 0,
        "settled": 0,
    }
    assert (made.cash, made.due, made.outstanding, made.other) == (47_823, 70_000, 5_000, 0)
    assert made.surplus == made.cash + made.due + made.outstanding
    parties = {each.party: each for each in made.parties}
    assert parties.keys() == {EASTON, WESTON, NORHAM, BOATHOUSE}
    assert (parties[NORHAM].flows, parties[NORHAM].due) == ({"levied": 40_000}, 40_000)
    assert parties[BOATHOUSE].city == EASTON


@pytest.mark.usefixtures("piers")
def test_the_database_gives_the_same_glance_and_keeps_it_when_the_year_is_closed() -> None:
    books = year_of_books()
    hold = Hold(CASH, CASH, 4_000, date(2026, 3, 2), same("nets"))
    [expected] = glances(FUND, {}, balances(books), moved(books), [hold])
    assert between(REGION, START, END, FUND).glances(FUND) == [expected]
    after = finance()
    later = type(after)(after.actor, after.found, after.at + timedelta(days=400))
    closed = actions.close_year(later, FUND, 2026, terms(later))
    assert isinstance(closed, list), closed
    [made] = between(REGION, START, END, FUND).glances(FUND)
    assert (made.flows, made.surplus) == (expected.flows, expected.surplus)


@pytest.mark.usefixtures("piers")
def test_what_is_taken_back_counts_as_not_done() -> None:
    by = finance()
    assert actions.take_back(by, 5, same("错"), terms(by)) == 11
    [made] = between(REGION, START, END, FUND).glances(FUND)
    assert (made.flows["paid"], made.due, made.cash) == (50_000, 90_000, 27_823)


def test_every_page_says_it_and_links_to_where_it_is_summed_from(clerk: Client) -> None:
    page = seen(clerk, FUNDS)
    assert "Pier fund 478.23 700.00 40.00 438.23 50.00" in page
    assert "Toll pool proposed" in page
    page = seen(clerk, PIERS)
    assert "In hand: 478.23 yuan, of which 438.23 are free" in page
    assert "Weston 500.00 200.00 300.00 77.00" in page
    assert "nets Easton: granted, not yet accounted for (Nets) 40.00 yuan" in page
    assert "by: the same from each" in page
    html = clerk.get(PIERS).content.decode()
    for link in set(re.findall(rf'href="({FUNDS}[^"#]+)', html)):
        assert clerk.get(link.replace("&amp;", "&")).status_code == 200, link
    page = seen(clerk, f"{PIERS}accounts/{YEAR}&figure=due")
    assert "Sum of what is listed yuan 0.00 1,500.00 800.00 700.00" in page
    page = seen(clerk, f"{PIERS}accounts/{FUND}:cash/?at=2026-01-31")
    assert "Opening 0.00 yuan, took in 777.00, gave 0.00, closing 777.00 yuan" in page
    page = seen(clerk, f"{PIERS}transfers/?flow=paid")
    assert "What is listed comes to 700.00 yuan paid" in page
    page = seen(clerk, f"{PIERS}transfers/9/")
    assert "湖办〔2026〕2号" in page
    assert "Comes from grant 1 " in page
    page = seen(clerk, f"{FUNDS}parties/{EASTON}/")
    assert "Boathouse nothing 50.00 yuan granted 300.00 yuan , accounted for 250.00 yuan" in page
    assert "nets 40.00 yuan" in page


def test_an_earlier_day_another_year_and_what_is_no_day(clerk: Client) -> None:
    assert "In hand: 777.00 yuan, of which 777.00 are free" in seen(clerk, f"{PIERS}?at=2026-02-01")
    assert "In hand: 0.00 yuan" in seen(clerk, f"{PIERS}?year=2025")
    assert "2026-02-01 is not a day of 2025" in seen(clerk, f"{PIERS}?year=2025&at=2026-02-01")
    assert "year: ２０２６ is no year" in seen(clerk, f"{PIERS}?year=２０２６")
    assert "not in force" in seen(clerk, f"{PIERS}?year=2003")


@pytest.mark.parametrize(
    "address",
    [
        f"{FUNDS}council/",
        f"{FUNDS}no-fund/",
        f"{PIERS}accounts/990100:loot/",
        f"{PIERS}accounts/990100:interest/",
        f"{PIERS}transfers/99/",
        f"{FUNDS}toll-pool/transfers/1/",
        f"{FUNDS}parties/330100/",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(clerk: Client, address: str) -> None:
    assert clerk.get(address).status_code == 404


def test_text_narrows_the_transfers_and_the_files_are_the_page(clerk: Client) -> None:
    assert "2 of 2 shown" in seen(clerk, f"{PIERS}transfers/?text=缴款")
    assert "1 of 1 shown" in seen(clerk, f"{PIERS}transfers/?text=300.00")
    written = clerk.get(f"{PIERS}transfers.csv?text=拨付").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(written))
    assert (row["words_zh"], row["amount"], row["unit"]) == ("'=拨付", "300.00", "CNY")
    sheet = load_workbook(io.BytesIO(clerk.get(f"{FUNDS[:-1]}.xlsx").content)).worksheets[0]
    assert [cell.value for cell in sheet[2]][1:] == ["Pier fund", 478.23, 700, 40, 438.23, 50]
    statement = clerk.get(f"{PIERS}accounts/{FUND}:cash/statement.csv").content.decode("utf-8-sig")
    assert [line["balance"] for line in csv.DictReader(io.StringIO(statement))][-1] == "478.23"
    about = load_workbook(
        io.BytesIO(clerk.get(f"{PIERS}accounts/{FUND}:cash/statement.xlsx").content)
    ).worksheets[1]
    assert ("Closing balance", "478.23 CNY") in [(a.value, b.value) for a, b in about.iter_rows()]


def test_the_books_go_out_whole(clerk: Client) -> None:
    answer = clerk.get(f"{PIERS}books.journal")
    assert 'filename="lake-district-pier-fund-rehearsal.journal"' in answer["Content-Disposition"]
    assert "Assets:Pier-fund:Cash:Pier-fund  0 CNY = 478.23 CNY" in answer.content.decode()
    assert (
        "balance Assets:Pier-fund:Cash:Pier-fund  777.00 CNY"
        in clerk.get(f"{PIERS}books.beancount?at=2026-01-31").content.decode()
    )
    book = load_workbook(io.BytesIO(clerk.get(f"{PIERS}books.xlsx").content))
    assert book.sheetnames == ["balances", "transfers", "legs", "Provenance"]
    assert [sheet.max_row for sheet in book.worksheets[:3]] == [9, 11, 21]
    words = book["transfers"]["D10"]
    assert (words.value, words.data_type, words.quotePrefix) == ("=拨付*", "s", True)
    said = {row[0].value: row[1].value for row in book["Provenance"].iter_rows()}
    assert said["What it is"] == "rehearsal: it holds examples; cite nothing of it as fact"
    assert said["End of the chain"] == queries.chain_end(REGION)


def test_finance_books_what_comes_outside_a_notice(clerk: Client) -> None:
    answer = clerk.post(f"{PIERS}book/", INTEREST)
    assert answer["Location"] == f"{PIERS}transfers/11/"
    kept = queries.numbered(REGION, [11])[11].transfer
    assert (kept.event, kept.booked, kept.key) == (date(2026, 2, 1), DAY.date(), f"{FUND}/J-2")
    assert {str(leg.account): leg.amount for leg in kept.legs} == {
        "pier-fund:pier-fund:cash": 123_450,
        "pier-fund:pier-fund:interest": -123_450,
    }
    assert clerk.post(f"{PIERS}book/", INTEREST)["Location"] == f"{PIERS}transfers/11/"
    given = {**INTEREST, "kind": "given", "party": WESTON, "voucher": "J-3", "amount": "¥5"}
    assert clerk.post(f"{PIERS}book/", given).status_code == 302
    spent = {**INTEREST, "kind": "spent", "voucher": "J-4", "amount": "10"}
    assert clerk.post(f"{PIERS}book/", spent).status_code == 302
    [made] = between(REGION, START, END, FUND).glances(FUND)
    assert (made.flows["given"], made.flows["interest"], made.flows["spent"]) == (
        8_200,
        123_573,
        1_000,
    )
    assert verification().holds


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"amount": "1,23"}, "“Amount (yuan)” should be an amount above zero"),
        ({"amount": "１２.00"}, "“Amount (yuan)” should be an amount above zero"),
        ({"amount": "0"}, "“Amount (yuan)” should be an amount above zero"),
        ({"amount": "1.005"}, "two decimals at most"),
        ({"amount": "99999999999999999"}, "should be an amount above zero"),
        ({"kind": "given"}, "Please choose from whom it came"),
        ({"kind": "given", "party": "330100"}, "has no such choice"),
        ({"kind": "granted"}, "has no such choice"),
        ({"event": "2026-02-30"}, "should be a day"),
        ({"event": "2004-12-31"}, "exists from 2005-01-01"),
        ({"event": "2026-03-09", "booked": "2026-03-10"}, "later than today (2026-03-02)"),
        ({"event": "2026-03-02", "booked": "2026-03-01"}, "before it happened"),
        ({"words_zh": ""}, "Please fill in “For what (Chinese)”"),
        ({"voucher": ""}, "Please fill in “Voucher”"),
        ({"voucher": "J-1"}, "is booked as transfer 8 and says something else"),
        ({"kind": "spent", "amount": "438.24"}, "below its floor"),
    ],
)
def test_what_is_wrong_in_the_form_is_said(clerk: Client, change: dict[str, str], why: str) -> None:
    answer = clerk.post(f"{PIERS}book/", {**INTEREST, **change})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert len(queries.transfers(REGION)) == 10


def test_a_closed_year_takes_nothing_from_the_form(clerk: Client) -> None:
    by = finance()
    assert actions.close_year(by, FUND, 2025, terms(by)) == []
    old = {**INTEREST, "event": "2025-12-30", "booked": "2025-12-31"}
    assert "is closed for 2025" in clerk.post(f"{PIERS}book/", old).content.decode()


def test_finance_takes_back_what_it_booked_itself(clerk: Client) -> None:
    clerk.post(f"{PIERS}book/", INTEREST)
    page = seen(clerk, f"{PIERS}transfers/11/")
    assert "Take it back" in page
    back = f"{PIERS}transfers/11/take-back/"
    assert "Please fill in “Why”" in clerk.post(back, {"why_zh": ""}).content.decode()
    answer = clerk.post(back, {"why_zh": "记错", "why_en": "wrong"})
    assert answer["Location"] == f"{PIERS}transfers/12/"
    assert "transfer 11 is taken back: wrong" in seen(clerk, f"{PIERS}transfers/12/")
    page = seen(clerk, f"{PIERS}transfers/11/")
    assert "Taken back by transfer 12" in page
    assert "Take it back" not in page
    assert "taken back" in seen(clerk, f"{PIERS}transfers/?text=二月")
    again = clerk.post(back, {"why_zh": "记错"})
    assert (again.status_code, "already, by transfer 12" in again.content.decode()) == (422, True)
    counter = clerk.get(f"{PIERS}transfers/12/take-back/")
    assert "is itself the counter-entry of 11" in counter.content.decode()


def test_what_a_dossier_booked_is_put_right_there(clerk: Client) -> None:
    assert "Take it back" not in seen(clerk, f"{PIERS}transfers/9/")
    answer = clerk.post(f"{PIERS}transfers/9/take-back/", {"why_zh": "错"})
    assert (answer.status_code, "in the course of grant 1" in answer.content.decode()) == (
        422,
        True,
    )


def test_the_close_of_a_year_is_not_taken_back(clerk: Client) -> None:
    by = finance()
    old = on(date(2025, 5, 1), "利息", 500, own(FUND, "interest"), CASH)
    actions.book(by, [old], terms(by))
    assert actions.close_year(by, FUND, 2025, terms(by)) == [12]
    answer = clerk.get(f"{PIERS}transfers/12/take-back/")
    assert "close of a year is not taken back" in answer.content.decode()


@pytest.mark.usefixtures("piers")
def test_others_look_and_book_nothing(enter: Enter, client: Client) -> None:
    assert client.get(PIERS).status_code == 403
    liaison = enter("liaison")
    page = seen(liaison, FUNDS)
    assert "What Easton owes and is owed" in page
    assert "Book something" not in seen(liaison, PIERS)
    assert liaison.post(f"{PIERS}book/", INTEREST).status_code == 403
    menu = liaison.get(FUNDS).content.decode().split("</nav>")[0]
    assert f'<a href="{FUNDS}" aria-current="page">Funds</a>' in menu


@pytest.mark.usefixtures("db")
def test_a_record_has_no_funds_to_look_at(enter: Enter) -> None:
    load(lakes_with_a_fund("record"))
    browser = enter("finance")
    assert browser.get(FUNDS).status_code == 404
    assert FUNDS not in browser.get(f"/regions/{REGION}/").content.decode()


PAGES = (
    FUNDS,
    PIERS,
    f"{FUNDS[:-1]}.csv",
    f"{PIERS}accounts/",
    f"{PIERS}accounts/{FUND}:cash/",
    f"{PIERS}transfers/",
    f"{PIERS}transfers/1/",
    f"{PIERS}books.xlsx",
    f"{FUNDS}parties/{EASTON}/",
)


def test_a_page_asks_no_more_where_more_is_booked(clerk: Client) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert clerk.get(address).status_code == 200, address
        return len(made)

    clerk.get(FUNDS)
    before = {address: asked(address) for address in PAGES}
    by = finance()
    more = [
        on(date(2026, 2, 1), f"第{n}笔", 100 + n, Account(FUND, party, "given"), CASH)
        for n in range(20)
        for party in (EASTON, WESTON, NORHAM, BOATHOUSE)
    ]
    assert isinstance(actions.book(by, more, terms(by)), list)
    after = {address: asked(address) for address in PAGES}
    assert {address: n for address, n in after.items() if n > before[address]} == {}
    assert max(after.values()) <= 16, after


@pytest.mark.usefixtures("piers")
def test_a_partys_part_is_there_for_its_desk() -> None:
    parts = {each.of.party: each for each in of_party(REGION, EASTON, START, END)}
    assert parts.keys() == {EASTON, BOATHOUSE}
    assert (parts[BOATHOUSE].of.outstanding, parts[BOATHOUSE].unit) == (5_000, "CNY")


def test_a_citys_desk_says_what_it_owes_the_funds(clerk: Client) -> None:
    page = seen(clerk, f"/regions/{REGION}/road/desks/{WESTON}/")
    assert "Funds Pier fund Weston owes 300.00 yuan" in page
    page = seen(clerk, f"/regions/{REGION}/road/desks/{BOATHOUSE}/")
    assert "still to account for 50.00 yuan" in page
