"""Keep transfers: legs first, then the transfers that seal them, in as few statements as can be.

Nothing is judged here; whoever calls it holds the transaction and the region's chain.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from django.conf import settings
from django.db import connection
from django.db.models import Max

from lianxi.ledger.account import Account as Named
from lianxi.ledger.transfer import Transfer as Booking
from lianxi.ledger.transfer import chained, content
from lianxi.portal.ledger.guard_postgresql import LOCK
from lianxi.portal.ledger.models import Account, Chain, Leg, Transfer

Row: TypeAlias = "tuple[int | str | date | None, ...]"

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
    Chain.objects.get_or_create(pk=region)
    return Chain.objects.select_for_update().get(pk=region)


def keep(chain: Chain, bookings: Sequence[Booking], known: str) -> list[int]:
    """Keep transfers at the end of a chain that is held; gives their numbers."""
    ids = account_ids(chain.region, [leg.account for each in bookings for leg in each.legs])
    reversed_ = _reversed(chain.region, bookings)
    next_id = _next_id()
    legs: list[Row] = []
    rows: list[Row] = []
    for pk, each in enumerate(bookings, next_id):
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
    _insert("ledger_leg", LEG, legs)
    _insert("ledger_transfer", TRANSFER, rows)
    chain.save(update_fields=["last", "digest"])
    return list(range(chain.last - len(bookings) + 1, chain.last + 1))


def _next_id() -> int:
    """A key that nothing has: no leg either, which a raw connection may have left unsealed."""
    last = Transfer.objects.aggregate(last=Max("pk"))["last"] or 0
    stray = Leg.objects.filter(transfer__gt=last).aggregate(last=Max("transfer_id"))["last"] or 0
    return max(last, stray) + 1


def account_ids(region: str, accounts: Iterable[Named]) -> dict[Named, int]:
    """The keys of accounts; those that are not there yet are opened."""
    wanted = dict.fromkeys(accounts)
    funds = {account.fund for account in wanted}
    there = _ids(region, funds)
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
    return _ids(region, funds)


def _ids(region: str, funds: Iterable[str]) -> dict[Named, int]:
    rows = Account.objects.filter(region=region, fund__in=funds)
    names = ("pk", "fund", "party", "purpose", "matter")
    return {Named(*words): pk for pk, *words in rows.values_list(*names)}


def _reversed(region: str, bookings: Sequence[Booking]) -> dict[int, int]:
    """The keys of the transfers that are taken back, by their numbers."""
    numbers = [each.reverses for each in bookings if each.reverses is not None]
    if not numbers:
        return {}
    rows = Transfer.objects.filter(region=region, number__in=numbers)
    return dict(rows.values_list("number", "pk"))


def _insert(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows at once: `COPY` in PostgreSQL, one prepared statement in SQLite."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608  # names of ours
