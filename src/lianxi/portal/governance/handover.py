"""Page: what one chair hands over to the next, as a list that goes out as a file too."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.package import Package
from lianxi.governance.handover import SECTIONS, Line, Pack, handover, rotating
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current
from lianxi.portal.governance.year import Asked, party, year_asked
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import NOTE, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Wanted:
    """The body and the year that are asked for, and the bodies there are to choose from."""

    body: str
    name: Bilingual
    asked: Asked
    bodies: tuple[Named, ...]
    pack: Pack | None


@require_safe
def handover_page(request: HttpRequest, region: str) -> HttpResponse:
    """What is to be handed over?"""
    found = in_use(region)
    wanted = _wanted(request, found.package)
    values = {
        "tab": "calendar",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "asked": wanted.asked,
        "wanted": wanted,
        "listed": _asked(request, found, wanted),
    }
    return render(request, "governance/handover.html", values)


@require_safe
def handover_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The pack, for a spreadsheet."""
    found = in_use(region)
    wanted = _wanted(request, found.package)
    said = (
        (BODY, found.package.of("body", wanted.body)),
        (YEAR, Bilingual(f"{wanted.asked.year}年", str(wanted.asked.year))),
    )
    name = f"{region}-handover-{wanted.body}-{wanted.asked.year}"
    return answer(form, name, _asked(request, found, wanted), basis(found, *said))


def _wanted(request: HttpRequest, package: Package) -> Wanted:
    asked = year_asked(request)
    bodies = rotating(package, asked.year)
    body = request.GET.get("body", "") or (bodies[0] if bodies else package.region.main_body)
    if not any(article.id == body for article in package.kind("body")):
        raise Http404("body")
    ids = dict.fromkeys([*bodies, body])
    named = tuple(Named(id_, package.of("body", id_)) for id_ in ids)
    return Wanted(body, package.of("body", body), asked, named, handover(package, body, asked.year))


def _asked(request: HttpRequest, found: Current, wanted: Wanted) -> Listed[Line]:
    lines = wanted.pack.lines if wanted.pack else ()
    keep = {"body": wanted.body, "year": str(wanted.asked.year)}
    listing = _listing(found.package)
    return listing.ask(lines, request.GET.dict(), reading_language(), keep)


def _listing(package: Package) -> Listing[Line]:
    columns: tuple[Column[Line], ...] = (
        column.named(
            "section", SECTION, lambda each: word(SECTIONS, each.section), page=False, width=28
        ),
        column.day("date", DATE, lambda each: each.date),
        column.both("what", WHAT, lambda each: each.what, width=52),
        column.named("who", WHO, lambda each: party(package, each.who)),
        column.text("article", ARTICLE, lambda each: each.article, page=False, width=26),
        column.text("meeting", MEETING, lambda each: each.meeting, page=False),
        column.both("note", NOTE, lambda each: each.note, sorts=False, width=60),
    )
    filters: tuple[Filter[Line], ...] = (
        Filter("section", SECTION, lambda each: (each.section,), SECTIONS),
    )
    return Listing("handover", Bilingual("交接清单", "handover pack"), columns, filters)


BODY = Bilingual("机构", "body")
YEAR = Bilingual("年份", "year")
SECTION = Bilingual("部分", "part")
DATE = Bilingual("日期", "date")
WHAT = Bilingual("事项", "what")
WHO = Bilingual("单位", "who")
ARTICLE = Bilingual("条文", "article")
MEETING = Bilingual("会议记录", "meeting on record")
