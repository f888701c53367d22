"""Where the ledger is measured: a region without funds of its own, and payments to book in it."""

import logging
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from large_region import city, large_region

from lianxi.charter.load import load
from lianxi.governance.authority import Actor, Appointment, Refused
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.ledger.account import Account, own
from lianxi.ledger.standing import Budget, Terms
from lianxi.ledger.transfer import Transfer, move
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.database import migrate
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.ledger import actions
from lianxi.portal.ledger.keeping import chain_of, keep

REGION = "large"
FUND, CLOSED = "fund", "closed-fund"
CITIES, MATTERS = 100, 5
AT = datetime(2024, 10, 15, 9, tzinfo=CHINA)
SINCE = date(2014, 1, 1)
TERMS = {
    FUND: Terms(SINCE, budgets=(Budget(2024, 10**15),)),
    CLOSED: Terms(SINCE, floors={}),
}
PAID, SPENT = Bilingual("缴款", "paid in"), Bilingual("核销", "accounted for")


def installed() -> None:
    """An empty database made ready, with the region in it."""
    logging.disable(logging.CRITICAL)
    migrate()
    assert current(REGION) is None, "the database to measure on must be empty"
    loaded = load({path: text.encode() for path, text in large_region(1).items()})
    assert loaded.package is not None, loaded.errors[:3]
    install(loaded, AT)


def finance() -> Doing:
    """The finance officer acting."""
    found = current(REGION)
    assert found is not None
    return Doing(Actor("bench", same("bench"), (Appointment("finance", SINCE),)), found, AT)


def payments(start: int, many: int) -> list[Transfer]:
    """Cities paying into the fund, on the days of this year one after the other."""
    cash = own(FUND, "cash")
    return [
        move(PAID, day_of(n), 100 + n, Account(FUND, city(n % CITIES), "given"), cash)
        for n in range(start, start + many)
    ]


def day_of(number: int) -> date:
    """The day of a payment."""
    return date(2024, 1, 1) + timedelta(days=number % 280)


def spendings(start: int, many: int) -> list[Transfer]:
    """Spending of the year that is to be closed, by city and matter."""
    made = []
    for n in range(start, start + many):
        spent = Account(CLOSED, city(n % CITIES), "spent", f"matter-{n // CITIES % MATTERS}")
        day = date(2023, 1, 1) + timedelta(days=n % 365)
        made.append(move(SPENT, day, 100 + n, own(CLOSED, "cash"), spent))
    return made


def kept(some: list[Transfer]) -> None:
    """Keep transfers as an action does once it has judged them."""
    with transaction.atomic():
        keep(chain_of(REGION), some, AT.isoformat(timespec="milliseconds"))


def booked(some: list[Transfer]) -> None:
    """Book them by the action itself: judged, kept, journaled."""
    numbers = actions.book(finance(), some, TERMS)
    assert not isinstance(numbers, Refused), numbers


def analysed() -> None:
    """Let PostgreSQL look at its tables, as it does by itself before long; SQLite never does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
