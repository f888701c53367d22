"""The year in the portal: the page, its files, the API, the feeds, and what is handed over."""

import base64
import csv
import io
import re
from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate
from icalendar import Calendar
from pytest_django import Settings

from lianxi.portal.accounts.models import Appointment
from lianxi.portal.charter.actions import install
from tiny import read, tiny
from uploads import NOW, Enter

LAKE = "/regions/lake-district"
MINE = "/me/calendar.ics"


def page(client: Client, address: str, lang: str = "zh") -> str:
    answer = client.get(f"{LAKE}/{address}", headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def events(client: Client, address: str, **headers: str) -> dict[str, object]:
    """The events of a feed by identity, as a calendar program reads it."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    found = Calendar.from_ical(answer.content)
    return {str(event["UID"]): event for event in found.walk("VEVENT")}


@pytest.fixture
def this_year() -> int:
    return localdate().year


@pytest.mark.usefixtures("lake_portal")
def test_a_year_month_by_month(client: Client) -> None:
    text = page(client, "calendar/?year=2008")
    assert "2008年开哪些会，有哪些期限？" in text
    assert "按条文有会议1次，期限1项。" in text
    assert "2008年的节假日安排尚未录入，工作日按周一至周五计。" in text
    assert "12月" in text
    assert "未定" in text  # the council's host goes round, and no order is stated
    english = page(client, "calendar/?year=2008", "en")
    assert "By the articles: 1 meetings, 1 deadlines." in english


@pytest.mark.usefixtures("lake_portal")
def test_what_is_on_record_leads_to_its_meeting(client: Client) -> None:
    text = page(client, "calendar/?year=2005")
    assert f'href="{LAKE}/meetings/council-2/"' in text
    assert f'href="{LAKE}/calendar/?year=2004"' in text or 'href="?year=2004"' in text


@pytest.mark.usefixtures("lake_portal")
@pytest.mark.parametrize("asked", ["20x7", "27", "99999", "<b>"])
def test_a_bad_year_is_said(client: Client, asked: str, this_year: int) -> None:
    text = page(client, f"calendar/?year={asked}")
    assert "不是可列的年份" in text
    assert f"以下为{this_year}年" in text
    assert "<b>" not in text


@pytest.mark.usefixtures("lake_portal")
def test_by_body_and_city_and_as_a_file(client: Client) -> None:
    assert "湖约" not in page(client, "calendar/?year=2008&kind=meeting").split("<table")[1]
    answer = client.get(f"{LAKE}/calendar.csv?year=2008&city=990200")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line["kind"] for line in lines] == ["meeting", "deadline"]
    assert "2008年的节假日安排尚未录入" in lines[0]["note_zh"]
    assert client.get(f"{LAKE}/calendar.xlsx?year=2008").status_code == 200
    assert "没有“senate”可供筛选" in page(client, "calendar/?body=senate")


@pytest.mark.usefixtures("lake_portal")
def test_the_api_answers_as_the_command_does(client: Client) -> None:
    found = client.get(f"/api/v1{LAKE}/calendar?year=2005&body=council").json()
    assert [(each["date"], each["host"]) for each in found] == [("2005-05-05", "990200")]
    assert list(found[0]) == ["date", "body", "what", "host", "article", "note"]
    assert client.get(f"/api/v1{LAKE}/calendar?year=x").status_code == 422
    assert client.get(f"/api/v1{LAKE}/calendar?body=x").status_code == 404
    early = client.get(f"/api/v1{LAKE}/calendar?year=2005&known=2004").json()
    assert {each["body"] for each in early} == {"council"}


@pytest.mark.usefixtures("lake_portal")
def test_a_feed_of_the_region_of_a_body_and_of_a_city(client: Client, this_year: int) -> None:
    council = f"council-{this_year}-1@lake-district.lianxi"
    whole = events(client, f"{LAKE}/calendar.ics")
    assert council in whole
    assert council in events(client, f"{LAKE}/calendar.ics?body=council")
    assert council in events(client, f"{LAKE}/calendar.ics?city=990300")
    assert events(client, f"{LAKE}/calendar.ics?body=boats") == {}
    assert events(client, f"{LAKE}/calendar.ics?city=990000") == {}
    for wrong in ("body=senate", "city=999999"):
        assert client.get(f"{LAKE}/calendar.ics?{wrong}").status_code == 404


@pytest.mark.usefixtures("lake_portal")
def test_a_feed_is_of_whole_days_and_the_same_each_time(client: Client, this_year: int) -> None:
    answer = client.get(f"{LAKE}/calendar.ics")
    assert answer.content == client.get(f"{LAKE}/calendar.ics").content
    text = answer.content.decode()
    assert "X-WR-CALNAME:湖区日历" in text
    assert "X-WR-TIMEZONE:Asia/Shanghai" in text
    assert f"DTSTART;VALUE=DATE:{this_year}12" in text
    assert "STATUS:TENTATIVE" in text


@pytest.mark.usefixtures("lake_portal")
def test_ones_own_feed_by_session_and_by_token(
    enter: Enter, this_year: int, settings: Settings
) -> None:
    council = f"council-{this_year}-1@lake-district.lianxi"
    liaison = enter("liaison")
    assert council in events(liaison, MINE)
    assert "我的日历" in liaison.get("/me/", headers={"accept-language": "zh"}).content.decode()
    shown_once = liaison.post("/tokens/", {"name": "calendar", "days": "90"}).content.decode()
    found = re.search(r'<code class="wrap">([^<]+)</code>', shown_once)
    assert found
    token = found[1]
    anybody = Client()
    basic = base64.b64encode(f"whoever:{token}".encode()).decode()
    for shown in (f"Bearer {token}", f"Basic {basic}", f"basic {basic}"):
        assert council in events(anybody, MINE, authorization=shown)
    assert events(enter("auditor"), MINE) == {}  # of no city and no body


@pytest.mark.usefixtures("lake_portal", "demo")
@pytest.mark.parametrize("shown", ["", "Basic !!", "Basic eDp5", "Bearer x", "Digest x", "Basic"])
def test_without_a_token_that_works_it_is_asked_for(shown: str) -> None:
    answer = Client().get(MINE, headers={"authorization": shown} if shown else {})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.usefixtures("lake_portal")
def test_ones_own_feed_follows_the_appointments(enter: Enter, this_year: int) -> None:
    liaison = enter("liaison")
    Appointment.objects.update(party="", body="lake-district/boats")
    assert events(liaison, MINE) == {}
    Appointment.objects.update(body="lake-district/council")
    assert f"council-{this_year}-1@lake-district.lianxi" in events(liaison, MINE)
    Appointment.objects.update(since=date(2020, 1, 1), until=date(2021, 1, 1))
    assert events(liaison, MINE) == {}


TURNS = """\
body,period,party,how,of,status,source
council,2006,990100,turn,,stated,book
council,2007,990300,turn,,stated,book
"""


def test_what_one_chair_hands_over_to_the_next(db: None, client: Client) -> None:
    files = {**tiny(), "turns.csv": TURNS}
    files["history/meetings.csv"] = files["history/meetings.csv"].replace(
        "council-3,council,3,2006,,,,,derived", "council-3,council,3,2006,990100,,,pact,stated"
    )
    files["agreements/pact.toml"] = files["agreements/treaty.toml"].partition("[[amendment]]")[0]
    for old, new in (('"treaty"', '"pact"'), ('"2002"', '"2006"'), ('"2003"', '"2007-06"')):
        files["agreements/pact.toml"] = files["agreements/pact.toml"].replace(old, new)
    install(read(files), NOW)
    text = page(client, "calendar/handover/?body=council&year=2006")
    assert "湖区议会：2006年交接什么？" in text
    assert "移交方：" in text
    assert "东镇" in text
    assert "北村" in text
    answer = client.get(f"{LAKE}/calendar/handover.csv?body=council&year=2006")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    said = [(line["section"], line["date"], line["who"]) for line in lines]
    assert said == [
        ("party", "2006-01-01", "990100"),
        ("party", "2007-01-01", "990300"),
        ("due", "2007-06-29", ""),
        ("due", "2007-12-27", "990300"),
        ("meeting", "2006", "990100"),
        ("clause", "2007-06", "990100/boathouse"),
        ("clause", "", ""),
    ]
    assert client.get(f"{LAKE}/calendar/handover.xlsx?body=council&year=2006").status_code == 200


@pytest.mark.usefixtures("lake_portal")
def test_a_body_without_a_turn_hands_nothing_over(client: Client) -> None:
    text = page(client, "calendar/handover/?body=boats&year=2006")
    assert "无须交接" in text
    assert client.get(f"{LAKE}/calendar/handover/?body=senate").status_code == 404
    undecided = page(client, "calendar/handover/?body=council&year=2008", "en")
    assert "Who hands over is not decided" in undecided
