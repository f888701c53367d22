"""The nucleolus: the split whose most aggrieved group is as little aggrieved as can be.

Then the second most aggrieved, and so on, until one split is left. Every step is a linear
programme, solved by the simplex method in whole numbers, so what comes out is exact; the weights
that prove each step are checked by `nucleolus_proof.py`, which shares no code with this file.
"""

from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual
from lianxi.sharing.splits.coalitions import Grouped, coalitions
from lianxi.sharing.splits.exact import Shares, shown
from lianxi.sharing.splits.game_error import GameError
from lianxi.sharing.splits.nucleolus_proof import Step, check
from lianxi.sharing.splits.programme import Programme

PLAYERS_MAX = 10


def nucleolus(game: Grouped) -> Shares:
    """Schmeidler 1969, "The nucleolus of a characteristic function game"; exact, to 10 players.

    Raise `GameError` for more, and where no split leaves everybody at least as well off as alone,
    for then there is none.

    >>> from lianxi.sharing.splits.games import Needs
    >>> found = nucleolus(Needs.of({"1": 8, "2": 11, "3": 13, "4": 18}))
    >>> [str(share) for share in found.values()]
    ['13/4', '13/4', '13/4', '33/4']
    """
    if len(game.players) > PLAYERS_MAX:
        many = TOO_MANY.fill(n=len(game.players), most=PLAYERS_MAX)
        raise GameError(many, "players")
    groups = coalitions(game)
    sign = -1 if groups.kind == "cost" else 1
    worth = [sign * amount for amount in groups.worth]
    alone = [worth[1 << place] for place in range(len(groups.players))]
    apart = sum(alone, Fraction(0))
    if apart > worth[-1]:
        values = {"alone": shown(sign * apart), "total": shown(groups.total)}
        raise GameError((GAIN_LESS if sign > 0 else PAY_MORE).fill(**values), groups.kind)
    gains, steps = _solve(worth, len(alone))
    check(worth, gains, steps)
    return {p: sign * gain for p, gain in zip(groups.players, gains, strict=True)}


def _solve(worth: list[Fraction], n: int) -> tuple[list[Fraction], list[Step]]:
    """What each player gains, and the steps by which that was settled."""
    settled = {len(worth) - 1: worth[-1]}
    steps: list[Step] = []
    programme = Programme(worth, settled, n)
    while programme.open:
        step = programme.solve()
        steps.append(step)
        settled |= {group: worth[group] - step.level for group in step.groups}
        settled |= {player: worth[player] for player in step.alone}
        programme = Programme(worth, settled, n)
    return programme.gains(), steps


TOO_MANY = Bilingual(
    "有{n}个参与方，核仁至多算{most}个；可改用 shapley",
    "there are {n} players; a nucleolus is worked out for at most {most}: use shapley instead",
)
PAY_MORE = Bilingual(
    "合起来要{total}，各自单独办合计只要{alone}：怎样分都有一方不如单独办，没有核仁",
    "together it costs {total}, each alone {alone} in all: whatever the split, somebody does better"
    " alone, and there is no nucleolus",
)
GAIN_LESS = Bilingual(
    "合起来得{total}，各自单独合计可得{alone}：怎样分都有一方不如单独，没有核仁",
    "together they get {total}, each alone {alone} in all: whatever the split, somebody does better"
    " alone, and there is no nucleolus",
)
