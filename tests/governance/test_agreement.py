"""A text from its draft to its end: what may follow what, who owes what, what it says on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act, Enclosure, read, written
from lianxi.governance.road.agreement import AGREEMENT, stage
from lianxi.governance.road.agreement_acts import (
    Acceded,
    Amended,
    BrokenDown,
    ClauseStruck,
    ClauseWritten,
    CommentSettled,
    Confirmed,
    Drafted,
    Dropped,
    Ended,
    EnteredIntoForce,
    Left,
    Reopened,
    Row,
    ScanFiled,
    TextSettled,
)
from lianxi.governance.road.agreement_text import Text, text_as_of
from lianxi.governance.road.breakdown import breakdown
from lianxi.governance.road.procedure import fold
from lianxi.kernel.bilingual import Bilingual
from pier import (
    AMEND,
    COMMENT,
    DAY,
    DRAFT,
    END,
    FORCE,
    FORCED,
    INTO,
    JOIN,
    LAMPS,
    LATER,
    LEAVE,
    NAMES,
    NOTE,
    PIERS,
    PLAN,
    SCAN,
    SETTLED,
    SIGN_E,
    SIGN_W,
    SIGNED,
    WRITE,
    acts,
    after,
)
from road import BOATHOUSE, EASTON, NORHAM, WESTON
from road import DAY as START


def why_not(*done: object, draft: Drafted = DRAFT) -> str:
    """Why the last of some things can't follow the others."""
    *before, last = acts(draft, *done)
    outcome = AGREEMENT.follow(fold(AGREEMENT, before), last)
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def broken(state: Text, day: date) -> BrokenDown:
    """All that is missing as of a day, broken down."""
    parts = breakdown(state, "agreement/1", day, NAMES)
    there = len(state.rows)
    return BrokenDown(tuple(p.row(f"commitment/{there + n}") for n, p in enumerate(parts, 1)))


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], [("settle-text", "body:council")]),
        ([WRITE, COMMENT], [("weigh", "body:council")]),
        (
            [WRITE, COMMENT, CommentSettled(1, "not", "木料已备")],
            [("settle-text", "body:council")],
        ),
        (SETTLED, [("sign", EASTON), ("sign", WESTON)]),
        ([*SETTLED, SIGN_E], [("sign", WESTON)]),
        ([*SETTLED, SIGN_E, Left(WESTON, DAY, "西〔2026〕2号")], [("bring-in", "body:council")]),
        (SIGNED, [("bring-in", "body:council")]),
        (FORCED, [("break-down", "body:council")]),
        ([*FORCED, broken(after(*FORCED), FORCE)], []),
        ([*FORCED, broken(after(*FORCED), FORCE), JOIN], [("break-down", "body:council")]),
        ([*FORCED, broken(after(*FORCED), FORCE), LEAVE], []),
        ([ClauseWritten(NOTE), TextSettled(), SIGN_E, SIGN_W, SCAN, INTO], []),
        ([WRITE, COMMENT, Dropped("不再办")], []),
    ],
)
def test_who_owes_what(done: list[object], expected: list[tuple[str, str]]) -> None:
    duties = AGREEMENT.face(after(*done)).duties
    assert [(duty.what, duty.who) for duty in duties] == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], "draft"),
        (SETTLED, "signing"),
        ([*SETTLED, Reopened("漏了一条")], "draft"),
        (SIGNED, "signed"),
        (FORCED, "in force"),
        ([*FORCED, END], "ended"),
        ([Dropped("不再办")], "dropped"),
    ],
)
def test_how_far_it_has_come(done: list[object], expected: str) -> None:
    assert stage(after(*done)) == expected


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([DRAFT], "the dossier has begun already"),
        ([ClauseWritten(replace(PIERS, id="Piers 1"))], "clause id “Piers 1”"),
        ([ClauseWritten(replace(PIERS, subject=Bilingual(" ", "")))], "say what clause"),
        ([ClauseWritten(replace(PIERS, starts=date(2027, 1, 1)))], "it is due on 31 December 2026"),
        ([ClauseWritten(replace(PIERS, per="each lake"))], "nothing is broken down per"),
        ([ClauseWritten(replace(PIERS, tasks=PIERS.tasks[:1] * 2))], "the tasks of clause “piers”"),
        ([WRITE, WRITE], "it says the same as before"),
        ([ClauseStruck("piers", "x")], "there is no clause “piers”"),
        ([WRITE, ClauseStruck("piers", " ")], "say why"),
        ([WRITE, replace(COMMENT, party=NORHAM)], "990300 is no party to it"),
        ([COMMENT], "there is no clause “piers”"),
        ([WRITE, replace(COMMENT, text="")], "say what the comment is"),
        ([CommentSettled(1, "adopted", "")], "there is no comment 1"),
        ([WRITE, COMMENT, CommentSettled(1, "maybe", "")], "“maybe” is no outcome"),
        ([WRITE, COMMENT, CommentSettled(1, "not", "")], "say why"),
        ([WRITE, COMMENT, *[CommentSettled(1, "adopted", "")] * 2], "comment 1 was weighed"),
        ([TextSettled()], "there is no clause yet"),
        ([WRITE, COMMENT, TextSettled()], "comment 1 is not weighed yet"),
        ([WRITE, TextSettled((Confirmed("text.no-due", "piers", ""),))], "say why"),
        ([*SETTLED, ClauseStruck("piers", "x")], "the text is final since 6 March 2026"),
        ([*SETTLED, COMMENT], "the text is final since"),
        ([SIGN_E], "the text is not final yet"),
        ([*SETTLED, replace(SIGN_E, party=NORHAM)], "990300 is no party"),
        ([*SETTLED, SIGN_E, SIGN_E], "990100 signed on 2 March 2026"),
        ([*SETTLED, replace(SIGN_E, authority="")], "say who signed"),
        ([*SETTLED, replace(SIGN_E, day=date(2026, 4, 1))], "1 April 2026 is still to come"),
        ([*SETTLED, SCAN], "nobody signed yet"),
        ([*SETTLED, SIGN_E, ScanFiled(Enclosure("a", "pdf", "", 0))], "the scan has no digest"),
        ([*SETTLED, Reopened(" ")], "say why"),
        ([*SETTLED, SIGN_E, Reopened("x")], "a party signed"),
        ([*SETTLED, SIGN_E, SCAN, INTO], "1 parties have not signed"),
        ([*SETTLED, SIGN_E, SIGN_W, INTO], "the scan of the signed text is not filed"),
        ([*SIGNED, EnteredIntoForce(date(2026, 3, 1))], "it can't be before 2 March 2026"),
        ([*FORCED, INTO], "it is in force since 1 May 2026"),
        ([*FORCED, Dropped("x")], "it is in force since"),
        ([*SIGNED, AMEND], "it is not in force yet"),
        ([*SIGNED, JOIN], "it is not in force yet"),
        ([*FORCED, replace(AMEND, day=date(2026, 4, 30))], "it can't be before 1 May 2026"),
        ([*FORCED, replace(AMEND, decided="")], "say by which decision"),
        ([*FORCED, replace(AMEND, repeals=("ice",))], "there is no clause “ice”"),
        ([*FORCED, replace(AMEND, restates=(PIERS,), repeals=())], "nothing is changed by it"),
        ([*FORCED, replace(JOIN, by=" ")], "say by which decision"),
        ([*FORCED, replace(JOIN, party=EASTON)], "990100 is a party already"),
        ([*FORCED, JOIN, JOIN], "990300 is a party already"),
        ([*FORCED, JOIN, Left(NORHAM, date(2026, 6, 1), "x")], "it can't be before 1 July 2026"),
        ([*FORCED, replace(JOIN, due=DAY)], "it is due on 2 March 2026, before it joins"),
        ([*FORCED, replace(LEAVE, party=NORHAM)], "990300 is no party"),
        ([*SETTLED, replace(LEAVE, day=date(2026, 9, 1))], "1 September 2026 is still to come"),
        ([*FORCED, AMEND, replace(END, day=date(2026, 7, 1))], "it can't be before 1 August 2026"),
        ([*FORCED, END, JOIN], "it ended on 1 January 2027"),
        ([Dropped("")], "say why"),
        ([Dropped("不再办"), WRITE], "it was given up on 3 March 2026"),
        ([*SIGNED, BrokenDown((Row("piers", EASTON, "staff", "commitment/1"),))], "it is not in"),
        ([*FORCED, BrokenDown(())], "nothing was broken down"),
        ([*FORCED, *[BrokenDown((Row("lamps", "", "", "commitment/1"),))] * 2], "this part of"),
    ],
)
def test_what_can_not_follow(done: list[object], why: str) -> None:
    assert why_not(*done).startswith(why)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (replace(DRAFT, title=Bilingual("", "")), "say what the text is called"),
        (replace(DRAFT, form="poem"), "“poem” is no form"),
        (replace(DRAFT, effect="strong"), "“strong” is no legal effect"),
        (replace(DRAFT, parties=(EASTON, EASTON)), "a party is named twice"),
    ],
)
def test_it_begins_only_with_a_draft_that_can_be(draft: Drafted, why: str) -> None:
    outcome = AGREEMENT.follow(None, acts(draft)[0])
    assert isinstance(outcome, Refused)
    assert outcome.reason.en.startswith(why)
    assert isinstance(AGREEMENT.follow(None, acts(WRITE)[0]), Refused)


