"""The record of the middle Yangtze: four capitals, three provinces, and what is not stated."""

from datetime import date

import pytest

from here import MIDDLE
from lianxi.charter.load import Loaded, load_path
from lianxi.charter.package import Package
from lianxi.governance.bodies import bodies, layers
from lianxi.governance.meetings import meetings_of, outcome
from lianxi.governance.members import members


@pytest.fixture(scope="module")
def middle() -> Loaded:
    return load_path(MIDDLE)


@pytest.fixture(scope="module")
def package(middle: Loaded) -> Package:
    assert middle.package is not None
    return middle.package


def test_it_loads_and_only_hosts_and_beginnings_are_not_stated(middle: Loaded) -> None:
    assert {finding.code for finding in middle.findings} == {
        "meeting.no-host",
        "version.undated",
    }


@pytest.mark.parametrize(
    ("body", "day", "ids"),
    [
        ("capitals-conference", date(2012, 12, 31), set()),
        ("capitals-conference", date(2013, 12, 31), {"420100", "430100", "360100", "340100"}),
        ("provincial-consultation", date(2015, 12, 31), set()),
        ("provincial-consultation", date(2016, 12, 31), {"420000", "430000", "360000"}),
    ],
)
def test_who_belonged(package: Package, body: str, day: date, ids: set[str]) -> None:
    assert {member.party.id for member in members(package, body, day)} == ids


def test_eight_meetings_of_the_capitals_two_of_them_described(package: Package) -> None:
    held = [m for m in meetings_of(package, "capitals-conference") if m.ordinal]
    assert [(m.ordinal, m.date.year) for m in held] == [(n, 2012 + n) for n in range(1, 9)]
    assert [m.ordinal for m in held if m.decided] == [1, 5]
    assert [m.ordinal for m in held if m.date_provenance.status == "derived"] == [1, 2, 3, 4, 6, 7]
    assert str(held[4].date) == "2017-04-10"


def test_the_capitals_layers_since_2015(package: Package) -> None:
    layer = layers(bodies(package, date(2020, 1, 1)), "capitals-conference")
    assert layer is not None
    tiers = [inner.body.tier for inner in layer.inner]
    assert tiers == ["coordination", "secretariat"]


def test_what_the_meeting_of_2018_changed(package: Package) -> None:
    changed = {
        (article.id, change.key)
        for article, amendment in outcome(package, package.meetings["provincial-2018"]).amended
        for change in amendment.changes
    }
    assert ("provincial-consultation", "rules") in changed
    assert {"provincial-rotation", "provincial-declaration"} <= {id_ for id_, _ in changed}


def test_a_rotation_without_a_period_claims_none(package: Package) -> None:
    text = package.text("provincial-consultation", date(2020, 1, 1))
    assert text is not None
    assert "chair" not in text.keys
    assert "未载明" in str(text.keys["rules"].value)


def test_the_record_holds_no_example(package: Package) -> None:
    statuses = {v.status for a in package.articles.values() for v in a.versions}
    assert statuses <= {"stated", "derived", "published"}
