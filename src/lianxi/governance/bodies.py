"""The bodies of a region as of a day, and the layers inside them."""

from dataclasses import dataclass
from datetime import date

from lianxi.charter.article import Article, Consolidated, Version, as_of, on_record, whose
from lianxi.charter.kinds.body import GUIDED_BY, MEETS, PART_OF, SECRETARIAT, TIER, TIERS
from lianxi.charter.package import Package
from lianxi.charter.tables import Key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.period import UNKNOWN, Period


@dataclass(frozen=True)
class Body:
    """A body in one line. `until` is the day it ended, None while it goes on."""

    article: Article
    text: Consolidated | None
    name: Bilingual
    part_of: str | None
    tier: str | None
    meets: str | None
    since: Period
    until: Period | None
    status: str
    standing: str
    guided_by: str | None = None
    secretariat: str | None = None

    @property
    def id(self) -> str:
        """The id of its article."""
        return self.article.id

    @property
    def world(self) -> str:
        """The record's, or a rehearsal's where any of its versions on the day is."""
        return whose(self.text) if self.text else self.article.worlds[-1]

    @property
    def rhythm(self) -> Bilingual | None:
        """How often it meets, in words; None where no article says."""
        meets = self.text.get(MEETS) if self.text else None
        if meets is None:
            return None
        if meets.every is not None:
            return meets.every.each()
        return Bilingual("不定期", "as needed") if meets.as_needed else None

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi bodies --json` answers with."""
        return {
            "id": self.id,
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "part_of": self.part_of,
            "tier": self.tier,
            "meets": self.meets,
            "since": str(self.since),
            "until": str(self.until) if self.until else None,
            "status": self.status,
            "standing": self.standing,
        }


@dataclass(frozen=True)
class Layer:
    """A body with the bodies that are part of it."""

    body: Body
    inner: tuple["Layer", ...]


def bodies(package: Package, day: date | None = None, known: date | None = None) -> list[Body]:
    """Every body, in the order of their founding; on a day, those that exist on it.

    What is only proposed is listed either way, and says so; what is practised since a day
    that is not stated, from the day it is on record.
    """
    found = []
    for article in package.kind("body"):
        on = day or date.max
        text = as_of(article, on, known) or on_record(article, on, known)
        if text is None and not article.proposed:
            continue
        body = _body(article, text)
        if day is None or body.standing != "ended":
            found.append(body)
    return sorted(found, key=_order)


def _order(body: Body) -> tuple[date, bool, str]:
    """By founding; then those whose founding is not stated, and last what is only proposed."""
    return (body.since.start or date.max, body.standing == "proposed", body.id)


def layers(found: list[Body], top: str) -> Layer | None:
    """A body with everything that is part of it, tier by tier."""
    order = {tier: n for n, tier in enumerate(TIERS)}
    inner = [body for body in found if body.part_of == top]
    inner.sort(key=lambda body: order.get(body.tier or "", len(order)))
    body = next((body for body in found if body.id == top), None)
    if body is None:
        return None
    made = [layers(found, each.id) for each in inner]
    return Layer(body, tuple(layer for layer in made if layer is not None))


def outermost(found: list[Body]) -> list[Layer]:
    """The bodies that are part of none of the others, each with its layers."""
    ids = {body.id for body in found}
    made = [layers(found, body.id) for body in found if body.part_of not in ids]
    return [layer for layer in made if layer is not None]


def _body(article: Article, text: Consolidated | None) -> Body:
    if text is None:  # only ever proposed: show what is proposed
        first = article.versions[0]
        return Body(
            article,
            None,
            article.name,
            part_of=_stated(first, PART_OF),
            tier=_stated(first, TIER),
            meets=None,
            since=UNKNOWN,
            until=None,
            status=first.status,
            standing="proposed",
            guided_by=_stated(first, GUIDED_BY),
            secretariat=_stated(first, SECRETARIAT),
        )
    meets = text.get(MEETS)
    last = text.versions[-1]
    ended = [version for version in text.versions if version.standing == "ended"]
    return Body(
        article,
        text,
        text.name,
        part_of=text.get(PART_OF),
        tier=text.get(TIER),
        meets=None if meets is None else _rhythm(meets.every, meets.as_needed),
        since=text.versions[0].in_force_from,
        until=ended[-1].in_force_from if text.standing == "ended" and ended else None,
        status=last.status,
        standing=text.standing,
        guided_by=text.get(GUIDED_BY),
        secretariat=text.get(SECRETARIAT),
    )


def _stated(version: Version, key: Key[str]) -> str | None:
    """What one version states of a key."""
    value = version.states.get(key.name)
    return value if isinstance(value, str) else None


def _rhythm(every: object, as_needed: bool | None) -> str | None:
    if every is not None:
        return str(every)
    return "as needed" if as_needed else None
