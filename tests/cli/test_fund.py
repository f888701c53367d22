"""`lianxi fund`: balances, a statement and the books, the same as the API and the pages have."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from answered import Lianxi
from funds import FUND, fill, lakes_with_a_fund
from lianxi.portal import command_fund
from lianxi.portal.accounts.actions import Issued, issue_token
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.accounts.queries import actor
from lianxi.portal.dossiers import queries as dossiers
from road import BOATHOUSE, DAY, EASTON, REGION, WESTON, load

HERE = ("--region", REGION)
API = f"/api/v1/regions/{REGION}/funds"


@pytest.fixture
def books(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal with a year of books of the pier fund, on a day of that year."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    load(lakes_with_a_fund("rehearsal"))
    for module in (dossiers, command_fund):
        monkeypatch.setattr(module, "now", lambda _: DAY)
    fill()


@pytest.fixture
def asked(books: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A program with the token of somebody of finance."""
    monkeypatch.setattr("lianxi.portal.ledger.api.now", lambda _: DAY)
    person = Person.objects.create(login="fen", name_zh="分", name_en="Fen")
    Appointment.objects.create(person=person, role="finance", since=DAY.date())
    issued = issue_token(actor(person), "books", 365, timezone.now())
    assert isinstance(issued, Issued)
    return Client(headers={"authorization": f"Bearer {issued.text}"})


@pytest.mark.usefixtures("books")
def test_balances_are_what_the_accounts_have(lianxi: Lianxi) -> None:
    answer = lianxi("fund", "balance", FUND, *HERE, "--json")
    assert (answer.status, answer.err) == (0, "")
    amounts = {line["account"]: (line["amount"], line["unit"]) for line in answer.json}
    assert amounts[f"{FUND}:{FUND}:cash"] == ("478.23", "CNY")
    assert amounts[f"{FUND}:{WESTON}:due"] == ("300.00", "CNY")
    assert amounts[f"{FUND}:{BOATHOUSE}:granted:piers"] == ("50.00", "CNY")
    mine = lianxi("fund", "balance", FUND, *HERE, "--party", EASTON, "--json").json
    assert [line["account"] for line in mine] == [
        f"{FUND}:{BOATHOUSE}:granted:piers",
        f"{FUND}:{BOATHOUSE}:spent:piers",
    ]
    assert lianxi("fund", "balance", FUND, *HERE, "--at", "2025", "--json").json == []
    told = lianxi("fund", "balance", FUND, *HERE, "--at", "2026-01-31")
    assert told.out.startswith("balances at the end of 31 January 2026\n")
    assert "777.00" in told.out
    assert "终了的余额" in lianxi("--lang", "zh", "fund", "balance", FUND, *HERE).out


@pytest.mark.usefixtures("books")
def test_a_statement_goes_through_the_year_account_by_account(lianxi: Lianxi) -> None:
    lines = lianxi("fund", "statement", FUND, "--year", "2026", *HERE, "--json").json
    cash = [line for line in lines if line["account"] == f"{FUND}:{FUND}:cash"]
    assert [line["amount"] for line in cash] == ["500.00", "200.00", "77.00", "1.23", "-300.00"]
    assert cash[-1] == {
        "number": 9,
        "booked": "2026-03-01",
        "event": "2026-03-01",
        "account": f"{FUND}:{FUND}:cash",
        "unit": "CNY",
        "amount": "-300.00",
        "balance": "478.23",
        "words": {"zh": "=拨付", "en": "=拨付*"},
        "document": "湖办〔2026〕2号",
        "source": "grant/1",
        "key": "",
        "reverses": None,
    }
    assert lianxi("fund", "statement", FUND, "--year", "2025", *HERE, "--json").json == []
    early = lianxi(
        "fund", "statement", FUND, "--year", "2026", *HERE, "--at", "2026-02-01", "--json"
    )
    assert len(early.json) == 14
    assert (
        "nothing was booked in 2025"
        in lianxi("fund", "statement", FUND, "--year", "2025", *HERE).out
    )
    assert "478.23" in lianxi("fund", "statement", FUND, "--year", "2026", *HERE).out


