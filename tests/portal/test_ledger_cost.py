"""What a posting costs does not grow with the ledger, and it counts however it was written."""

from collections.abc import Callable

import pytest
from django.db import connection

from ledgers import account, ask, booked, leg, sql

READ = """
SELECT SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables
WHERE relname LIKE 'ledger%%'
"""


def effort(of: Callable[[], None]) -> int:
    """How much the database does: tens of steps of SQLite's machine, rows read in PostgreSQL."""
    if connection.vendor == "postgresql":
        before = ask(READ)[0][0]
        of()
        return int(str(ask(READ)[0][0])) - int(str(before))
    steps = 0

    def stepped() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.connection.set_progress_handler(stepped, 10)
    of()
    connection.connection.set_progress_handler(None, 0)
    return steps


@pytest.fixture
def three(db: None) -> None:
    """Three accounts."""
    for number, party in enumerate(("310000", "320000", "330000"), 1):
        account(number, party)


@pytest.mark.usefixtures("three")
def test_a_posting_costs_the_same_in_a_small_ledger_and_in_a_larger_one() -> None:
    for number in range(1, 11):
        booked(number, -5, 5, key=f"voucher-{number}")
    small = effort(lambda: booked(11, -5, 5, key="voucher-11"))
    for number in range(12, 312):
        booked(number, -5, 5)
    large = effort(lambda: booked(312, -5, 5, key="voucher-312"))
    assert large < 1.5 * small


@pytest.mark.usefixtures("three")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no such words")
@pytest.mark.parametrize("how", ["INSERT OR REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL"])
def test_totals_follow_whatever_a_statement_wants_done_with_conflicts(how: str) -> None:
    booked(1, -5, 5)
    leg(2, 1, 1, -7)
    leg(2, 2, 2, 3)
    leg(2, 3, 2, 4)
    sql(
        f"{how} INTO ledger_transfer (id, region, number, event, booked, known, words_zh, "  # noqa: S608  # words of ours
        "words_en, document, source, key, digest) "
        "SELECT 2, region, 2, event, booked, known, words_zh, words_en, document, source, key, "
        "'sha256:2' FROM ledger_transfer"
    )
    assert ask("SELECT account_id, amount FROM ledger_total ORDER BY 1") == [(1, -12), (2, 12)]
