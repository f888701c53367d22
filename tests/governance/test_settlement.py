"""A compensation settlement: four eyes, answers, disputes, corrections, money."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act, read, written
from lianxi.governance.road.procedure import fold
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_acts import (
    Approved,
    Checked,
    Closed,
    Confirmed,
    Contested,
    Decided,
    DrawnUp,
    Dropped,
    Line,
    Paid,
    Redrawn,
    Reminded,
    Returned,
    TakenBack,
    Withdrawn,
)
from lianxi.governance.road.settlement_state import Settlement, corrections, gross, net
from lianxi.kernel.bilingual import same
from road import DAY, EASTON, NORHAM, WESTON
from settling import (
    ALL,
    ANEW,
    ANSWER_BY,
    APPROVE,
    BOUND,
    CELL,
    CHECK,
    CHECK_ANEW,
    CONTEST,
    DRAW,
    LINES,
    PAID,
    REDRAW,
    REJECT,
    SEND,
    STAGES,
    TERMS,
    UPHOLD,
    WORKED,
    acts,
    confirmed,
    paid,
    settlement,
)

LATE = [None] * 70  # days on which nothing is done
REMIND = Reminded("湖合办〔2026〕11号", date(2026, 8, 1))
PROPOSED = DrawnUp(TERMS, replace(WORKED, in_force=False))
FREE = DrawnUp(replace(TERMS, fund=""), WORKED)
CORRECTED = (*BOUND, CONTEST, UPHOLD, REDRAW, CHECK_ANEW)
AGAIN = Approved("湖合办〔2026〕12号", date(2026, 6, 1))


def why_not(*done: object, first: object = DRAW, by: str = "") -> str:
    """Why the last of some things can't follow the others."""
    *before, last = acts(*done, first=first)
    outcome = SETTLEMENT.follow(fold(SETTLEMENT, before), replace(last, by=by or last.by))
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def owed(state: Settlement) -> list[tuple[str, str, date | None]]:
    return [(duty.what, duty.who, duty.due) for duty in SETTLEMENT.face(state).duties]


def test_what_binds_is_owed_and_paid_in_and_out_until_nothing_is_open() -> None:
    state = settlement(*BOUND)
    assert net(state.lines) == {
        (EASTON, "CNY"): -80_000,
        (WESTON, "CNY"): 50_000,
        (NORHAM, "CNY"): 30_000,
    }
    assert gross(state.lines, WESTON, "CNY") == (0, 50_000)
    assert state.dues() == {
        (EASTON, "CNY"): 80_000,
        (WESTON, "CNY"): -50_000,
        (NORHAM, "CNY"): -30_000,
    }
    state = settlement(*BOUND, paid(EASTON, 30_000))
    assert (state.dues()[EASTON, "CNY"], state.paid(EASTON, "CNY", "in")) == (50_000, 30_000)
    state = settlement(*BOUND, *PAID)
    assert (state.dues(), state.stage) == ({}, "settled")
    assert owed(state) == [("close", "fund:pier-fund", None)]


def test_silence_is_no_consent_and_the_body_goes_on_after_the_day_of_the_letter() -> None:
    state = settlement(CHECK, SEND, confirmed(WESTON))
    assert (state.silent, state.answer_of(WESTON)) == ((EASTON, NORHAM), "confirmed")
    approve = SETTLEMENT.face(state).duties[-1]
    assert (approve.what, approve.since) == ("approve-settlement", date(2026, 3, 21))
    assert "2 members have not answered" in why_not(CHECK, SEND, confirmed(WESTON), APPROVE)
    state = settlement(
        CHECK,
        SEND,
        confirmed(WESTON),
        *LATE,
        replace(APPROVE, pay_by=date(2026, 7, 1), contest_by=None),
    )
    assert (state.stage, state.answer_of(EASTON)) == ("approved", "silent")


