"""Pages: the versions of a rule beside each other, and what it came to in its periods."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.amendments import amendments
from lianxi.charter.article import Version, empty
from lianxi.charter.kinds.rule import PARAMETERS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import short
from lianxi.kernel.period import Period
from lianxi.portal.charter.key_rows import rows_of
from lianxi.portal.sharing.asked import OfRule, rule_of
from lianxi.portal.sharing.periods import period_words
from lianxi.portal.sharing.results import Worked, past
from lianxi.portal.sharing.shown import units_of
from lianxi.portal.sharing.words import Amount

PERIODS_MOST = 12  # of which the results are worked out on the page
VERSIONS_MOST = 4  # that fit beside each other


@dataclass(frozen=True)
class Past:
    """What a rule came to in a period, or that it can't be worked out."""

    period: str
    words: Bilingual
    version: str
    lines: int
    moved: tuple[Amount, ...]
    digest: str


@dataclass(frozen=True)
class Row:
    """What a key says in each of the versions beside each other; None where it says nothing."""

    label: Bilingual
    cells: tuple[tuple[Period, Bilingual | None], ...]


@require_safe
def history(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """The versions of a rule, and the results of its last periods."""
    on = rule_of(request, region, rule)
    shown = past(on, on.periods[:PERIODS_MOST])
    versions, beside = _beside(on)
    values = {
        **on.frame(),
        "amendments": amendments(on.article, on.of.found.package),
        "versions": versions,
        "beside": beside,
        "past": [_past(each) for each in shown],
        "left": len(on.periods[PERIODS_MOST:]),
    }
    return render(request, "sharing/history.html", values)


def _beside(on: OfRule) -> tuple[list[Version], list[Row]]:
    """The last versions of a rule with what the text says in each, where it is not always so."""
    text, texts = empty(on.article), []
    for version in on.article.in_order() or on.article.versions:
        text = text.amended(version)
        texts.append(text)
    texts = texts[-VERSIONS_MOST:]
    package = on.of.found.package
    said = [{row.key: row for row in rows_of(each, package)} for each in texts]
    dated = [each.versions[-1].in_force_from for each in texts]
    rows = []
    for key in dict.fromkeys(key for each in said for key in each):
        cells = tuple(each[key].words if key in each else None for each in said)
        if any(cell != cells[0] for cell in cells):
            label = next(each[key].label for each in said if key in each)
            name = key.removeprefix(f"{PARAMETERS.name}.")
            label = on.naming.titles.get(name, label) if name != key else label
            rows.append(Row(label, tuple(zip(dated, cells, strict=True))))
    return [each.versions[-1] for each in texts], rows


def _past(found: Worked) -> Past:
    moved = tuple(
        Amount(sum(line.amount for _, line in found.lines if line.unit == unit), unit)
        for unit in units_of(found)
    )
    version = str(found.plan.version) if found.plan else ""
    digest = short(found.shared.digest) if found.shared else ""
    period = found.period
    return Past(period, period_words(period), version, len(found.lines), moved, digest)
