"""An act: what was done in a dossier, by whom, when, and on whose behalf."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar, cast
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from lianxi.kernel.digest import Plain

E_co = TypeVar("E_co", covariant=True)
E = TypeVar("E")
CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Act(Generic[E_co]):
    """One thing done. `on_behalf_of` is the party or unit whose letter it was entered from.

    `letter` is the number of that letter, `scan` the digest of its scan, where there is one.
    """

    what: E_co
    at: datetime
    by: str  # a login
    role: str = ""
    on_behalf_of: str = ""
    letter: str = ""
    scan: str = ""

    @property
    def day(self) -> date:
        """The day on which it was done, in Chinese time."""
        return self.at.astimezone(CHINA).date()


@dataclass(frozen=True)
class Enclosure:
    """A file that belongs to what was done, by the digest of its content."""

    name: str
    form: str  # "pdf", "xlsx", …: how it is opened
    digest: str
    size: int


_ADAPTERS: dict[object, TypeAdapter[object]] = {}


def _adapter(of: type[object]) -> TypeAdapter[object]:
    """What reads and writes a kind of act; making one takes a millisecond, so it is kept."""
    if of not in _ADAPTERS:
        _ADAPTERS[of] = TypeAdapter(of)
    return _ADAPTERS[of]


def written(what: object) -> Plain:
    """What was done as plain data, as it is kept.

    >>> from lianxi.governance.road.act import Enclosure
    >>> written(Enclosure("a.pdf", "pdf", "sha256:0", 3))
    {'name': 'a.pdf', 'form': 'pdf', 'digest': 'sha256:0', 'size': 3}
    """
    return cast("Plain", _adapter(type(what)).dump_python(what, mode="json"))


def read(of: type[E], plain: Plain) -> E:
    """What was done, from how it was kept; what was written is read back equal."""
    return cast("E", _adapter(of).validate_python(plain))
