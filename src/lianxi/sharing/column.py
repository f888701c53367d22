"""Columns of exact numbers: whole numerators with one exact scale, denominators where one divides.

A column is an array with an axis for the period and one for each word of the rule; an axis along
which nothing varies has length one. Numerators are 64-bit where what is to come out is proved to
fit, and Python's own whole numbers elsewhere: nothing is ever approximated.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt

# Whole numbers: of 64 bits, or Python's own in an array of objects, which behaves the same.
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
States: TypeAlias = npt.NDArray[np.uint8]

# What a cell may be instead of a number; of two that meet the greater stays.
FINE, LEFT_OUT, DIVIDED_BY_ZERO, NO_KEY, NO_BAND = range(5)

_LIMIT = 2**62


@dataclass(frozen=True)
class Column:
    """Numbers: `numerators * scale / denominators`, each where its state is FINE."""

    numerators: Ints
    scale: Fraction = Fraction(1)
    denominators: Ints | None = None
    states: States | None = None

    def at(self, index: tuple[int, ...]) -> Fraction | None:
        """One number; None where there is none. Axes of length one hold for every index."""
        if self.state_at(index) != FINE:
            return None
        over, under = _pick(self.numerators, index), self.scale.denominator
        if self.denominators is not None:
            under *= _pick(self.denominators, index)
        return Fraction(over * self.scale.numerator, under)

    def state_at(self, index: tuple[int, ...]) -> int:
        """What a cell is."""
        return FINE if self.states is None else _pick(self.states, index)


@dataclass(frozen=True)
class Truth:
    """Conditions: whether each holds, where its state is FINE."""

    values: Bools
    states: States | None = None


def _along(at: int, size: int) -> int:
    return 0 if size == 1 else at


def _pick(array: npt.NDArray[np.int64] | npt.NDArray[np.uint8], index: tuple[int, ...]) -> int:
    return int(array[tuple(map(_along, index, array.shape))])


def constant(value: Fraction, axes: int) -> Column:
    """The same number everywhere."""
    number = np.array(value.numerator, dtype=object).reshape((1,) * axes)
    return Column(shrunk(number), Fraction(1, value.denominator))


def shrunk(numbers: Ints) -> Ints:
    """In 64 bits where they fit."""
    if numbers.dtype != object or not numbers.size:
        return numbers
    return numbers.astype(np.int64) if _most(numbers) < _LIMIT else numbers


def _most(numbers: Ints) -> int:
    """The largest size among some numbers."""
    if not numbers.size:
        return 0
    return max(abs(int(numbers.max())), abs(int(numbers.min())))


def _wide(numbers: Ints) -> Ints:
    return numbers if numbers.dtype == object else cast("Ints", numbers.astype(object))


def _times(one: Ints, other: Ints) -> Ints:
    """The product, as wide as it must be."""
    if one.dtype == object or other.dtype == object or _most(one) * _most(other) >= _LIMIT:
        return _wide(one) * _wide(other)
    return one * other


def _by(numbers: Ints, factor: int) -> Ints:
    if factor == 1:
        return numbers
    # A factor of nothing but zeros must fit too.
    if numbers.dtype == object or max(_most(numbers), 1) * abs(factor) >= _LIMIT:
        return _wide(numbers) * factor
    return numbers * np.int64(factor)


def _plus(one: Ints, other: Ints) -> Ints:
    if one.dtype == object or other.dtype == object or _most(one) + _most(other) >= _LIMIT:
        return _wide(one) + _wide(other)
    return one + other


def worse(*states: States | None) -> States | None:
    """What the cells are that are made of several."""
    there = [each for each in states if each is not None]
    if not there:
        return None
    found = there[0]
    for each in there[1:]:
        found = np.maximum(found, each)
    return found


def _common(one: Column, other: Column) -> tuple[Ints, Ints, Fraction]:
    """Numerators over the same scale and the same denominators."""
    scale = Fraction(
        gcd(
            one.scale.numerator * other.scale.denominator,
            other.scale.numerator * one.scale.denominator,
        ),
        one.scale.denominator * other.scale.denominator,
    )
    left = _by(one.numerators, int(one.scale / scale))
    right = _by(other.numerators, int(other.scale / scale))
    if other.denominators is not None:
        left = _times(left, other.denominators)
    if one.denominators is not None:
        right = _times(right, one.denominators)
    return left, right, scale


def _denominators(one: Column, other: Column) -> Ints | None:
    if one.denominators is None or other.denominators is None:
        return other.denominators if one.denominators is None else one.denominators
    return _times(one.denominators, other.denominators)


def _reduced(column: Column) -> Column:
    """The same numbers in lowest terms."""
    if column.denominators is None:
        return column
    over, under = np.broadcast_arrays(column.numerators, column.denominators)
    shared = np.gcd(over, under)
    return replace(column, numerators=over // shared, denominators=under // shared)


def added(one: Column, other: Column) -> Column:
    """The sum of two."""
    left, right, scale = _common(one, other)
    states = worse(one.states, other.states)
    return _reduced(Column(_plus(left, right), scale, _denominators(one, other), states))


def negated(one: Column) -> Column:
    """The opposite."""
    return replace(one, numerators=_by(one.numerators, -1))


def multiplied(one: Column, other: Column) -> Column:
    """The product of two."""
    numerators = _times(one.numerators, other.numerators)
    states = worse(one.states, other.states)
    scale = one.scale * other.scale
    return _reduced(Column(numerators, scale, _denominators(one, other), states))


def scaled(one: Column, factor: Fraction) -> Column:
    """Times one exact factor."""
    if not factor:
        return Column(np.zeros_like(one.numerators), states=one.states)
    return replace(one, scale=one.scale * factor)


def divided(one: Column, other: Column) -> Column:
    """The quotient; a cell that is divided by zero says so."""
    if other.numerators.size == 1 and other.states is None:
        value = other.at((0,) * other.numerators.ndim)
        if value:
            return scaled(one, 1 / value)
    zero = np.asarray(other.numerators == 0, dtype=bool)
    under = np.where(zero, 1, other.numerators)
    numerators: Ints = np.where(zero, 0, one.numerators)
    if other.denominators is not None:
        numerators = _times(numerators, other.denominators)
    if one.denominators is not None:
        under = _times(under, one.denominators)
    sign = np.where(np.asarray(under < 0, dtype=bool), -1, 1)
    # A divisor that is left out is a gap, whatever stands in its place.
    by_zero = zero if other.states is None else zero & (other.states == FINE)
    marks = np.where(by_zero, DIVIDED_BY_ZERO, FINE).astype(np.uint8)
    states = worse(one.states, other.states, marks)
    column = Column(_times(numerators, sign), one.scale / other.scale, _times(under, sign), states)
    return _reduced(column)


COMPARED: dict[str, Callable[[Ints, Ints], Bools]] = {
    "<": lambda a, b: np.asarray(a < b, dtype=bool),
    "<=": lambda a, b: np.asarray(a <= b, dtype=bool),
    ">": lambda a, b: np.asarray(a > b, dtype=bool),
    ">=": lambda a, b: np.asarray(a >= b, dtype=bool),
    "==": lambda a, b: np.asarray(a == b, dtype=bool),
    "!=": lambda a, b: np.asarray(a != b, dtype=bool),
}


def compared(sign: str, one: Column, other: Column) -> Truth:
    """Whether two stand so to each other."""
    left, right, _ = _common(one, other)
    return Truth(COMPARED[sign](left, right), worse(one.states, other.states))


def both(one: Truth, other: Truth) -> Truth:
    """Whether both hold; where the first does not, the second is not asked."""
    settled = ~one.values & _is_fine(one.states, one.values)
    states = worse(one.states, other.states)
    if states is not None:
        states = np.where(settled, FINE, states).astype(np.uint8)
    return Truth(one.values & other.values, states)


def either(one: Truth, other: Truth) -> Truth:
    """Whether one holds; where the first does, the second is not asked."""
    settled = one.values & _is_fine(one.states, one.values)
    states = worse(one.states, other.states)
    if states is not None:
        states = np.where(settled, FINE, states).astype(np.uint8)
    return Truth(one.values | other.values, states)


def opposite(one: Truth) -> Truth:
    """Whether it does not hold."""
    return Truth(~one.values, one.states)


def _is_fine(states: States | None, like: Bools) -> Bools:
    return np.ones_like(like) if states is None else states == FINE


def chosen(where: Truth, one: Column, other: Column) -> Column:
    """One where a condition holds, the other elsewhere; what is not chosen does not matter."""
    left, right, scale = _common(one, other)
    numerators: Ints = np.where(where.values, left, right)
    states = None
    if one.states is not None or other.states is not None or where.states is not None:
        mine = one.states if one.states is not None else np.uint8(FINE)
        others = other.states if other.states is not None else np.uint8(FINE)
        states = np.where(where.values, mine, others).astype(np.uint8)
        if where.states is not None:  # where the condition itself is in doubt, neither is asked
            states = np.where(where.states == FINE, states, where.states).astype(np.uint8)
    return _reduced(Column(numerators, scale, _denominators(one, other), states))


def greater(one: Column, other: Column) -> Column:
    """The greater of two."""
    return _with_states(chosen(_plainly(">=", one, other), one, other), one, other)


def lesser(one: Column, other: Column) -> Column:
    """The lesser of two."""
    return _with_states(chosen(_plainly("<=", one, other), one, other), one, other)


def _plainly(sign: str, one: Column, other: Column) -> Truth:
    return Truth(compared(sign, one, other).values)


def _with_states(column: Column, *of: Column) -> Column:
    return replace(column, states=worse(*(each.states for each in of)))


def rounded(one: Column, places: int) -> Ints:
    """Whole numbers of the smallest part, halves away from zero."""
    over = _by(one.numerators, one.scale.numerator * 10**places)
    under: Ints = np.array([one.scale.denominator], dtype=object)
    if one.denominators is not None:
        under = _by(one.denominators, one.scale.denominator)
    under = shrunk(under)
    twice = _by(np.abs(over), 2)
    size = _plus(twice, under) // _by(under, 2)
    return np.where(np.asarray(over < 0, dtype=bool), -size, size)
