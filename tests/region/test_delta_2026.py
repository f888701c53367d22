"""The rehearsed compensation year: every rule that is shipped runs on the figures beside it."""

from collections.abc import Iterator

import pytest

from compensation import RULES, plan, shipped, sums, year
from here import COMPENSATION
from lianxi.charter.article import Version
from lianxi.charter.kinds.rule import NAMES
from lianxi.charter.layers import BASE
from lianxi.charter.load import load_path
from lianxi.sharing.rebuild import rebuild
from lianxi.sharing.trace import trace

# What a public source states; all else is an example.
PUBLISHED = {
    "county-pollution": {"price", "contribution"},
    "section-index": {"stake", "support"},
    "section-single-factor": {"ph_least", "ph_most"}
    | {f"{of}_{n}" for of in ("limit", "oxygen") for n in range(1, 6)},
}
PUBLISHED["lake-single-factor"] = PUBLISHED["section-single-factor"]
TOLD = 5  # traces of each transfer that are worked out again; the proofs draw more


def test_it_loads_without_an_error_and_adds_no_doubt() -> None:
    findings = load_path(COMPENSATION).findings
    assert not [finding for finding in findings if finding.severity == "error"]
    assert not [finding for finding in findings if not finding.place.file.startswith(BASE)]


def test_every_rule_has_its_figures() -> None:
    """The one that is on record alone has run out: it needs none of 2026."""
    assert {article.id for article in year().kind("rule")} - {"xinan-river"} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_it_runs_and_its_sums_are_zero(rule: str) -> None:
    shared = shipped(rule)
    assert len(shared.lines) > 1
    assert set(sums(shared).values()) == {0}
    missed = {"missed"} if rule == "section-index" else set()  # the year met its index
    names = {each.name for each in shared.plan.of.transfers}
    assert {line.name for line in shared.lines} == names - missed


@pytest.mark.parametrize("rule", RULES)
def test_its_results_are_rebuilt_from_their_traces(rule: str) -> None:
    shared = shipped(rule)
    for name in {line.name for line in shared.lines}:
        lines = [n for n, line in enumerate(shared.lines) if line.name == name]
        for which in lines[:: max(1, len(lines) // TOLD)]:
            assert rebuild(trace(shared, which)) == [], (name, which)


def own(rule: str) -> Iterator[Version]:
    """The versions that the rehearsal adds."""
    return (each for each in year().articles[rule].versions if each.world == "rehearsal")


@pytest.mark.parametrize("rule", RULES)
def test_what_a_public_source_states_stands_apart_from_examples(rule: str) -> None:
    published = [each for each in own(rule) if each.status != "example"]
    stated = {key.removeprefix("parameters.") for each in published for key in each.states}
    assert stated == PUBLISHED.get(rule, set())
    assert all(each.status == "published" and each.source for each in published)
    assert plan(rule).status == "example"


@pytest.mark.parametrize("rule", RULES)
def test_every_word_of_it_is_in_both_languages(rule: str) -> None:
    of = plan(rule).of
    titles = [asked.title for asked in of.facts.values()]
    titles += [parameter.title for parameter in of.parameters.values()]
    titles += [step.title for step in of.said.values()]
    titles += [transfer.title for transfer in of.transfers]
    assert all(title and title.zh and title.en for title in titles if title is not None)
    missing = [step for name, step in of.said.items() if name == step.name and step.title is None]
    assert not missing
    assert all(transfer.title for transfer in of.transfers)
    assert all(asked.title for asked in of.facts.values())


@pytest.mark.parametrize("rule", RULES)
def test_every_key_is_called_something(rule: str) -> None:
    """Sections, pollutants, parks and roles have names in the article, parties in the package."""
    of = plan(rule)
    names = of.of.text.get(NAMES) or {}
    keys = {key for some in of.keys.values() for key in some or () if not key.isdecimal()}
    assert keys - set(year().parties) - {"upstream", "downstream"} <= set(names)


def test_a_proposal_stays_off() -> None:
    trials = {rule for rule in RULES if not plan(rule).in_force}
    assert trials == {"reward-support"}


def test_only_what_is_in_force_names_who_decides_and_by_when() -> None:
    """The road of a settlement needs a fund, a body and two times."""
    for rule in set(RULES) - {"reward-support"}:
        keys = plan(rule).of.text.keys
        assert {"aim", "fund", "decided_by", "contest_within", "pay_within"} <= keys.keys(), rule
