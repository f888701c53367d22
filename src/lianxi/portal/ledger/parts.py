"""What a party owes the funds and has to account for, in words: for its page and its desk."""

from dataclasses import dataclass
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.glance import FLOWS
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ledger.between import Part, of_party
from lianxi.portal.ledger.words import UNITS


@dataclass(frozen=True)
class PartLine:
    """A part in a fund in words: its flows that are not zero, and what stands."""

    part: Part
    fund: Bilingual
    holder: Bilingual
    unit: Bilingual
    flows: list[tuple[Bilingual, Quantity]]
    due: Quantity
    outstanding: Quantity


def parts(of: Asked, party: str, since: date, until: date) -> list[PartLine]:
    """The parts of a party and the units under it, fund by fund; four queries."""
    return [_part(of, each) for each in of_party(of.region, party, since, until)]


def _part(of: Asked, part: Part) -> PartLine:
    unit = part.unit
    flows = [
        (words, Quantity(part.of.flows[name], unit))
        for name, words in FLOWS.items()
        if part.of.flows.get(name)
    ]
    return PartLine(
        part,
        of.found.package.of("fund", part.fund),
        called(of.found, part.of.party),
        UNITS[unit],
        flows,
        Quantity(part.of.due, unit),
        Quantity(part.of.outstanding, unit),
    )
