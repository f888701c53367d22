"""Works a result of a sharing rule out again from its exported trace alone.

    python -m lianxi.sharing.rebuild TRACE.json

For whoever does not want to believe the engine: this file shares no line with it, needs nothing
but Python (copy it away and run it), and follows "The trace" in docs/explanation/sharing.md. The
value of every NODE is worked out from what came out below it, never from what stands there, and
compared with what stands there. It ends with 0 where nothing differs, 1 where something does, 2
where there is no trace to read. Open `GIVEN`, `PLAIN` and `SHAPED` first: what each `is` comes to.
"""

import json
import operator as op
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

# A trace beyond these is refused: nobody could read it, and it may be meant to keep us busy.
NODES, DEPTH, DIGITS, PLACES, BYTES = 100_000, 300, 4_000, 12, 32_000_000
EXACT = re.compile(r"-?[0-9]+(\.[0-9]+|/[0-9]*[1-9][0-9]*)?")  # \d would take full-width digits
LISTS = {
    "of": "", "before": "", "edges": "at rate through", "among": "weight when", "where": "holds",
}  # fmt: skip
SINGLE = ("key", "least", "most", "none", "year", "since", "gives", "when")
SIDES = {"up_to": op.le, "below": op.lt, "at_least": op.ge, "above": op.gt}
ZERO, LONGEST = Fraction(0), 10**DIGITS
NOT_HELD = ("条件不成立", "the condition does not hold")
Table = Mapping[str, object]
Worth = Fraction | str  # a truth is "true" or "false", so that it never counts as a number


class Differs(Exception):
    """What is wrong at a place, in Chinese and in English."""


def tables(node: Table, key: str) -> Sequence[Table]:
    """The list under a key: of NODEs, of edges, of keys."""
    found = node.get(key)
    if not isinstance(found, list | tuple) or not all(isinstance(e, Mapping) for e in found):
        raise Differs(f"{key} 应为列表", f"{key} must be a list of tables")
    return found


def within(node: Table) -> Iterator[tuple[str, object]]:
    """The NODEs within a NODE, each with its place: `of[0]`, `edges[1].at`, `least`."""
    for key, names in LISTS.items():
        for n, entry in enumerate(tables(node, key) if key in node else ()):
            if not names:
                yield f"{key}[{n}]", entry
            yield from ((f"{key}[{n}].{at}", entry[at]) for at in names.split() if at in entry)
    yield from ((key, node[key]) for key in SINGLE if key in node)


def said(node: Table, words: str) -> list[str]:
    """The texts under some keys; of a table such as `at`, its words and keys as one text."""
    texts = [node.get(word) for word in words.split()]
    for n, at in enumerate(texts):
        if isinstance(at, Mapping) and all(isinstance(key, str) for key in at.values()):
            texts[n] = json.dumps(dict(at), sort_keys=True)
    found = [text for text in texts if isinstance(text, str)]
    if len(found) < len(texts):
        raise Differs(f"应写明 {words}", f"it must say {words}")
    return found


def exact(node: Table, key: str = "value") -> Fraction:
    """The number under a key as a trace writes it: "8", "0.25", "-1/3"."""
    text = node.get(key)
    if not isinstance(text, str) or len(text) > DIGITS or not EXACT.fullmatch(text):
        raise Differs(
            f"{key} 不是精确的数：{text!r:.60}", f"{key} is no exact number: {text!r:.60}"
        )
    return Fraction(text)


def whole(node: Table, key: str, most: int) -> int:
    """The whole number under a key, from zero."""
    many = node.get(key)
    if type(many) is not int or not 0 <= many <= most:
        raise Differs(f"{key} 不对：{many!r:.60}", f"{key} is out of place: {many!r:.60}")
    return many


def total(of: Sequence[Fraction]) -> Fraction:
    """All added up, as long as anybody would write it down."""
    result = ZERO
    for worth in of:
        result += worth
        if max(abs(result.numerator), result.denominator) > LONGEST:
            raise Differs("位数过多", "it has too many digits")
    return result


