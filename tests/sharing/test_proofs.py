"""What must always hold of a sharing rule, on rules and facts drawn at random and on the sections.

A rule at random goes from its text through the engine, and comes out as a plain second evaluation
has it (`plain_rules.py`, `plain_transfers.py`); every result is rebuilt from its exported trace.
"""

import json
import random
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.finding import Finding
from lianxi.sharing.facts import FactRow, gathered
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.rebuild import rebuild
from lianxi.sharing.run import Shared, run
from lianxi.sharing.trace import trace
from plain_rules import Plain, Refused
from plain_transfers import lines
from rules_at_random import Case, at_random
from shares import (
    HEAD,
    SECTIONS,
    came,
    facts_of,
    package,
    paid,
    plan,
    plan_of,
    rows,
    share,
    worked,
)

Lines = list[tuple[object, ...]]
DICE = st.randoms(use_true_random=False)
CONCENTRATIONS = st.integers(0, 2000).map(lambda n: f"{n // 100}.{n % 100:02}")


def shared_of(case: Case) -> Shared | tuple[Finding, ...]:
    """What the engine makes of it."""
    return worked(plan_of(case), facts_of(case))


def told(shared: Shared) -> Lines:
    """Its lines, in any order."""
    return sorted(
        (line.name, line.giver, line.taker, line.amount, line.period, *sorted(line.of.items()))
        for line in shared.lines
    )


def plainly(case: Case) -> Lines | None:
    """What the plain evaluation makes of it; None where it refuses."""
    try:
        found = lines(Plain(case.toml, case.csv, case.rows))
    except Refused:
        return None
    return sorted((e.name, e.giver, e.taker, e.amount, e.period, *e.of) for e in found)


def rebuilt(shared: Shared, which: int) -> list[str]:
    """What differs in the exported trace of a line."""
    return rebuild(json.loads(json.dumps(trace(shared, which), ensure_ascii=False)))


@given(DICE)
@settings(max_examples=60)
def test_a_rule_at_random_comes_out_as_a_plain_evaluation_has_it(dice: random.Random) -> None:
    """Every line to the fen, and refused where that refuses; what is paid adds up to zero."""
    case = at_random(dice)
    shared, wanted = shared_of(case), plainly(case)
    if isinstance(shared, tuple):
        assert wanted is None, shared
        return
    assert told(shared) == wanted
    assert sum(shared.net().values()) == 0
    for which in range(len(shared.lines))[:2]:
        assert rebuilt(shared, which) == []


def test_one_hundred_random_results_are_rebuilt_from_their_exported_traces() -> None:
    """One hundred results of random rules, each rebuilt from its trace with no difference."""
    results = 0
    seed = 0
    while results < 100:
        seed += 1
        case = at_random(random.Random(seed))
        shared = shared_of(case)
        if isinstance(shared, tuple) or not len(shared.lines):
            continue
        some = random.Random(seed).sample(range(len(shared.lines)), min(3, len(shared.lines)))
        for which in some:
            assert rebuilt(shared, which) == [], (seed, which)
            results += 1
    assert seed < 150  # most rules at random come to something


def test_a_number_changed_in_a_random_trace_is_found() -> None:
    """Whatever is worked out: each value above the leaves, one after the other."""
    found = 0
    for seed in range(1, 12):
        shared = shared_of(at_random(random.Random(seed)))
        if isinstance(shared, tuple) or not len(shared.lines):
            continue
        text = json.dumps(trace(shared, 0))
        for n in range(len(list(values(json.loads(text))))):
            changed = json.loads(text)
            node = list(values(changed))[n]
            node["value"] = {"true": "false", "false": "true"}.get(str(node["value"]), "98765.4")
            assert rebuild(changed), (seed, n)
            found += 1
    assert found > 50


