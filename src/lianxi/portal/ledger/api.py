"""API: the funds of a region: what they have, what was booked, what is set aside."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from lianxi.charter.asked import day
from lianxi.governance.year import asked_year
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.asked import answered
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.queries import now
from lianxi.portal.ledger import queries
from lianxi.portal.ledger.between import holds_on
from lianxi.portal.ledger.told import (
    balance_lines,
    fund_lines,
    hold_lines,
    statement_lines,
    transfer_line,
)
from lianxi.portal.ui.answers import At, DateText, Problem, Words, answers

router = Router(tags=["funds"])
WRONG = (401, 403, 404, 422)
Year = Annotated[str | None, Query(description="A year, this year unless said · 年份，不写即本年")]
Party = Annotated[
    str | None,
    Query(description="Accounts of a party and its units alone · 只列一个主体及其单位的科目"),
]
Amount = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]+(\.[0-9]+)?$",
        description="Decimal text in the unit · 以单位计的小数文本",
    ),
]


class FundAnswer(Schema):
    """A fund on the day, in yuan: what it has, is owed, has set aside and granted · 一项资金。"""

    id: str
    name_zh: str
    name_en: str
    in_force: bool
    unit: str
    cash: Amount
    due: Amount
    held: Amount
    free: Amount
    outstanding: Amount
    surplus: Amount


class BalanceAnswer(Schema):
    """What an account has in a unit at the end of the day · 科目余额。"""

    account: str
    unit: str
    amount: Amount


class StatementLineAnswer(Schema):
    """A leg in an account's statement, with what the account then has · 明细账的一行。"""

    number: int
    booked: DateText
    event: DateText
    account: str
    unit: str
    amount: Amount
    balance: Amount
    words: Words
    document: str
    source: str
    key: str
    reverses: int | None


class LegAnswer(Schema):
    """What an account takes in, or gives below zero · 一条分录。"""

    account: str
    unit: str
    amount: Amount


class TransferAnswer(Schema):
    """A transfer with its legs, which sum to zero in each unit · 一笔账。"""

    number: int
    booked: DateText
    event: DateText
    known: str
    words: Words
    document: str
    source: str
    key: str
    reverses: int | None
    digest: str
    legs: list[LegAnswer]


class HoldAnswer(Schema):
    """Something that is set aside at the end of the day · 一笔预留。"""

    number: int
    account: str
    target: str
    unit: str
    amount: Amount
    since: DateText
    until: DateText | None
    words: Words
    source: str


@router.get("/regions/{region}/funds", response=answers(list[FundAnswer], *WRONG))
def funds(request: HttpRequest, region: str, at: At = None) -> list[dict[str, Plain]]:
    """The funds of a rehearsal or a live region on a day; those only proposed too · 资金。"""
    found, on = _asked(region, at)
    return fund_lines(found, on)


@router.get(
    "/regions/{region}/funds/{fund}/balances", response=answers(list[BalanceAnswer], *WRONG)
)
def fund_balances(
    request: HttpRequest, region: str, fund: str, party: Party = None, at: At = None
) -> list[dict[str, Plain]]:
    """What every account of a fund has at the end of a day · 科目余额。"""
    found, on = _asked(region, at, fund)
    return balance_lines(found, fund, on, _party(found, party))


@router.get(
    "/regions/{region}/funds/{fund}/statement", response=answers(list[StatementLineAnswer], *WRONG)
)
def fund_statement(
    request: HttpRequest, region: str, fund: str, year: Year = None, at: At = None
) -> list[dict[str, Plain]]:
    """Every leg that was booked in a year, account by account, up to a day · 明细账。"""
    found, on = _asked(region, at, fund)
    since, until = stretch(year, on)
    return statement_lines(found, fund, since, until)


@router.get(
    "/regions/{region}/funds/{fund}/transfers", response=answers(list[TransferAnswer], *WRONG)
)
def fund_transfers(
    request: HttpRequest, region: str, fund: str, year: Year = None, at: At = None
) -> list[dict[str, Plain]]:
    """The transfers of a year in the order of their booking days · 账目。"""
    found, on = _asked(region, at, fund)
    since, until = stretch(year, on)
    booked = queries.transfers(found.package.region.id, fund, since=since, until=until)
    return [transfer_line(each) for each in booked]


@router.get(
    "/regions/{region}/funds/{fund}/transfers/{number}", response=answers(TransferAnswer, *WRONG)
)
def fund_transfer(request: HttpRequest, region: str, fund: str, number: int) -> Mapping[str, Plain]:
    """One transfer · 一笔账。"""
    found, _ = _asked(region, None, fund)
    known = 0 < number < 2**63
    kept = queries.numbered(found.package.region.id, [number] if known else [])
    if number not in kept or fund not in kept[number].transfer.funds:
        raise Problem(404, NO_TRANSFER.fill(n=str(number)[:20]))
    return transfer_line(kept[number])


@router.get("/regions/{region}/funds/{fund}/holds", response=answers(list[HoldAnswer], *WRONG))
def fund_holds(
    request: HttpRequest, region: str, fund: str, at: At = None
) -> list[dict[str, Plain]]:
    """What is set aside at the end of a day, and for what · 预留。"""
    found, on = _asked(region, at, fund)
    return hold_lines(holds_on(found.package.region.id, on, fund))


def stretch(year: str | None, on: date) -> tuple[date, date]:
    """The first day of a year, and its last or the day that is asked for, whichever is earlier."""
    of = on.year if year is None else asked_year("year", year)
    return date(of, 1, 1), min(date(of, 12, 31), on)


def _asked(region: str, at: str | None, fund: str | None = None) -> tuple[Current, date]:
    """The region in which work is done and the day, or what there is instead."""
    found = answered(region)
    package = found.package
    if package.region.world == "record":
        raise Problem(404, RECORD)
    known = [each.id for each in package.kind("fund")]
    if fund is not None and fund not in known:
        raise Problem(404, NO_FUND.fill(id=fund[:40], known=", ".join(known) or "—"))
    return found, day("at", at, now(found).date())


def _party(found: Current, party: str | None) -> str:
    if party and party not in found.package.parties and party not in found.package.units:
        raise Problem(404, NO_PARTY.fill(id=party[:40]))
    return party or ""


RECORD = Bilingual("实录中没有账", "a record has no books")
NO_FUND = Bilingual("没有资金“{id}”，有：{known}", "there is no fund {id}; there are: {known}")
NO_PARTY = Bilingual("没有主体“{id}”", "there is no party {id}")
NO_TRANSFER = Bilingual("这项资金没有第{n}笔账", "the fund has no transfer {n}")
