"""What the rows of the ledger come to now, for the journal to compare with what it says.

A row that nobody can read is left out here and named by `soundness.py`; what it stood for is then
missing, and so found too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, digest
from lianxi.ledger.account import Account as Named
from lianxi.ledger.hold import Hold as SetAside
from lianxi.ledger.transfer import Booked, chained, content
from lianxi.portal.ledger import queries
from lianxi.portal.ledger.columns import bent
from lianxi.portal.ledger.models import Closing, Hold, Transfer

ALGORITHMS = ("sha256", "sm3")
GONE_SHOWN = 20


@dataclass(frozen=True)
class Followed:
    """A region's chain of transfers, followed from the first.

    `changed` are the numbers of those that are not what was booked after the one before them,
    `gone` the numbers that nothing has.
    """

    digest: str
    changed: tuple[int, ...]
    gone: tuple[int, ...]


def followed() -> dict[str, Followed]:
    """Every region's chain."""
    regions = Transfer.objects.order_by("region").values_list("region", flat=True).distinct()
    unreadable = _ids(UNREADABLE_TRANSFERS)
    found = {}
    for region in regions:
        rows = Transfer.objects.filter(region=region).exclude(pk__in=unreadable)
        found[str(region)] = _follow(str(region), queries.kept(rows.order_by("number", "pk")))
    return found


def _follow(region: str, transfers: list[Booked]) -> Followed:
    changed: list[int] = []
    gone: list[int] = []
    last = said_last = ""  # as it comes out, and as the row before says it did
    number = 0
    for each in transfers:
        said = content(region, each.number, each.transfer, each.known)
        algorithm = _algorithm(each.digest)  # an office may have changed it meanwhile
        expected = chained(said_last, said, algorithm)
        last = expected if last == said_last else chained(last, said, algorithm)
        if each.number > number + 1:
            gone += range(number + 1, min(each.number, number + 1 + GONE_SHOWN))
        elif each.number <= number or each.digest != expected:
            changed.append(each.number)
        number, said_last = each.number, each.digest
    return Followed(last, tuple(changed), tuple(gone[:GONE_SHOWN]))


def hold_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every hold, with how it ended; "" where its row says another, or comes twice.

    The algorithm is that of its own row; of how it ended, the one that is asked for.
    """
    found: dict[str, str] = {}
    rows = Hold.objects.select_related("account", "target", "resolution__transfer")
    for row in rows.exclude(pk__in=_ids(UNREADABLE_HOLDS)):
        subject = f"hold/{row.region}/{row.number}"
        made = hold_digest(row.number, queries.hold_of(row), _algorithm(row.digest))
        if made != row.digest or subject in found:
            found[subject] = ""
            continue
        ended = getattr(row, "resolution", None)
        if ended is not None:
            number = ended.transfer.number if ended.transfer is not None else None
            why = Bilingual(ended.why_zh, ended.why_en)
            made = resolution_digest(made, ended.how, ended.day, number, why, algorithm)
        found[subject] = made
    return found


def hold_digest(number: int, of: SetAside, algorithm: str = "") -> str:
    """The digest of a hold as it was placed."""
    said: list[Plain] = [number, *_words(of.account), *_words(of.target), of.unit, of.amount]
    days = [str(of.since), str(of.until or "")]
    said += [*days, of.words.zh, of.words.en, of.source]
    return digest(said, algorithm or settings.DIGEST)


def resolution_digest(
    before: str, how: str, day: date, number: int | None, why: Bilingual, algorithm: str = ""
) -> str:
    """The digest of a hold once it has ended."""
    return digest([before, how, str(day), number, why.zh, why.en], algorithm or settings.DIGEST)


def closing_digests(_algorithm_asked: str) -> Mapping[str, str]:
    """The digest of every year that was closed; "" where its row says another."""
    found = {}
    for row in Closing.objects.exclude(pk__in=_ids(UNREADABLE_CLOSINGS)):
        made = closing_digest(row.fund, row.year, _algorithm(row.digest))
        subject = f"closing/{row.region}/{row.fund}/{row.year}"
        found[subject] = made if made == row.digest else ""
    return found


def closing_digest(fund: str, year: int, algorithm: str = "") -> str:
    """The digest of the close of a year; what it booked stands in the chain of transfers."""
    return digest([fund, year], algorithm or settings.DIGEST)


def _words(account: Named) -> tuple[str, ...]:
    return (account.fund, account.party, account.purpose, account.matter)


def _algorithm(of: str) -> str:
    """The algorithm that a row's own digest was made with."""
    name = of.partition(":")[0]
    return name if name in ALGORITHMS else settings.DIGEST


def _ids(query: str) -> list[int]:
    conditions = {
        table: bent(connection.vendor, table, table)
        for table in ("transfer", "leg", "account", "hold", "resolution", "closing")
    }
    with connection.cursor() as cursor:
        cursor.execute(query.format(**conditions))
        return [id_ for (id_,) in cursor.fetchall()]


UNREADABLE_TRANSFERS = """
SELECT transfer.id FROM ledger_transfer transfer WHERE {transfer}
UNION
SELECT leg.transfer_id FROM ledger_leg leg
JOIN ledger_account account ON account.id = leg.account_id WHERE {leg} OR {account}
"""
UNREADABLE_HOLDS = """
SELECT hold.id FROM ledger_hold hold WHERE {hold}
UNION
SELECT resolution.hold_id FROM ledger_resolution resolution WHERE {resolution}
UNION
SELECT hold.id FROM ledger_hold hold
JOIN ledger_account account ON account.id IN (hold.account_id, hold.target_id) WHERE {account}
"""
UNREADABLE_CLOSINGS = "SELECT closing.id FROM ledger_closing closing WHERE {closing}"
