"""Screens that pages are looked at on, and what holds on each of them."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
Open = Callable[..., Page]


def accessible(page: Page) -> None:
    """Axe finds nothing."""
    found = Axe().run(page).response["violations"]
    assert found == [], (page.url, [(v["id"], v["nodes"][0]["html"][:200]) for v in found])


def fits(page: Page) -> None:
    """Nothing runs off the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url
