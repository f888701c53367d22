"""Working days: the State Council's lists where they are entered, weekdays where they are not."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from here import ROOT
from lianxi.charter.load import load_path
from lianxi.governance.working_days import WorkingDays, working_days
from tiny import read, tiny

HOLIDAYS = """\
day,to,kind,name_zh,name_en,status,source
2005-12-31,2006-01-03,off,元旦,New Year's Day,stated,book
2006-01-28,,work,春节,Spring Festival,stated,book
2006-01-29,2006-02-04,off,春节,Spring Festival,stated,book
2006-05-01,2006-05-07,off,劳动节,Labour Day,stated,book
2006-10-01,2006-10-07,off,国庆节,National Day,stated,book
"""


def of(text: str = HOLIDAYS) -> WorkingDays:
    package = read({**tiny(), "holidays.csv": text}).package
    assert package is not None
    return working_days(package)


def test_a_day_off_a_weekend_worked_and_a_day_like_any_other() -> None:
    days = of()
    assert not days.is_working(date(2006, 5, 2))
    assert days.is_working(date(2006, 1, 28))  # a Saturday
    assert not days.is_working(date(2006, 6, 3))
    assert days.is_working(date(2006, 6, 2))


def test_what_falls_into_the_holidays_moves_behind_them() -> None:
    days = of()
    assert days.next_working(date(2006, 9, 30)) == date(2006, 10, 9)
    assert days.last_working(date(2006, 10, 7)) == date(2006, 9, 29)
    assert days.add(date(2006, 9, 28), 2) == date(2006, 10, 9)
    assert days.add(date(2006, 9, 28), 0) == date(2006, 9, 28)


def test_a_list_that_begins_in_december_lists_no_more_than_its_year() -> None:
    days = of()
    assert days.listed(2006)
    assert not days.listed(2005)
    assert not days.listed(2007)
    assert days.unlisted(2006) is None
    said = days.unlisted(2027)
    assert said is not None
    assert said.zh == "2027年的节假日安排尚未录入，工作日按周一至周五计。"


def test_a_year_half_entered_is_not_listed_but_its_days_count() -> None:
    days = of("".join(HOLIDAYS.splitlines(keepends=True)[:-1]))
    assert not days.listed(2006)
    assert not days.is_working(date(2006, 5, 2))


def test_the_record_lists_every_year_since_2004_and_2027_has_weekdays() -> None:
    package = load_path(ROOT / "regions/yangtze-delta").package
    assert package is not None
    days = working_days(package)
    assert sorted(days.years) == list(range(2004, 2027))
    assert not days.is_working(date(2015, 9, 3))  # the seventieth anniversary
    assert days.is_working(date(2026, 10, 10))  # a Saturday worked for the National Day
    assert days.is_working(date(2027, 10, 1))


DAYS = st.dates(date(2005, 1, 1), date(2008, 12, 31))


@given(DAYS, st.integers(0, 60))
def test_adding_and_counting_are_each_others_inverse(day: date, n: int) -> None:
    days = of_once
    then = days.add(day, n)
    assert days.is_working(then)
    first = day if n == 0 else day + timedelta(days=1)
    assert days.between(first, then + timedelta(days=1)) == max(n, 1)


@given(DAYS, DAYS)
def test_counting_by_arithmetic_is_counting_day_by_day(one: date, other: date) -> None:
    start, stop = sorted((one, other))
    each = (start + timedelta(days=n) for n in range((stop - start).days))
    assert of_once.between(start, stop) == sum(map(of_once.is_working, each))


of_once = of()
