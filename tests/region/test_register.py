"""The delta's register of mechanisms: all of them, honestly; each live one changes an output.

Those of the tests below that the register names take an article of the record, change
it, and watch what `lianxi bodies`, `lianxi members`, a city's or a meeting's page say.
"""

import ast
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from here import DELTA, ROOT
from lianxi.charter.files import from_folder
from lianxi.charter.load import Loaded, load
from lianxi.charter.package import Package
from lianxi.charter.reading import Reader
from lianxi.governance.agreements import agreements
from lianxi.governance.bodies import Layer, bodies, layers
from lianxi.governance.handover import handover
from lianxi.governance.meetings import outcome
from lianxi.governance.members import members
from lianxi.governance.standing import standing
from lianxi.governance.year import year
from lianxi.kernel.digest import Plain

LATE = date(2017, 1, 1)
BUILT = {"body", "agreement", "matter", "plan", "fund", "rule"}  # what an article can be of so far
NATIONAL = {"etc_interconnect", "medical_networked_settlement"}  # run by national platforms today


@pytest.fixture
def record(delta: Loaded) -> Package:
    assert delta.package is not None
    return delta.package


def amended(path: str, old: str, new: str) -> Package:
    """The record with one article, or one table, saying something else."""
    reader = Reader({})
    files = dict(from_folder(DELTA, reader))
    text = files[path].decode()
    assert old in text, (path, old)
    files[path] = text.replace(old, new).encode()
    package = load(files, reader).package
    assert package is not None, [(f.code, f.place) for f in reader.findings]
    return package


def answer(package: Package, id_: str, day: date | None = None) -> dict[str, Plain]:
    """What `lianxi bodies` says of one body."""
    [body] = [body for body in bodies(package, day) if body.id == id_]
    return body.as_json()


def test_all_the_mechanisms_of_the_facts_are_there(record: Package, facts: Path) -> None:
    known = tomllib.loads((facts / "mechanisms.toml").read_text("utf-8"))["mechanism"]
    assert len(record.mechanisms) == len(known) == 158
    assert list(record.mechanisms) == [each["id"] for each in known]
    assert {m.id: m.standing for m in record.mechanisms.values()} == {
        each["id"]: each["status"] for each in known
    }
    silent = {each["id"] for each in known if not each["problem"]}
    assert {m.id for m in record.mechanisms.values() if m.problem is None} == silent
    for each in known:
        cited = {citation.source for citation in record.mechanisms[each["id"]].provenance.source}
        pointed = re.findall(r"seed (\d)", each["pointer"])
        assert cited == {f"document {int(number):03}" for number in pointed}, each["id"]


def test_every_row_is_in_both_languages_and_says_where_it_is_written(record: Package) -> None:
    for mechanism in record.mechanisms.values():
        texts = [mechanism.name, mechanism.area, mechanism.problem, mechanism.note]
        for text in texts:
            if text is not None:
                assert re.search("[一-鿿]", text.zh), mechanism.id
                assert not re.search("[一-鿿]", text.en), mechanism.id
                assert not re.search(r"[,;:()?]|[一-鿿] \d|\d [一-鿿]", text.zh), mechanism.id
        assert mechanism.provenance.status in ("stated", "derived", "published")
        assert mechanism.provenance.source, mechanism.id
        for citation in mechanism.provenance.source:
            if citation.source.startswith("document"):
                assert citation.section, mechanism.id


def test_the_state_of_every_row_follows_from_the_rule(record: Package) -> None:
    """As docs/explanation/register.md has it."""
    for mechanism in record.mechanisms.values():
        assert set(mechanism.articles) <= set(record.articles), mechanism.id
        assert (mechanism.state == "live") == (mechanism.test is not None), mechanism.id
        if mechanism.state == "live":
            assert mechanism.articles, mechanism.id
            assert mechanism.kinds, mechanism.id
        if mechanism.state == "planned":
            assert mechanism.kinds, mechanism.id
            assert not mechanism.articles, mechanism.id
            assert mechanism.id not in NATIONAL
            assert set(mechanism.kinds) - BUILT, mechanism.id
        if mechanism.state == "recorded" and not mechanism.articles:
            assert set(mechanism.kinds) <= BUILT or mechanism.id in NATIONAL, mechanism.id


def test_the_test_of_every_live_mechanism_is_collected(record: Package) -> None:
    live = [m.test for m in record.mechanisms.values() if m.test is not None]
    assert len(live) == len(set(live)) > 0
    for test in live:
        path, _, name = test.partition("::")
        assert re.fullmatch(r"tests/(\w+/)*test_\w+\.py", path), test
        module = ast.parse((ROOT / path).read_text("utf-8"))
        functions = {each.name for each in module.body if isinstance(each, ast.FunctionDef)}
        assert name in functions, test
        assert name.startswith("test_"), test


