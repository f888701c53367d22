"""The files of a package as bytes, from a folder or a zip archive, within bounds.

Whatever is wrong with a file as a file (too large, empty, not a plain file, not UTF-8)
is found here; nothing of it is read further.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from lianxi.charter.reading import Reader
from lianxi.kernel.classified import marking_of_name
from lianxi.kernel.finding import Place
from lianxi.kernel.hidden import fit_for_a_name

FILE_BYTES_MAX = 8 * 2**20
PACKAGE_BYTES_MAX = 64 * 2**20
FILES_MAX = 5000
PATH_LETTERS_MAX = 200

# An archive lists its members at its end, folders and hidden files too; what is beyond this is
# not opened, for the list alone may take more memory than the whole package may.
MEMBERS_MAX = 4 * FILES_MAX
_LISTED = b"PK\x01\x02"  # how each entry of that list begins (APPNOTE.TXT, 4.3.12)
_IN_UTF_8 = 0x800  # the flag of a member whose name is written in it (4.4.4, bit 11)

# What reading an archive that is none, or is damaged, may raise: `zipfile` trusts what it finds.
UNREADABLE = (
    struct.error,
    LookupError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # a password, a way of packing that is not known here
    ValueError,
)

_BOMS = {b"\xef\xbb\xbf": "UTF-8", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


@dataclass(frozen=True)
class _Entry:
    """A file that may become part of the package, before it is opened."""

    path: str
    size: int
    source: Path | zipfile.ZipInfo


def from_folder(folder: Path, reader: Reader, under: str = "") -> dict[str, bytes]:
    """Read a folder: relative path (with `/`) to content. What can't be read is reported.

    `under` stands before each path, in the answer and in what is reported.
    """
    if not folder.is_dir():
        reader.report("region.folder", Place(str(folder)))
        return {}
    entries = _bounded(_folder_entries(folder, reader, under), reader)
    files = {}
    for entry in entries:
        try:
            files[entry.path] = (folder / entry.path.removeprefix(under)).read_bytes()
        except OSError as why:
            reader.report("file.unreadable", Place(entry.path), why=why.strerror or "")
    return files


def from_zip(archive: BinaryIO, reader: Reader) -> dict[str, bytes]:
    """Read a zip archive of a package; one folder around it all is taken off."""
    if crowded(archive, MEMBERS_MAX):
        reader.report("package.large", Place(""), **BOUNDS)
        return {}
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = _bounded(_zip_entries(opened, reader), reader)
            files = {entry.path: _unpacked(opened, entry) for entry in entries}
    except UNREADABLE:
        reader.report("zip.broken", Place(""))
        return {}
    if not files and not reader.findings:
        reader.report("zip.empty", Place(""))
    tops = {path.partition("/")[0] for path in files}
    if "region.toml" not in files and len(tops) == 1:
        top = tops.pop()
        marked = marking_of_name(top)
        if marked:
            reader.report("file.classified", Place(top), level=marked.words)
        files = {path[len(top) + 1 :]: content for path, content in files.items() if "/" in path}
    return files


def text_of(path: str, content: bytes, reader: Reader) -> str | None:
    """Decode a text file: UTF-8 without a byte order mark, nothing else."""
    place = Place(path)
    marked = [encoding for bom, encoding in _BOMS.items() if content.startswith(bom)]
    if not content.strip():
        reader.report("file.empty", place)
    elif marked:
        reader.report("file.bom", place, encoding=marked[0])
    elif b"\0" in content:
        reader.report("file.binary", place)
    else:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as why:
            cut_off = why.end == len(content)  # all is well but the last character
            gbk = not cut_off and _is_gbk(content)
            reader.report("file.gbk" if gbk else "file.encoding", place)
    return None


def _is_gbk(content: bytes) -> bool:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _folder_entries(folder: Path, reader: Reader, under: str) -> Iterator[_Entry]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            source = Path(root) / name
            path = under + source.relative_to(folder).as_posix()
            if _hidden(name):
                continue
            if source.is_symlink() or not source.is_file():
                reader.report("file.link", Place(path))
                continue
            yield _Entry(path, source.stat().st_size, source)


def crowded(archive: IO[bytes], most: int) -> bool:
    """Whether an archive lists more members than may be listed; found without opening it."""
    members, end = 0, b""
    archive.seek(0)
    while chunk := archive.read(2**20):
        members += (end + chunk).count(_LISTED)
        end = chunk[1 - len(_LISTED) :]
    archive.seek(0)
    return members > most


def _zip_entries(archive: zipfile.ZipFile, reader: Reader) -> Iterator[_Entry]:
    seen: set[str] = set()
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        name = _name(info)
        path = PurePosixPath(name)
        if name.endswith("/") or _hidden(path.name) or "__MACOSX" in path.parts:
            continue
        if not path.name or path.is_absolute() or ".." in path.parts or "\\" in name:
            reader.report("zip.path", Place(name))
        elif path.as_posix() in seen:
            reader.report("zip.twice", Place(path.as_posix()))
        elif _is_no_plain_file(info):
            reader.report("file.link", Place(path.as_posix()))
        else:
            seen.add(path.as_posix())
            yield _Entry(path.as_posix(), info.file_size, info)


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name: where its flag does not say UTF-8, what an archiver in China wrote."""
    if info.flag_bits & _IN_UTF_8 or info.filename.isascii():
        return info.filename
    written = info.filename.encode("cp437")  # which is what such a name was read as
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_no_plain_file(info: zipfile.ZipInfo) -> bool:
    """Whether the system that packed a member says that it is a link, a device or the like."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind not in (0, stat.S_IFREG)


def _bounded(entries: Iterator[_Entry], reader: Reader) -> list[_Entry]:
    """Keep what is small enough and has a name; stop at the bounds of the whole."""
    kept: list[_Entry] = []
    total = 0
    for entry in entries:
        if len(entry.path) > PATH_LETTERS_MAX or not fit_for_a_name(entry.path):
            place = Place(entry.path[:PATH_LETTERS_MAX])
            reader.report("file.name", place, most=PATH_LETTERS_MAX)
            continue
        if entry.size > FILE_BYTES_MAX:
            most = FILE_BYTES_MAX // 2**20
            reader.report("file.large", Place(entry.path), mib=entry.size // 2**20, most=most)
            continue
        total += entry.size
        if len(kept) >= FILES_MAX or total > PACKAGE_BYTES_MAX:
            reader.report("package.large", Place(""), **BOUNDS)
            return []
        kept.append(entry)
    return kept


def too_large(files: Mapping[str, bytes]) -> bool:
    """Whether files that came from more than one place are too many or too large together."""
    return len(files) > FILES_MAX or sum(map(len, files.values())) > PACKAGE_BYTES_MAX


BOUNDS = {"files": FILES_MAX, "mib": PACKAGE_BYTES_MAX // 2**20}


def _unpacked(archive: zipfile.ZipFile, entry: _Entry) -> bytes:
    """Unpack one file, and no more of it than it said it holds."""
    with archive.open(entry.path if isinstance(entry.source, Path) else entry.source) as opened:
        content = opened.read(entry.size + 1)
    if len(content) != entry.size:
        raise zipfile.BadZipFile(entry.path)
    return content


def _hidden(name: str) -> bool:
    """Left behind by an editor or a system: `.DS_Store`, `~$book.xlsx`, `file~`."""
    return name.startswith((".", "~$")) or name.endswith("~")
