"""Holds: an amount set aside, which is resolved once: posted, in part, given back, or lapsed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import PLACES, Quantity
from lianxi.kernel.refused import Refused
from lianxi.ledger.account import Account
from lianxi.ledger.standing import Place
from lianxi.ledger.transfer import Leg, Transfer

HOW: Mapping[str, Bilingual] = {
    "post": Bilingual("全额入账", "posted"),
    "part": Bilingual("部分入账", "posted in part"),
    "void": Bilingual("撤销", "given back"),
    "lapse": Bilingual("到期失效", "lapsed"),
}


@dataclass(frozen=True)
class Hold:
    """An amount set aside in `account`, to go to `target`; it lapses after the day `until`."""

    account: Account
    target: Account
    amount: int
    since: date
    words: Bilingual
    until: date | None = None
    unit: str = "CNY"
    source: str = ""

    def open_on(self, day: date) -> bool:
        """Whether it still sets the amount aside on a day, if nobody has resolved it."""
        return self.since <= day and (self.until is None or day <= self.until)


def placed(hold: Hold, standing_free: int) -> Refused | None:
    """Why an amount may not be set aside where so much is free; None where it may."""
    if hold.unit not in PLACES or hold.amount <= 0:
        return Refused(NOTHING)
    if hold.until is not None and hold.until < hold.since:
        return Refused(BACKWARDS.fill(since=str(hold.since), until=str(hold.until)))
    if hold.amount > standing_free:
        free, amount = (
            str(Quantity(standing_free, hold.unit)),
            str(Quantity(hold.amount, hold.unit)),
        )
        return Refused(NOT_FREE.fill(free=free, amount=amount))
    return None


def posted(hold: Hold, amount: int, day: date, words: Bilingual) -> Transfer | Refused:
    """The transfer that resolves a hold, of all of it or of a part."""
    if not hold.open_on(day):
        return Refused(LAPSED.fill(until=str(hold.until)))
    if not 0 < amount <= hold.amount:
        most = str(Quantity(hold.amount, hold.unit))
        return Refused(MORE.fill(most=most))
    legs = (Leg(hold.account, -amount, hold.unit), Leg(hold.target, amount, hold.unit))
    return Transfer(words, day, day, legs, source=hold.source)


def held(holds: Iterable[Hold], day: date) -> dict[Place, int]:
    """What unresolved holds set aside on a day, by account and unit."""
    found: dict[Place, int] = {}
    for hold in holds:
        if hold.open_on(day):
            place = (hold.account, hold.unit)
            found[place] = found.get(place, 0) + hold.amount
    return found


NOTHING = Bilingual("预留的金额应大于零", "what is set aside is more than zero")
BACKWARDS = Bilingual(
    "预留自{since}起，不能在{until}到期", "set aside from {since}, it can't lapse on {until}"
)
NOT_FREE = Bilingual(
    "可用数为{free}，不够预留{amount}", "{free} is free, too little to set {amount} aside"
)
LAPSED = Bilingual("这笔预留已在{until}之后失效", "what was set aside lapsed after {until}")
MORE = Bilingual("入账金额应大于零，至多{most}", "more than zero and at most {most} can be posted")
