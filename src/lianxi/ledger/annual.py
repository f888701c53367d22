"""A fund's year in figures: what came in, was granted and is left, each tied to an account.

    of = annual("promotion-fund", 2012, transfers)   # all that was booked up to the year's end

Every figure is a sum of legs: what an account had before the year and moved in it is what it has
at the end, and the tables of dues and grants say the same of their accounts, party by party.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.ledger.account import GRANTED, OF_THE_YEAR, own
from lianxi.ledger.close import closes
from lianxi.ledger.standing import Place
from lianxi.ledger.statement import balances
from lianxi.ledger.transfer import Booked, Transfer

YUAN = "CNY"
INCOME = tuple(purpose for purpose in OF_THE_YEAR if purpose != "spent")


@dataclass(frozen=True)
class Moved:
    """An account over the year: opening + taken_in - given = closing."""

    place: Place
    opening: int
    taken_in: int
    given: int

    @property
    def closing(self) -> int:
        """What it has at the year's end."""
        return self.opening + self.taken_in - self.given


@dataclass(frozen=True)
class Due:
    """A party's contributions: opening + levied - waived - paid = what it owes at the end.

    `since` is the day on which the oldest part that it still owes was levied; None where it owes
    nothing.
    """

    party: str
    opening: int = 0
    levied: int = 0
    waived: int = 0
    paid: int = 0
    since: date | None = None

    @property
    def arrears(self) -> int:
        """What it owes at the year's end."""
        return self.opening + self.levied - self.waived - self.paid


@dataclass(frozen=True)
class Granted:
    """A recipient's grants for a matter: opening + granted - accounted - returned = outstanding."""

    matter: str
    party: str
    opening: int = 0
    granted: int = 0
    accounted: int = 0
    returned: int = 0
    documents: tuple[str, ...] = ()

    @property
    def outstanding(self) -> int:
        """What it has still to account for."""
        return self.opening + self.granted - self.accounted - self.returned


@dataclass(frozen=True)
class Annual:
    """A fund's year. Amounts of `income`, `spent` and the surplus are in fen."""

    fund: str
    year: int
    accounts: tuple[Moved, ...]
    dues: tuple[Due, ...]
    grants: tuple[Granted, ...]
    income: Mapping[str, int]
    spent: int
    used: Mapping[str, int]  # what was granted, less what came back, by matter
    surplus_before: int
    surplus_otherwise: int  # what was put into the surplus, or taken out, but by the close
    booked: tuple[Booked, ...] = ()
    corrections: tuple[Booked, ...] = ()  # those that take back what an earlier year booked

    @property
    def result(self) -> int:
        """What the year left over: its income less what was spent."""
        return sum(self.income.values()) - self.spent

    @property
    def surplus(self) -> int:
        """The surplus that is carried over, once the year is closed."""
        return self.surplus_before + self.surplus_otherwise + self.result


