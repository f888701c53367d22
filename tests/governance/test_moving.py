"""A commitment whose days, evidence, units and requests move, against a plain reading of its acts.

The model keeps no state: it looks back over what was done for the last word on each question.
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lianxi.charter.kinds.body_rules import FollowUp
from lianxi.governance.authority import Refused
from lianxi.governance.lasting import last_day
from lianxi.governance.road.act import Act
from lianxi.governance.road.commitment import COMMITMENT, Commitment
from lianxi.governance.road.commitment_acts import (
    Adjusted,
    ClosureAsked,
    LeadChanged,
    LeadReviewed,
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
from lianxi.governance.road.prompting import limits_on, prompts
from lianxi.governance.road.standing import status
from lianxi.governance.working_days import WorkingDays
from lianxi.kernel.period import Duration
from road import DAY, NORHAM, undertaken

CALENDAR = WorkingDays((), (), frozenset({2026, 2027}))
RULES = FollowUp(
    every=Duration(3, "month"),
    at_risk_before=Duration(20, "working day"),
    slip_after=Duration(5, "working day"),
    request_after=Duration(1, "month"),
    review_within=Duration(10, "working day"),
)
START = DAY.date()
Done = list[tuple[date, object]]

days = st.integers(0, 90).map(lambda n: START + timedelta(days=n))
periods = st.sampled_from(["2026Q1", "2026Q2", "2026Q3"])
numbers = st.integers(1, 2)
acts = st.one_of(
    st.builds(ReportAsked, st.sampled_from(["round/1", "round/2", "round/3"]), periods, days),
    st.builds(Reported, periods, st.just("开工"), st.booleans(), st.sampled_from(["", "缺木料"])),
    st.builds(Adjusted, st.just("汛期"), st.just("第三次会议"), days),
    st.just(ClosureAsked("修好了")),
    st.just(LeadReviewed(agrees=True)),
    st.sampled_from(["returned", "closed", "not met"]).map(lambda o: Reviewed(o, "见附", "主任")),
    st.just(Paused("汛期")),
    st.just(Resumed()),
    st.just(LeadChanged("改组", doer=NORHAM)),
    st.just(SlipIssued("未报", START, "秘书长")),
    st.builds(SlipAnswered, numbers, st.just("已补报")),
    st.builds(SlipClosed, numbers, st.just("")),
    st.just(RequestDrafted("council", "请协调")),
    st.builds(RequestSigned, numbers, st.just("王"), st.just("秘书长")),
    st.builds(RequestDropped, numbers, st.just("已解决")),
    st.builds(RequestAnswered, numbers, st.just("已协调")),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Commitment, Done]:
    """A commitment and what was done with it, as far as it could be done."""
    state = COMMITMENT.follow(None, Act(undertaken(due=draw(st.none() | days)), DAY, "li"))
    assert isinstance(state, Commitment)
    done: Done = [(START, state.terms)]
    at = DAY
    for what in draw(st.lists(acts, max_size=14)):
        at += timedelta(days=draw(st.integers(0, 12)))
        after = COMMITMENT.follow(state, Act(what, at, "li"))
        if not isinstance(after, Refused):
            state = after
            done.append((Act(what, at, "li").day, what))
    return state, done


def latest(done: Done, *kinds: type[object]) -> object:
    """The last thing done of some kinds."""
    return next((what for _, what in reversed(done) if isinstance(what, kinds)), None)


def due_day(done: Done) -> date | None:
    return next(
        (w.due for _, w in reversed(done) if isinstance(w, Adjusted) and w.due),
        done[0][1].due,  # type: ignore[attr-defined]
    )


def waits(done: Done) -> date | None:
    """Since when evidence waits for the office."""
    for day, what in reversed(done):
        if isinstance(what, Reviewed):
            return None
        if isinstance(what, ClosureAsked):
            return day
    return None


def unreported(done: Done) -> list[date]:
    told = {what.period for _, what in done if isinstance(what, Reported)}
    return [w.due for _, w in done if isinstance(w, ReportAsked) and w.period not in told]


def trouble(done: Done) -> date | None:
    """The first of the reports in a row, up to now, that speak of trouble."""
    since = None
    for day, what in reversed(done):
        if isinstance(what, Adjusted) or (isinstance(what, Reported) and not what.trouble):
            break
        if isinstance(what, Reported):
            since = day
    return since


def plain_status(done: Done, today: date) -> str:
    ended = latest(done, Reviewed)
    if isinstance(ended, Reviewed) and ended.outcome != "returned":
        return ended.outcome
    if isinstance(latest(done, Paused, Resumed), Paused):
        return "paused"
    if waits(done):
        return "on course"
    due = due_day(done)
    if due and due < today:
        return "overdue"
    near = due is not None and due <= last_day(today, Duration(20, "working day"), CALENDAR)
    if near or trouble(done) or any(day < today for day in unreported(done)):
        return "at risk"
    begun = any(isinstance(what, Reported) and what.begun for _, what in done)
    return "on course" if begun else "not started"


def still_open(done: Done, begins: type[object], *ends: type[object]) -> bool:
    """Whether one of what was begun has not come to its end."""
    begun = sum(isinstance(what, begins) for _, what in done)
    return begun > sum(isinstance(what, ends) for _, what in done)


def plain_prompts(done: Done, today: date) -> set[str]:
    if plain_status(done, today) in ("paused", "closed", "not met"):
        return set()

    def over(day: date | None, lasts: Duration) -> bool:
        return day is not None and last_day(day, lasts, CALENDAR) < today

    if waits(done):
        return {"review"} if over(waits(done), Duration(10, "working day")) else set()
    found = set()
    late = [due_day(done), *unreported(done)]
    if any(over(day, Duration(5, "working day")) for day in late):
        found |= set() if still_open(done, SlipIssued, SlipClosed) else {"slip"}
    if any(over(day, Duration(1, "month")) for day in (due_day(done), trouble(done))):
        asked = still_open(done, RequestDrafted, RequestDropped, RequestAnswered)
        found |= set() if asked else {"request"}
    return found


@given(histories(), st.integers(0, 150))
def test_status_reminders_and_drafted_requests_follow_whatever_moves(
    history: tuple[Commitment, Done], later: int
) -> None:
    state, done = history
    today = done[-1][0] + timedelta(days=later)
    face, limits = COMMITMENT.face(state), limits_on(RULES, today, CALENDAR)
    assert face.course is not None
    assert status(face.course, limits.bounds) == plain_status(done, today)
    owed = {duty.what for duty in face.duties}
    assert set(prompts(face.course, owed, limits)) == plain_prompts(done, today)
    assert (face.ended is None) == bool(face.duties) or plain_status(done, today) == "paused"
