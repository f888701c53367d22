"""What an office is reminded of: never done by itself, always by a named person.

    limits = limits_on(follow_up(package, body, day), day, calendar)
    prompts(course, open_duties, limits)          # ("slip",), ("request",), …

The articles say after how long a slip is usual and when the next layer is asked to
coordinate. They are read for the day that is asked about; without such an article there is
no reminder, and "at risk" begins with the due day itself.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.charter.kinds.body_rules import FollowUp
from lianxi.governance.lasting import last_day, ran_out
from lianxi.governance.road.procedure import Course
from lianxi.governance.road.standing import Bounds
from lianxi.governance.working_days import WorkingDays
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Duration

PROMPTS: Mapping[str, Bilingual] = {
    "slip": Bilingual("可发督办单", "a supervision slip may be issued"),
    "request": Bilingual("可提请协调", "coordination may be requested"),
    "review": Bilingual("审核已超过规定时间", "its review takes longer than the articles say"),
}


@dataclass(frozen=True)
class Limits:
    """What the articles' durations come to on a day; None where no article says.

    Whatever was due, asked or delivered on such a day or before is beyond the limit.
    """

    bounds: Bounds
    slip: date | None = None
    request: date | None = None
    review: date | None = None


def limits_on(rules: FollowUp | None, day: date, calendar: WorkingDays) -> Limits:
    """The limits on a day under an office's rules of follow-up."""
    if rules is None:
        return Limits(Bounds(day, day))

    def over(lasts: Duration | None) -> date | None:
        return None if lasts is None else ran_out(day, lasts, calendar)

    near = last_day(day, rules.at_risk_before, calendar) if rules.at_risk_before else day
    return Limits(
        Bounds(day, near),
        slip=over(rules.slip_after),
        request=over(rules.request_after),
        review=over(rules.review_within),
    )


def prompts(course: Course, owed: Collection[str], limits: Limits) -> tuple[str, ...]:
    """What an office is reminded of about a commitment; `owed` are its open duties.

    >>> late = Course(due=date(2026, 3, 2))
    >>> on = Limits(Bounds(date(2026, 3, 16), date(2026, 4, 1)), slip=date(2026, 3, 8))
    >>> prompts(late, {"do"}, on), prompts(late, {"do", "explain"}, on)
    (('slip',), ())
    """
    if course.ended is not None or course.paused is not None:
        return ()
    if course.delivered is not None:
        return ("review",) if _beyond(course.delivered, limits.review) else ()
    found = []
    missed = _beyond(course.due, limits.slip) or _beyond(course.asked, limits.slip)
    if missed and not {"explain", "close-slip"} & set(owed):
        found.append("slip")
    stuck = _beyond(course.due, limits.request) or _beyond(course.troubled, limits.request)
    if stuck and not {"sign-request", "coordinate"} & set(owed):
        found.append("request")
    return tuple(found)


def _beyond(day: date | None, limit: date | None) -> bool:
    return day is not None and limit is not None and day <= limit
