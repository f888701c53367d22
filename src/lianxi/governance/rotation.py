"""Whose turn it is: the chair that passes from party to party, term by term.

    turn_on(package, "mayors-conference", date(2027, 6, 1))

A turn that somebody entered wins, then the host on record. Else the order of the article
goes on after the last turn that is known; it passes over who is no member and who skips,
a swap exchanges two places in it, and whoever acts leaves the turn with its owner.
Where nothing gives an order the party is not known, and none is invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lianxi.charter.article import Article, Consolidated, as_of, on_record
from lianxi.charter.forms import Group
from lianxi.charter.kinds.body import CHAIR, MEETS, SEATS, Rotation
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting, Turn
from lianxi.governance.members import members
from lianxi.kernel.period import Duration, Period

BY_TURN = ("rotation", "executive chair")  # hosts that are whoever has the turn
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Term:
    """One turn: from a day up to another, whose it is, and who acts in it.

    `by` says how it is known: "turn" (entered), "swap", "held" (the host on record),
    "order", or "unknown".
    """

    first: date
    stop: date
    party: str | None
    by: str = "unknown"
    acting: str | None = None
    skipped: tuple[str, ...] = ()

    @property
    def sits(self) -> str | None:
        """Who is in the chair: whoever acts, else whose turn it is."""
        return self.acting or self.party


@dataclass(frozen=True)
class Stretch:
    """The text of an article from a day on."""

    start: date
    text: Consolidated
    rotation: Rotation | None

    @property
    def order(self) -> tuple[str, ...]:
        """Whose turn follows whose; empty where no article says."""
        return (self.rotation.order if self.rotation else None) or ()

    @property
    def hosted(self) -> bool:
        """Whether whoever hosts its meetings thereby has the turn."""
        meets = self.text.get(MEETS)
        return meets is not None and meets.host in BY_TURN

    @property
    def months(self) -> int:
        """The length of a turn; 0 where the chair does not rotate by the calendar."""
        every = self.rotation.rotates_every if self.rotation else None
        return every.count * MONTHS.get(every.unit, 0) if every else 0

    @property
    def begins(self) -> date:
        """The day from which its terms count: the first of the year or of a part of it."""
        return _floor(self.start, self.months) if self.months else self.start


@dataclass(frozen=True)
class _Place:
    """Where the order stands: who had it last, and who sits at whose place in exchange."""

    last: str | None = None
    exchanged: tuple[tuple[str, str], ...] = ()  # (owner of the place, who sits there)

    def sits(self, owner: str) -> str:
        """Who sits at an owner's place."""
        return dict(self.exchanged).get(owner, owner)

    def place_of(self, party: str) -> str:
        """The owner of the place at which a party is to sit."""
        return next((owner for owner, sits in self.exchanged if sits == party), party)

    def passed(self, owner: str, also: tuple[str, str] | None) -> "_Place":
        """The order after an owner's place, with one more exchange if there was one."""
        kept = dict(self.exchanged)
        if also is not None:
            kept[also[0]] = also[1]
        kept.pop(owner, None)
        return _Place(owner, tuple(kept.items()))


def turn_on(package: Package, body: str, day: date, known: date | None = None) -> Term | None:
    """The term of a body's chair that a day lies in; None where none rotates on that day."""
    return at(terms(package, body, day, known), day)


def at(found: Sequence[Term], day: date) -> Term | None:
    """The one of some terms that a day lies in."""
    return next((term for term in reversed(found) if term.first <= day < term.stop), None)


def terms(package: Package, body: str, until: date, known: date | None = None) -> list[Term]:
    """Every term of a body's chair from the first to the one that a day lies in."""
    article = package.articles.get(body)
    texts = [] if article is None else stretches(article, known)
    settled = _Settled(
        tuple(turn for turn in package.turns if turn.body == body), _hosted(package, body)
    )
    found: list[Term] = []
    place = _Place()
    for number, stretch in enumerate(texts):
        later = [each.begins for each in texts[number + 1 :] if each.months != stretch.months]
        nearest = texts[number + 1].begins if number + 1 < len(texts) else date.max
        begin = max(stretch.begins, found[-1].stop) if found else stretch.begins
        while stretch.months and begin < nearest and begin <= until:
            stop = settled.stop(begin, stretch.months, later)
            term, place = _term(package, stretch, (begin, stop), settled, place)
            found.append(term)
            begin = stop
    return found


@dataclass(frozen=True)
class _Settled:
    """What is on record of a body's turns: those entered, and the hosts of its meetings."""

    turns: tuple[Turn, ...]
    held: tuple[Meeting, ...]

    def within(self, begin: date, stop: date) -> Mapping[str, Turn]:
        """The turns entered for a term, by how they are had; skips are `skips`."""
        return {row.how: row for row in self.turns if _in(row.period, begin, stop)}

    def skips(self, begin: date, stop: date) -> tuple[str, ...]:
        """Who passes a term over."""
        rows = (row for row in self.turns if row.how == "skip")
        return tuple(row.party for row in rows if _in(row.period, begin, stop))

    def host(self, begin: date, stop: date) -> str | None:
        """Who hosted within a term."""
        return next((m.host for m in self.held if _in(m.date, begin, stop)), None)

    def stop(self, begin: date, months: int, later: Sequence[date]) -> date:
        """The end of a term: a full length, unless another rotation or an entered turn begins."""
        cuts = [row.period.start for row in self.turns if row.how == "turn" and row.period.start]
        return min([_plus(begin, months), *(cut for cut in (*cuts, *later) if cut > begin)])


