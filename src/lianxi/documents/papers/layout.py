"""What stands where in a document, in words and in order: one layout for both renderers.

`compose.py` makes it; `docx.py` and `pdf.py` only draw it. Lengths of indents are in characters
of the body.
"""

from dataclasses import dataclass
from typing import Literal

from lianxi.documents.letters import em
from lianxi.documents.papers.measures import CELL_PT, PT_IN_MM, Face, LineStyle
from lianxi.documents.papers.paper import Align

_LINES_WHOLE = 12  # a row with a longer cell may be parted


@dataclass(frozen=True)
class Run:
    """A piece of text; without a face of its own it has that of its line."""

    text: str
    face: Face | None = None


@dataclass(frozen=True)
class Hang:
    """A label before a line, `at` from the left; the text stands `text_at`, in every line."""

    label: Run
    at: float
    text_at: float

    @property
    def tabbed(self) -> bool:
        """Whether the text needs a tab to its place; a Chinese colon fills the room there is."""
        return not self.label.text.endswith("：")


@dataclass(frozen=True)
class Line:
    """A paragraph of one kind."""

    style: LineStyle
    runs: tuple[Run, ...] = ()
    right: float = 0
    hang: Hang | None = None
    keep: bool = False  # on the page of the line that follows, whatever its kind

    @property
    def text(self) -> str:
        """Its words, with the label."""
        label = self.hang.label.text if self.hang else ""
        return label + "".join(run.text for run in self.runs)


BLANK = Line("blank")


@dataclass(frozen=True)
class Grid:
    """A table: widths in millimetres, one head row that is repeated, cells of lines."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ruled: bool = True
    row_mm: float = 0  # the least height of a row; 0 for as high as its text

    @property
    def parted(self) -> tuple[bool, ...]:
        """For each row whether it may go over a page: only what may not fit one page does."""
        rooms = [max(mm * PT_IN_MM / CELL_PT - 1, 1) for mm in self.widths]
        return tuple(
            any(em(cell) / room > _LINES_WHOLE for cell, room in zip(row, rooms, strict=True))
            for row in self.rows
        )


Part = Line | Grid


@dataclass(frozen=True)
class Section:
    """What begins on a new page, upright or across."""

    parts: tuple[Part, ...]
    wide: bool = False


@dataclass(frozen=True)
class Top:
    """The head of the first page; `mark` has a name a line, `word` stands right of them all."""

    kind: Literal["file", "letter", "plain"]
    above: tuple[Line, ...] = ()
    mark: tuple[str, ...] = ()
    word: str = ""
    mark_pt: float = 48
    number: str = ""
    signers: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Record:
    """The record at the foot of the last page (版记)."""

    lines: tuple[Line, ...] = ()
    printer: str = ""
    printed: str = ""
    ruled: bool = True

    def __bool__(self) -> bool:
        return bool(self.lines or self.printer)


@dataclass(frozen=True)
class Layout:
    """A whole document, ready to be drawn."""

    top: Top
    sections: tuple[Section, ...]
    record: Record
    world: str


def line_of(style: LineStyle, text: str, face: Face | None = None) -> Line:
    """A line of one run."""
    return Line(style, (Run(text, face),))


def hung(style: LineStyle, label: str, text: str, at: float, face: Face | None = None) -> Line:
    """A line whose text stands right of its label, in every line."""
    label = label.rstrip()
    width = em(label) if label.endswith("：") else 0.85 * em(label) + 0.7
    return Line(style, (Run(text),), hang=Hang(Run(label, face), at, at + width))
