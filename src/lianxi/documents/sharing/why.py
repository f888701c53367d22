"""Why a line of a result is what it is: its trace as a tree that a person reads from the top."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lianxi.documents.sharing.inline import (
    VERBS,
    Node,
    below,
    composed,
    keyed,
    line_of,
    nodes,
    shown,
)
from lianxi.documents.sharing.naming import PAIR, Naming, unit_words
from lianxi.kernel.bilingual import Bilingual, same

LEAVES: Mapping[str, Bilingual] = {
    "number": Bilingual("常数", "number"),
    "fact": Bilingual("数据", "fact"),
    "parameter": Bilingual("参数", "parameter"),
    "roster": Bilingual("名册", "roster"),
    "period": Bilingual("核算期", "period"),
}
EDGES: Mapping[str, Bilingual] = {
    "up_to": Bilingual("不超过{at}", "no more than {at}"),
    "below": Bilingual("低于{at}", "less than {at}"),
    "at_least": Bilingual("不低于{at}", "no less than {at}"),
    "above": Bilingual("高于{at}", "more than {at}"),
}
GAPS: Mapping[str, Bilingual] = {
    "zero": Bilingual("缺数，按零计", "a gap: counts as zero"),
    "last": Bilingual("缺数，沿用上期", "a gap: the last value before it"),
    "leave-out": Bilingual("缺数，不计入", "a gap: left out"),
}


@dataclass(frozen=True)
class Branch:
    """One step of why: what it is, its formula by name and by value, what it comes to, below it.

    `kind` is "fact", "parameter" … of a leaf, else "step". Of a leaf, `version`, `status`,
    `clause` and `source` say what it rests on. A condition stands `aside` of what is added up.
    """

    what: Bilingual
    value: Bilingual
    unit: Bilingual
    kind: str = "step"
    of: Bilingual | None = None
    formula: Bilingual | None = None
    values: Bilingual | None = None
    said: tuple[Bilingual, ...] = ()
    branches: tuple["Branch", ...] = ()
    version: str = ""
    status: str = ""
    clause: str = ""
    source: str = ""
    aside: bool = False

    @property
    def batch(self) -> int | None:
        """The batch of facts that it came in with."""
        kind, _, number = self.source.partition("/")
        return int(number) if kind == "facts" and number.isdecimal() else None

    @property
    def leaf(self) -> bool:
        """Whether it comes from outside, and nothing is worked out in it."""
        return self.kind != "step"


def tree(trace: Mapping[str, object], naming: Naming) -> Branch:
    """The tree of a trace."""
    why = trace["why"]
    assert isinstance(why, Mapping)
    return _branch(why, naming)


def condition(trace: Mapping[str, object], naming: Naming) -> Branch | None:
    """The condition under which a line is paid, where there is one."""
    when = trace.get("when")
    return _branch(when, naming) if isinstance(when, Mapping) else None


def leaves(branch: Branch) -> Iterator[Branch]:
    """What a branch rests on, each thing once, in the order in which it comes up."""
    seen = set()
    for each in _leaves(branch):
        key = (each.kind, each.what, each.of, each.value, each.source)
        if key not in seen:
            seen.add(key)
            yield each


def _leaves(branch: Branch) -> Iterator[Branch]:
    if branch.leaf:
        yield branch
    for each in branch.branches:
        yield from _leaves(each)


def _branch(node: Node, naming: Naming) -> Branch:
    """A node; last below it the condition under which it was paid into a pot."""
    branch, when = _of_kind(node, naming), below(node, "when")
    if when is None:
        return branch
    held = replace(_branch(when, naming), what=CONDITION, aside=True)
    return replace(branch, branches=(*branch.branches, held))


def _of_kind(node: Node, naming: Naming) -> Branch:
    kind = str(node["is"])
    if kind in LEAVES:
        return _leaf(node, naming)
    if kind == "step":
        inner = _branch(nodes(node, "of")[0], naming)
        what = naming.symbol(str(node["symbol"]))
        if inner.leaf:
            inner = replace(_bare(node, naming), branches=(inner,))
        return replace(inner, what=what, of=naming.keys(keyed(node)))
    if composed(node):
        return _calculated(node, naming)
    return _VERBS[kind](node, naming)


def _leaf(node: Node, naming: Naming) -> Branch:
    kind = str(node["is"])
    gap = str(node.get("gap") or "")
    symbol = str(node.get("symbol", ""))
    return Branch(
        naming.symbol(symbol) if symbol else LEAVES[kind],
        shown(node),
        unit_words(str(node.get("unit", ""))),
        kind,
        naming.keys(keyed(node)),
        said=(GAPS.get(gap, same(gap)),) if gap else (),
        version=str(node.get("version") or ""),
        status=str(node.get("status") or ""),
        clause=str(node.get("clause") or ""),
        source=str(node.get("source") or ""),
    )


def _bare(node: Node, naming: Naming) -> Branch:  # noqa: ARG001  # every verb is asked alike
    """A node by itself: its value, and nothing of why."""
    what = VERBS.get(str(node["is"]), CALCULATED)
    return Branch(what, shown(node), unit_words(str(node.get("unit", ""))))


def _calculated(node: Node, naming: Naming) -> Branch:
    line = line_of(node, naming)
    return replace(
        _bare(node, naming),
        formula=line.names,
        values=line.values,
        branches=_terms(line.terms, naming),
    )


def _terms(terms: Sequence[Node], naming: Naming) -> tuple[Branch, ...]:
    """Each of the terms told once."""
    told: list[Branch] = []
    for term in terms:
        branch = _branch(term, naming)
        if branch not in told:
            told.append(branch)
    return tuple(told)


def _over(node: Node, naming: Naming) -> Branch:
    """A sum, a mean, the worst: a branch for each key."""
    given = node.get("keys")
    at = [each for each in given if isinstance(each, Mapping)] if isinstance(given, list) else []
    branches = []
    for n, inner in enumerate(nodes(node, "of")):
        branch = _branch(inner, naming)
        keys = naming.keys({str(k): str(v) for k, v in at[n].items()}) if n < len(at) else None
        branches.append(replace(branch, what=keys or branch.what, of=None if keys else branch.of))
    branches += _left_out(node, naming)
    over = node.get("over")
    words = over if isinstance(over, list | tuple) else [over] if over else []
    said = tuple(OVER.fill(word=naming.word(str(word))) for word in words)
    return replace(_bare(node, naming), said=said, branches=tuple(branches))


def _left_out(node: Node, naming: Naming) -> Iterator[Branch]:
    """Those of whom the condition does not hold."""
    for each in nodes(node, "where"):
        holds, keys = below(each, "holds"), naming.keys(keyed(each))
        if holds is not None and keys is not None and holds.get("value") == "false":
            yield replace(_branch(holds, naming), what=LEFT_OUT.fill(keys=keys), aside=True)


def _all_below(node: Node, naming: Naming) -> Branch:
    """A node that takes what stands below it, whichever it is."""
    branches = [_branch(each, naming) for each in nodes(node, "of")]
    for key, what in BELOW.items():
        inner = below(node, key)
        if inner is not None:
            branch = _branch(inner, naming)
            label = what if branch.what in (CALCULATED, LEAVES["number"]) else None
            branches.append(replace(branch, what=label) if label else branch)
    return replace(_bare(node, naming), branches=tuple(branches), said=tuple(_noted(node)))


def _rounded(node: Node, naming: Naming) -> Branch:
    """A rounded value, with the formula that it is rounded from."""
    inner = _branch(nodes(node, "of")[0], naming)
    own = replace(_bare(node, naming), said=tuple(_noted(node)))
    if inner.what is not CALCULATED:
        return replace(own, branches=(inner,))
    return replace(inner, what=own.what, value=own.value, unit=own.unit, said=own.said)


def _noted(node: Node) -> Iterator[Bilingual]:
    if "places" in node:
        yield ROUNDED.fill(n=str(node["places"]))


def _bands(node: Node, naming: Naming) -> Branch:
    said = []
    for edge in nodes(node, "edges"):
        at = below(edge, "at")
        words = OTHERWISE
        if at is not None:
            limit = line_of(at, naming)
            named = limit.names if at["is"] != "number" else None
            value = limit.values
            shown_at = AT.fill(name=named, value=value) if named else value
            words = EDGES[str(edge["edge"])].fill(at=shown_at)
        said.append((TAKEN if edge.get("taken") else NOT_TAKEN).fill(edge=words))
    return replace(_all_below(node, naming), said=tuple(said))


def _slices(node: Node, naming: Naming) -> Branch:
    said = []
    for edge in nodes(node, "edges"):
        at, rate = below(edge, "at"), below(edge, "rate")
        assert rate is not None
        to = EDGES["up_to"].fill(at=line_of(at, naming).values) if at else OTHERWISE
        said.append(RATED.fill(edge=to, rate=line_of(rate, naming).values))
    return replace(_all_below(node, naming), said=tuple(said))


def _by_year(node: Node, naming: Naming) -> Branch:
    said = []
    for edge in nodes(node, "edges"):
        through = below(edge, "through")
        words = THROUGH.fill(n=line_of(through, naming).values) if through else OTHERWISE
        said.append((TAKEN if edge.get("taken") else NOT_TAKEN).fill(edge=words))
    return replace(_all_below(node, naming), said=tuple(said))


def _waterfall(node: Node, naming: Naming) -> Branch:
    before = tuple(
        replace(_branch(each, naming), what=BEFORE.fill(n=n))
        for n, each in enumerate(nodes(node, "before"), 1)
    )
    found = _all_below(node, naming)
    return replace(found, branches=(*found.branches, *before))


def _ratio(node: Node, naming: Naming) -> Branch:
    top, bottom = (line_of(each, naming) for each in nodes(node, "of"))
    found = _all_below(node, naming)
    formula = OVER_LINE.fill(top=top.names, bottom=bottom.names)
    values = OVER_LINE.fill(top=top.values, bottom=bottom.values)
    return replace(found, formula=formula, values=values)


def _part(node: Node, naming: Naming) -> Branch:
    found = _all_below(node, naming)
    one, other = (line_of(each, naming) for each in nodes(node, "of"))
    values = Bilingual(
        f"{one.values.zh} × {other.values.zh}", f"{one.values.en} × {other.values.en}"
    )
    return replace(found, values=values)


def _split(node: Node, naming: Naming) -> Branch:
    """The whole, then everybody's weight; whose part it is stands first among those in bold."""
    which = int(str(node.get("which", 0)))
    weights = []
    for n, each in enumerate(nodes(node, "among")):
        weight = below(each, "weight")
        assert weight is not None
        pair = PAIR.fill(giver=naming.key(str(each["from"])), taker=naming.key(str(each["to"])))
        branch = _branch(weight, naming)
        said = (*branch.said, THIS_ONE) if n == which else branch.said
        weights.append(replace(branch, what=WEIGHT.fill(pair=pair), of=None, said=said))
        when = below(each, "when")
        if when is not None:
            held = CONDITION_OF.fill(pair=pair)
            weights.append(replace(_branch(when, naming), what=held, aside=True))
    found = _all_below(node, naming)
    return replace(found, said=(LARGEST,), branches=(*found.branches, *weights))


