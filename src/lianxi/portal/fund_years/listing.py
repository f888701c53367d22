"""The list of funds' years: for its page and as files."""

from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.governance.road.fund_year_checks import OPINIONS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.kernel.quantity import Quantity
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.fund_years import queries
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word
from lianxi.portal.ui.templatetags.words import reading_language


def fund_years(asked: Asked, wanted: dict[str, str]) -> Listed[Opened[FundYear]]:
    """The years that an address asks for."""
    rows = queries.years(asked.region)
    columns: tuple[Column[Opened[FundYear]], ...] = (
        column.number("number", NUMBER, lambda each: each.row.number),
        column.both("title", TITLE, lambda each: each.title, width=40),
        column.named("fund", FUND, lambda each: _fund(asked, each), page=False),
        column.number("year", YEAR, lambda each: each.state.begun.year, page=False),
        column.named("body", BODY, lambda each: body(asked, each.row.body)),
        column.text("grants", GRANTS, _grants),
        column.named("stage", STAGE, lambda each: word(FUND_YEAR.stages, each.row.stage)),
        column.named("opinion", OPINION, _opinion),
        column.day("since", SINCE, lambda each: Period.on(each.row.since), page=False),
    )
    funds = {each.state.begun.fund: _fund(asked, each).name for each in rows}
    filters: tuple[Filter[Opened[FundYear]], ...] = (
        Filter("stage", STAGE, lambda each: (each.row.stage,), FUND_YEAR.stages),
        Filter("fund", FUND, lambda each: (each.state.begun.fund,), funds),
    )
    listing = Listing("fund-years", YEARS, columns, filters)
    return listing.ask(rows, wanted, reading_language())


def body(asked: Asked, id_: str) -> Named:
    """A body as a cell of a list."""
    return Named(id_, called(asked.found, f"body:{id_}"))


def _fund(asked: Asked, each: Opened[FundYear]) -> Named:
    fund = each.state.begun.fund
    return Named(fund, called(asked.found, f"fund:{fund}"))


def _grants(each: Opened[FundYear]) -> str:
    budget = each.state.budget
    return str(Quantity(budget.grants)) if budget is not None else ""


def _opinion(each: Opened[FundYear]) -> Named | None:
    audit = each.state.audit
    return word(OPINIONS, audit.opinion) if audit is not None else None


YEARS = Bilingual("资金年度", "funds' years")
NUMBER = Bilingual("编号", "number")
TITLE = Bilingual("资金年度", "year")
FUND = Bilingual("资金", "fund")
YEAR = Bilingual("年份", "calendar year")
BODY = Bilingual("核定机构", "settled by")
GRANTS = Bilingual("可拨付总额（元）", "may be granted (yuan)")
STAGE = Bilingual("状态", "stage")
OPINION = Bilingual("审计意见", "opinion")
SINCE = Bilingual("开始日期", "begun")
