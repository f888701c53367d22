"""A draft beside the article in force, on the same figures: worked out when asked, kept nowhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lianxi.charter.article import Consolidated, empty
from lianxi.charter.kinds.rule_forms import shown
from lianxi.charter.package import Package
from lianxi.charter.single import with_rule
from lianxi.charter.texts import in_words as of_article
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained, Finding
from lianxi.kernel.ratio import read_ratio
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.bench.setting import File, Setting
from lianxi.portal.bench.sliders import ONE, PARAMETER, Value
from lianxi.portal.charter.queries import Current, files_of
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.asked import OfRule, period_word
from lianxi.portal.sharing.needs import needed_periods
from lianxi.portal.sharing.periods import day_of, first_day, within
from lianxi.portal.sharing.sheets import list_of, sheet_columns
from lianxi.portal.sharing.taking import Taken, taken
from lianxi.sharing.compare import Comparison, Point, beside, net
from lianxi.sharing.facts import FactRow, Facts, columns, gathered
from lianxi.sharing.plan import Plan, plan_of, planned
from lianxi.sharing.run import Line, Shared, run
from lianxi.sharing.sweep import STEPS, Sweep, sweep
from lianxi.sharing.texts import in_words

SAID_MOST = 50
MANY = 20_000  # figures from which a course is drawn through fewer points
FEW_STEPS = 16


@dataclass(frozen=True)
class Faults:
    """Why something can't be worked out; `draft` where it is the draft's fault."""

    words: tuple[Bilingual, ...]
    draft: bool = False


@dataclass(frozen=True)
class Part:
    """The periods that one text of the rule is in force in, with their figures and the draft."""

    plan: Plan
    draft: Plan
    facts: Facts
    drafted: Facts
    periods: frozenset[str]

    def lines(self, plan: Plan, facts: Facts) -> tuple[Line, ...] | tuple[Finding, ...]:
        """The transfers of these periods, under a plan."""
        outcome = run(plan, facts)
        if not isinstance(outcome, Shared):
            return outcome
        return tuple(line for line in outcome.lines if line.period in self.periods)


@dataclass(frozen=True)
class Tried:
    """What a draft comes to beside the article in force; `faults` where one can't be worked out."""

    parts: tuple[Part, ...] = ()
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    faults: Faults | None = None
    rows: tuple[FactRow, ...] = ()
    text: Consolidated | None = None  # of a draft that came as a file

    @property
    def holds(self) -> bool:
        """Whether there is a result to look at."""
        return bool(self.parts) and self.faults is None

    @property
    def comparison(self) -> Comparison:
        """Party by party and line by line."""
        return beside(self.before, self.after)

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that were worked out."""
        return tuple(sorted({each for part in self.parts for each in part.periods}))

    @property
    def in_force(self) -> bool:
        """Whether the article beside the draft is in force, and no proposal itself."""
        return all(part.plan.in_force for part in self.parts)


def base(on: OfRule) -> Plan | None:
    """The plan whose values the sliders show: that of the last period that is looked at."""
    found = _planned(on, _last(on))
    return found if isinstance(found, Plan) else None


def _last(on: OfRule) -> str:
    spans = [each for each in on.periods if each.startswith(on.period)]
    return max([*spans, on.period]) if first_day(on.period) else on.period


def _planned(on: OfRule, period: str) -> Plan | tuple[Finding, ...]:
    return planned(on.of.found.package, on.rule, day_of(period), on.known_day)


def tried(on: OfRule, setting: Setting) -> Tried:
    """The draft of a setting beside the article in force; a few queries."""
    came = figures(on, setting)
    if isinstance(came, Faults):
        return Tried(faults=came)
    rows, there, periods = came.rows, came.there, came.periods
    draft: Drafted | None = None
    if setting.draft is not None:
        read = drafted(on.of.found, on.rule, setting.draft)
        if isinstance(read, Faults):
            return Tried(faults=read, rows=tuple(rows))
        draft = read
    plans: dict[str, tuple[Plan, set[str]]] = {}
    for period in periods:
        plan = _planned(on, period)
        if not isinstance(plan, Plan):
            return Tried(faults=_said(plan), rows=tuple(rows))
        plans.setdefault(plan.digest, (plan, set()))[1].add(period)
    found = Tried(rows=tuple(rows), text=draft.text if draft else None)
    for plan, of in plans.values():
        needed = {each for one in of for each in needed_periods(on.article, one, there)}
        part = _part(plan, of, [row for row in rows if row.period in needed], setting, draft)
        found = _with(found, part)
        if found.faults is not None:
            break
    return found


def _with(so_far: Tried, part: Part | Faults) -> Tried:
    """What was found with one more part of the periods."""
    if isinstance(part, Faults):
        return replace(so_far, faults=part)
    before = part.lines(part.plan, part.facts)
    if findings := _findings(before):
        return replace(so_far, faults=_said(findings))
    after = part.lines(part.draft, part.drafted)
    if findings := _findings(after):
        return replace(so_far, faults=_said(findings, draft=True))
    return replace(
        so_far,
        parts=(*so_far.parts, part),
        before=(*so_far.before, *_lines(before)),
        after=(*so_far.after, *_lines(after)),
    )


def _findings(outcome: Iterable[Line | Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in outcome if isinstance(each, Finding))


def _lines(outcome: Iterable[Line | Finding]) -> tuple[Line, ...]:
    return tuple(each for each in outcome if isinstance(each, Line))


@dataclass(frozen=True)
class Drafted:
    """A rule from a file, beside the package."""

    package: Package
    text: Consolidated

    def plan(self, like: Plan) -> Plan | tuple[Finding, ...]:
        """What it is to be worked out for, on the day of another plan."""
        return plan_of(self.text, self.package, like.day, like.known, in_force=False)


def drafted(found: Current, rule: str, file: File) -> Drafted | Faults:
    """The draft in a file, with the tables that lie beside the rules of the package."""
    name = f"{rule}.toml"
    beside_it = {
        path.rpartition("/")[2]: content
        for path, content in files_of(found.version).items()
        if path.endswith(".csv") and path.rpartition("/")[0].endswith("rules")
    }
    package, findings = with_rule(found.package, name, {**beside_it, name: file.content})
    if package is None:
        errors = [each for each in findings if each.severity == "error"]
        return Faults(tuple(_words(of_article(each)) for each in errors[:SAID_MOST]), draft=True)
    article = package.articles[rule]
    return Drafted(package, empty(article).amended(*(article.in_order() or article.versions)))


def _part(
    plan: Plan,
    periods: Iterable[str],
    rows: Sequence[FactRow],
    setting: Setting,
    draft_of: Drafted | None,
) -> Part | Faults:
    facts, findings = gathered(plan, rows)
    if errors := [each for each in findings if each.severity == "error"]:
        return _said(errors)
    if draft_of is None:
        draft = varied(plan, setting.moved)
        return Part(plan, draft, facts, facts, frozenset(periods))
    other = draft_of.plan(plan)
    if not isinstance(other, Plan):
        return _said(other, draft=True)
    again, findings = gathered(other, rows)
    if errors := [each for each in findings if each.severity == "error"]:
        return _said(errors, draft=True)
    return Part(plan, other, facts, again, frozenset(periods))


def varied(plan: Plan, moved: Mapping[str, Fraction]) -> Plan:
    """A plan with the values that were moved, of those that it has."""
    for name, parameter in plan.of.parameters.items():
        for at, _ in parameter.values:
            value = moved.get(Value(PARAMETER, name, at).field)
            if value is not None:
                plan = plan.varied(name, value, at)
    return plan


@dataclass(frozen=True)
class Figures:
    """The figures that are tried: of which periods, and of which there are any at all."""

    rows: list[FactRow]
    there: tuple[str, ...]
    periods: tuple[str, ...]


def figures(on: OfRule, setting: Setting) -> Figures | Faults:
    """The figures of the period that is looked at, or of a file; each by its factor."""
    word = period_word(on.article, on.day)
    if setting.figures is not None:
        plan = _planned(on, _last(on))
        if not isinstance(plan, Plan):
            return _said(plan)
        came = read(on, plan, setting.figures)
        if came.wrong:
            return Faults(tuple(_placed(w.place, w.words) for w in came.wrong[:SAID_MOST]))
        rows = list(came.rows)
        there = tuple(sorted({row.period for row in rows}))
        periods = _periods(there, word)
    else:
        there = tuple(queries.periods(on.of.region, on.rule))
        periods = tuple(p for p in _periods(there, word) if _lies_in(p, on.period))
        wanted = {each for p in periods for each in needed_periods(on.article, p, there)}
        rows = queries.facts(on.of.region, on.rule, wanted, on.known)
    return Figures([_scaled(row, setting) for row in rows], there, periods)


def read(on: OfRule, plan: Plan, file: File) -> Taken:
    """The figures of a file: a CSV, or the workbook that the rule's page gives out."""
    heads, sheet = columns(plan), sheet_columns(on, plan)
    return taken(file.name, file.content, heads, sheet, list_of(on))


