"""A ledger of three accounts, and the raw SQL that is tried on it, as text."""

# raw SQL is what is tried here

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from ledgers import DAY, sql

Script = tuple[str, ...]

SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own")
POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own")
KNOWN = "2012-05-01T09:00:00+08:00"


def leg(n: int, amount: object, of: int = 2, unit: str = "CNY", **more: object) -> str:
    """A leg of transfer 2, unless said otherwise; `amount` is written as it is."""
    said = {"verb": "INSERT", "into": "ledger_leg", "day": DAY, "account": n, "then": "", **more}
    return (
        f"{said['verb']} INTO {said['into']} (transfer_id, n, account_id, unit, amount, day) "
        f"VALUES ({of}, {n}, {said['account']}, '{unit}', {amount}, '{said['day']}'){said['then']}"
    )


def seal(id_: object = 2, **more: object) -> str:
    """The transfer itself."""
    said = {
        "verb": "INSERT",
        "into": "ledger_transfer",
        "day": DAY,
        "event": "",
        "then": "",
        **more,
    }
    words = said.get("words", "'缴款'")
    event = said["event"] or said["day"]
    return (
        f"{said['verb']} INTO {said['into']} (id, region, number, event, booked, known, words_zh, "
        "words_en, document, source, key, reverses_id, digest) VALUES "
        f"({id_}, 'lakes', {said.get('number', 2)}, '{event}', '{said['day']}', '{KNOWN}', "
        f"{words}, 'paid', '', '', '', NULL, 'sha256:2'){said['then']}"
    )


BALANCED = (leg(1, -7), leg(2, 7))
UNEVEN = (leg(1, -7), leg(2, 8))


def run(script: Script) -> None:
    """Do all of it, up to what the end of a transaction asks."""
    for statement in script:
        sql(statement)
    connection.check_constraints()


@contextmanager
def plain() -> Iterator[None]:
    """What a raw connection had switched is switched back."""
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            sql("PRAGMA ignore_check_constraints = OFF")
            sql("PRAGMA recursive_triggers = OFF")
