"""The Yangtze River Delta's record says what the documents say, and says where."""

import csv
import json
import math
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from here import DELTA
from lianxi.charter.load import Loaded
from lianxi.charter.package import Package
from lianxi.governance.agreements import agreements
from lianxi.governance.bodies import bodies, layers
from lianxi.governance.chronicle import chronicle
from lianxi.governance.meetings import outcome
from lianxi.governance.members import members
from lianxi.governance.review import review
from lianxi.governance.texts import in_words


@pytest.fixture
def package(delta: Loaded) -> Package:
    assert delta.package is not None, [f.code for f in delta.errors]
    return delta.package


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1991-12-31", 0),
        ("1992-01-01", 14),
        ("1995-12-31", 14),
        ("1996-01-01", 15),
        ("1997-01-01", 15),
        ("2003-01-01", 16),
        ("2010-03-25", 16),
        ("2010-03-26", 22),
        ("2010-04-01", 22),
        ("2013-03-31", 22),
        ("2013-04-01", 30),
        ("2018-04-11", 30),
        ("2018-04-12", 34),
        ("2019-10-14", 34),
        ("2019-10-15", 41),
        ("2020-12-31", 41),
    ],
)
def test_how_many_members_on_a_day(package: Package, day: str, count: int) -> None:
    assert len(members(package, "council", date.fromisoformat(day))) == count


def test_the_forerunner_is_not_the_council(package: Package) -> None:
    assert {m.seat.body for m in members(package, "council", date(1995, 1, 1))} == {
        "directors-conference"
    }
    assert {m.seat.body for m in members(package, "council", date(1997, 1, 1))} == {"council"}


def test_two_cities_called_taizhou(package: Package) -> None:
    """泰州 founded the council in 1997, 台州 joined in 2003 (contradictions C22)."""
    jiangsu, zhejiang = package.parties["321200"], package.parties["331000"]
    assert (jiangsu.name.zh, jiangsu.name.en, jiangsu.province) == (
        "泰州",
        "Taizhou (Jiangsu)",
        "320000",
    )
    assert (zhejiang.name.zh, zhejiang.name.en, zhejiang.province) == (
        "台州",
        "Taizhou (Zhejiang)",
        "330000",
    )
    since = {s.party: str(s.since) for s in package.seats if s.body == "council"}
    assert (since["321200"], since["331000"]) == ("1997", "2003")
    assert package.meetings["council-7"].host == "321200"  # the 2006 agreement's 泰州


def test_the_counts_that_are_observed_are_the_seats_there_are(package: Package) -> None:
    observed = [o for o in package.observations if o.indicator.en == "member cities"]
    assert len(observed) == 8
    for each in observed:
        assert each.period.start is not None
        assert len(members(package, each.subject, each.period.start)) == int(each.value)


