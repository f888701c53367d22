"""Dates with their precision, intervals, durations."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.period import Duration, Interval, Period
from lianxi.kernel.unreadable import Unreadable

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ends = st.one_of(st.none(), days)


@given(days, st.sampled_from(["year", "month", "day"]))
def test_a_period_holds_its_days_and_reads_back(day: date, precision: str) -> None:
    text = str(day)[: {"year": 4, "month": 7, "day": 10}[precision]]
    period = Period.read(text)
    assert str(period) == text
    assert period.precision == precision
    assert period.start is not None
    assert period.stop is not None
    assert period.start <= day < period.stop
    assert period.begun(period.start)
    assert not period.begun(period.start - timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2010-13", "period.month"),
        ("2010-00", "period.month"),
        ("2010-02-30", "period.day"),
        ("2O10", "period.form"),
        ("２０１０", "period.year"),
        ("0000", "period.year"),
        ("20100", "period.year"),
        ("2010-3", "period.spreadsheet"),
        ("2010/03/26", "period.spreadsheet"),
        ("2010/3/26 0:00", "period.spreadsheet"),
        ("2010年3月26日", "period.spreadsheet"),
        ("26/03/2010", "period.spreadsheet"),
        ("03/06/2010", "period.ambiguous"),
        ("2010/13/26", "period.form"),
        ("", "period.form"),
    ],
)
def test_what_is_no_date_says_which_part_is_wrong(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Period.read(text)
    assert caught.value.code == code


@given(days)
def test_a_spreadsheets_date_is_told_the_day_it_means(day: date) -> None:
    for text in (f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y.%m.%d}"):
        with pytest.raises(Unreadable) as caught:
            Period.read(text)
        assert caught.value.values["meant"] == str(day)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2003", "2004", True),
        ("2003", "2003-08", False),
        ("2003-07", "2003-08", True),
        ("2003-08-01", "2003-08-02", True),
        ("2003-08-02", "2003-08-02", False),
        ("2004", "2003", False),
        ("unknown", "2003", False),
        ("2003", "unknown", False),
    ],
)
def test_before_only_where_every_day_of_it_is(one: str, other: str, before: bool) -> None:
    assert Period.read(one).before(Period.read(other)) == before


def test_an_unknown_day_never_begins() -> None:
    assert not Period.read("unknown").begun(date.max)


def _interval(start: date | None, stop: date | None) -> Interval | None:
    try:
        return Interval(start, stop)
    except Unreadable:
        return None


@given(ends, ends, ends, ends)
def test_intervals_overlap_where_they_share_a_day(
    a: date | None, b: date | None, c: date | None, d: date | None
) -> None:
    one, other = _interval(a, b), _interval(c, d)
    if one is None or other is None:
        return
    shared = [day for day in (a, c, date(1899, 1, 1)) if day and day in one and day in other]
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    if one.meets(other):
        assert not one.overlaps(other)


@given(days, days)
def test_an_interval_ends_after_it_begins(start: date, stop: date) -> None:
    assert (_interval(start, stop) is None) == (stop <= start)


@pytest.mark.parametrize("text", ["2 years", "1 quarter", "5 working days", "30 days"])
def test_durations_read_back(text: str) -> None:
    assert str(Duration.read(text)) == text


@pytest.mark.parametrize("text", ["0 days", "two years", "2 yeers", "1 parsec", "2years", "-1 day"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        Duration.read(text)
