"""Mistakes that a person can make in a package: a change of its files, and the finding it gets."""

from collections.abc import Callable
from dataclasses import dataclass

Files = dict[str, str | bytes]
Change = Callable[[Files], object]


@dataclass(frozen=True)
class Case:
    """A mistake, the finding it gets, and where."""

    code: str
    change: Change
    file: str
    key: str | None = None
    row: int | None = None


def put(path: str, content: str | bytes) -> Change:
    return lambda files: files.update({path: content})


def swap(path: str, old: str, new: str) -> Change:
    def change(files: Files) -> None:
        text = files[path]
        assert isinstance(text, str)
        assert old in text, f"{old!r} is not in {path}"
        files[path] = text.replace(old, new, 1)

    return change


def add(path: str, line: str) -> Change:
    return lambda files: files.update({path: str(files[path]) + line + "\n"})


def drop(path: str) -> Change:
    return lambda files: files.pop(path)
