"""A second, plain way to work a sharing rule out: cell by cell, straight from its text.

    Plain(toml, csv, rows).value("due * 2", "2006-01", {"spot": "s1"})

It is slow and shares nothing with the engine: `tomllib`, `ast`, dictionaries and fractions. It
follows docs/explanation/sharing.md; what it can't do, the rules drawn at random never ask.
"""

import ast
import csv
import operator as op
import tomllib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from io import StringIO
from itertools import product, zip_longest
from typing import Any

from rules_at_random import CITIES, Row

# Everything is counted in CNY, g and m3, so that nothing need be converted.
SIZES = {
    unit: Fraction(size)
    for unit, size in {
        "1": "1",
        "%": "0.01",
        "CNY": "1",
        "CNY.wan": "10000",
        "mg/L": "1",
        "g/m3": "1",
        "kg/m3": "1000",
        "m3": "1",
        "L": "0.001",
        "CNY/t": "0.000001",
    }.items()
}
SIDES = {"up_to": "<=", "below": "<", "at_least": ">=", "above": ">"}
SIGNS = {"Add": op.add, "Sub": op.sub, "Mult": op.mul, "Div": op.truediv, "Lt": op.lt,
         "LtE": op.le, "Gt": op.gt, "GtE": op.ge, "Eq": op.eq, "NotEq": op.ne}  # fmt: skip
TIMES = {"month": 12, "quarter": 4, "year": 1}
VERBS = "value sum mean worst bands slices clip lookup by_year waterfall ratio".split()
Cell = Mapping[str, str]


class LeftOut(Exception):
    """It depends on a gap that is left out."""


class Refused(Exception):
    """It cannot be worked out."""


@cache
def tree(text: str) -> ast.expr:
    """An expression, as Python reads it: the signs bind the same way."""
    return ast.parse(text, mode="eval").body


def exact(text: str) -> Fraction:
    """A number as written."""
    return Fraction(text)


