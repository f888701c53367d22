"""The text of an agreement or plan as it stands, and as it stood on any day.

    text_as_of(state, day).clauses

What comes into effect after a day changes nothing of the text on that day. Before it is in
force the text is the draft of that day; afterwards the final text with its amendments.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.charter.kinds.agreement import FORMS
from lianxi.charter.kinds.commitment import EACH_MEMBER
from lianxi.charter.kinds.plan import PLAN_FORMS
from lianxi.governance.road import agreement_words as say
from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.agreement_acts import (
    Acceded,
    Amended,
    CommentSettled,
    DraftClause,
    Drafted,
    Dropped,
    Ended,
    EnteredIntoForce,
    Left,
    Row,
    Signed,
    TextSettled,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.party import is_name
from lianxi.kernel.period import in_words

# What a body sets for a year: a plan of work, or the practical matters (实事) of the year.
PLANS: Mapping[str, Bilingual] = {
    "plan": Bilingual("计划", "plan"),
    "practical matters": PLAN_FORMS["practical matters"],
}
TEXT_FORMS: Mapping[str, Bilingual] = {**FORMS, **PLANS}
# What is adopted and issued by a body, not signed by parties.
ADOPTED = frozenset({"charter", "rules", *PLANS})
STANDINGS: Mapping[str, Bilingual] = {
    "draft": Bilingual("未生效", "not in force yet"),
    "in force": Bilingual("有效", "in force"),
    "ended": Bilingual("已终止", "ended"),
}
COMMENT_OUTCOMES: Mapping[str, Bilingual] = {
    "adopted": Bilingual("采纳", "adopted"),
    "in part": Bilingual("部分采纳", "adopted in part"),
    "not": Bilingual("未采纳", "not adopted"),
}
(PER_MEMBER,) = EACH_MEMBER

Key = tuple[str, str, str]  # clause, party, task


@dataclass(frozen=True)
class Wrote:
    """A version of a clause, or that it was struck (`clause` is None): when, by whose wish."""

    id: str
    clause: DraftClause | None
    day: date
    by: str = ""
    why: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment of a party, and what became of it."""

    party: str
    clause: str
    text: str
    day: date
    settled: CommentSettled | None = None


@dataclass(frozen=True)
class Text:
    """The text of an agreement or plan after its acts."""

    terms: Drafted
    since: date
    last: date  # the day of its last act
    wrote: tuple[Wrote, ...] = ()
    comments: tuple[Comment, ...] = ()
    final: tuple[TextSettled, date] | None = None
    signatures: tuple[Signed, ...] = ()
    scans: tuple[Enclosure, ...] = ()
    force: EnteredIntoForce | None = None
    changes: tuple[Amended | Acceded | Left, ...] = ()
    rows: tuple[Row, ...] = ()
    ended: Ended | None = None
    dropped: tuple[Dropped, date] | None = None

    @property
    def adopted(self) -> bool:
        """Whether a body adopts it, so that nobody signs."""
        return self.terms.form in ADOPTED

    @property
    def plan(self) -> bool:
        """Whether it is a plan: its clauses are tasks that a body sets."""
        return self.terms.form in PLANS

    @property
    def clauses(self) -> tuple[DraftClause, ...]:
        """The clauses as they were last written, before any amendment."""
        return tuple(_written(self, date.max).values())

    @property
    def signers(self) -> tuple[str, ...]:
        """The parties that sign it: those that it names, less who withdrew."""
        gone = {each.party for each in self.changes if isinstance(each, Left)}
        return tuple(party for party in self.terms.parties if party not in gone)

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The parties whose signature is not entered; nobody's where it is adopted."""
        signed = {each.party for each in self.signatures}
        return () if self.adopted else tuple(p for p in self.signers if p not in signed)

    def versions(self, clause: str) -> tuple[Wrote, ...]:
        """What was written of a clause, the oldest first."""
        return tuple(each for each in self.wrote if each.id == clause)


