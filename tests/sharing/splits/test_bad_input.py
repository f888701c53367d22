"""What people get wrong in a game, each in its own words."""

import json
import re

import pytest

from lianxi.sharing.splits import (
    CoalitionGame,
    DoesNotFit,
    Game,
    GameError,
    Needs,
    Quantities,
    decimals,
    nucleolus,
    places_for,
    read_game,
    split,
)
from lianxi.sharing.splits.exact import exact
from lianxi.sharing.splits.nucleolus_proof import Step, Unproved, check

NEEDS = '{"players": ["a", "b"], "needs": {"a": 1, "b": %s}}'
COST = '{"players": ["a", "b"], "cost": %s}'
SERIAL = '{"players": ["a"], "quantities": {"a": 3}, "cost": %s}'
FACTORS = '{"players": ["a"], "total": 9, "factors": %s}'


def refused(work: str, method: str = "equal") -> GameError:
    """What is said of a game."""
    with pytest.raises(GameError) as caught:
        split(method, read_game(work))
    words = caught.value.said
    assert re.search("[\\u4e00-\\u9fff]", words.zh)
    assert not re.search("[\\u4e00-\\u9fff]", words.en)
    return caught.value


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ('"eight"', "“eight” is not a number; write 12, 12.5 or 25/2"),
        ("NaN", "“NaN” is no definite number"),
        ("-Infinity", "“-Infinity” is no definite number"),
        ('"１２"', "full-width characters or spaces; write 12"),
        ('" 12"', "full-width characters or spaces; write 12"),
        ('"1,200.50"', "thousands separators; write 1200.50"),
        ('"1，200"', "thousands separators; write 1200"),
        ('"1/0"', "“1/0” divides by zero"),
        ('"0x10"', "“0x10” is not a number"),
        ("1" * 31, "is too long: at most 30 digits"),
        ("1e999", "is too long"),
        ("null", "expected a number, such as 12"),
        ("true", "expected a number"),
        ("[1]", "expected a number"),
        ("-1", "-1 is below zero"),
    ],
)
def test_amounts(amount: str, says: str) -> None:
    why = refused(NEEDS % amount)
    assert says in why.words.en
    assert why.at == "needs.b"


@pytest.mark.parametrize(
    ("amount", "reads"),
    [("0.1", "1/10"), ('"0.1"', "1/10"), ('"8/3"', "8/3"), ("1e2", "100"), ("2.50", "5/2")],
)
def test_amounts_are_read_exactly(amount: str, reads: str) -> None:
    assert str(read_game(NEEDS % amount).total) == (reads if reads != "1/10" else "1")
    assert str(exact(json.loads(amount, parse_float=str))) == reads


def test_a_float_is_no_amount() -> None:
    with pytest.raises(GameError):
        exact(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("game", "says"),
    [
        ("", "not JSON from line 1, column 1"),
        ('{"players": [“a”]}', "not JSON from line 1, column 14"),
        ("[1]", "the file must be one object"),
        ("[" * 100_000, "nest too deep"),
        ("{}", "there is nothing to split"),
        ('{"players": ["a"]}', "there is nothing to split"),
        ('{"players": ["a"], "by": {"a": 1}}', "there is by, but total is missing"),
        ('{"players": ["a"], "claims": {"a": 1}}', "there is claims, but estate is missing"),
        ('{"needs": {"a": 1}}', "there is needs, but players is missing"),
        ('{"players": ["a"], "cost": {"a": 1}, "value": {"a": 1}}', "value has no place here"),
        ('{"players": [], "needs": {}}', "players: there are no players"),
        ('{"players": "a", "needs": {}}', "expected a list of names"),
        ('{"players": [null], "needs": {}}', "expected a list of names"),
        ('{"players": ["a", "a"], "needs": {"a": 1}}', "the player “a” is named twice"),
        ('{"players": ["a "], "needs": {"a ": 1}}', "can't be called so"),
        ('{"players": ["a,b"], "needs": {"a,b": 1}}', "can't be called so"),
        ('{"players": ["a"], "needs": {"a": 1, "b": 2}}', "“b” is not among the players"),
        ('{"players": ["a", "b"], "needs": {"a": 1}}', "there is no figure of “b”"),
        ('{"players": ["a"], "needs": {"a": 1, "a": 2}}', "“a” stands twice"),
        ('{"players": ["a"], "needs": 3}', "expected an amount for each"),
        ('{"players": ["a"], "claims": {"a": 1}, "estate": -1}', "estate: -1 is below zero"),
        ('{"players": ["a"], "claims": {"a": -1}, "estate": 1}', "claims.a: -1 is below zero"),
        ('{"players": ["a"], "total": {"a": 1}}', "total: expected a number"),
        (json.dumps({"players": [str(n) for n in range(1001)], "total": 1}), "at most 1000"),
    ],
)
def test_files_and_players(game: str, says: str) -> None:
    assert says in refused(game).said.en


