"""The edges of the ledger: of 64 bits, of a day, of a year, of the last fen."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from pytest_django import Settings

from ledgers import account, ask, leg, sql
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold
from lianxi.ledger.standing import Terms
from lianxi.ledger.transfer import LEGS_MAX, Leg, Transfer, move
from lianxi.portal.ledger import actions, guard, queries
from lianxi.portal.verification import verification
from road import EASTON, REGION, WESTON, actor, doing, load

FUND = "pier-fund"
TERMS = {FUND: Terms(date(2024, 1, 1))}
CASH, GIVEN = own(FUND, "cash"), Account(FUND, EASTON, "given")
CITY = Account(FUND, WESTON, "granted", "pier")
TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
MOST = 2**63 - 1


def on(*day: int, hour: int = 4, minute: int = 0) -> datetime:
    """An instant of Greenwich; Chinese time is eight hours later."""
    year, month, of = day
    return datetime(year, month, of, hour, minute, tzinfo=UTC)


def book(*bookings: Transfer, at: datetime = NOON) -> object:
    """The finance officer books."""
    return actions.book(doing(actor("finance"), at), bookings, TERMS)


def paid(amount: int, day: date = TODAY, **more: object) -> Transfer:
    """A city's payment into the fund."""
    return replace(move(same("缴款"), day, amount, GIVEN, CASH), **more)  # type: ignore[arg-type]


def aside(amount: int, until: date | None = None, since: date = TODAY, **more: object) -> object:
    """Some of the money in hand is set aside."""
    wanted = replace(Hold(CASH, CITY, amount, since, same("预留"), until), **more)  # type: ignore[arg-type]
    return actions.set_aside(doing(actor("finance"), NOON), wanted, TERMS)


def resolve(number: int, amount: int | None, at: datetime = NOON) -> object:
    """A hold is resolved."""
    return actions.resolve(doing(actor("finance"), at), number, TERMS, amount=amount)


def back(number: int, at: datetime = NOON) -> object:
    """A transfer is taken back."""
    return actions.take_back(doing(actor("finance"), at), number, same("冲销"), TERMS)


def refused(outcome: object) -> str:
    """Why, which is said in both languages."""
    assert isinstance(outcome, Refused), outcome
    zh, en = outcome.reason.zh, outcome.reason.en
    assert zh != en
    assert "{" not in zh + en
    return en


@pytest.fixture(autouse=True)
def _pier(db: None) -> None:
    load()


def many(n: int) -> Transfer:
    """A transfer of so many legs that balance."""
    matters = [Leg(replace(GIVEN, matter=f"m{each}"), -1) for each in range(n - 1)]
    return Transfer(same("缴款"), TODAY, TODAY, (Leg(CASH, n - 1), *matters))


def test_the_smallest_and_the_largest_amount_are_kept_and_verified() -> None:
    other = Account(FUND, WESTON, "given")
    edge = Transfer(
        same("边"), TODAY, TODAY, (Leg(GIVEN, -MOST - 1), Leg(CASH, MOST), Leg(other, 1))
    )
    assert book(edge) == [1]
    assert queries.balances(REGION, accounts=[GIVEN, CASH]) == {
        (GIVEN, "CNY"): -MOST - 1,
        (CASH, "CNY"): MOST,
    }
    assert verification().holds
    assert "64 bits" in refused(book(paid(1)))
    assert "64 bits" in refused(back(1))  # its least amount has no counterpart
    assert "64 bits" in refused(book(paid(MOST + 1)))


def test_a_thousand_legs_and_not_one_more() -> None:
    assert book(many(LEGS_MAX)) == [1]
    assert "at most 1000; here are 1001" in refused(book(many(LEGS_MAX + 1)))
    assert verification().holds


