"""Every read of texts: those of a region, what is noticed in one, what it comes to."""

from collections.abc import Mapping
from datetime import date

from lianxi.charter.package import Package
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.agreement_acts import Acceded
from lianxi.governance.road.agreement_text import Text
from lianxi.governance.road.drafting import findings
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called


def texts(region: str, day: date | None = None) -> list[Opened[Text]]:
    """Every text of a region, as it was at the end of a day; two queries."""
    return queries.states(region, AGREEMENT, day)


def noticed(found: Current, opened: Opened[Text], today: date) -> list[Finding]:
    """What is noticed in a text beside the others and the articles; two queries."""
    others = {each.row.ref: each.state for each in texts(opened.row.region)}
    others.pop(opened.row.ref, None)
    return findings(opened.state, others, found.package, today)


def names(found: Current, state: Text) -> Mapping[str, Bilingual]:
    """What the parties of a text are called, those that joined among them."""
    joined = (each.party for each in state.changes if isinstance(each, Acceded))
    return {party: called(found, party) for party in (*state.terms.parties, *joined)}


def doer(package: Package, party: str, lead: str) -> str:
    """Who carries a part out unless somebody says otherwise: a unit like the lead, or the party.

    A unit is like another where it goes by the same name within its city.
    """
    _, slash, unit = lead.partition("/")
    alike = f"{party}/{unit}"
    return alike if slash and alike in package.units else party
