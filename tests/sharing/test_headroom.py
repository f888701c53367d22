"""How far an input may move: solved by hand, verb by verb, and tried by moving it."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.quantity import PLACES
from lianxi.sharing.facts import FactRow
from lianxi.sharing.following import Input
from lianxi.sharing.headroom import Headroom, every, headroom, inputs
from lianxi.sharing.rebuild import rebuild
from lianxi.sharing.run import Line, Shared
from lianxi.sharing.trace import trace
from rules_at_random import at_random
from shares import MONTH, SECTIONS, facts_of, plan_of, share, worked

MEMBERS = """\
each = { member = "seats:council" }
period = "month"
facts.n = { per = ["member"], unit = "1", missing = "leave-out" }
parameters.fee = { value = "1", unit = "CNY" }
parameters.p = { per = "grade", unit = "1", values = { 4 = "1", 5 = "7" } }
"""
EASTON, WESTON = "990100", "990200"
Edges = tuple[str | None, str | None, str | None, bool]  # below, above, slope, exact


def step(text: str) -> str:
    return f'[[version.step]]\nname = "x"\n{text}\n'


def pays(amount: str, who: str = "member", when: str = "") -> str:
    """Whoever it is pays so many yuan into the pot."""
    condition = f'when = "{when}"\n' if when else ""
    text = f'[[version.transfer]]\nname = "pay"\nfrom = "{who}"\nto = "fund:pot"\n'
    return f'{text}{condition}amount = "({amount}) * fee"\n'


def edges(room: Headroom) -> Edges:
    """A headroom in a few words."""
    below = None if room.below is None else str(room.below.at)
    above = None if room.above is None else str(room.above.at)
    return below, above, None if room.slope is None else str(room.slope), room.exact


def of_member(shared: Shared, which: int, member: str) -> Edges:
    """The headroom of a member's figure for a line."""
    [one] = [
        room
        for room in every(shared, which)
        if room.input.kind == "fact" and dict(room.input.at)["member"] == member
    ]
    return edges(one)


def test_an_excess_at_a_section() -> None:
    """(8 - 6) * 15000 + (0.3 - 0.2) * 100000 yuan a tonne, 1000 m3, six tenths of it."""
    shared = share(SECTIONS, MONTH)
    assert (shared.lines[0].giver, shared.lines[0].amount) == (EASTON, 24_00)
    found = {(r.input.symbol, dict(r.input.at).get("kind")): r for r in every(shared, 0)}
    assert edges(found["c", "k1"]) == ("16/3", None, "9", True)
    assert edges(found["target", "k1"]) == (None, "26/3", "-9", True)
    assert edges(found["flow", None]) == ("0", None, "3/125", True)
    assert edges(found["price", "k1"]) == ("-5000", None, "3/2500", True)
    assert {room.below.what for room in found.values() if room.below} == {"due > 0"}


BANDS = 'bands = "n"\nedges = [{ up_to = "5", gives = "2" }, { gives = "n" }]'
SLICES = 'slices = "n"\nedges = [{ up_to = "3", rate = "0.1" }, { rate = "0.5" }]'
TIERS = 'waterfall = "n"\ninto = [{ name = "a", most = "3" }, { name = "b", most = "10" }]'
CLIP = 'clip = "n"\nleast = "2"\nmost = "8"'


