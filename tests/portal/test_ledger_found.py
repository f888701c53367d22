"""What no trigger of a database can refuse: each is found, and named.

A case is what is done and a word of what the verification says of it then.
"""

# ruff: noqa: ISC004, S608  # raw SQL is what is tried here

from datetime import date

import pytest
from django.db import connection, transaction

from ledgers import DAY, account, sql
from lianxi.cli.main import run as run_command
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account
from lianxi.ledger.transfer import move
from lianxi.portal.journal.actions import record
from lianxi.portal.ledger import guard
from lianxi.portal.ledger.keeping import chain_of, keep
from lianxi.portal.verification import verification
from raw import BALANCED, KNOWN, POSTGRESQL, SQLITE, UNEVEN, Script, plain, run, seal
from road import DAY as NOW
from uploads import Enter

Found = tuple[Script, str]
FOUND: dict[str, Found] = {
    "a transfer of its own": ((*BALANCED, seal()), "transfer 2 of lakes was booked beside"),
    "a transfer with a digest, and a chain that ends in it": (
        (*BALANCED, seal(), "UPDATE ledger_chain SET last = 2, digest = 'sha256:2'"),
        "transfer 2 of lakes is not what was booked",
    ),
    "a hold beside the journal": (
        (
            "INSERT INTO ledger_hold (region, number, account_id, target_id, unit, amount, since, "
            f"words_zh, words_en, source, digest) VALUES ('lakes', 1, 1, 2, 'CNY', 9, '{DAY}', "
            "'', '', '', '')",
        ),
        "hold/lakes/1 is not in the journal",
    ),
    "a close beside the journal": (
        (
            "INSERT INTO ledger_closing (region, fund, year, digest) "
            "VALUES ('lakes', 'fund', 2012, '')",
        ),
        "closing/lakes/fund/2012 is not in the journal",
    ),
    "a chain that ends earlier": (
        ("UPDATE ledger_chain SET last = 0, digest = ''",),
        "transfer 1 of lakes was booked beside",
    ),
}
# With the guard lifted, and put up again.
LIFTED: dict[str, Found] = {
    "an amount": (
        ("UPDATE ledger_leg SET amount = 6 WHERE n = 2",),
        "transfer 1 of lakes does not balance",
    ),
    "both amounts and the totals": (
        (
            "UPDATE ledger_leg SET amount = 2 * amount",
            "UPDATE ledger_total SET amount = 2 * amount",
        ),
        "transfer 1 of lakes is not what was booked",
    ),
    "a leg that is gone": (("DELETE FROM ledger_leg WHERE n = 2",), "does not balance"),
    "all legs that are gone": (("DELETE FROM ledger_leg",), "transfer 1 of lakes does not balance"),
    "a transfer that is gone": (
        ("DELETE FROM ledger_transfer",),
        "2 legs of the ledger have no transfer (1)",
    ),
    "the day of a leg, with its total": (
        (
            "UPDATE ledger_leg SET day = '2013-05-01' WHERE n = 2",
            "UPDATE ledger_total SET day = '2013-05-01' WHERE account_id = 2",
        ),
        "leg 2 of transfer 1 of lakes is of another day",
    ),
    "an account of another region": (
        (
            "INSERT INTO ledger_account (id, region, fund, party, purpose, matter) "
            "VALUES (9, 'hills', 'fund', '320000', 'cash', '')",
            "UPDATE ledger_leg SET account_id = 9 WHERE n = 2",
            "UPDATE ledger_total SET account_id = 9 WHERE account_id = 2",
        ),
        "leg 2 of transfer 1 of lakes is of another day or region",
    ),
    "an account's party": (
        ("UPDATE ledger_account SET party = '310100' WHERE id = 1",),
        "transfer 1 of lakes is not what was booked",
    ),
    "two accounts that change places": (
        (
            "UPDATE ledger_account SET party = '0' WHERE id = 1",
            "UPDATE ledger_account SET party = '310000' WHERE id = 2",
            "UPDATE ledger_account SET party = '320000' WHERE id = 1",
        ),
        "transfer 1 of lakes is not what was booked",
    ),
    "an account's fund": (
        ("UPDATE ledger_account SET fund = 'other'",),
        "transfer 1 of lakes is not what was booked",
    ),
    "words": (
        ("UPDATE ledger_transfer SET words_en = 'other'",),
        "transfer 1 of lakes is not what was booked",
    ),
    "a digest": (
        ("UPDATE ledger_transfer SET digest = 'sha256:1'",),
        "transfer 1 of lakes is not what was booked",
    ),
    "a number": (("UPDATE ledger_transfer SET number = 2",), "transfer 1 of lakes is gone"),
    "a region": (
        ("UPDATE ledger_transfer SET region = 'hills'",),
        "leg 1 of transfer 1 of hills is of another day or region",
    ),
    "a unit, with its totals": (
        ("UPDATE ledger_leg SET unit = 'mu'", "UPDATE ledger_total SET unit = 'mu'"),
        "transfer 1 of lakes is not what was booked",
    ),
    "a total": (
        ("UPDATE ledger_total SET amount = 9 WHERE account_id = 1",),
        "the total of fund:310000:cash of lakes on 2012-05-01 in CNY",
    ),
    "totals that even out": (
        (
            "INSERT INTO ledger_total (account_id, unit, day, amount) "
            "VALUES (1, 'CNY', '2012-06-01', 9), (3, 'CNY', '2012-06-01', -9)",
        ),
        "the total of fund:330000:cash of lakes on 2012-06-01 in CNY",
    ),
    "totals that are gone": (
        ("DELETE FROM ledger_total WHERE account_id = 2",),
        "the total of fund:320000:cash of lakes on 2012-05-01 in CNY",
    ),
}
IN_SQLITE_LIFTED: dict[str, Found] = {
    "a fraction": (
        ("UPDATE ledger_leg SET amount = amount * 1.5",),
        "row 1 of ledger_leg can't be read",
    ),
    "fractions that even out": (
        ("UPDATE ledger_leg SET amount = amount * 1e300",),
        "row 2 of ledger_leg can't be read",
    ),
    "a total that is a text": (
        ("UPDATE ledger_total SET amount = 'much'",),
        "row 1 of ledger_total can't be read",
    ),
    "bytes for a party": (
        ("UPDATE ledger_account SET party = x'ff' WHERE id = 1",),
        "row 1 of ledger_account can't be read",
    ),
    "words that are no text": (
        ("UPDATE ledger_transfer SET words_zh = CAST(x'ff' AS TEXT)",),
        "transfer 1 of lakes is not what was booked",
    ),
    "nobody's day": (
        ("UPDATE ledger_transfer SET booked = 'May'", "UPDATE ledger_leg SET day = 'May'"),
        "row 1 of ledger_transfer can't be read",
    ),
}
IN_POSTGRESQL_LIFTED: dict[str, Found] = {
    "no day at all": (
        (
            "UPDATE ledger_transfer SET booked = 'infinity'",
            "UPDATE ledger_leg SET day = 'infinity'",
        ),
        "row 1 of ledger_transfer can't be read",
    ),
}
AS_IT_IS: dict[str, Found] = {  # SQLite, with nothing lifted
    "totals written": (("UPDATE ledger_total SET amount = amount + 1",), "the total of"),
    "a check passed over": (
        ("PRAGMA ignore_check_constraints = ON", *BALANCED, seal(event="2012-05-02")),
        "transfer 2 of lakes was booked beside",
    ),
    "a trigger that passes over the seal": (
        (
            "CREATE TEMP TRIGGER more BEFORE INSERT ON ledger_transfer BEGIN "
            "INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
            f"VALUES (NEW.id, 9, 3, 'CNY', 500, '{DAY}'); END",
            "CREATE TEMP TRIGGER skip AFTER INSERT ON ledger_transfer "
            "BEGIN SELECT RAISE(IGNORE); END",
            *BALANCED,
            seal(),
        ),
        "transfer 2 of lakes does not balance",
    ),
    "a trigger that stays": (
        ("CREATE TRIGGER skip AFTER INSERT ON ledger_transfer BEGIN SELECT RAISE(IGNORE); END",),
        "the database has skip on the ledger's tables",
    ),
    "an index that is gone": (
        ("DROP INDEX transfer_key_once",),
        "lacks the constraint transfer_key_once",
    ),
}
ALTERED: dict[str, Found] = {  # PostgreSQL, by whoever owns the tables
    "triggers switched off": (
        (
            *("SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE ledger_transfer DISABLE TRIGGER USER"),
            *("SET CONSTRAINTS ALL DEFERRED", *UNEVEN),
            seal(),
        ),
        "transfer 2 of lakes does not balance",
    ),
    "triggers left switched off": (
        ("SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE ledger_leg DISABLE TRIGGER USER"),
        "guard ledger_leg_joins",
    ),
    "references switched off": (
        ("SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE ledger_leg DISABLE TRIGGER ALL"),
        "ledger_leg (references)",
    ),
    "written as a replica": (
        (
            "SET LOCAL session_replication_role = replica",
            *UNEVEN,
            seal(),
            "SET LOCAL session_replication_role = origin",
        ),
        "transfer 2 of lakes does not balance",
    ),
    "a trigger that calls another function": (
        (
            "SET CONSTRAINTS ALL IMMEDIATE",
            "DROP TRIGGER ledger_transfer_seals ON ledger_transfer",
            "CREATE TRIGGER ledger_transfer_seals AFTER INSERT ON ledger_transfer "
            "REFERENCING NEW TABLE AS kept FOR EACH STATEMENT EXECUTE FUNCTION ledger_waits()",
        ),
        "guard ledger_transfer_seals",
    ),
    "a trigger that never is": (
        (
            "SET CONSTRAINTS ALL IMMEDIATE",
            "DROP TRIGGER ledger_leg_frozen ON ledger_leg",
            "CREATE TRIGGER ledger_leg_frozen BEFORE DELETE OR UPDATE ON ledger_leg "
            "FOR EACH ROW WHEN (false) EXECUTE FUNCTION ledger_frozen()",
        ),
        "guard ledger_leg_frozen",
    ),
    "a function that does nothing": (
        (
            "CREATE OR REPLACE FUNCTION ledger_frozen() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$",
        ),
        "guard ledger_leg_frozen",
    ),
    "a function that looks elsewhere": (
        ("ALTER FUNCTION ledger_seals() RESET search_path",),
        "guard ledger_transfer_seals",
    ),
    "a table under the totals": (
        (
            "SET CONSTRAINTS ALL IMMEDIATE",
            "CREATE TABLE more () INHERITS (ledger_total)",
            f"INSERT INTO more SELECT 9, 'CNY', '{DAY}', 5, 1",
        ),
        "the total of fund:310000:cash",
    ),
    "a table under the legs": (
        ("SET CONSTRAINTS ALL IMMEDIATE", "CREATE TABLE more () INHERITS (ledger_leg)"),
        "the database has more on the ledger's tables",
    ),
    "a rule": (
        (
            "SET CONSTRAINTS ALL IMMEDIATE",
            "CREATE RULE silence AS ON INSERT TO ledger_leg DO INSTEAD NOTHING",
        ),
        "the database has silence on the ledger's tables",
    ),
    "rows that are hidden": (
        ("SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE ledger_leg ENABLE ROW LEVEL SECURITY"),
        "ledger_leg (row security)",
    ),
    "a view in place of a table": (
        (
            "SET CONSTRAINTS ALL IMMEDIATE",
            "ALTER TABLE ledger_total RENAME TO kept_total",
            "CREATE VIEW ledger_total AS SELECT * FROM kept_total",
        ),
        "guard ledger_total_follows",
    ),
    "a constraint that is gone": (
        ("SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE ledger_hold DROP CONSTRAINT hold_once"),
        "lacks the constraint hold_once",
    ),
    "totals written by a trigger of another table": (
        (
            "CREATE TEMP TABLE other (n int)",
            "CREATE FUNCTION pg_temp.more() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN UPDATE ledger_total SET amount = amount + 1; RETURN NULL; END $$",
            "CREATE TRIGGER more AFTER INSERT ON other "
            "FOR EACH ROW EXECUTE FUNCTION pg_temp.more()",
            "INSERT INTO other VALUES (1)",
        ),
        "the total of fund:310000:cash",
    ),
}


