"""How long an exact Shapley value of 16 players and nucleolus of 10 take, beside plain peers.

The plain loop is the formula as it is written, player by player and group by group, in fractions;
NumPy in 64-bit floats is what the machine can do where nothing need be exact. The nucleolus stands
beside a sequence of linear programmes in floats (SciPy's HiGHS), which proves nothing. Prints
medians of one run; the figures to read are the ratios, and how far the floats are off.
"""

import statistics
import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import factorial
from random import Random

import numpy as np
from nucleolus_in_floats import Floats, nucleolus_in_floats

from lianxi.sharing.splits import Claims, CoalitionGame, Needs, coalitions, nucleolus, shapley

PLAYERS, FEW, ROUNDS = 16, 10, 7


def any_game(players: int) -> CoalitionGame:
    """What groups of cities gain together, to the fen; the same in every run."""
    chance = Random(16)  # noqa: S311 - figures, no secrets
    sizes = [mask.bit_count() for mask in range(1 << players)]
    worth = [
        Fraction(size * size * 100_000 + chance.randrange(size * 90_000 + 1)) for size in sizes
    ]
    names = tuple(f"{number:02}" for number in range(1, players + 1))
    return CoalitionGame(names, "value", (Fraction(0), *(amount / 100 for amount in worth[1:])))


def plain_loop(game: CoalitionGame) -> list[Fraction]:
    """The formula as it is written."""
    n = len(game.players)
    shares = []
    for place in range(n):
        share = Fraction(0)
        for mask, worth in enumerate(game.worth):
            if not mask >> place & 1:
                size = mask.bit_count()
                weight = Fraction(factorial(size) * factorial(n - size - 1), factorial(n))
                share += weight * (game.worth[mask | 1 << place] - worth)
        shares.append(share)
    return shares


def in_floats(worth: Floats, players: int) -> Floats:
    """The same by NumPy, all groups of a player at once."""
    masks = np.arange(len(worth))
    sizes = np.bitwise_count(masks)
    weights = np.array(
        [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    )
    shares = np.empty(players)
    for place in range(players):
        without = masks[masks >> place & 1 == 0]
        added = worth[without | 1 << place] - worth[without]
        shares[place] = weights[sizes[without]] @ added
    return shares


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of some work."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def line(name: str, ours: float, peer: str, theirs: float, note: str = "") -> None:
    """One comparison."""
    ratio = f"{theirs / ours:.1f}" if theirs > ours else f"1/{ours / theirs:.1f}"
    print(f"{name:34} {ours:6.1f} ms   {peer:26} {theirs:7.1f} ms   {ratio:>6} times ours{note}")


def off(exact: Mapping[str, Fraction], floats: Floats) -> str:
    """How far floats are from the exact shares at most."""
    most = max(
        abs(Fraction(float(guess)) - share)
        for guess, share in zip(floats, exact.values(), strict=True)
    )
    return f"   off by {float(most):.1e}"


def main() -> None:
    """Measure and print."""
    game = any_game(PLAYERS)
    floats = np.array([float(worth) for worth in game.worth])
    exact = shapley(game)
    assert plain_loop(game) == list(exact.values())
    name = f"Shapley value, {PLAYERS} players"
    ours = milliseconds(lambda: shapley(game))
    line(name, ours, "plain loop, exact", milliseconds(lambda: plain_loop(game), 1))
    limit = milliseconds(lambda: in_floats(floats, PLAYERS))
    line(name, ours, "NumPy, floats", limit, off(exact, in_floats(floats, PLAYERS)))
    chance = Random(10)  # noqa: S311 - figures, no secrets
    names = [f"{number:02}" for number in range(1, FEW + 1)]
    claims = {name: chance.randrange(100, 1000) for name in names}
    for name, few in (
        ("any groups", any_game(FEW)),
        ("claims", coalitions(Claims.of(claims, sum(claims.values()) // 3))),
        ("needs", coalitions(Needs.of(claims))),
    ):
        sign = 1 if few.kind == "value" else -1
        worth = [sign * float(each) for each in few.worth]
        theirs = sign * nucleolus_in_floats(worth, FEW)
        line(
            f"nucleolus, {FEW} players: {name}",
            milliseconds(lambda few=few: nucleolus(few)),  # type: ignore[misc]
            "linear programmes, floats",
            milliseconds(lambda worth=worth: nucleolus_in_floats(worth, FEW)),  # type: ignore[misc]
            off(nucleolus(few), theirs),
        )


if __name__ == "__main__":
    main()
