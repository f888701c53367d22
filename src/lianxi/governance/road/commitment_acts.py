"""What may be done with a commitment: the acts of its dossier."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Undertaken:
    """It begins: who leads, who does it, by when, what counts.

    `doer` is the unit that carries it out: the lead unit, or where it is broken down by city
    the unit there. `origin` is what it comes from: "agreement/1#clause", "sitting/2#3", or the
    id of an article and of its clause or task, "2009-huzhou#medical-insurance".
    """

    title: Bilingual
    lead: str
    doer: str
    body: str
    origin: str
    supports: tuple[str, ...] = ()
    starts: date | None = None
    due: date | None = None
    measure: str = ""
    evidence: str = ""
    liability: str = ""
    task: str = ""


@dataclass(frozen=True)
class ReportAsked:
    """A round of follow-up asks for a report (调度)."""

    round: str
    period: str
    due: date


@dataclass(frozen=True)
class Reported:
    """How it stands, for a period that was asked about. `trouble` says why it can't be kept."""

    period: str
    progress: str
    begun: bool = True
    trouble: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class SlipIssued:
    """A supervision slip (督办单): why, to be answered by a day, signed by whom."""

    why: str
    due: date
    signer: str


@dataclass(frozen=True)
class SlipAnswered:
    """The answer to a slip, by its number in this dossier."""

    slip: int
    text: str
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class SlipClosed:
    """The slip has had its effect."""

    slip: int
    note: str


@dataclass(frozen=True)
class RequestDrafted:
    """A request to the next layer to coordinate (提请函), not signed yet."""

    to: str
    text: str


@dataclass(frozen=True)
class RequestSigned:
    """A named person signed the request."""

    request: int
    signer: str
    office: str


@dataclass(frozen=True)
class RequestDropped:
    """The request is not made."""

    request: int
    why: str


@dataclass(frozen=True)
class RequestAnswered:
    """What the next layer said, at a sitting or by letter."""

    request: int
    text: str
    sitting: str = ""


@dataclass(frozen=True)
class ClosureAsked:
    """Whoever carries it out says that it is done, with the evidence (申请办结)."""

    text: str
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class LeadReviewed:
    """The lead unit's opinion on the evidence."""

    agrees: bool
    note: str = ""


@dataclass(frozen=True)
class Reviewed:
    """The office's review: an outcome, or "returned" for more evidence; by whom it is signed."""

    outcome: str
    note: str
    signer: str


@dataclass(frozen=True)
class Adjusted:
    """Its terms change by a decision, and it goes on; what is None stays."""

    why: str
    decided: str
    due: date | None = None
    measure: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class LeadChanged:
    """Another unit leads or does it: reorganised, left, handed over."""

    why: str
    lead: str = ""
    doer: str = ""
    supports: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Paused:
    """It rests, for a reason."""

    why: str


@dataclass(frozen=True)
class Resumed:
    """It goes on."""

    note: str = ""


@dataclass(frozen=True)
class PartyLeft:
    """A party leaves the text that the commitment comes of, from a day on, by its letter."""

    party: str
    day: date
    by: str
