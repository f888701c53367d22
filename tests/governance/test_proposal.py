"""A call and a proposal: what may follow what, and who owes what."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act, read, written
from lianxi.governance.road.call import CALL, Call
from lianxi.governance.road.procedure import Procedure, fold
from lianxi.governance.road.proposal import PROPOSAL, Proposal
from lianxi.governance.road.proposal_acts import (
    CallAnswered,
    CallClosed,
    Called,
    CosignAsked,
    Cosigned,
    NothingToPropose,
    Proposed,
    Resolved,
    Revised,
    Settled,
    Tabled,
    Terms,
    Untabled,
    Withdrawn,
)
from lianxi.kernel.bilingual import Bilingual
from road import BOATHOUSE, DAY, EASTON, NORHAM, WESTON

DUE = DAY.date() + timedelta(days=2)
CALLED = Called(Bilingual("征集议题", "Topics wanted"), "请报送", "council", (EASTON, WESTON), DUE)
TERMS = Terms(Bilingual("修码头", "Piers"), "boats", EASTON, (WESTON,), "便民", "修三座码头")
PROPOSED = Proposed(EASTON, "council", TERMS, "call/1", ("moot", "boats"))
ASKED = CosignAsked((BOATHOUSE, NORHAM), DUE)
SIGNED = [Cosigned(BOATHOUSE, "agree"), Cosigned(NORHAM, "amend", "改为两座")]
MOOT, BOATS = Settled("moot", "agreed"), Settled("boats", "next", "资金未定")
REVISED = Revised(replace(TERMS, content="修两座码头"), "采纳会签意见")
TABLED = Tabled("sitting/1", 1)
DECIDE = [("decide", "body:council")]
MOOT_SETTLES = [("settle", "body:moot")]


def acts(*done: object) -> list[Act[object]]:
    """Things done, one a day."""
    return [Act(what, DAY + timedelta(days=n), "li") for n, what in enumerate(done)]


def proposal(*done: object) -> Proposal:
    state = fold(PROPOSAL, acts(PROPOSED, *done))
    assert state is not None
    return state


def call(*done: object) -> Call:
    state = fold(CALL, acts(CALLED, *done))
    assert state is not None
    return state


def why_not(procedure: Procedure[Any], *done: object) -> str:
    """Why the last of some things can't follow the others."""
    *before, last = acts(*done)
    outcome = procedure.follow(fold(procedure, before), last)
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def owed(state: Proposal) -> list[tuple[str, str]]:
    return [(duty.what, duty.who) for duty in PROPOSAL.face(state).duties]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], [EASTON, WESTON]),
        ([NothingToPropose(WESTON)], [EASTON]),
        ([CallAnswered(EASTON, "proposal/1"), CallAnswered(EASTON, "proposal/2")], [WESTON]),
        ([NothingToPropose(WESTON), CallAnswered(WESTON, "proposal/1")], [EASTON]),
        ([NothingToPropose(WESTON), NothingToPropose(EASTON), CallClosed()], []),
        ([NothingToPropose(WESTON), *[CallAnswered(EASTON, f"proposal/{n}") for n in (1, 2)]], []),
    ],
)
def test_who_owes_an_answer_to_a_call(done: list[object], expected: list[str]) -> None:
    duties = CALL.face(call(*done)).duties
    assert [duty.who for duty in duties if duty.what == "propose"] == expected


def test_the_office_closes_a_call_once_all_answered_or_their_day_is_over() -> None:
    def since(*done: object) -> list[date]:
        return [duty.since for duty in CALL.face(call(*done)).duties if duty.what == "close"]

    answered = [NothingToPropose(WESTON), CallAnswered(EASTON, "proposal/1")]
    assert since() == since(answered[0]) == [DUE + timedelta(days=1)]
    assert since(*answered) == [DAY.date() + timedelta(days=2)]
    assert since(*answered, CallClosed()) == []


