"""The nodes of a trace: each with its value, its unit, and what it is made of."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product

from lianxi.charter.kinds.rule_forms import shown
from lianxi.charter.rules import tree
from lianxi.kernel.digest import Plain
from lianxi.sharing.column import FINE
from lianxi.sharing.grid import GAPS
from lianxi.sharing.periods import Time
from lianxi.sharing.run import Shared
from lianxi.sharing.work import Work, cut, sliced

NodeJson = dict[str, Plain]
Place = tuple[int | None, ...]  # an index along each axis; None where it does not matter


class Telling:
    """Tells the nodes of one result; what was worked out for a cell is kept."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.work = shared.work
        self.rule = shared.plan.of
        self.cells: dict[Place, Work] = {}

    def at(self, place: Place) -> Work:
        """The arrays of one cell."""
        if place not in self.cells:
            work = self.work
            self.cells[place] = Work(
                self.rule,
                work.shape,
                {name: sliced(column, place) for name, column in work.leaves.items()},
                work.keys,
                {name: sliced(column, place) for name, column in work.steps.items()},
                None if work.roster is None else cut(work.roster, place),
            )
        return self.cells[place]

    def place(self, node: tree.Node, index: Place) -> Place:
        """An index without what a node does not vary by."""
        words = (
            i if w in node.words else None for w, i in zip(self.rule.words, index[1:], strict=True)
        )
        return (index[0], *words)

    def value(self, node: tree.Node, index: Place) -> Fraction | None:
        """What a node comes to in a cell, as the engine works it out."""
        return self.at(self.place(node, index)).value(node).at((0,) * self.work.axes)

    def holds(self, node: tree.Node, index: Place) -> bool:
        """Whether a condition holds in a cell."""
        truth = self.at(self.place(node, index)).truth(node)
        return bool(truth.values.ravel()[0])

    def node(self, node: tree.Node, index: Place) -> NodeJson:
        """A node with its value, its unit, and what it is made of."""
        if isinstance(node, tree.Test):
            return self.test(node, index)
        told: NodeJson = {"is": "", "value": None, "unit": str(node.unit)}
        value = self.value(node, index)
        told["value"] = None if value is None else shown(value)
        return told | _TOLD[type(node)](self, node, index)

    def test(self, node: tree.Test, index: Place) -> NodeJson:
        """A condition; what was not asked, for the first part settled it, is not there."""
        told: NodeJson = {"is": node.sign, "value": "true" if self.holds(node, index) else "false"}
        told["unit"] = ""
        asked = list(node.of)
        if node.sign in ("and", "or") and self.holds(asked[0], index) == (node.sign == "or"):
            asked = asked[:1]
        return told | {"of": [self.node(each, index) for each in asked]}

    def keys(self, words: tuple[str, ...], index: Place) -> dict[str, Plain]:
        """The keys of some words in a cell."""
        found: dict[str, Plain] = {}
        for word, n in zip(self.rule.words, index[1:], strict=True):
            if word in words and n is not None:
                found[word] = self.work.keys[word][n]
        return found

    def time(self, index: Place) -> Time:
        """The period of a cell."""
        assert index[0] is not None
        return self.shared.facts.periods[index[0]]


def _leaf(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Leaf)
    told: NodeJson = {"is": node.source, "symbol": node.symbol}
    at = telling.keys(node.words, index)
    if node.source == "period":
        return told | {"at": {"period": telling.time(index).text}}
    if node.source == "fact":
        return told | _fact(telling, node.symbol, index) | {"at": at | _period(telling, index)}
    if node.source == "roster":
        roster = telling.shared.plan.roster
        return told | {"at": at, "source": roster.file if roster is not None else ""}
    return told | _parameter(telling, node.symbol) | {"at": at}


def _period(telling: Telling, index: Place) -> dict[str, Plain]:
    return {"period": telling.time(index).text}


