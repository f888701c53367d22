"""What a document of the office says: a `Paper` and the blocks of its text, all of them values.

The texts are in the paper's one language; what the form adds (numbers of headings, 抄送, dates)
is worded by the layout. The Chinese document is the standard's; an English one has its structure.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lianxi.documents.papers.form import Form
from lianxi.documents.papers.number import Number
from lianxi.kernel.bilingual import Lang

World = Literal["record", "rehearsal", "live"]
Urgency = Literal["", "urgent", "most-urgent"]
Presence = Literal["present", "apologies", "attending"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """A heading of one of four levels; the layout numbers it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; the ends of lines in it begin new ones."""

    text: str


@dataclass(frozen=True)
class People:
    """Who was there (出席), sent apologies (请假) or sat in (列席), in the order to be printed."""

    presence: Presence
    names: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its width beside the others'."""

    title: str
    share: float = 1
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A table whose head stands on every page; a wide one has landscape pages of its own."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Clause:
    """A clause of an agreement (第一条); the layout numbers it."""

    text: str
    title: str = ""


@dataclass(frozen=True)
class Signatory:
    """Who signs for a party; what is not known yet is left open to be written by hand."""

    party: str
    name: str = ""
    office: str = ""
    signed: date | None = None


@dataclass(frozen=True)
class SignaturePage:
    """The page on which the parties sign and seal (签署页)."""

    signatories: tuple[Signatory, ...]


Block = Heading | Paragraph | People | Table | Clause | SignaturePage


@dataclass(frozen=True)
class Annex:
    """An annex, on pages of its own; without blocks it is named only, and goes out by itself."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A document of the office. There is no field for a mark of secrecy, and there will be none."""

    form: Form
    title: str
    issuers: tuple[str, ...]
    body: tuple[Block, ...]
    dated: date
    world: World
    lang: Lang = "zh"
    mark: str = ""  # the words of the head, where they are not the issuer's name and the form's
    number: Number | None = None
    signers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: str = ""
    copies: tuple[str, ...] = ()
    printer: str = ""
    printed: date | None = None
    urgency: Urgency = ""
    copy_number: int | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Those of the body and of every annex, in order."""
        return (*self.body, *(block for annex in self.annexes for block in annex.blocks))
