"""The books of a fund from a command, with no portal running."""

from collections.abc import Callable
from datetime import date
from typing import Literal, TypeVar

from lianxi.documents.plain_books import beancount, hledger
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.digest import Plain
from lianxi.kernel.setting import SettingError
from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.charter.queries import Current, current
from lianxi.portal.database import reached, there
from lianxi.portal.dossiers.queries import now
from lianxi.portal.ledger import books, told

T = TypeVar("T")
Form = Literal["hledger", "beancount", "xlsx"]
Lines = list[dict[str, Plain]]


def balance(region: str, fund: str, at: date | None, party: str | None) -> tuple[date, Lines]:
    """The day that is asked about, and what every account has at its end."""

    def read(found: Current, today: date) -> tuple[date, Lines]:
        known = {*found.package.parties, *found.package.units, fund}
        if party is not None and party not in known:
            raise SettingError(NO_PARTY.fill(party=party, region=region))
        day = at or today
        return day, told.balance_lines(found, fund, day, party or "")

    return _asked(region, fund, read)


def statement(region: str, fund: str, year: int, at: date | None) -> Lines:
    """Every leg booked in a year, account by account, up to a day where one is asked for."""
    until = min(date(year, 12, 31), at or date.max)
    return _asked(
        region, fund, lambda found, _: told.statement_lines(found, fund, date(year, 1, 1), until)
    )


def export(region: str, fund: str, at: date | None, form: Form, lang: Lang) -> bytes:
    """The whole books up to a day, as hledger, beancount or a workbook has them."""

    def read(found: Current, today: date) -> bytes:
        of = books.books(found, fund, at or today)
        if form == "xlsx":
            return books.as_workbook(of, lang)
        return books.as_text(of, hledger if form == "hledger" else beancount).encode()

    return _asked(region, fund, read)


def _asked(region: str, fund: str, read: Callable[[Current, date], T]) -> T:
    """Read of a fund of a loaded region, or say in one line why that can't be."""
    with reached():
        there()
        found = current(region)
        if found is None:
            raise SettingError(NO_REGION.fill(region=region))
        if found.package.region.world == "record":
            raise SettingError(RECORD.fill(region=found.package.region.name))
        known = [each.id for each in found.package.kind("fund")]
        if fund not in known:
            raise SettingError(NO_FUND.fill(fund=fund, known=", ".join(known) or "—"))
        return read(found, now(found).date())


NO_REGION = Bilingual(
    "数据库中没有地区“{region}”", "the region {region} is not loaded into the database"
)
RECORD = Bilingual("“{region}”是实录，没有账", "{region} is a record: it has no books")
NO_FUND = Bilingual("没有资金“{fund}”，有：{known}", "there is no fund {fund}; there are: {known}")
NO_PARTY = Bilingual("“{region}”中没有主体“{party}”", "there is no party {party} in {region}")
