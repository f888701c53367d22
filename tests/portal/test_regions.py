"""Several regions in one portal: the menu, what lies within what, a city's seats in all of them."""

import csv
import io
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from here import DELTA, METRO, MIDDLE
from lianxi.charter.load import load_path
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current, regions
from lianxi.portal.doors import PUBLIC
from lianxi.portal.matrix import routes
from tiny import read, tiny
from uploads import NOW, Enter

EN = {"accept-language": "en"}
PARTS = {
    "region": "yangtze-delta",
    "party": "340100",
    "body": "council",
    "meeting": "council-19",
    "article": "council",
}


@pytest.fixture
def three(db: None) -> None:
    """A portal with the three regions of the project."""
    for folder in (DELTA, METRO, MIDDLE):
        install(load_path(folder), NOW)


def lakes(number: int) -> None:
    """Install the tiny region under many names."""
    for n in range(number):
        files = tiny()
        files["region.toml"] = files["region.toml"].replace("lake-district", f"lakes-{n}")
        install(read(files), NOW)


def page(client: Client, address: str) -> str:
    """What an English reader gets."""
    answer = client.get(address, headers=EN)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def menu(html: str) -> list[str]:
    """The addresses in the menu of regions."""
    found = re.search(r'<details class="regions">(.*?)</details>', html, re.S)
    return re.findall(r'href="([^"]+)"', found[1]) if found else []


def test_they_stand_in_the_order_in_which_they_came_in(three: None, client: Client) -> None:
    assert regions() == ["yangtze-delta", "shanghai-metro", "mid-yangtze"]
    assert client.get("/").headers["Location"] == "/regions/yangtze-delta/"


@pytest.mark.parametrize("tab", ["", "bodies/", "history/", "articles/", "sources/"])
def test_the_menu_keeps_the_tab(three: None, client: Client, tab: str) -> None:
    expected = [
        f"/regions/{id_}/{tab}" for id_ in ("yangtze-delta", "shanghai-metro", "mid-yangtze")
    ]
    assert menu(page(client, f"/regions/shanghai-metro/{tab}")) == expected


def test_a_tab_that_another_region_does_not_have_leads_to_its_members(
    three: None, client: Client
) -> None:
    assert menu(page(client, "/regions/yangtze-delta/mechanisms/")) == [
        "/regions/yangtze-delta/mechanisms/",
        "/regions/shanghai-metro/",
        "/regions/mid-yangtze/",
    ]
    for address in menu(page(client, "/regions/yangtze-delta/search/?q=hf")):
        assert client.get(address).status_code == 200


def test_every_page_of_a_region_has_the_menu(three: None, client: Client) -> None:
    files = (".csv", ".ics", ".xlsx", "/year/")
    pages = [route.pattern for route in routes() if route.right == PUBLIC]
    seen = [path for path in pages if path.startswith("/regions/") and not path.endswith(files)]
    assert len(seen) > 15
    for path in seen:
        filled = re.sub(r"<str:(\w+)>", lambda part: PARTS[part[1]], path)
        assert len(menu(page(client, filled))) == 3, path


def test_the_packages_page_has_the_menu_and_the_same_order(three: None, enter: Enter) -> None:
    html = page(enter("administrator"), "/packages/")
    assert len(menu(html)) == 3
    rows = re.findall(r'data-row="([^/]+)/1"', html)
    assert rows == ["yangtze-delta", "shanghai-metro", "mid-yangtze"]


def test_one_region_alone_has_no_menu(lake_portal: None, client: Client) -> None:
    html = page(client, "/regions/lake-district/")
    assert menu(html) == []
    assert "Lake District" in html


def test_a_region_that_comes_in_later_is_in_the_menu_at_once(
    lake_portal: None, client: Client
) -> None:
    """Nothing about the list is kept between pages: another process may load one."""
    page(client, "/regions/lake-district/")
    install(load_path(MIDDLE), NOW)
    assert menu(page(client, "/regions/lake-district/")) == [
        "/regions/lake-district/",
        "/regions/mid-yangtze/",
    ]


