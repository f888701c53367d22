"""A fund's year: who settles, closes, audits, mends and reports, and what is out of order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fund_years import (
    AUDIT,
    BUDGET,
    CLEAN,
    CLOSE,
    CORRECT,
    DRAFTED,
    EXPLAIN,
    MISSING,
    REPORT,
    SETTLE,
    START,
    accepted,
    acts,
    after,
)
from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.fund_year import FUND_YEAR
from lianxi.governance.road.fund_year_acts import (
    BudgetReturned,
    BudgetRevised,
    MendingJudged,
    YearBegun,
)
from lianxi.governance.road.procedure import fold
from lianxi.kernel.bilingual import same

LESS = replace(BUDGET, grants=55_000)
REVISE = BudgetRevised(LESS, "收入减少")
RETURN = BudgetReturned("收入偏高")
BARE = YearBegun("pier-fund", 2025, same("2025"), "council", "只有会费")
CLOSED = (DRAFTED, SETTLE, CLOSE)
ACCEPT = MendingJudged(1, accepted=True)


def why_not(*done: object, by: str = "") -> str:
    """Why the last of some things can't follow the others."""
    *before, last = acts(*done)
    state = fold(FUND_YEAR, before)
    outcome = FUND_YEAR.follow(state, replace(last, by=by or last.by))
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def test_a_budget_binds_once_settled_and_until_another_is() -> None:
    assert after(DRAFTED).budget is None
    assert after(DRAFTED, SETTLE).budget == BUDGET
    pending = after(DRAFTED, SETTLE, REVISE)
    assert (pending.budget, pending.stage) == (BUDGET, "open")
    assert after(DRAFTED, SETTLE, REVISE, RETURN).budget == BUDGET
    assert after(DRAFTED, SETTLE, REVISE, SETTLE).budget == LESS


def test_a_year_without_a_budget_is_closed_audited_and_reported() -> None:
    assert [after(BARE, *done).stage for done in ([], [CLOSE], [CLOSE, CLEAN])] == [
        "open",
        "closed",
        "audited",
    ]
    assert after(BARE, CLOSE, CLEAN, REPORT).ended == (START + timedelta(days=3)).date()
    assert after(BARE, BudgetRevised(BUDGET, "补编"), SETTLE).budget == BUDGET


def test_what_is_not_accepted_is_mended_again() -> None:
    again = after(*CLOSED, AUDIT, EXPLAIN, MendingJudged(1, accepted=False, why="凭证不全"))
    assert [why for _, why in again.mendings[0].refused] == ["凭证不全"]
    assert again.mendings[0].said is None
    done = after(*CLOSED, AUDIT, *accepted(), REPORT)
    assert (done.stage, done.unmended) == ("reported", 0)


