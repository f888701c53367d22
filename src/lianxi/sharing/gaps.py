"""Gaps in the facts: where a figure is wanted and none is, and what the article says of it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from lianxi.kernel.finding import Finding, Place
from lianxi.sharing.column import FINE, LEFT_OUT, Ints
from lianxi.sharing.grid import GAPS, Cells, Order
from lianxi.sharing.plan import Plan


def filled(
    plan: Plan, order: Order, fact: str, cells: Mapping[str, Cells]
) -> tuple[Cells, list[Finding]]:
    """Treat the gaps of a fact as the article says; those that stop everything are reported."""
    of = cells[fact]
    wanted = of.stands & _there(plan, order, fact, cells)
    gap = wanted & (of.rows < 0)
    states = np.where(wanted, FINE, LEFT_OUT).astype(np.uint8)
    policy = plan.missing(fact)
    gaps = np.where(gap, GAPS.index(policy) if policy in GAPS else 0, 0).astype(np.uint8)
    numbers = of.column.numerators
    left = gap
    if policy == "zero":
        left = np.zeros_like(gap)
    elif policy == "last":
        finer = [word for word in plan.of.facts[fact].per if plan.of.finer(word)]
        axis = 1 + order.words.index(finer[0]) if finer else None
        numbers, left = _carried(numbers, gap, axis)
        gaps = np.where(left, 0, gaps).astype(np.uint8)
    elif policy == "leave-out":
        states = np.where(gap, LEFT_OUT, states).astype(np.uint8)
        left = np.zeros_like(gap)
    findings = [_gap(order, plan, fact, at) for at in np.argwhere(left).tolist()]
    kept = states if bool((states != FINE).any()) else None
    column = replace(of.column, numerators=numbers, states=kept)
    return replace(of, column=column, gaps=gaps), findings


def _carried(
    numbers: Ints, gap: npt.NDArray[np.bool_], parts: int | None
) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """The last value before; what has none stays a gap. `parts` is the axis of a period's parts."""
    shape = numbers.shape
    numbers, left = numbers.copy(), np.broadcast_to(gap, shape).copy()
    if parts is not None:  # one part after the other, period by period
        numbers, left = np.moveaxis(numbers, parts, 1), np.moveaxis(left, parts, 1)
    moved = numbers.shape
    rows = (-1, *moved[1:]) if parts is None else (-1, *moved[2:])
    numbers, left = numbers.reshape(rows), left.reshape(rows)
    for at in range(1, len(numbers)):
        from_before = left[at] & ~left[at - 1]
        numbers[at] = np.where(from_before, numbers[at - 1], numbers[at])
        left[at] &= ~from_before
    numbers, left = numbers.reshape(moved), left.reshape(moved)
    if parts is not None:
        numbers, left = np.moveaxis(numbers, 1, parts), np.moveaxis(left, 1, parts)
    return numbers, left


def _there(
    plan: Plan, order: Order, fact: str, cells: Mapping[str, Cells]
) -> npt.NDArray[np.bool_]:
    """Where a figure is wanted: of words that only the facts know, where some fact has one."""
    per = plan.of.facts[fact].per
    own = cells[fact].rows >= 0
    if all(plan.keys.get(word) is not None for word in per if word in order.words):
        return np.ones_like(own)
    alike = [name for name, asked in plan.of.facts.items() if set(asked.per) == set(per)]
    some = own
    for name in alike:
        some = some | (cells[name].rows >= 0)
    return np.broadcast_to(some.any(axis=0, keepdims=True), own.shape)


def _gap(order: Order, plan: Plan, fact: str, at: list[int]) -> Finding:
    period, per = order.times[at[0]].text, plan.of.facts[fact].per
    keys = [
        f"{word} {order.keys[word][n]}"
        for word, n in zip(order.words, at[1:], strict=True)
        if word in per
    ]
    said = {"period": period, "fact": fact, "at": ", ".join(keys)}
    return Finding("error", "fact.gap", Place(plan.rule), said)
