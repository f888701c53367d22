"""What holds for a region's funds on a day: their articles, and which years are closed."""

from collections.abc import Mapping

from lianxi.ledger.standing import Terms
from lianxi.ledger.terms import terms_on
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.ledger import queries


def terms(doing: Doing) -> Mapping[str, Terms]:
    """The terms of every fund that is in force on the day on which something is done."""
    package = doing.found.package
    closed = {
        each.id: queries.closed_through(doing.region, each.id) for each in package.kind("fund")
    }
    return terms_on(package, doing.today, closed)
