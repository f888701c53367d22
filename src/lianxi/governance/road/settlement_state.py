"""A compensation settlement as it stands: its versions, who said what, what is paid, what is open.

The sum for a party is above zero where it receives. What is booked is the version last approved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.road.settlement_acts import (
    Approved,
    Checked,
    Closed,
    Confirmed,
    Contested,
    Decided,
    Dropped,
    Line,
    Paid,
    Reminded,
    Returned,
    Sent,
    TakenBack,
    Terms,
    Withdrawn,
    Worked,
)
from lianxi.kernel.bilingual import Bilingual

Sums = dict[tuple[str, str], int]  # by party and unit, in smallest parts

ABOUT: Mapping[str, Bilingual] = {
    "fact": Bilingual("事实数据", "a fact"),
    "parameter": Bilingual("参数版本", "the version of a parameter"),
    "calculation": Bilingual("计算", "the calculation"),
}
OUTCOMES: Mapping[str, Bilingual] = {
    "upheld": Bilingual("异议成立", "upheld"),
    "rejected": Bilingual("异议不成立", "rejected"),
}
ANSWERS: Mapping[str, Bilingual] = {
    "confirmed": Bilingual("已确认", "confirmed"),
    "contested": Bilingual("有异议", "contests it"),
    **OUTCOMES,
    "silent": Bilingual("未反馈", "no answer"),
}
WAYS: Mapping[str, Bilingual] = {
    "in": Bilingual("收", "paid in"),
    "out": Bilingual("付", "paid out"),
}


@dataclass(frozen=True)
class Version:
    """One working out of it, and what became of that. `by` is a login, as in `checked`."""

    worked: Worked
    by: str
    day: date
    why: str = ""
    corrects: tuple[int, ...] = ()
    checked: tuple[Checked, str, date] | None = None
    returned: tuple[Returned, date] | None = None
    sent: tuple[Sent, date] | None = None
    approved: tuple[Approved, date] | None = None


@dataclass(frozen=True)
class Confirmation:
    """A party confirmed its lines of a version; `by` is the login that entered it.

    `said` counts all that was said of the settlement before it.
    """

    confirmed: Confirmed
    day: date
    by: str
    version: int
    said: int


@dataclass(frozen=True)
class Dispute:
    """What a party contested, and what became of it; `corrected` by which version."""

    contested: Contested
    day: date
    by: str
    version: int
    said: int
    dropped: tuple[Dropped, date] | None = None
    decided: tuple[Decided, str, date] | None = None
    corrected: int | None = None

    @property
    def open(self) -> bool:
        """Whether it waits to be decided."""
        return self.dropped is None and self.decided is None

    @property
    def upheld(self) -> bool:
        """Whether it was decided for the party."""
        return self.decided is not None and self.decided[0].outcome == "upheld"

    @property
    def standing(self) -> str:
        """One of `ANSWERS`."""
        if self.decided is not None:
            return self.decided[0].outcome
        return "silent" if self.dropped is not None else "contested"


@dataclass(frozen=True)
class Payment:
    """A payment as it stands. `use` counts how often its voucher was entered, for its key."""

    paid: Paid
    entered: date
    use: int = 1
    taken_back: tuple[TakenBack, date] | None = None

    @property
    def key(self) -> str:
        """What names it among the payments of its settlement."""
        return key_of(self.paid.voucher, self.use)


@dataclass(frozen=True)
class Reminder:
    """A reminder that went out, and what each party in arrears owed then."""

    reminded: Reminded
    day: date
    left: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Settlement:
    """A settlement after its acts."""

    terms: Terms
    since: date
    versions: tuple[Version, ...]
    confirmations: tuple[Confirmation, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    payments: tuple[Payment, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    withdrawn: tuple[Withdrawn, date] | None = None
    closed: tuple[Closed, date] | None = None
    settled: date | None = None  # the day on which nothing was open any more
    answered: date | None = None  # the day on which everybody had answered the version at hand

    @property
    def now(self) -> Version:
        """The version at hand."""
        return self.versions[-1]

    @property
    def approved(self) -> Version | None:
        """The version that binds: the last one approved."""
        return next((each for each in self.versions[::-1] if each.approved), None)

    @property
    def approval(self) -> tuple[Approved, date] | None:
        """The first approval, from which its times run; None before it."""
        return next((each.approved for each in self.versions if each.approved), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that bind, or that would."""
        return (self.approved or self.now).worked.lines

    @property
    def owed_by(self) -> date | None:
        """The last day to pay what binds."""
        bound = self.approved
        return bound.approved[0].pay_by if bound and bound.approved else None

    @property
    def undecided(self) -> tuple[int, ...]:
        """The disputes that wait to be decided, by number."""
        return tuple(n for n, each in enumerate(self.disputes, 1) if each.open)

    @property
    def uncorrected(self) -> tuple[int, ...]:
        """The disputes that were upheld and that no version has corrected yet."""
        found = enumerate(self.disputes, 1)
        return tuple(n for n, each in found if each.upheld and each.corrected is None)

    def last_said(self, party: str) -> Confirmation | Dispute | None:
        """The last that a party said of it."""
        confirmed = [each for each in self.confirmations if each.confirmed.party == party]
        disputed = [each for each in self.disputes if each.contested.party == party]
        every: list[Confirmation | Dispute] = [*confirmed, *disputed]
        return max(every, key=lambda each: each.said, default=None)

    @property
    def asked(self) -> Version:
        """The version that the parties speak of: of a correction nobody is asked again."""
        sent = (each for each in self.versions[::-1] if each.sent is not None)
        return self.now if self.approval is None else next(sent, self.now)

    def answer_of(self, party: str) -> str:
        """What a party says of the version it is asked about: one of `ANSWERS`.

        What it said of an earlier one stands as long as its own lines are the same.
        """
        if any(each.open and each.contested.party == party for each in self.disputes):
            return "contested"
        last = self.last_said(party)
        if last is None:
            return "silent"
        then = self.versions[last.version - 1]
        if lines_of(then.worked, party) != lines_of(self.asked.worked, party):
            return "silent"
        return last.standing if isinstance(last, Dispute) else "confirmed"

    @property
    def silent(self) -> tuple[str, ...]:
        """The parties that have not answered the version at hand: no answer is no consent."""
        parties = self.now.worked.parties
        return tuple(each for each in parties if self.answer_of(each) == "silent")

    @property
    def stage(self) -> str:
        """One of `SETTLEMENT.stages`."""
        if self.withdrawn is not None:
            return "withdrawn"
        if self.approval is None:
            return self._before_approval
        if self.closed is not None:
            return "closed"
        if self.now.approved is None or self.uncorrected:
            return "correcting"
        return "settled" if self.settled is not None else "approved"

    @property
    def _before_approval(self) -> str:
        if self.now.returned is not None:
            return "returned"
        if self.uncorrected:
            return "upheld"
        if self.now.sent is not None:
            if self.undecided:
                return "disputed"
            return "asking" if self.silent else "answered"
        return "drawn" if self.now.checked is None else "checked"

    def contest_by(self) -> date | None:
        """Until when a dispute needs no reason for coming so late."""
        if self.approval is not None:
            return self.approval[0].contest_by
        return self.now.sent[0].answer_by if self.now.sent else None

    def dues(self) -> Sums:
        """What each party owes by the version that binds, less what was paid; without zeros.

        Below zero it is owed. Nothing, where it is in nobody's books.
        """
        bound = self.approved
        if bound is None or not self.terms.fund:
            return {}
        sums = net(bound.worked.lines, self.terms.fund)
        left: Sums = {place: -amount for place, amount in sums.items()}
        for each in self.payments:
            if each.taken_back is None:
                place = (each.paid.party, each.paid.unit)
                signed = each.paid.amount if each.paid.way == "out" else -each.paid.amount
                left[place] = left.get(place, 0) + signed
        return {place: amount for place, amount in left.items() if amount}

    def paid(self, party: str, unit: str, way: str) -> int:
        """What a party paid in or was paid out."""
        return sum(
            each.paid.amount
            for each in self.payments
            if each.taken_back is None
            and (each.paid.party, each.paid.unit, each.paid.way) == (party, unit, way)
        )

    def voucher_key(self, voucher: str) -> str:
        """The key of a payment by a voucher: a new one where it was taken back before."""
        before = [each for each in self.payments if each.paid.voucher == voucher]
        if before and before[-1].taken_back is None:
            return before[-1].key
        return key_of(voucher, len(before) + 1)

    def number_of(self, voucher: str) -> int:
        """The number of the payment that counts by a voucher; 0 where there is none."""
        for n, each in enumerate(self.payments, 1):
            if each.paid.voucher == voucher and each.taken_back is None:
                return n
        return 0


