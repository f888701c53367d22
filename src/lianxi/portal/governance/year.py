"""Page: the year of a region, month by month: what its articles ask for, on which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.charter.package import Package
from lianxi.governance.planned import Planned
from lianxi.governance.working_days import working_days
from lianxi.governance.year import FIRST_YEAR, LAST_YEAR, as_needed, asked_year
from lianxi.governance.year import year as year_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current, loaded
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, NOTE, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

KINDS: Mapping[str, Bilingual] = {
    "meeting": Bilingual("会议", "meeting"),
    "deadline": Bilingual("期限", "deadline"),
}


@dataclass(frozen=True)
class Year:
    """A year as the version in use asks for it; `unlisted` says what stands in for its list."""

    of: int
    planned: tuple[Planned, ...]
    as_needed: tuple[str, ...]
    unlisted: Bilingual | None


@dataclass(frozen=True)
class Asked:
    """The year in the address, and what was wrong with it if it is another."""

    year: int
    problem: Bilingual | None = None


@require_safe
def year_page(request: HttpRequest, region: str) -> HttpResponse:
    """What meets when, who hosts, what falls due."""
    found = in_use(region)
    asked = year_asked(request)
    year = the_year(found.version.manifest, asked.year)
    listed = _asked(request, found, year)
    values = {
        "tab": "calendar",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "asked": asked,
        "year": year,
        "earlier": year.of - 1 if year.of > FIRST_YEAR else None,
        "later": year.of + 1 if year.of < LAST_YEAR else None,
        "listed": listed,
        "meetings": sum(each.kind == "meeting" for each in year.planned),
        "deadlines": sum(each.kind == "deadline" for each in year.planned),
        "feed": _feed(listed.wanted),
    }
    return render(request, "governance/year.html", values)


@require_safe
def year_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The lines asked for, for a spreadsheet."""
    found = in_use(region)
    year = the_year(found.version.manifest, year_asked(request).year)
    listed = _asked(request, found, year)
    said = ((DAYS, year.unlisted or BY_THE_LIST),)
    return answer(form, f"{region}-calendar-{year.of}", listed, basis(found, *said))


def year_asked(request: HttpRequest) -> Asked:
    """The year that is asked for; this one where none is, or none that can be listed."""
    now = timezone.localdate().year
    text = request.GET.get("year", "").strip()
    if not text:
        return Asked(now)
    try:
        return Asked(asked_year("year", text[:40]))
    except SettingError:
        return Asked(now, NO_YEAR.fill(text=text[:40], year=now))


@lru_cache(maxsize=32)
def the_year(manifest: str, of: int) -> Year:
    """A year of a version never changes: gathered once."""
    package = loaded(manifest).package
    assert package is not None
    unlisted = working_days(package).unlisted(of)
    return Year(of, tuple(year_of(package, of)), tuple(as_needed(package, of)), unlisted)


def _asked(request: HttpRequest, found: Current, year: Year) -> Listed[Planned]:
    listing = _listing(found.package, year.planned)
    keep = {"year": str(year.of)}
    return listing.ask(year.planned, request.GET.dict(), reading_language(), keep)


def _listing(package: Package, planned: tuple[Planned, ...]) -> Listing[Planned]:
    columns: tuple[Column[Planned], ...] = (
        column.text("id", ID, lambda each: each.uid, page=False, width=26),
        column.day("date", DATE, lambda each: each.date),
        column.both("what", WHAT, lambda each: each.what, width=44),
        column.named("kind", KIND, lambda each: word(KINDS, each.kind), page=False),
        column.named("body", BODY, lambda each: _named(package, "body", each.body), page=False),
        column.named("host", HOST, lambda each: party(package, each.host)),
        column.named("chair", CHAIR, lambda each: party(package, each.chair)),
        column.named(
            "standing_chair", STANDING, lambda each: party(package, each.standing), page=False
        ),
        column.named(
            "article", ARTICLE, lambda each: _named(package, "article", each.article), page=False
        ),
        column.text("meeting", MEETING, lambda each: each.meeting, page=False),
        column.both("note", NOTE, lambda each: each.note, sorts=False, width=60),
    )
    bodies = dict.fromkeys(each.body for each in planned if each.body)
    there = {id_ for each in planned for id_ in each.parties}
    filters: tuple[Filter[Planned], ...] = (
        Filter(
            "body",
            BODY,
            lambda each: (each.body,) if each.body else (),
            {id_: package.of("body", id_) for id_ in bodies},
        ),
        Filter(
            "city",
            CITY,
            lambda each: each.parties,
            {id_: package.of("party", id_) for id_ in package.parties if id_ in there},
        ),
        Filter("kind", KIND, lambda each: (each.kind,), KINDS),
    )
    return Listing("calendar", TITLE, columns, filters)


def _feed(wanted: Mapping[str, str]) -> str:
    """The filters that a feed has too, as its address ends."""
    kept = {name: wanted[name] for name in ("body", "city") if name in wanted}
    return "".join(f"{'&' if n else '?'}{name}={id_}" for n, (name, id_) in enumerate(kept.items()))


def _named(package: Package, kind: str, id_: str | None) -> Named | None:
    return Named(id_, package.of(kind, id_)) if id_ else None


def party(package: Package, id_: str | None) -> Named | None:
    """A party or a unit under one, by its name."""
    return Named(id_, package.of("unit" if "/" in id_ else "party", id_)) if id_ else None


TITLE = Bilingual("日历", "calendar")
DATE = Bilingual("日期", "date")
WHAT = Bilingual("事项", "what")
KIND = Bilingual("类别", "kind")
BODY = Bilingual("机构", "body")
CITY = Bilingual("城市", "city")
HOST = Bilingual("承办方", "host")
CHAIR = Bilingual("轮值主席方", "rotating chair")
STANDING = Bilingual("常务主席方", "standing chair")
ARTICLE = Bilingual("条文", "article")
MEETING = Bilingual("会议记录", "meeting on record")
DAYS = Bilingual("工作日", "working days")
BY_THE_LIST = Bilingual("依国务院该年的节假日安排", "by the State Council's list of that year")
NO_YEAR = Bilingual(
    "“{text}”不是可列的年份，应为四位数字；以下为{year}年",
    "“{text}” is no year that can be listed, such as 2027; this is {year}",
)
