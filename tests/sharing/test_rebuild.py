"""The separate evaluator: every `is` of a trace, and what it must not let pass."""

import ast
import json
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import TypeAlias

import pytest

from lianxi.sharing.rebuild import main, rebuild

Table: TypeAlias = dict[str, object]


def node(kind: str, value: object, *of: Table, **more: object) -> Table:
    """A NODE; its operands in a row."""
    return {"is": kind, "value": value, "unit": "1", **({"of": [*of]} if of else {}), **more}


def n(value: str) -> Table:
    """A bare number."""
    return node("number", value)


def fact(value: str, symbol: str = "c", **at: str) -> Table:
    return node("fact", value, symbol=symbol, at=at, source="facts/1")


def price(value: str, **at: str) -> Table:
    """A parameter."""
    said = {"version": "2026-01", "status": "example", "clause": "", "source": ""}
    return node("parameter", value, symbol="price", at=at, **said)


def step(symbol: str, of: Table) -> Table:
    return node("step", of["value"], of, symbol=symbol, at={}, verb="value")


def keys(*names: str) -> list[dict[str, str]]:
    return [{"pollutant": name} for name in names]


def traced(why: Table, amount: str, giver: str = "a", taker: str = "b") -> Table:
    """A whole trace."""
    transfer = {"name": "1", "from": giver, "to": taker, "amount": amount, "unit": why["unit"],
                "period": "2026-03", "of": {"section": "s1"}}  # fmt: skip
    return {"rule": "r", "version": "2026-01", "transfer": transfer, "why": why}


def pair(name: str, weight: Table) -> Table:
    giver, taker = name.split()
    return {"from": giver, "to": taker, "key": name, "weight": weight}


T, F = "true", "false"
BANDS = [{"edge": "below", "at": n("2"), "taken": False},
         {"edge": "up_to", "at": n("5"), "taken": True}, {"taken": False}]  # fmt: skip
SLICES = [{"at": n("2"), "rate": n("1")}, {"at": n("5"), "rate": n("2")}, {"rate": n("3")}]
YEARS = [{"through": n("3"), "taken": False}, {"through": n("4"), "taken": True}]
SPLIT = [pair("a x", n("1")), pair("a y", n("1")), pair("a z", n("1"))]
EACH: list[Table] = [
    n("-1/3"),
    fact("8", section="s1", pollutant="codmn"),
    node("fact", "0", symbol="c", at={}, source="", gap="zero"),
    price("15000", pollutant="codmn"),
    node("roster", "0.25", symbol="share", at={"section": "s1"}, source="rules/sections.csv"),
    node("period", "2026", symbol="year"),
    step("due", node(">", T, n("2"), n("1"))),
    node("in", "8000", fact("8"), times="1000"),
    node("+", "3", n("1"), n("2")),
    node("-", "-1", n("1"), n("2")),
    node("-", "-1/7", n("1/7")),
    node("*", "1", n("0.5"), n("2")),
    node("/", "1/3", n("1"), n("3")),
    node("min", "1", n("2"), n("1"), n("3")),
    node("max", "3", n("2"), n("1"), n("3")),
    node("abs", "2.5", n("-2.5")),
    node("<", F, n("2"), n("2")),
    node("<=", T, n("2"), n("2")),
    node(">", F, n("2"), n("2")),
    node(">=", T, n("2"), n("2")),
    node("==", T, n("2"), n("4/2")),
    node("!=", F, n("2"), n("2")),
    node("and", F, node("<", F, n("2"), n("1"))),
    node("and", T, node("<", T, n("1"), n("2")), node(">", T, n("2"), n("1"))),
    node("or", T, node("<", T, n("1"), n("2"))),
    node("or", F, node("<", F, n("2"), n("1")), node("<", F, n("2"), n("1"))),
    node("not", T, node("<", F, n("2"), n("1"))),
    node("sum", "11", fact("8", pollutant="codmn"), fact("3", pollutant="tp"),
         over="pollutant", keys=keys("codmn", "tp")),
    node("sum", "0", of=[], over="pollutant", keys=[]),
    node("mean", "5.5", n("8"), n("3"), over="pollutant", keys=keys("codmn", "tp")),
    node("highest", "8", n("8"), n("3"), over=["pollutant"], keys=keys("codmn", "tp")),
    node("lowest", "3", n("8"), n("3"), over=["pollutant"], keys=keys("codmn", "tp")),
    node("bands", "7", n("5"), edges=BANDS, gives=n("7")),
    node("slices", "11", n("6"), edges=SLICES),
    node("slices", "0", n("-6"), edges=SLICES),
    node("clip", "3", n("4"), least=n("2"), most=n("3")),
    node("clip", "2", n("1"), least=n("2")),
    node("clip", "3", n("4"), most=n("3")),
    node("clip", "2", n("3"), least=n("4"), most=n("2")),
    node("lookup", "15000", price("15000", grade="3"), key=n("3")),
    node("by_year", "5", edges=YEARS, gives=n("5"), since=n("2023"),
         year=node("period", "2026", symbol="year")),
    node("by_year", "5", edges=[{"through": n("2026"), "taken": True}], gives=n("5"),
         year=node("period", "2026", symbol="year")),
    node("tier", "3", n("10"), before=[n("4"), n("2")], most=n("3")),
    node("tier", "4", n("10"), before=[n("4"), n("2")]),
    node("tier", "0", n("-10"), before=[]),
    node("left", "-10", n("-10"), before=[n("1")]),
    node("left", "1", n("10"), before=[n("4"), n("5")]),
    node("ratio", "2/3", n("2"), n("3")),
    node("ratio", "9", n("2"), n("0"), none=n("9")),
    node("round", "0.13", n("0.125"), places=2),
    node("round", "-0.13", n("-0.125"), places=2),
    node("total", "30.00", n("10.00"), n("20.00")),
    node("part", "3.33", n("10"), n("1/3"), places=2),
    node("split", "33.34", n("100.00"), places=2, among=SPLIT, which=0),
    node("split", "33.33", n("100.00"), places=2, among=SPLIT, which=1),
    node("split", "-33.34", n("-100.00"), places=2, among=SPLIT, which=0),
]  # fmt: skip


