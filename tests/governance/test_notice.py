"""A payment notice: issued by another than drafted it; what is left follows from its acts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act, read, written
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_acts import (
    Closed,
    Drafted,
    Issued,
    Line,
    Paid,
    Reminded,
    Returned,
    Revised,
    TakenBack,
    Waived,
    Withdrawn,
)
from lianxi.governance.road.notice_state import Arrear, Notice
from lianxi.governance.road.procedure import fold
from lianxi.kernel.bilingual import same
from notices import (
    ALL_IN,
    DRAFT,
    EACH,
    EQUAL,
    ISSUED,
    NUMBER,
    PAY_BY,
    STAGES,
    TERMS,
    acts,
    notice,
    paid,
)
from road import DAY, EASTON, NORHAM, WESTON

WAIVE = Waived(EASTON, 1_000_000, "受灾", "湖合办〔2026〕9号")
REMIND = Reminded("湖合办〔2026〕11号", date(2026, 5, 1))
LATE = [None] * 40  # days on which nothing is done


def why_not(*done: object, first: object = DRAFT, by: str = "office") -> str:
    """Why the last of some things can't follow the others."""
    *before, last = [each for each in acts(*done, first=first) if each.what is not None]
    outcome = NOTICE.follow(fold(NOTICE, before), replace(last, by=by))
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def late(*done: object) -> Notice:
    """The notice with the last things done after its day was over."""
    state = fold(NOTICE, [each for each in acts(ISSUED, *LATE, *done) if each.what is not None])
    assert state is not None
    return state


def owed(state: Notice) -> list[tuple[str, str, date | None]]:
    return [(duty.what, duty.who, duty.due) for duty in NOTICE.face(state).duties]


def test_what_is_paid_and_waived_is_left_off() -> None:
    state = notice(ISSUED, paid(EASTON, 3_000_000), WAIVE)
    assert (state.left_of(EASTON), state.left_of(WESTON), state.left) == (
        EACH // 5,
        EACH,
        6_000_000,
    )
    assert state.paid_by(EASTON) == 3_000_000
    assert state.waived_for() == 1_000_000
    assert owed(state)[:2] == [("pay-in", EASTON, PAY_BY), ("pay-in", WESTON, PAY_BY)]
    state = notice(ISSUED, *ALL_IN)
    assert (state.left, state.stage, state.settled) == (0, "settled", date(2026, 3, 5))
    assert owed(state) == [("close", "fund:pier-fund", None)]


def test_arrears_begin_after_the_day_and_have_their_age() -> None:
    state = notice(ISSUED, paid(EASTON))
    assert state.arrears(PAY_BY) == ()
    assert state.arrears(PAY_BY + timedelta(days=3)) == (Arrear(WESTON, EACH, 3),)
    assert notice().arrears(PAY_BY + timedelta(days=3)) == ()


def test_a_reminder_is_on_the_desk_after_the_day_and_again_after_its_own() -> None:
    collect = NOTICE.face(notice(ISSUED)).duties[-1]
    assert (collect.what, collect.who, collect.since) == (
        "collect",
        "fund:pier-fund",
        date(2026, 4, 2),
    )
    state = late(REMIND)
    assert state.reminders[0].left == ((EASTON, EACH), (WESTON, EACH))
    assert NOTICE.face(state).duties[-1].since == date(2026, 5, 2)


def test_a_payment_taken_back_is_owed_again_and_its_voucher_may_be_entered_anew() -> None:
    wrong = paid(EASTON, 500)
    state = notice(ISSUED, wrong, TakenBack(1, "金额记错"))
    assert (state.left_of(EASTON), state.voucher_key("B-1")) == (EACH, "B-1#2")
    state = notice(ISSUED, wrong, TakenBack(1, "金额记错"), paid(EASTON))
    assert (state.left_of(EASTON), state.payments[1].key) == (0, "B-1#2")
    assert state.voucher_key("B-1") == "B-1#2"
    again = notice(ISSUED, *ALL_IN, Closed(), TakenBack(2, "不是这笔"))
    assert (again.stage, again.owing) == ("issued", (WESTON,))


def test_closed_with_arrears_what_is_owed_stays_owed_and_may_still_come_in() -> None:
    state = notice(ISSUED, paid(EASTON), Closed("转入下年催缴"))
    assert (state.stage, state.owing, NOTICE.face(state).duties) == ("closed", (WESTON,), ())
    state = notice(ISSUED, paid(EASTON), Closed("转入下年催缴"), paid(WESTON, voucher="B-9"))
    assert (state.stage, state.left) == ("closed", 0)


def test_who_is_asked_for_nothing_owes_nothing() -> None:
    free = Line(WESTON, 0, EQUAL, EACH, "新加入，当年免缴")
    state = fold(NOTICE, acts(ISSUED, first=Drafted(replace(TERMS, lines=(TERMS.lines[0], free)))))
    assert state is not None
    assert state.owing == (EASTON,)


def test_a_returned_draft_is_revised_by_one_and_issued_by_another() -> None:
    new = Revised(replace(TERMS, pay_by=PAY_BY), "写明期限")
    state = notice(Returned("没有期限"), new)
    assert (state.stage, state.versions, state.drafted_by) == ("drafted", 2, "office")
    assert "somebody else" in why_not(Returned("没有期限"), new, ISSUED)
    assert "somebody else" in why_not(ISSUED, by="finance")


