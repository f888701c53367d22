"""The way in: a password, a new one, a code; what is wrong, and who tries too often."""

import re
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pyotp
import pytest
from django.contrib.auth.hashers import check_password, identify_hasher
from django.test import Client
from pytest_django import Settings

from lianxi.portal import settings as of_the_portal
from lianxi.portal.accounts import sign_in
from lianxi.portal.accounts.models import Appointment, Attempt, Person
from lianxi.portal.accounts.people import COMMANDER, Opened, Wanted, appoint, open_account
from lianxi.portal.accounts.sign_in import CODE_SECONDS, accepted
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from uploads import NOW

pytestmark = pytest.mark.usefixtures("lake_portal")

GOOD, BETTER = "lake-and-fell-9", "tarn-and-beck-4"
EN = {"accept-language": "en"}


def account(login: str = "wang.fang", role: str = "secretariat", password: str = GOOD) -> Person:
    """An account that is in use, with a role."""
    opened = open_account(COMMANDER, login, "王芳", "", NOW)
    assert isinstance(opened, Opened)
    if role:
        made = appoint(COMMANDER, login, Wanted(role, "", date(2020, 1, 1)), NOW)
        assert isinstance(made, Appointment), made
    changed = sign_in.set_password(opened.person, opened.password, password, NOW)
    assert isinstance(changed, Person), changed
    return changed


def enters(client: Client, login: str = "wang.fang", password: str = GOOD, **more: str) -> str:
    """Try to sign in; gives where it led, "" where it did not."""
    form = {"login": login, "password": password, **more}
    answer = client.post("/enter/", form, headers=EN)
    return answer.headers["Location"] if answer.status_code == 302 else ""


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_in_with_a_password_and_out_again(client: Client) -> None:
    account()
    assert enters(client, next="/journal/") == "/journal/"
    page = client.get("/journal/", headers=EN).content.decode()
    assert "Wang Fang signed in" in page
    client.post("/leave/")
    assert not is_in(client)
    assert verification().holds


def test_passwords_are_kept_with_argon2id_and_nowhere_else(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = of_the_portal.PASSWORD_HASHERS
    person = account()
    assert identify_hasher(person.password).algorithm == "argon2"
    assert "argon2id" in person.password
    kept = str([*Line.objects.values_list(), *Attempt.objects.values_list()])
    assert GOOD not in kept
    assert person.password not in kept


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("wang.fang", "wrong"),
        ("nobody", GOOD),
        ("", ""),
        ("WANG.FANG", GOOD),
        ("wang.fang", "x\u200b"),
    ],
)
def test_a_wrong_login_or_password_says_the_same(client: Client, login: str, password: str) -> None:
    account()
    answer = client.post("/enter/", {"login": login, "password": password}, headers=EN)
    assert answer.status_code == 422
    assert "The login or the password is wrong" in answer.content.decode().replace("the l", "The l")
    assert not is_in(client)


def test_what_is_typed_for_a_login_that_there_is_not_is_not_kept(client: Client) -> None:
    enters(client, "my-secret-password", "x")
    assert Attempt.objects.get().login == ""


def test_a_redirect_never_leads_elsewhere(client: Client) -> None:
    account()
    assert enters(client, next="https://elsewhere.example/") == "/"


def test_the_session_is_another_after_signing_in(client: Client) -> None:
    account()
    client.get("/enter/")
    client.cookies["sessionid"] = "chosen-by-somebody-else"
    enters(client)
    assert client.cookies["sessionid"].value != "chosen-by-somebody-else"


def test_a_one_time_password_must_be_changed(client: Client) -> None:
    opened = open_account(COMMANDER, "li.lei", "李雷", "", NOW)
    assert isinstance(opened, Opened)
    assert enters(client, "li.lei", opened.password) == "/enter/password/"
    assert not is_in(client)
    form = {"old": opened.password, "new": BETTER, "again": BETTER}
    assert client.post("/enter/password/", form).headers["Location"] == "/"
    assert is_in(client)
    assert enters(Client(), "li.lei", opened.password) == ""
    assert enters(Client(), "li.lei", BETTER) == "/"
    assert verification().holds


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        (GOOD, BETTER, "other", "not typed the same twice"),
        ("wrong", BETTER, BETTER, "The password in use is wrong"),
        (GOOD, GOOD, GOOD, "must differ"),
        (GOOD, "short", "short", "too short"),
        (GOOD, "1234567890123", "1234567890123", "entirely numeric"),
        (GOOD, "wang.fang.1", "wang.fang.1", "too similar"),
        (GOOD, "wang.fangwang.fang", "wang.fangwang.fang", "too similar"),
        (GOOD, "password123", "password123", "too common"),
        (GOOD, "x" * 129, "x" * 129, "at most 128"),
    ],
)
def test_a_bad_new_password_is_said(
    client: Client, old: str, new: str, again: str, said: str
) -> None:
    account()
    enters(client)
    answer = client.post("/me/password/", {"old": old, "new": new, "again": again}, headers=EN)
    assert answer.status_code == 422
    assert said.lower() in answer.content.decode().lower()
    assert enters(Client()) == "/"  # the old one still opens


