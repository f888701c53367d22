"""What may be done with a fund's year (资金年度): budget, close, audit, mending, report.

Amounts are whole fen. Transfers of the ledger are named by their numbers, never read here.
"""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Budget:
    """A fund's budget of a year (年度预算): what is expected by kind, what may be granted.

    `income` is by purpose of the ledger's accounts; `grants` is what may be granted in all, and
    `matters` what of it for one matter. A matter that is not named is bound by the sum alone.
    """

    income: tuple[tuple[str, int], ...]
    grants: int
    matters: tuple[tuple[str, int], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class BudgetDrafted:
    """A year begins with the draft of its budget; `body` is who settles it."""

    fund: str
    year: int
    title: Bilingual
    body: str
    budget: Budget


@dataclass(frozen=True)
class YearBegun:
    """A year begins without a budget, and why."""

    fund: str
    year: int
    title: Bilingual
    body: str
    why: str


@dataclass(frozen=True)
class BudgetRevised:
    """Another budget in place of the one before (调整), and why; it is settled again."""

    budget: Budget
    why: str


@dataclass(frozen=True)
class BudgetSettled:
    """The body settles the budget that is before it, by a document of this number."""

    number: str


@dataclass(frozen=True)
class BudgetReturned:
    """The body returns the budget that is before it, and why."""

    why: str


@dataclass(frozen=True)
class YearClosed:
    """The year is closed: what it left over in fen, and the transfers that closed it."""

    surplus: int
    transfers: tuple[int, ...]


@dataclass(frozen=True)
class AuditFinding:
    """One thing that an audit found: the transfer that it is about, where it is about one."""

    text: str
    remedy: str
    amount: int = 0
    transfer: int | None = None


@dataclass(frozen=True)
class Audited:
    """What an audit says of the year; `bookers` are the logins of all who booked in it."""

    opinion: str
    number: str
    auditor: str
    day: date
    text: str = ""
    findings: tuple[AuditFinding, ...] = ()
    bookers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explained:
    """A finding, by its number from 1, is explained."""

    finding: int
    text: str
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class Corrected:
    """A finding is corrected: its transfer taken back by `counter`; what stands is `anew`."""

    finding: int
    text: str
    transfer: int
    counter: int
    anew: int | None = None


@dataclass(frozen=True)
class MendingJudged:
    """Whoever audits accepts how a finding was mended, or says why not."""

    finding: int
    accepted: bool
    why: str = ""


@dataclass(frozen=True)
class YearReported:
    """The report went out as a paper under its number; `chain` is the ledger's digest then."""

    paper: str
    number: str
    chain: str
    file: Enclosure
    workbook: Enclosure
    pdf: Enclosure | None = None

    @property
    def files(self) -> tuple[Enclosure, ...]:
        """The report in each form, and its tables."""
        return (self.file, *((self.pdf,) if self.pdf else ()), self.workbook)