_VERBS = {
    **dict.fromkeys(("sum", "mean", "highest", "lowest"), _over),
    **dict.fromkeys(("clip", "lookup", "total"), _all_below),
    **dict.fromkeys(("tier", "left"), _waterfall),
    "round": _rounded,
    "bands": _bands,
    "slices": _slices,
    "by_year": _by_year,
    "ratio": _ratio,
    "part": _part,
    "split": _split,
}
# What stands below a node under a key of its own, and what it is called where it has no name.
BELOW: Mapping[str, Bilingual] = {
    "gives": Bilingual("取值", "gives"),
    "least": Bilingual("下限", "at least"),
    "most": Bilingual("上限", "at most"),
    "key": Bilingual("查哪一个", "looked up by"),
    "year": Bilingual("年份", "year"),
    "since": Bilingual("起始年", "counted from"),
    "none": Bilingual("分母为零时", "where it is zero"),
}
CALCULATED = Bilingual("算式", "worked out")
OVER = Bilingual("按{word}", "over each {word}")
AT = Bilingual("{name}（{value}）", "{name} ({value})")
TAKEN = Bilingual("{edge}：符合", "{edge}: holds")
NOT_TAKEN = Bilingual("{edge}：不取", "{edge}: not taken")
RATED = Bilingual("{edge}：每单位{rate}", "{edge}: {rate} each")
OTHERWISE = Bilingual("其余", "otherwise")
THROUGH = Bilingual("至第{n}年", "through year {n}")
BEFORE = Bilingual("前面第{n}层至多", "tier {n} before it, at most")
OVER_LINE = Bilingual("({top}) ÷ ({bottom})", "({top}) ÷ ({bottom})")
ROUNDED = Bilingual(
    "四舍五入，保留{n}位小数，只舍入这一次", "rounded once, half away from zero, to {n} decimals"
)
LARGEST = Bilingual(
    "按权重分到最小单位，余数归余额最大者",
    "shared by weight to the smallest part; remainders to the largest fraction",
)
WEIGHT = Bilingual("权重：{pair}", "weight: {pair}")
CONDITION = Bilingual("条件", "condition")
LEFT_OUT = Bilingual("不计入：{keys}", "does not count: {keys}")
CONDITION_OF = Bilingual("条件：{pair}", "condition: {pair}")
THIS_ONE = Bilingual("即本笔", "this is the line")
