"""From an article to a `Rule`: every name resolved, every unit known, the steps in an order that
can be worked out.

    rule = typed(text, rosters, reader)

What is wrong is reported to the reader, at its place; then there is no rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lianxi.charter.article import Consolidated
from lianxi.charter.forms import Group
from lianxi.charter.kinds.rule import EACH, FACTS, PARAMETERS, PERIOD, STEP, TRANSFER
from lianxi.charter.kinds.rule_words import TIMES, Each, FactAsked, Parameter, Step
from lianxi.charter.kinds.rule_words import Transfer as Said
from lianxi.charter.reading import Reader
from lianxi.charter.rules import steps, transfers
from lianxi.charter.rules.expressing import Scope
from lianxi.charter.rules.roster import Roster
from lianxi.charter.rules.transfers import Transfer
from lianxi.charter.rules.tree import Leaf, Named, Node, Words
from lianxi.kernel.finding import Place
from lianxi.kernel.unit import NONE


@dataclass(frozen=True)
class Rule:
    """A sharing rule whose names are resolved and whose units fit.

    `words` are what values may be per, in the order of every array and every trace; `steps` are
    in an order in which each needs only those before it.
    """

    text: Consolidated
    words: Words
    period: str | None
    each: Each
    roster: Roster | None
    facts: Mapping[str, FactAsked]
    parameters: Mapping[str, Parameter]
    steps: Mapping[str, Node]
    said: Mapping[str, Step]  # the step of each name; a tier's is its waterfall's
    transfers: tuple[Transfer, ...]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.text.article.id

    def words_of(self, per: Words) -> Words:
        """What a value that is `per` some words varies by, beside the period; in order."""
        return ordered(self.words, (word for word in per if self.finer(word) or not is_time(word)))

    def finer(self, word: str) -> bool:
        """Whether a word is a length of time shorter than the rule's period."""
        return finer(word, self.period)


def is_time(word: str) -> bool:
    """Whether a word is a length of time."""
    return word in TIMES


def finer(word: str, period: str | None) -> bool:
    """Whether a word is a length of time shorter than a period.

    >>> finer("month", "year"), finer("year", "month"), finer("section", "year")
    (True, False, False)
    """
    return is_time(word) and period is not None and TIMES.index(word) > TIMES.index(period)


def ordered(words: Words, of: Iterator[str]) -> Words:
    """Some words in the rule's order, each once."""
    some = set(of)
    return tuple(word for word in words if word in some)


def parameters_of(text: Consolidated) -> dict[str, Parameter]:
    """The parameters of an article by their names."""
    start = f"{PARAMETERS.name}."
    return {
        name.removeprefix(start): stated.value
        for name, stated in text.keys.items()
        if name.startswith(start) and isinstance(stated.value, Parameter)
    }


def typed(text: Consolidated, rosters: Mapping[str, Roster], reader: Reader) -> Rule | None:
    """Resolve a rule; None where something is wrong with it, which is reported."""
    before = len(reader.findings)
    making = _Making(text, rosters, reader)
    rule = making.rule()
    errors = [each for each in reader.findings[before:] if each.severity == "error"]
    return None if errors else rule


