"""Where a party stands: the bodies it sits in, what it hosted, leads and belongs to."""

from dataclasses import dataclass
from datetime import date

from lianxi.charter.article import Article, as_of, on_record
from lianxi.charter.kinds.body import LEAD
from lianxi.charter.kinds.commitment import Clause
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting, Observation, OrgUnit, Party, Seat, Topic
from lianxi.governance.meetings import by_date
from lianxi.governance.topics import Wanted, topics


@dataclass(frozen=True)
class Lead:
    """Something that a party or one of its units leads."""

    article: Article
    unit: OrgUnit | None
    clause: Clause | None


@dataclass(frozen=True)
class Standing:
    """Everything the record says of one party; `topics` are those that it or its units lead."""

    party: Party
    province: Party | None
    seats: tuple[Seat, ...]
    hosted: tuple[Meeting, ...]
    guest_at: tuple[Meeting, ...]
    sets: tuple[str, ...]
    leads: tuple[Lead, ...]
    topics: tuple[Topic, ...]
    units: tuple[OrgUnit, ...]
    observations: tuple[Observation, ...]


def standing(package: Package, party: Party, day: date) -> Standing:
    """Gather what the package says of a party; sets and leads as of a day."""
    meetings = sorted(package.meetings.values(), key=by_date)
    return Standing(
        party=party,
        province=package.parties.get(party.province or ""),
        seats=tuple(seat for seat in package.seats if seat.party == party.id),
        hosted=tuple(meeting for meeting in meetings if meeting.host == party.id),
        guest_at=tuple(meeting for meeting in meetings if party.id in meeting.guests),
        sets=tuple(m.set for m in package.sets if m.party == party.id),
        leads=tuple(_leads(package, party, day)),
        topics=tuple(topics(package, Wanted(party=party.id))),
        units=tuple(unit for unit in package.units.values() if unit.id.party == party.id),
        observations=tuple(o for o in package.observations if o.subject == party.id),
    )


def _leads(package: Package, party: Party, day: date) -> list[Lead]:
    found = []
    for article in package.articles.values():
        text = as_of(article, day) or on_record(article, day)
        if text is None:
            continue
        lead = text.get(LEAD)
        if lead is not None and lead.partition("/")[0] == party.id:
            found.append(Lead(article, package.units.get(lead), None))
        for stated in text.keys.values():
            clause = stated.value
            if isinstance(clause, Clause) and clause.commitment and clause.commitment.lead:
                unit = clause.commitment.lead
                if unit.partition("/")[0] == party.id:
                    found.append(Lead(article, package.units.get(unit), clause))
    return found
