"""The road of an office far larger than any: 100 cities, 20 years, 50,000 commitments.

Everything is made by the portal's own actions. Each figure stands beside one of the same run:
the door beside an SQLite that keeps the same acts and no more, statuses beside a Python that
only reads the same columns, a page beside its goal, a workbook beside openpyxl writing the same
cells. The figure to read is the ratio.
"""

import io
import json
import logging
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="lianxi-bench-"))
os.environ |= {
    "LIANXI_DB": str(FOLDER / "bench.sqlite3"),
    "LIANXI_HOSTS": "testserver",
    "LIANXI_DEMO": "1",
}

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from large_region import CITIES, city, large_region, once  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from lianxi.charter.load import load  # noqa: E402
from lianxi.documents.workbook_write import write as write_workbook  # noqa: E402
from lianxi.governance.authority import Actor, Appointment, Refused  # noqa: E402
from lianxi.governance.road.commitment import COMMITMENT  # noqa: E402
from lianxi.governance.road.commitment_acts import (  # noqa: E402
    Reported,
    Reviewed,
    Undertaken,
)
from lianxi.kernel.bilingual import Bilingual, same  # noqa: E402
from lianxi.portal import boot  # noqa: E402, F401  # before any model
from lianxi.portal.charter.actions import install  # noqa: E402
from lianxi.portal.charter.queries import current  # noqa: E402
from lianxi.portal.commitments import actions, queries, returns  # noqa: E402
from lianxi.portal.commitments.workbook import book  # noqa: E402
from lianxi.portal.database import migrate  # noqa: E402
from lianxi.portal.dossiers import queries as dossiers  # noqa: E402
from lianxi.portal.dossiers.actions import Doing, Writing, set_clock, write  # noqa: E402
from lianxi.portal.journal.actions import CHINA  # noqa: E402

COMMITMENTS = int(os.environ.get("LIANXI_BENCH_COMMITMENTS", "50000"))
YEARS = 20
FIRST = 2005
CHUNK = 2_500
ROWS = 5_000
PAGES = 9
TODAY = datetime(2024, 10, 15, 9, tzinfo=CHINA)
REGION = "large"
ACTOR = Actor("bench", same("bench"), (Appointment("secretariat", date(2000, 1, 1)),))


def main() -> None:
    """Make it, measure it, print it."""
    logging.disable(logging.CRITICAL)
    migrate()
    loaded = load({path: text.encode() for path, text in large_region().items()})
    assert loaded.package is not None, loaded.errors[:3]
    install(loaded, TODAY)
    kept = keep()
    bare = once(lambda: bare_keeping(kept[1]))
    acts = len(kept[1])
    print(
        f"the door: {acts / kept[0]:,.0f} acts a second, of {acts:,}; "
        f"bare SQLite {acts / bare:,.0f}; ratio {kept[0] / bare:.1f}"
    )
    statuses()
    for name, address in (
        ("desk of a city", f"desks/{city(7)}/"),
        ("desk of an office", "desks/body:council/"),
        ("leader's page", "leader/"),
        ("one's own desks", ""),
    ):
        page(name, f"/regions/{REGION}/road/{address}")
    workbook()


def doing(at: datetime) -> Doing:
    """The secretariat at an instant."""
    found = current(REGION)
    assert found is not None
    return Doing(ACTOR, found, at)


def keep() -> tuple[float, list[str]]:
    """Undertake, report on and review commitments over the years; the time, and the acts."""
    written: list[str] = []
    start = time.perf_counter()
    per_year = COMMITMENTS // YEARS
    for n in range(YEARS):
        at = datetime(FIRST + n, 1, 10, 9, tzinfo=CHINA)
        terms = [undertaken(n * per_year + k, at.date()) for k in range(per_year)]
        for chunk in range(0, per_year, CHUNK):
            some = terms[chunk : chunk + CHUNK]
            rows = actions.undertake(doing(at), some)
            assert not isinstance(rows, Refused), rows
            written += [str(each) for each in some]
            told = [Reported("Q3", "推进中") for _ in rows]
            later = doing(at + timedelta(days=240))
            done = [
                Writing(COMMITMENT, each, "commitment.report", row.ref, party=row.owner)
                for each, row in zip(told, rows, strict=True)
            ]
            if n < YEARS - 1:
                done += [
                    Writing(
                        COMMITMENT, Reviewed("not met", "到期", "主任"), "commitment.close", row.ref
                    )
                    for k, row in enumerate(rows)
                    if k % 10
                ]
            outcome = write(later, *done)
            assert not isinstance(outcome, Refused), outcome
            written += [str(each.what) for each in done]
    assert not isinstance(set_clock(doing(TODAY), TODAY), Refused)
    return time.perf_counter() - start, written