@dataclass
class _Making:
    """A rule in the making."""

    text: Consolidated
    rosters: Mapping[str, Roster]
    reader: Reader
    steps: dict[str, Node | None] = field(default_factory=dict)
    road: list[str] = field(default_factory=list)  # the steps that are being resolved

    def place(self, key: str) -> Place:
        """Where the article states a key, or where it ends."""
        stated = self.text.keys.get(key)
        version = stated.version if stated else self.text.versions[-1]
        return version.place.at(key)

    def rule(self) -> Rule | None:
        """Resolve everything, from the outside in."""
        each = self.text.get(EACH)
        said: tuple[object, ...] = self.text.get(STEP) or ()
        moves: tuple[object, ...] = self.text.get(TRANSFER) or ()
        if each is None or not moves:
            word = EACH.name if each is None else TRANSFER.name
            self.reader.report("rule.needs", self.place(word), word=word)
            return None
        self.each = each
        self.roster = self._roster(each)
        if each.table is not None and self.roster is None:
            return None
        self.period = self.text.get(PERIOD)
        self.facts = self.text.get(FACTS) or {}
        self.parameters = parameters_of(self.text)
        self.words = self._words()
        self.said: dict[str, Step] = {}
        self._names([step for step in said if isinstance(step, Step)])
        for name in self.said:
            self.step(name)
        scope = Scope(self.resolve, self.words, self.reader)
        made = transfers.resolved(
            [move for move in moves if isinstance(move, Said)],
            scope,
            self.roster,
            self.party_words(),
            self.place(TRANSFER.name),
        )
        self._holes()
        return Rule(
            self.text,
            self.words,
            self.period,
            each,
            self.roster,
            self.facts,
            self.parameters,
            {name: node for name, node in self.steps.items() if node is not None},
            self.said,
            made,
        )

    def _roster(self, each: Each) -> Roster | None:
        if each.table is None:
            return None
        folder = self.text.keys[EACH.name].version.place.file.rpartition("/")[0]
        path = f"{folder}/{each.table}" if folder else each.table
        if path not in self.rosters:
            if path not in self.reader.troubled():
                self.reader.report("rule.table", self.place(EACH.name), file=path)
            return None
        return self.rosters[path]

    def party_words(self) -> frozenset[str]:
        """The words whose keys are parties."""
        if self.roster is not None:
            return frozenset({"party"} if self.roster.with_parties else ())
        groups = (self.each.words or {}).items()
        return frozenset(word for word, keys in groups if isinstance(keys, Group))

    def _words(self) -> Words:
        """Every word that a value may be per, in one order: the things first, times last."""
        first = [self.roster.word] if self.roster else list(self.each.words or {})
        if self.roster is not None and self.roster.with_parties:
            first += ["role", "party"]
        pers = [asked.per for asked in self.facts.values()]
        pers += [parameter.per for parameter in self.parameters.values()]
        rest = [word for per in pers for word in per if not is_time(word)]
        times = [word for word in TIMES if any(word in per for per in pers)]
        return tuple(dict.fromkeys([*first, *rest, *(t for t in times if finer(t, self.period))]))

    def _names(self, said: list[Step]) -> None:
        """Nothing goes by a name that something else goes by."""
        columns = self.roster.numbers if self.roster else ()
        taken = {*self.facts, *self.parameters}
        for name in [*self.facts, *columns]:
            if name in self.parameters or (name in columns and name in self.facts):
                self.reader.report("rule.name-twice", self.place(FACTS.name), name=name)
        taken |= set(columns)
        for number, step in enumerate(said, 1):
            for name in (step.name, *(tier.name for tier in step.into)):
                if name in taken:
                    place = self.place(STEP.name).item(number)
                    self.reader.report("rule.name-twice", place, name=name)
                taken.add(name)
                self.said.setdefault(name, step)

    def step(self, name: str) -> Node | None:
        """Resolve a step, and before it what it needs; None where that can't be."""
        if name in self.steps:
            return self.steps[name]
        step = self.said[name]
        number = list(dict.fromkeys(s.name for s in self.said.values())).index(step.name) + 1
        place = self.place(STEP.name).item(number)
        if name in self.road:
            circle = " → ".join([*self.road[self.road.index(name) :], name])
            self.reader.report("rule.circle", place, road=circle)
            return None
        self.road.append(name)
        scope = Scope(self.resolve, self.words, self.reader)
        node = steps.resolved(step, name, scope, self.parameters, self._looked_up, place)
        self.road.pop()
        self.steps[name] = node
        return node

    def _looked_up(self, parameter: Parameter, by: str) -> Words:
        """What a parameter is per beside the word that is looked up."""
        return self._per(tuple(word for word in parameter.per if word != by))

    def resolve(self, name: str, place: Place) -> Node | None:
        """What a name in an expression stands for."""
        if name == "year":
            return Leaf((), NONE, "period", "year")
        if name in self.facts:
            asked = self.facts[name]
            return Leaf(self._per(asked.per), asked.unit, "fact", name)
        if name in self.parameters:
            parameter = self.parameters[name]
            return Leaf(self._per(parameter.per), parameter.unit, "parameter", name)
        if self.roster is not None and name in self.roster.numbers:
            per = (self.roster.word, *(("role", "party") if self.roster.with_parties else ()))
            return Leaf(ordered(self.words, iter(per)), NONE, "roster", name)
        if name in self.said:
            node = self.step(name)
            return None if node is None else Named(node.words, node.unit, name)
        columns = self.roster.numbers if self.roster else ()
        known = ", ".join([*self.facts, *self.parameters, *columns, *self.said, "year"])
        self.reader.report("rule.unknown-name", place, name=name, known=known)
        return None

    def _per(self, per: Words) -> Words:
        held = (word for word in per if not is_time(word) or finer(word, self.period))
        return ordered(self.words, held)

    def _holes(self) -> None:
        """A parameter has a value for every key that another one names, and each once."""
        named: dict[str, dict[str, str]] = {}
        for name, parameter in self.parameters.items():
            for word, some in _keys(parameter).items():
                if word != self._own_word() and not is_time(word):
                    for key in some:
                        named.setdefault(word, {}).setdefault(key, name)
        for name, parameter in self.parameters.items():
            place = self.place(f"{PARAMETERS.name}.{name}")
            self._whole(name, parameter, place)
            for word, some in _keys(parameter).items():
                for key in named.get(word, {}).keys() - some.keys():
                    said = {"word": word, "key": key, "other": named[word][key]}
                    self.reader.report("rule.hole", place, name=name, **said)

    def _whole(self, name: str, parameter: Parameter, place: Place) -> None:
        """Every combination of a parameter's keys has one value."""
        have, whole = {each for each, _ in parameter.values}, 1
        for some in _keys(parameter).values():
            whole *= len(some)
        if len(have) < len(parameter.values):
            self.reader.report("rule.key-twice", place, name=name)
        elif len(have) < whole:
            self.reader.report("rule.uneven", place, name=name)

    def _own_word(self) -> str:
        """The word of the things, whose keys change with the day."""
        return self.roster.word if self.roster else next(iter(self.each.words or {}), "")


def _keys(parameter: Parameter) -> dict[str, dict[str, None]]:
    """The keys of each word that a parameter is per, in order."""
    return {
        word: dict.fromkeys(keys[at] for keys, _ in parameter.values)
        for at, word in enumerate(parameter.per)
    }
