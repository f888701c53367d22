"""An office lets its first people in: three officers, a liaison; in both languages."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from lianxi.charter.load import Loaded
from lianxi.portal.accounts.people import COMMANDER, Opened, Wanted, appoint, open_account
from lianxi.portal.charter.actions import install
from lianxi.portal.verification import verification
from screens import PHONE, WIDE, Open, accessible, fits
from uploads import NOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

OWN = "lake-and-fell-9"


@pytest.fixture
def portal(live_server: LiveServer, delta: Loaded) -> str:
    """A portal that is no demo; gives its address."""
    install(delta, NOW)
    return str(live_server.url)


@pytest.fixture
def given_out(portal: str) -> Mapping[str, str]:
    """Two officers as the command lets them in: the one-time password of each."""
    passwords = {}
    for login, name, role in (
        ("wang.fang", "王芳", "administrator"),
        ("li.lei", "李雷", "security-officer"),
    ):
        opened = open_account(COMMANDER, login, name, "", NOW)
        assert isinstance(opened, Opened)
        appoint(COMMANDER, login, Wanted(role, "", NOW.date()), NOW)
        passwords[login] = opened.password
    return passwords


def first_time(page: Page, login: str, password: str, *, officer: bool = True) -> None:
    """From the sign-in page through a password of one's own and, for an officer, a phone."""
    page.goto("/enter/?next=/me/")
    looked_at(page)
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(password)
    submit(page)
    looked_at(page)
    page.locator("[name=old]").fill(password)
    page.locator("[name=new]").fill(OWN)
    page.locator("[name=again]").fill(OWN)
    submit(page)
    if officer:
        looked_at(page)
        secret = page.locator("code.wrap").inner_text().replace(" ", "")
        page.locator("[name=code]").fill(pyotp.TOTP(secret).at(datetime.now(UTC)))
        submit(page)
    expect(page).to_have_url(re.compile("/me/$"))
    looked_at(page)


def submit(page: Page) -> None:
    page.locator("main form.stack button.primary").click()


def looked_at(page: Page) -> None:
    accessible(page)
    fits(page)


@pytest.mark.parametrize(
    ("language", "screen"), [("zh-CN", WIDE), ("en-GB", PHONE)], ids=["zh wide", "en phone"]
)
def test_an_office_lets_its_people_in(
    visit: Open, given_out: Mapping[str, str], language: str, screen: dict[str, int]
) -> None:
    chinese = language == "zh-CN"
    administrator = visit("/people/", language, viewport=screen)  # shut: it says where to sign in
    administrator.get_by_role("main").get_by_role("link").first.click()
    first_time(administrator, "wang.fang", given_out["wang.fang"])
    administrator.goto("/people/")
    administrator.locator("[name=login]").fill("han.mei")
    administrator.locator("[name=name_zh]").fill("韩梅梅")
    submit(administrator)
    looked_at(administrator)
    password = administrator.locator(".message code").inner_text()

    officer = visit("/enter/", language, viewport=screen)
    first_time(officer, "li.lei", given_out["li.lei"])
    officer.goto("/people/han.mei/")
    officer.locator("[name=role]").select_option("liaison 330100")
    submit(officer)
    expect(officer.locator("main table")).to_contain_text("杭州" if chinese else "Hangzhou")
    looked_at(officer)
    officer.goto("/people/attempts/")
    looked_at(officer)

    liaison = visit("/enter/", language, viewport=screen)
    first_time(liaison, "han.mei", password, officer=False)
    expect(liaison.locator("main table")).to_contain_text("杭州" if chinese else "Hangzhou")
    liaison.goto("/people/")
    refused = "没有权限" if chinese else "Not allowed"
    expect(liaison.locator("h1")).to_have_text(refused)
    administrator.goto("/people/han.mei/")
    administrator.locator("form[action$='/close/'] button").click()
    liaison.goto("/me/")
    expect(liaison.locator("h1")).to_have_text(refused)  # at once
    assert verification().holds
