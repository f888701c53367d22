"""The lists of the sharing rules: the rules, the lines of a result, the figures of a period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lianxi.charter.article import Article
from lianxi.charter.kinds.kind import STANDING
from lianxi.documents.sharing.naming import figure
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.sharing.asked import OfRule
from lianxi.portal.sharing.periods import period_words
from lianxi.portal.sharing.words import Amount
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listing
from lianxi.portal.ui.record_columns import ID, STANDING_LABEL, whose, word
from lianxi.sharing.run import Line


@dataclass(frozen=True)
class RuleLine:
    """A rule in the list."""

    article: Article
    name: Bilingual
    standing: str
    since: Period | None
    asks: Bilingual
    period: str  # the last of which there are figures

    @property
    def period_words(self) -> Bilingual:
        """The same as a reader writes it."""
        return period_words(self.period)


@dataclass(frozen=True)
class ResultLine:
    """A line of a result, with its number in it."""

    n: int
    line: Line
    title: Bilingual
    giver: Named
    taker: Named
    of: Bilingual | None

    @property
    def amount(self) -> Amount:
        """What is paid."""
        return Amount(self.line.amount, self.line.unit)


@dataclass(frozen=True)
class Cell:
    """A figure that a rule asks for: what it is, and what it is now, where it is there."""

    fact: str
    title: Bilingual
    keys: tuple[tuple[str, str], ...]
    of: Bilingual | None
    unit: str
    value: str
    batch: int | None
    at: str  # how an address names it
    named: tuple[tuple[Bilingual, Bilingual | None], ...] = ()  # a word of the list, its key

    @property
    def shown(self) -> str:
        """Its value for a reader."""
        return figure(self.value)

    @property
    def there(self) -> str:
        """Whether it is there: "there" or "missing"."""
        return "there" if self.value else "missing"


THERE = {"there": Bilingual("已有", "there"), "missing": Bilingual("缺", "missing")}


def rules_listing() -> Listing[RuleLine]:
    """The list of the rules."""
    columns: tuple[Column[RuleLine], ...] = (
        column.text("id", ID, lambda line: line.article.id, page=False, width=26),
        column.both("name", RULE, lambda line: line.name, width=40),
        column.named("standing", STANDING_LABEL, lambda line: word(STANDING, line.standing)),
        column.day("since", SINCE, lambda line: line.since),
        column.both("asks", ASKS, lambda line: line.asks, sorts=False, width=44),
        column.text("period", LAST, lambda line: line.period),
        whose(lambda line: line.article.worlds[-1]),
    )
    filters: tuple[Filter[RuleLine], ...] = (
        Filter("standing", STANDING_LABEL, lambda line: (line.standing,), STANDING),
    )
    return Listing("sharing", RULES, columns, filters)


def lines_listing(rows: Sequence[ResultLine]) -> Listing[ResultLine]:
    """The list of the lines of a result."""
    columns: tuple[Column[ResultLine], ...] = (
        column.number("number", NUMBER, lambda row: row.n + 1, counts=False),
        column.both("transfer", TRANSFER, lambda row: row.title),
        column.named("giver", GIVER, lambda row: row.giver),
        column.named("taker", TAKER, lambda row: row.taker),
        column.both("of", OF, lambda row: row.of),
        column.number("amount", AMOUNT, lambda row: Decimal(row.amount.plain)),
        column.text("unit", UNIT, lambda row: row.line.unit, page=False),
        column.text("clause", CLAUSE, lambda row: row.line.clause),
        column.text("period", PERIOD, lambda row: row.line.period, page=False),
    )
    titles = {row.line.name: row.title for row in rows}
    givers = {row.giver.id: row.giver.name for row in rows}
    takers = {row.taker.id: row.taker.name for row in rows}
    filters: tuple[Filter[ResultLine], ...] = (
        Filter("transfer", TRANSFER, lambda row: (row.line.name,), titles),
        Filter("giver", GIVER, lambda row: (row.giver.id,), givers),
        Filter("taker", TAKER, lambda row: (row.taker.id,), takers),
    )
    return Listing("lines", LINES, columns, filters)


def cells_listing(on: OfRule, rows: Sequence[Cell]) -> Listing[Cell]:
    """The list of the figures that a rule asks for in a period."""
    words = list(dict.fromkeys(name for row in rows for name, _ in row.keys))

    def key(name: str) -> Column[Cell]:
        def says(row: Cell) -> Named | None:
            found = dict(row.keys).get(name)
            return Named(found, on.naming.part(name, found)) if found else None

        return column.named(name, on.naming.word(name), says)

    columns: tuple[Column[Cell], ...] = (
        column.named("fact", FACT, lambda row: Named(row.fact, row.title)),
        *(key(name) for name in words),
        replace(
            column.text("value", VALUE, lambda row: row.value),
            order=lambda row, _: (Decimal(row.value),) if row.value else None,
            counts=True,
        ),
        column.text("unit", UNIT, lambda row: row.unit),
        column.text("batch", BATCH, lambda row: str(row.batch) if row.batch else None),
    )
    titles = {row.fact: row.title for row in rows}
    filters: tuple[Filter[Cell], ...] = (
        Filter("fact", FACT, lambda row: (row.fact,), titles),
        Filter("there", STATE, lambda row: (row.there,), THERE),
    )
    return Listing("facts", FIGURES, columns, filters)


RULES = Bilingual("分担分享规则", "sharing rules")
RULE = Bilingual("规则", "rule")
SINCE = Bilingual("生效自", "in force since")
ASKS = Bilingual("所需数据", "what it asks for")
LAST = Bilingual("最近有数据的一期", "last period with figures")
LINES = Bilingual("转移明细", "lines")
NUMBER = Bilingual("序号", "no.")
TRANSFER = Bilingual("转移", "transfer")
GIVER = Bilingual("付方", "payer")
TAKER = Bilingual("收方", "payee")
OF = Bilingual("对象", "for")
AMOUNT = Bilingual("金额", "amount")
UNIT = Bilingual("单位", "unit")
CLAUSE = Bilingual("条款", "clause")
PERIOD = Bilingual("核算期", "period")
FACT = Bilingual("数据", "fact")
VALUE = Bilingual("数值", "value")
BATCH = Bilingual("批次", "batch")
STATE = Bilingual("状态", "state")
FIGURES = Bilingual("规则所用的数据", "figures")