@pytest.mark.parametrize(
    ("rule", "value", "comes"),
    [
        (pays("n"), "5", ("0", None, "1", True)),
        (pays("n", when="n > 2 and n < 9"), "5", ("2", "9", "1", True)),
        (pays("n - 8"), "5", (None, "8", "-1", True)),  # paid the other way, so more is less
        (pays("abs(n - 8)"), "5", (None, "8", "-1", True)),
        (pays("min(n, 8)"), "5", ("0", "8", "1", True)),
        (pays("max(n, 8)"), "5", (None, "8", "0", True)),
        (step(CLIP) + pays("x"), "5", ("2", "8", "1", True)),
        (step(CLIP) + pays("x"), "9", ("8", None, "0", True)),
        (step(BANDS) + pays("x"), "4", (None, "5", "0", True)),
        (step(BANDS) + pays("x"), "5", ("5", "5", "0", True)),  # it stands on the edge
        (step(BANDS) + pays("x"), "6", ("5", None, "1", True)),
        (step(SLICES) + pays("x"), "2", ("0", "3", "1/10", True)),
        (step(SLICES) + pays("x"), "5", ("3", None, "1/2", True)),
        (step(SLICES.replace('"3"', '"-3"')) + pays("x"), "5", ("0", None, "1/2", True)),
        (step(TIERS) + pays("b"), "5", ("3", "13", "1", True)),
        (step('lookup = "p"\nby = "grade"\nat = "n"') + pays("x"), "5", ("5", "5", "0", True)),
        (step('ratio = "n"\nof = "n + 5"') + pays("x * 100"), "5", ("0", None, None, False)),
        (pays("3", when="n * n > 16"), "5", ("4", None, "0", False)),
        (pays("100 / (n + 5)"), "1", ("-5", None, None, False)),  # beyond it is paid the other way
    ],
)
def test_each_verb(rule: str, value: str, comes: Edges) -> None:
    shared = share(MEMBERS + rule, f"2006-01 {EASTON} n {value} 1")
    assert of_member(shared, 0, EASTON) == comes


def test_the_worst_of_several() -> None:
    rule = step('worst = "n"\nover = ["member"]\nis = "highest"') + pays("x", EASTON)
    shared = share(MEMBERS + rule, f"2006-01 {EASTON} n 5 1\n2006-01 {WESTON} n 8 1")
    assert of_member(shared, 0, EASTON) == (None, "8", "0", True)
    assert of_member(shared, 0, WESTON) == ("5", None, "1", True)


