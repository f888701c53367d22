"""What must always hold: the axioms that single the methods out, on random games."""

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.sharing.splits import (
    METHODS,
    By,
    Claims,
    CoalitionGame,
    Factors,
    Game,
    GameError,
    Needs,
    Quantities,
    Shares,
    airport,
    cea,
    cel,
    coalitions,
    core,
    nucleolus,
    scrb,
    serial,
    shapley,
    split,
    talmud,
)
from lianxi.sharing.splits.games import Kind

FEW = settings(max_examples=15)
AMOUNTS = st.integers(0, 300).map(lambda sixths: Fraction(sixths, 6))
NAMES = "abcde"


@st.composite
def games(draw: st.DrawFn, most: int = 4, kind: Kind = "value") -> CoalitionGame:
    """Any game of groups."""
    n = draw(st.integers(1, most))
    worth = draw(st.lists(AMOUNTS, min_size=2**n - 1, max_size=2**n - 1))
    return CoalitionGame(tuple(NAMES[:n]), kind, (Fraction(0), *worth))


@st.composite
def essential(draw: st.DrawFn, most: int = 4) -> CoalitionGame:
    """A game in which there is something to gain together, so that there is a nucleolus."""
    game = draw(games(most))
    alone = sum((game.worth[1 << place] for place in range(len(game.players))), Fraction(0))
    total = alone + draw(AMOUNTS)
    return CoalitionGame(game.players, game.kind, (*game.worth[:-1], total))


@st.composite
def figures(draw: st.DrawFn, least: int = 0) -> dict[str, Fraction]:
    """A figure for each of a few players."""
    found = draw(st.lists(AMOUNTS, min_size=1, max_size=5))
    return {name: amount + least for name, amount in zip(NAMES, found, strict=False)}


@st.composite
def wills(draw: st.DrawFn) -> Claims:
    """Claims, and an estate that is at most what is claimed."""
    claims = draw(figures())
    twelfths = draw(st.integers(0, 12))
    return Claims(claims, sum(claims.values(), Fraction(0)) * twelfths / 12)


def with_worth(game: CoalitionGame, worth: list[Fraction]) -> CoalitionGame:
    """The same players, other worths."""
    return CoalitionGame(game.players, game.kind, tuple(worth))


def reversed_players(game: CoalitionGame) -> CoalitionGame:
    """The same game with the players named in the opposite order."""
    n = len(game.players)
    worth = [Fraction(0)] * (1 << n)
    for mask, amount in enumerate(game.worth):
        worth[int(f"{mask:0{n}b}"[::-1], 2)] = amount
    return CoalitionGame(game.players[::-1], game.kind, tuple(worth))


@FEW
@given(games(5))
def test_shapley_is_what_each_adds_averaged_over_every_order(game: CoalitionGame) -> None:
    n = len(game.players)
    added = [Fraction(0)] * n
    orders = list(permutations(range(n)))
    for order in orders:
        there = 0
        for place in order:
            added[place] += game.worth[there | 1 << place] - game.worth[there]
            there |= 1 << place
    assert list(shapley(game).values()) == [own / len(orders) for own in added]


@FEW
@given(games())
def test_shapley_gives_out_all_and_to_whoever_adds_nothing_nothing(game: CoalitionGame) -> None:
    assert sum(shapley(game).values()) == game.total
    idle = CoalitionGame((*game.players, "idle"), game.kind, game.worth * 2)
    assert shapley(idle) == {**shapley(game), "idle": 0}


@FEW
@given(st.data(), games())
def test_shapley_of_two_games_is_the_sum_of_both(data: st.DataObject, game: CoalitionGame) -> None:
    size = len(game.worth) - 1
    other = [Fraction(0), *data.draw(st.lists(AMOUNTS, min_size=size, max_size=size))]
    both = [a + b for a, b in zip(game.worth, other, strict=True)]
    ours, theirs = shapley(game), shapley(with_worth(game, other))
    added = shapley(with_worth(game, both))
    assert added == {player: ours[player] + theirs[player] for player in game.players}


@FEW
@given(essential())
def test_the_order_of_players_changes_no_groups_shares(game: CoalitionGame) -> None:
    turned = reversed_players(game)
    assert shapley(turned) == shapley(game)
    assert nucleolus(turned) == nucleolus(game)
    ours, theirs = (core(each, shapley(game)).blocking for each in (game, turned))
    assert {frozenset(group.coalition) for group in ours} == {
        frozenset(group.coalition) for group in theirs
    }


@FEW
@given(figures(1), st.permutations(NAMES))
def test_the_order_of_players_changes_no_shares(
    figures: dict[str, Fraction], order: list[str]
) -> None:
    turned = {player: figures[player] for player in order if player in figures}
    estate = sum(figures.values(), Fraction(0)) / 3

    def forms(of: dict[str, Fraction]) -> list[Game]:
        return [
            Needs(of),
            Claims(of, estate),
            Quantities.of(dict(of), "5 + q*q"),
            By(estate, of),
            Factors.of(list(of), 7, {"x": ("1/3", dict(of)), "y": ("2/3", dict.fromkeys(of, 1))}),
        ]

    for ours, theirs in zip(forms(figures), forms(turned), strict=True):
        for method in METHODS.values():
            assert _shares(method.share, ours) == _shares(method.share, theirs)


def _shares(rule: Callable[[Game], Shares], game: Game) -> Shares | None:
    try:
        return rule(game)
    except GameError:
        return None


@FEW
@given(figures())
def test_the_airport_rule_is_the_shapley_value_and_in_the_core(
    needs: dict[str, Fraction],
) -> None:
    line = Needs(needs)
    assert airport(line) == shapley(line)
    assert core(line, airport(line)).holds