def test_a_dispute_upheld_leads_to_a_version_that_is_checked_and_asked_about_anew() -> None:
    state = settlement(CHECK, SEND, confirmed(NORHAM), CONTEST, UPHOLD, REDRAW, CHECK_ANEW)
    assert (state.stage, state.disputes[0].corrected) == ("checked", 2)
    state = settlement(
        CHECK,
        SEND,
        confirmed(NORHAM),
        CONTEST,
        UPHOLD,
        REDRAW,
        CHECK_ANEW,
        replace(SEND, number="湖合办〔2026〕10号"),
    )
    assert state.answer_of(NORHAM) == "confirmed"  # its own line is the same as before
    assert state.silent == (EASTON, WESTON)


def test_a_dispute_rejected_is_an_answer_and_one_taken_back_is_none() -> None:
    state = settlement(CHECK, SEND, CONTEST, REJECT)
    assert (state.answer_of(EASTON), state.silent) == ("rejected", (WESTON, NORHAM))
    state = settlement(CHECK, SEND, CONTEST, Dropped(1, "东函2号"))
    assert state.answer_of(EASTON) == "silent"
    assert settlement(CHECK, SEND, CONTEST, Dropped(1, "x"), *ALL).stage == "answered"


def test_a_correction_after_the_approval_moves_the_difference_alone() -> None:
    state = settlement(*BOUND, *PAID, CONTEST, UPHOLD, REDRAW, CHECK_ANEW)
    assert (state.stage, state.dues()) == ("correcting", {})  # what binds is still the first
    state = settlement(*BOUND, *PAID, CONTEST, UPHOLD, REDRAW, CHECK_ANEW, AGAIN)
    assert state.dues() == {(EASTON, "CNY"): -10_000, (WESTON, "CNY"): 10_000}
    assert [(each.giver, each.taker, each.amount) for each in corrections(LINES, ANEW.lines)] == [
        (WESTON, EASTON, 10_000)
    ]
    assert ("pay-in", WESTON, AGAIN.pay_by) in owed(state)


def test_a_dispute_after_it_was_closed_opens_it_again() -> None:
    state = settlement(*BOUND, *PAID, Closed(), CONTEST)
    assert (state.closed, state.stage) == (None, "settled")


def test_without_a_fund_it_binds_and_nothing_is_kept_of_payments() -> None:
    state = settlement(*BOUND, first=FREE)
    assert (state.stage, state.dues()) == ("settled", {})
    assert owed(state) == [("close", "body:council", None)]
    assert "payments are kept elsewhere" in why_not(*BOUND, paid(EASTON, 1), first=FREE)


def test_a_payment_taken_back_is_open_again_and_its_voucher_may_be_entered_anew() -> None:
    back = (paid(EASTON, 500), TakenBack(1, "金额记错"))
    state = settlement(*BOUND, *back)
    assert (state.dues()[EASTON, "CNY"], state.voucher_key("B-1")) == (80_000, "B-1#2")
    state = settlement(*BOUND, *back, paid(EASTON, 80_000))
    assert (state.payments[1].key, state.number_of("B-1")) == ("B-1#2", 2)


def test_who_owes_after_the_day_is_reminded_with_what_was_left() -> None:
    state = settlement(*BOUND, *LATE, REMIND)
    assert state.reminders[0].left == ((EASTON, "CNY", 80_000),)
    collect = [each for each in SETTLEMENT.face(state).duties if each.what == "collect"]
    assert [each.since for each in collect] == [date(2026, 8, 2)]


