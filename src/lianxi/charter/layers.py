"""Whose a file is: a package that extends another carries that one's files under `base/`.

    base/seats.csv   the record's, as it was when it was put there
    seats.csv        the rehearsal's own: rows that come after those

Whatever is read knows it by the path of its file: what lies under `base/` is the record's.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from lianxi.charter.files import from_folder
from lianxi.charter.reading import Reader
from lianxi.charter.region import EXTENDS, ID, WORLD
from lianxi.kernel.finding import Place

BASE = "base/"
OWN = ""
REGION = "region.toml"

Document = Mapping[str, object]


def inner(path: str) -> str:
    """The path of a file within the package that it belongs to.

    >>> inner("base/seats.csv"), inner("seats.csv")
    ('seats.csv', 'seats.csv')
    """
    return path.removeprefix(BASE)


def layers(files: Mapping[str, object]) -> tuple[str, ...]:
    """Where the files of each package begin: the one that is extended, then the package's own."""
    return (BASE, OWN) if any(path.startswith(BASE) for path in files) else (OWN,)


def beside(folder: Path, files: Mapping[str, bytes], reader: Reader) -> dict[str, bytes]:
    """The files of the package that a folder's package extends; none where it brings them along."""
    name = _extends(files.get(REGION, b""))
    if name is None or len(layers(files)) > 1:
        return {}
    other = folder.resolve().parent / name
    return from_folder(other, reader, BASE) if other.is_dir() else {}


def _extends(content: bytes) -> str | None:
    """The folder that a region.toml names; what is wrong with the file is reported elsewhere."""
    try:
        said = tomllib.loads(content.decode()).get(EXTENDS.name)
    except (ValueError, RecursionError):
        return None
    return said.removeprefix("../") if isinstance(said, str) and named_well(said) else None


def named_well(text: str) -> bool:
    """Whether a text names a folder beside this one, "../NAME", and nothing further away."""
    return EXTENDS.form.read(text, Place(REGION), Reader({})) is not None


def stands(documents: Mapping[str, Document], files: Mapping[str, bytes], reader: Reader) -> bool:
    """Report what is wrong with how a package extends another; whether it can be read on."""
    own = documents.get(REGION)
    if own is None:
        return True
    extends, carried = own.get(EXTENDS.name), len(layers(files)) > 1
    place = Place(REGION, EXTENDS.name)
    if extends is None:
        if carried:
            reader.report("extends.stray", Place(BASE.rstrip("/")))
        return not carried
    if not isinstance(extends, str) or not named_well(extends):
        return True  # its form is reported where region.toml is read
    base = documents.get(BASE + REGION)
    if not carried:
        reader.report("extends.missing", place, folder=extends)
        return False
    code = "" if base is None else _fault(own, base)
    if code:
        reader.report(code, place, folder=extends)
    return not code


def _fault(own: Document, base: Document) -> str:
    """What is wrong between two packages that can be told from their regions; "" where nothing."""
    if own.get(WORLD.name) == "record":
        return "extends.record"
    if own.get(ID.name) == base.get(ID.name):
        return "extends.itself"
    if base.get(EXTENDS.name) is not None:
        back = base.get(EXTENDS.name) == f"../{own.get(ID.name)}"
        return "extends.circle" if back else "extends.chain"
    return "extends.not-record" if base.get(WORLD.name) != "record" else ""
