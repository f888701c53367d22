"""A sitting from its notice to its signed minutes: what may follow what, and who owes what."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act, Enclosure, read, written
from lianxi.governance.road.sitting import SITTING, Sitting
from lianxi.governance.road.sitting_acts import (
    Balloted,
    Cancelled,
    Convened,
    ItemCarriedOver,
    ItemDecided,
    ItemStruck,
    MinutesConfirmed,
    MinutesCorrected,
    MinutesObjected,
    Moved,
    PaperFiled,
    SittingOpened,
    SlipReturned,
)
from road import DAY, EASTON, NORHAM, WESTON
from sittings import (
    ADOPTED,
    BY_VOTE,
    CONFIRM_BY,
    DRAFT,
    EAST,
    HELD_ON,
    NETS,
    NOTICE,
    OPEN,
    PIERS,
    REPLY_BY,
    SIGNED,
    WEST,
    after,
    ballot_item,
    confirmed,
    why_not,
)

TO_MINUTES = [PIERS, OPEN, ADOPTED, DRAFT]
BOTH = confirmed(EASTON, WESTON)
OFFICE = "body:council"
HOLD = ("hold", OFFICE, "")
FILE = Enclosure("议题一.pdf", "pdf", "sha256:0", 3)
CORRECTION = MinutesCorrected("修码头", "修两座码头", "漏字")


def owed(*done: object) -> list[tuple[str, str, str]]:
    return [(duty.what, duty.who, duty.about) for duty in SITTING.face(after(*done)).duties]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], [("reply", EASTON, ""), ("reply", WESTON, ""), HOLD]),
        ([EAST], [("reply", WESTON, ""), HOLD]),
        ([EAST, WEST], [HOLD]),
        (
            [EAST, WEST, Moved(HELD_ON, "东镇", "汛期", REPLY_BY)],
            [("reply", EASTON, ""), ("reply", WESTON, ""), HOLD],
        ),
        ([EAST, WEST, Moved(HELD_ON, "东镇", "汛期")], [HOLD]),
        ([Cancelled("汛期")], []),
        ([PIERS, OPEN], [("minute", OFFICE, "draft")]),
        (
            TO_MINUTES,
            [("confirm", EASTON, ""), ("confirm", WESTON, ""), ("minute", OFFICE, "sign")],
        ),
        (
            [PIERS, replace(OPEN, present=(EASTON,)), ADOPTED, replace(DRAFT, confirm_by=None)],
            [("confirm", EASTON, "")],
        ),
        (
            [*TO_MINUTES, MinutesObjected(EASTON, "少写一座")],
            [("confirm", WESTON, ""), ("minute", OFFICE, "objections")],
        ),
        ([*TO_MINUTES, *BOTH], [("minute", OFFICE, "sign")]),
        ([*TO_MINUTES, *BOTH, SIGNED], []),
    ],
)
def test_who_owes_what(done: list[object], expected: list[tuple[str, str, str]]) -> None:
    assert owed(*done) == expected


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([NOTICE], "the dossier has begun already"),
        ([replace(EAST, party=NORHAM)], "it had no seat"),
        ([replace(EAST, coming="maybe")], "say whether it comes"),
        ([replace(EAST, name=" ")], "say who comes"),
        ([replace(EAST, proxy=WESTON)], "only who does not come"),
        ([SlipReturned(EASTON, "no", proxy=NORHAM)], "only another seat"),
        ([SlipReturned(EASTON, "no", proxy=EASTON)], "only another seat"),
        ([OPEN, EAST], "the sitting has begun"),
        ([Moved(DAY.date(), "东镇", "x")], "the day of the sitting, 2 March 2026, is over"),
        ([Moved(HELD_ON, "东镇", " ")], "say why"),
        ([Moved(HELD_ON, " ", "x")], "say where"),
        ([Moved(HELD_ON, "东镇", "x", HELD_ON + timedelta(days=1))], "slips are due on"),
        ([OPEN, Moved(CONFIRM_BY, "东镇", "x")], "the sitting has begun"),
        ([OPEN, Cancelled("x")], "the sitting has begun"),
        ([Cancelled("")], "say why"),
        ([Cancelled("汛期"), OPEN], "it was cancelled on 3 March 2026"),
        ([replace(OPEN, present=())], "say who is present"),
        ([replace(OPEN, present=(NORHAM,))], "it had no seat"),
        ([replace(OPEN, present=(EASTON, EASTON))], "somebody is named twice"),
        ([OPEN, OPEN], "the sitting has begun"),
        ([PIERS, PIERS], "this is on the agenda already"),
        ([replace(PIERS, reason="because")], "“because” is no reason"),
        ([replace(PIERS, title=replace(PIERS.title, zh=" "))], "say what the item is"),
        ([ItemStruck(1, "x")], "there is no item 1"),
        ([PIERS, ItemStruck(1, "")], "say why"),
        ([PIERS, ItemStruck(1, "x"), OPEN, ADOPTED], "item 1 was struck"),
        ([PIERS, ADOPTED], "the sitting is not in session"),
        ([PIERS, OPEN, ADOPTED, ADOPTED], "item 1 is settled: adopted"),
        ([PIERS, OPEN, ADOPTED, ItemCarriedOver(1)], "item 1 is settled: adopted"),
        ([PIERS, OPEN, ItemDecided(1, "won")], "the body's article has no outcome"),
        ([PIERS, OPEN, ItemDecided(1, "deferred")], "say why it is deferred"),
        (
            [PIERS, replace(OPEN, rules=BY_VOTE), ItemDecided(1, "deferred", "再议")],
            "the body's article has no outcome “deferred”",
        ),
        ([ballot_item(), replace(OPEN, rules=BY_VOTE), ADOPTED], "it goes by ballot"),
        (
            [
                PIERS,
                replace(OPEN, rules=BY_VOTE),
                Balloted(1, {EASTON: "yes", WESTON: "no"}),
                ADOPTED,
            ],
            "the ballot did not carry it",
        ),
        (
            [PIERS, replace(OPEN, rules=BY_VOTE), *[Balloted(1, {EASTON: "yes"})] * 2],
            "item 1 was voted on",
        ),
        ([PIERS, OPEN, Balloted(1, {EASTON: "yes"})], "the body's article says of no majority"),
        ([PIERS, OPEN, DRAFT], "items with nothing settled: 1"),
        ([*TO_MINUTES, NETS], "the minutes are drafted"),
        ([PIERS, OPEN, ADOPTED, replace(DRAFT, text=" ")], "write the minutes"),
        ([PIERS, OPEN, ADOPTED, replace(DRAFT, confirm_by=HELD_ON)], "the day for confirming"),
        ([PIERS, OPEN, ADOPTED, BOTH[0]], "the minutes are not drafted yet"),
        ([*TO_MINUTES, MinutesConfirmed(NORHAM)], "it had no seat"),
        ([*TO_MINUTES, BOTH[0], BOTH[0]], "it has confirmed this draft"),
        ([*TO_MINUTES, BOTH[0], MinutesObjected(EASTON, "x")], "it has confirmed this draft"),
        ([*TO_MINUTES, MinutesObjected(EASTON, " ")], "say what should be corrected"),
        ([*TO_MINUTES, *BOTH, DRAFT], "everybody has confirmed"),
        ([*TO_MINUTES, replace(CORRECTION, why="")], "say why it is corrected"),
        ([*TO_MINUTES, replace(CORRECTION, new="修码头")], "say what stands there"),
        ([*TO_MINUTES, replace(CORRECTION, old="造船")], "the minutes do not say this"),
        (
            [PIERS, OPEN, ADOPTED, replace(DRAFT, text="修码头，修码头"), CORRECTION],
            "this stands in the minutes 2 times",
        ),
        ([PIERS, OPEN, ADOPTED, SIGNED], "the minutes are not drafted yet"),
        ([*TO_MINUTES, BOTH[0], SIGNED], "not confirmed by: 1; they have until 1 April 2026"),
        ([PIERS, OPEN, ADOPTED, replace(DRAFT, confirm_by=None), SIGNED], "not confirmed by: 2"),
        ([*TO_MINUTES, MinutesObjected(EASTON, "x"), SIGNED], "objections not taken up: 1"),
        ([*TO_MINUTES, *BOTH, replace(SIGNED, signer=" ")], "say who signs"),
        ([*TO_MINUTES, *BOTH, SIGNED, SIGNED], "it was concluded on 17 March 2026"),
        ([PaperFiled(1, FILE)], "there is no item 1"),
        ([PIERS, ItemStruck(1, "x"), PaperFiled(1, FILE)], "item 1 was struck"),
    ],
)
def test_what_can_not_follow(done: list[object], why: str) -> None:
    assert why_not(*done).startswith(why)


@pytest.mark.parametrize(
    ("notice", "why"),
    [
        (replace(NOTICE, title=replace(NOTICE.title, zh="")), "say what the sitting is called"),
        (replace(NOTICE, bodies=()), "say which body sits"),
        (replace(NOTICE, place=""), "say where"),
        (replace(NOTICE, roll=()), "nobody has a seat"),
        (replace(NOTICE, roll=(EASTON, EASTON)), "somebody is named twice"),
        (replace(NOTICE, guests=(EASTON,)), "somebody with a seat is named as a guest too"),
        (replace(NOTICE, day=DAY.date() - timedelta(days=1)), "the day of the sitting"),
        (replace(NOTICE, reply_by=DAY.date() - timedelta(days=1)), "the day for the slips"),
        (replace(NOTICE, reply_by=CONFIRM_BY), "slips are due on"),
    ],
)
def test_a_notice_that_can_not_go_out(notice: Convened, why: str) -> None:
    outcome = SITTING.follow(None, Act(notice, DAY, "li"))
    assert isinstance(outcome, Refused)
    assert outcome.reason.en.startswith(why)


def test_it_begins_with_a_notice_and_not_before_its_day() -> None:
    assert isinstance(SITTING.follow(None, Act(OPEN, DAY, "li")), Refused)
    outcome = SITTING.follow(after(), Act(OPEN, DAY, "li"))
    assert isinstance(outcome, Refused)
    assert outcome.reason.en == "it is called for 12 March 2026, which is still to come"


def test_a_slip_after_its_day_is_late_and_taken() -> None:
    state = SITTING.follow(after(), Act(EAST, DAY + timedelta(days=6), "li"))
    assert isinstance(state, Sitting)
    assert state.slips[EASTON].late
    assert state.owing == (WESTON,)


def test_once_the_day_for_it_is_over_it_is_signed_and_the_silent_are_named() -> None:
    state = after(*TO_MINUTES, BOTH[0])
    outcome = SITTING.follow(state, Act(SIGNED, DAY + timedelta(days=40), "li"))
    assert isinstance(outcome, Sitting)
    assert (outcome.stage, outcome.silent) == ("concluded", (WESTON,))


def test_a_correction_is_seen_and_who_confirmed_stays_confirmed() -> None:
    state = after(*TO_MINUTES, *BOTH, SIGNED, CORRECTION)
    assert state.minutes is not None
    assert state.minutes.text == "会议同意修两座码头。"
    assert state.minutes.last.drafted.text == "会议同意修码头。"
    assert [(each.old, each.why) for each, _ in state.minutes.corrections] == [("修码头", "漏字")]
    assert [each.party for each in state.minutes.last.confirmed] == [EASTON, WESTON]
    assert state.stage == "concluded"


def test_a_later_draft_is_confirmed_anew_and_the_earlier_one_stays_known() -> None:
    objection = MinutesObjected(WESTON, "少写一座")
    state = after(*TO_MINUTES, BOTH[0], objection, replace(DRAFT, text="修两座。"))
    assert state.silent == (EASTON, WESTON)
    assert state.minutes is not None
    assert [len(draft.confirmed) for draft in state.minutes.drafts] == [1, 0]


def test_an_objection_is_taken_up_by_a_correction_or_taken_back() -> None:
    objection = MinutesObjected(WESTON, "少写一座")
    corrected = after(*TO_MINUTES, objection, CORRECTION, *BOTH, SIGNED)
    taken_back = after(*TO_MINUTES, objection, *BOTH, SIGNED)
    assert (corrected.stage, taken_back.stage) == ("concluded", "concluded")


def test_too_few_there_and_voted_on_again() -> None:
    opened = SittingOpened((EASTON,), BY_VOTE)
    state = after(PIERS, opened, Balloted(1, {EASTON: "yes"}))
    assert state.items[0].result is not None
    assert not state.items[0].result.quorate
    again = SITTING.follow(state, Act(Balloted(1, {EASTON: "no"}), DAY + timedelta(days=20), "li"))
    assert isinstance(again, Sitting)
    over = SITTING.follow(again, Act(ItemCarriedOver(1), DAY + timedelta(days=20), "li"))
    assert isinstance(over, Sitting)
    assert over.items[0].stands == "carried over"


def test_papers_of_an_item_and_of_the_whole() -> None:
    state = after(PIERS, PaperFiled(0, FILE), PaperFiled(1, FILE))
    assert (len(state.papers), len(state.items[0].papers)) == (1, 1)


def test_every_act_is_read_back_as_it_was_written() -> None:
    made: list[Any] = [NOTICE, Moved(HELD_ON, "东镇", "x", REPLY_BY), Cancelled("x"), EAST, PIERS]
    made += [ItemStruck(1, "x"), PaperFiled(0, FILE), replace(OPEN, rules=BY_VOTE), ADOPTED]
    made += [Balloted(1, {EASTON: "yes"}, {WESTON: EASTON}, (NORHAM,), {"yes": 1}), DRAFT, SIGNED]
    made += [ItemCarriedOver(1, "x"), BOTH[0], MinutesObjected(EASTON, "x"), CORRECTION]
    assert {type(each) for each in made} == set(SITTING.acts.values())
    for each in made:
        assert read(type(each), written(each)) == each


STEPS = st.lists(
    st.sampled_from(
        [
            EAST,
            WEST,
            replace(EAST, party=NORHAM),
            PIERS,
            NETS,
            ItemStruck(1, "x"),
            ItemStruck(2, "x"),
            OPEN,
            ADOPTED,
            ItemDecided(2, "deferred", "再议"),
            ItemCarriedOver(1),
            ItemCarriedOver(2),
            DRAFT,
            *BOTH,
            MinutesObjected(EASTON, "x"),
            CORRECTION,
            SIGNED,
        ]
    ),
    max_size=40,
)


@given(STEPS)
def test_nothing_is_lost_and_nobody_outside_the_roll_owes_a_slip(done: list[object]) -> None:
    state: Any = after()
    for number, what in enumerate(done):
        act = Act(what, DAY + timedelta(days=11, hours=number), "li")
        outcome = SITTING.follow(state, act)
        state = state if isinstance(outcome, Refused) else outcome
        duties = SITTING.face(state).duties
        slips = {duty.who for duty in duties if duty.what == "reply"}
        assert slips == (set(state.notice.roll) - set(state.slips) if not state.opened else set())
        if state.ended is not None:
            assert duties == ()
            settled = [item.decided or item.struck or item.carried for item in state.items]
            assert all(settled)
            assert not any(item.decided and item.struck for item in state.items)
