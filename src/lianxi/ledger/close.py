"""The close of a year: what came in and was spent goes to the surplus, which is carried over."""

from collections.abc import Mapping
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import OF_THE_YEAR, own
from lianxi.ledger.standing import Place
from lianxi.ledger.transfer import LEGS_MAX, Leg, Transfer


def closing(fund: str, year: int, balances: Mapping[Place, int]) -> list[Transfer]:
    """The transfers that close a fund's year, from its balances at the year's end.

    Every account of the year is brought to zero against the fund's surplus; one transfer for a
    unit, or several where there are very many accounts. None where nothing stands in them.
    """
    last = date(year, 12, 31)
    made = []
    for unit in sorted({unit for _, unit in balances}):
        left = [
            Leg(account, -amount, unit)
            for (account, of), amount in sorted(balances.items(), key=lambda each: each[0])
            if of == unit and amount and account.fund == fund and account.purpose in OF_THE_YEAR
        ]
        for start in range(0, len(left), LEGS_MAX - 1):
            made.append(_into_surplus(fund, left[start : start + LEGS_MAX - 1], unit, last))
    return made


def closes(fund: str, transfer: Transfer) -> bool:
    """Whether a transfer is one that closed a year of a fund."""
    purposes = {leg.account.purpose for leg in transfer.legs}
    return (
        transfer.words == CLOSE.fill(year=transfer.booked.year)
        and transfer.booked == date(transfer.booked.year, 12, 31)
        and transfer.funds == (fund,)
        and purposes <= {*OF_THE_YEAR, "surplus"}
    )


def _into_surplus(fund: str, legs: list[Leg], unit: str, last: date) -> Transfer:
    sum_ = -sum(leg.amount for leg in legs)
    to = [Leg(own(fund, "surplus"), sum_, unit)] if sum_ else []
    return Transfer(CLOSE.fill(year=last.year), last, last, (*legs, *to))


CLOSE = Bilingual("{year}年度结转结余", "the year {year} is closed into the surplus")
NO_REOPENING = Bilingual("年终结转的账不冲销", "the close of a year is not taken back")