@FEW
@given(wills())
def test_the_talmuds_rule_is_the_nucleolus(will: Claims) -> None:
    assert talmud(will) == nucleolus(will)
    assert core(will, talmud(will)).holds


@FEW
@given(wills())
def test_awards_and_losses_mirror_each_other(will: Claims) -> None:
    """Equal losses of what there is are equal awards of what is lacking."""
    lacking = Claims(will.claims, sum(will.claims.values(), Fraction(0)) - will.estate)
    awards, losses = cea(lacking), cel(will)
    assert losses == {player: claim - awards[player] for player, claim in will.claims.items()}
    for rule in (cea, cel, talmud):
        shares = rule(will)
        assert sum(shares.values()) == will.estate
        assert all(0 <= share <= will.claims[player] for player, share in shares.items())
    most = max(cea(will).values())
    assert cea(will) == {player: min(claim, most) for player, claim in will.claims.items()}
    least = max(claim - losses[player] for player, claim in will.claims.items())
    assert losses == {p: max(Fraction(0), claim - least) for p, claim in will.claims.items()}


@FEW
@given(figures(), st.sampled_from(["q", "q*q", "10 + 3*q", "q*q*q/7 + q"]))
def test_serial_shares_sum_and_grow_with_the_quantity(
    quantities: dict[str, Fraction], cost: str
) -> None:
    game = Quantities.of(dict(quantities), cost)
    shares = serial(game)
    assert sum(shares.values()) == game.total
    by_quantity = sorted(quantities, key=lambda player: quantities[player])
    assert [shares[p] for p in by_quantity] == sorted(shares.values())
    largest = by_quantity[-1]
    more = serial(Quantities.of({**quantities, largest: quantities[largest] + 1}, cost))
    assert {**more, largest: 0} == {**shares, largest: 0}  # nobody else pays for it
    assert more[largest] >= shares[largest]


@FEW
@given(figures())
def test_separable_costs_lie_between_what_each_adds_and_costs_alone(
    needs: dict[str, Fraction],
) -> None:
    game = coalitions(Needs(needs))
    shares = scrb(game)
    assert sum(shares.values()) == game.total
    for place, share in enumerate(shares.values()):
        others = game.worth[-1 - (1 << place)]
        assert game.total - others <= share <= game.worth[1 << place]


@FEW
@given(essential(), st.lists(st.integers(-6, 6), min_size=4, max_size=4))
def test_no_step_away_from_the_nucleolus_eases_its_complaints(
    game: CoalitionGame, step: list[int]
) -> None:
    """What is worse near by is worse far away: complaints are convex in the gains."""
    best = list(nucleolus(game).values())
    moves = step[: len(best)]
    moves[-1] -= sum(moves)
    for size in (Fraction(1, 1000), Fraction(1, 4), Fraction(1)):
        other = [gain + size * move for gain, move in zip(best, moves, strict=True)]
        alone = [game.worth[1 << place] for place in range(len(best))]
        if any(moves) and all(a <= b for a, b in zip(alone, other, strict=True)):
            assert complaints(game, best) < complaints(game, other)


def complaints(game: CoalitionGame, gains: list[Fraction]) -> list[Fraction]:
    """What each group is worth more than it gains, the greatest first."""
    found = []
    for mask in range(1, len(game.worth) - 1):
        gained = sum(gain for place, gain in enumerate(gains) if mask >> place & 1)
        found.append(game.worth[mask] - gained)
    return sorted(found, reverse=True)


@FEW
@given(essential(), st.lists(AMOUNTS, min_size=4, max_size=4))
def test_the_nucleolus_is_in_the_core_where_there_is_one(
    game: CoalitionGame, gains: list[Fraction]
) -> None:
    """No group is worth more than some split gives it, so that split is in the core."""
    own = gains[: len(game.players)]
    given_out = [
        sum((gain for place, gain in enumerate(own) if mask >> place & 1), Fraction(0))
        for mask in range(len(game.worth))
    ]
    worth = [min(pair) for pair in zip(game.worth, given_out, strict=True)]
    held = with_worth(game, [*worth[:-1], given_out[-1]])
    assert core(held, nucleolus(held)).holds


@FEW
@given(games(4, "cost"))
def test_the_core_names_every_group_that_does_better_and_no_other(game: CoalitionGame) -> None:
    shares = shapley(game)
    found = {group.coalition for group in core(game, shares).blocking}
    for mask in range(1, len(game.worth) - 1):
        group = game.group(mask)
        asked = sum(shares[player] for player in group)
        assert (asked > game.worth[mask]) == (group in found)


@FEW
@given(essential())
def test_a_cost_is_a_value_the_other_way_round(game: CoalitionGame) -> None:
    turned = CoalitionGame(game.players, "cost", tuple(-worth for worth in game.worth))
    for method in (shapley, nucleolus):
        assert method(turned) == {player: -share for player, share in method(game).items()}


def test_sixteen_and_ten_players() -> None:
    """As many as are promised, against closed forms."""
    line = Needs.of({f"{n:02}": n * n for n in range(1, 17)})
    assert shapley(line) == airport(line)
    will = Claims.of({f"{n:02}": n * n for n in range(1, 11)}, 150)
    assert nucleolus(will) == talmud(will)


@pytest.mark.parametrize("method", ["shapley", "nucleolus", "scrb"])
def test_the_cost_of_quantities_is_a_game_of_groups(method: str) -> None:
    pump = Quantities.of({"a": 1, "b": 2}, "10 + q")
    assert [str(worth) for worth in coalitions(pump).worth] == ["0", "11", "12", "13"]
    assert split(method, pump).shares == {"a": 6, "b": 7}
