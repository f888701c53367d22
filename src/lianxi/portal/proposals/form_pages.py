"""Pages: the forms for what is done with a proposal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lianxi.governance.authority import Refused
from lianxi.governance.road.call import CALL, Call
from lianxi.governance.road.proposal import PROPOSAL, Proposal
from lianxi.governance.road.proposal_acts import (
    CosignAsked,
    Cosigned,
    Proposed,
    Revised,
    Settled,
    Terms,
    Withdrawn,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import choices
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.enclosing import enclosures
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.proposals import actions, forms, listing
from lianxi.portal.proposals.actions import Sent
from lianxi.portal.ui import fields

TAB = "road"


@dataclass(frozen=True)
class Prepared:
    """What a new proposal begins with: what stands in its form, files that come with it."""

    back: str
    initial: Mapping[str, object] = field(default_factory=dict)
    uploads: tuple[Upload, ...] = ()
    note: Bilingual | None = None


@form_page(forms.ProposeForm)
def proposal_new(request: HttpRequest, region: str) -> HttpResponse:
    """Send in a proposal, in answer to a call where the address names one."""
    asked = asked_of(request, region)
    call = _call(asked, request.GET.get("call", ""))
    if call is None:
        return propose(request, asked, Prepared(reverse("proposals", args=[region])))
    back = reverse("call", args=[region, call.row.number])
    return propose(request, asked, Prepared(back, note=IN_ANSWER.fill(call=call.title)), call)


def propose(
    request: HttpRequest, asked: Asked, begins: Prepared, call: Opened[Call] | None = None
) -> HttpResponse:
    """The form of a new proposal, which a page of another slice may have begun to fill in."""
    main = call.state.terms.body if call else asked.found.package.region.main_body
    initial = {"body": main, "by": asked.own()[:1], **begins.initial}
    form = filled(forms.ProposeForm, request, initial)
    _choose_terms(form, asked)
    everybody = [*choices.parties(asked), *choices.units(asked)]
    if call is not None:
        to = call.state.terms.to
        everybody = [each for each in everybody if each[0].partition("/")[0] in to]
    by = choices.mine(asked, everybody, "proposal.write")
    fields.choose(form, "by", choices.asking(by))
    bodies = choices.bodies(asked)
    fields.choose(form, "body", [b for b in bodies if call is None or b[0] == main])

    def act() -> Refused | str:
        data = form.cleaned_data
        doing = asked.on_behalf_of(data["by"], *forms.letter(form))
        what = Proposed(data["by"], data["body"], form.said(enclosures(begins.uploads)))
        sent = Sent(what, uploads=(*form.uploads, *begins.uploads))
        return _gone(actions.propose(doing, [sent], call), asked.region)

    return answer(request, asked, Sheet(NEW, form, SEND_IN, begins.back, TAB, begins.note), act)


def _call(asked: Asked, number: str) -> Opened[Call] | None:
    if not number:
        return None
    if not (number.isdecimal() and len(number) < 9):
        raise Http404("call")
    return dossier(asked, CALL, int(number))


@form_page(forms.ReviseForm)
def proposal_revise(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Put a new version in its place."""
    asked = asked_of(request, region)
    found = dossier(asked, PROPOSAL, number)
    files = found.state.terms.files
    form = filled(forms.ReviseForm, request, _initial(found.state.terms))
    _choose_terms(form, asked)
    form.of(files)

    def act() -> Refused | str:
        doing = asked.on_behalf_of(found.state.proposed.by, *forms.letter(form))
        what = Revised(form.said(form.kept(files)), form.cleaned_data["why"])
        return actions.revise(doing, found, what, seen(request), form.uploads)

    return _answer(request, asked, found, (REVISE, form, REVISE_DO), act)


