"""Status and reminders against a plain model that shares nothing with them but the words."""

from dataclasses import fields
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lianxi.charter.kinds.body_rules import FollowUp
from lianxi.governance.lasting import last_day, ran_out
from lianxi.governance.road.procedure import Course
from lianxi.governance.road.prompting import limits_on, prompts
from lianxi.governance.road.standing import OPEN, STATUSES, standing, status
from lianxi.governance.working_days import WorkingDays
from lianxi.kernel.period import Duration

TODAY = date(2026, 10, 9)
# A long holiday before today, with a Saturday and a Sunday that were worked for it.
OFF = tuple(date(2026, 10, day) for day in (1, 2, 5, 6, 7))
CALENDAR = WorkingDays(OFF, (date(2026, 9, 27), date(2026, 10, 10)), frozenset({2026}))

days = st.integers(-90, 90).map(lambda n: TODAY + timedelta(days=n))
maybe = st.none() | days
units = st.sampled_from(["working day", "day", "week", "month"])
lengths = st.none() | st.builds(Duration, st.integers(1, 30), units)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    ended = draw(st.none() | st.just(TODAY))
    outcome = draw(st.sampled_from(["closed", "not met", "adjusted"])) if ended else ""
    past = {name: draw(maybe) for name in ("begun", "troubled", "delivered", "paused")}
    return Course(due=draw(maybe), asked=draw(maybe), ended=ended, outcome=outcome, **past)


rules = st.builds(
    FollowUp,
    every=st.just(Duration(3, "month")),
    at_risk_before=lengths,
    slip_after=lengths,
    request_after=lengths,
    review_within=lengths,
)
owed = st.sets(st.sampled_from(["do", "report", "explain", "close-slip", "sign-request"]))


def counted(start: date, lasts: Duration) -> date:
    """The last day of a duration, by counting days one at a time."""
    if lasts.unit == "month":
        year, month = divmod(start.year * 12 + start.month - 1 + lasts.count, 12)
        for last in range(start.day, 0, -1):
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
    left = lasts.count * (7 if lasts.unit == "week" else 1)
    day = start
    while left:
        day += timedelta(days=1)
        working = day in CALENDAR.worked or (day.weekday() < 5 and day not in OFF)
        left -= lasts.unit != "working day" or working
    return day


def plain_status(course: Course, rule: FollowUp) -> str:
    """The status as an office's rule book would put it."""
    if course.ended:
        return course.outcome
    if course.paused:
        return "paused"
    if course.delivered:
        return "on course"
    if course.due and course.due < TODAY:
        return "overdue"
    risk = [course.asked is not None and course.asked < TODAY, course.troubled is not None]
    if course.due:
        begins = counted(TODAY, rule.at_risk_before) if rule.at_risk_before else TODAY
        risk.append(course.due <= begins)
    if any(risk):
        return "at risk"
    return "on course" if course.begun else "not started"


def over(day: date | None, lasts: Duration | None) -> bool:
    return day is not None and lasts is not None and counted(day, lasts) < TODAY


def plain_prompts(course: Course, duties: set[str], rule: FollowUp) -> set[str]:
    if course.ended or course.paused:
        return set()
    if course.delivered:
        return {"review"} if over(course.delivered, rule.review_within) else set()
    found = set()
    missed = over(course.due, rule.slip_after) or over(course.asked, rule.slip_after)
    if missed and "explain" not in duties and "close-slip" not in duties:
        found.add("slip")
    stuck = over(course.due, rule.request_after) or over(course.troubled, rule.request_after)
    if stuck and "sign-request" not in duties:
        found.add("request")
    return found


@given(courses(), rules, owed)
def test_status_and_reminders_are_what_the_plain_model_says(
    course: Course, rule: FollowUp, duties: set[str]
) -> None:
    limits = limits_on(rule, TODAY, CALENDAR)
    assert status(course, limits.bounds) == plain_status(course, rule)
    assert set(prompts(course, duties, limits)) == plain_prompts(course, duties, rule)


@given(days, st.builds(Duration, st.integers(1, 60), units))
def test_a_duration_ends_where_counting_ends(day: date, lasts: Duration) -> None:
    assert last_day(day, lasts, CALENDAR) == counted(day, lasts)
    latest = ran_out(day, lasts, CALENDAR)
    assert counted(latest, lasts) < day <= counted(latest + timedelta(days=1), lasts)


def test_every_status_can_be_and_says_why_where_there_is_more_to_say() -> None:
    limits = limits_on(None, TODAY, CALENDAR)
    made = {
        standing(course, limits.bounds).status: standing(course, limits.bounds).why
        for course in (
            Course(),
            Course(begun=TODAY),
            Course(due=TODAY),
            Course(due=TODAY - timedelta(days=1)),
            Course(paused=TODAY),
            *(Course(ended=TODAY, outcome=word) for word in ("closed", "not met", "adjusted")),
        )
    }
    assert made.keys() == STATUSES.keys()
    assert set(OPEN) < STATUSES.keys()
    assert made["overdue"] is not None
    assert made["overdue"].en == "was due on 8 October 2026; closure not asked for"
    assert {field.name for field in fields(Course)} >= {"due", "asked", "troubled", "delivered"}
