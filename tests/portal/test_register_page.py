"""The page of the register: counted, filtered by plain links, downloaded."""

import csv
import io
import re

import pytest
from django.test import Client

from lianxi.portal.charter.actions import install
from tiny import read, tiny
from uploads import NOW

PAGE = "/regions/lake-district/mechanisms/"
SHEET = "/regions/lake-district/mechanisms.csv"


def shown(client: Client, query: str = "") -> tuple[str, list[str]]:
    page = client.get(f"{PAGE}{query}", headers={"accept-language": "en"}).content.decode()
    return page, re.findall(r'<tr id="([^"]+)"', page)


def test_the_page_counts_what_is_on_record(lake_portal: None, client: Client) -> None:
    page, rows = shown(client)
    assert "4 on record: 1 live, 2 recorded, 1 planned." in page
    assert rows == ["yearly_meeting", "fishing_rights", "toll_pool", "harmony"]
    assert 'href="/regions/lake-district/articles/council/">Lake council</a>' in page
    assert '<span class="flag">proposed</span>' in page
    assert '<span class="silent">not stated</span>' in page  # the problem that nobody wrote down
    assert "登记在册4项：运行1项，收录2项，拟运行1项。" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("?kind=rule", ["fishing_rights", "toll_pool"]),
        ("?kind=none", ["harmony"]),
        ("?kind=rule&state=planned", ["toll_pool"]),
        ("?standing=ended", ["harmony"]),
        ("?source=book&state=live", ["yearly_meeting"]),
        ("?kind=body&state=planned", []),
    ],
)
def test_the_page_filters(lake_portal: None, client: Client, query: str, rows: list[str]) -> None:
    page, found = shown(client, query)
    assert found == rows
    assert ("Nothing matches." in page) == (not rows)
    sheet = client.get(f"{SHEET}{query}").content.decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(sheet))] == rows


def test_every_choice_of_a_filter_says_how_many_it_leads_to(
    lake_portal: None, client: Client
) -> None:
    page, _ = shown(client, "?kind=rule")
    form = page.split('<form class="asks"')[1].split("</form>")[0]
    selects = re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.S)
    found = 0
    for name, options in selects:
        for word, count in re.findall(r'<option value="(\w*)"[^>]*>[^<]+\((\d+)\)<', options):
            asked = f"?{name}={word}" if name == "kind" else f"?kind=rule&{name}={word}"
            assert len(shown(client, asked)[1]) == int(count), asked
            found += 1
    assert found >= 8
    assert ">live (" not in form  # nowhere to go


def test_a_word_that_is_none_is_said(lake_portal: None, client: Client) -> None:
    page, rows = shown(client, "?kind=<b>&state=live")
    assert rows == ["yearly_meeting"]
    assert "There is no “&lt;b&gt;” to filter or sort by" in page


def test_no_cell_of_the_sheet_is_a_formula(lake_portal: None, client: Client) -> None:
    sheet = client.get(SHEET).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert rows[3]["name_en"] == "'=Harmony"
    assert rows[1]["kinds"] == "agreement rule"
    assert rows[1]["source"] == "book"


def test_a_region_without_a_register_has_no_such_page(db: None, client: Client) -> None:
    files = tiny()
    del files["mechanisms.csv"]
    install(read(files), NOW)
    assert client.get(PAGE).status_code == client.get(SHEET).status_code == 404
    sources = client.get("/regions/lake-district/sources/").content.decode()
    assert "/mechanisms/" not in sources


def test_the_frame_leads_to_the_register(lake_portal: None, client: Client) -> None:
    for address in ("/regions/lake-district/", "/regions/lake-district/articles/", "/enter/"):
        assert f'href="{PAGE}"' in client.get(address).content.decode()
