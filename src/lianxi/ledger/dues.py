"""What each party owes a fund for a year, by the formula of its article, to the fen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxi.charter.kinds.fund import Dues
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.ratio import split
from lianxi.kernel.refused import Refused


@dataclass(frozen=True)
class Levied:
    """What one party owes, in fen, and why: the formula in words."""

    party: str
    amount: int
    why: Bilingual


def levied(
    dues: Dues,
    payers: Sequence[str],
    tiers: Sequence[Sequence[str]] = (),
    figures: Mapping[str, Fraction] | None = None,
) -> list[Levied] | Refused:
    """What each owes, in the order of the payers.

    `payers` and `tiers` are whom the groups of the article gather on the day, tier by tier;
    `figures` is the indicator's value for each payer.
    """
    if dues.by == "equal" and dues.amount is not None:
        each = dues.amount.amount
        return [Levied(party, each, EQUAL) for party in payers]
    if dues.by == "tier":
        return _by_tier(dues, tiers)
    return _by_figure(dues, payers, figures or {})


def _by_tier(dues: Dues, tiers: Sequence[Sequence[str]]) -> list[Levied]:
    """Each party by the first tier that names it."""
    found: dict[str, Levied] = {}
    for number, (tier, parties) in enumerate(zip(dues.tiers, tiers, strict=True), 1):
        for party in parties:
            why = TIER.fill(n=number)
            found.setdefault(party, Levied(party, tier.amount.amount, why))
    return list(found.values())


def _by_figure(
    dues: Dues, payers: Sequence[str], figures: Mapping[str, Fraction]
) -> list[Levied] | Refused:
    """The total in proportion to a figure; who is held to a bound pays it, the others the rest.

    Whoever the proportion would put below `least` or above `most` is set there, and what remains
    is shared out among the others anew, until nobody else is out of bounds.
    """
    missing = [party for party in payers if figures.get(party, Fraction(0)) <= 0]
    if missing or dues.total is None:
        return Refused(NO_FIGURE.fill(figure=dues.figure or "", parties="、".join(missing)))
    least = dues.least.amount if dues.least is not None else 0
    most = dues.most.amount if dues.most is not None else dues.total.amount
    if not least * len(payers) <= dues.total.amount <= most * len(payers):
        return Refused(BOUNDS)
    bound: dict[str, int] = {}
    while True:
        free = [party for party in payers if party not in bound]
        left = dues.total.amount - sum(bound.values())
        shares = _shares(left, {party: figures[party] for party in free})
        low = {party for party in free if shares[party] < least}
        high = {party for party in free if shares[party] > most}
        if not low and not high:
            break
        # The side that weighs more is set first: setting it can bring the others within.
        below = sum(least - shares[party] for party in low)
        above = sum(shares[party] - most for party in high)
        bound |= dict.fromkeys(low, least) if below >= above else dict.fromkeys(high, most)
    said = {**shares, **bound}
    why = FIGURE.fill(figure=dues.figure or "")
    held = HELD.fill(why=why)
    return [Levied(party, said[party], held if party in bound else why) for party in payers]


def _shares(left: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    return split(left, weights) if weights else {}


EQUAL = Bilingual("各成员等额", "the same from each")
TIER = Bilingual("第{n}档", "tier {n}")
FIGURE = Bilingual("按“{figure}”的比例", "in proportion to “{figure}”")
HELD = Bilingual("{why}，取上限或下限", "{why}, held to the bound")
NO_FIGURE = Bilingual(
    "没有这些主体的“{figure}”数据：{parties}", "there is no “{figure}” of {parties}"
)
BOUNDS = Bilingual(
    "总额分不下去：全按下限已超过，或全按上限仍不够",
    "the total can't be shared out: all at the least come to more, or all at the most to less",
)
