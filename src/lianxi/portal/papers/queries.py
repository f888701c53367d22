"""Every read for accounts and papers: the records of a year as of a day, the papers issued."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.account import Kept, Met, Records
from lianxi.governance.road.commitment import COMMITMENT, course
from lianxi.governance.road.paper import PAPER, Paper
from lianxi.governance.road.sitting import SITTING
from lianxi.governance.road.standing import standing
from lianxi.governance.year import year as year_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.commitments.matters import practical_matters
from lianxi.portal.commitments.queries import limits
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.choices import whole
from lianxi.portal.dossiers.queries import Opened


@dataclass(frozen=True)
class Scope:
    """What an account is of: a year, as of a day; of one body, or of all where it is ""."""

    year: int
    day: date
    body: str = ""


def records(asked: Asked, scope: Scope) -> Records:
    """What an account is made of; six queries, however much there is."""
    bounds_of = limits(asked.found, scope.day)
    kept = [
        Kept(
            each.row.number,
            each.state,
            standing(course(each.state), bounds_of(each.state.terms.body).bounds),
            each.acts,
        )
        for each in dossiers.states(asked.region, COMMITMENT, scope.day)
        if scope.body in ("", each.state.terms.body)
    ]
    sittings = [
        Met(each.row.number, each.state)
        for each in dossiers.states(asked.region, SITTING, scope.day)
        if not scope.body or scope.body in each.state.notice.bodies
    ]
    planned = year_of(asked.found.package, scope.year, scope.day)
    names: dict[str, Bilingual] = {}

    def name(id_: str) -> Bilingual:
        if id_ not in names:
            names[id_] = whole(asked, id_)
        return names[id_]

    return Records(
        scope.year,
        scope.day,
        tuple(kept),
        tuple(sittings),
        tuple(each for each in planned if scope.body in ("", each.body)),
        name,
        tuple(
            each
            for each in practical_matters(asked.found, scope.day)
            if scope.body in ("", each.body)
        ),
    )


def papers(region: str) -> list[Opened[Paper]]:
    """Every paper that went out, the first at the top; two queries."""
    return dossiers.states(region, PAPER)


def taken(region: str, number: str) -> dossiers.Row | None:
    """The paper that a number was given to, withdrawn or not; one query."""
    rows = dossiers.dossiers(region, PAPER)
    return next((row for row in rows if row.matter == number), None)


def bodies(region: str) -> list[str]:
    """The bodies in charge of commitments."""
    return sorted(dossiers.bodies(region, COMMITMENT))
