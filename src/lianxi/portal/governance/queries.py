"""What the pages show of members, bodies, meetings and cities."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lianxi.charter.amendments import Amendment, amendments
from lianxi.charter.article import Article
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting
from lianxi.documents.map import Area, Outline, outline
from lianxi.governance.bodies import Layer, bodies, layers
from lianxi.governance.meetings import meetings_of
from lianxi.governance.members import Member, joined_in, members
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.charter.queries import Current, loaded


@dataclass(frozen=True)
class Place:
    """A shape on the map: whose it is and how the party stands in the year."""

    area: Area
    name: Bilingual
    state: str  # "new", "member" or "other"


@dataclass(frozen=True)
class Membership:
    """Who belongs at the end of a year, on the map and in a list."""

    manifest: str
    year: int
    first: int
    last: int
    day: date
    body: Bilingual
    members: tuple[Member, ...]
    new: frozenset[str]
    outline: Outline | None
    places: tuple[Place, ...]
    meetings: tuple[Meeting, ...]

    @property
    def years(self) -> range:
        """Every year the slider offers."""
        return range(self.first, self.last + 1)


def membership(found: Current, wanted: int | None) -> Membership:
    """Who belongs at the end of a year, within the years that the package covers."""
    covers = found.package.region.covers
    first, last = covers.since.year or 0, covers.until.year or 0
    year = min(max(wanted if wanted is not None else last, first), last)
    return _membership(found.version.manifest, year, first, last)


@lru_cache(maxsize=256)
def _membership(manifest: str, year: int, first: int, last: int) -> Membership:
    """A version never changes, nor does a year of it: worked out once."""
    package = loaded(manifest).package
    assert package is not None
    day = date(year, 12, 31)
    main = package.region.main_body
    seated = tuple(members(package, main, day))
    here = {member.party.id for member in seated}
    new = {m.party.id for m in joined_in(package, main, Period(year))} & here
    drawn = _outline(manifest)
    places = tuple(
        Place(
            area,
            package.of("party", area.id),
            "new" if area.id in new else "member" if area.id in here else "other",
        )
        for area in (drawn.areas if drawn else ())
    )
    held = [m for m in meetings_of(package, main) if m.date.year == year]
    body = package.of("body", seated[0].seat.body if seated else main)
    return Membership(
        manifest, year, first, last, day, body, seated, frozenset(new), drawn, places, tuple(held)
    )


@lru_cache(maxsize=8)
def _outline(manifest: str) -> Outline | None:
    """The map of a version: drawn once."""
    package = loaded(manifest).package
    return outline(package.shapes) if package else None


@dataclass(frozen=True)
class BodyPage:
    """A body with its layers, its meetings, and every amendment of it and of its layers."""

    layer: Layer
    seated: tuple[Member, ...]
    meetings: tuple[Meeting, ...]
    history: tuple[tuple[Article, Amendment], ...]


def body_page(package: Package, id_: str, day: date) -> BodyPage | None:
    """A body as of a day; None where it does not exist then."""
    layer = layers(bodies(package, day), id_)
    if layer is None:
        return None
    inside = [id_, *(article.id for article in package.kind("body") if _inside(article, id_))]
    history = [
        (package.articles[body], amendment)
        for body in inside
        for amendment in amendments(package.articles[body], package)
        if amendment.version.number > 1 or body == id_
    ]
    history.sort(key=lambda item: (item[1].version.in_force_from.start or date.max, item[0].id))
    return BodyPage(
        layer,
        tuple(members(package, id_, day)),
        tuple(reversed(meetings_of(package, id_))),
        tuple(history),
    )


def _inside(article: Article, top: str) -> bool:
    return any(version.states.get("part_of") == top for version in article.versions)
