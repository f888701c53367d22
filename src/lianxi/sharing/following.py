"""A trace as a function of one of its inputs: its value, its slope, and where it turns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import cast

from lianxi.kernel.digest import Plain
from lianxi.sharing.trace_words import formula

Node = Mapping[str, Plain]


@dataclass(frozen=True)
class Input:
    """A figure or a parameter at its keys, with its value and unit."""

    kind: str  # "fact" or "parameter"
    symbol: str
    at: tuple[tuple[str, str], ...]
    value: Fraction
    unit: str

    @classmethod
    def of(cls, node: Node) -> "Input":
        """The input that a leaf of a trace is."""
        at = cast("Mapping[str, str]", node.get("at", {}))
        keys = tuple(sorted(at.items()))
        value = Fraction(str(node["value"]))
        return cls(str(node["is"]), str(node["symbol"]), keys, value, str(node.get("unit", "1")))


@dataclass(frozen=True)
class Turn:
    """A condition, an edge or a bound, in words of the rule, and the input's value there."""

    what: str
    at: Fraction | None


@dataclass(frozen=True)
class Linear:
    """`start + slope * x`; without a slope where it is not linear, then only the value counts."""

    value: Fraction
    slope: Fraction | None = Fraction(0)

    @property
    def fixed(self) -> bool:
        """Whether it does not move with the input."""
        return self.slope == 0


@dataclass
class Followed:
    """What became of a trace at one value of an input.

    `turns` are what it passes on the way, with the value at which each would turn; `stands` says
    on which side of each it is.
    """

    line: Linear | None = None
    turns: list[Turn] = field(default_factory=list)
    stands: list[int] = field(default_factory=list)
    linear: bool = True


def follow(why: Node, when: Node | None, of: Input, value: Fraction) -> Followed:
    """Work a trace out with another value of one input."""
    following = _Following(of, value)
    if when is not None:
        following.truth(when)
    line = following.value(why)
    found = following.found
    found.line = line if line.slope is not None else None
    return found


class _Following:
    def __init__(self, of: Input, value: Fraction) -> None:
        self.of, self.at = of, value
        self.found = Followed()

    # what turns

    def turn(self, what: str, left: Linear, right: Linear) -> int:
        """Note on which side one value is of another, and where they would meet."""
        gap = _minus(left, right)
        sign = (gap.value > 0) - (gap.value < 0)
        if gap.slope == 0:
            return sign
        meet = None
        if gap.slope is None:
            self.found.linear = False
        else:
            meet = self.at - gap.value / gap.slope
        self.found.turns.append(Turn(what, meet))
        self.found.stands.append(sign)
        return sign

    def truth(self, node: Node) -> bool:
        """Whether a condition holds."""
        sign, of = str(node["is"]), _parts(node, "of")
        if sign == "not":
            return not self.truth(of[0])
        if sign in ("and", "or"):
            held = [self.truth(each) for each in of]
            return all(held) if sign == "and" else any(held)
        left, right = self.value(of[0]), self.value(of[1])
        side = self.turn(formula(node), left, right)
        return _HOLDS[sign](side)

    # values

    def value(self, node: Node) -> Linear:
        """What a node comes to, and how it moves."""
        if "when" in node:
            self.truth(cast("Node", node["when"]))
        for each in _parts(node, "where"):
            self.truth(cast("Node", each["holds"]))
        return _VALUES[str(node["is"])](self, node)

    def several(self, node: Node, word: str = "of") -> list[Linear]:
        """What several nodes come to."""
        return [self.value(each) for each in _parts(node, word)]

    def optional(self, node: Node, word: str) -> Linear | None:
        """A node that may not be there."""
        return self.value(cast("Node", node[word])) if node.get(word) else None

    def lesser(self, what: str, one: Linear, other: Linear) -> Linear:
        """The lesser of two."""
        return one if self.turn(what, one, other) <= 0 else other

    def greater(self, what: str, one: Linear, other: Linear) -> Linear:
        """The greater of two."""
        return one if self.turn(what, one, other) >= 0 else other