def _in(period: Period, begin: date, stop: date) -> bool:
    return period.start is not None and begin <= period.start < stop


def stretches(article: Article, known: date | None = None) -> list[Stretch]:
    """The texts of an article one after the other, each from the day on which it begins.

    What is practised since a day that nobody stated begins on the day that it is on record.
    """
    days = {v.in_force_from.start or v.known_from.start for v in article.versions}
    texts = [
        (day, as_of(article, day, known) or on_record(article, day, known))
        for day in sorted(day for day in days if day is not None)
    ]
    return [Stretch(day, text, rotation(text)) for day, text in texts if text is not None]


def rotation(text: Consolidated) -> Rotation | None:
    """How the chair of a body passes on; None where it does not, or the body has ended.

    A body whose meetings go round without a rotating chair has its hosts' turns for one.
    """
    chair, meets = text.get(CHAIR), text.get(MEETS)
    if text.standing in ("ended", "proposed"):
        return None
    every = meets.every if meets else None
    if chair is not None and chair.executive is not None:
        return Rotation(chair.executive.rotates_every or every, chair.executive.order)
    if chair is not None and (chair.rotates_every or chair.order):
        return Rotation(chair.rotates_every or every, chair.order)
    rotates = meets is not None and meets.host in BY_TURN
    return Rotation(every or Duration(1, "year")) if rotates else None


def seated(package: Package, group: Group, day: date, known: date | None = None) -> list[str]:
    """The parties that a group gathers on a day."""
    if group.by == "set":
        return package.gathers(group, day)
    return [member.party.id for member in members(package, group.of, day, known)]


def sitting(package: Package, body: str, day: date) -> tuple[str, ...]:
    """Who has a seat in a body on a day: as the record names them, or its article gathers them."""
    named = tuple(member.party.id for member in members(package, body, day))
    text = package.text(body, day)
    seats = text.get(SEATS) if text else None
    if named or seats is None or seats.each is None:
        return named
    return tuple(seated(package, seats.each, day))


def _term(
    package: Package, stretch: Stretch, days: tuple[date, date], settled: _Settled, place: _Place
) -> tuple[Term, _Place]:
    """One term, and where the order stands after it."""
    rows, skips = settled.within(*days), settled.skips(*days)
    able = [party for party in _members(package, stretch, days) if party not in skips]
    acting, swap = rows.get("acting"), rows.get("swap")
    expected, after = _next(stretch.order, able, place, swap)
    party, by = expected, "swap" if swap else "order" if expected else "unknown"
    host = settled.host(*days) if stretch.hosted else None
    if "turn" in rows:
        party, by = rows["turn"].party, "turn"
    elif expected is None and swap is not None:
        party = swap.party
    elif acting is not None and acting.of != expected:
        party, by = acting.of, "turn"
    elif host is not None and host != (acting.party if acting else None):
        party, by = host, "held"
    if party != expected:  # settled otherwise: the order goes on after it
        after = replace(place, last=party) if party in stretch.order else place
    return Term(*days, party, by, acting.party if acting else None, skips), after


def _next(
    order: Sequence[str], able: Sequence[str], place: _Place, swap: Turn | None
) -> tuple[str | None, _Place]:
    """Who sits next by the order, at their own place or at one exchanged, and what follows."""
    start = order.index(place.last) + 1 if place.last in order else 0
    ring = [*order[start:], *order[:start]]
    owner = next((party for party in ring if place.sits(party) in able), None)
    if owner is None:
        return None, place
    sits = place.sits(owner)
    if swap is None or swap.of != sits or swap.party not in able:
        return sits, place.passed(owner, None)
    return swap.party, place.passed(owner, (place.place_of(swap.party), sits))


def _members(package: Package, stretch: Stretch, days: tuple[date, date]) -> list[str]:
    """The parties of the order that are members from the first to the last day of a term."""
    seats = stretch.text.get(SEATS)
    if not stretch.order or seats is None or seats.each is None:
        return list(stretch.order)
    last = days[1] - timedelta(days=1)
    there = set(seated(package, seats.each, days[0])) & set(seated(package, seats.each, last))
    return [party for party in stretch.order if party in there]


def _hosted(package: Package, body: str) -> tuple[Meeting, ...]:
    """The meetings of a body whose host is on record, by date."""
    held = [m for m in package.meetings.values() if m.body == body and m.host and m.date.known]
    return tuple(sorted(held, key=lambda meeting: meeting.date.start or date.max))


def _floor(day: date, months: int) -> date:
    """The first day of the year, or of the part of it, that a term of that length begins in."""
    step = months if months < 12 and 12 % months == 0 else 12 if months % 12 == 0 else 1
    return date(day.year, (day.month - 1) // step * step + 1, 1)


def _plus(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(min(day.year + years, date.max.year), month + 1, 1)
