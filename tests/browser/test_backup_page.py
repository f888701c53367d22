"""The administrator backs up and examines backups in a real browser; what is marked is refused."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from lianxi.charter.load import Loaded
from lianxi.portal.charter.actions import install
from screens import PHONE, WIDE, accessible, fits
from uploads import NOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

WORDS = {
    "zh-CN": {
        "menu": "备份",
        "none": "还没有在本页备份过",
        "make": "备份并下载",
        "made": "演示·系统管理员在本页备份并下载",
        "examine": "检查",
        "whole": "完整",
        "ours": "本系统，此后日志又有1行",
        "broken": "不是联席的备份",
        "marked": "标有密级，未予接收",
    },
    "en": {
        "menu": "Backup",
        "none": "None was made on this page yet",
        "make": "Back up and download",
        "made": "made and downloaded on this page by Demo administrator",
        "examine": "Examine",
        "whole": "It is whole",
        "ours": "this one; 1 line was journaled since",
        "broken": "is no backup of Lianxi",
        "marked": "Marked as a state secret: not accepted",
    },
}


def is_good(page: Page) -> None:
    """Accessible, and no wider than the window."""
    accessible(page)
    fits(page)


@pytest.mark.parametrize(("language", "screen"), [("zh-CN", WIDE), ("en", PHONE)])
def test_a_backup_is_taken_examined_and_a_broken_one_told(
    browser: Browser,
    live_server: LiveServer,
    demo: None,
    delta: Loaded,
    tmp_path: Path,
    language: str,
    screen: ViewportSize,
) -> None:
    install(delta, NOW)
    words = WORDS[language]
    context = browser.new_context(base_url=str(live_server.url), locale=language, viewport=screen)
    page = context.new_page()
    page.goto("/enter/")
    page.locator('form:has(input[value="administrator"]) button').click()
    page.get_by_role("navigation").get_by_role("link", name=words["menu"]).click()
    expect(page.locator(".answer")).to_contain_text(words["none"])
    with page.expect_download() as download:
        page.get_by_role("button", name=words["make"]).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    page.reload()
    expect(page.locator(".answer")).to_contain_text(words["made"])
    is_good(page)

    page.locator('input[name="file"]').set_input_files(file)
    page.get_by_role("button", name=words["examine"], exact=True).click()
    expect(page.locator(".answer")).to_contain_text(words["whole"])
    expect(page.locator("main")).to_contain_text(words["ours"])
    expect(page.locator("main")).to_contain_text("yangtze-delta")
    expect(page.locator("main")).to_contain_text(f"lianxi restore {file.name}")
    is_good(page)

    page.goto("/backup/")
    broken = {"name": "x.zip", "mimeType": "application/zip", "buffer": file.read_bytes()[:-300]}
    page.locator('input[name="file"]').set_input_files(broken)  # type: ignore[arg-type]
    page.get_by_role("button", name=words["examine"], exact=True).click()
    expect(page.locator(".message")).to_contain_text(words["broken"])

    marked = {"name": "机密_备份.zip", "mimeType": "application/zip", "buffer": b"x"}
    page.locator('input[name="file"]').set_input_files(marked)  # type: ignore[arg-type]
    page.get_by_role("button", name=words["examine"], exact=True).click()
    expect(page.locator("h1")).to_have_text(words["marked"])
    is_good(page)
    context.close()
