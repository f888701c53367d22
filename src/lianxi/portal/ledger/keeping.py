"""Keep transfers: legs first, then the transfers that seal them, in as few statements as can be.

Nothing is judged here; whoever calls it holds the transaction and the region's chain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple

from django.conf import settings
from django.db import connection

from lianxi.ledger.account import Account as Named
from lianxi.ledger.transfer import Transfer as Booking
from lianxi.ledger.transfer import chained, content
from lianxi.portal.inserting import Row, insert
from lianxi.portal.ledger.guard_postgresql import LOCK
from lianxi.portal.ledger.models import Account, Chain, Transfer

ACCOUNTS = 200  # asked for at once: SQLite takes a limited number of values
LEG = ("transfer_id", "n", "account_id", "unit", "amount", "day")
TRANSFER = (
    "id",
    "region",
    "number",
    "event",
    "booked",
    "known",
    "words_zh",
    "words_en",
    "document",
    "source",
    "key",
    "reverses_id",
    "digest",
)


def chain_of(region: str) -> Chain:
    """The end of a region's chain, held until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return Chain.objects.select_for_update().get_or_create(pk=region)[0]


def keep(chain: Chain, bookings: Sequence[Booking], known: str) -> list[int]:
    """Keep transfers at the end of a chain that is held; gives their numbers."""
    ids = account_ids(chain.region, [leg.account for each in bookings for leg in each.legs])
    reversed_ = _reversed(chain.region, bookings)
    legs: list[Row] = []
    rows: list[Row] = []
    for pk, each in enumerate(bookings, _last_id() + 1):
        chain.last += 1
        said = content(chain.region, chain.last, each, known)
        chain.digest = chained(chain.digest, said, settings.DIGEST)
        legs += [
            (pk, n, ids[leg.account], leg.unit, leg.amount, each.booked)
            for n, leg in enumerate(each.legs, 1)
        ]
        words = (each.words.zh, each.words.en)
        of = (each.document, each.source, each.key)
        reverses = reversed_[each.reverses] if each.reverses is not None else None
        days = (each.event, each.booked, known)
        rows.append((pk, chain.region, chain.last, *days, *words, *of, reverses, chain.digest))
    insert("ledger_leg", LEG, legs)
    insert("ledger_transfer", TRANSFER, rows)
    _end(chain)
    return list(range(chain.last - len(bookings) + 1, chain.last + 1))


def account_ids(region: str, accounts: Iterable[Named]) -> dict[Named, int]:
    """The keys of accounts; those that are not there yet are opened."""
    wanted = list(dict.fromkeys(accounts))
    there = _ids(region, wanted)
    new = [account for account in wanted if account not in there]
    if not new:
        return there
    Account.objects.bulk_create(
        Account(
            region=region,
            fund=each.fund,
            party=each.party,
            purpose=each.purpose,
            matter=each.matter,
        )
        for each in new
    )
    return there | _ids(region, new)


def _ids(region: str, accounts: Sequence[Named]) -> dict[Named, int]:
    """The keys of those that are there. Asked without models, whose cost one posting would feel."""
    found: dict[Named, int] = {}
    for start in range(0, len(accounts), ACCOUNTS):
        some = accounts[start : start + ACCOUNTS]
        words = [word for each in some for word in astuple(each)]
        rows = ", ".join(["(%s, %s, %s, %s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT fund, party, purpose, matter, id FROM ledger_account WHERE region = %s "  # noqa: S608  # no value of anybody's
                f"AND (fund, party, purpose, matter) IN (VALUES {rows})",
                [region, *words],
            )
            found |= {Named(*names): pk for *names, pk in cursor.fetchall()}
    return found


def _last_id() -> int:
    """The last key that a transfer has, or that a leg names which a raw writer left unsealed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(MAX(id), 0) FROM ledger_transfer UNION ALL "
            "SELECT COALESCE(MAX(transfer_id), 0) FROM ledger_leg"
        )
        return max(int(last) for (last,) in cursor.fetchall())


def _end(chain: Chain) -> None:
    """Keep where a chain ends now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_chain SET last = %s, digest = %s WHERE region = %s",
            [chain.last, chain.digest, chain.region],
        )


def _reversed(region: str, bookings: Sequence[Booking]) -> dict[int, int]:
    """The keys of the transfers that are taken back, by their numbers."""
    numbers = [each.reverses for each in bookings if each.reverses is not None]
    if not numbers:
        return {}
    rows = Transfer.objects.filter(region=region, number__in=numbers)
    return dict(rows.values_list("number", "pk"))
