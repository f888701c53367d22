"""Pages: figures come in by a file, which is reviewed and then confirmed, or one by a form."""

from dataclasses import dataclass, replace

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.classified import marking
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, onward
from lianxi.portal.sharing import actions
from lianxi.portal.sharing.asked import TAB, OfRule, rule_of
from lianxi.portal.sharing.cells import Asked, grid, own
from lianxi.portal.sharing.fact_pages import plan_of
from lianxi.portal.sharing.forms import (
    KEPT_MAX,
    ConfirmForm,
    FigureForm,
    FileForm,
    packed,
    unpacked,
)
from lianxi.portal.sharing.review import SHOWN_MOST, Reviewed, reviewed
from lianxi.portal.sharing.sheets import list_of, sheet_columns
from lianxi.portal.sharing.taking import Taken, decoded, taken
from lianxi.portal.ui import fields
from lianxi.portal.ui.intake import classified, classified_workbook
from lianxi.sharing.facts import columns
from lianxi.sharing.plan import Plan


@dataclass(frozen=True)
class Came:
    """A file that came in: by which document, from where."""

    name: str
    content: bytes
    document: str
    source: str


@form_page(FileForm)
def enter(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """The form for a file, what the file would change, or what comes of confirming it."""
    on = rule_of(request, region, rule)
    plan = _plan(on)
    if request.method == "POST" and "kept" in request.POST:
        return _confirmed(request, on, plan)
    form = filled(FileForm, request)
    found = fields.uploaded(form, "file") if request.method == "POST" and form.is_valid() else None
    if found is None:
        return _upload(request, on, form)
    name, content = found
    kept = packed(content)
    if len(kept) > KEPT_MAX:
        return _upload(request, on, form, TOO_LARGE)
    said = form.cleaned_data
    came = Came(name, content, said["document"], said["source"])
    initial = {"document": came.document, "source": came.source, "name": name, "kept": kept}
    return _review(request, on, plan, came, ConfirmForm(initial=initial))


def _confirmed(request: HttpRequest, on: OfRule, plan: Plan) -> HttpResponse:
    """Enter a file that was reviewed: whatever stands in the page is reviewed once more."""
    form = filled(ConfirmForm, request)
    content = unpacked(request.POST.get("kept", "")) if form.is_valid() else None
    if content is None:
        return _upload(request, on, FileForm(), AGAIN)
    said = form.cleaned_data
    came = Came(said["name"], content, said["document"], said["source"])
    found = _taken(on, plan, came)
    review = reviewed(on, plan, found)
    if review.wrong or not review.rows:
        return _review(request, on, plan, came, form)
    outcome = actions.enter(on.of.doing, on.rule, review.rows, came.source, came.document)
    if isinstance(outcome, Refused):
        return _review(request, on, plan, came, form, outcome.reason)
    return onward(request, _batch(on, outcome))


def _taken(on: OfRule, plan: Plan, came: Came) -> Taken:
    heads = columns(plan)
    return taken(came.name, came.content, heads, sheet_columns(on, plan), list_of(on))


def _upload(
    request: HttpRequest, on: OfRule, form: forms.Form, problem: Bilingual | None = None
) -> HttpResponse:
    values = {**on.frame(), "form": form, "problem": problem}
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/enter.html", values, status=status)


def _review(
    request: HttpRequest,
    on: OfRule,
    plan: Plan,
    came: Came,
    form: forms.Form,
    problem: Bilingual | None = None,
) -> HttpResponse:
    found = _taken(on, plan, came)
    secret = _secret(request, came, found)
    if secret is not None:
        return secret
    review = reviewed(on, plan, found)
    values = {
        **on.frame(),
        "form": form,
        "came": came,
        "review": review,
        "new": review.new[:SHOWN_MOST],
        "changed": review.changed[:SHOWN_MOST],
        "most": SHOWN_MOST,
        "problem": problem,
    }
    status = 422 if review.wrong or problem else 200
    return render(request, "sharing/review.html", values, status=status)


def _secret(request: HttpRequest, came: Came, found: Taken) -> HttpResponse | None:
    """The answer where a file carries a mark of state secrecy."""
    refused = classified_workbook(request, found.findings)
    if refused is not None:
        return refused
    marked = marking(decoded(came.content) or "")
    if not marked:
        return None
    return classified(request, marked.words, IN_FILE.fill(n=marked.line))


@form_page(FigureForm)
def correct(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """One figure, entered or corrected by hand."""
    on = rule_of(request, region, rule)
    plan = _plan(on)
    at = request.GET.get("cell", "")
    row, cell = _cell(on, plan, at)
    form = filled(FigureForm, request, {"value": cell.value})

    def do() -> Refused | str:
        said = form.cleaned_data
        figure = replace(row, value=said["value"].strip(), unit=cell.unit, place="")
        review = reviewed(on, plan, Taken((figure,)))
        refused = _why_not(review)
        if refused is not None:
            return refused
        source, document = said["source"], said["document"]
        outcome = actions.enter(on.of.doing, on.rule, review.rows, source, document)
        return outcome if isinstance(outcome, Refused) else _batch(on, outcome)

    what = cell.title if cell.of is None else OF.fill(title=cell.title, of=cell.of)
    note = NOW.fill(value=cell.value, unit=cell.unit, n=cell.batch or 0) if cell.value else NONE_YET
    title = TITLE.fill(what=what, period=same(row.period))
    sheet = Sheet(title, form, ENTER, _back(on), TAB, note)
    return answer(request, on.of, sheet, do)


def _why_not(review: Reviewed) -> Refused | None:
    if review.wrong:
        return Refused(review.wrong[0].words)
    return None if review.rows else Refused(ALIKE)


def _cell(on: OfRule, plan: Plan, at: str) -> Asked:
    """A figure that whoever asks may enter, or a page that says there is none."""
    found = next((each for each in own(on, grid(on, plan)) if each[1].at == at), None)
    if found is None:
        raise Http404("cell")
    return found


def _plan(on: OfRule) -> Plan:
    found = plan_of(on)
    if not isinstance(found, Plan):
        raise Http404("plan")
    return found


def _back(on: OfRule) -> str:
    return f"{reverse('sharing-facts', args=[on.of.region, on.rule])}?{on.query}"


def _batch(on: OfRule, number: int) -> str:
    return reverse("sharing-batch", args=[on.of.region, on.rule, number]) + f"?{on.query}"


TOO_LARGE = Bilingual(
    "文件太大，请分成几份录入", "the file is too large: enter it in several parts"
)
AGAIN = Bilingual(
    "没有收到审阅过的文件，请重新选择", "the file that was reviewed did not come: choose it again"
)
IN_FILE = Bilingual("文件中（第{n}行）", "In line {n} of the file")
TITLE = Bilingual("录入{period}的{what}", "Enter {what} of {period}")
OF = Bilingual("{title}（{of}）", "{title} ({of})")
NOW = Bilingual(
    "现为{value} {unit}（第{n}批）。原数保留，今后以新数为准。",
    "It is {value} {unit} now (batch {n}). That is kept; from now on the new figure counts.",
)
NONE_YET = Bilingual("还没有这项数据。", "There is no such figure yet.")
ENTER = Bilingual("录入", "Enter it")
ALIKE = Bilingual("与现有的数相同，没有变化", "it is the same figure as now: nothing changes")
