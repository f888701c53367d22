"""A fund's year in figures: by hand, and for random years each figure tied to its account."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.documents.plain_books import Heading, account_name, hledger
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account, own
from lianxi.ledger.annual import Annual, annual
from lianxi.ledger.close import closing
from lianxi.ledger.standing import Place
from lianxi.ledger.statement import balances
from lianxi.ledger.transfer import Booked, Leg, Transfer, move, reversal

FUND = "pier-fund"
CASH, LEVIED, SURPLUS = (own(FUND, purpose) for purpose in ("cash", "levied", "surplus"))
EAST, WEST = "east", "west"
ROWS = list[tuple[str, int, Account, Account, str, int | None]]


def due(party: str) -> Account:
    return Account(FUND, party, "due")


def grant(party: str, purpose: str = "granted", matter: str = "pier") -> Account:
    return Account(FUND, party, purpose, matter)


def booked(rows: ROWS) -> list[Booked]:
    """Transfers by day, amount, out of, into, document and what they take back."""
    made = []
    for number, (day, amount, source, target, document, reverses) in enumerate(rows, 1):
        transfer = move(same("x"), date.fromisoformat(day), amount, source, target)
        transfer = replace(transfer, document=document, reverses=reverses)
        made.append(Booked(number, transfer, "", f"d{number}"))
    return made


def closed(some: list[Booked], year: int) -> list[Booked]:
    """The same with the year closed."""
    end = date(year, 12, 31)
    at_end = balances([each.transfer for each in some], end)
    made = [Booked(len(some) + 1, each, "", "") for each in closing(FUND, year, at_end)]
    return sorted([*some, *made], key=lambda each: each.transfer.booked)


# 2024: 100 levied on each town, the west pays 60. 2025: as below.
BOOKS = booked(
    [
        ("2024-03-01", 100, LEVIED, due(EAST), "", None),
        ("2024-03-01", 100, LEVIED, due(WEST), "", None),
        ("2024-04-01", 100, due(EAST), CASH, "", None),
        ("2024-04-02", 60, due(WEST), CASH, "", None),
        ("2025-03-01", 100, LEVIED, due(EAST), "缴1号", None),
        ("2025-03-01", 100, LEVIED, due(WEST), "缴2号", None),
        ("2025-04-01", 100, due(EAST), CASH, "", None),
        ("2025-04-02", 50, due(WEST), CASH, "", None),
        ("2025-05-01", 10, due(WEST), LEVIED, "免1号", None),
        ("2025-06-01", 150, CASH, grant(WEST), "拨1号", None),
        ("2025-06-02", 30, CASH, grant(WEST), "拨2号", None),
        ("2025-06-03", 30, grant(WEST), CASH, "拨2号", 11),
        ("2025-09-01", 90, grant(WEST), grant(WEST, "spent"), "", None),
        ("2025-10-01", 20, grant(WEST), CASH, "", None),
        ("2025-12-21", 4, own(FUND, "interest"), CASH, "", None),
        ("2026-01-10", 7, due(WEST), CASH, "", None),
    ]
)


def test_a_year_by_hand() -> None:
    of = annual(FUND, 2025, closed(closed(BOOKS, 2024), 2025))
    [east, west] = of.dues
    assert (east.levied, east.paid, east.arrears, east.since) == (100, 100, 0, None)
    assert (west.opening, west.levied, west.waived, west.paid, west.arrears) == (
        40,
        100,
        10,
        50,
        80,
    )
    assert west.since == date(2025, 3, 1)
    [one] = of.grants
    assert (one.granted, one.accounted, one.returned, one.outstanding) == (150, 90, 20, 40)
    assert one.documents == ("拨1号", "拨2号")
    assert of.income == {"levied": 190, "given": 0, "interest": 4}
    assert (of.spent, of.result, of.surplus_before, of.surplus) == (90, 104, 200, 304)
    assert of.used == {"pier": 130}
    moved = {each.place[0]: each for each in of.accounts}
    assert (moved[CASH].opening, moved[CASH].closing) == (160, 184)
    assert moved[SURPLUS].closing == -304
    assert len(of.booked) == 12


def test_before_it_is_closed_a_year_says_the_same() -> None:
    before = closed(BOOKS, 2024)
    open_, shut = annual(FUND, 2025, before), annual(FUND, 2025, closed(before, 2025))
    assert (open_.dues, open_.grants, open_.income) == (shut.dues, shut.grants, shut.income)
    assert open_.surplus == shut.surplus


def test_a_correction_counts_in_the_year_in_which_it_is_booked() -> None:
    wrong = closed(closed(BOOKS, 2024), 2025)
    taken = next(each for each in wrong if each.transfer.document == "拨1号")
    back = reversal(taken.transfer, taken.number, date(2026, 2, 1), same("审计更正"))
    anew = replace(move(same("重记"), date(2026, 2, 1), 140, CASH, grant(WEST)), document="拨1号")
    both = [*wrong, Booked(90, back, "", ""), Booked(91, anew, "", "")]
    assert annual(FUND, 2025, both) == annual(FUND, 2025, wrong)
    [one] = annual(FUND, 2026, both).grants
    assert (one.opening, one.granted, one.outstanding) == (40, -10, 30)
    assert annual(FUND, 2026, both).surplus_before == 304


parties = st.sampled_from([EAST, WEST])
days = st.integers(0, 1000).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
purposes = st.sampled_from(["cash", "levied", "interest", "given", "surplus"])
accounts = st.one_of(
    purposes.map(lambda purpose: own(FUND, purpose)),
    parties.map(due),
    st.builds(grant, parties, st.sampled_from(["granted", "spent"]), st.sampled_from(["a", "b"])),
)


@st.composite
def transfers(draw: st.DrawFn) -> Transfer:
    """Two or three legs that balance, in whatever accounts."""
    some = draw(st.lists(accounts, min_size=2, max_size=3, unique=True))
    amounts = draw(st.lists(st.integers(1, 500), min_size=len(some) - 1, max_size=len(some) - 1))
    legs = [Leg(account, n) for account, n in zip(some[1:], amounts, strict=True)]
    day = draw(days)
    return Transfer(same("x"), day, day, (Leg(some[0], -sum(amounts)), *legs))


@settings(max_examples=150)
@given(st.lists(transfers(), max_size=25), st.data())
def test_every_figure_of_a_random_year_ties_to_the_ledger(
    made: list[Transfer], data: st.DataObject
) -> None:
    books = [Booked(n, each, "", "") for n, each in enumerate(made, 1)]
    for n in data.draw(st.sets(st.integers(1, max(1, len(books))), max_size=4)):
        if n <= len(books):
            of = books[n - 1].transfer
            back = reversal(of, n, of.booked + timedelta(days=200), same("冲销"))
            books.append(Booked(len(books) + 1, back, "", ""))
    books.sort(key=lambda each: each.transfer.booked)
    for year in (2024, 2025):
        books = closed(books, year)
    ends = {y: balances([each.transfer for each in books], date(y, 12, 31)) for y in (2024, 2025)}
    ties(annual(FUND, 2025, books), ends[2024], ends[2025])


def ties(of: Annual, opening: dict[Place, int], end: dict[Place, int]) -> None:
    """Opening and closing are the ledger's; the tables come to their accounts."""
    for each in of.accounts:
        assert each.opening == opening.get(each.place, 0)
        assert each.closing == each.opening + each.taken_in - each.given == end.get(each.place, 0)
    assert {p for p, n in end.items() if n} <= {each.place for each in of.accounts}
    for one in of.dues:
        assert one.arrears == end.get((due(one.party), "CNY"), 0)
        assert (one.since is None) == (one.arrears <= 0)
    for two in of.grants:
        assert two.outstanding == end.get((grant(two.party, "granted", two.matter), "CNY"), 0)
    assert of.surplus == -end.get((SURPLUS, "CNY"), 0)
    assert sum(each.closing for each in of.accounts) == 0


def test_hledger_has_the_closing_balances_of_the_report(tmp_path: Path) -> None:
    if shutil.which("hledger") is None:
        pytest.skip("no hledger here")
    books = closed(closed(BOOKS, 2024), 2025)
    heading = Heading(same("账"), same("example"), date(2026, 12, 31), "d")
    file = tmp_path / "books.journal"
    file.write_text(hledger(heading, books), "utf-8")
    words = ("hledger", "-f", str(file), "balance", "-e", "2026-01-01", "-Ocsv", "--layout=bare")
    printed = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout
    theirs = {row[0]: row[2] for row in csv.reader(io.StringIO(printed))}
    for each in annual(FUND, 2025, books).accounts:
        amount = theirs.get(account_name(each.place[0]), "0")
        assert round(float(amount) * 100) == each.closing, each