def wrong(**terms: object) -> Drafted:
    """A draft with something wrong in it."""
    return Drafted(replace(TERMS, **terms))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (wrong(title=same(" ")), "give it a title"),
        (wrong(lines=()), "nobody is asked"),
        (wrong(lines=(TERMS.lines[0],) * 2), "named twice"),
        (wrong(lines=(Line(EASTON, -1, EQUAL),)), "less than nothing"),
        (wrong(lines=(Line(EASTON, 0, EQUAL),)), "comes to nothing"),
        (wrong(lines=(Line(EASTON, 5, EQUAL, 6),)), "line 1 asks for another amount"),
        (wrong(lines=(Line(EASTON, 2**63 - 1, EQUAL), Line(WESTON, 1, EQUAL))), "too large"),
        (wrong(pay_to=" "), "into which account"),
    ],
)
def test_a_draft_that_can_not_be(first: Drafted, why: str) -> None:
    outcome = NOTICE.follow(None, Act(first, DAY, "finance"))
    assert isinstance(outcome, Refused)
    assert why in outcome.reason.en


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([Drafted(TERMS)], "has begun already"),
        ([Revised(TERMS, "x")], "nothing is changed"),
        ([Revised(replace(TERMS, year=2025), " ")], "say why"),
        ([Revised(replace(TERMS, lines=()), "x")], "nobody is asked"),
        ([Returned("")], "say why"),
        ([Returned("x"), Returned("x")], "returned on 3 March 2026"),
        ([Returned("x"), ISSUED], "must be revised first"),
        ([Withdrawn("")], "say why"),
        ([Withdrawn("x"), ISSUED], "withdrawn on 3 March 2026"),
        ([ISSUED, Returned("x")], "changed no more"),
        ([ISSUED, Withdrawn("x")], "changed no more"),
        ([Issued("7号", PAY_BY)], "no number of a document"),
        ([Issued(NUMBER, DAY.date())], "the day to pay by, 2 March 2026, is over"),
        ([paid(EASTON)], "not issued yet"),
        ([ISSUED, paid(NORHAM)], "does not ask this member"),
        ([ISSUED, paid(EASTON, 0)], "more than zero"),
        ([ISSUED, paid(EASTON, EACH + 1)], "owes 50,000.00 yuan, not 50,000.01"),
        ([ISSUED, paid(EASTON, voucher=" ")], "number of the voucher"),
        ([ISSUED, paid(EASTON, day=date(2026, 3, 5))], "5 March 2026 is still to come"),
        ([ISSUED, paid(EASTON, 5), paid(EASTON, 6)], "entered as payment 1 with another content"),
        ([ISSUED, TakenBack(1, "x")], "no payment 1"),
        ([ISSUED, paid(EASTON), TakenBack(0, "x")], "no payment 0"),
        ([ISSUED, paid(EASTON), TakenBack(1, "")], "say why"),
        ([ISSUED, paid(EASTON), TakenBack(1, "x"), TakenBack(1, "x")], "taken back on 5 March"),
        ([ISSUED, replace(WAIVE, why="")], "say why"),
        ([ISSUED, replace(WAIVE, number="")], "number of the document"),
        ([ISSUED, replace(WAIVE, amount=EACH + 1)], "owes 50,000.00 yuan"),
        ([ISSUED, REMIND], "may pay until 1 April 2026"),
        ([ISSUED, *ALL_IN, REMIND], "nobody is in arrears"),
        ([ISSUED, *LATE, replace(REMIND, number="x")], "no number of a document"),
        ([ISSUED, *LATE, replace(REMIND, by=PAY_BY)], "the day to pay by"),
        ([ISSUED, *LATE, REMIND, REMIND], "is entered"),
        ([ISSUED, Closed("x"), REMIND], "closed on 4 March 2026"),
        ([ISSUED, Closed()], "100,000.00 yuan are still owed"),
        ([ISSUED, Closed("x"), Closed("x")], "closed on 4 March 2026"),
    ],
)
def test_what_can_not_be_done_is_refused_with_its_reason(done: list[object], why: str) -> None:
    assert why in why_not(*done)


def test_nothing_comes_before_the_draft() -> None:
    outcome = NOTICE.follow(None, Act(ISSUED, DAY, "office"))
    assert isinstance(outcome, Refused)
    assert "begins with" in outcome.reason.en


def test_every_act_and_stage_is_covered_and_read_back_equal() -> None:
    made = [DRAFT, Revised(TERMS, "x"), Returned("x"), Withdrawn("x"), ISSUED, paid(EASTON)]
    made += [TakenBack(1, "x"), WAIVE, REMIND, Closed("x")]
    assert {type(each) for each in made} == set(NOTICE.acts.values())
    assert all(read(type(each), written(each)) == each for each in made)
    assert {stage for _, _, stage, _ in STAGES} == set(NOTICE.stages)


some = st.one_of(
    st.builds(
        Paid,
        st.sampled_from([EASTON, WESTON]),
        st.integers(1, EACH),
        st.just(DAY.date()),
        st.sampled_from(["a", "b", "c"]),
    ),
    st.builds(TakenBack, st.integers(1, 4), st.just("x")),
    st.builds(
        Waived, st.sampled_from([EASTON, WESTON]), st.integers(1, EACH), st.just("x"), st.just("y")
    ),
    st.just(Closed("x")),
)


@given(st.lists(some, max_size=12))
def test_whatever_is_done_nobody_pays_more_than_is_asked_and_no_key_stands_twice(
    done: list[object],
) -> None:
    state = notice(ISSUED)
    for n, what in enumerate(done, 2):
        outcome = NOTICE.follow(state, Act(what, DAY + timedelta(days=n), "finance"))
        state = state if isinstance(outcome, Refused) else outcome
        assert all(0 <= state.left_of(line.party) <= line.amount for line in state.terms.lines)
        assert state.left == sum(state.left_of(line.party) for line in state.terms.lines)
        keys = [each.key for each in state.payments]
        assert len(set(keys)) == len(keys)
        assert (state.settled is not None) == (state.left == 0)
