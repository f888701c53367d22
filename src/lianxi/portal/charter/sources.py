"""Page: every source, and what rests on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.citation import SOURCE_KINDS
from lianxi.charter.cited import Cited, cited_in
from lianxi.charter.package import Package
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, NOTE, whose, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
def sources(request: HttpRequest, region: str) -> HttpResponse:
    """Every source with its sections and the articles that cite it."""
    found = in_use(region)
    values = {
        "tab": "sources",
        "region": found.package.region,
        "in_use": found,
        "package": found.package,
        "listed": _asked(request, found.package),
    }
    return render(request, "charter/sources.html", values)


@require_safe
def sources_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The sources asked for, for a spreadsheet."""
    found = in_use(region)
    return answer(form, f"{region}-sources", _asked(request, found.package), basis(found))


def _asked(request: HttpRequest, package: Package) -> Listed[Cited]:
    every = cited_in(package)
    years = sorted({str(each.source.date.year) for each in every if each.source.date.year})
    year = Filter(
        "year",
        Bilingual("年份", "year"),
        _year,
        {each: Bilingual(f"{each}年", each) for each in reversed(years)},
    )
    listing = Listing("sources", Bilingual("来源", "sources"), COLUMNS, (KIND, year))
    return listing.ask(every, request.GET.dict(), reading_language())


def _year(each: Cited) -> tuple[str, ...]:
    return (str(each.source.date.year),) if each.source.date.year else ()


COLUMNS: tuple[Column[Cited], ...] = (
    column.text("id", ID, lambda each: each.source.id, page=False, width=26),
    column.both("title", Bilingual("题名", "title"), lambda each: each.source.title, width=44),
    column.both("author", Bilingual("作者", "author"), lambda each: each.source.author),
    column.day("date", Bilingual("日期", "date"), lambda each: each.source.date),
    column.named(
        "kind",
        Bilingual("种类", "kind"),
        lambda each: word(SOURCE_KINDS, each.source.kind),
        page=False,
    ),
    column.both(
        "published_in",
        Bilingual("载于", "published in"),
        lambda each: each.source.published_in,
        page=False,
    ),
    column.number("facts", Bilingual("以它为据", "facts that rest on it"), lambda each: each.total),
    whose(lambda each: each.source.world),
    column.both("note", NOTE, lambda each: each.source.note, page=False),
)
KIND: Filter[Cited] = Filter(
    "kind", Bilingual("种类", "kind"), lambda each: (each.source.kind,), SOURCE_KINDS
)
