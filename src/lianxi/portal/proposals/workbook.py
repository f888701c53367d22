"""A call as a workbook: a city's empty sheet goes out, and comes back with its proposals."""

import re
from collections.abc import Mapping
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
from lianxi.governance.road.call import CALL, Call
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.proposal_acts import Proposed, Terms
from lianxi.kernel.bilingual import Bilingual, inner, listed, same
from lianxi.kernel.finding import Place
from lianxi.kernel.period import in_words
from lianxi.portal.dossiers import choices, queries, shown
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import form_page
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.returning import Came, Desk, EnterForm, Review, Said, returned
from lianxi.portal.proposals import actions
from lianxi.portal.proposals.actions import Sent
from lianxi.portal.proposals.call_pages import open_parties
from lianxi.portal.proposals.queries import of_call
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.sheet import XLSX
from lianxi.portal.ui.templatetags.words import reading_language

BETWEEN = re.compile(r"[、，,；;\n]+")


@require_safe
@never_cache
def call_workbook(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The sheet of a call that a city fills in."""
    asked = asked_of(request, region)
    found = dossier(asked, CALL, number)
    party = request.GET.get("party", "")
    if party not in dict(open_parties(asked, found)):
        return error_page(request, 404)
    content = write(book(asked, found, party), reading_language())
    return attached(f"{region}-call-{number}-{party}.xlsx", XLSX, content)


@form_page(EnterForm)
def call_returned(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Take in the sheet that a city filled in."""
    asked = asked_of(request, region)
    found = dossier(asked, CALL, number)
    back = reverse("call", args=[region, number])
    desk = Desk(
        RETURNED.fill(call=inner(found.title)),
        back,
        open_parties(asked, found),
        columns(asked),
        list_of(asked, found),
        partial(review, asked, found),
        lambda doing, came: entered(doing, asked, found, came, back),
    )
    return returned(request, asked, desk)


def book(asked: Asked, found: Opened[Call], party: str) -> Book:
    """The workbook of a call for one city."""
    return Book(
        list_of(asked, found),
        found.title,
        columns(asked),
        (Sheet(party, shown.called(asked.found, party), ()),),
        asked.today,
        NOTE.fill(due=in_words(found.state.terms.due)),
        taking_out=NOT_WANTED,
    )


def list_of(asked: Asked, found: Opened[Call]) -> str:
    """What the workbooks of a call are known by."""
    return f"{asked.region}/{found.row.ref}"


def columns(asked: Asked) -> tuple[Column, ...]:
    """The columns to fill in; one may be filled for every proposal."""
    everybody = dict([*choices.parties(asked), *choices.units(asked)])
    fields: Mapping[str, Bilingual] = asked.found.package.region.fields
    return (
        Column("title", TITLE, required=True, width=30, longest=200),
        Column("field", FIELD, form="choice", choices=fields),
        Column("lead", LEAD, LEAD_HINT, form="choice", choices=everybody, required=True, width=26),
        Column("partners", PARTNERS, PARTNERS_HINT, width=30, longest=1000),
        Column("aim", AIM, width=36, longest=5000),
        Column("content", CONTENT, required=True, width=50, longest=5000),
    )


def review(asked: Asked, found: Opened[Call], came: Came) -> Review:
    """What a returned sheet would enter, and what is wrong with it."""
    rows = [row for sheet in came.returned.sheets for row in sheet.rows]
    if found.state.closed is not None:
        return Review((), (Said(Place(""), CLOSED.fill(day=in_words(found.state.closed))),))
    if not rows:
        return Review((), (Said(Place(""), EMPTY),))
    brought = queries.keys(found.row)
    known = [row for row in rows if came.key(row.place) in brought]
    answer = found.state.answer(came.party)
    tied = of_call(found)
    there = {tied[ref].title.zh for ref in (answer.proposals if answer else ()) if ref in tied}
    wrong: list[Said] = []
    for row in rows:
        if row in known:
            continue
        wrong += _wrong(asked, found, came, row)
        if row.cells.get("title", "") in there:
            wrong.append(Said(row.place, SENT_BEFORE.fill(title=row.cells["title"])))
    enters = tuple(Said(row.place, _line(asked, row)) for row in rows)
    return Review(enters, tuple(wrong), known=bool(known))


def entered(
    doing: Doing, asked: Asked, found: Opened[Call], came: Came, back: str
) -> Refused | str:
    """Enter the proposals of a returned sheet: all of them, or none."""
    rows = [row for sheet in came.returned.sheets for row in sheet.rows]
    sent = [Sent(_proposed(asked, found, came, row), came.key(row.place)) for row in rows]
    outcome = actions.propose(doing, sent, found)
    return outcome if isinstance(outcome, Refused) else back


def _proposed(asked: Asked, found: Opened[Call], came: Came, row: ReturnedRow) -> Proposed:
    cells = row.cells
    partners = tuple(id_ for name in _named(row) if (id_ := _who(asked, name)))
    terms = Terms(
        same(cells.get("title", "")),
        cells.get("field", ""),
        cells.get("lead", ""),
        partners,
        cells.get("aim", ""),
        cells.get("content", ""),
    )
    return Proposed(came.party, found.state.terms.body, terms)


def _wrong(asked: Asked, found: Opened[Call], came: Came, row: ReturnedRow) -> list[Said]:
    """What is wrong in a row beyond its cells: units that nobody knows, terms that can't be."""
    unknown = [name for name in _named(row) if not _who(asked, name)]
    if unknown:
        place = row.places.get("partners", row.place)
        return [Said(place, UNKNOWN.fill(name=name)) for name in unknown]
    what = _proposed(asked, found, came, row)
    outcome = PROPOSAL.follow(None, Act(what, asked.doing.at, ""))
    return [Said(row.place, outcome.reason)] if isinstance(outcome, Refused) else []


def _named(row: ReturnedRow) -> list[str]:
    """The partners as they are named, one by one."""
    names = (name.strip() for name in BETWEEN.split(row.cells.get("partners", "")))
    return list(dict.fromkeys(name for name in names if name))


def _who(asked: Asked, name: str) -> str:
    """The party or unit that goes by a name in either language, or by its id; "" if none does."""
    asked_for = name.casefold()
    for id_, words in [*choices.parties(asked), *choices.units(asked)]:
        short = shown.called(asked.found, id_)
        names = (id_, words.zh, words.en, short.zh, short.en)
        if asked_for in (each.casefold() for each in names):
            return id_
    return ""


def _line(asked: Asked, row: ReturnedRow) -> Bilingual:
    """A row in words: what it is called, who leads and takes part, what is to be done."""
    cells = row.cells
    lead = choices.whole(asked, cells.get("lead", ""))
    partners = [choices.whole(asked, _who(asked, name)) for name in _named(row)]
    units = LED_WITH.fill(lead=lead, partners=listed(partners)) if partners else LED.fill(lead=lead)
    return LINE.fill(title=cells.get("title", ""), units=units, content=cells.get("content", ""))


RETURNED = Bilingual("“{call}”的填报表", "Filled-in workbooks for “{call}”")
NOTE = Bilingual(
    "每项提案填一行，请于{due}前随函报回。",
    "One line a proposal; return it with a letter by {due}.",
)
NOT_WANTED = Bilingual("不报的提案，整行留空。", "Leave a line empty where nothing is proposed.")
TITLE = Bilingual("提案名称", "Title")
FIELD = Bilingual("领域", "Field")
LEAD = Bilingual("牵头单位", "Lead unit")
LEAD_HINT = Bilingual("从下拉列表中选择", "choose from the list")
PARTNERS = Bilingual("参加单位", "Units taking part")
PARTNERS_HINT = Bilingual("几个单位用顿号隔开", "several with commas between them")
AIM = Bilingual("目的和依据", "Why")
CONTENT = Bilingual("主要内容", "What is to be done")
LED = Bilingual("牵头：{lead}", "lead: {lead}")
LED_WITH = Bilingual("牵头：{lead}；参加：{partners}", "lead: {lead}; with {partners}")
LINE = Bilingual("{title}（{units}）\n{content}", "{title} ({units})\n{content}")
EMPTY = Bilingual("表中没有填写提案", "no proposal is filled in")
CLOSED = Bilingual("征集已于{day}结束", "the call was closed on {day}")
UNKNOWN = Bilingual(
    "“{name}”不是本地区的成员或部门", "“{name}” is neither a member nor a unit of the region"
)
SENT_BEFORE = Bilingual(
    "该成员已就这次征集报送过“{title}”", "this member sent in “{title}” for this call before"
)
