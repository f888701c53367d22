"""What is to be worked out: a rule as of a day, with the keys of its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from lianxi.charter.article import Article, Consolidated, as_of, empty
from lianxi.charter.change import plain
from lianxi.charter.forms import Group
from lianxi.charter.kinds.rule import MISSING_KEY, PARAMETERS, RULE
from lianxi.charter.kinds.rule_words import Parameter
from lianxi.charter.package import Package
from lianxi.charter.reading import Reader
from lianxi.charter.rules.roster import Roster
from lianxi.charter.rules.typed import Rule, finer, is_time, typed
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, digest
from lianxi.kernel.finding import Finding, Place

# The parts of a period, by what they are parts of.
PARTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("month", "year"): tuple(f"{n:02d}" for n in range(1, 13)),
    ("quarter", "year"): ("1", "2", "3", "4"),
    ("month", "quarter"): ("1", "2", "3"),
}


@dataclass(frozen=True)
class Plan:
    """A rule that is in force on a day (or tried), with whom and what it is worked out for.

    `keys` are those of each word, None where the facts say which there are. `in_force` is False
    where the article is only proposed: then the result is a trial.
    """

    of: Rule
    day: date
    known: date | None
    in_force: bool
    roster: Roster | None
    keys: Mapping[str, tuple[str, ...] | None]

    @property
    def rule(self) -> str:
        """The id of the article."""
        return self.of.id

    @property
    def title(self) -> Bilingual:
        """What the article is called."""
        return self.of.text.name

    @property
    def version(self) -> str:
        """The day from which the last of its versions is in force, as it is written."""
        return str(self.of.text.versions[-1].in_force_from)

    @property
    def status(self) -> str:
        """What it rests on: an example where any of its versions is one."""
        said = {version.status for version in self.of.text.versions}
        return "example" if "example" in said else self.of.text.versions[-1].status

    def missing(self, fact: str) -> str:
        """What a gap in a fact means."""
        own = self.of.facts[fact].missing
        return own or self.of.text.get(MISSING_KEY) or "refuse"

    @cached_property
    def standing(self) -> frozenset[tuple[str, str]]:
        """Which parties stand at which thing."""
        rows = self.roster.rows if self.roster is not None else ()
        return frozenset((row.thing, row.party) for row in rows)

    @cached_property
    def digest(self) -> str:
        """What the article and its roster say, as one text tells it from another."""
        rows = self.roster.rows if self.roster is not None else ()
        keys = self.of.text.keys.items()
        stand: list[Plain] = [
            f"{r.thing}/{r.role}/{r.party}/{sorted(r.numbers.items())}" for r in rows
        ]
        said: dict[str, Plain] = {
            "rule": self.rule,
            "keys": {
                name: plain(stated.version.raw.get(name))
                for name, stated in keys
                if not name.startswith(PARAMETERS.name)
            },
            "parameters": {
                name: [str(each.unit), *sorted(f"{'/'.join(at)}={v}" for at, v in each.values)]
                for name, each in self.of.parameters.items()
            },
            "roster": sorted(stand, key=str),
            "words": {word: tuple(sorted(keys)) for word, keys in self.keys.items() if keys},
        }
        return digest(said)

    def varied(self, name: str, value: Fraction, at: tuple[str, ...] = ()) -> "Plan":
        """The same with one value of a parameter changed: what a slider asks."""
        parameter = self.of.parameters[name]
        values = tuple((keys, value if keys == at else old) for keys, old in parameter.values)
        changed: Parameter = replace(parameter, values=values)
        return replace(self, of=replace(self.of, parameters={**self.of.parameters, name: changed}))


def planned(
    package: Package, rule: str, day: date, known: date | None = None
) -> Plan | tuple[Finding, ...]:
    """A rule as in force on a day, as known on another; a proposal is planned as a trial."""
    article = package.articles.get(rule)
    if article is None or article.kind is not RULE:
        known_rules = ", ".join(each.id for each in package.kind(RULE.name))
        return (
            Finding("error", "plan.unknown", Place(rule), {"rule": rule, "known": known_rules}),
        )
    text, in_force = _text(article, day, known)
    if text is None:
        first = article.in_order()[0].in_force_from if article.in_order() else "unknown"
        when: dict[str, Bilingual | str | int] = {
            "rule": article.name,
            "day": str(day),
            "since": str(first),
        }
        return (Finding("error", "plan.not-in-force", Place(article.file), when),)
    return plan_of(text, package, day, known, in_force=in_force)


def plan_of(
    text: Consolidated, package: Package, day: date, known: date | None, *, in_force: bool
) -> Plan | tuple[Finding, ...]:
    """The plan of a text: one in force, or a draft of it."""
    reader = Reader({})
    of = typed(text, package.rosters, reader)
    if of is None:
        return tuple(reader.findings)
    roster = of.roster.on(day) if of.roster is not None else None
    plan = Plan(of, day, known, in_force, roster, {})
    plan = replace(plan, keys={word: _keys(plan, word, package) for word in of.words})
    holes = tuple(_holes(plan))
    return holes or plan


def _text(article: Article, day: date, known: date | None) -> tuple[Consolidated | None, bool]:
    """The text in force; where there was never more than proposals, those."""
    text = as_of(article, day, known)
    if text is not None:
        return (None if text.standing == "ended" else text), True
    if not article.proposed:
        return None, False
    return empty(article).amended(*article.versions), False


def _keys(plan: Plan, word: str, package: Package) -> tuple[str, ...] | None:
    """The keys of a word, in order; None where only the facts say which there are."""
    of, roster = plan.of, plan.roster
    if roster is not None and word in (roster.word, "role", "party"):
        found = {roster.word: roster.things, "role": tuple(sorted(roster.roles))}
        return {**found, "party": roster.parties}[word]
    if is_time(word) and of.period is not None:
        return PARTS[word, of.period]
    group = (of.each.words or {}).get(word)
    if isinstance(group, Group):
        return tuple(sorted(package.gathers(group, plan.day, plan.known))) or None
    if group is not None:
        return tuple(group)
    named = [
        keys[parameter.per.index(word)]
        for parameter in of.parameters.values()
        if word in parameter.per
        for keys, _ in parameter.values
    ]
    return tuple(dict.fromkeys(named)) or None


def _holes(plan: Plan) -> Iterable[Finding]:
    """Keys of the day for which a parameter has no value, and things without a role's party."""
    of = plan.of
    for name, parameter in of.parameters.items():
        for at, word in enumerate(parameter.per):
            if is_time(word) and not finer(word, of.period):
                continue
            have = {keys[at] for keys, _ in parameter.values}
            for key in plan.keys.get(word) or ():
                if key not in have:
                    place = of.text.keys[f"parameters.{name}"].version.place
                    said = {"name": name, "word": word, "key": key}
                    yield Finding("error", "plan.hole", place.at(f"parameters.{name}"), said)
    if plan.roster is None:
        return
    stand = {(row.thing, row.role) for row in plan.roster.rows}
    roles = {s.role for t in of.transfers for s in (t.from_, t.to) if s.role}
    for thing in plan.roster.things:
        for role in sorted(roles):
            if (thing, role) not in stand:
                said = {"thing": thing, "role": role}
                yield Finding("error", "plan.role", Place(plan.roster.file), said)
