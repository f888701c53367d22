"""Rows into arrays: where each figure belongs, what is wrong with it, and what a gap means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd
from typing import cast

import numpy as np
import numpy.typing as npt

from lianxi.charter.kinds.rule_words import TIMES
from lianxi.charter.rules.typed import finer, is_time
from lianxi.kernel.finding import Finding, Place
from lianxi.kernel.unit import Unit
from lianxi.kernel.unreadable import Unreadable
from lianxi.sharing.column import Column, Ints, shrunk
from lianxi.sharing.periods import WANTED, Time, read
from lianxi.sharing.plan import PARTS, Plan

_VALUE = re.compile(r"(-?)(\d{1,30})(?:\.(\d{1,30}))?", re.ASCII)
Index = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Given:
    """The rows as they came in, column by column."""

    periods: Sequence[str]
    facts: Sequence[str]
    values: Sequence[str]
    units: Sequence[str]
    keys: Mapping[str, Sequence[str]]
    places: Sequence[str]


@dataclass(frozen=True)
class Cells:
    """A fact in its places: its column, the row each figure stands in, and how gaps were filled.

    `rows` is -1 where no row is; `gaps` says "zero", "last" or "leave-out" by number (GAPS).
    """

    column: Column
    rows: Index
    gaps: npt.NDArray[np.uint8]
    stands: npt.NDArray[np.bool_]  # where a figure may be at all


GAPS = ("", "zero", "last", "leave-out")


def time_of(plan: Plan, fact: str) -> str | None:
    """The length of time that a fact is given for: its own, else the rule's."""
    own = [word for word in TIMES if word in plan.of.facts[fact].per]
    return own[-1] if own else plan.of.period


@dataclass(frozen=True)
class Order:
    """The periods and keys in their order: what stands where along each axis."""

    times: tuple[Time, ...]
    words: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]]

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return (len(self.times), *(len(self.keys[word]) for word in self.words))

    @classmethod
    def of(cls, plan: Plan, given: Given) -> "Order":
        """What the rows name, where the plan leaves it open; the plan's own otherwise."""
        rule = plan.of
        found: dict[str, Time] = {}
        lengths = {time_of(plan, fact) for fact in rule.facts}
        for text in dict.fromkeys(given.periods):
            for length in lengths:
                time = read(text, length)
                if time is not None and not (length and rule.period and finer(rule.period, length)):
                    whole = time.within(rule.period)
                    found.setdefault(whole, read(whole, rule.period) or time)
        times = tuple(sorted(found.values(), key=lambda time: (time.year, time.month, time.text)))
        keys = {word: known for word, known in plan.keys.items() if known is not None}
        for word in rule.words:
            if word not in keys:
                there = given.keys.get(word, ())
                keys[word] = tuple(sorted(set(there) - {""}))
        return cls(times, rule.words, keys)

    @classmethod
    def empty(cls, plan: Plan, period: str) -> "Order":
        """The order of one period, with the keys that the plan knows."""
        time = read(period, plan.of.period)
        keys = {word: plan.keys[word] or () for word in plan.of.words}
        return cls((time,) if time is not None else (), plan.of.words, keys)

    def parts(self, plan: Plan, fact: str, period: str) -> Iterator[str]:
        """The periods that a fact has figures for within one period of the rule."""
        length, whole = time_of(plan, fact), plan.of.period
        for time in self.times:
            if length is None or whole is None or not finer(length, whole):
                yield time.within(length) if length else period
                continue
            first = time.month
            for n, _ in enumerate(PARTS[length, whole]):
                step = 1 if length == "month" else 3
                month = first + n * step
                yield (
                    f"{time.year:04d}-{month:02d}"
                    if length == "month"
                    else f"{time.year:04d}Q{(month + 2) // 3}"
                )


class _Known(dict[str, int]):
    """Where keys stand; -1 for one that is not known."""

    def __missing__(self, key: str) -> int:
        return -1


class _Read(dict[str, tuple[int, int]]):
    """Values as whole numbers with their decimal places; places -1 where a text is no number."""

    def __missing__(self, text: str) -> tuple[int, int]:
        found = _VALUE.fullmatch(text)
        value = (0, -1)
        if found is not None:
            sign, whole, rest = found[1], found[2], found[3] or ""
            number = int(whole + rest)
            value = (-number if sign else number, len(rest))
        self[text] = value
        return value


