"""Grants on their pages and in the ledger: what is done and what is booked, or neither."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from granting import (
    ACCEPT,
    APPROVE,
    ASSESS,
    ASSESSED,
    BACK,
    CLOSE,
    FUND,
    FUND_ARTICLE,
    PASS,
    PAY,
    PAY_REST,
    SEND,
    TERMS,
    TODAY,
)
from killed import sweep
from ledgers import emptied
from lianxi.governance.authority import Actor, Refused
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_acts import Corrected, Released
from lianxi.governance.road.grant_state import Grant
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account, own
from lianxi.ledger.transfer import move
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.models import Dossier, Entry
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.grants import actions
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger import queries as books
from lianxi.portal.ledger.terms import terms
from lianxi.portal.verification import verification
from road import BOATHOUSE, DAY, EASTON, REGION, WESTON, actor, doing, live, load
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
CASH = own(FUND, "cash")
GRANTED = Account(FUND, BOATHOUSE, "granted", "ferry")
SPENT = Account(FUND, BOATHOUSE, "spent", "ferry")
TARGETS = "数量｜修复码头｜1座｜50\n时效指标\t完工时间\t6月底前\t20\n满意度|船户满意度|≥90%|20"


def somebody(role: str, name: str, party: str | None = None, days: int = 0) -> Doing:
    """Somebody of a name, some days on."""
    by = actor(role, party)
    return doing(Actor(name, same(name), by.appointments), DAY + timedelta(days=days))


BOATMAN = ("department-lead", "boatman", BOATHOUSE)
FINANCE, CASHIER = ("finance", "finance-1"), ("finance", "finance-2")
SECRETARY = ("secretariat", "secretary")
WHO = {
    type(PASS): FINANCE,
    type(APPROVE): SECRETARY,
    type(PAY): CASHIER,
    type(BACK): CASHIER,
    type(ACCEPT): FINANCE,
    type(ASSESSED): FINANCE,
    type(CLOSE): FINANCE,
    Corrected: FINANCE,
    Released: CASHIER,
}


@pytest.fixture
def funded(db: None) -> None:
    """A live region with a pier fund that has 4,000 yuan."""
    fund()


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database that a test commits to, with what it books emptied after it."""
    yield
    emptied()


def fund(article: str = FUND_ARTICLE) -> None:
    files = live()
    files["funds/pier-fund.toml"] = article
    load(files)
    by = somebody(*FINANCE)
    given = move(same("缴入"), TODAY, 400_000, Account(FUND, EASTON, "given"), CASH)
    assert ledger.book(by, [given], terms(by)) == [1]


def opened() -> Opened[Grant]:
    found = queries.opened(REGION, GRANT, 1)
    assert found is not None
    return found


def apply(amount: int = TERMS.amount) -> object:
    by = somebody(*BOATMAN)
    return actions.apply(by, FUND, BOATHOUSE, replace(TERMS, amount=amount))


def act(what: object) -> object:
    """Do something as whoever does it."""
    by = somebody(*WHO.get(type(what), BOATMAN))
    return actions.act(by, opened(), what)


def done(*acts: object) -> None:
    """Things that are all done."""
    assert isinstance(apply(), Dossier)
    for each in acts:
        outcome = act(each)
        assert isinstance(outcome, Dossier), outcome


