"""Every read of funds' years, on top of the dossiers and the ledger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.documents.fund_report.part import Facts, Performance
from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.governance.road.fund_year_acts import Corrected
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.performance import grade, points
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.ledger.annual import annual
from lianxi.ledger.close import closing
from lianxi.ledger.hold import Hold
from lianxi.ledger.standing import Place
from lianxi.ledger.transfer import Booked
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ledger import queries as books


@dataclass(frozen=True)
class Closing:
    """What closing a year would do: what goes to the surplus, and what is left unfinished."""

    carried: tuple[tuple[Place, int], ...]  # by account: what it takes in, or gives, to be zero
    surplus: int  # what the year leaves over
    holds: tuple[tuple[int, Hold], ...]
    arrears: tuple[tuple[Place, int], ...]
    unaccounted: tuple[tuple[Place, int], ...]


def years(region: str) -> list[Opened[FundYear]]:
    """Every fund's year of a region, the latest first."""
    return queries.states(region, FUND_YEAR)[::-1]


def used(found: Opened[FundYear]) -> dict[str, int]:
    """What was granted in the year so far, less what came back, by matter, in fen.

    What the close moved out of the accounts of the year counts again.
    """
    begun, closed = found.state.begun, found.state.closed
    sums = books.granted_by_matter(found.row.region, begun.fund, begun.year)
    if closed is not None:
        for each in books.numbered(found.row.region, closed.transfers).values():
            for leg in each.transfer.legs:
                if leg.account.purpose == "spent" and leg.unit == "CNY":
                    matter = leg.account.matter
                    sums[matter] = sums.get(matter, 0) - leg.amount
    return {matter: amount for matter, amount in sorted(sums.items()) if amount}


def to_close(found: Opened[FundYear]) -> Closing:
    """What closing the year would do, from the balances at its end."""
    begun, region = found.state.begun, found.row.region
    last = date(begun.year, 12, 31)
    at_end = books.balances(region, begun.fund, until=last)
    legs = [leg for each in closing(begun.fund, begun.year, at_end) for leg in each.legs]
    carried = [((leg.account, leg.unit), leg.amount) for leg in legs]
    left = [each for each in at_end.items() if each[1] > 0]
    return Closing(
        tuple(each for each in carried if each[0][0].purpose != "surplus"),
        -sum(n for (account, unit), n in carried if (account.purpose, unit) == ("surplus", "CNY")),
        tuple(books.holds_on(region, begun.fund, last)),
        tuple(each for each in left if each[0][0].purpose == "due"),
        tuple(each for each in left if each[0][0].purpose == "granted"),
    )


def transfers(found: Opened[FundYear]) -> dict[int, Booked]:
    """Every transfer that a finding is about or was mended by, by its number."""
    numbers: set[int] = set()
    for each in found.state.mendings:
        if each.finding.transfer is not None:
            numbers.add(each.finding.transfer)
        if isinstance(each.said, Corrected):
            numbers |= {n for n in (each.said.counter, each.said.anew) if n is not None}
    return books.numbered(found.row.region, numbers) if numbers else {}


def facts(found: Current, year: Opened[FundYear], day: date) -> Facts:
    """What the report on a year is made of, as of a day."""
    begun, region = year.state.begun, year.row.region
    last = date(begun.year, 12, 31)
    return Facts(
        year.state,
        annual(begun.fund, begun.year, books.transfers(region, begun.fund, until=last)),
        books.holds_on(region, begun.fund, min(last, day)),
        books.end_of_chain(region),
        day,
        namer(found),
        tuple(_performance(region, begun.fund, begun.year)),
        _anew(region),
    )


def _performance(region: str, fund: str, year: int) -> Iterator[Performance]:
    """What recipients assessed of the grants that were paid first in a year, once accepted."""
    for each in queries.states(region, GRANT):
        state, paid = each.state, each.state.first_paid
        last, score = state.assessment, state.score
        if state.applied.fund != fund or paid is None or paid.year != year:
            continue
        if last is not None and score is not None and state.assessed:
            said = SCORED.fill(points=points(score), grade=grade(score))
            yield Performance(state.terms.matter, state.applied.by, said, same(last.what.text))


def _anew(region: str) -> frozenset[int]:
    """The transfers of a region that were booked anew after an audit."""
    said = (m.said for each in years(region) for m in each.state.mendings)
    numbers = (each.anew for each in said if isinstance(each, Corrected))
    return frozenset(n for n in numbers if n is not None)


def namer(found: Current) -> Callable[[str], Bilingual]:
    """What calls a party, unit, body, fund, matter or topic by its name; else by the id."""
    package = found.package

    def name(id_: str) -> Bilingual:
        if id_ in package.articles:
            return package.articles[id_].name
        return package.topics[id_].name if id_ in package.topics else called(found, id_)

    return name


def matter_named(found: Current, text: str) -> str:
    """The id of a matter or topic that somebody calls by its id or its name; else the text."""
    package = found.package
    matters = {each.id: each.name for each in package.kind("matter")}
    for id_, name in (*matters.items(), *((t.id, t.name) for t in package.topics.values())):
        if text in (id_, name.zh, name.en):
            return id_
    return text


SCORED = Bilingual("{points}分，{grade}", "{points} points, {grade}")
