"""Whose turn it is: entered, on record, by the order of the article, or not known."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from here import ROOT
from lianxi.charter.load import load_path
from lianxi.charter.package import Package
from lianxi.governance.rotation import Term, terms, turn_on
from tiny import read, tiny

EAST, WEST, NORTH = "990100", "990200", "990300"
COUNCIL = """\
id = "council"
kind = "body"
name = {{ zh = "湖区议会", en = "Lake council" }}
[[version]]
in_force_from = "2002"
status = "stated"
source = "book"
seats = {{ each = "seats:council" }}
meets = {{ every = "{every}", host = "rotation" }}
chair = {{ rotates_every = "{every}", order = [{order}] }}
"""
HEAD = "body,period,party,how,of,status,source\n"


def package(
    turns: str = "",
    order: tuple[str, ...] = (EAST, WEST, NORTH),
    every: str = "1 year",
    files: Mapping[str, str] | None = None,
) -> Package:
    council = COUNCIL.format(every=every, order=", ".join(f'"{party}"' for party in order))
    rows = "".join(f"council,{row},stated,book\n" for row in turns.split())
    made = read(
        {**tiny(), "bodies/council.toml": council, "turns.csv": HEAD + rows, **(files or {})}
    )
    assert made.package is not None, made.errors
    return made.package


def in_years(region: Package, *years: int) -> list[tuple[str | None, str]]:
    found = (turn_on(region, "council", date(year, 6, 1)) for year in years)
    return [(term.sits, term.by) for term in found if term is not None]


def test_the_order_goes_on_after_the_last_host_on_record() -> None:
    """East hosted in 2002, west in 2005; in 2006 the north's turn follows, and it is a member."""
    assert in_years(package(), 2002, 2005, 2006, 2007, 2008) == [
        (EAST, "held"),
        (WEST, "held"),
        (NORTH, "order"),
        (EAST, "order"),
        (WEST, "order"),
    ]


def test_who_is_no_member_yet_is_passed_over() -> None:
    assert in_years(package(), 2003, 2004) == [(WEST, "order"), (EAST, "order")]


def test_an_entered_turn_wins_and_the_order_goes_on_after_it() -> None:
    assert in_years(package("2006,990200,turn,"), 2006, 2007) == [
        (WEST, "turn"),
        (NORTH, "order"),
    ]


def test_two_exchange_their_turns() -> None:
    region = package("2006,990100,swap,990300")
    assert in_years(region, 2006, 2007, 2008, 2009) == [
        (EAST, "swap"),
        (NORTH, "order"),
        (WEST, "order"),
        (NORTH, "order"),
    ]


def test_whoever_skips_waits_for_the_next_round() -> None:
    region = package("2006,990300,skip,")
    assert in_years(region, 2006, 2007, 2008) == [
        (EAST, "order"),
        (WEST, "order"),
        (NORTH, "order"),
    ]
    term = turn_on(region, "council", date(2006, 6, 1))
    assert term is not None
    assert term.skipped == (NORTH,)


def test_whoever_acts_leaves_the_turn_with_its_owner() -> None:
    region = package("2006,990100,acting,990300")
    term = turn_on(region, "council", date(2006, 6, 1))
    assert term == Term(date(2006, 1, 1), date(2007, 1, 1), NORTH, "order", EAST)
    assert term.sits == EAST
    assert in_years(region, 2007) == [(EAST, "order")]


def test_who_left_has_no_more_turns() -> None:
    seats = tiny()["seats.csv"].replace("990300,2005-05-05,,", "990300,2005-05-05,2009-03,")
    region = package(files={"seats.csv": seats})
    assert in_years(region, 2006, 2009, 2010) == [
        (NORTH, "order"),
        (EAST, "order"),
        (WEST, "order"),
    ]


def test_a_term_of_two_years_and_one_of_a_quarter() -> None:
    assert in_years(package(every="2 years"), 2006, 2007, 2008) == [
        (NORTH, "order"),
        (NORTH, "order"),
        (EAST, "order"),
    ]
    quarter = turn_on(package(every="1 quarter"), "council", date(2006, 5, 1))
    assert quarter is not None
    assert (quarter.first, quarter.stop) == (date(2006, 4, 1), date(2006, 7, 1))


