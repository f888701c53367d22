"""What may be done with a round of follow-up (调度)."""

from dataclasses import dataclass
from datetime import date

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
class RoundClosed:
    """The round is over; what was not reported stays owed."""

    note: str = ""
