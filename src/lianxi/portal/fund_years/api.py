"""API: the years of a region's funds."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.governance.road.fund_year_acts import Budget
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.quantity import Quantity
from lianxi.portal.charter.asked import answered
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.fund_years import queries
from lianxi.portal.ui.answers import DateText, Problem, answers

router = Router(tags=["funds"])


class FundYearAnswer(Schema):
    """A fund's year; amounts in yuan as decimal text · 资金年度，金额以元计。"""

    ref: str
    title_zh: str
    title_en: str
    fund: str
    year: int
    body: str
    stage: str
    budget: str | None
    matters: dict[str, str]
    opinion: str | None
    surplus: str | None


class MovedAnswer(Schema):
    """An account over the year · 科目的年初、增减和年末。"""

    account: str
    unit: str
    opening: str
    taken_in: str
    given: str
    closing: str


class FundYearFigures(FundYearAnswer):
    """A fund's year with its accounts and the ledger's end · 资金年度及其科目余额。"""

    day: DateText
    income: dict[str, str]
    spent: str
    result: str
    carried_over: str
    chain: str
    accounts: list[MovedAnswer]


@router.get(
    "/regions/{region}/fund-years", response=answers(list[FundYearAnswer], 401, 403, 404, 422)
)
def fund_years(request: HttpRequest, region: str) -> list[dict[str, Plain]]:
    """The funds' years of a rehearsal or a live region; a record has none · 资金年度."""
    found = answered(region)
    if found.package.region.world == "record":
        raise Problem(404, RECORD)
    return [_year(each) for each in queries.years(region)]


@router.get(
    "/regions/{region}/fund-years/{number}", response=answers(FundYearFigures, 401, 403, 404, 422)
)
def fund_year(request: HttpRequest, region: str, number: int) -> dict[str, Plain]:
    """One of them, with the balances of its accounts · 一个资金年度."""
    found = answered(region)
    year = dossiers.opened(region, FUND_YEAR, number)
    if year is None:
        raise Problem(404, NO_YEAR)
    day: date = dossiers.now(found).date()
    facts = queries.facts(found, year, day)
    figures = facts.figures
    return {
        **_year(year),
        "day": str(day),
        "income": {of: str(Quantity(n)) for of, n in figures.income.items()},
        "spent": str(Quantity(figures.spent)),
        "result": str(Quantity(figures.result)),
        "carried_over": str(Quantity(figures.surplus)),
        "chain": facts.chain[1],
        "accounts": [
            {
                "account": str(each.place[0]),
                "unit": each.place[1],
                "opening": str(Quantity(each.opening, each.place[1])),
                "taken_in": str(Quantity(each.taken_in, each.place[1])),
                "given": str(Quantity(each.given, each.place[1])),
                "closing": str(Quantity(each.closing, each.place[1])),
            }
            for each in figures.accounts
        ],
    }


def _year(each: Opened[FundYear]) -> dict[str, Plain]:
    state, begun = each.state, each.state.begun
    budget: Budget | None = state.budget
    matters: dict[str, Plain] = {}
    if budget is not None:
        matters = {of: str(Quantity(amount)) for of, amount in budget.matters}
    return {
        "ref": each.row.ref,
        "title_zh": each.title.zh,
        "title_en": each.title.en,
        "fund": begun.fund,
        "year": begun.year,
        "body": begun.body,
        "stage": state.stage,
        "budget": str(Quantity(budget.grants)) if budget is not None else None,
        "matters": matters,
        "opinion": state.audit.opinion if state.audit is not None else None,
        "surplus": str(Quantity(state.closed.surplus)) if state.closed is not None else None,
    }


RECORD = Bilingual("实录中没有资金年度", "a record has no funds' years")
NO_YEAR = Bilingual("没有这个资金年度", "there is no such year of a fund")
