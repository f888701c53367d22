"""What does not hold in the ledger's rows, whoever wrote them: for the verification.

That transfers say what was journaled is found by following their chain (`queries.row_digests`).
"""

from collections.abc import Iterator

from django.db import connection

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ledger import guard

SHOWN = 20  # of one kind; whoever looks on finds the rest

UNSEALED = """
SELECT leg.transfer_id, COUNT(*) FROM ledger_leg leg
LEFT JOIN ledger_transfer ON ledger_transfer.id = leg.transfer_id
WHERE ledger_transfer.id IS NULL GROUP BY leg.transfer_id ORDER BY leg.transfer_id
"""
# Halves are summed, for SQLite's sums do not leave 64 bits.
UNBALANCED = """
SELECT DISTINCT transfer.region, transfer.number FROM ledger_transfer transfer
LEFT JOIN ledger_leg leg ON leg.transfer_id = transfer.id
GROUP BY transfer.id, transfer.region, transfer.number, leg.unit
HAVING SUM(leg.amount / 4294967296) * 4294967296 + SUM(leg.amount % 4294967296) <> 0
    OR COUNT(leg.id) < 1
ORDER BY transfer.region, transfer.number
"""
TOTALS = """
SELECT account.region, account.fund, account.party, account.purpose, both_.day
FROM (
  SELECT account_id, unit, day, amount FROM ledger_total
  UNION ALL
  SELECT leg.account_id, leg.unit, leg.day, -leg.amount FROM ledger_leg leg
  JOIN ledger_transfer ON ledger_transfer.id = leg.transfer_id
) AS both_ JOIN ledger_account account ON account.id = both_.account_id
GROUP BY account.region, account.fund, account.party, account.purpose, both_.unit, both_.day,
  both_.account_id
HAVING SUM(both_.amount / 4294967296) * 4294967296 + SUM(both_.amount % 4294967296) <> 0
ORDER BY account.region, account.fund, account.party, account.purpose, both_.day
"""
ENDS = """
SELECT chain.region FROM ledger_chain chain
LEFT JOIN ledger_transfer transfer
  ON transfer.region = chain.region AND transfer.number = chain.last
WHERE (chain.last > 0 AND (transfer.digest IS NULL OR transfer.digest <> chain.digest))
   OR chain.last <> (SELECT COUNT(*) FROM ledger_transfer WHERE region = chain.region)
UNION
SELECT region FROM ledger_transfer WHERE region NOT IN (SELECT region FROM ledger_chain)
ORDER BY 1
"""


def unsound() -> Iterator[Bilingual]:
    """Everything that does not hold, in words."""
    for name in guard.missing():
        yield GUARD.fill(name=name)
    for number, legs in _ask(UNSEALED):
        yield LEGS.fill(number=number, n=legs)
    for region, number in _ask(UNBALANCED):
        yield UNEVEN.fill(region=region, number=number)
    for *account, day in _ask(TOTALS):
        region, *words = account
        yield TOTAL.fill(region=region, account=":".join(map(str, words)), day=str(day))
    for (region,) in _ask(ENDS):
        yield END.fill(region=region)


def _ask(query: str) -> list[tuple[str | int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchmany(SHOWN))


GUARD = Bilingual(
    "数据库缺少台账的防护 {name}，或内容不同",
    "the database lacks the ledger's guard {name}, or it says something else",
)
LEGS = Bilingual(
    "台账中有{n}条分录没有封条（账 {number}），它们不计数",
    "{n} legs of the ledger have no transfer ({number}); they do not count",
)
UNEVEN = Bilingual(
    "{region} 第{number}笔账借贷不平", "transfer {number} of {region} does not balance"
)
TOTAL = Bilingual(
    "{region} 科目 {account} 在{day}的合计与分录不符",
    "the total of {account} of {region} on {day} is not what its legs come to",
)
END = Bilingual(
    "{region} 的账与其链尾不符", "the transfers of {region} do not end where the chain does"
)
