"""Statements: what an account had, took in, gave and has, line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import Account
from lianxi.ledger.standing import Place
from lianxi.ledger.transfer import Transfer


@dataclass(frozen=True)
class Line:
    """One leg in an account's statement, with what the account has after it."""

    number: int
    booked: date
    event: date
    words: Bilingual
    document: str
    amount: int
    balance: int
    reverses: int | None = None


@dataclass(frozen=True)
class Statement:
    """An account's lines between two days, in one unit."""

    account: Account
    unit: str
    opening: int
    lines: tuple[Line, ...]

    @property
    def closing(self) -> int:
        """What it has at the end."""
        return self.lines[-1].balance if self.lines else self.opening

    @property
    def taken_in(self) -> int:
        """The sum of what it took in."""
        return sum(line.amount for line in self.lines if line.amount > 0)

    @property
    def given(self) -> int:
        """The sum of what it gave, above zero."""
        return -sum(line.amount for line in self.lines if line.amount < 0)


def statement(place: Place, opening: int, transfers: Iterable[tuple[int, Transfer]]) -> Statement:
    """The statement of an account and unit from its opening and numbered transfers, in order."""
    account, unit = place
    lines: list[Line] = []
    balance = opening
    for number, transfer in transfers:
        for leg in transfer.legs:
            if (leg.account, leg.unit) != place:
                continue
            balance += leg.amount
            lines.append(
                Line(
                    number,
                    transfer.booked,
                    transfer.event,
                    transfer.words,
                    transfer.document,
                    leg.amount,
                    balance,
                    transfer.reverses,
                )
            )
    return Statement(account, unit, opening, tuple(lines))


def balances(transfers: Sequence[Transfer], until: date | None = None) -> dict[Place, int]:
    """What every account has at the end of a day, from all transfers booked up to it."""
    found: dict[Place, int] = {}
    for transfer in transfers:
        if until is not None and transfer.booked > until:
            continue
        for leg in transfer.legs:
            place = (leg.account, leg.unit)
            found[place] = found.get(place, 0) + leg.amount
    return found