def test_without_an_order_it_is_not_known_and_none_is_invented() -> None:
    files = tiny()
    made = read(files).package
    assert made is not None
    assert in_years(made, 2002, 2005, 2006) == [
        (EAST, "held"),
        (WEST, "held"),
        (None, "unknown"),
    ]
    files["turns.csv"] = HEAD + "council,2006,990300,turn,,stated,book\n"
    made = read(files).package
    assert made is not None
    assert in_years(made, 2006, 2007) == [(NORTH, "turn"), (None, "unknown")]


def test_a_body_that_ends_has_no_turn_after_it() -> None:
    files = tiny()
    files["bodies/council.toml"] += (
        '[[version]]\nin_force_from = "2007-07"\nstatus = "stated"\nsource = "book"\n'
        'standing = "ended"\n'
    )
    made = read(files).package
    assert made is not None
    assert turn_on(made, "council", date(2007, 6, 30)) is not None
    assert turn_on(made, "council", date(2007, 7, 1)) is None
    assert turn_on(made, "boats", date(2007, 7, 1)) is None
    assert turn_on(made, "nothing", date(2007, 7, 1)) is None


def test_the_record_of_the_delta_states_no_order() -> None:
    delta = load_path(ROOT / "regions/yangtze-delta").package
    assert delta is not None
    term = turn_on(delta, "mayors-conference", date(2020, 9, 16))
    assert term is not None
    assert (term.party, term.by) == ("320700", "held")
    for body in ("mayors-conference", "joint-conference", "leaders-forum"):
        term = turn_on(delta, body, date(2027, 1, 1))
        assert term is not None
        assert (term.party, term.by) == (None, "unknown")


CITIES = tuple(f"9901{n:02}" for n in range(1, 7))
PARTIES = (
    "id,kind,name_zh,name_en,province,status,source\n"
    "990000,province,湖省,Lakeshire,990000,stated,book\n"
    + "".join(f"{id_},city,城{id_},City {id_},990000,stated,book\n" for id_ in CITIES)
)
BARE = {
    path: text
    for path, text in tiny().items()
    if path in ("region.toml", "sources.toml") or path.startswith("matters")
}


def ring(rows: list[str], left: dict[str, int]) -> list[str | None]:
    """Who sits in the six years from 2004, with some turns entered and some members leaving."""
    order = ", ".join(f'"{city}"' for city in CITIES)
    seats = "body,party,since,until,via,status,source\n" + "".join(
        f"council,{city},2002,{left.get(city, '')},founding,stated,book\n" for city in CITIES
    )
    council = COUNCIL.format(every="1 year", order=order).replace('"2002"', '"2004"')
    files = {
        **BARE,
        "parties.csv": PARTIES,
        "sets.csv": f"set,party,status,source\nshore,{CITIES[0]},stated,book\n",
        "seats.csv": seats,
        "bodies/council.toml": council,
        "turns.csv": HEAD + "".join(rows),
    }
    made = read(files)
    assert made.package is not None, made.errors
    return [term.sits for term in terms(made.package, "council", date(2009, 1, 1))]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_over_a_full_cycle_each_has_one_turn_whatever_is_exchanged(data: st.DataObject) -> None:
    sitting, rows = list(CITIES), []
    for at in range(len(CITIES) - 1):
        if data.draw(st.booleans()):
            other = data.draw(st.integers(at + 1, len(CITIES) - 1))
            here, there = sitting[at], sitting[other]
            rows.append(f"council,{2004 + at},{there},swap,{here},stated,book\n")
            sitting[at], sitting[other] = there, here
    found = ring(rows, {})
    assert found == sitting
    assert Counter(found) == Counter(CITIES)


@given(st.dictionaries(st.sampled_from(CITIES[1:]), st.integers(2004, 2010), max_size=4))
@settings(max_examples=40, deadline=None)
def test_nobody_who_left_hosts(left: dict[str, int]) -> None:
    for year, sits in enumerate(ring([], left), 2004):
        assert sits is None or left.get(sits, 9999) > year


@pytest.mark.parametrize("rows", ["2006,990300,turn,", "2006,990200,swap,990300"])
def test_what_was_held_as_settled_changes_nothing_after_it(rows: str) -> None:
    host = rows.split(",")[1]
    meetings = tiny()["history/meetings.csv"].replace("3,2006,,", f"3,2006,{host},")
    settled, held = package(rows), package(rows, files={"history/meetings.csv": meetings})
    years = range(2006, 2011)
    assert [sits for sits, _ in in_years(held, *years)] == [
        sits for sits, _ in in_years(settled, *years)
    ]
