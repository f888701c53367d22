"""Rows into arrays: where each figure belongs, what is wrong with it, and what a gap means."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
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

_VALUE = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
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


@dataclass(frozen=True)
class _Coded:
    """A column of texts: each different text once, and which of them stands in each row."""

    texts: tuple[str, ...]
    of: Index

    @classmethod
    def read(cls, column: Sequence[str]) -> "_Coded":
        """Number the texts of a column."""
        number: defaultdict[str, int] = defaultdict(count().__next__)
        of = np.fromiter(map(number.__getitem__, column), np.int64, len(column))
        return cls(tuple(number), of)

    def table(self, known: Mapping[str, int]) -> Index:
        """What each row is by a table of texts; -1 where its text is not in it."""
        values = np.fromiter((known.get(text, -1) for text in self.texts), np.int64)
        return values[self.of] if len(values) else np.zeros(0, dtype=np.int64)

    def only(self, rows: Index) -> "_Coded":
        """Some of the rows."""
        return _Coded(self.texts, self.of[rows])


def _read_value(text: str) -> tuple[int, int]:
    """A value as a whole number with its decimal places; places -1 where it is no number."""
    if _VALUE.fullmatch(text) is None:
        return (0, -1)
    whole, _, rest = text.partition(".")
    return (int(whole + rest), len(rest))


class Grid:
    """The rows of a calculation on their way into arrays."""

    def __init__(self, plan: Plan, order: Order, given: Given) -> None:
        self.plan, self.order, self.given = plan, order, given
        self.facts = _Coded.read(given.facts)
        self.periods = _Coded.read(given.periods)
        self.units = _Coded.read(given.units)
        self.keys = {word: _Coded.read(column) for word, column in given.keys.items()}
        self.values = _Coded.read(given.values)
        read_ = [_read_value(text) for text in self.values.texts]
        self.wholes: Ints = shrunk(np.array([number for number, _ in read_], dtype=object))
        self.places = np.fromiter((after for _, after in read_), np.int64, len(read_))

    def rows(self, fact: str) -> Index:
        """The rows of a fact."""
        if fact not in self.facts.texts:
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(self.facts.of == self.facts.texts.index(fact))

    def strangers(self) -> Iterator[Finding]:
        """Rows of facts that the rule does not ask for."""
        known = ", ".join(self.plan.of.facts)
        for fact in self.facts.texts:
            if fact not in self.plan.of.facts:
                for at in self.rows(fact).tolist():
                    yield self.finding("fact.unknown", at, fact=fact, known=known)

    def finding(self, code: str, at: int, **said: object) -> Finding:
        """What is wrong in a row."""
        file, _, row = self.given.places[at].rpartition(":")
        place = Place(file, row=int(row)) if row.isdigit() else Place(self.given.places[at])
        return Finding("error", code, place, said)  # type: ignore[arg-type]

    def cells(self, fact: str) -> tuple[Cells, list[Finding]]:
        """One fact in its places, and what is wrong with its rows."""
        rows = self.rows(fact)
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

    def _twice(self, index: Index, rows: Index, where: Index) -> Iterator[Finding]:
        """Note the row of every figure; a place that has one already is reported."""
        good = index >= 0
        where[index[good][::-1]] = rows[good][::-1]  # of several the first stays
        for spot in np.flatnonzero(good)[where[index[good]] != rows[good]].tolist():
            first = int(where[index[spot]])
            yield self.finding("fact.twice", int(rows[spot]), first=self.given.places[first])

    def _places(self, fact: str, rows: Index) -> tuple[Index, tuple[int, ...], list[Finding]]:
        """Where each row's figure stands in the array of its fact; -1 where nowhere."""
        plan, order = self.plan, self.order
        per = [word for word in plan.of.facts[fact].per if not is_time(word)]
        times, parts, own = self._times(fact, rows)
        wanted = WANTED[time_of(plan, fact)]
        findings = [
            self.finding("fact.period", at, period=self.given.periods[at], fact=fact, wanted=wanted)
            for at in rows[times < 0].tolist()
        ]
        shape, index, good = [len(own)], times.copy(), times >= 0
        for word in order.words:
            keys: tuple[str, ...] = ()
            at: Index | None = None
            if finer(word, plan.of.period):
                keys, at = (order.keys[word], parts) if word == time_of(plan, fact) else ((), None)
            elif word in per:
                keys = order.keys[word]
                at = self.keys[word].only(rows).table({key: n for n, key in enumerate(keys)})
                findings += [self._no_key(word, bad) for bad in rows[at < 0].tolist()]
            else:
                findings += self._outside(fact, word, rows)
            shape.append(len(keys) if at is not None else 1)
            if at is not None:
                index, good = index * len(keys) + at, good & (at >= 0)
        findings += self._standing(per, rows)
        return np.where(good, index, -1), tuple(shape), findings

    def _times(self, fact: str, rows: Index) -> tuple[Index, Index, list[str]]:
        """The place of each row's period, which part of it the row is of, and the periods."""
        rule, length = self.plan.of, time_of(self.plan, fact)
        coarse = bool(length and rule.period and finer(rule.period, length))
        own = [time.text for time in self.order.times]
        if coarse:
            own = list(dict.fromkeys(time.within(length) for time in self.order.times))
        places = {text: n for n, text in enumerate(own)}
        known: dict[str, int] = {}
        part: dict[str, int] = {}
        inside = bool(length and rule.period and finer(length, rule.period))
        periods = self.periods.only(rows)
        for text in periods.texts:
            time = read(text, length)
            if time is None:
                continue
            whole = time.text if coarse else time.within(rule.period)
            known[text] = places.get(whole, -1)
            if inside and length and rule.period:
                part[text] = PARTS[length, rule.period].index(time.part(rule.period))
        return periods.table(known), periods.table(part), own

    def _no_key(self, word: str, at: int) -> Finding:
        some = self.order.keys[word]
        known = ", ".join(some[:20]) + (" …" if len(some) > 20 else "")
        key = self.given.keys[word][at]
        return self.finding("fact.key", at, word=word, key=key, known=known)

    def _outside(self, fact: str, word: str, rows: Index) -> Iterator[Finding]:
        if word in self.keys:
            filled = self.keys[word].only(rows).table({"": 0}) < 0
            for at in rows[filled].tolist():
                yield self.finding("fact.outside", at, fact=fact, word=word)

    def _standing(self, per: list[str], rows: Index) -> Iterator[Finding]:
        """Parties that do not stand at the thing of their row."""
        roster = self.plan.roster
        if roster is None or not {roster.word, "party"} <= set(per):
            return
        things, parties = self.given.keys[roster.word], self.given.keys["party"]
        known = set(roster.parties)
        for at in rows.tolist():
            if parties[at] in known and (things[at], parties[at]) not in self.plan.standing:
                yield self.finding("fact.stands", at, party=parties[at], thing=things[at])

    def _numbers(self, fact: str, rows: Index) -> tuple[Ints, Fraction, list[Finding]]:
        """The figures as whole numbers of one exact part of the fact's unit."""
        unit = self.plan.of.facts[fact].unit
        values, units = self.values.of[rows], self.units.of[rows]
        places = self.places[values] if len(rows) else values
        findings = [
            self.finding("fact.value", at, value=self.given.values[at])
            for at in rows[places < 0].tolist()
        ]
        factors = [_factor(text, unit) for text in self.units.texts]
        alien = [n for n, factor in enumerate(factors) if factor is None]
        for at in rows[np.isin(units, alien)].tolist():
            said = {"fact": fact, "unit": self.given.units[at], "wanted": str(unit)}
            findings.append(self.finding("fact.unit", at, **said))
        by_size = 100 * units + np.maximum(places, 0)
        sizes = {
            kind: (factors[kind // 100] or Fraction(1)) / 10 ** (kind % 100)
            for kind in np.unique(by_size).tolist()
        }
        scale = greatest_part(list(sizes.values()))
        numbers: Ints = self.wholes[values] if len(rows) else np.zeros(0, dtype=np.int64)
        for kind, size in sizes.items():
            if size != scale:
                numbers = _scaled_at(numbers, by_size == kind, int(size / scale))
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
        there = ({key: n for n, key in enumerate(keys)} for keys in (things, parties))
        of_thing, of_party = there
        for thing, party in self.plan.standing:
            index[at[0]], index[at[1]] = of_thing[thing], of_party[party]
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
