"""What people do, in a real browser: Chinese and English, wide and phone, light and dark."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from here import DELTA
from screens import PHONE, WIDE, Open, accessible, fits, looked_over

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

PAGES = [
    "/regions/yangtze-delta/?year=2010",
    "/regions/yangtze-delta/parties/330100/",
    "/regions/yangtze-delta/bodies/",
    "/regions/yangtze-delta/bodies/council/",
    "/regions/yangtze-delta/meetings/council-19/",
    "/regions/yangtze-delta/topics/",
    "/regions/yangtze-delta/figures/",
    "/regions/yangtze-delta/articles/",
    "/regions/yangtze-delta/articles/mayors-conference/?at=2005-01-01",
    "/regions/yangtze-delta/articles/2009-huzhou/",
    "/regions/yangtze-delta/history/",
    "/regions/yangtze-delta/search/?q=sz",
    "/regions/yangtze-delta/mechanisms/",
    "/regions/yangtze-delta/sources/",
    "/enter/",
    "/nothing-here/",
]
KEPT = [
    "/packages/",
    "/journal/",
    "/me/",
    "/tokens/",
    "/people/",
    "/packages/yangtze-delta/1/",
]


@pytest.mark.parametrize(
    ("half", "language", "traits"),
    [
        (0, "zh-CN", {"viewport": WIDE, "color_scheme": "light"}),
        (1, "en-GB", {"viewport": PHONE, "color_scheme": "dark"}),
    ],
    ids=["zh wide light", "en phone dark"],
)
def test_axe_finds_nothing_and_nothing_runs_off_the_screen(
    visit: Open, half: int, language: str, traits: dict[str, object]
) -> None:
    page = visit("/regions/yangtze-delta/", language, **traits)
    looked_over(page, PAGES, half)
    page.goto("/enter/")
    page.locator("form:has(input[value=administrator]) button").click()
    looked_over(page, KEPT, half)


@pytest.mark.parametrize(
    ("language", "count", "council", "meeting", "why"),
    [
        ("zh-CN", "22个成员", "长江三角洲城市经济协调会", "第十九次", "发展阶段"),
        ("en-GB", "22 members", "Yangtze River Delta Urban Economic", "No. 19", "发展阶段"),
    ],
)
def test_a_reader_asks_who_when_where_and_why(
    visit: Open, language: str, count: str, council: str, meeting: str, why: str
) -> None:
    """The first three of the README's tasks, by clicking."""
    page = visit("/", language)
    page.locator("#year").focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".answer")).to_contain_text(count)
    expect(page).to_have_url(f"{page.url.split('/regions')[0]}/regions/yangtze-delta/?year=2010")
    expect(page.locator("table.members tbody tr")).to_have_count(22)
    expect(page.locator(".map path.new")).to_have_count(6)

    page.locator("nav").get_by_role("link").nth(1).click()  # bodies
    page.get_by_role("link", name=council).first.click()
    amended = page.locator(".history li", has_text="2004")
    expect(amended.first).to_contain_text(why)
    page.get_by_role("link", name=meeting, exact=True).click()
    expect(page.locator("dl.facts")).to_contain_text("芜湖" if language == "zh-CN" else "Wuhu")
    joined = page.locator("#changed + p")
    expect(joined.get_by_role("link")).to_have_count(8)  # seven cities and the year's members


def test_the_map_works_without_javascript(visit: Open) -> None:
    page = visit("/regions/yangtze-delta/?year=2019", java_script_enabled=False)
    expect(page.locator("table.members tbody tr")).to_have_count(41)
    page.get_by_role("link", name="上一年").click()
    expect(page.locator("table.members tbody tr")).to_have_count(34)
    expect(page.locator(".years").get_by_role("button", name="查看")).to_be_visible()


def test_the_slider_is_quick_to_follow_and_the_back_button_goes_back(visit: Open) -> None:
    page = visit("/regions/yangtze-delta/?year=2018")
    page.locator("#year").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("table.members tbody tr")).to_have_count(41)
    expect(page).to_have_title("2019年有哪些成员？ · 联席")
    page.go_back()
    _is_whole(page, 34)
    page.go_forward()
    _is_whole(page, 41)
    page.get_by_role("link", name="芜湖").first.click()
    expect(page.locator("h1")).to_contain_text("芜湖")
    page.go_back()
    _is_whole(page, 41)


def _is_whole(page: Page, members: int) -> None:
    """The page with its frame and its looks, not the part of it that the slider brings."""
    expect(page.locator("table.members tbody tr")).to_have_count(members)
    expect(page.locator("header.top")).to_have_css("display", "flex")
    expect(page.locator("h1")).to_have_count(1)


def test_another_language_keeps_the_year(visit: Open) -> None:
    page = visit("/regions/yangtze-delta/?year=2018")
    page.locator("#year").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#year-shown")).to_have_text("2019")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Who were the members in 2019?")


def test_a_city_is_found_by_its_initials(visit: Open) -> None:
    page = visit("/regions/yangtze-delta/")
    box = page.get_by_role("searchbox", name="查找")
    box.fill("sz")
    box.press("Enter")
    rows = page.locator("table.found tbody tr")
    expect(rows.nth(0)).to_contain_text("江苏")
    expect(rows.nth(1)).to_contain_text("安徽")
    rows.nth(1).get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("宿州")


