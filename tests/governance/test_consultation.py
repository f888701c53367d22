"""A consultation: who is asked and answers, what is weighed, and the summary table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act, read, written
from lianxi.governance.road.consultation import (
    ANSWERS,
    CONSULTATION,
    Consultation,
    table,
    tally,
)
from lianxi.governance.road.consultation_acts import (
    Closed,
    Comment,
    Extended,
    Opened,
    Replied,
    Weighed,
)
from lianxi.governance.road.procedure import fold
from lianxi.kernel.bilingual import Bilingual
from road import DAY, EASTON, NORHAM, WESTON

DUE = DAY.date() + timedelta(days=2)
ROLL = (EASTON, WESTON, NORHAM)
OPENED = Opened(Bilingual("征求意见", "Asked"), "proposal/3", "见附件", "council", ROLL, DUE)
NONE = Replied(EASTON, "none")
AMEND = Replied(WESTON, "amend", (Comment("第三条", "改为两座"), Comment("", "加上经费")))
RESERVE = Replied(NORHAM, "reserve", text="没有船")
YES, NO = Weighed(WESTON, 1, "adopted", ""), Weighed(WESTON, 2, "not", "无预算")
CLOSE = [("close", "body:council", "")]
WEIGH = [("weigh", "body:council", f"{WESTON}#{n}") for n in (1, 2)]


def acts(*done: object) -> list[Act[object]]:
    """Things done, one a day."""
    return [Act(what, DAY + timedelta(days=n), "li") for n, what in enumerate(done)]


def after(*done: object) -> Consultation:
    state = fold(CONSULTATION, acts(OPENED, *done))
    assert state is not None
    return state


def why_not(*done: object) -> str:
    """Why the last of some things can't follow the others."""
    *before, last = acts(*done)
    outcome = CONSULTATION.follow(fold(CONSULTATION, before), last)
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def owed(state: Consultation) -> list[tuple[str, str, str]]:
    return [(duty.what, duty.who, duty.about) for duty in CONSULTATION.face(state).duties]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], [*(("answer", party, "") for party in ROLL), *CLOSE]),
        ([NONE], [("answer", WESTON, ""), ("answer", NORHAM, ""), *CLOSE]),
        ([NONE, AMEND, RESERVE], WEIGH),
        ([NONE, AMEND, RESERVE, YES], WEIGH[1:]),
        ([NONE, AMEND, RESERVE, YES, NO], CLOSE),
        ([NONE, AMEND, RESERVE, YES, NO, AMEND], WEIGH),
        ([NONE, AMEND, YES, NO, Closed()], []),
    ],
)
def test_who_owes_what(done: list[object], expected: list[tuple[str, str, str]]) -> None:
    assert owed(after(*done)) == expected


def test_the_office_closes_it_once_nobody_may_answer_any_more() -> None:
    def since(*done: object) -> list[date]:
        duties = CONSULTATION.face(after(*done)).duties
        return [duty.since for duty in duties if duty.what == "close"]

    assert since(NONE) == [DUE + timedelta(days=1)]
    assert since(Extended(DUE + timedelta(days=5), "节日")) == [DUE + timedelta(days=6)]
    assert since(NONE, AMEND, RESERVE) == []  # what was said is weighed first
    assert since(NONE, AMEND, RESERVE, YES, NO) == [DAY.date() + timedelta(days=3)]


def test_the_summary_table_says_it_all() -> None:
    lines = table(after(AMEND, YES, NO, NONE, Closed()))
    assert [(line.party, line.answer, line.late) for line in lines] == [
        (EASTON, "none", True),
        (WESTON, "amend", False),
        (NORHAM, "no reply", False),
    ]
    assert [(each.number, each.place, each.adopted, each.why) for each in lines[1].remarks] == [
        (1, "第三条", "adopted", ""),
        (2, "", "not", "无预算"),
    ]
    assert tally(after(AMEND, NONE)) == {"none": 1, "amend": 1, "reserve": 0, "no reply": 1}


def test_more_time_makes_a_late_reply_one_in_time() -> None:
    late = [Extended(DUE + timedelta(days=1), "节日"), AMEND, NONE]
    assert [line.late for line in table(after(*late))] == [False, False, False]
    later = [AMEND, YES, NONE]
    assert table(after(*later))[0].late
    more = Extended(DUE + timedelta(days=9), "再等等")
    assert not table(after(*later, more))[0].late