def test_a_plan_is_adopted_and_not_signed() -> None:
    assert "is adopted and issued" in why_not(*SETTLED, SIGN_E, draft=PLAN)
    assert why_not(*SETTLED, INTO, draft=PLAN) == "say by which decision or letter"
    done = (*SETTLED, EnteredIntoForce(FORCE, "第三次会议"))
    assert text_as_of(after(*done, draft=PLAN), FORCE).standing == "in force"
    duties = AGREEMENT.face(after(*SETTLED, draft=PLAN)).duties
    assert [(duty.what, duty.who) for duty in duties] == [("bring-in", "body:council")]


def test_versions_of_a_clause_keep_who_wished_them() -> None:
    state = after(WRITE, ClauseWritten(LATER, WESTON), ClauseStruck("piers", "并入另一条"), WRITE)
    assert [(each.by, each.why) for each in state.versions("piers")] == [
        ("", ""),
        (WESTON, ""),
        ("", "并入另一条"),
        ("", ""),
    ]
    assert state.clauses == (PIERS,)


def test_the_text_as_of_any_day() -> None:
    state = after(*FORCED, JOIN, AMEND, LEAVE, END)
    said = {
        day: (text.standing, [clause.id for clause in text.clauses], text.parties)
        for day in (DAY, FORCE, JOIN.day, AMEND.day, LEAVE.day, END.day)
        for text in [text_as_of(state, day)]
    }
    assert said == {
        DAY: ("draft", [], (EASTON, WESTON)),
        FORCE: ("in force", ["piers", "lamps", "note"], (EASTON, WESTON)),
        JOIN.day: ("in force", ["piers", "lamps", "note"], (EASTON, WESTON, NORHAM)),
        AMEND.day: ("in force", ["piers", "note"], (EASTON, WESTON, NORHAM)),
        LEAVE.day: ("in force", ["piers", "note"], (WESTON, NORHAM)),
        END.day: ("ended", ["piers", "note"], (WESTON, NORHAM)),
    }
    assert text_as_of(state, AMEND.day).clauses[0] == LATER


