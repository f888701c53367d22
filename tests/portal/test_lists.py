"""Every list: what a page shows is what its files say, however it is filtered and sorted."""

import csv
import io
import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from here import ROOT
from lianxi.kernel.bilingual import Bilingual, Lang, same
from lianxi.kernel.period import Period
from lianxi.portal.charter.actions import install
from lianxi.portal.matrix import routes
from lianxi.portal.ui import column
from lianxi.portal.ui.listing import Filter, Listing
from lianxi.portal.ui.sheet import Basis, csv_of, workbook_of
from tiny import read, tiny
from uploads import NOW, Enter, archive, with_sutton

LAKES = "/regions/lake-district/"
LISTS = "members bodies meetings history topics figures agreements articles mechanisms sources"
ENGLISH, CHINESE = {"accept-language": "en"}, {"accept-language": "zh-CN"}


def page_of(name: str) -> str:
    """Where a list's page is."""
    return LAKES if name == "members" else f"{LAKES}{name}/"


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def sheets(content: bytes) -> tuple[list[list[object]], dict[str, object]]:
    """The rows of a workbook's list, and what its second sheet says."""
    book = load_workbook(io.BytesIO(content))
    first, second = book.worksheets
    assert isinstance(first, Worksheet)
    assert isinstance(second, Worksheet)
    said: dict[str, object] = {str(row[0]): row[1] for row in second.iter_rows(values_only=True)}
    return [list(row) for row in first.iter_rows(values_only=True)], said


def words(html: str) -> str:
    """What a reader reads of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def shown(html: str) -> list[str]:
    """What each listed row of a page says."""
    body = html.split("<main")[1].split('<p class="export">')[0]
    rows = re.split(r'<(?=(?:tr|li)[^>]* (?:data-row|id="))', body)[1:]
    return [words("<" + re.split("</tr>|</section>", row)[0]) for row in rows]


def choices(html: str) -> dict[str, list[str]]:
    """The words that each select of a page's filter form offers."""
    form = html.split('<form class="asks"')[1].split("</form>")[0]
    return {
        name: re.findall(r'<option value="([^"]*)"', options)
        for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.S)
    }


@pytest.mark.parametrize("name", LISTS.split())
def test_the_files_say_what_the_page_shows(lake_portal: None, client: Client, name: str) -> None:
    """Whatever is chosen from the page's own form, three ways to read it have the same rows."""
    address = page_of(name)
    offered = choices(client.get(address, headers=ENGLISH).content.decode())
    if name == "bodies":
        offered["sort"].remove("")  # unless it is sorted the bodies stand in their layers

    @settings(max_examples=16, suppress_health_check=list(HealthCheck))
    @given(
        st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in offered.items()}),
        st.sampled_from(["zh", "en"]),
    )
    @example({}, "zh")
    @example({}, "en")
    def ask(asked: dict[str, str], lang: Lang) -> None:
        language = ENGLISH if lang == "en" else CHINESE
        if name == "bodies":
            asked = {"sort": "name", **asked}
        html = client.get(address, asked, headers=language).content.decode()
        rows = table(client.get(f"{LAKES}{name}.csv", asked, headers=language).content)
        cells, _ = sheets(client.get(f"{LAKES}{name}.xlsx", asked, headers=language).content)
        on_page = shown(html)
        assert len(on_page) == len(rows) == len(cells) - 1
        key = f"{'text' if name == 'history' else 'title' if name == 'sources' else 'name'}_{lang}"
        key = f"indicator_{lang}" if name == "figures" else key
        for said, row, cell in zip(on_page, rows, cells[1:], strict=True):
            assert row[key].lstrip("'") in said
            assert row[key].lstrip("'") in [str(value) for value in cell]
            if "status" in row and name != "bodies":
                assert row[f"status_{lang}"] in said
        count = re.search(r'<p class="count">(.*?)<', html)
        assert count is not None
        assert str(len(rows)) in count[1]

    ask()


