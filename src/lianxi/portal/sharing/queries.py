"""Every read of the facts."""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import Max

from lianxi.portal.journal.actions import CHINA
from lianxi.portal.sharing.digests import Figure
from lianxi.portal.sharing.models import Batch, Fact
from lianxi.sharing.facts import FactRow


def facts(
    region: str,
    rule: str,
    periods: Collection[str] | None = None,
    known: datetime | None = None,
) -> list[FactRow]:
    """The figures of a rule as they were known at an instant: of each cell the newest by then.

    `periods` are those that the figures are of, None is every one. `source` of each says which
    batch it came in with, "facts/12". One query.
    """
    rows = Fact.objects.filter(batch__region=region, batch__rule=rule)
    if periods is not None:
        rows = rows.filter(period__in=periods)
    if known is not None:
        rows = rows.filter(batch__known__lte=known)
    cells: dict[tuple[str, str, str], tuple[str, str, int]] = {}
    found = rows.order_by("batch_id").values_list(*Figure._fields, "batch__number")
    for period, keys, fact, value, unit, number in found.iterator(5000):
        cells[period, keys, fact] = (value, unit, number)
    read: dict[str, Mapping[str, str]] = {}  # the same few keys come back in every period
    return [
        FactRow(period, _read(read, keys), fact, value, unit, f"facts/{number}")
        for (period, keys, fact), (value, unit, number) in sorted(cells.items())
    ]


def _read(known: dict[str, Mapping[str, str]], keys: str) -> Mapping[str, str]:
    if keys not in known:
        known[keys] = {str(word): str(key) for word, key in json.loads(keys).items()}
    return known[keys]


def last_known(region: str, rule: str) -> datetime | None:
    """When the newest figures of a rule came in: what a result pins, to be the same ever after.

    Whatever comes in later is known later than this, so `facts(…, known=…)` does not change.
    """
    newest = Batch.objects.filter(region=region, rule=rule).order_by("-number").first()
    return None if newest is None else newest.known


def by_day(region: str) -> Counter[date]:
    """How many batches of figures came in on which day; one query."""
    known = Batch.objects.filter(region=region).values_list("known", flat=True)
    return Counter(each.astimezone(CHINA).date() for each in known)


def periods(region: str, rule: str) -> list[str]:
    """The periods of which a rule has figures; one query."""
    rows = Fact.objects.filter(batch__region=region, batch__rule=rule).order_by()
    return list(rows.values_list("period", flat=True).distinct())


def newest_periods(region: str) -> dict[str, str]:
    """The last period of which each rule has figures, as its text is ordered; one query."""
    rows = Fact.objects.filter(batch__region=region).order_by()
    return dict(rows.values_list("batch__rule").annotate(Max("period")))


def digests(region: str, rule: str, known: datetime | None = None) -> tuple[str, ...]:
    """The digests of a rule's batches by an instant, in order: what its figures follow from."""
    rows = Batch.objects.filter(region=region, rule=rule)
    if known is not None:
        rows = rows.filter(known__lte=known)
    return tuple(rows.order_by("number").values_list("digest", flat=True))


def batches(region: str, rule: str = "") -> list[Batch]:
    """The batches of a region, or of one of its rules, the newest first; one query."""
    rows = Batch.objects.filter(region=region)
    return list((rows.filter(rule=rule) if rule else rows).order_by("-number"))


def batch(region: str, number: int) -> Batch | None:
    """One batch."""
    return Batch.objects.filter(region=region, number=number).first()


def figures(of: Batch) -> list[FactRow]:
    """What a batch says, whatever came after it; one query."""
    rows = Fact.objects.filter(batch=of).order_by("period", "keys", "fact")
    read: dict[str, Mapping[str, str]] = {}
    return [
        FactRow(period, _read(read, keys), fact, value, unit, f"facts/{of.number}")
        for period, keys, fact, value, unit in rows.values_list(*Figure._fields)
    ]
