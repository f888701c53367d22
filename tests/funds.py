"""A fund of the lakes with a year of books, for whoever looks at its pages or asks for it.

load(lakes_with_a_fund())
fill()
"""

from dataclasses import replace
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold
from lianxi.ledger.transfer import Transfer, move
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.ledger import actions
from lianxi.portal.ledger.terms import terms
from road import BOATHOUSE, EASTON, NORHAM, REGION, WESTON, actor, doing, live

FUND, TOLLS = "pier-fund", "toll-pool"
CASH = own(FUND, "cash")
FUNDS = f"/regions/{REGION}/funds/"
PIERS = f"{FUNDS}{FUND}/"
HEAD = """\
id="{id}"
kind="fund"
name={{zh="{zh}",en="{en}"}}
[[version]]
status="stated"
source="book"
"""
DUES = 'dues = { by = "equal", payers = "seats:council", amount = "500.00" }\n'


def lakes_with_a_fund(world: str = "live") -> dict[str, str]:
    """The lakes with a fund since 2005, and one that is only proposed."""
    files = live(world)
    head = HEAD.format(id=FUND, zh="码头资金", en="Pier fund")
    files[f"funds/{FUND}.toml"] = f'{head}in_force_from="2005"\nserves="council"\n{DUES}'
    head = HEAD.format(id=TOLLS, zh="渡资", en="Toll pool")
    files[f"funds/{TOLLS}.toml"] = f'{head}in_force_from="unknown"\nstanding="proposed"\n'
    return files


def finance() -> Doing:
    """The finance officer acting."""
    return doing(actor("finance"))


def on(day: date, words: str, amount: int, from_: Account, to: Account, **more: object) -> Transfer:
    """A movement of so many fen on a day, called the same in English with a star."""
    made = move(Bilingual(words, f"{words}*"), day, amount, from_, to)
    return replace(made, **more)  # type: ignore[arg-type]


def year_of_books() -> list[Transfer]:
    """Dues are levied from three, of whom one pays, one in part; something is given and granted."""
    due = {party: Account(FUND, party, "due") for party in (EASTON, WESTON, NORHAM)}
    levied, granted = own(FUND, "levied"), Account(FUND, BOATHOUSE, "granted", "piers")
    january, march = date(2026, 1, 8), date(2026, 3, 1)
    paper = {"document": "湖办〔2026〕1号", "source": "notice/1"}
    return [
        *(on(january, "应缴", 50_000, levied, each, **paper) for each in due.values()),
        on(january, "缴款", 50_000, due[EASTON], CASH, key="bank/1"),
        on(january, "缴款", 20_000, due[WESTON], CASH, key="bank/2"),
        on(january, "减免", 10_000, due[NORHAM], levied),
        on(january, "捐款", 7_700, Account(FUND, WESTON, "given"), CASH),
        on(march, "利息", 123, own(FUND, "interest"), CASH, key="pier-fund/J-1"),
        on(march, "=拨付", 30_000, CASH, granted, document="湖办〔2026〕2号", source="grant/1"),
        on(march, "核销", 25_000, granted, Account(FUND, BOATHOUSE, "spent", "piers")),
    ]


def fill() -> None:
    """Book the year, and set something aside."""
    by = finance()
    booked = actions.book(by, year_of_books(), terms(by))
    assert isinstance(booked, list), booked
    target = Account(FUND, EASTON, "granted", "nets")
    wanted = Hold(CASH, target, 4_000, by.today, Bilingual("渔网", "nets"), source="grant/2")
    assert actions.set_aside(by, wanted, terms(by)) == 1
