"""What the database itself refuses, whoever writes to it and by whatever path.

A transfer seals its legs. Its trigger demands two or more of them, of its own day, of accounts
that exist, that sum to zero in each unit; it adds them to the totals. No leg joins a transfer
that is sealed; nothing that was kept is changed or taken away; and a deferred reference lets no
transaction end with a leg that has no transfer.

How it is said to each database: `guard_sqlite.py`, `guard_postgresql.py`.
"""

import re
from collections.abc import Mapping

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from lianxi.portal.ledger import guard_postgresql, guard_sqlite
from lianxi.portal.ledger.columns import COLUMNS

_NAMES = re.compile(r'(?:CONSTRAINT|UNIQUE INDEX) "(\w+)"|^(ledger_\w+\.\w+)$')
TABLES = tuple(f"ledger_{table}" for table in COLUMNS)


def put_up(on: BaseDatabaseWrapper) -> None:
    """Set the guard of a database: for the migration, and for whoever lifted it."""
    with on.cursor() as cursor:
        if on.vendor == "sqlite":
            for text in guard_sqlite.TRIGGERS.values():
                cursor.execute(text)
            return
        for name, text in guard_postgresql.FUNCTIONS.items():
            cursor.execute(text)
            cursor.execute(
                "SELECT format('ALTER FUNCTION %%I() SET search_path = %%I, pg_temp', "
                "%s, current_schema())",
                [name],
            )
            cursor.execute(cursor.fetchone()[0])
        for text in guard_postgresql.TRIGGERS.values():
            cursor.execute(text)


def taken_down(on: BaseDatabaseWrapper) -> None:
    """Lift the guard: to undo the migration. Nothing in the portal calls it."""
    with on.cursor() as cursor:
        if on.vendor == "postgresql":
            for name in guard_postgresql.FUNCTIONS:
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        else:
            for name in guard_sqlite.TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing() -> list[str]:
    """The parts of the guard that this database lacks, or that say something else, or sleep."""
    should = _should()
    there = _there()
    return [name for name, text in should.items() if there.get(name) != text]


def strange() -> list[str]:
    """What somebody else has put on the tables of the ledger: triggers, rules, tables under them.

    None of it can switch the guard off, but it could add to what is written, or hide rows.
    """
    if connection.vendor == "sqlite":
        names = list(_there())
    else:
        with connection.cursor() as cursor:
            cursor.execute(STRANGE, {"tables": list(TABLES)})
            names = [name for (name,) in cursor.fetchall()]
    return sorted(set(names) - _should().keys())


def lost() -> list[str]:
    """The constraints of the tables, and the references between them, that are there no more."""
    query = CONSTRAINTS if connection.vendor == "postgresql" else SQLITE_CONSTRAINTS
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall() if name}
    if connection.vendor == "sqlite":  # they stand in the text of the table or the index
        there = {name for text in there for found in _NAMES.findall(text) for name in found}
    return sorted(_constraints() - there)


def _constraints() -> set[str]:
    models = list(apps.get_app_config("ledger").get_models())
    named = {each.name for model in models for each in model._meta.constraints}
    return named | {
        f"{model._meta.db_table}.{field.column}"
        for model in models
        for field in model._meta.concrete_fields
        if field.is_relation
    }


def _should() -> Mapping[str, str]:
    """What each trigger should say, by its name."""
    if connection.vendor == "sqlite":
        return {name: _plain(text) for name, text in guard_sqlite.TRIGGERS.items()}
    bodies = {
        name: text.partition("$$")[2].rpartition("$$")[0]
        for name, text in guard_postgresql.FUNCTIONS.items()
    }
    return {
        name: f"{text}{bodies[text.rpartition(' ')[2].removesuffix('()')]}"
        for name, text in guard_postgresql.TRIGGERS.items()
    }


def _there() -> dict[str, str]:
    """What each trigger on the ledger's tables says; nothing where it sleeps."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            rows = cursor.fetchall()
            return {name: _plain(text) for name, table, text in rows if table in TABLES}
        cursor.execute(THERE, {"tables": list(TABLES)})
        return dict(cursor.fetchall())


def _plain(text: str) -> str:
    """A statement without its spacing."""
    return " ".join(text.split())


# A trigger with the body of the very function that it calls, where that looks for its tables in
# the ledger's schema alone.
THERE = """
SELECT trigger.tgname, replace(pg_get_triggerdef(trigger.oid), current_schema() || '.', '')
  || CASE WHEN trigger.tgenabled = 'O' AND function.prosecdef = FALSE AND
    function.proconfig @> ARRAY['search_path=' || quote_ident(current_schema()) || ', pg_temp']
  THEN function.prosrc ELSE '' END
FROM pg_trigger trigger
JOIN pg_class kept ON kept.oid = trigger.tgrelid
JOIN pg_proc function ON function.oid = trigger.tgfoid
WHERE NOT trigger.tgisinternal AND kept.relname = ANY(%(tables)s)
  AND kept.relnamespace = current_schema()::regnamespace
"""
STRANGE = """
WITH kept AS (
  SELECT oid, relname, relrowsecurity FROM pg_class
  WHERE relname = ANY(%(tables)s) AND relnamespace = current_schema()::regnamespace
)
SELECT tgname FROM kept JOIN pg_trigger ON tgrelid = kept.oid WHERE NOT tgisinternal
UNION ALL
SELECT rulename FROM kept JOIN pg_rewrite ON ev_class = kept.oid
UNION ALL
SELECT inhrelid::regclass::text FROM kept JOIN pg_inherits ON inhparent = kept.oid
UNION ALL
SELECT relname || ' (row security)' FROM kept WHERE relrowsecurity
UNION ALL
SELECT relname || ' (references)' FROM kept JOIN pg_trigger ON tgrelid = kept.oid
WHERE tgisinternal AND tgenabled <> 'O' GROUP BY relname
"""
CONSTRAINTS = """
SELECT conname FROM pg_constraint
WHERE contype = 'c' AND convalidated AND connamespace = current_schema()::regnamespace
UNION
SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE indisunique AND indisvalid AND relnamespace = current_schema()::regnamespace
UNION
SELECT relname || '.' || attname FROM pg_constraint
JOIN pg_class ON pg_class.oid = conrelid
JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
WHERE contype = 'f' AND convalidated AND relnamespace = current_schema()::regnamespace
"""
SQLITE_CONSTRAINTS = """
SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND tbl_name LIKE 'ledger_%'
UNION
SELECT master.name || '.' || reference."from"
FROM sqlite_master master, pragma_foreign_key_list(master.name) reference
WHERE master.type = 'table' AND master.name LIKE 'ledger_%'
"""
