"""Open a file that came back: is it a workbook at all, and can it be parsed safely?

Whatever a person may send instead (an old .xls, a PDF, a file with a password)
is named. Sizes are bounded before anything is unpacked, and what a list has no
need of (macros, links, embedded files) is refused unread.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils.cell import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.workbook.workbook import Workbook

from lianxi.documents.workbook import Notes
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.classified import marking
from lianxi.kernel.finding import Place

FILE_BYTES_MAX = 20 * 2**20
UNPACKED_BYTES_MAX = 100 * 2**20
RATIO_MAX = 400  # unpacked to packed, of a part that is large; sheets reach about 100
PARTS_MAX = 2000
ROWS_MAX = 50_000
COLUMNS_MAX = 200
SHEETS_MAX = 400
MIB = 2**20

NOWHERE = Place("")


@dataclass(frozen=True)
class Merged:
    """A range of merged cells."""

    ref: str
    rows: range
    columns: range

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return row in self.rows and column in self.columns


@dataclass(frozen=True)
class Held:
    """What a cell holds: its value, its kind in the letters of openpyxl ("f" is a formula,
    "e" an error), and the number format that it is shown in."""

    value: object
    kind: str
    format: str


@dataclass(frozen=True)
class Page:
    """One sheet of an opened workbook: its name, what its cells hold, what is merged in it."""

    name: str
    cells: Mapping[tuple[int, int], Held]  # by row and column, counted from 1
    last: int  # the last row that holds anything
    merged: tuple[Merged, ...]

    def text(self, row: int, column: int) -> str:
        """What a cell holds, as text."""
        held = self.cells.get((row, column))
        return "" if held is None else str(held.value)

    @cached_property
    def width(self) -> int:
        """How many columns hold anything."""
        return max((column for _, column in self.cells), default=0)


def opened(content: bytes, notes: Notes) -> list[Page] | None:
    """The sheets of a workbook; None, and a finding why, where it can't be read."""
    before = len(notes.findings)
    if not _is_zip(content, notes):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if _refused(archive, notes):
                return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out is not read here either
            pages = _pages(content, notes)
        _no_marks(pages, notes)
    except Exception as why:  # a damaged file makes any part of any parser stumble: never a trace
        unsafe = isinstance(why.__cause__ or why, DefusedXmlException)  # openpyxl wraps it
        notes.report("workbook.unsafe" if unsafe else "workbook.broken", NOWHERE)
        return None
    return None if len(notes.findings) > before else pages


def _no_marks(pages: list[Page], notes: Notes) -> None:
    """Report the first cell, or name of a sheet, that carries a mark of state secrecy."""
    for page in pages:
        texts = {(0, 0): page.name}
        texts |= {at: held.value for at, held in page.cells.items() if isinstance(held.value, str)}
        for (row, column), text in texts.items():
            marked = marking(text)
            if marked:
                key = f"{get_column_letter(column)}{row}" if row else ""
                notes.report("workbook.classified", Place(page.name, key), level=marked.words)
                return


def _is_zip(content: bytes, notes: Notes) -> bool:
    """Whether it may be a workbook, by its size and its first bytes."""
    if not content:
        notes.report("workbook.empty", NOWHERE)
    elif len(content) > FILE_BYTES_MAX:
        notes.report("workbook.large", NOWHERE, most=f"{FILE_BYTES_MAX // MIB} MiB")
    elif content.startswith(b"\xd0\xcf\x11\xe0"):  # an OLE file: [MS-CFB]
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        notes.report("workbook.encrypted" if encrypted else "workbook.old", NOWHERE)
    elif not content.startswith(b"PK\x03\x04"):
        notes.report("workbook.other", NOWHERE, what=_what(content))
    else:
        return True
    return False


def _what(content: bytes) -> Bilingual:
    """What a file that is no workbook seems to be."""
    head = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf"):
        return Bilingual("PDF文件", "a PDF file")
    if head.startswith((b"\xff\xd8\xff", b"\x89png")):
        return Bilingual("图片", "a picture")
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        return Bilingual("网页或XML文件", "a web page or an XML file")
    if b"\0" not in content[:4096]:
        return Bilingual("文本文件（如CSV）", "a text file, such as a CSV")
    return Bilingual("其他文件", "some other file")


_MACROS = re.compile(r"(^|/)(vbaproject\.bin|macrosheets/)", re.I)
_LINKS = re.compile(r"(^|/)(externallinks/|connections\.xml|querytables/)", re.I)
_EMBEDDED = re.compile(r"(^|/)(embeddings/|activex/|ctrlprops/|oleobject)", re.I)


