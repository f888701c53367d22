"""A table is sent to a city as a workbook, and taken back with its letter, in a real browser."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from screens import PHONE, WIDE, Open, accessible, fits

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

WORDS = {
    "zh-CN": {
        "city": "常州",
        "until": "止",
        "bad": "明年",
        "wrong": "不能装载：1处错误",
        "no_date": "“止”填的“明年”不是日期",
        "behalf": "常州 320400",
        "change": "常州不再是",
        "letter": "常府函〔2026〕7号",
        "line": "；来函常府函〔2026〕7号",
        "nothing": "没有可以装载的改动",
    },
    "en": {
        "city": "Changzhou",
        "until": "until",
        "bad": "next year",
        "wrong": "It can't be loaded: 1 error",
        "no_date": "“until” says “next year”, which is no date",
        "behalf": "Changzhou 320400",
        "change": "Changzhou is no longer a member",
        "letter": "Changzhou [2026] 7",
        "line": "; letter Changzhou [2026] 7",
        "nothing": "Nothing to load",
    },
}


def fill(workbook: Path, words: dict[str, str], text: str) -> None:
    """The first seat of the city's sheet ends on a day."""
    book = load_workbook(workbook)
    sheet = book[words["city"]]
    headings = [cell.value for cell in sheet[4]]
    sheet.cell(5, headings.index(words["until"]) + 1, text)
    book.save(workbook)


def send(page: Page, workbook: Path, letter: str = "", scan: Path | None = None) -> None:
    page.goto("/packages/")
    page.set_input_files("input[name=workbook]", workbook)
    page.fill("input[name=letter]", letter)
    if scan:
        page.set_input_files("input[name=scan]", scan)
    page.locator("form:has(input[name=workbook]) button").click()


@pytest.mark.parametrize(("language", "screen"), [("zh-CN", WIDE), ("en", PHONE)])
def test_a_table_goes_to_a_city_and_comes_back(
    visit: Open, tmp_path: Path, language: str, screen: dict[str, int]
) -> None:
    words = WORDS[language]
    page = visit("/enter/", language, viewport=screen)
    page.locator("form:has(input[value=administrator]) button").click()
    page.goto("/packages/yangtze-delta/1/")
    accessible(page)
    fits(page)
    page.select_option("select[name=party]", "320400")
    page.select_option("select[name=table]", "seats.csv")
    with page.expect_download() as coming:
        page.locator("form:has(select[name=party]) button").click()
    workbook = tmp_path / coming.value.suggested_filename
    assert workbook.name == "yangtze-delta-1-seats-320400.xlsx"
    coming.value.save_as(workbook)

    fill(workbook, words, words["bad"])
    send(page, workbook)
    expect(page.locator("h1")).to_contain_text(words["wrong"])
    expect(page.locator("ol.findings")).to_contain_text(words["no_date"])
    accessible(page)
    fits(page)

    fill(workbook, words, "2026年11月")
    scan = tmp_path / "letter.pdf"
    scan.write_bytes(b"%PDF-1.7 the letter")
    send(page, workbook, words["letter"], scan)
    expect(page.locator("dl.facts")).to_contain_text(words["behalf"])
    expect(page.locator("dl.facts")).to_contain_text(words["letter"])
    expect(page.locator("ul.changes li")).to_have_count(1)
    expect(page.locator("ul.changes")).to_contain_text(words["change"])
    accessible(page)
    fits(page)

    page.locator("form[action$='/confirm/'] button").click()
    expect(page.locator("h1")).to_contain_text("2")
    expect(page.locator("dl.facts")).to_contain_text(words["letter"])
    with page.expect_download() as coming:
        page.locator("a[href='/packages/yangtze-delta/2/scan/']").click()
    assert Path(coming.value.path()).read_bytes() == scan.read_bytes()
    page.goto("/journal/")
    newest = page.locator("table.journal tbody tr").first
    expect(newest).to_contain_text(words["line"])
    expect(newest).to_contain_text(words["city"])

    send(page, workbook, words["letter"])
    expect(page.locator("h1")).to_contain_text(words["nothing"])
    accessible(page)
    fits(page)
