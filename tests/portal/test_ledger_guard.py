"""The database itself refuses what does not balance, whoever writes and by whatever path."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ledgers import account, ask, booked, emptied, leg, seal, sql
from lianxi.portal.ledger import guard, guard_sqlite

LARGE = 2**62


@contextmanager
def refused(why: str | None = None) -> Iterator[None]:
    """What is done within is refused, and nothing of it stays."""
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        yield


@pytest.fixture
def three(db: None) -> None:
    """Three accounts."""
    for number, party in enumerate(("310000", "320000", "330000"), 1):
        account(number, party)


def totals() -> list[tuple[object, ...]]:
    return ask("SELECT account_id, unit, amount FROM ledger_total ORDER BY account_id, unit")


@pytest.mark.usefixtures("three")
def test_a_transfer_that_balances_is_kept_and_counts() -> None:
    booked(1, -500, 300, 200)
    booked(2, 40, -40)
    assert totals() == [(1, "CNY", -460), (2, "CNY", 260), (3, "CNY", 200)]
    assert guard.missing() == []


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("amounts", "why"),
    [
        ((-500, 499), "do not sum to zero"),
        ((500,), "two legs"),
        ((), "two legs"),
        ((LARGE, LARGE, -1), "do not sum to zero"),
        ((2**32, -(2**32) + 1), "do not sum to zero"),
        ((2**63 - 1, 2**63 - 1), "do not sum to zero"),
    ],
)
def test_what_does_not_balance_is_refused(amounts: tuple[int, ...], why: str) -> None:
    with refused(why):
        booked(1, *amounts)
    assert totals() == []


@pytest.mark.usefixtures("three")
def test_amounts_at_the_edge_of_64_bits_balance() -> None:
    booked(1, 2**63 - 1, -(2**63 - 1))
    booked(2, -(2**63) + 1, 2**63 - 1)
    assert totals() == [(1, "CNY", 0), (2, "CNY", 0)]


@pytest.mark.usefixtures("three")
def test_a_total_that_leaves_64_bits_is_refused() -> None:
    booked(1, 2**63 - 1, -(2**63 - 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        booked(2, 2**63 - 1, -(2**63 - 1))
    assert totals() == [(1, "CNY", 2**63 - 1), (2, "CNY", -(2**63 - 1))]


@pytest.mark.usefixtures("three")
def test_each_unit_balances_by_itself() -> None:
    leg(1, 1, 1, 5, unit="mu")
    leg(1, 2, 2, -5, unit="t")
    with refused("do not sum to zero"):
        seal(1)
    with refused("do not sum to zero"):
        leg(1, 3, 3, -5, unit="mu")
        seal(1)
    leg(1, 3, 3, -5, unit="mu")
    leg(1, 4, 3, 5, unit="t")
    seal(1)


@pytest.mark.usefixtures("three")
def test_a_sealed_transfer_takes_no_more_legs() -> None:
    booked(1, -5, 5)
    for amount in (7, -5):
        with refused("sealed"):
            leg(1, 3, 3, amount)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_leg SET amount = 6 WHERE n = 1",
        "UPDATE ledger_leg SET transfer_id = 2",
        "UPDATE ledger_leg SET account_id = 3 WHERE n = 2",
        "DELETE FROM ledger_leg WHERE n = 2",
        "UPDATE ledger_transfer SET booked = '2013-01-01'",
        "UPDATE ledger_transfer SET words_zh = '别的'",
        "DELETE FROM ledger_transfer",
        "UPDATE ledger_account SET party = '330100'",
        "DELETE FROM ledger_account WHERE id = 1",
    ],
)
def test_what_was_kept_is_neither_changed_nor_taken_away(change: str) -> None:
    booked(1, -5, 5)
    with refused("not changed"):
        sql(change)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(("day", "region"), [("2012-05-02", "lakes"), ("2012-05-01", "hills")])
def test_a_leg_is_of_its_transfers_day_and_region(day: str, region: str) -> None:
    with refused("of the day"):
        leg(1, 1, 1, -5, day=day)
        leg(1, 2, 2, 5, day=day)
        seal(1, region=region)


@pytest.mark.usefixtures("three")
def test_a_key_and_a_reversal_come_once() -> None:
    booked(1, -5, 5, key="voucher-1")
    with refused():
        booked(2, -5, 5, key="voucher-1")
    leg(2, 1, 1, 5)
    leg(2, 2, 2, -5)
    seal(2, reverses=1)
    with refused():
        leg(3, 1, 1, 5)
        leg(3, 2, 2, -5)
        seal(3, reverses=1)


@pytest.mark.usefixtures("three")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite replaces and takes any type")
@pytest.mark.parametrize(
    "change",
    [
        (
            "INSERT OR REPLACE INTO ledger_leg (id, transfer_id, n, account_id, unit, amount, day) "
            "SELECT id, 9, n, account_id, unit, 77, day FROM ledger_leg WHERE n = 1"
        ),
        (
            "INSERT OR REPLACE INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
            "VALUES (1, 1, 3, 'CNY', 77, '2012-05-01')"
        ),
        "REPLACE INTO ledger_transfer SELECT * FROM ledger_transfer",
        (
            "REPLACE INTO ledger_account (region, fund, party, purpose, matter) "
            "VALUES ('lakes', 'fund', '310000', 'cash', '')"
        ),
        "UPDATE OR REPLACE ledger_leg SET id = 1 WHERE id = 2",
        (
            "INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
            "VALUES (2, 1, 1, 'CNY', 0.5, '2012-05-01')"
        ),
        (
            "INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
            "VALUES (2, 1, 1, 'CNY', 'much', '2012-05-01')"
        ),
        (
            "INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
            "VALUES (2, 1, 1, 'CNY', 5, 'May')"
        ),
    ],
)
def test_sqlite_does_not_replace_behind_the_triggers(change: str) -> None:
    booked(1, -5, 5, key="voucher-1")
    with refused("ledger"):
        sql(change)


@pytest.mark.usefixtures("three")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own")
@pytest.mark.parametrize(
    "change",
    [
        "TRUNCATE ledger_leg CASCADE",
        "TRUNCATE ledger_transfer CASCADE",
        "UPDATE ledger_total SET amount = 0",
        "DELETE FROM ledger_total",
    ],
)
def test_postgresql_empties_nothing_and_keeps_the_totals(change: str) -> None:
    booked(1, -5, 5)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with refused("ledger"):
        sql(change)


@pytest.fixture
def outside(transactional_db: None) -> Iterator[None]:
    """Three accounts, and whatever a test commits; emptied after with the guard lifted."""
    for number, party in enumerate(("310000", "320000", "330000"), 1):
        account(number, party)
    yield
    emptied()


@pytest.mark.usefixtures("outside")
def test_no_transaction_ends_with_a_leg_that_has_no_transfer() -> None:
    with refused():
        leg(1, 1, 1, -5)
        leg(1, 2, 2, 5)
    assert ask("SELECT COUNT(*) FROM ledger_leg") == [(0,)]


@pytest.mark.usefixtures("outside")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one kind")
@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_whoever_does_not_see_a_seal_yet_joins_no_leg_to_it(isolation: str) -> None:
    """A session whose view of the ledger is older than the transfer that it adds to."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(f"BEGIN ISOLATION LEVEL {isolation}")
            cursor.execute("SELECT COUNT(*) FROM ledger_transfer")
            with transaction.atomic():
                booked(1, -5, 5)
            with pytest.raises(DatabaseError):  # noqa: PT012  # at once, or when it ends
                cursor.execute(
                    "INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
                    "VALUES (1, 3, 3, 'CNY', 500, '2012-05-01')"
                )
                cursor.execute("COMMIT")
    finally:
        other.close()
    assert ask("SELECT COUNT(*) FROM ledger_leg") == [(2,)]


@pytest.mark.usefixtures("outside")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no such file")
def test_a_schema_written_by_hand_is_found() -> None:
    """Whoever holds the file can write its schema: what is gone from there is missed."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'BEFORE', 'AFTER') "
            "WHERE name = 'ledger_leg_update'"
        )
        raw.commit()
    assert guard.missing() == ["ledger_leg_update"]
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'AFTER', 'BEFORE') "
            "WHERE name = 'ledger_leg_update'"
        )
        raw.commit()
    assert guard.missing() == []


@pytest.mark.usefixtures("three")
def test_a_guard_that_is_missing_or_says_something_else_is_found() -> None:
    guard.taken_down(connection)
    assert len(guard.missing()) >= len(guard_sqlite.FROZEN)
    guard.put_up(connection)
    assert guard.missing() == []
    sql(
        "DROP TRIGGER ledger_transfer_seals"
        + (" ON ledger_transfer" if connection.vendor == "postgresql" else "")
    )
    assert guard.missing() == ["ledger_transfer_seals"]
