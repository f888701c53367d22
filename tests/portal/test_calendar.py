"""Meetings in a reader's own calendar: only days that are known."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from lianxi.charter.load import Loaded

ADDRESS = "/regions/lake-district/meetings.ics"


def read(client: Client, address: str = ADDRESS) -> Calendar:
    """The calendar, as a calendar program reads it."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content)
    assert isinstance(found, Calendar)
    return found


def test_a_meeting_of_a_known_day(lake_portal: None, client: Client) -> None:
    """Of three meetings one has its day; of the two others only the year is known."""
    found = read(client)
    (event,) = found.walk("VEVENT")
    assert event["UID"] == "council-2@lake-district.lianxi"
    assert event["SUMMARY"] == "湖区议会第二次会议"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2005, 5, 5),
        date(2005, 5, 6),
    )
    assert event["LOCATION"] == "西镇"
    said = str(event["DESCRIPTION"])
    assert "Lake council, meeting 2" in said
    assert "Norham admitted" in said
    assert (
        "The day is stated in the documents. Source: Anonymous: Annals of the lakes (2011)" in said
    )
    assert "列出1次知道哪一天的会议；另有2次" in str(found["DESCRIPTION"])
    assert "Meetings whose day is known: 1." in str(found["DESCRIPTION"])
    assert "列出1次" in str(found["X-WR-CALDESC"])  # what older programs read


def test_it_is_the_same_each_time(lake_portal: None, client: Client) -> None:
    assert client.get(ADDRESS).content == client.get(ADDRESS).content


def test_of_one_body(lake_portal: None, client: Client) -> None:
    assert len(read(client, f"{ADDRESS}?body=council").walk("VEVENT")) == 1
    assert len(read(client, f"{ADDRESS}?body=boats").walk("VEVENT")) == 0
    assert client.get(f"{ADDRESS}?body=x").status_code == 404
    page = client.get("/regions/lake-district/bodies/council/").content.decode()
    assert f'href="{ADDRESS}?body=council"' in page


@pytest.mark.usefixtures("delta_portal")
def test_of_a_large_region(client: Client, delta: Loaded) -> None:
    assert delta.package is not None
    known = {m.id for m in delta.package.meetings.values() if m.date.precision == "day"}
    events = read(client, "/regions/yangtze-delta/meetings.ics").walk("VEVENT")
    assert {str(event["UID"]).partition("@")[0] for event in events} == known
    assert len(events) == len(known) < len(delta.package.meetings)
