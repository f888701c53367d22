"""What does not hold in the ledger's rows, whoever wrote them: for the verification.

Halves of amounts are summed, for SQLite's sums do not leave 64 bits.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db import connection

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ledger import guard
from lianxi.portal.ledger.columns import COLUMNS, bent
from lianxi.portal.ledger.digests import Followed

SHOWN = 20  # of one kind; whoever looks on finds the rest

BENT = """
SELECT 'ledger_{table}', CAST({key} AS text) FROM ledger_{table} {table} WHERE {condition}
"""
UNSEALED = """
SELECT leg.transfer_id, COUNT(*) FROM ledger_leg leg
LEFT JOIN ledger_transfer ON ledger_transfer.id = leg.transfer_id
WHERE ledger_transfer.id IS NULL GROUP BY leg.transfer_id ORDER BY leg.transfer_id
"""
UNBALANCED = """
SELECT DISTINCT transfer.region, transfer.number FROM ledger_transfer transfer
LEFT JOIN ledger_leg leg ON leg.transfer_id = transfer.id
GROUP BY transfer.id, transfer.region, transfer.number, leg.unit
HAVING SUM(leg.amount / 4294967296) * 4294967296 + SUM(leg.amount % 4294967296) <> 0
    OR COUNT(leg.id) < 1
ORDER BY transfer.region, transfer.number
"""
MISPLACED = """
SELECT transfer.region, transfer.number, leg.n FROM ledger_transfer transfer
JOIN ledger_leg leg ON leg.transfer_id = transfer.id
LEFT JOIN ledger_account account ON account.id = leg.account_id
WHERE leg.day <> transfer.booked OR account.region IS NULL OR account.region <> transfer.region
ORDER BY transfer.region, transfer.number, leg.n
"""
TOTALS = """
SELECT account.region, account.fund || ':' || account.party || ':' || account.purpose
  || CASE WHEN account.matter = '' THEN '' ELSE ':' || account.matter END AS account,
  both_.unit, CAST(both_.day AS text)
FROM (
  SELECT account_id, unit, day, amount / 4294967296 AS high, amount % 4294967296 AS low
  FROM ledger_total
  UNION ALL
  SELECT leg.account_id, leg.unit, leg.day, -(leg.amount / 4294967296), -(leg.amount % 4294967296)
  FROM ledger_leg leg JOIN ledger_transfer ON ledger_transfer.id = leg.transfer_id
) AS both_ JOIN ledger_account account ON account.id = both_.account_id
GROUP BY account.region, account.fund, account.party, account.purpose, account.matter, both_.unit,
  both_.day, both_.account_id
HAVING SUM(both_.high) * 4294967296 + SUM(both_.low) <> 0
ORDER BY account.region, 2, both_.day
"""
BESIDE = """
SELECT transfer.region, transfer.number FROM ledger_transfer transfer
LEFT JOIN ledger_chain chain ON chain.region = transfer.region
WHERE chain.last IS NULL OR transfer.number > chain.last
ORDER BY transfer.region, transfer.number
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


def unsound(chains: Mapping[str, Followed]) -> Iterator[Bilingual]:
    """Everything that does not hold, in words; `chains` are those that were followed."""
    for words, names in (
        (GUARD, guard.missing()),
        (STRANGE, guard.strange()),
        (LOST, guard.lost()),
    ):
        yield from (words.fill(name=name) for name in names)
    for query, words, fields in LOOKED:
        for row in _ask(query):
            yield words.fill(**dict(zip(fields, row, strict=True)))
    for table, key in _ask(" UNION ALL ".join(map(_bent, COLUMNS))):
        yield ROW.fill(table=table, row=key)
    for region, each in chains.items():
        for number in each.changed[:SHOWN]:
            yield CHANGED.fill(region=region, number=number)
        for number in each.gone:
            yield GONE.fill(region=region, number=number)


def _bent(table: str) -> str:
    key = "region" if table == "chain" else "id"
    condition = bent(connection.vendor, table, table)
    return BENT.format(key=key, table=table, condition=condition)


def _ask(query: str) -> list[tuple[str | int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchmany(SHOWN))


GUARD = Bilingual(
    "数据库缺少台账的防护 {name}，或内容不同",
    "the database lacks the ledger's guard {name}, or it says something else",
)
STRANGE = Bilingual(
    "数据库在台账的表上另设了 {name}，不属于台账",
    "the database has {name} on the ledger's tables, which is none of the ledger's",
)
LOST = Bilingual(
    "数据库缺少台账表的约束 {name}",
    "the database lacks the constraint {name} of the ledger's tables",
)
ROW = Bilingual(
    "{table} 中 {row} 一行的内容无法读取，不是该列应有的类型或日期",
    "row {row} of {table} can't be read: a column holds what it can not, or a day that is none",
)
LEGS = Bilingual(
    "台账中有{n}条分录没有封条（账 {number}），它们不计数",
    "{n} legs of the ledger have no transfer ({number}); they do not count",
)
UNEVEN = Bilingual(
    "{region} 第{number}笔账借贷不平", "transfer {number} of {region} does not balance"
)
PLACE = Bilingual(
    "{region} 第{number}笔账第{n}条分录的日期、科目或地区与该笔账不符",
    "leg {n} of transfer {number} of {region} is of another day or region, or of no account",
)
TOTAL = Bilingual(
    "{region} 科目 {account} 在{day}以{unit}计的合计与分录不符",
    "the total of {account} of {region} on {day} in {unit} is not what its legs come to",
)
CHANGED = Bilingual(
    "{region} 第{number}笔账不是当初入账的内容",
    "transfer {number} of {region} is not what was booked",
)
GONE = Bilingual("{region} 第{number}笔账不见了", "transfer {number} of {region} is gone")
ASIDE = Bilingual(
    "{region} 第{number}笔账不是经由账链入账的",
    "transfer {number} of {region} was booked beside the chain",
)
END = Bilingual(
    "{region} 的账与其链尾不符", "the transfers of {region} do not end where the chain does"
)

# What is asked, what is said of each row that is found, and what its columns are called there.
LOOKED: Sequence[tuple[str, Bilingual, tuple[str, ...]]] = (
    (UNSEALED, LEGS, ("number", "n")),
    (UNBALANCED, UNEVEN, ("region", "number")),
    (MISPLACED, PLACE, ("region", "number", "n")),
    (TOTALS, TOTAL, ("region", "account", "unit", "day")),
    (BESIDE, ASIDE, ("region", "number")),
    (ENDS, END, ("region",)),
)
