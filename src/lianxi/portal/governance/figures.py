"""Pages: the figures of a region, by subject and by the set they were counted among."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.figures import figure_words
from lianxi.charter.package import Package
from lianxi.charter.rows import Observation, RowReading
from lianxi.governance.figures import figures, kind_of, name_of, readings
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.order import Order
from lianxi.portal.ui.record_columns import rests_on
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Shown:
    """A figure with the kind of its subject and what other sources say of it."""

    observation: Observation
    kind: str
    readings: tuple[RowReading, ...]


@require_safe
def figures_page(request: HttpRequest, region: str) -> HttpResponse:
    """Every figure on record, with its unit, its set and its source."""
    found = in_use(region)
    package = found.package
    asked = _asked(request, package)
    values = {
        "tab": "figures",
        "region": package.region,
        "package": package,
        "in_use": found,
        "listed": asked,
        "shown": [_shown(package, each) for each in asked.rows],
    }
    return render(request, "governance/figures.html", values)


@require_safe
def figures_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The figures asked for, for a spreadsheet."""
    found = in_use(region)
    return answer(form, f"{region}-figures", _asked(request, found.package), basis(found))


def _asked(request: HttpRequest, package: Package) -> Listed[Observation]:
    return _listing(package).ask(figures(package), request.GET.dict(), reading_language())


def _shown(package: Package, observation: Observation) -> Shown:
    said = readings(package, "history/observations.csv", observation.row)
    return Shown(observation, kind_of(package, observation.subject), tuple(said))


def _listing(package: Package) -> Listing[Observation]:
    columns: tuple[Column[Observation], ...] = (
        column.named("subject", SUBJECT, lambda each: _subject(package, each)),
        column.both("indicator", INDICATOR, lambda each: each.indicator),
        column.day("period", PERIOD, lambda each: each.period),
        column.number("value", VALUE, lambda each: Decimal(each.value), by=_size),
        column.text("qualifier", QUALIFIER, lambda each: each.qualifier, page=False),
        column.text("unit", UNIT, lambda each: str(each.unit), page=False),
        column.both("figure", IN_WORDS, figure_words, page=False),
        column.named("set", COUNTED_AMONG, lambda each: _set(package, each)),
        *rests_on(lambda each: each.provenance, lambda each: each.note),
    )
    subjects = dict.fromkeys(each.subject for each in figures(package))
    indicators = {each.indicator.zh: each.indicator for each in package.observations}
    filters: tuple[Filter[Observation], ...] = (
        Filter(
            "subject",
            SUBJECT,
            lambda each: (each.subject,),
            {id_: name_of(package, id_) for id_ in subjects},
        ),
        Filter("set", SET, _sets, package.region.sets),
        Filter("indicator", INDICATOR, lambda each: (each.indicator.zh,), indicators),
    )
    return Listing("figures", Bilingual("数字", "figures"), columns, filters)


def _size(each: Observation) -> Order:
    """Figures of one dimension together, each as large as its unit makes it."""
    return (str(each.unit.dimension), Fraction(each.value) * each.unit.scale)


def _sets(each: Observation) -> tuple[str, ...]:
    """The set that a figure was counted among; of a set's own figure the set itself."""
    return tuple(id_ for id_ in (each.set, each.subject) if id_)


def _subject(package: Package, each: Observation) -> Named:
    return Named(each.subject, name_of(package, each.subject))


def _set(package: Package, each: Observation) -> Named | None:
    return Named(each.set, package.of("set", each.set)) if each.set else None


SUBJECT = Bilingual("对象", "subject")
INDICATOR = Bilingual("指标", "indicator")
PERIOD = Bilingual("时期", "period")
VALUE = Bilingual("数值", "value")
QUALIFIER = Bilingual("限定", "qualifier")
UNIT = Bilingual("单位", "unit")
IN_WORDS = Bilingual("数值与单位", "in words")
SET = Bilingual("集合", "set")
COUNTED_AMONG = Bilingual("统计范围", "counted among")
