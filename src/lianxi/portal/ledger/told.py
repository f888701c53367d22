"""The books as programs are told them: what `lianxi fund` and `/api/v1` answer with.

Amounts are decimal text in the unit, an account is `fund:party:purpose` or with a matter behind.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from lianxi.kernel.digest import Plain
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.hold import Hold
from lianxi.ledger.transfer import Booked
from lianxi.portal.charter.queries import Current
from lianxi.portal.ledger import queries
from lianxi.portal.ledger.between import between

FIGURES = ("cash", "due", "held", "free", "outstanding", "surplus")


def fund_lines(found: Current, on: date) -> list[dict[str, Plain]]:
    """Every fund on record, in yuan at the end of a day."""
    package = found.package
    there = between(package.region.id, date(on.year, 1, 1), on)
    lines: list[dict[str, Plain]] = []
    for each in package.kind("fund"):
        glance = there.glances(each.id)[0]
        lines.append(
            {
                "id": each.id,
                "name_zh": each.name.zh,
                "name_en": each.name.en,
                "in_force": package.text(each.id, on) is not None,
                "unit": glance.unit,
                **{name: str(Quantity(getattr(glance, name), glance.unit)) for name in FIGURES},
            }
        )
    return lines


def balance_lines(found: Current, fund: str, on: date, party: str = "") -> list[dict[str, Plain]]:
    """What every account that has anything has at the end of a day; a party's with its units'."""
    return [
        {"account": str(account), "unit": unit, "amount": str(Quantity(amount, unit))}
        for (account, unit), amount in queries.balances(
            found.package.region.id, fund, until=on
        ).items()
        if not party or f"{account.party}/".startswith(f"{party}/")
    ]


def statement_lines(found: Current, fund: str, since: date, until: date) -> list[dict[str, Plain]]:
    """Every leg booked between two days, account by account, each with the balance after it."""
    region = found.package.region.id
    has = queries.balances(region, fund, until=since - timedelta(days=1))
    lines = []
    for each in queries.transfers(region, fund, since=since, until=until):
        for leg in each.transfer.legs:
            if leg.account.fund != fund:
                continue
            place = (leg.account, leg.unit)
            has[place] = has.get(place, 0) + leg.amount
            said: dict[str, Plain] = {
                "number": each.number,
                "booked": str(each.transfer.booked),
                "event": str(each.transfer.event),
                "account": str(leg.account),
                "unit": leg.unit,
                "amount": str(Quantity(leg.amount, leg.unit)),
                "balance": str(Quantity(has[place], leg.unit)),
                "words": each.transfer.words.as_json(),
                "document": each.transfer.document,
                "source": each.transfer.source,
                "key": each.transfer.key,
                "reverses": each.transfer.reverses,
            }
            lines.append((place, said))
    return [said for _, said in sorted(lines, key=lambda line: line[0])]


def transfer_line(of: Booked) -> dict[str, Plain]:
    """A transfer with its legs."""
    transfer = of.transfer
    return {
        "number": of.number,
        "booked": str(transfer.booked),
        "event": str(transfer.event),
        "known": of.known,
        "words": transfer.words.as_json(),
        "document": transfer.document,
        "source": transfer.source,
        "key": transfer.key,
        "reverses": transfer.reverses,
        "digest": of.digest,
        "legs": [
            {
                "account": str(leg.account),
                "unit": leg.unit,
                "amount": str(Quantity(leg.amount, leg.unit)),
            }
            for leg in transfer.legs
        ],
    }


def hold_lines(holds: Iterable[tuple[int, Hold]]) -> list[dict[str, Plain]]:
    """What is set aside, by number."""
    return [
        {
            "number": number,
            "account": str(hold.account),
            "target": str(hold.target),
            "unit": hold.unit,
            "amount": str(Quantity(hold.amount, hold.unit)),
            "since": str(hold.since),
            "until": str(hold.until) if hold.until else None,
            "words": hold.words.as_json(),
            "source": hold.source,
        }
        for number, hold in holds
    ]
