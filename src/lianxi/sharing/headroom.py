"""How far an input of a result may move before the result turns, and what it moves in between.

The trace of a line is followed as a function of one figure or parameter. What is linear in it is
solved exactly: at which value a condition, a band or a bound is met. Where it is not, the next
turn is searched by halving.

A trace holds what was paid. Of a line that shares out a pot it does not say what else would come
into the pot, or who else would have a part of it, if an input were another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from lianxi.kernel.digest import Plain
from lianxi.sharing.following import Followed, Input, Linear, Turn, follow
from lianxi.sharing.run import Shared
from lianxi.sharing.trace import trace

STEPS = 60  # halvings of a search
REACH = 40  # doublings before a search gives up


@dataclass(frozen=True)
class Headroom:
    """For one input of one line: the nearest values below and above at which the result turns.

    None where none is near. `exact` is False where they were searched: then they are right to
    one part in 10**12. `slope` is what one more unit of the input adds to the payment, None where
    that changes on the way.
    """

    input: Input
    below: Turn | None
    above: Turn | None
    exact: bool
    slope: Fraction | None


def inputs(shared: Shared, which: int) -> tuple[Input, ...]:
    """The figures and parameters that a line rests on, each once, in the order of its trace."""
    return tuple(dict.fromkeys(_leaves(trace(shared, which))))


def _leaves(node: Plain) -> Iterator[Input]:
    if isinstance(node, Mapping):
        if node.get("is") in ("fact", "parameter") and node.get("value") is not None:
            yield Input.of(node)
        for part in node.values():
            yield from _leaves(part)
    elif isinstance(node, (list, tuple)):
        for part in node:
            yield from _leaves(part)


def headroom(shared: Shared, which: int, input: Input) -> Headroom:  # noqa: A002
    """How far one input of a line may move."""
    return from_trace(trace(shared, which), input)


def every(shared: Shared, which: int) -> tuple[Headroom, ...]:
    """The headroom of every input of a line."""
    told = trace(shared, which)
    return tuple(from_trace(told, each) for each in dict.fromkeys(_leaves(told)))


def from_trace(told: Mapping[str, Plain], of: Input) -> Headroom:
    """How far one input may move, by the trace of a line alone."""
    why = cast("Mapping[str, Plain]", told["why"])
    when = cast("Mapping[str, Plain] | None", told.get("when"))
    found = follow(why, when, of, of.value)
    slope = _paid(found.line)
    if found.linear:
        below, above = _solved(found.turns, of.value)
        return Headroom(of, below, above, exact=True, slope=slope)
    below = _searched(why, when, of, found, -1)
    above = _searched(why, when, of, found, 1)
    return Headroom(of, below, above, exact=False, slope=slope)


def _paid(line: Linear | None) -> Fraction | None:
    """What one more unit adds to the payment: an amount below zero is paid the other way round."""
    if line is None or line.slope is None:
        return None
    return -line.slope if line.value < 0 else line.slope


def _solved(turns: Sequence[Turn], value: Fraction) -> tuple[Turn | None, Turn | None]:
    """The nearest turns on each side; where the value stands on one, that."""
    below = [turn for turn in turns if turn.at is not None and turn.at <= value]
    above = [turn for turn in turns if turn.at is not None and turn.at >= value]
    return max(below, key=_at, default=None), min(above, key=_at, default=None)


def _at(turn: Turn) -> Fraction:
    assert turn.at is not None
    return turn.at


def _searched(
    why: Mapping[str, Plain],
    when: Mapping[str, Plain] | None,
    of: Input,
    found: Followed,
    way: int,
) -> Turn | None:
    """The next turn in one direction: doubling the distance until something turns, then halving."""
    size = abs(of.value) or Fraction(1)
    near, far = Fraction(0), size / 2**20
    for _ in range(REACH):
        other = follow(why, when, of, of.value + way * far)
        if other.stands != found.stands:
            break
        near, far = far, 2 * far
    else:
        return None
    turned = _what(found, follow(why, when, of, of.value + way * far))
    for _ in range(STEPS):
        if (far - near) * 10**12 < size:
            break
        middle = (near + far) / 2
        tried = follow(why, when, of, of.value + way * middle)
        if tried.stands == found.stands:
            near = middle
        else:
            far, turned = middle, _what(found, tried)
    return replace(turned, at=_plain(of.value + way * far))


def _what(found: Followed, other: Followed) -> Turn:
    """The first that stands otherwise."""
    pairs = zip(found.turns, found.stands, other.stands, strict=False)
    return next((turn for turn, was, is_ in pairs if was != is_), Turn("", None))


def _plain(value: Fraction) -> Fraction:
    """A searched value without the digits that mean nothing."""
    return Fraction(round(value * 10**9), 10**9)
