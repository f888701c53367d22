"""What changed between two wordings: letter by letter, or clause by clause between two days.

pieces("码头一座", "码头两座")     # 码头, gone 一, new 两, 座
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lianxi.governance.road.agreement_acts import DraftClause
from lianxi.governance.road.agreement_text import TextAsOf

_WORDS = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)  # a Chinese letter is a word of its own


@dataclass(frozen=True)
class Piece:
    """A run of letters that both wordings have ("same"), or one alone ("gone", "new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Moved:
    """A clause as it was and as it is; None where it was not there."""

    id: str
    before: DraftClause | None
    after: DraftClause | None


def pieces(before: str, after: str) -> list[Piece]:
    """Two wordings as one run of pieces, what is gone before what is new in its place.

    >>> [f"{each.kind} {each.text}" for each in pieces("by May 1", "by June 1")]
    ['same by ', 'gone May', 'new June', 'same  1']
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
        else:
            found += [Piece("gone", "".join(old[a:b]))] if b > a else []
            found += [Piece("new", "".join(new[c:d]))] if d > c else []
    return found


def moved(before: TextAsOf, after: TextAsOf) -> Iterator[Moved]:
    """The clauses that differ between two days: those there are now, then those that went."""
    for clause in after.clauses:
        was = before.clause(clause.id)
        if was != clause:
            yield Moved(clause.id, was, clause)
    for clause in before.clauses:
        if after.clause(clause.id) is None:
            yield Moved(clause.id, clause, None)
