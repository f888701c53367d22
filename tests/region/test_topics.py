"""The delta's organs, topics, figures and other readings are those of the facts."""

import csv
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from lianxi.charter.load import Loaded
from lianxi.charter.package import Package
from lianxi.charter.rows import Topic
from lianxi.governance.bodies import bodies
from lianxi.governance.figures import figures, kind_of, readings
from lianxi.governance.standing import standing
from lianxi.governance.topics import Wanted, topics

# Organs of the facts that belong to another region's package, or are a rule of a body here.
ELSEWHERE = ("metro_", "mid_", "prd_")
NO_BODY = {"standards_body", "nynj_port", "standing_chair", "executive_chair", "secretary_general"}
# What the documents call an organ, where the facts shorten or join its names.
CALLED = {
    "重点合作专题组": "topic-groups",
    "城市经济合作组": "city-economic-group",
    "市长联席会议": "mayors-conference",
    "常设联络处": "liaison-office",
    "协调会专题 / 课题组": "council-topic-groups",
    "专家咨询委员会 (第一届)": "expert-committee",
    "长江三角洲协作办(委)主任联席会议": "directors-conference",
    "示范区理事会": "demonstration-zone-council",
}
# Organs whose beginning the documents do not give, whatever the facts say.
UNSAID = {"协调会专题 / 课题组"}
PAIRS = {
    "医保/社保": "医保与社保",
    "口岸": "口岸与涉外",
    "园区": "园区与产业转移",
    "医保": "医保与社保",
}


@pytest.fixture
def package(delta: Loaded) -> Package:
    assert delta.package is not None, [f.code for f in delta.errors]
    return delta.package


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_organ_of_the_delta_is_a_body(package: Package, facts: Path) -> None:
    organs = tomllib.loads((facts / "organs.toml").read_text("utf-8"))["organ"]
    named = {body.name.zh: body for body in bodies(package)}
    by_id = {body.id: body for body in bodies(package)}
    for organ in organs:
        if organ["id"].startswith(ELSEWHERE) or organ["id"] in NO_BODY:
            continue
        name = organ["name_zh"]
        body = by_id[CALLED[name]] if name in CALLED else named[name]
        assert body.standing == organ["status"], name
        if organ["since"][:4].isdigit() and name not in UNSAID:
            assert str(body.since).startswith(organ["since"][:4]), name
        if organ["until"]:
            assert str(body.until).startswith(organ["until"]), name


def test_what_is_only_proposed_is_never_in_force(package: Package) -> None:
    proposed = {body.id for body in bodies(package) if body.standing == "proposed"}
    assert proposed == {
        "property-rights-coordination",
        "finance-leading-group",
        "agriculture-body",
        "eco-compensation-organisation",
    }


def test_the_secretary_general_is_a_rule_of_the_council(package: Package) -> None:
    rules = [version.states.get("rules") for version in package.articles["council"].versions]
    assert "秘书长" in str([rule for rule in rules if rule][-1])


def test_every_topic_of_the_facts_is_a_row(package: Package, facts: Path) -> None:
    given = rows(facts / "topics.csv")
    assert len(package.topics) == len(given) == 82
    ours = list(package.topics.values())
    for row in given:
        name = row["name_zh"].partition("（")[0].partition(" (")[0]
        found = [t for t in ours if _is(t, row, name)]
        assert found, row
        topic = found[0]
        ours.remove(topic)
        assert (topic.level == "province") == (row["meeting"] == "province level")
        fields = {package.of("field", field).zh for field in topic.fields}
        for field in row["field"].split(";"):
            assert PAIRS.get(field, field) in fields, row
        if row["meeting"][:1].isdigit():
            number = "".join(filter(str.isdigit, row["meeting"]))
            assert topic.meeting == f"council-{number}"
    assert not ours


def _is(topic: Topic, row: dict[str, str], name: str) -> bool:
    """Whether a row is this topic: the same name, and the same first year."""
    year = row["year"][:4] or "1997"
    same = topic.name.zh.partition("（")[0] == name
    # The group on industry transfer is of 2011, and still there in 2016.
    years = (str(topic.period)[:4], str(topic.to)[:4])
    return same and year in years


