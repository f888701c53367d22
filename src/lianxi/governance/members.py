"""Who belongs to a body on a day, and which parties make up a region."""

from dataclasses import dataclass
from datetime import date

from lianxi.charter.article import as_of
from lianxi.charter.kinds.body import SUCCEEDS
from lianxi.charter.package import Package
from lianxi.charter.rows import Party, Seat, SetMember
from lianxi.kernel.digest import Plain
from lianxi.kernel.period import Period


@dataclass(frozen=True)
class Member:
    """A party with the seat it holds."""

    party: Party
    province: Party | None
    seat: Seat

    @classmethod
    def of(cls, package: Package, seat: Seat) -> "Member":
        """The member that a seat makes of its party."""
        party = package.parties[seat.party]
        return cls(party, package.parties.get(party.province or ""), seat)

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi members --json` answers with."""
        return {
            "id": self.party.id,
            "name_zh": self.party.name.zh,
            "name_en": self.party.name.en,
            "province": self.province.formal if self.province else None,
            "since": str(self.seat.since),
            "body": self.seat.body,
        }


def members(package: Package, body: str, day: date, known: date | None = None) -> list[Member]:
    """The members of a body on a day; before its founding, those of its predecessor.

    In the order of the package's rows, which is the order of joining.
    """
    for seated_in in [body, *predecessors(package, body)]:
        seats = [s for s in package.seats if s.body == seated_in and s.held(day, known)]
        if seats:
            return [Member.of(package, seat) for seat in seats]
    return []


@dataclass(frozen=True)
class Belonging:
    """A party that the region is made of, with its place in the region's set."""

    party: Party
    province: Party | None
    row: SetMember

    def as_json(self) -> dict[str, Plain]:
        """The form of a member, without a body: it sits in none by it."""
        return {
            "id": self.party.id,
            "name_zh": self.party.name.zh,
            "name_en": self.party.name.en,
            "province": self.province.formal if self.province else "",
            "since": str(self.row.since or ""),
            "body": "",
        }


def area(package: Package, day: date) -> list[Belonging]:
    """The parties that make up the region on a day, where it says which; none holds a seat by it.

    In the order of the package's rows.
    """
    rows = [row for row in package.sets if row.set == package.region.area and row.belongs(day)]
    parties = [package.parties[row.party] for row in rows]
    return [
        Belonging(party, package.parties.get(party.province or ""), row)
        for party, row in zip(parties, rows, strict=True)
    ]


def joined_in(package: Package, body: str, period: Period) -> list[Member]:
    """The members whose seat began within a period, in the body or a predecessor."""
    bodies = [body, *predecessors(package, body)]
    first, last = period.start, period.stop
    return [
        Member.of(package, seat)
        for seat in package.seats
        if seat.body in bodies
        and seat.since.start is not None
        and (first is None or seat.since.start >= first)
        and (last is None or seat.since.start < last)
    ]


def predecessors(package: Package, body: str) -> list[str]:
    """The bodies that a body grew out of, latest first."""
    found: list[str] = []
    at: str | None = body
    while at is not None and at in package.articles:
        text = as_of(package.articles[at], date.max)
        at = text.get(SUCCEEDS) if text else None
        if at is None or at in found:
            break
        found.append(at)
    return found
