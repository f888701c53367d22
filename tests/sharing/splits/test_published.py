"""Published cases, with their figures."""

from fractions import Fraction

import pytest

from lianxi.sharing.splits import (
    Claims,
    CoalitionGame,
    Needs,
    Quantities,
    airport,
    cea,
    cel,
    core,
    nucleolus,
    scrb,
    serial,
    shapley,
    talmud,
)

# Littlechild & Owen 1973 in small: four users of one facility.
RUNWAY = Needs.of({"1": 8, "2": 11, "3": 13, "4": 18})
# The Tennessee Valley Authority's dams in thousand dollars: navigation, flood control, power
# (Straffin & Heaney 1981).
DAMS = CoalitionGame.of(
    ["1", "2", "3"],
    "cost",
    {
        "1": 163520,
        "2": 140826,
        "3": 250096,
        "1,2": 301607,
        "1,3": 378821,
        "2,3": 367370,
        "1,2,3": 412584,
    },
)


def of(*shares: str) -> dict[str, Fraction]:
    """Shares of players called 1, 2, 3 …"""
    return {str(number): Fraction(share) for number, share in enumerate(shares, 1)}


def test_airport() -> None:
    assert airport(RUNWAY) == shapley(RUNWAY) == of("2", "3", "4", "9")
    assert nucleolus(RUNWAY) == of("3.25", "3.25", "3.25", "8.25")
    assert core(RUNWAY, airport(RUNWAY)).holds


@pytest.mark.parametrize(
    ("estate", "shares"),
    [
        (100, ["100/3", "100/3", "100/3"]),
        (200, ["50", "75", "75"]),
        (300, ["50", "100", "150"]),
    ],
)
def test_talmud(estate: int, shares: list[str]) -> None:
    will = Claims.of({"1": 100, "2": 200, "3": 300}, estate)
    assert talmud(will) == nucleolus(will) == of(*shares)


def test_the_garment_that_two_hold() -> None:
    """Talmud, Baba Metzia 2a, as Aumann & Maschler read it: one claims all, one a half."""
    assert talmud(Claims.of({"1": 200, "2": 100}, 200)) == of("150", "50")


def test_equal_awards_and_equal_losses_of_the_same_will() -> None:
    will = Claims.of({"1": 100, "2": 200, "3": 300}, 400)
    assert cea(will) == of("100", "150", "150")
    assert cel(will) == of("100/3", "400/3", "700/3")


def test_the_dams_of_the_tennessee_valley() -> None:
    assert shapley(DAMS) == of("117829", "100756.5", "193998.5")
    assert nucleolus(DAMS) == of("116234", "93540", "202810")
    assert {p: round(float(share), 1) for p, share in scrb(DAMS).items()} == {
        "1": 117475.5,
        "2": 99157.3,
        "3": 195951.2,
    }
    for shares in (shapley(DAMS), nucleolus(DAMS), scrb(DAMS)):
        assert sum(shares.values()) == 412584
        assert core(DAMS, shares).holds


def test_serial() -> None:
    pump = Quantities.of({"1": 1, "2": 2, "3": 3}, "q*q")
    assert serial(pump) == of("3", "11", "22")
    # who takes less does not pay for what others take more
    assert serial(Quantities.of({"1": 1, "2": 2, "3": 300}, "q*q"))["1"] == 3


def test_the_glove_game_has_one_split_in_its_core() -> None:
    """One left glove, two right ones: whoever has the left one gets it all (Shapley: 2/3)."""
    gloves = CoalitionGame.of(
        ["1", "2", "3"],
        "value",
        {"1": 0, "2": 0, "3": 0, "1,2": 1, "1,3": 1, "2,3": 0, "1,2,3": 1},
    )
    assert shapley(gloves) == of("2/3", "1/6", "1/6")
    assert nucleolus(gloves) == of("1", "0", "0")
    assert core(gloves, nucleolus(gloves)).holds
    blocked = core(gloves, shapley(gloves)).blocking
    assert [(",".join(group.coalition), group.alone, group.asked) for group in blocked] == [
        ("1,2", Fraction(1), Fraction(5, 6)),
        ("1,3", Fraction(1), Fraction(5, 6)),
    ]


def test_a_majority_of_three_has_an_empty_core() -> None:
    """Any two can take all: the nucleolus is equal, and each pair would do better."""
    majority = CoalitionGame.of(
        ["1", "2", "3"],
        "value",
        {"1": 0, "2": 0, "3": 0, "1,2": 1, "1,3": 1, "2,3": 1, "1,2,3": 1},
    )
    assert nucleolus(majority) == of("1/3", "1/3", "1/3")
    assert len(core(majority, nucleolus(majority)).blocking) == 3


def test_the_nucleolus_gives_nobody_less_than_alone() -> None:
    """Where the pre-nucleolus would: without that condition player 1 got less than nothing."""
    game = CoalitionGame.of(
        ["1", "2", "3"],
        "value",
        {"1": 0, "2": 0, "3": 0, "1,2": 0, "1,3": 0, "2,3": 30, "1,2,3": 10},
    )
    assert nucleolus(game) == of("0", "5", "5")
