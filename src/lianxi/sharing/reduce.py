"""One number out of many along an axis: sums, means, the highest and the lowest."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from lianxi.sharing.column import (
    FINE,
    LEFT_OUT,
    Bools,
    Column,
    Ints,
    States,
    Truth,
    added,
    chosen,
    compared,
    divided,
)

Shape = tuple[int, ...]


def summed(one: Column, where: Truth | None, axes: Shape, shape: Shape) -> Column:
    """The sum over some axes of those that are asked for and there."""
    counted, states = _counted(one, where, axes, shape)
    zero: Ints = np.zeros((1,) * len(shape), dtype=np.int64)
    numerators: Ints = np.where(counted, one.numerators, zero)
    found = Column(numerators, one.scale, one.denominators)
    if one.denominators is None:
        return Column(_sum(numerators, axes), one.scale, None, states)
    whole = replace(found, denominators=np.broadcast_to(one.denominators, numerators.shape))
    return replace(_folded(whole, axes, added), states=states)


def averaged(one: Column, where: Truth | None, axes: Shape, shape: Shape) -> Column:
    """The mean over some axes of those that are asked for and there; none where none is."""
    counted, states = _counted(one, where, axes, shape)
    total = summed(one, where, axes, shape)
    number: Ints = counted.astype(np.int64).sum(axis=axes, keepdims=True)
    none = number == 0
    states = _marked(states, none, LEFT_OUT)
    count = Column(np.where(none, 1, number))
    return replace(divided(replace(total, states=None), count), states=states)


def extreme(how: str, one: Column, where: Truth | None, axes: Shape, shape: Shape) -> Column:
    """The highest or the lowest over some axes of those that are asked for and there."""
    counted, states = _counted(one, where, axes, shape)
    sign = ">=" if how == "highest" else "<="
    marks = np.where(counted, FINE, LEFT_OUT).astype(np.uint8)
    over = np.broadcast_to(one.numerators, counted.shape)
    under = None if one.denominators is None else np.broadcast_to(one.denominators, counted.shape)

    def pick(left: Column, right: Column) -> Column:
        assert left.states is not None
        assert right.states is not None
        first = compared(sign, left, right).values | (right.states == LEFT_OUT)
        first &= left.states != LEFT_OUT
        found = chosen(Truth(first), left, right)
        return replace(found, states=np.minimum(left.states, right.states))

    found = _folded(Column(over, one.scale, under, marks), axes, pick)
    assert found.states is not None
    none = found.states == LEFT_OUT
    return replace(found, states=_marked(states, none, LEFT_OUT))


def _counted(
    one: Column, where: Truth | None, axes: Shape, shape: Shape
) -> tuple[Bools, States | None]:
    """Which cells count, and what comes out where none does or one is faulty."""
    whole = tuple(
        size if axis in axes else max(_size(one, where, axis), 1) for axis, size in enumerate(shape)
    )
    asked = np.broadcast_to(True if where is None else where.values, whole)
    states = np.broadcast_to(np.uint8(FINE) if one.states is None else one.states, whole)
    doubt = np.broadcast_to(
        np.uint8(FINE) if where is None or where.states is None else where.states, whole
    )
    counted = asked & (states == FINE) & (doubt == FINE)
    if one.states is None and (where is None or where.states is None):
        return counted, None
    faulty = np.maximum(np.where(asked, states, FINE), doubt).astype(np.uint8)
    worst = np.where(faulty > LEFT_OUT, faulty, FINE).max(axis=axes, keepdims=True)
    left = (faulty == LEFT_OUT).any(axis=axes, keepdims=True)
    none = left & ~counted.any(axis=axes, keepdims=True)
    return counted, np.maximum(worst, np.where(none, LEFT_OUT, FINE)).astype(np.uint8)


def _size(one: Column, where: Truth | None, axis: int) -> int:
    sizes: list[int] = [one.numerators.shape[axis]]
    sizes += [each.shape[axis] for each in (one.denominators, one.states) if each is not None]
    sizes += [] if where is None else [where.values.shape[axis]]
    return max(sizes)


def _marked(states: States | None, where: Bools, mark: int) -> States | None:
    if states is None and not where.any():
        return None
    marks = np.where(where, mark, FINE).astype(np.uint8)
    return marks if states is None else np.maximum(states, marks)


def _sum(numbers: Ints, axes: Shape) -> Ints:
    count = 1
    for axis in axes:
        count *= numbers.shape[axis]
    most = max(abs(int(numbers.max())), abs(int(numbers.min()))) if numbers.size else 0
    if numbers.dtype != object and most * max(count, 1) < 2**62:
        return np.asarray(numbers.sum(axis=axes, keepdims=True))
    wide = numbers.astype(object)
    return np.asarray(wide.sum(axis=axes, keepdims=True), dtype=object)


def _folded(column: Column, axes: Shape, fold: Callable[[Column, Column], Column]) -> Column:
    """Fold pairs along each axis until one is left, so that no number grows more than it must."""
    for axis in axes:
        while (size := column.numerators.shape[axis]) > 1:
            half = size // 2
            front, back = _part(column, axis, 0, half), _part(column, axis, half, 2 * half)
            rest = _part(column, axis, 2 * half, size)
            column = fold(front, back)
            if size % 2:
                column = _beside(column, rest, axis)
    return column


def _part(column: Column, axis: int, start: int, stop: int) -> Column:
    cut = (slice(None),) * axis + (slice(start, stop),)
    return Column(
        column.numerators[cut],
        column.scale,
        None if column.denominators is None else column.denominators[cut],
        None if column.states is None else column.states[cut],
    )


def _beside(one: Column, other: Column, axis: int) -> Column:
    """Two columns one behind the other along an axis; their scales are the same."""
    scale = min(one.scale, other.scale)
    parts = [each.numerators * int(each.scale / scale) for each in (one, other)]
    numerators: Ints = np.concatenate(parts, axis=axis)
    denominators: Ints | None = None
    states: States | None = None
    if one.denominators is not None and other.denominators is not None:
        denominators = np.concatenate([one.denominators, other.denominators], axis=axis)
    if one.states is not None and other.states is not None:
        states = np.concatenate([one.states, other.states], axis=axis)
    return Column(numerators, scale, denominators, states)
