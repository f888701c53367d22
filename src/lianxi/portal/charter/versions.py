"""The versions of every region's package as a list, and any two of one region compared."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.diff import diff
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter import queries
from lianxi.portal.charter.basis import instance_basis
from lianxi.portal.charter.models import Version
from lianxi.portal.charter.queries import Shelf
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.ui import asked, column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Shelved:
    """A version in the list: its region's name, who loaded it, and whether it is in use."""

    version: Version
    region: Bilingual
    by: Bilingual
    in_use: bool


def versions_asked(request: HttpRequest, shelves: list[Shelf]) -> Listed[Shelved]:
    """The versions that the address asks for: region by region, of each the newest first."""
    every = tuple(
        Shelved(version, shelf.in_use.package.region.name, by, number == 0)
        for shelf in shelves
        for number, (version, by) in enumerate(shelf.versions)
    )
    filters: tuple[Filter[Shelved], ...] = (
        Filter(
            "region",
            REGION,
            lambda each: (each.version.region_id,),
            {each.version.region_id: each.region for each in every},
        ),
        Filter(
            "by",
            BY,
            lambda each: (each.version.loaded_by,),
            {each.version.loaded_by: each.by for each in every},
        ),
    )
    listing = Listing("packages", Bilingual("地区包的版本", "versions"), COLUMNS, filters)
    return listing.ask(every, request.GET.dict(), reading_language())


@require_safe
def versions_file(request: HttpRequest, form: Form) -> HttpResponse:
    """The versions asked for, for a spreadsheet."""
    listed = versions_asked(request, queries.shelves())
    return answer(form, "packages", listed, instance_basis())


@require_safe
def compare(request: HttpRequest, region: str) -> HttpResponse:
    """What changed between any two versions of a region's package."""
    found, versions = queries.current(region), queries.versions(region)
    if found is None:
        raise Http404("region")
    by_number = {str(version.number): version for version in versions}
    (old, new), problem = _two(request, by_number)
    before, after = (queries.package_of(by_number[number]) for number in (old, new))
    values = {
        "tab": "packages",
        "region": found.package.region,
        "in_use": found,
        "versions": versions,
        "problem": problem,
        "old": by_number[old],
        "new": by_number[new],
        "compared": (by_number[old], by_number[new]),
        "changes": diff(before, after),
    }
    return render(request, "charter/compare.html", values)


def _two(
    request: HttpRequest, by_number: dict[str, Version]
) -> tuple[tuple[str, str], Bilingual | None]:
    """The two numbers asked for; without them the newest, and the one before it."""
    newest = list(by_number)
    usual = {"old": newest[min(1, len(newest) - 1)], "new": newest[0]}
    given = {name: request.GET.get(name, "").strip() or usual[name] for name in usual}
    wrong = [number[:40] for number in given.values() if number not in by_number]
    problem = NO_VERSION.fill(words=asked.either(wrong)) if wrong else None
    old, new = (given[name] if given[name] in by_number else usual[name] for name in usual)
    return (old, new), problem


REGION = Bilingual("地区", "region")
BY = Bilingual("装载人", "by")
NO_VERSION = Bilingual(
    "没有“{words}”这一版，以下没有用它", "There is no version “{words}”; it was left out"
)
COLUMNS: tuple[Column[Shelved], ...] = (
    column.named("region", REGION, lambda each: Named(each.version.region_id, each.region)),
    column.number("number", Bilingual("版本", "version"), lambda each: each.version.number),
    column.instant(
        "loaded_at",
        Bilingual("装载时间", "loaded"),
        lambda each: each.version.loaded_at.astimezone(CHINA),
    ),
    column.named("by", BY, lambda each: Named(each.version.loaded_by, each.by)),
    column.text(
        "digest",
        Bilingual("内容摘要", "digest of its content"),
        lambda each: each.version.digest,
        sorts=False,
        width=72,
    ),
)
