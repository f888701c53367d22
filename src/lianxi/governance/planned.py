"""One line of a year: a meeting or a deadline, whose it is and what the article says of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.period import Period


@dataclass(frozen=True)
class Planned:
    """A meeting or a deadline of a year.

    `uid` is the same in every version of the package. `host`, `standing` and `chair` are
    parties or units, None where nobody is known; `chair` is who sits in the one that
    `rotates`, and `undecided` is a host by turn whose turn nothing says. `meeting` is the
    one on record. `parties` are all that it concerns. `unlisted` says so where weekdays
    stand in for a list of holidays.
    """

    uid: str
    kind: Literal["meeting", "deadline"]
    date: Period
    body: str | None
    article: str
    what: Bilingual
    host: str | None = None
    standing: str | None = None
    chair: str | None = None
    rotates: bool = False
    undecided: bool = False
    remark: Bilingual | None = None
    unlisted: Bilingual | None = None
    meeting: str | None = None
    parties: tuple[str, ...] = ()

    @property
    def note(self) -> Bilingual | None:
        """What a reader should know of it, in whole sentences."""
        return joined([self.remark, UNDECIDED if self.undecided else None, self.unlisted])

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi calendar --json` and `/api/v1` answer with."""
        return {
            "date": str(self.date),
            "body": self.body,
            "what": self.what.as_json(),
            "host": self.host,
            "article": self.article,
            "note": self.note.as_json() if self.note else None,
        }


def concerned(ids: Iterable[str | None]) -> tuple[str, ...]:
    """The parties among some ids, a unit's for the unit: once each.

    >>> concerned(["310000", "310000/cooperation-office", None])
    ('310000',)
    """
    return tuple(dict.fromkeys(id_.partition("/")[0] for id_ in ids if id_))


def joined(notes: Sequence[Bilingual | None]) -> Bilingual | None:
    """Some sentences as one note; None where there are none."""
    said = [note for note in notes if note is not None]
    if not said:
        return None
    return Bilingual("".join(note.zh for note in said), " ".join(note.en for note in said))


UNDECIDED = Bilingual("承办方未定。", "The host is not decided.")
