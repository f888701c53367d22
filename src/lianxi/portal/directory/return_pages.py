"""Pages: the workbooks that came back, each with its letter; what one would change; apply it."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lianxi.documents.scan import BYTES_MAX, MEDIA_TYPES
from lianxi.documents.texts import TEXTS as OF_WORKBOOKS
from lianxi.governance.authority import Refused
from lianxi.governance.directory import DUTIES, NOBODY
from lianxi.governance.texts import TEXTS as OF_DIRECTORY
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained, Finding, Place, explain
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.accounts.queries import acting, names
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.queries import moment
from lianxi.portal.directory import forms, queries, returns
from lianxi.portal.directory.actions import Doing
from lianxi.portal.directory.forms import PERSON
from lianxi.portal.directory.models import Return
from lianxi.portal.directory.pages import fills_in
from lianxi.portal.directory.queries import Kept, may
from lianxi.portal.directory.returns import Letter, Reviewed
from lianxi.portal.directory.review import Conflict, Step, in_short
from lianxi.portal.directory.workbook import LABELS, cells
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.intake import classified_workbook, labelled
from lianxi.portal.ui.sheet import XLSX
from lianxi.portal.ui.templatetags.words import speak

NOWHERE = Place("")
CARRIED = ("title", "phone")  # of the post rather than of the person: they go on
TEXTS = {**OF_WORKBOOKS, **OF_DIRECTORY}
STATES = {
    "waiting": Bilingual("待审阅", "waits for review"),
    "applied": Bilingual("已应用", "applied"),
    "discarded": Bilingual("未采用", "discarded"),
}
KINDS = {
    "added": Bilingual("新增", "added"),
    "replaced": Bilingual("换人", "replaced"),
    "changed": Bilingual("更正", "changed"),
    "ended": Bilingual("结束", "ended"),
    "units": Bilingual("新部门", "new departments"),
}


@never_cache
@require_safe
def all_returns(request: HttpRequest, region: str) -> HttpResponse:
    """What came back, of the parties that somebody writes for; and the form for the next."""
    return _returns(request, region)


@labelled({"letter": Bilingual("来函文号", "number of the letter")})
@never_cache
@require_POST
def receive(request: HttpRequest, region: str) -> HttpResponse:
    """Take in a workbook with its letter."""
    found = in_use(region)
    party = request.POST.get("party", "")
    if party not in _parties(request, region):
        return _returns(request, region, problem=NO_PARTY, status=422)
    workbook, scan = (request.FILES.get(name) for name in ("workbook", "scan"))
    if workbook is None or scan is None:
        return _returns(request, region, problem=NO_FILES, status=422)
    if max(workbook.size or 0, scan.size or 0) > BYTES_MAX:
        problem = TOO_LARGE.fill(mib=BYTES_MAX // 2**20)
        return _returns(request, region, problem=problem, status=422)
    try:
        dated = date.fromisoformat(forms.read("ends", request.POST.get("dated", "")))
    except Unreadable as why:
        problem = in_words([forms.finding(why, NOWHERE)])[0].message
        return _returns(request, region, problem=problem, status=422)
    content = workbook.read()
    read = returns.read_back(content)
    secret = classified_workbook(request, read.findings)
    if secret is not None:
        return secret
    if not read.list_:
        return _returns(request, region, findings=in_words(read.findings), status=422)
    doing = Doing(acting(request), party, found, timezone.now())
    if wrong := returns.misdirected(doing, read):
        return _returns(request, region, findings=in_words(wrong), status=422)
    letter = Letter(request.POST.get("letter", ""), dated, content, scan.read())
    outcome = returns.receive(doing, letter)
    if isinstance(outcome, Refused):
        return _returns(request, region, problem=outcome.reason, status=422)
    return redirect("directory-return", region=region, number=outcome.pk)


@never_cache
@require_safe
def one_return(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """What a return would change, or what became of it."""
    return _return(request, region, _found(request, region, number))


@never_cache
@require_POST
def apply(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Apply a return as it was reviewed."""
    row = _found(request, region, number)
    form = request.POST
    anyway = form.get("anyway") == "1"
    outcome = returns.apply(_doing(request, region, row), row, form.get("seen", ""), anyway=anyway)
    return _done(request, region, row, outcome)


