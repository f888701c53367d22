"""Well-formed sharing rules at random, with facts that fit them: what proofs are made on.

    case = at_random(random.Random(7))     # or a Random that hypothesis draws and shrinks
    case.files()                           # the tiny region with the rule `chance`
    case.rows                              # its facts

A rule is drawn as text, and nothing here knows the engine.
"""

import random
from dataclasses import dataclass
from itertools import product

from steps_at_random import Verbs, Words, listed, quoted
from tiny import tiny

CITIES = ("990100", "990200", "990300")
STATE = "990000"
NUMBERS = ("0", "1", "2", "3", "0.5", "0.25", "12.5", "7", "40", "1/3", "0.015", "150")
FIGURES = ("0", "1", "2", "3", "4.5", "0.25", "12.75", "7", "-2", "33.33", "1000", "0.3")
PRICES = ("15000", "100000", "2500.5", "0", "1/3")
HEAD = """\
id = "chance"
kind = "rule"
name = { zh = "偶", en = "Chance" }
[[version]]
in_force_from = "2006"
status = "stated"
source = "book"
"""
POT = """\
id = "pot"
kind = "fund"
name = { zh = "锅", en = "Pot" }
[[version]]
in_force_from = "2005"
status = "stated"
source = "book"
serves = "council"
"""
# The families of units: what may be added to what.
UNITS = {"n": "1", "c": "mg/L", "v": "m3", "y": "CNY", "p": "CNY/t"}
OTHER = {"c": ("g/m3", "mg/L", "kg/m3"), "v": ("m3", "L"), "y": ("CNY", "CNY.wan"), "n": ("1",)}
PERIODS = {
    "month": ("2006-01", "2006-02"),
    "quarter": ("2006Q1", "2006Q2"),
    "year": ("2006", "2007"),
}
PARTED = ("year", "quarter")
TIMES = ("year", "month")
GAPS = ("zero", "leave-out", "last")


@dataclass(frozen=True)
class Row:
    """One fact as it comes in."""

    period: str
    keys: dict[str, str]
    fact: str
    value: str
    unit: str


@dataclass
class Case:
    """A rule as text, the table beside it, and its facts."""

    toml: str
    csv: str
    rows: list[Row]

    def files(self) -> dict[str, str]:
        """The tiny region with the rule."""
        beside = {"rules/spots.csv": self.csv} if self.csv else {}
        return {**tiny(), "rules/chance.toml": self.toml, "funds/pot.toml": POT, **beside}