@pytest.mark.usefixtures("books")
def test_the_books_go_to_standard_output_or_a_new_file(lianxi: Lianxi, tmp_path: Path) -> None:
    answer = lianxi("fund", "export", FUND, "--format", "hledger", *HERE)
    assert (answer.status, answer.err) == (0, "")
    assert "rehearsal: it holds examples" in answer.out
    assert "= 478.23 CNY" in answer.out
    early = lianxi("fund", "export", FUND, "--format", "beancount", *HERE, "--at", "2026-01-31")
    assert "2026-02-01 balance Assets:Pier-fund:Cash:Pier-fund  777.00 CNY" in early.out
    file = tmp_path / "books.xlsx"
    done = lianxi("fund", "export", FUND, "--format", "xlsx", "--out", str(file), *HERE)
    assert (done.status, done.out) == (0, "")
    assert "was written" in done.err
    sheets = load_workbook(file)
    assert sheets.sheetnames == ["balances", "transfers", "legs", "Provenance"]
    again = lianxi("fund", "export", FUND, "--format", "xlsx", "--out", str(file), *HERE)
    assert (again.status, "is not overwritten" in again.err) == (2, True)


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("balance", "no-fund"), "there is no fund no-fund; there are: pier-fund, toll-pool"),
        (("balance", FUND, "--party", "330100"), "there is no party 330100"),
        (("balance", FUND, "--at", "soon"), "--at"),
        (("balance", FUND, "--region", "nowhere"), "nowhere is not loaded"),
        (("balance", FUND, "--region", "a/b"), "name a loaded region by its id"),
        (("statement", FUND, "--year", "12"), "--year"),
        (("statement", FUND), "year"),
        (("export", FUND, "--format", "pdf"), "expected one of hledger, beancount, xlsx"),
        (("export", FUND, "--format", "xlsx"), "needs a file"),
        (("export", FUND, "--format", "hledger", "--out", "/no/where"), "can't be written"),
        (("export", FUND), "format"),
    ],
)
def test_wrong_use_is_said_and_is_status_two(
    lianxi: Lianxi, words: tuple[str, ...], why: str
) -> None:
    region = () if "--region" in words else HERE
    answer = lianxi("fund", *words, *region)
    assert (answer.status, answer.out) == (2, "")
    assert why in answer.err


@pytest.mark.django_db
def test_a_record_has_no_books(lianxi: Lianxi) -> None:
    load(lakes_with_a_fund("record"))
    answer = lianxi("--lang", "en", "fund", "balance", FUND, *HERE)
    assert (answer.status, "it has no books" in answer.err) == (2, True)


def test_the_api_answers_the_same(asked: Client, lianxi: Lianxi) -> None:
    def told(path: str) -> object:
        answer = asked.get(f"{API}{path}")
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    same = lianxi("fund", "balance", FUND, *HERE, "--json").json
    assert told(f"/{FUND}/balances") == same
    same = lianxi("fund", "statement", FUND, "--year", "2026", *HERE, "--json").json
    assert told(f"/{FUND}/statement?year=2026") == same
    of_party = lianxi("fund", "balance", FUND, "--party", EASTON, *HERE, "--json").json
    assert told(f"/{FUND}/balances?party={EASTON}") == of_party
    funds = told("")
    assert isinstance(funds, list)
    assert [(each["id"], each["in_force"], each["cash"], each["free"]) for each in funds] == [
        (FUND, True, "478.23", "438.23"),
        ("toll-pool", False, "0.00", "0.00"),
    ]
    transfers = told(f"/{FUND}/transfers?year=2026")
    assert isinstance(transfers, list)
    assert [each["number"] for each in transfers] == list(range(1, 11))
    assert told(f"/{FUND}/transfers/9") == transfers[8]
    assert json.dumps(told(f"/{FUND}/holds")).count('"grant/2"') == 1
    assert told(f"/{FUND}/holds?at=2026-03-01") == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/no-fund/balances", 404),
        (f"/{FUND}/balances?party=330100", 404),
        (f"/{FUND}/balances?at=soon", 422),
        (f"/{FUND}/statement?year=12", 422),
        (f"/{FUND}/transfers/99", 404),
        (f"/{FUND}/transfers/{2**70}", 404),
        ("/toll-pool/transfers/1", 404),
    ],
)
def test_the_api_says_what_is_wrong(asked: Client, path: str, status: int) -> None:
    answer = asked.get(f"{API}{path}")
    assert answer.status_code == status
    assert answer.json()["error"]["zh"]


@pytest.mark.usefixtures("books")
def test_the_api_asks_for_the_right_to_see_the_work(client: Client) -> None:
    assert client.get(API).status_code == 403
