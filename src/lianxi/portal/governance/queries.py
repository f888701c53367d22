"""What the pages show of members, bodies, meetings and cities."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from lianxi.charter.amendments import Amendment, amendments
from lianxi.charter.article import Article
from lianxi.charter.kinds.body import CHARTER, TIERS
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting, Seat
from lianxi.documents.map import Area, Label, Outline, labels, outline
from lianxi.documents.tiers import Tiers, tiers
from lianxi.governance.bodies import Layer, bodies, layers, outermost
from lianxi.governance.chronicle import Event, chronicle
from lianxi.governance.meetings import meetings_of
from lianxi.governance.members import Belonging, Member, area, joined_in, members
from lianxi.governance.review import review
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.digest import Plain
from lianxi.kernel.finding import Explained
from lianxi.kernel.party import is_code
from lianxi.kernel.period import Period
from lianxi.portal.charter.queries import Current, loaded


@dataclass(frozen=True)
class Place:
    """A shape on the map: whose it is and how the party stands in the year."""

    area: Area
    name: Bilingual
    state: str  # "new", "member", "area" or "other"


@dataclass(frozen=True)
class Membership:
    """Who belongs on a day, on the map and in a list; `day` is the last of the year mostly.

    Where nobody has a seat, `area` holds the parties that make up the region, if it says so.
    """

    manifest: str
    day: date
    first: int
    last: int
    body: Bilingual
    main: Article
    area_name: Bilingual
    area: tuple[Belonging, ...]
    members: tuple[Member, ...]
    new: tuple[Member, ...]
    outline: Outline | None
    places: tuple[Place, ...]
    unshaped: tuple[Member, ...]
    meetings: tuple[Meeting, ...]

    @property
    def year(self) -> int:
        """The year that the slider stands at."""
        return self.day.year

    @property
    def new_ids(self) -> frozenset[str]:
        """Who joined in the year of the day."""
        return frozenset(member.party.id for member in self.new)

    def labels(self, lang: Lang) -> tuple[Label, ...]:
        """The members' names on the map, the newest first in having room."""
        shown = [place for place in self.places if place.state != "other"]
        shown.sort(key=lambda place: place.state != "new")
        names = [(place.area, _short(place.name.in_(lang))) for place in shown]
        return labels(names, LETTERS[lang], self.outline.width) if self.outline else ()


# How large letters are on the map, in its own units; the style sheet says the same.
LETTERS = {"zh": 22, "en": 18}


def _short(name: str) -> str:
    """A name without what tells it apart from its namesakes: the map shows where it is.

    >>> _short("Taizhou (Jiangsu)")
    'Taizhou'
    """
    return name.partition(" (")[0]


def membership(found: Current, day: date) -> Membership:
    """Who belongs on a day."""
    return _membership(found.version.manifest, day)


@lru_cache(maxsize=256)
def _membership(manifest: str, day: date) -> Membership:
    """A version never changes, nor does a day of it: worked out once."""
    package = loaded(manifest).package
    assert package is not None
    covers, main = package.region.covers, package.region.main_body
    seated = tuple(members(package, main, day))
    inside = () if seated else tuple(area(package, day))
    within = {belonging.party.id for belonging in inside}
    here = {member.party.id for member in seated}
    joined = {m.party.id for m in joined_in(package, main, Period(day.year))} & here
    states = {"new": joined, "member": here, "area": within}
    drawn = _outline(manifest)
    shaped = {shape.id for shape in drawn.areas} if drawn else set()
    places = tuple(
        Place(
            shape,
            package.of("party", shape.id),
            next((state for state, ids in states.items() if shape.id in ids), "other"),
        )
        for shape in (drawn.areas if drawn else ())
    )
    held = [m for m in meetings_of(package, main) if m.date.year == day.year]
    return Membership(
        manifest,
        day,
        first=covers.since.year or day.year,
        last=covers.until.year or day.year,
        body=package.of("body", seated[0].seat.body if seated else main),
        main=package.articles[main],
        area_name=package.of("set", package.region.area or ""),
        area=inside,
        members=seated,
        new=tuple(member for member in seated if member.party.id in joined),
        outline=drawn,
        places=places,
        unshaped=tuple(m for m in seated if m.party.id not in shaped) if drawn else (),
        meetings=tuple(held),
    )


@dataclass(frozen=True)
class Seated:
    """The seats that a party has in one region of the instance."""

    package: Package
    seats: tuple[Seat, ...]


def seated_in(found: Current, party: str) -> list[Seated]:
    """The seats of a party in every region that knows it, the region of the page first.

    A GB/T 2260 code is the same party everywhere; any other id means something in its
    own region alone.
    """
    others = [package for package in found.packages if package is not found.package]
    packages = [found.package, *(others if is_code(party) else ())]
    return [
        Seated(package, tuple(seat for seat in package.seats if seat.party == party))
        for package in packages
        if party in package.parties
    ]


