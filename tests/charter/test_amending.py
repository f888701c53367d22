"""A rule is amended by a version at the end of its file: exactly what was changed, nothing else."""

from datetime import date
from fractions import Fraction

import pytest

from here import ROOT
from lianxi.charter.amending import Amendment, amended, between, restated
from lianxi.charter.article import Consolidated, as_of, empty
from lianxi.charter.diff import diff
from lianxi.charter.load import Loaded, load, load_path
from lianxi.charter.package import Package
from lianxi.charter.rules.typed import parameters_of
from lianxi.charter.single import with_rule
from road import live
from sharing_rules import RULE, STREAM, TRIAL, with_rules

DAY = date(2026, 4, 1)
HALVED = """\
[[version.transfer]]
name = "pay"
from = { role = "upstream", by = "share" }
to = "990200"
amount = "due * part"
"""


def files(**changed: str) -> dict[str, bytes]:
    said = {**with_rules(live("rehearsal")), **changed}
    return {path: text.encode() for path, text in said.items()}


def package(of: dict[str, bytes]) -> Package:
    loaded = load(of)
    assert loaded.package is not None, loaded.errors
    return loaded.package


def text_of(of: Package, rule: str = RULE) -> Consolidated:
    text = as_of(of.articles[rule], DAY)
    return text or empty(of.articles[rule]).amended(*of.articles[rule].versions)


def tried(
    before: dict[str, bytes], values: dict[tuple[str, tuple[str, ...]], Fraction], rule: str = RULE
) -> tuple[dict[str, bytes], list[str]]:
    """The files amended by some values, and what that changes in words."""
    old = package(before)
    amendment = Amendment("2027-01-01", "example", restated(text_of(old, rule), values))
    after = amended(before, old.articles[rule], amendment)
    return after, [change.text.en for change in diff(old, package(after))]


def test_the_diff_says_exactly_the_values_that_were_changed() -> None:
    after, said = tried(
        files(), {("price", ()): Fraction(2500), ("target", ("nh3",)): Fraction("0.8")}
    )
    assert said == [
        (
            "From 1 January 2027: Stream compensation, parameters price: from “2000 CNY/t (§ 4)” "
            "to “2500 CNY/t (§ 4)”."
        ),
        (
            "From 1 January 2027: Stream compensation, parameters target: from "
            "“cod: 6 mg/L; nh3: 1 mg/L (§ 3)” to “cod: 6 mg/L; nh3: 0.8 mg/L (§ 3)”."
        ),
    ]
    path = "rules/stream-water.toml"
    assert after[path].startswith(STREAM.encode())
    assert {name for name in after if after[name] != files()[name]} == {path}


def test_a_file_keeps_its_line_ends_and_gets_one_where_it_had_none() -> None:
    odd = {"rules/stream-water.toml": STREAM.replace("\n", "\r\n").rstrip()}
    after, said = tried(files(**odd), {("price", ()): Fraction(1, 3)})
    text = after["rules/stream-water.toml"].decode()
    assert text.count("\n") == text.count("\r\n")
    assert len(said) == 1
    assert "1/3 CNY/t" in said[0]


def test_what_is_only_proposed_stays_a_proposal() -> None:
    old = package(files())
    said = restated(text_of(old, TRIAL), {("fee", ()): Fraction(15)})
    after = amended(
        files(), old.articles[TRIAL], Amendment("unknown", "example", said, (), "proposed")
    )
    new = package(after).articles[TRIAL]
    assert new.proposed
    assert len(new.versions) == 2


def test_every_key_that_a_draft_changes_is_restated_and_what_it_drops_is_repealed() -> None:
    draft = STREAM.replace(
        'in_force_from = "2026-03"\nstatus', 'in_force_from = "2026-03"\nrepeals = ["aim"]\nstatus'
    ).replace(
        '[version.parameters]\nprice = { value = "2000"',
        f'{HALVED}[version.parameters]\nprice = {{ value = "2000"',
    )
    draft += 'part = { value = "0.5", title = { zh = "比“例”", en = "part" } }\n'
    old = package(files())
    sheets = {"stream-water.toml": draft.encode(), "sections.csv": files()["rules/sections.csv"]}
    drafted, findings = with_rule(old, "stream-water.toml", sheets)
    assert drafted is not None, findings
    restates, repeals = between(text_of(old), text_of(drafted))
    assert (sorted(restates), repeals) == (["parameters.part", "transfer"], ("aim",))
    after = amended(files(), old.articles[RULE], Amendment("2027", "example", restates, repeals))
    new = package(after)
    made = as_of(new.articles[RULE], date(2027, 2, 1))
    assert made is not None
    assert {k: v.value for k, v in made.keys.items()} == {
        k: v.value for k, v in text_of(drafted).keys.items()
    }


@pytest.fixture(scope="module")
def rehearsal() -> Loaded:
    return load_path(ROOT / "regions" / "delta-2026-rehearsal")


def test_every_rule_that_is_shipped_can_be_amended_in_every_parameter(rehearsal: Loaded) -> None:
    old, now = rehearsal.package, dict(rehearsal.files)
    assert old is not None
    wanted = {}
    for article in old.kind("rule"):
        text = as_of(article, DAY) or empty(article).amended(*article.versions)
        names = [key for key in text.keys if key.startswith("parameters.")]
        values = {
            (key.partition(".")[2], at): value * 2 + 1
            for key in names
            for at, value in parameters_of(text)[key.partition(".")[2]].values[:1]
        }
        if values:
            said = restated(text, values)
            since = "unknown" if article.proposed else "2027"
            amendment = Amendment(since, "example", said, standing=text.standing)
            now = amended(now, article, amendment)
            wanted[article.id] = set(names)
    new = load(now)
    assert new.package is not None, new.errors
    found: dict[str, set[str]] = {}
    for change in diff(old, new.package):
        found.setdefault(change.article, set()).add(change.key)
    assert {id_: keys - {"standing", ""} for id_, keys in found.items()} == wanted
