"""A part of a trace as one line: the formula by name, and the same with the values in it.

What has a name or a verb of its own is one term of the line, and is told by itself below it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lianxi.documents.sharing.naming import TRUTH, Naming, figure
from lianxi.kernel.bilingual import Bilingual, same

Node: TypeAlias = Mapping[str, object]

# How tightly a sign binds, and how it is written.
RANK: Mapping[str, int] = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "/"), 6),
    "in": 6,
}
SIGNS: Mapping[str, Bilingual] = {
    "*": same("×"),
    "/": same("÷"),
    "-": same("−"),
    "<=": same("≤"),
    ">=": same("≥"),
    "==": same("="),
    "!=": same("≠"),
    "and": Bilingual("且", "and"),
    "or": Bilingual("或", "or"),
    "not": Bilingual("非", "not"),
    "min": Bilingual("取小", "min"),
    "max": Bilingual("取大", "max"),
    "abs": Bilingual("绝对值", "abs"),
}
CALLS = ("min", "max", "abs")
TERM = 9


@dataclass(frozen=True)
class Line:
    """A formula with names, the same with values, and the terms that it is made of."""

    names: Bilingual
    values: Bilingual
    rank: int
    terms: tuple[Node, ...]

    @property
    def single(self) -> bool:
        """Whether it is one term, and nothing is worked out in it."""
        return self.rank == TERM


def line_of(node: Node, naming: Naming) -> Line:
    """A node as one line."""
    sign = str(node["is"])
    parts = [line_of(each, naming) for each in nodes(node, "of")] if composed(node) else []
    if not parts:
        return _term(node, naming)
    terms = tuple(term for part in parts for term in part.terms)
    rank = TERM if sign in CALLS else RANK[sign]
    if sign == "in":
        [part] = parts
        return Line(_times(part.names, node), _times(part.values, node), rank, terms)
    return Line(_joined(sign, parts, "names"), _joined(sign, parts, "values"), rank, terms)


def composed(node: Node) -> bool:
    """Whether a node is arithmetic, and so part of a line."""
    return str(node["is"]) in RANK or str(node["is"]) in CALLS


def nodes(node: Node, key: str) -> Sequence[Node]:
    """The nodes under a key."""
    inner = node.get(key, ())
    assert isinstance(inner, list | tuple)
    return [each for each in inner if isinstance(each, Mapping)]


def below(node: Node, key: str) -> Node | None:
    """The node under a key, where there is one."""
    inner = node.get(key)
    return inner if isinstance(inner, Mapping) else None


def keyed(node: Node) -> Mapping[str, str]:
    """The keys that a node is of."""
    at = node.get("at")
    return {str(word): str(key) for word, key in at.items()} if isinstance(at, Mapping) else {}


def shown(node: Node) -> Bilingual:
    """The value of a node for a reader."""
    if node.get("value") is None:
        return NO_VALUE
    value = str(node["value"])
    return TRUTH.get(value) or same(figure(value))


def _term(node: Node, naming: Naming) -> Line:
    value = shown(node)
    if node["is"] == "number":
        return Line(value, value, TERM, ())
    name = naming.symbol(str(node["symbol"])) if "symbol" in node else VERBS[str(node["is"])]
    return Line(name, value, TERM, (node,))


def _times(side: Bilingual, node: Node) -> Bilingual:
    """The same in another unit: nothing to be seen where the factor is one."""
    times = str(node["times"])
    return side if times == "1" else Bilingual(f"{side.zh} × {times}", f"{side.en} × {times}")


def _joined(sign: str, parts: Sequence[Line], side: str) -> Bilingual:
    rank = RANK.get(sign, 0)
    said = []
    for n, part in enumerate(parts):
        text: Bilingual = getattr(part, side)
        loose = part.rank < rank or (part.rank == rank and n and sign in "-/")
        negative = n > 0 and side == "values" and text.en.startswith("-")
        bracketed = sign not in CALLS and (loose or negative)
        said.append(Bilingual(f"({text.zh})", f"({text.en})") if bracketed else text)
    mark = SIGNS.get(sign, same(sign))
    if sign in CALLS:
        zh, en = ", ".join(s.zh for s in said), ", ".join(s.en for s in said)
        return Bilingual(f"{mark.zh}({zh})", f"{mark.en}({en})")
    if len(said) == 1:
        gap = " " if sign == "not" else ""
        return Bilingual(f"{mark.zh}{gap}{said[0].zh}", f"{mark.en}{gap}{said[0].en}")
    return Bilingual(
        f" {mark.zh} ".join(s.zh for s in said), f" {mark.en} ".join(s.en for s in said)
    )


NO_VALUE = Bilingual("缺", "missing")
# What is called by what it does, where it has no name of its own.
VERBS: Mapping[str, Bilingual] = {
    "sum": Bilingual("合计", "sum"),
    "mean": Bilingual("平均", "mean"),
    "highest": Bilingual("最大值", "highest"),
    "lowest": Bilingual("最小值", "lowest"),
    "bands": Bilingual("分档", "band"),
    "slices": Bilingual("分段计价", "slices"),
    "clip": Bilingual("限幅", "held between bounds"),
    "lookup": Bilingual("查表", "looked up"),
    "by_year": Bilingual("按年份", "by year"),
    "tier": Bilingual("流入该层", "runs into the tier"),
    "left": Bilingual("余下", "left over"),
    "ratio": Bilingual("比值", "ratio"),
    "round": Bilingual("取整到最小单位", "rounded"),
    "total": Bilingual("收上来的合计", "brought in"),
    "part": Bilingual("其中用于分配的部分", "the part that is shared"),
    "split": Bilingual("按权重分摊", "split by weight"),
}
