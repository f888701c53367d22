"""The verbs of a step: what each needs, and the typed node that it becomes."""

from collections.abc import Callable, Mapping

from lianxi.charter.kinds.rule_words import (
    SIDES,
    VERBS,
    Edge,
    Formula,
    Parameter,
    Step,
)
from lianxi.charter.reading import Reader
from lianxi.charter.rules.expressing import Scope, alike, condition, expressed, like, settled
from lianxi.charter.rules.tree import (
    Band,
    Bands,
    ByYear,
    Clip,
    Left,
    Lookup,
    Node,
    Over,
    Ratio,
    Slices,
    Tier,
    Words,
)
from lianxi.kernel.finding import Place
from lianxi.kernel.unit import NONE, product, quotient

_WORDS = (
    "over",
    "where",
    "is",
    "edges",
    "least",
    "most",
    "by",
    "at",
    "since",
    "into",
    "of",
    "none",
)


def resolved(
    step: Step,
    name: str,
    scope: Scope,
    parameters: Mapping[str, Parameter],
    looked_up: Callable[[Parameter, str], Words],
    place: Place,
) -> Node | None:
    """The node of a step, or of one tier of a waterfall; None where something is wrong with it."""
    if not _shaped(step, place, scope.reader):
        return None
    verb = step.verb
    at = place.at(verb)
    if verb == "lookup":
        return _lookup(step, scope, parameters, looked_up, place)
    if verb == "by_year":
        return _by_year(step, scope, place)
    said = getattr(step, verb)
    assert isinstance(said, Formula)
    of = expressed(said, scope, at)
    if of is None:
        return None
    if verb == "value":
        return of
    if verb in ("sum", "mean", "worst"):
        return _over(step, verb, of, scope, place)
    if verb == "waterfall":
        return _waterfall(step, name, of, scope, place)
    return _MAKERS[verb](step, of, scope, place)


def _shaped(step: Step, place: Place, reader: Reader) -> bool:
    """Whether it has one verb, and the words of that verb alone."""
    before = len(reader.findings)
    verbs = [verb for verb in VERBS if getattr(step, verb) is not None]
    if len(verbs) != 1:
        reader.report("rule.verb", place, name=step.name, known=", ".join(VERBS))
        return False
    needs, may = VERBS[verbs[0]]
    for word in _WORDS:
        there = getattr(step, f"{word}_" if word == "is" else word) not in (None, ())
        if there and word not in needs | may:
            reader.report("rule.word", place.at(word), word=word, verb=verbs[0])
        if word in needs and not there:
            reader.report("rule.lacks", place, word=word, verb=verbs[0])
    if verbs[0] == "clip" and step.least is None and step.most is None:
        reader.report("rule.lacks", place, word="least", verb="clip")
    return len(reader.findings) == before


def _over(step: Step, verb: str, of: Node, scope: Scope, place: Place) -> Node | None:
    where = condition(step.where, scope, place.at("where")) if step.where else None
    if step.where is not None and where is None:
        return None
    words = scope.joined(of, *([where] if where else []))
    for word in step.over:
        if word not in words:
            scope.wrong("rule.over", place.at("over"), word=word, per=", ".join(words))
            return None
    left = tuple(word for word in words if word not in step.over)
    how = step.is_ or "highest" if verb == "worst" else verb
    return Over(left, of.unit, how, of, step.over, where)


def _each(
    edges: tuple[Edge, ...], sides: tuple[str, ...], result: str, scope: Scope, place: Place
) -> bool:
    """Whether every edge has one side and its result; only the last may have no side."""
    before = len(scope.reader.findings)
    every = (*SIDES, "through", "gives", "rate")
    for n, edge in enumerate(edges, 1):
        at = place.item(n)
        had = [word for word in every if getattr(edge, word) is not None]
        said = [word for word in had if word in sides]
        for word in had:
            if word not in (*sides, result):
                scope.wrong("rule.edge-word", at.at(word), word=word, known=", ".join(sides))
        if result not in had:
            scope.wrong("rule.edge-lacks", at, word=result)
        if len(said) > 1 or (not said and n < len(edges)):
            scope.wrong("rule.edge", at, known=", ".join(sides))
    return len(scope.reader.findings) == before


def _bands(step: Step, of: Node, scope: Scope, place: Place) -> Node | None:
    place = place.at("edges")
    if not _each(step.edges, tuple(SIDES), "gives", scope, place):
        return None
    sides, ats, gives = [], [], []
    assert of.unit is not None
    for n, edge in enumerate(step.edges, 1):
        side = next((word for word in SIDES if getattr(edge, word) is not None), "")
        at = expressed(getattr(edge, side), scope, place.item(n).at(side)) if side else None
        at = like(at, of.unit, scope, place.item(n).at(side)) if at is not None else None
        assert edge.gives is not None
        result = expressed(edge.gives, scope, place.item(n).at("gives"))
        if result is None or (side and at is None):
            return None
        sides.append(side)
        ats.append(at)
        gives.append(result)
    same = alike(gives, scope, place)
    if same is None:
        return None
    bands = tuple(Band(*each) for each in zip(sides, ats, same, strict=True))
    words = scope.joined(of, *same, *(at for at in ats if at is not None))
    return Bands(words, same[0].unit, of, bands)


