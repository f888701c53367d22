"""Every read of the trials that were kept."""

from dataclasses import dataclass

from lianxi.governance.road.act import read
from lianxi.kernel.digest import Plain
from lianxi.portal.bench.kept import Said
from lianxi.portal.bench.models import Trial


@dataclass(frozen=True)
class Kept:
    """A trial with what it says."""

    row: Trial
    said: Said


def trials(region: str, rule: str = "") -> list[Kept]:
    """The trials of a region, or of one of its rules, the newest first; one query."""
    rows = Trial.objects.filter(region=region).order_by("-number")
    return [_kept(row) for row in (rows.filter(rule=rule) if rule else rows)]


def trial(region: str, number: int) -> Kept | None:
    """One trial; one query."""
    row = Trial.objects.filter(region=region, number=number).first()
    return None if row is None else _kept(row)


def _kept(row: Trial) -> Kept:
    plain: Plain = row.said
    return Kept(row, read(Said, plain))