@form_page(forms.WithdrawForm)
def proposal_withdraw(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Take it back."""
    asked = asked_of(request, region)
    found = dossier(asked, PROPOSAL, number)
    form = filled(forms.WithdrawForm, request)

    def act() -> Refused | str:
        doing = asked.on_behalf_of(found.state.proposed.by, *forms.letter(form))
        what = Withdrawn(form.cleaned_data["why"])
        return actions.withdraw(doing, found, what, seen(request))

    return _answer(request, asked, found, (WITHDRAW, form, WITHDRAW), act)


@form_page(forms.CosignersForm)
def proposal_cosigners(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Ask units to co-sign it."""
    asked = asked_of(request, region)
    found = dossier(asked, PROPOSAL, number)
    terms = found.state.terms
    form = filled(forms.CosignersForm, request, {"units": [terms.lead, *terms.partners]})
    fields.choose(form, "units", [*choices.parties(asked), *choices.units(asked)])

    def act() -> Refused | str:
        data = form.cleaned_data
        what = CosignAsked(tuple(data["units"]), data["due"])
        return actions.ask_to_cosign(asked.doing, found, what, seen(request))

    return _answer(request, asked, found, (COSIGNERS, form, COSIGNERS_DO), act)


@form_page(forms.CosignForm)
def proposal_cosign(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Co-sign it."""
    asked = asked_of(request, region)
    found = dossier(asked, PROPOSAL, number)
    form = filled(forms.CosignForm, request)
    units = [(each.unit, choices.whole(asked, each.unit)) for each in found.state.cosignatures]
    fields.choose(form, "unit", choices.asking(choices.mine(asked, units, "proposal.write")))

    def act() -> Refused | str:
        data = form.cleaned_data
        doing = asked.on_behalf_of(data["unit"], *forms.letter(form))
        what = Cosigned(data["unit"], data["opinion"], data["text"])
        return actions.cosign(doing, found, what, seen(request))

    return _answer(request, asked, found, (COSIGN, form, COSIGN), act)


@form_page(forms.SettleForm)
def proposal_settle(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Enter what the level that it is at came to."""
    asked = asked_of(request, region)
    found = dossier(asked, PROPOSAL, number)
    level = found.state.level
    form = filled(forms.SettleForm, request)

    def act() -> Refused | str:
        data = form.cleaned_data
        what = Settled(level, data["outcome"], data["note"])
        return actions.settle(asked.doing, found, what, seen(request))

    title = SETTLE.fill(level=listing.body(asked, level).name) if level else SETTLED
    return _answer(request, asked, found, (title, form, ENTER), act)


def _choose_terms(form: forms.TermsForm, asked: Asked) -> None:
    package = asked.found.package
    everybody = [*choices.parties(asked), *choices.units(asked)]
    fields.choose(form, "field", [choices.NOT_SAID, *package.region.fields.items()])
    fields.choose(form, "lead", [choices.CHOOSE, *everybody])
    fields.choose(form, "partners", everybody)
    matters = [(each.id, each.name) for each in package.kind("matter")]
    fields.choose(form, "matter", [choices.NOT_SAID, *matters])


def _initial(terms: Terms) -> dict[str, object]:
    """The terms as a form begins with them."""
    named: dict[str, object] = {
        name: getattr(terms, name) for name in forms.TermsForm.terms if name != "title_en"
    }
    keep = [each.digest for each in terms.files]
    return {**named, "title": terms.title.zh, "title_en": terms.title.en, "keep": keep}


def _answer(
    request: HttpRequest,
    asked: Asked,
    found: Opened[Proposal],
    says: tuple[Bilingual, Form, Bilingual],
    act: Callable[[], actions.Outcome],
) -> HttpResponse:
    """A form about a proposal: back to the proposal either way."""
    title, form, button = says
    region, row = asked.region, found.row
    back = reverse("proposal", args=[region, row.number])
    sheet = Sheet(title, form, button, back, TAB, found.title, row.acts_count)
    return answer(request, asked, sheet, lambda: _gone(act(), region))


def _gone(outcome: actions.Outcome, region: str) -> Refused | str:
    """Where one goes on to."""
    if isinstance(outcome, Refused):
        return outcome
    return reverse("proposal", args=[region, int(outcome.partition("/")[2])])


NEW = Bilingual("报送提案", "Send in a proposal")
SEND_IN = Bilingual("报送", "Send it in")
IN_ANSWER = Bilingual("应征集：{call}", "In answer to the call: {call}")
REVISE = Bilingual("修改提案", "Revise the proposal")
REVISE_DO = Bilingual("存为新版本", "Keep as a new version")
WITHDRAW = Bilingual("撤回提案", "Withdraw the proposal")
COSIGNERS = Bilingual("请哪些单位会签？", "Who is asked to co-sign?")
COSIGNERS_DO = Bilingual("送会签", "Ask them")
COSIGN = Bilingual("会签", "Co-sign")
SETTLE = Bilingual("{level}协商得怎样？", "What did {level} come to?")
SETTLED = Bilingual("各级都已协商", "Every level has settled it")
ENTER = Bilingual("登记", "Enter")