def test_the_close_is_owed_when_the_year_is_over() -> None:
    begun = fold(
        FUND_YEAR,
        [
            Act(what, START.replace(year=2025), who)
            for what, who in ((DRAFTED, "finance"), (SETTLE, "secretary"))
        ],
    )
    assert begun is not None
    [duty] = FUND_YEAR.face(begun).duties
    assert (duty.what, duty.who, duty.since) == ("close-year", "fund:pier-fund", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([SETTLE], "begins with this"),
        ([DRAFTED, DRAFTED], "begun already"),
        ([replace(DRAFTED, fund="")], "say which fund"),
        ([replace(DRAFTED, title=same(" "))], "what the year is called"),
        ([replace(DRAFTED, body="")], "who settles the budget"),
        ([replace(BARE, why=" ")], "say why"),
        ([replace(DRAFTED, budget=replace(BUDGET, grants=-1))], "below zero"),
        ([replace(DRAFTED, budget=replace(BUDGET, grants=10_000))], "come to 500.00, more than"),
        ([replace(DRAFTED, budget=replace(BUDGET, income=(("due", 1),) * 2))], "“due” stands"),
        ([DRAFTED, replace(SETTLE, number=" ")], "number of the document"),
        ([DRAFTED, BudgetReturned("")], "say why"),
        ([DRAFTED, SETTLE, SETTLE], "no budget to be settled"),
        ([DRAFTED, SETTLE, RETURN], "no budget to be settled"),
        ([DRAFTED, SETTLE, BudgetRevised(BUDGET, "x")], "nothing changed"),
        ([DRAFTED, SETTLE, replace(REVISE, why="")], "say why"),
        ([DRAFTED, SETTLE, BudgetRevised(replace(BUDGET, grants=1), "x")], "more than"),
        ([*CLOSED, REVISE], "was closed on 7 January 2026"),
        ([*CLOSED, CLOSE], "was closed on"),
        ([DRAFTED, CLOSE], "settle or return it first"),
        ([DRAFTED, SETTLE, CLEAN], "close 2025 before it is audited"),
        ([*CLOSED, CLEAN, CLEAN], "was entered on"),
        ([*CLOSED, replace(CLEAN, opinion="good")], "no opinion called good"),
        ([*CLOSED, replace(CLEAN, number="")], "number of the document"),
        ([*CLOSED, replace(CLEAN, auditor="")], "who audited"),
        ([*CLOSED, replace(CLEAN, findings=(MISSING,))], "clean opinion has no findings"),
        ([*CLOSED, replace(AUDIT, findings=())], "at least one"),
        ([*CLOSED, replace(CLEAN, opinion="refused")], "say why"),
        ([*CLOSED, replace(AUDIT, findings=(replace(MISSING, remedy=""),))], "finding 1: say"),
        ([*CLOSED, replace(AUDIT, findings=(replace(MISSING, amount=-1),))], "below zero"),
        ([*CLOSED, replace(CLEAN, day=date(2026, 1, 6))], "before the year was closed"),
        ([*CLOSED, replace(CLEAN, day=date(2026, 2, 6))], "is to come"),
        ([*CLOSED, EXPLAIN], "no audit was entered"),
        ([*CLOSED, AUDIT, replace(EXPLAIN, finding=3)], "no finding 3"),
        ([*CLOSED, AUDIT, replace(EXPLAIN, text=" ")], "how it was mended"),
        ([*CLOSED, AUDIT, EXPLAIN, EXPLAIN], "waits to be looked at"),
        ([*CLOSED, AUDIT, replace(CORRECT, finding=1)], "names no transfer"),
        ([*CLOSED, AUDIT, replace(CORRECT, transfer=9)], "about transfer 2"),
        ([*CLOSED, AUDIT, ACCEPT], "not mended yet"),
        ([*CLOSED, AUDIT, EXPLAIN, replace(ACCEPT, accepted=False)], "say why"),
        ([*CLOSED, AUDIT, EXPLAIN, ACCEPT, ACCEPT], "accepted already"),
        ([*CLOSED, REPORT], "no audit was entered"),
        ([*CLOSED, AUDIT, REPORT], "2 findings"),
        ([*CLOSED, CLEAN, replace(REPORT, number="")], "number of the document"),
        ([*CLOSED, CLEAN, REPORT, REPORT], "the report went out on"),
    ],
)  # fmt: skip
def test_what_can_not_follow_is_refused_in_words(done: list[object], why: str) -> None:
    assert why in why_not(*done)


@pytest.mark.parametrize(
    ("done", "by", "why"),
    [
        ([DRAFTED, SETTLE], "finance", "somebody else settles"),
        ([DRAFTED, RETURN], "finance", "somebody else settles"),
        ([DRAFTED, SETTLE, REVISE, SETTLE], "finance", "somebody else settles"),
        ([*CLOSED, CLEAN], "finance", "somebody else audits"),
        ([*CLOSED, AUDIT], "cashier", "somebody else audits"),
        ([*CLOSED, AUDIT, EXPLAIN, ACCEPT], "finance", "somebody else looks"),
    ],
)
def test_four_eyes(done: list[object], by: str, why: str) -> None:
    assert why in why_not(*done, by=by)


def test_a_year_that_is_not_over_is_not_closed() -> None:
    before = [replace(act, at=act.at.replace(year=2025)) for act in acts(DRAFTED, SETTLE, CLOSE)]
    outcome = FUND_YEAR.follow(fold(FUND_YEAR, before[:2]), before[2])
    assert isinstance(outcome, Refused)
    assert "not over yet" in outcome.reason.en
