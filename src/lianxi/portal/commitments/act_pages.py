"""Pages: a form for each thing that may be done with a commitment, and one to begin one."""

from dataclasses import replace
from datetime import date

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT, Commitment
from lianxi.governance.road.commitment_acts import Reviewed, Undertaken
from lianxi.governance.rules import follow_up
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.commitments import actions
from lianxi.portal.commitments.actions import DOER, LEAD, right_of
from lianxi.portal.commitments.forms import ACTS
from lianxi.portal.commitments.offers import possible
from lianxi.portal.dossiers.actions import Doing, Upload
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui import fields
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.fields import choose, labels
from lianxi.portal.ui.intake import labelled

LABELS = {name: label for form in ACTS.values() for name, label in labels(form.form).items()}


@labelled(LABELS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, region: str, number: int, act: str) -> HttpResponse:
    """The form for one thing, and what comes of it."""
    of = asked(request, region)
    on = dossier(of, COMMITMENT, number)
    if act not in ACTS:
        raise Http404("act")
    right, party, body = right_of(on.state, COMMITMENT.acts[act])
    if not of.may(right, party=party, body=body):
        return error_page(request, 403)
    if act not in possible(on.state) and request.method != "POST":
        return error_page(request, 422, NOT_NOW)
    made = ACTS[act]
    form = filled(made.form, request, _initial(of, on, act))
    _choices(of, form)
    back = reverse("commitment", args=[region, number])
    sheet = Sheet(made.title, form, made.button, back, "road", on.title, on.row.acts_count)

    def do() -> Refused | str:
        values = form.cleaned_data
        what = made.make(values, on.state)
        uploads: tuple[Upload, ...] = values.get("enclosures", ())
        doing = _doing(of, on, type(what), values)
        if isinstance(what, Reviewed) and what.outcome == "adjusted":
            return _adjusted(doing, on, what, values["due"], seen(request))
        outcome = actions.act(doing, on, what, seen=seen(request), uploads=uploads)
        return outcome if isinstance(outcome, Refused) else back

    return answer(request, of, sheet, do)


def _adjusted(
    doing: Doing, on: Opened[Commitment], review: Reviewed, due: date | None, seen: int | None
) -> Refused | str:
    """End it as adjusted; goes on to the commitment that takes its place."""
    if due is None:
        return Refused(NO_DUE)
    outcome = actions.adjust_into(doing, on, review, replace(on.state.terms, due=due), seen)
    if isinstance(outcome, Refused):
        return outcome
    return reverse("commitment", args=[doing.region, outcome.number])


def _doing(
    of: Asked, on: Opened[Commitment], kind: type[object], values: dict[str, object]
) -> Doing:
    """Whoever acts: for themselves, or for a city by its letter."""
    party = on.state.terms.doer if kind in DOER else on.state.terms.lead if kind in LEAD else ""
    if not party:
        return of.doing
    scan = values.get("scan")
    return of.on_behalf_of(
        party, str(values.get("letter") or ""), scan if isinstance(scan, Upload) else None
    )


def _initial(of: Asked, on: Opened[Commitment], act: str) -> dict[str, object]:
    """What stands in a form before anybody types."""
    if act == "report":
        asked_for = [each.period for each, _ in on.state.asked]
        return {"period": asked_for[0] if asked_for else "", "begun": True}
    if act == "draft-request":
        rules = follow_up(of.found.package, on.state.terms.body, of.today)
        return {"to": rules.request_to if rules else ""}
    return {}


def _choices(of: Asked, form: django_forms.Form) -> None:
    if "to" in form.fields:
        choose(form, "to", bodies(of))
    units = (("", UNCHANGED), *units_of(of))
    for name in ("lead", "doer"):
        if name in form.fields:
            choose(form, name, units)


def bodies(of: Asked) -> tuple[tuple[str, Bilingual], ...]:
    """The bodies of a region, by name."""
    return tuple((each.id, each.name) for each in of.found.package.kind("body"))


def units_of(of: Asked) -> tuple[tuple[str, Bilingual], ...]:
    """The parties of a region and the units under them, by name."""
    package = of.found.package
    parties = [(id_, called(of.found, id_)) for id_ in package.parties]
    return (*parties, *((id_, called(of.found, id_)) for id_ in package.units))


class Begin(django_forms.Form):
    """A commitment that a decision or a line of a plan begins."""

    title_zh = fields.text(Bilingual("任务", "Commitment"))
    title_en = fields.text(Bilingual("任务（英文）", "The same in English"), required=False)
    origin = fields.text(
        Bilingual("依据", "Comes from"),
        hint=Bilingual("会议、计划或文号", "a meeting, a plan or a document number"),
    )
    body = fields.choice(Bilingual("督办机构", "Followed by"))
    lead = fields.choice(Bilingual("牵头单位", "Lead unit"))
    doer = fields.choice(Bilingual("责任单位", "Carried out by"))
    supports = fields.many(Bilingual("配合单位", "Support units"), required=False)
    starts = fields.day(Bilingual("起始日", "Starts"), required=False)
    due = fields.day(Bilingual("完成时限", "Due"), required=False)
    measure = fields.area(Bilingual("衡量标准", "Measure"), most=500, required=False)
    evidence = fields.area(Bilingual("佐证要求", "Evidence that counts"), most=500, required=False)
    liability = fields.area(
        Bilingual("未完成的后果", "Where it is not kept"), most=500, required=False
    )


@form_page(Begin)
def begin(request: HttpRequest, region: str) -> HttpResponse:
    """Begin a commitment."""
    of = asked(request, region)
    form = filled(Begin, request)
    units = units_of(of)
    for name in ("lead", "doer", "supports"):
        choose(form, name, units)
    choose(form, "body", bodies(of))
    back = reverse("commitments", args=[region])

    def do() -> Refused | str:
        values = form.cleaned_data
        terms = Undertaken(
            title=Bilingual(values["title_zh"], values["title_en"] or values["title_zh"]),
            lead=values["lead"],
            doer=values["doer"],
            body=values["body"],
            origin=values["origin"],
            supports=tuple(values["supports"]),
            starts=values["starts"],
            due=values["due"],
            measure=values["measure"],
            evidence=values["evidence"],
            liability=values["liability"],
        )
        outcome = actions.undertake(of.doing, [terms])
        if isinstance(outcome, Refused):
            return outcome
        return reverse("commitment", args=[region, outcome[0].number])

    return answer(request, of, Sheet(BEGIN, form, ENTER, back, "road"), do)


NO_DUE = Bilingual(
    "结论为“调整”的，请写明接续任务的完成时限",
    "where it is adjusted, say by when the one that takes its place is due",
)
NOT_NOW = Bilingual("现在不需要这一步", "there is nothing of that kind to be done now")
UNCHANGED = Bilingual("不变", "unchanged")
BEGIN = Bilingual("要立什么任务？", "What is to be done, and by whom?")
ENTER = Bilingual("立为任务", "Undertake it")