def tiers_on(found: Current, day: date, lang: Lang) -> Tiers | None:
    """The bodies of a day in their tiers, drawn in one language."""
    return _tiers(found.version.manifest, day, lang)


@lru_cache(maxsize=64)
def _tiers(manifest: str, day: date, lang: Lang) -> Tiers | None:
    """A version never changes, nor does a day of it: drawn once."""
    package = loaded(manifest).package
    assert package is not None
    return tiers(outermost(bodies(package, day)), lang)


@lru_cache(maxsize=8)
def _outline(manifest: str) -> Outline | None:
    """The map of a version: drawn once."""
    package = loaded(manifest).package
    return outline(package.shapes) if package else None


@dataclass(frozen=True)
class Told:
    """The chronicle of a region by year, and what a careful reader finds in it."""

    years: tuple[tuple[int, tuple[Event, ...]], ...]
    findings: tuple[Explained, ...]

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi replay --json` answers with."""
        return {
            "chronicle": [event.as_json() for _, events in self.years for event in events],
            "findings": [finding.as_json() for finding in self.findings],
        }


def told_of(found: Current) -> Told:
    """The chronicle of the version in use."""
    return _told(found.version.manifest)


@lru_cache(maxsize=8)
def _told(manifest: str) -> Told:
    """A version's chronicle never changes: told once."""
    package = loaded(manifest).package
    assert package is not None
    by_year = groupby(chronicle(package), lambda event: event.date.year or 0)
    years = tuple((year, tuple(events)) for year, events in by_year)
    return Told(years, tuple(map(in_words, review(package))))


@dataclass(frozen=True)
class BodyPage:
    """A body with its layers, its meetings, and the amendments of it, its charter and layers."""

    layer: Layer
    part_of: Bilingual | None
    tier: Bilingual | None
    seated: tuple[Member, ...]
    meetings: tuple[Meeting, ...]
    history: "Amended"


@dataclass(frozen=True)
class Amended:
    """Amendments in order: those that are open, and how many there are in all, by year.

    A long history is folded: its newest years are open, or the year `shown` that was asked for.
    """

    open: tuple[tuple[Article, Amendment], ...]
    years: tuple[tuple[int, int], ...]
    total: int
    shown: int | None = None

    @property
    def folded(self) -> bool:
        """Whether any are left for another page."""
        return len(self.open) < self.total


WHOLE = 40  # amendments that are shown as they are
NEWEST = 20  # of a longer history, about as many are open


def body_page(found: Current, id_: str, day: date, year: int | None = None) -> BodyPage | None:
    """A body as of a day, with a year of its amendments; None where it does not exist then."""
    package = found.package
    layer = layers(bodies(package, day), id_)
    if layer is None:
        return None
    body = layer.body
    return BodyPage(
        layer,
        package.of("body", body.part_of) if body.part_of else None,
        TIERS[body.tier] if body.tier else None,
        tuple(members(package, id_, day)),
        tuple(reversed(meetings_of(package, id_))),
        _folded(_amended(found.version.manifest, id_), year),
    )


def _folded(every: tuple[tuple[Article, Amendment], ...], asked: int | None) -> Amended:
    counts = Counter(_year(each) for each in every)
    years = tuple(sorted(counts.items()))
    if len(every) <= WHOLE:
        return Amended(every, years, len(every))
    wanted, left = {0}, NEWEST  # those without a date are always open
    for year, number in reversed(years):
        if year and left > 0:
            wanted.add(year)
            left -= number
    shown = asked if asked in counts else None
    if shown is not None:
        wanted = {shown}
    return Amended(tuple(e for e in every if _year(e) in wanted), years, len(every), shown)


def _year(each: tuple[Article, Amendment]) -> int:
    return each[1].version.in_force_from.year or 0


@lru_cache(maxsize=64)
def _amended(manifest: str, id_: str) -> tuple[tuple[Article, Amendment], ...]:
    """Every amendment of a body, its charter and layers: a version of a package never changes."""
    package = loaded(manifest).package
    assert package is not None
    inside = [article.id for article in package.kind("body") if _inside(article, id_)]
    history = [
        (package.articles[each], amendment)
        for each in [id_, *_charters(package.articles[id_]), *inside]
        for amendment in amendments(package.articles[each], package)
        if amendment.version.number > 1 or each == id_
    ]
    history.sort(key=lambda item: (item[1].version.in_force_from.start or date.max, item[0].id))
    return tuple(history)


def _charters(article: Article) -> list[str]:
    """The agreements that a body was ever governed by."""
    named = [version.states.get(CHARTER.name) for version in article.versions]
    return list(dict.fromkeys(id_ for id_ in named if isinstance(id_, str)))


def _inside(article: Article, top: str) -> bool:
    return any(version.states.get("part_of") == top for version in article.versions)
