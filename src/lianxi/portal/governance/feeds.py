"""The year as a calendar to subscribe to: a region's, a body's, a city's, one's own.

A feed holds this year and the next one. One's own is opened by the session, or by a token
as a calendar program shows it: the password of HTTP Basic, whatever the name.
"""

from collections.abc import Callable, Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.charter.package import Package
from lianxi.documents.calendar import Entry, calendar
from lianxi.governance.authority import Actor
from lianxi.governance.planned import Planned
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import Period
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.queries import Current, current, regions
from lianxi.portal.governance.year import the_year
from lianxi.portal.sittings.queries import coming
from lianxi.portal.ui.attached import attached

MEDIA_TYPE = "text/calendar; charset=utf-8"
Wanted = Callable[[Planned], bool]


@require_safe
def year_ics(request: HttpRequest, region: str) -> HttpResponse:
    """The year of a region; of one body or one city where the address names it."""
    found = in_use(region)
    package = found.package
    body, city = request.GET.get("body", ""), request.GET.get("city", "")
    if body and not any(article.id == body for article in package.kind("body")):
        raise Http404("body")
    if city and city not in package.parties:
        raise Http404("city")

    def wanted(each: Planned) -> bool:
        return body in ("", each.body) and (not city or city in each.parties)

    whose = [package.of("body", body)] if body else []
    whose += [package.of("party", city)] if city else []
    name = NAME.fill(whose=_side_by_side(whose or [package.region.name]))
    content = calendar(name, _entries(found, wanted), found.version.loaded_at, COUNTED)
    file_name = "-".join(part for part in (region, body, city, "calendar.ics") if part)
    return attached(file_name, MEDIA_TYPE, content)


@never_cache
@require_safe
def mine_ics(request: HttpRequest) -> HttpResponse:
    """What concerns the cities, units and bodies of one's appointments, in every region."""
    actor = acting(request)
    assert actor is not None  # the door has looked
    used = [found for found in map(current, regions()) if found is not None]
    entries = [entry for found in used for entry in _entries(found, _mine(actor, found))]
    entries += [entry for found in used for entry in _sittings(found, actor)]
    stamp = max((found.version.loaded_at for found in used), default=timezone.now())
    return attached(
        "calendar.ics", MEDIA_TYPE, calendar(NAME.fill(whose=actor.name), entries, stamp, COUNTED)
    )


def _sittings(found: Current, actor: Actor) -> Iterator[Entry]:
    """The sittings that were called and concern somebody; a record has none."""
    region = found.package.region
    if region.world == "record":
        return
    parties, bodies = _held(actor, region.id)
    for each in coming(region.id):
        if bodies.isdisjoint(each.bodies) and parties.isdisjoint(each.parties):
            continue
        yield Entry(
            uid=f"{each.ref}@{region.id}.lianxi",
            name=each.title,
            day=Period.on(each.day),
            said=(same(each.place),) if each.place else (),
            state="CANCELLED" if each.cancelled else "CONFIRMED",
        )


def _held(actor: Actor, region: str) -> tuple[set[str], set[str]]:
    """The cities and the bodies of a region that somebody holds an appointment for today."""
    today = timezone.localdate()
    held = [each for each in actor.appointments if each.held(today)]
    parties = {each.party.partition("/")[0] for each in held if each.party}
    named = [each.body.partition("/") for each in held if each.body]
    return parties, {body for of, _, body in named if of == region}


def _mine(actor: Actor, found: Current) -> Wanted:
    """Whether a line concerns somebody by an appointment that they hold today."""
    parties, bodies = _held(actor, found.package.region.id)
    return lambda each: each.body in bodies or not parties.isdisjoint(each.parties)


def _entries(found: Current, wanted: Wanted) -> Iterator[Entry]:
    """The lines of this year and the next that somebody wants."""
    now = timezone.localdate().year
    for year in (now, now + 1):
        for each in the_year(found.version.manifest, year).planned:
            if wanted(each):
                yield _entry(found.package, each)


def _entry(package: Package, each: Planned) -> Entry:
    chair = each.chair or each.standing
    chaired = CHAIR.fill(chair=_party(package, chair)) if chair else None
    return Entry(
        uid=f"{each.uid}@{package.region.id}.lianxi",
        name=each.what,
        day=each.date,
        said=tuple(words for words in (chaired, each.note) if words is not None),
        host=_party(package, each.host) if each.host else None,
        state="CONFIRMED" if each.meeting or each.kind == "deadline" else "TENTATIVE",
    )


def _party(package: Package, id_: str) -> Bilingual:
    return package.of("unit" if "/" in id_ else "party", id_)


def _side_by_side(names: Iterable[Bilingual]) -> Bilingual:
    listed = list(names)
    return Bilingual("·".join(n.zh for n in listed), " · ".join(n.en for n in listed))


NAME = Bilingual("{whose}日历", "Calendar: {whose}")
CHAIR = Bilingual("主席方：{chair}。", "Chair: {chair}.")
COUNTED = Bilingual(
    "今年和明年的会议与期限{n}项；另有{left}项只知年月，未列出。",
    "Meetings and deadlines of this year and the next: {n}. Left out, because only the month "
    "or the year is known: {left}.",
)