@pytest.mark.parametrize(
    ("meeting", "kind", "count"),
    [
        ("council-1", "topic", 2),
        ("council-2", "topic", 4),
        ("council-3", "topic", 5),
        ("council-5", "topic", 6),
        ("council-6", "topic", 3),
        ("council-6", "subject", 4),
        ("council-7", "topic", 3),
        ("council-8", "topic", 3),
        ("council-9", "topic", 2),
        ("council-9", "subject", 1),
    ],
)
def test_the_topics_of_a_meeting_are_as_many_as_the_documents_count(
    package: Package, meeting: str, kind: str, count: int
) -> None:
    here = [t for t in package.topics.values() if (t.meeting, t.kind) == (meeting, kind)]
    assert len(here) == count
    word = {"topic": "设立的专题", "subject": "设立的课题"}[kind]
    [counted] = [o for o in figures(package, subject=meeting) if o.indicator.zh == word]
    assert int(counted.value) == count


def test_the_councils_topics_are_not_the_provinces(package: Package) -> None:
    council, province = (topics(package, Wanted(level=level)) for level in ("council", "province"))
    assert (len(council), len(province)) == (59, 23)
    assert not {t.kind for t in council} & {t.kind for t in province}
    groups = topics(package, Wanted(kind="topic-group"))
    assert sum("2016" in str(t.period) + str(t.to) for t in groups) == 11


def test_a_city_shows_the_topics_that_it_leads(package: Package, delta: Loaded) -> None:
    day = package.meetings["council-20"].date.start
    assert day is not None
    hangzhou = standing(package, package.parties["330100"], day)
    assert [topic.id for topic in hangzhou.topics] == ["2009-finance"]


def test_the_nine_cities_are_those_of_the_table(package: Package, facts: Path) -> None:
    code = {party.name.zh: party.id for party in package.parties.values()}
    ours = {(o.subject, o.value) for o in figures(package, set_="metro-9")}
    for row in rows(facts / "tables" / "economy_9city_2019.csv"):
        assert (code[row["city_zh"]], row["value"]) in ours
    for row in rows(facts / "tables" / "commuting_shares.csv"):
        assert (code[row["city_zh"]], row["share_percent"]) in ours


def test_commuting_shares_add_up(package: Package) -> None:
    sums: dict[str, Decimal] = {}
    for each in package.observations:
        if each.indicator.zh.endswith("的跨城通勤"):
            name = each.indicator.zh
            sums[name] = sums.get(name, Decimal(0)) + Decimal(each.value)
    assert set(sums.values()) == {Decimal(100)}
    assert len(sums) == 4


def test_the_ratio_of_the_text_is_kept_as_another_reading(package: Package) -> None:
    """1.23 is Shanghai to Nantong; the table's highest to lowest is 1.754 (contradictions C01)."""
    [ratio] = [
        o for o in figures(package, subject="metro-9") if "人均地区生产总值" in o.indicator.zh
    ]
    assert (ratio.value, ratio.provenance.status) == ("1.754", "derived")
    [reading] = readings(package, "history/observations.csv", ratio.row)
    assert reading.value.zh == "1.23倍"
    head = {o.subject: Decimal(o.value) for o in figures(package, indicator="人均地区生产总值")}
    assert round(max(head.values()) / min(head.values()), 3) == Decimal("1.754")
    assert round(head["310000"] / head["320600"], 2) == Decimal("1.23")


def test_medical_settlement(package: Package, facts: Path) -> None:
    ours = {o.value: o.unit.scale for o in figures(package, subject="2009-medical-insurance")}
    for row in rows(facts / "tables" / "medical_settlement.csv")[:8]:
        times = 10_000 if row["unit"] == "万人次" else 1
        assert f"{(Decimal(row['value']) * times).normalize():f}" in ours, row


def test_every_figure_is_of_something_that_there_is(package: Package) -> None:
    known = {*package.articles, *package.meetings, *package.topics, *package.parties}
    for each in package.observations:
        assert each.subject in known | set(package.region.sets)
        assert kind_of(package, each.subject)
        assert each.provenance.source