def test_the_tiers_of_the_regions_bodies(record: Package) -> None:
    """three_tier_operation: `lianxi bodies` names the tier that the article gives each body."""
    tiers = {
        id_: answer(record, id_, LATE)["tier"] for id_ in ("leaders-forum", "joint-conference")
    }
    assert tiers == {"leaders-forum": "decision", "joint-conference": "coordination"}
    assert answer(record, "joint-conference-office", LATE)["tier"] == "execution"
    assert answer(record, "city-economic-group", LATE)["tier"] == "execution"
    changed = amended("bodies/joint-conference.toml", '"coordination"', '"decision"')
    assert answer(changed, "joint-conference", LATE)["tier"] == "decision"


def test_the_rhythm_of_the_joint_conference(record: Package) -> None:
    """joint_conference_cycle: `lianxi bodies` says how often it meets."""
    assert answer(record, "joint-conference", LATE)["meets"] == "1 year"
    assert answer(record, "joint-conference-office", LATE)["meets"] == "6 months"
    changed = amended("bodies/joint-conference.toml", 'every = "1 year"', 'every = "2 years"')
    assert answer(changed, "joint-conference", LATE)["meets"] == "2 years"


def test_the_rhythm_of_the_mayors_conference(record: Package) -> None:
    """mayors_conference_cycle: every two years up to 2004, every year since."""
    id_, path = "mayors-conference", "bodies/mayors-conference.toml"
    before, after = date(2003, 12, 31), date(2004, 1, 1)
    assert [answer(record, id_, day)["meets"] for day in (before, after)] == ["2 years", "1 year"]
    changed = amended(path, 'in_force_from = "2004"', 'in_force_from = "2005"')
    assert answer(changed, id_, after)["meets"] == "2 years"


@pytest.mark.parametrize(
    ("layer", "old", "new", "meets"),
    [
        ("office-directors-meeting", 'every = "1 quarter"', 'every = "1 month"', "1 month"),
        ("working-meeting", 'every = "1 quarter"', 'every = "1 month"', "1 month"),
        ("major-matters-consultation", 'every = "1 quarter"', 'every = "1 year"', "1 year"),
        ("special-meeting", "as_needed = true", 'every = "1 quarter"', "1 quarter"),
    ],
)
def test_the_rhythm_of_the_councils_layers(
    record: Package, layer: str, old: str, new: str, meets: str
) -> None:
    """council_supervision: four layers under the council, each with its own rhythm."""
    usual = "as needed" if layer == "special-meeting" else "1 quarter"
    assert answer(record, layer, LATE)["meets"] == usual
    assert answer(amended(f"bodies/{layer}.toml", old, new), layer, LATE)["meets"] == meets


def test_who_is_a_member_and_since_when(record: Package) -> None:
    """membership_accession: `lianxi members` as of a day follows the seats and the article."""
    assert len(members(record, "council", date(2010, 4, 1))) == 22
    later = amended("seats.csv", "council,340100,2010-03-26", "council,340100,2010-05-01")
    assert len(members(later, "council", date(2010, 4, 1))) == 21
    assert len(members(record, "council", date(1995, 1, 1))) == 14
    alone = amended("bodies/council.toml", 'succeeds = "directors-conference"\n', "")
    assert members(alone, "council", date(1995, 1, 1)) == []


def test_what_a_meeting_amended(record: Package) -> None:
    """charter_rules: a meeting's page lists what it amended in the charter, in words."""

    def by_the_fifth(package: Package) -> list[str]:
        changed = outcome(package, package.meetings["council-5"]).amended
        return [
            str(c.text)
            for article, a in changed
            if article.id == "council-charter"
            for c in a.changes
        ]

    [said] = by_the_fifth(record)
    assert "章程修正案" in said
    path, old = "agreements/council-charter.toml", "1997年通过，2004年通过章程修正案"
    [said] = by_the_fifth(amended(path, old, "1997年通过，2004年重新制定"))
    assert "2004年重新制定" in said
    undecided = amended(path, 'signed = "2004"\ndecided_at = "council-5"', 'signed = "2004"')
    assert by_the_fifth(undecided) == []


def test_who_leads_a_clause(record: Package) -> None:
    """city_cooperation_agreement: a city's page lists the clauses that it leads."""
    day = date(2009, 12, 31)
    assert "金融合作专题" in _clauses(record, "330100", day)
    path, lead = "agreements/2009-huzhou.toml", 'lead = "330100/finance-office"'
    changed = amended(path, lead, 'lead = "320100"')
    assert "金融合作专题" not in _clauses(changed, "330100", day)
    assert "金融合作专题" in _clauses(changed, "320100", day)


def _clauses(package: Package, city: str, day: date) -> list[str]:
    leads = standing(package, package.parties[city], day).leads
    return [lead.clause.subject.zh for lead in leads if lead.clause is not None]


