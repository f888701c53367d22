"""A value of a parameter runs over a range: every point is a run, and turns are found."""

from datetime import date
from fractions import Fraction

from lianxi.charter.single import with_rule
from lianxi.sharing.compare import Point
from lianxi.sharing.facts import FactRow, gathered
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.run import Shared, run
from lianxi.sharing.sweep import Sweep, sweep
from tiny import read, tiny

RULE = """\
id = "toll"
kind = "rule"
name = { zh = "渡资", en = "Toll" }
[[version]]
in_force_from = "2026"
status = "example"
each = { member = "seats:council" }
facts.boats = { per = "member", unit = "1" }
parameters.free = "10"
parameters.fee = { value = "100", unit = "CNY" }
parameters.lump = { value = "50000", unit = "CNY" }
step = [
  { name = "above", value = "max(boats - free, 0)" },
  { name = "fine", bands = "boats", edges = [{ up_to = "free", gives = "0" }, { gives = "lump" }] },
  { name = "one", ratio = "boats", of = "free" },
]
transfer = [{ from = "member", to = "990000", amount = "AMOUNT" }]
"""


def swept(amount: str, parameter: str, low: int, high: int) -> Sweep:
    package = read(tiny()).package
    assert package is not None
    said = RULE.replace("AMOUNT", amount).encode()
    whole, findings = with_rule(package, "toll.toml", {"toll.toml": said})
    assert whole is not None, findings
    plan = planned(whole, "toll", date(2026, 1, 1))
    assert isinstance(plan, Plan)
    rows = [
        FactRow("2026", {"member": member}, "boats", boats, "1")
        for member, boats in (("990100", "7.5"), ("990200", "13"), ("990300", "0"))
    ]
    facts, findings = gathered(plan, rows)
    assert not findings

    def at(value: Fraction) -> Point | None:
        outcome = run(plan.varied(parameter, value), facts)
        return Point(value, outcome.net()) if isinstance(outcome, Shared) else None

    return sweep(at, Fraction(low), Fraction(high), lines=3)


def test_a_straight_course_has_no_turn_and_its_points_are_exact() -> None:
    found = swept("above * fee", "fee", 50, 200)
    assert found.points[0].net["990200", "CNY"] == -3 * 5000
    assert found.points[-1].net["990000", "CNY"] == 3 * 20000
    assert all(sum(point.net.values()) == 0 for point in found.points)
    assert not any(found.turns.values())


def test_a_course_turns_where_a_bound_is_met() -> None:
    found = swept("above * fee", "free", 5, 20)
    turns = {
        party: [(t.value, t.amount) for t in turns] for (party, _), turns in found.turns.items()
    }
    assert turns["990100"] == [(Fraction("7.5"), 0)]
    assert turns["990200"] == [(Fraction(13), 0)]
    assert [value for value, _ in turns["990000"]] == [Fraction("7.5"), Fraction(13)]


def test_a_course_that_jumps_turns_where_it_jumps() -> None:
    found = swept("fine", "free", 5, 20)
    (turn,) = found.turns["990200", "CNY"]
    assert abs(turn.value - 13) < Fraction(1, 10**6)


def test_a_curve_has_no_turns() -> None:
    found = swept("one * fee", "free", 5, 20)
    assert not any(found.turns.values())


def test_what_can_not_be_worked_out_is_left_out() -> None:
    found = swept("fee / free", "free", 0, 48)
    assert found.left == (Fraction(0),)
    assert len(found.points) == 48
