"""Money: a whole number of fen, never a float."""

import re
from dataclasses import dataclass
from fractions import Fraction

from lianxi.kernel.ratio import round_half_away
from lianxi.kernel.unreadable import Unreadable

FEN_MIN, FEN_MAX = -(2**63), 2**63 - 1  # BIGINT, in every database we use

_YUAN = re.compile(r"(-?)(\d{1,17})(?:\.(\d{1,2}))?", re.ASCII)


@dataclass(frozen=True, order=True)
class Money:
    """An amount of renminbi in fen.

    >>> Money.yuan("0.10") + Money.yuan("0.20") == Money.yuan("0.30")
    True
    >>> str(Money(-12345))
    '-123.45'
    """

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(f"money is a whole number of fen, not {type(self.fen).__name__}")
        if not FEN_MIN <= self.fen <= FEN_MAX:
            raise OverflowError(f"{self.fen} fen does not fit in 64 bits")

    @classmethod
    def yuan(cls, text: str) -> "Money":
        """Read decimal text in yuan, at most two places; raise `Unreadable` otherwise.

        No thousands separators, no full-width digits, no exponent: one way to write an amount.
        """
        found = _YUAN.fullmatch(text)
        if found is None:
            raise Unreadable("money.form", text=text)
        sign, whole, cents = found.groups()
        fen = int(whole) * 100 + int((cents or "").ljust(2, "0"))
        try:
            return cls(-fen if sign else fen)
        except OverflowError:
            raise Unreadable("money.size", text=text) from None

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __neg__(self) -> "Money":
        return Money(-self.fen)

    def times(self, ratio: Fraction) -> "Money":
        """Multiply by an exact ratio and round once, half away from zero.

        >>> Money(5).times(Fraction(1, 2))
        Money(fen=3)
        """
        return Money(round_half_away(self.fen * ratio))

    def __str__(self) -> str:
        sign, size = ("-", -self.fen) if self.fen < 0 else ("", self.fen)
        return f"{sign}{size // 100}.{size % 100:02d}"
