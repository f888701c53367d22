"""A commitment from its undertaking to its review: what may follow what, and who owes what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act, read, written
from lianxi.governance.road.commitment import COMMITMENT, Commitment
from lianxi.governance.road.commitment_acts import (
    Adjusted,
    ClosureAsked,
    LeadChanged,
    LeadReviewed,
    PartyLeft,
    Paused,
    ReportAsked,
    Reported,
    RequestAnswered,
    RequestDrafted,
    RequestDropped,
    RequestSigned,
    Resumed,
    Reviewed,
    SlipAnswered,
    SlipClosed,
    SlipIssued,
)
from lianxi.governance.road.procedure import fold
from road import BOATHOUSE, DAY, NORHAM, WESTON, undertaken

DUE = DAY.date() + timedelta(days=10)
ASKED = ReportAsked("round/1", "2026Q1", DUE)
TOLD = Reported("2026Q1", "桩已打好")
SLIP = SlipIssued("第一季度未报", DUE, "秘书长")
REQUEST = RequestDrafted("council", "请协调航道")
SIGNED = RequestSigned(1, "王秘书长", "秘书长")
EVIDENCE = ClosureAsked("码头修好了")
CLOSED = Reviewed("closed", "", "办公室主任")


def acts(*done: object) -> list[Act[object]]:
    """Things done, one a day."""
    return [Act(what, DAY + timedelta(days=n), "li") for n, what in enumerate(done)]


def after(*done: object) -> Commitment:
    """The state after things were done."""
    state = fold(COMMITMENT, acts(undertaken(), *done))
    assert state is not None
    return state


def why_not(*done: object) -> str:
    """Why the last of some things can't follow the others."""
    *before, last = acts(undertaken(), *done)
    outcome = COMMITMENT.follow(fold(COMMITMENT, before), last)
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def owed(*done: object) -> list[tuple[str, str]]:
    """Who owes what after some things were done."""
    return [(duty.what, duty.who) for duty in COMMITMENT.face(after(*done)).duties]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], [("do", BOATHOUSE)]),
        ([ASKED], [("do", BOATHOUSE), ("report", BOATHOUSE)]),
        ([ASKED, TOLD], [("do", BOATHOUSE)]),
        ([TOLD, ASKED], [("do", BOATHOUSE)]),
        ([SLIP], [("do", BOATHOUSE), ("explain", BOATHOUSE)]),
        ([SLIP, SlipAnswered(1, "材料迟到")], [("do", BOATHOUSE), ("close-slip", "body:council")]),
        ([SLIP, SlipAnswered(1, "x"), SlipClosed(1, "")], [("do", BOATHOUSE)]),
        ([REQUEST], [("do", BOATHOUSE), ("sign-request", "body:council")]),
        ([REQUEST, SIGNED], [("do", BOATHOUSE), ("coordinate", "body:council")]),
        ([REQUEST, SIGNED, RequestAnswered(1, "同意")], [("do", BOATHOUSE)]),
        ([REQUEST, RequestDropped(1, "不需要了")], [("do", BOATHOUSE)]),
        ([EVIDENCE], [("review-lead", WESTON)]),
        ([EVIDENCE, LeadReviewed(agrees=True)], [("review", "body:council")]),
        ([LeadChanged("改由西镇直接办理", doer=WESTON), EVIDENCE], [("review", "body:council")]),
        ([EVIDENCE, Reviewed("returned", "缺照片", "主任")], [("do", BOATHOUSE)]),
        ([EVIDENCE, LeadReviewed(agrees=True), CLOSED], []),
        ([ASKED, Paused("等汛期过去")], []),
        ([Paused("等汛期过去"), Resumed()], [("do", BOATHOUSE)]),
    ],
)
def test_who_owes_what(done: list[object], expected: list[tuple[str, str]]) -> None:
    assert owed(*done) == expected


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([undertaken()], "the dossier has begun already"),
        (
            [ASKED, replace(ASKED, round="round/2")],
            "the first quarter of 2026 was asked about already",
        ),
        ([TOLD, ASKED, ASKED], "the first quarter of 2026 was asked about already"),
        ([Reported("2026Q1", " ")], "say how it stands"),
        ([replace(SLIP, due=DAY.date())], "the day for the answer, 2 March 2026, is over"),
        ([SLIP, SLIP], "a slip is still open"),
        ([SlipAnswered(1, "x")], "there is no slip 1"),
        ([SLIP, SlipClosed(1, "")], "slip 1 has no answer yet"),
        ([SLIP, SlipAnswered(1, "x"), SlipClosed(1, ""), SlipAnswered(1, "y")], "slip 1 was"),
        ([REQUEST, REQUEST], "a request is still open"),
        ([RequestSigned(1, "x", "")], "there is no request 1"),
        ([REQUEST, RequestSigned(1, " ", "")], "say who signs"),
        ([REQUEST, SIGNED, SIGNED], "request 1 was signed by 王秘书长"),
        ([REQUEST, SIGNED, RequestDropped(1, "x")], "request 1 was signed by 王秘书长"),
        ([REQUEST, RequestAnswered(1, "x")], "request 1 is not signed yet"),
        ([REQUEST, RequestDropped(1, "x"), SIGNED], "request 1 is done with"),
        ([REQUEST, RequestDropped(1, "")], "say why"),
        ([EVIDENCE, EVIDENCE], "still under review"),
        ([ClosureAsked("")], "say what was done"),
        ([LeadReviewed(agrees=True)], "nobody has asked for closure yet"),
        ([EVIDENCE, LeadReviewed(agrees=False)], "say why"),
        (
            [EVIDENCE, LeadReviewed(agrees=True), LeadReviewed(agrees=True)],
            "the lead unit reviewed",
        ),
        ([CLOSED], "nobody has asked for closure yet"),
        ([EVIDENCE, CLOSED], "the lead unit has not reviewed it yet"),
        ([EVIDENCE, replace(CLOSED, outcome="won")], "“won” is no outcome"),
        ([replace(CLOSED, outcome="not met")], "say why"),
        ([EVIDENCE, replace(CLOSED, signer=" ")], "say who signs"),
        ([Adjusted("延期", "", due=DUE)], "say by which decision"),
        ([Adjusted("延期", "sitting/1")], "nothing is changed by it"),
        ([LeadChanged("x", lead=WESTON)], "nothing is changed by it"),
        ([Paused("")], "say why"),
        ([Paused("x"), Paused("x")], "it rests since"),
        ([Resumed()], "it does not rest"),
    ],
)
def test_what_can_not_follow(done: list[object], why: str) -> None:
    assert why_not(*done).startswith(why) or why in why_not(*done)


