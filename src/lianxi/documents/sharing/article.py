"""What the article of a rule says, in words: its facts, parameters, steps and transfers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lianxi.charter.amendments import provenance_of
from lianxi.charter.article import Consolidated
from lianxi.charter.citation import Citation
from lianxi.charter.kinds.rule import (
    FACTS,
    MISSING_KEY,
    NAMES,
    PARAMETERS,
    STEP,
    TRANSFER,
    WORST,
)
from lianxi.charter.kinds.rule_forms import MISSING, shown
from lianxi.charter.kinds.rule_words import SIDES, Edge, Formula, Side, Step, Transfer
from lianxi.charter.rules.typed import parameters_of
from lianxi.documents.sharing.formula import formula
from lianxi.documents.sharing.naming import ROLES, Naming, figure, unit_words
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.period import Period

Called = Callable[[str], Bilingual]


@dataclass(frozen=True)
class FactLine:
    """A fact: what it is called, per which words, its unit, what a gap means."""

    name: str
    title: Bilingual
    per: Bilingual | None
    unit: Bilingual
    missing: Bilingual


@dataclass(frozen=True)
class ParameterLine:
    """A parameter: its values with their keys, unit, clause, the version that agreed it."""

    name: str
    title: Bilingual
    values: tuple[tuple[Bilingual | None, str], ...]
    unit: Bilingual
    clause: str
    status: str
    source: tuple[Citation, ...]
    since: Period
    world: str


@dataclass(frozen=True)
class StepLine:
    """A step or a transfer: its name, what is done, and further lines such as bands."""

    name: str
    title: Bilingual
    words: Bilingual
    more: tuple[Bilingual, ...] = ()
    clause: str = ""


def naming_of(text: Consolidated, key: Called) -> Naming:
    """What the symbols of a rule are called; `key` says what a key, as a party's id, is called."""
    titles: dict[str, Bilingual] = {}
    for name, asked in (text.get(FACTS) or {}).items():
        if asked.title is not None:
            titles[name] = asked.title
    for name, parameter in parameters_of(text).items():
        if parameter.title is not None:
            titles[name] = parameter.title
    for step in _steps(text):
        if step.title is not None:
            titles[step.name] = step.title
    for n, move in enumerate(_transfers(text), 1):
        if move.title is not None:
            titles[move.name or str(n)] = move.title
    names = text.get(NAMES) or {}
    return Naming({**titles, **names}, lambda id_: names.get(id_) or key(id_))


def _steps(text: Consolidated) -> Iterator[Step]:
    said: tuple[object, ...] = text.get(STEP) or ()
    yield from (step for step in said if isinstance(step, Step))


def _transfers(text: Consolidated) -> Iterator[Transfer]:
    said: tuple[object, ...] = text.get(TRANSFER) or ()
    yield from (move for move in said if isinstance(move, Transfer))


def facts(text: Consolidated, naming: Naming) -> list[FactLine]:
    """What is measured or reported."""
    default = text.get(MISSING_KEY) or "refuse"
    return [
        FactLine(
            name,
            naming.symbol(name),
            listed([naming.word(word) for word in asked.per]) if asked.per else None,
            unit_words(str(asked.unit)),
            MISSING[asked.missing or default],
        )
        for name, asked in (text.get(FACTS) or {}).items()
    ]


def parameters(text: Consolidated, naming: Naming) -> list[ParameterLine]:
    """What was agreed, each with the version that agreed it."""
    lines = []
    for name, said in parameters_of(text).items():
        stated = text.keys[f"{PARAMETERS.name}.{name}"]
        status, source = provenance_of(stated)
        values = tuple(
            (listed([naming.key(key) for key in keys]) if keys else None, figure(shown(value)))
            for keys, value in said.values
        )
        version = stated.version
        of = (status, source, version.in_force_from, version.world)
        unit = unit_words(str(said.unit))
        lines.append(ParameterLine(name, naming.symbol(name), values, unit, said.clause, *of))
    return lines


def steps(text: Consolidated, naming: Naming) -> list[StepLine]:
    """How it is worked out, step by step."""
    return [
        StepLine(
            each.name, naming.symbol(each.name), _words(each, naming), tuple(_more(each, naming))
        )
        for each in _steps(text)
    ]


def _words(step: Step, naming: Naming) -> Bilingual:
    """What a step does."""
    of = getattr(step, step.verb)
    if isinstance(of, Formula):
        said = formula(of, naming)
    else:
        said = naming.symbol(of) if isinstance(of, str) else same("")
    values = {
        "of": said,
        "over": listed([naming.word(word) for word in step.over]) if step.over else same(""),
        "worst": WORST[step.is_] if step.is_ else same(""),
        "least": _or_nothing(step.least, naming),
        "most": _or_nothing(step.most, naming),
        "by": naming.word(step.by) if step.by else same(""),
        "at": _or_nothing(step.at, naming),
        "bottom": _or_nothing(step.of, naming),
    }
    return VERBS[step.verb].fill(**values)


def _or_nothing(said: Formula | None, naming: Naming) -> Bilingual:
    return NONE if said is None else formula(said, naming)


def _more(step: Step, naming: Naming) -> Iterator[Bilingual]:
    """The conditions, bands, years and tiers of a step."""
    if step.where is not None:
        yield WHERE.fill(where=formula(step.where, naming))
    for edge in step.edges:
        yield _edge(edge, naming)
    if step.since is not None:
        yield SINCE.fill(since=formula(step.since, naming))
    for edge in step.by_year or ():
        yield _edge(edge, naming)
    for n, tier in enumerate(step.into, 1):
        most = _or_nothing(tier.most, naming) if tier.most else REST
        yield TIER.fill(n=n, name=naming.symbol(tier.name), most=most)
    if step.none is not None:
        yield ZERO.fill(none=formula(step.none, naming))


