"""The tables of a version as workbooks, the scans of letters, and a workbook that comes back."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.charter.language import TABLES
from lianxi.documents import scan, table_book
from lianxi.documents.workbook_write import write
from lianxi.governance.authority import Actor, Refused
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.portal.charter import actions, queries, workbooks
from lianxi.portal.charter.forms import ReviewForm
from lianxi.portal.charter.models import Draft, Version
from lianxi.portal.charter.workbooks import Taken
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.intake import classified_workbook
from lianxi.portal.ui.templatetags.words import reading_language, speak

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def table_xlsx(request: HttpRequest, region: str, number: int, table: str) -> HttpResponse:
    """A table as a workbook: whole, `?by=city` with a sheet for each, or `?party=…` of one."""
    shown, path = _version(region, number), f"{table}.csv"
    if path not in shown.files or path not in TABLES:
        raise Http404("table")
    package, content = queries.package_of(shown), queries.files_of(shown)[path]
    party, by_city = request.GET.get("party", ""), request.GET.get("by") == "city"
    whose = table_book.party_column(TABLES[path])
    if ((party or by_city) and not whose) or (party and party not in package.parties):
        raise Http404("party")
    book = table_book.book_of(
        package,
        path,
        content,
        timezone.localdate(),
        f"{region}/{number}",
        parties=[party] if party else None,
        by_city=by_city,
    )
    name = "-".join(part for part in (region, str(number), table.replace("/", "-"), party) if part)
    return attached(f"{name}.xlsx", XLSX, write(book, reading_language()))


@require_safe
def one_city(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """On to the workbook of the table and the city that the form asks for."""
    shown = _version(region, number)
    path, party = request.GET.get("table", ""), request.GET.get("party", "")
    if path not in shown.files or path not in TABLES:
        raise Http404("table")
    address = reverse("package-table", args=[region, number, path.removesuffix(".csv")])
    asked = f"?party={party}" if party in queries.package_of(shown).parties else ""
    return redirect(f"{address}{asked}")


@require_safe
def version_scan(request: HttpRequest, region: str, number: int) -> HttpResponse:  # noqa: ARG001
    """The scan of the letter that asked for a version."""
    shown = _version(region, number)
    return _scan(queries.scan_of(shown), f"{region}-{number}")


@require_safe
def draft_scan(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:  # noqa: ARG001
    """The scan of the letter that asks for a draft."""
    waiting = queries.draft(draft)
    if waiting is None:
        raise Http404("draft")
    return _scan(bytes(waiting.scan), str(draft))


def _version(region: str, number: int) -> Version:
    shown = queries.version(region, number)
    if shown is None:
        raise Http404("version")
    return shown


def _scan(content: bytes, name: str) -> HttpResponse:
    kind = scan.kind_of(content)
    if kind is None:
        raise Http404("scan")
    return attached(f"{name}-letter.{kind}", scan.MEDIA_TYPES[kind], content)


def of_version(version: Version) -> dict[str, object]:
    """What a template needs to list a version's tables: the tables, and the cities with rows."""
    package = queries.package_of(version)
    tables = table_book.listed(version.files, package)
    parties = workbooks.with_rows(package, (table.path for table in tables))
    return {
        "tables_of": version,
        "tables": tables,
        "dealt": [table for table in tables if table.party_column],
        "cities": [(party, package.of("party", party)) for party in parties],
    }


def review_workbook(
    request: HttpRequest, actor: Actor | None, form: ReviewForm
) -> HttpResponse | Draft | Refused:
    """Review a workbook: its findings, or that it changes nothing, or a draft like any other.

    A party that nobody is called by is said on the form.
    """
    file, said = form.cleaned_data["workbook"], str(form.cleaned_data["on_behalf_of"])
    content, origin = file.read(), str(file.name)
    found = workbooks.taken(content)
    secret = classified_workbook(request, found.returned.errors)
    if secret is not None:
        return secret
    if found.errors or found.loaded is None:
        return _report(request, found, origin)
    assert found.base is not None
    party = workbooks.meant(said, queries.package_of(found.base)) if said else found.party
    if party is None:
        form.add_error(None, capfirst(str(speak(NO_PARTY.fill(party=said)))))
        return Refused(NO_PARTY.fill(party=said))
    package = queries.package_of(found.base)
    others = found.of_others(party) if party else []
    if others:
        names = listed([package.of("party", id_) for id_ in others])
        refused = NOT_THEIRS.fill(party=package.of("party", party), others=names)
        form.add_error(None, capfirst(str(speak(refused))))
        return Refused(refused)
    letter, scanned = str(form.cleaned_data["letter"]).strip(), form.cleaned_data["scan"]
    on_behalf = actions.OnBehalf(party, letter, scanned)
    now = timezone.now()
    return actions.review(actor, found.loaded, origin, now, on_behalf, content)


def _report(request: HttpRequest, found: Taken, origin: str) -> HttpResponse:
    """What is wrong with a workbook, or that there is nothing to load in it."""
    values = {"tab": "packages", "origin": origin, "report": found}
    status = 422 if found.errors else 200
    return render(request, "charter/workbook.html", values, status=status)


NOT_THEIRS = Bilingual(
    "代表{party}交回的工作簿不能改动{others}的行；请按城市分别导出、分别收回",
    "a workbook on behalf of {party} can't change rows of {others}: send each city its own",
)
NO_PARTY = Bilingual(
    "地区包里没有“{party}”这个主体，请填代码或名称",
    "the package has no party “{party}”: give its code or its name",
)
