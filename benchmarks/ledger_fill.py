"""Very many legs, written at once by the database itself.

Payments of every city into ten funds over ten years. The guard is lifted meanwhile, for it would
take hours; the totals are added up as it does, and it is put up again. The digests are no chain,
which a balance does not read.
"""

from django.db import connection, transaction
from large_region import city
from ledger_world import CITIES, REGION

from lianxi.ledger.account import Account, own
from lianxi.portal.ledger import guard
from lianxi.portal.ledger.keeping import account_ids

FUNDS = 10
YEARS = range(2014, 2024)
DAYS = 3652
CHUNK = 250_000  # transfers in a transaction
CACHE = "PRAGMA cache_size = -1000000"  # a gigabyte: SQLite's own is too small to fill so much


def fund(number: int) -> str:
    """One of the funds."""
    return f"fund-{number}"


def fill(legs: int) -> None:
    """Write so many."""
    with transaction.atomic():
        account_ids(REGION, [own(fund(n), "cash") for n in range(FUNDS)])
        cities = [Account(fund(n), city(c), "given") for n in range(FUNDS) for c in range(CITIES)]
        account_ids(REGION, cities)
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM ledger_transfer")
        last = int(cursor.fetchone()[0])
        cursor.execute(f"CREATE TEMPORARY TABLE numbered (n INTEGER PRIMARY KEY, {PLACES})")
        if connection.vendor == "sqlite":
            cursor.execute(CACHE)
    guard.taken_down(connection)
    for start in range(0, legs // 2, CHUNK):
        _write(last, start, min(start + CHUNK, legs // 2))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TOTALS, [last])
    guard.put_up(connection)
    connection.close()  # the next begins with a cache of the usual size


def _write(last: int, start: int, end: int) -> None:
    series = SERIES[connection.vendor]
    days = DAY[connection.vendor]
    party = PARTY[connection.vendor]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM numbered")
        cursor.execute(NUMBERED.format(series=series, days=days, party=party), [start, end - 1])
        cursor.execute(LEGS, [last])
        cursor.execute(TRANSFERS, [last, REGION, last])


PLACES = "account BIGINT, cash BIGINT, day DATE, amount BIGINT"
SERIES = {
    "sqlite": "(WITH RECURSIVE s(n) AS (VALUES (%s) UNION ALL SELECT n + 1 FROM s WHERE n < %s) "
    "SELECT n FROM s) AS s",
    "postgresql": "generate_series(%s, %s) AS s(n)",
}
DAY = {
    "sqlite": f"date('{YEARS.start}-01-01', (s.n * 7 %% {DAYS}) || ' days')",
    "postgresql": f"DATE '{YEARS.start}-01-01' + (s.n * 7 %% {DAYS})",
}
PARTY = {
    "sqlite": f"printf('city-%%03d', s.n %% {CITIES})",
    "postgresql": f"'city-' || lpad((s.n %% {CITIES})::text, 3, '0')",
}
# Every city in turn, then every fund: in each account payments come on every day of the years.
NUMBERED = f"""
INSERT INTO numbered (n, account, cash, day, amount)
SELECT s.n, account.id, cash.id, {{days}}, 100 + s.n %% 10000
FROM {{series}}
JOIN ledger_account account ON account.region = 'large'
  AND account.fund = 'fund-' || (s.n / {CITIES} %% {FUNDS}) AND account.purpose = 'given'
  AND account.party = {{party}}
  AND account.matter = ''
JOIN ledger_account cash ON cash.region = 'large' AND cash.fund = account.fund
  AND cash.party = account.fund AND cash.purpose = 'cash' AND cash.matter = ''
"""  # noqa: S608  # numbers of ours
LEGS = """
INSERT INTO ledger_leg (transfer_id, n, account_id, unit, amount, day)
SELECT %s + 1 + n, side, CASE side WHEN 1 THEN account ELSE cash END, 'CNY',
  CASE side WHEN 1 THEN -amount ELSE amount END, day
FROM numbered CROSS JOIN (SELECT 1 AS side UNION ALL SELECT 2) AS sides ORDER BY n, side
"""
TRANSFERS = """
INSERT INTO ledger_transfer (id, region, number, event, booked, known, words_zh, words_en,
  document, source, key, digest)
SELECT %s + 1 + n, %s, %s + 1 + n, day, day, '2024-10-15T09:00:00.000+08:00', '缴款', 'paid in',
  '', '', '', 'sha256:' || n
FROM numbered ORDER BY n
"""
TOTALS = """
INSERT INTO ledger_total (account_id, unit, day, amount)
SELECT account_id, unit, day, SUM(amount) FROM ledger_leg WHERE transfer_id > %s
GROUP BY account_id, unit, day ORDER BY MIN(id)
"""
