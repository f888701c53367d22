"""Who is asked to pay how much into a fund for a year: the article of the day, figures on record.

    levy(found, "pier-fund", 2026, today, dealt_with)

The articles of the day decide: who has joined by then is asked, who has left is not. What other
notices of the same year have dealt with is taken off: an additional one asks for the difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from lianxi.charter.figures import figure_words
from lianxi.charter.kinds.body import SEATS
from lianxi.charter.kinds.fund import SERVES, Dues
from lianxi.charter.package import Package
from lianxi.charter.rows import Observation
from lianxi.governance.authority import Refused
from lianxi.governance.members import members
from lianxi.governance.road.notice_acts import Line
from lianxi.governance.road.notice_state import yuan
from lianxi.governance.rotation import seated
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.period import Duration
from lianxi.ledger.dues import Levied, levied
from lianxi.ledger.terms import dues_on
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.shown import called

OnRecord = Mapping[str, Observation]


def day_of(year: int, today: date) -> date:
    """The day whose articles hold for a year's notice: today, or the nearest day of that year.

    >>> day_of(2026, date(2026, 5, 4)), day_of(2026, date(2025, 12, 1))
    (datetime.date(2026, 5, 4), datetime.date(2026, 1, 1))
    """
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))


def levy(
    found: Current, fund: str, year: int, today: date, dealt_with: Mapping[str, int]
) -> list[Line] | Refused:
    """A line for each party that pays on the day, less what was dealt with for the year before.

    Where the article gives no formula the lines have no computed amount: it is filled in by hand.
    """
    package, day = found.package, day_of(year, today)
    dues = dues_on(package, fund, day)
    if dues is None:
        return [Line(party, 0, NO_FORMULA) for party in _served(package, fund, day)]
    made = _by_formula(found, dues, day)
    if isinstance(made, Refused):
        return made
    return [_less(each, dealt_with.get(each.party, 0)) for each in made]


def within(found: Current, fund: str, day: date) -> Duration | None:
    """How long there is to pay after a notice, where the article says so."""
    dues = dues_on(found.package, fund, day)
    return dues.within if dues is not None else None


def body_of(package: Package, fund: str, day: date) -> str:
    """The body that a fund serves; the region's main body where its article names none."""
    text = package.text(fund, day)
    return (text.get(SERVES) if text is not None else None) or package.region.main_body


def _less(made: Levied, dealt_with: int) -> Line:
    """What is still to be asked for; nothing where more than that was dealt with."""
    if not dealt_with:
        return Line(made.party, made.amount, made.why, made.amount)
    left = max(0, made.amount - dealt_with)
    return Line(made.party, left, LESS.fill(why=made.why, amount=yuan(dealt_with)), left)


def _by_formula(found: Current, dues: Dues, day: date) -> list[Levied] | Refused:
    """What the formula gives; shared out by a figure, each line names it, its year and source."""
    package = found.package
    payers = seated(package, dues.payers, day) if dues.payers is not None else []
    tiers = [seated(package, tier.of, day) for tier in dues.tiers]
    if dues.by != "figure":
        return levied(dues, payers, tiers)
    figures = _figures(package, dues.figure or "", payers, day)
    missing = [party for party in payers if party not in figures]
    if missing:
        names = listed([called(found, party) for party in missing])
        return Refused(NO_FIGURE.fill(figure=dues.figure or "", parties=names))
    values = {party: Fraction(each.value) for party, each in figures.items()}
    made = levied(dues, payers, figures=values)
    if isinstance(made, Refused):
        return made
    return [replace(each, why=_why(package, each.why, figures[each.party])) for each in made]


def _figures(package: Package, name: str, payers: Sequence[str], day: date) -> OnRecord:
    """The figure of each payer, of the latest period in which there is one of all of them.

    All in one unit. Where no period has all of them, those of the one that has the most.
    """
    by_period: dict[tuple[str, str], dict[str, Observation]] = {}
    for each in package.observations:
        start = each.period.start
        of_it = name in (each.indicator.zh, each.indicator.en) and each.subject in payers
        if of_it and start is not None and start <= day:
            by_period.setdefault((str(each.period), each.unit.text), {})[each.subject] = each
    best = max(by_period, key=lambda key: (len(by_period[key]), key), default=None)
    return by_period[best] if best is not None else {}


def _why(package: Package, why: Bilingual, figure: Observation) -> Bilingual:
    """The formula in words, with the figure it goes by."""
    titles = [package.sources[cite.source].title for cite in figure.provenance.source]
    return BY_FIGURE.fill(
        why=why,
        period=figure.period.words(),
        value=figure_words(figure),
        source=listed(list(dict.fromkeys(titles))) if titles else EXAMPLE,
    )


def _served(package: Package, fund: str, day: date) -> Sequence[str]:
    """Whom a fund without a formula may ask: whoever sits in the body it serves, else everybody."""
    body = body_of(package, fund, day)
    own = [each.party.id for each in members(package, body, day)]
    text = package.text(body, day)
    seats = text.get(SEATS) if text is not None else None
    if own or seats is None or seats.each is None:
        return own or list(package.parties)
    return seated(package, seats.each, day)


NO_FORMULA = Bilingual(
    "章程没有规定办法，由财务填写", "no article gives a formula: filled in by hand"
)
LESS = Bilingual(
    "{why}，减去本年通知已核定的{amount}元",
    "{why}, less {amount} yuan in notices before it",
)
BY_FIGURE = Bilingual(
    "{why}：{period}为{value}（{source}）", "{why}: {value} in {period} ({source})"
)
EXAMPLE = Bilingual("示例", "example")
NO_FIGURE = Bilingual(
    "没有这些成员同一时期的“{figure}”数据：{parties}；请先补充",
    "there is no “{figure}” of one period for {parties}; enter it first",
)
