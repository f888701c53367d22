"""Pages: the funds of a region, and one of them at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.article import Article
from lianxi.charter.kinds.fund import APPROVALS, DUES, GRANTS, HELD_BY, SERVES
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.glance import CAME_IN, FLOWS, WENT_OUT, Glance
from lianxi.ledger.hold import Hold
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.key_rows import KeyRow
from lianxi.portal.charter.key_rows import rows_of as text_rows
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.ledger.asked import TAB, OfFund, Time, fund_of, time_of
from lianxi.portal.ledger.between import Between, between
from lianxi.portal.ledger.listing import FundLine, funds_listing
from lianxi.portal.ledger.words import UNITS, Source, account_words, source_of
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

RULES = frozenset({SERVES.name, HELD_BY.name, DUES.name, GRANTS.name, APPROVALS.name})


@dataclass(frozen=True)
class Aside:
    """Something that is set aside, in words."""

    number: int
    hold: Hold
    target: Bilingual
    source: Source | None


@dataclass(frozen=True)
class Flow:
    """A flow of a fund with its name."""

    name: str
    words: Bilingual
    amount: int


@dataclass(frozen=True)
class Shown:
    """A fund at a glance in one unit, as its page shows it."""

    glance: Glance
    unit: Bilingual

    @property
    def came_in(self) -> list[Flow]:
        """What money came in, by how."""
        return [self._flow(name) for name in CAME_IN]

    @property
    def went_out(self) -> list[Flow]:
        """What money went out, by how."""
        return [self._flow(name) for name in WENT_OUT]

    @property
    def levied(self) -> Flow:
        """What was levied, less what was waived."""
        return self._flow("levied")

    @property
    def accounted(self) -> Flow:
        """What was accounted for."""
        return self._flow("accounted")

    def _flow(self, name: str) -> Flow:
        return Flow(name, FLOWS[name], self.glance.flows.get(name, 0))


@require_safe
def funds(request: HttpRequest, region: str) -> HttpResponse:
    """The funds of the region on a day: what each has, is owed, has set aside and granted."""
    of = asked(request, region)
    time, listed, proposed = _funds(request, of)
    values = {
        **of.frame(TAB),
        "asked": time,
        "listed": listed,
        "proposed": proposed,
        "own": [party for party in of.own() if "/" not in party],
    }
    return render(request, "ledger/funds.html", values)


@require_safe
def funds_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The same list, for a spreadsheet."""
    of = asked(request, region)
    time, listed, _ = _funds(request, of)
    return answer(form, f"{region}-funds", listed, basis(of.found, as_of(time)))


def _funds(request: HttpRequest, of: Asked) -> tuple[Time, Listed[FundLine], list[Article]]:
    """The funds with books of their own or in force on the day, and those that are neither."""
    time = time_of(request, of.today)
    found = between(of.region, time.since, time.day)
    booked = {account.fund for account, _ in found.closing}
    package = of.found.package
    every = list(package.kind("fund"))
    there = [each for each in every if each.id in booked or package.text(each.id, time.day)]
    lines = [FundLine(each, found.glances(each.id)[0]) for each in there]
    listed = funds_listing().ask(lines, request.GET.dict(), reading_language(), time.keep)
    return time, listed, [each for each in every if each not in there]


@require_safe
def fund(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """A fund in a year: what it had, took in and gave, what is owed, set aside and left."""
    on = fund_of(request, region, fund)
    found = between(region, on.time.since, on.time.day, fund)
    values = {
        **on.frame(),
        "shown": [Shown(each, UNITS[each.unit]) for each in found.glances(fund)],
        "asides": _asides(on, found),
        "rules": _rules(on),
        "in_force": on.text is not None,
        "units": UNITS,
        "may_book": on.of.may("fund.book") and on.text is not None,
    }
    return render(request, "ledger/fund.html", values)


def _asides(on: OfFund, found: Between) -> list[Aside]:
    package = on.of.found
    return [
        Aside(number, hold, account_words(package, hold.target), source_of(package, hold.source))
        for number, hold in found.holds
    ]


def _rules(on: OfFund) -> Sequence[KeyRow]:
    """What its article says of whose it is, who pays, what may be paid and who approves."""
    text, package = on.text, on.of.found.package
    return [row for row in text_rows(text, package) if row.key in RULES] if text else []


def as_of(time: Time) -> tuple[Bilingual, Bilingual]:
    """The day of a list, for its workbook."""
    return AS_OF, Bilingual(str(time.day), str(time.day))


AS_OF = Bilingual("截至", "as of")
