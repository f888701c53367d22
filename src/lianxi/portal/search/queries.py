"""Every read of the search: the index of a version, made once."""

from functools import lru_cache

from lianxi.portal.charter.queries import Current, loaded
from lianxi.portal.search.index import Entry, index, search

LONGEST = 60  # characters of a question; whoever pastes a page gets its beginning


def found_in(current: Current, question: str) -> list[Entry]:
    """What answers a question in the version in use."""
    return search(_index(current.version.manifest), question)


@lru_cache(maxsize=16)
def _index(manifest: str) -> tuple[Entry, ...]:
    """A version never changes, nor does its index."""
    package = loaded(manifest).package
    assert package is not None
    return index(package)
