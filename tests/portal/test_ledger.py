"""The ledger: booked once, taken back by a counter-entry, set aside once, closed once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from at_once import at_once
from ledgers import ask, emptied, sql
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold
from lianxi.ledger.standing import Budget, Terms
from lianxi.ledger.transfer import Leg, Transfer, move
from lianxi.portal.backup import back_up, kept, restore
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.ledger import actions, guard, queries
from lianxi.portal.verification import verification
from road import DAY, EASTON, REGION, WESTON, actor, doing, live, load

FUND = "pier-fund"
CASH = own(FUND, "cash")
TERMS = {FUND: Terms(date(2024, 1, 1))}
WORDS = Bilingual("缴款", "paid in")
TODAY = date(2026, 3, 2)


def finance(at: datetime = DAY) -> Doing:
    """The finance officer acting."""
    return doing(actor("finance"), at)


def paid(amount: int = 100_000, party: str = EASTON, **more: object) -> Transfer:
    """A city's payment into the fund."""
    made = move(WORDS, TODAY, amount, Account(FUND, party, "given"), CASH)
    return replace(made, **more)  # type: ignore[arg-type]


def granted(amount: int, party: str = WESTON, matter: str = "pier") -> Transfer:
    """A grant to a city."""
    return move(same("拨付"), TODAY, amount, CASH, Account(FUND, party, "granted", matter))


def refused(outcome: object) -> str:
    """Why something was refused."""
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