def annual(fund: str, year: int, booked: Iterable[Booked]) -> Annual:
    """A fund's year from all transfers of the fund, in the order of their booking days."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    until = [each for each in booked if each.transfer.booked <= last]
    before = [each for each in until if each.transfer.booked < first]
    in_year = [each for each in until if each.transfer.booked >= first]
    opening = {
        place: amount
        for place, amount in balances([each.transfer for each in before]).items()
        if place[0].fund == fund
    }
    open_ = [each.transfer for each in in_year if not closes(fund, each.transfer)]
    surplus = (own(fund, "surplus"), YUAN)
    earlier = {each.number for each in before}
    return Annual(
        fund,
        year,
        tuple(_moved(fund, opening, in_year)),
        tuple(_dues(fund, opening, open_, [each.transfer for each in until])),
        tuple(_grants(fund, opening, open_)),
        {purpose: -_sum(fund, purpose, open_) for purpose in INCOME},
        _sum(fund, "spent", open_),
        _used(fund, open_),
        -opening.get(surplus, 0),
        -_sum(fund, "surplus", open_),
        tuple(in_year),
        tuple(each for each in in_year if each.transfer.reverses in earlier),
    )


def _sum(fund: str, purpose: str, transfers: Iterable[Transfer]) -> int:
    """What the accounts of a purpose took in, less what they gave, in fen."""
    return sum(
        leg.amount
        for each in transfers
        for leg in each.legs
        if (leg.account.fund, leg.account.purpose, leg.unit) == (fund, purpose, YUAN)
    )


def _used(fund: str, transfers: Iterable[Transfer]) -> dict[str, int]:
    """What a budget bounds (`standing.judge`): what is granted and what of it is spent."""
    found: Counter[str] = Counter()
    for each in transfers:
        for purpose in GRANTED:
            for (_, matter), amount in _legs(fund, purpose, each):
                found[matter] += amount
    return {matter: amount for matter, amount in sorted(found.items()) if amount}


def _moved(fund: str, opening: Mapping[Place, int], booked: Iterable[Booked]) -> list[Moved]:
    taken_in: dict[Place, int] = {}
    given: dict[Place, int] = {}
    for each in booked:
        for leg in each.transfer.legs:
            if leg.account.fund != fund:
                continue
            side = taken_in if leg.amount > 0 else given
            place = (leg.account, leg.unit)
            side[place] = side.get(place, 0) + abs(leg.amount)
    places = sorted({place for place, n in opening.items() if n} | taken_in.keys() | given.keys())
    return [
        Moved(place, opening.get(place, 0), taken_in.get(place, 0), given.get(place, 0))
        for place in places
    ]


def _dues(
    fund: str,
    opening: Mapping[Place, int],
    transfers: Iterable[Transfer],
    ever: Sequence[Transfer],
) -> list[Due]:
    found: dict[str, Counter[str]] = {}
    for (account, unit), amount in opening.items():
        if account.purpose == "due" and unit == YUAN and amount:
            found.setdefault(account.party, Counter())["opening"] += amount
    for each in transfers:
        for (party, _), amount in _legs(fund, "due", each):
            due = found.setdefault(party, Counter())
            if _touches(fund, "cash", each):
                due["paid"] -= amount
            elif _adds(each, amount):
                due["levied"] += amount
            else:
                due["waived"] -= amount
    since = _owed_since(fund, ever)
    return [
        Due(party, of["opening"], of["levied"], of["waived"], of["paid"], since.get(party))
        for party, of in sorted(found.items())
    ]


def _owed_since(fund: str, transfers: Iterable[Transfer]) -> dict[str, date]:
    """The day of the oldest levy that is not paid, by party: what is paid pays the oldest first."""
    owed: dict[str, list[tuple[date, int]]] = {}
    for each in transfers:
        for (party, _), amount in _legs(fund, "due", each):
            lines = owed.setdefault(party, [])
            lines.append((each.event, amount))
            owed[party] = _settled(lines)
    return {party: lines[0][0] for party, lines in owed.items() if lines and lines[0][1] > 0}


def _settled(lines: list[tuple[date, int]]) -> list[tuple[date, int]]:
    """The lines that are left where what was given last is set against the oldest ones."""
    *before, (day, amount) = lines
    while before and (before[0][1] > 0) != (amount > 0) and amount:
        (oldest, open_), rest = before[0], before[1:]
        left = open_ + amount
        if left and (left > 0) == (open_ > 0):
            return [(oldest, left), *rest]
        before, amount = rest, left
    return [*before, (day, amount)] if amount else before


def _grants(
    fund: str, opening: Mapping[Place, int], transfers: Iterable[Transfer]
) -> list[Granted]:
    found: dict[tuple[str, str], Counter[str]] = {}
    documents: dict[tuple[str, str], dict[str, None]] = {}
    for (account, unit), amount in opening.items():
        if account.purpose == "granted" and unit == YUAN and amount:
            key = (account.matter, account.party)
            found.setdefault(key, Counter())["opening"] += amount
    for each in transfers:
        for (party, matter), amount in _legs(fund, "granted", each):
            grant = found.setdefault((matter, party), Counter())
            if _touches(fund, "spent", each):
                grant["accounted"] -= amount
            elif _adds(each, amount):
                grant["granted"] += amount
                documents.setdefault((matter, party), {})[each.document] = None
            else:
                grant["returned"] -= amount
    return [
        Granted(
            *key,
            of["opening"],
            of["granted"],
            of["accounted"],
            of["returned"],
            tuple(filter(None, documents.get(key, {}))),
        )
        for key, of in sorted(found.items())
    ]


def _adds(transfer: Transfer, amount: int) -> bool:
    """Whether a leg adds to what its account is for.

    What is taken back counts against what it takes back, not as its opposite.
    """
    return (amount > 0) != (transfer.reverses is not None)


def _legs(fund: str, purpose: str, of: Transfer) -> list[tuple[tuple[str, str], int]]:
    """The legs of a transfer in accounts of a purpose: party and matter, and fen."""
    return [
        ((leg.account.party, leg.account.matter), leg.amount)
        for leg in of.legs
        if (leg.account.fund, leg.account.purpose, leg.unit) == (fund, purpose, YUAN)
    ]


def _touches(fund: str, purpose: str, of: Transfer) -> bool:
    return any((leg.account.fund, leg.account.purpose) == (fund, purpose) for leg in of.legs)
