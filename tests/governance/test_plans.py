"""Plans: which body set which tasks for which period, and how they were amended."""

from datetime import date

from lianxi.charter.package import Package
from lianxi.governance.plans import plans
from tiny import SEASON, read, tiny


def lakes() -> Package:
    """The tiny region with a plan."""
    package = read({**tiny(), "plans/season.toml": SEASON}).package
    assert package is not None
    return package


def test_a_plan_is_as_it_was_on_the_day() -> None:
    (before,), (after,) = (plans(lakes(), date(year, 1, 1)) for year in (2003, 2005))
    assert [term.id for term in before.terms] == ["piers", "nets"]
    assert [(term.id, term.lead, str(term.due)) for term in after.terms] == [
        ("piers", "990200", "2006")
    ]
    assert (before.led, before.due, after.led) == (1, 1, 1)
    assert after.period is not None
    assert after.period.zh == "2002年至2006年"
    assert plans(lakes(), date(2001, 1, 1)) == []


def test_a_plan_answers_as_json() -> None:
    (found,) = plans(lakes(), date(2006, 1, 1))
    answer = found.as_json()
    assert (answer["set_by"], answer["for"], answer["to"]) == ("council", "2002", "2006")
    assert (answer["form"], answer["mid_term"]) == ("sector plan", "2004")
    assert answer["decided_at"] == "council-1"
