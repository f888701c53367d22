"""What comes from what: the road that leads to a dossier, and what came of it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from lianxi.portal.dossiers.models import Dossier, Entry, Tie
from lianxi.portal.journal.actions import CHINA

MOST = 200  # dossiers of one step of a road


def tied(row: Dossier) -> bool:
    """Whether a dossier comes from another, or another from it."""
    return Tie.objects.filter(Q(dossier=row) | Q(to=row)).exists()


def behind(rows: Sequence[Dossier]) -> list[Tie]:
    """What some dossiers come from, with those dossiers."""
    return list(Tie.objects.filter(dossier__in=rows).select_related("to", "dossier"))


def after(rows: Sequence[Dossier]) -> list[Tie]:
    """What came from some dossiers, with those dossiers."""
    return list(Tie.objects.filter(to__in=rows).select_related("dossier", "to"))


def road(start: Dossier, steps: int) -> tuple[list[Dossier], dict[int, tuple[str, ...]]]:
    """The dossiers that one comes from, step by step, and those that came of it.

    Back from it every step is followed, forward from it too, but not forward again from what
    lies behind: what else came of the same meeting is another road. A query for each step.
    Gives the dossiers, and for each the references of those it comes from.
    """
    rows, ties = {start.pk: start}, []
    for back in (True, False):
        edge = [start.pk]
        for _ in range(steps):
            if not edge:
                break
            found = Tie.objects.filter(**{"dossier__in" if back else "to__in": edge})
            new = list(found.select_related("dossier", "to")[:MOST])
            ties += new
            ends = [tie.to if back else tie.dossier for tie in new]
            edge = [each.pk for each in ends if each.pk not in rows]
            rows |= {each.pk: each for each in ends}
    asked = Tie.objects.filter(how="about", to__in=rows).select_related("dossier", "to")
    for tie in asked[:MOST]:  # what was asked about any of them belongs to its road
        ties.append(tie)
        rows[tie.dossier_id] = tie.dossier
    comes_from: dict[int, tuple[str, ...]] = dict.fromkeys(rows, ())
    for tie in {each.pk: each for each in ties}.values():
        comes_from[tie.dossier_id] = (*comes_from[tie.dossier_id], tie.to.ref)
    return list(rows.values()), comes_from


def days(rows: Sequence[Dossier]) -> dict[int, list[date]]:
    """The days on which anything was done in some dossiers; one query."""
    found: dict[int, list[date]] = {}
    entries = Entry.objects.filter(dossier__in=rows).values_list("dossier_id", "at")
    for pk, at in entries:
        found.setdefault(pk, []).append(at.astimezone(CHINA).date())
    return found
