"""Pages: who is in charge and who is the contact of each member, on a day; the same as files."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.workbook_write import write
from lianxi.governance.authority import Actor
from lianxi.governance.directory import DUTIES, Line, Office, missing
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.finding import Explained
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current
from lianxi.portal.directory import queries
from lianxi.portal.directory.listing import AS_OF, SHOWN, SHOWS, asked_for
from lianxi.portal.directory.queries import Kept, may
from lianxi.portal.directory.workbook import book
from lianxi.portal.ui import asked
from lianxi.portal.ui.asked import Asked
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import XLSX, Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

Duties = tuple[tuple[str, Bilingual, tuple[Line, ...]], ...]


@dataclass(frozen=True)
class Place:
    """A party or one of its units, with the lines of each duty.

    The first of a party also carries what its party lacks: the duties that nobody holds,
    and the units (`also`) in which nobody is entered.
    """

    party: str
    name: Bilingual
    office: Office | None
    duties: Duties
    first: bool
    also: tuple[Office, ...]


@dataclass(frozen=True)
class View:
    """The directory of a region as somebody sees it on a day."""

    found: Current
    actor: Actor | None
    on: Asked
    stands: Kept
    listed: Listed[Line]


@never_cache
@require_safe
def directory(request: HttpRequest, region: str) -> HttpResponse:
    """The members with their units and who is there, as far as one may see."""
    view = _view(request, region)
    today = timezone.localdate()
    writes = may(view.actor, "directory.write", today)
    values = {
        "tab": "directory",
        "region": view.found.package.region,
        "package": view.found.package,
        "in_use": view.found,
        "asked": view.on,
        "looks_back": _looks_back(view.actor, today),
        "sees": _sees(view.actor, today),
        "writes": writes,
        "writes_all": _writes_all(view, today),
        "listed": view.listed,
        "duties": _duties(view.listed),
        "places": places(view.found, view.stands, view.listed.rows),
        "findings": _missing(view, today) if writes else [],
        "members": len(view.stands.posts),
        "reached": _reached(view),
    }
    return render(request, "directory/directory.html", values)


@never_cache
@require_safe
def directory_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The same lines for a spreadsheet."""
    view = _view(request, region)
    said = SHOWS[_sees(view.actor, timezone.localdate())]
    where_from = basis(view.found, (AS_OF, same(str(view.on.day))), (SHOWN, said))
    return answer(form, f"{region}-directory-{view.on.day}", view.listed, where_from)


@never_cache
@require_safe
def workbook(request: HttpRequest, region: str) -> HttpResponse:
    """The workbook to be filled in: a sheet for each member that somebody sees to, or for one."""
    found = in_use(region)
    today = timezone.localdate()
    actor = acting(request)
    members = queries.membership(found, today)
    wanted = request.GET.get("party", "")
    parties = [party for party in members if wanted in ("", party) and fills_in(actor, party)]
    if not parties:
        return error_page(request, 403)
    content = write(book(found, queries.kept(found, parties), parties, today), reading_language())
    of = slugify(found.party(parties[0]).en) if len(parties) == 1 else "all"
    name = f"{region}-directory-{of or parties[0]}-{today}.xlsx"
    return attached(name, XLSX, content)


def fills_in(actor: Actor | None, party: str) -> bool:
    """Whether somebody may be handed a party's workbook, which holds mobile numbers."""
    today = timezone.localdate()
    rights = ("directory.write", "directory.private")
    return all(may(actor, right, today, party) for right in rights)


def places(found: Current, stands: Kept, rows: tuple[Line, ...]) -> list[Place]:
    """The lines unit by unit, those of a party together."""
    parties = dict.fromkeys(line.party for line in rows)
    return [
        place
        for party in parties
        for place in _places(found, stands, [line for line in rows if line.party == party])
    ]


def _places(found: Current, stands: Kept, rows: list[Line]) -> list[Place]:
    party = rows[0].party
    silent = [stands.office(line.of) for line in rows if not line.duty]
    filled = list(dict.fromkeys(line.of for line in rows if line.filled)) or [party]
    lacking = [line for line in rows if line.duty and not line.filled]
    made = []
    for number, of in enumerate(filled):
        lines = [line for line in rows if line.of == of and line.filled]
        first = number == 0
        duties = _by_duty([*lines, *(lacking if first else ())])
        also = tuple(filter(None, silent)) if first else ()
        made.append(Place(party, found.party(party), stands.office(of), duties, first, also))
    return made


def _by_duty(lines: list[Line]) -> Duties:
    return tuple(
        (duty, name, tuple(line for line in lines if line.duty == duty))
        for duty, name in DUTIES.items()
    )


def _view(request: HttpRequest, region: str) -> View:
    found = in_use(region)
    actor = acting(request)
    today = timezone.localdate()
    on = asked.day(request, "at", today)
    if on.given and on.day != today and not _looks_back(actor, today):
        on = Asked(today, problem=NOT_BACK)
    parties = queries.membership(found, on.day)
    stands = queries.kept(found, parties)
    rows = queries.shown(stands, parties, actor, on.day, today)
    keep = {"at": str(on.day)} if on.given else {}
    listed = asked_for(found, stands, rows, request.GET.dict(), reading_language(), keep)
    return View(found, actor, on, stands, listed)


def _reached(view: View) -> int:
    """How many members have a liaison on the day."""
    every = view.stands.posts.values()
    return sum(any(p.duty == "liaison" and p.held(view.on.day) for p in posts) for posts in every)


def _looks_back(actor: Actor | None, today: date) -> bool:
    """Whether there is anything of which somebody may see who was there before."""
    return may(actor, "directory.private", today)


def _sees(actor: Actor | None, today: date) -> str:
    """How much somebody sees at most."""
    if _looks_back(actor, today):
        return "private"
    return "people" if may(actor, "directory.read", today) else "filled"


def _writes_all(view: View, today: date) -> bool:
    return all(may(view.actor, "directory.write", today, party) for party in view.stands.posts)


def _duties(listed: Listed[Line]) -> list[tuple[str, Bilingual]]:
    wanted = listed.wanted.get("duty")
    return [(duty, name) for duty, name in DUTIES.items() if wanted in (None, duty)]


def _missing(view: View, today: date) -> list[Explained]:
    """What the directory lacks of the parties that somebody may write for."""
    return [
        in_words(finding)
        for party, posts in view.stands.posts.items()
        if may(view.actor, "directory.write", today, party)
        for finding in missing(party, view.found.party(party), posts, today)
    ]


NOT_BACK = Bilingual(
    "往届任职只有秘书处和本单位可以查看；以下为今天",
    "Who was there before is for the secretariat and for one's own unit; this is today",
)