@pytest.mark.parametrize(
    ("committee", "city"),
    [
        ("committee-brand", "310000"),
        ("committee-creative-economy", "310000"),
        ("committee-urbanisation", "310000"),
        ("committee-tourism", "320100"),
        ("committee-exhibition", "330200"),
        ("committee-health", "321000"),
    ],
)
def test_who_leads_a_committee(record: Package, committee: str, city: str) -> None:
    """professional_committees: a city's page lists the committees that it leads."""

    def led(package: Package, by: str) -> list[str]:
        leads = standing(package, package.parties[by], LATE).leads
        return [lead.article.id for lead in leads if lead.clause is None]

    assert committee in led(record, city)
    changed = amended(f"bodies/{committee}.toml", f'lead = "{city}"', 'lead = "330400"')
    assert committee not in led(changed, city)
    assert committee in led(changed, "330400")


@pytest.mark.parametrize("alliance", ["heritage", "new-energy-vehicles", "youth"])
def test_the_alliances_among_the_layers(record: Package, alliance: str) -> None:
    """alliances: the council's page shows three of them among its layers."""
    assert _tiers(record).count("alliance") == 3
    path = f"bodies/alliance-{alliance}.toml"
    moved = amended(path, 'part_of = "council"', 'part_of = "joint-conference"')
    assert _tiers(moved).count("alliance") == 2


def _tiers(package: Package) -> list[str | None]:
    layer: Layer | None = layers(bodies(package, LATE), "council")
    assert layer is not None
    return [inner.body.tier for inner in layer.inner]


def test_since_when_the_regional_office_exists(record: Package) -> None:
    """regional_office: `lianxi bodies --at` lists it from March 2018 on."""
    id_ = "regional-cooperation-office"

    def exists(package: Package, day: date) -> bool:
        return id_ in {body.id for body in bodies(package, day)}

    assert not exists(record, date(2018, 2, 28))
    assert exists(record, date(2018, 3, 1))
    changed = amended(f"bodies/{id_}.toml", '"2018-03"', '"2018-06"')
    assert not exists(changed, date(2018, 3, 1))


def test_since_when_the_expert_committee_advises(record: Package) -> None:
    """expert_committee: among the council's layers from 2012 on, as an advisory body."""
    id_, early = "expert-committee", date(2012, 1, 1)
    assert answer(record, id_, early)["tier"] == "advisory"
    assert _tiers(record).count("advisory") == 2  # beside the materials centre
    changed = amended(f"bodies/{id_}.toml", '"2012"', '"2018"')
    assert _tiers(changed).count("advisory") == 1


def test_whose_turn_the_chair_is(record: Package) -> None:
    """rotation_chair: the handover pack follows the term that the article gives the chair."""
    id_, path = "mayors-conference", "bodies/mayors-conference.toml"
    pack = handover(record, id_, 2010)
    assert pack is not None
    assert (pack.outgoing.first, pack.outgoing.sits) == (date(2010, 1, 1), "330400")
    old = 'executive = { rotates_every = "1 year" }'
    changed = handover(amended(path, old, old.replace("1 year", "2 years")), id_, 2010)
    assert changed is not None
    assert (changed.outgoing.first, changed.outgoing.sits) == (date(2009, 1, 1), "330500")


def test_what_an_agreement_leaves_open(record: Package) -> None:
    """administrative_agreement: its page tells how many of its clauses name no lead."""

    def lead(package: Package) -> str:
        [found] = [e for e in agreements(package, LATE) if e.article.id == "2006-taizhou"]
        return next(words.en for words in found.missing if "no lead" in words.en)

    assert lead(record) == "3 of 3 clauses name no lead"
    path, old = "agreements/2006-taizhou.toml", 'id = "materials-centre"'
    text = (DELTA / path).read_text("utf-8")
    clause = text[text.index(old) : text.index("[[clause]]", text.index(old))]
    named = amended(path, clause, clause.replace('lead = "unknown"', 'lead = "321200"'))
    assert lead(named) == "2 of 3 clauses name no lead"


def test_the_three_layers_of_the_demonstration_zone(record: Package) -> None:
    """demo_zone_three_layer: the council's page shows the committee and the company under it."""

    def under(package: Package) -> set[str]:
        layer = layers(bodies(package, date(2022, 1, 1)), "demonstration-zone-council")
        assert layer is not None
        return {inner.body.id for inner in layer.inner}

    company, executive = "demonstration-zone-company", "demonstration-zone-executive"
    assert under(record) == {company, executive}
    old = 'part_of = "demonstration-zone-council"'
    moved = amended(f"bodies/{company}.toml", old, f'part_of = "{executive}"')
    assert under(moved) == {executive}


def test_the_rhythm_of_the_port_conference(record: Package) -> None:
    """port_airport_group: the calendar has its meeting in the quarter that the article names."""

    def days(package: Package) -> list[str]:
        return [str(each.date) for each in year(package, 2015) if each.body == "port-conference"]

    assert days(record) == ["2015-09-30"]
    path = "bodies/port-conference.toml"
    assert days(amended(path, "quarter = 3", "quarter = 2")) == ["2015-06-30"]
