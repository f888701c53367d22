"""The agreements of a region: who is bound, which clauses hold, and what the record leaves open.

    for each in agreements(package, day):
        print(each.name.zh, len(each.terms), each.lacks)

An agreement that says little is not passed over: what is missing is told apart, clause
by clause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.charter.article import Article, Consolidated, Version, as_of, empty, on_record, whose
from lianxi.charter.citation import Citation
from lianxi.charter.kinds.agreement import (
    EFFECT,
    EFFECTS,
    FORM,
    FORMS,
    PARTIES,
    PLACE,
    SIGNED,
    SUMMARY,
    Parties,
)
from lianxi.charter.package import Package
from lianxi.governance.members import members
from lianxi.governance.terms import UNKNOWN, Term, stated, terms_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.period import Period

# What a reader may miss in an agreement, in the order in which it is told.
LACKS: Mapping[str, Bilingual] = {
    "signed": Bilingual("签署日期未载明", "the day it was signed is not stated"),
    "parties": Bilingual("签署方未载明", "who is bound is not stated"),
    "clauses": Bilingual("没有逐条载明的条款", "no clause is on record"),
    "lead": Bilingual("有条款未载明牵头单位", "a clause names no lead"),
    "due": Bilingual("有条款未载明时限", "a clause names no deadline"),
    "liability": Bilingual("有条款未载明责任", "a clause says nothing of liability"),
    "effect": Bilingual("法律效力未载明", "its legal effect is not stated"),
}

SOME = {
    "lead": Bilingual("{m}条条款中{n}条未载明牵头单位", "{n} of {m} clauses name no lead"),
    "due": Bilingual("{m}条条款中{n}条未载明时限", "{n} of {m} clauses name no deadline"),
    "liability": Bilingual(
        "{m}条条款中{n}条未载明责任", "{n} of {m} clauses say nothing of liability"
    ),
}


@dataclass(frozen=True)
class Agreement:
    """An agreement as of a day. `parties` are ids of parties and units; None: not on record."""

    article: Article
    text: Consolidated
    form: str | None
    effect: str | None
    signed: Period | None
    parties: tuple[str, ...] | None
    terms: tuple[Term, ...]
    standing: str
    since: Period
    until: Period | None
    decided_at: str | None
    status: str
    source: tuple[Citation, ...]

    @property
    def world(self) -> str:
        """The record's, or a rehearsal's where any of its versions on the day is."""
        return whose(self.text)

    @property
    def name(self) -> Bilingual:
        """Its name on the day."""
        return self.text.name

    @property
    def summary(self) -> Bilingual | None:
        """What it says, where its clauses are not on record."""
        return self.text.get(SUMMARY)

    @property
    def form_words(self) -> Bilingual | None:
        """What form of document it is."""
        return FORMS[self.form] if self.form else None

    @property
    def effect_words(self) -> Bilingual | None:
        """What legal effect it has; None where no document says."""
        return EFFECTS[self.effect] if self.effect else None

    @property
    def led(self) -> int:
        """How many clauses name a lead."""
        return sum(term.lead is not None for term in self.terms)

    @property
    def due(self) -> int:
        """How many clauses name a deadline."""
        return sum(term.due is not None for term in self.terms)

    @property
    def liable(self) -> int:
        """How many clauses say what follows where they are not kept."""
        return sum(term.liability is not None for term in self.terms)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing, in the words of `LACKS`."""
        missing = {
            "signed": self.signed is None,
            "parties": not self.parties,
            "clauses": not self.terms,
            "lead": self.led < len(self.terms),
            "due": self.due < len(self.terms),
            "liability": self.liable < len(self.terms),
            "effect": self.effect is None,
        }
        return tuple(word for word in LACKS if missing[word])

    @property
    def missing(self) -> tuple[Bilingual, ...]:
        """What is missing in words: of clauses, how many."""
        said = {"lead": self.led, "due": self.due, "liability": self.liable}
        m = len(self.terms)
        return tuple(
            SOME[word].fill(n=m - said[word], m=m) if word in said else LACKS[word]
            for word in self.lacks
        )

    def binds(self) -> tuple[str, ...]:
        """The parties, a unit's among them: once each."""
        return tuple(dict.fromkeys(id_.partition("/")[0] for id_ in self.parties or ()))

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with."""
        place = self.text.get(PLACE)
        return {
            "id": self.article.id,
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "form": self.form,
            "effect": self.effect,
            "signed": str(self.signed) if self.signed else None,
            "place": None if place == UNKNOWN else place,
            "parties": None if self.parties is None else list(self.parties),
            "clauses": [term.as_json() for term in self.terms],
            "summary": self.summary.as_json() if self.summary else None,
            "standing": self.standing,
            "since": str(self.since),
            "until": str(self.until) if self.until else None,
            "decided_at": self.decided_at,
            "lacks": list(self.lacks),
            "status": self.status,
            "source": "; ".join(map(str, self.source)),
            "world": self.world,
        }


def agreements(package: Package, day: date, known: date | None = None) -> list[Agreement]:
    """Every agreement on record on a day, by signing; what is only proposed is listed and says so.

    One whose day of signing is not stated follows those whose is.
    """
    found = (agreement(package, article, day, known) for article in package.kind("agreement"))
    return sorted((each for each in found if each is not None), key=_order)


def _order(each: Agreement) -> tuple[date, bool, str]:
    start = each.signed.start if each.signed else None
    return (start or date.max, each.standing == "proposed", each.article.id)


def agreement(
    package: Package, article: Article, day: date, known: date | None = None
) -> Agreement | None:
    """An agreement as of a day, as known on another; None where it is not on record yet."""
    text = as_of(article, day, known) or on_record(article, day, known) or _proposal(article)
    if text is None:
        return None
    first, last = text.versions[0], text.versions[-1]
    signed = text.get(SIGNED) or first.in_force_from
    ended = [version for version in text.versions if version.standing == "ended"]
    return Agreement(
        article,
        text,
        form=text.get(FORM),
        effect=stated(text.get(EFFECT)),
        signed=signed if signed.known else None,
        parties=_bound(package, text),
        terms=terms_of(text),
        standing=text.standing,
        since=first.in_force_from,
        until=ended[-1].in_force_from if ended and text.standing == "ended" else None,
        decided_at=first.decided_at,
        status=last.status,
        source=first.source,
    )


def _proposal(article: Article) -> Consolidated | None:
    """The text of what was never more than a proposal."""
    return empty(article).amended(*article.versions) if article.proposed else None


def _bound(package: Package, text: Consolidated) -> tuple[str, ...] | None:
    """Who is bound: as the version that says so found them on the day it was signed."""
    said = text.get(PARTIES)
    if said is None:
        return None
    if said.each is not None:
        return said.each
    return tuple(_gathered(package, said, _signing(package, text.keys[PARTIES.name].version)))


def _gathered(package: Package, said: Parties, day: date) -> Sequence[str]:
    if said.set is not None:
        return [row.party for row in package.sets if row.set == said.set and row.belongs(day)]
    return [member.party.id for member in members(package, said.seats_of or "", day)]


def _signing(package: Package, version: Version) -> date:
    """The day of signing as exactly as the record has it: a year's meeting may say which day."""
    period = version.in_force_from
    meeting = package.meetings.get(version.decided_at or "")
    held = meeting.date.start if meeting else None
    if held is not None and period.start and period.stop and period.start <= held < period.stop:
        return held
    return period.start or date.max
