"""What may be done with a round of follow-up (调度)."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class RoundOpened:
    """Everyone who carries out any of some commitments is asked for a report by a day."""

    title: Bilingual
    period: str  # "2010Q1"
    body: str
    due: date
    commitments: tuple[str, ...]


@dataclass(frozen=True)
class BookReceived:
    """A party's workbook came back, to be reviewed; `reports` is how many rows it fills."""

    party: str
    file: Enclosure
    reports: int


@dataclass(frozen=True)
class BookApplied:
    """The reports of a workbook, by its number in this round, were entered."""

    book: int


@dataclass(frozen=True)
class BookPutAside:
    """A workbook is not used, and why."""

    book: int
    why: str


@dataclass(frozen=True)
class RoundClosed:
    """The round is over; what was not reported stays owed."""

    note: str = ""
