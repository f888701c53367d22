"""Fair division as verbs: pure functions, fractions in, fractions out.

In comes a game in one of its forms (what groups would cost alone, needs, claims, quantities,
factors); out come exact shares that add up to the total, and the groups that would do better
alone. Open `games.py` first, then a method (`airport.py` is the shortest), then `split.py`.

>>> from lianxi.sharing.splits import Needs, core, shapley
>>> line = Needs.of({"upstream": 8, "downstream": 11})
>>> {player: str(share) for player, share in shapley(line).items()}
{'upstream': '4', 'downstream': '7'}
>>> core(line, shapley(line)).holds
True
"""

from lianxi.sharing.splits.airport import airport
from lianxi.sharing.splits.claims import cea, cel, talmud
from lianxi.sharing.splits.coalitions import coalitions
from lianxi.sharing.splits.core import Blocking, Core, core
from lianxi.sharing.splits.decimals import decimal, decimals, places_for
from lianxi.sharing.splits.exact import Amount, Shares
from lianxi.sharing.splits.game_error import DoesNotFit, GameError
from lianxi.sharing.splits.games import (
    By,
    Claims,
    CoalitionGame,
    Factor,
    Factors,
    Game,
    Needs,
    Quantities,
    Total,
)
from lianxi.sharing.splits.nucleolus import nucleolus
from lianxi.sharing.splits.plain import equal, factors, proportional
from lianxi.sharing.splits.read import read_game
from lianxi.sharing.splits.scrb import scrb
from lianxi.sharing.splits.serial import serial
from lianxi.sharing.splits.shapley import shapley
from lianxi.sharing.splits.split import METHODS, Split, split

__all__ = [
    "METHODS",
    "Amount",
    "Blocking",
    "By",
    "Claims",
    "CoalitionGame",
    "Core",
    "DoesNotFit",
    "Factor",
    "Factors",
    "Game",
    "GameError",
    "Needs",
    "Quantities",
    "Shares",
    "Split",
    "Total",
    "airport",
    "cea",
    "cel",
    "coalitions",
    "core",
    "decimal",
    "decimals",
    "equal",
    "factors",
    "nucleolus",
    "places_for",
    "proportional",
    "read_game",
    "scrb",
    "serial",
    "shapley",
    "split",
    "talmud",
]
