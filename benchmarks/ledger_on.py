"""Measure the ledger on one database (LIANXI_BENCH_DB), for `ledger.py`: prints one line of JSON.

ledger_on.py LEGS CLOSED ROUNDS FOLDER
"""

import json
import os
import statistics
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from django.db import connection
from large_region import city, once
from ledger_fill import FUNDS, YEARS, fill, fund
from ledger_raw import Row, Write, postgresql, rows, sqlite
from ledger_world import (
    CLOSED,
    REGION,
    TERMS,
    analysed,
    booked,
    finance,
    installed,
    kept,
    payments,
    spendings,
)

from lianxi.governance.authority import Refused
from lianxi.ledger.account import Account, own
from lianxi.ledger.transfer import Transfer
from lianxi.portal.ledger import actions, queries
from lianxi.portal.verification import verification

SIZES = {1: 200, 100: 3_000, 1000: 10_000}  # how many are posted in a round, by batch
SYNCS = 100
CHUNK = 5_000


def main() -> None:
    """Measure, print."""
    legs, closed, rounds = (int(word) for word in sys.argv[1:4])
    installed()
    figures = postings(rounds, Path(sys.argv[4]))
    figures["seconds"] = year(closed)
    filled = once(lambda: fill(legs))
    figures["seconds"][f"filling in {legs:,} legs at once"] = filled
    analysed()
    figures["balances"], figures["added up"] = balances(rounds)
    print(json.dumps(figures))


def postings(rounds: int, folder: Path) -> dict[str, dict[str, float]]:
    """Postings a second, ours and the raw driver's in turn, by how many are posted at once."""
    raw = sqlite(folder) if connection.vendor == "sqlite" else postgresql()
    plain = str if connection.vendor == "sqlite" else date
    kept(payments(0, 1000))
    start = 1000
    rates: dict[str, dict[str, float]] = {}
    for batch, many in SIZES.items():
        found: dict[str, list[float]] = {}
        for _ in range(rounds):
            starts = range(start, start + many, batch)
            for name, how in (("keep", kept), ("book", booked)):
                found.setdefault(name, []).append(ours(how, starts, batch))
                starts = range(starts.stop, starts.stop + many, batch)
            for name, write in raw.items():
                some = [rows(each, batch, plain) for each in starts]
                found.setdefault(name, []).append(many / once(partial(written, write, some)))
            found.setdefault("syncs", []).append(syncs(folder / "synced"))
            start = starts.stop
        for name, each in found.items():
            rates.setdefault(name, {})[str(batch)] = statistics.median(each)
    return rates


def ours(how: Callable[[list[Transfer]], None], starts: Sequence[int], batch: int) -> float:
    """Postings a second by our own path; what is to be posted is made before."""
    some = [payments(start, batch) for start in starts]

    def post() -> None:
        for each in some:
            how(each)

    return len(starts) * batch / once(post)


def written(write: Write, some: Sequence[tuple[list[Row], list[Row]]]) -> None:
    """Write one batch after the other."""
    for legs, transfers in some:
        write(legs, transfers)


def syncs(path: Path) -> float:
    """How often a second the disk takes a small append for good."""
    with path.open("ab", buffering=0) as file:

        def append() -> None:
            for _ in range(SYNCS):
                file.write(b"posted\n")
                os.fsync(file.fileno())

        return SYNCS / once(append)


def year(legs: int) -> dict[str, float]:
    """How long it takes to close a year of so many legs, and to verify the chain of it all."""
    for start in range(0, legs // 2, CHUNK):
        kept(spendings(start, min(CHUNK, legs // 2 - start)))
    outcome: list[object] = []
    took = once(lambda: outcome.append(actions.close_year(finance(), CLOSED, 2023, TERMS)))
    assert not isinstance(outcome[0], Refused), outcome
    held: list[bool] = []
    verified = once(lambda: held.append(verification().holds))
    assert held == [True]
    return {
        f"closing a year of {legs:,} legs (aim 30 s for 1,000,000)": took,
        f"verifying the journal and the ledger of these {legs:,} legs and more": verified,
    }


def balances(rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Milliseconds of reads among all the legs, and of adding the legs up where that answers it."""
    of_city = Account(fund(0), city(7), "given")
    cash = own(fund(0), "cash")
    day = date(YEARS.stop - 1, 8, 15)
    first = date(day.year - 1, 8, 16)
    asked: dict[str, Callable[[], object]] = {
        "a city's account on a day": lambda: queries.balances(
            REGION, accounts=[of_city], until=day
        ),
        "a fund's money in hand on a day": lambda: queries.balances(
            REGION, accounts=[cash], until=day
        ),
        f"every account of one of {FUNDS} funds on a day": lambda: queries.balances(
            REGION, fund(0), until=day
        ),
        "a city's account, its statement of a year": lambda: queries.transfers(
            REGION, account=of_city, since=first, until=day
        ),
    }
    took = {name: median_ms(work, rounds) for name, work in asked.items()}
    names = list(asked)
    raw = {
        name: median_ms(partial(added_up, of, day), rounds)
        for name, of in zip(names, (of_city, cash), strict=False)
    }
    for of in (of_city, cash):
        found = queries.balances(REGION, accounts=[of], until=day)
        assert found.get((of, "CNY"), 0) == added_up(of, day)
    return took, raw


def added_up(account: Account, day: date) -> int:
    """The legs of an account up to a day, added up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(amount) FROM ledger_leg WHERE day <= %s AND account_id = (SELECT id FROM "
            "ledger_account WHERE region = %s AND fund = %s AND party = %s AND purpose = %s)",
            [day.isoformat(), REGION, account.fund, account.party, account.purpose],
        )
        return int(cursor.fetchone()[0] or 0)


def median_ms(work: Callable[[], object], times: int) -> float:
    """The median time of something done several times, in milliseconds."""
    work()
    return statistics.median(once(work) for _ in range(times)) * 1000


if __name__ == "__main__":
    main()
