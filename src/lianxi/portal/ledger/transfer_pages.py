"""Pages: the transfers of a fund in a year, and one of them with all that it says."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.glance import FLOWS, flows_of
from lianxi.ledger.transfer import Booked
from lianxi.portal.charter.basis import basis
from lianxi.portal.ledger import queries
from lianxi.portal.ledger.asked import OfFund, fund_of, place_of
from lianxi.portal.ledger.between import taken_back
from lianxi.portal.ledger.correcting import why_not
from lianxi.portal.ledger.listing import Row, rows_of, transfers_listing
from lianxi.portal.ledger.pages import as_of
from lianxi.portal.ledger.words import UNITS, account_words, source_of
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

MOST = 300  # rows on a page; a file has them all
TEXT = "text"
TEXT_MAX = 60


@dataclass(frozen=True)
class LegLine:
    """A leg in words, with the address of its account's statement in the same fund."""

    words: Bilingual
    fund: str
    place: str
    amount: Quantity
    unit: Bilingual

    @property
    def size(self) -> Quantity:
        """The amount without its sign."""
        return Quantity(abs(self.amount.amount), self.amount.unit)


@require_safe
def transfers(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """The transfers of a fund in a year, narrowed by party, purpose, flow and text."""
    on = fund_of(request, region, fund)
    listed, text = _transfers(request, on)
    values = {
        **on.frame(),
        "listed": listed,
        "rows": listed.rows[:MOST],
        "more": len(listed.rows) > MOST,
        "most": MOST,
        "text": text,
        "sums": _sums(on, listed),
        "flow": FLOWS.get(listed.wanted.get("flow", "")),
        "units": UNITS,
    }
    return render(request, "ledger/transfers.html", values)


@require_safe
def transfers_file(request: HttpRequest, region: str, fund: str, form: Form) -> HttpResponse:
    """The transfers that are asked for, for a spreadsheet."""
    on = fund_of(request, region, fund)
    listed, text = _transfers(request, on)
    said = [as_of(on.time), *([(CONTAINS, same(text))] if text else [])]
    name = f"{region}-{fund}-transfers-{on.time.year}"
    return answer(form, name, listed, basis(on.of.found, *said))


def _transfers(request: HttpRequest, on: OfFund) -> tuple[Listed[Row], str]:
    time = on.time
    booked = queries.transfers(on.of.region, on.fund, since=time.since, until=time.day)
    back = taken_back(on.of.region, time.since, time.day)
    rows = rows_of(on.fund, booked, back)
    text = request.GET.get(TEXT, "").strip()[:TEXT_MAX]
    if text:
        rows = [row for row in rows if _says(row.booked, text)]
    keep = {**time.keep, **({TEXT: text} if text else {})}
    listing = transfers_listing(on.of.found, rows)
    return listing.ask(rows, request.GET.dict(), reading_language(), keep), text


def _says(booked: Booked, text: str) -> bool:
    """Whether its words, document, key, source or amounts have a text in them."""
    of = booked.transfer
    said = [of.words.zh, of.words.en, of.document, of.key, of.source]
    said += [str(Quantity(abs(leg.amount), leg.unit)) for leg in of.legs]
    return any(text.casefold() in each.casefold() for each in said)


def _sums(on: OfFund, listed: Listed[Row]) -> list[tuple[Quantity, Bilingual]]:
    """What the listed rows come to in the flow that was chosen, unit by unit."""
    flow = listed.wanted.get("flow")
    found: dict[str, int] = {}
    for row in listed.rows if flow else ():
        amount = flows_of(row.booked.transfer, on.fund).get((flow or "", row.unit), 0)
        found[row.unit] = found.get(row.unit, 0) + amount
    return [(Quantity(amount, unit), UNITS[unit]) for unit, amount in found.items()]


@require_safe
def transfer(request: HttpRequest, region: str, fund: str, number: int) -> HttpResponse:
    """One transfer: its legs and days, what it rests on and comes from, what took it back."""
    on = fund_of(request, region, fund)
    booked = of_fund(on, number)
    back = queries.reversed_by(on.of.region, number)
    source = source_of(on.of.found, booked.transfer.source)
    values = {
        **on.frame(),
        "booked": booked,
        "of": booked.transfer,
        "legs": _legs(on, booked),
        "source": source,
        "back": back,
        "may_take_back": on.of.may("fund.book") and why_not(booked, back, source) is None,
    }
    return render(request, "ledger/transfer.html", values)


def of_fund(on: OfFund, number: int) -> Booked:
    """A transfer that moves an account of the fund, or a page that says there is none."""
    found = queries.numbered(on.of.region, [number]).get(number)
    if found is None or on.fund not in found.transfer.funds:
        raise Http404("transfer")
    return found


def _legs(on: OfFund, booked: Booked) -> list[LegLine]:
    return [
        LegLine(
            account_words(on.of.found, leg.account),
            leg.account.fund,
            place_of(leg.account),
            Quantity(leg.amount, leg.unit),
            UNITS[leg.unit],
        )
        for leg in booked.transfer.legs
    ]


CONTAINS = Bilingual("含文字", "with the text")
