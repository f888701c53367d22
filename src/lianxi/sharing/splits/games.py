"""What there is to split, in the forms in which people know it: frozen and exact.

`.of` takes whole numbers, fractions or text; what is wrong is a `GameError` in words. Every game
knows its players, in the order in which they were named, and the total that its shares come to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.expression import Expression
from lianxi.sharing.splits.cost import cost_of, read_cost
from lianxi.sharing.splits.exact import Amount, exact, exactly, shown
from lianxi.sharing.splits.game_error import GameError

PLAYERS_MAX = 1000
FACTORS_MAX = 10
GROUPS_OF_MAX = 16  # 65,535 groups; of more players nobody states them all

Kind = Literal["cost", "value"]


@dataclass(frozen=True)
class Total:
    """A total, and nothing that tells the players apart."""

    players: tuple[str, ...]
    total: Fraction

    @classmethod
    def of(cls, players: Sequence[str], total: Amount) -> "Total":
        """Read the total."""
        return cls(tuple(players), exact(total, "total"))

    def __post_init__(self) -> None:
        check_players(self.players)


@dataclass(frozen=True)
class By:
    """A total, and a figure of each player to share it by."""

    total: Fraction
    by: Mapping[str, Fraction]

    @classmethod
    def of(cls, total: Amount, by: Mapping[str, Amount]) -> "By":
        """Read the amounts."""
        return cls(exact(total, "total"), exactly(by, "by"))

    def __post_init__(self) -> None:
        check_players(self.players)
        check_positive(self.by, "by")

    @property
    def players(self) -> tuple[str, ...]:
        """Who shares."""
        return tuple(self.by)


@dataclass(frozen=True)
class Factor:
    """One of several figures, and the part of the total that it decides."""

    weight: Fraction
    of: Mapping[str, Fraction]


@dataclass(frozen=True)
class Factors:
    """A total that several figures decide, each by its weight; the weights add up to 1."""

    players: tuple[str, ...]
    total: Fraction
    factors: Mapping[str, Factor]

    @classmethod
    def of(
        cls,
        players: Sequence[str],
        total: Amount,
        factors: Mapping[str, tuple[Amount, Mapping[str, Amount]]],
    ) -> "Factors":
        """Read the amounts; each factor is its weight and the players' figures."""
        found = {
            name: Factor(exact(weight, f"factors.{name}.weight"), exactly(of, f"factors.{name}.of"))
            for name, (weight, of) in factors.items()
        }
        return cls(tuple(players), exact(total, "total"), found)

    def __post_init__(self) -> None:
        check_players(self.players)
        if not self.factors:
            raise GameError(NO_FACTORS, "factors")
        if len(self.factors) > FACTORS_MAX:
            many = TOO_MANY_FACTORS.fill(n=len(self.factors), most=FACTORS_MAX)
            raise GameError(many, "factors")
        for name, factor in self.factors.items():
            check_same(self.players, factor.of, f"factors.{name}.of")
            check_positive(factor.of, f"factors.{name}.of")
            if factor.weight < 0:
                raise GameError(
                    NEGATIVE.fill(amount=shown(factor.weight)), f"factors.{name}.weight"
                )
        weights = sum((factor.weight for factor in self.factors.values()), Fraction(0))
        if weights != 1:
            raise GameError(WEIGHTS.fill(sum=shown(weights)), "factors")


@dataclass(frozen=True)
class Quantities:
    """What each player takes of one thing, and what a quantity of it costs together."""

    quantities: Mapping[str, Fraction]
    cost: Expression

    @classmethod
    def of(cls, quantities: Mapping[str, Amount], cost: str) -> "Quantities":
        """Read the quantities, and the cost from a text such as "100 + q*q"."""
        return cls(exactly(quantities, "quantities"), read_cost(cost))

    def __post_init__(self) -> None:
        check_players(self.players)
        check_positive(self.quantities, "quantities")

    @property
    def players(self) -> tuple[str, ...]:
        """Who shares."""
        return tuple(self.quantities)

    @property
    def total(self) -> Fraction:
        """What all of it costs."""
        return cost_of(self.cost, sum(self.quantities.values(), Fraction(0)))


