"""Whether anything was done in a region, and which acts are kept of it: for walking a script."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lianxi.portal.dossiers.models import Dossier, Entry
from lianxi.portal.journal.actions import CHINA


def any_in(region: str) -> bool:
    """Whether anything was ever done in a region."""
    return Dossier.objects.filter(region=region).exists()


class Kept(NamedTuple):
    """What of an act tells whether a step of a script was done."""

    procedure: str
    number: int
    day: date
    role: str


def kept(region: str) -> Iterator[Kept]:
    """Every act in a region by its dossier, day and role; one query."""
    rows = Entry.objects.filter(dossier__region=region)
    said = rows.values_list("dossier__procedure", "dossier__number", "at", "role")
    for procedure, number, at, role in said:
        day = at.astimezone(CHINA).date()
        yield Kept(procedure, number, day, role)
