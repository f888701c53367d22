"""What may be done with a call for proposals, and with a proposal."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Called:
    """A call for proposals (征集) goes out by letter to parties, to be answered by a day."""

    title: Bilingual
    text: str
    body: str
    to: tuple[str, ...]
    due: date
    template: Enclosure | None = None


@dataclass(frozen=True)
class NothingToPropose:
    """A party answers the call: it has nothing to propose."""

    party: str


@dataclass(frozen=True)
class CallAnswered:
    """A party answered the call with a proposal; written beside it."""

    party: str
    proposal: str


@dataclass(frozen=True)
class CallClosed:
    """The call is over; who did not answer stays named."""


@dataclass(frozen=True)
class Terms:
    """What is proposed: the topic, who leads and takes part, why, what is to be done."""

    title: Bilingual
    field: str
    lead: str
    partners: tuple[str, ...]
    aim: str
    content: str
    matter: str = ""  # the kind of matter it is to become: "council-topic"
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class Proposed:
    """A party or unit sends in a proposal, for a body to decide.

    `levels` are the bodies through which it is settled first, in order, as the articles had
    them on that day; where there are none, the body itself settles it.
    """

    by: str
    body: str
    terms: Terms
    call: str = ""
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revised:
    """The proposal in a new version, and why."""

    terms: Terms
    why: str


@dataclass(frozen=True)
class Withdrawn:
    """Whoever sent it in takes it back."""

    why: str


@dataclass(frozen=True)
class CosignAsked:
    """Units are asked to co-sign (会签) by a day."""

    units: tuple[str, ...]
    due: date


@dataclass(frozen=True)
class Cosigned:
    """A unit co-signs: "agree", "amend" (with its words) or "object" (with its reason)."""

    unit: str
    opinion: str
    text: str = ""


@dataclass(frozen=True)
class Settled:
    """A level (liaisons, office directors, consultation on major matters) has talked it over.

    `level` is a body; `outcome` is "agreed", "next" (no agreement here: the next level takes
    it up) or "returned". Either of the first two takes it one level on.
    """

    level: str
    outcome: str
    note: str = ""


@dataclass(frozen=True)
class Tabled:
    """It is put on the agenda of a sitting."""

    sitting: str
    item: int


@dataclass(frozen=True)
class Untabled:
    """It is off the agenda again, undecided: struck, carried over, or the sitting not held."""

    sitting: str
    why: str = ""


@dataclass(frozen=True)
class Resolved:
    """What a sitting said of it: one of the outcomes of `charter.kinds.body.OUTCOMES`."""

    sitting: str
    outcome: str
    text: str = ""
