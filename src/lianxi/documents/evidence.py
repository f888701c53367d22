"""What a file that is handed in as evidence is: by its bytes, never by its name.

Scans (PDF, JPEG, PNG), and documents and workbooks without macros (ECMA-376), are kept;
anything else is not. Documents and workbooks are looked through for marks of secrecy.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Literal
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from lianxi.documents import scan
from lianxi.kernel.classified import Marking, marking

Kind = Literal["pdf", "jpeg", "png", "docx", "xlsx"]

MEDIA_TYPES: Mapping[str, str] = {
    **{str(kind): media for kind, media in scan.MEDIA_TYPES.items()},
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTES_MAX = scan.BYTES_MAX
MEMBERS_MAX = 2000
TEXT_MAX = 50 * 2**20  # of a document's parts, unpacked

# The part that a document or a workbook can't be without.
_MAIN: dict[str, Kind] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_PARAGRAPH = "}p", "}si", "}is"


def kind_of(content: bytes) -> Kind | None:
    """The kind of a file, or None where it is none that is kept: a macro is kept by no one.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"PK but no archive")
    ('pdf', None)
    """
    scanned = scan.kind_of(content)
    if scanned is not None:
        return scanned
    names = _names(content)
    if "[Content_Types].xml" not in names or any("vbaProject" in name for name in names):
        return None
    return next((kind for main, kind in _MAIN.items() if main in names), None)


def marked(content: bytes) -> Marking | None:
    """The mark of secrecy that a document or a workbook carries, where it does."""
    if kind_of(content) not in ("docx", "xlsx"):
        return None
    try:
        return next(filter(None, map(marking, _paragraphs(content))), None)
    except (*_BROKEN, ParseError, DefusedXmlException, KeyError):
        return None


def _names(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except _BROKEN:
        return []
    return names if len(names) <= MEMBERS_MAX else []


def _paragraphs(content: bytes) -> Iterator[str]:
    """The text of every paragraph and every shared or inline cell text."""
    left = TEXT_MAX
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            left -= info.file_size
            if left < 0:
                return
            if not info.filename.endswith(".xml") or info.filename.startswith(("docProps", "_")):
                continue
            with archive.open(info) as part:
                for _, element in iterparse(part):
                    if element.tag.endswith(_PARAGRAPH):
                        yield "".join(element.itertext())
