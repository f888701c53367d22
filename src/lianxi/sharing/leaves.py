"""What a calculation starts from, as arrays: facts, parameters, columns of the roster, the year."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lianxi.charter.kinds.rule_words import Parameter
from lianxi.charter.rules.typed import finer, is_time
from lianxi.kernel.finding import Finding
from lianxi.sharing.column import FINE, LEFT_OUT, Bools, Column, Ints, shrunk
from lianxi.sharing.facts import Facts
from lianxi.sharing.grid import greatest_part
from lianxi.sharing.work import Work


def work_on(facts: Facts) -> Work | tuple[Finding, ...]:
    """The arrays that the rule of some facts is worked out with."""
    plan = facts.plan
    rule = plan.of
    shape = (len(facts.periods), *(len(facts.keys[word]) for word in rule.words))
    holes = tuple(_holes(facts))
    if holes:
        return holes
    leaves = {("fact", name): column for name, column in facts.columns.items()}
    for name, parameter in rule.parameters.items():
        leaves["parameter", name] = _parameter(facts, parameter, shape)
    for name in rule.roster.numbers if rule.roster is not None else ():
        leaves["roster", name] = _roster(facts, name, shape)
    years: Ints = np.array([time.year for time in facts.periods], dtype=np.int64)
    leaves["period", "year"] = Column(years.reshape((-1, *(1,) * len(rule.words))))
    return Work(rule, shape, leaves, facts.keys, roster=_standing(facts, shape))


def _holes(facts: Facts) -> Iterator[Finding]:
    """Keys that only the facts brought, and periods, for which a parameter has no value."""
    rule = facts.plan.of
    for name, parameter in rule.parameters.items():
        place = rule.text.keys[f"parameters.{name}"].version.place.at(f"parameters.{name}")
        for at, word in enumerate(parameter.per):
            have = {keys[at] for keys, _ in parameter.values}
            for key in dict.fromkeys(_wanted(facts, word)):
                if key not in have:
                    said = {"name": name, "word": word, "key": key}
                    yield Finding("error", "plan.hole", place, said)


def _wanted(facts: Facts, word: str) -> tuple[str, ...]:
    """The keys of a word that values are needed for; of a length of time, those of the periods."""
    if is_time(word) and not finer(word, facts.plan.of.period):
        return tuple(time.within(word) for time in facts.periods)
    return facts.keys[word]


def _column(shape: tuple[int, ...], values: dict[tuple[int, ...], Fraction], gap: int) -> Column:
    """A column with some values in their places; elsewhere it is what `gap` says."""
    different = {value for value in values.values() if value}
    part = greatest_part(sorted(different) or [Fraction(1)])
    whole_parts = {value: int(value / part) for value in different} | {Fraction(0): 0}
    numbers = np.zeros(shape, dtype=object)
    states = np.full(shape, gap, dtype=np.uint8)
    for at, value in values.items():
        numbers[at] = whole_parts[value]
        states[at] = FINE
    whole = not bool((states != FINE).any())
    return Column(shrunk(numbers), part, None, None if whole else states)


def _parameter(facts: Facts, parameter: Parameter, shape: tuple[int, ...]) -> Column:
    rule = facts.plan.of
    dated = [w for w in parameter.per if is_time(w) and not finer(w, rule.period)]
    sizes = [shape[0] if dated else 1]
    sizes += [
        n if word in parameter.per else 1 for word, n in zip(rule.words, shape[1:], strict=True)
    ]
    values: dict[tuple[int, ...], Fraction] = {}
    for keys, value in parameter.values:
        by_word = dict(zip(parameter.per, keys, strict=True))
        at = _place(facts, by_word)
        if at is None:
            continue
        for n, time in enumerate(facts.periods if dated else facts.periods[:1]):
            if all(time.within(word) == by_word[word] for word in dated):
                values[(n if dated else 0, *at)] = value
    return _column(tuple(sizes), values, LEFT_OUT)


def _place(facts: Facts, by_word: dict[str, str]) -> tuple[int, ...] | None:
    """Where keys stand along the axes of the words; None where one is not there on that day."""
    found = []
    for word in facts.plan.of.words:
        if word not in by_word:
            found.append(0)
        elif by_word[word] in facts.keys[word]:
            found.append(facts.keys[word].index(by_word[word]))
        else:
            return None
    return tuple(found)


def _standing(facts: Facts, shape: tuple[int, ...]) -> Bools | None:
    """Where somebody stands, by thing, role and party; None where nobody is named."""
    roster = facts.plan.roster
    if roster is None or not roster.with_parties:
        return None
    words = facts.plan.of.words
    found = np.zeros((1, *shape[1:4], *(1,) * (len(words) - 3)), dtype=bool)
    places = [{key: n for n, key in enumerate(facts.keys[word])} for word in words[:3]]
    for row in roster.rows:
        at = zip(places, (row.thing, row.role, row.party), strict=True)
        found[(0, *(known[key] for known, key in at))] = True
    return found


def _roster(facts: Facts, name: str, shape: tuple[int, ...]) -> Column:
    """A column of the roster, for the things, roles and parties that stand in it."""
    roster, words = facts.plan.roster, facts.plan.of.words
    assert roster is not None
    per = {roster.word, *(("role", "party") if roster.with_parties else ())}
    sizes = [n if word in per else 1 for word, n in zip(words, shape[1:], strict=True)]
    places = {word: {key: n for n, key in enumerate(facts.keys[word])} for word in per}
    values = {}
    rest = (0,) * (len(words) - len(per))  # the words of a roster come first
    for row in roster.rows:
        at = [places[roster.word][row.thing]]
        if roster.with_parties:
            at += [places["role"][row.role], places["party"][row.party]]
        values[(0, *at, *rest)] = row.numbers[name]
    return _column((1, *sizes), values, LEFT_OUT)