def test_a_late_answer_is_taken_and_shown_late_and_the_silent_stay_named() -> None:
    done = [CallAnswered(EASTON, f"proposal/{n}") for n in (1, 2, 3)]
    state = call(*done, NothingToPropose(WESTON))
    assert [(each.party, state.late(each)) for each in state.answers] == [
        (EASTON, False),
        (WESTON, True),
    ]
    state = call(*done, CallClosed())
    assert (state.silent, CALL.face(state).stage) == ((WESTON,), "closed")


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([replace(CALLED, to=())], "say who is asked"),
        ([replace(CALLED, to=(EASTON, EASTON))], "somebody is asked twice"),
        ([replace(CALLED, text=" ")], "say what it is called"),
        ([replace(CALLED, due=DAY.date() - timedelta(days=1))], "is over"),
        ([CallClosed()], "a dossier begins with this"),
        ([CALLED, CALLED], "has begun already"),
        ([CALLED, NothingToPropose(NORHAM)], "did not go to this member"),
        ([CALLED, CallAnswered(NORHAM, "proposal/1")], "did not go to this member"),
        ([CALLED, *[NothingToPropose(EASTON)] * 2], "that it has none"),
        ([CALLED, CallAnswered(EASTON, "proposal/1"), NothingToPropose(EASTON)], "sent in a pro"),
        ([CALLED, *[CallAnswered(EASTON, "proposal/1")] * 2], "counts as an answer already"),
        ([CALLED, CallClosed()], "2 have not answered yet"),
    ],
)
def test_what_can_not_follow_in_a_call(done: list[object], why: str) -> None:
    assert why in why_not(CALL, *done)


def test_nothing_follows_the_end_of_a_call() -> None:
    done = [CALLED, NothingToPropose(EASTON), NothingToPropose(WESTON), CallClosed()]
    assert "was closed on" in why_not(CALL, *done, CallAnswered(EASTON, "proposal/1"))


@pytest.mark.parametrize(
    ("done", "stage", "expected"),
    [
        ([], "settling", [("settle", "body:moot")]),
        ([ASKED], "cosigning", [("cosign", BOATHOUSE), ("cosign", NORHAM), *MOOT_SETTLES]),
        ([ASKED, SIGNED[0]], "cosigning", [("cosign", NORHAM), *MOOT_SETTLES]),
        ([ASKED, *SIGNED], "settling", [("settle", "body:moot")]),
        ([MOOT], "settling", [("settle", "body:boats")]),
        ([MOOT, BOATS], "settled", DECIDE),
        ([Settled("moot", "returned", "不清楚")], "returned", [("revise", EASTON)]),
        (
            [MOOT, Settled("boats", "returned", "x"), REVISED],
            "settling",
            [("settle", "body:boats")],
        ),
        ([MOOT, BOATS, REVISED], "settling", [("settle", "body:boats")]),
        ([MOOT, BOATS, TABLED], "tabled", DECIDE),
        ([TABLED], "tabled", DECIDE),
        ([MOOT, BOATS, TABLED, REVISED], "tabled", DECIDE),
        ([MOOT, BOATS, TABLED, Tabled("sitting/2", 3)], "tabled", DECIDE),
        ([MOOT, BOATS, TABLED, Untabled("sitting/1", "撤下")], "settled", DECIDE),
        ([TABLED, Resolved("sitting/1", "deferred")], "deferred", DECIDE),
        ([TABLED, Resolved("sitting/1", "returned")], "returned", [("revise", EASTON)]),
        (
            [MOOT, BOATS, TABLED, Resolved("sitting/1", "returned"), REVISED],
            "settling",
            [("settle", "body:moot")],
        ),
        ([TABLED, Resolved("sitting/1", "adopted")], "adopted", []),
        ([TABLED, Resolved("sitting/1", "adopted in principle")], "adopted in principle", []),
        ([Withdrawn("重复")], "withdrawn", []),
    ],
)
def test_who_owes_what_of_a_proposal(
    done: list[object], stage: str, expected: list[tuple[str, str]]
) -> None:
    state = proposal(*done)
    assert (state.stage, owed(state)) == (stage, expected)
    assert stage in PROPOSAL.stages


def test_a_body_without_levels_settles_its_proposals_itself() -> None:
    state = fold(PROPOSAL, acts(replace(PROPOSED, levels=())))
    assert state is not None
    assert owed(state) == [("settle", "body:council")]


def test_who_has_not_co_signed_by_its_day_is_passed_over_and_may_still_say_it() -> None:
    state = proposal(ASKED, SIGNED[0], REVISED, MOOT)
    assert [(each.unit, each.lapsed) for each in state.cosignatures] == [
        (BOATHOUSE, False),
        (NORHAM, True),
    ]
    assert owed(state) == [("settle", "body:boats")]
    state = proposal(ASKED, SIGNED[0], REVISED, MOOT, SIGNED[1])
    assert [(each.late, each.version) for each in state.cosignatures] == [(False, 1), (True, 2)]