def test_a_region_says_what_it_lies_in(three: None, client: Client) -> None:
    assert 'in <a href="/regions/yangtze-delta/">Yangtze River Delta</a>' in page(
        client, "/regions/shanghai-metro/bodies/"
    )


def test_the_larger_region_need_not_be_there(db: None, client: Client) -> None:
    install(load_path(METRO), NOW)
    html = page(client, "/regions/shanghai-metro/")
    assert '<span class="within">in yangtze-delta</span>' in html
    assert client.get("/regions/yangtze-delta/").status_code == 404


def test_a_region_whose_council_is_only_proposed_shows_its_cities_and_no_members(
    three: None, client: Client
) -> None:
    html = page(client, "/regions/shanghai-metro/")
    assert "Which cities did it comprise in 2020?" in html
    assert "9 cities on 31 December 2020" in html
    assert "Nobody has a seat in it yet, so there are no members." in html
    assert "Who were the members" not in html
    sheet = client.get("/regions/shanghai-metro/members.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [row["body"] for row in rows] == [""] * 9


def test_a_page_without_shapes_has_no_map(three: None, client: Client) -> None:
    html = page(client, "/regions/mid-yangtze/")
    assert "4 members on 31 December 2021" in html
    assert "<svg" not in html


def test_a_proposal_is_labelled_wherever_it_stands(three: None, client: Client) -> None:
    for tab in ("bodies/", "articles/", "bodies/development-council/", "articles/proposals-2020/"):
        html = page(client, f"/regions/shanghai-metro/{tab}")
        assert '<span class="flag">proposed</span>' in html, tab
        assert "unknown" not in html, tab


def test_a_city_shows_its_seats_in_every_region_its_own_first(three: None, client: Client) -> None:
    for here, there in (("yangtze-delta", "mid-yangtze"), ("mid-yangtze", "yangtze-delta")):
        html = page(client, f"/regions/{here}/parties/340100/")
        seats = re.findall(r'<th scope="row"><a href="/regions/([^/]+)/bodies/([^/]+)/', html)
        assert [region for region, _ in seats] == [here, there]
        assert {body for _, body in seats} == {"council", "capitals-conference"}
        assert f'<a href="/regions/{there}/parties/340100/">' in html


def test_a_city_without_a_seat_elsewhere_is_said_to_have_none(three: None, client: Client) -> None:
    html = page(client, "/regions/yangtze-delta/parties/320500/")
    said = "The record of Shanghai metropolitan area knows Suzhou too, without a seat"
    assert said in html
    assert '<a href="/regions/shanghai-metro/parties/320500/">show</a>' in html


def test_only_a_code_means_the_same_party_in_two_regions(db: None, client: Client) -> None:
    for id_ in ("lakes-a", "lakes-b"):
        files = tiny()
        files["region.toml"] = files["region.toml"].replace("lake-district", id_)
        files["parties.csv"] += "ferry-fund,fund,渡船基金,Ferry fund,,,,stated,book\n"
        files["seats.csv"] += "council,ferry-fund,2004,,admission,,stated,book\n"
        install(read(files), NOW)
    assert "/regions/lakes-b/bodies" not in page(client, "/regions/lakes-a/parties/ferry-fund/")
    assert "/regions/lakes-b/bodies" in page(client, "/regions/lakes-a/parties/990100/")


@pytest.mark.parametrize("number", [2, 20])
@pytest.mark.parametrize("path", ["", "parties/990100/", "bodies/", "articles/", "sources/"])
def test_a_page_asks_once_however_many_regions_there_are(
    db: None,
    client: Client,
    number: int,
    path: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lakes(number)
    client.get(f"/regions/lakes-1/{path}")  # reads the packages into memory
    with django_assert_num_queries(1):
        html = page(client, f"/regions/lakes-1/{path}")
    assert len(menu(html)) == number


def test_each_region_keeps_its_own_versions(three: None) -> None:
    for id_ in regions():
        found = current(id_)
        assert found is not None
        assert (found.version.region_id, found.version.number) == (id_, 1)
        assert found.package.region.id == id_
