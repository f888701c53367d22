"""A workbook of a round that comes in and is entered by two at the same moment."""

import io

import pytest
from openpyxl import load_workbook

from at_once import at_once
from lianxi.governance.authority import Refused
from lianxi.governance.road.round import ROUND
from lianxi.portal.commitments import actions, queries, returns
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.models import Entry
from lianxi.portal.verification import verification
from road import DAY, EASTON, REGION, later, load, office, undertaken
from sheets import reported
from uploads import Enter


@pytest.mark.django_db(transaction=True)
def test_a_workbook_is_received_and_entered_once_by_two_at_once(enter: Enter) -> None:
    load()
    actions.undertake(office(), [undertaken(), undertaken()])
    lines = queries.lines(office().found, DAY.date())
    by = later(office(), 1)
    actions.open_round(by, undertaken().title, "2026Q1", "council", by.today, lines)
    there = dossiers.opened(REGION, ROUND, 1)
    assert there is not None
    browser = enter("secretariat")
    sent = load_workbook(
        io.BytesIO(browser.get(f"/regions/{REGION}/road/rounds/1/{EASTON}.xlsx").content)
    )
    upload = Upload("回表.xlsx", "xlsx", reported(sent))
    twice = at_once(*[lambda: returns.receive(by, there, EASTON, upload)] * 2)
    assert sorted(isinstance(each, Refused) for each in twice) == [False, True], twice
    back = dossiers.opened(REGION, ROUND, 1)
    assert back is not None
    twice = at_once(*[lambda: returns.apply(by, back, 1, lines)] * 2)
    assert sorted(isinstance(each, Refused) for each in twice) == [False, True], twice
    assert Entry.objects.filter(act="report").count() == 2
    assert verification().holds
