"""A year of the promotion fund, walked from its budget to its audited report by the script.

The books that the portal gives out are read by hledger and beancount; on a hundred days they have
the same balances as the portal, to the fen.
"""

import csv
import io
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from docx import Document

from here import FUND_REHEARSAL
from lianxi.charter.load import load_path
from lianxi.documents.plain_books import account_name
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import Account, own
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.dossiers.models import Dossier, Owed
from lianxi.portal.ledger import queries
from lianxi.portal.rehearsals.actions import walk
from lianxi.portal.rehearsals.queries import progress
from lianxi.portal.verification import verification
from uploads import NOW, Enter

REGION, FUND = "delta-2013-rehearsal", "promotion-fund"
FUND_PAGES = f"/regions/{REGION}/funds/{FUND}/"
ROAD = f"/regions/{REGION}/road/"
STAGES = {
    "fund-year/1": "reported",
    "notice/1": "closed",
    "grant/1": "closed",
    "grant/2": "closed",
    "grant/3": "closed",
    "grant/4": "closed",
    "grant/5": "refused",
    "grant/6": "approving",
    "notice/2": "issued",
    "paper/1": "issued",
}


@pytest.mark.usefixtures("db", "demo")
def test_the_year_runs_from_payment_notices_to_the_audited_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, enter: Enter
) -> None:
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    install(load_path(FUND_REHEARSAL), NOW)
    walked = walk(REGION)
    assert walked is not None
    assert walked.stopped is None, walked.stopped
    found = current(REGION)
    assert found is not None
    assert all(each.done for each in progress(found.package))
    assert {row.ref: row.stage for row in Dossier.objects.all()} == STAGES
    assert sorted((each.what, each.who) for each in Owed.objects.all()) == [
        ("approve", "body:joint-conference"),
        ("collect", f"fund:{FUND}"),
        ("pay-in", "320000"),
        ("pay-in", "330000"),
        ("pay-in", "340000"),
    ]
    _balances()
    finance = enter("finance")
    _the_report(finance)
    assert "second stage (example)" in enter("leader").get(f"{ROAD}leader/").content.decode()
    owes = enter("secretariat").get(f"{ROAD}desks/330000/").content.decode()
    assert "10,000,000.00" in owes
    assert verification().holds
    if shutil.which("hledger") is None or shutil.which("bean-check") is None:
        pytest.skip("no hledger or no beancount here; all the rest held")
    _hledger(finance, tmp_path)
    _beancount(finance, tmp_path)


def _balances() -> None:
    """What the year's own pencil says: 40,000,000 levied, 2,000,000 waived, and so on."""
    interest = 1_825_033 + 6_125_000 + 5_211_048 + 4_987_605
    paid = 10_000_000_00 * 3 + 8_000_000_00
    granted = 5_600_000_00 + 2_300_000_00 + 5_000_000_00 + 1_500_000_00 + 600_000_00
    back = 100_000_00 + 50_000_00
    cash = paid + interest - granted + back
    assert (
        queries.balances(REGION, FUND, until=date(2013, 12, 31))[own(FUND, "cash"), "CNY"] == cash
    )
    at_end = queries.balances(REGION, FUND, until=date(2014, 3, 31))
    assert at_end == {
        (own(FUND, "cash"), "CNY"): cash + 400_000_00,
        (own(FUND, "surplus"), "CNY"): -(cash + 100_000_00),
        (Account(FUND, "330000", "spent", "topic-group"), "CNY"): -300_000_00,
    }


def _the_report(client: Client) -> None:
    """The issued report says what came in, was granted, the audit's opinion and its correction."""
    address = f"{ROAD}fund-years/1/draft.docx"
    answer = client.get(address)
    assert answer.status_code == 200
    document = Document(io.BytesIO(answer.content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for amount in ("38,000,000.00", "15,000,000.00", "2,000,000.00"):
        assert any(amount in cell for cell in cells) or amount in text, amount
    assert "审基〔2014〕1号" in text
    assert client.get(f"{ROAD}fund-years/1/tables.xlsx").status_code == 200


def _hledger(client: Client, folder: Path) -> None:
    file = folder / "books.journal"
    file.write_bytes(client.get(f"{FUND_PAGES}books.journal").content)
    _run("hledger", "-f", str(file), "check", "--strict")
    words = ("balance", "-DHE", "-Ocsv", "--layout=bare", "--flat")
    head, *rows = csv.reader(io.StringIO(_run("hledger", "-f", str(file), *words)))
    theirs = {row[0]: row[2:] for row in rows if row[0] != "total"}
    chance = random.Random(2013)  # an example, no secret
    for column in chance.sample(range(len(head) - 2), 100):
        day = date.fromisoformat(head[column + 2])
        for (account, _), amount in queries.balances(REGION, FUND, until=day).items():
            said = theirs[account_name(account)][column].replace(",", "")
            assert said == str(Quantity(amount)), (day, account)


def _beancount(client: Client, folder: Path) -> None:
    file = folder / "books.beancount"
    file.write_bytes(client.get(f"{FUND_PAGES}books.beancount").content)
    assert _run("bean-check", str(file)) == ""


def _run(*words: str) -> str:
    """What a tool prints; it must take the file."""
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