def _slices(step: Step, of: Node, scope: Scope, place: Place) -> Node | None:
    place = place.at("edges")
    if not _each(step.edges, ("up_to",), "rate", scope, place):
        return None
    assert of.unit is not None
    ats: list[Node | None] = []
    rates: list[Node] = []
    for n, edge in enumerate(step.edges, 1):
        at = expressed(edge.up_to, scope, place.item(n).at("up_to")) if edge.up_to else None
        at = like(at, of.unit, scope, place.item(n).at("up_to")) if at is not None else None
        assert edge.rate is not None
        rate = expressed(edge.rate, scope, place.item(n).at("rate"))
        if rate is None or (edge.up_to is not None and at is None):
            return None
        ats.append(at)
        rates.append(rate)
    same = alike(rates, scope, place)
    if same is None:
        return None
    assert same[0].unit is not None
    words = scope.joined(of, *same, *(at for at in ats if at is not None))
    unit = product(of.unit, same[0].unit)
    return settled(Slices(words, unit, of, tuple(zip(ats, same, strict=True))))


def _clip(step: Step, of: Node, scope: Scope, place: Place) -> Node | None:
    bounds: list[Node | None] = []
    assert of.unit is not None
    for word, said in (("least", step.least), ("most", step.most)):
        bound = expressed(said, scope, place.at(word)) if said else None
        bound = like(bound, of.unit, scope, place.at(word)) if bound is not None else None
        if said is not None and bound is None:
            return None
        bounds.append(bound)
    words = scope.joined(of, *(bound for bound in bounds if bound is not None))
    return Clip(words, of.unit, of, bounds[0], bounds[1])


def _ratio(step: Step, of: Node, scope: Scope, place: Place) -> Node | None:
    assert step.of is not None
    over = expressed(step.of, scope, place.at("of"))
    if over is None:
        return None
    assert of.unit is not None
    assert over.unit is not None
    unit = quotient(of.unit, over.unit)
    none = expressed(step.none, scope, place.at("none")) if step.none else None
    none = like(none, unit, scope, place.at("none")) if none is not None else None
    if step.none is not None and none is None:
        return None
    words = scope.joined(of, over, *([none] if none is not None else []))
    return settled(Ratio(words, unit, of, over, none))


_MAKERS: Mapping[str, Callable[[Step, Node, Scope, Place], Node | None]] = {
    "bands": _bands,
    "slices": _slices,
    "clip": _clip,
    "ratio": _ratio,
}


def _waterfall(step: Step, name: str, of: Node, scope: Scope, place: Place) -> Node | None:
    place = place.at("into")
    assert of.unit is not None
    most: list[Node | None] = []
    for n, tier in enumerate(step.into, 1):
        if tier.most is None and n < len(step.into):
            scope.wrong("rule.tier", place.item(n), name=tier.name)
            return None
        bound = expressed(tier.most, scope, place.item(n).at("most")) if tier.most else None
        bound = like(bound, of.unit, scope, place.item(n).at("most")) if bound is not None else None
        if tier.most is not None and bound is None:
            return None
        most.append(bound)
    names = [tier.name for tier in step.into]
    at = names.index(name) if name in names else len(names)
    before = tuple(bound for bound in most[:at] if bound is not None)
    own = most[at] if at < len(most) else None
    words = scope.joined(of, *before, *([own] if own is not None else []))
    if name in names:
        return Tier(words, of.unit, of, before, own)
    if most[-1] is None:  # the last tier takes whatever comes: nothing is left
        before = (*before, of)
    return Left(words, of.unit, of, before)


def _lookup(
    step: Step,
    scope: Scope,
    parameters: Mapping[str, Parameter],
    looked_up: Callable[[Parameter, str], Words],
    place: Place,
) -> Node | None:
    symbol, by = step.lookup or "", step.by or ""
    parameter = parameters.get(symbol)
    if parameter is None or by not in parameter.per:
        scope.wrong("rule.lookup", place.at("lookup"), name=symbol, by=by)
        return None
    assert step.at is not None
    at = expressed(step.at, scope, place.at("at"))
    at = like(at, NONE, scope, place.at("at")) if at is not None else None
    if at is None:
        return None
    per = looked_up(parameter, by)
    words = tuple(word for word in scope.words if word in per or word in at.words)
    return Lookup(words, parameter.unit, symbol, by, at)


def _by_year(step: Step, scope: Scope, place: Place) -> Node | None:
    edges = step.by_year or ()
    since = expressed(step.since, scope, place.at("since")) if step.since else None
    since = like(since, NONE, scope, place.at("since")) if since is not None else None
    place = place.at("by_year")
    if not _each(edges, ("through",), "gives", scope, place) or (step.since and since is None):
        return None
    through: list[Node | None] = []
    gives: list[Node] = []
    for n, edge in enumerate(edges, 1):
        at = expressed(edge.through, scope, place.item(n).at("through")) if edge.through else None
        at = like(at, NONE, scope, place.item(n).at("through")) if at is not None else None
        assert edge.gives is not None
        result = expressed(edge.gives, scope, place.item(n).at("gives"))
        if result is None or (edge.through is not None and at is None):
            return None
        through.append(at)
        gives.append(result)
    same = alike(gives, scope, place)
    if same is None:
        return None
    there = [node for node in (since, *through) if node is not None]
    return ByYear(
        scope.joined(*same, *there), same[0].unit, tuple(zip(through, same, strict=True)), since
    )
