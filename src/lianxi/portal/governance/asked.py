"""The year, or the day, that a reader of the members asks for."""

from datetime import date

from django.http import HttpRequest

from lianxi.charter.region import Covers
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui import asked
from lianxi.portal.ui.asked import Asked


def day_of_year(request: HttpRequest, covers: Covers) -> Asked:
    """The day in `at`, or the last of the year in `year`, within what the record covers.

    Without either, or with one that can't be read, the last day of the record.
    """
    first, last = covers.since.start, covers.until.stop
    assert first is not None
    assert last is not None
    latest = date(last.year, last.month, last.day) - date.resolution
    text = request.GET.get("year", "").strip()
    if "at" in request.GET:
        found = asked.day(request, "at", latest)
    elif not text:
        return Asked(latest)
    elif text.isascii() and text.isdigit() and len(text) == 4 and int(text):
        found = Asked(date(int(text), 12, 31), given=True)
    else:
        return Asked(latest, problem=NO_YEAR.fill(text=text[:20], year=latest.year))
    if first <= found.day <= latest:
        return found
    nearest = min(max(found.day, date(first.year, 12, 31)), latest)
    return Asked(
        nearest,
        given=True,
        problem=OUTSIDE.fill(first=first.year, last=latest.year, year=nearest.year),
    )


NO_YEAR = Bilingual(
    "“{text}”不是年份，应为四位数字，如2010；以下为{year}年",
    "“{text}” is not a year like 2010; this is {year}",
)
OUTSIDE = Bilingual(
    "记录从{first}年写到{last}年；以下为{year}年",
    "The record covers {first} to {last}; this is {year}",
)