@pytest.mark.parametrize(
    ("booking", "why"),
    [
        (paid(-5), "below its floor"),
        (paid(5, date(2023, 12, 31)), "exists from 2024-01-01"),
        (paid(5, date(2026, 3, 3)), "2026-03-03 has not come yet"),
        (paid(5, event=date(2026, 3, 3), booked=date(2026, 3, 3)), "has not come yet"),
        (paid(5, legs=(Leg(Account(FUND, "990999", "given"), -5), Leg(CASH, 5))), "“990999”"),
        (paid(5, legs=(Leg(GIVEN, -5), Leg(own(FUND, "treasure"), 5))), "“treasure”"),
        (paid(5, legs=(Leg(GIVEN, -5, "cny"), Leg(CASH, 5, "cny"))), "does not count “cny”"),
        (paid(5, legs=(Leg(GIVEN, -5, "CNY "), Leg(CASH, 5, "CNY "))), "does not count “CNY ”"),
        (paid(5, key=" bank/17"), "has spaces around it"),
        (paid(5, key="k" * 121), "121 characters, there is room for 120"),
        (paid(5, document="文" * 101), "101 characters"),
        (paid(5, words=Bilingual("字" * 301, "w")), "301 characters"),
        (paid(5, words=Bilingual("缴款", "w" * 601)), "601 characters"),
        (paid(5, words=same("缴\0款")), "a character that can't be kept"),
        (paid(5, source="\ud800"), "a character that can't be kept"),
        (paid(5, reverses=1), "no transfer 1"),
    ],
)
def test_what_can_not_be_is_refused_with_its_reason(booking: Transfer, why: str) -> None:
    assert why in refused(book(booking))
    assert queries.transfers(REGION) == []


def test_a_fund_takes_from_its_first_day_and_leap_days_are_days() -> None:
    at = on(2028, 2, 29)
    assert book(paid(5, date(2024, 1, 1)), paid(7, date(2024, 2, 29)), at=at) == [1, 2]
    assert book(paid(9, date(2028, 2, 29)), at=at) == [3]
    assert queries.balances(REGION, accounts=[CASH], until=date(2024, 2, 28)) == {(CASH, "CNY"): 5}
    assert queries.balances(REGION, accounts=[CASH], until=date(2024, 2, 29)) == {(CASH, "CNY"): 12}


def test_the_year_ends_at_midnight_in_china() -> None:
    def close(at: datetime) -> object:
        return actions.close_year(doing(actor("finance"), at), FUND, 2026, TERMS)

    last = on(2026, 12, 31, hour=15, minute=59)
    first = on(2026, 12, 31, hour=16)
    assert book(paid(5, date(2026, 12, 31)), at=last) == [1]
    assert "2027-01-01 has not come" in refused(book(paid(5, date(2027, 1, 1)), at=last))
    assert "not over" in refused(close(last))
    assert close(first) == [2]
    assert book(paid(5, date(2027, 1, 1)), at=first) == [3]
    assert "closed for 2026" in refused(book(paid(5, date(2026, 12, 31)), at=first))
    assert verification().holds


def test_what_is_taken_back_after_its_year_is_closed_goes_into_this_year() -> None:
    last_year = date(2025, 5, 1)
    assert book(paid(5, last_year), paid(7)) == [1, 2]
    assert actions.close_year(doing(actor("finance"), NOON), FUND, 2025, TERMS) == [3]
    late = replace(paid(-5, last_year), reverses=1)
    assert "closed for 2025" in refused(book(late))
    assert refused(back(3)) == "the close of a year is not taken back"
    assert back(1) == 4
    assert queries.numbered(REGION, [4])[4].transfer.booked == TODAY
    assert verification().holds


def test_a_counter_entry_is_not_countered_nor_booked_before_what_it_takes_back() -> None:
    assert book(paid(5)) == [1]
    sooner = replace(paid(-5, date(2026, 3, 1)), reverses=1)
    assert "booked on 2026-03-02" in refused(book(sooner))
    assert back(1) == 2
    assert "itself takes transfer 1 back" in refused(back(2))
    assert "taken back already" in refused(back(1))


def test_the_last_fen_is_set_aside_once() -> None:
    assert book(paid(1)) == [1]
    assert aside(1) == 1
    assert "0.00 is free" in refused(aside(1))
    assert "-0.01 would be free" in refused(book(move(same("拨付"), TODAY, 1, CASH, CITY)))
    assert resolve(1, 1) == 2
    assert "0.00 is free" in refused(aside(1))
    assert verification().holds


