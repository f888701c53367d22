"""Nodes of a trace as a person writes them: `(c - target) * flow`."""

from collections.abc import Mapping, Sequence
from typing import cast

from lianxi.kernel.digest import Plain

Node = Mapping[str, Plain]

_LEAVES = ("fact", "parameter", "roster", "period", "step")
_LOOSE = ("+", "-", "<", "<=", ">", ">=", "==", "!=", "and", "or")


def formula(node: Node) -> str:
    """A node in the rule's own words: names where it has one, the expression elsewhere.

    >>> formula({"is": "-", "of": [{"is": "fact", "symbol": "c"}, {"is": "number", "value": "2"}]})
    'c - 2'
    """
    is_, of = str(node["is"]), cast("Sequence[Node]", node.get("of", ()))
    if is_ in _LEAVES:
        return str(node["symbol"])
    if is_ == "number":
        return str(node["value"])
    if is_ in ("in", "round"):
        return formula(of[0])
    if is_ == "not" or (is_ == "-" and len(of) == 1):
        return f"{'not ' if is_ == 'not' else '-'}{_inner(of[0])}"
    if is_ in ("+", "-", "*", "/", *_LOOSE):
        return f" {is_} ".join(_inner(each) if is_ in "*/" else formula(each) for each in of)
    if is_ in ("sum", "mean", "highest", "lowest") and of:
        over = ", ".join(map(str, cast("Sequence[str]", node.get("over", ()))))
        return f"{is_}({formula(of[0])}; {over})"
    return f"{is_}({', '.join(formula(each) for each in of)})"


def _inner(node: Node) -> str:
    """A node within a product: in brackets where it would come apart."""
    of = node
    while of["is"] in ("in", "round"):
        of = cast("Sequence[Node]", of["of"])[0]
    return f"({formula(of)})" if of["is"] in _LOOSE else formula(of)