def test_a_file_that_is_too_large_or_in_another_encoding() -> None:
    with pytest.raises(GameError, match="larger than 20 MB"):
        read_game(b" " * 20_000_001)
    with pytest.raises(GameError, match="UTF-8"):
        read_game('{"players": ["甲"]}'.encode("gb18030"))
    marked = b"\xef\xbb\xbf" + b'{"players": ["a"], "total": 1}'
    assert read_game(marked).total == 1


@pytest.mark.parametrize(
    ("cost", "says"),
    [
        ('{"a": 1, "b": 1}', "groups that are missing: 1, in order: a,b;"),
        ('{"a": 1, "b": 1, "b,a": 2}', "the group “b,a” is written “a,b”"),
        ('{"a": 1, "b": 1, "a, b": 2}', "the group “a, b” is written “a,b”"),
        ('{"a": 1, "b": 1, "a,b": 2, "": 0}', "a group of nobody has no amount"),
        ('{"a": 1, "b": 1, "a,b": 2, "a,c": 2}', "“c” is not among the players"),
        ('{"a": 1, "b": 1, "a,b": 2, "a,a": 2}', "the group “a,a” names “a” twice"),
        ('{"a": 1, "b": 1, "a,b": "x"}', "cost.a,b: “x” is not a number"),
    ],
)
def test_groups(cost: str, says: str) -> None:
    assert says in refused(COST % cost).said.en


@pytest.mark.parametrize(
    ("cost", "says"),
    [
        ("__import__('os').system('true')", "“'” is no part of an expression"),
        ("__import__(q)", "__import__ is no name that an expression may have"),
        ("q.real", "“.” is no part of an expression"),
        ("q + x", "a cost knows one name, q for the quantity, and no “x”"),
        ("q**q", "“*” stands where it can't; expected a cost such as 100 + 2*q*q"),
        ("q^2", "“^” is no part"),
        ("2q", "“q” stands where it can't"),
        ("（q）", "“（” is no part"),
        ("q × 2", "“×” is no part"),
        ("(q", "is cut short"),
        ("q)", "“)” stands where it can't"),
        ("q +", "is cut short"),
        ("", "the expression is empty"),
        ("q < 3", "a cost must come to an amount"),
        ("max(q, 1 if 2)", "“if” stands where it can't"),
        ("(" * 31 + "q" + ")" * 31, "is nested more than 30 deep"),
        ("q+" * 200 + "q", "has 401 characters, at most 100"),
        ("9" * 31, "is not a decimal number"),
        ("1/(q-3)", "for a quantity of 3 the cost divides by zero"),
        ("8 - q*q", "the cost falls (or is below zero)"),
    ],
)
def test_costs_that_are_no_costs(cost: str, says: str) -> None:
    assert says in refused(SERIAL % json.dumps(cost), "serial").said.en


def test_numbers_that_grow_out_of_hand() -> None:
    large = SERIAL.replace("3", "1" + "0" * 29) % '"q*q*q*q*q*q"'
    assert "the cost has more than 150 digits" in refused(large, "serial").said.en
    parts = {str(n): f"1/{10**29 + n}" for n in range(9)}
    with pytest.raises(GameError, match="too little in common"):
        Needs.of(parts)
    # each group's cost is of other parts: the core can be asked, an average over all can't
    game = Quantities.of({str(n): 2**n for n in range(12)}, "q / (q + 7)")
    found = split("proportional", game)
    assert found.core is not None
    with pytest.raises(GameError, match="too little in common"):
        split("shapley", game)


def test_a_cost_by_steps_and_of_opposites() -> None:
    game = Quantities.of({"a": 1, "b": 3}, "max(q, 2) * 10 - -abs(q - 4)")
    assert game.total == 40
    assert split("serial", game).shares == {"a": 11, "b": 29}


def test_costs_beside_quantities_are_an_expression() -> None:
    assert "expected a cost such as" in refused(SERIAL % '{"a": 1}').said.en