class Node(NamedTuple):
    """A NODE, and what each NODE within it came to."""

    says: Table
    came: Mapping[str, Fraction]

    def of(self, key: str = "of", kind: type = Fraction) -> list[Fraction]:
        """What the NODEs of a list came to: numbers, or else truths."""
        found = [self.came[f"{key}[{n}]"] for n, _ in enumerate(tables(self.says, key))]
        if not all(isinstance(worth, kind) for worth in found):
            raise Differs(
                f"{key} 中数与真假混淆", f"{key} takes a truth for a number or the reverse"
            )
        return found

    def only(self) -> Fraction:
        """What the one operand came to."""
        if len(self.of()) != 1:
            raise Differs("of 应为一项", "of must have one entry")
        return self.of()[0]

    def step(self) -> Worth:
        """A step is what its formula came to."""
        said(self.says, "symbol at verb")
        [worth] = self.of(kind=object)
        return worth

    def decided(self, by: str) -> Worth:
        """`and` is decided by the first that is false, `or` by the first that is true."""
        truths = [str(worth) for worth in self.of(kind=str)]
        if by not in truths and len(truths) < 2:
            raise Differs("of 缺项", "of leaves out what had to be asked")
        return by if by in truths else truths[0]

    def over(self, how: Callable[[list[Fraction]], Fraction]) -> Worth:
        """What is gathered from several keys, none of them twice."""
        keys = [said({"at": key}, "at")[0] for key in tables(self.says, "keys")]
        if not self.says.get("over") or not len(set(keys)) == len(keys) == len(self.of()):
            raise Differs("over、keys、of 不相配", "over, keys and of do not go together")
        asked = tables(self.says, "where") if "where" in self.says else ()
        held = [
            said(e, "at") for n, e in enumerate(asked) if self.came[f"where[{n}].holds"] == "true"
        ]
        if "where" in self.says and not all([key] in held for key in keys):
            raise Differs(*NOT_HELD)
        return how(self.of())

    def banded(self, amount: Fraction, at: str) -> Worth:
        """What the first edge that holds gives, if it and no other is the one taken."""
        edges, should = tables(self.says, "edges"), -1
        for n, edge in enumerate(edges):
            side = SIDES[str(edge.get("edge", "up_to"))] if at in edge or edge.get("edge") else None
            if side is None or side(amount, self.came[f"edges[{n}].{at}"]):
                should = n
                break
        if [n for n, edge in enumerate(edges) if edge.get("taken") is not False] != [should]:
            raise Differs("取的不是最先成立的一档", "what is taken is not the first that holds")
        return self.came["gives"]

    def by_year(self) -> Worth:
        """By the year counted from `since`, both counted, or as the calendar has it."""
        since = self.came["since"] - 1 if "since" in self.says else ZERO
        return self.banded(self.came["year"] - since, "through")

    def slices(self) -> Worth:
        """Each slice of the amount above zero, from edge to edge, at its own rate."""
        amount, lower, parts = self.only(), ZERO, []
        for n, _ in enumerate(tables(self.says, "edges")):
            upper = self.came.get(f"edges[{n}].at", max(lower, amount))
            held = max(min(amount, upper) - max(lower, ZERO), ZERO)
            parts.append(held * self.came[f"edges[{n}].rate"])
            lower = upper
        return total(parts)

    def clip(self) -> Worth:
        """Held between bounds, of which one may be absent; where they cross, `most` decides."""
        if not {"least", "most"} & set(self.came):
            raise Differs("缺 least 或 most", "least or most is missing")
        amount = max(self.only(), self.came.get("least", self.only()))
        return min(amount, self.came.get("most", amount))

    def lookup(self) -> Worth:
        """The parameter's value for the key that came out."""
        keys = json.loads(said(tables(self.says, "of")[0], "at")[0]).values()
        if not any(EXACT.fullmatch(key) and Fraction(key) == self.came["key"] for key in keys):
            raise Differs("取的不是该键的值", "it is not the value for that key")
        return self.only()

    def left(self) -> Fraction:
        """What of an amount the tiers before leave."""
        amount = self.only()
        for most in self.of("before"):
            amount -= min(max(amount, ZERO), max(most, ZERO))
        return amount

    def tier(self) -> Worth:
        """What of an amount above zero runs into a tier."""
        rest = max(self.left(), ZERO)
        return min(rest, max(self.came.get("most", rest), ZERO))

    def rounded(self, number: Fraction) -> Fraction:
        """To its places, half away from zero."""
        one = 10 ** whole(self.says, "places", PLACES)
        parts = (2 * abs(number) * one + 1) // 2
        return Fraction(parts if number > 0 else -parts, one)

    def split(self) -> Worth:
        """One part of a whole by weight: remainders to the largest fraction, ties by `key`."""
        keys = [said(pair, "key from to")[0] for pair in tables(self.says, "among")]
        weights = [self.came[f"among[{n}].weight"] for n, _ in enumerate(keys)]
        one, which = 10 ** whole(self.says, "places", PLACES), whole(self.says, "which", len(keys))
        parts, everything = abs(self.only()) * one, total(weights)
        if len(set(keys)) < len(keys) or min(weights) < 0 or parts.denominator > 1:
            raise Differs("无法这样分", "it cannot be split like this")
        exacts = [parts * weight / everything for weight in weights]
        rest = parts - sum(part // 1 for part in exacts)
        order = sorted(range(len(keys)), key=lambda n: (exacts[n] // 1 - exacts[n], keys[n]))
        part = exacts[which] // 1 + (order.index(which) < rest)
        return Fraction(part if self.only() > 0 else -part, one)


GIVEN = {  # what is not worked out must say what it is and where it comes from
    "number": "unit",
    "fact": "symbol at source",
    "parameter": "symbol at version status clause source",
    "roster": "symbol at source",
    "period": "symbol",
}
COMPARED = {"<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge, "==": op.eq, "!=": op.ne}
PLAIN: Mapping[str, Callable[..., Worth]] = {  # of as many numbers as they name
    "+": op.add,
    "-": lambda a, *b: op.sub(a, *b) if b else -a,
    "*": op.mul,
    "/": op.truediv,
    "min": lambda a, *more: min(a, a, *more),
    "max": lambda a, *more: max(a, a, *more),
    "abs": abs,
}
SHAPED: Mapping[str, Callable[[Node], Worth]] = {
    "in": lambda node: node.only() * exact(node.says, "times"),
    "step": Node.step,
    "not": lambda node: "false" if node.of(kind=str) == ["true"] else "true",
    "and": lambda node: node.decided("false"),
    "or": lambda node: node.decided("true"),
    "sum": lambda node: node.over(total),
    "mean": lambda node: node.over(lambda of: total(of) / len(of)),
    "highest": lambda node: node.over(max),
    "lowest": lambda node: node.over(min),
    "bands": lambda node: node.banded(node.only(), "at"),
    "slices": Node.slices,
    "clip": Node.clip,
    "lookup": Node.lookup,
    "by_year": Node.by_year,
    "tier": Node.tier,
    "left": Node.left,
    "ratio": lambda node: PLAIN["/"](*node.of()) if node.of()[-1] else node.came["none"],
    "round": lambda node: node.rounded(node.only()),
    "total": lambda node: total(node.of()),
    "part": lambda node: node.rounded(op.mul(*node.of())),
    "split": Node.split,
}


def worked(node: Node) -> Worth:
    """What a NODE comes to."""
    kind, [_] = str(node.says.get("is")), said(node.says, "unit")
    if any(worth != "true" for at, worth in node.came.items() if at.endswith("when")):
        raise Differs(*NOT_HELD)
    if kind in GIVEN:
        said(node.says, GIVEN[kind])
        return exact(node.says)
    if kind in COMPARED:
        return "true" if COMPARED[kind](*node.of()) else "false"
    if kind in PLAIN:
        return PLAIN[kind](*node.of())
    if kind not in SHAPED:
        raise Differs(f"不明的 is：{kind:.60}", f"unknown is: {kind:.60}")
    return SHAPED[kind](node)


def placed(trace: Table) -> list[tuple[str, Table]]:
    """Each NODE with its path, before those it rests on."""
    found: list[tuple[str, Table]] = []
    if not isinstance(trace, Mapping):
        raise Differs("不是表", "it is no table")
    tops = [key for key in ("when", "why") if key in trace or key == "why"]
    waiting: list[tuple[str, object, int]] = [(key, trace.get(key), 1) for key in tops]
    while waiting:
        path, node, depth = waiting.pop()
        if not isinstance(node, Mapping):
            raise Differs(f"{path} 不是节点", f"{path} is no NODE")
        if depth > DEPTH or len(found) == NODES:
            raise Differs("过深或过大", "it is too deep or too large")
        found.append((path, node))
        waiting += [(f"{path}.{name}", inner, depth + 1) for name, inner in within(node)]
    return found


def agreed(node: Table, worth: Worth, earlier: dict[str, Worth]) -> None:
    """Refuse a NODE that says another value than it comes to, or than it has elsewhere."""
    if (exact(node) if isinstance(worth, Fraction) else node.get("value")) != worth:
        says, comes = f"{node.get('value')!s:.60}", f"{worth!s:.60}"
        raise Differs(f"写的是 {says}，算得 {comes}", f"it says {says}, it comes to {comes}")
    if "symbol" in node and "at" in node:
        name = " ".join(said(node, "is symbol at"))
        if earlier.setdefault(name, worth) != worth:
            raise Differs("同一项别处另有其值", "the same has another value elsewhere")


def transferred(trace: Table, why: Table, worth: Worth) -> None:
    """Refuse a transfer that is not what the uppermost NODE came to."""
    transfer, amount = tables({"of": [trace.get("transfer")]}, "of")[0], Fraction(worth)
    said(trace, "rule version")
    _, *ends, unit, _, _ = said(transfer, "name from to unit period of")
    if exact(transfer, "amount") != abs(amount) or unit != why.get("unit"):
        raise Differs(f"应为 {worth} {why.get('unit')}", f"it comes to {worth} {why.get('unit')}")
    if why.get("is") == "split":
        pair = said(tables(why, "among")[whole(why, "which", NODES)], "from to")
        if ends != (pair if amount > 0 else pair[::-1]):
            raise Differs("from、to 不是所分的一对", "from and to are not those of that part")


def rebuild(trace: Table) -> list[str]:
    """What differs in a trace, the lowest NODE first; nothing where everything comes out."""
    came: dict[str, Worth] = {}
    earlier: dict[str, Worth] = {}
    wrong: list[str] = []

    def tried(path: str, work: Callable[[], object]) -> None:
        try:
            work()
        except Differs as differs:
            wrong.append("{}：{}（{}）".format(path, *differs.args))
        except LookupError as error:
            wrong.append(f"{path}：缺或不明：{error}（missing or unknown: {error}）")
        except (ArithmeticError, TypeError, ValueError) as error:
            wrong.append(f"{path}：无法算出（it cannot be worked out: {error}）")

    def work_out(path: str, node: Table) -> None:
        inner = {name: cast("Fraction", came[f"{path}.{name}"]) for name, _ in within(node)}
        worth = worked(Node(node, inner))
        came[path] = total([worth]) if isinstance(worth, Fraction) else worth
        agreed(node, worth, earlier)

    places: list[tuple[str, Table]] = []
    tried("trace", lambda: places.extend(placed(trace)))
    for path, node in reversed(places):
        if all(f"{path}.{name}" in came for name, _ in within(node)):
            tried(path, partial(work_out, path, node))
    if "why" in came:
        tried("transfer", lambda: transferred(trace, dict(places)["why"], came["why"]))
    if came.get("when", "true") != "true":
        wrong.append("when：{}（{}）".format(*NOT_HELD))
    return wrong


def main(names: Sequence[str]) -> int:
    """Read one trace and say what differs."""
    try:
        [path] = map(Path, names)
        with path.open("rb") as file:
            text = file.read(BYTES + 1)
        wrong = rebuild(json.loads(text[:BYTES].decode(), object_pairs_hook=once))
    except (OSError, ValueError, RecursionError) as error:
        sys.stderr.write(f"读不出轨迹（no trace can be read）：{error}\n")
        return 2
    sys.stdout.write("\n".join(wrong or ["全部相符（nothing differs）"]) + "\n")
    return 1 if wrong else 0


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A table in which no key stands twice."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError(f"{[key for key, _ in pairs]!s:.60}")
    return dict(pairs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
