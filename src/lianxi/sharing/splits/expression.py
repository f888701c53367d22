"""A cost that depends on the quantity q, such as "100 + 2*q*q", read into a tree.

The language is closed: numbers, q, + - * / and brackets. A text is parsed, never run as code,
and every value is an exact fraction.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from lianxi.kernel.bilingual import Bilingual
from lianxi.sharing.splits.exact import shown
from lianxi.sharing.splits.game_error import GameError

LENGTH_MAX = 100
BRACKETS_MAX = 20
BITS_MAX = 500  # some 150 digits

_TOKEN = re.compile(r"\s*(?:(\d{1,30}(?:\.\d{1,30})?)|(q)|([-+*/()]))", re.ASCII)


@dataclass(frozen=True)
class Number:
    """A number that stands in the text."""

    value: Fraction


@dataclass(frozen=True)
class Quantity:
    """The quantity q."""


@dataclass(frozen=True)
class Operation:
    """Two costs joined by one of + - * /."""

    sign: str
    left: "Cost"
    right: "Cost"


Cost = Number | Quantity | Operation


def read_cost(text: str, at: str = "cost") -> Cost:
    """Read a cost; raise `GameError` for what the language has no word for.

    >>> cost_of(read_cost("(1 + q) * q / 2"), Fraction(4))
    Fraction(10, 1)
    """
    if len(text) > LENGTH_MAX:
        raise GameError(TOO_LONG.fill(n=len(text), most=LENGTH_MAX), at)
    return _Reader(text, at).read()


def cost_of(cost: Cost, q: Fraction) -> Fraction:
    """What a quantity costs; raise `GameError` where that divides by zero or grows out of hand."""
    if isinstance(cost, Number):
        return cost.value
    if isinstance(cost, Quantity):
        return q
    left, right = cost_of(cost.left, q), cost_of(cost.right, q)
    if cost.sign == "/" and right == 0:
        raise GameError(BY_ZERO.fill(q=shown(q)), "cost")
    found = _OPERATIONS[cost.sign](left, right)
    if max(found.numerator.bit_length(), found.denominator.bit_length()) > BITS_MAX:
        raise GameError(TOO_LARGE.fill(q=shown(q)), "cost")
    return found


_OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class _Reader:
    """One text, word by word."""

    def __init__(self, text: str, at: str) -> None:
        self.text, self.at = text, at
        self.words = self._words()
        self.next = 0
        self.open = 0

    def _words(self) -> list[tuple[str, int]]:
        """The words of the text, each with its place; the last is empty."""
        found, place = [], 0
        while self.text[place:].strip():
            word = _TOKEN.match(self.text, place)
            if word is None:
                start = place + len(self.text[place:]) - len(self.text[place:].lstrip())
                raise GameError(
                    NO_WORD.fill(text=self.text[start : start + 12], n=start + 1), self.at
                )
            found.append((word[0].strip(), word.end()))
            place = word.end()
        return [*found, ("", len(self.text))]

    def read(self) -> Cost:
        """The whole text."""
        cost = self._sum()
        if self._word():
            raise self._unexpected()
        return cost

    def _sum(self) -> Cost:
        cost = self._product()
        while self._word() in ("+", "-"):
            sign = self._take()
            cost = Operation(sign, cost, self._product())
        return cost

    def _product(self) -> Cost:
        cost = self._value()
        while self._word() in ("*", "/"):
            sign = self._take()
            cost = Operation(sign, cost, self._value())
        return cost

    def _value(self) -> Cost:
        word = self._word()
        if word == "-":
            self._take()
            return Operation("*", Number(Fraction(-1)), self._unsigned())
        return self._unsigned()

    def _unsigned(self) -> Cost:
        word = self._word()
        if word == "(":
            return self._bracket()
        if word == "q":
            self._take()
            return Quantity()
        if word[:1].isdigit():
            return Number(Fraction(self._take()))
        raise self._unexpected()

    def _bracket(self) -> Cost:
        self._take()
        self.open += 1
        if self.open > BRACKETS_MAX:
            raise GameError(TOO_DEEP.fill(most=BRACKETS_MAX), self.at)
        cost = self._sum()
        if self._word() != ")":
            raise self._unexpected()
        self._take()
        self.open -= 1
        return cost

    def _word(self) -> str:
        return self.words[self.next][0]

    def _take(self) -> str:
        self.next += 1
        return self.words[self.next - 1][0]

    def _unexpected(self) -> GameError:
        word, end = self.words[self.next]
        if not word:
            return GameError(UNFINISHED.fill(text=self.text), self.at)
        before = self.words[self.next - 1][0] if self.next else ""
        if word == "*" == before:
            return GameError(NO_POWER, self.at)
        return GameError(UNEXPECTED.fill(word=word, n=end - len(word) + 1), self.at)


TOO_LONG = Bilingual(
    "费用式有{n}个字符，过长；至多{most}个", "the cost has {n} characters, at most {most} are read"
)
TOO_DEEP = Bilingual(
    "费用式的括号套得过深；至多{most}层", "the cost nests brackets too deep; at most {most}"
)
NO_WORD = Bilingual(
    "费用式第{n}个字符起的“{text}”读不懂；只能用数、q、+ - * / 和半角括号",
    "the cost can't be read from character {n}, “{text}”; it may have numbers, q, + - * / and"
    " round brackets",
)
NO_POWER = Bilingual(
    "费用式里没有乘方“**”；平方请写 q*q", "a cost has no powers (**); write q*q for a square"
)
UNEXPECTED = Bilingual(
    "费用式第{n}个字符“{word}”放错了地方；相乘要写 *，括号要成对",
    "“{word}” at character {n} of the cost stands in a wrong place; write * between factors and"
    " close every bracket",
)
UNFINISHED = Bilingual(
    "费用式“{text}”不完整；应像 100+2*q 那样写完，括号成对",
    "the cost “{text}” is not complete; write it like 100+2*q, with every bracket closed",
)
TOO_LARGE = Bilingual(
    "数量为{q}时，费用式算出的数超过150位；请改用较大的单位或较低的次数",
    "for a quantity of {q} the cost has more than 150 digits; use a larger unit or fewer factors",
)
BY_ZERO = Bilingual("数量为{q}时，费用式除以零", "for a quantity of {q} the cost divides by zero")