def test_a_unit_is_asked_again_of_a_new_version() -> None:
    state = proposal(ASKED, SIGNED[0], CosignAsked((BOATHOUSE,), DUE + timedelta(days=9)))
    assert owed(state) == [("cosign", NORHAM), ("cosign", BOATHOUSE), *MOOT_SETTLES]
    settles = PROPOSAL.face(state).duties[-1]
    assert settles.since == DUE + timedelta(days=10)  # it need not wait for who stays silent


def test_what_it_comes_from_and_where_it_was_decided() -> None:
    face = PROPOSAL.face(proposal(TABLED, Resolved("sitting/1", "deferred")))
    assert [(link.how, link.to) for link in face.links] == [
        ("call", "call/1"),
        ("item", "sitting/1"),
        ("decided", "sitting/1"),
    ]


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([PROPOSED], "has begun already"),
        ([Revised(TERMS, "x")], "nothing is changed"),
        ([replace(REVISED, why=" ")], "say why"),
        ([Revised(replace(TERMS, lead=" "), "x")], "say who leads"),
        ([Revised(replace(TERMS, lead=WESTON), "x")], "whoever leads takes part anyway"),
        ([Revised(replace(TERMS, partners=(WESTON, WESTON)), "x")], "a partner is named twice"),
        ([Revised(replace(TERMS, content=""), "x")], "say what is to be done"),
        ([Revised(replace(TERMS, title=Bilingual("", "")), "x")], "what the proposal is called"),
        ([Withdrawn("")], "say why"),
        ([CosignAsked((), DUE)], "say who is to co-sign"),
        ([replace(ASKED, due=DAY.date())], "is over"),
        ([ASKED, ASKED], "asked already, or twice"),
        ([SIGNED[0]], "was not asked to co-sign"),
        ([ASKED, Cosigned(NORHAM, "maybe")], "“maybe” is no opinion"),
        ([ASKED, Cosigned(NORHAM, "object")], "say what should be amended"),
        ([ASKED, MOOT], "2 have not co-signed yet"),
        ([BOATS], "not the level that it is at"),
        ([Settled("moot", "done")], "“done” is no outcome"),
        ([Settled("moot", "returned")], "say why"),
        ([Settled("moot", "returned", "x"), MOOT], "must be revised first"),
        ([Settled("moot", "returned", "x"), TABLED], "must be revised first"),
        ([MOOT, BOATS, MOOT], "every level has settled it"),
        ([TABLED, TABLED], "on the agenda of this sitting already"),
        ([Resolved("sitting/1", "adopted")], "not on the agenda of this sitting"),
        ([TABLED, Resolved("sitting/1", "sung")], "“sung” is no outcome"),
    ],
)
def test_what_can_not_follow_in_a_proposal(done: list[object], why: str) -> None:
    assert why in why_not(PROPOSAL, PROPOSED, *done)


@pytest.mark.parametrize("what", [REVISED, Withdrawn("x"), ASKED, MOOT, TABLED])
def test_nothing_follows_the_end_of_a_proposal(what: object) -> None:
    done = [PROPOSED, TABLED, Resolved("sitting/1", "adopted")]
    assert "it ended on 4 March 2026: adopted" in why_not(PROPOSAL, *done, what)


def test_a_proposal_begins_with_terms_that_can_be() -> None:
    assert "begins with" in why_not(PROPOSAL, MOOT)
    wrong = replace(PROPOSED, terms=replace(TERMS, lead=""))
    assert "say who leads" in why_not(PROPOSAL, wrong)


def test_every_act_is_read_back_as_it_was_written() -> None:
    made: list[Any] = [PROPOSED, REVISED, Withdrawn("x"), ASKED, *SIGNED, MOOT, TABLED]
    made += [Resolved("sitting/1", "adopted", "同意"), Untabled("sitting/1", "撤下")]
    assert {type(each) for each in made} == set(PROPOSAL.acts.values())
    calls: list[Any] = [CALLED, NothingToPropose(EASTON), CallAnswered(EASTON, "x"), CallClosed()]
    assert {type(each) for each in calls} == set(CALL.acts.values())
    for each in made + calls:
        assert read(type(each), written(each)) == each