def why(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def balance(account: Account) -> int:
    return books.balances(REGION, accounts=[account]).get((account, "CNY"), 0)


@pytest.mark.usefixtures("funded")
def test_the_money_follows_the_dossier() -> None:
    done(PASS, APPROVE)
    assert [hold.amount for _, hold in books.open_holds(REGION, FUND)] == [200_000, 100_000]
    for each in (PAY, PAY_REST, SEND, ACCEPT, BACK):
        assert isinstance(act(each), Dossier)
    assert (balance(CASH), balance(GRANTED), balance(SPENT)) == (150_000, 100_000, 150_000)
    assert books.open_holds(REGION, FUND) == []
    rest = replace(SEND, voucher="V-002", amount=100_000)
    for last in (rest, replace(ACCEPT, voucher="V-002"), ASSESS, ASSESSED, CLOSE):
        assert isinstance(act(last), Dossier)
    assert (opened().state.stage, balance(GRANTED)) == ("closed", 0)
    assert {each.transfer.source for each in books.coming_from(REGION, "grant/1")} == {"grant/1"}
    assert verification().holds


@pytest.mark.usefixtures("funded")
def test_an_audit_takes_a_voucher_back_and_books_what_stands() -> None:
    done(PASS, APPROVE, PAY, SEND, ACCEPT)
    assert isinstance(act(Corrected("V-001", 120_000, "审〔2027〕1号", "票据不合规")), Dossier)
    assert (balance(GRANTED), balance(SPENT)) == (80_000, 120_000)
    assert isinstance(act(Corrected("V-001", 0, "审〔2027〕2号", "全部不合规")), Dossier)
    assert (balance(GRANTED), balance(SPENT), opened().state.left) == (200_000, 0, 200_000)
    back = [each.transfer.reverses for each in books.coming_from(REGION, "grant/1")]
    assert back == [None, None, 3, None, 5]
    assert verification().holds


@pytest.mark.usefixtures("funded")
def test_nothing_is_approved_that_the_fund_has_not() -> None:
    done(PASS, APPROVE)
    assert isinstance(apply(100_001), Dossier)
    second = queries.opened(REGION, GRANT, 2)
    assert second is not None
    assert not isinstance(actions.act(somebody(*FINANCE), second, PASS), Refused)
    second = queries.opened(REGION, GRANT, 2)
    assert second is not None
    outcome = actions.act(somebody(*SECRETARY), second, replace(APPROVE, parts=(100_001,)))
    assert why(outcome) == "1000.00 is free, too little to set 1000.01 aside"
    assert Entry.objects.filter(dossier__number=2).count() == 2
    assert isinstance(act(Released(1, "停办")), Dossier)
    assert not isinstance(
        actions.act(somebody(*SECRETARY), second, replace(APPROVE, parts=(100_001,))), Refused
    )


@pytest.mark.usefixtures("db")
def test_what_the_article_does_not_allow_is_refused() -> None:
    article = FUND_ARTICLE.replace('account_within = "6 months"', 'to = ["ferry"]')
    fund(article.replace(', { by = "council" }', ""))
    by = somebody(*BOATMAN)
    assert why(apply()) == (
        "the fund's article does not say who approves this amount: nothing can be applied for"
    )
    other = replace(TERMS, amount=100, matter="treaty")
    assert why(actions.apply(by, FUND, BOATHOUSE, other)) == (
        "its article does not let the fund pay for this matter"
    )
    small = actions.apply(by, FUND, BOATHOUSE, replace(TERMS, amount=100))
    assert isinstance(small, Dossier)
    assert opened().state.body == "boats"
    assert isinstance(actions.apply(by, FUND, WESTON, replace(TERMS, amount=100)), Refused)


@pytest.mark.usefixtures("funded")
def test_a_payment_out_of_a_lapsed_hold_is_refused_and_nothing_is_kept() -> None:
    done(PASS, replace(APPROVE, until=TODAY + timedelta(days=10)))
    late = somebody("finance", "finance-2", days=11)
    assert why(actions.act(late, opened(), PAY)) == "what was set aside lapsed after 2026-03-12"
    assert opened().state.stage == "approved"
    assert (balance(CASH), verification().holds) == (400_000, True)


def test_a_payment_killed_anywhere_is_done_or_not(committed: None) -> None:
    def check() -> None:
        paid = opened().state.paid
        assert balance(GRANTED) == paid
        assert len(books.open_holds(REGION, FUND)) == (2 if not paid else 1)
        assert verification().holds

    fund()
    done(PASS, APPROVE)
    sweep(lambda: act(PAY), check)


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


APPLICATION: dict[str, object] = {
    "fund": FUND,
    "by": EASTON,
    "title": "修复东码头",
    "matter": "ferry",
    "amount": "3,000.00",
    "content": "木料和人工",
    "begins": str(TODAY),
    "ends": str(TODAY),
    "targets": TARGETS,
}


@pytest.mark.usefixtures("funded")
def test_a_grant_is_walked_on_its_pages(enter: Enter) -> None:
    liaison, finance, office = enter("liaison"), enter("finance"), enter("secretariat")
    assert post(liaison, "grants/new/", APPLICATION) == f"{ROAD}grants/1/"
    assert "check the application" in finance.get(f"{ROAD}desks/fund:{FUND}/").content.decode()
    assert "check the application" in finance.get(ROAD).content.decode()
    post(finance, "grants/1/check/", {"outcome": "passed", "note": "测算合理"})
    form = office.get(f"{ROAD}grants/1/approve/").content.decode()
    assert "3000.00" in form
    post(
        office,
        "grants/1/approve/",
        {"outcome": "approved", "parts": "2000.00\n1000.00", "document": "湖合办〔2026〕3号"},
    )
    today = str(queries.real_day())
    paid = {"part": "1", "amount": "2000.00", "document": "湖财〔2026〕5号", "day": today}
    post(finance, "grants/1/appropriate/", paid)
    report = SimpleUploadedFile("票.pdf", b"%PDF-1.4\n%%EOF\n")
    voucher = {"voucher": "V-001", "amount": "2000", "day": today, "text": "木料"}
    post(liaison, "grants/1/send-voucher/", {**voucher, "enclosures": [report]})
    post(finance, "grants/1/check-voucher/", {"voucher": "V-001", "outcome": "accepted"})
    post(finance, "grants/1/release/", {"part": "2", "why": "木料已够"})
    scores = {"actual_1": "1座", "score_1": "50", "actual_2": "7月", "score_2": "15.5"}
    scores |= {"note_2": "汛期", "actual_3": "96%", "score_3": "20", "text": "如期"}
    post(liaison, "grants/1/assess/", scores)
    post(finance, "grants/1/check-assessment/", {"outcome": "accepted"})
    post(finance, "grants/1/close/", {})
    page = liaison.get(f"{ROAD}grants/1/").content.decode()
    assert "The self-assessment comes to 95.5 points: excellent." in page
    assert "票.pdf" in page
    for paper in ("targets", "payment-1", "assessment"):
        assert liaison.get(f"{ROAD}grants/1/{paper}.docx").status_code == 200
    assert liaison.get(f"{ROAD}grants/1/payment-2.docx").status_code == 404
    listed = liaison.get(f"{ROAD}grants/").content.decode()
    assert "2,000.00" in listed
    assert liaison.get(f"{ROAD}grants.xlsx").status_code == 200
    assert verification().holds


@pytest.mark.usefixtures("funded")
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"amount": "三千"}, "should be an amount above zero"),
        ({"amount": "３０００"}, "should be an amount above zero"),
        ({"amount": "3,00.00"}, "should be an amount above zero"),
        ({"amount": "0.001"}, "should be an amount above zero"),
        ({"amount": "-5"}, "should be an amount above zero"),
        ({"amount": "99999999999999999999"}, "should be an amount above zero"),
        ({"amount": ""}, "Please fill in"),
        ({"targets": "数量｜码头｜1座"}, "line 1 of the targets needs four cells"),
        ({"targets": "美观｜码头｜1座｜90"}, "the kind in line 1 of the targets is one of"),
        ({"targets": "数量｜码头｜1座｜九十"}, "the points in line 1 of the targets"),
        ({"targets": "数量｜码头｜1座｜80"}, "should come to 90"),
        ({"matter": "treaty"}, "has no such choice"),
        ({"by": WESTON}, "has no such choice"),
        ({"fund": "sea-fund"}, "has no such choice"),
        ({"begins": "2026-13-01"}, "should be a day"),
    ],
)
def test_a_form_filled_in_wrongly_says_so(enter: Enter, sent: dict[str, object], said: str) -> None:
    assert said in post(enter("liaison"), "grants/new/", {**APPLICATION, **sent}, 422)
    assert not Dossier.objects.exists()


