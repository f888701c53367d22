"""A cost that depends on the quantity q, such as "100 + 2*q*q": a tree, never run as code.

The language is the kernel's, as far as it makes amounts: numbers, q, + - * /, brackets, min, max
and abs. Every value is an exact fraction.
"""

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction

from lianxi.charter.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.expression import (
    Expression,
    Name,
    Negated,
    Number,
    Operation,
    Verb,
    names,
    parse,
    parts,
)
from lianxi.kernel.unreadable import Unreadable
from lianxi.sharing.splits.exact import shown
from lianxi.sharing.splits.game_error import GameError

LENGTH_MAX = 100  # it is worked out for every group: 65,535 times for 16 players
BITS_MAX = 500  # some 150 digits


def read_cost(text: str, at: str = "cost") -> Expression:
    """Read a cost; raise `GameError` for what is none.

    >>> cost_of(read_cost("(1 + q) * q / 2"), Fraction(4))
    Fraction(10, 1)
    """
    if len(text) > LENGTH_MAX:
        raise GameError(TOO_LONG.fill(n=len(text), most=LENGTH_MAX), at)
    try:
        cost = parse(text)
    except Unreadable as why:
        message = TEXTS[why.code].message.fill(**why.values)
        raise GameError(UNREADABLE.fill(message=message), at) from None
    for name in names(cost):
        if name != "q":
            raise GameError(NOT_Q.fill(name=name), at)
    if not _is_amount(cost):
        raise GameError(NO_AMOUNT, at)
    return cost


def cost_of(cost: Expression, q: Fraction) -> Fraction:
    """What a quantity costs; raise `GameError` where that divides by zero or grows out of hand."""
    if isinstance(cost, Number):
        return cost.value
    if isinstance(cost, Name):
        return q
    of = [cost_of(part, q) for part in parts(cost)]
    if isinstance(cost, Negated):
        return -of[0]
    if isinstance(cost, Verb):
        return _VERBS[cost.verb](of)
    assert isinstance(cost, Operation)
    if cost.sign == "/" and of[1] == 0:
        raise GameError(BY_ZERO.fill(q=shown(q)), "cost")
    found = _OPERATIONS[cost.sign](*of)
    if max(found.numerator.bit_length(), found.denominator.bit_length()) > BITS_MAX:
        raise GameError(TOO_LARGE.fill(q=shown(q)), "cost")
    return found


def _is_amount(cost: Expression) -> bool:
    """Whether an expression is an amount throughout, with no condition in it."""
    kinds = (Number, Name, Negated, Operation, Verb)
    return isinstance(cost, kinds) and all(_is_amount(part) for part in parts(cost))


_OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_VERBS: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "min": min,
    "max": max,
    "abs": lambda of: abs(of[0]),
}
TOO_LONG = Bilingual(
    "费用式有{n}个字符，过长；至多{most}个", "the cost has {n} characters, at most {most} are read"
)
UNREADABLE = Bilingual(
    "{message}；应为 100 + 2*q*q 这样的费用式，乘号不能省略，没有乘方",
    "{message}; expected a cost such as 100 + 2*q*q: every * is written, there are no powers",
)
NOT_Q = Bilingual(
    "费用式里只有数量 q 一个名称，没有“{name}”",
    "a cost knows one name, q for the quantity, and no “{name}”",
)
NO_AMOUNT = Bilingual(
    "费用式应算出一个数，不能有比较和 and、or、not",
    "a cost must come to an amount; it has no comparisons and no and, or, not",
)
TOO_LARGE = Bilingual(
    "数量为{q}时，费用式算出的数超过150位；请改用较大的单位或较低的次数",
    "for a quantity of {q} the cost has more than 150 digits; use a larger unit or fewer factors",
)
BY_ZERO = Bilingual("数量为{q}时，费用式除以零", "for a quantity of {q} the cost divides by zero")
