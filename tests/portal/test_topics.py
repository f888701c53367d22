"""The pages of topics and figures: what they narrow to, what they say, what they give away."""

import csv
import io

import pytest
from django.test import Client

from lianxi.portal.charter.actions import install
from tiny import read, tiny
from uploads import NOW

pytestmark = pytest.mark.usefixtures("lake_portal")

ENGLISH = {"accept-language": "en"}
HOME = "/regions/lake-district/"
TOPICS, FIGURES, READINGS = (
    "history/topics.csv",
    "history/observations.csv",
    "history/readings.csv",
)


def sheet(client: Client, address: str) -> list[dict[str, str]]:
    text = client.get(HOME + address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("", ["piers", "nets", "wardens"]),
        ("?level=council", ["piers", "nets"]),
        ("?kind=topic-group", ["wardens"]),
        ("?field=fish", ["nets", "wardens"]),
        ("?field=boats&level=province", []),
        ("?field=snow", ["piers", "nets", "wardens"]),
    ],
)
def test_topics_are_narrowed_by_level_kind_and_field(
    client: Client, asked: str, ids: list[str]
) -> None:
    page = client.get(HOME + "topics/" + asked, headers=ENGLISH).content.decode()
    assert [id_ for id_ in ("piers", "nets", "wardens") if f'<tr id="{id_}">' in page] == ids
    assert [row["id"] for row in sheet(client, "topics.csv" + asked)] == ids


def test_what_can_not_be_narrowed_by_is_said(client: Client) -> None:
    page = client.get(HOME + "topics/?field=<b>", headers=ENGLISH).content.decode()
    assert "There is no “&lt;b&gt;” to filter or sort by" in page


def test_a_topic_says_when_who_leads_and_what_came_of_it(client: Client) -> None:
    page = client.get(HOME + "topics/", headers=ENGLISH).content.decode()
    nets = page.split('<tr id="nets">')[1].split("</tr>")[0]
    assert "Weston" in nets
    assert "the fishers" in nets
    assert "Another reading: 2001" in nets
    assert "2003 to 2005" in page
    assert "since 2004" in page
    piers = page.split('<tr id="piers">')[1].split("</tr>")[0]
    assert "built" in piers
    assert 'piers: <span class="figure">2</span>' in piers


def test_a_sheet_of_topics_names_the_leads(client: Client) -> None:
    nets = sheet(client, "topics.csv")[1]
    assert (nets["lead"], nets["lead_en"]) == ("990200", "Weston, the fishers")
    assert (nets["period"], nets["to"], nets["period_status"]) == ("2003", "2005", "derived")


def test_the_meeting_and_the_city_show_their_topics(client: Client) -> None:
    for address in ("meetings/council-1/", "parties/990100/"):
        assert f'href="{HOME}topics/#piers"' in client.get(HOME + address).content.decode()


@pytest.mark.parametrize(
    ("asked", "count"),
    [("", 5), ("?set=shore", 3), ("?subject=990100", 1), ("?indicator=船只", 2), ("?set=x", 5)],
)
def test_figures_are_narrowed_by_subject_set_and_indicator(
    client: Client, asked: str, count: int
) -> None:
    assert len(sheet(client, "figures.csv" + asked)) == count
    page = client.get(HOME + "figures/" + asked, headers=ENGLISH).content.decode()
    assert page.count("<tr data-row=") == count
    assert ("There is no “x” to filter or sort by" in page) == (asked == "?set=x")


def test_a_figure_carries_its_unit_its_set_and_its_other_reading(client: Client) -> None:
    page = client.get(HOME + "figures/", headers=ENGLISH).content.decode()
    assert "80%" in page
    assert "Another reading: 31" in page
    city = client.get(HOME + "parties/990100/", headers=ENGLISH).content.decode()
    assert "figures/?set=shore" in city


def test_a_region_without_topics_has_no_link_to_them(client: Client) -> None:
    assert f'href="{HOME}topics/"' in client.get(HOME).content.decode()
    files = {path: text for path, text in tiny().items() if path not in (TOPICS, READINGS)}
    files["region.toml"] = files["region.toml"].replace("lake-district", "hills")
    files[FIGURES] = files[FIGURES].replace("piers,,码头,piers,2005,2,each,stated,book\n", "")
    install(read(files), NOW)
    page = client.get("/regions/hills/").content.decode()
    assert "/regions/hills/topics/" not in page
    assert "/regions/hills/figures/" in page
    assert client.get("/regions/hills/topics/").status_code == 200
