"""Every read of the search: the index of each region's version in use, made once."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from lianxi.charter.package import Package
from lianxi.governance.authority import Actor
from lianxi.portal.charter.queries import PACKAGES_IN_MEMORY, Current
from lianxi.portal.directory.queries import entries, membership
from lianxi.portal.search.index import Entry, index, search

LONGEST = 60  # characters of a question; whoever pastes a page gets its beginning


@dataclass(frozen=True)
class Found:
    """What answers a question in one region."""

    package: Package
    entries: list[Entry]


def found_in(current: Current, question: str, actor: Actor | None, today: date) -> list[Found]:
    """What answers a question, in the region of the page first, then in the others.

    The directory of the page's region is searched too, as far as whoever asks may see it.
    """
    if not question:
        return []
    people = entries(current, membership(current, today), actor, today)
    others = [package for package in current.packages if package is not current.package]
    found = [
        Found(package, search((*_index(_Indexed(package.digest, package)), *beside), question))
        for package, beside in [(current.package, people), *((other, []) for other in others)]
    ]
    return [each for each in found if each.entries]


@dataclass(frozen=True)
class _Indexed:
    """A package as its index goes by: by what it says alone."""

    digest: str
    package: Package = field(compare=False)


@lru_cache(maxsize=PACKAGES_IN_MEMORY)
def _index(indexed: _Indexed) -> tuple[Entry, ...]:
    """A version never changes, nor does its index."""
    return index(indexed.package)
