"""A trace in words, and flows on the map, by hand-made cases."""

from collections.abc import Mapping

from lianxi.documents.map import Area, Outline
from lianxi.documents.sharing.flows import Flow, drawn, flows
from lianxi.documents.sharing.inline import line_of
from lianxi.documents.sharing.naming import Naming
from lianxi.documents.sharing.why import Branch, condition, leaves, tree
from lianxi.kernel.bilingual import Bilingual, same

NAMES = Naming({"c": Bilingual("浓度", "concentration")}, same)
Node = Mapping[str, object]


def number(value: str) -> Node:
    return {"is": "number", "value": value, "unit": "1"}


def fact(value: str | None, **more: object) -> Node:
    at = {"section": "s1", "period": "2026-03"}
    of = {"is": "fact", "symbol": "c", "value": value, "unit": "mg/L", "at": at}
    return {**of, "source": "facts/12", **more}


def of(sign: str, value: str, *parts: Node, **more: object) -> Node:
    return {"is": sign, "value": value, "unit": "1", "of": list(parts), **more}


def why(node: Node) -> Branch:
    return tree({"why": node}, NAMES)


def test_a_formula_keeps_the_brackets_that_it_needs() -> None:
    minus = of("-", "5", fact("8"), of("-", "3", number("4"), number("1")))
    line = line_of(of("*", "10", minus, number("2")), NAMES)
    assert line.names.en == "(concentration − (4 − 1)) × 2"
    assert line.values.zh == "(8 − (4 − 1)) × 2"
    least = of("min", "-1", fact("-1"), number("3"))
    assert line_of(of("+", "0", number("1"), least), NAMES).values.en == "1 + min(-1, 3)"
    negative = of("*", "-2", number("2"), fact("-1"))
    assert line_of(negative, NAMES).values.en == "2 × (-1)"
    truth = of(
        "and", "true", of("<=", "true", fact("8"), number("9")), of("not", "true", number("0"))
    )
    assert line_of(truth, NAMES).names.zh == "浓度 ≤ 9 且 非 0"


def test_what_a_leaf_rests_on_is_said_once() -> None:
    told = why(of("+", "16", fact("8"), fact("8")))
    assert [leaf.batch for leaf in leaves(told)] == [12]
    assert told.branches[0].of == same("s1")
    gap = why(fact(None, gap="leave-out", source=""))
    assert (gap.value.en, gap.said[0].en, gap.batch) == ("missing", "a gap: left out", None)


def test_bands_slices_years_and_tiers_say_which_holds() -> None:
    edges = [{"edge": "up_to", "at": number("6"), "taken": False}, {"edge": "", "taken": True}]
    told = why(of("bands", "2", fact("8"), edges=edges, gives=number("2")))
    assert [each.en for each in told.said] == ["no more than 6: not taken", "otherwise: holds"]
    slices = [{"at": number("6"), "rate": number("1")}, {"rate": number("3")}]
    told = why(of("slices", "12", fact("8"), edges=slices))
    assert [each.en for each in told.said] == ["no more than 6: 1 each", "otherwise: 3 each"]
    years = [{"through": number("3"), "taken": True}, {"taken": False}]
    told = why({**of("by_year", "1"), "edges": years, "gives": number("1"), "year": number("2")})
    assert told.said[0].en == "through year 3: holds"
    told = why(of("tier", "2", fact("8"), before=[number("6")], most=number("5")))
    assert [each.what.en for each in told.branches] == [
        "concentration",
        "at most",
        "tier 1 before it, at most",
    ]


def test_sums_ratios_pots_and_parts_show_what_they_are_made_of() -> None:
    told = why(of("sum", "8", fact("8"), over=["pollutant"], keys=[{"pollutant": "cod"}]))
    assert told.branches[0].what == same("cod")
    told = why(of("ratio", "4", fact("8"), number("2"), none=number("0")))
    assert told.values == same("(8) ÷ (2)")
    pot = of("total", "8", of("round", "8", fact("8"), places=2))
    told = why(of("part", "4", pot, number("0.5"), places=2))
    assert told.values == same("8 × 0.5")
    among = [{"from": "a", "to": "b", "key": "1", "weight": number("1")}]
    told = why(of("split", "8", number("8"), among=among, which=0, places=2))
    assert told.branches[-1].what.en == "weight: a to b"
    lookup = of("lookup", "8", fact("8"), key=number("3"))
    assert [each.what.en for each in why(lookup).branches] == ["concentration", "looked up by"]
    clip = of("clip", "8", fact("8"), least=number("0"), most=number("9"))
    assert [each.what.zh for each in why(clip).branches] == ["浓度", "下限", "上限"]
    assert condition({"when": of(">", "true", fact("8"), number("0"))}, NAMES) is not None


def test_conditions_stand_aside_and_say_whose_they_are() -> None:
    """Under which one came into a pot, has a part of it, or counts; they are folded at first."""
    held, not_ = of(">", "true", fact("8"), number("6")), of(">", "false", fact("8"), number("9"))
    paid = {**of("round", "8", fact("8"), places=2), "when": held}
    among = [{"from": "a", "to": "b", "weight": number("1"), "when": held}]
    told = why(of("split", "8", of("total", "8", paid), among=among, which=0, places=2))
    pot, weight, condition_ = told.branches
    assert (weight.what.zh, condition_.what.zh) == ("权重：a付给b", "条件：a付给b")
    assert [each.what.en for each in pot.branches[0].branches if each.aside] == ["condition"]
    assert condition_.aside
    keys = [{"pair": "a b 000000"}]
    where = [{"at": keys[0], "holds": held}, {"at": {"pair": "c d 000001"}, "holds": not_}]
    told = why(of("sum", "8", fact("8"), over=["pair"], keys=keys, where=where))
    assert [each.what.en for each in told.branches] == ["a to b", "does not count: c to d"]
    assert told.said[0].zh == "按每对收付双方"


def test_arrows_are_wide_by_the_amount_and_who_has_no_place_stands_beside() -> None:
    areas = (Area("a", "M0,0Z", (0.0, 0.0)), Area("b", "M0,0Z", (400.0, 0.0)))
    outline = Outline(1000, 500, areas, None, None)
    moved = flows([("a", "b", 400), ("b", "a", 100), ("a", "fund:x", 9)])
    found = drawn(moved, outline)
    assert [arrow.width for arrow in found.arrows] == [26.0, 13.0]
    assert found.beside == (Flow("a", "fund:x", 9),)
    assert all(arrow.path.startswith("M") and "nan" not in arrow.path for arrow in found.arrows)
    assert drawn(moved, None).arrows == ()
