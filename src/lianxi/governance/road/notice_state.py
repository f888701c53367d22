"""A payment notice as it stands after its acts: what is asked, what came in, what is left."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.notice_acts import (
    Closed,
    Issued,
    Paid,
    Reminded,
    Returned,
    TakenBack,
    Terms,
    Waived,
    Withdrawn,
)
from lianxi.kernel.quantity import Quantity


@dataclass(frozen=True)
class Payment:
    """A payment as it stands. `use` counts how often its voucher was entered, for its key."""

    paid: Paid
    entered: date
    use: int = 1
    taken_back: tuple[TakenBack, date] | None = None

    @property
    def key(self) -> str:
        """What names it among the payments of its notice, however often it is sent in."""
        return key_of(self.paid.voucher, self.use)


@dataclass(frozen=True)
class Reminder:
    """A reminder that went out, and what each party in arrears owed then."""

    reminded: Reminded
    day: date
    left: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Arrear:
    """What a party owes after the day that it was to pay by, and for how many days."""

    party: str
    left: int
    days: int


@dataclass(frozen=True)
class Notice:
    """A payment notice as it stands after its acts."""

    terms: Terms
    since: date
    drafted_by: str
    drafted: date  # this version of it
    versions: int = 1
    returned: tuple[Returned, date] | None = None
    withdrawn: tuple[Withdrawn, date] | None = None
    issued: tuple[Issued, date] | None = None
    payments: tuple[Payment, ...] = ()
    waived: tuple[tuple[Waived, date], ...] = ()
    reminders: tuple[Reminder, ...] = ()
    closed: tuple[Closed, date] | None = None
    settled: date | None = None  # the day on which nothing was left to pay

    @property
    def stage(self) -> str:
        """One of `NOTICE.stages`."""
        if self.withdrawn is not None:
            return "withdrawn"
        if self.issued is None:
            return "returned" if self.returned is not None else "drafted"
        if self.closed is not None:
            return "closed"
        return "settled" if self.settled is not None else "issued"

    @property
    def asked(self) -> int:
        """What all of them are asked for."""
        return sum(line.amount for line in self.terms.lines)

    def asked_of(self, party: str) -> int:
        """What a party is asked for."""
        return sum(line.amount for line in self.terms.lines if line.party == party)

    def paid_by(self, party: str = "") -> int:
        """What a party has paid in, or all of them."""
        return sum(
            each.paid.amount
            for each in self.payments
            if each.taken_back is None and party in ("", each.paid.party)
        )

    def waived_for(self, party: str = "") -> int:
        """What a party was let off, or all of them."""
        return sum(each.amount for each, _ in self.waived if party in ("", each.party))

    def left_of(self, party: str) -> int:
        """What a party still owes."""
        return self.asked_of(party) - self.paid_by(party) - self.waived_for(party)

    @property
    def left(self) -> int:
        """What all of them still owe."""
        return self.asked - self.paid_by() - self.waived_for()

    @property
    def owing(self) -> tuple[str, ...]:
        """The parties that still owe anything, in the order of the notice."""
        if self.issued is None:
            return ()
        return tuple(line.party for line in self.terms.lines if self.left_of(line.party))

    def arrears(self, day: date) -> tuple[Arrear, ...]:
        """Who is in arrears on a day, with how much and for how long."""
        if self.issued is None or day <= self.issued[0].pay_by:
            return ()
        days = (day - self.issued[0].pay_by).days
        return tuple(Arrear(party, self.left_of(party), days) for party in self.owing)

    def number_of(self, voucher: str) -> int:
        """The number of the payment that counts by a voucher; 0 where there is none."""
        for n, each in enumerate(self.payments, 1):
            if each.paid.voucher == voucher and each.taken_back is None:
                return n
        return 0

    def voucher_key(self, voucher: str) -> str:
        """The key of a payment by a voucher: a new one where it was taken back before."""
        before = [each for each in self.payments if each.paid.voucher == voucher]
        if before and before[-1].taken_back is None:
            return before[-1].key
        return key_of(voucher, len(before) + 1)


def key_of(voucher: str, use: int) -> str:
    """What names a payment by a voucher that is entered for the `use`-th time.

    >>> key_of("B-17", 1), key_of("B-17", 2)
    ('B-17', 'B-17#2')
    """
    return voucher if use == 1 else f"{voucher}#{use}"


def yuan(fen: int) -> str:
    """An amount of fen in yuan.

    >>> yuan(5000050)
    '50,000.50'
    """
    return Quantity(fen).grouped