def _fact(telling: Telling, symbol: str, index: Place) -> NodeJson:
    """Where a figure came from, or how its gap was filled."""
    facts = telling.shared.facts
    cells = facts.cells[symbol]
    shape = cells.rows.shape
    at = tuple(0 if n == 1 or i is None else i for i, n in zip(index, shape, strict=True))
    row, gap = int(cells.rows[at]), int(cells.gaps[at])
    title = telling.rule.facts[symbol].title
    told: NodeJson = {"title": title.as_json()} if title is not None else {}
    if gap:
        return told | {"gap": GAPS[gap], "source": ""}
    return told | {"source": facts.sources[row] if row >= 0 and len(facts.sources) > row else ""}


def _parameter(telling: Telling, symbol: str) -> NodeJson:
    """Which version states a parameter, its clause, and what it rests on."""
    parameter = telling.rule.parameters[symbol]
    version = telling.rule.text.keys[f"parameters.{symbol}"].version
    told: NodeJson = {
        "version": str(version.in_force_from),
        "status": version.status,
        "clause": parameter.clause,
        "source": "; ".join(map(str, version.source)),
    }
    return told if parameter.title is None else {**told, "title": parameter.title.as_json()}


def _named(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Named)
    step = telling.rule.said[node.symbol]
    inner = telling.rule.steps[node.symbol]
    told: NodeJson = {"is": "step", "symbol": node.symbol, "verb": step.verb}
    if step.title is not None:
        told["title"] = step.title.as_json()
    at = telling.keys(node.words, index)
    return told | {"at": at, "of": [telling.node(inner, telling.place(inner, index))]}


def _number_node(telling: Telling, node: tree.Node, index: Place) -> NodeJson:  # noqa: ARG001
    return {"is": "number"}


def _in(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.In)
    return {"is": "in", "times": shown(node.times), "of": [telling.node(node.of, index)]}


def _calc(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Calc)
    return {"is": node.sign, "of": [telling.node(each, index) for each in node.of]}


