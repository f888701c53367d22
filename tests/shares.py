"""Sharing rules in a few lines: an article, its facts as text, and what comes out.

shared = share(SECTIONS, '''
    2006-01 s1 k1  c     8    mg/L
    2006-01 s1 -   flow  1e7  m3 ''')
"""

from collections.abc import Iterable, Mapping
from datetime import date

from lianxi.charter.package import Package
from lianxi.kernel.finding import Finding
from lianxi.sharing.facts import FactRow, columns, gathered
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.run import Shared, run
from rules_at_random import Case
from tiny import read, tiny

HEAD = """\
id = "rule"
kind = "rule"
name = { zh = "规", en = "Rule" }
[[version]]
in_force_from = "2006"
status = "stated"
source = "book"
"""
POT = """\
id = "pot"
kind = "fund"
name = { zh = "锅", en = "Pot" }
[[version]]
in_force_from = "2005"
status = "stated"
source = "book"
serves = "council"
"""
SPOTS = """\
spot,role,party,share
s1,up,990100,0.6
s1,up,990300,0.4
s1,down,990200,1
s2,up,990200,1
s2,down,990300,1
"""
# The section rule of docs/explanation/sharing.md.
SECTIONS = """\
each = "spots.csv"
period = "month"
facts.c = { per = ["spot", "kind"], unit = "mg/L" }
facts.flow = { per = ["spot"], unit = "m3" }
parameters.target = { per = "kind", unit = "mg/L", values = { k1 = "6", k2 = "0.2" } }
parameters.price = { per = "kind", unit = "CNY/t", values = { k1 = "15000", k2 = "100000" } }
[[version.step]]
name = "due"
sum = "(c - target) * flow * price"
over = "kind"
[[version.transfer]]
when = "due > 0"
from = { role = "up", by = "share" }
to = { role = "down", by = "share" }
amount = "due"
[[version.transfer]]
when = "due < 0"
from = { role = "down", by = "share" }
to = { role = "up", by = "share" }
amount = "-due"
"""
# A month of it: above its target at the first section, at its target at the second.
MONTH = """\
2006-01 s1 k1 c    8    mg/L
2006-01 s1 k2 c    0.3  mg/L
2006-01 s1 -  flow 1000 m3
2006-01 s2 k1 c    6    mg/L
2006-01 s2 k2 c    0.2  mg/L
2006-01 s2 -  flow 1000 m3
"""
Came = tuple[str, str, str, int]  # name, giver, taker, smallest parts


def package(rule: str, table: str = SPOTS, head: str = HEAD) -> Package:
    """The tiny region with a rule, the table beside it, and a fund."""
    beside = {"rules/spots.csv": table} if "spots.csv" in rule else {}
    loaded = read({**tiny(), "rules/rule.toml": head + rule, "funds/pot.toml": POT, **beside})
    errors = [finding for finding in loaded.findings if finding.severity == "error"]
    assert loaded.package is not None, errors
    return loaded.package


def plan(rule: str, table: str = SPOTS) -> Plan:
    """It as in force in 2006."""
    found = planned(package(rule, table), "rule", date(2006, 6, 1))
    assert isinstance(found, Plan), found
    return found


def rows(plan_: Plan, text: str) -> list[FactRow]:
    """Facts as text: period, the keys of the plan's columns ("-" for none), fact, value, unit."""
    words = columns(plan_)[1:-3]
    found = []
    for line in text.strip().splitlines():
        period, *keys, fact, value, unit = line.split()
        at = {word: key for word, key in zip(words, keys, strict=True) if key != "-"}
        found.append(FactRow(period, at, fact, value, unit, "facts/1"))
    return found


def worked(plan_: Plan, facts: Iterable[FactRow]) -> Shared | tuple[Finding, ...]:
    """What comes of a plan and its facts."""
    gathered_, findings = gathered(plan_, facts)
    return findings or run(plan_, gathered_)


def share(rule: str, facts: str, table: str = SPOTS) -> Shared:
    """The result of a rule that can be worked out."""
    of = plan(rule, table)
    found = worked(of, rows(of, facts))
    assert isinstance(found, Shared), found
    return found


def codes(rule: str, facts: str, table: str = SPOTS) -> list[str]:
    """Why it can't be worked out."""
    of = plan(rule, table)
    found = worked(of, rows(of, facts))
    assert isinstance(found, tuple), "it came out"
    return [finding.code for finding in found]


def came(shared: Shared) -> list[Came]:
    """The lines of a result, in a few words."""
    return sorted((line.name, line.giver, line.taker, line.amount) for line in shared.lines)


def paid(shared: Shared) -> Mapping[str, int]:
    """What each party receives in all, in fen."""
    return {party: amount for (party, unit), amount in shared.net().items() if unit == "CNY"}


def plan_of(case: Case) -> Plan:
    """The plan of a rule at random, which is always well formed."""
    loaded = read(case.files())
    assert loaded.package is not None, [f for f in loaded.findings if f.severity == "error"]
    found = planned(loaded.package, "chance", date(2007, 6, 1))
    assert isinstance(found, Plan)
    return found


def facts_of(case: Case) -> list[FactRow]:
    """Its facts as the engine takes them."""
    return [FactRow(r.period, r.keys, r.fact, r.value, r.unit, "facts/1") for r in case.rows]
