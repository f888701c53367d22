"""Pages: the agenda and what becomes of its items."""

from collections.abc import Sequence

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse

from lianxi.documents.scan import BYTES_MAX
from lianxi.governance.authority import Refused
from lianxi.governance.road.agenda import Line
from lianxi.governance.road.sitting_acts import (
    Balloted,
    ItemCarriedOver,
    ItemDecided,
    ItemListed,
    ItemStruck,
    SittingOpened,
)
from lianxi.governance.road.sitting_items import Item
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page
from lianxi.portal.sittings import actions, queries, shown
from lianxi.portal.sittings.asking import NO_PAPER, At, at, scan_of
from lianxi.portal.sittings.forms import (
    AgendaForm,
    BallotForm,
    CarryForm,
    DecideForm,
    OpenForm,
    PaperForm,
    WhyForm,
    lines,
    outcomes,
)
from lianxi.portal.sittings.pages import TAB
from lianxi.portal.ui.fields import choose, uploaded


@form_page(AgendaForm)
def agenda(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """What is proposed for the agenda, each line with its reason; the secretary decides."""
    here = at(request, region, number)
    proposed = queries.proposed(here.by.found, here.opened)
    form = filled(AgendaForm, request)
    choose(form, "lines", lines(proposed.lines))

    def act() -> Refused | str:
        items = _items(form, proposed.lines)
        return here.then(actions.list_items(here.by.doing, here.opened, items, here.seen))

    note = FIRST if proposed.more else SOME if proposed.lines else NONE
    return answer(request, here.by, Sheet(AGENDA, form, LIST, here.back, TAB, note, here.seen), act)


def _items(form: AgendaForm, proposed: Sequence[Line]) -> list[ItemListed]:
    """The lines that were ticked, in the order of the draft, and the sitting's own item."""
    said = form.cleaned_data
    ballot: bool = said["ballot"]
    items = [
        ItemListed(line.title, line.reason, line.about, line.why, ballot=ballot)
        for line in proposed
        if line.about in said["lines"]
    ]
    if said["title"]:
        title = Bilingual(said["title"], said["title_en"] or said["title"])
        why = same(said["why"]) if said["why"] else None
        items.append(ItemListed(title, "own", "", why, said["presenter"], ballot))
    return items


@form_page(WhyForm)
def strike(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """Take an item off."""
    here = at(request, region, number)
    form = filled(WhyForm, request)

    def act() -> Refused | str:
        return here.hold(ItemStruck(item, form.cleaned_data["why"]))

    return answer(request, here.by, _sheet(here, item, STRIKE, form), act)


@form_page(CarryForm)
def carry(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """An item was not reached."""
    here = at(request, region, number)
    form = filled(CarryForm, request)

    def act() -> Refused | str:
        return here.hold(ItemCarriedOver(item, form.cleaned_data["why"]))

    return answer(request, here.by, _sheet(here, item, CARRY, form), act)


@form_page(DecideForm)
def decide(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """The outcome of an item."""
    here = at(request, region, number)
    found = _item(here, item)
    form = filled(DecideForm, request)
    opened = here.state.opened
    if opened is not None:
        choose(form, "outcome", outcomes(opened[0].rules))

    def act() -> Refused | str:
        said = form.cleaned_data
        what = ItemDecided(item, said["outcome"], said["text"], said["to"])
        return here.then(actions.decide(here.by.doing, here.opened, what, here.seen))

    note = found.result.sentence if found.result else None
    return answer(request, here.by, _sheet(here, item, DECIDE, form, note), act)


@form_page(BallotForm)
def ballot(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """The votes on an item."""
    here = at(request, region, number)
    opened = here.state.opened
    if opened is None or not opened[0].rules.majority:
        raise Http404("ballot")
    names = shown.names(here.by.found, here.state)
    form = filled(BallotForm, request)
    form.ask(opened[0].rules, here.state.room, names)

    def act() -> Refused | str:
        return here.hold(Balloted(item, form.votes, form.proxies, form.recused, form.counted))

    return answer(request, here.by, _sheet(here, item, BALLOT, form), act)


@form_page(PaperForm)
def paper(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """File a paper."""
    here = at(request, region, number)
    form = filled(PaperForm, request)
    listed = shown.agenda(region, here.state)
    items = [
        (str(row.number), NUMBERED.fill(n=row.number, title=row.item.listed.title))
        for row in listed
    ]
    choose(form, "item", [("0", WHOLE), *items])

    def act() -> Refused | str:
        found = uploaded(form, "file")
        upload = scan_of(found) if found else None
        if upload is None:
            return Refused(NO_PAPER.fill(mib=BYTES_MAX // 2**20))
        item = int(form.cleaned_data["item"])
        return here.then(actions.file_paper(here.by.doing, here.opened, item, upload, here.seen))

    return answer(request, here.by, Sheet(PAPER, form, PAPER, here.back, TAB, seen=here.seen), act)


@form_page(OpenForm)
def open_(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """It begins: who is there. How the body decides is read now and stands."""
    here = at(request, region, number)
    coming = [party for party, slip in here.state.slips.items() if slip.returned.coming != "no"]
    form = filled(OpenForm, request, {"present": coming})
    choose(form, "present", shown.names(here.by.found, here.state).items())

    def act() -> Refused | str:
        rules = queries.rules_of(here.by.found.package, here.body, here.by.today)
        return here.hold(SittingOpened(tuple(form.cleaned_data["present"]), rules))

    return answer(request, here.by, Sheet(OPEN, form, OPEN, here.back, TAB, seen=here.seen), act)


def _item(here: At, number: int) -> Item:
    """An item by its number, or a page that says there is none."""
    if not 1 <= number <= len(here.state.items):
        raise Http404("item")
    return here.state.items[number - 1]


def _sheet(
    here: At, number: int, title: Bilingual, form: Form, note: Bilingual | None = None
) -> Sheet:
    of = NUMBERED.fill(n=number, title=_item(here, number).listed.title)
    asks = ASKS.fill(what=title, item=of)
    return Sheet(asks, form, title, here.back, TAB, note, here.seen)


AGENDA = Bilingual("列入议程", "What goes on the agenda?")
LIST = Bilingual("列入议程", "Put on the agenda")
SOME = Bilingual(
    "下列各项由系统按待议、暂缓、提请协调、未及审议、逾期和临近到期拟出，各附理由；是否列入由秘书决定。",
    "What waits, was deferred, not reached, asked to be coordinated, or is due, each with its "
    "reason; the secretary decides what is listed.",
)
FIRST = Bilingual(
    f"{SOME.zh}这里是前{queries.MOST}项；列入之后，其余的接着列出。",
    f"{SOME.en} These are the first {queries.MOST}: once some are listed, the next are shown.",
)
NONE = Bilingual("没有待列入的事项。", "Nothing waits to be listed.")
STRIKE = Bilingual("撤下", "Strike")
CARRY = Bilingual("记为未及审议", "Carry over")
DECIDE = Bilingual("议定", "Decide")
BALLOT = Bilingual("表决", "Ballot")
PAPER = Bilingual("提交会议材料", "File a paper")
OPEN = Bilingual("开会", "Open the sitting")
WHOLE = Bilingual("整个会议", "the whole sitting")
NUMBERED = Bilingual("第{n}项 {title}", "{n}. {title}")
ASKS = Bilingual("{what}：{item}", "{what}: {item}")
