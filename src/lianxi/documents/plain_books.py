"""A ledger as plain text that other tools read unchanged: hledger and beancount.

Every transfer is one transaction on its booking day, every account has a name that those tools
take, and the balances of every account at the end stand in the file as assertions: whoever reads
it has them checked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import Account
from lianxi.ledger.standing import Place
from lianxi.ledger.statement import balances
from lianxi.ledger.transfer import Booked, Leg

# Which of the five kinds of account a purpose belongs to.
KINDS: Mapping[str, str] = {
    "cash": "Assets",
    "due": "Assets",
    "shared": "Assets",
    "granted": "Assets",
    "levied": "Income",
    "given": "Income",
    "interest": "Income",
    "spent": "Expenses",
    "surplus": "Equity",
}
# What the tools call a unit: beancount takes capitals, and two letters or more.
COMMODITIES: Mapping[str, str] = {
    "CNY": "CNY",
    "mu": "MU",
    "ha": "HA",
    "m2": "SQM",
    "t": "TONNE",
    "kg": "KG",
    "m3": "CUM",
    "kWh": "KWH",
    "MWh": "MWH",
    "each": "EACH",
    "person-time": "PERSONTIME",
}


@dataclass(frozen=True)
class Heading:
    """What a file says of itself: whose books, up to which day, of which world."""

    title: Bilingual
    world: Bilingual
    until: date
    digest: str


def account_name(account: Account) -> str:
    """The name of an account in both tools; no two accounts have the same.

    >>> account_name(Account("promotion-fund", "330500/water-office", "granted", "river-study"))
    'Assets:Promotion-fund:Granted:330500--water-office:River-study'
    """
    words = [account.fund, account.purpose, account.party.replace("/", "--"), account.matter]
    named = [word[0].upper() + word[1:] for word in words if word]
    return ":".join([KINDS[account.purpose], *named])


def hledger(heading: Heading, booked: Sequence[Booked]) -> str:
    """The books as a journal of hledger.

    `booked` are transfers in the order of their booking days.
    """
    lines = [f"; {line}" for line in _said(heading)]
    lines += [f"commodity 1000.{'0' * _places(unit)} {name}" for unit, name in _units(booked)]
    lines += [f"account {name}" for name in _accounts(booked)]
    for each in booked:
        transfer = each.transfer
        lines += ["", f"{transfer.booked} ({_code(each)}) {_plain(transfer.words)}"]
        lines += [f"    ; {name}: {value}" for name, value in _notes(each)]
        lines += [f"    {account_name(leg.account)}  {_amount(leg)}" for leg in transfer.legs]
    ends = list(_ends(booked))
    if ends:
        lines += ["", f"{heading.until} ; 期末余额 · balances at the end"]
        lines += [f"    {name}  0 {unit} = {amount} {unit}" for name, amount, unit in ends]
    return "\n".join(lines) + "\n"


def beancount(heading: Heading, booked: Sequence[Booked]) -> str:
    """The books as a ledger of beancount; as `hledger`."""
    lines = [f"; {line}" for line in _said(heading)]
    lines.append(f'option "title" "{_quoted(_plain(heading.title))}"')
    first = min((each.transfer.booked for each in booked), default=heading.until)
    lines += [f"{first} commodity {name}" for _, name in _units(booked)]
    lines += [f"{first} open {name}" for name in _accounts(booked)]
    for each in booked:
        transfer = each.transfer
        lines += ["", f'{transfer.booked} * "{_quoted(_plain(transfer.words))}"']
        lines += [f'  {name}: "{_quoted(value)}"' for name, value in _notes(each, code=True)]
        lines += [f"  {account_name(leg.account)}  {_amount(leg)}" for leg in transfer.legs]
    day = heading.until + timedelta(days=1)  # beancount balances at the beginning of a day
    lines += [""]
    lines += [f"{day} balance {name}  {amount} {unit}" for name, amount, unit in _ends(booked)]
    return "\n".join(lines) + "\n"


def _said(heading: Heading) -> Iterator[str]:
    yield _plain(heading.title)
    yield _plain(heading.world)
    yield f"至 · up to {heading.until}"
    yield f"链尾 · end of the chain: {heading.digest}"


def _units(booked: Iterable[Booked]) -> list[tuple[str, str]]:
    units = {leg.unit for each in booked for leg in each.transfer.legs}
    return [(unit, COMMODITIES[unit]) for unit in sorted(units)]


def _places(unit: str) -> int:
    return len(str(Quantity(0, unit)).partition(".")[2])


def _accounts(booked: Iterable[Booked]) -> list[str]:
    return sorted({account_name(leg.account) for each in booked for leg in each.transfer.legs})


def _code(each: Booked) -> str:
    """The number of the transfer, and of the paper it rests on."""
    document = " ".join(each.transfer.document.split()).translate(BRACKETS)
    return f"{each.number} {document}".strip()


def _notes(each: Booked, *, code: bool = False) -> Iterator[tuple[str, str]]:
    """What else a transfer says, one line each, with names that both tools take as tags.

    Whatever somebody typed into it stays on its line: none of it becomes a line of the books.
    """
    yield from ((name, " ".join(value.split())) for name, value in _said_of(each, code=code))


def _said_of(each: Booked, *, code: bool) -> Iterator[tuple[str, str]]:
    transfer = each.transfer
    if code:
        yield "number", _code(each)
    yield "event", str(transfer.event)
    yield "known", each.known
    if transfer.source:
        yield "source", transfer.source
    if transfer.key:
        yield "key", transfer.key
    if transfer.reverses is not None:
        yield "reverses", str(transfer.reverses)
    yield "digest", each.digest


def _amount(leg: Leg) -> str:
    return f"{Quantity(leg.amount, leg.unit)} {COMMODITIES[leg.unit]}"


def _ends(booked: Sequence[Booked]) -> Iterator[tuple[str, str, str]]:
    """The balance of every account and unit at the end, zero ones among them."""
    ends: dict[Place, int] = balances([each.transfer for each in booked])
    for (account, unit), amount in sorted(ends.items()):
        yield account_name(account), str(Quantity(amount, unit)), COMMODITIES[unit]


def _plain(words: Bilingual) -> str:
    """Both languages on one line, with nothing that would end or part it."""
    said = words.zh if words.zh == words.en else f"{words.zh} · {words.en}"
    return " ".join(said.split()).translate(COMMENTS)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


BRACKETS = str.maketrans({"(": "（", ")": "）", ";": "；"})
COMMENTS = str.maketrans({";": "；", "|": "｜"})
