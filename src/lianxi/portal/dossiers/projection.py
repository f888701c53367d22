"""What is projected from the acts of dossiers: their rows, their duties, their parties, their ties.

However many dossiers are brought up to date at once, it takes the same few statements.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.db import models

from lianxi.governance.road.procedure import Course, Duty, Face
from lianxi.portal.dossiers.models import Dossier, Owed, Stake, Tie

M = TypeVar("M", bound=models.Model)

NO_COURSE = Course()
BATCH = 500
OWED = ("dossier_id", "what", "who", "about", "since", "due")
STAKE = ("dossier_id", "party")
TIE = ("dossier_id", "how", "to_id")

# Every field of a row but those that name it.
FIELDS = tuple(
    field.name
    for field in Dossier._meta.concrete_fields
    if field.name not in ("id", "region", "procedure", "number")
)


def save(rows: Sequence[Dossier], faces: Mapping[str, Face]) -> None:
    """Save the rows of dossiers as their faces say, the new ones first; `faces` by reference."""
    for row in rows:
        fields(row, faces[row.ref])
    new = [row for row in rows if row.pk is None]
    old = [row for row in rows if row.pk is not None]
    if new:
        Dossier.objects.bulk_create(new, batch_size=BATCH)
    if old:
        # An upsert of rows that are held: `bulk_update` writes a case for each row and field.
        Dossier.objects.bulk_create(
            old,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=FIELDS,
        )


def project(rows: Sequence[Dossier], faces: Mapping[str, Face], keys: Mapping[str, int]) -> None:
    """Bring duties, parties and ties of saved dossiers to what their faces say.

    `keys` gives the key of the dossier behind each reference that a face links to.
    """
    owing, stakes, ties = [], [], []
    for row in rows:
        face = faces[row.ref]
        owing += [
            Owed(
                dossier=row,
                region=row.region,
                what=duty.what,
                who=duty.who,
                about=duty.about,
                since=duty.since,
                due=duty.due,
            )
            for duty in face.duties
        ]
        stakes += [Stake(dossier=row, party=party) for party in parties(face)]
        linked = {(link.how, keys[link.to]): None for link in face.links if link.to in keys}
        ties += [Tie(dossier=row, how=how, to_id=to) for how, to in linked]
    _replace(Owed, rows, owing, OWED)
    _replace(Stake, rows, stakes, STAKE)
    _replace(Tie, rows, ties, TIE)


def wanted(
    face: Face, keys: Mapping[str, int]
) -> dict[type[models.Model], set[tuple[object, ...]]]:
    """What a dossier's face says of its duties, parties and ties, as plain values to compare."""
    links = {(link.how, link.to) for link in face.links if link.to in keys}
    ties = {(how, to.partition("/")[0], int(to.partition("/")[2])) for how, to in links}
    return {
        Owed: {(duty.what, duty.who, duty.about, duty.since, duty.due) for duty in face.duties},
        Stake: {(party,) for party in parties(face)},
        Tie: set(ties),
    }


def parties(face: Face) -> list[str]:
    """Everybody whose desk a dossier concerns, each once."""
    return list(dict.fromkeys(party for party in (face.owner, face.lead, *face.parties) if party))


def fields(row: Dossier, face: Face) -> None:
    """What of a face stands in the row itself."""
    course = face.course or NO_COURSE
    row.title_zh, row.title_en = face.title.zh[:200], face.title.en[:400]
    row.stage, row.since, row.owner, row.body = face.stage, face.since, face.owner, face.body
    row.lead, row.matter = face.lead, face.matter
    row.due, row.ended = face.due, face.ended
    row.starts, row.begun, row.asked = course.starts, course.begun, course.asked
    row.troubled, row.delivered, row.paused = course.troubled, course.delivered, course.paused
    row.outcome = course.outcome


def owed(duties: Iterable[Duty]) -> list[tuple[object, ...]]:
    """Duties as they are compared."""
    return sorted((d.what, d.who, d.about, d.since, str(d.due or "")) for d in duties)


def _replace(
    model: type[M], rows: Sequence[Dossier], wanted: Sequence[M], named: tuple[str, ...]
) -> None:
    """Leave of some dossiers exactly the rows that are wanted; what stays is not touched."""
    new = {tuple(getattr(each, name) for name in named): each for each in wanted}
    keys = [row.pk for row in rows]
    gone = []
    for start in range(0, len(keys), BATCH):
        there = model._default_manager.filter(dossier__in=keys[start : start + BATCH])
        for pk, *values in there.values_list("pk", *named):
            if new.pop(tuple(values), None) is None:
                gone.append(pk)
    for start in range(0, len(gone), BATCH):
        model._default_manager.filter(pk__in=gone[start : start + BATCH]).delete()
    if new:
        model._default_manager.bulk_create(new.values(), batch_size=BATCH)
