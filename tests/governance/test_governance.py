"""Members, bodies, meetings, where a party stands, and who may do what."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.charter.load import Loaded
from lianxi.charter.package import Package
from lianxi.governance.authority import (
    OWN,
    RIGHTS,
    ROLES,
    Actor,
    Allowed,
    Appointment,
    Refused,
    can,
)
from lianxi.governance.bodies import bodies, layers
from lianxi.governance.meetings import meetings_of, outcome
from lianxi.governance.members import joined_in, members, predecessors
from lianxi.governance.standing import standing
from lianxi.kernel.bilingual import same
from lianxi.kernel.period import Period
from tiny import read, tiny


@pytest.fixture
def package(lakes: Loaded) -> Package:
    assert lakes.package is not None
    return lakes.package


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        (date(1998, 12, 31), []),
        (date(1999, 1, 1), ["990100"]),  # the moot, before the council
        (date(2002, 1, 1), ["990100", "990200"]),
        (date(2005, 5, 4), ["990100", "990200"]),
        (date(2005, 5, 5), ["990100", "990200", "990300"]),
    ],
)
def test_members_on_a_day(package: Package, day: date, ids: list[str]) -> None:
    assert [member.party.id for member in members(package, "council", day)] == ids


def test_members_as_known_on_a_day() -> None:
    files = tiny()
    files["seats.csv"] = files["seats.csv"].replace("since,until,", "since,until,known_from,")
    files["seats.csv"] = files["seats.csv"].replace(",founding", ",,founding")
    files["seats.csv"] = files["seats.csv"].replace(
        "2005-05-05,,admission", "2005-05-05,,2007,admission"
    )
    package = read(files).package
    assert package is not None
    on = date(2006, 1, 1)
    assert len(members(package, "council", on, known=date(2006, 12, 31))) == 2
    assert len(members(package, "council", on, known=date(2007, 1, 1))) == 3


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)))
def test_nobody_is_a_member_twice(day: date) -> None:
    package = read(tiny()).package
    assert package is not None
    found = [member.party.id for member in members(package, "council", day)]
    assert len(found) == len(set(found))


def test_who_joined_in_a_year(package: Package) -> None:
    assert [m.party.id for m in joined_in(package, "council", Period(2005))] == ["990300"]
    assert predecessors(package, "council") == ["moot"]


def test_bodies_on_a_day_and_ever(package: Package) -> None:
    assert [body.id for body in bodies(package, date(2000, 1, 1))] == ["moot"]
    assert [body.id for body in bodies(package, date(2006, 1, 1))] == ["council", "boats"]
    moot, council, boats = bodies(package)
    assert (str(moot.until), moot.standing) == ("2002", "ended")
    assert (council.meets, council.tier, council.until) == ("1 year", "decision", None)
    assert (boats.part_of, boats.status) == ("council", "derived")


def test_layers(package: Package) -> None:
    layer = layers(bodies(package, date(2006, 1, 1)), "council")
    assert layer is not None
    assert [inner.body.id for inner in layer.inner] == ["boats"]
    assert layers(bodies(package, date(2006, 1, 1)), "moot") is None


def test_a_body_that_is_only_proposed_is_listed_and_says_so() -> None:
    files = tiny()
    files["bodies/senate.toml"] = """
id = "senate"
kind = "body"
name = { zh = "参议会", en = "Senate" }
part_of = "council"
[[version]]
in_force_from = "unknown"
standing = "proposed"
status = "stated"
source = "book"
tier = "advisory"
"""
    package = read(files).package
    assert package is not None
    for day in (None, date(2006, 1, 1)):
        senate = next(body for body in bodies(package, day) if body.id == "senate")
        assert (senate.standing, str(senate.since), senate.part_of) == (
            "proposed",
            "unknown",
            "council",
        )


def test_what_a_meeting_changed(package: Package) -> None:
    held = outcome(package, package.meetings["council-2"])
    assert [member.party.id for member in held.admitted] == ["990300"]
    [(article, amendment)] = held.amended
    assert article.id == "council"
    assert [change.key for change in amendment.changes] == ["meets"]
    assert [observation.value for observation in held.observations] == ["12"]
    assert [m.id for m in meetings_of(package, "council")] == [
        "council-1",
        "council-2",
        "council-3",
    ]


def test_where_a_party_stands(package: Package) -> None:
    easton = standing(package, package.parties["990100"], date(2005, 1, 1))
    assert [seat.body for seat in easton.seats] == ["moot", "council"]
    assert [meeting.id for meeting in easton.hosted] == ["council-1"]
    assert [lead.article.id for lead in easton.leads] == ["boats", "treaty"]
    assert easton.sets == ("shore",)
    assert [str(unit.id) for unit in easton.units] == ["990100/boathouse"]
    later = standing(package, package.parties["990100"], date(2006, 1, 1))
    assert [lead.article.id for lead in later.leads] == ["boats"]  # the clause moved to Weston


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(
    st.sampled_from([*ROLES, "nobody"]), st.sampled_from([*RIGHTS, "unheard.of"]), days, days, days
)
def test_rights_follow_from_appointments_and_nothing_else(
    role: str, action: str, since: date, until: date, at: date
) -> None:
    person = Actor("x", same("x"), (Appointment(role, since, until, party="1"),))
    held = since <= at < until
    anywhere, own = role in RIGHTS.get(action, ()), role in OWN.get(action, ())
    for party, allowed in [(None, anywhere or own), ("1", anywhere or own), ("2", anywhere)]:
        expected = Allowed if held and allowed else Refused
        assert isinstance(can(person, action, at, party=party), expected)


def test_nobody_may_do_anything() -> None:
    for action in [*RIGHTS, "unheard.of"]:
        assert isinstance(can(None, action, date(2026, 1, 1)), Refused)
