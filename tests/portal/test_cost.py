"""What a page costs the database: the same few queries, however large the region is."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contacts import enter as enter_post
from contacts import held
from uploads import Enter

LAKES = [
    "/regions/lake-district/?year=2005",
    "/regions/lake-district/parties/990100/",
    "/regions/lake-district/bodies/",
    "/regions/lake-district/bodies/council/",
    "/regions/lake-district/bodies/?sort=name&tier=committee",
    "/regions/lake-district/bodies.xlsx",
    "/regions/lake-district/meetings/",
    "/regions/lake-district/meetings/?body=council&sort=-date",
    "/regions/lake-district/meetings.csv",
    "/regions/lake-district/meetings.xlsx?year=2005",
    "/regions/lake-district/meetings/council-2/",
    "/regions/lake-district/calendar/?year=2005",
    "/regions/lake-district/calendar.csv?year=2008&kind=deadline",
    "/regions/lake-district/calendar.ics?city=990100",
    "/regions/lake-district/calendar/handover/?body=council&year=2006",
    "/regions/lake-district/calendar/handover.xlsx?body=council&year=2006",
    "/regions/lake-district/history/",
    "/regions/lake-district/history/?kind=seat&sort=-date",
    "/regions/lake-district/history.csv",
    "/regions/lake-district/topics/",
    "/regions/lake-district/topics/?level=council&field=fish",
    "/regions/lake-district/figures/",
    "/regions/lake-district/figures/?set=shore",
    "/regions/lake-district/topics.xlsx?sort=name",
    "/regions/lake-district/figures.csv",
    "/regions/lake-district/agreements/",
    "/regions/lake-district/agreements/?standing=practised&sort=-signed",
    "/regions/lake-district/agreements.xlsx",
    "/regions/lake-district/articles/",
    "/regions/lake-district/articles.csv?sort=-since",
    "/regions/lake-district/articles/council/",
    "/regions/lake-district/mechanisms/",
    "/regions/lake-district/mechanisms.csv",
    "/regions/lake-district/sources/",
    "/regions/lake-district/sources.csv",
    "/regions/lake-district/?year=2005&sort=name",
    "/regions/lake-district/members.xlsx",
    "/regions/lake-district/members.csv",
]
# The directory is no part of the package: its units and its posts are a query each.
DIRECTORY = [
    "/regions/lake-district/directory/",
    "/regions/lake-district/directory/990100/",
    "/regions/lake-district/directory.csv",
    "/regions/lake-district/directory.xlsx",
    "/regions/lake-district/search/?q=dz",
    "/api/v1/regions/lake-district/directory",
    "/api/v1/regions/lake-district/search?q=dz",
]
DELTA = [
    address.replace("lake-district", "yangtze-delta").replace("990100", "330100")
    for address in LAKES
]


@pytest.mark.parametrize("address", LAKES)
def test_a_page_of_a_small_region_asks_once(
    lake_portal: None,
    client: Client,
    address: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get(address)  # reads the package into memory
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", DIRECTORY)
@pytest.mark.parametrize("posts", [1, 10])
def test_the_directory_asks_for_its_units_and_posts(
    lake_portal: None,
    client: Client,
    address: str,
    posts: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(posts):
        enter_post(held("王芳", since=f"{1990 + number}-01-01", until=f"{1990 + number}-12-31"))
    client.get(address)
    with django_assert_num_queries(3):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", DELTA)
def test_a_page_of_a_large_region_asks_no_more(
    delta_portal: None,
    client: Client,
    address: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get(address)
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/regions/lake-district/", 4),
        ("/enter/", 4),
        ("/packages/", 5),  # the versions, the drafts
        ("/packages.csv", 4),  # the versions, the people who loaded them
        ("/packages/lake-district/compare/", 5),
        ("/packages/lake-district/1/", 7),  # it, the one in use, the one before, its journal line
    ],
)
def test_a_page_of_somebody_who_has_entered(
    lake_portal: None,
    enter: Enter,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person, appointments; then the page's own."""
    person = enter("administrator")
    person.get(address)
    with django_assert_num_queries(queries):
        assert person.get(address).status_code == 200
