"""Pages: the application, its revision, and a form for each thing that may be done with a grant."""

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_acts import Revised, Terms
from lianxi.governance.road.grant_state import Grant, yuan
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.ledger.terms import grants_on, terms_on
from lianxi.portal.dossiers import choices
from lianxi.portal.dossiers.actions import Doing, Upload
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened, Row
from lianxi.portal.dossiers.shown import called
from lianxi.portal.grants import actions, forms, targets
from lianxi.portal.grants.act_forms import ACTS
from lianxi.portal.grants.offers import possible
from lianxi.portal.ui import fields
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.fields import labels
from lianxi.portal.ui.intake import labelled

TAB = "road"
LABELS = {name: label for form in ACTS.values() for name, label in labels(form.form).items()}


@form_page(forms.ApplyForm)
def grant_new(request: HttpRequest, region: str) -> HttpResponse:
    """Apply to a fund, for what the address names where it names a commitment."""
    of = asked(request, region)
    origin = _origin(of, request.GET.get("for", ""))
    form = filled(forms.ApplyForm, request, {"by": of.own()[:1]})
    funds = [(id_, called(of.found, f"fund:{id_}")) for id_ in _paying(of)]
    fields.choose(form, "fund", choices.asking(funds))
    everybody = [*choices.parties(of), *choices.units(of)]
    fields.choose(form, "by", choices.asking(choices.mine(of, everybody, "fund.apply")))
    _matters(of, form)
    back = reverse("grants", args=[region])

    def do() -> Refused | str:
        data = form.cleaned_data
        doing = of.on_behalf_of(data["by"], *_letter(form))
        row = actions.apply(doing, data["fund"], data["by"], form.said(), origin, form.uploads)
        return _gone(of, row)

    note = None if funds else NO_FUND
    return answer(request, of, Sheet(NEW, form, APPLY, back, TAB, note), do)


def _origin(of: Asked, number: str) -> str:
    if not number:
        return ""
    if not (number.isdecimal() and len(number) < 9):
        raise Http404("commitment")
    return dossier(of, COMMITMENT, int(number)).row.ref


def _paying(of: Asked) -> list[str]:
    """The funds whose articles say who approves a grant."""
    package = of.found.package
    there = terms_on(package, of.today)
    return [id_ for id_ in there if actions.pays(package, id_, of.today)]


def _matters(of: Asked, form: forms.TermsForm) -> None:
    package = of.found.package
    there = [(each.id, each.name) for each in package.kind("matter")]
    named = {
        matter
        for id_ in _paying(of)
        for matter in getattr(grants_on(package, id_, of.today), "to", ())
    }
    wanted = [each for each in there if each[0] in named] if named else there
    fields.choose(form, "matter", choices.asking(wanted))