def test_who_counts_under_a_condition() -> None:
    """Whoever counts may stop to, and whoever does not may begin to."""
    rule = step('sum = "n"\nover = ["member"]\nwhere = "n > 4"') + pays("x", EASTON)
    shared = share(MEMBERS + rule, f"2006-01 {EASTON} n 5 1\n2006-01 {WESTON} n 3 1")
    assert of_member(shared, 0, EASTON) == ("4", None, "1", True)
    assert of_member(shared, 0, WESTON) == (None, "4", "0", True)
    told = json.loads(json.dumps(trace(shared, 0)))
    assert rebuild(told) == []
    (gathered,) = (node for node in nodes(told["why"]) if node["is"] == "sum")
    assert [each["holds"]["value"] for each in gathered["where"]] == ["true", "false"]
    gathered["where"].reverse()
    assert rebuild(told) == []
    gathered["where"][1]["at"], gathered["where"][0]["at"] = (
        gathered["where"][0]["at"],
        gathered["where"][1]["at"],
    )
    assert [each.partition("：")[2] for each in rebuild(told)] == [
        "条件不成立（the condition does not hold）"
    ]


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node and what it rests on."""
    yield node
    for each in node.get("of", ()):
        yield from nodes(each)


OUT = '[[version.transfer]]\nname = "out"\nfrom = "fund:pot"\nto = "990000"\nshare_of = "pay"\n'


def test_what_comes_into_a_pot_may_stop_to_come() -> None:
    """The condition under which a part of it was paid is a turn of what is shared out."""
    shared = share(MEMBERS + pays("n", when="n > 3") + OUT, f"2006-01 {EASTON} n 5 1")
    assert shared.lines[1].name == "out"
    assert of_member(shared, 1, EASTON) == ("3", None, "1", True)


def test_a_part_of_a_pot_whose_condition_does_not_hold_is_a_difference() -> None:
    shared = share(MEMBERS + pays("n", when="n > 3") + OUT, f"2006-01 {EASTON} n 5 1")
    told = json.loads(json.dumps(trace(shared, 1)))
    assert rebuild(told) == []
    told["why"]["of"][0]["when"] |= {"is": "<", "value": "false"}  # true of itself
    assert rebuild(told) == ["why.of[0]：条件不成立（the condition does not hold）"]


def test_a_pot_that_is_empty_turns_round() -> None:
    facts = f"2006-01 {EASTON} n 5 1\n2006-01 {WESTON} n -2 1"
    shared = share(MEMBERS + pays("n") + OUT, facts)
    assert [line.amount for line in shared.lines] == [500, 200, 300]
    assert of_member(shared, 2, EASTON) == ("2", None, "1", True)
    assert of_member(shared, 2, WESTON) == ("-5", "0", "1", True)


def test_who_has_a_part_of_a_pot_has_it_under_a_condition() -> None:
    out = OUT.replace('"990000"', '"member"') + 'by = "n"\nwhen = "n >= 4"\n'
    facts = f"2006-01 {EASTON} n 5 1\n2006-01 {WESTON} n 15 1"
    shared = share(MEMBERS + pays("20", "990000") + out, facts)
    assert [line.amount for line in shared.lines] == [2000, 500, 1500]
    assert of_member(shared, 1, WESTON) == ("4", None, None, True)
    told = json.loads(json.dumps(trace(shared, 1)))
    assert rebuild(told) == []
    told["why"]["among"][1]["when"] |= {"is": "<", "value": "false"}
    assert rebuild(told) == ["why：条件不成立（the condition does not hold）"]


def met(rows: list[FactRow], line: Line, of: Input) -> int | None:
    """The row that an input is, where it is one."""
    at = dict(of.at)
    period = at.pop("period", line.period)
    found = [
        n
        for n, row in enumerate(rows)
        if (row.fact, row.period) == (of.symbol, period)
        and dict(row.keys) == {word: key for word, key in at.items() if word in row.keys}
    ]
    return found[0] if len(found) == 1 else None


def within(room: Headroom, dice: random.Random) -> list[Fraction]:
    """Some values on both sides that it has room for, of nine decimals."""
    value, found = room.input.value, []
    for turn, way in ((room.below, -1), (room.above, 1)):
        far = 7 if turn is None or turn.at is None else abs(turn.at - value)
        at = value + way * far * Fraction(dice.randint(1, 99), 100)
        at = Fraction(round(at * 10**9), 10**9)
        if 0 < abs(at - value) < far:
            found.append(at)
    return found


def written(value: Fraction) -> str:
    """A value of nine decimals."""
    parts = abs(int(value * 10**9))
    return f"{'-' if value < 0 else ''}{parts // 10**9}.{parts % 10**9:09}"


def paid(shared: Shared, like: Line) -> int:
    """What is paid where a line was, in its direction."""
    same = [
        line
        for line in shared.lines
        if (line.name, line.period, line.of) == (like.name, like.period, like.of)
        and {line.giver, line.taker} == {like.giver, like.taker}
    ]
    return sum(line.amount if line.giver == like.giver else -line.amount for line in same)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_within_its_room_an_input_moves_what_is_paid_as_it_says(dice: random.Random) -> None:
    """Of rules at random: the figure is moved, the rule worked out anew, and the line compared.

    What is shared out of a pot is left out: its trace does not say who else might pay into it.
    """
    case = at_random(dice)
    plan, rows = plan_of(case), facts_of(case)
    shared = worked(plan, rows)
    pots = {each.name for each in plan.of.transfers if each.share_of}
    if not isinstance(shared, Shared):
        return
    some = [n for n, line in enumerate(shared.lines) if line.name not in pots]
    for which in dice.sample(some, min(2, len(some))):
        line = shared.lines[which]
        if abs(paid(shared, line)) != line.amount:
            continue  # the same two pay each other twice over
        for of in inputs(shared, which)[:3]:
            row = met(rows, line, of) if of.kind == "fact" else None
            if row is None:
                continue
            room = headroom(shared, which, of)
            for value in within(room, dice):
                moved = [*rows]
                moved[row] = replace(rows[row], value=written(value), unit=of.unit)
                now = worked(plan, moved)
                if not isinstance(now, Shared):
                    continue  # somebody else's band or key is not met
                came = paid(now, line)
                if room.slope is None:
                    assert came >= 0, (of, value)
                    continue
                more = room.slope * (value - of.value) * 10 ** PLACES[line.unit]
                assert abs(line.amount + more - came) <= 2, (of, value, room)
