"""What the register calls live of the sharing rules: a changed article changes who pays what.

The Xin'an River's first round runs by the record's own article. Of transfers between cities and of
enclave parks the record's articles say no more than the documents do; they run by the example
versions of the rehearsal of 2026.
"""

from datetime import date

import pytest

from compensation import amended, in_, shipped, told
from here import DELTA
from lianxi.charter.load import Loaded
from lianxi.charter.package import Package
from lianxi.kernel.finding import Finding
from lianxi.sharing.facts import FactRow, gathered
from lianxi.sharing.plan import Plan, planned
from lianxi.sharing.run import Shared, run


def round_one(package: Package, p: str, day: date = date(2012, 1, 1)) -> list[str]:
    """What is paid for a year of the first round, by the index of that year."""
    of = planned(package, "xinan-river", day)
    if isinstance(of, tuple):
        return [finding.code for finding in of]
    rows = [FactRow(str(day.year), {"section": "jiekou"}, "p", p, "1")]
    facts, findings = gathered(of, rows)
    assert not findings
    shared = run(of, facts)
    assert isinstance(shared, Shared)
    return [line for line in told(shared) if not line.startswith("support")]


def test_the_first_round_on_the_xinan_river(delta: Loaded) -> None:
    """water_eco_compensation: P decides which province pays the other 100 million yuan."""
    assert delta.package is not None
    assert round_one(delta.package, "1") == ["met: Zhejiang > Anhui 100000000.00"]
    assert round_one(delta.package, "1.0001") == ["missed: Anhui > Zhejiang 100000000.00"]
    assert round_one(delta.package, "1", date(2015, 1, 1)) == ["plan.not-in-force"]
    dearer = amended("xinan-river", 'stake = { value = "1"', 'stake = { value = "2"', DELTA)
    assert round_one(dearer, "1") == ["met: Zhejiang > Anhui 200000000.00"]
    stricter = amended("xinan-river", 'when = "p <= 1"', 'when = "p < 1"', DELTA)
    assert round_one(stricter, "1") == []


def test_transfers_between_cities() -> None:
    """horizontal_transfer: the rate of the article is what the richer cities pay."""
    rule = "horizontal-transfer"
    paid = {line.giver: line.amount for line in shipped(rule).lines if line.name == "paid_in"}
    doubled = in_(amended(rule, 'rate = { value = "2"', 'rate = { value = "4"'), rule)
    now = {line.giver: line.amount for line in doubled.lines if line.name == "paid_in"}
    assert now.keys() == paid.keys() == {"310000"}
    assert abs(now["310000"] - 2 * paid["310000"]) <= 1  # fen: each is rounded once


def test_what_an_enclave_park_brings_in() -> None:
    """enclave_benefit_sharing: outlay first, then a ratio by the year, in money and quantities."""
    rule = "enclave-park"
    assert "tax_share: Nantong > Shanghai 22200000.00" in told(shipped(rule))  # 74 million at 30 %
    later = amended(rule, 'late_ratio = { value = "30"', 'late_ratio = { value = "10"')
    assert "tax_share: Nantong > Shanghai 7400000.00" in told(in_(later, rule))
    over = amended(rule, '{ through = "10"', '{ through = "7"')
    assert not [line for line in told(in_(over, rule)) if "Nantong" in line]


@pytest.mark.parametrize("rule", ["horizontal-transfer", "enclave-park"])
def test_the_record_names_them_and_works_nothing_out(delta: Loaded, rule: str) -> None:
    assert delta.package is not None
    found = planned(delta.package, rule, date(2026, 1, 1))
    assert not isinstance(found, Plan)
    assert all(isinstance(each, Finding) for each in found)
