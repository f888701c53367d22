"""What may be done with a sitting of one body or of several together (会议)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Convened:
    """A sitting is called: when, where, whose, who has a seat, who is a guest."""

    title: Bilingual
    bodies: tuple[str, ...]  # the first is in charge of it
    day: date
    place: str
    host: str
    chair: str
    roll: tuple[str, ...]  # the seats, frozen on the day of the notice
    guests: tuple[str, ...] = ()
    reply_by: date | None = None
    confirm_within: str = ""  # "10 working days"
    ordinal: int | None = None


@dataclass(frozen=True)
class Moved:
    """Another day or place, and why."""

    day: date
    place: str
    why: str


@dataclass(frozen=True)
class SlipReturned:
    """A party's reply slip (回执): comes, sends a deputy, or does not; who; who votes for it."""

    party: str
    coming: str  # "yes", "deputy", "no"
    name: str = ""
    office: str = ""
    proxy: str = ""


@dataclass(frozen=True)
class ItemListed:
    """A line of the agenda, with the reason why it is there.

    `about` is a dossier or empty; `reason` is a word of `agenda.REASONS`. Items are numbered
    from 1 in the order in which they are listed.
    """

    title: Bilingual
    reason: str
    about: str = ""
    why: str = ""
    presenter: str = ""
    ballot: bool = False


@dataclass(frozen=True)
class ItemStruck:
    """The secretary takes an item off, and why."""

    item: int
    why: str


@dataclass(frozen=True)
class PaperFiled:
    """A paper for an item, or for the whole where it is 0."""

    item: int
    file: Enclosure


@dataclass(frozen=True)
class SittingOpened:
    """It begins: who of the roll is present, in person or by a deputy."""

    present: tuple[str, ...]


@dataclass(frozen=True)
class Balloted:
    """The votes on an item, where the body's article has ballots: "yes", "no" or "abstain".

    `quorum` and `majority` are the article's fractions as they were read ("1/2"), `of` what
    the majority is of.
    """

    item: int
    votes: Mapping[str, str]
    proxies: Mapping[str, str]  # absent party -> who votes for it
    recused: tuple[str, ...]
    quorum: str
    majority: str
    of: str


@dataclass(frozen=True)
class ItemDecided:
    """The outcome of an item (`charter.kinds.body.OUTCOMES`), in words for the minutes."""

    item: int
    outcome: str
    text: str = ""
    to: str = ""  # deferred or returned to which body or date, in words


@dataclass(frozen=True)
class MinutesDrafted:
    """The minutes as a draft; a later draft replaces an earlier one until all confirm."""

    text: str


@dataclass(frozen=True)
class MinutesConfirmed:
    """A party confirms the minutes."""

    party: str


@dataclass(frozen=True)
class MinutesObjected:
    """A party says what should be corrected."""

    party: str
    text: str


@dataclass(frozen=True)
class MinutesCorrected:
    """A correction that stays visible: what stood there, what stands there now, why."""

    old: str
    new: str
    why: str


@dataclass(frozen=True)
class Concluded:
    """The sitting is closed: by whom the minutes are signed, under which number."""

    signer: str
    number: str = ""


@dataclass(frozen=True)
class Cancelled:
    """It is not held, and why."""

    why: str
