"""An article and its text as of a day.

An article is a list of versions; each states some keys and repeals others.
Consolidating them up to a day gives the text in force: for each key, the value
and the version that stated it. Nothing is merged and nothing is edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from lianxi.charter.citation import Citation
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.tables import AnyKey, Key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period

T = TypeVar("T")


@dataclass(frozen=True)
class Version:
    """One amendment, or the first text: the keys it states and those it repeals."""

    number: int
    place: Place
    in_force_from: Period
    known_from: Period
    status: str
    states: Mapping[str, object]
    raw: Mapping[str, object]
    repeals: tuple[str, ...] = ()
    source: tuple[Citation, ...] = ()
    standing: str | None = None
    decided_at: str | None = None
    note: Bilingual | None = None
    world: str = "record"

    def applies(self, day: date, known: date) -> bool:
        """Whether it is in force on a day, as known on another; a proposal never is."""
        in_force = self.standing != "proposed" and self.in_force_from.begun(day)
        return in_force and self.known_from.begun(known)


@dataclass(frozen=True)
class Reading:
    """What another source says of a key."""

    key: str
    value: object
    source: tuple[Citation, ...]
    note: Bilingual | None = None
    world: str = "record"


@dataclass(frozen=True)
class Stated:
    """A value with the version that stated it."""

    value: object
    version: Version


@dataclass(frozen=True)
class Article:
    """One file of the package."""

    id: str
    kind: Kind
    name: Bilingual
    file: str
    versions: tuple[Version, ...]
    readings: tuple[Reading, ...] = ()

    def in_order(self) -> tuple[Version, ...]:
        """Versions with a known day, in the order they come into force and become known."""
        return self._in_order

    @cached_property
    def _in_order(self) -> tuple[Version, ...]:
        dated = [v for v in self.versions if v.in_force_from.known and v.known_from.known]
        return tuple(sorted(dated, key=_order))

    def ever_states(self, key: AnyKey) -> bool:
        """Whether any of its versions states a key."""
        return any(key.name in version.states for version in self.versions)

    @property
    def worlds(self) -> tuple[str, ...]:
        """Whose versions it has: each world once, in order."""
        return tuple(dict.fromkeys(version.world for version in self.versions))

    @property
    def proposed(self) -> bool:
        """Whether nothing of it was ever more than a proposal."""
        return all(version.standing == "proposed" for version in self.versions)

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` lists it in; `since` is the day of its first version."""
        return {
            "id": self.id,
            "kind": self.kind.name,
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "since": str(self.versions[0].in_force_from),
            "versions": len(self.versions),
            "proposed": self.proposed,
            "worlds": self.worlds,
        }


@dataclass(frozen=True)
class Consolidated:
    """The text of an article in force on a day."""

    article: Article
    keys: Mapping[str, Stated]
    standing: str
    versions: tuple[Version, ...]

    def get(self, key: Key[T]) -> T | None:
        """The value of a key, or None where no version states it."""
        stated = self.keys.get(key.name)
        return None if stated is None else cast("T", stated.value)

    @property
    def name(self) -> Bilingual:
        """The name on that day: a version may have renamed it."""
        stated = self.keys.get("name")
        return self.article.name if stated is None else cast("Bilingual", stated.value)

    def amended(self, *versions: Version) -> "Consolidated":
        """The text after more versions: what each states replaces, what it repeals goes."""
        keys, standing = dict(self.keys), self.standing
        for version in versions:
            for name in version.repeals:
                keys.pop(name, None)
            keys |= {name: Stated(value, version) for name, value in version.states.items()}
            standing = version.standing or standing
        return Consolidated(self.article, keys, standing, (*self.versions, *versions))


def whose(text: Consolidated) -> str:
    """The world of a text: the last one of its versions that is not the record's."""
    added = [version.world for version in text.versions if version.world != "record"]
    return added[-1] if added else "record"


def empty(article: Article) -> Consolidated:
    """The text before the first version: nothing."""
    return Consolidated(article, {}, "practised", ())


def as_of(article: Article, day: date, known: date | None = None) -> Consolidated | None:
    """Consolidate an article: in force on `day`, as known on `known` (default: ever).

    Returns None where nothing was in force. Versions apply in the order of the
    days they come into force; of two for the same day, the later known wins.
    """
    by = known or date.max
    applied = [version for version in article.in_order() if version.applies(day, by)]
    return empty(article).amended(*applied) if applied else None


def on_record(article: Article, day: date, known: date | None = None) -> Consolidated | None:
    """The text of an article that is practised since a day that nobody stated.

    It is never in force (see `as_of`), but it is on record from the day it became known.
    """
    by = min(day, known or date.max)
    undated = [
        version
        for version in article.versions
        if not version.in_force_from.known
        and version.standing != "proposed"
        and version.known_from.begun(by)
    ]
    return empty(article).amended(*undated) if undated else None


def _order(version: Version) -> tuple[date, date, int]:
    return (
        version.in_force_from.start or date.max,
        version.known_from.start or date.max,
        version.number,
    )
