"""The register of mechanisms as a reader filters it: by kind, state, standing, document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.package import Package
from lianxi.charter.register import MECHANISM_KINDS, STATES
from lianxi.charter.rows import Mechanism
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui.asked import words

NONE = "none"  # of a mechanism that no engine runs
Words = Callable[[Mechanism], tuple[str, ...]]


@dataclass(frozen=True)
class Choice:
    """One word to filter by; `address` is the query that chooses it, beside the other filters."""

    label: Bilingual
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Filter:
    """One thing to filter by, with the words that the register has of it."""

    label: Bilingual
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Register:
    """The rows that were asked for, out of all; `problem` is what was wrong with the asking."""

    rows: tuple[Mechanism, ...]
    states: Mapping[str, int]
    total: int
    filters: tuple[Filter, ...]
    query: str
    problem: Bilingual | None


@dataclass(frozen=True)
class _By:
    """How mechanisms are told apart: the word in the address, and the words of a mechanism."""

    name: str
    label: Bilingual
    vocabulary: Mapping[str, Bilingual]
    words: Words


def register(package: Package, asked: Mapping[str, str]) -> Register:
    """Filter the register by what the address asks; a word that is none is said and left out."""
    every = tuple(package.mechanisms.values())
    ways = _ways(package)
    wanted, problem = words(asked, {by.name: by.vocabulary for by in ways})
    return Register(
        rows=_matching(every, ways, wanted),
        states={state: sum(m.state == state for m in every) for state in STATES},
        total=len(every),
        filters=tuple(_filter(by, every, ways, wanted) for by in ways),
        query=urlencode(wanted),
        problem=problem,
    )


def _ways(package: Package) -> tuple[_By, ...]:
    titles = {id_: source.title for id_, source in package.sources.items()}
    kinds = {**MECHANISM_KINDS, NONE: Bilingual("不由引擎运行", "run by no engine")}
    return (
        _By("kind", Bilingual("种类", "kind"), kinds, lambda m: m.kinds or (NONE,)),
        _By("state", Bilingual("状态", "state"), STATES, lambda m: (m.state,)),
        _By("standing", Bilingual("效力", "standing"), STANDING, lambda m: (m.standing,)),
        _By("source", Bilingual("来源", "source"), titles, _sources),
    )


def _sources(mechanism: Mechanism) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.source for citation in mechanism.provenance.source))


def _matching(
    every: tuple[Mechanism, ...], ways: tuple[_By, ...], wanted: Mapping[str, str]
) -> tuple[Mechanism, ...]:
    asked = [by for by in ways if by.name in wanted]
    return tuple(m for m in every if all(wanted[by.name] in by.words(m) for by in asked))


def _filter(
    by: _By, every: tuple[Mechanism, ...], ways: tuple[_By, ...], wanted: Mapping[str, str]
) -> Filter:
    """The words that some mechanism has, each counted among what the other filters leave."""
    others = {name: word for name, word in wanted.items() if name != by.name}
    left = _matching(every, ways, others)
    had = {word for mechanism in every for word in by.words(mechanism)}
    chosen = wanted.get(by.name)
    choices = [Choice(_ALL, len(left), chosen is None, urlencode(others))]
    for word, label in by.vocabulary.items():
        if word in had:
            count = sum(word in by.words(mechanism) for mechanism in left)
            address = urlencode({**others, by.name: word})
            choices.append(Choice(label, count, chosen == word, address))
    return Filter(by.label, tuple(choices))


_ALL = Bilingual("全部", "all")