def _periods(there: Iterable[str], word: str) -> tuple[str, ...]:
    known = (each for each in there if first_day(each) is not None)
    return tuple(sorted({within(each, word) for each in known} - {""}))


def _lies_in(period: str, whole: str) -> bool:
    return period == whole or whole == within(period, "year")


def _scaled(row: FactRow, setting: Setting) -> FactRow:
    factor = setting.factor(row.fact)
    if factor == ONE:
        return row
    try:
        return replace(row, value=shown(read_ratio(row.value) * factor))
    except Unreadable:  # whoever checks the figures says so
        return row


def course(found: Tried, slider_ends: tuple[Fraction, Fraction], of: Value) -> Sweep:
    """How the draft's result moves while one of its values runs from end to end."""
    steps = STEPS if len(found.rows) <= MANY else FEW_STEPS
    return sweep(_at(found.parts, of), *slider_ends, lines=len(found.after) + 1, steps=steps)


def _at(parts: Sequence[Part], of: Value) -> Callable[[Fraction], Point | None]:
    def at(value: Fraction) -> Point | None:
        lines: list[Line] = []
        for part in parts:
            has = of.name in part.draft.of.parameters
            plan = part.draft.varied(of.name, value, of.at) if has else part.draft
            outcome = part.lines(plan, part.drafted)
            if _findings(outcome):
                return None
            lines += _lines(outcome)
        return Point(value, net(lines))

    return at


def changes(
    plan: Plan, moved: Mapping[str, Fraction]
) -> Iterator[tuple[Value, Fraction, Fraction]]:
    """The values of parameters that are moved: from what to what."""
    for name, parameter in plan.of.parameters.items():
        for at, now in parameter.values:
            of = Value(PARAMETER, name, at)
            if moved.get(of.field, now) != now:
                yield of, now, moved[of.field]


def _said(findings: Sequence[Finding], *, draft: bool = False) -> Faults:
    return Faults(tuple(_words(in_words(each)) for each in findings[:SAID_MOST]), draft)


def _words(of: Explained) -> Bilingual:
    place = of.finding.place
    row = str(place.row) if place.row is not None else ""
    at = ":".join(part for part in (place.file, row) if part)
    return _placed(at, FAULT.fill(message=of.message, remedy=of.remedy))


def _placed(place: str, words: Bilingual) -> Bilingual:
    return PLACED.fill(place=place, words=words) if place else words


FAULT = Bilingual("{message}；{remedy}", "{message}; {remedy}")
PLACED = Bilingual("{place}：{words}", "{place}: {words}")
