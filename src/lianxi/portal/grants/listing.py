"""The list of grants: for its page and as a file."""

from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_state import Grant, yuan
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.choices import whole
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.grants import queries
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word
from lianxi.portal.ui.templatetags.words import reading_language


def grants(asked: Asked, wanted: dict[str, str]) -> Listed[Opened[Grant]]:
    """The grants that an address asks for."""
    rows = queries.grants(asked.region)
    columns: tuple[Column[Opened[Grant]], ...] = (
        column.number("number", NUMBER, lambda each: each.row.number),
        column.both("title", TITLE, lambda each: each.title, width=40),
        column.named("fund", FUND, lambda each: fund(asked, each.state.applied.fund)),
        column.named("by", BY, lambda each: Named(each.row.owner, whole(asked, each.row.owner))),
        column.text("amount", AMOUNT, lambda each: yuan(each.state.terms.amount)),
        column.text("paid", PAID, lambda each: yuan(each.state.paid)),
        column.text("left", LEFT, lambda each: yuan(each.state.left)),
        column.named("body", BODY, lambda each: body(asked, each.row.body), page=False),
        column.day("since", SENT_IN, lambda each: Period.on(each.row.since)),
        column.named("stage", STAGE, lambda each: word(GRANT.stages, each.row.stage)),
    )
    funds = {
        each.state.applied.fund: called(asked.found, f"fund:{each.state.applied.fund}")
        for each in rows
    }
    parties = {_city(each): called(asked.found, _city(each)) for each in rows}
    filters: tuple[Filter[Opened[Grant]], ...] = (
        Filter("stage", STAGE, lambda each: (each.row.stage,), GRANT.stages),
        Filter("fund", FUND, lambda each: (each.state.applied.fund,), funds),
        Filter("party", BY, lambda each: (_city(each),), parties),
    )
    listing = Listing("grants", GRANTS, columns, filters)
    return listing.ask(rows, wanted, reading_language())


def fund(asked: Asked, id_: str) -> Named:
    """A fund as a cell of a list."""
    return Named(id_, called(asked.found, f"fund:{id_}"))


def body(asked: Asked, id_: str) -> Named:
    """A body as a cell of a list."""
    return Named(id_, called(asked.found, f"body:{id_}"))


def _city(each: Opened[Grant]) -> str:
    return each.row.owner.partition("/")[0]


GRANTS = Bilingual("资金申请", "grants")
NUMBER = Bilingual("编号", "number")
TITLE = Bilingual("项目", "what for")
FUND = Bilingual("资金", "fund")
BY = Bilingual("申请单位", "applied for by")
AMOUNT = Bilingual("申请（元）", "applied for (yuan)")
PAID = Bilingual("已拨付（元）", "paid out (yuan)")
LEFT = Bilingual("未核销（元）", "not accounted for (yuan)")
BODY = Bilingual("审批机构", "approved by")
SENT_IN = Bilingual("申请日期", "applied on")
STAGE = Bilingual("状态", "stage")