def test_four_eyes_at_the_check_at_the_approval_and_in_a_dispute() -> None:
    assert "somebody else checks it" in why_not(CHECK, by="finance")
    for login in ("finance", "office"):
        assert "somebody else approves it" in why_not(*BOUND, by=login)
        assert "somebody else approves it" in why_not(*CORRECTED, AGAIN, by=login)
    assert "you answered for a party" in why_not(CHECK, SEND, CONTEST, REJECT, by="liaison")
    assert "you answered for a party" in why_not(
        CHECK, SEND, confirmed(WESTON), CONTEST, REJECT, by="liaison"
    )


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (DrawnUp(replace(TERMS, title=same(" ")), WORKED), "give it a title"),
        (DrawnUp(replace(TERMS, periods=()), WORKED), "which periods"),
        (DrawnUp(TERMS, replace(WORKED, parties=())), "concerns nobody"),
        (DrawnUp(TERMS, replace(WORKED, digest="")), "without its digest"),
        (DrawnUp(TERMS, replace(WORKED, lines=(replace(LINES[0], amount=0),))), "line 1 can't be"),
        (DrawnUp(TERMS, replace(WORKED, lines=(replace(LINES[0], taker=EASTON),))), "line 1 can't"),
        (DrawnUp(TERMS, replace(WORKED, lines=(*LINES, LINES[0]))), "line 3 stands there twice"),
        (
            DrawnUp(TERMS, replace(WORKED, lines=(replace(LINES[0], amount=2**63 - 1), LINES[1]))),
            "too large",
        ),
    ],
)
def test_what_can_not_be_drawn_up(first: DrawnUp, why: str) -> None:
    outcome = SETTLEMENT.follow(None, Act(first, DAY, "finance"))
    assert isinstance(outcome, Refused)
    assert why in outcome.reason.en


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([DRAW], "has begun already"),
        ([Checked("sha256:cccc")], "another result (cccc; this version says aaaaaaaaaaaa)"),
        ([CHECK, CHECK], "was checked on 3 March"),
        ([Returned("")], "say why"),
        ([Returned("x"), CHECK], "returned on 3 March 2026"),
        ([Returned("x"), Returned("x")], "returned on 3 March 2026"),
        ([Returned("x"), Redrawn(ANEW, " ")], "say why"),
        ([Returned("x"), Redrawn(WORKED, "x")], "nothing is different"),
        ([Returned("x"), Redrawn(replace(ANEW, parties=()), "x")], "concerns nobody"),
        ([Returned("x"), REDRAW], "dispute 1 has nothing to be corrected"),
        ([SEND], "not checked yet"),
        ([CHECK, replace(SEND, number="7号")], "no number of a document"),
        ([CHECK, replace(SEND, answer_by=DAY.date())], "2 March 2026 is over"),
        ([CHECK, SEND, SEND], "went to the parties on 4 March"),
        ([CHECK, SEND, Redrawn(ANEW, "x")], "it is with the parties"),
        ([CHECK, confirmed(EASTON)], "has not gone to the parties"),
        ([CHECK, SEND, confirmed("990400")], "does not concern this member"),
        ([CHECK, SEND, Confirmed(EASTON, "")], "number of its letter"),
        ([CHECK, SEND, ALL[0], ALL[0]], "has confirmed it"),
        ([CHECK, SEND, CONTEST, ALL[0]], "its dispute 1 is not decided"),
        ([CHECK, SEND, Returned("x"), ALL[0]], "returned on 5 March"),
        ([CHECK, CONTEST], "has not gone to the parties"),
        ([CHECK, SEND, replace(CONTEST, about="x")], "say what is contested"),
        ([CHECK, SEND, replace(CONTEST, why="")], "say why"),
        ([CHECK, SEND, replace(CONTEST, cell=None)], "which figure"),
        ([CHECK, SEND, replace(CONTEST, should="")], "what it should be"),
        ([CHECK, SEND, replace(CONTEST, should=CELL.value)], "says already"),
        ([CHECK, SEND, replace(CONTEST, files=())], "with evidence"),
        ([CHECK, SEND, replace(CONTEST, letter=" ")], "number of its letter"),
        ([CHECK, SEND, replace(CONTEST, party="990400")], "does not concern"),
        ([CHECK, SEND, Contested(EASTON, "parameter", "x", "y")], "say which one"),
        ([CHECK, SEND, CONTEST, CONTEST], "contests it already, in dispute 1"),
        ([CHECK, SEND, *LATE, CONTEST], "ended on 20 March 2026: say why it comes late"),
        ([*BOUND, *LATE, CONTEST], "ended on 20 April 2026: say why it comes late"),
        ([*BOUND[:-1], replace(APPROVE, contest_by=None), CONTEST], "say why it comes now"),
        ([CHECK, SEND, Dropped(1, "x")], "there is no dispute 1"),
        ([CHECK, SEND, CONTEST, Dropped(1, "")], "number of its letter"),
        ([CHECK, SEND, CONTEST, REJECT, Dropped(1, "x")], "dispute 1 is dealt with"),
        ([CHECK, SEND, REJECT], "there is no dispute 1"),
        ([CHECK, SEND, CONTEST, replace(REJECT, outcome="x")], "whether it is upheld"),
        ([CHECK, SEND, CONTEST, replace(REJECT, reasons="")], "say why"),
        ([CHECK, SEND, CONTEST, replace(REJECT, number="9")], "no number of a document"),
        ([CHECK, SEND, CONTEST, replace(UPHOLD, value="")], "what it should be"),
        ([CHECK, SEND, CONTEST, replace(UPHOLD, value="8.0")], "says already"),
        ([CHECK, SEND, CONTEST, REJECT, REJECT], "dispute 1 is dealt with"),
        ([CHECK, SEND, CONTEST, UPHOLD, APPROVE], "worked out anew first"),
        ([CHECK, SEND, CONTEST, UPHOLD, Redrawn(ANEW, "x")], "the new version corrects it"),
        ([CHECK, SEND, CONTEST, APPROVE], "dispute 1 is not decided"),
        ([APPROVE], "not checked yet"),
        ([CHECK, APPROVE], "has not gone to the parties"),
        ([CHECK, SEND, *ALL, replace(APPROVE, number="8")], "no number of a document"),
        ([CHECK, SEND, *ALL, replace(APPROVE, pay_by=DAY.date())], "2 March 2026 is over"),
        ([CHECK, SEND, *ALL, replace(APPROVE, contest_by=DAY.date())], "2 March 2026 is over"),
        ([*BOUND, APPROVE], "was approved on 8 March 2026"),
        ([*BOUND, CHECK], "was approved on 8 March 2026"),
        ([*BOUND, ALL[0]], "was approved on 8 March 2026"),
        ([*BOUND, Redrawn(ANEW, "x")], "was approved on 8 March 2026"),
        ([*BOUND, Returned("x")], "was approved on 8 March 2026"),
        ([*BOUND, Withdrawn("x")], "was approved on 8 March 2026"),
        ([*CORRECTED, SEND], "a correction is not sent again"),
        ([*CORRECTED, Closed()], "a correction is not approved yet"),
        ([Withdrawn("")], "say why"),
        ([Withdrawn("x"), CHECK], "withdrawn on 3 March 2026"),
        ([CHECK, SEND, paid(EASTON, 1)], "not approved yet"),
        ([*BOUND, paid(EASTON, 80_001)], "owes 800.00 yuan, not 800.01"),
        ([*BOUND, paid(EASTON, 1, "out")], "is owed 0.00 yuan, not 0.01"),
        ([*BOUND, paid(WESTON, 50_001, "out")], "is owed 500.00 yuan, not 500.01"),
        ([*BOUND, paid(EASTON, 1, "sideways")], "whether it was paid in or out"),
        ([*BOUND, paid(EASTON, 0)], "more than zero"),
        ([*BOUND, paid(EASTON, 1, voucher=" ")], "number of the voucher"),
        ([*BOUND, replace(paid(EASTON, 1), day=date(2026, 4, 1))], "still to come"),
        ([*BOUND, replace(paid(EASTON, 1), unit="t")], "owes 0.000 t, not 0.001"),
        ([*BOUND, paid(EASTON, 1), paid(EASTON, 2)], "entered as payment 1"),
        ([*BOUND, TakenBack(1, "x")], "no payment 1"),
        ([*BOUND, paid(EASTON, 1), TakenBack(1, "")], "say why"),
        ([*BOUND, paid(EASTON, 1), TakenBack(1, "x"), TakenBack(1, "x")], "taken back on"),
        ([*BOUND, REMIND], "may pay until 1 May 2026"),
        ([*BOUND, PAID[0], REMIND], "nobody is in arrears"),
        ([*BOUND, *LATE, replace(REMIND, number="x")], "no number of a document"),
        ([*BOUND, *LATE, replace(REMIND, by=ANSWER_BY)], "is over"),
        ([*BOUND, *LATE, REMIND, REMIND], "is entered"),
        ([*BOUND, Closed()], "3 members are not settled yet"),
        ([*BOUND, *PAID, CONTEST, Closed()], "dispute 1 is not decided"),
        ([*BOUND, *PAID, Closed(), Closed()], "was closed on"),
    ],
)  # fmt: skip
def test_what_can_not_be_done_is_refused_with_its_reason(done: list[object], why: str) -> None:
    assert why in why_not(*done)