def values(node: object) -> list[dict[str, object]]:
    """The nodes of a trace that are worked out from others."""
    if isinstance(node, list):
        return [found for each in node for found in values(each)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("of") and "value" in node else []
    return own + [found for each in node.values() for found in values(each)]


# the sections


def section_facts(c: Sequence[str], flow: str = "10000000") -> str:
    """Facts of two sections in two months: two concentrations for each, and the flow."""
    text, left = "", iter(c)
    for month in ("2006-01", "2006-02"):
        for spot in ("s1", "s2"):
            text += (
                f"{month} {spot} k1 c {next(left)} mg/L\n{month} {spot} k2 c {next(left)} mg/L\n"
            )
            text += f"{month} {spot} - flow {flow} m3\n"
    return text


EIGHT = st.lists(CONCENTRATIONS, min_size=8, max_size=8)
SECTION_PLAN = plan(SECTIONS)


def of_sections(facts: str | list[FactRow]) -> Shared:
    """The result at the sections."""
    given_ = rows(SECTION_PLAN, facts) if isinstance(facts, str) else facts
    found = worked(SECTION_PLAN, given_)
    assert isinstance(found, Shared)
    return found


@given(EIGHT)
@settings(max_examples=25)
def test_what_is_paid_adds_up_to_zero_in_every_period(c: list[str]) -> None:
    """And every line is above zero, between two."""
    shared = of_sections(section_facts(c))
    for period in ("2006-01", "2006-02"):
        sums: dict[str, int] = {}
        for line in shared.lines:
            if line.period == period:
                sums[line.giver] = sums.get(line.giver, 0) - line.amount
                sums[line.taker] = sums.get(line.taker, 0) + line.amount
        assert sum(sums.values()) == 0
    assert all(line.amount > 0 and line.giver != line.taker for line in shared.lines)


@given(EIGHT, st.integers(0, 7), st.integers(1, 500))
@settings(max_examples=25)
def test_upstream_never_gains_by_a_dirtier_section(c: list[str], which: int, more: int) -> None:
    """Monotone in each pollutant: what upstream of that section receives does not rise."""
    worse = [*c]
    worse[which] = str(float(c[which]) + more / 100)
    before, after = of_sections(section_facts(c)), of_sections(section_facts(worse))
    spot = "s1" if which % 4 < 2 else "s2"

    def upstream(shared: Shared) -> int:
        up = {"990100", "990300"} if spot == "s1" else {"990200"}
        here = [line for line in shared.lines if line.of["spot"] == spot]
        return sum(line.amount * ((line.taker in up) - (line.giver in up)) for line in here)

    assert upstream(after) <= upstream(before)


@given(EIGHT)
@settings(max_examples=15)
def test_a_unit_is_only_a_spelling(c: list[str]) -> None:
    """The same amounts in g/m3, kg/m3 and litres: the same lines and the same digest."""
    facts = rows(SECTION_PLAN, section_facts(c))
    scaled = [in_other_units(n, row) for n, row in enumerate(facts)]
    one, other = of_sections(facts), of_sections(scaled)
    assert told(one) == told(other)
    assert one.digest == other.digest


def in_other_units(n: int, row: FactRow) -> FactRow:
    """A figure in another unit."""
    if row.fact == "flow":
        value, unit = f"{row.value}000", "L"
    elif n % 2:
        value, unit = row.value, "g/m3"
    else:
        whole, _, part = row.value.partition(".")
        value, unit = f"0.{int(whole):03}{part}", "kg/m3"
    return FactRow(row.period, row.keys, row.fact, value, unit, row.source)


@given(EIGHT, DICE)
@settings(max_examples=15)
def test_the_order_of_the_rows_and_the_cut_of_the_file_do_not_matter(
    c: list[str], dice: random.Random
) -> None:
    facts = rows(SECTION_PLAN, section_facts(c))
    mixed = [*facts]
    dice.shuffle(mixed)
    one, other = of_sections(facts), of_sections(mixed)
    assert (told(one), one.digest) == (told(other), other.digest)


@given(EIGHT)
@settings(max_examples=15)
def test_all_at_once_is_one_at_a_time_is_the_trace(c: list[str]) -> None:
    """Both sections and both months at once, each month alone, and each line's trace."""
    facts = rows(SECTION_PLAN, section_facts(c))
    bulk = of_sections(facts)
    single = [of_sections([f for f in facts if f.period == p]) for p in ("2006-01", "2006-02")]
    assert told(bulk) == sorted(line for each in single for line in told(each))
    for which in range(len(bulk.lines)):
        transfer = trace(bulk, which)["transfer"]
        assert isinstance(transfer, dict)
        assert transfer["amount"] == f"{bulk.lines[which].amount / 100:.2f}"
        assert rebuilt(bulk, which) == []


@pytest.mark.parametrize(
    ("side", "holds"),
    [("up_to", "before at"), ("below", "before"), ("at_least", "at after"), ("above", "after")],
)
def test_both_sides_of_every_band_edge(side: str, holds: str) -> None:
    """At the edge and one step beside it."""
    rule = 'each = { member = "seats:council" }\nfacts.n = { per = ["member"], unit = "mg/L" }\n'
    rule += 'parameters.limit = { value = "0.2", unit = "mg/L" }\n'
    rule += 'parameters.one = { value = "1", unit = "CNY" }\n[[version.step]]\nname = "x"\n'
    rule += (
        f'bands = "n"\nedges = [{{ {side} = "limit", gives = "one" }}, {{ gives = "2 * one" }}]\n'
    )
    rule += '[[version.transfer]]\nfrom = "member"\nto = "fund:pot"\namount = "x"\n'
    at = {
        "990100": ("before", "0.1999999"),
        "990200": ("at", "0.20"),
        "990300": ("after", "0.2000001"),
    }
    shared = share(rule, "\n".join(f"2006-01 {k} n {v} mg/L" for k, (_, v) in at.items()))
    expected = {party: -100 if name in holds.split() else -200 for party, (name, _) in at.items()}
    assert {k: v for k, v in paid(shared).items() if k in at} == expected
    for which in range(3):
        assert rebuilt(shared, which) == []


def test_what_was_known_then_gives_the_same_digest_for_ever() -> None:
    """A later amendment and a later-known version do not change what was known on a day."""
    again = HEAD.replace('in_force_from = "2006"', 'in_force_from = "2006-07"')
    amended = SECTIONS + again[again.index("[[version]]") :] + 'parameters.price = { per = "kind", '
    amended += 'unit = "CNY/t", values = { k1 = "1", k2 = "1" } }\n'
    corrected = SECTIONS + HEAD[HEAD.index("[[version]]") :] + 'known_from = "2007"\n'
    corrected += (
        'parameters.price = { per = "kind", unit = "CNY/t", values = { k1 = "2", k2 = "2" } }\n'
    )
    facts = section_facts(["8", "0.3", "1", "0.1", "7.5", "0.25", "6", "0.2"])
    day, known = date(2006, 1, 1), date(2006, 12, 1)
    digests, prices = set(), set()
    for rule in (SECTIONS, amended, corrected):
        found = planned(package(rule), "rule", day, known)
        assert isinstance(found, Plan)
        shared = run(found, gathered(found, rows(found, facts))[0])
        assert isinstance(shared, Shared)
        digests.add(shared.digest)
        later = planned(package(rule), "rule", date(2006, 8, 1), date(2008, 1, 1))
        assert isinstance(later, Plan)
        prices.add(str(later.of.parameters["price"].values))
    assert len(digests) == 1
    assert len(prices) == 3  # they do differ for whoever asks later


def test_pooled_sections_of_zhenjiang() -> None:
    """Document-free arithmetic of data/CASES.md, S2: 30 + 40 + 5 = 75, in ten thousand yuan."""
    facts = "2006-01 s2 k1 c 8 mg/L\n2006-01 s2 k2 c 0.25 mg/L\n2006-01 s2 - flow 10000000 m3\n"
    facts += "2006-01 s1 k1 c 6 mg/L\n2006-01 s1 k2 c 0.2 mg/L\n2006-01 s1 - flow 10000000 m3"
    assert came(share(SECTIONS, facts)) == [("1", "990200", "990300", 35_000_000)]
