"""What has to be known before something is booked, and what the ledger then refuses.

Whoever asks holds the region's chain, so that what is known here stays so until it is booked.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger import hold
from lianxi.ledger.account import Account as Named
from lianxi.ledger.close import NO_REOPENING, closes
from lianxi.ledger.standing import Standing, Terms, judge, places
from lianxi.ledger.transfer import Transfer as Booking
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.ledger import queries


def judged(
    doing: Doing, bookings: Sequence[Booking], terms: Mapping[str, Terms], but: int | None = None
) -> Refused | None:
    """Why some bookings may not be booked as the ledger stands, of which the chain is held."""
    return (
        judge(bookings, _standing(doing, bookings, queries.closed(doing.region, terms), but))
        or _of_nobody(doing, bookings)
        or _of_tomorrow(doing.today, bookings)
    )


def _of_nobody(doing: Doing, bookings: Sequence[Booking]) -> Refused | None:
    """Whether an account is of a party that the region does not have."""
    package = doing.found.package
    known = package.parties.keys() | package.units.keys() | package.articles.keys()
    for account, _ in sorted(places(bookings)):
        if account.party != account.fund and account.party not in known:
            return Refused(NO_PARTY.fill(party=account.party))
    return None


def _of_tomorrow(today: date, bookings: Sequence[Booking]) -> Refused | None:
    """Whether something is booked on a day that has not come."""
    for each in bookings:
        if each.booked > today:
            return Refused(NOT_COME.fill(day=str(each.booked)))
    return None


def booked_before(region: str, bookings: Sequence[Booking]) -> dict[str, int] | Refused:
    """The numbers of what was booked with its key before; refused where it says something else."""
    keys = [each.key for each in bookings if each.key]
    if len(set(keys)) < len(keys):
        return Refused(KEY_TWICE.fill(key=next(k for k in keys if keys.count(k) > 1)))
    kept = queries.by_keys(region, keys) if keys else {}
    for each in bookings:
        before = kept.get(each.key) if each.key else None
        if before is not None and before.transfer != each:
            return Refused(OTHER_SAME_KEY.fill(key=each.key, n=before.number))
    return {key: each.number for key, each in kept.items()}


def _standing(
    doing: Doing, bookings: Sequence[Booking], terms: Mapping[str, Terms], but: int | None
) -> Standing:
    """What has to be known: balances of the accounts that have a floor, what is set aside."""
    floored = {
        account
        for account, _ in places(bookings)
        if account.party == account.fund
        and account.fund in terms
        and account.purpose in terms[account.fund].floors
    }
    funds = {account.fund for account in floored}
    holds = [
        each
        for fund in funds
        for number, each in queries.open_holds(doing.region, fund)
        if number != but
    ]
    return Standing(
        terms,
        queries.balances(doing.region, accounts=floored),
        hold.held(holds, doing.today),
        queries.granted(doing.region, terms),
    )


def reversals(region: str, bookings: Sequence[Booking]) -> Refused | None:
    """Whether what is taken back is there, is taken back whole, and for the first time."""
    numbers = [each.reverses for each in bookings if each.reverses is not None]
    if not numbers:
        return None
    kept = queries.numbered(region, numbers)
    done = queries.taken_back(region, numbers)
    for each in bookings:
        if each.reverses is None:
            continue
        of = kept.get(each.reverses)
        if of is None:
            return Refused(NO_TRANSFER.fill(n=each.reverses))
        if of.transfer.reverses is not None:
            return Refused(COUNTER.fill(n=each.reverses, of=of.transfer.reverses))
        if closes(of.transfer.funds[0], of.transfer):
            return Refused(NO_REOPENING)
        if each.booked < of.transfer.booked:
            return Refused(SOONER.fill(n=each.reverses, day=str(of.transfer.booked)))
        if each.reverses in done or numbers.count(each.reverses) > 1:
            return Refused(TAKEN_BACK.fill(n=each.reverses))
        if {(leg.account, leg.unit, -leg.amount) for leg in each.legs} != {
            (leg.account, leg.unit, leg.amount) for leg in of.transfer.legs
        }:
            return Refused(NOT_WHOLE.fill(n=each.reverses))
    return None


def free(region: str, account: Named, unit: str, day: date) -> int:
    """What of an account is not set aside on a day."""
    has = queries.balances(region, accounts=[account])
    of = [each for _, each in queries.open_holds(region, account.fund)]
    place = (account, unit)
    return has.get(place, 0) - hold.held(of, day).get(place, 0)


NO_TRANSFER = Bilingual("没有第{n}笔账", "there is no transfer {n}")
TAKEN_BACK = Bilingual("第{n}笔账已经冲销过", "transfer {n} was taken back already")
COUNTER = Bilingual(
    "第{n}笔账本身就是冲销第{of}笔的；不再冲销，请重新记账",
    "transfer {n} itself takes transfer {of} back; book that anew instead",
)
SOONER = Bilingual(
    "第{n}笔账在{day}入账，不能在此之前冲销",
    "transfer {n} is booked on {day}; it can't be taken back on an earlier day",
)
NOT_WHOLE = Bilingual(
    "冲销第{n}笔账须将其各条分录原额反向记回",
    "to take transfer {n} back, book each of its legs the other way round",
)
NO_PARTY = Bilingual(
    "本区域没有“{party}”这一成员方或单位", "the region has no party or unit “{party}”"
)
NOT_COME = Bilingual("{day}还没有到，不能记账", "{day} has not come yet; nothing is booked on it")
KEY_TWICE = Bilingual("“{key}”在同一批中出现了两次", "“{key}” stands in one batch twice")
OTHER_SAME_KEY = Bilingual(
    "“{key}”已记为第{n}笔账，内容不同；请核对后再记",
    "“{key}” is booked as transfer {n} and says something else; compare the two first",
)