class Grid:
    """The rows of a calculation on their way into arrays."""

    def __init__(self, plan: Plan, order: Order, given: Given) -> None:
        self.plan, self.order, self.given = plan, order, given
        self.by_fact: dict[str, list[int]] = {}
        for at, fact in enumerate(given.facts):
            self.by_fact.setdefault(fact, []).append(at)

    def strangers(self) -> Iterator[Finding]:
        """Rows of facts that the rule does not ask for."""
        known = ", ".join(self.plan.of.facts)
        for fact, rows in self.by_fact.items():
            if fact not in self.plan.of.facts:
                for at in rows:
                    yield self.finding("fact.unknown", at, fact=fact, known=known)

    def finding(self, code: str, at: int, **said: object) -> Finding:
        """What is wrong in a row."""
        file, _, row = self.given.places[at].rpartition(":")
        place = Place(file, row=int(row)) if row.isdigit() else Place(self.given.places[at])
        return Finding("error", code, place, said)  # type: ignore[arg-type]

    def cells(self, fact: str) -> tuple[Cells, list[Finding]]:
        """One fact in its places, and what is wrong with its rows."""
        rows = self.by_fact.get(fact, [])
        index, shape, findings = self._places(fact, rows)
        numbers, scale, wrong = self._numbers(fact, rows)
        findings += wrong
        flat = np.zeros(shape, dtype=np.int64).ravel()
        where = np.full(flat.shape, -1, dtype=np.int64)
        good = index >= 0
        if len(rows):
            findings += self._twice(index, rows, where)
            flat = flat.astype(numbers.dtype)
            flat[index[good]] = numbers[good]
        held = self._held(fact, shape)
        column = Column(shrunk(flat.reshape(shape)), scale)
        cells = Cells(column, where.reshape(shape), np.zeros(shape, dtype=np.uint8), held)
        return self._spread(fact, cells), findings

    def _twice(self, index: Index, rows: list[int], where: Index) -> Iterator[Finding]:
        """Note the row of every figure; a place that has one already is reported."""
        order = np.asarray(rows, dtype=np.int64)
        good = index >= 0
        where[index[good][::-1]] = order[good][::-1]  # of several the first stays
        for spot in np.flatnonzero(good)[where[index[good]] != order[good]].tolist():
            first = int(where[index[spot]])
            yield self.finding("fact.twice", rows[spot], first=self.given.places[first])

    def _places(self, fact: str, rows: list[int]) -> tuple[Index, tuple[int, ...], list[Finding]]:
        """Where each row's figure stands in the array of its fact; -1 where nowhere."""
        plan, order = self.plan, self.order
        per = [word for word in plan.of.facts[fact].per if not is_time(word)]
        times, parts, own = self._times(fact, rows)
        findings = [
            self.finding(
                "fact.period",
                rows[at],
                period=self.given.periods[rows[at]],
                fact=fact,
                wanted=WANTED[time_of(plan, fact)],
            )
            for at in np.flatnonzero(times < 0).tolist()
        ]
        shape, index, good = [len(own)], times.copy(), times >= 0
        for word in order.words:
            if finer(word, plan.of.period):
                inside = word == time_of(plan, fact)
                keys, at = (order.keys[word], parts) if inside else ((), None)
            elif word in per:
                keys, at = order.keys[word], self._keyed(word, rows)
                for bad in np.flatnonzero(at < 0).tolist():
                    findings.append(self._no_key(word, rows[bad]))
            else:
                keys, at = (), None
                findings += self._outside(fact, word, rows)
            shape.append(len(keys) if at is not None else 1)
            if at is not None:
                index, good = index * len(keys) + at, good & (at >= 0)
        findings += self._standing(per, rows)
        return np.where(good, index, -1), tuple(shape), findings

    def _times(self, fact: str, rows: list[int]) -> tuple[Index, Index, list[str]]:
        """The place of each row's period, which part of it the row is of, and the periods."""
        rule, length = self.plan.of, time_of(self.plan, fact)
        coarse = bool(length and rule.period and finer(rule.period, length))
        own = [time.text for time in self.order.times]
        if coarse:
            own = list(dict.fromkeys(time.within(length) for time in self.order.times))
        known, part = _Known(), _Known()
        inside = bool(length and rule.period and finer(length, rule.period))
        for text in dict.fromkeys(self.given.periods[at] for at in rows):
            time = read(text, length)
            if time is None:
                continue
            whole = time.text if coarse else time.within(rule.period)
            known[text] = own.index(whole) if whole in own else -1
            if inside and length and rule.period:
                part[text] = PARTS[length, rule.period].index(time.part(rule.period))
        periods = [self.given.periods[at] for at in rows]
        count = len(rows)
        at = np.fromiter(map(known.__getitem__, periods), np.int64, count)
        return at, np.fromiter(map(part.__getitem__, periods), np.int64, count), own

    def _keyed(self, word: str, rows: list[int]) -> Index:
        known = _Known({key: n for n, key in enumerate(self.order.keys[word])})
        column = self.given.keys[word]
        keys = (column[at] for at in rows)
        return np.fromiter(map(known.__getitem__, keys), np.int64, len(rows))

    def _no_key(self, word: str, at: int) -> Finding:
        some = self.order.keys[word]
        known = ", ".join(some[:20]) + (" …" if len(some) > 20 else "")
        key = self.given.keys[word][at]
        return self.finding("fact.key", at, word=word, key=key, known=known)

    def _outside(self, fact: str, word: str, rows: list[int]) -> Iterator[Finding]:
        column = self.given.keys.get(word)
        for at in rows if column is not None else ():
            if column is not None and column[at]:
                yield self.finding("fact.outside", at, fact=fact, word=word)

    def _standing(self, per: list[str], rows: list[int]) -> Iterator[Finding]:
        """Parties that do not stand at the thing of their row."""
        roster = self.plan.roster
        if roster is None or not {roster.word, "party"} <= set(per):
            return
        things, parties = self.given.keys[roster.word], self.given.keys["party"]
        known = set(roster.parties)
        for at in rows:
            if parties[at] in known and (things[at], parties[at]) not in self.plan.standing:
                yield self.finding("fact.stands", at, party=parties[at], thing=things[at])

    def _numbers(self, fact: str, rows: list[int]) -> tuple[Ints, Fraction, list[Finding]]:
        """The figures as whole numbers of one exact part of the fact's unit."""
        unit = self.plan.of.facts[fact].unit
        findings: list[Finding] = []
        factors: dict[str, Fraction | None] = {}
        for text in dict.fromkeys(self.given.units[at] for at in rows):
            factors[text] = _factor(text, unit)
        memo = _Read()
        texts = [self.given.values[at] for at in rows]
        read_ = [memo[text] for text in texts]
        numbers: Ints = np.array([number for number, _ in read_], dtype=object)
        places = np.fromiter((after for _, after in read_), np.int64, len(rows))
        for at in np.flatnonzero(places < 0).tolist():
            findings.append(self.finding("fact.value", rows[at], value=texts[at]))
        order = {text: n for n, text in enumerate(factors)}
        units = np.fromiter((order[self.given.units[at]] for at in rows), np.int64, len(rows))
        for text in (text for text, factor in factors.items() if factor is None):
            said = {"fact": fact, "unit": text, "wanted": str(unit)}
            for at in np.flatnonzero(units == order[text]).tolist():
                findings.append(self.finding("fact.unit", rows[at], **said))
        by_size = 100 * units + np.maximum(places, 0)
        sizes = {
            kind: (factors[list(factors)[kind // 100]] or Fraction(1)) / 10 ** (kind % 100)
            for kind in np.unique(by_size).tolist()
        }
        scale = greatest_part(list(sizes.values()))
        numbers = shrunk(numbers)
        for kind, size in sizes.items():
            if size != scale:
                here = by_size == kind
                numbers = _scaled_at(numbers, here, int(size / scale))
        return numbers, scale, findings

    def _held(self, fact: str, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
        """Where a figure may stand: everywhere but for parties where they do not."""
        roster, words = self.plan.roster, self.order.words
        held = np.ones((1,) * len(shape), dtype=bool)
        per = self.plan.of.facts[fact].per
        if roster is None or not {roster.word, "party"} <= set(per):
            return np.broadcast_to(held, shape)
        things, parties = self.order.keys[roster.word], self.order.keys["party"]
        at = (1 + words.index(roster.word), 1 + words.index("party"))
        held = np.zeros([shape[n] if n in at else 1 for n in range(len(shape))], dtype=bool)
        index: list[int] = [0] * len(shape)
        for thing, party in self.plan.standing:
            index[at[0]], index[at[1]] = things.index(thing), parties.index(party)
            held[tuple(index)] = True
        return np.broadcast_to(held, shape)

    def _spread(self, fact: str, cells: Cells) -> Cells:
        """A fact that holds for longer than a period, for each period in it."""
        rule, length = self.plan.of, time_of(self.plan, fact)
        if not (length and rule.period and finer(rule.period, length)):
            return cells
        own = list(dict.fromkeys(time.within(length) for time in self.order.times))
        take = [own.index(time.within(length)) for time in self.order.times]
        column = replace(cells.column, numerators=cells.column.numerators[take])
        return Cells(column, cells.rows[take], cells.gaps[take], cells.stands[take])


def _scaled_at(numbers: Ints, where: npt.NDArray[np.bool_], factor: int) -> Ints:
    """Some numbers times a whole factor, in Python's own numbers where 64 bits may not do."""
    most = max((abs(int(n)) for n in (numbers.max(), numbers.min())), default=0)
    if numbers.dtype != object and max(most, 1) * factor >= 2**62:
        numbers = cast("Ints", numbers.astype(object))
    numbers = numbers.copy()
    numbers[where] *= factor
    return numbers


def _factor(text: str, unit: Unit) -> Fraction | None:
    """What a figure in one unit is multiplied by to be in another; None where it can't be."""
    try:
        found = Unit.read(text)
    except Unreadable:
        return None
    return found.scale / unit.scale if found.like(unit) else None


def greatest_part(sizes: list[Fraction]) -> Fraction:
    """The greatest part that all sizes are whole numbers of."""
    if not sizes:
        return Fraction(1)
    whole = sizes[0]
    for size in sizes[1:]:
        over = gcd(whole.numerator * size.denominator, size.numerator * whole.denominator)
        whole = Fraction(over, whole.denominator * size.denominator)
    return whole
