"""Dues by their formulas: they come to the total exactly, within their bounds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.charter.forms import Group
from lianxi.charter.kinds.fund import Dues, Tier
from lianxi.kernel.quantity import Quantity
from lianxi.kernel.refused import Refused
from lianxi.ledger.dues import levied

CORE, ALL = Group("set", "core"), Group("seats", "council")


def figure(total: int, least: int | None = None, most: int | None = None) -> Dues:
    """Dues by a figure, in fen."""
    bounds = [None if each is None else Quantity(each) for each in (least, most)]
    return Dues(
        "figure", ALL, total=Quantity(total), figure="人口", least=bounds[0], most=bounds[1]
    )


def amounts(dues: Dues, figures: dict[str, int]) -> dict[str, int]:
    """What each owes."""
    found = levied(dues, list(figures), figures={k: Fraction(v) for k, v in figures.items()})
    assert not isinstance(found, Refused), found.reason
    return {each.party: each.amount for each in found}


def test_equal_and_by_tier() -> None:
    equal = levied(Dues("equal", ALL, Quantity(500)), ["a", "b"])
    assert isinstance(equal, list)
    assert [(each.party, each.amount) for each in equal] == [("a", 500), ("b", 500)]
    tiers = Dues("tier", tiers=(Tier(CORE, Quantity(800)), Tier(ALL, Quantity(300))))
    found = levied(tiers, [], [["b"], ["a", "b"]])
    assert isinstance(found, list)
    assert {each.party: (each.amount, each.why.en) for each in found} == {
        "b": (800, "tier 1"),
        "a": (300, "tier 2"),
    }


@pytest.mark.parametrize(
    ("dues", "figures", "expected"),
    [
        (figure(100), {"a": 1, "b": 1, "c": 1}, {"a": 34, "b": 33, "c": 33}),
        (figure(100, least=20), {"a": 90, "b": 5, "c": 5}, {"a": 60, "b": 20, "c": 20}),
        (figure(100, most=50), {"a": 90, "b": 6, "c": 4}, {"a": 50, "b": 30, "c": 20}),
        (figure(100, least=10, most=40), {"a": 97, "b": 2, "c": 1}, {"a": 40, "b": 40, "c": 20}),
    ],
)
def test_by_a_figure(dues: Dues, figures: dict[str, int], expected: dict[str, int]) -> None:
    assert amounts(dues, figures) == expected


def test_what_can_not_be_shared_out_says_why() -> None:
    gone = levied(figure(100), ["a", "b"], figures={"a": Fraction(1)})
    assert isinstance(gone, Refused)
    assert gone.reason.en == "there is no “人口” of b"
    for dues in (figure(100, least=60), figure(100, most=40)):
        refused = levied(dues, ["a", "b"], figures={"a": Fraction(1), "b": Fraction(1)})
        assert isinstance(refused, Refused)
        assert "can't be shared out" in refused.reason.en


@given(
    figures=st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=2), st.integers(1, 10**9), min_size=1
    ),
    total=st.integers(0, 10**12),
    bounds=st.tuples(st.integers(0, 10**6), st.integers(0, 10**12)),
)
def test_shares_sum_to_the_total_within_their_bounds(
    figures: dict[str, int], total: int, bounds: tuple[int, int]
) -> None:
    least, most = min(bounds), max(bounds)
    exact = {party: Fraction(value) for party, value in figures.items()}
    found = levied(figure(total, least, most), list(figures), figures=exact)
    fair = least * len(figures) <= total <= most * len(figures)
    assert isinstance(found, Refused) is not fair
    if isinstance(found, Refused):
        return
    assert sum(each.amount for each in found) == total
    assert all(least <= each.amount <= most for each in found)
    shares = {each.party: each.amount for each in found}
    for one, other in zip(
        sorted(figures, key=figures.__getitem__),
        sorted(figures, key=figures.__getitem__)[1:],
        strict=False,
    ):
        assert shares[one] <= shares[other] + 1
