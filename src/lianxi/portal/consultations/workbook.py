"""A consultation as a workbook: a city's reply sheet goes out, and comes back with its comments."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.workbook import Book, Column, Sheet
from lianxi.documents.workbook_read import ReturnedRow
from lianxi.documents.workbook_write import write
from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.consultation import CONSULTATION, REPLIES, Consultation
from lianxi.governance.road.consultation_acts import Comment, Replied
from lianxi.kernel.bilingual import Bilingual, inner
from lianxi.kernel.finding import Place
from lianxi.kernel.period import in_words
from lianxi.portal.consultations import actions
from lianxi.portal.consultations.pages import replying
from lianxi.portal.dossiers import queries, shown
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import form_page
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.returning import Came, Desk, EnterForm, Review, Said, returned
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.sheet import XLSX
from lianxi.portal.ui.templatetags.words import reading_language

NOWHERE = Place("")


@require_safe
@never_cache
def consultation_workbook(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The reply sheet of a city."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    party = request.GET.get("party", "")
    if party not in dict(replying(asked, found)):
        return error_page(request, 404)
    content = write(book(asked, found, party), reading_language())
    return attached(f"{region}-consultation-{number}-{party}.xlsx", XLSX, content)


@form_page(EnterForm)
def consultation_returned(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Take in the reply sheet that a city filled in."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    back = reverse("consultation", args=[region, number])
    desk = Desk(
        RETURNED.fill(consultation=inner(found.title)),
        back,
        replying(asked, found),
        COLUMNS,
        list_of(asked, found),
        partial(review, asked, found),
        lambda doing, came: entered(doing, found, came, back),
    )
    return returned(request, asked, desk)


def book(asked: Asked, found: Opened[Consultation], party: str) -> Book:
    """The reply sheet of a consultation for one city."""
    return Book(
        list_of(asked, found),
        found.title,
        COLUMNS,
        (Sheet(party, shown.called(asked.found, party), ()),),
        asked.today,
        NOTE.fill(due=in_words(found.state.due)),
        taking_out=NOT_WANTED,
    )


def list_of(asked: Asked, found: Opened[Consultation]) -> str:
    """What the reply sheets of a consultation are known by."""
    return f"{asked.region}/{found.row.ref}"


def review(asked: Asked, found: Opened[Consultation], came: Came) -> Review:
    """What a returned sheet would enter, and what is wrong with it."""
    what = reply_of(came)
    if isinstance(what, Said):
        return Review((), (what,))
    known = came.key() in queries.keys(found.row)
    outcome = CONSULTATION.follow(found.state, Act(what, asked.doing.at, ""))
    if isinstance(outcome, Refused) and not known:
        return Review((), (Said(NOWHERE, outcome.reason),))
    enters = [Said(NOWHERE, REPLIES[what.answer])]
    rows = [row for row in _rows(came) if row.cells.get("text")]
    enters += [Said(row.place, _line(row)) for row in rows]
    return Review(tuple(enters), known=known)


def entered(doing: Doing, found: Opened[Consultation], came: Came, back: str) -> Refused | str:
    """Enter the reply of a returned sheet."""
    what = reply_of(came)
    if isinstance(what, Said):
        return Refused(what.words)
    outcome = actions.reply(doing, found, what, key=came.key())
    return outcome if isinstance(outcome, Refused) else back


def reply_of(came: Came) -> Replied | Said:
    """The reply that a sheet amounts to, or what is wrong with it."""
    rows = _rows(came)
    if not rows:
        return Said(NOWHERE, EMPTY)
    answers = {row.cells["answer"]: row for row in rows if "answer" in row.cells}
    if len(answers) > 1:
        return Said(list(answers.values())[1].place, SEVERAL)
    comments = [row for row in rows if row.cells.get("text") or row.cells.get("place")]
    return Replied(
        came.party,
        next(iter(answers)),
        tuple(Comment(row.cells.get("place", ""), row.cells.get("text", "")) for row in comments),
    )


def _rows(came: Came) -> list[ReturnedRow]:
    return [row for sheet in came.returned.sheets for row in sheet.rows]


def _line(row: ReturnedRow) -> Bilingual:
    place, text = row.cells.get("place", ""), row.cells["text"]
    return LINE.fill(place=place, text=text) if place else Bilingual(text, text)


RETURNED = Bilingual("“{consultation}”的反馈表", "Reply sheets for “{consultation}”")
NOTE = Bilingual(
    "没有意见的，填一行，选“无意见”；有意见的，每条填一行。请于{due}前随函报回。",
    "One line with “no comment”, or a line for each comment; return it with a letter by {due}.",
)
NOT_WANTED = Bilingual("不用的行留空。", "Leave empty what is not needed.")
LINE = Bilingual("{place}：{text}", "{place}: {text}")
EMPTY = Bilingual(
    "表中没有填写；没有意见的，请填一行，选“无意见”",
    "nothing is filled in; where there is no comment, a line says so",
)
SEVERAL = Bilingual(
    "同一份反馈只能选一种答复，各行请选一致",
    "one reply has one answer: choose the same in every line",
)
COLUMNS = (
    Column(
        "answer",
        Bilingual("答复", "Answer"),
        Bilingual("各行选同一种", "the same in every line"),
        form="choice",
        choices=REPLIES,
        required=True,
    ),
    Column("place", Bilingual("条款或段落", "Clause or paragraph"), width=28, longest=200),
    Column("text", Bilingual("意见内容", "What should stand there"), width=60, longest=2000),
)
