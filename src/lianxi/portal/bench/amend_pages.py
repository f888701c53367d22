"""Pages: a trial as an amendment of the rule: its form, its diff, and its way into the package."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lianxi.charter.texts import in_words
from lianxi.governance.authority import Refused
from lianxi.portal.accounts.queries import acting
from lianxi.portal.bench.amending import About, Made, made, put_up
from lianxi.portal.bench.forms import AmendForm
from lianxi.portal.bench.trial_pages import OfTrial, of_trial
from lianxi.portal.charter.queries import notices_against
from lianxi.portal.dossiers import choices
from lianxi.portal.ui import fields


@require_safe
@never_cache
def amend(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """The amendment: from when and on what it rests, and what it would change."""
    return _page(request, of_trial(request, region, rule, number), review=False)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """The same for the administrator, who puts it up for review and confirms it there."""
    of = of_trial(request, region, rule, number)
    if request.method != "POST":
        return _page(request, of, review=True)
    form = _form(of, request)
    put = _made(of, form) if form.is_valid() else None
    if not isinstance(put, Made):
        return _page(request, of, review=True, status=422)
    outcome = put_up(acting(request), put, of.kept, of.on.title, timezone.now())
    if isinstance(outcome, Refused):
        return _page(request, of, review=True, status=422, refused=outcome)
    return redirect(reverse("package-draft", args=[outcome]))


def _form(of: OfTrial, request: HttpRequest) -> AmendForm:
    """The form as the address fills it in; what it begins with where it says nothing."""
    found = of.on.of.found
    form = AmendForm(request.GET if "status" in request.GET else None, initial=_initial(of))
    meetings = [(m.id, found.package.meeting_name(m)) for m in found.package.meetings.values()]
    fields.choose(form, "decided_at", [choices.NOT_SAID, *meetings])
    if of.on.article.proposed:
        del form.fields["since"]
    return form


def _initial(of: OfTrial) -> dict[str, str]:
    rehearsal = of.on.of.found.package.region.world == "rehearsal"
    since = f"{of.on.of.today.year + 1}-01-01"
    return {"since": since, "status": "example" if rehearsal else "stated"}


def about_of(form: AmendForm) -> About:
    """What a form that holds says of an amendment."""
    said = form.cleaned_data
    return About(said.get("since", ""), said["status"], said["source"], said["decided_at"])


def _made(of: OfTrial, form: AmendForm) -> Made | Refused:
    return made(of.on.of.found, of.on.article, of.kept, about_of(form))


def _page(
    request: HttpRequest,
    of: OfTrial,
    *,
    review: bool,
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    form = _form(of, request)
    put = _made(of, form) if form.is_bound and form.is_valid() else None
    values = {
        **of.on.frame(),
        "of": of,
        "kept": of.kept,
        "form": form,
        "review": review,
        "query": request.GET.urlencode(),
        "proposed": of.on.article.proposed,
        "problem": refused.reason if refused else None,
    }
    if isinstance(put, Refused):
        values["problem"] = put.reason
    elif put is not None:
        new, _ = notices_against(of.on.of.found.version, put.loaded)
        values |= {
            "put": put,
            "errors": [in_words(each) for each in put.loaded.errors],
            "notices": new,
        }
    elif form.is_bound:
        status = 422
    return render(request, "bench/amend.html", values, status=status)
