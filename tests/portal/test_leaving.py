"""A party leaves an agreement in force: its commitments stay whole, and the office is asked."""

import pytest

from lianxi.governance.authority import Refused
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.agreement_acts import EnteredIntoForce, Left
from lianxi.governance.road.agreement_text import Text
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import LeadChanged, Reviewed
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import set_clock
from lianxi.portal.dossiers.models import Dossier, Owed
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.texts import actions
from lianxi.portal.verification import verification
from pier import DRAFT, SIGNED
from road import DAY, EASTON, NORHAM, REGION, do, live, load, office
from uploads import Enter

LEAVES = Left(EASTON, DAY.date(), "东〔2026〕9号")


@pytest.fixture
def broken_down(db: None) -> None:
    """The pier agreement in force, its clauses broken down into five commitments."""
    load(live("rehearsal"))
    assert not isinstance(set_clock(office(), DAY), Refused)
    ref = do(office(), AGREEMENT, DRAFT, "agreement.draft", body="council").ref
    for what in (*SIGNED, EnteredIntoForce(DAY.date())):
        do(office(), AGREEMENT, what, "agreement.sign", ref, body="council")
    assert not isinstance(actions.break_down(office(), found(), {}, None), Refused)


def found() -> Opened[Text]:
    there = queries.opened(REGION, AGREEMENT, 1)
    assert there is not None
    return there


def asked() -> list[str]:
    """The commitments of which the office is asked what becomes of them."""
    owed = Owed.objects.filter(what="release", who="body:council", about=EASTON)
    return [each.dossier.ref for each in owed.order_by("dossier__number")]


def test_the_office_decides_what_becomes_of_each(broken_down: None, enter: Enter) -> None:
    states = queries.states(REGION, COMMITMENT)
    theirs = [
        each.row.ref
        for each in states
        if any(who.startswith(EASTON) for who in (each.row.owner, each.row.lead))
    ]
    assert not isinstance(actions.act(office(), found(), LEAVES), Refused)
    assert asked() == theirs != []
    assert Dossier.objects.filter(procedure="commitment", ended=None).count() == len(states)
    desk = enter("secretariat").get(f"/regions/{REGION}/road/desks/body:council/")
    assert "decide what becomes of a leaver&#x27;s part" in desk.content.decode()
    first, second, *rest = theirs
    taken = LeadChanged("退出", lead=NORHAM, doer=NORHAM)
    do(office(), COMMITMENT, taken, "commitment.give", first, body="council")
    over = Reviewed("not met", "退出", "主任")
    do(office(), COMMITMENT, over, "commitment.close", second, body="council")
    assert asked() == rest
    assert verification().holds


def test_of_what_has_ended_nothing_is_asked(broken_down: None) -> None:
    over = Reviewed("not met", "未做", "主任")
    for each in Dossier.objects.filter(procedure="commitment"):
        do(office(), COMMITMENT, over, "commitment.close", each.ref, body="council")
    assert not isinstance(actions.act(office(), found(), LEAVES), Refused)
    assert asked() == []