def _edge(edge: Edge, naming: Naming) -> Bilingual:
    """One band, slice or year."""
    side = next((word for word in SIDES if getattr(edge, word) is not None), "")
    if edge.through is not None:
        where = THROUGH.fill(n=formula(edge.through, naming))
    elif side:
        where = EDGES[side].fill(at=formula(getattr(edge, side), naming))
    else:
        where = OTHERWISE
    if edge.rate is not None:
        return RATED.fill(where=where, rate=formula(edge.rate, naming))
    return GIVES.fill(where=where, gives=_or_nothing(edge.gives, naming))


def transfers(text: Consolidated, naming: Naming) -> list[StepLine]:
    """Who pays whom how much."""
    lines = []
    for n, each in enumerate(_transfers(text), 1):
        name = each.name or str(n)
        title = naming.titles.get(name) or TRANSFER_N.fill(n=n)
        sides = {"giver": _side(each.from_, naming), "taker": _side(each.to, naming)}
        if each.amount is not None:
            words = PAYS.fill(**sides, amount=formula(each.amount, naming))
        else:
            pot = naming.titles.get(each.share_of or "") or TRANSFER_NAMED.fill(
                name=each.share_of or ""
            )
            words = SHARES.fill(**sides, pot=pot)
        lines.append(StepLine(name, title, words, tuple(_terms(each, naming)), each.clause))
    return lines


def _terms(each: Transfer, naming: Naming) -> Iterator[Bilingual]:
    for words, said in ((WHEN, each.when), (BY, each.by), (PART, each.part)):
        if said is not None:
            yield words.fill(of=formula(said, naming))
    if each.within:
        yield WITHIN.fill(of=listed([naming.word(word) for word in each.within]))


def _side(side: Side, naming: Naming) -> Bilingual:
    """Who stands on a side."""
    if side.who is not None:
        return naming.word(side.who) if side.who in naming.titles else naming.key(side.who)
    who = (
        ROLE.fill(role=ROLES.get(side.role, same(side.role)))
        if side.role
        else EVERY.fill(word=naming.word(side.each or ""))
    )
    if side.by is None:
        return who
    return BY_WEIGHT.fill(who=who, by=formula(side.by, naming))


NONE = Bilingual("无", "none")
VERBS: Mapping[str, Bilingual] = {
    "value": Bilingual("{of}", "{of}"),
    "sum": Bilingual("对每个{over}求和：{of}", "summed over each {over}: {of}"),
    "mean": Bilingual("对每个{over}求平均：{of}", "the mean over each {over}: {of}"),
    "worst": Bilingual("对每个{over}，{worst}：{of}", "over each {over}, {worst}: {of}"),
    "bands": Bilingual("给{of}分档", "the band that {of} falls into"),
    "slices": Bilingual("给{of}分段计价", "{of}, each slice at its own rate"),
    "clip": Bilingual("{of}，下限{least}，上限{most}", "{of}, at least {least}, at most {most}"),
    "lookup": Bilingual("按{by}查{of}：{at}", "{of}, looked up by {by}: {at}"),
    "by_year": Bilingual("按年份取值", "by the year"),
    "waterfall": Bilingual("{of}，顺次流入各层", "{of}, running into one tier after the other"),
    "ratio": Bilingual("{of} ÷ {bottom}", "{of} ÷ {bottom}"),
}
EDGES: Mapping[str, Bilingual] = {
    "up_to": Bilingual("不超过{at}（含）", "no more than {at}"),
    "below": Bilingual("低于{at}（不含）", "less than {at}"),
    "at_least": Bilingual("不低于{at}（含）", "no less than {at}"),
    "above": Bilingual("高于{at}（不含）", "more than {at}"),
}
WHERE = Bilingual("只计：{where}", "only where {where}")
SINCE = Bilingual("从{since}起算第一年", "counted from {since}, that year being the first")
THROUGH = Bilingual("至第{n}年（含）", "through year {n}")
OTHERWISE = Bilingual("其余", "otherwise")
GIVES = Bilingual("{where}：{gives}", "{where}: {gives}")
RATED = Bilingual("{where}：每单位{rate}", "{where}: {rate} for each unit")
TIER = Bilingual("第{n}层{name}：至多{most}", "tier {n}, {name}: at most {most}")
REST = Bilingual("不限", "whatever is left")
ZERO = Bilingual("分母为零时：{none}", "where it is divided by zero: {none}")
TRANSFER_N = Bilingual("第{n}项转移", "transfer {n}")
TRANSFER_NAMED = Bilingual("“{name}”", "“{name}”")
PAYS = Bilingual("{giver}付给{taker}：{amount}", "{giver} to {taker}: {amount}")
SHARES = Bilingual(
    "{giver}把{pot}收上来的分给{taker}", "{giver} shares what {pot} brought in: {taker}"
)
WHEN = Bilingual("条件：{of}", "only where {of}")
BY = Bilingual("权重：{of}", "by weight: {of}")
PART = Bilingual("其中：{of}", "of it: {of}")
WITHIN = Bilingual("在每个{of}之内", "within each {of}")
ROLE = Bilingual("{role}一方", "those in the role “{role}”")
EVERY = Bilingual("各{word}", "every {word}")
BY_WEIGHT = Bilingual("{who}（按{by}分摊）", "{who}, by {by}")
