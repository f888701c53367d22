"""The plans on their page, on the page of each, in files and by the API."""

import csv
import io

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lianxi.portal.charter.actions import install
from tiny import SEASON, read, tiny
from uploads import NOW

LAKES = "/regions/lake-district/"
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def planned(db: None) -> None:
    """A portal whose tiny region has a plan."""
    install(read({**tiny(), "plans/season.toml": SEASON}), NOW)


@pytest.mark.usefixtures("planned")
def test_the_page_its_files_and_the_api_say_the_same(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"{LAKES}plans/")
    with django_assert_num_queries(1):
        page = client.get(f"{LAKES}plans/", headers=ENGLISH).content.decode()
    assert "1 plans with 1 tasks: 1 name a lead, 1 a deadline." in page
    assert "2002 to 2006" in page
    answer = client.get(f"{LAKES}plans.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(answer))
    assert (row["id"], row["for"], row["to"], row["tasks"]) == ("season", "2002", "2006", "1")
    (plan,) = client.get("/api/v1/regions/lake-district/plans").json()
    assert (plan["for"], plan["tasks"][0]["lead"]) == ("2002", "990200")
    assert client.get(f"{LAKES}plans.xlsx", {"form": "sector plan"}).status_code == 200


@pytest.mark.usefixtures("planned")
def test_a_plan_shows_its_tasks_as_of_a_day(client: Client) -> None:
    address = f"{LAKES}articles/season/"
    before = client.get(address, {"at": "2003-01-01"}, headers=ENGLISH).content.decode()
    assert 'id="clause-nets"' in before
    after = client.get(address, headers=ENGLISH).content.decode()
    assert 'id="clause-nets"' not in after
    assert 'aria-current="page">Plans</a>' in after


@pytest.mark.usefixtures("lake_portal")
def test_a_region_without_plans_has_no_entry_for_them(client: Client) -> None:
    page = client.get(f"{LAKES}plans/", headers=ENGLISH)
    assert page.status_code == 200
    assert ">Plans</a>" not in page.content.decode()
