"""Transfers: two or more legs that sum to zero in each unit, with their days and their reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import index

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, digest_bytes, encoded
from lianxi.kernel.quantity import PLACES, Quantity, fits
from lianxi.kernel.refused import Refused
from lianxi.ledger.account import PURPOSES, Account

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
LEGS_MAX = 1000
# How many characters there is room for.
ROOM = {
    "words.zh": 300,
    "words.en": 600,
    "document": 100,
    "source": 100,
    "key": 120,
    "fund": 100,
    "party": 170,
    "matter": 100,
}


@dataclass(frozen=True)
class Leg:
    """What an account takes in (above zero) or gives (below), in smallest parts of a unit."""

    account: Account
    amount: int
    unit: str = "CNY"


@dataclass(frozen=True)
class Transfer:
    """What is booked at once.

    `event` is the day on which it happened, `booked` the day of the books that it belongs to.
    `document` is the number of the paper it rests on, `source` the reference of what led to it
    (a dossier, a fact), `key` what names it where it came from: the same key is booked once.
    `reverses` is the number of the transfer that it takes back.
    """

    words: Bilingual
    event: date
    booked: date
    legs: tuple[Leg, ...]
    document: str = ""
    source: str = ""
    key: str = ""
    reverses: int | None = None

    @property
    def funds(self) -> tuple[str, ...]:
        """The funds whose accounts it moves, in the order of its legs."""
        return tuple(dict.fromkeys(leg.account.fund for leg in self.legs))


@dataclass(frozen=True)
class Booked:
    """A transfer as it was booked: its number, what it says, when that was known, its digest."""

    number: int
    transfer: Transfer
    known: str
    digest: str


def move(
    words: Bilingual,
    day: date,
    amount: int,
    source: Account,
    target: Account,
    unit: str = "CNY",
) -> Transfer:
    """A transfer of two legs: an amount out of one account into another, on one day."""
    return Transfer(words, day, day, (Leg(source, -amount, unit), Leg(target, amount, unit)))


def flaw(transfer: Transfer) -> Refused | None:
    """What is wrong with a transfer in itself; None where it may be booked."""
    if not 2 <= len(transfer.legs) <= LEGS_MAX:
        return Refused(LEGS.fill(n=len(transfer.legs), most=LEGS_MAX))
    sums: dict[str, int] = {}
    seen = set()
    for leg in transfer.legs:
        wrong = _flaw_of(leg)
        if wrong is not None:
            return wrong
        if (leg.account, leg.unit) in seen:
            return Refused(TWICE.fill(account=str(leg.account)))
        seen.add((leg.account, leg.unit))
        sums[leg.unit] = sums.get(leg.unit, 0) + leg.amount
    for unit, left in sums.items():
        if left:
            return Refused(UNBALANCED.fill(unit=unit, left=str(Quantity(left, unit))))
    if transfer.booked < transfer.event:
        return Refused(EARLY.fill(booked=str(transfer.booked), event=str(transfer.event)))
    return _unwritable(transfer)


def _unwritable(transfer: Transfer) -> Refused | None:
    """Whether its words are missing, too long, or nothing that can be kept as text."""
    if not transfer.words.zh.strip():
        return Refused(NO_WORDS)
    if transfer.key != transfer.key.strip():
        return Refused(KEY_SPACES.fill(key=transfer.key))
    said = {
        ("words.zh", transfer.words.zh),
        ("words.en", transfer.words.en),
        ("document", transfer.document),
        ("source", transfer.source),
        ("key", transfer.key),
    }
    for leg in transfer.legs:
        account = leg.account
        said |= {("fund", account.fund), ("party", account.party), ("matter", account.matter)}
    for name, text in sorted(said):
        if len(text) > ROOM[name]:
            return Refused(TOO_LONG.fill(begin=text[:20], n=len(text), most=ROOM[name]))
        if _NO_TEXT.search(text):
            return Refused(NO_TEXT.fill(text=_NO_TEXT.sub("□", text[:20])))
    return None


def _flaw_of(leg: Leg) -> Refused | None:
    if leg.unit not in PLACES:
        return Refused(NO_UNIT.fill(unit=leg.unit))
    if leg.account.purpose not in PURPOSES:
        return Refused(NO_PURPOSE.fill(purpose=leg.account.purpose))
    if not leg.amount:
        return Refused(ZERO.fill(account=str(leg.account)))
    return None if fits(leg.amount) else Refused(TOO_LARGE.fill(amount=str(leg.amount)))


def reversal(of: Transfer, number: int, booked: date, words: Bilingual) -> Transfer:
    """The counter-entry that takes a transfer back, linked to it; booked on a later day."""
    legs = tuple(replace(leg, amount=-leg.amount) for leg in of.legs)
    return Transfer(words, booked, booked, legs, of.document, of.source, "", number)


def content(region: str, number: int, transfer: Transfer, known: str) -> Plain:
    """All that a transfer says, as its digest is taken of it; `known` is when it was booked."""
    return {
        "region": region,
        "number": number,
        "words": [transfer.words.zh, transfer.words.en],
        "event": transfer.event.isoformat(),
        "booked": transfer.booked.isoformat(),
        "known": known,
        "document": transfer.document,
        "source": transfer.source,
        "key": transfer.key,
        "reverses": transfer.reverses,
        "legs": [[*_names(leg.account), leg.unit, index(leg.amount)] for leg in transfer.legs],
    }


def _names(account: Account) -> tuple[str, ...]:
    return (account.fund, account.party, account.purpose, account.matter)


def chained(before: str, said: Plain, algorithm: str) -> str:
    """The digest of a transfer's `content` after the one before it; that holds no float."""
    return digest_bytes(encoded([before, said]), algorithm)


def net(transfers: Sequence[Transfer]) -> dict[tuple[Account, str], int]:
    """What some transfers move in each account, by unit."""
    moved: dict[tuple[Account, str], int] = {}
    for transfer in transfers:
        for leg in transfer.legs:
            place = (leg.account, leg.unit)
            moved[place] = moved.get(place, 0) + leg.amount
    return moved


LEGS = Bilingual(
    "一笔账至少两条、最多{most}条分录，这里有{n}条",
    "a transfer has at least two legs and at most {most}; here are {n}",
)
TWICE = Bilingual("科目{account}在一笔账中出现了两次", "the account {account} stands in it twice")
UNBALANCED = Bilingual(
    "借贷不平：以{unit}计差{left}", "it does not balance: {left} {unit} are left over"
)
NO_UNIT = Bilingual("台账不记“{unit}”这一单位", "the ledger does not count “{unit}”")
NO_PURPOSE = Bilingual("没有“{purpose}”这种科目", "there is no account for “{purpose}”")
ZERO = Bilingual("科目{account}的金额是零", "the amount for {account} is zero")
EARLY = Bilingual(
    "入账日{booked}早于发生日{event}", "it is booked on {booked}, before it happened on {event}"
)
TOO_LARGE = Bilingual(
    "金额{amount}太大，超出64位整数的范围",
    "the amount {amount} is too large: it does not fit in 64 bits",
)
NO_WORDS = Bilingual("请写明摘要", "say what it is for")
KEY_SPACES = Bilingual(
    "“{key}”前后有空格；请去掉再记", "“{key}” has spaces around it; leave them out"
)
TOO_LONG = Bilingual(
    "“{begin}……”有{n}个字符，至多{most}个",
    "“{begin}…” has {n} characters, there is room for {most}",
)
NO_TEXT = Bilingual("“{text}”含有不能保存的字符", "“{text}” has a character that can't be kept")