def beneath(why: object) -> list[str]:
    """What differs in the NODEs, whatever the transfer says."""
    return [line for line in rebuild(traced(n("1"), "1") | {"why": why}) if line[:8] != "transfer"]


@pytest.mark.parametrize("why", EACH, ids=lambda why: f"{why['is']} {why['value']}")
def test_each_is(why: Table) -> None:
    """It comes out; with another value than its own it does not, nor without one of its keys."""
    assert beneath(why) == []
    if why["is"] not in ("number", "fact", "parameter", "roster", "period"):
        other = "false" if why["value"] == T else T if why["value"] == F else "7.77"
        assert beneath(why | {"value": other})[0].startswith("why：")
    for key in why.keys() - {"gap", "least"}:
        assert beneath({k: v for k, v in why.items() if k != key}), key


def charge() -> Table:
    """What a city owes at a section: two pollutants above their targets, shared by two."""

    def due(pollutant: str, c: str, target: str, cost: str, comes: str) -> Table:
        over = node("-", str(int(c) - int(target)), fact(c, pollutant=pollutant), n(target))
        return node("*", comes, over, price(cost, pollutant=pollutant))

    both = node("sum", "50.25", due("codmn", "8", "6", "15", "30"), due("tp", "5", "4", "20.25",
                "20.25"), over="pollutant", keys=keys("codmn", "tp"))  # fmt: skip
    whole = node("round", "50.3", step("due", both), places=1)
    among = [pair("a x", n("0.4")), pair("a y", n("0.6"))]
    return traced(node("split", "20.1", whole, places=1, among=among, which=0), "20.1", "a", "x")