@pytest.mark.parametrize("name", LISTS.split())
def test_every_heading_sorts_both_ways(lake_portal: None, client: Client, name: str) -> None:
    """From the sorted page each heading's link leads on, with what was filtered kept."""
    html = client.get(page_of(name), headers=ENGLISH).content.decode()
    by = choices(html)["sort"][-1]
    html = client.get(page_of(name), {"sort": by}, headers=ENGLISH).content.decode()
    for query in re.findall(r'<th scope="col"[^>]*><a href="\?([^"]+)"', html):
        once = client.get(f"{page_of(name)}?{unescape(query)}", headers=ENGLISH).content.decode()
        assert once.count("aria-sort=") == 1
        (back,) = re.findall(r'aria-sort="\w+"><a href="\?([^"]+)"', once)
        assert query.split("sort=")[1].lstrip("-") == back.split("sort=")[1].lstrip("-")
        assert query != back


@pytest.mark.parametrize("name", LISTS.split())
def test_an_unknown_word_is_said_and_never_an_empty_list(
    lake_portal: None, client: Client, name: str
) -> None:
    whole = shown(client.get(page_of(name), headers=ENGLISH).content.decode())
    html = client.get(page_of(name), {"sort": "<b>"}, headers=ENGLISH).content.decode()
    assert "There is no “&lt;b&gt;” to filter or sort by" in html
    assert shown(html) == whole
    for select in choices(html):
        html = client.get(page_of(name), {select: "x"}, headers=ENGLISH).content.decode()
        assert "There is no “x” to filter or sort by" in html
        assert shown(html) == whole


def test_what_is_not_known_stands_last_both_ways(lake_portal: None, client: Client) -> None:
    for asked, ids in [
        ("host", ["council-1", "council-2", "council-3"]),  # Easton, Weston, not stated
        ("-host", ["council-2", "council-1", "council-3"]),
        ("-date", ["council-3", "council-2", "council-1"]),
    ]:
        content = client.get(f"{LAKES}meetings.csv", {"sort": asked}, headers=ENGLISH).content
        assert [row["id"] for row in table(content)] == ids


def test_chinese_sorts_by_pinyin_and_english_by_letters(delta_portal: None, client: Client) -> None:
    address = "/regions/yangtze-delta/members.csv?at=2020-01-01&sort=name"
    chinese = [row["name_zh"] for row in table(client.get(address).content)]
    assert chinese[:4] == ["安庆", "蚌埠", "亳州", "常州"]
    assert chinese[-1] == "舟山"
    english = [row["name_en"] for row in table(client.get(address, headers=ENGLISH).content)]
    assert english == sorted(english, key=str.casefold)


def test_a_workbook_is_for_people(lake_portal: None, demo: None, client: Client) -> None:
    asked = {"body": "council", "sort": "-date"}
    content = client.get(f"{LAKES}meetings.xlsx", asked, headers=CHINESE).content
    rows, said = sheets(content)
    assert rows[0][:4] == ["标识", "会议", "日期", "机构"]
    days = [row[2] for row in rows[1:]]
    assert days == ["2006", datetime(2005, 5, 5), "2002"]  # a day as openpyxl reads it
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
    assert said["地区"] == "湖区（lake-district）"
    assert said["地区包版本"] == "1"
    assert str(said["内容摘要"]).startswith("sha256:")
    assert str(said["性质"]).startswith("实录：")
    assert said["筛选：机构"] == "湖区议会"
    assert said["次序"] == "按日期，倒序"
    assert said["行数"] == "3项中的3项"
    assert str(said["实例"]).startswith("演示：")
    assert "生成时间（北京时间）" in said


def test_a_word_that_there_is_not_is_said_in_the_workbook_too(
    lake_portal: None, client: Client
) -> None:
    content = client.get(f"{LAKES}figures.xlsx?subject=moon", headers=ENGLISH).content
    rows, said = sheets(content)
    assert len(rows) == 6
    assert "“moon”" in str(said["Note"])


