"""How long something lasts: the last day of a duration that begins on a day.

Months, quarters and years end on the day of the same number, or on the month's last day where
there is none (Civil Code, articles 200 to 202); working days are the State Council's.
"""

from calendar import monthrange
from datetime import date, timedelta

from lianxi.governance.working_days import WorkingDays
from lianxi.kernel.period import Duration

MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAYS = {"day": 1, "week": 7}
BACK_MAX = 3700  # days that are looked back through: no rule lets something rest for ten years


def last_day(day: date, lasts: Duration, calendar: WorkingDays) -> date:
    """The last day of a duration after a day, which itself is not counted.

    >>> weekdays = WorkingDays((), (), frozenset())
    >>> last_day(date(2026, 1, 31), Duration.read("1 month"), weekdays)
    datetime.date(2026, 2, 28)
    >>> last_day(date(2026, 3, 6), Duration.read("5 working days"), weekdays)
    datetime.date(2026, 3, 13)
    """
    if lasts.unit == "working day":
        return calendar.add(day, lasts.count)
    if lasts.unit in DAYS:
        return day + timedelta(days=lasts.count * DAYS[lasts.unit])
    months = day.year * 12 + day.month - 1 + lasts.count * MONTHS[lasts.unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ran_out(day: date, lasts: Duration, calendar: WorkingDays) -> date:
    """The latest day whose duration is over on a day: it ended before that day.

    >>> weekdays = WorkingDays((), (), frozenset())
    >>> ran_out(date(2026, 3, 16), Duration.read("5 working days"), weekdays)
    datetime.date(2026, 3, 8)
    """
    low, high = day - timedelta(days=BACK_MAX), day
    while low < high:  # what begins later ends later, or on the same day
        middle = low + (high - low + timedelta(days=1)) // 2
        if last_day(middle, lasts, calendar) < day:
            low = middle
        else:
            high = middle - timedelta(days=1)
    return low
