"""Lists as people use them: in Chinese on a wide screen, in English on a phone."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from screens import PHONE, WIDE, Open, looked_over

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

HOME = "/regions/yangtze-delta/"
PAGES = [
    f"{HOME}?year=2013&province=340000&sort=-since",
    f"{HOME}bodies/?tier=committee&sort=name",
    f"{HOME}meetings/",
    f"{HOME}meetings/?body=council&year=2019",
    f"{HOME}calendar/?year=2027",
    f"{HOME}calendar/handover/?body=mayors-conference&year=2010",
    f"{HOME}history/?kind=seat&sort=-date",
    f"{HOME}topics/?level=province&sort=lead",
    f"{HOME}figures/?set=metro-9&sort=-value",
    f"{HOME}agreements/",
    f"{HOME}agreements/?party=330100&lacks=due",
    f"{HOME}agreements/?party=nobody",
    f"{HOME}articles/?kind=agreement",
    f"{HOME}mechanisms/?kind=body&sort=-name",
    f"{HOME}sources/?kind=press",
]
KEPT = [
    "/packages/?region=yangtze-delta&sort=-number",
    "/packages/yangtze-delta/compare/",
    "/outbox/",
    "/me/mail/",
    "/journal/?acts=package&since=2026-01-01&sort=oldest",
]
SCREENS = [
    ("zh-CN", {"viewport": WIDE, "color_scheme": "light"}),
    ("en-GB", {"viewport": PHONE, "color_scheme": "dark"}),
]


@pytest.mark.parametrize(("half", "screen"), list(enumerate(SCREENS)), ids=["zh wide", "en phone"])
def test_every_list_is_accessible_and_fits(
    visit: Open, half: int, screen: tuple[str, dict[str, object]]
) -> None:
    language, traits = screen
    page = visit(HOME, language, **traits)
    looked_over(page, PAGES, half)
    page.goto("/enter/")
    page.locator("form:has(input[value=administrator]) button").click()
    looked_over(page, KEPT, half)


def downloaded(page: Page, link: str) -> Path:
    """The file behind a link."""
    with page.expect_download() as waiting:
        page.locator(".export").get_by_role("link", name=link).click()
    return Path(waiting.value.path())


def test_somebody_finds_the_meetings_of_a_city_and_takes_them_along(visit: Open) -> None:
    """Wide, in Chinese: choose, sort by a heading, download both files of what is shown."""
    page = visit(f"{HOME}meetings/", "zh-CN")
    page.locator("select[name=host]").select_option(value="310000")
    page.get_by_role("button", name="查看").click()
    rows = page.locator("table.listed tbody tr")
    count = rows.count()
    assert 1 < count < 35
    expect(page.locator(".count")).to_contain_text(f"35项中的{count}项")
    page.get_by_role("columnheader", name="日期").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="日期")).to_have_attribute(
        "aria-sort", "ascending"
    )
    ids = [rows.nth(n).get_attribute("id") for n in range(count)]
    content = downloaded(page, "CSV").read_text("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(content))] == ids
    book = load_workbook(io.BytesIO(downloaded(page, "Excel").read_bytes()))
    cells = list(book.worksheets[0].iter_rows(values_only=True))
    assert cells[0][:3] == ("标识", "会议", "日期")
    assert [row[0] for row in cells[1:]] == ids
    page.get_by_role("link", name="清除筛选").click()
    expect(rows).to_have_count(35)
    expect(page.get_by_role("columnheader", name="日期")).to_have_attribute(
        "aria-sort", "ascending"
    )


def test_somebody_on_a_phone_looks_for_what_an_agreement_leaves_open(visit: Open) -> None:
    """In English, without JavaScript and with the keyboard: filter, sort, open one."""
    page = visit(f"{HOME}agreements/", "en-GB", viewport=PHONE, java_script_enabled=False)
    expect(page.locator("table.listed thead")).to_be_hidden()
    page.get_by_label("Party").select_option(value="330100")
    page.get_by_label("Order").select_option(value="-clauses")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    first = page.locator("table.listed tbody tr").first
    expect(first).to_contain_text("Nantong agreement")
    expect(first).to_contain_text("1 with a lead, 0 with a deadline")
    first.get_by_role("link").first.click()
    expect(page.locator("#parties")).to_contain_text("16")
    expect(page.locator("main")).to_contain_text("7 of 7 clauses name no deadline.")
    expect(page.locator("main")).to_contain_text("7 of 7 clauses say nothing of liability")


def test_the_slider_moves_on_within_a_province(visit: Open) -> None:
    page = visit(f"{HOME}?year=2009&province=330000", "zh-CN")
    expect(page.locator("table.members tbody tr")).to_have_count(7)
    page.locator("#year").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("table.members tbody tr")).to_have_count(9)
    assert page.url.endswith("?year=2010&province=330000")
