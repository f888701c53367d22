"""The road of an office far larger than any: 100 cities, 20 years, 200 bodies, 50,000 commitments.

Everything is made by the portal's own actions. Each figure stands beside one of the same run:
the door beside an SQLite that keeps the same acts and no more, statuses beside a Python that
only reads the same columns, a page beside its goal, a workbook beside openpyxl writing the same
cells. The figure to read is the ratio.

LIANXI_BENCH_COMMITMENTS makes it smaller; LIANXI_BENCH_DB measures on another database, which
must be empty (postgresql://…).
"""

import io
import json
import logging
import os
import sqlite3
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

os.environ["LIANXI_DEMO"] = "1"

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from large_region import CITIES, FOLDER, city, committee, large_region, once
from openpyxl import Workbook

from lianxi.charter.load import load
from lianxi.documents.workbook_write import write as write_workbook
from lianxi.governance.authority import Actor, Appointment, Refused
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import (
    ClosureAsked,
    Reported,
    RequestDrafted,
    RequestSigned,
    Reviewed,
    Undertaken,
)
from lianxi.governance.road.sitting_acts import Convened
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current, regions
from lianxi.portal.commitments import actions, queries, returns
from lianxi.portal.commitments.workbook import book
from lianxi.portal.database import migrate
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Doing, Writing, set_clock, write
from lianxi.portal.dossiers.queries import Row
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.sittings.actions import convene

BODIES = 200
COMMITMENTS = int(os.environ.get("LIANXI_BENCH_COMMITMENTS", "50000"))
YEARS = 20
FIRST = 2005
CHUNK = 2_500
ROWS = 5_000
PAGES = 9
PAGE_MS, FILE_S, STATUSES_S = 150, 5, 2  # the goals
TODAY = datetime(2024, 10, 15, 9, tzinfo=CHINA)
REGION = "large"
READ = """number, title_zh, title_en, owner, lead, body, matter, since, starts, due, begun, asked,
troubled, delivered, paused, ended, outcome"""
ACTOR = Actor("bench", same("bench"), (Appointment("secretariat", date(2000, 1, 1)),))


def main() -> None:
    """Make it, measure it, print it."""
    logging.disable(logging.CRITICAL)
    migrate()
    assert not regions(), "the database to measure on must be empty"
    loaded = load({path: text.encode() for path, text in large_region(BODIES - 1).items()})
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
        ("desk of an office", f"desks/body:{committee(0)}/"),
        ("desk of the council", "desks/body:council/"),
        ("leader's page", "leader/"),
        ("one's own desks", ""),
        ("agenda of a sitting", f"sittings/{convened()}/agenda/"),
    ):
        page(name, address, PAGE_MS)
    narrowed = f"?status=overdue&body={committee(0)}"
    page("commitments, narrowed", f"commitments/{narrowed}", STATUSES_S * 1000)
    page("the same as CSV", f"commitments.csv{narrowed}", STATUSES_S * 1000)
    page("all commitments as CSV", "commitments.csv", FILE_S * 1000)
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
            later = doing(at + timedelta(days=240))
            done = [each for k, row in enumerate(rows) for each in followed(n, k, row)]
            outcome = write(later, *done)
            assert not isinstance(outcome, Refused), outcome
            written += [str(each.what) for each in done]
    assert not isinstance(set_clock(doing(TODAY), TODAY), Refused)
    return time.perf_counter() - start, written


def followed(year: int, k: int, row: Row) -> list[Writing]:
    """What is done with one of a year's commitments: a report, then its review for most.

    Of the last year none has ended: every twentieth waits for a decision of the council, and
    every twentieth for its review.
    """
    reported = Writing(
        COMMITMENT, Reported("Q3", "推进中"), "commitment.report", row.ref, party=row.owner
    )
    office = ("supervision.write", row.ref)
    if year < YEARS - 1:
        review = Reviewed("not met", "到期", "主任")
        closed = Writing(COMMITMENT, review, "commitment.close", row.ref)
        return [reported, closed] if k % 10 else [reported]
    if k % 20 == 0:
        signed = RequestSigned(1, "主任", "秘书处")
        return [
            reported,
            Writing(COMMITMENT, RequestDrafted("council", "请协调"), *office),
            Writing(COMMITMENT, signed, "supervision.sign", row.ref),
        ]
    if k % 20 == 1:
        asked = ClosureAsked("已完成")
        return [
            reported,
            Writing(COMMITMENT, asked, "commitment.report", row.ref, party=row.owner),
        ]
    return [reported]


def undertaken(n: int, day: date) -> Undertaken:
    """One of the commitments."""
    doer = city(n % CITIES)
    return Undertaken(
        Bilingual(f"任务{n}", f"Task {n}"),
        city((n + 1) % CITIES),
        doer,
        committee(n % (BODIES - 1)),
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
            cursor.execute(f"SELECT {READ} FROM dossiers_dossier WHERE procedure = 'commitment'")  # noqa: S608
            cursor.fetchall()

    read = median(bare, 3)
    counted = queries.counts(queries.lines(found, TODAY.date()))
    assert dict(queries.tally(found, TODAY.date())) == counted
    print(
        f"all statuses of {COMMITMENTS:,}: {ours:.2f} s (goal {STATUSES_S} s); reading the columns "
        f"{read:.2f} s; ratio {ours / read:.1f}; counted by the database {tally * 1000:.0f} ms"
    )


def convened() -> int:
    """A sitting of the council, under which all the other bodies are."""
    day = TODAY.date() + timedelta(days=20)
    roll = tuple(city(n) for n in range(CITIES))
    title = Bilingual("大区议会会议", "Sitting of the council")
    number = convene(
        doing(TODAY), Convened(title, ("council",), day, "城市1", city(1), "主任", roll)
    )
    assert isinstance(number, int), number
    return number


def page(name: str, address: str, goal_ms: int) -> None:
    """The server time of a page or a file, how many queries it asks, how large it is."""
    address = f"/regions/{REGION}/road/{address}"
    client = Client()
    client.post("/enter/", {"role": "secretariat", "of": ""})
    answer = client.get(address)
    assert answer.status_code == 200, address
    times = [once(lambda: client.get(address)) for _ in range(PAGES)]
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    took = statistics.median(times) * 1000
    print(
        f"{name}: {took:.0f} ms, {len(captured)} queries, {len(answer.content) // 1024} kB "
        f"(goal {goal_ms} ms; ratio {took / goal_ms:.2f})"
    )


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
        f"workbook of {len(lines):,} rows: out {written:.1f} s, back {read:.1f} s "
        f"(goal {FILE_S} s); openpyxl alone {plain:.1f} s; ratio {written / plain:.1f}"
    )
    assert dossiers.acts(opened)


def median(work: Callable[[], object], times: int) -> float:
    """The median time of something done several times."""
    return statistics.median(once(work) for _ in range(times))


if __name__ == "__main__":
    main()
