"""The pages of the funds in a real browser: wide and on a phone, and something booked by hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from funds import FUND, FUNDS, PIERS, fill, lakes_with_a_fund
from ledgers import emptied
from lianxi.portal.dossiers import queries as dossiers
from road import DAY, EASTON, load
from screens import PHONE, WIDE, Open, looked_over

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

LOOKED_AT = (
    FUNDS,
    PIERS,
    f"{PIERS}accounts/",
    f"{PIERS}accounts/{FUND}:cash/",
    f"{PIERS}transfers/?flow=paid",
    f"{FUNDS}parties/{EASTON}/",
    f"{PIERS}book/",
)


@pytest.fixture
def portal(live_server: LiveServer, demo: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A demo portal with a year of books of the pier fund; gives its address."""
    load(lakes_with_a_fund("rehearsal"))
    monkeypatch.setattr(dossiers, "now", lambda _: DAY)
    fill()
    yield str(live_server.url)
    emptied()


def test_the_funds_are_looked_at_and_something_is_booked(visit: Open) -> None:
    page = visit(f"/enter/?next={PIERS}book/", "zh-CN", viewport=PHONE)
    page.set_default_timeout(20_000)  # machines are busy
    page.locator("form:has(input[value=finance])").get_by_role("button").click()
    page.get_by_label("金额（元）").fill("1,234.50")
    page.get_by_label("摘要（中文）").fill("四月利息")
    page.get_by_label("凭证号").fill("J-9")
    page.get_by_role("button", name="记账").click()
    expect(page.get_by_role("heading", name="四月利息")).to_be_visible()
    page.get_by_role("link", name="码头资金·利息收入").click()
    expect(page.get_by_role("row", name="期末余额")).to_contain_text("-1,235.73")
    for half, screen in enumerate((PHONE, WIDE)):
        page.set_viewport_size(screen)
        looked_over(page, LOOKED_AT, half)