def undertaken(n: int, day: date) -> Undertaken:
    """One of the commitments."""
    doer = city(n % CITIES)
    return Undertaken(
        Bilingual(f"任务{n}", f"Task {n}"),
        city((n + 1) % CITIES),
        doer,
        "council",
        f"plan-{day.year}#{n % 50}",
        supports=(city((n + 2) % CITIES),),
        due=day + timedelta(days=200 + n % 160),
        measure="一项",
    )


def bare_keeping(acts: list[str]) -> None:
    """The same texts into an SQLite as careful as ours, in transactions of the same size."""
    with sqlite3.connect(FOLDER / "bare.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE act (n INTEGER PRIMARY KEY, what TEXT)")
        for chunk in range(0, len(acts), CHUNK):
            some = [(json.dumps(each),) for each in acts[chunk : chunk + CHUNK]]
            database.executemany("INSERT INTO act (what) VALUES (?)", some)
            database.commit()


def statuses() -> None:
    """All statuses, beside reading the columns that they follow from."""
    found = doing(TODAY).found
    ours = median(lambda: queries.lines(found, TODAY.date()), 3)
    tally = median(lambda: queries.tally(found, TODAY.date()), 5)

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM dossiers_dossier")
            cursor.fetchall()

    read = median(bare, 3)
    counted = queries.counts(queries.lines(found, TODAY.date()))
    assert dict(queries.tally(found, TODAY.date())) == counted
    print(
        f"all statuses of {COMMITMENTS:,}: {ours:.2f} s (goal 2 s); reading the rows {read:.2f} s; "
        f"ratio {ours / read:.1f}; counted by the database {tally * 1000:.0f} ms"
    )


def page(name: str, address: str) -> None:
    """The server time of a page and how many queries it asks."""
    client = Client()
    client.post("/enter/", {"role": "secretariat", "of": ""})
    assert client.get(address).status_code == 200, address
    times = [once(lambda: client.get(address)) for _ in range(PAGES)]
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    client.get(address)
    count = len(connection.queries_log)
    connection.force_debug_cursor = False
    took = statistics.median(times) * 1000
    print(f"{name}: {took:.0f} ms, {count} queries (goal 150 ms; ratio {took / 150:.2f})")


def workbook() -> None:
    """A round's workbook of 5,000 rows out and back, beside openpyxl with the same cells."""
    found = doing(TODAY).found
    lines = [each for each in queries.lines(found, TODAY.date()) if each.course.ended is None]
    lines = lines[:ROWS]
    parties = list(dict.fromkeys(line.city for line in lines))
    opened = actions.open_round(
        doing(TODAY), same("调度"), "2024Q3", "council", TODAY.date(), lines
    )
    assert not isinstance(opened, Refused), opened.reason
    made = book(found, opened.ref, "2024Q3", lines, parties, TODAY.date())
    content = b""

    def out() -> None:
        nonlocal content
        content = write_workbook(made, "zh")

    written = once(out)
    read = once(lambda: returns.read_back(content))

    def bare() -> None:
        opened_book = Workbook()
        sheet = opened_book.active
        assert sheet is not None
        for line in lines:
            sheet.append([line.number, line.title.zh, line.doer, str(line.course.due), line.status])
        opened_book.save(io.BytesIO())

    plain = once(bare)
    print(
        f"workbook of {len(lines):,} rows: out {written:.1f} s, back {read:.1f} s (goal 5 s); "
        f"openpyxl alone {plain:.1f} s; ratio {written / plain:.1f}"
    )
    assert dossiers.acts(opened)


def median(work: Callable[[], object], times: int) -> float:
    """The median time of something done several times."""
    return statistics.median(once(work) for _ in range(times))


if __name__ == "__main__":
    main()