_HOLDS: Mapping[str, Callable[[int], bool]] = {
    "<": lambda side: side < 0,
    "<=": lambda side: side <= 0,
    ">": lambda side: side > 0,
    ">=": lambda side: side >= 0,
    "==": lambda side: side == 0,
    "!=": lambda side: side != 0,
}
NOTHING = Linear(Fraction(0))


def _parts(node: Node, word: str) -> Sequence[Node]:
    return cast("Sequence[Node]", node.get(word, ()))


def _minus(one: Linear, other: Linear) -> Linear:
    return _plus(one, _times(Linear(Fraction(-1)), other))


def _plus(one: Linear, other: Linear) -> Linear:
    slope = None if one.slope is None or other.slope is None else one.slope + other.slope
    return Linear(one.value + other.value, slope)


def _times(one: Linear, other: Linear) -> Linear:
    value = one.value * other.value
    if one.fixed:
        return Linear(value, None if other.slope is None else one.value * other.slope)
    if other.fixed:
        return Linear(value, None if one.slope is None else other.value * one.slope)
    return Linear(value, None)


def _over(one: Linear, other: Linear) -> Linear:
    if not other.value:
        return Linear(Fraction(0), None)
    value = one.value / other.value
    if other.fixed:
        return Linear(value, None if one.slope is None else one.slope / other.value)
    return Linear(value, None)


def _leaf(f: _Following, node: Node) -> Linear:
    if node["is"] in ("fact", "parameter"):
        this = Input.of(node)
        if (this.kind, this.symbol, this.at) == (f.of.kind, f.of.symbol, f.of.at):
            return Linear(f.at, Fraction(1))
    return Linear(Fraction(str(node["value"])))


def _one(f: _Following, node: Node) -> Linear:
    return f.several(node)[0]


def _in(f: _Following, node: Node) -> Linear:
    return _times(Linear(Fraction(str(node["times"]))), _one(f, node))


def _calc(f: _Following, node: Node) -> Linear:
    of, sign = f.several(node), str(node["is"])
    if sign == "-" and len(of) == 1:
        return _minus(NOTHING, of[0])
    if sign == "/":
        f.turn(f"{formula(_parts(node, 'of')[1])} = 0", of[1], NOTHING)
    found = of[0]
    for other in of[1:]:
        if sign in ("min", "max"):
            pick = f.lesser if sign == "min" else f.greater
            found = pick(formula(node), found, other)
        else:
            found = {"+": _plus, "-": _minus, "*": _times, "/": _over}[sign](found, other)
    return found


def _abs(f: _Following, node: Node) -> Linear:
    found = _one(f, node)
    return found if f.turn(formula(node), found, NOTHING) >= 0 else _minus(NOTHING, found)


def _sum(f: _Following, node: Node) -> Linear:
    found = NOTHING
    for each in f.several(node):
        found = _plus(found, each)
    return found


def _total(f: _Following, node: Node) -> Linear:
    """What a pot holds: where that passes zero, it is paid the other way round."""
    found = _sum(f, node)
    f.turn("total = 0", found, NOTHING)
    return found


def _mean(f: _Following, node: Node) -> Linear:
    return _over(_sum(f, node), Linear(Fraction(len(_parts(node, "of")))))


def _worst(f: _Following, node: Node) -> Linear:
    of = f.several(node)
    found = of[0]
    pick = f.greater if node["is"] == "highest" else f.lesser
    for other in of[1:]:
        found = pick(formula(node), found, other)
    return found


def _bands(f: _Following, node: Node) -> Linear:
    of = _one(f, node)
    for edge in _parts(node, "edges"):
        at = f.optional(edge, "at")
        if at is not None:
            f.turn(
                f"{formula(_parts(node, 'of')[0])} = {formula(cast('Node', edge['at']))}", of, at
            )
        if edge["taken"]:
            break
    return f.value(cast("Node", node["gives"]))


