"""The list of payment notices: for its page and as files."""

from decimal import Decimal

from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_state import Notice
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import Period
from lianxi.kernel.quantity import Quantity
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.notices import queries
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word
from lianxi.portal.ui.templatetags.words import reading_language

Row = Opened[Notice]


def notices(asked: Asked, wanted: dict[str, str]) -> Listed[Row]:
    """The notices that an address asks for."""
    rows = queries.notices(asked.region)
    funds = {each.state.terms.fund: _fund(asked, each).name for each in rows}
    years = {str(each.state.terms.year): same(str(each.state.terms.year)) for each in rows}
    columns: tuple[Column[Row], ...] = (
        column.number("number", NUMBER, lambda each: each.row.number),
        column.both("title", TITLE, lambda each: each.state.terms.title, width=40),
        column.named("fund", FUND, lambda each: _fund(asked, each)),
        column.number("year", YEAR, lambda each: each.state.terms.year),
        column.number("asked", ASKED, lambda each: _yuan(each.state.asked)),
        column.number("paid", PAID, lambda each: _yuan(each.state.paid_by())),
        column.number("waived", WAIVED, lambda each: _yuan(each.state.waived_for()), page=False),
        column.number("left", LEFT, lambda each: _yuan(_left(each.state))),
        column.day("due", PAY_BY, _pay_by),
        column.text("document", DOCUMENT, lambda each: _document(each.state), page=False),
        column.named("stage", STAGE, lambda each: word(NOTICE.stages, each.state.stage)),
    )
    filters: tuple[Filter[Row], ...] = (
        Filter("stage", STAGE, lambda each: (each.state.stage,), NOTICE.stages),
        Filter("fund", FUND, lambda each: (each.state.terms.fund,), funds),
        Filter("year", YEAR, lambda each: (str(each.state.terms.year),), years),
    )
    listing = Listing("notices", NOTICES, columns, filters)
    return listing.ask(rows, wanted, reading_language())


def _fund(asked: Asked, each: Row) -> Named:
    fund = each.state.terms.fund
    return Named(fund, called(asked.found, f"fund:{fund}"))


def _yuan(fen: int) -> Decimal:
    return Decimal(str(Quantity(fen)))


def _left(state: Notice) -> int:
    """What is owed: nothing before it is issued."""
    return state.left if state.issued else 0


def _pay_by(each: Row) -> Period | None:
    issued = each.state.issued
    day = issued[0].pay_by if issued else each.state.terms.pay_by
    return Period.on(day) if day else None


def _document(state: Notice) -> str:
    return state.issued[0].number if state.issued else ""


NOTICES = Bilingual("缴款通知", "payment notices")
NUMBER = Bilingual("编号", "number")
TITLE = Bilingual("标题", "title")
FUND = Bilingual("资金", "fund")
YEAR = Bilingual("年度", "year")
ASKED = Bilingual("应缴（元）", "asked for (yuan)")
PAID = Bilingual("已缴（元）", "paid (yuan)")
WAIVED = Bilingual("减免（元）", "waived (yuan)")
LEFT = Bilingual("欠缴（元）", "owed (yuan)")
PAY_BY = Bilingual("缴款期限", "pay by")
DOCUMENT = Bilingual("文号", "document")
STAGE = Bilingual("状态", "stage")