ROWS = [
    ("=1+1", "2020-02-29", -3),
    ("-x", "2020", 0),
    ("@y", "unknown", None),
    ("乙", "1800-01-01", 7),
]
ODD: Listing[tuple[str, str, int | None]] = Listing(
    "odd",
    same("odd"),
    (
        column.text("text", same("text"), lambda row: row[0]),
        column.day("day", same("day"), lambda row: Period.read(row[1])),
        column.number("figure", same("figure"), lambda row: row[2]),
        column.both("said", same("said"), lambda row: Bilingual(row[0], "+en")),
    ),
    (Filter("text", same("text"), lambda row: (row[0],), {"乙": same("乙")}),),
)
MADE = Basis(((same("where"), same("=here")),), datetime(2026, 11, 22, 10, 0, tzinfo=UTC))


def test_no_cell_is_a_formula_and_a_figure_stays_one() -> None:
    listed = ODD.ask(ROWS, {"sort": "figure"}, "en")
    rows = table(csv_of(listed))
    assert [row["text"] for row in rows] == ["'=1+1", "'-x", "乙", "'@y"]
    assert [row["figure"] for row in rows] == ["-3", "0", "7", ""]
    book = load_workbook(io.BytesIO(workbook_of(listed, MADE)))
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} <= set("sdn")
    cells, said = sheets(workbook_of(listed, MADE))
    assert [row[0] for row in cells[1:]] == ["=1+1", "-x", "乙", "@y"]
    assert cells[1][1] == datetime(2020, 2, 29)
    assert [row[1] for row in cells[2:]] == ["2020", "1800-01-01", "not stated"]
    assert [row[2] for row in cells[1:]] == [-3, 0, 7, None]
    assert said["Where"] == "=here"


def test_the_same_list_of_the_same_minute_is_the_same_file() -> None:
    listed = ODD.ask(ROWS, {}, "zh")
    assert workbook_of(listed, MADE) == workbook_of(listed, MADE)
    assert csv_of(listed) == csv_of(listed)


def test_a_choice_counts_what_it_would_leave_beside_the_others() -> None:
    (select,) = ODD.ask(ROWS, {"text": "乙"}, "zh").selects
    assert [(choice.word, choice.count, choice.chosen) for choice in select.choices] == [
        ("", 4, False),
        ("乙", 1, True),
    ]


@pytest.mark.parametrize("name", ["packages", "journal"])
def test_what_is_not_public_is_no_file_either(lake_portal: None, enter: Enter, name: str) -> None:
    for form in ("csv", "xlsx"):
        assert Client().get(f"/{name}.{form}").status_code == 403
        assert enter("liaison").get(f"/{name}.{form}").status_code == 403
        assert enter("auditor").get(f"/{name}.{form}").status_code == 200


def test_the_versions_of_every_region_are_one_list(lake_portal: None, enter: Enter) -> None:
    files = tiny()
    files["region.toml"] = files["region.toml"].replace("lake-district", "hills")
    install(read(files), NOW)
    auditor = enter("auditor")
    assert len(table(auditor.get("/packages.csv").content)) == 2
    (row,) = table(auditor.get("/packages.csv?region=hills&by=install").content)
    assert (row["region"], row["number"]) == ("hills", "1")
    assert row["loaded_at"] == "2026-11-22T10:00:00+08:00"
    assert auditor.get("/packages/?region=hills").content.decode().count("data-row=") == 1


