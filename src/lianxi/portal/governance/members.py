"""Pages: who belongs on a day, on the map and in a list."""

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from lianxi.charter.columns import VIA
from lianxi.charter.package import Package
from lianxi.charter.rows import Party, Provenance, Seat
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current
from lianxi.portal.governance.asked import day_of_year
from lianxi.portal.governance.queries import Membership, membership
from lianxi.portal.ui import column
from lianxi.portal.ui.asked import Asked
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, rests_on, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

NEW = "new"


@dataclass(frozen=True)
class Belongs:
    """A party in the list: by its seat, or by the region's own set."""

    party: Party
    province: Party | None
    since: Period | None
    provenance: Provenance
    note: Bilingual | None = None
    seat: Seat | None = None
    new: bool = False


@require_safe
def members(request: HttpRequest, region: str) -> HttpResponse:
    """Who belongs on a day: the map, the slider and the list."""
    return render(request, "governance/members.html", _values(request, in_use(region)))


@require_safe
@never_cache
def members_year(request: HttpRequest, region: str) -> HttpResponse:
    """What the slider brings; the address that it leaves behind is that of the whole page."""
    found = in_use(region)
    values = _values(request, found)
    on, listed = values["on"], values["listed"]
    assert isinstance(on, Asked)
    assert isinstance(listed, Listed)
    query = {"year": on.day.year, **listed.asked}
    response = render(request, "governance/moved.html", values)
    return push_url(response, reverse("members", args=[region], query=query))


@require_safe
def members_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The members on a day, for a spreadsheet."""
    found = in_use(region)
    on = day_of_year(request, found.package.region.covers)
    listed = _asked(request, found.package, on, membership(found, on.day))
    day = (DAY, Period.on(on.day).words())
    return answer(form, f"{region}-members-{on.day}", listed, basis(found, day))


def _values(request: HttpRequest, found: Current) -> dict[str, object]:
    on = day_of_year(request, found.package.region.covers)
    view = membership(found, on.day)
    return {
        "tab": "members",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "on": on,
        "view": view,
        "labels": partial(view.labels, reading_language()),
        "listed": _asked(request, found.package, on, view),
    }


def _asked(request: HttpRequest, package: Package, on: Asked, view: Membership) -> Listed[Belongs]:
    """The list as asked for; the day stands in its addresses where it was asked for."""
    every = _everybody(view)
    keep = {"at": str(on.day)} if on.given else {}
    return _listing(package, every).ask(every, request.GET.dict(), reading_language(), keep)


def _everybody(view: Membership) -> tuple[Belongs, ...]:
    seated = (
        Belongs(
            each.party,
            each.province,
            each.seat.since,
            each.seat.provenance,
            each.seat.note,
            seat=each.seat,
            new=each.party.id in view.new_ids,
        )
        for each in view.members
    )
    inside = (
        Belongs(each.party, each.province, each.row.since, each.row.provenance)
        for each in view.area
    )
    return (*seated, *inside)


def _listing(package: Package, every: tuple[Belongs, ...]) -> Listing[Belongs]:
    columns: tuple[Column[Belongs], ...] = (
        column.text("id", ID, lambda each: each.party.id, page=False),
        column.both("name", CITY, lambda each: each.party.name),
        column.named("province", PROVINCE, _province),
        column.day("since", SINCE, lambda each: each.since),
        column.named("body", BODY, lambda each: _body(package, each), page=False, width=36),
        column.named(
            "via", HOW, lambda each: word(VIA, each.seat.via) if each.seat else None, page=False
        ),
        *rests_on(lambda each: each.provenance, lambda each: each.note),
    )
    provinces = {each.province.id: each.province.name for each in every if each.province}
    filters: tuple[Filter[Belongs], ...] = (
        Filter(
            "province",
            PROVINCE,
            lambda each: (each.province.id,) if each.province else (),
            provinces,
        ),
        Filter("joined", JOINED, lambda each: (NEW,) if each.new else (), {NEW: THAT_YEAR}),
    )
    return Listing("members", Bilingual("成员", "members"), columns, filters)


def _province(each: Belongs) -> Named | None:
    return Named(each.province.formal, each.province.name) if each.province else None


def _body(package: Package, each: Belongs) -> Named | None:
    return Named(each.seat.body, package.of("body", each.seat.body)) if each.seat else None


CITY = Bilingual("城市", "city")
PROVINCE = Bilingual("省份", "province")
SINCE = Bilingual("加入时间", "since")
BODY = Bilingual("机构", "body")
HOW = Bilingual("方式", "via")
JOINED = Bilingual("加入", "joined")
THAT_YEAR = Bilingual("当年", "that year")
DAY = Bilingual("哪一天", "day")