@pytest.mark.usefixtures("funded")
def test_a_page_costs_the_same_however_much_was_done(enter: Enter) -> None:
    done(PASS, APPROVE, PAY)
    client = enter("liaison")
    client.get(f"{ROAD}grants/1/")  # what is read once and kept is read
    counts = []
    for more in (
        (),
        (SEND, ACCEPT),
        (replace(SEND, voucher="V-2", amount=9), replace(BACK, amount=9)),
    ):
        for each in more:
            assert isinstance(act(each), Dossier)
        with CaptureQueriesContext(
            connection,
        ) as kept:
            assert client.get(f"{ROAD}grants/1/").status_code == 200
        counts.append(len(kept))
    assert counts[0] == counts[1] == counts[2]


@pytest.mark.usefixtures("funded")
def test_somebody_else_s_forms_are_refused(enter: Enter) -> None:
    done()
    assert enter("liaison").get(f"{ROAD}grants/1/check/").status_code == 403
    assert enter("finance").get(f"{ROAD}grants/1/approve/").status_code == 403
    assert enter("secretariat").get(f"{ROAD}grants/1/approve/").status_code == 422
    assert enter("liaison").get(f"{ROAD}grants/1/nothing/").status_code == 404


@pytest.mark.usefixtures("funded")
def test_the_api_answers_for_a_grant_with_all_that_belongs_to_it(enter: Enter) -> None:
    done(PASS, APPROVE, PAY, SEND)
    client = enter("finance")
    (brief,) = client.get(f"/api/v1/regions/{REGION}/grants?fund={FUND}").json()
    assert (brief["ref"], brief["paid"], brief["left"]) == ("grant/1", "2000.00", "2000.00")
    whole = client.get(f"/api/v1/regions/{REGION}/grants/1").json()
    assert [each["paid"] for each in whole["parts"]] == ["2000.00", None]
    assert [each["accepted"] for each in whole["vouchers"]] == [None]
    assert [each["points"] for each in whole["targets"]] == [50, 20, 20]
    act(ACCEPT)
    act(ASSESS)
    whole = client.get(f"/api/v1/regions/{REGION}/grants/1").json()
    assert (whole["vouchers"][0]["accepted"], whole["targets"][1]["score"]) == ("1500.00", "15")
    assert client.get(f"/api/v1/regions/{REGION}/grants/9").status_code == 404
    assert client.get(f"/api/v1/regions/{REGION}/grants?stage=lost").status_code == 422
