"""The directory in a real browser: entered, sent out, filled in, taken back, applied, seen."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from contacts import PDF, Sheet
from lianxi.charter.load import Loaded
from lianxi.portal.charter.actions import install
from screens import PHONE, WIDE, accessible, fits
from uploads import NOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

DIRECTORY = "/regions/yangtze-delta/directory/"
CITY = f"{DIRECTORY}330100/"
WORDS = {
    "zh-CN": {
        "replace": "换人",
        "old": "王芳",
        "new": "李雷",
        "workbook": "下载填报表",
        "applied": "已应用",
        "unit": "合作交流处",
        "entered": "已登记",
        "before": "往届任职",
    },
    "en-GB": {
        "replace": "Replace",
        "old": "Wang Fang",
        "new": "Li Lei",
        "workbook": "Download the workbook to fill in",
        "applied": "Applied",
        "unit": "Hezuojiaoliuchu",
        "entered": "entered",
        "before": "Who was there before",
    },
}


@pytest.fixture
def portal(live_server: LiveServer, demo: None, delta: Loaded) -> str:
    """A demo portal that holds the delta; gives its address."""
    install(delta, NOW)
    return str(live_server.url)


@pytest.fixture(params=["zh-CN", "en-GB"], ids=["zh wide", "en phone"])
def page(request: pytest.FixtureRequest, browser: Browser, portal: str) -> Iterator[Page]:
    """A browser in one language on one screen; whatever its console complains of fails."""
    language = str(request.param)
    complaints: list[str] = []
    context = browser.new_context(
        base_url=portal,
        locale=language,
        viewport=WIDE if language == "zh-CN" else PHONE,
        accept_downloads=True,
    )
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "request",
        lambda asked: None if asked.url.startswith(portal) else complaints.append(asked.url),
    )
    opened.language = language  # type: ignore[attr-defined]
    yield opened
    context.close()
    assert complaints == []


def sound(page: Page) -> None:
    """Nothing that axe finds, nothing off the screen."""
    accessible(page)
    fits(page)


def become(page: Page, role: str) -> None:
    """Enter a role."""
    page.goto("/enter/")
    page.locator(f"form:has(input[value={role}]) button").click()


def sent(page: Page, **fields: str) -> None:
    """Fill in the form of the page and send it."""
    for name, text in fields.items():
        field = page.locator(f"main [name={name}]")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.locator("main button.primary").click()


def test_a_liaison_is_entered_a_letter_comes_and_readers_see_no_names(
    page: Page, tmp_path: Path
) -> None:
    words = WORDS[page.language]  # type: ignore[attr-defined]
    become(page, "secretariat")
    page.goto(f"{CITY}posts/")
    sound(page)
    sent(page, duty="liaison", name="王芳1", phone="13800001111")
    sound(page)
    expect(page.locator(".wrong")).to_have_count(2)
    mobile = "13800001111"
    sent(page, name="王　芳", phone="0571-87654321转801", mobile=mobile, since="2024-03-01")
    expect(page.locator("main")).to_contain_text(words["old"])
    sound(page)

    filled = _filled(page, words["workbook"], tmp_path)
    page.goto(f"{DIRECTORY}returns/?party=330100")
    sound(page)
    page.set_input_files("[name=workbook]", filled)
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(PDF)
    page.set_input_files("[name=scan]", letter)
    sent(page, letter="杭函〔2026〕12号", dated="2026-11-02")
    expect(page.locator("table.steps tbody tr")).to_have_count(2)
    sound(page)
    page.locator("main button.primary").click()
    expect(page.locator("main")).to_contain_text(words["applied"])
    sound(page)

    page.goto(CITY)
    expect(page.locator("main")).to_contain_text(words["unit"])
    before = page.locator("h2", has_text=words["before"]).locator("~ table")
    expect(before).to_contain_text(words["old"])
    sound(page)
    page.goto(DIRECTORY)
    expect(page.locator("table.directory")).to_contain_text(words["new"])
    expect(page.locator("table.directory")).to_contain_text("13900002222")
    sound(page)

    page.context.clear_cookies()
    for address in (DIRECTORY, CITY):
        page.goto(address)
        shown = page.content()
        assert not [
            text for text in (words["new"], words["old"], "1390000", "8765") if text in shown
        ]
        expect(page.locator("main")).to_contain_text(words["entered"])
        sound(page)


def _filled(page: Page, link: str, folder: Path) -> Path:
    """Download the city's workbook and fill it in: somebody new, and one more in a new unit."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    opened = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    sheet = Sheet(opened.worksheets[1])
    sheet.put(0, name="李雷", since="2026年11月1日", mobile="139 0000 2222")
    sheet.put(1, unit="合作交流处", duty="联络员", name="韩梅梅", phone="0571-88887777")
    saved = folder / "filled.xlsx"
    opened.save(saved)
    return saved