def key_of(voucher: str, use: int) -> str:
    """What names a payment by a voucher that is entered for the `use`-th time.

    >>> key_of("B-17", 1), key_of("B-17", 2)
    ('B-17', 'B-17#2')
    """
    return voucher if use == 1 else f"{voucher}#{use}"


def net(lines: Iterable[Line], fund: str = "") -> Sums:
    """What lines come to for each party and unit: above zero it receives. `fund` stands aside."""
    found: Sums = {}
    for line in lines:
        for id_, amount in ((line.giver, -line.amount), (line.taker, line.amount)):
            if id_ != f"fund:{fund}":
                found[id_, line.unit] = found.get((id_, line.unit), 0) + amount
    return found


def gross(lines: Iterable[Line], party: str, unit: str) -> tuple[int, int]:
    """What a party pays and what it receives in a unit."""
    own = [line for line in lines if line.unit == unit]
    pays = sum(line.amount for line in own if line.giver == party)
    return pays, sum(line.amount for line in own if line.taker == party)


def lines_of(worked: Worked, party: str) -> tuple[Line, ...]:
    """The lines in which a party stands."""
    return tuple(line for line in worked.lines if party in (line.giver, line.taker))


def corrections(before: Sequence[Line], after: Sequence[Line]) -> tuple[Line, ...]:
    """The transfers that lead from lines that are booked to those that should have been.

    A line that came to too much is given back by its taker.

    >>> was = Line("1", "a", "b", 500, "CNY", "2026")
    >>> [(e.giver, e.taker, e.amount) for e in corrections([was], [replace(was, amount=300)])]
    [('b', 'a', 200)]
    """
    sums: dict[tuple[object, ...], int] = {}
    known: dict[tuple[object, ...], Line] = {}
    for sign, lines in ((-1, before), (1, after)):
        for line in lines:
            known[line.what] = line
            sums[line.what] = sums.get(line.what, 0) + sign * line.amount
    return tuple(_turned(known[what], amount) for what, amount in sums.items() if amount)


def _turned(line: Line, amount: int) -> Line:
    """A line of another amount; below zero it goes the other way."""
    if amount > 0:
        return replace(line, amount=amount)
    return replace(line, giver=line.taker, taker=line.giver, amount=-amount)
