"""The rehearsed compensation year: its rules, figures in a few lines, and what comes out.

shared = share("section-two-way", measured("codmn nh3n flow", "canal 8 1.4 10000000", …))
told(shared) == ["damage: Wuxi > Suzhou 490000.00", …]
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from here import COMPENSATION, FIGURES
from lianxi.charter.load import load_path
from lianxi.charter.package import Package
from lianxi.charter.single import with_rule
from lianxi.kernel.quantity import Quantity
from lianxi.sharing.facts import read_csv
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.run import Line, Shared, run
from shares import rows, worked

YEAR = date(2026, 1, 1)
OTHER = {"flow": "m3", "oxygen": "mg/L", "ph": "1"}  # what is measured beside concentrations
RULES = tuple(
    path.stem.removeprefix("synthetic-").removesuffix("-2026")
    for path in sorted(FIGURES.glob("*.csv"))
)


@cache
def year() -> Package:
    """The rehearsal, loaded."""
    package = load_path(COMPENSATION).package
    assert package is not None
    return package


def amended(rule: str, old: str, new: str, folder: Path = COMPENSATION) -> Package:
    """The rehearsal with one rule that says something else."""
    files = {path.name: path.read_bytes() for path in (folder / "rules").iterdir()}
    text = files[f"{rule}.toml"].decode()
    assert old in text, old
    files[f"{rule}.toml"] = text.replace(old, new).encode()
    package, findings = with_rule(year(), f"{rule}.toml", files)
    assert package is not None, findings
    return package


def plan(rule: str, package: Package | None = None) -> Plan:
    """A rule as in force in the year; of a proposal, its trial."""
    found = planned(package or year(), rule, YEAR)
    assert isinstance(found, Plan), found
    return found


def share(rule: str | Plan, text: str) -> Shared:
    """What comes of a rule and figures as text."""
    of = plan(rule) if isinstance(rule, str) else rule
    found = worked(of, rows(of, text))
    assert isinstance(found, Shared), found
    return found


@cache
def shipped(rule: str) -> Shared:
    """What comes of a rule and the year of figures that is shipped with it."""
    return in_(year(), rule)


def in_(package: Package, rule: str) -> Shared:
    """What comes of the same figures by the rule of another package."""
    of = plan(rule, package)
    facts, findings = read_csv(of, figures(rule), rule)
    assert not findings, findings
    found = run(of, facts)
    assert isinstance(found, Shared), found
    return found


def figures(rule: str) -> str:
    """The table of figures that is shipped with a rule."""
    return (FIGURES / f"synthetic-{rule}-2026.csv").read_text("utf-8")


def measured(names: str, *sections: str, period: str = "2026-01") -> str:
    """Figures of sections: a line for each, its name and then a figure for each of the names."""
    lines = []
    for section, *values in (line.split() for line in sections):
        for name, value in zip(names.split(), values, strict=True):
            at, unit = ("-", OTHER[name]) if name in OTHER else (name, "mg/L")
            fact = name if name in OTHER else "c"
            lines.append(f"{period} {section} {at} {fact} {value} {unit}")
    return "\n".join(lines)


def told(shared: Shared) -> list[str]:
    """The lines of a result in a few words, in their order."""
    return [_words(line) for line in shared.lines]


def _words(line: Line) -> str:
    amount = Quantity(line.amount, line.unit)
    unit = "" if line.unit == "CNY" else f" {line.unit}"
    return f"{line.name}: {called(line.giver)} > {called(line.taker)} {amount}{unit}"


def called(party: str) -> str:
    """What a party is called; a fund by its id."""
    return year().of("party", party).en


def sums(shared: Shared) -> Mapping[str, int]:
    """What all parties receive together, by unit."""
    found: dict[str, int] = {}
    for (_, unit), amount in shared.net().items():
        found[unit] = found.get(unit, 0) + amount
    return found