def test_a_later_reply_replaces_the_earlier_with_what_was_weighed_of_it() -> None:
    state = after(AMEND, YES, replace(AMEND, comments=AMEND.comments[:1]))
    assert [each.adopted for each in table(state)[1].remarks] == [""]
    assert [line.answer for line in table(after(AMEND, YES, Replied(WESTON, "none")))][1] == "none"


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([NONE], "a dossier begins with this"),
        ([replace(OPENED, roll=())], "say who is asked"),
        ([replace(OPENED, roll=(EASTON, EASTON))], "somebody is asked twice"),
        ([replace(OPENED, text="")], "say what it is called"),
        ([replace(OPENED, due=DAY.date() - timedelta(days=1))], "is over"),
        ([OPENED, OPENED], "has begun already"),
        ([OPENED, Replied("990400", "none")], "this member was not asked"),
        ([OPENED, Replied(EASTON, "perhaps")], "“perhaps” is no answer"),
        ([OPENED, replace(AMEND, answer="none")], "but there are comments"),
        ([OPENED, Replied(EASTON, "amend")], "say, one by one"),
        ([OPENED, Replied(EASTON, "reserve")], "say why you reserve"),
        ([OPENED, Replied(EASTON, "amend", (Comment("第一条", " "),))], "has no text"),
        ([OPENED, Extended(DUE, "x")], "must be later than"),
        ([OPENED, NONE, NONE, NONE, Extended(DUE + timedelta(days=1), "x")], "is over"),
        ([OPENED, Extended(DUE + timedelta(days=9), " ")], "say why"),
        ([OPENED, YES], "there is no comment 1"),
        ([OPENED, AMEND, replace(YES, comment=3)], "there is no comment 3"),
        ([OPENED, AMEND, replace(YES, comment=0)], "there is no comment 0"),
        ([OPENED, AMEND, replace(YES, adopted="half")], "“half” does not say"),
        ([OPENED, AMEND, replace(NO, why="")], "in part only, or not"),
        ([OPENED, AMEND, Closed()], "2 comments are not weighed yet"),
        ([OPENED, NONE, Closed()], "2 have not answered yet"),
    ],
)
def test_what_can_not_follow(done: list[object], why: str) -> None:
    assert why in why_not(*done)


@pytest.mark.parametrize("what", [NONE, YES, Extended(DUE + timedelta(days=30), "x"), Closed()])
def test_nothing_follows_its_end(what: object) -> None:
    assert "takes no more answers" in why_not(OPENED, NONE, NONE, NONE, Closed(), what)


def test_it_is_tied_to_what_it_asks_about() -> None:
    assert [(link.how, link.to) for link in CONSULTATION.face(after()).links] == [
        ("about", "proposal/3")
    ]


def test_every_act_is_read_back_as_it_was_written() -> None:
    made: list[Any] = [OPENED, AMEND, Extended(DUE, "x"), YES, Closed()]
    assert {type(each) for each in made} == set(CONSULTATION.acts.values())
    for each in made:
        assert read(type(each), written(each)) == each


PARTIES = st.sampled_from([*ROLL, "990400"])
COMMENTS = st.lists(st.builds(Comment, st.just("第一条"), st.sampled_from(["", "改"])), max_size=3)
DONE = st.one_of(
    st.builds(
        Replied,
        PARTIES,
        st.sampled_from(["none", "amend", "reserve"]),
        COMMENTS.map(tuple),
        st.sampled_from(["", "理由"]),
    ),
    st.builds(
        Weighed, PARTIES, st.integers(0, 3), st.sampled_from(["adopted", "not"]), st.just("x")
    ),
    st.builds(Extended, st.integers(0, 9).map(lambda n: DUE + timedelta(days=n)), st.just("x")),
    st.just(Closed()),
)


@given(st.lists(DONE, max_size=14))
def test_whatever_is_accepted_everybody_stands_once_in_the_table(tried: Sequence[object]) -> None:
    state, latest = after(), dict[str, Replied]()
    for act in acts(OPENED, *tried)[1:]:
        outcome = CONSULTATION.follow(state, act)
        if isinstance(outcome, Refused):
            continue
        state = outcome
        if isinstance(act.what, Replied):
            latest[act.what.party] = act.what
    lines = table(state)
    assert tuple(line.party for line in lines) == ROLL
    for line in lines:
        reply = latest.get(line.party)
        assert line.answer in ANSWERS
        assert line.answer == (reply.answer if reply else "no reply")
        said = [Comment(each.place, each.text) for each in line.remarks]
        assert said == list(reply.comments if reply else ())
    owing = {duty.who for duty in CONSULTATION.face(state).duties if duty.what == "answer"}
    assert owing == (set() if state.closed else set(ROLL) - latest.keys())
    assert not state.closed or all(each.adopted for line in lines for each in line.remarks)
    assert sum(tally(state).values()) == len(ROLL)
