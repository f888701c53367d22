"""The record of the Shanghai metropolitan area: nine cities, and what is only proposed."""

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from here import METRO
from lianxi.charter.article import as_of
from lianxi.charter.kinds.commitment import Clause
from lianxi.charter.load import Loaded, load_path
from lianxi.charter.package import Package
from lianxi.governance.bodies import bodies
from lianxi.governance.members import area, members

NINE = {"上海", "宁波", "嘉兴", "湖州", "舟山", "苏州", "无锡", "常州", "南通"}
PROPOSED = {
    "development-council",
    "council-office",
    "expert-committee",
    "research-society",
    "development-forum",
    "standards-organisation",
}


@pytest.fixture(scope="module")
def metro() -> Loaded:
    return load_path(METRO)


@pytest.fixture(scope="module")
def package(metro: Loaded) -> Package:
    assert metro.package is not None
    return metro.package


def test_it_loads_and_only_beginnings_are_not_stated(metro: Loaded) -> None:
    assert {finding.code for finding in metro.findings} == {"version.undated"}


def test_the_nine_cities_make_it_up_and_none_has_a_seat(package: Package) -> None:
    day = date(2020, 12, 31)
    assert {belonging.party.name.zh for belonging in area(package, day)} == NINE
    assert members(package, package.region.main_body, day) == []
    assert area(package, date(2018, 12, 31)) == []


def test_it_has_the_cities_of_the_delta_by_the_same_codes(package: Package, delta: Loaded) -> None:
    assert delta.package is not None
    assert package.region.within == delta.package.region.id
    for id_, party in package.parties.items():
        assert delta.package.parties[id_].name == party.name


def test_what_document_004_proposes_is_never_in_force(package: Package) -> None:
    proposed = {article.id for article in package.kind("body") if article.proposed}
    assert proposed == PROPOSED
    for id_ in (*PROPOSED, "proposals-2020"):
        assert as_of(package.articles[id_], date.max) is None


def test_it_is_listed_and_says_so(package: Package) -> None:
    listed = {body.id: body.standing for body in bodies(package, date(2020, 12, 31))}
    assert {id_ for id_, standing in listed.items() if standing == "proposed"} == PROPOSED
    assert listed["plan-leading-group"] == "practised"


def test_the_two_funds_are_proposals_with_what_is_not_stated(package: Package) -> None:
    [version] = package.articles["proposals-2020"].versions
    for fund in ("investment-fund", "reward-fund"):
        clause = version.states[f"clause.{fund}"]
        assert isinstance(clause, Clause)
        assert clause.text is not None
        assert "未载明" in clause.text.zh
        assert clause.source is not None


def test_the_table_is_the_documents_and_its_text_disagrees_with_it(package: Package) -> None:
    """The text has 1.23 between highest and lowest GDP per head; the table has 1.754."""
    per_head = [Fraction(o.value) for o in package.observations if o.indicator.zh == "人均GDP"]
    assert len(per_head) == 9
    assert round(max(per_head) / min(per_head), 3) == Fraction("1.754")
    [ratio] = [o for o in package.observations if o.indicator.zh == "人均GDP最高与最低之比"]
    assert (ratio.value, ratio.provenance.status) == ("1.754", "derived")
    assert ratio.note is not None
    assert "1.23" in ratio.note.zh


def test_each_figure_is_as_extracted(package: Package, facts: Path) -> None:
    names = {party.name.zh: id_ for id_, party in package.parties.items()}
    has = {(o.subject, o.indicator.zh): o.value for o in package.observations}
    with (facts / "tables" / "economy_9city_2019.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert has[names[row["city_zh"]], row["indicator_zh"]] == row["value"]
    with (facts / "tables" / "commuting_shares.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            where = "上海市域" if row["shanghai_area_zh"] == "市域" else "上海中心城区"
            indicator = f"{row['direction_zh']}{where}的跨城通勤中的占比"
            assert has[names[row["city_zh"]], indicator] == row["share_percent"]


def test_the_record_holds_no_example(package: Package) -> None:
    statuses = {v.status for a in package.articles.values() for v in a.versions}
    assert statuses <= {"stated", "derived", "published"}
