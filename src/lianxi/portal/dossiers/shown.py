"""A dossier in words: what was done in it, and who owes what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lianxi.governance.road.act import Act
from lianxi.governance.road.procedure import DUTIES, Duty
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.accounts.queries import names
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.queries import Opened

S = TypeVar("S")
Detail = Callable[[object], Bilingual | None]


@dataclass(frozen=True)
class Done:
    """An act in words; `detail` is what a page knows to say of it beyond its name."""

    day: date
    words: Bilingual
    by: Bilingual
    what: object
    detail: Bilingual | None = None
    for_whom: Bilingual | None = None
    letter: str = ""


@dataclass(frozen=True)
class Owing:
    """A duty in words."""

    who: Bilingual
    words: Bilingual
    due: date | None
    late: bool
    duty: Duty


def called(found: Current, id_: str) -> Bilingual:
    """The name of a party, a unit ("330100/x"), a body ("body:council") or a fund; else the id."""
    package = found.package
    kind, _, of = id_.rpartition(":")
    if kind in ("body", "fund"):
        article = package.articles.get(of)
        return article.name if article else same(id_)
    if id_ in package.units:
        return package.units[id_].name
    return found.party(id_) if id_ in package.parties else same(id_)


def formally(found: Current, id_: str) -> str:
    """What an official letter calls it: a party by its full Chinese name."""
    party = found.package.parties.get(id_)
    return party.formal if party else called(found, id_).zh


def done(found: Current, opened: Opened[S], detail: Detail = lambda _: None) -> list[Done]:
    """The acts of a dossier in words, the oldest first; one query for the names."""
    people = names({act.by for act in opened.acts})
    return [_done(found, opened, act, people[act.by], detail) for act in opened.acts]


def _done(
    found: Current, opened: Opened[S], act: Act[object], by: Bilingual, detail: Detail
) -> Done:
    procedure = PROCEDURES[opened.row.procedure]
    for_whom = called(found, act.on_behalf_of) if act.on_behalf_of else None
    said = procedure.said[procedure.name_of(act.what)]
    return Done(act.day, said, by, act.what, detail(act.what), for_whom, act.letter)


def owing(found: Current, duties: Iterable[Duty], today: date) -> Sequence[Owing]:
    """Duties of a day in words, what is due first at the top."""
    now = (duty for duty in duties if duty.since <= today)
    in_order = sorted(now, key=lambda duty: (duty.due or date.max, duty.since, duty.who))
    return [
        Owing(
            called(found, duty.who),
            DUTIES[duty.what],
            duty.due,
            duty.due is not None and duty.due < today,
            duty,
        )
        for duty in in_order
    ]
