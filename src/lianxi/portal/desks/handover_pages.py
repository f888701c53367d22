"""Page: what a body's office hands over on this day, as a list that goes out as a file too."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.charter.basis import basis
from lianxi.portal.desks.handover import PARTS, Line, handover
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.dossiers.choices import bodies
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import NOTE, word
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Wanted:
    """The body that is asked for, what it is called, and its pack."""

    body: str
    name: Bilingual
    pack: Listed[Line]


@never_cache
@require_safe
def handover_page(request: HttpRequest, region: str) -> HttpResponse:
    """What is handed over today?"""
    of = asked(request, region)
    values = {
        **of.frame("road"),
        "wanted": _wanted(request, of),
        "bodies": bodies(of),
        "parts": PARTS,
    }
    return render(request, "desks/handover.html", values)


@never_cache
@require_safe
def handover_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The pack, for a spreadsheet."""
    of = asked(request, region)
    wanted = _wanted(request, of)
    said = ((BODY, wanted.name), (DAY, Period.on(of.today).words()))
    name = f"{region}-work-handover-{wanted.body}-{of.today}"
    return as_file(form, name, wanted.pack, basis(of.found, *said))


def _wanted(request: HttpRequest, of: Asked) -> Wanted:
    package = of.found.package
    body = request.GET.get("body", "") or package.region.main_body
    if not any(article.id == body for article in package.kind("body")):
        raise Http404("body")
    listing = _listing(of)
    lines = handover(of, body)
    pack = listing.ask(lines, request.GET.dict(), reading_language(), {"body": body})
    return Wanted(body, package.of("body", body), pack)


def _listing(of: Asked) -> Listing[Line]:
    names: dict[str, Bilingual] = {}

    def who(line: Line) -> Named | None:
        if not line.who:
            return None
        if line.who not in names:
            names[line.who] = called(of.found, line.who)
        return Named(line.who, names[line.who])

    columns: tuple[Column[Line], ...] = (
        column.named("part", PART, lambda each: word(PARTS, each.part), page=False, width=28),
        column.both("what", WHAT, lambda each: each.title, width=52),
        column.named("who", WHO, who),
        column.day("day", DAY, lambda each: Period.on(each.day) if each.day else None),
        column.both("stands", STANDS, lambda each: each.stands, sorts=False),
        column.both("note", NOTE, lambda each: each.note, sorts=False, width=60),
        column.text("ref", DOSSIER, lambda each: each.ref, page=False),
    )
    filters: tuple[Filter[Line], ...] = (Filter("part", PART, lambda each: (each.part,), PARTS),)
    return Listing("work-handover", Bilingual("工作交接清单", "handover of work"), columns, filters)


BODY = Bilingual("机构", "body")
PART = Bilingual("部分", "part")
WHAT = Bilingual("事项", "what")
WHO = Bilingual("单位", "who")
DAY = Bilingual("日期", "day")
STANDS = Bilingual("状态", "stands")
DOSSIER = Bilingual("卷宗", "dossier")