@never_cache
@require_POST
def discard(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Put a return away."""
    row = _found(request, region, number)
    return _done(request, region, row, returns.discard(_doing(request, region, row), row))


@never_cache
@require_safe
def scan(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The scan of the letter."""
    return _file(_found(request, region, number), "scan")


@never_cache
@require_safe
def workbook(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The workbook as it came: it holds mobile numbers."""
    row = _found(request, region, number)
    if not fills_in(acting(request), row.directory_id):
        return error_page(request, 403)
    return _file(row, "workbook")


def _file(row: Return, what: str) -> HttpResponse:
    """A file that came with a return, as a download that no browser takes for anything else."""
    kept = queries.file_of(row, what)
    if kept is None:
        raise Http404("file")
    type_ = (
        XLSX if what == "workbook" else next(v for k, v in MEDIA_TYPES.items() if k == kept.form)
    )
    return attached(f"{row.directory_id}-{row.pk}-{what}.{kept.form}", type_, bytes(kept.content))


def _parties(request: HttpRequest, region: str) -> dict[str, Bilingual]:
    """The members of a region that somebody writes for, and whose returns they may see."""
    found, today = in_use(region), timezone.localdate()
    actor = acting(request)
    members = queries.membership(found, today)
    return {id_: found.party(id_) for id_ in members if may(actor, "directory.write", today, id_)}


def _found(request: HttpRequest, region: str, number: int) -> Return:
    """A return of a party that somebody writes for; of any other, nobody is told that it is."""
    row = queries.returned(number)
    if row is None or row.directory_id not in _parties(request, region):
        raise Http404("return")
    return row


def _doing(request: HttpRequest, region: str, row: Return) -> Doing:
    return Doing(acting(request), row.directory_id, in_use(region), timezone.now())


def _returns(
    request: HttpRequest,
    region: str,
    *,
    problem: Bilingual | None = None,
    findings: Sequence[Explained] = (),
    status: int = 200,
) -> HttpResponse:
    found = in_use(region)
    parties = _parties(request, region)
    rows = queries.returns(parties)
    called = names({row.received_by for row in rows} | {row.closed_by for row in rows})
    values = {
        "tab": "directory",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "parties": parties,
        "wanted": request.POST.get("party") or request.GET.get("party", ""),
        "letter": request.POST.get("letter", ""),
        "dated": request.POST.get("dated", ""),
        "rows": [
            (
                row,
                parties[row.directory_id],
                STATES[row.state],
                called[row.received_by],
                moment(row.received_at),
                in_short(row.counts) if any(row.counts.values()) else None,
            )
            for row in rows
        ],
        "problem": problem,
        "findings": findings,
        "most": BYTES_MAX // 2**20,
    }
    return render(request, "directory/returns.html", values, status=status)


def _return(
    request: HttpRequest,
    region: str,
    row: Return,
    problem: Bilingual | None = None,
    status: int = 200,
) -> HttpResponse:
    found = in_use(region)
    waits = row.state == "waiting" and fills_in(acting(request), row.directory_id)
    reviewed = returns.reviewed(found, row, timezone.now()) if waits else None
    stands = queries.kept(found, [row.directory_id])
    called = names({row.received_by, row.closed_by} - {""})
    values = {
        "tab": "directory",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "row": row,
        "name": found.party(row.directory_id),
        "state": STATES[row.state],
        "received": (called[row.received_by], moment(row.received_at)),
        "closed": (called[row.closed_by], moment(row.closed_at)) if row.closed_at else None,
        "counts": [(KINDS[kind], n) for kind, n in row.counts.items() if n and kind in KINDS],
        "reviewed": reviewed,
        "steps": [_step(each, reviewed, stands) for each in reviewed.review.steps]
        if reviewed
        else [],
        "conflicts": map(_conflict, reviewed.review.conflicts) if reviewed else [],
        "errors": in_words(reviewed.review.errors) if reviewed else [],
        "notices": in_words(reviewed.review.notices) if reviewed else [],
        "fills_in": fills_in(acting(request), row.directory_id),
        "kept": row.state != "discarded",
        "problem": problem,
    }
    return render(request, "directory/return.html", values, status=status)


def _step(step: Step, reviewed: Reviewed, stands: Kept) -> dict[str, object]:
    """A step in words."""
    new = next((unit for unit in reviewed.review.units if unit.id == step.after.of), None)
    office = new or stands.office(step.after.of)
    return {
        "kind": KINDS[step.kind],
        "duty": DUTIES[step.after.duty],
        "who": step.before.name if step.before else NOBODY,
        "where": office.name if office else NOBODY,
        "new_unit": new is not None,
        "cells": _whole(step) if step.kind in ("added", "replaced") else _changed(step),
        "place": step.place,
    }


def _changed(step: Step) -> list[dict[str, object]]:
    """The cells that a step changes."""
    return [_said(each.key, each.was, each.becomes) for each in step.cells]


def _whole(step: Step) -> list[dict[str, object]]:
    """Every cell of a new post, so that nothing comes in unseen; what is empty in both left out."""
    was = cells(step.before, ()) if step.before else {}
    becomes = cells(step.after, ())
    written = {each.key for each in step.cells}
    return [
        {
            **_said(key, was.get(key, ""), becomes[key]),
            "carried": bool(becomes[key]) and key in CARRIED and key not in written and bool(was),
        }
        for key in (*PERSON, "since", "until")
        if becomes[key] or (was.get(key) and key != "until")
    ]


def _said(key: str, was: str, becomes: str) -> dict[str, object]:
    return {"label": LABELS[key], "was": _cell(key, was), "becomes": _cell(key, becomes)}


def _conflict(conflict: Conflict) -> dict[str, object]:
    """A conflict in words."""
    cell = conflict.cell
    said = {name: _cell(cell.key, getattr(cell, name)) for name in ("sent", "was", "becomes")}
    return {"label": LABELS[cell.key], "place": cell.place, **said}


def _cell(key: str, text: str) -> object:
    """A cell's text as a person reads it."""
    if key in ("since", "until") and text:
        return date.fromisoformat(text)
    return DUTIES.get(text, text) if key == "duty" else text


def _done(request: HttpRequest, region: str, row: Return, outcome: object) -> HttpResponse:
    if isinstance(outcome, Refused):
        return _return(request, region, row, outcome.reason, status=422)
    messages.info(request, str(speak(DONE)))
    return redirect("directory-return", region=region, number=row.pk)


def in_words(findings: Sequence[Finding]) -> list[Explained]:
    """Findings of a workbook and of the directory, in words."""
    return [explain(finding, TEXTS) for finding in findings]


NO_PARTY = Bilingual("请选择是哪座城市的来函", "choose the city whose letter it is")
NO_FILES = Bilingual("请选择工作簿和来函扫描件", "choose the workbook and the scan of the letter")
TOO_LARGE = Bilingual("文件不超过{mib} MiB", "a file may have {mib} MiB at most")
DONE = Bilingual("已办理，并已记入日志。", "Done, and kept in the journal.")
