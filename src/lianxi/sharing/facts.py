"""The long table of facts: a figure a row."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FactRow:
    """One figure: of which period, of what (a key for each word), which fact, how much of what.

    `source` says where it comes from ("facts/12"), `place` where it stands in a file.
    """

    period: str
    keys: Mapping[str, str]
    fact: str
    value: str
    unit: str
    source: str = ""
    place: str = ""