def _refused(archive: zipfile.ZipFile, notes: Notes) -> bool:
    """Whether an archive is none to be parsed, by the list of its parts and their sizes."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        notes.report("workbook.encrypted", NOWHERE)
    elif _bursts(parts):
        notes.report("workbook.bomb", NOWHERE, most=f"{UNPACKED_BYTES_MAX // MIB} MiB")
    elif "xl/workbook.xml" not in names:
        notes.report("workbook.other", NOWHERE, what=_what_archive(names))
    elif len(set(names)) != len(names):
        notes.report("workbook.broken", NOWHERE)
    else:
        for pattern, code in ((_MACROS, "macros"), (_LINKS, "links"), (_EMBEDDED, "embedded")):
            if any(pattern.search(name) for name in names):
                notes.report(f"workbook.{code}", NOWHERE)
                return True
        return not _whole(archive, notes)
    return True


def _bursts(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether an archive unpacks to more than any list needs."""
    return (
        len(parts) > PARTS_MAX
        or sum(part.file_size for part in parts) > UNPACKED_BYTES_MAX
        or any(
            part.file_size > MIB and part.file_size > RATIO_MAX * max(1, part.compress_size)
            for part in parts
        )
    )


def _what_archive(names: list[str]) -> Bilingual:
    if "xl/workbook.bin" in names:
        return Bilingual("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)")
    if "word/document.xml" in names:
        return Bilingual("Word文档", "a Word document")
    if "content.xml" in names:
        return Bilingual("OpenDocument文件（.ods）", "an OpenDocument file (.ods)")
    return Bilingual("压缩包", "an archive")


def _whole(archive: zipfile.ZipFile, notes: Notes) -> bool:
    """Whether every part unpacks to what it says, and the workbook is of the usual dialect."""
    for part in archive.infolist():
        try:
            content = archive.read(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            notes.report("workbook.broken", NOWHERE)
            return False
        if part.filename == "xl/workbook.xml" and b"purl.oclc.org/ooxml" in content:
            notes.report("workbook.strict", NOWHERE)
            return False
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in content:
            notes.report("workbook.macros", NOWHERE)
            return False
    return True


def _pages(content: bytes, notes: Notes) -> list[Page]:
    book: Workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    pages: list[Page] = []
    if book.epoch != WINDOWS_EPOCH:
        notes.report("workbook.epoch", NOWHERE)
    try:
        rows = 0
        for sheet in book.worksheets:
            with sheet._get_source() as part:  # type: ignore[attr-defined] # its part of the archive
                extent = _extent(part)
            rows += extent.row
            if len(pages) == SHEETS_MAX or rows > ROWS_MAX or extent.column > COLUMNS_MAX:
                notes.report("workbook.large", NOWHERE, most=_MOST)
                break
            cells = {
                (cell.row, cell.column): Held(cell.value, cell.data_type, cell.number_format)
                for line in (sheet.iter_rows(1, extent.row, 1, extent.column) if extent.row else ())
                for cell in line
                if cell.value not in (None, "")
            }
            pages.append(Page(sheet.title, cells, extent.row, extent.merged))
    finally:
        book.close()
    return pages


@dataclass(frozen=True)
class _Extent:
    """How far a sheet reaches, and what is merged in it."""

    row: int
    column: int
    merged: tuple[Merged, ...]


def _extent(part: IO[bytes]) -> _Extent:
    """Look a sheet over before openpyxl reads it.

    It is read row by row and not opened whole: then openpyxl would make a cell for
    every place of a merged range, millions of them if somebody merged a column.
    """
    last = width = above = 0
    merged = []
    for _, element in iterparse(part):
        tag = element.tag.rpartition("}")[2]
        if tag == "mergeCell":
            ref = element.get("ref", "")
            left, top, right, bottom = range_boundaries(ref)
            rows = range(top or 1, (bottom or 2**20) + 1)
            merged.append(Merged(ref, rows, range(left or 1, (right or 2**14) + 1)))
        elif tag == "row":
            above = int(element.get("r", above + 1))
            filled = [n for n, cell in enumerate(element, 1) if len(cell)]
            if filled:
                last = max(last, above)
                width = max(width, *(_column(element[n - 1], n) for n in filled))
            element.clear()
    return _Extent(last, width, tuple(merged))


def _column(cell: Element, otherwise: int) -> int:
    found = re.match(r"[A-Z]{1,3}", cell.get("r", ""))
    return column_index_from_string(found.group()) if found else otherwise


_MOST = Bilingual(
    f"{SHEETS_MAX}张表、{ROWS_MAX}行、{COLUMNS_MAX}列",
    f"{SHEETS_MAX} sheets, {ROWS_MAX} rows, {COLUMNS_MAX} columns",
)
