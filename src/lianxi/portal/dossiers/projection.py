"""What is projected from the acts of a dossier: its row, its duties, its parties, its ties."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db import models

from lianxi.governance.road.procedure import Course, Duty, Face
from lianxi.portal.dossiers.models import Dossier, Owed, Stake, Tie

M = TypeVar("M", bound=models.Model)

NO_COURSE = Course()


def project(row: Dossier, face: Face, resolve: Mapping[str, int]) -> None:
    """Bring what is projected of a dossier to what its face says; saves the row.

    `resolve` gives the key of the dossier behind each reference that the face links to.
    """
    fields(row, face)
    row.save()
    owed = [
        Owed(dossier=row, region=row.region, what=d.what, who=d.who, about=d.about)
        for d in face.duties
    ]
    for made, duty in zip(owed, face.duties, strict=True):
        made.since, made.due = duty.since, duty.due
    _replace(Owed, row, owed, ("what", "who", "about", "since", "due"))
    parties = dict.fromkeys(party for party in (face.owner, *face.parties) if party)
    _replace(Stake, row, [Stake(dossier=row, party=party) for party in parties], ("party",))
    ties = {(link.how, resolve[link.to]): None for link in face.links if link.to in resolve}
    _replace(Tie, row, [Tie(dossier=row, how=how, to_id=to) for how, to in ties], ("how", "to_id"))


def fields(row: Dossier, face: Face) -> None:
    """What of a face stands in the row itself."""
    course = face.course or NO_COURSE
    row.title_zh, row.title_en = face.title.zh[:200], face.title.en[:400]
    row.stage, row.since, row.owner, row.body = face.stage, face.since, face.owner, face.body
    row.due, row.ended = face.due, face.ended
    row.starts, row.begun, row.asked = course.starts, course.begun, course.asked
    row.troubled, row.delivered, row.paused = course.troubled, course.delivered, course.paused
    row.outcome = course.outcome


def owed(duties: Iterable[Duty]) -> list[tuple[object, ...]]:
    """Duties as they are compared."""
    return sorted((d.what, d.who, d.about, d.since, str(d.due or "")) for d in duties)


def _replace(model: type[M], row: Dossier, wanted: list[M], named: tuple[str, ...]) -> None:
    """Leave of a kind exactly the rows that are wanted; what stays is not touched."""
    there = {
        tuple(getattr(each, name) for name in named): each.pk
        for each in model._default_manager.filter(dossier=row)
    }
    new = {tuple(getattr(each, name) for name in named): each for each in wanted}
    gone = [pk for key, pk in there.items() if key not in new]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    missing = [each for key, each in new.items() if key not in there]
    if missing:
        model._default_manager.bulk_create(missing)