@dataclass(frozen=True)
class Needs:
    """What each player needs of one facility that serves the smaller needs too: a runway, a line.

    A need is what a facility just for it would cost; the largest need is the total.
    """

    needs: Mapping[str, Fraction]

    @classmethod
    def of(cls, needs: Mapping[str, Amount]) -> "Needs":
        """Read the needs."""
        return cls(exactly(needs, "needs"))

    def __post_init__(self) -> None:
        check_players(self.players)
        check_positive(self.needs, "needs")

    @property
    def players(self) -> tuple[str, ...]:
        """Who shares."""
        return tuple(self.needs)

    @property
    def total(self) -> Fraction:
        """What the facility costs that serves all."""
        return max(self.needs.values())


@dataclass(frozen=True)
class Claims:
    """What each player may claim, and an estate that need not be enough."""

    claims: Mapping[str, Fraction]
    estate: Fraction

    @classmethod
    def of(cls, claims: Mapping[str, Amount], estate: Amount) -> "Claims":
        """Read the amounts."""
        return cls(exactly(claims, "claims"), exact(estate, "estate"))

    def __post_init__(self) -> None:
        check_players(self.players)
        check_positive(self.claims, "claims")
        if self.estate < 0:
            raise GameError(NEGATIVE.fill(amount=shown(self.estate)), "estate")

    @property
    def players(self) -> tuple[str, ...]:
        """Who claims."""
        return tuple(self.claims)

    @property
    def total(self) -> Fraction:
        """The estate."""
        return self.estate


@dataclass(frozen=True)
class CoalitionGame:
    """What every group of players would cost, or be worth, alone.

    `worth[mask]` is that of the players whose bits are set, `worth[0]` of nobody: zero.
    """

    players: tuple[str, ...]
    kind: Kind
    worth: tuple[Fraction, ...]

    @classmethod
    def of(cls, players: Sequence[str], kind: Kind, worth: Mapping[str, Amount]) -> "CoalitionGame":
        """Read the worth of every group, named by its players, joined by commas, in their order.

        >>> CoalitionGame.of(["1", "2"], "cost", {"1": 8, "2": 11, "1,2": 11}).total
        Fraction(11, 1)
        """
        named = tuple(players)
        check_players(named)
        check_few(named)
        names = group_names(named)
        if len(worth) != len(names) - 1 or not worth.keys() >= set(names[1:]):
            raise _wrong_groups(named, kind, worth)
        of = (exact(worth[name], f"{kind}.{name}") for name in names[1:])
        return cls(named, kind, (Fraction(0), *of))

    def __post_init__(self) -> None:
        check_players(self.players)
        check_few(self.players)
        assert len(self.worth) == 1 << len(self.players)
        assert self.worth[0] == 0

    @property
    def total(self) -> Fraction:
        """What all together cost or are worth."""
        return self.worth[-1]

    def group(self, mask: int) -> tuple[str, ...]:
        """The players of a group, in their order."""
        return tuple(p for place, p in enumerate(self.players) if mask >> place & 1)


Game = CoalitionGame | Needs | Claims | Quantities | Factors | By | Total


def group_names(players: Sequence[str]) -> list[str]:
    """The name of every group by its mask, from nobody to all.

    >>> group_names(["a", "b"])
    ['', 'a', 'b', 'a,b']
    """
    names = [""]
    for player in players:
        names += [f"{name},{player}" if name else player for name in names]
    return names


def group_sums(amounts: Sequence[int]) -> list[int]:
    """The sum of every group's amounts by its mask, from nobody to all.

    >>> group_sums([1, 10])
    [0, 1, 10, 11]
    """
    sums = [0]
    for amount in amounts:
        sums += [amount + other for other in sums]
    return sums


def check_players(players: Sequence[str]) -> None:
    """Refuse players that can't be told apart, or are none, or too many."""
    if not players:
        raise GameError(NO_PLAYERS, "players")
    if len(players) > PLAYERS_MAX:
        raise GameError(TOO_MANY.fill(n=len(players), most=PLAYERS_MAX), "players")
    seen: set[str] = set()
    for player in players:
        if not player.strip() or player != player.strip() or "," in player:
            raise GameError(BAD_NAME.fill(player=player), "players")
        if player in seen:
            raise GameError(TWICE.fill(player=player), "players")
        seen.add(player)


