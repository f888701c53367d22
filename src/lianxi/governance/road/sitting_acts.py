"""What may be done with a sitting of one body or of several together (会议)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """Another day or place, and why; with a day for it, every slip is asked for again."""

    day: date
    place: str
    why: str
    reply_by: date | None = None


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
    why: Bilingual | None = None
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
class Rules:
    """How the body in charge decides, as its article said on the day of the sitting.

    A share is "2/3" where it must be reached and ">1/2" where it must be passed, "" where the
    article has none. No `outcomes` means that the article leaves them open.
    """

    outcomes: tuple[str, ...] = ()
    quorum: str = ""  # of the roll
    majority: str = ""
    of: str = ""  # a word of `charter.kinds.body_rules.WHOLES`
    ballots: str = ""  # "open", "secret"
    proxies: bool = False
    recuses: bool = False


@dataclass(frozen=True)
class SittingOpened:
    """It begins: who of the roll is present, in person or by a deputy, and by which rules."""

    present: tuple[str, ...]
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True)
class Balloted:
    """The votes on an item, where the body's article has ballots: "yes", "no" or "abstain".

    An open ballot names who voted how, a secret one only has how many did (`counted`).
    """

    item: int
    votes: Mapping[str, str] = field(default_factory=dict)
    proxies: Mapping[str, str] = field(default_factory=dict)  # absent party -> its holder
    recused: tuple[str, ...] = ()
    counted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ItemCarriedOver:
    """An item was not reached and goes to the next sitting."""

    item: int
    why: str = ""


@dataclass(frozen=True)
class ItemDecided:
    """The outcome of an item (`charter.kinds.body.OUTCOMES`), in words for the minutes."""

    item: int
    outcome: str
    text: str = ""
    to: str = ""  # deferred or returned to which body or date, in words


@dataclass(frozen=True)
class MinutesDrafted:
    """The minutes as a draft; a later draft replaces an earlier one until all confirm.

    Without a last day for it, they wait until everybody who was present has confirmed.
    """

    text: str
    confirm_by: date | None = None


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