def test_with_another_password_all_other_sessions_are_over() -> None:
    account()
    here, there = Client(), Client()
    enters(here)
    enters(there)
    assert is_in(there)
    here.post("/me/password/", {"old": GOOD, "new": BETTER, "again": BETTER})
    assert (is_in(here), is_in(there)) == (True, False)


def test_ones_other_sessions_can_be_ended() -> None:
    account()
    here, there = Client(), Client()
    enters(here)
    enters(there)
    here.post("/me/end-sessions/")
    assert (is_in(here), is_in(there)) == (True, False)
    assert verification().holds


def test_a_session_left_alone_is_over(client: Client, settings: Settings) -> None:
    account()
    enters(client)
    assert is_in(client)
    session = client.session
    session["seen"] -= settings.SESSION_IDLE_SECONDS - 10
    session.save()
    assert is_in(client)  # and is noted as used just now
    session = client.session
    session["seen"] -= settings.SESSION_IDLE_SECONDS + 10
    session.save()
    assert not is_in(client)


def test_five_wrong_passwords_and_the_account_waits(client: Client) -> None:
    account()
    for _ in range(sign_in.WRONG_BY_LOGIN_MAX):
        assert enters(client, password="wrong") == ""
    answer = client.post("/enter/", {"login": "wang.fang", "password": GOOD}, headers=EN)
    assert "try again in 15 minutes" in answer.content.decode()
    assert Attempt.objects.filter(outcome="throttled").count() == 1
    Attempt.objects.update(at=datetime.now(UTC) - sign_in.WINDOW - timedelta(seconds=1))
    assert enters(client) == "/"


def test_a_right_password_begins_the_count_anew(client: Client) -> None:
    account()
    for _ in range(3):
        for _ in range(sign_in.WRONG_BY_LOGIN_MAX - 1):
            enters(Client(), password="wrong")
        assert enters(Client()) == "/"


def test_an_address_that_tries_many_logins_waits() -> None:
    account()
    now = datetime.now(UTC)
    Attempt.objects.bulk_create(
        [
            Attempt(at=now, address="127.0.0.1", outcome="wrong")
            for _ in range(sign_in.WRONG_BY_ADDRESS_MAX)
        ]
    )
    assert enters(Client()) == ""
    Attempt.objects.update(address="192.0.2.1")
    assert enters(Client()) == "/"


def test_a_closed_account_does_not_get_in_and_is_told(client: Client) -> None:
    account()
    enters(client)
    Person.objects.update(closed=date(2026, 1, 1))
    assert not is_in(client)  # at once
    answer = client.post("/enter/", {"login": "wang.fang", "password": GOOD}, headers=EN)
    assert "this account is closed" in answer.content.decode().lower()


# The second factor


def code_of(secret: str, steps: int = 0) -> str:
    """The code of now, or some steps of half a minute later."""
    later = datetime.now(UTC) + timedelta(seconds=CODE_SECONDS * steps)
    return pyotp.TOTP(secret).at(later)


def with_factor(client: Client, role: str = "auditor") -> str:
    """Sign in as an officer for the first time, setting up the second factor; its secret."""
    account(role=role)
    assert enters(client) == "/enter/code/"
    page = client.get("/enter/code/", headers=EN).content.decode()
    assert "<svg" in page
    found = re.search(r'<code class="wrap">([A-Z2-7 ]+)</code>', page)
    assert found is not None
    secret = found[1].replace(" ", "")
    assert not is_in(client)
    assert client.post("/enter/code/", {"code": code_of(secret)}).status_code == 302
    assert is_in(client)
    return secret