def _slices(f: _Following, node: Node) -> Linear:
    name = formula(_parts(node, "of")[0])
    of = f.greater(f"{name} = 0", _one(f, node), NOTHING)
    found, lower = NOTHING, NOTHING
    for edge in _parts(node, "edges"):
        upper = f.optional(edge, "at")
        held = of
        if upper is not None:
            held = f.lesser(f"{name} = {formula(cast('Node', edge['at']))}", of, upper)
        inside = f.greater(name, _minus(held, f.greater(name, lower, NOTHING)), NOTHING)
        found = _plus(found, _times(inside, f.value(cast("Node", edge["rate"]))))
        lower = lower if upper is None else upper
    return found


def _clip(f: _Following, node: Node) -> Linear:
    found = _one(f, node)
    name = formula(_parts(node, "of")[0])
    for word, pick in (("least", f.greater), ("most", f.lesser)):
        bound = f.optional(node, word)
        if bound is not None:
            found = pick(f"{name} = {formula(cast('Node', node[word]))}", found, bound)
    return found


def _lookup(f: _Following, node: Node) -> Linear:
    """Another key may have another value: where the key moves, it turns at once."""
    key = cast("Node", node["key"])
    stands = Linear(Fraction(str(key["value"])))
    f.turn(f"{formula(key)} = {key['value']}", f.value(key), stands)
    return _one(f, node)


def _by_year(f: _Following, node: Node) -> Linear:
    return f.value(cast("Node", node["gives"]))


def _tiers(f: _Following, node: Node) -> tuple[Linear, Linear]:
    """What ran into the tiers before, and what still runs."""
    name = formula(_parts(node, "of")[0])
    left = f.greater(f"{name} = 0", _one(f, node), NOTHING)
    taken = NOTHING
    for each, most in zip(_parts(node, "before"), f.several(node, "before"), strict=True):
        room = f.greater(formula(each), most, NOTHING)
        into = f.lesser(f"{name} = {formula(each)}", left, room)
        left, taken = _minus(left, into), _plus(taken, into)
    return taken, left


def _tier(f: _Following, node: Node) -> Linear:
    _, left = _tiers(f, node)
    most = f.optional(node, "most")
    if most is None:
        return left
    what = formula(cast("Node", node["most"]))
    return f.lesser(what, left, f.greater(what, most, NOTHING))


def _left(f: _Following, node: Node) -> Linear:
    taken, _ = _tiers(f, node)
    return _minus(_one(f, node), taken)


def _ratio(f: _Following, node: Node) -> Linear:
    of, over = f.several(node)
    f.turn(f"{formula(_parts(node, 'of')[1])} = 0", over, NOTHING)
    if not over.value:
        none = f.optional(node, "none")
        return none if none is not None and over.fixed else Linear(Fraction(0), None)
    return _over(of, over)


def _split(f: _Following, node: Node) -> Linear:
    """The part before it is rounded: rounding is no turn."""
    whole = _one(f, node)
    weights = []
    for each in _parts(node, "among"):
        if "when" in each:
            f.truth(cast("Node", each["when"]))
        weights.append(f.value(cast("Node", each["weight"])))
        f.turn(f"{formula(cast('Node', each['weight']))} = 0", weights[-1], NOTHING)
    total = NOTHING
    for weight in weights:
        total = _plus(total, weight)
    return _times(whole, _over(weights[int(str(node["which"]))], total))


def _part(f: _Following, node: Node) -> Linear:
    pot, part = f.several(node)
    return _times(pot, part)


def _round(f: _Following, node: Node) -> Linear:
    found = _one(f, node)
    f.turn(f"{formula(_parts(node, 'of')[0])} = 0", found, NOTHING)
    return found


_VALUES: Mapping[str, Callable[[_Following, Node], Linear]] = {
    **dict.fromkeys(("number", "fact", "parameter", "roster", "period"), _leaf),
    **dict.fromkeys(("+", "-", "*", "/", "min", "max"), _calc),
    **dict.fromkeys(("highest", "lowest"), _worst),
    "sum": _sum,
    "total": _total,
    "step": _one,
    "in": _in,
    "abs": _abs,
    "mean": _mean,
    "bands": _bands,
    "slices": _slices,
    "clip": _clip,
    "lookup": _lookup,
    "by_year": _by_year,
    "tier": _tier,
    "left": _left,
    "ratio": _ratio,
    "round": _round,
    "part": _part,
    "split": _split,
}
