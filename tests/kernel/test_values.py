"""Money, rounding, splits, ratios, units: exact, whatever comes in."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.money import FEN_MAX, FEN_MIN, Money
from lianxi.kernel.ratio import read_ratio, round_half_away, split
from lianxi.kernel.unit import Unit
from lianxi.kernel.unreadable import Unreadable

fen = st.integers(FEN_MIN // 4, FEN_MAX // 4)
weights = st.dictionaries(
    st.text("0123456789", min_size=6, max_size=6),
    st.fractions(0, 1000, max_denominator=1000),
    min_size=1,
    max_size=12,
).filter(lambda given: any(given.values()))


@given(fen)
def test_money_reads_back_what_it_writes(amount: int) -> None:
    assert Money.yuan(str(Money(amount))) == Money(amount)


@given(fen, fen)
def test_money_adds_exactly(a: int, b: int) -> None:
    assert (Money(a) + Money(b) - Money(b)).fen == a
    assert (-Money(a)).fen == -a


@pytest.mark.parametrize("amount", [FEN_MIN, FEN_MAX])
def test_money_reaches_to_the_edge_of_64_bits_and_not_beyond(amount: int) -> None:
    assert Money(amount).fen == amount
    with pytest.raises(OverflowError):
        Money(amount + (1 if amount > 0 else -1))


@pytest.mark.parametrize(
    "text", ["", "1,000.00", "１２", "1e3", "1.234", "yuan 5", " 5", "--5", "5.", "NaN", "9" * 18]
)
def test_money_refuses_what_is_not_an_amount(text: str) -> None:
    with pytest.raises(Unreadable):
        Money.yuan(text)


def test_money_is_never_a_float() -> None:
    with pytest.raises(TypeError):
        Money(1.0)  # type: ignore[arg-type]


@given(st.integers(-(10**30), 10**30), st.integers(1, 10**12))
def test_rounding_is_half_away_from_zero(numerator: int, denominator: int) -> None:
    """Public case C2: sign * ((2*|a|*num + den) // (2*den))."""
    value = Fraction(numerator, denominator)
    rounded = round_half_away(value)
    assert abs(rounded - value) <= Fraction(1, 2)
    if abs(rounded - value) == Fraction(1, 2):
        assert abs(rounded) > abs(value)
    assert round_half_away(-value) == -rounded


@given(fen, weights)
def test_a_split_sums_to_the_whole_and_no_part_is_off_by_one(
    total: int, by: dict[str, Fraction]
) -> None:
    parts = split(total, by)
    assert sum(parts.values()) == total
    whole = sum(by.values())
    for party, part in parts.items():
        assert abs(part - total * by[party] / whole) < 1


@given(fen, weights)
def test_a_split_does_not_depend_on_the_order_of_the_parties(
    total: int, by: dict[str, Fraction]
) -> None:
    assert split(total, by) == split(total, dict(reversed(list(by.items()))))


def test_equal_remainders_go_to_the_smaller_id() -> None:
    assert split(1, {"b": 1, "a": 1}) == {"b": 0, "a": 1}


@pytest.mark.parametrize("by", [{}, {"a": 0}, {"a": -1, "b": 2}])
def test_a_split_without_weights_is_refused(by: dict[str, int]) -> None:
    with pytest.raises(Unreadable):
        split(100, by)


@pytest.mark.parametrize("text", ["1/3", "0.15", "-3/1000", "7"])
def test_ratios_are_exact(text: str) -> None:
    assert read_ratio(text) == Fraction(text)


@pytest.mark.parametrize("text", ["1/0", "1.2.3", "½", "1,5", "", "inf", "0x1"])
def test_what_is_no_ratio_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_ratio(text)


def test_units_compare_by_dimension() -> None:
    assert Unit.read("CNY/t").like(Unit.read("CNY.fen/kg"))
    assert not Unit.read("CNY").like(Unit.read("t"))
    assert Unit.read("mu").scale * 3 == 2000


@pytest.mark.parametrize("text", ["", "yuan", "CNY/", "CNY//t", "吨", "mg per L"])
def test_what_is_no_unit_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        Unit.read(text)