@pytest.mark.parametrize(
    ("factors", "says"),
    [
        ("{}", "there are no factors"),
        ('{"x": {"weight": 1}}', "a factor has weight and of"),
        ('{"x": {"weight": 1, "of": {"a": 1, "b": 1}}}', "“b” is not among the players"),
        ('{"x": {"weight": "2/3", "of": {"a": 1}}}', "the weights add up to 2/3"),
        ('{"x": {"weight": 2, "of": {"a": 1}}, "y": {"weight": -1, "of": {"a": 1}}}', "below zero"),
        ('{"x": {"weight": 1, "of": {"a": 0}}}', "every figure is zero"),
        (
            json.dumps({str(n): {"weight": "1/11", "of": {"a": 1}} for n in range(11)}),
            "there are 11 factors, at most 10",
        ),
    ],
)
def test_factors(factors: str, says: str) -> None:
    assert says in refused(FACTORS % factors, "factors").said.en


@pytest.mark.parametrize("method", ["talmud", "cea", "cel"])
def test_an_estate_above_all_claims(method: str) -> None:
    will = '{"players": ["a", "b"], "claims": {"a": 1, "b": 3}, "estate": 5}'
    assert "is more than the 4 that is claimed" in refused(will, method).said.en
    assert split("proportional", read_game(will)).shares == {"a": 1.25, "b": 3.75}
    assert split("equal", read_game(will)).core is not None


def test_too_many_players_for_a_method() -> None:
    line = Needs.of({str(n): 1 for n in range(17)})
    for method, most in (("shapley", 16), ("scrb", 16), ("nucleolus", 10)):
        with pytest.raises(GameError, match=rf"there are 17 players;.*at most {most}"):
            split(method, line)
    assert split("airport", line).core is None
    with pytest.raises(GameError, match=r"17 players;.*at most 16"):
        CoalitionGame.of(list(line.players), "cost", {})


def test_where_a_method_has_no_answer() -> None:
    dear = COST % '{"a": 1, "b": 1, "a,b": 4}'
    assert "together it costs 4, each alone 2 in all" in refused(dear, "nucleolus").said.en
    assert "“a” costs 1 alone but adds 3 to the others" in refused(dear, "scrb").said.en
    poor = dear.replace("cost", "value").replace("4", "1")
    assert "together they get 1, each alone 2" in refused(poor, "nucleolus").said.en
    with pytest.raises(DoesNotFit, match="shares costs"):
        split("scrb", read_game(poor))
    flat = {"a": 0, "b": 0, "c": 0, "a,b": 1, "a,c": 1, "b,c": 1, "a,b,c": 1}
    game: Game = CoalitionGame.of(["a", "b", "c"], "cost", flat)
    with pytest.raises(GameError, match="nobody has a remaining benefit"):
        split("scrb", game)
    with pytest.raises(GameError, match="every figure is zero"):
        split("proportional", Needs.of({"a": 0}))


def test_a_method_says_which_forms_it_is_for() -> None:
    with pytest.raises(DoesNotFit, match=r"airport rule is for: needs.*; here is: claims"):
        split("airport", read_game('{"players": ["a"], "claims": {"a": 1}, "estate": 1}'))


def test_a_total_that_decimals_can_not_come_to() -> None:
    with pytest.raises(GameError, match="1/3 can't be written with 12 decimals"):
        places_for(exact("1/3"))
    with pytest.raises(GameError, match=r"the total 10\.005 has 3 decimals"):
        places_for(exact("10.005"), 2)


def test_decimals_come_to_the_total() -> None:
    third = exact("100/3")
    assert decimals({"c": third, "b": third, "a": third}, 2) == {
        "c": "33.33",
        "b": "33.33",
        "a": "33.34",
    }
    assert decimals({"a": -third, "b": -third, "c": -third}, 0) == {
        "a": "-34",
        "b": "-33",
        "c": "-33",
    }
    assert decimals({"a": exact("5/3"), "b": exact("-2/3")}, 1) == {"a": "1.7", "b": "-0.7"}


def test_a_quantity_of_nothing_is_a_quantity() -> None:
    game = Quantities.of({"a": 0, "b": 2}, "10+q*q")
    assert split("serial", game).shares == {"a": 5, "b": 9}


def test_a_nucleolus_that_is_not_proved_is_not_given_out() -> None:
    worth = [exact(n) for n in (0, 0, 0, 10)]
    right = Step(exact(-5), {1: exact("1/2"), 2: exact("1/2")}, {})
    check(worth, [exact(5), exact(5)], [right])
    uneven = Step(exact(-5), {1: exact("1/3"), 2: exact("2/3")}, {})
    for gains, steps in (
        ([4, 6], [right]),
        ([5, 6], [right]),
        ([-1, 11], [right]),
        ([5, 5], []),
        ([5, 5], [uneven]),
        ([5, 5], [Step(exact(-5), {}, {})]),
    ):
        with pytest.raises(Unproved):
            check(worth, [exact(gain) for gain in gains], steps)
    assert nucleolus(CoalitionGame(("a", "b"), "value", tuple(worth))) == {"a": 5, "b": 5}
