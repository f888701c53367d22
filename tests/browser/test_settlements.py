"""The pages of settlements in a real browser, wide and on a phone."""

from collections.abc import Iterator

import pytest
from pytest_django.live_server_helper import LiveServer

from lianxi.portal.settlements import actions
from road import EASTON, WESTON
from screens import PHONE, WIDE, Open, looked_over
from settled import ROAD, UPHOLD, approved, city, contest, emptied, opened, secretary

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

ONE = f"{ROAD}settlements/1/"
LOOKED_AT = (
    f"{ROAD}settlements/",
    ONE,
    f"{ONE}redraw/",
    f"{ONE}contest/",
    f"{ONE}disputes/2/decide/",
    f"{ROAD}settlements/new/lake-water/",
    f"{ROAD}settlements/new/",
)


@pytest.fixture
def portal(live_server: LiveServer, demo: None) -> Iterator[str]:
    """A demo portal with a settlement that binds and two disputes about it; gives its address."""
    approved()
    contest(city(EASTON, 6))
    actions.decide(secretary(7), opened(), UPHOLD, None)
    contest(city(EASTON, 8))
    assert opened().state.answer_of(WESTON) == "confirmed"
    yield str(live_server.url)
    emptied()


def test_settlements_are_looked_at(visit: Open) -> None:
    page = visit(f"/enter/?next={ONE}", "zh-CN", viewport=PHONE)
    page.set_default_timeout(20_000)  # machines are busy
    page.locator("form:has(input[value=secretariat])").get_by_role("button").click()
    for half, screen in enumerate((PHONE, WIDE)):
        page.set_viewport_size(screen)
        looked_over(page, LOOKED_AT, half)