def _over(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    """Every one that counts, with its keys; with a condition, whether it holds of each."""
    assert isinstance(node, tree.Over)
    words = telling.rule.words
    axes = [telling.work.axis(word) for word in words if word in node.over]
    told: list[Plain] = []
    keys: list[Plain] = []
    where: list[Plain] = []
    for places in product(*(range(telling.work.shape[axis]) for axis in axes)):
        at = list(index)
        for axis, place in zip(axes, places, strict=True):
            at[axis] = place
        there = tuple(at)
        held = _stands(telling, node, there)
        if held and node.where is not None:
            truth = telling.at(telling.place(node.where, there)).truth(node.where)
            if truth.states is not None and int(truth.states.ravel()[0]) != FINE:
                continue
            held = bool(truth.values.ravel()[0])
            holds = telling.node(node.where, there)
            where.append({"at": telling.keys(node.over, there), "holds": holds})
        if held and telling.value(node.of, there) is not None:
            told.append(telling.node(node.of, there))
            keys.append(telling.keys(node.over, there))
    found: NodeJson = {"is": node.how, "over": list(node.over), "of": told, "keys": keys}
    return found if node.where is None else found | {"where": where}


def _stands(telling: Telling, node: tree.Over, at: Place) -> bool:
    """Whether anybody or anything stands in a cell."""
    asked = telling.work.standing({*node.of.words, *(node.where.words if node.where else ())})
    return asked is None or bool(cut(asked, at).all())


def _bands(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Bands)
    of = telling.value(node.of, index)
    edges: list[Plain] = []
    gives: NodeJson = {}
    for band in node.bands:
        at = None if band.at is None else telling.value(band.at, index)
        taken = not gives and of is not None and _holds(band.side, of, at)
        edge: NodeJson = {"edge": band.side, "taken": taken}
        if band.at is not None and at is not None:  # what was not asked need not have a value
            edge["at"] = telling.node(band.at, index)
        if taken:
            gives = telling.node(band.gives, index)
        edges.append(edge)
    return {"is": "bands", "of": [telling.node(node.of, index)], "edges": edges, "gives": gives}


def _holds(side: str, of: Fraction, at: Fraction | None) -> bool:
    if at is None or not side:
        return not side
    return {"up_to": of <= at, "below": of < at, "at_least": of >= at, "above": of > at}[side]


def _slices(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Slices)
    edges: list[Plain] = []
    for at, rate in node.slices:
        edge: NodeJson = {"rate": telling.node(rate, index)}
        if at is not None:
            edge["at"] = telling.node(at, index)
        edges.append(edge)
    return {"is": "slices", "of": [telling.node(node.of, index)], "edges": edges}


def _optional(telling: Telling, index: Place, **nodes: tree.Node | None) -> NodeJson:
    return {name: telling.node(node, index) for name, node in nodes.items() if node is not None}


def _clip(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Clip)
    bounds = _optional(telling, index, least=node.least, most=node.most)
    return {"is": "clip", "of": [telling.node(node.of, index)], **bounds}


def _lookup(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    """The parameter at the key that was looked up."""
    assert isinstance(node, tree.Lookup)
    value = telling.value(node, index)
    key = telling.value(node.at, index)
    at = telling.keys(node.words, index) | {node.by: "" if key is None else shown(key)}
    leaf: NodeJson = {"is": "parameter", "symbol": node.symbol, "unit": str(node.unit)}
    leaf["value"] = None if value is None else shown(value)
    leaf |= _parameter(telling, node.symbol) | {"at": at}
    return {"is": "lookup", "key": telling.node(node.at, index), "of": [leaf]}


def _by_year(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.ByYear)
    year: NodeJson = {"is": "period", "symbol": "year", "unit": "1"}
    year |= {"value": str(telling.time(index).year), "at": _period(telling, index)}
    counted = Fraction(telling.time(index).year)
    since = None if node.since is None else telling.value(node.since, index)
    if since is not None:
        counted += 1 - since
    edges: list[Plain] = []
    gives: NodeJson = {}
    for through, each in node.years:
        last = None if through is None else telling.value(through, index)
        taken = not gives and (through is None or (last is not None and counted <= last))
        edge: NodeJson = {"taken": taken}
        if last is not None:
            edge |= _optional(telling, index, through=through)
        if taken:
            gives = telling.node(each, index)
        edges.append(edge)
    since_told = _optional(telling, index, since=node.since)
    return {"is": "by_year", "year": year, **since_told, "edges": edges, "gives": gives}


def _tier(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Tier)
    before = tuple(telling.node(each, index) for each in node.before)
    of = [telling.node(node.of, index)]
    most = _optional(telling, index, most=node.most)
    return {"is": "tier", "of": list(of), "before": before, **most}


def _left(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Left)
    before = tuple(telling.node(each, index) for each in node.before)
    return {"is": "left", "of": [telling.node(node.of, index)], "before": before}


def _ratio(telling: Telling, node: tree.Node, index: Place) -> NodeJson:
    assert isinstance(node, tree.Ratio)
    of = (telling.node(node.of, index), telling.node(node.over, index))
    none = None if telling.value(node.over, index) else node.none
    return {"is": "ratio", "of": of, **_optional(telling, index, none=none)}


_TOLD: Mapping[type, Callable[[Telling, tree.Node, Place], NodeJson]] = {
    tree.Number: _number_node,
    tree.Leaf: _leaf,
    tree.Named: _named,
    tree.In: _in,
    tree.Calc: _calc,
    tree.Over: _over,
    tree.Bands: _bands,
    tree.Slices: _slices,
    tree.Clip: _clip,
    tree.Lookup: _lookup,
    tree.ByYear: _by_year,
    tree.Tier: _tier,
    tree.Left: _left,
    tree.Ratio: _ratio,
}
