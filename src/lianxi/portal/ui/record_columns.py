"""The columns that lists of the record share: words of a vocabulary, what a row rests on."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.region import WORLDS
from lianxi.charter.rows import Provenance
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named

R = TypeVar("R")


def word(vocabulary: Mapping[str, Bilingual], said: str | None) -> Named | None:
    """A word of a vocabulary, in whose order it sorts; None where nothing is said."""
    if said is None:
        return None
    return Named(said, vocabulary[said], list(vocabulary).index(said))


def whose(of: Callable[[R], str]) -> Column[R]:
    """Whose a row is: the record's, or of what extends it."""
    return column.named("world", WHOSE, lambda row: word(WORLDS, of(row)), page=False)


def rests_on(
    of: Callable[[R], Provenance], note: Callable[[R], Bilingual | None] | None = None
) -> tuple[Column[R], ...]:
    """What a row rests on, where it is written, and what a reader should know."""
    columns: tuple[Column[R], ...] = (
        column.named("status", RESTS_ON, lambda row: word(STATUS, of(row).status)),
        column.text(
            "source", SOURCE, lambda row: "; ".join(map(str, of(row).source)), page=False, width=40
        ),
        whose(lambda row: of(row).world),
    )
    if note is None:
        return columns
    return (*columns, column.both("note", NOTE, note, page=False))


ID = Bilingual("标识", "id")
NAME = Bilingual("名称", "name")
RESTS_ON = Bilingual("依据", "rests on")
SOURCE = Bilingual("来源", "source")
NOTE = Bilingual("说明", "note")
WHOSE = Bilingual("性质", "record or rehearsal")
STANDING_LABEL = Bilingual("效力", "standing")
