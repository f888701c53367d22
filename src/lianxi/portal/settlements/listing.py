"""The list of settlements: for its page and as files."""

from decimal import Decimal

from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_state import Settlement
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import Period
from lianxi.kernel.quantity import Quantity
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.settlements import queries
from lianxi.portal.settlements.booking import called_rule
from lianxi.portal.settlements.periods import in_words
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word
from lianxi.portal.ui.templatetags.words import reading_language

Row = Opened[Settlement]


def settlements(asked: Asked, wanted: dict[str, str]) -> Listed[Row]:
    """The settlements that an address asks for."""
    rows = queries.settlements(asked.region)
    rules = {each.state.terms.rule: _rule(asked, each).name for each in rows}
    years = {year: same(year) for each in rows for year in _years(each)}
    columns: tuple[Column[Row], ...] = (
        column.number("number", NUMBER, lambda each: each.row.number),
        column.both("title", TITLE, lambda each: each.state.terms.title, width=40),
        column.named("rule", RULE, lambda each: _rule(asked, each)),
        column.both("period", PERIOD, lambda each: in_words(each.state.terms.periods)),
        column.number("amount", AMOUNT, lambda each: _yuan(moved(each.state))),
        column.number("left", LEFT, lambda each: _yuan(owed(each.state))),
        column.number("disputes", DISPUTES, lambda each: len(each.state.undecided)),
        column.day("due", PAY_BY, _pay_by),
        column.text("document", DOCUMENT, lambda each: document(each.state), page=False),
        column.named("stage", STAGE, lambda each: word(SETTLEMENT.stages, each.state.stage)),
    )
    filters: tuple[Filter[Row], ...] = (
        Filter("stage", STAGE, lambda each: (each.state.stage,), SETTLEMENT.stages),
        Filter("rule", RULE, lambda each: (each.state.terms.rule,), rules),
        Filter("year", YEAR, _years, dict(sorted(years.items(), reverse=True))),
    )
    listing = Listing("settlements", SETTLEMENTS, columns, filters)
    return listing.ask(rows, wanted, reading_language())


def _rule(asked: Asked, each: Row) -> Named:
    rule = each.state.terms.rule
    return Named(rule, called_rule(asked.found, rule))


def _years(each: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys(period[:4] for period in each.state.terms.periods))


def moved(state: Settlement) -> int:
    """What its lines come to, in fen."""
    return sum(line.amount for line in state.lines if line.unit == "CNY")


def owed(state: Settlement) -> int:
    """What is still to be paid in, in fen."""
    dues = state.dues().items()
    return sum(left for (_, unit), left in dues if unit == "CNY" and left > 0)


def owing(state: Settlement) -> int:
    """What is still to be paid out, in fen."""
    dues = state.dues().items()
    return -sum(left for (_, unit), left in dues if unit == "CNY" and left < 0)


def document(state: Settlement) -> str:
    """The number under which it was approved, the last one where it was corrected."""
    bound = state.approved
    return bound.approved[0].number if bound and bound.approved else ""


def _yuan(fen: int) -> Decimal:
    return Decimal(str(Quantity(fen)))


def _pay_by(each: Row) -> Period | None:
    day = each.state.owed_by
    return Period.on(day) if day else None


SETTLEMENTS = Bilingual("补偿结算", "compensation settlements")
NUMBER = Bilingual("编号", "number")
TITLE = Bilingual("标题", "title")
RULE = Bilingual("规则", "rule")
PERIOD = Bilingual("期间", "period")
AMOUNT = Bilingual("结算金额（元）", "settled (yuan)")
LEFT = Bilingual("未付（元）", "still owed (yuan)")
DISPUTES = Bilingual("待裁决异议", "disputes to decide")
PAY_BY = Bilingual("付款期限", "pay by")
DOCUMENT = Bilingual("审批文号", "approved as")
STAGE = Bilingual("状态", "stage")
YEAR = Bilingual("年度", "year")