def test_a_clause_comes_to_a_row_for_each_party_and_task() -> None:
    parts = breakdown(after(*FORCED), "agreement/7", FORCE, NAMES)
    assert [(part.terms.title.zh, part.terms.doer) for part in parts] == [
        ("东镇：修复码头（人员）", EASTON),
        ("东镇：修复码头（木料）", EASTON),
        ("西镇：修复码头（人员）", WESTON),
        ("西镇：修复码头（木料）", WESTON),
        ("点灯", BOATHOUSE),
    ]
    first = parts[0].terms
    assert first.title.en == "Repair the piers: staff — Easton"
    assert (first.lead, first.due, first.liability) == (BOATHOUSE, date(2026, 12, 31), "通报")
    assert (first.origin, first.task, first.body) == ("agreement/7#piers", "staff", "council")
    assert breakdown(after(*FORCED), "agreement/7", date(2026, 4, 30), NAMES) == []


def test_who_joins_gets_its_rows_and_who_left_keeps_them() -> None:
    state = after(*FORCED, JOIN, LEAVE)
    state = replace(state, rows=broken(state, FORCE).rows)
    assert [part.key for part in breakdown(state, "agreement/1", LEAVE.day, NAMES)] == [
        ("piers", NORHAM, "staff"),
        ("piers", NORHAM, "timber"),
    ]


