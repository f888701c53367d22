"""Pages: what the parties say of a settlement, and what is held of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lianxi.documents.sharing.naming import Naming
from lianxi.governance.authority import Refused
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_acts import (
    Cell,
    Confirmed,
    Contested,
    Decided,
    Dropped,
)
from lianxi.governance.road.settlement_state import Dispute, Settlement
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.choices import CHOOSE, Choice, asking, mine
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.settlements import actions, working
from lianxi.portal.settlements.actions import ANSWER
from lianxi.portal.settlements.forms import ConfirmForm, ContestForm, DecideForm, DropForm
from lianxi.portal.settlements.naming import cell_words, naming
from lianxi.portal.ui.fields import choose

TAB = "road"


@form_page(ConfirmForm)
def settlement_confirm(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A party confirms its lines."""
    of = asked(request, region)
    found = dossier(of, SETTLEMENT, number)
    form = filled(ConfirmForm, request)
    choose(form, "party", _parties(of, found.state, found.state.silent))
    back = reverse("settlement", args=[region, number])

    def do() -> Refused | str:
        said = form.cleaned_data
        doing = of.on_behalf_of(said["party"], said["reply"], said.get("scan"))
        what = Confirmed(said["party"], said["reply"])
        outcome = actions.answer(doing, found, what, said["party"], seen=seen(request))
        return outcome if isinstance(outcome, Refused) else back

    sheet = Sheet(CONFIRM, form, CONFIRMED, back, TAB, found.title, found.row.acts_count)
    return answer(request, of, sheet, do)


@form_page(ContestForm)
def settlement_contest(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A party contests a fact, a version of a parameter or the calculation."""
    of = asked(request, region)
    found = dossier(of, SETTLEMENT, number)
    form = filled(ContestForm, request)
    choose(form, "party", _parties(of, found.state, found.state.now.worked.parties))
    cells = {_name(each): each for each in working.cells(of.found, found.state)}
    names = naming(of.found, found.state.terms)
    choose(form, "cell", [CHOOSE, *((name, cell_words(names, c)) for name, c in cells.items())])
    back = reverse("settlement", args=[region, number])

    def do() -> Refused | str:
        said = form.cleaned_data
        doing = of.on_behalf_of(said["party"], said["reply"], said.get("scan"))
        fact = said["about"] == "fact"
        what = Contested(
            said["party"],
            said["about"],
            said["why"],
            said["reply"],
            cells.get(said["cell"]) if fact else None,
            "" if fact else said["symbol"],
            said["should"],
            enclosing.enclosures(form.uploads),
            said["late"],
        )
        outcome = actions.answer(
            doing, found, what, said["party"], form.uploads, seen=seen(request)
        )
        return outcome if isinstance(outcome, Refused) else back

    sheet = Sheet(CONTEST, form, SEND_IN, back, TAB, found.title, found.row.acts_count)
    return answer(request, of, sheet, do)


@form_page(DropForm)
def settlement_drop(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """A party takes its dispute back."""
    of = asked(request, region)
    found = dossier(of, SETTLEMENT, number)
    dispute = _dispute(found, item)
    form = filled(DropForm, request)
    back = reverse("settlement", args=[region, number])
    party = dispute.contested.party

    def do() -> Refused | str:
        said = form.cleaned_data
        doing = of.on_behalf_of(party, said["reply"], said.get("scan"))
        what = Dropped(item, said["reply"])
        outcome = actions.answer(doing, found, what, party, seen=seen(request))
        return outcome if isinstance(outcome, Refused) else back

    note = said_of(of, naming(of.found, found.state.terms), dispute)
    sheet = Sheet(DROP.fill(n=item), form, TAKE_BACK, back, TAB, note, found.row.acts_count)
    return answer(request, of, sheet, do)


@form_page(DecideForm)
def settlement_decide(request: HttpRequest, region: str, number: int, item: int) -> HttpResponse:
    """The body decides a dispute."""
    of = asked(request, region)
    found = dossier(of, SETTLEMENT, number)
    dispute = _dispute(found, item)
    form = filled(DecideForm, request, {"value": dispute.contested.should})
    if dispute.contested.cell is None:
        del form.fields["value"]
    back = reverse("settlement", args=[region, number])

    def do() -> Refused | str:
        said = form.cleaned_data
        upheld = said["outcome"] == "upheld"
        value = said.get("value", "").strip() if upheld else ""
        what = Decided(item, said["outcome"], said["reasons"], said["number"], value)
        outcome = actions.decide(of.doing, found, what, seen(request))
        return outcome if isinstance(outcome, Refused) else back

    note = said_of(of, naming(of.found, found.state.terms), dispute)
    sheet = Sheet(DECIDE.fill(n=item), form, DECIDED, back, TAB, note, found.row.acts_count)
    return answer(request, of, sheet, do)


def _parties(of: Asked, state: Settlement, some: tuple[str, ...]) -> list[Choice]:
    """Those of some parties that whoever asks may answer for."""
    there = [(id_, called(of.found, id_)) for id_ in state.now.worked.parties if id_ in some]
    return list(asking(mine(of, there, ANSWER)))


def _dispute(found: Opened[Settlement], item: int) -> Dispute:
    if not 1 <= item <= len(found.state.disputes):
        raise Http404("dispute")
    return found.state.disputes[item - 1]


def _name(cell: Cell) -> str:
    """What names a figure in a form, whatever it says."""
    keys = ",".join(f"{word}={key}" for word, key in cell.keys)
    return f"{cell.period}|{keys}|{cell.fact}"


def said_of(of: Asked, names: Naming, dispute: Dispute) -> Bilingual:
    """What a party contests, in a sentence."""
    said = dispute.contested
    party = called(of.found, said.party)
    if said.cell is not None:
        cell = cell_words(names, said.cell)
        return FACT.fill(party=party, cell=cell, should=said.should, why=said.why)
    what = PARAMETER if said.about == "parameter" else CALCULATION
    what = what.fill(symbol=names.symbol(said.symbol))
    words = SHOULD if said.should else SAYS
    return words.fill(party=party, what=what, should=said.should, why=said.why)


CONFIRM = Bilingual("确认补偿结算", "Confirm the settlement")
CONFIRMED = Bilingual("确认", "Confirm it")
CONTEST = Bilingual("对什么有异议？", "What is contested?")
SEND_IN = Bilingual("提出异议", "Contest it")
DROP = Bilingual("撤回第{n}项异议", "Take dispute {n} back")
TAKE_BACK = Bilingual("撤回", "Take it back")
DECIDE = Bilingual("第{n}项异议是否成立？", "Is dispute {n} upheld?")
DECIDED = Bilingual("裁决", "Decide it")
FACT = Bilingual(
    "{party}认为{cell}应为{should}。理由：{why}",
    "{party} says that {cell} should be {should}. Why: {why}",
)
PARAMETER = Bilingual("参数{symbol}的版本", "the version of the parameter {symbol}")
CALCULATION = Bilingual("{symbol}的计算", "the calculation of {symbol}")
SAYS = Bilingual("{party}对{what}有异议。理由：{why}", "{party} contests {what}. Why: {why}")
SHOULD = Bilingual(
    "{party}对{what}有异议，认为应为{should}。理由：{why}",
    "{party} contests {what}, which should be {should}. Why: {why}",
)
