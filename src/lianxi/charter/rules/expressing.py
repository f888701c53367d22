"""Expressions with their units: what may be added, compared, multiplied, and what comes out."""

from collections.abc import Callable
from dataclasses import dataclass

from lianxi.charter.kinds.rule_words import Formula
from lianxi.charter.reading import Reader
from lianxi.charter.rules.tree import Calc, In, Leaf, Named, Node, Number, Test, Words
from lianxi.kernel import expression as ex
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place
from lianxi.kernel.unit import NONE, YUAN, Unit, product, quotient

CONDITION = Bilingual("条件", "a condition")
VALUE = Bilingual("数值", "a number")


@dataclass(frozen=True)
class Scope:
    """What an expression may name, and where its faults go."""

    resolve: Callable[[str, Place], Node | None]
    words: Words
    reader: Reader

    def joined(self, *nodes: Node) -> Words:
        """What a value that is made of these is per, in order."""
        return tuple(word for word in self.words if any(word in node.words for node in nodes))

    def wrong(self, code: str, place: Place, **values: Bilingual | str | int) -> None:
        """Report what is wrong; there is no node then."""
        self.reader.report(code, place, **values)


def expressed(said: Formula, scope: Scope, place: Place) -> Node | None:
    """The typed tree of an expression that gives a number."""
    return number(_node(said.tree, scope, place), scope, place)


def condition(said: Formula, scope: Scope, place: Place) -> Node | None:
    """The typed tree of an expression that is a condition."""
    node = _node(said.tree, scope, place)
    if node is not None and node.unit is not None:
        scope.wrong("rule.truth", place, wanted=CONDITION)
        return None
    return node


def number(node: Node | None, scope: Scope, place: Place) -> Node | None:
    """The node, where it gives a number."""
    if node is not None and node.unit is None:
        scope.wrong("rule.truth", place, wanted=VALUE)
        return None
    return node


def like(node: Node, unit: Unit, scope: Scope, place: Place) -> Node | None:
    """A node in a unit that it may be converted to; a bare zero goes with any."""
    assert node.unit is not None
    if _zero(node):
        return Number((), unit, node.value) if isinstance(node, Number) else node
    if not node.unit.like(unit):
        scope.wrong("rule.units", place, left=str(unit), right=str(node.unit))
        return None
    if node.unit.scale == unit.scale:
        return node
    return In(node.words, unit, node, node.unit.scale / unit.scale)


def alike(nodes: list[Node], scope: Scope, place: Place) -> list[Node] | None:
    """All in the unit of the first that is more than a bare zero."""
    unit = next((node.unit for node in nodes if not _zero(node)), nodes[0].unit)
    assert unit is not None
    found = [like(node, unit, scope, place) for node in nodes]
    there = [node for node in found if node is not None]
    return there if len(there) == len(nodes) else None


def settled(node: Node) -> Node:
    """A value in the plainest of its units: yuan where it is money, a number where it is none."""
    unit = node.unit
    assert unit is not None
    if isinstance(node, (Number, Leaf, Named)) and unit.text != "%":
        return node
    for plain in (NONE, YUAN):
        if unit.like(plain) and unit.scale != plain.scale:
            return In(node.words, plain, node, unit.scale / plain.scale)
    return node


def _zero(node: Node) -> bool:
    return isinstance(node, Number) and not node.value


def _node(tree: ex.Expression, scope: Scope, place: Place) -> Node | None:
    if isinstance(tree, ex.Number):
        return Number((), NONE, tree.value)
    if isinstance(tree, ex.Name):
        return scope.resolve(tree.id, place)
    of = [_node(part, scope, place) for part in ex.parts(tree)]
    nodes = [node for node in of if node is not None]
    if len(nodes) < len(of):
        return None
    if isinstance(tree, (ex.Joined, ex.Not)):
        return _joined(tree, nodes, scope, place)
    if any(node.unit is None for node in nodes):
        scope.wrong("rule.truth", place, wanted=VALUE)
        return None
    if isinstance(tree, ex.Negated):
        return Calc(nodes[0].words, nodes[0].unit, "-", tuple(nodes))
    if isinstance(tree, ex.Operation) and tree.sign in "*/":
        return _product(tree.sign, nodes, scope)
    same = alike(nodes, scope, place)
    if same is None:
        return None
    words = scope.joined(*same)
    if isinstance(tree, ex.Comparison):
        return Test(words, None, tree.sign, tuple(same))
    assert isinstance(tree, (ex.Operation, ex.Verb))
    sign = tree.sign if isinstance(tree, ex.Operation) else tree.verb
    return Calc(words, same[0].unit, sign, tuple(same))


def _joined(
    tree: "ex.Joined | ex.Not", nodes: list[Node], scope: Scope, place: Place
) -> Node | None:
    if any(node.unit is not None for node in nodes):
        scope.wrong("rule.truth", place, wanted=CONDITION)
        return None
    word = tree.word if isinstance(tree, ex.Joined) else "not"
    return Test(scope.joined(*nodes), None, word, tuple(nodes))


def _product(sign: str, nodes: list[Node], scope: Scope) -> Node:
    left, right = nodes
    assert left.unit is not None
    assert right.unit is not None
    unit = (product if sign == "*" else quotient)(left.unit, right.unit)
    return settled(Calc(scope.joined(left, right), unit, sign, (left, right)))
