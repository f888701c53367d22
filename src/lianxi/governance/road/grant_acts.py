"""What may be done with a grant, from the application to its close. Amounts are whole fen."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.performance import Result, Target
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Terms:
    """What is applied for: how much, for what, with which targets, from when to when.

    `matter` is the matter of the region package that it is paid for.
    """

    title: Bilingual
    matter: str
    amount: int
    aim: str
    content: str
    begins: date
    ends: date
    targets: tuple[Target, ...] = ()
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class Applied:
    """A party or unit applies to a fund; `body` is who approves so much, as the article has it.

    `origin` is the dossier that it is paid for ("commitment/3"), where there is one.
    """

    fund: str
    by: str
    body: str
    terms: Terms
    origin: str = ""


@dataclass(frozen=True)
class Revised:
    """The application in a new version, and why; `body` is who approves so much."""

    terms: Terms
    body: str
    why: str


@dataclass(frozen=True)
class Withdrawn:
    """Whoever applied takes it back."""

    why: str


@dataclass(frozen=True)
class Checked:
    """Whoever keeps the fund's accounts checked it: "passed" or "returned"."""

    outcome: str
    note: str = ""


@dataclass(frozen=True)
class Approved:
    """What the body said: "approved", "returned" or "refused".

    `parts` are the instalments of what is approved; `until` is the last day for paying them out.
    `account_by` is the last day for accounting for it.
    """

    outcome: str
    parts: tuple[int, ...] = ()
    document: str = ""
    note: str = ""
    until: date | None = None
    account_by: date | None = None


@dataclass(frozen=True)
class Appropriated:
    """An instalment is paid out (拨付) under a document number; less than it frees the rest."""

    part: int  # from 1
    amount: int
    document: str
    day: date


@dataclass(frozen=True)
class Released:
    """An instalment is not paid out: what was set aside for it is free again."""

    part: int
    why: str


@dataclass(frozen=True)
class VoucherSent:
    """Whoever was granted the money accounts for a part of it (核销)."""

    voucher: str
    amount: int
    day: date
    text: str
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class VoucherChecked:
    """A voucher is accepted, or returned with a reason."""

    voucher: str
    outcome: str  # "accepted" or "returned"
    note: str = ""


@dataclass(frozen=True)
class Corrected:
    """An accepted voucher is corrected after an audit: `stands` of it are accepted still."""

    voucher: str
    stands: int
    document: str
    why: str


@dataclass(frozen=True)
class GivenBack:
    """What was not needed came back into the fund (结余退回)."""

    amount: int
    voucher: str
    day: date


@dataclass(frozen=True)
class Assessed:
    """The self-assessment (绩效自评): a result for each target, in their order."""

    results: tuple[Result, ...]
    text: str
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class AssessmentChecked:
    """The self-assessment is accepted, or returned with a reason."""

    outcome: str  # "accepted" or "returned"
    note: str = ""


@dataclass(frozen=True)
class Closed:
    """Everything is accounted for and assessed: it is closed."""
