"""Separable costs, remaining benefits: how the costs of dams with several uses are shared."""

from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual
from lianxi.sharing.splits.coalitions import Grouped, coalitions
from lianxi.sharing.splits.exact import Shares, shown
from lianxi.sharing.splits.game_error import DoesNotFit, GameError


def scrb(game: Grouped) -> Shares:
    """Straffin & Heaney 1981, "Game theory and the Tennessee Valley Authority".

    Each pays what it adds to the cost of the others (its separable cost); what remains is shared
    in proportion to what each saves, over that, by not building alone (its remaining benefit).
    """
    groups = coalitions(game)
    if groups.kind != "cost":
        raise DoesNotFit(ONLY_COSTS)
    everybody = len(groups.worth) - 1
    separable: Shares = {}
    saved: Shares = {}
    for place, player in enumerate(groups.players):
        own = 1 << place
        separable[player] = groups.total - groups.worth[everybody ^ own]
        saved[player] = groups.worth[own] - separable[player]
        if saved[player] < 0:
            values = {"alone": shown(groups.worth[own]), "added": shown(separable[player])}
            raise GameError(BETTER_ALONE.fill(player=player, **values), groups.kind)
    rest = groups.total - sum(separable.values(), Fraction(0))
    benefit = sum(saved.values(), Fraction(0))
    if benefit == 0 and rest != 0:
        raise GameError(NO_BENEFIT.fill(rest=shown(rest)), groups.kind)
    part = rest / benefit if benefit else Fraction(0)
    return {player: cost + saved[player] * part for player, cost in separable.items()}


ONLY_COSTS = Bilingual(
    "可分离费用剩余效益法（scrb）只用于费用；分收益可用 shapley 或 nucleolus",
    "separable costs remaining benefits (scrb) shares costs; for values use shapley or nucleolus",
)
BETTER_ALONE = Bilingual(
    "“{player}”单独办只需{alone}，加入却使费用增加{added}；应先看它是否该参加",
    "“{player}” costs {alone} alone but adds {added} to the others: see first whether it should"
    " take part",
)
NO_BENEFIT = Bilingual(
    "可分离费用以外还有{rest}，而各方都没有剩余效益，无从分担",
    "{rest} remains beyond the separable costs and nobody has a remaining benefit to share it by",
)
