"""The books rebuilt by hledger and beancount: they take the files, and their balances are ours."""

import csv
import io
import random
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from lianxi.documents.plain_books import COMMODITIES, Heading, account_name, beancount, hledger
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import Account, own
from lianxi.ledger.statement import balances
from lianxi.ledger.transfer import Booked, Leg, Transfer

FUND = "promotion-fund"
HEADING = Heading(Bilingual("账", "Books"), same("example"), date(2014, 12, 31), "sha256:0")
ACCOUNTS = [
    own(FUND, "cash"),
    Account(FUND, "310000", "due"),
    own(FUND, "levied"),
    Account(FUND, "330500/water-office", "granted", "river-study"),
    Account(FUND, "330500/water-office", "spent", "river-study"),
]
WORDS = ['缴款；第一期 (a|b) "c" \\', "paid in; note", "=x ; y", "* !"]


def books(count: int = 300) -> list[Booked]:
    """Years of transfers of two or three legs, in yuan and in other units."""
    chance = random.Random(2012)  # an example, no secret
    made = []
    for number in range(1, count + 1):
        day = date(2012, 1, 1) + timedelta(days=chance.randrange(1000))
        some = chance.sample(ACCOUNTS, chance.choice((2, 3)))
        unit = chance.choice(("CNY", "CNY", "CNY", "mu", "t", "kWh", "m2"))
        amounts = [chance.randrange(1, 10**11) for _ in some[1:]]
        legs = [Leg(each, n, unit) for each, n in zip(some[1:], amounts, strict=True)]
        words = Bilingual(chance.choice(WORDS), chance.choice(WORDS))
        transfer = Transfer(
            words, day, day, (Leg(some[0], -sum(amounts), unit), *legs), "拨（2012）1号;"
        )
        made.append(Booked(number, transfer, "2012-05-01T09:00:00.000+08:00", f"sha256:{number}"))
    return sorted(made, key=lambda each: (each.transfer.booked, each.number))


def run(*words: str) -> str:
    """What a tool prints; it must take the file."""
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_hledger_takes_them_and_has_the_same_balances_on_a_hundred_days(tmp_path: Path) -> None:
    if shutil.which("hledger") is None:
        pytest.skip("no hledger here")
    made, file = books(), tmp_path / "books.journal"
    file.write_text(hledger(HEADING, made), "utf-8")
    run("hledger", "-f", str(file), "check", "--strict")
    printed = run("hledger", "-f", str(file), "balance", "-DHE", "-Ocsv", "--layout=bare", "--flat")
    head, *rows = csv.reader(io.StringIO(printed))
    theirs = {(row[0], row[1]): row[2:] for row in rows if row[0] != "total"}
    chance = random.Random(7)  # an example, no secret
    for column in chance.sample(range(len(head) - 2), 100):
        day = date.fromisoformat(head[column + 2])
        ours = balances([each.transfer for each in made], day)
        for (account, unit), amount in ours.items():
            found = theirs[account_name(account), COMMODITIES[unit]][column]
            assert found.replace(",", "") == str(Quantity(amount, unit)), (day, account)


def test_beancount_takes_them_and_has_the_same_balances(tmp_path: Path) -> None:
    if shutil.which("bean-check") is None:
        pytest.skip("no beancount here")
    made, file = books(), tmp_path / "books.beancount"
    file.write_text(beancount(HEADING, made), "utf-8")
    assert run("bean-check", str(file)) == ""  # with the balances that the file asserts
    wrong = file.read_text("utf-8").replace(
        " balance Assets:Promotion-fund:Cash:Promotion-fund  ", "&1"
    )
    file.write_text(wrong, "utf-8")
    done = subprocess.run(["bean-check", str(file)], capture_output=True, check=False, timeout=60)
    assert done.returncode != 0


def test_no_two_accounts_have_the_same_name() -> None:
    every = [*ACCOUNTS, Account(FUND, "330500", "granted", "river-study")]
    assert len({account_name(each) for each in every}) == len(every)


def test_what_is_typed_into_a_transfer_makes_no_line_of_its_own() -> None:
    """Neither a key nor a source with line breaks books anything by itself."""
    sly = "1\n2012-01-09 * sly\n  Assets:X  1 CNY\n\u2028  Assets:Y"
    legs = (Leg(ACCOUNTS[0], 1), Leg(ACCOUNTS[2], -1))
    words = Bilingual(f"缴款{sly}", sly)
    day = date(2012, 1, 8)
    made = Transfer(words, day, day, legs, document=sly, source=sly, key=sly)
    booked = [Booked(1, made, "2012-05-01T09:00:00.000+08:00", "sha256:1")]
    for text in (hledger(HEADING, booked), beancount(HEADING, booked)):
        plain = text.splitlines()
        assert [
            line for line in plain if "sly" in line and line.startswith(("2012-01-09", " *"))
        ] == []
        assert [line for line in plain if line.strip().startswith("Assets:X")] == []