def test_a_rule_that_is_only_proposed_is_tried_and_never_approved() -> None:
    assert settlement(CHECK, SEND, *ALL, first=PROPOSED).stage == "answered"
    assert "only proposed" in why_not(*BOUND, first=PROPOSED)


def test_nothing_comes_before_it_is_drawn_up() -> None:
    outcome = SETTLEMENT.follow(None, Act(CHECK, DAY, "office"))
    assert isinstance(outcome, Refused)
    assert "begins with" in outcome.reason.en


def test_every_act_and_stage_is_covered_and_read_back_equal() -> None:
    made = [DRAW, REDRAW, CHECK, Returned("x"), SEND, ALL[0], CONTEST, Dropped(1, "x"), UPHOLD]
    made += [APPROVE, PAID[0], TakenBack(1, "x"), REMIND, Closed(), Withdrawn("x")]
    assert {type(each) for each in made} == set(SETTLEMENT.acts.values())
    assert all(read(type(each), written(each)) == each for each in made)
    assert {stage for _, _, stage, _ in STAGES} == set(SETTLEMENT.stages)


some_lines = st.lists(
    st.builds(
        Line,
        st.sampled_from(["1", "2"]),
        st.just(EASTON),
        st.sampled_from([WESTON, NORHAM, "fund:pier-fund"]),
        st.integers(1, 10**9),
        st.just("CNY"),
        st.just("2025"),
    ),
    max_size=6,
    unique_by=lambda line: line.what,
)


