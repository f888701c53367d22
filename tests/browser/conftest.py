"""A real browser, where there is one."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from here import CHROMIUM
from lianxi.charter.load import Loaded
from lianxi.portal.charter.actions import install
from screens import WIDE, Open
from uploads import NOW

# Playwright keeps an event loop in this thread; Django's ORM would refuse to work beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

MEANT = ("403 (Forbidden)", "404 (Not Found)", "422 (Unprocessable Entity)")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the system's packages; without it the journeys are skipped."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def portal(live_server: LiveServer, demo: None, delta: Loaded) -> str:
    """A demo portal that holds the delta; gives its address."""
    install(delta, NOW)
    return str(live_server.url)


@pytest.fixture
def visit(browser: Browser, portal: str) -> Iterator[Open]:
    """Open a page with a language, a screen and a taste; whatever a page complains of fails."""
    opened = []
    complaints: list[str] = []

    def open_(path: str, language: str = "zh-CN", **traits: object) -> Page:
        context = browser.new_context(
            base_url=portal,
            locale=language,
            viewport=traits.pop("viewport", WIDE),  # type: ignore[arg-type]
            **traits,  # type: ignore[arg-type]
        )
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: _unexpected(message.text, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(portal) else complaints.append(request.url)
            ),
        )
        page.goto(path)
        return page

    yield open_
    for context in opened:
        context.close()
    assert complaints == []


def _unexpected(message: str, complaints: list[str]) -> None:
    """Keep what the console says, but for what is meant to happen.

    Pages that answer 403, 404 or 422 are; and htmx says so when the slider has moved on and
    a request for a year that was passed over is given up.
    """
    meant = message.endswith(MEANT)
    given_up = message.startswith(("htmx:afterRequest", "htmx:sendAbort"))
    if not meant and not given_up:
        complaints.append(message)
