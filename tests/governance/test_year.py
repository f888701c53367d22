"""The year: what the articles ask for, on working days, and what is on record beside it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from here import ROOT
from lianxi.charter.load import load_path
from lianxi.charter.package import Package
from lianxi.governance.planned import Planned
from lianxi.governance.windows import windows
from lianxi.governance.working_days import working_days
from lianxi.governance.year import as_needed, year
from lianxi.kernel.period import Duration
from tiny import read, tiny

BODY = """\
id = "{id}"
kind = "body"
name = {{ zh = "{zh}", en = "{id}" }}
"""
VERSION = """\
[[version]]
in_force_from = "{since}"
status = "stated"
source = "book"
{rest}
"""


USUALLY = 'meets = { every = "1 year", quarter = 3 }'
LATER = 'known_from = "2010"\nmeets = { every = "1 quarter" }'


def package(**changes: str) -> Package:
    """The tiny region with other files: `bodies/x.toml` is written bodies_x."""
    files = tiny()
    for name, text in changes.items():
        folder, _, stem = name.partition("_")
        files[f"{folder}/{stem}.toml"] = text
    made = read(files)
    assert made.package is not None, made.errors
    return made.package


def body(id_: str, *versions: tuple[str, str]) -> str:
    head = BODY.format(id=id_, zh="例会")
    return head + "".join(VERSION.format(since=since, rest=rest) for since, rest in versions)


def of(found: list[Planned], body: str) -> list[str]:
    return [str(each.date) for each in found if each.body == body and each.kind == "meeting"]


def test_a_meeting_on_record_takes_the_place_of_the_one_that_is_asked_for() -> None:
    found = year(package(), 2005)
    council = [each for each in found if each.body == "council"]
    assert [(str(each.date), each.host, each.meeting) for each in council] == [
        ("2005-05-05", "990200", "council-2")
    ]
    assert council[0].uid == "council-2005-1"
    assert council[0].note is not None
    assert council[0].note.zh == "已有记录。"


def test_a_yearly_meeting_is_put_on_a_working_day_in_the_middle_of_a_week() -> None:
    found = [each for each in year(package(), 2007) if each.body == "council"]
    assert [str(each.date) for each in found] == ["2007-12-27"]  # a Thursday
    assert found[0].host is None
    note = found[0].note
    assert note is not None
    assert "承办方未定。" in note.zh
    assert "2007年的节假日安排尚未录入" in note.zh
    assert set(found[0].parties) == {"990100", "990200", "990300"}


def test_every_two_years_counts_from_the_last_meeting() -> None:
    two = tiny()["bodies/council.toml"].replace('"1 year"', '"2 years"')
    region = package(bodies_council=two)
    assert of(year(region, 2007), "council") == []
    assert len(of(year(region, 2008), "council")) == 1
    assert of(year(region, 2009), "council") == []


def test_a_usual_quarter_is_where_the_day_is_proposed_and_is_no_deadline() -> None:
    region = package(bodies_fair=body("fair", ("2005", USUALLY)))
    (fair,) = (each for each in year(region, 2009) if each.body == "fair")
    assert str(fair.date) == "2009-09-30"
    assert fair.note is not None
    assert "通常在第三季度，不是期限。" in fair.note.zh


def test_a_body_that_ends_in_the_year_has_no_meeting_after_it() -> None:
    region = package(
        bodies_fair=body(
            "fair", ("2005", 'meets = { every = "1 quarter" }'), ("2009-08", 'standing = "ended"')
        )
    )
    assert of(year(region, 2009), "fair") == ["2009-03-31", "2009-06-30"]
    assert of(year(region, 2010), "fair") == []
    assert of(year(region, 2004), "fair") == []


def test_two_articles_in_one_year_each_ask_for_their_part() -> None:
    region = package(
        bodies_fair=body(
            "fair",
            ("2005", 'meets = { every = "1 year" }'),
            ("2009-07", 'meets = { every = "1 quarter" }'),
        )
    )
    assert of(year(region, 2009), "fair") == ["2009-09-30", "2009-12-31"]
    assert of(year(region, 2008), "fair") == ["2008-12-31"]


def test_who_meets_as_needed_has_no_day_and_is_named_apart() -> None:
    region = package(bodies_fair=body("fair", ("2005", "meets = { as_needed = true }")))
    assert of(year(region, 2009), "fair") == []
    assert as_needed(region, 2009) == ["fair"]
    assert as_needed(region, 2004) == []


def test_a_deadline_is_the_one_in_force_on_its_day() -> None:
    """The treaty first said 2003; since 2006 it says 2008, under another lead."""
    for of_year, lead in ((2003, "990100"), (2008, "990200")):
        (due,) = (each for each in year(package(), of_year) if each.kind == "deadline")
        assert due.uid == f"treaty-fish-{of_year}"
        assert due.date.precision == "day"
        assert due.parties[0] == lead
        assert due.what.zh == "《湖约》到期：捕鱼"
        assert due.note is not None
        assert f"约定为{of_year}年，按其最后一个工作日列出。" in due.note.zh
    moved = tiny()["agreements/treaty.toml"].replace('"2008"', '"2009"')
    found = year(package(agreements_treaty=moved), 2008)
    assert not [each for each in found if each.kind == "deadline"]


def test_a_deadline_on_a_day_off_moves_to_the_next_working_day() -> None:
    saturday = tiny()["agreements/treaty.toml"].replace('"2008"', '"2008-05-31"')
    (due,) = (
        each for each in year(package(agreements_treaty=saturday), 2008) if each.kind == "deadline"
    )
    assert str(due.date) == "2008-06-02"
    assert due.note is not None
    assert "顺延" in due.note.zh


def test_what_was_not_known_yet_is_not_asked_for() -> None:
    later = VERSION.format(
        since="2009", rest='known_from = "2010"\nmeets = { every = "1 quarter" }'
    )
    region = package(bodies_council=tiny()["bodies/council.toml"].split("[[reading]]")[0] + later)
    assert len(of(year(region, 2009), "council")) == 4
    assert len(of(year(region, 2009, date(2009, 6, 1)), "council")) == 1


def test_2027_has_weekdays_and_says_so() -> None:
    delta = load_path(ROOT / "regions/yangtze-delta").package
    assert delta is not None
    found = year(delta, 2027)
    assert len([each for each in found if each.body == "office-directors-meeting"]) == 4
    for each in found:
        assert each.note is not None
        assert "2027年的节假日安排尚未录入，工作日按周一至周五计。" in each.note.zh
        assert each.date.start is not None
        assert each.date.start.weekday() < 5
    for each in year(delta, 2026):
        assert each.note is not None
        assert "节假日安排尚未录入" not in each.note.zh


@pytest.mark.parametrize(
    ("every", "many"),
    [("1 month", 12), ("2 months", 6), ("1 quarter", 4), ("6 months", 2), ("1 year", 1)],
)
def test_a_rhythm_of_parts_of_a_year_has_as_many_windows(every: str, many: int) -> None:
    found = list(windows(Duration.read(every), None, 2005, 2009))
    assert len(found) == len({window.name for window in found}) == many


EVERY = st.sampled_from(
    ["1 week", "10 days", "1 month", "5 months", "1 quarter", "18 months", "3 years"]
)


@given(EVERY, st.integers(2005, 2028), st.none() | st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_a_day_that_is_proposed_is_worked_and_lies_in_its_window(
    every: str, of_year: int, quarter: int | None
) -> None:
    days = DAYS
    for window in windows(Duration.read(every), quarter, 2005, of_year):
        day = window.proposed(days)
        assert days.is_working(day)
        assert day in window or days.between(window.first, window.stop) == 0


_delta = load_path(ROOT / "regions/yangtze-delta").package
assert _delta is not None
DAYS = working_days(_delta)


PLAN = """\
id = "year-plan"
kind = "plan"
name = { zh = "湖区年度计划", en = "Plan of the lakes" }
form = "year plan"
set_by = "council"
for = "2009"
mid_term = "2009-07"
status = "stated"
source = "book"
in_force_from = "2009"
[[task]]
id = "piers"
subject = { zh = "修码头", en = "Mend the piers" }
commitment = { lead = "990300", support = "each member", due = "2009-11-15" }
"""


def test_a_plan_has_its_tasks_and_its_mid_term_review() -> None:
    found = [
        each
        for each in year(package(**{"plans_year-plan": PLAN}), 2009)
        if each.article == "year-plan"
    ]
    assert [(each.uid, str(each.date)) for each in found] == [
        ("year-plan-mid-term", "2009-07-31"),
        ("year-plan-piers-2009-11-15", "2009-11-16"),
    ]
    assert found[1].parties == ("990300", "990100", "990200")
    assert found[1].body == "council"


def test_progress_is_due_so_long_after_a_round_of_follow_up() -> None:
    rule = 'follow_up = { every = "3 months", report_within = "10 working days" }'
    region = package(bodies_fair=body("fair", ("2008-07", rule)))
    assert [(each.uid, str(each.date)) for each in year(region, 2009) if each.body == "fair"] == [
        ("fair-2008-q4-report", "2009-01-14"),
        ("fair-2009-q1-report", "2009-04-14"),
        ("fair-2009-q2-report", "2009-07-14"),
        ("fair-2009-q3-report", "2009-10-14"),
    ]
    (first, *_) = year(region, 2009)
    assert first.what.zh == "向例会报送2008年第四季度进展"
