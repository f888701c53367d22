"""The ledger: postings a second, a balance among very many legs, the close of a year.

A posting is a transfer of two legs. Each figure stands beside one of the same run: postings
beside the raw driver that writes the same rows at once into tables of the same columns that
nothing guards (with the ledger's indexes and without any), and beside how often the disk syncs; a
balance beside the raw driver adding up the legs. The figure to read is the ratio.

Run it as it is for SQLite alone. `--postgresql URL` measures there too, in a database that is made
for it and dropped; `--hordak PYTHON` runs django-hordak there with the interpreter of a virtual
environment that has it. The sizes are small unless told: a try takes a minute.

    benchmarks/ledger.py --legs 10000000 --closed 1000000 --rounds 5 --postgresql URL
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import psycopg
from psycopg import sql

Figures: TypeAlias = "dict[str, dict[str, float]]"

HERE = Path(__file__).parent
BATCHES = ("1", "100", "1000")
# What its makers say: designed for a million, 160,000 measured on shared machines in May 2024.
TIGERBEETLE = "https://github.com/tigerbeetle/tigerbeetle/issues/1940"


def main() -> None:
    """Measure on each database, print, leave nothing behind."""
    asked = arguments()
    folder = Path(tempfile.mkdtemp(prefix="lianxi-ledger-", dir=asked.folder))
    print(f"load {os.getloadavg()[0]:.1f} at the start; {os.cpu_count()} processors", flush=True)
    try:
        shown("SQLite", measured(asked, str(folder / "ledger.sqlite3"), folder))
        if not asked.postgresql:
            print("PostgreSQL: not measured (--postgresql URL)")
            return
        with database(asked.postgresql) as url:
            figures = measured(asked, url, folder)
        shown("PostgreSQL", figures)
        hordak(asked, figures)
    finally:
        shutil.rmtree(folder)
        print(
            "TigerBeetle, as published: designed for 1,000,000 transfers a second, some 160,000 "
            f"on shared machines in 2024 ({TIGERBEETLE})"
        )
        print(f"load {os.getloadavg()[0]:.1f} at the end")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Measure the ledger.")
    parser.add_argument("--legs", type=int, default=200_000, help="legs to find a balance among")
    parser.add_argument("--closed", type=int, default=20_000, help="legs of the year to close")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgresql", help="a server's URL: databases are made on it and dropped")
    parser.add_argument("--hordak", help="the Python of an environment with django-hordak")
    parser.add_argument("--folder", help="where to keep the files while it runs")
    return parser.parse_args()


@contextmanager
def database(server: str) -> Iterator[str]:
    """A database of its own; gives its URL."""
    name = f"lianxi_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def measured(asked: argparse.Namespace, where: str, folder: Path) -> Figures:
    """The figures of a database, measured by a process of its own."""
    sizes = [str(asked.legs), str(asked.closed), str(asked.rounds), str(folder)]
    return run([sys.executable, str(HERE / "ledger_on.py"), *sizes], LIANXI_BENCH_DB=where)


def hordak(asked: argparse.Namespace, ours: Figures) -> None:
    """django-hordak's postings in batches beside ours."""
    if not asked.hordak:
        print("django-hordak: not measured (--hordak PYTHON)")
        return
    with database(asked.postgresql) as url:
        command = [asked.hordak, str(HERE / "ledger_hordak.py"), url, str(asked.rounds)]
        theirs = run(command)["postings"]
    for batch in BATCHES:
        line = [f"django-hordak, {batch} at once: {theirs[batch]:,.0f} a second"]
        for name in ("keep", "book"):
            rate = ours[name][batch]
            line.append(f"our {name} {rate:,.0f}, {rate / theirs[batch]:.1f} times as many")
        print("; ".join(line), "(aim 20 in batches)")


def run(command: list[str], **environment: str) -> Figures:
    """What a process says it measured: the last line that it prints."""
    done = subprocess.run(
        command, env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=True
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def shown(name: str, figures: Figures) -> None:
    """Print a database's figures."""
    print(f"\n{name}: postings a second, durable")
    heads = ("at once", "keep", "book", "raw", "raw, indexed", "syncs", "keep/raw", "keep/indexed")
    print(" | ".join(f"{head:>12}" for head in (*heads, "book/raw")))
    for batch in BATCHES:
        keep, book, raw, indexed, syncs = (
            figures[of][batch] for of in ("keep", "book", "raw", "indexed", "syncs")
        )
        rates = [f"{rate:>12,.0f}" for rate in (keep, book, raw, indexed, syncs)]
        ratios = [f"1/{raw / keep:.1f}", f"1/{indexed / keep:.1f}", f"1/{raw / book:.1f}"]
        print(" | ".join([f"{batch:>12}", *rates, *(f"{each:>12}" for each in ratios)]))
    print("(aim: singly 1/3 of raw, in batches 1/2)")
    for what, of in figures["balances"].items():
        beside = figures["added up"].get(what)
        raw_ms = f"; the raw driver adding up its legs {beside:,.1f} ms" if beside else ""
        ratio = f", {of / beside:.3f} of that" if beside else ""
        print(f"{what}: {of:,.1f} ms (aim 20 ms){raw_ms}{ratio}")
    for what, of in figures["seconds"].items():
        print(f"{what}: {of:,.1f} s")
    print(flush=True)


if __name__ == "__main__":
    main()
