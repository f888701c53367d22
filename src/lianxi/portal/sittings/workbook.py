"""Reply slips as a workbook: a city's slip goes out, and comes back filled in."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.workbook import Book, Column, Sheet
from lianxi.documents.workbook_write import write
from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.sitting import COMING, SITTING
from lianxi.governance.road.sitting_acts import SlipReturned
from lianxi.kernel.bilingual import Bilingual, inner, listed, same
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.form_page import form_page
from lianxi.portal.dossiers.returning import Came, Desk, EnterForm, Review, Said, returned
from lianxi.portal.dossiers.shown import called
from lianxi.portal.sittings import actions
from lianxi.portal.sittings.asking import At, at
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.sheet import XLSX
from lianxi.portal.ui.templatetags.words import reading_language

NOWHERE = Place("")


@never_cache
@require_safe
def slip_workbook(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The slip of a city, to be filled in."""
    here = at(request, region, number)
    party = request.GET.get("party", "")
    if party not in dict(here.parties()):
        return error_page(request, 404)
    content = write(_book(here, party), reading_language())
    return attached(f"{region}-sitting-{number}-{party}.xlsx", XLSX, content)


@form_page(EnterForm)
def slip_returned(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Take in a slip that a city filled in."""
    here = at(request, region, number)
    desk = Desk(
        RETURNED.fill(sitting=inner(here.opened.title)),
        here.back,
        here.parties(),
        COLUMNS,
        _list(here),
        _reviewing(here),
        _entering(here),
    )
    return returned(request, here.by, desk)


def _book(here: At, party: str) -> Book:
    notice = here.state.notice
    due = Period.on(notice.reply_by or notice.day).words()
    return Book(
        _list(here),
        here.opened.title,
        COLUMNS,
        (Sheet(party, called(here.by.found, party), ()),),
        here.by.today,
        NOTE.fill(day=Period.on(notice.day).words(), place=notice.place, due=due),
        taking_out=NOT_WANTED,
    )


def _list(here: At) -> str:
    """What the slips of a sitting are known by."""
    return f"{here.by.region}/{here.opened.row.ref}"


def _reviewing(here: At) -> Callable[[Came], Review]:
    def review(came: Came) -> Review:
        what = _slip(came)
        if isinstance(what, Said):
            return Review((), (what,))
        known = came.key() in queries.keys(here.opened.row)
        outcome = SITTING.follow(here.state, Act(what, here.by.doing.at, ""))
        if isinstance(outcome, Refused) and not known:
            return Review((), (Said(NOWHERE, outcome.reason),))
        return Review((Said(NOWHERE, _line(what)),), known=known)

    return review


def _entering(here: At) -> Callable[[Doing, Came], Refused | str]:
    def enter(doing: Doing, came: Came) -> Refused | str:
        what = _slip(came)
        if isinstance(what, Said):
            return Refused(what.words)
        return here.then(actions.reply(doing, here.opened, came.party, what, came.key()))

    return enter


def _slip(came: Came) -> SlipReturned | Said:
    """The slip that a sheet amounts to, or what is wrong with it."""
    rows = [row for sheet in came.returned.sheets for row in sheet.rows]
    if len(rows) != 1:
        return Said(rows[1].place if rows else NOWHERE, SEVERAL if rows else EMPTY)
    cells: Mapping[str, str] = rows[0].cells
    name, office = cells.get("name", ""), cells.get("office", "")
    return SlipReturned(came.party, cells["coming"], name, office)


def _line(what: SlipReturned) -> Bilingual:
    """What a slip says, in a line."""
    who = [same(text) for text in (what.name, what.office) if text]
    coming = COMING[what.coming]
    return COMES.fill(coming=coming, who=listed(who)) if who else coming


RETURNED = Bilingual("“{sitting}”的回执", "Reply slips for “{sitting}”")
NOTE = Bilingual(
    "会议定于{day}，{place}。请填一行，于{due}前随函报回。",
    "The sitting is on {day}, {place}. Fill in one line, and return it with a letter by {due}.",
)
NOT_WANTED = Bilingual("不用的行留空。", "Leave empty what is not needed.")
COMES = Bilingual("{coming}：{who}", "{coming}: {who}")
EMPTY = Bilingual("表中没有填写", "nothing is filled in")
SEVERAL = Bilingual("一份回执只填一行", "a slip has one line")
COLUMNS = (
    Column(
        "coming",
        Bilingual("是否出席", "Whether it comes"),
        form="choice",
        choices=COMING,
        required=True,
    ),
    Column("name", Bilingual("出席人", "Who comes"), width=18, longest=100),
    Column("office", Bilingual("职务", "Office held"), width=24, longest=100),
)