@dataclass(frozen=True)
class TextAsOf:
    """The text on a day: what it says, and whom it binds or would bind."""

    day: date
    standing: str
    clauses: tuple[DraftClause, ...]
    parties: tuple[str, ...]

    @property
    def words(self) -> Bilingual:
        """Whether it was in force, in words."""
        return STANDINGS[self.standing]

    def clause(self, id_: str) -> DraftClause | None:
        """A clause by its id."""
        return next((each for each in self.clauses if each.id == id_), None)


def text_as_of(state: Text, day: date) -> TextAsOf:
    """The text as of a day, by what was in effect on it."""
    begun = state.force is not None and state.force.day <= day
    clauses = _written(state, date.max if begun else day)
    parties = dict.fromkeys(state.terms.parties)
    for each in _in_effect(state, day):
        if isinstance(each, Amended):
            clauses = {id_: had for id_, had in clauses.items() if id_ not in each.repeals}
            clauses |= {clause.id: clause for clause in each.restates}
        elif isinstance(each, Acceded):
            parties[each.party] = None
        else:
            parties.pop(each.party, None)
    return TextAsOf(day, _standing(state, day), tuple(clauses.values()), tuple(parties))


def _standing(state: Text, day: date) -> str:
    if (state.ended is not None and state.ended.day <= day) or (
        state.dropped is not None and state.dropped[1] <= day
    ):
        return "ended"
    return "in force" if state.force is not None and state.force.day <= day else "draft"


def _in_effect(state: Text, day: date) -> list[Amended | Acceded | Left]:
    """What changed it up to a day, in the order of taking effect."""
    return sorted((each for each in state.changes if each.day <= day), key=lambda each: each.day)


def _written(state: Text, day: date) -> dict[str, DraftClause]:
    """The clauses that were drafted up to a day, by id; one that was struck comes last again."""
    clauses: dict[str, DraftClause] = {}
    for each in state.wrote:
        if each.day > day:
            continue
        if each.clause is None:
            clauses.pop(each.id, None)
        else:
            clauses[each.id] = each.clause
    return clauses


def effect_days(state: Text) -> list[date]:
    """The days on which what is in force changes: its entry, amendments, accessions, its end."""
    if state.force is None:
        return []
    days = {state.force.day, *(each.day for each in state.changes if each.day > state.force.day)}
    return sorted(days | ({state.ended.day} if state.ended else set()))


def parts(state: Text, day: date) -> Iterator[Key]:
    """What each binding clause in force on a day comes to: clause by party by task."""
    text = text_as_of(state, day)
    if text.standing != "in force":
        return
    for clause in text.clauses:
        if clause.binding:
            parties = text.parties if clause.per == PER_MEMBER else ("",)
            for party in parties:
                yield from ((clause.id, party, task) for task, _ in clause.tasks or NO_TASKS)


def missing(state: Text, day: date) -> list[Key]:
    """The parts as of a day that no commitment was made of."""
    there = {(row.clause, row.party, row.task) for row in state.rows}
    return [key for key in parts(state, day) if key not in there]


def owes_breakdown(state: Text) -> date | None:
    """Since when something in force is not broken down; None where all of it is."""
    return next((day for day in effect_days(state) if missing(state, day)), None)


def amiss(clause: DraftClause) -> Bilingual | None:
    """Why a clause can't stand as it is written; None where it can."""
    if not is_name(clause.id):
        return say.NO_ID.fill(id=clause.id)
    if not clause.subject.zh.strip():
        return say.NO_SUBJECT.fill(id=clause.id)
    if clause.due is not None and clause.starts is not None and clause.due < clause.starts:
        return say.DUE_FIRST.fill(due=in_words(clause.due), starts=in_words(clause.starts))
    if clause.per not in ("", PER_MEMBER):
        return say.NO_PER.fill(word=clause.per)
    ids = [id_ for id_, _ in clause.tasks]
    named = all(is_name(id_) and words.zh.strip() for id_, words in clause.tasks)
    if len(set(ids)) != len(ids) or not named:
        return say.NO_TASK.fill(id=clause.id)
    return None


NO_TASKS: tuple[tuple[str, Bilingual], ...] = (("", Bilingual("", "")),)