class Plain:
    """A rule and its facts."""

    def __init__(self, toml: str, table: str, rows: Sequence[Row]) -> None:
        self.rule: dict[str, Any] = tomllib.loads(toml)["version"][0]
        self.period: str | None = self.rule.get("period")
        self.roster = list(csv.DictReader(StringIO(table)))
        self.facts = self.rule["facts"]
        self.parameters = {
            name: said if isinstance(said, dict) else {"value": said}
            for name, said in self.rule["parameters"].items()
        }
        self.steps: dict[str, dict[str, Any]] = {}
        for step in self.rule.get("step", ()):
            for name in (step["name"], *(tier["name"] for tier in step.get("into", ()))):
                self.steps[name] = step
        self.figures = {
            (row.fact, row.period, tuple(sorted(row.keys.items()))): exact(row.value)
            * SIZES[row.unit]
            for row in rows
        }
        self.periods = sorted({self.within(row.period) for row in rows} - {""})
        self.keys = {"spot": sorted({row["spot"] for row in self.roster}), "member": [*CITIES]}
        for said in self.parameters.values():
            if "per" in said and said["per"] not in self.keys:
                self.keys[said["per"]] = list(said["values"])
        self.known: dict[object, Fraction | LeftOut | Refused] = {}

    # periods

    def within(self, period: str, length: str | None = None) -> str:
        """The period of the rule (or of a length) that another lies in; "" where it is longer."""
        length = length or self.period
        year, month = period[:4], int(period[5:]) if period[4:5] == "-" else None
        if length is None or (length == "month" and month):
            return period
        if length == "year":
            return year
        if length == "quarter":
            return f"{year}Q{(month + 2) // 3}" if month else period if "Q" in period else ""
        return ""

    def parts(self, word: str) -> list[str]:
        """The keys of the months of a longer period."""
        return [f"{n:02}" for n in range(1, 13)] if self.period == "year" else ["1", "2", "3"]

    def at(self, period: str, word: str | None, cell: Cell) -> str:
        """The period of a fact that is per a length of time, at a cell of the rule's period."""
        if word is None or self.period is None:
            return period
        if TIMES[word] <= TIMES[self.period]:
            return self.within(period, word)
        if self.period == "year":
            return f"{period}-{cell[word]}"
        return f"{period[:4]}-{3 * int(period[5]) - 3 + int(cell[word]):02}"

    # leaves

    def fact(self, name: str, period: str, cell: Cell) -> Fraction:
        """A figure, or what its policy makes of the gap."""
        said = self.facts[name]
        time = next((word for word in said["per"] if word in TIMES), None)
        at = tuple(sorted((word, cell[word]) for word in said["per"] if word not in TIMES))
        when = self.at(period, time, cell)
        if (name, when, at) in self.figures:
            return self.figures[name, when, at]
        policy = said.get("missing", self.rule.get("missing", "refuse"))
        if policy == "zero":
            return Fraction(0)
        if policy == "leave-out":
            raise LeftOut
        earlier = [w for n, w, keys in self.figures if (n, keys) == (name, at) and w < when]
        if policy == "refuse" or not earlier:
            raise Refused(f"no {name} in {when} at {at}")
        return self.figures[name, max(earlier), at]

    def refuse_gaps(self) -> None:
        """Refuse a gap that no policy fills, whether or not anybody asks for it."""
        for name, said in self.facts.items():
            words = [w for w in said["per"] if w not in TIMES or self.finer(w)]
            for period, cell in product(self.periods, self.cells(words)):
                try:
                    self.fact(name, period, cell)
                except LeftOut:
                    continue

    def finer(self, word: str) -> bool:
        """Whether it is a length of time shorter than the period."""
        return word in TIMES and self.period is not None and TIMES[word] > TIMES[self.period]

    def cells(self, words: Sequence[str]) -> list[dict[str, str]]:
        """Every combination of keys, of parties only where they stand."""
        names = sorted(words)
        keys = [self.domain(word) for word in names]
        found = (dict(zip(names, combination, strict=True)) for combination in product(*keys))
        return [cell for cell in found if self.stands(cell)]

    def domain(self, word: str) -> list[str]:
        """The keys of a word."""
        if word in ("role", "party"):
            return sorted({row[word] for row in self.roster})
        return self.parts(word) if word in TIMES else self.keys[word]

    def stands(self, cell: Cell) -> bool:
        """Whether somebody stands there, of a cell that names a thing and a party."""
        if not {"spot", "party"} <= {*cell}:
            return True
        words = {"spot", "role", "party"} & {*cell}
        return any(all(row[word] == cell[word] for word in words) for row in self.roster)

    # what an expression is per, and what it comes to

    def words(self, of: str | ast.expr) -> frozenset[str]:
        """What an expression is per."""
        of = tree(of) if isinstance(of, str) else of
        names = {n.id for n in ast.walk(of) if isinstance(n, ast.Name)}
        return frozenset().union(*map(self.per, names))

    def per(self, name: str) -> frozenset[str]:
        """What a name is per."""
        if name in self.facts:
            return frozenset(w for w in self.facts[name]["per"] if w not in TIMES or self.finer(w))
        if name in self.parameters:
            return frozenset({self.parameters[name].get("per", "")} - {""})
        if name in self.steps:
            return self.of_step(name)
        return frozenset(("spot", "role", "party") if name in ("share", "length") else ())

    def of_step(self, name: str) -> frozenset[str]:
        """What a step or a tier is per."""
        step = self.steps[name]
        found: set[str] = set()
        for key, said in step.items():
            if key in ("name", "over", "by", "is", "lookup", "into"):
                continue
            for text in said if isinstance(said, list) else [said]:
                for part in text.values() if isinstance(text, dict) else [text]:
                    found |= self.words(part)
        for tier in step.get("into", ()):
            found |= self.words(tier.get("most", "0"))
            if tier["name"] == name:
                break
        return frozenset(found - {*step.get("over", ())})

    def value(self, of: str | ast.expr, period: str, cell: Cell) -> Fraction:
        """What an expression comes to at a cell; a condition to one or zero."""
        of = tree(of) if isinstance(of, str) else of
        if isinstance(of, ast.Constant):
            return Fraction(str(of.value))
        if isinstance(of, ast.Name):
            return self.named(of.id, period, cell)
        if isinstance(of, ast.BoolOp):
            return self.joined(isinstance(of.op, ast.Or), of.values, period, cell)
        if isinstance(of, ast.UnaryOp):
            one = self.value(of.operand, period, cell)
            return Fraction(not one) if isinstance(of.op, ast.Not) else -one
        if isinstance(of, ast.Call):
            assert isinstance(of.func, ast.Name)
            operands = self.all(of.args, period, cell)
            if of.func.id == "abs":
                return abs(operands[0])
            return min(operands) if of.func.id == "min" else max(operands)
        if isinstance(of, ast.BinOp):
            return self.two(type(of.op).__name__, *self.all([of.left, of.right], period, cell))
        assert isinstance(of, ast.Compare)
        sides = [of.left, *of.comparators]
        return self.two(type(of.ops[0]).__name__, *self.all(sides, period, cell))

    def all(self, of: Sequence[str | ast.expr], period: str, cell: Cell) -> list[Fraction]:
        """What several come to that are all asked: refused if one is, else left out if one is."""
        found: list[Fraction] = []
        worst: LeftOut | None = None
        for each in of:
            try:
                found.append(self.value(each, period, cell))
            except LeftOut as error:
                worst = error
        if worst is not None:
            raise worst
        return found

    def joined(self, by: bool, of: Sequence[ast.expr], period: str, cell: Cell) -> Fraction:
        """`or` (by true) and `and`: what decides it ends the asking, what is left out does not."""
        doubt = False
        for each in of:
            try:
                decided = bool(self.value(each, period, cell)) is by
            except LeftOut:
                doubt = True
            if not doubt and decided:
                return Fraction(by)
        if doubt:
            raise LeftOut
        return Fraction(not by)

    def two(self, sign: str, a: Fraction, b: Fraction) -> Fraction:
        """An operation on two."""
        if sign == "Div" and not b:
            raise Refused("division by zero")
        return Fraction(SIGNS[sign](a, b))

    def named(self, name: str, period: str, cell: Cell) -> Fraction:
        """What a name comes to; what was worked out once is remembered."""
        if name == "year":
            return Fraction(period[:4])
        own = {word: cell[word] for word in sorted(self.per(name))}
        key = name, period, *own.items()
        if key not in self.known:
            try:
                self.known[key] = self.fresh(name, period, own)
            except (LeftOut, Refused) as error:
                self.known[key] = error
        found = self.known[key]
        if not isinstance(found, Fraction):
            raise found
        return found

    def fresh(self, name: str, period: str, cell: Cell) -> Fraction:
        if name in self.facts:
            return self.fact(name, period, cell)
        if name in self.parameters:
            said = self.parameters[name]
            text = said["values"][cell[said["per"]]] if "per" in said else said["value"]
            return exact(text) * SIZES[said.get("unit", "1")]
        if name in self.steps:
            return Verbs(self, name, period, cell).value()
        [row] = [r for r in self.roster if all(r[w] == cell[w] for w in ("spot", "role", "party"))]
        return exact(row[name])