@form_page(forms.ReviseForm)
def grant_revise(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Put a new version of an application in its place."""
    of = asked(request, region)
    found = dossier(of, GRANT, number)
    terms, files = found.state.terms, found.state.terms.files
    form = filled(forms.ReviseForm, request, _initial(terms))
    _matters(of, form)
    form.of(files)

    def do() -> Refused | str:
        said = form.said(form.kept(files))
        package, fund = of.found.package, found.state.applied.fund
        body = actions.approving(package, fund, said, of.today)
        if isinstance(body, Refused):
            return body
        doing = of.on_behalf_of(found.state.applied.by, *_letter(form))
        what = Revised(said, body, form.cleaned_data["why"])
        row = actions.act(doing, found, what, seen=seen(request), uploads=form.uploads)
        return _gone(of, row)

    back = reverse("grant", args=[region, number])
    sheet = Sheet(REVISE, form, KEEP, back, TAB, found.title, found.row.acts_count)
    return answer(request, of, sheet, do)


def _initial(terms: Terms) -> dict[str, object]:
    """The terms as a form begins with them."""
    return {
        "title": terms.title.zh,
        "title_en": terms.title.en if terms.title.en != terms.title.zh else "",
        "matter": terms.matter,
        "amount": yuan(terms.amount),
        "aim": terms.aim,
        "content": terms.content,
        "begins": terms.begins,
        "ends": terms.ends,
        "targets": targets.written(terms.targets),
        "keep": [each.digest for each in terms.files],
    }


@labelled(LABELS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, region: str, number: int, act: str) -> HttpResponse:
    """The form for one thing, and what comes of it."""
    of = asked(request, region)
    found = dossier(of, GRANT, number)
    if act not in ACTS:
        raise Http404("act")
    right, party, body = actions.right_of(found.state, GRANT.acts[act])
    if not of.may(right, party=party, body=body):
        return error_page(request, 403)
    if act not in possible(found.state) and request.method != "POST":
        return error_page(request, 422, NOT_NOW)
    made = ACTS[act]
    form = filled(made.form, request, _begins(of, found, act))
    _choices(found.state, form)
    back = reverse("grant", args=[region, number])
    note = _note(of, found, act)
    sheet = Sheet(made.title, form, made.button, back, TAB, note, found.row.acts_count)

    def do() -> Refused | str:
        values = dict(form.cleaned_data)
        if isinstance(form, forms.Assessment):
            values["results"] = form.results(found.state.terms.targets)
        what = made.make(values, found.state)
        uploads: tuple[Upload, ...] = values.get("enclosures", ())
        doing = _doing(of, party, form)
        row = actions.act(doing, found, what, seen=seen(request), uploads=uploads)
        return _gone(of, row)

    return answer(request, of, sheet, do)


def _doing(of: Asked, party: str | None, form: django_forms.Form) -> Doing:
    """Whoever acts: for themselves, or for whoever applied by its letter."""
    return of.on_behalf_of(party, *_letter(form)) if party else of.doing


def _letter(form: django_forms.Form) -> tuple[str, Upload | None]:
    scan = form.cleaned_data.get("scan")
    return form.cleaned_data.get("letter", ""), scan if isinstance(scan, Upload) else None


def _begins(of: Asked, found: Opened[Grant], act: str) -> dict[str, object]:
    """What stands in a form before anybody types."""
    state = found.state
    if act == "approve":
        package, fund = of.found.package, state.applied.fund
        by = actions.account_by(package, fund, of.today)
        return {"parts": yuan(state.terms.amount), "account_by": by}
    if act == "appropriate":
        part = next((part for part in state.parts if part.open), None)
        return {"amount": yuan(part.amount) if part else "", "day": of.today}
    if act == "send-voucher":
        return {"day": of.today}
    if act == "give-back":
        return {"amount": yuan(state.left), "day": of.today}
    return {}


def _choices(state: Grant, form: django_forms.Form) -> None:
    """Give the fields of a form what may be chosen."""
    if "part" in form.fields:
        there = [(n, part) for n, part in enumerate(state.parts, 1) if part.open]
        said = [(str(n), PART.fill(n=n, amount=yuan(part.amount))) for n, part in there]
        fields.choose(form, "part", said)
    if isinstance(form, forms.VoucherCheck | forms.Correction):
        wanted = [
            each
            for each in state.vouchers
            if (each.open if isinstance(form, forms.VoucherCheck) else each.accepted)
        ]
        named = [(v.sent.voucher, same(f"{v.sent.voucher}  {yuan(v.sent.amount)}")) for v in wanted]
        fields.choose(form, "voucher", choices.asking(named))
    if isinstance(form, forms.Assessment):
        form.ask(state.terms.targets)


def _note(of: Asked, found: Opened[Grant], act: str) -> Bilingual:
    """What stands above a form: what it is about, and who must approve."""
    if act == "approve":
        body = called(of.found, f"body:{found.state.body}")
        return APPROVES.fill(title=found.title, body=body, amount=yuan(found.state.terms.amount))
    return found.title


def _gone(of: Asked, outcome: Row | Refused) -> Refused | str:
    """Where one goes on to."""
    if isinstance(outcome, Refused):
        return outcome
    return reverse("grant", args=[of.region, outcome.number])


NEW = Bilingual("为哪项工作申请资金？", "What is money applied for?")
APPLY = Bilingual("提交申请", "Apply")
REVISE = Bilingual("申请改成怎样？", "How is the application revised?")
KEEP = Bilingual("存为新版本", "Keep as a new version")
NO_FUND = Bilingual(
    "目前没有哪项资金的章程写明由谁审批，不能申请",
    "no fund's article says who approves a grant yet: nothing can be applied for",
)
NOT_NOW = Bilingual(
    "现在不能这样办，请返回查看进展", "this can't be done now: look where it stands"
)
PART = Bilingual("第{n}期，{amount}元", "instalment {n}, {amount} yuan")
APPROVES = Bilingual(
    "{title}：申请{amount}元，按章程由{body}审批",
    "{title}: {amount} yuan applied for, to be approved by {body}",
)