class Rule(Verbs):
    """The whole article."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self.table = not self.chance(3)
        self.thing = "spot" if self.table else "member"
        self.things = (
            [f"s{n}" for n in range(1, self.dice.randint(2, 4))] if self.table else [*CITIES]
        )
        self.period = self.dice.choice(["month", "quarter", "year", None, "year"])
        self.kinds = [f"k{n}" for n in range(1, self.dice.randint(2, 4))]
        self.facts: dict[str, tuple[list[str], str, str]] = {}  # per, family, what a gap means
        self.head: list[str] = []
        self.steps: list[str] = []
        self.roster: list[tuple[str, str, str]] = []

    def number(self) -> str:
        return self.dice.choice(NUMBERS)

    def fact(self, name: str, family: str, *per: str) -> None:
        """A fact, in any unit of its family, with a policy of its own at times."""
        unit = self.dice.choice(OTHER[family])
        policy = self.dice.choice(["", "", "refuse", "zero", "last", "leave-out"])
        said = f', missing = "{policy}"' if policy else ""
        self.head.append(
            f"facts.{name} = {{ per = {listed([*per])}, unit = {quoted(unit)}{said} }}"
        )
        self.facts[name] = ([*per], family, policy)
        held = {w for w in per if w not in TIMES or (w == "month" and self.period in PARTED)}
        self.names[name] = family, frozenset(held)

    def parameter(
        self, name: str, family: str, per: str = "", keys: list[str] | None = None
    ) -> None:
        """A parameter, plain or with a value for each key."""
        unit = self.dice.choice(OTHER.get(family, (UNITS[family],)))
        if per:
            pool = PRICES if family == "p" else NUMBERS
            each = [f"{quoted(key)} = {quoted(self.dice.choice(pool))}" for key in keys or []]
            values = ", ".join(each)
            said = f"{{ per = {quoted(per)}, unit = {quoted(unit)}, values = {{ {values} }} }}"
        elif family == "n" and self.chance(2):
            said = quoted(self.number())
        else:
            said = f"{{ value = {quoted(self.number())}, unit = {quoted(unit)}, clause = '§ 1' }}"
        self.head.append(f"parameters.{name} = {said}")
        self.names[name] = family, frozenset({per} - {""})

    def inputs(self) -> None:
        """What there is to calculate with."""
        self.fact("flow", "v", self.thing)
        self.fact("c", "c", self.thing, "kind")
        self.parameter("target", "c", "kind", self.kinds)
        self.parameter("price", "p", "kind", self.kinds)
        self.parameter("fee", "y")
        self.parameter("rate", "n")
        if self.chance(2):
            self.fact("score", "n", self.thing)
        if self.chance(2):
            self.fact("cost", "y", self.thing)
        if self.chance(3):
            self.fact("whole", "y")
        if self.period in PARTED:
            self.fact("tally", "n", self.thing, "month")
        if self.chance(3):
            self.parameter("floor", "n", self.thing, self.things)
        if self.period == "month" and self.chance(2):
            self.fact("headcount", "n", self.thing, "year")
        self.parameter("tariff", self.dice.choice("ny"), "grade", ["1", "2", "3"])
        del self.names["tariff"]  # it is looked up alone
        if self.table:
            rows = [(thing, role) for thing in self.things for role in ("up", "down")]
            for thing, role in rows:
                for party in self.dice.sample([*CITIES, STATE], self.dice.randint(1, 3)):
                    self.roster.append((thing, role, party))
            self.names["share"] = self.names["length"] = "n", frozenset({"spot", "role", "party"})

    def transfer(self, n: int, pots: dict[str, Words]) -> str:
        """One transfer, or a share of what another brought in."""
        said = [f'name = "m{n}"', f'clause = "§ {n}"']
        if pots and self.chance(2):
            return self.share(n, said, pots)
        spread = Words()
        if self.table:
            sides = [
                self.dice.choice(['{ role = "up" }', '{ role = "up", by = "share" }']),
                self.dice.choice(
                    ['{ role = "down", by = "share + length" }', '"fund:pot"', f'"{STATE}"']
                ),
            ]
            forbidden = Words({"role", "party"})
        else:
            spread = Words() if self.chance(2) else Words({"member"})
            whole = self.dice.choice(['{ each = "member" }', '{ each = "member", by = "abs(t0)" }'])
            if not self.names["t0"][1] <= {"member"}:
                whole = '{ each = "member" }'
            sides = [
                whole if spread else '"member"',
                self.dice.choice(['"fund:pot"', f'"{STATE}"', '"990100"']),
            ]
            forbidden = spread
        self.dice.shuffle(sides)
        amount, words = self.expression("y", 2, forbidden)
        if self.chance(2):
            when, more = self.condition(1, forbidden)
            said, words = [*said, f"when = {quoted(when)}"], words | more
        words |= Words(
            {"spot"} if "role =" in "".join(sides) else {"member"} if '"member"' in sides else ()
        )
        pots[f"m{n}"] = words
        said += [f"from = {sides[0]}", f"to = {sides[1]}", f"amount = {quoted(amount)}"]
        return "\n".join(said)

    def share(self, n: int, said: list[str], pots: dict[str, Words]) -> str:
        """Out of the pot to those who qualify."""
        pot = self.dice.choice(sorted(pots))
        role = '{ role = "down", by = "share" }'
        to = self.dice.choice([role, f'"{STATE}"']) if self.table else '"member"'
        said += [
            f'from = "{STATE if self.chance(4) else "fund:pot"}"',
            f"to = {to}",
            f'share_of = "{pot}"',
        ]
        forbidden = Words({"role", "party", "month", "kind"})
        words = Words({self.thing} if not self.table or "role" in to else ())
        if self.chance(2):
            weight, more = self.expression("n", 1, forbidden)
            said, words = [*said, f'by = "abs({weight})"'], words | more
        if self.chance(2):
            when, more = self.condition(0, forbidden)
            said, words = [*said, f"when = {quoted(when)}"], words | more
        if self.chance(3):
            said.append(f'part = "{self.dice.choice(["0.6", "1/3", "0.5"]).replace("/", " / ")}"')
        if self.chance(3) and self.thing in pots[pot]:
            said, words = [*said, f'within = "{self.thing}"'], words | {self.thing}
        pots[f"m{n}"] = words
        return "\n".join(said)

    def rows(self) -> list[Row]:
        """A figure for each cell, but for some that a policy fills."""
        rows: list[Row] = []
        for period in PERIODS.get(self.period or "month", ()):
            for name, (per, family, policy) in self.facts.items():
                for when, cell in product(self.times(per, period), self.cells(per)):
                    unit = self.dice.choice(OTHER[family])
                    first = when in ("2006", "2006-01", "2006Q1")
                    if not (policy in GAPS and self.chance(8)) or (policy == "last" and first):
                        rows.append(Row(when, cell, name, self.dice.choice(FIGURES), unit))
        return list({(r.period, r.fact, *r.keys.items()): r for r in rows}.values())

    def times(self, per: list[str], period: str) -> list[str]:
        """The periods that a fact has values for within one of the rule's."""
        if "year" in per:
            return [period[:4]]
        if "month" not in per:
            return [period]
        first, many = (1, 12) if self.period == "year" else (3 * int(period[-1]) - 2, 3)
        return [f"{period[:4]}-{month:02}" for month in range(first, first + many)]

    def cells(self, per: list[str]) -> list[dict[str, str]]:
        """Every combination of keys."""
        own = {self.thing: self.things, "kind": self.kinds}
        words = [word for word in per if word in own]
        return [dict(zip(words, keys, strict=True)) for keys in product(*(own[w] for w in words))]


def at_random(dice: random.Random) -> Case:
    """A rule and facts that fit it."""
    rule = Rule(dice)
    rule.inputs()
    for n in range(dice.randint(1, 6)):
        rule.step(n)
    rule.names.setdefault("t0", ("n", Words({"role"})))
    pots: dict[str, Words] = {}
    transfers = [rule.transfer(n, pots) for n in range(1, dice.randint(2, 4))]
    dice.shuffle(rule.steps)
    each = '"spots.csv"' if rule.table else '{ member = "seats:council" }'
    period = f'period = "{rule.period}"\n' if rule.period else ""
    toml = [
        HEAD,
        f"each = {each}\n{period}",
        *(f"{line}\n" for line in rule.head),
        *(f"[[version.step]]\n{step}\n" for step in rule.steps),
        *(f"[[version.transfer]]\n{transfer}\n" for transfer in transfers),
    ]
    table = ""
    if rule.table:
        numbers = [f"{dice.choice(NUMBERS)},{dice.randint(0, 3)}" for _ in rule.roster]
        lines = [
            f"{','.join(row)},{number}" for row, number in zip(rule.roster, numbers, strict=True)
        ]
        table = "\n".join(["spot,role,party,share,length", *lines, ""])
    return Case("".join(toml), table, rule.rows())
