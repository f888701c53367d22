"""Reads over a stretch of time: balances before it and at its end, what moved, what is set aside.

    between(region, date(2012, 1, 1), date(2012, 12, 31), fund).glances(fund)

Each answer costs the same few queries, however much was booked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q

from lianxi.ledger.account import Account as Named
from lianxi.ledger.glance import Glance, Moved, OfParty, glances
from lianxi.ledger.hold import Hold as SetAside
from lianxi.ledger.standing import Place
from lianxi.ledger.transfer import Booked
from lianxi.portal.ledger.models import Hold, Transfer
from lianxi.portal.ledger.queries import HALF, balances, hold_of, transfers


def moved(
    region: str, since: date, until: date, fund: str = ""
) -> dict[tuple[Named, str, bool], int]:
    """What accounts moved between two days, apart for what moved money in hand; one query."""
    of_fund, values = ("AND a.fund = %s ", [fund]) if fund else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.fund, a.party, a.purpose, a.matter, l.unit, "  # noqa: S608  # no value of anybody's
            "EXISTS (SELECT 1 FROM ledger_leg x JOIN ledger_account c ON c.id = x.account_id "
            "WHERE x.transfer_id = l.transfer_id AND c.purpose = 'cash') AS with_cash, "
            f"SUM(l.amount / {HALF}), SUM(l.amount %% {HALF}) "
            "FROM ledger_leg l JOIN ledger_account a ON a.id = l.account_id "
            "JOIN ledger_transfer t ON t.id = l.transfer_id "
            f"WHERE a.region = %s {of_fund}AND l.day BETWEEN %s AND %s "
            "GROUP BY a.fund, a.party, a.purpose, a.matter, l.unit, with_cash",
            [region, *values, since.isoformat(), until.isoformat()],
        )
        rows = cursor.fetchall()
    return {
        (Named(*words), unit, bool(cash)): int(high) * HALF + int(low)
        for *words, unit, cash, high, low in rows
    }


def holds_on(region: str, day: date, fund: str = "") -> list[tuple[int, SetAside]]:
    """What was set aside at the end of a day, by number: neither resolved by then nor lapsed."""
    there = Q(until=None) | Q(until__gte=day)
    unresolved = Q(resolution=None) | Q(resolution__day__gt=day)
    rows = Hold.objects.filter(there, unresolved, region=region, since__lte=day)
    if fund:
        rows = rows.filter(account__fund=fund)
    return [(row.number, hold_of(row)) for row in rows.select_related("account", "target")]


def before(
    region: str, day: date, fund: str, accounts: Sequence[Named] | None = None
) -> dict[Place, int]:
    """What a fund's accounts, or some, have before a day begins; one query."""
    return balances(region, fund, accounts=accounts, until=day - timedelta(days=1))


def turnover(region: str, fund: str, since: date, until: date) -> dict[Place, tuple[int, int]]:
    """What each account took in and gave between two days, both above zero; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.fund, a.party, a.purpose, a.matter, l.unit, l.amount > 0, "  # noqa: S608  # no value of anybody's
            f"SUM(l.amount / {HALF}), SUM(l.amount %% {HALF}) "
            "FROM ledger_leg l JOIN ledger_account a ON a.id = l.account_id "
            "JOIN ledger_transfer t ON t.id = l.transfer_id "
            "WHERE a.region = %s AND a.fund = %s AND l.day BETWEEN %s AND %s "
            "GROUP BY a.fund, a.party, a.purpose, a.matter, l.unit, l.amount > 0",
            [region, fund, since.isoformat(), until.isoformat()],
        )
        rows = cursor.fetchall()
    found: dict[Place, tuple[int, int]] = {}
    for *words, unit, rising, high, low in rows:
        place, amount = (Named(*words), unit), int(high) * HALF + int(low)
        took, gave = found.get(place, (0, 0))
        found[place] = (took + amount, gave) if rising else (took, gave - amount)
    return found


@dataclass(frozen=True)
class Between:
    """What there is to know of a time: balances before it and at its end, moves, holds."""

    opening: Mapping[Place, int]
    closing: Mapping[Place, int]
    moves: Moved
    holds: Sequence[tuple[int, SetAside]]

    def glances(self, fund: str) -> list[Glance]:
        """A fund at a glance, unit by unit, yuan first."""
        holds = [hold for _, hold in self.holds]
        return glances(fund, self.opening, self.closing, self.moves, holds)


def between(region: str, since: date, until: date, fund: str = "") -> Between:
    """A fund, or all of a region's, from one day to another; four queries however much there is."""
    return Between(
        before(region, since, fund),
        balances(region, fund, until=until),
        moved(region, since, until, fund),
        holds_on(region, until, fund),
    )


@dataclass(frozen=True)
class Part:
    """A party's part in one fund and unit; `party` of it is the party or a unit under it."""

    fund: str
    unit: str
    of: OfParty


def of_party(region: str, party: str, since: date, until: date) -> list[Part]:
    """What a party and the units under it owe, gave, were granted and still account for, by fund.

    Four queries, however many funds there are.
    """
    there = between(region, since, until)
    funds = dict.fromkeys(account.fund for account, _ in there.closing)
    funds |= dict.fromkeys(account.fund for account, _, _ in there.moves)
    return [
        Part(fund, each.unit, of)
        for fund in sorted(funds)
        for each in there.glances(fund)
        for of in each.parties
        if f"{of.party}/".startswith(f"{party}/")
    ]


def legs_of(region: str, party: str, since: date, until: date) -> list[tuple[Booked, int]]:
    """The legs in accounts of a party and the units under it, each with its transfer.

    In the order of the books; a leg is named by its place in the transfer.
    """
    return [
        (each, at)
        for each in transfers(region, party=party, since=since, until=until)
        for at, leg in enumerate(each.transfer.legs)
        if f"{leg.account.party}/".startswith(f"{party}/")
    ]


def taken_back(region: str, since: date, until: date) -> set[int]:
    """Which of the transfers booked between two days were taken back, then or later; one query."""
    rows = Transfer.objects.filter(region=region, reverses__booked__range=(since, until))
    return set(rows.values_list("reverses__number", flat=True))
