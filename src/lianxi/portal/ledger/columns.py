"""What a column of the ledger can hold, where the database itself would take anything.

SQLite keeps a fraction, a text or raw bytes in a column of whole numbers; both databases keep days
that no calendar has (PostgreSQL `infinity` and years before 1, SQLite any text). The guard refuses
such rows, and the verification names those that are there all the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Columns:
    """The columns of a table by what they hold; `maybe` names those that may be empty."""

    wholes: str
    texts: str = ""
    days: str = ""
    maybe: str = ""


COLUMNS: Mapping[str, Columns] = {
    "account": Columns("id", "region fund party purpose matter"),
    "transfer": Columns(
        "id number reverses_id",
        "region known words_zh words_en document source key digest",
        "event booked",
        maybe="reverses_id",
    ),
    "leg": Columns("transfer_id n account_id amount", "unit", "day"),
    "total": Columns("account_id amount", "unit", "day"),
    "chain": Columns("last", "region digest"),
    "closing": Columns("year transfer_id", "region fund digest", maybe="transfer_id"),
    "hold": Columns(
        "number account_id target_id amount",
        "region unit words_zh words_en source digest",
        "since until",
        maybe="until",
    ),
    "resolution": Columns("hold_id transfer_id", "how why_zh why_en", "day", maybe="transfer_id"),
}


def bent(vendor: str, table: str, row: str) -> str:
    """The condition under which a row (`NEW`, or the name of a table) holds what it can't."""
    columns = COLUMNS[table]
    tests = _postgresql(columns, row) if vendor == "postgresql" else _sqlite(columns, row)
    return " OR ".join(tests) or "FALSE"


def _postgresql(columns: Columns, row: str) -> Iterator[str]:
    """Its types keep everything else out."""
    for name in columns.days.split():
        yield f"{row}.{name} NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"


def _sqlite(columns: Columns, row: str) -> Iterator[str]:
    maybe = columns.maybe.split()
    for kind, names in (("integer", columns.wholes), ("text", columns.texts)):
        for name in names.split():
            there = f"{row}.{name} IS NOT NULL AND " if name in maybe else ""
            yield f"{there}typeof({row}.{name}) <> '{kind}'"
    for name in columns.days.split():
        day = f"{row}.{name}"
        there = f"{day} IS NOT NULL AND " if name in maybe else ""
        # Only where a day is added to does SQLite see that February has no 30th.
        real = f"date({day}, '+0 days') IS {day} AND {day} >= '0001'"
        yield f"{there}(typeof({day}) <> 'text' OR NOT ({real}))"