def check_few(players: Sequence[str]) -> None:
    """Refuse more players than whose groups can be gone through."""
    if len(players) > GROUPS_OF_MAX:
        many = TOO_MANY_GROUPS.fill(n=len(players), most=GROUPS_OF_MAX)
        raise GameError(many, "players")


def check_same(players: Sequence[str], named: Mapping[str, object], at: str) -> None:
    """Refuse figures of others than the players, or not of all of them."""
    for player in named:
        if player not in players:
            raise GameError(UNKNOWN.fill(player=player), at)
    for player in players:
        if player not in named:
            raise GameError(NO_FIGURE.fill(player=player), at)


def check_positive(amounts: Mapping[str, Fraction], at: str) -> None:
    """Refuse amounts below zero."""
    for player, amount in amounts.items():
        if amount < 0:
            raise GameError(NEGATIVE.fill(amount=shown(amount)), f"{at}.{player}")


def _wrong_groups(players: Sequence[str], kind: Kind, worth: Mapping[str, Amount]) -> GameError:
    """What is wrong with the names of groups, the first that is found."""
    names = group_names(players)[1:]
    known = set(names)
    for name in worth:
        if name not in known:
            return GameError(_why_no_group(players, name), kind)
    missing = [name for name in names if name not in worth]
    first, more = "; ".join(missing[:5]), "…" if missing[5:] else ""
    return GameError(MISSING.fill(n=len(missing), first=first, more=more), kind)


def _why_no_group(players: Sequence[str], name: str) -> Bilingual:
    if not name.strip():
        return NOBODY
    parts = [part.strip() for part in name.split(",")]
    for part in parts:
        if part not in players:
            return UNKNOWN.fill(player=part)
    for part in parts:
        if parts.count(part) > 1:
            return TWICE_IN.fill(player=part, group=name)
    order = ",".join(sorted(parts, key=list(players).index))
    return ORDER.fill(group=name, right=order)


NO_PLAYERS = Bilingual("没有参与方；至少写一个", "there are no players; name at least one")
TOO_MANY = Bilingual(
    "有{n}个参与方，至多{most}个", "there are {n} players, at most {most} can be dealt with"
)
TOO_MANY_GROUPS = Bilingual(
    "有{n}个参与方；逐个组合计算的办法至多{most}个",
    "there are {n} players; methods that go through every group take at most {most}",
)
BAD_NAME = Bilingual(
    "参与方“{player}”的名称不能用；不能为空、前后带空格或含逗号",
    "the player “{player}” can't be called so: not empty, no spaces around it, no commas",
)
TWICE = Bilingual("参与方“{player}”写了两次", "the player “{player}” is named twice")
UNKNOWN = Bilingual(
    "“{player}”不在 players 中；请补入，或改正名称",
    "“{player}” is not among the players; add it there or mend the name",
)
NO_FIGURE = Bilingual(
    "缺少参与方“{player}”的数；没有的写 0", "there is no figure of “{player}”; write 0 for none"
)
NEGATIVE = Bilingual("{amount}小于零；应为零或正数", "{amount} is below zero; state zero or more")
NO_FACTORS = Bilingual("没有因素；至少写一个", "there are no factors; state at least one")
TOO_MANY_FACTORS = Bilingual(
    "有{n}个因素，至多{most}个", "there are {n} factors, at most {most} can be dealt with"
)
WEIGHTS = Bilingual(
    "权重合计为{sum}；应为 1，可写作分数，如 1/3",
    "the weights add up to {sum}; they must come to 1, and may be fractions such as 1/3",
)
MISSING = Bilingual(
    "缺少的组合共{n}个，依次为：{first}{more}；每个非空组合都要有数",
    "groups that are missing: {n}, in order: {first}{more}; every group that is not empty needs"
    " an amount",
)
NOBODY = Bilingual(
    "没有成员的组合不写数额，恒为零", "a group of nobody has no amount: it is zero always"
)
TWICE_IN = Bilingual(
    "组合“{group}”中“{player}”写了两次", "the group “{group}” names “{player}” twice"
)
ORDER = Bilingual(
    "组合“{group}”应写作“{right}”：按 players 的先后，逗号前后不空格",
    "the group “{group}” is written “{right}”: in the order of players, no spaces at the commas",
)
