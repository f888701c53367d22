"""A fund at a glance: what it had, what came in and went out, what is owed and set aside.

What flows is told by the account that moves and by whether money in hand moves with it: a due
that falls with money was paid, one that falls without it was waived. Nothing is counted twice,
what is taken back counts as not done, and what was in hand, came in and went out ties.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import Account
from lianxi.ledger.hold import Hold
from lianxi.ledger.standing import Place
from lianxi.ledger.transfer import Transfer

# What flows in or out in a time, each above zero where it is what its name says.
FLOWS: Mapping[str, Bilingual] = {
    "levied": Bilingual("应缴", "levied"),
    "paid": Bilingual("已缴", "paid"),
    "given": Bilingual("自愿缴入", "given"),
    "interest": Bilingual("利息", "interest"),
    "granted": Bilingual("拨付", "granted"),
    "accounted": Bilingual("核销", "accounted for"),
    "spent": Bilingual("直接支出", "spent directly"),
    "settled": Bilingual("结算净收", "settled, net"),
}
CAME_IN, WENT_OUT = ("paid", "given", "interest", "settled"), ("granted", "spent")

# (the purpose of an account, whether money in hand moves too): the flow, and the sign of it.
_FLOW_OF: Mapping[tuple[str, bool], tuple[str, int]] = {
    ("due", False): ("levied", 1),
    ("due", True): ("paid", -1),
    ("given", True): ("given", -1),
    ("interest", True): ("interest", -1),
    ("granted", True): ("granted", 1),
    ("granted", False): ("accounted", -1),
    ("spent", True): ("spent", 1),
    ("shared", True): ("settled", -1),
}

# What stands at the end of a time, by the purposes of the accounts that it is summed from.
STANDS: Mapping[str, tuple[str, ...]] = {
    "cash": ("cash",),
    "due": ("due", "shared"),  # what a settlement owes a party is below zero
    "outstanding": ("granted",),
    "surplus": ("surplus", "levied", "given", "interest", "spent"),
}

Moved = Mapping[tuple[Account, str, bool], int]  # by account, unit, and whether money moves too


@dataclass(frozen=True)
class OfParty:
    """A party's part in a fund, in one unit: its flows in a time, what stands at the end."""

    party: str
    flows: Mapping[str, int]
    due: int = 0
    outstanding: int = 0

    @property
    def city(self) -> str:
        """The party itself, where it is a unit the one that it is under."""
        return self.party.partition("/")[0]


@dataclass(frozen=True)
class Glance:
    """A fund in one unit, between two days: amounts in smallest parts."""

    unit: str
    opening: int = 0
    cash: int = 0
    held: int = 0
    due: int = 0
    outstanding: int = 0
    surplus: int = 0
    flows: Mapping[str, int] = field(default_factory=dict)
    parties: tuple[OfParty, ...] = ()

    @property
    def free(self) -> int:
        """What is in hand and set aside for nothing."""
        return self.cash - self.held

    @property
    def came_in(self) -> int:
        """What money came in."""
        return sum(self.flows.get(name, 0) for name in CAME_IN)

    @property
    def went_out(self) -> int:
        """What money went out."""
        return sum(self.flows.get(name, 0) for name in WENT_OUT)

    @property
    def other(self) -> int:
        """What else moved the money in hand: from or to another fund."""
        return self.cash - self.opening - self.came_in + self.went_out


def flow(account: Account, *, with_cash: bool) -> tuple[str, int] | None:
    """Which flow an account's move belongs to, and its sign; None where it is none.

    >>> flow(Account("promotion-fund", "310000", "due"), with_cash=True)
    ('paid', -1)
    """
    return _FLOW_OF.get((account.purpose, with_cash))


def with_cash(transfer: Transfer) -> bool:
    """Whether a transfer moves money in hand."""
    return any(leg.account.purpose == "cash" for leg in transfer.legs)


