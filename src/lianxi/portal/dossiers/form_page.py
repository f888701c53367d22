"""A form along the road: shown, or sent and then done or shown again with what is wrong.

    return answer(request, asked, Sheet(TITLE, form, BUTTON, back, tab), act)

`act` is called with a form that holds; what it gives back is a refusal or where to go next.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.documents.scan import BYTES_MAX, kind_of
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.ui import fields
from lianxi.portal.ui.intake import labelled
from lianxi.portal.ui.templatetags.words import speak

View = Callable[..., HttpResponse]
F = TypeVar("F", bound=forms.Form)


@dataclass(frozen=True)
class Sheet:
    """A form on a page: its question, its button, where one goes back to."""

    title: Bilingual
    form: forms.Form
    button: Bilingual
    back: str
    tab: str
    note: Bilingual | None = None
    seen: int | None = None  # how many acts the dossier had when the form was made
    more: str = ""  # the address of the same form with more rows
    tick: str = ""  # the address of the same form with everything ticked
    before: str = ""  # a template of what is to be read before it is sent, with `of`
    of: object = None


class ByLetter(forms.Form):
    """The letter that somebody enters an act from, where it is not their own party's act."""

    letter = fields.text(
        Bilingual("来函文号", "Number of the letter"),
        most=100,
        required=False,
        hint=Bilingual("代为登记时填写", "where it is entered for somebody else"),
    )
    scan = fields.file(
        Bilingual("来函扫描件", "Scan of the letter"),
        hint=Bilingual("PDF、JPEG 或 PNG", "a PDF, JPEG or PNG file"),
    )

    def clean_scan(self) -> Upload | None:
        """The scan as it is kept; by what its bytes are, never by its name."""
        found = fields.uploaded(self, "scan")
        if found is None:
            return None
        name, content = found
        kind = kind_of(content) if len(content) <= BYTES_MAX else None
        if kind is None:
            raise forms.ValidationError(str(speak(NO_SCAN.fill(mib=BYTES_MAX // 2**20))))
        return Upload(name, kind, content)


def form_page(form: type[forms.Form]) -> Callable[[View], View]:
    """A page with a form, kept nowhere; a refused field is called as the form calls it."""

    def made(view: View) -> View:
        asked_of = never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))
        return labelled(fields.labels(form))(asked_of)

    return made


def filled(form: type[F], request: HttpRequest, initial: Mapping[str, object] | None = None) -> F:
    """A form with what was sent, or with what stands in it before anybody types."""
    begins = dict(initial or {})
    if request.method != "POST":
        return form(initial=begins)
    return form(request.POST, request.FILES, initial=begins)


def seen(request: HttpRequest) -> int | None:
    """How many acts the dossier had when whoever sent the form looked at it."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 9 else None


def answer(
    request: HttpRequest, asked: Asked, sheet: Sheet, act: Callable[[], Refused | str]
) -> HttpResponse:
    """The form, or what comes of it once it is sent: `act` gives the address to go on to."""
    if request.method != "POST":
        return _page(request, asked, sheet)
    if not sheet.form.is_valid():
        return _page(request, asked, sheet, status=422)
    outcome = act()
    if isinstance(outcome, Refused):
        return _page(request, asked, sheet, outcome.reason, status=422)
    return onward(request, outcome)


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """Say that something was done, and go on to where it is seen."""
    messages.info(request, str(speak(DONE)))
    return redirect(address)


def _page(
    request: HttpRequest,
    asked: Asked,
    sheet: Sheet,
    problem: Bilingual | None = None,
    status: int = 200,
) -> HttpResponse:
    _without_letter(asked, sheet.form)
    values = {**asked.frame(sheet.tab), "sheet": sheet, "form": sheet.form, "problem": problem}
    return render(request, "dossiers/form.html", values, status=status)


def _without_letter(asked: Asked, form: forms.Form) -> None:
    """Nobody who only ever acts for an own party or unit is asked for somebody else's letter."""
    if isinstance(form, ByLetter) and asked.own() and not asked.may("supervision.write"):
        for name in ("letter", "scan"):
            form.fields.pop(name, None)


NO_SCAN = Bilingual(
    "扫描件应为 PDF、JPEG 或 PNG 文件，至多 {mib} MiB",
    "the scan should be a PDF, JPEG or PNG file of at most {mib} MiB",
)
DONE = Bilingual("已办理，并已记入日志。", "Done, and kept in the journal.")