@pytest.mark.parametrize("what", [ASKED, TOLD, SLIP, REQUEST, EVIDENCE, Paused("x"), CLOSED])
def test_nothing_follows_its_end(what: object) -> None:
    assert "it ended on 3 March 2026: not met" in why_not(Reviewed("not met", "没做", "主任"), what)


def test_it_begins_only_with_an_undertaking_that_can_be() -> None:
    first = COMMITMENT.follow(None, acts(TOLD)[0])
    assert isinstance(first, Refused)
    backwards = undertaken(starts=DUE + timedelta(days=1), due=DUE)
    assert isinstance(COMMITMENT.follow(None, acts(backwards)[0]), Refused)


def test_the_lead_changes_and_it_stays_whole() -> None:
    state = after(LeadChanged("机构改革", lead=NORHAM, supports=(WESTON,)))
    assert (state.terms.lead, state.terms.supports) == (NORHAM, (WESTON,))
    assert COMMITMENT.face(state).owner == BOATHOUSE


def test_who_carries_it_out_changes_and_it_stays_whole() -> None:
    """What was reported stays; what is owed from now on, the new unit owes."""
    before = [ASKED, TOLD, ReportAsked("round/2", "2026Q2", DUE), SLIP]
    state = after(*before, LeadChanged("机构改革", doer=NORHAM))
    duties = COMMITMENT.face(state).duties
    assert [(duty.what, duty.who) for duty in duties] == [
        ("do", NORHAM),
        ("report", NORHAM),
        ("explain", NORHAM),
    ]
    assert (len(state.reports), COMMITMENT.face(state).owner, state.begun) == (
        1,
        NORHAM,
        after(*before).begun,
    )


LEFT = PartyLeft("990100", DUE, "东〔2026〕9号")  # whose unit carries it out
RELEASE = ("release", "body:council")


@pytest.mark.parametrize(
    ("done", "asked"),
    [
        ([LEFT], True),
        ([LEFT, LeadChanged("退出", doer=NORHAM)], False),
        ([LEFT, LeadChanged("退出", lead=NORHAM)], True),
        ([LEFT, Adjusted("退出", "sitting/1", due=DUE)], False),
        ([LEFT, Reviewed("not met", "退出", "主任")], False),
    ],
)
def test_a_party_leaves_and_the_office_decides_what_becomes_of_its_part(
    done: list[object], *, asked: bool
) -> None:
    assert (RELEASE in owed(*done)) == asked
    assert COMMITMENT.face(after(LEFT)).ended is None
    assert why_not(PartyLeft("999999", DUE, "x")) == "it takes no part in this commitment"


def test_adjusted_terms_take_the_place_of_the_old() -> None:
    state = after(
        Reported("2026Q1", "慢", trouble="缺木料"), Adjusted("延期", "sitting/1#2", due=DUE)
    )
    assert state.terms.due == DUE
    assert state.troubled is None


def test_every_act_is_read_back_as_it_was_written() -> None:
    made: list[Any] = [undertaken(starts=DUE), ASKED, TOLD, SLIP, REQUEST, SIGNED, EVIDENCE, CLOSED]
    made += [SlipAnswered(1, "x"), SlipClosed(1, "x"), Adjusted("x", "y"), LeadChanged("x")]
    made += [RequestDropped(1, "x"), RequestAnswered(1, "x"), Paused("x"), Resumed()]
    made += [LeadReviewed(agrees=True), PartyLeft(NORHAM, DUE, "北〔2026〕2号")]
    assert {type(each) for each in made} == set(COMMITMENT.acts.values())
    for each in made:
        assert read(type(each), written(each)) == each


def test_an_act_has_its_day_in_china() -> None:
    assert Act(ASKED, datetime(2026, 3, 1, 17, 0, tzinfo=UTC), "li").day == DAY.date()
