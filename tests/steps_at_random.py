"""Steps of sharing rules at random, in the words of the language alone.

Each expression is drawn for a family of units and says which words it is per.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

Words = frozenset[str]
Said = tuple[str, Words]  # an expression and what it is per


@dataclass
class Drawing:
    """A rule that is being drawn: the names there are so far, each with its family and words."""

    dice: random.Random
    names: dict[str, tuple[str, Words]] = field(default_factory=dict)
    spent: int = 0

    def chance(self, of: int) -> bool:
        """One in so many."""
        return self.dice.randrange(of) == 0

    def name(self, family: str, without: Words = frozenset()) -> Said | None:
        """Any name of a family, none of whose words is forbidden."""
        fit = [n for n, (f, words) in self.names.items() if f == family and not words & without]
        if not fit:
            return None
        name = self.dice.choice(fit)
        return name, self.names[name][1]

    def expression(self, family: str, depth: int, without: Words = frozenset()) -> Said:
        """An expression of a family of units."""
        if depth <= 0 or self.chance(4):
            return self.leaf(family, without)
        form = self.dice.randrange(6)
        if form == 0 and family != "p":
            return self.product(family, depth, without)
        left, a = self.expression(family, depth - 1, without)
        if form == 1:
            return f"{self.dice.choice(['abs', '-', '-abs'])}({left})", a
        right, b = self.expression(family, depth - 1, without)
        if form == 2:
            return f"{self.dice.choice(['min', 'max'])}({left}, {right})", a | b
        return f"({left} {self.dice.choice('+-')} {right})", a | b

    def leaf(self, family: str, without: Words) -> Said:
        """A name; of pure numbers also a number or the year."""
        found = self.name(family, without)
        if family == "n" and (found is None or self.chance(3)):
            number = self.dice.choice(("0", "1", "2", "0.5", "3", "(1 / 3)"))
            return ("year" if self.chance(8) else number), frozenset()
        return found or ("0", frozenset())

    def product(self, family: str, depth: int, without: Words) -> Said:
        """A product or quotient that comes to the family."""
        inner = depth - 1
        if family == "y" and self.name("p", without) and self.name("v", without) and self.chance(2):
            (c, a), (v, b) = self.expression("c", inner, without), self.expression("v", 0, without)
            p, d = self.expression("p", 0, without)
            return f"{c} * {v} * {p}", a | b | d
        left, a = self.expression(family, inner, without)
        right, b = self.expression("n", inner, without)
        if self.chance(5):
            return f"({left} / ({right} + 2))", a | b
        if family == "n" and self.chance(3):
            of = self.dice.choice("cy")
            (one, a), (two, b) = (self.expression(of, 0, without) for _ in range(2))
            return (f"({one} / {two})" if "0" not in (one, two) else "2"), a | b
        return f"{left} * {right}", a | b

    def condition(self, depth: int, without: Words = frozenset()) -> Said:
        """A condition."""
        if depth and self.chance(3):
            (left, a), (right, b) = (self.condition(depth - 1, without) for _ in range(2))
            word = self.dice.choice(["and", "or"])
            return (
                f"{self.dice.choice(['', 'not '])}({left} {word} {right})",
                a | b,
            )
        family = self.dice.choice("nncy")
        (left, a), (right, b) = (self.expression(family, depth, without) for _ in range(2))
        right, b = ("0", frozenset()) if self.chance(3) else (right, b)
        return f"{left} {self.dice.choice(['<', '<=', '>', '>=', '==', '!='])} {right}", a | b


def quoted(text: str) -> str:
    """As TOML writes it."""
    return f'"{text}"'


def listed(words: list[str]) -> str:
    """A list as TOML writes it."""
    return f"[{', '.join(map(quoted, words))}]"


class Verbs(Drawing):
    """A step of each verb."""

    head: list[str]
    steps: list[str]

    def step(self, n: int) -> None:
        """One step with one verb."""
        verbs: list[Callable[[str], tuple[str, str, Words]]] = [
            self.value, self.over, self.over, self.bands, self.slices, self.clip, self.by_year,
            self.lookup, self.ratio,
        ]  # fmt: skip
        name = f"t{n}"
        if self.chance(8):
            return self.waterfall(name)
        said, family, words = self.dice.choice(verbs)(name)
        self.steps.append(f'name = "{name}"\n{said}')
        self.names[name] = family, words
        return None

    def value(self, _: str) -> tuple[str, str, Words]:
        family = self.dice.choice("nycy")
        text, words = self.expression(family, 3)
        return f"value = {quoted(text)}", family, words

    def over(self, _: str) -> tuple[str, str, Words]:
        family = self.dice.choice("nycy")
        text, words = self.expression(family, 2)
        if not words:
            name = self.dice.choice([n for n, (_, words) in self.names.items() if words])
            text, (family, words) = name, self.names[name]
        over = self.dice.sample(sorted(words), self.dice.randint(1, len(words)))
        if {"role", "party"} & words:  # who stands where is not told apart without the place
            over = sorted({*over} | ({"role", "party"} & words))
        verb = self.dice.choice(["sum", "sum", "mean", "worst"])
        said = f"{verb} = {quoted(text)}\nover = {listed(over)}"
        if verb == "worst":
            said += f'\nis = "{self.dice.choice(["highest", "lowest"])}"'
        elif self.chance(3):
            where, more = self.condition(1, frozenset() if "role" in words else frozenset({"role"}))
            said, words = f"{said}\nwhere = {quoted(where)}", words | more
        return said, family, words - {*over}

    def edges(self, at: str, sides: str, family: str, result: str, of: str) -> tuple[str, Words]:
        """Two or three edges, the last with or without a side."""
        parts, words = [], Words()
        for n in range(many := self.dice.randint(2, 3)):
            edge, a = self.expression(family, 1)
            gives, b = self.expression(of, 1)
            side = self.dice.choice(sides.split())
            bare = n == many - 1 and not self.chance(6)
            words |= b if bare else a | b
            parts.append(
                f"{{ {'' if bare else f'{side} = {quoted(edge)}, '}{result} = {quoted(gives)} }}"
            )
        return f"{at} = [{', '.join(dict.fromkeys(parts))}]", words

    def bands(self, _: str) -> tuple[str, str, Words]:
        family, of = self.dice.choice("ncy"), self.dice.choice("ny")
        text, words = self.expression(family, 1)
        said, more = self.edges("edges", "up_to below at_least above", family, "gives", of)
        return f"bands = {quoted(text)}\n{said}", of, words | more

    def slices(self, _: str) -> tuple[str, str, Words]:
        family = self.dice.choice("ny")
        text, words = self.expression(family, 1)
        said, more = self.edges("edges", "up_to", family, "rate", "n")
        return f"slices = {quoted(text)}\n{said}", family, words | more

    def clip(self, _: str) -> tuple[str, str, Words]:
        family = self.dice.choice("ncy")
        text, words = self.expression(family, 2)
        said = [f"clip = {quoted(text)}"]
        for bound in self.dice.choice([["least"], ["most"], ["least", "most"]]):
            edge, more = self.expression(family, 0)
            edge = (
                f"{edge} + {edge} + 10 * abs({edge})"
                if bound == "most" and self.chance(2)
                else edge
            )
            said, words = [*said, f"{bound} = {quoted(edge)}"], words | more
        return "\n".join(said), family, words

    def by_year(self, _: str) -> tuple[str, str, Words]:
        of = self.dice.choice("ny")
        last, first = self.dice.choice(
            [("2", '\nsince = "2005"'), ("2006", ""), ("3", '\nsince = "2003"')]
        )
        (one, a), (two, b) = self.expression(of, 1), self.expression(of, 1)
        years = f'{{ through = "{last}", gives = {quoted(one)} }}, {{ gives = {quoted(two)} }}'
        return f"by_year = [{years}]{first}", of, a | b

    def lookup(self, _: str) -> tuple[str, str, Words]:
        """For a key that nearly always is one."""
        text, words = self.expression("n", 1)
        grade = self.dice.choice([f"1 + 2 * max(0, min(1, 1000 * ({text})))", "2", "rate"])
        family = "n" if 'tariff = { per = "grade", unit = "1"' in "\n".join(self.head) else "y"
        words = words if "max" in grade else Words()
        return f'lookup = "tariff"\nby = "grade"\nat = {quoted(grade)}', family, words

    def ratio(self, _: str) -> tuple[str, str, Words]:
        family = self.dice.choice("ncy")
        (one, a), (two, b) = self.expression(family, 1), self.expression(family, 1)
        none, more = self.expression("n", 0)
        if self.chance(5):
            return f"ratio = {quoted(one)}\nof = {quoted(two)}", "n", a | b
        return (
            f"ratio = {quoted(one)}\nof = {quoted(two)}\nnone = {quoted(none)}",
            "n",
            a | b | more,
        )

    def waterfall(self, name: str) -> None:
        family = self.dice.choice("ny")
        text, words = self.expression(family, 1)
        (one, a), (two, b) = self.expression(family, 0), self.expression(family, 0)
        last = "" if self.chance(2) else f", most = {quoted(two)}"
        tiers = f'{{ name = "{name}_a", most = {quoted(one)} }}, {{ name = "{name}_b"{last} }}'
        self.steps.append(f'name = "{name}"\nwaterfall = {quoted(text)}\ninto = [{tiers}]')
        self.names[f"{name}_a"] = family, words | a
        self.names[f"{name}_b"] = self.names[name] = family, words | a | (b if last else Words())
