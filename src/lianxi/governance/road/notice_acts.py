"""What may be done with a payment notice (缴款通知). Amounts are whole fen."""

from dataclasses import dataclass
from datetime import date

from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Line:
    """What one party is asked for, and why.

    `computed` is what the fund's formula gives, None where no article has one; `reason` says why
    another amount is asked for.
    """

    party: str
    amount: int
    why: Bilingual
    computed: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Terms:
    """What a notice says: for which fund and year, who is to pay how much, and where to.

    `body` is the one that the fund serves, whose office issues it. `pay_by` may be left to the day
    of issue. `additional` says why there is a second one for the same year (补缴).
    """

    title: Bilingual
    fund: str
    year: int
    body: str
    lines: tuple[Line, ...]
    pay_to: str
    pay_by: date | None = None
    additional: str = ""


@dataclass(frozen=True)
class Drafted:
    """A notice is drafted by whoever keeps the fund's accounts."""

    terms: Terms


@dataclass(frozen=True)
class Revised:
    """The draft in a new version, and why."""

    terms: Terms
    why: str


@dataclass(frozen=True)
class Returned:
    """The office does not issue it as it is, and why."""

    why: str


@dataclass(frozen=True)
class Withdrawn:
    """A draft is given up, and why."""

    why: str


@dataclass(frozen=True)
class Issued:
    """It goes out under its number; from this day it is owed, until `pay_by`."""

    number: str
    pay_by: date


@dataclass(frozen=True)
class Paid:
    """A party paid in, on a day, by a voucher or a line of the bank's list."""

    party: str
    amount: int
    day: date
    voucher: str


@dataclass(frozen=True)
class TakenBack:
    """A payment that was entered wrongly, by its number in this notice, counts no more."""

    payment: int
    why: str


@dataclass(frozen=True)
class Waived:
    """A party need not pay some or all of what it owes (减免): why, by which document."""

    party: str
    amount: int
    why: str
    number: str


@dataclass(frozen=True)
class Reminded:
    """Whoever is in arrears is reminded by letter (催缴函) and asked to pay by another day."""

    number: str
    by: date


@dataclass(frozen=True)
class Closed:
    """The notice is over; what is still owed stays owed, and `why` says why it is left."""

    why: str = ""
