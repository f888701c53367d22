"""The one checked arithmetic: text to a tree, which is worked out and never executed as code.

Numbers, names, `+ - * /`, comparison, `and or not`, brackets, and the verbs below. Nothing else
is part of it: no powers, no texts, no calls of anything, no attributes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from lianxi.kernel.ratio import read_ratio
from lianxi.kernel.unreadable import Unreadable

LENGTH_MAX = 500
DEPTH_MAX = 30

# The verbs: how many operands each takes at least and at most.
VERBS = {"min": (2, 20), "max": (2, 20), "abs": (1, 1)}
COMPARISONS = ("<=", ">=", "==", "!=", "<", ">")
WORDS = ("and", "or", "not")

NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|==|!=|[-+*/<>(),])|(\S))", re.ASCII
)


@dataclass(frozen=True)
class Number:
    """A number as written."""

    value: Fraction
    text: str


@dataclass(frozen=True)
class Name:
    """A name that stands for a value."""

    id: str


@dataclass(frozen=True)
class Negated:
    """The opposite of a value."""

    of: "Expression"


@dataclass(frozen=True)
class Operation:
    """`+`, `-`, `*` or `/` of two values."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Comparison:
    """Whether two values stand so to each other."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Joined:
    """`and` or `or` of two conditions."""

    word: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Not:
    """That a condition does not hold."""

    of: "Expression"


@dataclass(frozen=True)
class Verb:
    """One of the verbs, of its operands."""

    verb: str
    of: tuple["Expression", ...]


Expression: TypeAlias = "Number | Name | Negated | Operation | Comparison | Joined | Not | Verb"


def parse(text: str) -> Expression:
    """Read an expression; raise `Unreadable` and say where it is none.

    >>> parse("(c - target) * flow")
    Operation(sign='*', left=Operation(sign='-', left=Name(id='c'), right=Name(id='target')), \
right=Name(id='flow'))
    >>> parse("c.__class__")
    Traceback (most recent call last):
    lianxi.kernel.unreadable.Unreadable: expression.sign: {'text': '.'}
    """
    if not text.strip():
        raise Unreadable("expression.empty")
    if len(text) > LENGTH_MAX:
        raise Unreadable("expression.long", length=str(len(text)), most=str(LENGTH_MAX))
    reading = _Reading(list(_tokens(text)), text)
    found = reading.either(0)
    if reading.at < len(reading.tokens):
        raise reading.stranger()
    return found


def names(of: Expression) -> Iterator[str]:
    """The names that stand in an expression, from left to right, as often as they do."""
    if isinstance(of, Name):
        yield of.id
    for part in parts(of):
        yield from names(part)


def parts(of: Expression) -> tuple[Expression, ...]:
    """What an expression is made of, one level down."""
    if isinstance(of, (Operation, Comparison, Joined)):
        return (of.left, of.right)
    if isinstance(of, (Negated, Not)):
        return (of.of,)
    return of.of if isinstance(of, Verb) else ()


@dataclass(frozen=True)
class _Token:
    kind: str  # "number", "name" or "sign"
    text: str


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        assert found is not None
        number, name, sign, stranger = found.groups()
        if stranger is not None:
            raise Unreadable("expression.sign", text=stranger)
        at = found.end()
        if number is not None:
            yield _Token("number", number)
        elif name is not None:
            yield _Token("name", name)
        else:
            yield _Token("sign", sign)


class _Reading:
    """The tokens of a text, read from left to right."""

    def __init__(self, tokens: list[_Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.at = 0

    def stranger(self) -> Unreadable:
        """That something else was expected where the reading stands."""
        if self.at < len(self.tokens):
            return Unreadable("expression.place", text=self.tokens[self.at].text, whole=self.text)
        return Unreadable("expression.end", text=self.text)

    def next_is(self, *texts: str) -> str | None:
        """Take the next token if it is one of these."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind == "number" or token.text not in texts:
            return None
        self.at += 1
        return token.text

    def either(self, depth: int) -> Expression:
        """Conditions joined by `or`."""
        found = self._both(depth + 1)
        while self.next_is("or"):
            found = Joined("or", found, self._both(depth + 1))
        return found

    def _both(self, depth: int) -> Expression:
        found = self._not(depth)
        while self.next_is("and"):
            found = Joined("and", found, self._not(depth))
        return found

    def _not(self, depth: int) -> Expression:
        self._bounded(depth)
        if self.next_is("not"):
            return Not(self._not(depth + 1))
        return self._compared(depth)

    def _compared(self, depth: int) -> Expression:
        found = self._sum(depth)
        sign = self.next_is(*COMPARISONS)
        return Comparison(sign, found, self._sum(depth)) if sign else found

    def _sum(self, depth: int) -> Expression:
        found = self._product(depth)
        while sign := self.next_is("+", "-"):
            found = Operation(sign, found, self._product(depth))
        return found

    def _product(self, depth: int) -> Expression:
        found = self._signed(depth)
        while sign := self.next_is("*", "/"):
            found = Operation(sign, found, self._signed(depth))
        return found

    def _signed(self, depth: int) -> Expression:
        self._bounded(depth)
        if self.next_is("-"):
            return Negated(self._signed(depth + 1))
        return self._atom(depth)

    def _atom(self, depth: int) -> Expression:
        if self.next_is("("):
            inner = self.either(depth + 1)
            self._close()
            return inner
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind == "sign" or token.text in WORDS:
            raise self.stranger()
        self.at += 1
        if token.kind == "number":
            return Number(read_ratio(token.text), token.text)
        if token.text in VERBS and self.next_is("("):
            return self._verb(token.text, depth)
        if not NAME.fullmatch(token.text):
            raise Unreadable("expression.name", text=token.text)
        return Name(token.text)

    def _verb(self, verb: str, depth: int) -> Expression:
        of = [self.either(depth + 1)]
        while self.next_is(","):
            of.append(self.either(depth + 1))
        self._close()
        least, most = VERBS[verb]
        if not least <= len(of) <= most:
            raise Unreadable("expression.operands", verb=verb, got=str(len(of)), least=str(least))
        return Verb(verb, tuple(of))

    def _close(self) -> None:
        if not self.next_is(")"):
            raise self.stranger()

    def _bounded(self, depth: int) -> None:
        if depth > DEPTH_MAX:
            raise Unreadable("expression.deep", most=str(DEPTH_MAX))
