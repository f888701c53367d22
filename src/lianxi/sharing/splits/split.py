"""One door to all methods: which fits which form of game, and the split with its core."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.sharing.splits.airport import airport
from lianxi.sharing.splits.claims import cea, cel, talmud
from lianxi.sharing.splits.coalitions import Grouped
from lianxi.sharing.splits.core import Core, core
from lianxi.sharing.splits.exact import Shares
from lianxi.sharing.splits.game_error import DoesNotFit
from lianxi.sharing.splits.games import (
    GROUPS_OF_MAX,
    By,
    Claims,
    CoalitionGame,
    Factors,
    Game,
    Needs,
    Quantities,
    Total,
)
from lianxi.sharing.splits.nucleolus import nucleolus
from lianxi.sharing.splits.plain import equal, factors, proportional
from lianxi.sharing.splits.scrb import scrb
from lianxi.sharing.splits.serial import serial
from lianxi.sharing.splits.shapley import shapley

_Form = TypeVar("_Form", bound=Game)


@dataclass(frozen=True)
class Split:
    """What a method gives each player, exactly, and whether any group would do better alone.

    `core` is None where the game does not say what groups would do alone, or has more players than
    whose groups can all be asked.
    """

    method: str
    total: Fraction
    shares: Shares
    core: Core | None


@dataclass(frozen=True)
class Method(Generic[_Form]):
    """A method: its name, the forms of game that it shares, and how it shares them."""

    name: Bilingual
    forms: tuple[type[_Form], ...]
    rule: Callable[[_Form], Shares]

    def share(self, game: Game) -> Shares:
        """Share any game that fits; raise `DoesNotFit` for the others."""
        if not isinstance(game, self.forms):
            fitting = listed([FORMS[form] for form in self.forms])
            here = FORMS[type(game)]
            raise DoesNotFit(NOT_FITTING.fill(name=self.name, fitting=fitting, form=here))
        return self.rule(game)


class Sharing(Protocol):
    """What every method is, whatever the forms that it shares."""

    @property
    def name(self) -> Bilingual:
        """Its name."""

    def share(self, game: Game) -> Shares:
        """Share any game that fits; raise `DoesNotFit` for the others."""


def split(method: str, game: Game) -> Split:
    """Split a game by one of `METHODS`; raise `DoesNotFit` for a form that it can't share.

    >>> found = split("airport", Needs.of({"a": 2, "b": 10}))
    >>> found.shares["b"], found.core.holds
    (Fraction(9, 1), True)
    """
    shares = METHODS[method].share(game)
    assert sum(shares.values()) == game.total
    return Split(method, game.total, shares, _core(game, shares))


def _core(game: Game, shares: Shares) -> Core | None:
    if isinstance(game, GROUPED) and len(game.players) <= GROUPS_OF_MAX:
        return core(game, shares)
    return None


FORMS: dict[type[object], Bilingual] = {
    CoalitionGame: Bilingual("各组合的费用或收益（cost、value）", "groups (cost or value)"),
    Needs: Bilingual("各方所需（needs）", "needs (needs)"),
    Claims: Bilingual("债权（claims、estate）", "claims (claims, estate)"),
    Quantities: Bilingual("数量与费用式（quantities、cost）", "quantities (quantities, cost)"),
    Factors: Bilingual("总额与多项因素（total、factors）", "several figures (total, factors)"),
    By: Bilingual("总额与一项数据（total、by）", "one figure (total, by)"),
    Total: Bilingual("只有总额（total）", "a total alone (total)"),
}
NOT_FITTING = Bilingual(
    "{name}用于：{fitting}；这里是：{form}",
    "{name} is for: {fitting}; here is: {form}",
)
GROUPED = (CoalitionGame, Needs, Claims, Quantities)
FIGURED = (By, Claims, Needs, Quantities)
ANY = (CoalitionGame, Needs, Claims, Quantities, Factors, By, Total)
COSTS = (CoalitionGame, Needs, Quantities)

EQUAL = Bilingual("平均分担", "equal split")
PROPORTIONAL = Bilingual("按比例分担", "proportional split")
FACTORS = Bilingual("多因素加权", "split by weighted factors")
SERIAL = Bilingual("序列成本分担", "serial cost sharing")
AIRPORT = Bilingual("机场规则", "airport rule")
TALMUD = Bilingual("塔木德规则", "Talmud rule")
CEA = Bilingual("约束等额受偿", "constrained equal awards")
CEL = Bilingual("约束等额损失", "constrained equal losses")
SCRB = Bilingual("可分离费用剩余效益法", "separable costs, remaining benefits")
SHAPLEY = Bilingual("沙普利值", "Shapley value")
NUCLEOLUS = Bilingual("核仁", "nucleolus")
# Every method by the word that asks for it.
METHODS: dict[str, Sharing] = {
    "equal": Method[Game](EQUAL, ANY, equal),
    "proportional": Method[By | Claims | Needs | Quantities](PROPORTIONAL, FIGURED, proportional),
    "factors": Method[Factors](FACTORS, (Factors,), factors),
    "serial": Method[Quantities](SERIAL, (Quantities,), serial),
    "airport": Method[Needs](AIRPORT, (Needs,), airport),
    "talmud": Method[Claims](TALMUD, (Claims,), talmud),
    "cea": Method[Claims](CEA, (Claims,), cea),
    "cel": Method[Claims](CEL, (Claims,), cel),
    "scrb": Method[CoalitionGame | Needs | Quantities](SCRB, COSTS, scrb),
    "shapley": Method[Grouped](SHAPLEY, GROUPED, shapley),
    "nucleolus": Method[Grouped](NUCLEOLUS, GROUPED, nucleolus),
}
