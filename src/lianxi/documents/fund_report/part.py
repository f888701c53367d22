"""What the report is made of, and a part of it: what it says, and perhaps a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from lianxi.governance.road import account
from lianxi.governance.road.fund_year import FundYear
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.annual import Annual
from lianxi.ledger.hold import Hold

Cell: TypeAlias = Bilingual | Quantity | date | int | None
Row: TypeAlias = tuple[Cell, ...]
Column = account.Column


@dataclass(frozen=True)
class Part:
    """A part of the report: what it says, and perhaps a table."""

    title: Bilingual
    said: tuple[Bilingual, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    wide: bool = False


@dataclass(frozen=True)
class Performance:
    """What a recipient assessed of a matter (绩效自评), in words."""

    matter: str
    party: str
    score: Bilingual
    said: Bilingual


@dataclass(frozen=True)
class Facts:
    """What a report is made of; `called` names a party, unit, body, fund or matter by its id.

    `holds` are those of the year's end by number, `chain` is the number and digest of the last
    transfer of the region on the day.
    """

    state: FundYear
    figures: Annual
    holds: Sequence[tuple[int, Hold]]
    chain: tuple[int, str]
    day: date
    called: Callable[[str], Bilingual] = same
    performance: tuple[Performance, ...] = ()
    anew: frozenset[int] = frozenset()  # the transfers that were booked anew after an audit


def as_account(title: Bilingual, some: Sequence[Part]) -> account.Account:
    """The report as an account, of which a page and a paper are made."""
    return account.Account(
        title,
        tuple(
            account.Section(
                part.title,
                part.said,
                part.columns,
                tuple(account.Line(tuple(map(in_cell, row))) for row in part.rows),
                part.wide,
            )
            for part in some
        ),
    )


def in_cell(cell: Cell) -> Bilingual:
    """A cell in words; an amount has commas between its thousands.

    >>> in_cell(Quantity(-123456789)).en
    '-1,234,567.89'
    """
    if isinstance(cell, Bilingual):
        return cell
    if isinstance(cell, Quantity):
        text = str(cell)
        sign = "-" if text.startswith("-") else ""
        whole, dot, rest = text.removeprefix("-").partition(".")
        return same(f"{sign}{int(whole):,}{dot}{rest}")
    if isinstance(cell, date):
        return same(str(cell))
    return same("" if cell is None else str(cell))


def yuan(amount: int) -> Bilingual:
    """An amount of fen in a sentence.

    >>> yuan(123450).en
    '1,234.50'
    """
    return in_cell(Quantity(amount))


def amounts(*words: Bilingual, share: float = 1.2) -> tuple[Column, ...]:
    """Columns of amounts."""
    return tuple(Column(each, share, "right") for each in words)
