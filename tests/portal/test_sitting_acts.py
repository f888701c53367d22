"""What is done at a sitting is done in every dossier that it concerns, or in none."""

import pytest

from at_once import at_once
from killed import sweep
from lianxi.governance.authority import Refused
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.sitting import Sitting
from lianxi.governance.road.sitting_acts import (
    Concluded,
    Convened,
    ItemDecided,
    ItemListed,
    MinutesConfirmed,
    MinutesDrafted,
    SittingOpened,
)
from lianxi.kernel.bilingual import same
from lianxi.portal.backup import kept
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.sittings import actions, queries
from lianxi.portal.verification import verification
from road import EASTON, REGION, WESTON, load
from sittings import TERMS, proposal, sitting, today

TODAY = dossiers.real_day()
NOTICE_ACT = Convened(
    same("会"), ("council",), TODAY, "西镇", WESTON, "", (EASTON, WESTON), reply_by=TODAY
)


def begun(*done: object) -> Opened[Sitting]:
    """A sitting at which things were done."""
    number = actions.convene(today(), NOTICE_ACT)
    assert isinstance(number, int)
    for what in done:
        outcome = actions.hold(today(), sitting(), what)
        assert outcome is None, outcome
    return sitting()


@pytest.mark.django_db(transaction=True)
def test_killed_anywhere_a_decision_is_in_both_dossiers_or_in_none() -> None:
    load()
    ref = proposal()
    opened = begun()
    listed = ItemListed(TERMS.title, "proposed", ref)
    assert actions.list_items(today(), opened, [listed]) is None
    assert actions.hold(today(), sitting(), SittingOpened((EASTON, WESTON))) is None
    opened = sitting()
    before = [list(model._default_manager.order_by("pk").values()) for model in kept()]

    def act() -> None:
        outcome = actions.decide(today(), opened, ItemDecided(1, "adopted", "同意"))
        assert outcome is None, outcome

    def as_it_was() -> None:
        assert [list(m._default_manager.order_by("pk").values()) for m in kept()] == before

    assert sweep(act, as_it_was) > 4
    resolved = dossiers.opened(REGION, PROPOSAL, 1)
    assert resolved is not None
    assert (resolved.state.stage, sitting().state.items[0].stands) == ("adopted", "adopted")
    assert verification().holds


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_can_not_both_conclude() -> None:
    load()
    begun(SittingOpened((EASTON,)), MinutesDrafted("纪要"))
    by = today()
    assert actions.reply(by, sitting(), EASTON, MinutesConfirmed(EASTON)) is None
    opened = sitting()
    outcomes = at_once(*[lambda: actions.hold(today(), opened, Concluded("里长"))] * 2)
    assert sorted(isinstance(each, Refused) for each in outcomes) == [False, True], outcomes
    assert verification().holds


@pytest.mark.django_db
def test_what_a_calendar_takes() -> None:
    load()
    begun()
    assert [each.ref for each in queries.coming(REGION, "council", EASTON)] == ["sitting/1"]
    assert queries.coming(REGION, "boats") == []
    assert queries.coming(REGION, None, "990000") == []
