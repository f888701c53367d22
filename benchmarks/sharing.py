"""Sharing rules: a million monitoring figures through the rule of the sections, exact to the fen.

Each figure stands beside others of the same run: the same formula in OpenFisca's engine (whose
numbers are 32 bits, so its error is printed too) and in bare NumPy with 64 bits, which is the
machine's limit. Neither reads a file, checks a row, rounds or splits; what that costs is printed
by part. The exact dues are worked out a second time with whole numbers, and all must agree.

    benchmarks/sharing.py --rows 1000000 --rounds 3 --openfisca PYTHON

`--openfisca` (or LIANXI_BENCH_OPENFISCA) names the Python of an environment with openfisca-core;
without it one is made and thrown away, if packages can be had.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from lianxi.charter.load import load
from lianxi.sharing.facts import Facts, read_csv
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.run import Shared, run
from lianxi.sharing.trace import trace

HERE = Path(__file__).parent
T = TypeVar("T")
Whole = npt.NDArray[np.int64]
MONTHS = [f"{year}-{month:02}" for year in range(2016, 2021) for month in range(1, 13)]
POLLUTANTS = {"codmn": ("6", 15_000), "nh3n": ("1", 100_000), "tp": ("0.2", 100_000)}
PER_SECTION = len(MONTHS) * (len(POLLUTANTS) + 1)
REGION = """\
id = "rivers"
name = { zh = "江河", en = "Rivers" }
world = "record"
main_body = "council"
covers = { since = "2010", until = "2030" }
"""
COUNCIL = """\
id = "council"
kind = "body"
name = { zh = "议会", en = "Council" }
[[version]]
in_force_from = "2010"
status = "stated"
source = "made"
tier = "decision"
"""
SEATS = """\
body,party,since,until,via,meeting,status,source
council,990100,2010,,founding,,stated,made
"""
SOURCES = """\
[[source]]
id = "made"
kind = "book"
title = { zh = "测", en = "Made up" }
author = { zh = "无", en = "Nobody" }
date = "2010"
"""
PARTIES = """\
id,kind,name_zh,name_en,province,since,until,status,source
990000,province,上省,Upland,990000,,,stated,made
990100,city,上城,Upton,990000,,,stated,made
990200,city,下城,Downton,990000,,,stated,made
"""
RULE = """\
id = "sections"
kind = "rule"
name = {{ zh = "断面", en = "Sections" }}
[[version]]
in_force_from = "2016"
status = "stated"
source = "made"
each = "sections.csv"
period = "month"
facts.c = {{ per = ["section", "pollutant"], unit = "mg/L" }}
facts.flow = {{ per = ["section"], unit = "m3" }}
parameters.target = {{ per = "pollutant", unit = "mg/L", values = {{ {targets} }} }}
parameters.price = {{ per = "pollutant", unit = "CNY/t", values = {{ {prices} }} }}
[[version.step]]
name = "due"
sum = "(c - target) * flow * price"
over = "pollutant"
[[version.transfer]]
when = "due > 0"
from = {{ role = "upstream", by = "share" }}
to = {{ role = "downstream", by = "share" }}
amount = "due"
[[version.transfer]]
when = "due < 0"
from = {{ role = "downstream", by = "share" }}
to = {{ role = "upstream", by = "share" }}
amount = "-due"
"""
BAD = {  # what a line may get wrong, by the column and what stands there
    "s0000x": "section", "nh4": "pollutant", "kg": "unit", "NaN": "value", "Infinity": "value",
    "1e3": "value", "１２": "value", "１２.５": "value", "abc": "value", "": "value",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """The figures as whole numbers: concentrations in a hundredth of mg/L, flows in m3."""

    sections: list[str]
    c: Whole  # month, section, pollutant
    flow: Whole  # month, section

    @property
    def rows(self) -> int:
        """How many figures there are."""
        return self.c.size + self.flow.size


def main() -> None:
    """Measure and print; leave nothing behind."""
    asked = arguments()
    folder = Path(tempfile.mkdtemp(prefix="lianxi-sharing-", dir=asked.folder))
    print(f"load {os.getloadavg()[0]:.1f} at the start; {os.cpu_count()} processors", flush=True)
    try:
        world = world_of(max(1, asked.rows // PER_SECTION))
        dues = exact(world)
        ours = engine(world, dues, asked.rounds)
        others(world, dues, asked, folder, ours)
        bad_rows(world, asked.rounds)
    finally:
        shutil.rmtree(folder)
        print(f"load {os.getloadavg()[0]:.1f} at the end")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Measure the sharing rules.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="figures in the table of facts")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--openfisca",
        default=os.environ.get("LIANXI_BENCH_OPENFISCA"),
        help="the Python of an environment with openfisca-core",
    )
    parser.add_argument("--folder", help="where to put files while measuring")
    return parser.parse_args()


def world_of(count: int) -> World:
    """Figures at so many sections, the same each time."""
    dice = np.random.default_rng(7)
    shape = (len(MONTHS), count)
    limits = np.array([2 * float(target) * 100 for target, _ in POLLUTANTS.values()])
    c = (dice.random((*shape, len(POLLUTANTS))) * limits).astype(np.int64)
    return World([f"s{n:05}" for n in range(count)], c, dice.integers(1, 10**7, shape))


def exact(world: World) -> Whole:
    """The dues in fen, by month and section, worked out with whole numbers alone."""
    targets = np.array([round(float(target) * 100) for target, _ in POLLUTANTS.values()])
    prices = np.array([price for _, price in POLLUTANTS.values()])
    # A hundredth of mg/L times m3 is 10 mg times 1000: 0.01 g; a price is per 1,000,000 g.
    parts = ((world.c - targets) * prices).sum(axis=2) * world.flow  # of a millionth of a fen
    fen: Whole = np.sign(parts) * ((2 * np.abs(parts) + 10**6) // (2 * 10**6))
    return fen


def table(world: World) -> list[str]:
    """The lines of the long table, as a monitoring station would send them."""
    lines = []
    for at, month in enumerate(MONTHS):
        figures, flows = world.c[at].tolist(), world.flow[at].tolist()
        for section, three, flow in zip(world.sections, figures, flows, strict=True):
            for pollutant, c in zip(POLLUTANTS, three, strict=True):
                lines.append(f"{month},{section},{pollutant},c,{c // 100}.{c % 100:02},mg/L")
            lines.append(f"{month},{section},,flow,{flow},m3")
    return lines


def csv_of(lines: list[str]) -> str:
    """The table with its heading."""
    return "\n".join(["period,section,pollutant,fact,value,unit", *lines, ""])


def plan_of(world: World) -> Plan:
    """The rule of the sections as in force."""
    targets = ", ".join(f'{name} = "{target}"' for name, (target, _) in POLLUTANTS.items())
    prices = ", ".join(f'{name} = "{price}"' for name, (_, price) in POLLUTANTS.items())
    roster = ["section,role,party,share"]
    for section in world.sections:
        roster += [f"{section},upstream,990100,1", f"{section},downstream,990200,1"]
    files = {
        "region.toml": REGION,
        "sources.toml": SOURCES,
        "parties.csv": PARTIES,
        "seats.csv": SEATS,
        "bodies/council.toml": COUNCIL,
        "rules/sections.toml": RULE.format(targets=targets, prices=prices),
        "rules/sections.csv": "\n".join([*roster, ""]),
    }
    loaded = load({path: text.encode() for path, text in files.items()})
    assert loaded.package is not None, loaded.findings
    found = planned(loaded.package, "sections", date(2016, 1, 1))
    assert isinstance(found, Plan), found
    return found


def median(rounds: int, work: Callable[[], T]) -> tuple[float, T]:
    """The median time of some work, and what came of it."""
    times, result = [], None
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    assert result is not None
    return statistics.median(times), result


def engine(world: World, dues: Whole, rounds: int) -> float:
    """Our engine by parts: reading and checking, working out, every line; then what traces cost."""
    plan, text = plan_of(world), csv_of(table(world))
    print(f"{world.rows} rows: {len(world.sections)} sections, {len(MONTHS)} months", flush=True)

    def read() -> Facts:
        facts, findings = read_csv(plan, text, "facts.csv")
        assert not findings, findings[:3]
        return facts

    def worked() -> Shared:
        found = run(plan, facts)
        assert isinstance(found, Shared), found
        return found

    reading, facts = median(rounds, read)
    working, shared = median(rounds, worked)
    listing, lines = median(rounds, lambda: list(shared.lines))
    digesting, _ = median(1, lambda: worked().digest)
    total = reading + working + listing
    print(
        f"lianxi {total:6.2f} s: reading {reading:.2f}, working out {working:.2f}, "
        f"{len(lines)} lines {listing:.2f}; its digest {digesting:.2f} more"
    )
    came = {(line.period, line.of["section"]): line for line in lines}
    for at, month in enumerate(MONTHS):
        for n, section in enumerate(world.sections):
            line, fen = came.get((month, section)), int(dues[at, n])
            sign = 1 if line is not None and line.giver == "990100" else -1
            assert (sign * line.amount if line else 0) == fen, (month, section)
    print(f"  every one of {dues.size} dues is what whole numbers alone make of it")
    some = random.Random(7).sample(range(len(lines)), min(100, len(lines)))  # noqa: S311
    asking, _ = median(rounds, lambda: [trace(shared, which) for which in some])
    print(f"  traces not asked for: nothing; {len(some)} asked for: {asking:.2f} s")
    return total


def others(world: World, dues: Whole, asked: argparse.Namespace, folder: Path, ours: float) -> None:
    """The same formula in bare NumPy and in OpenFisca, on figures that are in memory already."""
    targets = np.array([float(target) for target, _ in POLLUTANTS.values()])
    prices = np.array([float(price) for _, price in POLLUTANTS.values()])
    c, flow = world.c / 100, world.flow.astype(float)

    def bare() -> npt.NDArray[np.float64]:
        found: npt.NDArray[np.float64] = ((c - targets) * prices).sum(axis=2) * flow / 1_000_000
        return found

    seconds, found = median(asked.rounds, bare)
    said("NumPy, 64 bits", seconds, found, dues, ours)
    np.savez(
        folder / "facts.npz", c=c, flow=flow, target=targets, price=prices, periods=np.array(MONTHS)
    )
    python = asked.openfisca or fresh(folder)
    if python is None:
        print("OpenFisca: not measured (--openfisca PYTHON)")
        return
    command = [python, str(HERE / "sharing_openfisca.py"), str(folder), str(asked.rounds)]
    answered = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(answered.stdout.splitlines()[-1])
    name = f"OpenFisca, {figures['type'].removeprefix('float')} bits"
    said(name, figures["seconds"], np.load(folder / "due.npy"), dues, ours)


def said(
    name: str, seconds: float, found: npt.NDArray[np.floating], dues: Whole, ours: float
) -> None:
    """How long another took, how many times that we take, and by how much it is wrong."""
    off = np.abs(found.astype(float) - dues / 100)
    wrong = int((np.round(found.astype(float) * 100).astype(np.int64) != dues).sum())
    print(
        f"{name}: {seconds:.3f} s, ratio {ours / seconds:.0f}; farthest off {off.max():.4f} CNY, "
        f"not right to the fen {wrong} of {dues.size}",
        flush=True,
    )


def fresh(folder: Path) -> str | None:
    """The Python of an environment made for this run; None where packages can't be had."""
    target = folder / "openfisca"
    venv.create(target, with_pip=True)
    python = str(target / "bin" / "python")
    command = [python, "-m", "pip", "install", "-q", "openfisca-core"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return None
    return python


def bad_rows(world: World, rounds: int) -> None:
    """The same table with ten bad rows: which ten, and how soon that is said."""
    plan, lines = plan_of(world), table(world)
    heading = ["period", "section", "pollutant", "fact", "value", "unit"]
    first = range(0, len(lines), len(POLLUTANTS) + 1)
    spots = random.Random(7).sample(first, len(BAD))  # noqa: S311
    for at, (text, column) in zip(spots, BAD.items(), strict=True):
        cells = lines[at].split(",")
        cells[heading.index(column)] = text
        lines[at] = ",".join(cells)
    text = csv_of(lines)
    seconds, findings = median(rounds, lambda: read_csv(plan, text, "facts.csv")[1])
    wrong = sorted(at + 2 for at in spots)
    named = sorted(finding.place.row or 0 for finding in findings)
    assert named == wrong, (named, wrong)
    print(f"ten bad rows among {len(lines)}: {seconds:.2f} s to name them, and no other")


if __name__ == "__main__":
    main()
