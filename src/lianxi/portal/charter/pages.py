"""Pages: the first one, and the administrator's package bench."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lianxi.charter.diff import diff
from lianxi.charter.find import region_folder
from lianxi.charter.load import Loaded, load_path, load_zip
from lianxi.charter.secrecy import CODE as CLASSIFIED
from lianxi.charter.texts import in_words
from lianxi.documents import scan
from lianxi.governance.authority import Actor, Allowed, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place
from lianxi.kernel.setting import SettingError
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter import actions, queries
from lianxi.portal.charter.forms import ReviewForm
from lianxi.portal.charter.models import Draft
from lianxi.portal.charter.table_pages import of_version, review_workbook
from lianxi.portal.charter.versions import versions_asked
from lianxi.portal.charter.workbooks import taken
from lianxi.portal.journal.queries import last_line
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.intake import classified
from lianxi.portal.ui.templatetags.words import speak


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first region's members: the portal opens on its map."""
    regions = queries.regions()
    if not regions:
        return render(request, "charter/none.html")
    asked = request.GET.urlencode()
    address = reverse("members", args=[regions[0]])
    return redirect(f"{address}?{asked}" if asked else address)


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
    if form.cleaned_data["workbook"]:
        outcome = review_workbook(request, actor, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        return _reviewed(request, outcome) if form.is_valid() else _bench(request, form, status=422)
    archive, folder = form.cleaned_data["archive"], str(form.cleaned_data["folder"])
    read = load_zip(archive) if archive else load_path(region_folder(folder))
    origin = str(archive.name) if archive else folder
    if read.package is None:
        return _findings(request, read, origin)
    return _reviewed(request, actions.review(actor, read, origin, timezone.now()))


@require_POST
def review_again(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Review a draft that was overtaken against the version now in use."""
    actor, refused = _administrator(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    return _reviewed(request, actions.review_again(actor, draft, timezone.now()))


@require_POST
def restore(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Review an older version against the one in use, to load it once more."""
    actor, refused = _administrator(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    older = queries.version(region, number)
    if older is None:
        raise Http404("version")
    return _reviewed(request, actions.restore(actor, older, timezone.now()))


@require_safe
def draft(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """A draft: what it changes, what it notices, and the button that confirms it."""
    _, refused = _administrator(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    waiting = queries.draft(draft)
    if waiting is None:
        return _settled(request, draft)
    read = queries.draft_package(waiting)
    if read.package is None:
        return _back(request, Refused(actions.DAMAGED))
    base = queries.package_of(waiting.base) if waiting.base else None
    new, known = queries.notices_against(waiting.base, read)
    now = queries.current(waiting.region)
    values = {
        "tab": "packages",
        "draft": waiting,
        "package": read.package,
        "changes": diff(base, read.package) if base else None,
        "new": new,
        "known": known,
        "overtaken_by": now if now and now.version.pk != waiting.base_id else None,
        "on_behalf_of": read.package.of("party", waiting.on_behalf_of),
        "scan": scan.kind_of(bytes(waiting.scan)),
        "report": taken(bytes(waiting.workbook), waiting.base) if waiting.workbook else None,
    }
    return render(request, "charter/draft.html", values)


@require_POST
def confirm(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Make a draft the version in use; one that was overtaken says so on its own page."""
    actor, refused = _administrator(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    outcome = actions.confirm(actor, draft, timezone.now())
    if isinstance(outcome, Refused):
        return _back(request, outcome)
    if isinstance(outcome, actions.Overtaken):
        return redirect("package-draft", draft=draft)
    return redirect("package-version", region=outcome.region_id, number=outcome.number)


@require_POST
def discard(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Discard a draft."""
    actor, refused = _administrator(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    outcome = actions.discard(actor, draft, timezone.now())
    return _back(request, outcome) if isinstance(outcome, Refused) else redirect("packages")


@require_safe
def version(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One version: who loaded it, when, and what it changed against the one before."""
    actor, refused = _reader(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    shown, found = queries.version(region, number), queries.current(region)
    if shown is None or found is None:
        raise Http404("version")
    before = queries.version(region, number - 1)
    package = queries.package_of(shown)
    values = {
        "tab": "packages",
        "region": found.package.region,
        "in_use": found,
        "shown": queries.Current(shown, package),
        "version": shown,
        "before": before,
        "package": package,
        "changes": diff(queries.package_of(before), package) if before else None,
        "line": last_line(queries.subject_of(shown)),
        "may_load": _may_load(actor),
        "on_behalf_of": package.of("party", shown.on_behalf_of),
        **of_version(shown),
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
    return attached(queries.archive_name(shown), "application/zip", archive)


def _bench(request: HttpRequest, form: ReviewForm, status: int = 200) -> HttpResponse:
    actor, refused = _reader(request)
    if refused is not None:
        return error_page(request, 403, refused.reason)
    may_load = _may_load(actor)
    shelves = queries.shelves()
    first = shelves[0].in_use if shelves else None
    values = {
        "tab": "packages",
        "region": first and first.package.region,
        "in_use": first,
        "form": form,
        "may_load": may_load,
        "folders": [(name, _lies_in(name)) for name in settings.REGIONS],
        "shelves": [(shelf, of_version(shelf.in_use.version)) for shelf in shelves],
        "listed": versions_asked(request, shelves),
        "drafts": queries.drafts(timezone.now()) if may_load else [],
    }
    return render(request, "charter/packages.html", values, status=status)


def _findings(request: HttpRequest, read: Loaded, origin: str) -> HttpResponse:
    marked = next((finding for finding in read.errors if finding.code == CLASSIFIED), None)
    if marked is not None:
        level, where = marked.values["level"], MARKED_IN.fill(place=_where(marked.place))
        assert isinstance(level, Bilingual)
        return classified(request, level, where)
    values = {
        "tab": "packages",
        "origin": origin,
        "region_id": read.region_id,
        "errors": [in_words(finding) for finding in read.errors],
        "notices": [in_words(finding) for finding in read.notices],
    }
    return render(request, "charter/findings.html", values, status=422)


def _where(place: Place) -> Bilingual:
    """The file of a finding, with the line and the key where there are any."""
    line = LINE.fill(n=place.row) if place.row else Bilingual("", "")
    key = Bilingual(f"（{place.key}）", f" ({place.key})") if place.key else Bilingual("", "")
    return Bilingual(f"{place.file}{line.zh}{key.zh}", f"{place.file}{line.en}{key.en}")


def _reviewed(request: HttpRequest, outcome: Draft | Refused) -> HttpResponse:
    """On to the draft, or back to the packages with the reason why there is none."""
    if isinstance(outcome, Refused):
        return _back(request, outcome)
    return redirect("package-draft", draft=outcome.pk)


def _settled(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Where a draft went that does not wait any more: to its version, or away."""
    became = queries.version_of(draft)
    if became is None:
        return _back(request, Refused(actions.GONE))
    return redirect("package-version", region=became.region_id, number=became.number)


def _lies_in(folder: str) -> str:
    """The whole path of a folder that the portal was started with."""
    try:
        return str(region_folder(folder).resolve())
    except SettingError:  # it was there at the start and has been moved since
        return folder


def _back(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Back to the packages, with the reason why something was not done."""
    messages.info(request, capfirst(str(speak(refused.reason))))
    return redirect("packages")


def _may_load(actor: Actor | None) -> bool:
    return isinstance(can(actor, "package.load", timezone.localdate()), Allowed)


def _administrator(request: HttpRequest) -> tuple[Actor | None, Refused | None]:
    return _with(request, "package.load")


def _reader(request: HttpRequest) -> tuple[Actor | None, Refused | None]:
    return _with(request, "package.list")


def _with(request: HttpRequest, action: str) -> tuple[Actor | None, Refused | None]:
    """Whoever acts, and why they may not where they may not."""
    actor = acting(request)
    answer = can(actor, action, timezone.localdate())
    return actor, answer if isinstance(answer, Refused) else None


LINE = Bilingual("第{n}行", ", line {n}")
MARKED_IN = Bilingual("地区包的文件 {place}中", "In the package's file {place}")
