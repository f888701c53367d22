"""What a scan is, by how its bytes begin: never by its name, never by what a browser says of it."""

from typing import Literal

Scan = Literal["pdf", "jpeg", "png"]

BYTES_MAX = 20 * 2**20

# ISO 32000, ISO/IEC 10918-1 and ISO/IEC 15948 say how each begins.
_BEGINS: dict[Scan, bytes] = {
    "pdf": b"%PDF-",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
}
MEDIA_TYPES: dict[Scan, str] = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
}


def kind_of(content: bytes) -> Scan | None:
    """The kind of a scan, or None where it is none that is kept.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"MZ...")
    ('pdf', None)
    """
    for kind, begin in _BEGINS.items():
        if content.startswith(begin):
            return kind
    return None
