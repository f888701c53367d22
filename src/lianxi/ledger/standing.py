"""What a ledger has to know before something is booked, and what it then refuses, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity, fits
from lianxi.kernel.refused import Refused
from lianxi.ledger.account import GRANTED, Account
from lianxi.ledger.transfer import TOO_LARGE, Transfer, flaw

Place = tuple[Account, str]  # an account, and the unit that is counted in it


@dataclass(frozen=True)
class Budget:
    """The most that a fund may grant in a year: for one matter, or for all ("")."""

    year: int
    most: int
    matter: str = ""
    unit: str = "CNY"


@dataclass(frozen=True)
class Terms:
    """What holds for a fund: from when it exists, what may be granted.

    `closed` is the last year that was closed, and with it every one before; 0 where none was.
    `floors` says how little its own accounts may hold, by purpose; where none is named, zero for
    money in hand.
    """

    since: date
    closed: int = 0
    budgets: tuple[Budget, ...] = ()
    floors: Mapping[str, int] = field(default_factory=lambda: {"cash": 0})


@dataclass(frozen=True)
class Standing:
    """How the ledger stands where something is about to be booked.

    `balances` and `held` are of the accounts that are touched, in smallest parts; `granted` is
    what was granted by fund, matter, year and unit; what is not named is zero.
    """

    terms: Mapping[str, Terms]
    balances: Mapping[Place, int] = field(default_factory=dict)
    held: Mapping[Place, int] = field(default_factory=dict)
    granted: Mapping[tuple[str, str, int, str], int] = field(default_factory=dict)


def judge(transfers: Sequence[Transfer], standing: Standing) -> Refused | None:
    """Why some transfers may not be booked one after the other; None where they may."""
    balances, granted = dict(standing.balances), dict(standing.granted)
    for transfer in transfers:
        wrong = flaw(transfer) or _untimely(transfer, standing.terms)
        if wrong is not None:
            return wrong
        for leg in transfer.legs:
            place = (leg.account, leg.unit)
            balances[place] = balances.get(place, 0) + leg.amount
        wrong = _bare(transfer, standing, balances) or _over(transfer, standing.terms, granted)
        if wrong is not None:
            return wrong
    return None


def free(balances: Mapping[Place, int], held: Mapping[Place, int], place: Place) -> int:
    """What of a balance is not set aside for anything."""
    return balances.get(place, 0) - held.get(place, 0)


def _untimely(transfer: Transfer, terms: Mapping[str, Terms]) -> Refused | None:
    """Whether a fund is not there, not yet there, or its year is closed."""
    for fund in transfer.funds:
        of = terms.get(fund)
        if of is None:
            return Refused(NO_FUND.fill(fund=fund))
        if transfer.event < of.since:
            return Refused(BEFORE.fill(fund=fund, day=str(transfer.event), since=str(of.since)))
        if transfer.booked.year <= of.closed:
            return Refused(CLOSED.fill(fund=fund, year=transfer.booked.year))
    return None


def _bare(transfer: Transfer, standing: Standing, balances: Mapping[Place, int]) -> Refused | None:
    """Whether an account of a fund's own would fall below its floor, with what is set aside.

    Who puts in may always: an account that is too low already is not kept from filling up.
    """
    for leg in transfer.legs:
        place, account = (leg.account, leg.unit), leg.account
        if not fits(balances[place]):
            return Refused(TOO_LARGE.fill(amount=str(balances[place])))
        floor = standing.terms[account.fund].floors.get(account.purpose)
        if account.party != account.fund or floor is None or leg.amount > 0:
            continue
        left = free(balances, standing.held, place)
        if left < floor:
            said = {
                name: str(Quantity(n, leg.unit)) for name, n in (("left", left), ("floor", floor))
            }
            taken = str(Quantity(-leg.amount, leg.unit))
            return Refused(BARE.fill(account=str(account), taken=taken, **said))
    return None


def _over(
    transfer: Transfer,
    terms: Mapping[str, Terms],
    granted: dict[tuple[str, str, int, str], int],
) -> Refused | None:
    """Whether more would be granted in a year than its budget has; adds to `granted`.

    What a recipient accounts for moves from `granted` to `spent` and takes nothing; what it gives
    back is free again.
    """
    new: dict[tuple[str, str, int, str], int] = {}
    for leg in transfer.legs:
        if leg.account.purpose not in GRANTED:
            continue
        for matter in dict.fromkeys((leg.account.matter, "")):
            place = (leg.account.fund, matter, transfer.booked.year, leg.unit)
            new[place] = new.get(place, 0) + leg.amount
    for place, amount in new.items():
        fund, matter, year, unit = place
        granted[place] = granted.get(place, 0) + amount
        for budget in terms[fund].budgets:
            if (budget.matter, budget.year, budget.unit) != (matter, year, unit):
                continue
            if amount > 0 and granted[place] > budget.most:
                most, sum_ = str(Quantity(budget.most, unit)), str(Quantity(granted[place], unit))
                return Refused(OVER.fill(year=year, most=most, sum=sum_))
    return None


def places(transfers: Iterable[Transfer]) -> set[Place]:
    """The accounts that transfers touch, with their units."""
    return {(leg.account, leg.unit) for transfer in transfers for leg in transfer.legs}


NO_FUND = Bilingual("没有名为“{fund}”的资金", "there is no fund “{fund}”")
BEFORE = Bilingual(
    "{fund}自{since}起设立，{day}还没有", "{fund} exists from {since}, not yet on {day}"
)
CLOSED = Bilingual(
    "{fund}{year}年已经决算，不能再记；更正请记在本年",
    "{fund} is closed for {year}; correct it in the current year",
)
BARE = Bilingual(
    "科目{account}支出{taken}后可用数为{left}，低于下限{floor}",
    "after taking {taken} out of {account} {left} would be free, below its floor of {floor}",
)
OVER = Bilingual(
    "{year}年累计拨付将达{sum}，超出预算{most}",
    "grants of {year} would come to {sum}, more than the budget of {most}",
)