@pytest.fixture
def pier(db: None) -> None:
    """A portal that holds the lakes, in which work is done."""
    load()


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The same, with what a test books emptied after it."""
    load()
    yield
    emptied()


@pytest.mark.usefixtures("pier")
def test_what_is_booked_counts_and_is_journaled() -> None:
    assert actions.book(finance(), [paid(), granted(30_000)], TERMS) == [1, 2]
    assert queries.balances(REGION, FUND) == {
        (Account(FUND, EASTON, "given"), "CNY"): -100_000,
        (Account(FUND, WESTON, "granted", "pier"), "CNY"): 30_000,
        (CASH, "CNY"): 70_000,
    }
    assert queries.balances(REGION, until=TODAY - timedelta(days=1)) == {}
    assert [each.number for each in queries.transfers(REGION, FUND)] == [1, 2]
    assert queries.transfers(REGION, account=CASH)[0].transfer == paid()
    assert verification().holds


@pytest.mark.usefixtures("pier")
@pytest.mark.parametrize(
    ("bookings", "why"),
    [
        ([granted(1)], "below its floor of 0.00"),
        ([paid(5), granted(6)], "-0.01 would be free"),
        ([paid(event=date(2023, 12, 31))], "exists from 2024-01-01"),
        ([paid(event=date(2026, 3, 3))], "before it happened"),
        ([paid(legs=(Leg(CASH, 5), Leg(Account(FUND, EASTON, "given"), -4)))], "0.01 CNY are left"),
        ([paid(0)], "is zero"),
        ([paid(2**63)], "64 bits"),
        ([paid(2**63 - 1), paid(1)], "64 bits"),
        ([paid(words=same(" "))], "say what it is for"),
        ([paid(legs=(Leg(CASH, 5),))], "at least two legs"),
        ([paid(legs=(Leg(CASH, 5), Leg(CASH, -5)))], "stands in it twice"),
        ([paid(legs=(Leg(CASH, 5, "yuan"), Leg(own(FUND, "due"), -5, "yuan")))], "does not count"),
        ([move(WORDS, TODAY, 5, Account("x", EASTON, "given"), own("x", "cash"))], "no fund “x”"),
        ([paid(key="a"), paid(key="a")], "stands in one batch twice"),
        ([paid(reverses=9)], "no transfer 9"),
    ],
)
def test_what_is_wrong_is_refused_with_its_reason_and_nothing_is_booked(
    bookings: list[Transfer], why: str
) -> None:
    assert why in refused(actions.book(finance(), bookings, TERMS))
    assert queries.transfers(REGION) == []
    assert verification().holds


@pytest.mark.usefixtures("pier")
def test_only_finance_books() -> None:
    assert "only the finance" in refused(
        actions.book(doing(actor("liaison", EASTON)), [paid()], TERMS)
    )
    assert "sign in" in refused(actions.book(doing(None), [paid()], TERMS))


@pytest.mark.django_db
def test_a_record_has_no_ledger() -> None:
    load(live("record"))
    assert "for reading" in refused(actions.book(finance(), [paid()], TERMS))


@pytest.mark.usefixtures("pier")
def test_the_same_key_is_booked_once_and_another_content_is_held() -> None:
    one = paid(key="bank/2026/17")
    assert actions.book(finance(), [one], TERMS) == [1]
    assert actions.book(finance(), [paid(3), one], TERMS) == [2, 1]
    other = refused(actions.book(finance(), [paid(5, key="bank/2026/17")], TERMS))
    assert (
        other
        == "“bank/2026/17” is booked as transfer 1 and says something else; compare the two first"
    )
    assert len(queries.transfers(REGION)) == 2


@pytest.mark.usefixtures("pier")
def test_a_transfer_is_taken_back_once_and_whole() -> None:
    actions.book(finance(), [paid()], TERMS)
    half = paid(-50_000, reverses=1)
    assert "each of its legs" in refused(actions.book(finance(), [half], TERMS))
    assert actions.take_back(finance(), 1, same("记错"), TERMS) == 2
    assert "taken back already" in refused(actions.take_back(finance(), 1, same("记错"), TERMS))
    assert "no transfer 7" in refused(actions.take_back(finance(), 7, same("记错"), TERMS))
    assert queries.balances(REGION) == {}
    assert queries.transfers(REGION)[1].transfer.reverses == 1


@pytest.mark.usefixtures("pier")
def test_a_budget_bounds_what_is_granted_in_a_year() -> None:
    terms = {FUND: Terms(date(2024, 1, 1), budgets=(Budget(2026, 500, "pier"), Budget(2026, 600)))}
    assert actions.book(finance(), [paid(), granted(400)], terms) == [1, 2]
    assert "501" not in refused(actions.book(finance(), [granted(101)], terms))
    assert "budget of 6.00" in refused(
        actions.book(finance(), [granted(201, matter="road")], terms)
    )
    used = move(
        same("核销"), TODAY, 300, granted(1).legs[1].account, Account(FUND, WESTON, "spent", "pier")
    )
    assert isinstance(actions.book(finance(), [used, granted(100)], terms), list)


@pytest.mark.usefixtures("pier")
def test_what_is_set_aside_is_not_free_and_is_resolved_once() -> None:
    actions.book(finance(), [paid(1000)], TERMS)
    target = Account(FUND, WESTON, "granted", "pier")
    wanted = Hold(CASH, target, 600, TODAY, same("预留"), date(2026, 6, 30))
    assert actions.set_aside(finance(), wanted, TERMS) == 1
    assert "4.00 is free" in refused(actions.set_aside(finance(), wanted, TERMS))
    assert "below its floor" in refused(actions.book(finance(), [granted(401)], TERMS))
    assert "at most 6.00" in refused(actions.resolve(finance(), 1, TERMS, amount=601))
    assert actions.resolve(finance(), 1, TERMS, amount=500, document="拨〔2026〕1号") == 2
    assert "resolved already" in refused(actions.resolve(finance(), 1, TERMS))
    assert queries.balances(REGION, accounts=[CASH]) == {(CASH, "CNY"): 500}
    assert queries.open_holds(REGION) == []
    assert actions.book(finance(), [granted(500)], TERMS) == [3]
    assert verification().holds


@pytest.mark.usefixtures("pier")
def test_what_lapsed_is_free_again_and_can_not_be_posted() -> None:
    actions.book(finance(), [paid(1000)], TERMS)
    target = Account(FUND, WESTON, "granted", "pier")
    actions.set_aside(finance(), Hold(CASH, target, 600, TODAY, same("预留"), TODAY), TERMS)
    tomorrow = finance(DAY + timedelta(days=1))
    assert "lapsed" in refused(actions.resolve(tomorrow, 1, TERMS, amount=600))
    assert actions.book(tomorrow, [granted(1000)], TERMS) == [2]
    assert actions.resolve(tomorrow, 1, TERMS) is None
    assert ask("SELECT how FROM ledger_resolution") == [("lapse",)]
    assert verification().holds


@pytest.mark.usefixtures("pier")
def test_a_year_is_closed_once_and_takes_nothing_more() -> None:
    last_year = date(2025, 5, 1)
    actions.book(finance(), [paid(1000, event=last_year, booked=last_year)], TERMS)
    assert "not over" in refused(actions.close_year(finance(), FUND, 2026, TERMS))
    assert actions.close_year(finance(), FUND, 2025, TERMS) == [2]
    assert "not there yet" in refused(actions.close_year(finance(), FUND, 2023, TERMS))
    assert "closed already" in refused(actions.close_year(finance(), FUND, 2025, TERMS))
    closed = {FUND: Terms(date(2024, 1, 1), queries.closed_through(REGION, FUND))}
    late = paid(5, event=last_year, booked=last_year)
    assert "closed for 2025" in refused(actions.book(finance(), [late], closed))
    assert queries.balances(REGION, FUND) == {
        (CASH, "CNY"): 1000,
        (own(FUND, "surplus"), "CNY"): -1000,
    }
    assert verification().holds


@pytest.mark.usefixtures("pier")
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE ledger_transfer SET words_zh = '别的'", "is not what the journal says"),
        ("UPDATE ledger_leg SET amount = 2 * amount", "is not what its legs come to"),
        ("UPDATE ledger_account SET party = '1' WHERE party = '990100'", "what the journal says"),
        ("DELETE FROM ledger_leg WHERE n = 1", "transfer 1 of lake-district does not balance"),
        ("UPDATE ledger_total SET amount = 5", "given of lake-district on 2026-03-02"),
        ("UPDATE ledger_chain SET last = 7", "do not end where the chain does"),
        ("DELETE FROM ledger_chain", "do not end where the chain does"),
    ],
)
def test_what_is_changed_with_the_guard_lifted_is_found(change: str, found: str) -> None:
    actions.book(finance(), [paid()], TERMS)
    assert verification().holds
    guard.taken_down(connection)
    sql(change)
    guard.put_up(connection)
    assert any(found in each.en for each in verification().problems)


@pytest.mark.usefixtures("pier")
def test_a_guard_that_was_lifted_is_missed() -> None:
    guard.taken_down(connection)
    assert "the ledger's guard ledger_transfer_seals" in str(verification().problems)
    guard.put_up(connection)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL switches nothing off")
def test_legs_kept_with_references_off_do_not_count_and_are_found(
    committed: None,
) -> None:
    actions.book(finance(), [paid()], TERMS)
    before = queries.balances(REGION)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(
            "INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
            "SELECT 99, n, account_id, unit, 5, day FROM ledger_leg"
        )
        cursor.execute("PRAGMA foreign_keys = ON")
    assert queries.balances(REGION) == before
    assert "2 legs of the ledger have no transfer (99)" in str(verification().problems)


def test_two_at_once_book_one_after_the_other(committed: None) -> None:
    acts = [
        lambda n=n: actions.book(finance(), [paid(n, key=f"k{n // 2}")], TERMS) for n in range(1, 5)
    ]
    outcomes = at_once(*acts)
    numbers = sorted(each[0] for each in outcomes if isinstance(each, list))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 3  # k0: 1; k1: 2 or 3; k2: 4
    assert verification().holds


def test_a_hold_is_resolved_by_one_of_two(committed: None) -> None:
    actions.book(finance(), [paid(1000)], TERMS)
    target = Account(FUND, WESTON, "granted", "pier")
    actions.set_aside(finance(), Hold(CASH, target, 600, TODAY, same("预留")), TERMS)
    outcomes = at_once(*[lambda: actions.resolve(finance(), 1, TERMS, amount=600)] * 2)
    assert sorted(isinstance(each, Refused) for each in outcomes) == [False, True], outcomes
    assert verification().holds


def test_a_ledger_is_backed_up_and_restored_with_its_balances(
    committed: None, tmp_path: Path
) -> None:
    """Legs come back before the transfers that seal them; the totals follow by themselves."""
    actions.book(finance(), [paid(), granted(30_000)], TERMS)
    target = Account(FUND, WESTON, "granted", "pier")
    actions.set_aside(finance(), Hold(CASH, target, 600, TODAY, same("预留")), TERMS)
    actions.resolve(finance(), 1, TERMS, amount=500)
    before = queries.balances(REGION)
    back_up(tmp_path / "ledger.zip", DAY)
    emptied()
    for model in reversed(list(kept())):
        sql(f"DELETE FROM {model._meta.db_table}")  # noqa: S608  # names of ours
    assert queries.balances(REGION) == {}
    restore(tmp_path / "ledger.zip")
    assert queries.balances(REGION) == before
    assert verification().holds
    assert guard.missing() == []
    assert actions.book(finance(), [paid()], TERMS) == [4]
