"""A city's workbook that came back: read, reviewed on a page, then entered in one transaction.

    return returned(request, asked, Desk(title, back, parties, columns, list_, review, enter))

Nothing is kept between review and entering: the page carries the workbook with it, and what is
entered is read and reviewed from it once more. What is entered is keyed by the workbook's
digest and the row, so that the same workbook comes in once.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lianxi.documents.texts import TEXTS
from lianxi.documents.workbook import Column
from lianxi.documents.workbook_read import Returned, read
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest_bytes
from lianxi.kernel.finding import Place, explain
from lianxi.portal.dossiers.actions import Doing, Upload
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.choices import Choice, asking
from lianxi.portal.dossiers.form_page import DONE, ByLetter, filled
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui import fields
from lianxi.portal.ui.intake import classified_workbook
from lianxi.portal.ui.templatetags.words import speak

BYTES_MAX = 2**20  # the page carries it along: a city's own sheet has a few dozen kB
UNREAD = frozenset({"workbook.sheet-unknown", "workbook.sheet-twice", "workbook.row-unknown"})


@dataclass(frozen=True)
class Said:
    """Something in a workbook, with its place: what will be entered, or what is wrong there."""

    place: Place
    words: Bilingual


@dataclass(frozen=True)
class Review:
    """What a workbook would enter, and why not; `known` where it came in before."""

    enters: tuple[Said, ...]
    wrong: tuple[Said, ...] = ()
    known: bool = False


@dataclass(frozen=True)
class Came:
    """A workbook that came back from a party."""

    party: str
    returned: Returned
    digest: str

    def key(self, place: Place | None = None) -> str:
        """What tells it, or one of its rows, from all others."""
        return f"{self.digest} {place.key}" if place else self.digest


@dataclass(frozen=True)
class Desk:
    """What takes in the workbooks of one list: whose, how one is reviewed, how it is entered.

    One's own list has one party, whoever asks acting for nobody else.
    """

    title: Bilingual
    back: str
    parties: Sequence[Choice]
    columns: Sequence[Column]
    list_: str
    review: Callable[[Came], Review]
    enter: Callable[[Doing, Came], Refused | str]
    by_letter: bool = True  # whether it comes from somebody else, by a letter


class UploadForm(forms.Form):
    """A workbook that has come, and whose it is."""

    party = fields.choice(Bilingual("成员", "Member"))
    workbook = fields.file(Bilingual("填好的表格（xlsx）", "The workbook as it came (xlsx)"))


class OwnForm(forms.Form):
    """A reviewed workbook of one's own, to be entered."""

    party = forms.CharField(widget=forms.HiddenInput)
    kept = forms.CharField(widget=forms.HiddenInput)


class EnterForm(ByLetter):
    """A reviewed workbook, to be entered by the letter that it came with."""

    party = forms.CharField(widget=forms.HiddenInput)
    kept = forms.CharField(widget=forms.HiddenInput)
    field_order = ("letter", "scan")


def returned(request: HttpRequest, asked: Asked, desk: Desk) -> HttpResponse:
    """The form for a workbook, the review of one, or what comes of entering it."""
    if request.method == "POST" and "kept" in request.POST:
        return _enter(request, asked, desk)
    form = filled(UploadForm, request)
    fields.choose(form, "party", asking(desk.parties))
    if not desk.by_letter:
        form.fields["party"].widget = forms.HiddenInput()
        form.initial["party"] = desk.parties[0][0]
    if request.method != "POST" or not form.is_valid():
        return _upload(request, asked, desk, form)
    found = fields.uploaded(form, "workbook")
    if found is None:
        return _upload(request, asked, desk, form, NO_WORKBOOK)
    content = found[1]
    if len(content) > BYTES_MAX:
        return _upload(request, asked, desk, form, TOO_LARGE)
    kept = base64.b64encode(content).decode()
    party = form.cleaned_data["party"]
    entering = _entering(desk)(initial={"party": party, "kept": kept})
    return _reviewed(request, asked, desk, _came(party, content, desk), entering)


def _enter(request: HttpRequest, asked: Asked, desk: Desk) -> HttpResponse:
    """Enter a workbook that was reviewed: whatever stands in the page is reviewed again."""
    form = filled(_entering(desk), request)
    party = request.POST.get("party", "")
    try:
        content = base64.b64decode(request.POST["kept"], validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if party not in dict(desk.parties):
        return _upload(request, asked, desk, UploadForm(), NOT_THEIRS)
    came = _came(party, content, desk)
    if not form.is_valid() or _wrong(asked, desk, came):
        return _reviewed(request, asked, desk, came, form)
    outcome = desk.enter(_doing(asked, desk, party, form), came)
    if isinstance(outcome, Refused):
        return _reviewed(request, asked, desk, came, form, outcome.reason)
    messages.info(request, str(speak(DONE)))
    return redirect(outcome)


def _entering(desk: Desk) -> type[forms.Form]:
    return EnterForm if desk.by_letter else OwnForm


def _doing(asked: Asked, desk: Desk, party: str, form: forms.Form) -> Doing:
    """Whoever enters it: for a party by its letter, or for oneself."""
    if not desk.by_letter:
        return asked.doing
    scan = form.cleaned_data.get("scan")
    return asked.on_behalf_of(
        party, form.cleaned_data["letter"], scan if isinstance(scan, Upload) else None
    )


def _came(party: str, content: bytes, desk: Desk) -> Came:
    digest = digest_bytes(content, settings.DIGEST)
    return Came(party, read(content, desk.columns, desk.list_), digest)


def _wrong(asked: Asked, desk: Desk, came: Came) -> list[Said]:
    """What must be mended before it is entered."""
    found = [
        Said(each.place, explain(each, TEXTS).message)
        for each in came.returned.findings
        if each.severity == "error" or each.code in UNREAD
    ]
    if found:
        return found
    if came.returned.parties != (came.party,):
        return [Said(Place(""), OTHER_CITY.fill(party=called(asked.found, came.party)))]
    return list(desk.review(came).wrong)


def _upload(
    request: HttpRequest,
    asked: Asked,
    desk: Desk,
    form: forms.Form,
    problem: Bilingual | None = None,
) -> HttpResponse:
    values = {**asked.frame("road"), "desk": desk, "form": form, "problem": problem}
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/returned.html", values, status=status)


def _reviewed(
    request: HttpRequest,
    asked: Asked,
    desk: Desk,
    came: Came,
    form: forms.Form,
    problem: Bilingual | None = None,
) -> HttpResponse:
    secret = classified_workbook(request, came.returned.findings)
    if secret is not None:
        return secret
    wrong = _wrong(asked, desk, came)
    values = {
        **asked.frame("road"),
        "desk": desk,
        "form": form,
        "name": called(asked.found, came.party),
        "wrong": wrong,
        "review": None if wrong else desk.review(came),
        "notices": [explain(each, TEXTS) for each in came.returned.notices],
        "problem": problem,
    }
    status = 422 if wrong or problem or form.errors else 200
    return render(request, "dossiers/returned.html", values, status=status)


NO_WORKBOOK = Bilingual("请选择填好的表格", "choose the workbook")
TOO_LARGE = Bilingual(
    "表格不超过1 MiB；请用发出的表格填写，不要插入图片",
    "a workbook may have 1 MiB at most: fill in the one that was sent out, without pictures",
)
NOT_THEIRS = Bilingual("请选择可以代为登记的成员", "choose a member for whom you may enter")
OTHER_CITY = Bilingual(
    "这份表格不是发给{party}的，没有登记任何内容",
    "this workbook was not sent to {party}: nothing is entered",
)
