"""Page: what a party owes the funds and is owed by them, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.transfer import Booked
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ledger.asked import TAB, time_of
from lianxi.portal.ledger.between import holds_on, legs_of
from lianxi.portal.ledger.parts import parts
from lianxi.portal.ledger.words import UNITS, Source, purpose_words, source_of


@dataclass(frozen=True)
class Why:
    """One of the moves that the figures come from."""

    booked: Booked
    fund: str
    purpose: Bilingual
    amount: Quantity
    unit: Bilingual
    source: Source | None


@require_safe
def party(request: HttpRequest, region: str, party: str) -> HttpResponse:
    """What a party and its units owe, paid, were granted and still account for, fund by fund."""
    of = asked(request, region)
    if party not in of.found.package.parties:
        raise Http404("party")
    time = time_of(request, of.today)
    holds = [
        (number, hold, source_of(of.found, hold.source))
        for number, hold in holds_on(region, time.day)
        if f"{hold.target.party}/".startswith(f"{party}/")
    ]
    values = {
        **of.frame(TAB),
        "asked": time,
        "party": party,
        "name": called(of.found, party),
        "parts": parts(of, party, time.since, time.day),
        "moves": list(_moves(of, legs_of(region, party, time.since, time.day))),
        "holds": holds,
        "units": UNITS,
    }
    return render(request, "ledger/party.html", values)


def _moves(of: Asked, legs: Iterable[tuple[Booked, int]]) -> Iterable[Why]:
    for booked, at in legs:
        leg = booked.transfer.legs[at]
        yield Why(
            booked,
            leg.account.fund,
            purpose_words(of.found, leg.account),
            Quantity(leg.amount, leg.unit),
            UNITS[leg.unit],
            source_of(of.found, booked.transfer.source),
        )
