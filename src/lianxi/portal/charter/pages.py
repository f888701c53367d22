"""Pages: articles as of a day, sources, and the administrator's package bench."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lianxi.charter.amendments import amendments
from lianxi.charter.article import as_of
from lianxi.charter.cited import cited_in
from lianxi.charter.diff import diff
from lianxi.charter.find import region_folder
from lianxi.charter.load import Loaded, load_path, load_zip
from lianxi.charter.texts import in_words
from lianxi.governance.authority import Actor, Refused, can
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter import actions, queries
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.forms import ReviewForm
from lianxi.portal.ui import asked
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.templatetags.words import speak


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first region's members: the portal opens on its map."""
    regions = queries.regions()
    if not regions:
        return render(request, "charter/none.html", {"actor": acting(request)})
    return redirect("members", region=regions[0])


@require_safe
def articles(request: HttpRequest, region: str) -> HttpResponse:
    """Every article, by kind."""
    found = in_use(region)
    by_kind: dict[str, list[object]] = {}
    for article in found.package.articles.values():
        by_kind.setdefault(article.kind.name, []).append(article)
    kinds = [(items[0].kind, items) for items in by_kind.values()]  # type: ignore[attr-defined]
    values = {
        "tab": "articles",
        "actor": acting(request),
        "region": found.package.region,
        "regions": found.regions,
        "kinds": kinds,
    }
    return render(request, "charter/articles.html", values)


@require_safe
def article(request: HttpRequest, region: str, article: str) -> HttpResponse:
    """An article's text as of a day and as known on a day, its amendments, readings, sources."""
    found = in_use(region)
    package = found.package
    if article not in package.articles:
        raise Http404("article")
    shown = package.articles[article]
    on = asked.day(request, "at", timezone.localdate())
    known = asked.day(request, "known", timezone.localdate())
    text = as_of(shown, on.day, known.day if known.given else None)
    values = {
        "tab": "articles",
        "actor": acting(request),
        "region": package.region,
        "regions": found.regions,
        "package": package,
        "article": shown,
        "asked": on,
        "known": known,
        "text": text,
        "rows": queries.rows_of(text, package) if text else [],
        "readings": queries.readings_of(shown, package),
        "history": list(reversed(amendments(shown, package))),
    }
    return render(request, "charter/article.html", values)


@require_safe
def sources(request: HttpRequest, region: str) -> HttpResponse:
    """Every source, and what rests on it."""
    found = in_use(region)
    values = {
        "tab": "sources",
        "actor": acting(request),
        "region": found.package.region,
        "regions": found.regions,
        "package": found.package,
        "sources": cited_in(found.package),
    }
    return render(request, "charter/sources.html", values)


@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    """The versions of every region, and the door for a new one."""
    return _bench(request, ReviewForm())


@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """Read and check a package; show what is wrong, or the draft with its diff."""
    actor, refused = _administrator(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    form = ReviewForm(request.POST, request.FILES)
    if not form.is_valid():
        return _bench(request, form, status=422)
    archive, folder = form.cleaned_data["archive"], str(form.cleaned_data["folder"])
    read = load_zip(archive) if archive else load_path(region_folder(folder))
    origin = str(archive.name) if archive else folder
    if read.package is None:
        return _findings(request, read, origin)
    draft = actions.review(actor, read, origin, timezone.now())
    if isinstance(draft, Refused):
        messages.info(request, str(speak(draft.reason)))
        return redirect("packages")
    return redirect("package-draft", draft=draft.pk)


@require_safe
def draft(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """A draft: what it changes, what it notices, and the button that confirms it."""
    actor, refused = _administrator(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    waiting = queries.draft(draft)
    if waiting is None:
        messages.info(request, str(speak(actions.GONE)))
        return redirect("packages")
    read = queries.draft_package(waiting)
    base = queries.package_of(waiting.base) if waiting.base else None
    assert read.package is not None
    now = queries.newest(waiting.region)
    values = {
        "tab": "packages",
        "actor": actor,
        "draft": waiting,
        "package": read.package,
        "changes": diff(base, read.package) if base else None,
        "notices": [in_words(notice) for notice in read.notices],
        "overtaken": (now.pk if now else None) != waiting.base_id,
    }
    return render(request, "charter/draft.html", values)


@require_POST
def confirm(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Make a draft the version in use."""
    outcome = actions.confirm(acting(request), draft, timezone.now())
    if isinstance(outcome, Refused):
        messages.warning(request, str(speak(outcome.reason)))
        return redirect("package-draft", draft=draft)
    return redirect("package-version", region=outcome.region_id, number=outcome.number)


@require_POST
def discard(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Put a draft away."""
    outcome = actions.discard(acting(request), draft, timezone.now())
    if isinstance(outcome, Refused):
        messages.warning(request, str(speak(outcome.reason)))
    return redirect("packages")


@require_safe
def version(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One version: who loaded it, when, and what it changed against the one before."""
    actor, refused = _reader(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    shown = queries.version(region, number)
    if shown is None:
        raise Http404("version")
    before = queries.version(region, number - 1)
    package = queries.package_of(shown)
    values = {
        "tab": "packages",
        "actor": actor,
        "version": shown,
        "before": before,
        "package": package,
        "changes": diff(queries.package_of(before), package) if before else None,
        "newest": queries.newest(region),
    }
    return render(request, "charter/version.html", values)


@require_safe
def version_zip(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The files of a version, as they were loaded."""
    _, refused = _reader(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    shown = queries.version(region, number)
    if shown is None:
        raise Http404("version")
    archive = queries.zipped(queries.files_of(shown))
    name = f"{region}-{number}.zip"
    return HttpResponse(
        archive,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _bench(request: HttpRequest, form: ReviewForm, status: int = 200) -> HttpResponse:
    actor, refused = _reader(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    may_load = not isinstance(can(actor, "package.load", timezone.localdate()), Refused)
    values = {
        "tab": "packages",
        "actor": actor,
        "form": form,
        "may_load": may_load,
        "folders": settings.REGIONS,
        "regions": queries.shelves(),
    }
    return render(request, "charter/packages.html", values, status=status)


def _findings(request: HttpRequest, read: Loaded, origin: str) -> HttpResponse:
    values = {
        "tab": "packages",
        "actor": acting(request),
        "origin": origin,
        "errors": [in_words(finding) for finding in read.errors],
        "notices": [in_words(finding) for finding in read.notices],
    }
    return render(request, "charter/findings.html", values, status=422)


def _administrator(request: HttpRequest) -> tuple[Actor | None, Refused | None]:
    return _with(request, "package.load")


def _reader(request: HttpRequest) -> tuple[Actor | None, Refused | None]:
    return _with(request, "package.list")


def _with(request: HttpRequest, action: str) -> tuple[Actor | None, Refused | None]:
    """Whoever acts, and why they may not where they may not."""
    actor = acting(request)
    answer = can(actor, action, timezone.localdate())
    return actor, answer if isinstance(answer, Refused) else None
