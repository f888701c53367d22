"""A grant as it stands: its versions, its instalments, its vouchers, its self-assessments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import grant_words as words
from lianxi.governance.road.grant_acts import (
    Applied,
    Appropriated,
    Approved,
    Assessed,
    AssessmentChecked,
    Checked,
    Corrected,
    GivenBack,
    Terms,
    VoucherChecked,
    VoucherSent,
    Withdrawn,
)
from lianxi.governance.road.performance import total
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity

CHECKS: Mapping[str, Bilingual] = {
    "passed": Bilingual("审核通过，提请审批", "passed, on to approval"),
    "returned": Bilingual("退回修改", "returned"),
}
APPROVALS: Mapping[str, Bilingual] = {
    "approved": Bilingual("同意拨付", "approved"),
    "returned": Bilingual("退回修改", "returned"),
    "refused": Bilingual("不予同意", "refused"),
}
ACCEPTANCE: Mapping[str, Bilingual] = {
    "accepted": Bilingual("予以通过", "accepted"),
    "returned": Bilingual("退回", "returned"),
}


@dataclass(frozen=True)
class Version:
    """The application as it read from a day on; `why` it was revised."""

    terms: Terms
    body: str
    day: date
    by: str
    why: str = ""


@dataclass(frozen=True)
class Part:
    """An instalment: approved, then paid out (`paid`) or released."""

    amount: int
    paid: Appropriated | None = None
    released: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is set aside still."""
        return self.paid is None and self.released is None


@dataclass(frozen=True)
class Voucher:
    """What was sent in to account for money; `accepted` is how much of it counts."""

    sent: VoucherSent
    day: date
    by: str
    checked: VoucherChecked | None = None
    corrected: tuple[tuple[Corrected, date], ...] = ()

    @property
    def open(self) -> bool:
        """Whether it waits to be checked."""
        return self.checked is None

    @property
    def accepted(self) -> int:
        """What of it was accepted, in fen, after every correction."""
        if self.checked is None or self.checked.outcome != "accepted":
            return 0
        return self.corrected[-1][0].stands if self.corrected else self.sent.amount


@dataclass(frozen=True)
class Assessment:
    """A self-assessment that was sent in, and what was said of it."""

    what: Assessed
    day: date
    by: str
    checked: AssessmentChecked | None = None


@dataclass(frozen=True)
class Grant:
    """A grant as it stands after its acts."""

    applied: Applied
    since: date
    versions: tuple[Version, ...]
    returned: date | None = None
    checked: tuple[tuple[Checked, date, str], ...] = ()
    passed: date | None = None
    decided: tuple[tuple[Approved, date, str], ...] = ()
    parts: tuple[Part, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    back: tuple[tuple[GivenBack, date], ...] = ()
    assessments: tuple[Assessment, ...] = ()
    withdrawn: Withdrawn | None = None
    ended: date | None = None

    @property
    def terms(self) -> Terms:
        """What is applied for now."""
        return self.versions[-1].terms

    @property
    def body(self) -> str:
        """Who approves it."""
        return self.versions[-1].body

    @property
    def approval(self) -> tuple[Approved, date, str] | None:
        """The approval, its day and whoever entered it."""
        last = self.decided[-1] if self.decided else None
        return last if last is not None and last[0].outcome == "approved" else None

    @property
    def paid(self) -> int:
        """What was paid out, in fen."""
        return sum(part.paid.amount for part in self.parts if part.paid is not None)

    @property
    def spent(self) -> int:
        """What was accounted for, in fen."""
        return sum(voucher.accepted for voucher in self.vouchers)

    @property
    def given_back(self) -> int:
        """What came back, in fen."""
        return sum(each.amount for each, _ in self.back)

    @property
    def left(self) -> int:
        """What its recipient has still to account for or to give back, in fen."""
        return self.paid - self.spent - self.given_back

    @property
    def first_paid(self) -> date | None:
        """The day of the first payment."""
        return min((part.paid.day for part in self.parts if part.paid is not None), default=None)

    @property
    def assessment(self) -> Assessment | None:
        """The latest self-assessment."""
        return self.assessments[-1] if self.assessments else None

    @property
    def assessed(self) -> bool:
        """Whether a self-assessment was accepted."""
        last = self.assessment
        return last is not None and last.checked is not None and last.checked.outcome == "accepted"

    @property
    def score(self) -> int | None:
        """What the self-assessment comes to with the use of the money, in tenths of a point."""
        last = self.assessment
        return None if last is None else total(last.what.results, self.spent, self.paid)

    @property
    def stage(self) -> str:
        """One of `GRANT.stages`."""
        if self.withdrawn is not None:
            return "withdrawn"
        if self.approval is not None:
            return self._stage_of_money()
        if self.ended is not None:
            return "refused"
        if self.returned is not None:
            return "returned"
        return "approving" if self.passed is not None else "checking"

    def _stage_of_money(self) -> str:
        if self.ended is not None:
            return "closed"
        if not self.paid:
            return "approved"
        last = self.assessment
        return "assessed" if last is not None and last.checked is None else "granted"


def unfinished(state: Grant) -> Refused | None:
    """What keeps a grant from being closed; None where nothing does."""
    if any(part.open for part in state.parts):
        return Refused(words.PARTS_OPEN)
    if any(voucher.open for voucher in state.vouchers):
        return Refused(words.VOUCHERS_OPEN)
    if state.left:
        return Refused(words.LEFT.fill(left=yuan(state.left)))
    return None if state.assessed else Refused(words.NO_ASSESSMENT)


def yuan(amount: int) -> str:
    """An amount of fen as it is written in yuan."""
    return str(Quantity(amount))
