"""Ways around the ledger's guard, tried with raw SQL: each is refused."""

# ruff: noqa: ISC004, S608  # raw SQL is what is tried here

import pytest
from django.db import DatabaseError, transaction

from ledgers import DAY, account, ask, booked
from lianxi.portal.ledger import guard
from raw import BALANCED, POSTGRESQL, SQLITE, UNEVEN, Script, leg, plain, run, seal


@pytest.fixture
def three(db: None) -> None:
    """Three accounts, and a transfer of 5 from the first to the second."""
    for number, party in enumerate(("310000", "320000", "330000"), 1):
        account(number, party)
    booked(1, -5, 5)


def rows() -> list[list[tuple[object, ...]]]:
    """All that counts."""
    tables = ("account", "transfer", "leg", "total", "hold", "resolution", "closing")
    return [ask(f"SELECT * FROM ledger_{table} ORDER BY id") for table in tables]


BOTH: dict[str, Script] = {
    "unbalanced": (*UNEVEN, seal()),
    "unbalanced, and asks for it back": (*UNEVEN, seal(then=" RETURNING id")),
    "unbalanced, or nothing": (*UNEVEN, seal(then=" ON CONFLICT DO NOTHING")),
    "units that differ by case": (leg(1, -7), leg(2, 7, unit="cny"), seal()),
    "units that differ by a space": (leg(1, -7), leg(2, 7, unit="CNY "), seal()),
    "an amount that is not there": (leg(1, "NULL"), leg(2, 7), seal()),
    "amounts whose sum wraps around": (
        *(leg(n, 2**62, account=n % 3 + 1) for n in range(1, 5)),
        seal(),
    ),
    "amounts beyond the edge": (leg(1, 2**63), leg(2, -(2**63)), seal()),
    "one more leg of what is sealed": (leg(3, 5, of=1),),
    "a leg in place of another": (
        leg(1, 77, of=1, then=" ON CONFLICT (transfer_id, n) DO UPDATE SET amount = 77"),
    ),
    "a transfer in place of another": (
        *BALANCED,
        seal(1, then=" ON CONFLICT (id) DO UPDATE SET booked = '2013-01-01'"),
    ),
    "its number taken again": (*BALANCED, seal(number=1)),
    "legs whose seal was rolled back": (*BALANCED, "SAVEPOINT s", seal(), "ROLLBACK TO s"),
    "a leg rolled back before the seal": (
        *(leg(1, -7), "SAVEPOINT s", leg(2, 7), "ROLLBACK TO s"),
        seal(),
    ),
    "a leg added after a savepoint": (*BALANCED, seal(), "SAVEPOINT s", leg(3, 1)),
    "an account taken away and put back": ("DELETE FROM ledger_account WHERE id = 3",),
    "an account of another fund": ("UPDATE ledger_account SET fund = 'other' WHERE id = 1",),
    "an account's number changed": ("UPDATE ledger_account SET id = -id",),
    "an account that is not there": (leg(1, -7), leg(2, 7, account=99), seal()),
    "a day of its own": (leg(1, -7, day="2012-05-02"), leg(2, 7, day="2012-05-02"), seal()),
    "booked before it happened": (*BALANCED, seal(event="2012-05-02")),
    "nobody's day": (
        *(leg(1, -7, day="2012-02-30"), leg(2, 7, day="2012-02-30")),
        seal(day="2012-02-30"),
    ),
    "an amount of zero": (*BALANCED, leg(3, 0), seal()),
    "legs below zero of nothing": (leg(1, -7, of=-1), leg(2, 7, of=-1)),
}
IN_SQLITE: dict[str, Script] = {
    "a number that SQLite gives only later": (
        *(leg(1, -7, of=-1), leg(2, 7, of=-1), leg(1, 500), leg(2, 1)),
        seal("NULL"),
        seal(-1, number=3),
    ),
    "a replaced leg": (leg(1, 77, of=1, verb="REPLACE"),),
    "a replaced leg, by its key": (
        "INSERT OR REPLACE INTO ledger_leg SELECT id, 9, n, account_id, unit, 7, day "
        "FROM ledger_leg WHERE n = 1",
    ),
    "a replaced transfer": (*BALANCED, seal(1, verb="INSERT OR REPLACE")),
    "replaced, with deletes that fire": (
        "PRAGMA recursive_triggers = ON",
        "UPDATE OR REPLACE ledger_leg SET n = 1",
    ),
    "a leg at the place of another": ("UPDATE OR REPLACE ledger_leg SET id = 1 WHERE n = 2",),
    "unbalanced, ignored": (*UNEVEN, seal(verb="INSERT OR IGNORE")),
    "unbalanced, or failed": (*UNEVEN, seal(verb="INSERT OR FAIL")),
    "a fraction": (leg(1, -0.5), leg(2, 0.5), seal()),
    "a text": (leg(1, "'much'"), leg(2, "'little'"), seal()),
    "bytes": (leg(1, "x'37'"), leg(2, -7), seal()),
    "the largest fraction": (leg(1, "9e18"), leg(2, "-9e18"), leg(3, "1e300"), seal()),
    "words that are bytes": (*BALANCED, seal(words="x'ff'")),
    "a party that is bytes": (
        "INSERT INTO ledger_account (region, fund, party, purpose, matter) "
        "VALUES ('lakes', 'fund', x'ff', 'cash', '')",
    ),
    "a year before the first": (
        *(leg(1, -7, day="0000-05-01"), leg(2, 7, day="0000-05-01")),
        seal(day="0000-05-01"),
    ),
    "a view in place of the legs": (
        "CREATE TEMP VIEW ledger_leg AS SELECT 1 AS id, 2 AS transfer_id, 1 AS n, 1 AS account_id, "
        f"'CNY' AS unit, 0 AS amount, '{DAY}' AS day",
        *(leg(1, -7, into="main.ledger_leg"), leg(2, 8, into="main.ledger_leg")),
        seal(into="main.ledger_transfer"),
    ),
    "a closing replaced by its transfer": (
        "INSERT INTO ledger_closing (region, fund, year, transfer_id, digest) "
        "VALUES ('lakes', 'fund', 2012, 1, '')",
        "REPLACE INTO ledger_closing (region, fund, year, transfer_id, digest) "
        "VALUES ('lakes', 'fund', 2013, 1, '')",
    ),
    "legs turned in by a trigger": (
        "CREATE TEMP TRIGGER more BEFORE INSERT ON ledger_transfer BEGIN "
        f"INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
        f"VALUES (NEW.id, 9, 3, 'CNY', 500, '{DAY}'); END",
        *BALANCED,
        seal(),
    ),
}
IN_POSTGRESQL: dict[str, Script] = {
    "a table in place of the legs": (
        "CREATE TEMP TABLE ledger_leg (LIKE public.ledger_leg INCLUDING ALL)",
        *BALANCED,
        *(leg(1, -7, into="public.ledger_leg"), leg(2, 8, into="public.ledger_leg")),
        seal(into="public.ledger_transfer"),
    ),
    "a path that leads elsewhere": (
        "CREATE SCHEMA elsewhere",
        "CREATE TABLE elsewhere.ledger_leg (LIKE public.ledger_leg INCLUDING ALL)",
        "SET LOCAL search_path = elsewhere, public",
        *BALANCED,
        *(leg(1, -7, into="public.ledger_leg"), leg(2, 8, into="public.ledger_leg")),
        seal(into="public.ledger_transfer"),
    ),
    "emptied behind a table of the same name": (
        "CREATE TEMP TABLE ledger_leg (LIKE public.ledger_leg INCLUDING ALL)",
        "SET CONSTRAINTS ALL IMMEDIATE",
        "TRUNCATE public.ledger_leg CASCADE",
    ),
    "all at once, the seal first": (
        f"WITH t AS ({seal(then=' RETURNING id')}), "
        f"a AS ({leg(1, -7)} RETURNING id), b AS ({leg(2, 8)} RETURNING id) SELECT * FROM t, a, b",
    ),
    "all at once, one more leg": (
        *BALANCED,
        f"WITH t AS ({seal(then=' RETURNING id')}), a AS ({leg(3, 8)} RETURNING id) "
        "SELECT * FROM t, a",
    ),
    "merged": (
        *UNEVEN,
        "MERGE INTO ledger_transfer t USING (SELECT 2 AS id) s ON t.id = s.id "
        "WHEN NOT MATCHED THEN INSERT (id, region, number, event, booked, known, words_zh, "
        "words_en, document, source, key, digest) "
        f"VALUES (2, 'lakes', 2, '{DAY}', '{DAY}', '', '', '', '', '', '', '')",
    ),
    "merged into what is kept": (
        "MERGE INTO ledger_leg l USING (SELECT 1 AS n) s ON l.n = s.n "
        "WHEN MATCHED THEN UPDATE SET amount = 9",
    ),
    "references asked for early": ("SET CONSTRAINTS ALL IMMEDIATE", leg(1, -7)),
    "a function that adds a leg as the seal returns": (
        "CREATE FUNCTION pg_temp.more() RETURNS int LANGUAGE sql VOLATILE AS "
        f"$$ {leg(3, 500)} RETURNING 1 $$",
        *BALANCED,
        seal(then=" RETURNING pg_temp.more()"),
    ),
    "a trigger that turns in a leg": (
        "CREATE FUNCTION pg_temp.more() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {leg(3, 500)}; RETURN NULL; END $$",
        "CREATE TRIGGER zz AFTER INSERT ON ledger_transfer "
        "FOR EACH ROW EXECUTE FUNCTION pg_temp.more()",
        *BALANCED,
        seal(),
    ),
    "no day at all": (leg(1, -7, day="infinity"), leg(2, 7, day="infinity"), seal(day="infinity")),
    "a day before the common era": (leg(1, -7, day="0044-03-15 BC"),),
    "totals written": ("UPDATE ledger_total SET amount = amount + 1",),
    "totals upserted": (
        f"INSERT INTO ledger_total (account_id, unit, day, amount) VALUES (1, 'CNY', '{DAY}', 9) "
        "ON CONFLICT (account_id, unit, day) DO UPDATE SET amount = 9",
    ),
    "totals emptied": ("SET CONSTRAINTS ALL IMMEDIATE", "TRUNCATE ledger_total"),
    "everything emptied": ("SET CONSTRAINTS ALL IMMEDIATE", "TRUNCATE ledger_account CASCADE"),
    "a cascade": ("DELETE FROM ledger_leg USING ledger_account a WHERE a.id = account_id",),
}
CASES = [
    *(pytest.param(script, id=name) for name, script in BOTH.items()),
    *(pytest.param(script, id=name, marks=SQLITE) for name, script in IN_SQLITE.items()),
    *(pytest.param(script, id=name, marks=POSTGRESQL) for name, script in IN_POSTGRESQL.items()),
]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("script", CASES)
def test_it_is_refused_and_nothing_of_it_stays(script: Script) -> None:
    before = rows()
    with plain(), pytest.raises(DatabaseError), transaction.atomic():
        run(script)
    assert rows() == before
    assert guard.missing() == guard.strange() == guard.lost() == []