def flows_of(transfer: Transfer, fund: str) -> dict[tuple[str, str], int]:
    """What one transfer comes to in a fund's flows, by flow and unit."""
    found: dict[tuple[str, str], int] = {}
    moves = with_cash(transfer)
    for leg in transfer.legs:
        named = flow(leg.account, with_cash=moves)
        if named is not None and leg.account.fund == fund:
            place = (named[0], leg.unit)
            found[place] = found.get(place, 0) + named[1] * leg.amount
    return found


def moved(transfers: Iterable[Transfer]) -> dict[tuple[Account, str, bool], int]:
    """What some transfers move, as a glance takes it."""
    found: dict[tuple[Account, str, bool], int] = {}
    for transfer in transfers:
        moves = with_cash(transfer)
        for leg in transfer.legs:
            place = (leg.account, leg.unit, moves)
            found[place] = found.get(place, 0) + leg.amount
    return found


def glances(
    fund: str,
    opening: Mapping[Place, int],
    closing: Mapping[Place, int],
    moves: Moved,
    holds: Iterable[Hold] = (),
) -> list[Glance]:
    """A fund at a glance, unit by unit, yuan first: there is always one of yuan.

    `opening` and `closing` are balances before and at the end of the time, `moves` what moved in
    it, `holds` what is set aside at its end.
    """
    aside = [hold for hold in holds if hold.account.fund == fund]
    used = [place for place in (*opening, *closing) if place[0].fund == fund]
    units = {unit for _, unit in used} | {hold.unit for hold in aside}
    return [
        _glance(fund, unit, opening, closing, moves, aside)
        for unit in ("CNY", *sorted(units - {"CNY"}))
    ]


def _glance(
    fund: str,
    unit: str,
    opening: Mapping[Place, int],
    closing: Mapping[Place, int],
    moves: Moved,
    aside: list[Hold],
) -> Glance:
    by_party = _flows(fund, unit, moves)
    whole: dict[str, int] = dict.fromkeys(FLOWS, 0)
    for flows in by_party.values():
        for name, amount in flows.items():
            whole[name] += amount
    stands = {name: stand(name, fund, unit, closing) for name in STANDS}
    return Glance(
        unit,
        stand("cash", fund, unit, opening),
        stands["cash"],
        sum(hold.amount for hold in aside if hold.unit == unit and hold.account.purpose == "cash"),
        stands["due"],
        stands["outstanding"],
        -stands["surplus"],
        whole,
        _parties(fund, unit, closing, by_party),
    )


def stand(name: str, fund: str, unit: str, balances: Mapping[Place, int], party: str = "") -> int:
    """What the accounts behind a figure of `STANDS` have: a fund's, or those of one party in it."""
    return sum(
        amount
        for (account, of), amount in balances.items()
        if account.fund == fund
        and of == unit
        and account.purpose in STANDS[name]
        and party in ("", account.party)
    )


def _flows(fund: str, unit: str, moves: Moved) -> dict[str, dict[str, int]]:
    """The flows of every party, the fund's own among them."""
    found: dict[str, dict[str, int]] = {}
    for (account, of, cash), amount in moves.items():
        named = flow(account, with_cash=cash)
        if account.fund != fund or of != unit or named is None:
            continue
        flows = found.setdefault(account.party, {})
        flows[named[0]] = flows.get(named[0], 0) + named[1] * amount
    return found


def _parties(
    fund: str,
    unit: str,
    closing: Mapping[Place, int],
    flows: Mapping[str, Mapping[str, int]],
) -> tuple[OfParty, ...]:
    known = {account.party for account, of in closing if account.fund == fund and of == unit}
    made = [
        OfParty(
            party,
            flows.get(party, {}),
            stand("due", fund, unit, closing, party),
            stand("outstanding", fund, unit, closing, party),
        )
        for party in sorted((known | flows.keys()) - {fund})
    ]
    return tuple(each for each in made if any(each.flows.values()) or each.due or each.outstanding)
