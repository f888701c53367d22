"""Amounts and parties of a result, in words."""

from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.quantity import PLACES, Quantity

UNITS = {"CNY": Bilingual("元", "yuan"), "t": Bilingual("吨", "t"), "mu": Bilingual("亩", "mu")}


@dataclass(frozen=True)
class Amount:
    """An amount in the smallest parts of a unit, for a reader."""

    amount: int
    unit: str

    @property
    def text(self) -> str:
        """With commas between thousands."""
        return Quantity(self.amount, self.unit).grouped if self.unit in PLACES else str(self.amount)

    @property
    def size(self) -> str:
        """The same without its sign."""
        return Amount(abs(self.amount), self.unit).text

    @property
    def plain(self) -> str:
        """Decimal text, for programs."""
        return str(Quantity(self.amount, self.unit)) if self.unit in PLACES else str(self.amount)

    @property
    def words(self) -> Bilingual:
        """What the unit is called."""
        return UNITS.get(self.unit) or same(self.unit)
