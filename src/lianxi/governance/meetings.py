"""The meetings of a region, and what each of them changed."""

from dataclasses import dataclass
from datetime import date

from lianxi.charter.amendments import Amendment, amendments
from lianxi.charter.article import Article
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting, Observation, RowReading, Seat
from lianxi.governance.members import Member, predecessors


@dataclass(frozen=True)
class Outcome:
    """What a meeting changed: the members it admitted, the articles it amended."""

    admitted: tuple[Member, ...]
    amended: tuple[tuple[Article, Amendment], ...]
    observations: tuple[Observation, ...]
    readings: tuple[RowReading, ...]


def meetings_of(package: Package, body: str) -> list[Meeting]:
    """The meetings of a body, its layers and its predecessors, in order of date."""
    wanted = {body, *predecessors(package, body)}
    for article in package.kind("body"):
        above = {version.states.get("part_of") for version in article.versions}
        if above & wanted:
            wanted.add(article.id)
    found = [meeting for meeting in package.meetings.values() if meeting.body in wanted]
    return sorted(found, key=by_date)


def by_date(meeting: Meeting) -> tuple[date, int]:
    """The order of meetings: by date, then by number."""
    return (meeting.date.start or date.max, meeting.ordinal or 999)


def outcome(package: Package, meeting: Meeting) -> Outcome:
    """What changed at a meeting, gathered from the seats and versions that name it."""
    seats: list[Seat] = [seat for seat in package.seats if seat.meeting == meeting.id]
    amended = [
        (article, amendment)
        for article in package.articles.values()
        if any(version.decided_at == meeting.id for version in article.versions)
        for amendment in amendments(article, package)
        if amendment.version.decided_at == meeting.id
    ]
    return Outcome(
        admitted=tuple(Member.of(package, seat) for seat in seats),
        amended=tuple(amended),
        observations=tuple(o for o in package.observations if o.subject == meeting.id),
        readings=tuple(r for r in package.readings if r.row == meeting.id),
    )
