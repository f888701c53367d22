"""The raw drivers: the same rows at once into tables of the same columns that nothing guards."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import psycopg
from ledger_world import AT, CITIES, PAID, REGION, day_of

from lianxi.portal.ledger.keeping import LEG, TRANSFER

Row: TypeAlias = "tuple[int | str | date | None, ...]"
Write: TypeAlias = "Callable[[Sequence[Row], Sequence[Row]], None]"

FIRST = 10**9  # beyond every transfer of the ledger itself
INDEXES = (
    "CREATE UNIQUE INDEX one ON leg_indexed (transfer_id, n)",
    "CREATE INDEX two ON leg_indexed (account_id, day)",
    "CREATE UNIQUE INDEX three ON transfer_indexed (region, number)",
    "CREATE UNIQUE INDEX four ON transfer_indexed (region, key) WHERE key <> ''",
    "CREATE UNIQUE INDEX five ON transfer_indexed (reverses_id)",
)


def rows(start: int, many: int, plain: type) -> tuple[list[Row], list[Row]]:
    """The legs and the transfers of some payments; days as `plain` (text, or as they are)."""
    legs: list[Row] = []
    transfers: list[Row] = []
    for n in range(start, start + many):
        day = day_of(n) if plain is date else day_of(n).isoformat()
        id_ = FIRST + n
        legs.append((id_, 1, 1 + n % CITIES, "CNY", -100 - n, day))
        legs.append((id_, 2, 1 + CITIES, "CNY", 100 + n, day))
        words = (PAID.zh, PAID.en, "", "", "", None, f"sha256:{n:064}")
        transfers.append((id_, REGION, id_, day, day, AT.isoformat(), *words))
    return legs, transfers


def sqlite(folder: Path) -> dict[str, Write]:
    """Writers into an SQLite as careful as ours: into bare tables, and into indexed ones."""
    database = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    for name in ("raw", "indexed"):
        database.execute(f"CREATE TABLE leg_{name} (id INTEGER PRIMARY KEY, {', '.join(LEG)})")
        database.execute(
            f"CREATE TABLE transfer_{name} (id INTEGER PRIMARY KEY, {', '.join(TRANSFER[1:])})"
        )
    for index in INDEXES:
        database.execute(index)

    def into(name: str) -> Write:
        def write(legs: Sequence[Row], transfers: Sequence[Row]) -> None:
            database.execute("BEGIN IMMEDIATE")
            for table, columns, some in (("leg", LEG, legs), ("transfer", TRANSFER, transfers)):
                places = ", ".join("?" * len(columns))
                insert = f"INSERT INTO {table}_{name} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608  # names of ours
                database.executemany(insert, some)
            database.execute("COMMIT")

        return write

    return {name: into(name) for name in ("raw", "indexed")}


def postgresql() -> dict[str, Write]:
    """The same in PostgreSQL: `COPY` where there are many, an `INSERT` each where there is one."""
    database = psycopg.connect(os.environ["LIANXI_BENCH_DB"], autocommit=True)
    for name, with_ in (("raw", ""), ("indexed", "INCLUDING INDEXES")):
        for table in ("leg", "transfer"):
            also = f"INCLUDING IDENTITY {with_}" if table == "leg" else with_
            database.execute(f"CREATE TABLE {table}_{name} (LIKE ledger_{table} {also})".encode())

    def into(name: str) -> Write:
        def write(legs: Sequence[Row], transfers: Sequence[Row]) -> None:
            with database.transaction(), database.cursor() as cursor:
                for table, columns, some in (("leg", LEG, legs), ("transfer", TRANSFER, transfers)):
                    to = f"{table}_{name} ({', '.join(columns)})"
                    if len(transfers) == 1:
                        places = ", ".join(["%s"] * len(columns))
                        every = ", ".join([f"({places})"] * len(some))
                        values = [value for row in some for value in row]
                        cursor.execute(f"INSERT INTO {to} VALUES {every}".encode(), values)  # noqa: S608  # names of ours
                        continue
                    with cursor.copy(f"COPY {to} FROM STDIN".encode()) as copy:
                        for row in some:
                            copy.write_row(row)

        return write

    return {name: into(name) for name in ("raw", "indexed")}