def test_an_officer_sets_up_a_second_factor_before_coming_in(client: Client) -> None:
    secret = with_factor(client)
    other = Client()
    assert enters(other) == "/enter/code/"
    assert not is_in(other)
    assert "<svg" not in other.get("/enter/code/").content.decode()
    assert other.post("/enter/code/", {"code": code_of(secret, 1)}).status_code == 302
    assert is_in(other)
    assert verification().holds


def test_a_code_works_once(client: Client) -> None:
    secret = with_factor(client)
    other = Client()
    enters(other)
    used = pyotp.TOTP(secret).generate_otp(Person.objects.get().totp_used)
    assert other.post("/enter/code/", {"code": used}).status_code == 422
    assert not is_in(other)


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "１２３４５６", "12345678901234567890"])
def test_a_wrong_code_is_said(client: Client, code: str) -> None:
    with_factor(client)
    other = Client()
    enters(other)
    answer = other.post("/enter/code/", {"code": code}, headers=EN)
    assert answer.status_code == 422
    assert "the code is wrong or too old" in answer.content.decode().lower()
    assert not is_in(other)


def test_codes_are_throttled_too(client: Client) -> None:
    secret = with_factor(client)
    other = Client()
    enters(other)
    for _ in range(sign_in.WRONG_BY_LOGIN_MAX):
        other.post("/enter/code/", {"code": "000000"})
    answer = other.post("/enter/code/", {"code": code_of(secret, 1)}, headers=EN)
    assert "try again in 15 minutes" in answer.content.decode()
    assert not is_in(other)


def test_half_in_ends_after_ten_minutes_and_with_the_password(client: Client) -> None:
    secret = with_factor(client)
    for spoil in (_late, _other_password):
        other = Client()
        enters(other)
        spoil(other)
        other.post("/enter/code/", {"code": code_of(secret, 1)})
        assert not is_in(other)


def _late(client: Client) -> None:
    session = client.session
    session["half"] |= {"at": "2026-01-01T00:00:00+00:00"}
    session.save()


def _other_password(client: Client) -> None:
    person = Person.objects.get()
    person.set_password(BETTER)
    person.save()


@pytest.mark.parametrize(
    ("who", "role", "asked"),
    [
        ("officers", "secretariat", False),
        ("officers", "administrator", True),
        ("officers", "security-officer", True),
        ("everyone", "secretariat", True),
        ("everyone", "", True),
        ("off", "auditor", False),
    ],
)
def test_the_setting_says_who_must_have_one(
    client: Client, settings: Settings, who: str, role: str, *, asked: bool
) -> None:
    settings.SECOND_FACTOR = who
    account(role=role)
    assert enters(client) == ("/enter/code/" if asked else "/")


def test_anybody_may_set_one_up_and_is_then_asked(client: Client) -> None:
    account()
    enters(client)
    page = client.get("/me/second-factor/", headers=EN).content.decode()
    secret = re.findall(r'<code class="wrap">([A-Z2-7 ]+)</code>', page)[0].replace(" ", "")
    assert client.post("/me/second-factor/", {"code": "000000"}).status_code == 422
    assert Person.objects.get().totp == ""
    assert (
        client.post("/me/second-factor/", {"code": code_of(secret)}).headers["Location"] == "/me/"
    )
    assert enters(Client()) == "/enter/code/"


@pytest.mark.parametrize("steps", range(-3, 4))
def test_clocks_may_differ_by_one_step(steps: int) -> None:
    secret, now = pyotp.random_base32(), NOW
    code = pyotp.TOTP(secret).at(now + timedelta(seconds=CODE_SECONDS * steps))
    assert (accepted(secret, code, 0, now) is not None) == (abs(steps) <= 1)


def test_the_codes_are_those_of_rfc_6238() -> None:
    """Appendix B, SHA-1, at 59 seconds: 94287082 in eight digits, of which a phone shows six."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # 12345678901234567890 in base 32
    assert accepted(secret, "287082", 0, datetime.fromtimestamp(59, UTC)) == 1


def test_many_tries_at_once_get_no_further() -> None:
    """Whoever is compared while others fail is told to wait, even with the right password."""
    person = account()

    def slow(password: str, kept: str) -> bool:
        for _ in range(sign_in.WRONG_BY_LOGIN_MAX):
            Attempt.objects.create(
                at=datetime.now(UTC), login=person.login, address="192.0.2.9", outcome="wrong"
            )
        return check_password(password, kept)

    with patch("lianxi.portal.accounts.sign_in.check_password", slow):
        assert enters(Client()) == ""
    assert Attempt.objects.filter(outcome="throttled").exists()