def cases(*of: tuple[dict[str, Found], pytest.MarkDecorator | None]) -> list[object]:
    """Each as a case of its own, for the databases that it is of."""
    return [
        pytest.param(*found, id=name, marks=[mark] if mark else [])
        for these, mark in of
        for name, found in these.items()
    ]


@pytest.fixture
def chained(db: None) -> None:
    """Three accounts, and a transfer of 5 from the first to the second, as the portal books it."""
    parties = ("310000", "320000", "330000")
    for number, party in enumerate(parties, 1):
        account(number, party)
    first, second = (Account("fund", party, "cash") for party in parties[:2])
    chain = chain_of("lakes")
    keep(chain, [move(same("缴款"), date.fromisoformat(DAY), 5, first, second)], KNOWN)
    of, words = "ledger/lakes", same("记账")
    record(at=NOW, actor="finance", act="fund.book", subject=of, summary=words, after=chain.digest)
    assert verification().holds


def found(word: str) -> None:
    """The verification says it, and can be read in both languages."""
    problems = verification().problems
    assert any(word in each.en for each in problems), [each.en for each in problems]
    assert all(each.zh != each.en for each in problems)


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize(
    ("script", "word"), cases((FOUND, None), (AS_IT_IS, SQLITE), (ALTERED, POSTGRESQL))
)
def test_what_is_written_beside_the_portal_is_found(script: Script, word: str) -> None:
    with plain():
        run(script)
        found(word)


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize(
    ("script", "word"),
    cases((LIFTED, None), (IN_SQLITE_LIFTED, SQLITE), (IN_POSTGRESQL_LIFTED, POSTGRESQL)),
)
def test_what_is_changed_with_the_guard_lifted_is_named(script: Script, word: str) -> None:
    with transaction.atomic():
        guard.taken_down(connection)
        for statement in script:
            sql(statement)
        guard.put_up(connection)
        assert guard.missing() == []
        found(word)
        transaction.set_rollback(True)


@pytest.mark.usefixtures("lake_portal", "chained")
def test_the_command_and_the_journals_page_name_what_was_changed(
    enter: Enter, capsys: pytest.CaptureFixture[str]
) -> None:
    auditor = enter("auditor")
    guard.taken_down(connection)
    sql("UPDATE ledger_leg SET amount = 6 WHERE n = 2")
    guard.put_up(connection)
    with pytest.raises(SystemExit) as stop:
        run_command(["journal", "verify", "--lang", "en"])
    assert stop.value.code == 1
    told = " ".join(capsys.readouterr().out.split())
    page = auditor.get("/journal/").content.decode()
    chinese = auditor.get("/journal/", headers={"accept-language": "zh"}).content.decode()
    for where in (told, page):
        assert "transfer 1 of lakes does not balance" in where
        assert "the total of fund:320000:cash of lakes on 2012-05-01 in CNY" in where
    assert "lakes 第1笔账借贷不平" in chinese
