"""Replay: what the acts of every dossier come to, beside what is projected from them.

    unlike()       # everything that differs, in words; nothing where all is as it should be
    renewed()      # makes what is projected anew from the acts; gives what it changed

Both go through the dossiers some hundreds at a time, so that the largest portal fits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import models, transaction

from lianxi.governance.road.procedure import Broken, Face, fold
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.models import Counter, Dossier, Entry, Owed, Stake, Tie
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.projection import BATCH, FIELDS, fields, project, save, wanted

# What a dossier raises whose acts somebody has changed: they no longer read, or no longer follow.
SPOILT = (Broken, LookupError, ValueError, TypeError, AttributeError, AssertionError)
MOST = 10  # numbers that are named before the rest are only counted
PROJECTED: Mapping[type[models.Model], tuple[Bilingual, tuple[str, ...]]] = {
    Owed: (Bilingual("应办事项", "duty"), ("what", "who", "about", "since", "due")),
    Stake: (Bilingual("有关方", "party"), ("party",)),
    Tie: (Bilingual("来龙去脉", "link"), ("how", "to__procedure", "to__number")),
}


@dataclass(frozen=True)
class Replayed:
    """One dossier: its row, the face that its acts come to (None where they don't read), and
    in what the rows are unlike it."""

    row: Dossier
    face: Face | None
    unlike: tuple[Bilingual, ...]


def unlike() -> Iterator[Bilingual]:
    """Whatever is not what the acts come to: of dossiers, duties, parties, links, numbers.

    Acts may come in meanwhile: what seems to differ is looked at again with its row held.
    """
    for rows in _chunks():
        suspects = [each.row.pk for each in _replayed(rows) if each.unlike]
        if suspects:
            with transaction.atomic():
                held = Dossier.objects.select_for_update().filter(pk__in=suspects)
                again = _replayed(list(held.order_by("pk")))
            for each in again:
                yield from each.unlike
    yield from _numbers()


def renewed() -> list[str]:
    """Make anew what is projected and differs, and the counters; gives what it changed.

    For a transaction. Dossiers whose acts don't read are left as they are.
    """
    changed: list[str] = []
    for rows in _chunks():
        held = Dossier.objects.select_for_update().filter(pk__in=[row.pk for row in rows])
        found = [each for each in _replayed(list(held.order_by("pk"))) if each.unlike]
        faces = {each.row.pk: each.face for each in found if each.face is not None}
        again = [each.row for each in found if each.row.pk in faces]
        for region in dict.fromkeys(row.region for row in again):
            some = [row for row in again if row.region == region]
            named = {row.ref: faces[row.pk] for row in some}
            save(some, named)
            project(some, named, queries.keys_of(region, _links(named.values())))
        changed += [f"{row.region}/{row.ref}" for row in again]
    for (region, procedure), numbers in _given().items():
        last = max(numbers, default=0)
        counter, _ = Counter.objects.get_or_create(region=region, procedure=procedure)
        if counter.last != last:
            counter.last = last
            counter.save()
            changed.append(f"{region}/{procedure}")
    return changed


def _chunks() -> Iterator[list[Dossier]]:
    after = 0
    while rows := list(Dossier.objects.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield rows
        after = rows[-1].pk


def _replayed(rows: Sequence[Dossier]) -> list[Replayed]:
    """Fold the acts of some dossiers and compare; rows of one that reads take on what is right."""
    acts: dict[int, list[Entry]] = {row.pk: [] for row in rows}
    for entry in Entry.objects.filter(dossier__in=list(acts)).order_by("dossier_id", "seq"):
        acts[entry.dossier_id].append(entry)
    faces = {row.pk: _face(row, acts[row.pk]) for row in rows}
    there = {model: _there(model, list(acts)) for model in PROJECTED}
    keys: dict[str, dict[str, int]] = {}
    for region in dict.fromkeys(row.region for row in rows):
        of = [face for row in rows if row.region == region and (face := faces[row.pk])]
        keys[region] = queries.keys_of(region, _links(of))
    found = []
    for row in rows:
        face = faces[row.pk]
        subject = same(f"dossier/{row.region}/{row.ref}")
        if face is None:
            found.append(Replayed(row, None, (SPOILED.fill(subject=subject),)))
            continue
        words = list(_fields(row, face, acts[row.pk], subject))
        should = wanted(face, keys[row.region])
        for model, (name, _) in PROJECTED.items():
            words += _rows(there[model].get(row.pk, set()), should[model], name, subject)
        found.append(Replayed(row, face, tuple(words)))
    return found


def _face(row: Dossier, entries: Sequence[Entry]) -> Face | None:
    if [entry.seq for entry in entries] != list(range(1, len(entries) + 1)):
        return None
    try:
        procedure = PROCEDURES[row.procedure]
        state = fold(procedure, [queries.act_of(procedure, entry) for entry in entries])
        return None if state is None else procedure.face(state)
    except SPOILT:
        return None


def _links(faces: Iterable[Face]) -> set[str]:
    return {link.to for face in faces for link in face.links}


def _fields(
    row: Dossier, face: Face, entries: Sequence[Entry], subject: Bilingual
) -> Iterator[Bilingual]:
    """The fields of a row that differ; the row has them right afterwards."""
    before = {name: getattr(row, name) for name in FIELDS}
    algorithm, digest = row.digest.partition(":")[0], ""
    for entry in entries:
        digest = queries.chained(digest, entry, algorithm)
    row.acts_count, row.last_at, row.digest = len(entries), entries[-1].at, digest
    fields(row, face)
    for name in FIELDS:
        now, should = before[name], getattr(row, name)
        if now != should:
            yield FIELD.fill(subject=subject, field=name, now=_plain(now), should=_plain(should))


def _there(model: type[models.Model], keys: Sequence[int]) -> dict[int, set[tuple[object, ...]]]:
    found: dict[int, set[tuple[object, ...]]] = {}
    _, names = PROJECTED[model]
    rows = model._default_manager.filter(dossier__in=keys).order_by()
    for pk, *values in rows.values_list("dossier_id", *names):
        found.setdefault(pk, set()).add(tuple(values))
    return found


def _rows(
    now: set[tuple[object, ...]],
    should: set[tuple[object, ...]],
    name: Bilingual,
    subject: Bilingual,
) -> Iterator[Bilingual]:
    for said, some in ((GONE, should - now), (TOO_MANY, now - should)):
        for values in sorted(" ".join(_plain(v) for v in each if v) for each in some):
            yield said.fill(subject=subject, kind=name, row=values)


def _given() -> dict[tuple[str, str], list[int]]:
    """The numbers of all dossiers in order, by region and kind; none where only a counter is."""
    found: dict[tuple[str, str], list[int]] = {
        of: [] for of in Counter.objects.values_list("region", "procedure")
    }
    rows = Dossier.objects.order_by("region", "procedure", "number")
    for region, procedure, number in rows.values_list("region", "procedure", "number").iterator():
        found.setdefault((region, procedure), []).append(number)
    return found


def _numbers() -> list[Bilingual]:
    """Numbers that are missing, and counters that stand elsewhere than at the last."""
    found = list(_misnumbered(Counter.objects.all()))
    if found:
        with transaction.atomic():
            found = list(_misnumbered(Counter.objects.select_for_update().order_by("pk")))
    return found


def _misnumbered(rows: Iterable[Counter]) -> Iterator[Bilingual]:
    counters = {(each.region, each.procedure): each.last for each in rows}
    given = _given()
    for (region, procedure), numbers in sorted(given.items()):
        subject = same(f"dossier/{region}/{procedure}")
        last, counter = max(numbers, default=0), counters.get((region, procedure), 0)
        if counter != last:
            yield COUNTER.fill(subject=subject, counter=counter, last=last)
        missing = [
            number
            for before, after in pairwise([0, *numbers])
            for number in range(before + 1, min(after, before + 1 + MOST))
        ]
        if missing:
            named = listed([same(str(number)) for number in missing[:MOST]])
            yield MISSING.fill(subject=subject, n=last - len(numbers), numbers=named)


def _plain(value: object) -> str:
    return "-" if value in (None, "") else str(value)


SPOILED = Bilingual(
    "{subject} 的办理读不通，得不出它的状态",
    "the acts of {subject} don't follow each other, so they come to no state",
)
FIELD = Bilingual(
    "{subject} 的 {field} 是“{now}”，而由其办理得出的是“{should}”",
    "{subject}: {field} is “{now}”, and its acts come to “{should}”",
)
GONE = Bilingual(
    "{subject} 由办理得出的{kind}不见了：{row}",
    "{subject}: a {kind} that its acts say is gone: {row}",
)
TOO_MANY = Bilingual(
    "{subject} 的{kind}不是由办理得出的：{row}", "{subject}: a {kind} that no act says: {row}"
)
COUNTER = Bilingual(
    "{subject} 的编号记到第{counter}号，而最后一份是第{last}号",
    "{subject}: its counter stands at {counter}, and the last number is {last}",
)
MISSING = Bilingual(
    "{subject} 缺{n}份卷宗，编号：{numbers}", "{subject}: {n} missing, by number: {numbers}"
)
