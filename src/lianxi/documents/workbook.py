"""A list as a workbook: what stands in it. Excel and WPS are the second interface.

`Book` is a list as it is sent out: a sheet for each city, rows with ids, columns
of which some are to be filled in. `workbook_write.py` makes the file,
`workbook_read.py` reads what comes back, `workbook_compare.py` says what changed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lianxi.documents.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, Place

Form = Literal["text", "date", "day", "choice"]  # of a date a year or a month will do

FORMAT = "1"  # of the workbook; another number is another layout of the hidden sheet
CELL_MAX = 32_000  # characters; Excel itself holds 32,767 a cell
SILENT = Bilingual("", "")


@dataclass(frozen=True)
class Column:
    """One column: how it is called, what belongs in it, and who may fill it.

    `locked`: it comes back as it was sent, in every row. `once`: it is filled in
    for a new row and locked from then on. `choices` maps codes to what a person
    reads; cells carry codes everywhere outside the workbook.
    """

    key: str
    label: Bilingual
    hint: Bilingual = SILENT
    locked: bool = False
    form: Form = "text"
    choices: Mapping[str, Bilingual] = field(default_factory=dict)
    required: bool = False
    width: int = 18  # in letters of a spreadsheet
    once: bool = False
    longest: int = 4000  # characters
    tells: bool = False  # it says to a reader which row is meant, where ids say nothing

    def fixed(self, *, new: bool) -> bool:
        """Whether a cell of it is closed, in a new row or in one that was sent out."""
        return self.locked or (self.once and not new)


@dataclass(frozen=True)
class Row:
    """One row: its id, and its cells by column; a cell that is left out is empty."""

    id: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """The rows of one party; `party` is empty where the sheet is nobody's in particular."""

    party: str
    title: Bilingual
    rows: tuple[Row, ...]


BY_LETTER = Bilingual(
    "需要撤下的，请在来函中写明。", "Say in your letter what should be taken out."
)


@dataclass(frozen=True)
class Book:
    """A list as it is sent out; `origin` says which state of it this is."""

    list_: str
    title: Bilingual
    columns: tuple[Column, ...]
    sheets: tuple[Sheet, ...]
    made_on: date
    note: Bilingual = SILENT
    origin: str = ""
    spare: int = 20  # empty rows for what is new
    taking_out: Bilingual = BY_LETTER  # what to do instead of deleting a row


class Notes:
    """Findings as they are come upon."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def report(self, code: str, place: Place, **values: Bilingual | str | int) -> None:
        """Note a finding; how severe it is stands with its texts."""
        self.findings.append(Finding(TEXTS[code].severity, code, place, values))


_UNSENT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sendable(text: str) -> str:
    """A text as a cell can hold it: one form of line end, no control characters, not too long.

    >>> sendable("a\\r\\nb\\x01")
    'a\\nb'
    """
    text = _UNSENT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= CELL_MAX else text[: CELL_MAX - 1] + "…"
