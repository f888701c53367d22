"""Forms once a text is final: signatures, the scan, entry into force, and what changes it later."""

from collections.abc import Callable

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse

from lianxi.governance.authority import Refused
from lianxi.governance.road.agreement_acts import (
    Acceded,
    Amended,
    Ended,
    EnteredIntoForce,
    Left,
    ScanFiled,
    Signed,
)
from lianxi.governance.road.agreement_text import Text, text_as_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import choices, shown
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.form_page import answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.texts import actions, forms
from lianxi.portal.texts.form_pages import (
    choose_units,
    gone,
    named,
    new_id,
    opened,
    sheet,
    task_ids,
)
from lianxi.portal.ui import fields


@form_page(forms.SignForm)
def sign(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Enter the signature of a party."""
    asked, found = opened(request, region, number)
    form = filled(forms.SignForm, request, {"day": asked.today})
    fields.choose(form, "party", _called(asked, found.state.unsigned))

    def made() -> Signed:
        data = form.cleaned_data
        signer = (data["signatory"], data["office"], data["authority"])
        return Signed(data["party"], *signer, data["day"])

    return _one(request, asked, found, (SIGN, form), made)


@form_page(forms.ScanForm)
def scan(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """File the scan of the signed text."""
    asked, found = opened(request, region, number)
    form = filled(forms.ScanForm, request)

    def act() -> Refused | str:
        upload = form.cleaned_data["scan"]
        what = ScanFiled(upload.enclosure)
        return gone(actions.act(asked.doing, found, what, seen(request), (upload,)), region)

    return answer(request, asked, sheet(found, SCAN, form, SCAN), act)


@form_page(forms.ForceForm)
def force(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Enter a text's coming into force."""
    asked, found = opened(request, region, number)
    form = filled(forms.ForceForm, request, {"day": asked.today})

    def made() -> EnteredIntoForce:
        return EnteredIntoForce(form.cleaned_data["day"], form.cleaned_data["by"])

    return _one(request, asked, found, (FORCE, form), made)


@form_page(forms.AmendForm)
def amend(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Restate a clause, or add one, from a day on."""
    asked, found = opened(request, region, number)
    text = text_as_of(found.state, asked.today)
    before = named(found, request, text.clauses)
    form = filled(forms.AmendForm, request, forms.first_terms(before))
    choose_units(asked, form)

    def made() -> Amended:
        data = form.cleaned_data
        clause = form.said(
            before.id if before else new_id(found.state), task_ids(found.state, before)
        )
        return Amended(data["day"], data["decided"], (clause,))

    title = ADD if before is None else AMEND.fill(subject=before.subject)
    return _one(request, asked, found, (title, form), made)


@form_page(forms.RepealForm)
def repeal(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Repeal a clause from a day on."""
    asked, found = opened(request, region, number)
    before = named(found, request, text_as_of(found.state, asked.today).clauses)
    if before is None:
        raise Http404("clause")
    gone_with, title = before.id, REPEAL.fill(subject=before.subject)
    form = filled(forms.RepealForm, request)

    def made() -> Amended:
        data = form.cleaned_data
        return Amended(data["day"], data["decided"], repeals=(gone_with,))

    return _one(request, asked, found, (title, form), made)


@form_page(forms.JoinForm)
def accede(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Enter that a party joins."""
    asked, found = opened(request, region, number)
    there = text_as_of(found.state, asked.today).parties
    joining = [each for each in choices.parties(asked) if each[0] not in there]
    form = filled(forms.JoinForm, request)
    fields.choose(form, "party", joining)

    def made() -> Acceded:
        data = form.cleaned_data
        return Acceded(data["party"], data["day"], data["by"], data["due"])

    return _one(request, asked, found, (ACCEDE, form), made)


@form_page(forms.MoveForm)
def leave(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Enter that a party withdraws."""
    asked, found = opened(request, region, number)
    form = filled(forms.MoveForm, request)
    fields.choose(form, "party", _called(asked, text_as_of(found.state, asked.today).parties))

    def made() -> Left:
        data = form.cleaned_data
        return Left(data["party"], data["day"], data["by"])

    return _one(request, asked, found, (LEAVE, form), made)


@form_page(forms.EndForm)
def end(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Enter that a text ends."""
    asked, found = opened(request, region, number)
    form = filled(forms.EndForm, request)

    def made() -> Ended:
        return Ended(form.cleaned_data["day"], form.cleaned_data["by"])

    return _one(request, asked, found, (END, form), made)


def _one(
    request: HttpRequest,
    asked: Asked,
    found: Opened[Text],
    asking: tuple[Bilingual, django_forms.Form],
    made: Callable[[], object],
) -> HttpResponse:
    """A form that comes to one act."""

    def act() -> Refused | str:
        return gone(actions.act(asked.doing, found, made(), seen(request)), asked.region)

    title, form = asking
    return answer(request, asked, sheet(found, title, form, KEEP), act)


def _called(asked: Asked, parties: tuple[str, ...]) -> list[choices.Choice]:
    return [(party, shown.called(asked.found, party)) for party in parties]


KEEP = Bilingual("登记", "Enter")
SIGN = Bilingual("登记签署", "Enter a signature")
SCAN = Bilingual("存入扫描件", "File the scan")
FORCE = Bilingual("登记生效", "Enter into force")
AMEND = Bilingual("修订条款“{subject}”", "Amend “{subject}”")
ADD = Bilingual("增补条款", "Add a clause by amendment")
REPEAL = Bilingual("废止条款“{subject}”", "Repeal “{subject}”")
ACCEDE = Bilingual("登记加入", "Enter an accession")
LEAVE = Bilingual("登记退出", "Enter a withdrawal")
END = Bilingual("登记终止", "Enter its end")