def test_the_journal_downloads_what_is_asked_for(
    lake_portal: None, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = enter("auditor")
    asked = "?acts=accounts&since=2020-01-01&sort=oldest"
    rows = table(auditor.get(f"/journal.csv{asked}").content)
    html = auditor.get(f"/journal/{asked}").content.decode()
    assert [row["seq"] for row in rows] == re.findall(r'<tr id="line-(\d+)"', html)
    assert {row["act"] for row in rows} == {"accounts.enter"}
    _, said = sheets(auditor.get(f"/journal.xlsx{asked}").content)
    assert said["Filtered by kind of act"] == "People"
    assert said["Filtered by from"] == "1 January 2020"
    monkeypatch.setattr("lianxi.portal.journal.pages.FILE", 1)
    assert "Download the first 1 lines" in auditor.get("/journal/").content.decode()
    cut = auditor.get("/journal.xlsx")
    assert 'filename="journal-first-1.xlsx"' in cut.headers["Content-Disposition"]
    rows_, said = sheets(cut.content)
    assert len(rows_) == 2
    assert str(said["Cut"]).startswith("the first 1 of ")


def test_any_two_versions_compare(lake_portal: None, enter: Enter) -> None:
    administrator = enter("administrator")
    for files in (
        with_sutton(),
        {**tiny(), "sets.csv": tiny()["sets.csv"] + "shore,990200,stated,book\n"},
    ):
        upload = {"archive": archive(files)}
        draft = administrator.post("/packages/review/", upload).headers["Location"]
        administrator.post(f"{draft}confirm/")
    home = "/packages/lake-district/compare/"
    assert f'action="{home}"' in administrator.get("/packages/").content.decode()
    html = administrator.get(f"{home}?old=1&new=3").content.decode()
    assert "how do versions 1 and 3 differ?" in html
    assert "Sutton" not in html
    assert "Weston" in html
    for number in (1, 3):
        assert f'href="/packages/lake-district/{number}.zip"' in html
    assert "Sutton" in administrator.get(f"{home}?old=3&new=2").content.decode()
    assert "The two say the same." in administrator.get(f"{home}?old=2&new=2").content.decode()
    usual = administrator.get(home).content.decode()
    assert "versions 2 and 3" in usual
    assert "There is no version “9”" in administrator.get(f"{home}?old=9").content.decode()
    assert administrator.get("/packages/atlantis/compare/").status_code == 404
    assert enter("liaison").get(home).status_code == 403


def test_the_slider_keeps_what_is_filtered(lake_portal: None, client: Client) -> None:
    part = client.get(f"{LAKES}year/?year=2004&province=990000&sort=-name")
    assert part.headers["HX-Push-Url"] == f"{LAKES}?year=2004&province=990000&sort=-name"
    html = client.get(f"{LAKES}?year=2004&province=990000&sort=-name").content.decode()
    assert '<input type="hidden" name="province" value="990000">' in html
    assert "?year=2003&amp;province=990000&amp;sort=-name" in html
    assert [row.split()[0] for row in shown(html)] == ["西镇", "东镇"]


def test_a_day_stays_in_the_addresses(lake_portal: None, client: Client) -> None:
    html = client.get(f"{LAKES}bodies/?at=2001&sort=name").content.decode()
    assert '<input type="hidden" name="at" value="2001-01-01">' in html
    assert "bodies.csv?at=2001-01-01&amp;sort=name" in html
    ids = [row["id"] for row in table(client.get(f"{LAKES}bodies.csv?at=2001-01-01").content)]
    assert ids == ["moot"]
    assert date.fromisoformat("2001-01-01").isoformat() in html


def test_every_list_is_documented() -> None:
    """Its address, in both languages."""
    lists = {each.name.removesuffix("-csv") for each in routes() if each.name.endswith("-csv")}
    assert len(lists) >= 12
    for page in ("lists.md", "lists.zh.md"):
        said = (ROOT / "docs" / "reference" / page).read_text("utf-8")
        # theirs have another address
        for name in lists - {"members", "consultation", "fund-account", "sharing-sheet"}:
            either = (name, name.removeprefix("fund-"), name.removeprefix("sharing-"))
            assert any(f"/{each}/` |" in said for each in either), name


def test_every_filter_is_documented(lake_portal: None, client: Client) -> None:
    said = (ROOT / "docs" / "reference" / "lists.md").read_text("utf-8")
    for name in LISTS.split():
        (line,) = [line for line in said.splitlines() if line.startswith(f"| {name} |")]
        html = client.get(page_of(name), headers=ENGLISH).content.decode()
        for each in choices(html).keys() - {"sort"}:
            assert re.search(rf"`{each}\b", line), (name, each)
