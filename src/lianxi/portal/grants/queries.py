"""Every read of grants, on top of the dossiers and the ledger."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_state import Grant
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.transfer import Booked
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.ledger import queries as books


def grants(region: str) -> list[Opened[Grant]]:
    """Every grant of a region, the latest first."""
    return queries.states(region, GRANT)[::-1]


@dataclass(frozen=True)
class Moved:
    """A transfer that was booked for a grant, in brief; the amount in fen."""

    number: int
    day: date
    words: Bilingual
    document: str
    amount: int
    reverses: int | None


def booked(found: Opened[Grant]) -> list[Moved]:
    """What was booked for a grant, in the order of booking."""
    return [_moved(each) for each in books.coming_from(found.row.region, found.row.ref)]


def _moved(of: Booked) -> Moved:
    said = of.transfer
    amount = sum(leg.amount for leg in said.legs if leg.amount > 0)
    return Moved(of.number, said.booked, said.words, said.document, amount, said.reverses)
