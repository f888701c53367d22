"""The bench in a real browser: a slider is moved by the keyboard, and the answer follows."""

from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.sharing import guard
from lianxi.portal.sharing.actions import enter as enter_facts
from lianxi.portal.sharing.models import Batch, Fact
from road import DAY, REGION, live, load, office
from screens import PHONE, WIDE, Open, looked_over
from sharing_rules import RULE, march, with_rules

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

AT = f"/regions/{REGION}/sharing/{RULE}/"
TRIED = f"{AT}bench/?period=2026-03&v.p:price=3000"
LOOKED_AT = (TRIED, f"{AT}trials/", f"{AT}trials/1/", f"/regions/{REGION}/splits/")


@pytest.fixture
def portal(live_server: LiveServer, demo: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A demo portal with the figures of March; gives its address."""
    load(with_rules(live("rehearsal")))
    monkeypatch.setattr(dossiers, "now", lambda _: DAY)
    assert isinstance(enter_facts(office(), RULE, march(), "站", "1号"), int)
    yield str(live_server.url)
    guard.taken_down(connection)  # nothing in the portal takes figures away
    Fact.objects.all().delete()
    Batch.objects.all().delete()
    guard.put_up(connection)


def test_a_slider_is_moved_and_the_answer_follows_it(visit: Open) -> None:
    page = visit(f"/enter/?next={AT}bench/?period=2026-03", "zh-CN", viewport=PHONE)
    page.set_default_timeout(20_000)  # machines are busy
    page.locator("form:has(input[value=finance])").get_by_role("button").click()
    expect(page.get_by_text("还没有改动")).to_be_visible()
    slider = page.get_by_role("slider", name="单价")
    slider.focus()
    slider.press("End")
    expect(page.get_by_text("西镇得益最多，3,000.00元")).to_be_visible()
    expect(page.get_by_role("textbox", name="单价")).to_have_value("4000")
    assert page.evaluate("document.activeElement.type") == "range"
    page.get_by_label("给这次试算取个名称").fill("翻一番")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="翻一番")).to_be_visible()
    for half, screen in enumerate((PHONE, WIDE)):
        page.set_viewport_size(screen)
        looked_over(page, LOOKED_AT, half)
