"""A fund's year in words: its budget so far, its findings before and after, what a close does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.documents.fund_report import words
from lianxi.documents.fund_report.audit import mended
from lianxi.documents.fund_report.books import account_words
from lianxi.documents.fund_report.part import in_cell, yuan
from lianxi.governance.road.fund_year import FundYear, Mending
from lianxi.governance.road.fund_year_acts import Budget, Corrected
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import PURPOSES
from lianxi.ledger.standing import Place
from lianxi.ledger.transfer import Booked
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.fund_years import queries


@dataclass(frozen=True)
class Line:
    """One line of a budget: what it may come to, came to and leaves."""

    words: Bilingual
    most: Bilingual
    used: Bilingual
    left: Bilingual
    over: bool


@dataclass(frozen=True)
class Leg:
    """A leg of a transfer in words."""

    account: str
    amount: Bilingual


@dataclass(frozen=True)
class Entry:
    """A transfer in words, and what it is to the finding."""

    what: Bilingual
    number: int
    booked: date
    words: Bilingual
    legs: tuple[Leg, ...]


@dataclass(frozen=True)
class Shown:
    """A finding: what was found, its transfer before and what was booked after, how it stands."""

    number: int
    mending: Mending
    amount: Bilingual | None
    entries: tuple[Entry, ...]
    mended: Bilingual


@dataclass(frozen=True)
class Left:
    """Something that a close leaves unfinished, or moves."""

    words: Bilingual
    amount: Bilingual


@dataclass(frozen=True)
class ClosingShown:
    """What closing a year would do, in words."""

    year: int
    carried: tuple[Left, ...]
    surplus: Bilingual
    unfinished: tuple[tuple[Bilingual, tuple[Left, ...]], ...]


def budget_shown(asked: Asked, budget: Budget, used: Mapping[str, int]) -> list[Line]:
    """What may be granted by a budget, and was so far."""
    name = queries.namer(asked.found)
    rows = [(name(matter), most, used.get(matter, 0)) for matter, most in budget.matters]
    rows.append((words.TOTAL, budget.grants, sum(used.values())))
    return [Line(w, yuan(m), yuan(n), yuan(m - n), n > m) for w, m, n in rows]


def income_shown(budget: Budget) -> list[Left]:
    """What a budget expects to come in."""
    return [Left(PURPOSES[of], yuan(amount)) for of, amount in budget.income]


def findings_shown(found: Opened[FundYear]) -> list[Shown]:
    """Every finding, before and after."""
    kept = queries.transfers(found)
    return [finding_shown(n, each, kept) for n, each in enumerate(found.state.mendings, 1)]


def finding_shown(number: int, mending: Mending, kept: Mapping[int, Booked]) -> Shown:
    """A finding with its transfer, and those that corrected it."""
    named: list[tuple[Bilingual, int | None]] = [(BEFORE, mending.finding.transfer)]
    if isinstance(mending.said, Corrected):
        named += [(COUNTER, mending.said.counter), (ANEW, mending.said.anew)]
    entries = tuple(_entry(what, kept[n]) for what, n in named if n is not None and n in kept)
    amount = yuan(mending.finding.amount) if mending.finding.amount else None
    return Shown(number, mending, amount, entries, mended(mending))


def _entry(what: Bilingual, of: Booked) -> Entry:
    legs = (
        Leg(str(leg.account), in_cell(Quantity(leg.amount, leg.unit))) for leg in of.transfer.legs
    )
    return Entry(what, of.number, of.transfer.booked, of.transfer.words, tuple(legs))


def closing_shown(asked: Asked, found: Opened[FundYear]) -> ClosingShown:
    """What closing the year would do, and what it leaves unfinished."""
    of = queries.to_close(found)
    holds = tuple(
        Left(hold.words, in_cell(Quantity(hold.amount, hold.unit))) for _, hold in of.holds
    )
    unfinished = (
        (HOLDS, holds),
        (ARREARS, tuple(_left(asked, place, n) for place, n in of.arrears)),
        (UNACCOUNTED, tuple(_left(asked, place, n) for place, n in of.unaccounted)),
    )
    return ClosingShown(
        found.state.begun.year,
        tuple(_left(asked, place, n) for place, n in of.carried),
        yuan(of.surplus),
        tuple((title, some) for title, some in unfinished if some),
    )


def _left(asked: Asked, place: Place, amount: int) -> Left:
    account, unit = place
    return Left(account_words(queries.namer(asked.found), account), in_cell(Quantity(amount, unit)))


BEFORE = Bilingual("原账", "as it was")
COUNTER = Bilingual("冲销", "taken back")
ANEW = Bilingual("重记", "booked anew")
HOLDS = Bilingual("仍预留的资金", "still set aside")
ARREARS = Bilingual("欠缴", "not paid in")
UNACCOUNTED = Bilingual("待核销的拨付", "granted and not accounted for")
