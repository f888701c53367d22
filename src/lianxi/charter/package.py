"""A region package that has been read and checked: everything it says, by id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lianxi.charter.article import Article, Consolidated, as_of
from lianxi.charter.citation import Source
from lianxi.charter.forms import Group
from lianxi.charter.layers import BASE
from lianxi.charter.region import Region
from lianxi.charter.rows import (
    Holiday,
    Mechanism,
    Meeting,
    Observation,
    OrgUnit,
    Party,
    RowReading,
    Seat,
    SetMember,
    Topic,
    Turn,
)
from lianxi.charter.rules.roster import Roster
from lianxi.charter.script import Step, followed
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.numerals import chinese


@dataclass(frozen=True)
class Package:
    """One version of a region. `digest` depends on its content alone.

    `tables` and `documents` hold the rows and the TOML as written, by the path of their file:
    of a package that extends another, the other's under `base/`.
    """

    region: Region
    articles: Mapping[str, Article]
    parties: Mapping[str, Party]
    units: Mapping[str, OrgUnit]
    seats: tuple[Seat, ...]
    sets: tuple[SetMember, ...]
    mechanisms: Mapping[str, Mechanism]
    holidays: tuple[Holiday, ...]
    turns: tuple[Turn, ...]
    meetings: Mapping[str, Meeting]
    topics: Mapping[str, Topic]
    observations: tuple[Observation, ...]
    readings: tuple[RowReading, ...]
    sources: Mapping[str, Source]
    tables: Mapping[str, tuple[Mapping[str, str], ...]]
    documents: Mapping[str, Mapping[str, object]]
    shapes: Mapping[str, object]
    digest: str
    rosters: Mapping[str, Roster] = field(default_factory=dict)  # the tables beside the rules
    script: tuple[Step, ...] = ()  # of a rehearsal: what is done in it, step by step

    def of(self, kind: str, id_: str) -> Bilingual:
        """The name of whatever an id refers to; the id itself where nothing has it."""
        named: Mapping[str, Bilingual] = {}
        if kind == "office":
            named = self.region.offices
        elif kind == "set":
            named = self.region.sets
        elif kind == "field":
            named = self.region.fields
        elif kind == "source" and id_ in self.sources:
            return self.sources[id_].words()
        elif kind == "party" and id_ in self.parties:
            return self.parties[id_].name
        elif kind == "unit" and id_ in self.units:
            return self.units[id_].name
        elif kind == "meeting" and id_ in self.meetings:
            return self.meeting_name(self.meetings[id_])
        elif kind == "topic" and id_ in self.topics:
            return self.topics[id_].name
        elif id_ in self.articles:
            return self.articles[id_].name
        return named.get(id_, same(id_))

    def lines(self, path: str) -> tuple[Mapping[str, str], ...]:
        """The rows of a table as written: those of the package that it extends come first."""
        return (*self.tables.get(BASE + path, ()), *self.tables.get(path, ()))

    def kind(self, name: str) -> Iterator[Article]:
        """The articles of one kind, in the order of their ids."""
        return (article for article in self.articles.values() if article.kind.name == name)

    @property
    def agreements(self) -> bool:
        """Whether any agreement is on record."""
        return any(True for _ in self.kind("agreement"))

    @property
    def follows(self) -> str:
        """What its script follows: "commitment", "yuan" or "rule"."""
        return followed(self.script)

    @property
    def plans(self) -> bool:
        """Whether any plan is on record."""
        return any(True for _ in self.kind("plan"))

    @property
    def funds(self) -> bool:
        """Whether any fund is on record."""
        return any(True for _ in self.kind("fund"))

    @property
    def rules(self) -> bool:
        """Whether any sharing rule is on record."""
        return any(True for _ in self.kind("rule"))

    def text(self, id_: str, day: date, known: date | None = None) -> Consolidated | None:
        """The text of an article in force on a day."""
        article = self.articles.get(id_)
        return None if article is None else as_of(article, day, known)

    def gathers(self, group: Group, day: date, known: date | None = None) -> list[str]:
        """The parties that a group gathers on a day: those of a set, or those seated in a body."""
        if group.by == "set":
            return [row.party for row in self.sets if row.set == group.of and row.belongs(day)]
        rows = (seat for seat in self.seats if seat.body == group.of and seat.held(day, known))
        return [seat.party for seat in rows]

    @property
    def known_since(self) -> date | None:
        """The first day on which anything of its articles and seats was known."""
        dated = [v.known_from for article in self.articles.values() for v in article.versions]
        days = [known.start for known in (*dated, *(seat.known_from for seat in self.seats))]
        return min((day for day in days if day is not None), default=None)

    def meeting_name(self, meeting: Meeting) -> Bilingual:
        """What a meeting is called: its own name, or its body's with its number."""
        body = self.of("body", meeting.body)
        if meeting.name is not None:
            return meeting.name
        if meeting.ordinal is None:
            return body
        return Bilingual(
            f"{body.zh}第{chinese(meeting.ordinal)}次会议", f"{body.en}, meeting {meeting.ordinal}"
        )
