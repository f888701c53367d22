"""A region far larger than any: a hundred cities, thirty years of meetings and amendments.

The region is made by `large_region`, the same each time. Each figure stands beside the
one of the same run that it should be read against: checking beside a Python that only
reads the same files, loading beside writing the same bytes into an SQLite of its own, a
page beside the same page of the delta. The figure to read is the ratio.
"""

import logging
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(tempfile.mkdtemp(prefix="lianxi-bench-"))
DATABASE = os.environ.get("LIANXI_BENCH_DB") or str(FOLDER / "bench.sqlite3")
os.environ |= {"LIANXI_DB": DATABASE, "LIANXI_HOSTS": "testserver"}

from check_delta import DELTA, seconds  # noqa: E402
from django.test import Client  # noqa: E402

from lianxi.charter.load import load_path  # noqa: E402
from lianxi.portal import boot  # noqa: E402, F401  # before any model
from lianxi.portal.charter.actions import install  # noqa: E402
from lianxi.portal.database import migrate  # noqa: E402
from lianxi.portal.journal.actions import CHINA  # noqa: E402

CITIES = 100
FIRST, LAST = 1995, 2024
COMMITTEES = 40
ROUNDS = 15

REGION = f"""\
id = "large"
name = {{ zh = "大区", en = "Large region" }}
world = "rehearsal"
main_body = "council"
covers = {{ since = "{FIRST}", until = "{LAST}" }}
[fields]
trade = {{ zh = "商贸", en = "trade" }}
"""
SOURCES = """\
[[source]]
id = "made"
kind = "book"
title = { zh = "为测量而造", en = "Made to be measured" }
author = { zh = "佚名", en = "Anonymous" }
date = "2025"
"""
TOPICS = (
    "id,level,kind,name_zh,name_en,period,to,period_status,meeting,matter,fields,lead,"
    "led_by_zh,led_by_en,outcome_zh,outcome_en,status,source"
)


def city(number: int) -> str:
    """The id of a city: no code of GB/T 2260, so that no real city is meant."""
    return f"city-{number:03}"


def committee(number: int) -> str:
    """The id of a committee of the council."""
    return f"committee-{number:03}"


def large_region(committees: int = COMMITTEES) -> dict[str, str]:
    """The files of the large region, by path; its bodies are the council and its committees."""
    years = range(FIRST, LAST + 1)
    parties = ["id,kind,name_zh,name_en,province,since,until,status,source"]
    parties.append("province,province,大省,Large province,province,,,example,made")
    seats = ["body,party,since,until,via,meeting,status,source"]
    for n in range(CITIES):
        parties.append(f"{city(n)},city,城市{n},City {n},province,,,example,made")
        joined = FIRST + n * len(years) // CITIES
        seats.append(f"council,{city(n)},{joined},,admission,council-{joined},example,made")
    meetings = ["id,body,ordinal,date,host,decided_zh,decided_en,agreement,status,source"]
    topics = [TOPICS]
    for n, year in enumerate(years):
        host = city(n % CITIES)
        held = f"council-{year},council,{n + 1},{year}-03,{host},议定{year}年,agreed {year},"
        meetings.append(f"{held},example,made")
        for k in range(10):
            named = f"topic-{year}-{k},council,topic,专题{year}之{k},Topic {k} of {year},{year}"
            topics.append(f"{named},,,council-{year},,trade,{city(k)},,,,,example,made")
    bodies = {"bodies/council.toml": _body("council", "decision", list(years))}
    for n in range(committees):
        made = _body(committee(n), "committee", list(years)[n % 10 :: 3], "council")
        bodies[f"bodies/{committee(n)}.toml"] = made
    rows = {
        "parties.csv": parties,
        "seats.csv": seats,
        "history/meetings.csv": meetings,
        "history/topics.csv": topics,
    }
    tables = {path: "\n".join(lines) + "\n" for path, lines in rows.items()}
    return {"region.toml": REGION, "sources.toml": SOURCES, **tables, **bodies}


def _body(id_: str, tier: str, years: list[int], part_of: str = "") -> str:
    """A body that is amended in each of some years."""
    name = id_.replace("-", " ").capitalize()
    lines = [f'id = "{id_}"', 'kind = "body"', f'name = {{ zh = "{id_}", en = "{name}" }}']
    lines += [f'part_of = "{part_of}"'] if part_of else []
    for n, year in enumerate(years):
        lines += ["[[version]]", f'in_force_from = "{year}"', 'status = "example"']
        lines += ['source = "made"', f'meets = {{ every = "{n % 3 + 1} years" }}']
        lines += [f'decided_at = "council-{year}"']
        lines += [f'duties = {{ zh = "{year}年的职责", en = "the duties of {year}" }}']
        lines += [f'tier = "{tier}"'] if n == 0 else []
        lines += ['seats = { each = "seats:council" }'] if n == 0 and not part_of else []
    return "\n".join(lines) + "\n"


def written(files: Mapping[str, str], folder: Path) -> Path:
    """Write files into a folder, and give it back."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def reading(folder: Path) -> float:
    """The time of a Python that reads the files of a package and does no more."""
    command = (
        "import csv, tomllib; from pathlib import Path\n"
        f"for path in Path({str(folder)!r}).rglob('*'):\n"
        "    if path.suffix == '.toml': tomllib.loads(path.read_text('utf-8'))\n"
        "    if path.suffix == '.csv': list(csv.DictReader(path.open(encoding='utf-8')))\n"
    )
    return seconds([sys.executable, "-c", command])


def once(work: Callable[[], object]) -> float:
    """The time of something done once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def writing(files: Mapping[str, str]) -> None:
    """The same bytes into an SQLite as careful as ours, in one transaction."""
    with sqlite3.connect(FOLDER / "bare.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE file (path TEXT PRIMARY KEY, content BLOB)")
        database.executemany("INSERT INTO file VALUES (?, ?)", files.items())


def page(client: Client, address: str) -> float:
    """The median server time of a page."""
    assert client.get(address).status_code == 200, address
    return statistics.median(once(lambda: client.get(address)) for _ in range(ROUNDS))


def say(what: str, ours: float, beside: str, other: float) -> None:
    """One line: ours, what it stands beside, and the ratio."""
    print(
        f"{what:24} {ours * 1000:9.1f} ms   {beside:28} {other * 1000:9.1f} ms {ours / other:7.1f}"
    )


def main() -> None:
    """Measure and print."""
    files = large_region()
    folder = written(files, FOLDER / "large")
    print(f"{len(files)} files, {sum(map(len, files.values())) // 1024} kB, {CITIES} cities")
    ours = seconds([sys.executable, "-m", "lianxi", "check", str(folder), "--json"])
    say("check", ours, "Python reading the files", reading(folder))
    logging.getLogger("lianxi.request").setLevel(logging.WARNING)
    migrate()
    install(load_path(DELTA), datetime.now(CHINA))
    ours = once(lambda: install(load_path(folder), datetime.now(CHINA)))
    say("read, load into SQLite", ours, "SQLite writing the bytes", once(lambda: writing(files)))
    client = Client()
    for what, tail in {
        "members": f"?year={LAST - 5}",
        "bodies": "bodies/",
        "body": "bodies/council/",
        "history": "history/",
        "search": "search/?q=5",
    }.items():
        large, delta = (page(client, f"/regions/{r}/{tail}") for r in ("large", "yangtze-delta"))
        say(f"page: {what}", large, "the delta's", delta)


if __name__ == "__main__":
    main()
