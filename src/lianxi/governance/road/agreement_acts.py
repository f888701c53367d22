"""What may be done with the text of an agreement or plan: drafted, settled, signed, amended."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class DraftClause:
    """A clause as it is drafted; `binding` ones are broken down into commitments.

    `per` is "each member" where every party has a row of its own; `tasks` are the tasks that
    each row has, by id.
    """

    id: str
    subject: Bilingual
    text: str
    binding: bool = True
    lead: str = ""
    supports: tuple[str, ...] = ()
    starts: date | None = None
    due: date | None = None
    measure: str = ""
    evidence: str = ""
    liability: str = ""
    per: str = ""
    tasks: tuple[tuple[str, Bilingual], ...] = ()


@dataclass(frozen=True)
class Drafted:
    """A text is begun: what form it has, who will be bound, what it comes from.

    `form` is a word of `agreement_text.TEXT_FORMS`; `origin` a sitting's item
    or a proposal ("sitting/1#2", "proposal/3"); `effect` "binding", "intent" or "guiding".
    """

    title: Bilingual
    form: str
    body: str
    parties: tuple[str, ...]
    effect: str = ""
    origin: str = ""
    year: int | None = None  # that a plan is for


@dataclass(frozen=True)
class ClauseWritten:
    """A clause is added, or put in the place of the one with its id; by whose wish."""

    clause: DraftClause
    by: str = ""


@dataclass(frozen=True)
class ClauseStruck:
    """A clause is taken out, and why."""

    id: str
    why: str


@dataclass(frozen=True)
class Commented:
    """A party comments on a clause, or on the whole where it is ""."""

    party: str
    clause: str
    text: str


@dataclass(frozen=True)
class CommentSettled:
    """What became of a comment, by its number: "adopted", "in part" or "not", and why."""

    comment: int
    adopted: str
    why: str


@dataclass(frozen=True)
class Confirmed:
    """A finding that is let stand, by its code and clause, and why."""

    code: str
    clause: str
    why: str


@dataclass(frozen=True)
class TextSettled:
    """The text is final (定稿) and goes to be signed; findings that it has are let stand."""

    confirmed: tuple[Confirmed, ...] = ()


@dataclass(frozen=True)
class Reopened:
    """A final text is opened again before anybody signed, and why."""

    why: str


@dataclass(frozen=True)
class Signed:
    """Ink and seal of a party, as entered from the signed text: who signed, by what authority."""

    party: str
    signatory: str
    office: str
    authority: str
    day: date


@dataclass(frozen=True)
class ScanFiled:
    """The scan of the signed text."""

    file: Enclosure


@dataclass(frozen=True)
class EnteredIntoForce:
    """It binds from a day on; `by` is the decision or paper of what is adopted, not signed."""

    day: date
    by: str = ""


@dataclass(frozen=True)
class Amended:
    """Clauses are restated and repealed from a day on, by a decision."""

    day: date
    decided: str
    restates: tuple[DraftClause, ...] = ()
    repeals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Acceded:
    """A party joins, by letter or decision.

    `due` is by when what falls to it is due, where that is another day than the clauses'.
    """

    party: str
    day: date
    by: str
    due: date | None = None


@dataclass(frozen=True)
class Left:
    """A party withdraws, by letter or decision; before its entry into force, from signing it."""

    party: str
    day: date
    by: str


@dataclass(frozen=True)
class Ended:
    """It binds nobody from a day on."""

    day: date
    by: str


@dataclass(frozen=True)
class Dropped:
    """The text is given up before it is in force, and why."""

    why: str


@dataclass(frozen=True)
class Row:
    """A commitment that was made of a clause: for which party and task, where it says so."""

    clause: str
    party: str
    task: str
    commitment: str


@dataclass(frozen=True)
class BrokenDown:
    """Clauses were broken down into commitments."""

    rows: tuple[Row, ...]

    @property
    def commitments(self) -> tuple[str, ...]:
        """The references of what was made."""
        return tuple(row.commitment for row in self.rows)