def numbers(trace: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The place of every number in a trace."""
    entries = trace.items() if isinstance(trace, dict) else enumerate(trace)  # type: ignore[arg-type]
    for key, inner in entries:
        if isinstance(inner, dict | list):
            yield from numbers(inner, (*path, key))
        elif key in ("value", "amount", "times", "places", "which"):
            yield (*path, key)


def test_any_one_number_changed_is_found() -> None:
    assert rebuild(charge()) == []
    places = list(numbers(charge()))
    assert len(places) > 15
    for place in places:
        changed = deepcopy(charge())
        spot: dict[object, object] = changed  # type: ignore[assignment]
        for key in place[:-1]:
            spot = spot[key]  # type: ignore[assignment]
        was = spot[place[-1]]
        spot[place[-1]] = was + 1 if isinstance(was, int) else f"{float(str(was)) + 1:.2f}"
        assert rebuild(changed), place


def test_it_says_where_and_what() -> None:
    changed = json.loads(json.dumps(charge()).replace('"50.25"', '"50.26"', 1))
    assert any(
        "why.of[0].of[0].of[0]：" not in wrong
        and "it says 50.26, it comes to 201/4" in wrong
        and wrong.startswith("why.of[0].of[0]：")
        for wrong in rebuild(changed)
    )


DEEP = n("1")
for _ in range(400):
    DEEP = node("abs", "1", DEEP)
LIES: dict[str, object] = {
    "unknown is": node("pow", "1", n("1")),
    "is no text": node("pow", "1", n("1")) | {"is": ["+"]},
    "a float": node("number", 1.0),
    "an int": node("number", 1),
    "a comma": n("1,000"),
    "an exponent": n("1e3"),
    "full width": n("１"),
    "NaN": n("NaN"),
    "Infinity": n("Infinity"),
    "a plus": n("+1"),
    "a space": n(" 1"),
    "over zero": n("1/0"),
    "over many zeros": n("1/000"),
    "many digits": n("1" * 5000),
    "deep": DEEP,
    "division by zero": node("/", "0", n("1"), n("0")),
    "a ratio with nothing said": node("ratio", "0", n("1"), n("0")),
    "an operand too many": node("+", "3", n("1"), n("2"), n("0")),
    "an operand too few": node("*", "3", n("3")),
    "of is no list": node("+", "3") | {"of": {"a": n("1")}},
    "of is text": node("sum", "0", over="pollutant", keys=[]) | {"of": ""},
    "no node": node("+", "3") | {"of": [n("1"), "2"]},
    "a truth added": node("+", "1", n("1"), node("<", F, n("2"), n("1"))),
    "truths compared": node("<", T, node("<", F, n("2"), n("1")), node("<", T, n("1"), n("2"))),
    "a number denied": node("not", F, n("1")),
    "two denied": node("not", F, node("<", T, n("1"), n("2")), node("<", T, n("1"), n("2"))),
    "and leaves out": node("and", T, node("<", T, n("1"), n("2"))),
    "or leaves out": node("or", F, node("<", F, n("2"), n("1"))),
    "a key twice": node("sum", "2", n("1"), n("1"), over="pollutant", keys=keys("tp", "tp")),
    "a key too few": node("sum", "2", n("1"), n("1"), over="pollutant", keys=keys("tp")),
    "mean of none": node("mean", "0", over="pollutant", keys=[]) | {"of": []},
    "no band": node("bands", "7", n("9"), edges=BANDS[:2], gives=n("7")),
    "two bands": node("bands", "7", n("1"), edges=[{"taken": True}, {"taken": True}], gives=n("7")),
    "the later band": node("bands", "7", n("1"), edges=BANDS, gives=n("7")),
    "a strange edge": node("bands", "7", n("1"), gives=n("7"),
                           edges=[{"edge": "near", "at": n("1"), "taken": True}]),
    "an edge at nothing": node("bands", "7", n("1"), edges=[{"edge": "up_to", "taken": True}],
                               gives=n("7")),
    "edges of text": node("bands", "7", n("1"), edges=["up_to"], gives=n("7")),
    "another key": node("lookup", "5", price("5", grade="2"), key=n("3")),
    "places below zero": node("round", "1", n("1"), places=-1),
    "places without end": node("round", "1", n("1"), places=10**9),
    "places of text": node("round", "1", n("1"), places="2"),
    "places true": node("round", "1", n("1"), places=True),
    "which beyond": node("split", "1", n("1"), places=0, among=SPLIT, which=3),
    "nobody among": node("split", "1", n("1"), places=0, among=[], which=0),
    "no weight": node("split", "1", n("1"), places=0, among=[pair("a x", n("0"))], which=0),
    "weight below zero": node("split", "2", n("1"), places=0, which=0,
                              among=[pair("a x", n("2")), pair("a y", n("-1"))]),
    "half a fen": node("split", "0.01", n("0.005"), places=2, among=SPLIT[:1], which=0),
    "one pair twice": node("split", "1", n("2"), places=0, among=SPLIT[:1] * 2, which=0),
    "two values for one fact": node("-", "1", fact("3", section="s1"), fact("2", section="s1")),
    "no unit": {"is": "number", "value": "1"},
    "nothing": {},
    "no table": "1",
}  # fmt: skip


@pytest.mark.parametrize("why", LIES.values(), ids=LIES)
def test_lies_are_found(why: object) -> None:
    """Whatever a trace says, a difference in words and never a crash."""
    assert all(len(line) < 400 for line in beneath(why))
    assert beneath(why)


def test_a_transfer_must_be_what_came_out() -> None:
    why = charge()["why"]
    assert isinstance(why, dict)
    for other in (
        traced(why, "20.2", "a", "x"),
        traced(why, "-20.1", "a", "x"),
        traced(why, "20.1", "x", "a"),
        traced(why, "20.1", "a", "y"),
        traced(why, "20.1", "a", "x") | {"transfer": None},
        traced(why, "20.1", "a", "x") | {"rule": None},
        {"why": why},
    ):
        assert rebuild(other), other
    unit = traced(why, "20.1", "a", "x")
    assert isinstance(unit["transfer"], dict)
    unit["transfer"]["unit"] = "t"
    assert rebuild(unit)


def test_the_condition_must_hold() -> None:
    holds, fails = node(">", T, n("2"), n("1")), node(">", F, n("1"), n("2"))
    assert rebuild(charge() | {"when": holds}) == []
    assert rebuild(charge() | {"when": fails}) == [
        "when：条件不成立（the condition does not hold）"
    ]
    assert rebuild(charge() | {"when": fails | {"value": T}})


def test_a_trace_too_large_is_refused() -> None:
    found = rebuild(traced(node("sum", "0", *[n("0")] * 100_001), "0"))
    assert found == ["trace：过深或过大（it is too deep or too large）"]


@pytest.mark.parametrize("trace", [None, 3, [], "x", {"why": None}, {}])
def test_what_is_no_trace(trace: object) -> None:
    assert rebuild(trace)  # type: ignore[arg-type]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0, 1 and 2, and what differs in words."""
    file = tmp_path / "trace.json"

    def ends(text: str) -> int:
        file.write_text(text, "utf-8")
        return main([str(file)])

    assert ends(json.dumps(charge())) == 0
    assert capsys.readouterr().out == "全部相符（nothing differs）\n"
    assert ends(json.dumps(charge()).replace("20.1", "20.2")) == 1
    assert "it says 20.2, it comes to 201/10" in capsys.readouterr().out
    twice = json.dumps(charge())[:-1] + ', "why": {}}'
    for text in ("", "[" * 100_000, twice, "\ud800".encode("utf-8", "replace").decode() + "{"):
        assert ends(text) == 2
    file.write_bytes(b"\xff{}")
    assert main([str(file)]) == 2
    assert main([str(tmp_path / "none.json")]) == main([]) == main(["a", "b"]) == 2
    assert "no trace can be read" in capsys.readouterr().err


def test_it_needs_nothing_but_python() -> None:
    """It can be copied away and run: no import that is not the standard library's."""
    file = sys.modules["lianxi.sharing.rebuild"].__file__
    assert file
    for found in ast.walk(ast.parse(Path(file).read_text("utf-8"))):
        if isinstance(found, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in found.names]
            names = [found.module or ""] if isinstance(found, ast.ImportFrom) else names
            assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
