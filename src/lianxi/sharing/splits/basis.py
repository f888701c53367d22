"""A square matrix of whole numbers, column by column, with its inverse kept in whole numbers."""

from collections.abc import Sequence
from operator import mul


class Basis:
    """As many independent columns as rows; at first the unit columns.

    `adjugate` is the inverse times `scale`, the determinant, which is kept above zero. Exchanging a
    column divides by the old determinant, and that division leaves no remainder (Edmonds 1967,
    "Systems of distinct representatives and linear algebra"): no fractions, no rounding.
    """

    def __init__(self, size: int) -> None:
        self.adjugate = [[int(row == place) for place in range(size)] for row in range(size)]
        self.scale = 1

    def coordinates(self, column: Sequence[int]) -> list[int]:
        """What a column is made of, times `scale`: how much of each column that is held."""
        return [sum(map(mul, row, column)) for row in self.adjugate]

    def combined(self, amounts: Sequence[int]) -> list[int]:
        """The solution, times `scale`, at which every column held comes to its amount.

        >>> basis = Basis(2)
        >>> basis.exchange(0, basis.coordinates([2, 1]))
        >>> basis.combined([10, 3]), basis.scale  # 2a + b = 10 and b = 3
        ([7, 6], 2)
        """
        columns = zip(*self.adjugate, strict=True)
        return [sum(map(mul, amounts, column)) for column in columns]

    def exchange(self, row: int, coordinates: Sequence[int]) -> None:
        """Put a column of these coordinates, the one at `row` not zero, in that one's place."""
        pivot, own = coordinates[row], self.adjugate[row]
        for place, (line, part) in enumerate(zip(self.adjugate, coordinates, strict=True)):
            if place != row:
                self.adjugate[place] = [
                    (pivot * old - part * new) // self.scale
                    for old, new in zip(line, own, strict=True)
                ]
        self.scale = pivot
        if pivot < 0:
            self.adjugate = [[-value for value in line] for line in self.adjugate]
            self.scale = -pivot
