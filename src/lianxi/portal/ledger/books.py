"""The whole books of a fund up to a day: as a workbook, and as text for hledger and beancount."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lianxi.charter.region import WORLDS
from lianxi.documents.plain_books import Heading, beancount, hledger
from lianxi.kernel.bilingual import Bilingual, Lang, same
from lianxi.ledger.standing import Place
from lianxi.ledger.transfer import Booked
from lianxi.portal.charter.basis import SAYS, basis
from lianxi.portal.charter.queries import Current
from lianxi.portal.ledger import queries
from lianxi.portal.ledger.asked import OfFund, fund_of
from lianxi.portal.ledger.listing import (
    balances_listing,
    legs_listing,
    rows_of,
    transfers_listing,
)
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.sheet import XLSX, Basis, table_of, workbook_of_tables
from lianxi.portal.ui.templatetags.words import reading_language

PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Books:
    """All that was booked of a fund up to a day, and what its accounts then have."""

    found: Current
    fund: str
    until: date
    booked: Sequence[Booked]
    balances: Sequence[tuple[Place, int]]
    digest: str

    @property
    def name(self) -> str:
        """What a file of it is called: of a rehearsal, with that word."""
        region = self.found.package.region
        said = "-rehearsal" if region.world == "rehearsal" and "rehearsal" not in region.id else ""
        return f"{region.id}-{self.fund}{said}"

    @property
    def heading(self) -> Heading:
        """What a text of it says of itself."""
        package = self.found.package
        title = TITLE.fill(region=package.region.name, fund=package.of("fund", self.fund))
        world = SAYS[package.region.world].fill(world=WORLDS[package.region.world])
        return Heading(title, world, self.until, self.digest)


def books(found: Current, fund: str, until: date) -> Books:
    """Read them: a few queries."""
    region = found.package.region.id
    return Books(
        found,
        fund,
        until,
        queries.transfers(region, fund, until=until),
        list(queries.balances(region, fund, until=until).items()),
        queries.chain_end(region),
    )


def as_text(of: Books, write: Callable[[Heading, Sequence[Booked]], str]) -> str:
    """The books as text of one of the tools."""
    return write(of.heading, of.booked)


def as_workbook(of: Books, lang: Lang) -> bytes:
    """The books as a workbook: balances, transfers, legs, and where they are from."""
    legs = [(each, at) for each in of.booked for at in range(len(each.transfer.legs))]
    rows = rows_of(of.fund, of.booked, set())
    tables = (
        table_of(balances_listing(of.found).ask(of.balances, {}, lang)),
        table_of(transfers_listing(of.found, rows).ask(rows, {}, lang)),
        table_of(legs_listing(of.found).ask(legs, {}, lang)),
    )
    return workbook_of_tables(tables, _basis(of), lang)


def _basis(of: Books) -> Basis:
    said = (
        (FUND, of.found.package.of("fund", of.fund)),
        (UNTIL, same(str(of.until))),
        (CHAIN, same(of.digest)),
    )
    return basis(of.found, *said)


@require_safe
def workbook(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """The books as a workbook."""
    of = _asked(fund_of(request, region, fund))
    return attached(f"{of.name}.xlsx", XLSX, as_workbook(of, reading_language()))


@require_safe
def hledger_file(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """The books as a journal of hledger."""
    of = _asked(fund_of(request, region, fund))
    return attached(f"{of.name}.journal", PLAIN, as_text(of, hledger).encode())


@require_safe
def beancount_file(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """The books as a ledger of beancount."""
    of = _asked(fund_of(request, region, fund))
    return attached(f"{of.name}.beancount", PLAIN, as_text(of, beancount).encode())


def _asked(on: OfFund) -> Books:
    return books(on.of.found, on.fund, on.time.day)


TITLE = Bilingual("{region}·{fund}·账", "{region}: books of the {fund}")
FUND = Bilingual("资金", "fund")
UNTIL = Bilingual("截至", "up to")
CHAIN = Bilingual("链尾", "end of the chain")