@given(some_lines, some_lines)
def test_what_is_booked_with_its_corrections_is_what_should_have_been(
    before: list[Line], after: list[Line]
) -> None:
    moved = net([*before, *corrections(before, after)])
    assert {place: n for place, n in moved.items() if n} == net(after)


some = st.one_of(
    st.builds(
        Paid,
        st.sampled_from([EASTON, WESTON, NORHAM]),
        st.sampled_from(["in", "out"]),
        st.integers(1, 80_000),
        st.just(DAY.date()),
        st.sampled_from(["a", "b", "c"]),
    ),
    st.builds(TakenBack, st.integers(1, 4), st.just("x")),
    st.sampled_from([Closed(), replace(CONTEST, late="x"), UPHOLD, REDRAW, CHECK_ANEW, AGAIN]),
)


@given(st.lists(some, max_size=14))
def test_whatever_is_done_it_comes_out_even_and_is_closed_only_at_zero(done: list[object]) -> None:
    state = settlement(*BOUND)
    logins: dict[type[object], str] = {
        Checked: "office",
        Decided: "secretary",
        Approved: "secretary",
    }
    for n, what in enumerate(done, 9):
        by = logins.get(type(what), "finance")
        outcome = SETTLEMENT.follow(state, Act(what, DAY + timedelta(days=n), by))
        state = state if isinstance(outcome, Refused) else outcome
        bound = net(state.lines, state.terms.fund)
        for (party, unit), left in state.dues().items():
            paid_in, out = (state.paid(party, unit, way) for way in ("in", "out"))
            assert left == -bound[party, unit] - paid_in + out
        keys = [each.key for each in state.payments]
        assert len(set(keys)) == len(keys)
        assert state.closed is None or not state.dues()
        assert (state.settled is not None) == (not state.dues())
