"""Pages: the calls for proposals, one of them, and the forms for what is done with it."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.authority import Refused
from lianxi.governance.road.call import CALL, Call
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.proposal_acts import CallAnswered, Called, NothingToPropose
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers import choices, shown
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.proposals import actions, forms, listing, queries
from lianxi.portal.proposals.queries import Tied
from lianxi.portal.ui import fields
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file

TAB = "road"


@dataclass(frozen=True)
class Answered:
    """A party that a call went to, and what it answered."""

    party: str
    name: Bilingual
    day: date | None
    late: bool
    proposals: tuple[Tied, ...]


@require_safe
@never_cache
def calls(request: HttpRequest, region: str) -> HttpResponse:
    """Every call."""
    asked = asked_of(request, region)
    values = {
        **asked.frame(TAB),
        "listed": listing.calls(asked, request.GET.dict()),
        "stages": CALL.stages,
        "calls_for": asked.may("proposal.call"),
    }
    return render(request, "proposals/calls.html", values)


@require_safe
@never_cache
def calls_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The calls asked for, for a spreadsheet."""
    asked = asked_of(request, region)
    listed = listing.calls(asked, request.GET.dict())
    return as_file(form, f"{region}-calls", listed, basis(asked.found))


@require_safe
@never_cache
def call(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A call: who answered with what, and who has not."""
    asked = asked_of(request, region)
    found = dossier(asked, CALL, number)
    face = CALL.face(found.state)
    values = {
        **asked.frame(TAB),
        "found": found,
        "terms": found.state.terms,
        "body": listing.body(asked, found.state.terms.body).name,
        "answers": _answers(asked, found),
        "late": found.state.closed is None and found.state.terms.due < asked.today,
        "stage": CALL.stages[face.stage],
        "proposal_stages": PROPOSAL.stages,
        "done": shown.done(asked.found, found, _detail(asked)),
        "answering": list(open_parties(asked, found)),
        "proposes": _proposes(asked, found),
        "closes": asked.may("proposal.call", body=found.state.terms.body),
    }
    return render(request, "proposals/call.html", values)


def open_parties(asked: Asked, found: Opened[Call]) -> list[choices.Choice]:
    """The parties that a call went to and for whom whoever asks may answer."""
    asked_for = [(id_, shown.called(asked.found, id_)) for id_ in found.state.terms.to]
    return choices.mine(asked, asked_for, "proposal.write")


def _proposes(asked: Asked, found: Opened[Call]) -> bool:
    """Whether whoever asks may propose: for a party that was asked, or for a unit of one."""
    units = (own for own in asked.own() if own.partition("/")[0] in found.state.terms.to)
    whom = (*found.state.terms.to, *units)
    return any(asked.may("proposal.write", party=each) for each in whom)


def _answers(asked: Asked, found: Opened[Call]) -> list[Answered]:
    tied = queries.of_call(found)
    rows = []
    for party in found.state.terms.to:
        said = found.state.answer(party)
        proposals = tuple(tied[ref] for ref in said.proposals if ref in tied) if said else ()
        day, late = (said.day, found.state.late(said)) if said else (None, False)
        rows.append(Answered(party, shown.called(asked.found, party), day, late, proposals))
    return rows


def _detail(asked: Asked) -> shown.Detail:
    def detail(what: object) -> Bilingual | None:
        if isinstance(what, CallAnswered | NothingToPropose):
            return shown.called(asked.found, what.party)
        return None

    return detail


@form_page(forms.CallForm)
def call_new(request: HttpRequest, region: str) -> HttpResponse:
    """Call for proposals."""
    asked = asked_of(request, region)
    main = asked.found.package.region.main_body
    members = choices.seated(asked, main)
    first = {"body": main, "to": members}
    form = filled(forms.CallForm, request, first)
    fields.choose(form, "body", choices.bodies(asked))
    fields.choose(form, "to", choices.parties(asked))
    back = reverse("calls", args=[region])

    def act() -> Refused | str:
        data = form.cleaned_data
        title = Bilingual(data["title"], data["title_en"] or data["title"])
        what = Called(title, data["text"], data["body"], tuple(data["to"]), data["due"])
        return _gone(actions.call_for(asked.doing, what), region)

    return answer(request, asked, Sheet(CALL_NEW, form, SEND, back, TAB), act)


@form_page(forms.PartyForm)
def call_nothing(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Say for a party that it has nothing to propose."""
    asked = asked_of(request, region)
    found = dossier(asked, CALL, number)
    form = filled(forms.PartyForm, request)
    fields.choose(form, "party", choices.asking(open_parties(asked, found)))

    def act() -> Refused | str:
        party = form.cleaned_data["party"]
        doing = asked.on_behalf_of(party, *forms.letter(form))
        return _gone(actions.nothing(doing, found, party, seen(request)), region)

    return answer(request, asked, _sheet(NOTHING, form, ENTER, region, found), act)


@form_page(forms.ConfirmForm)
def call_close(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Close a call."""
    asked = asked_of(request, region)
    found = dossier(asked, CALL, number)
    form = filled(forms.ConfirmForm, request)
    silent = found.state.silent
    note = SILENT.fill(n=len(silent)) if silent else ALL_IN

    def act() -> Refused | str:
        return _gone(actions.close_call(asked.doing, found, seen(request)), region)

    return answer(request, asked, _sheet(CLOSE, form, CLOSE, region, found, note), act)


def _sheet(
    title: Bilingual,
    form: forms.CallForm | forms.PartyForm | forms.ConfirmForm,
    button: Bilingual,
    region: str,
    found: Opened[Call],
    note: Bilingual | None = None,
) -> Sheet:
    back = reverse("call", args=[region, found.row.number])
    return Sheet(title, form, button, back, TAB, note or found.title, found.row.acts_count)


def _gone(outcome: actions.Outcome, region: str) -> Refused | str:
    """Where one goes on to."""
    if isinstance(outcome, Refused):
        return outcome
    return reverse("call", args=[region, int(outcome.partition("/")[2])])


CALL_NEW = Bilingual("征集提案", "Call for proposals")
SEND = Bilingual("发出征集", "Send it out")
NOTHING = Bilingual("登记：没有提案", "Enter that a member has nothing to propose")
ENTER = Bilingual("登记", "Enter")
CLOSE = Bilingual("结束征集", "Close the call")
SILENT = Bilingual(
    "还有{n}个成员未答复，结束后记为未答复。", "{n} have not answered and stay named."
)
ALL_IN = Bilingual("各成员都已答复。", "Everybody has answered.")