def test_who_joins_may_have_more_time_than_the_clauses_give() -> None:
    more = date(2027, 9, 30)
    state = after(*FORCED, replace(JOIN, due=more))
    parts = breakdown(state, "agreement/1", JOIN.day, NAMES)
    given = {(key.key[1], key.terms.due) for key in parts if key.key[0] == "piers"}
    assert given == {(EASTON, PIERS.due), (WESTON, PIERS.due), (NORHAM, more)}


def test_every_act_is_read_back_as_it_was_written() -> None:
    done = [DRAFT, PLAN, *FORCED, COMMENT, JOIN, LEAVE, AMEND, END, Reopened("x")]
    done += [BrokenDown((Row("a", "b", "c", "d"),)), TextSettled((Confirmed("a", "b", "c"),))]
    for what in done:
        assert read(type(what), written(what)) == what


PARTIES = st.sampled_from([EASTON, WESTON, NORHAM])
DAYS = st.integers(0, 30).map(lambda n: FORCE + timedelta(days=n))
CLAUSES = st.sampled_from([PIERS, LATER, LAMPS, NOTE, replace(LAMPS, id="buoys")])
LATER_ACTS = st.one_of(
    st.builds(Acceded, PARTIES, DAYS, st.just("x")),
    st.builds(Left, PARTIES, DAYS, st.just("x")),
    st.builds(Amended, DAYS, st.just("x"), st.tuples(CLAUSES)),
    st.builds(Amended, DAYS, st.just("x"), repeals=st.tuples(st.sampled_from(["piers", "note"]))),
    st.builds(Ended, DAYS, st.just("x")),
    DAYS,  # broken down, as of this day
)


@given(st.lists(LATER_ACTS, max_size=8))
def test_no_later_act_changes_an_earlier_day_and_no_part_is_made_twice(done: list[object]) -> None:
    state = after(*FORCED)
    for n, each in enumerate(done):
        what = broken(state, each) if isinstance(each, date) else each
        outcome = AGREEMENT.follow(state, Act(what, START + timedelta(days=100 + n), "li"))
        if isinstance(outcome, Refused):
            continue
        if not isinstance(what, BrokenDown):
            for day in range(-3, 31):
                on = FORCE + timedelta(days=day)
                if on < what.day:  # type: ignore[attr-defined]
                    assert text_as_of(outcome, on) == text_as_of(state, on)
        state = outcome
    keys = [(row.clause, row.party, row.task) for row in state.rows]
    assert len(keys) == len(set(keys))
    owed = {duty.what for duty in AGREEMENT.face(state).duties}
    left = [breakdown(state, "agreement/1", FORCE + timedelta(days=n), NAMES) for n in range(31)]
    assert ("break-down" in owed) == any(left)
