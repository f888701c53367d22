"""The rows of a package's CSV tables, as values.

Every row carries its own `status` and `source`; None means that the documents
do not say. `columns.py` says how a line of CSV becomes a row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lianxi.charter.citation import Citation
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.finding import Place
from lianxi.kernel.party import PartyId
from lianxi.kernel.period import Period
from lianxi.kernel.unit import Unit


@dataclass(frozen=True)
class Provenance:
    """What a row rests on, where it is written, and whose it is: the record's or a rehearsal's."""

    status: str
    source: tuple[Citation, ...]
    world: str = "record"

    def as_json(self) -> dict[str, Plain]:
        """The two cells as they are written, and the world."""
        source = "; ".join(map(str, self.source))
        return {"status": self.status, "source": source, "world": self.world}


def _sides(name: str, text: Bilingual | None) -> dict[str, Plain]:
    """Both sides of a text, each under its own name; None where there is none."""
    return {
        f"{name}_zh": text.zh if text else None,
        f"{name}_en": text.en if text else None,
    }


@dataclass(frozen=True)
class Party:
    """A city, a province, a fund, a firm."""

    place: Place
    id: str
    kind: str
    name: Bilingual
    formal: str
    province: str | None
    since: Period | None
    until: Period | None
    provenance: Provenance
    note: Bilingual | None


@dataclass(frozen=True)
class OrgUnit:
    """A department or office under a party."""

    place: Place
    id: PartyId
    name: Bilingual
    provenance: Provenance
    note: Bilingual | None


@dataclass(frozen=True)
class Seat:
    """A party's place in a body, from one day to another."""

    place: Place
    body: str
    party: str
    since: Period
    until: Period | None
    known_from: Period
    via: str
    meeting: str | None
    provenance: Provenance
    note: Bilingual | None

    def held(self, day: date, known: date | None = None) -> bool:
        """Whether it is held on a day, as known on another."""
        begun = self.since.begun(day) and self.known_from.begun(known or date.max)
        return begun and not (self.until is not None and self.until.begun(day))


@dataclass(frozen=True)
class SetMember:
    """A party's place in a set of cities."""

    place: Place
    set: str
    party: str
    since: Period | None
    until: Period | None
    provenance: Provenance

    def belongs(self, day: date) -> bool:
        """Whether it belongs on a day; a set without dates holds on every day."""
        begun = self.since is None or self.since.begun(day)
        return begun and not (self.until is not None and self.until.begun(day))


@dataclass(frozen=True)
class Meeting:
    """One sitting of a body."""

    place: Place
    id: str
    body: str
    ordinal: int | None
    name: Bilingual | None
    date: Period
    date_provenance: Provenance
    host: str | None
    host_provenance: Provenance
    attended: Bilingual | None
    decided: Bilingual | None
    guests: tuple[str, ...]
    agreement: str | None
    provenance: Provenance
    note: Bilingual | None

    def as_json(self, name: Bilingual) -> dict[str, Plain]:
        """The form that `/api/v1` answers with, under the name that its package gives it."""
        return {
            "id": self.id,
            "body": self.body,
            "ordinal": self.ordinal,
            **_sides("name", name),
            "date": str(self.date),
            "date_status": self.date_provenance.status,
            "host": self.host,
            "host_status": self.host_provenance.status if self.host else None,
            "guests": self.guests,
            **_sides("attended", self.attended),
            **_sides("decided", self.decided),
            "agreement": self.agreement,
            **self.provenance.as_json(),
            **_sides("note", self.note),
        }


@dataclass(frozen=True)
class Topic:
    """One piece of work that the members or the provinces took up: a topic, a subject, a group.

    `to` is the last period of a range, where the documents give no more than a range.
    `leads` are parties and units; `led_by` says in words who else leads.
    """

    place: Place
    id: str
    level: str
    kind: str
    name: Bilingual
    period: Period
    to: Period | None
    period_provenance: Provenance
    meeting: str | None
    matter: str | None
    fields: tuple[str, ...]
    leads: tuple[str, ...]
    led_by: Bilingual | None
    participants: Bilingual | None
    outcome: Bilingual | None
    provenance: Provenance
    note: Bilingual | None

    def when(self) -> Bilingual:
        """When it was set, in words: a year, a range, or since when."""
        if self.to is None:
            return self.period.words()
        words = RANGE if self.to.known else OPEN
        return words.fill(period=self.period.words(), to=self.to.words())

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with."""
        return {
            "id": self.id,
            "level": self.level,
            "kind": self.kind,
            **_sides("name", self.name),
            "period": str(self.period),
            "to": str(self.to) if self.to else None,
            "period_status": self.period_provenance.status,
            "meeting": self.meeting,
            "matter": self.matter,
            "fields": self.fields,
            "leads": self.leads,
            **_sides("led_by", self.led_by),
            **_sides("participants", self.participants),
            **_sides("outcome", self.outcome),
            **self.provenance.as_json(),
            **_sides("note", self.note),
        }


RANGE = Bilingual("{period}至{to}", "{period} to {to}")
OPEN = Bilingual("{period}起", "since {period}")


@dataclass(frozen=True)
class Observation:
    """A figure somebody published: of what, when, how much, in which unit.

    `set` is the set of parties among which it was counted, where it belongs to one.
    """

    place: Place
    subject: str
    set: str | None
    indicator: Bilingual
    period: Period
    value: str
    qualifier: str | None
    unit: Unit
    provenance: Provenance
    note: Bilingual | None

    @property
    def row(self) -> str:
        """What its row goes by, as other readings of it say."""
        return f"{self.subject}/{self.indicator.zh}/{self.period}"

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with; the value is decimal text."""
        return {
            "subject": self.subject,
            "set": self.set,
            **_sides("indicator", self.indicator),
            "period": str(self.period),
            "value": self.value,
            "qualifier": self.qualifier,
            "unit": str(self.unit),
            **self.provenance.as_json(),
            **_sides("note", self.note),
        }


@dataclass(frozen=True)
class Mechanism:
    """One mechanism of the region: what it solves, whose engines run it, how far it runs here.

    `articles` carry it in this package; `test` names the test that runs them where
    its state is live.
    """

    place: Place
    id: str
    name: Bilingual
    kinds: tuple[str, ...]
    articles: tuple[str, ...]
    state: str
    test: str | None
    standing: str
    problem: Bilingual | None
    area: Bilingual
    provenance: Provenance
    note: Bilingual | None

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi mechanisms --json` answers with."""
        return {
            "id": self.id,
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "kinds": self.kinds,
            "articles": self.articles,
            "state": self.state,
            "test": self.test,
            "standing": self.standing,
            **_sides("problem", self.problem),
            **_sides("area", self.area),
            **self.provenance.as_json(),
            **_sides("note", self.note),
        }


@dataclass(frozen=True)
class RowReading:
    """What another source says of one cell of a table."""

    place: Place
    table: str
    row: str
    column: str
    value: Bilingual
    source: tuple[Citation, ...]
    note: Bilingual | None


@dataclass(frozen=True)
class Holiday:
    """Days off, or a weekend worked in exchange; `last` is included."""

    place: Place
    first: date
    last: date
    kind: str
    name: Bilingual
    provenance: Provenance
    note: Bilingual | None

    def days(self) -> Iterator[date]:
        """Every day of it."""
        return (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class Turn:
    """A turn in a chair that rotates, as somebody settled it; `of` is whose it would be."""

    place: Place
    body: str
    period: Period
    party: str
    how: str
    of: str | None
    provenance: Provenance
    note: Bilingual | None
