"""A ledger to write into with raw SQL, as somebody outside the portal would."""

from django.db import connection

from lianxi.portal.ledger import guard

DAY = "2012-05-01"


def sql(text: str, *values: str | int | float | None) -> None:
    """Run a statement on the portal's own connection."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def ask(text: str, *values: str | int | float | None) -> list[tuple[object, ...]]:
    """What a query answers."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())


def account(id_: int, party: str, region: str = "lakes") -> None:
    """An account of the fund."""
    sql(
        "INSERT INTO ledger_account (id, region, fund, party, purpose, matter) "
        "VALUES (%s, %s, %s, %s, %s, %s)",
        *(id_, region, "fund", party, "cash", ""),
    )


def leg(transfer: int, n: int, of: int, amount: int, unit: str = "CNY", day: str = DAY) -> None:
    """A leg of a transfer."""
    sql(
        "INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day) "
        "VALUES (%s, %s, %s, %s, %s, %s)",
        *(transfer, n, of, unit, amount, day),
    )


def seal(id_: int, key: str = "", reverses: int | None = None, region: str = "lakes") -> None:
    """The transfer itself."""
    sql(
        "INSERT INTO ledger_transfer (id, region, number, event, booked, known, words_zh, "
        "words_en, document, source, key, reverses_id, digest) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        *(id_, region, id_, DAY, DAY, "2012-05-01T09:00:00+08:00", "缴款", "paid", "", "", key),
        *(reverses, f"sha256:{id_}"),
    )


def booked(id_: int, *amounts: int, key: str = "") -> None:
    """A transfer of some amounts in accounts 1, 2, 3 …"""
    for n, amount in enumerate(amounts, 1):
        leg(id_, n, n, amount)
    seal(id_, key)


def emptied() -> None:
    """Take away what a test committed, with the guard lifted: nothing in the portal can."""
    guard.taken_down(connection)
    for table in ("resolution", "hold", "closing", "leg", "total", "transfer", "account"):
        sql(f"DELETE FROM ledger_{table}")  # noqa: S608  # names of ours
    guard.put_up(connection)