def test_a_part_leaves_a_fen_that_is_free_again() -> None:
    assert book(paid(100)) == [1]
    assert aside(100) == 1
    assert "at most 1.00" in refused(resolve(1, 101))
    assert "more than zero" in refused(resolve(1, 0))
    assert resolve(1, 99) == 2
    assert aside(1) == 2
    assert "resolved already" in refused(resolve(1, 1))


def test_a_hold_can_be_posted_on_its_very_last_day_and_not_after() -> None:
    assert book(paid(100)) == [1]
    assert aside(60, until=date(2026, 6, 30)) == 1
    assert aside(40, until=date(2026, 6, 30)) == 2
    assert resolve(1, 60, at=on(2026, 6, 30, hour=15, minute=59)) == 2
    assert "lapsed after 2026-06-30" in refused(resolve(2, 40, at=on(2026, 6, 30, hour=16)))
    assert resolve(2, None, at=on(2026, 6, 30, hour=16)) is None
    assert [each for (each,) in ask("SELECT how FROM ledger_resolution ORDER BY id")] == [
        "post",
        "lapse",
    ]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"amount": 0}, "more than zero"),
        ({"amount": -1}, "more than zero"),
        ({"amount": 2**63}, "is free"),
        ({"unit": "mu"}, "0.00 is free"),
        ({"unit": "cny"}, "more than zero"),
        ({"since": date(2026, 3, 3)}, "set nothing aside today"),
        ({"since": date(2026, 1, 1), "until": date(2026, 3, 1)}, "set nothing aside today"),
        ({"until": date(2026, 3, 1)}, "can't lapse on"),
        ({"target": CASH}, "stands in it twice"),
        ({"target": replace(CITY, purpose="treasure")}, "“treasure”"),
        ({"target": replace(CITY, party="990999")}, "“990999”"),
        ({"target": replace(CITY, fund="other")}, "no fund “other”"),
        ({"account": own("other", "cash")}, "no fund “other”"),
    ],
)
def test_what_could_never_be_posted_is_not_set_aside(wanted: dict[str, object], why: str) -> None:
    assert book(paid(100)) == [1]
    assert why in refused(aside(**{"amount": 5, **wanted}))  # type: ignore[arg-type]


def test_no_more_is_set_aside_than_the_floor_leaves() -> None:
    terms = {FUND: Terms(date(2024, 1, 1), floors={"cash": 10})}
    assert book(paid(100)) == [1]
    by = doing(actor("finance"), NOON)
    wanted = Hold(CASH, CITY, 91, TODAY, same("预留"))
    assert "below its floor of 0.10" in refused(actions.set_aside(by, wanted, terms))
    assert actions.set_aside(by, replace(wanted, amount=90), terms) == 1


def test_no_year_is_closed_behind_a_bookings_back() -> None:
    """Whoever read the fund's terms before the close books by what holds after it."""
    assert book(paid(5, date(2025, 5, 1))) == [1]
    read_before = dict(TERMS)
    assert actions.close_year(doing(actor("finance"), NOON), FUND, 2025, TERMS) == [2]
    late = [paid(5, date(2025, 5, 1))]
    by = doing(actor("finance"), NOON)
    assert "closed for 2025" in refused(actions.book(by, late, read_before))


def test_legs_that_a_raw_writer_left_for_the_next_transfer_are_not_taken_up() -> None:
    """Only with references switched off could they stay; they never count."""
    assert book(paid(5)) == [1]
    account(900, EASTON, REGION)
    account(901, WESTON, REGION)
    leg(2, 8, 900, -77, day=str(TODAY))
    leg(2, 9, 901, 77, day=str(TODAY))
    assert book(paid(7)) == [2]
    assert queries.balances(REGION) == {(GIVEN, "CNY"): -12, (CASH, "CNY"): 12}
    assert "2 legs of the ledger have no transfer (2)" in str(verification().problems)
    guard.taken_down(connection)
    sql("DELETE FROM ledger_leg WHERE transfer_id = 2")
    guard.put_up(connection)


def test_an_office_may_change_its_algorithm_in_the_middle_of_a_chain(settings: Settings) -> None:
    assert book(paid(100)) == [1]
    assert aside(60) == 1
    settings.DIGEST = "sm3"
    assert resolve(1, 60) == 2
    assert book(paid(5)) == [3]
    assert verification().holds
    settings.DIGEST = "sha256"
    assert verification().holds
