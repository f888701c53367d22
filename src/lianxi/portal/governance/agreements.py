"""Page: the agreements of a region, and what the record leaves open in each.

An agreement's own page is its article (`charter/articles.py`): the text stands in one
place, with its amendments, its readings and its days; here is the list alone.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.agreement import EFFECTS, FORMS, PLACE
from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.package import Package
from lianxi.charter.rows import Provenance
from lianxi.governance.agreements import LACKS, Agreement, agreements
from lianxi.governance.terms import UNKNOWN
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.period import Period
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, STANDING_LABEL, rests_on, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
def agreements_page(request: HttpRequest, region: str) -> HttpResponse:
    """Every agreement: who is bound, by which clauses, and what is not stated."""
    found = in_use(region)
    asked = _asked(request, found)
    values = {
        "tab": "agreements",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "listed": asked,
        "clauses": sum(len(each.terms) for each in asked.every),
        "led": sum(each.led for each in asked.every),
        "due": sum(each.due for each in asked.every),
        "liable": sum(each.liable for each in asked.every),
    }
    return render(request, "governance/agreements.html", values)


@require_safe
def agreements_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The agreements asked for, for a spreadsheet."""
    found = in_use(region)
    return answer(form, f"{region}-agreements", _asked(request, found), basis(found))


def _asked(request: HttpRequest, found: Current) -> Listed[Agreement]:
    every = tuple(agreements(found.package, timezone.localdate()))
    return _listing(found.package, every).ask(every, request.GET.dict(), reading_language())


def _listing(package: Package, every: tuple[Agreement, ...]) -> Listing[Agreement]:
    columns: tuple[Column[Agreement], ...] = (
        column.text("id", ID, lambda each: each.article.id, page=False, width=26),
        column.both("name", AGREEMENT, lambda each: each.name, width=44),
        column.day("signed", SIGNED, lambda each: each.signed),
        column.named("form", FORM, lambda each: word(FORMS, each.form), page=False),
        column.number("parties", PARTIES, lambda each: len(each.parties) if each.parties else None),
        column.named("bound", BOUND, lambda each: _bound(package, each), page=False, width=44),
        column.number("clauses", CLAUSES, lambda each: len(each.terms)),
        column.number("led", LED, lambda each: each.led, page=False),
        column.number("due", DUE, lambda each: each.due, page=False),
        column.number("liable", LIABLE, lambda each: each.liable, page=False),
        column.named("effect", EFFECT, lambda each: word(EFFECTS, each.effect), page=False),
        column.named("lacks", LACKING, _lacks, page=False, width=44),
        column.named("standing", STANDING_LABEL, lambda each: word(STANDING, each.standing)),
        column.day("since", SINCE, _since),
        column.day("until", UNTIL, lambda each: each.until, page=False),
        column.named("place", PLACE_LABEL, lambda each: _place(package, each), page=False),
        column.named("meeting", MEETING, lambda each: _meeting(package, each), page=False),
        column.both("summary", SUMMARY, lambda each: each.summary, page=False, width=44),
        *rests_on(lambda each: Provenance(each.status, each.source, each.world)),
    )
    parties = dict.fromkeys(id_ for each in every for id_ in each.binds())
    names = {id_: package.of("party", id_) for id_ in parties}
    years = {str(each.signed.year) for each in every if each.signed}
    filters: tuple[Filter[Agreement], ...] = (
        Filter("party", PARTY, lambda each: each.binds(), names),
        Filter(
            "year",
            YEAR,
            lambda each: (str(each.signed.year),) if each.signed else (),
            {year: Bilingual(f"{year}年", year) for year in sorted(years, reverse=True)},
        ),
        Filter("form", FORM, lambda each: (each.form,) if each.form else (), FORMS),
        Filter("effect", EFFECT, lambda each: (each.effect,) if each.effect else (), EFFECTS),
        Filter("standing", STANDING_LABEL, lambda each: (each.standing,), STANDING),
        Filter("lacks", LACKING, lambda each: each.lacks, LACKS),
    )
    return Listing("agreements", Bilingual("协议", "agreements"), columns, filters)


def _since(each: Agreement) -> Period | None:
    return None if each.standing == "proposed" else each.since


def _bound(package: Package, each: Agreement) -> Named | None:
    if not each.parties:
        return None
    names = [package.of("unit" if "/" in id_ else "party", id_) for id_ in each.parties]
    return Named(" ".join(each.parties), listed(names))


def _lacks(each: Agreement) -> Named | None:
    if not each.lacks:
        return None
    return Named(" ".join(each.lacks), listed([LACKS[word_] for word_ in each.lacks]))


def _place(package: Package, each: Agreement) -> Named | None:
    place = each.text.get(PLACE)
    return Named(place, package.of("party", place)) if place and place != UNKNOWN else None


def _meeting(package: Package, each: Agreement) -> Named | None:
    at = each.decided_at
    return Named(at, package.of("meeting", at)) if at else None


AGREEMENT = Bilingual("协议", "agreement")
SIGNED = Bilingual("签署", "signed")
FORM = Bilingual("文种", "form")
PARTY = Bilingual("签署方", "party")
PARTIES = Bilingual("签署方数", "parties")
BOUND = Bilingual("签署方", "who is bound")
CLAUSES = Bilingual("条款", "clauses")
LED = Bilingual("载明牵头单位的条款", "clauses with a lead")
DUE = Bilingual("载明时限的条款", "clauses with a deadline")
LIABLE = Bilingual("载明责任的条款", "clauses with a liability")
EFFECT = Bilingual("法律效力", "legal effect")
LACKING = Bilingual("未载明", "not stated")
SINCE = Bilingual("施行自", "in force since")
UNTIL = Bilingual("至", "until")
PLACE_LABEL = Bilingual("签署地", "place")
MEETING = Bilingual("议定会议", "decided at")
SUMMARY = Bilingual("内容提要", "summary")
YEAR = Bilingual("年份", "year")