def test_a_city_on_the_map_leads_to_its_page(visit: Open) -> None:
    page = visit("/regions/yangtze-delta/?year=2019")
    page.locator(".map a[href$='/330100/'] path").click()
    expect(page.locator("h1")).to_contain_text("杭州")


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_an_administrator_loads_a_package_with_one_more_member(
    visit: Open, language: str, tmp_path: Path
) -> None:
    """The last two of the README's tasks: load it, and find the act in the verified journal."""
    page = visit("/enter/?next=/packages/", language, viewport=PHONE)
    page.locator("form:has(input[value=administrator]) button").click()
    page.locator("input[name=archive]").set_input_files(_with_nanchang(tmp_path))
    page.locator("form:has(input[name=archive]) button").click()

    name = "南昌" if language == "zh-CN" else "Nanchang"
    expect(page.locator(".changes")).to_contain_text(name)
    accessible(page)
    fits(page)
    page.locator(".decide button.primary").click()
    expect(page).to_have_url(f"{page.url.split('/packages')[0]}/packages/yangtze-delta/2/")
    page.goto("/regions/yangtze-delta/?year=2020")
    expect(page.locator("table.members")).to_contain_text(name)
    page.goto("/journal/")
    verified = "日志完整" if language == "zh-CN" else "The journal verifies"
    expect(page.locator(".answer")).to_contain_text(verified)
    loaded = (
        "装载长江三角洲第2版" if language == "zh-CN" else "Yangtze River Delta: version 2 loaded"
    )
    row = page.locator("table.journal tbody tr", has_text=loaded)
    person = "演示·系统管理员" if language == "zh-CN" else "Demo administrator"
    expect(row).to_contain_text(person)
    row.get_by_role("link", name="package/yangtze-delta/2").click()
    expect(page.locator(".changes")).to_contain_text(name)
    for address in ("/packages/yangtze-delta/1/", "/journal/?acts=package&actor=install"):
        page.goto(address)
        accessible(page)
        fits(page)


@pytest.mark.parametrize("language", ["zh-CN"])
def test_a_draft_that_was_overtaken_is_reviewed_again_and_the_old_version_restored(
    visit: Open, language: str, tmp_path: Path
) -> None:
    """Two drafts, one loaded; the other against it; then back to where it began; no JavaScript."""
    chinese = language == "zh-CN"
    page = visit("/enter/?next=/packages/", language, viewport=PHONE, java_script_enabled=False)
    page.locator("form:has(input[value=administrator]) button").click()
    drafts = []
    for archive in (_with_nanchang(tmp_path), _with_jiangxi(tmp_path)):
        page.goto("/packages/")
        page.locator("input[name=archive]").set_input_files(archive)
        page.locator("form:has(input[name=archive]) button").click()
        drafts.append(page.url)
    page.locator(".decide button.primary").click()
    page.goto(drafts[0])
    expect(page.locator(".message")).to_have_count(1)
    page.locator(".message button").click()
    against = "与使用中的第2版相比" if chinese else "Against version 2, which is in use"
    expect(page.locator("main")).to_contain_text(against)
    page.locator(".decide button.primary").click()

    page.goto("/packages/yangtze-delta/1/")
    page.get_by_role("button", name="审阅并恢复第1版" if chinese else "Review and restore").click()
    expect(page.locator(".changes")).to_contain_text("南昌" if chinese else "Nanchang")
    page.locator(".decide button.primary").click()
    expect(page.locator("h1")).to_contain_text("第4版" if chinese else "version 4")


def test_a_broken_package_says_what_to_do(visit: Open, tmp_path: Path) -> None:
    archive = tmp_path / "delta.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for path in sorted(DELTA.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                if path.name == "seats.csv":
                    content = content.replace(b"2019-10-15", b"2019-13-15", 1)
                opened.writestr(path.relative_to(DELTA).as_posix(), content)
    page = visit("/enter/?next=/packages/", "zh-CN")
    page.locator("form:has(input[value=administrator]) button").click()
    page.locator("input[name=archive]").set_input_files(archive)
    page.locator("form:has(input[name=archive]) button").click()
    expect(page.locator("h1")).to_have_text("不能装载：1处错误 yangtze-delta")
    expect(page.locator(".findings").first).to_contain_text("2019-13-15")
    expect(page.locator(".findings").first).to_contain_text("处理：")


def _with_nanchang(tmp_path: Path) -> Path:
    """The delta's package with one more member, as somebody would make it."""
    return _amended(
        tmp_path / "nanchang.zip",
        {
            "parties.csv": "360000,province,江西,江西省,Jiangxi,360000,,,published,GB/T 2260,,\n"
            "360100,city,南昌,南昌市,Nanchang,360000,,,published,GB/T 2260,,\n",
            "seats.csv": "council,360100,2020-09-16,,,admission,council-20,published,"
            "thepaper 2020,,\n",
        },
    )


def _with_jiangxi(tmp_path: Path) -> Path:
    """The delta's package with one more province."""
    row = "360000,province,江西,江西省,Jiangxi,360000,,,published,GB/T 2260,,\n"
    return _amended(tmp_path / "jiangxi.zip", {"parties.csv": row})


def _amended(archive: Path, more: dict[str, str]) -> Path:
    """The delta's package with more at the end of some files."""
    with zipfile.ZipFile(archive, "w") as opened:
        for path in sorted(DELTA.rglob("*")):
            if path.is_file():
                name = path.relative_to(DELTA).as_posix()
                content = path.read_text("utf-8") + more.get(name, "")
                opened.writestr(f"yangtze-delta/{name}", content)
    return archive