class Verbs:
    """A step at a cell."""

    def __init__(self, plain: Plain, name: str, period: str, cell: Cell) -> None:
        self.plain, self.name, self.period, self.cell = plain, name, period, cell
        self.step = plain.steps[name]

    def of(self, text: str, **more: str) -> Fraction:
        """What an expression comes to here."""
        return self.plain.value(text, self.period, {**self.cell, **more})

    def value(self) -> Fraction:
        """What it comes to."""
        verb = next(verb for verb in VERBS if verb in self.step)
        if verb in ("sum", "mean", "worst"):
            return self.over(verb)
        if verb in ("by_year", "bands"):
            return self.first(verb)
        if verb == "value":
            return self.of(self.step[verb])
        found: Fraction = getattr(self, verb)()
        return found

    def over(self, verb: str) -> Fraction:
        found, left = [], False
        for more in self.plain.cells(self.step["over"]):
            if not self.plain.stands({**self.cell, **more}):
                continue
            try:
                if self.of(self.step.get("where", "0 == 0"), **more):
                    found.append(self.of(self.step[verb], **more))
            except LeftOut:
                left = True
        if verb == "sum" and (found or not left):
            return sum(found, Fraction(0))
        if not found:
            raise LeftOut
        if verb == "mean":
            return sum(found, Fraction(0)) / len(found)
        return max(found) if self.step["is"] == "highest" else min(found)

    def first(self, verb: str) -> Fraction:
        """Of bands or years, what the first that holds gives."""
        if verb == "by_year":
            edges, sides = self.step["by_year"], {"through": "<="}
            since = self.of(self.step["since"]) - 1 if "since" in self.step else 0
            amount = Fraction(self.period[:4]) - since
        else:
            edges, sides, amount = self.step["edges"], SIDES, self.of(self.step["bands"])
        for edge in edges:
            side = next((word for word in sides if word in edge), None)
            names = {"<=": "LtE", "<": "Lt", ">=": "GtE", ">": "Gt"}
            if side is None or self.plain.two(names[sides[side]], amount, self.of(edge[side])):
                return self.of(edge["gives"])
        raise Refused("no band")

    def every(self, *texts: str) -> list[Fraction]:
        """What several expressions come to here, all of them asked."""
        return self.plain.all(texts, self.period, self.cell)

    def slices(self) -> Fraction:
        edges = self.step["edges"]
        rates = self.every(self.step["slices"], *(edge["rate"] for edge in edges))
        ats = self.every(*(edge["up_to"] for edge in edges if "up_to" in edge))
        amount, lower, found = rates[0], Fraction(0), Fraction(0)
        for rate, upper in zip_longest(rates[1:], ats):
            top = amount if upper is None else min(amount, upper)
            found += max(top - max(lower, Fraction(0)), Fraction(0)) * rate
            lower = lower if upper is None else upper
        return found

    def clip(self) -> Fraction:
        words = [word for word in ("least", "most") if word in self.step]
        amount, *bounds = self.every(self.step["clip"], *(self.step[word] for word in words))
        amount = max(amount, bounds[0]) if "least" in words else amount
        return min(amount, bounds[-1]) if "most" in words else amount

    def lookup(self) -> Fraction:
        said = self.plain.parameters[self.step["lookup"]]
        at = self.of(self.step["at"])
        for key, text in said["values"].items():
            if Fraction(key) == at:
                return exact(text) * SIZES[said["unit"]]
        raise Refused(f"no key {at}")

    def waterfall(self) -> Fraction:
        tiers = [tier["most"] for tier in self.step["into"] if "most" in tier]
        names = [tier["name"] for tier in self.step["into"]]
        asked = names.index(self.name) + 1 if self.name in names else len(names)
        left, *most = self.every(self.step["waterfall"], *tiers[:asked])
        for name, bound in zip_longest(names[:asked], most):
            into = max(left if bound is None else min(left, bound), Fraction(0))
            if name == self.name:
                return into
            left -= into
        return left

    def ratio(self) -> Fraction:
        other = self.of(self.step["of"])
        if not other and "none" not in self.step:
            self.of(self.step["ratio"])
            raise Refused("ratio of zero")
        return self.of(self.step["ratio"]) / other if other else self.of(self.step["none"])
