"""Pages: a text in force as an article of the region package, and its way into it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lianxi.charter.texts import in_words
from lianxi.governance.authority import Refused
from lianxi.governance.road.agreement_text import Text
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.queries import notices_against
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.texts.article import Proposed, proposed, put_up
from lianxi.portal.texts.form_pages import TAB, opened


@require_safe
@never_cache
def article(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The article that a text comes to, and whether the package takes it."""
    asked, found, put = _proposed(request, region, number)
    return _page(request, asked, {"found": found, "put": put, "review": False})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The same for the administrator, who puts it up for review and confirms it there."""
    asked, found, put = _proposed(request, region, number)
    values: dict[str, object] = {"found": found, "put": put, "review": True}
    if request.method != "POST":
        return _page(request, asked, values)
    outcome = put_up(acting(request), put, found.title, timezone.now())
    if isinstance(outcome, Refused):
        return _page(request, asked, {**values, "problem": outcome.reason}, status=422)
    return redirect(reverse("package-draft", args=[outcome]))


def _proposed(
    request: HttpRequest, region: str, number: int
) -> tuple[Asked, Opened[Text], Proposed]:
    asked, found = opened(request, region, number)
    if found.state.force is None:
        raise Http404("article")
    return asked, found, proposed(asked.found, found)


def _page(
    request: HttpRequest, asked: Asked, values: dict[str, object], status: int = 200
) -> HttpResponse:
    put = values["put"]
    assert isinstance(put, Proposed)
    new, _ = notices_against(asked.found.version, put.loaded)
    in_package = put.loaded.package is not None and (
        put.loaded.package.digest == asked.found.package.digest
    )
    frame = {
        **asked.frame(TAB),
        **values,
        "errors": [in_words(each) for each in put.loaded.errors],
        "notices": new,
        "in_package": in_package,
    }
    return render(request, "texts/article.html", frame, status=status)
