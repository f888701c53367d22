"""Tokens: a program acts as its person, with their rights, until it ends or is revoked."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from lianxi.kernel.digest import digest_bytes
from lianxi.portal.accounts.models import Appointment, Token
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from uploads import Enter

pytestmark = pytest.mark.usefixtures("lake_portal")

JOURNAL = "/api/v1/journal"


def issued(person: Client, name: str = "report") -> str:
    """Issue a token on the page; the text that it shows."""
    page = person.post("/tokens/", {"name": name, "days": "90"}).content.decode()
    found = re.search(r'<code class="wrap">([^<]+)</code>', page)
    assert found, page
    return found[1]


def status(text: str, scheme: str = "Bearer", address: str = JOURNAL) -> int:
    """How the API answers a token."""
    return Client().get(address, headers={"authorization": f"{scheme} {text}"}).status_code


def test_a_token_acts_as_its_person(enter: Enter) -> None:
    text = issued(enter("auditor"))
    assert status(text) == 200
    assert status(text, "bearer") == 200
    assert status(issued(enter("liaison"))) == 403  # a liaison may not read the journal
    assert Client().get(JOURNAL).status_code == 403


def test_it_follows_the_appointments(enter: Enter) -> None:
    text = issued(enter("auditor"))
    since = date(2020, 1, 1)
    Appointment.objects.update(since=since, until=date(2020, 2, 1))
    assert status(text) == 403


def test_only_its_digest_is_kept_and_it_is_shown_once(enter: Enter) -> None:
    auditor = enter("auditor")
    text = issued(auditor)
    token = Token.objects.get()
    secret = text.rpartition(".")[2]
    assert token.digest == digest_bytes(secret.encode())
    assert secret not in str(Token.objects.values_list())
    page = auditor.get("/tokens/")
    assert secret not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert secret not in str(list(Line.objects.values_list()))


@pytest.mark.parametrize(
    ("asked", "scheme"),
    [
        ("lianxi.1.wrong", "Bearer"),
        ("lianxi.99999999999999999999.x", "Bearer"),
        ("lianxi.x.y", "Bearer"),
        ("", "Bearer"),
        ("市", "Bearer"),
        ("YTpi", "Basic"),
    ],
)
@pytest.mark.parametrize("address", [JOURNAL, "/api/v1/regions"])
def test_a_wrong_one_is_refused_everywhere(
    enter: Enter, asked: str, scheme: str, address: str
) -> None:
    issued(enter("auditor"))
    answer = Client().get(address, headers={"authorization": f"{scheme} {asked}"})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "令牌有误" in answer.json()["error"]["zh"]
    assert "wrong, expired or revoked" in answer.json()["error"]["en"]


def test_it_ends_on_its_day(enter: Enter) -> None:
    text = issued(enter("auditor"))
    token = Token.objects.get()
    assert token.until - token.created == timedelta(days=90)
    gone = date.today() - timedelta(days=1)
    Token.objects.update(created=gone - timedelta(days=90), until=gone)
    assert status(text) == 401


def test_its_owner_revokes_it(enter: Enter) -> None:
    auditor = enter("auditor")
    text = issued(auditor)
    number = Token.objects.get().pk
    assert auditor.post(f"/tokens/{number}/revoke/").status_code == 302
    assert status(text) == 401
    lines = Line.objects.count()
    auditor.post(f"/tokens/{number}/revoke/")  # once more changes nothing
    assert Line.objects.count() == lines
    assert "revoked on" in auditor.get("/tokens/").content.decode()


def test_the_administrator_revokes_it_and_nobody_else(enter: Enter) -> None:
    text = issued(enter("auditor"))
    number = Token.objects.get().pk
    refused = enter("secretariat").post(f"/tokens/{number}/revoke/")
    assert refused.status_code == 403
    assert "Only its owner or the administrator" in refused.content.decode()
    assert status(text) == 200
    administrator = enter("administrator")
    assert "Demo auditor" in administrator.get("/tokens/").content.decode()
    administrator.post(f"/tokens/{number}/revoke/")
    assert status(text) == 401
    assert administrator.post("/tokens/999/revoke/").status_code == 403
    line = Line.objects.latest("seq")
    assert (line.act, line.actor, line.role) == (
        "accounts.token-revoke",
        "demo-administrator",
        "administrator",
    )


def test_each_act_has_its_line_and_the_journal_holds(enter: Enter) -> None:
    auditor = enter("auditor")
    text = issued(auditor)
    line = Line.objects.latest("seq")
    token = Token.objects.get()
    assert (line.act, line.subject) == ("accounts.token-issue", f"token/{token.pk}")
    assert line.summary_en == f"issued the token “report”, which ends on {token.until}"
    assert status(text) == 200
    token.refresh_from_db()
    assert token.last_used is not None
    assert verification().holds  # that it was used is no part of its digest
    auditor.post(f"/tokens/{token.pk}/revoke/")
    assert verification().holds
    Token.objects.update(revoked=None)
    assert [problem.en for problem in verification().problems] == [
        f"token/{token.pk} is not what the journal says"
    ]


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        ("", "90", "Say what it is for"),
        ("x" * 61, "90", "Say what it is for"),
        ("a\u200bb", "90", "Say what it is for"),
        ("report", "5000", "It may last one of"),
        ("report", "soon", "It may last one of"),
    ],
)
def test_what_makes_no_token(enter: Enter, name: str, days: str, said: str) -> None:
    answer = enter("auditor").post("/tokens/", {"name": name, "days": days})
    assert answer.status_code == 422
    assert said.lower() in answer.content.decode().lower()
    assert not Token.objects.exists()


def test_there_is_an_end_to_them(enter: Enter) -> None:
    auditor = enter("auditor")
    for _ in range(20):
        issued(auditor)
    refused = auditor.post("/tokens/", {"name": "one more", "days": "90"})
    assert refused.status_code == 422
    assert Token.objects.count() == 20


def test_nobody_has_none(client: Client) -> None:
    assert client.get("/tokens/").status_code == 403
    assert client.post("/tokens/1/revoke/").status_code == 403


def test_the_page_is_reached_from_ones_name(enter: Enter) -> None:
    auditor = enter("auditor")
    page = auditor.get("/regions/lake-district/").content.decode()
    assert re.search(r'<a class="who" href="/me/"[^>]*>Demo auditor</a>', page)
    assert 'href="/tokens/"' in auditor.get("/me/").content.decode()


def test_a_demo_token_does_not_outlive_the_demo(enter: Enter, settings: Settings) -> None:
    text = issued(enter("auditor"))
    settings.DEMO = False
    assert status(text) == 401


def test_what_a_token_costs(
    enter: Enter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The token with its person, their appointments; then the answer's own."""
    text = issued(enter("auditor"))
    address = "/api/v1/regions/lake-district/members"
    status(text, address=address)  # notes that it was used today
    with django_assert_num_queries(3):
        assert status(text, address=address) == 200
