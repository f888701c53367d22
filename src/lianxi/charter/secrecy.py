"""No file of a package may be marked as a state secret: by its name, in a line, or in a value.

Every file is looked through, whether the package uses it or not, for every file is kept with
its version. What a mark is says `kernel/classified.py`.
"""

from collections.abc import Iterator, Mapping

from lianxi.charter.reading import Reader
from lianxi.charter.survey import Survey
from lianxi.kernel.classified import Marking, marking, marking_of_name
from lianxi.kernel.finding import Place

CODE = "file.classified"


def look_for_marks(files: Mapping[str, bytes], found: Survey, reader: Reader) -> None:
    """Report the first mark of each file: what it says and where it stands."""
    for path, content in sorted(files.items()):
        for marked, place in _marks(path, content, found):
            reader.report(CODE, place, level=marked.words)
            break


def _marks(path: str, content: bytes, found: Survey) -> Iterator[tuple[Marking, Place]]:
    named = marking_of_name(path)
    if named:
        yield named, Place(path)
    written = marking(_text(content))
    if written:
        yield written, Place(path, row=written.line)
    parsed = found.shapes if path == found.shapes_at else found.documents.get(path)
    for place, text in _texts(parsed, Place(path)):
        valued = marking(text)
        if valued:
            yield valued, place
    sheet = found.rosters.get(path)
    for row in found.tables.get(path, sheet.rows if sheet else []):
        for column, cell in row.cells.items():
            valued = marking(cell)
            if valued:
                yield valued, Place(path, column, row.number)


def _text(content: bytes) -> str:
    """A file's text in whichever of the usual encodings; what is no text gives nothing to find."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _texts(document: object, root: Place) -> Iterator[tuple[Place, str]]:
    """Every text in a parsed document, with its place, in the order of the document."""
    waiting = [(root, document)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, Mapping):
            waiting += [(place.at(str(name)), item) for name, item in [*value.items()][::-1]]
        elif isinstance(value, list):
            items = [(n, item) for n, item in enumerate(value, 1) if not isinstance(item, float)]
            waiting += [(place.item(n), item) for n, item in reversed(items)]
