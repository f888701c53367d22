"""What holds for a region's funds on a day: articles, closed years, the budgets that bind."""

from collections.abc import Mapping

from lianxi.governance.road import fund_year_acts
from lianxi.governance.road.fund_year import FUND_YEAR
from lianxi.ledger.standing import Budget, Terms
from lianxi.ledger.terms import terms_on
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.queries import states
from lianxi.portal.ledger import queries


def terms(doing: Doing) -> Mapping[str, Terms]:
    """The terms of every fund that is in force on the day on which something is done."""
    package = doing.found.package
    closed = {
        each.id: queries.closed_through(doing.region, each.id) for each in package.kind("fund")
    }
    return terms_on(package, doing.today, closed, settled(doing.region))


def settled(region: str) -> dict[str, tuple[Budget, ...]]:
    """What may be granted by the budgets of the years that are not closed, by fund; two queries."""
    found: dict[str, tuple[Budget, ...]] = {}
    for each in states(region, FUND_YEAR):
        begun, budget = each.state.begun, each.state.budget
        if budget is not None and each.state.closed is None:
            found[begun.fund] = (*found.get(begun.fund, ()), *bounds(begun.year, budget))
    return found


def bounds(year: int, budget: fund_year_acts.Budget) -> tuple[Budget, ...]:
    """A year's budget as the ledger keeps to it: the sum, and every matter that it names."""
    return (Budget(year, budget.grants), *(Budget(year, n, of) for of, n in budget.matters))