def test_the_members_are_those_of_the_facts(package: Package, facts: Path) -> None:
    with (facts / "members.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    council = {s.party: s for s in package.seats if s.body == "council"}
    forerunner = {s.party: s for s in package.seats if s.body == "directors-conference"}
    for row in rows:
        code = row["gbt2260_code"]
        party = package.parties[code]
        assert party.name.zh == row["name_zh"]
        assert party.name.en == row["name_en"]
        assert package.parties[party.province or ""].formal == row["province"]
        assert str(council[code].since).startswith(row["joined_date"] or row["joined"])
        assert (
            str(forerunner[code].since if code in forerunner else "") == row["in_forerunner_since"]
        )
        guest = {str(m.date)[:4] for m in package.meetings.values() if code in m.guests}
        assert guest == set(filter(None, row["invited_guest_years"].split(";")))
    assert len(council) == len(rows) + 4 + 7  # admitted 2018 and 2019, after the documents


def test_the_meetings_are_those_of_the_facts(package: Package, facts: Path) -> None:
    with (facts / "meetings.csv").open(encoding="utf-8") as file:
        series = ("协调会市长联席会议", "协调会第二十次全体会议")
        rows = [row for row in csv.DictReader(file) if row["body"] in series]
    numbered = {m.ordinal: m for m in package.meetings.values() if m.body == "mayors-conference"}
    assert len(rows) == len(numbered) == 20
    for row in rows:
        held = numbered[int(row["ordinal"])]
        assert str(held.date).startswith(row["date"] or row["year"])
        if row["host_city"]:
            assert held.host is not None
            assert package.of("party", held.host).zh == row["host_city"]
        if row["year_basis"] != "given":
            assert held.date_provenance.status in ("derived", "published")


def test_where_the_documents_are_silent_nothing_is_made_up(package: Package) -> None:
    silent = [m.id for m in package.meetings.values() if m.host is None]
    assert {f"council-{n}" for n in (11, 12, 14, 15, 16, 17)} <= set(silent)
    for id_ in silent:
        assert package.meetings[id_].decided is None or id_ in (
            "joint-conference-2009",
            "port-conference-1",
        )


def test_the_nineteenth_meeting(package: Package) -> None:
    held = package.meetings["council-19"]
    assert (str(held.date), held.host) == ("2019-10-15", "340200")
    admitted = {member.party.name.zh for member in outcome(package, held).admitted}
    assert admitted == {"蚌埠", "黄山", "六安", "淮北", "宿州", "亳州", "阜阳"}


def test_what_took_force_on_the_day_of_a_meeting_without_its_decision(package: Package) -> None:
    """The record says that the council is guided from 2019-10-15, not that the meeting decided."""
    [(article, amendment)] = outcome(package, package.meetings["council-19"]).same_day
    assert article.id == "council"
    assert amendment.version.decided_at is None
    said = [str(change.words) for change in amendment.changes]
    assert said == ["指导机构为“长三角区域合作办公室”"]


def test_what_2004_changed(package: Package) -> None:
    changed = {
        (article.id, change.key)
        for article, amendment in outcome(package, package.meetings["council-5"]).amended
        for change in amendment.changes
    }
    assert {
        ("mayors-conference", "meets"),
        ("mayors-conference", "chair"),
        ("council", "secretariat"),
        ("council-charter", "summary"),
        ("liaison-office", "standing"),
    } <= changed


def test_the_councils_layers(package: Package) -> None:
    layer = layers(bodies(package, date(2016, 12, 31)), "council")
    assert layer is not None
    tiers = [inner.body.tier for inner in layer.inner]
    assert tiers[0] == "decision"
    assert tiers.count("coordination") == 4
    assert tiers.count("committee") == 6
    assert tiers.count("alliance") == 3
    early = layers(bodies(package, date(2003, 12, 31)), "council")
    assert early is not None
    assert [inner.body.id for inner in early.inner] == ["mayors-conference", "liaison-office"]


def test_city_sets(package: Package) -> None:
    sizes: dict[str, int] = {}
    for member in package.sets:
        sizes[member.set] = sizes.get(member.set, 0) + 1
    assert sizes == {
        "shanghai-economic-zone-1982": 10,
        "two-provinces-one-city": 3,
        "three-provinces-one-city": 4,
        "metro-9": 9,
    }


def test_every_fact_can_be_cited_with_title_author_year(package: Package) -> None:
    for source in package.sources.values():
        assert source.title.zh
        assert source.author.zh
        assert source.date.known
    for article in package.articles.values():
        for version in article.versions:
            assert version.source, (article.id, version.number)
            for citation in version.source:
                if citation.source.startswith("document"):
                    assert citation.section, (article.id, version.number)


def test_the_record_holds_no_example(delta: Loaded, package: Package) -> None:
    assert package.region.world == "record"
    statuses = {v.status for a in package.articles.values() for v in a.versions}
    assert statuses <= {"stated", "derived", "published"}
    assert {f.code for f in delta.notices} <= {
        "clause.no-lead",
        "clause.no-due",
        "clause.no-liability",
        "agreement.no-effect",
        "meeting.no-host",
        "set.empty",
        "version.undated",
    }


def test_the_shapes_are_the_41_cities(package: Package) -> None:
    """358,262 km2 within 0.1 %, by the spherical excess on the sphere of equal area."""
    shapes = json.loads((DELTA / "shapes" / "cities.geojson").read_text("utf-8"))
    ids = [feature["id"] for feature in shapes["features"]]
    seated = {m.party.id for m in members(package, "council", date(2020, 1, 1))}
    assert sorted(ids) == sorted(seated)
    total = sum(
        _square_km(polygon)
        for feature in shapes["features"]
        for polygon in (
            feature["geometry"]["coordinates"]
            if feature["geometry"]["type"] == "MultiPolygon"
            else [feature["geometry"]["coordinates"]]
        )
    )
    assert total == pytest.approx(358_262, rel=0.001)
    assert (DELTA / "shapes" / "cities.geojson").stat().st_size < 150_000


def _square_km(polygon: list[list[list[float]]]) -> float:
    """The area of a polygon with holes, on the authalic sphere with authalic latitudes."""
    return abs(_ring(polygon[0])) - sum(abs(_ring(hole)) for hole in polygon[1:])


def _ring(ring: list[list[float]]) -> float:
    radius = 6371.0072  # km, authalic radius of WGS 84
    total = 0.0
    for (x, y), (u, v) in pairwise(ring):
        total += math.radians(u - x) * (2 + _sine(y) + _sine(v))
    return total * radius * radius / 2


def _sine(latitude: float) -> float:
    """The sine of the authalic latitude of a geodetic one (Snyder 1987, eq. 3-11, 3-12)."""
    e2 = 0.00669437999014
    e = math.sqrt(e2)

    def q(sine: float) -> float:
        return (1 - e2) * (
            sine / (1 - e2 * sine * sine) - math.log((1 - e * sine) / (1 + e * sine)) / (2 * e)
        )

    return q(math.sin(math.radians(latitude))) / q(1.0)


def test_a_careful_reader_of_the_history(package: Package) -> None:
    """No meeting in 2008 though yearly since 2004; hosts and chairs as far as they are stated."""
    said = [in_words(finding).message for finding in review(package)]
    assert any(
        "2008" in words.zh and "第八次在2007年，第九次在2009年" in words.zh for words in said
    )
    assert not any(words.zh.count("没有会议") and "2008" not in words.zh for words in said)
    assert any("由会址推得14任，余6任不详" in words.zh for words in said)
    # 38 topics itemised where more than 40 are claimed; 1.23 in the text where the table has 1.754
    assert any("（2017年）有两说：逾40项；另作各时期合计38项" in words.zh for words in said)
    assert any("（2019年）有两说：1.754；另作1.23倍" in words.zh for words in said)


def test_the_chronicle_tells_every_meeting_once(package: Package) -> None:
    told = [event.about for event in chronicle(package) if event.kind == "meeting"]
    assert sorted(told) == sorted(package.meetings)


def test_an_agreement_that_ran_out_is_not_in_force_any_more(delta: Loaded) -> None:
    """The environmental agreement was made for 2008 to 2010."""
    assert delta.package is not None
    for day, standing in ((date(2010, 12, 31), "practised"), (date(2011, 1, 1), "ended")):
        found = {each.article.id: each for each in agreements(delta.package, day)}
        assert found["2008-environment"].standing == standing
    assert str(found["2008-environment"].until) == "2011"
    assert sum(each.standing == "ended" for each in found.values()) == 1
