"""Pages: the bodies of a region on a day, and one of them with its layers and amendments."""

import re
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.body import TIERS
from lianxi.charter.kinds.kind import STANDING, STATUS
from lianxi.charter.package import Package
from lianxi.governance.bodies import Body, outermost
from lianxi.governance.bodies import bodies as bodies_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.governance.queries import body_page, tiers_on
from lianxi.portal.ui import asked, column
from lianxi.portal.ui.asked import Asked
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, RESTS_ON, STANDING_LABEL, whose, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
def bodies(request: HttpRequest, region: str) -> HttpResponse:
    """Every body that exists on a day, and those that have ended: in layers, or as a list."""
    found = in_use(region)
    on = asked.day(request, "at", timezone.localdate())
    exist, ended = _bodies(found.package, on.day)
    listed = _asked(request, found.package, on, [*exist, *ended])
    values = {
        "tab": "bodies",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "asked": on,
        "listed": listed,
        "flat": bool(listed.asked),
        "picture": tiers_on(found, on.day, reading_language()),
        "layers": outermost(exist),
        "ended": ended,
    }
    return render(request, "governance/bodies.html", values)


@require_safe
def bodies_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The bodies asked for, for a spreadsheet."""
    found = in_use(region)
    on = asked.day(request, "at", timezone.localdate())
    exist, ended = _bodies(found.package, on.day)
    listed = _asked(request, found.package, on, [*exist, *ended])
    day = (DAY, Period.on(on.day).words())
    return answer(form, f"{region}-bodies-{on.day}", listed, basis(found, day))


@require_safe
def body(request: HttpRequest, region: str, body: str) -> HttpResponse:
    """A body with its layers, meetings and amendments, as of a day."""
    found = in_use(region)
    package = found.package
    if not any(article.id == body for article in package.kind("body")):
        raise Http404("body")
    on = asked.day(request, "at", timezone.localdate())
    year = request.GET.get("changes", "").strip()
    page = body_page(found, body, on.day, int(year) if YEAR.fullmatch(year) else None)
    unknown = page and year and year not in {str(each) for each, _ in page.history.years}
    values = {
        "tab": "bodies",
        "region": package.region,
        "package": package,
        "in_use": found,
        "asked": on,
        "article": package.articles[body],
        "page": page,
        "problem": NO_YEAR.fill(year=year[:20]) if unknown else None,
    }
    return render(request, "governance/body.html", values)


def _bodies(package: Package, day: date) -> tuple[list[Body], list[Body]]:
    """Those that exist on a day, and those that had ended by it."""
    exist = bodies_of(package, day)
    ids = {body.id for body in exist}
    ended = [each for each in bodies_of(package) if each.id not in ids and _over(each, day)]
    return exist, ended


def _over(body: Body, day: date) -> bool:
    return body.until is not None and body.until.begun(day)


def _asked(request: HttpRequest, package: Package, on: Asked, rows: list[Body]) -> Listed[Body]:
    """The list as asked for; the day stands in its addresses where it was asked for."""
    keep = {"at": str(on.day)} if on.given else {}
    return _listing(package, rows).ask(rows, request.GET.dict(), reading_language(), keep)


def _listing(package: Package, rows: list[Body]) -> Listing[Body]:
    columns: tuple[Column[Body], ...] = (
        column.text("id", ID, lambda each: each.id, page=False, width=26),
        column.both("name", BODY, lambda each: each.name, width=44),
        column.named("tier", TIER, lambda each: word(TIERS, each.tier)),
        column.named("part_of", PART_OF, lambda each: _part_of(package, each), width=36),
        column.named("meets", MEETS, _meets, sorts=False),
        column.day("since", SINCE, lambda each: each.since),
        column.day("until", UNTIL, lambda each: each.until),
        column.named("standing", STANDING_LABEL, lambda each: word(STANDING, each.standing)),
        column.named("status", RESTS_ON, lambda each: word(STATUS, each.status), page=False),
        whose(lambda each: each.world),
    )
    above = dict.fromkeys(each.part_of for each in rows if each.part_of)
    filters: tuple[Filter[Body], ...] = (
        Filter("tier", TIER, lambda each: (each.tier or "",), TIERS),
        Filter(
            "part_of",
            PART_OF,
            lambda each: (each.part_of or "",),
            {id_: package.of("body", id_) for id_ in above},
        ),
        Filter("standing", STANDING_LABEL, lambda each: (each.standing,), STANDING),
    )
    return Listing("bodies", Bilingual("机构", "bodies"), columns, filters)


def _part_of(package: Package, each: Body) -> Named | None:
    return Named(each.part_of, package.of("body", each.part_of)) if each.part_of else None


def _meets(each: Body) -> Named | None:
    return Named(each.meets, each.rhythm) if each.meets and each.rhythm else None


YEAR = re.compile(r"[0-9]{1,4}")
NO_YEAR = Bilingual("没有“{year}”年的修订", "There are no amendments of “{year}”")
BODY = Bilingual("机构", "body")
TIER = Bilingual("层级", "tier")
PART_OF = Bilingual("所属", "part of")
MEETS = Bilingual("会期", "meets")
SINCE = Bilingual("始于", "since")
UNTIL = Bilingual("止于", "until")
DAY = Bilingual("哪一天", "day")
