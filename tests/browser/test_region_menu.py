"""The menu of regions in a real browser: with the keyboard, on a phone, without JavaScript."""

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from here import DELTA, METRO, MIDDLE
from lianxi.charter.load import load_path
from lianxi.portal.charter.actions import install
from screens import PHONE, WIDE, accessible, fits
from uploads import NOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]


@pytest.mark.parametrize(("language", "screen"), [("zh-CN", WIDE), ("en", PHONE)])
def test_a_reader_goes_from_region_to_region(
    browser: Browser, live_server: LiveServer, language: str, screen: ViewportSize
) -> None:
    for folder in (DELTA, METRO, MIDDLE):
        install(load_path(folder), NOW)
    context = browser.new_context(
        base_url=str(live_server.url),
        locale=language,
        viewport=screen,
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto("/regions/yangtze-delta/bodies/")
    menu = page.locator("details.regions")
    expect(menu.locator("ul")).to_be_hidden()
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.locator("ul")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/regions/shanghai-metro/bodies/")
    page.locator(".within a").click()
    expect(page).to_have_url(f"{live_server.url}/regions/yangtze-delta/")
    context.close()


def test_the_pages_of_the_smaller_regions_are_accessible(
    browser: Browser, live_server: LiveServer
) -> None:
    for folder in (DELTA, METRO, MIDDLE):
        install(load_path(folder), NOW)
    context = browser.new_context(base_url=str(live_server.url), locale="zh-CN", viewport=PHONE)
    page = context.new_page()
    for path in ("shanghai-metro/", "mid-yangtze/", "yangtze-delta/parties/340100/"):
        page.goto(f"/regions/{path}")
        page.locator("details.regions summary").click()
        accessible(page)
        fits(page)
    context.close()
