"""Pages: the accounts of a fund, and the statement of one of them."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import Account
from lianxi.ledger.standing import Place
from lianxi.ledger.statement import Line, Statement, statement
from lianxi.portal.charter.basis import basis
from lianxi.portal.ledger import queries
from lianxi.portal.ledger.asked import OfFund, account_at, fund_of, place_of
from lianxi.portal.ledger.between import before, turnover
from lianxi.portal.ledger.listing import AccountLine, accounts_listing, statement_in
from lianxi.portal.ledger.pages import as_of
from lianxi.portal.ledger.words import UNITS, account_words
from lianxi.portal.ui import asked as asking
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
def accounts(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """Every account of a fund in a year: what it had, took in, gave and has."""
    on = fund_of(request, region, fund)
    listed = _accounts(request, on)
    values = {
        **on.frame(),
        "listed": listed,
        "rows": [
            (line, account_words(on.of.found, line.account), place_of(line.account))
            for line in listed.rows
        ],
        "sums": _sums(listed.rows),
        "units": UNITS,
    }
    return render(request, "ledger/accounts.html", values)


@require_safe
def accounts_file(request: HttpRequest, region: str, fund: str, form: Form) -> HttpResponse:
    """The accounts that are asked for, for a spreadsheet."""
    on = fund_of(request, region, fund)
    listed = _accounts(request, on)
    return answer(form, f"{region}-{fund}-accounts", listed, basis(on.of.found, as_of(on.time)))


def _accounts(request: HttpRequest, on: OfFund) -> Listed[AccountLine]:
    lines = account_lines(on)
    listing = accounts_listing(on.of.found, lines)
    return listing.ask(lines, request.GET.dict(), reading_language(), on.time.keep)


def account_lines(on: OfFund) -> list[AccountLine]:
    """The accounts that had, moved or have anything in the time; two queries."""
    had = before(on.of.region, on.time.since, on.fund)
    moved = turnover(on.of.region, on.fund, on.time.since, on.time.day)
    places = sorted({*had, *moved})
    return [
        AccountLine(account, unit, had.get((account, unit), 0), *moved.get((account, unit), (0, 0)))
        for account, unit in places
    ]


def _sums(lines: tuple[AccountLine, ...]) -> list[AccountLine]:
    """What the lines come to, unit by unit."""
    found: dict[str, AccountLine] = {}
    for line in lines:
        was = found.get(line.unit, AccountLine(line.account, line.unit, 0, 0, 0))
        found[line.unit] = AccountLine(
            was.account,
            line.unit,
            was.opening + line.opening,
            was.took + line.took,
            was.gave + line.gave,
        )
    return list(found.values())


@require_safe
def account(request: HttpRequest, region: str, fund: str, place: str) -> HttpResponse:
    """The statement of an account in a year."""
    on = fund_of(request, region, fund)
    stated, listed, units = _statement(request, on, account_at(fund, place))
    values = {
        **on.frame(),
        "place": place,
        "account": stated.account,
        "words": account_words(on.of.found, stated.account),
        "stated": stated,
        "unit": UNITS[stated.unit],
        "units": [(unit, UNITS[unit]) for unit in units],
        "listed": listed,
        "years": _years(on),
    }
    return render(request, "ledger/account.html", values)


@require_safe
def statement_file(
    request: HttpRequest, region: str, fund: str, place: str, form: Form
) -> HttpResponse:
    """The statement, for a spreadsheet."""
    on = fund_of(request, region, fund)
    stated, listed, _ = _statement(request, on, account_at(fund, place))
    said = (
        (ACCOUNT, account_words(on.of.found, stated.account)),
        (CODE, same(str(stated.account))),
        as_of(on.time),
        (OPENING, same(_amount(stated.opening, stated))),
        (CLOSING, same(_amount(stated.closing, stated))),
    )
    plain = re.sub(r"[^\w-]+", "-", str(stated.account), flags=re.ASCII).strip("-")
    return answer(form, f"{region}-{plain}-{on.time.year}", listed, basis(on.of.found, *said))


def _statement(
    request: HttpRequest, on: OfFund, account: Account
) -> tuple[Statement, Listed[Line], list[str]]:
    """The statement in the unit that is asked for: yuan, or the first that there is."""
    region, time = on.of.region, on.time
    opening = before(region, time.since, on.fund, [account])
    booked = queries.transfers(region, account=account, since=time.since, until=time.day)
    legs = (leg for each in booked for leg in each.transfer.legs if leg.account == account)
    units = sorted({*(unit for _, unit in opening), *(leg.unit for leg in legs)}, key=_yuan_first)
    if not units and not queries.there(region, account):
        raise Http404("account")
    wanted, _ = asking.words(request.GET.dict(), {"unit": units})
    unit = wanted.get("unit", (units or ["CNY"])[0])
    place: Place = (account, unit)
    stated = statement(
        place, opening.get(place, 0), [(each.number, each.transfer) for each in booked]
    )
    keep = {**time.keep, **wanted}
    listed = statement_in(unit).ask(stated.lines, request.GET.dict(), reading_language(), keep)
    return stated, listed, units


def _yuan_first(unit: str) -> tuple[bool, str]:
    return unit != "CNY", unit


def _years(on: OfFund) -> list[int]:
    """The years before and after, of those that there can be."""
    return [year for year in (on.time.year - 1, on.time.year + 1) if year <= on.of.today.year]


def _amount(amount: int, stated: Statement) -> str:
    return f"{Quantity(amount, stated.unit)} {stated.unit}"


ACCOUNT = Bilingual("科目", "account")
CODE = Bilingual("科目代码", "code of the account")
OPENING = Bilingual("期初余额", "opening balance")
CLOSING = Bilingual("期末余额", "closing balance")
