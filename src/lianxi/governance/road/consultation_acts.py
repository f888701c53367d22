"""What may be done with a consultation of members (征求意见)."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Opened:
    """Members are asked what they think of a text, by letter, to be answered by a day.

    `about` is the dossier of the text: "proposal/3", "agreement/1"; `roll` is who is asked,
    as it was on the day. `silence` is what the articles made of it then: "no reply", or "no
    comment" where whoever is silent is taken to have none.
    """

    title: Bilingual
    about: str
    text: str
    body: str
    roll: tuple[str, ...]
    due: date
    files: tuple[Enclosure, ...] = ()
    silence: str = "no reply"


@dataclass(frozen=True)
class Comment:
    """One comment: on which place of the text, what should stand there."""

    place: str
    text: str


@dataclass(frozen=True)
class Replied:
    """A party answers: "none" (no comment), "amend" or "reserve"; a later one replaces it."""

    party: str
    answer: str
    comments: tuple[Comment, ...] = ()
    text: str = ""
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class Extended:
    """More time to answer, and why."""

    due: date
    why: str


@dataclass(frozen=True)
class Weighed:
    """Whether a comment of a party is taken up: "adopted", "in part" or "not", and why.

    Comments are numbered from 1 in the order in which the party's latest reply has them.
    """

    party: str
    comment: int
    adopted: str
    why: str


@dataclass(frozen=True)
class Closed:
    """It is over: who has not answered counts as no reply; every comment must be weighed."""
