"""The meetings of a region, and what each of them changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lianxi.charter.amendments import Amendment, amendments
from lianxi.charter.article import Article, Version
from lianxi.charter.kinds.body import CHAIR, MEETS, Meets
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting, Observation, RowReading, Seat, Topic
from lianxi.governance.figures import readings
from lianxi.governance.members import Member, predecessors


@dataclass(frozen=True)
class Outcome:
    """What a meeting changed: the members it admitted, the articles it amended.

    `same_day` is what took force on the very day without being on record as its decision.
    """

    admitted: tuple[Member, ...]
    amended: tuple[tuple[Article, Amendment], ...]
    same_day: tuple[tuple[Article, Amendment], ...]
    observations: tuple[Observation, ...]
    readings: tuple[RowReading, ...]
    topics: tuple[Topic, ...]


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


def meets_on(package: Package, body: str, day: date) -> Meets | None:
    """How often a body meets and who hosts, as its article has it on a day."""
    text = package.text(body, day)
    return text.get(MEETS) if text else None


def by_chair(package: Package, meeting: Meeting) -> bool:
    """Whether the body's article has the executive chair host the meeting."""
    meets = meets_on(package, meeting.body, meeting.date.start) if meeting.date.start else None
    return meets is not None and meets.host == "executive chair"


@dataclass(frozen=True)
class Chairs:
    """Who was in the chair, as far as the body's article says: for good, and in turn."""

    standing: str | None = None
    executive: str | None = None


def chairs(package: Package, meeting: Meeting) -> Chairs:
    """The chairs of a meeting; where the executive chair is to host, it is the host."""
    text = package.text(meeting.body, meeting.date.start) if meeting.date.start else None
    chair = text.get(CHAIR) if text else None
    host = meeting.host if by_chair(package, meeting) else None
    return Chairs(chair.standing if chair else None, host)


def above(package: Package) -> dict[str, frozenset[str]]:
    """For each body that met: itself and every body whose meetings its own count among."""
    found: dict[str, set[str]] = {meeting.body: set() for meeting in package.meetings.values()}
    for article in package.kind("body"):
        for meeting in meetings_of(package, article.id):
            found[meeting.body].add(article.id)
    return {body: frozenset(bodies) for body, bodies in found.items()}


def outcome(package: Package, meeting: Meeting) -> Outcome:
    """What changed at a meeting, gathered from the seats and versions that name it."""
    seats: list[Seat] = [seat for seat in package.seats if seat.meeting == meeting.id]

    def decided(version: Version) -> bool:
        return version.decided_at == meeting.id

    def coincides(version: Version) -> bool:
        exact = meeting.date.day is not None and version.in_force_from == meeting.date
        return exact and not decided(version)

    return Outcome(
        admitted=tuple(Member.of(package, seat) for seat in seats),
        amended=_amendments(package, decided),
        same_day=_amendments(package, coincides),
        observations=tuple(o for o in package.observations if o.subject == meeting.id),
        readings=tuple(readings(package, "history/meetings.csv", meeting.id)),
        topics=tuple(topic for topic in package.topics.values() if topic.meeting == meeting.id),
    )


def _amendments(
    package: Package, wanted: Callable[[Version], bool]
) -> tuple[tuple[Article, Amendment], ...]:
    return tuple(
        (article, amendment)
        for article in package.articles.values()
        if any(map(wanted, article.versions))
        for amendment in amendments(article, package)
        if wanted(amendment.version)
    )
