"""Look through what a form or a program sends before anything is made of it.

Nothing that carries a mark of state secrecy comes in (`kernel/classified.py` says what one is),
by a text, a file's name or, where a door reads files, their content; and no text with characters
that nobody sees. What was refused is kept nowhere: the log says that there was a refusal.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.classified import marking, marking_of_name
from lianxi.kernel.finding import Finding
from lianxi.kernel.hidden import HIDDEN
from lianxi.portal.ui.answers import API, Next, error
from lianxi.portal.ui.errors import page

View = TypeVar("View", bound=Callable[..., HttpResponse])

_READING = ("GET", "HEAD", "OPTIONS", "TRACE")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

refusals = logging.getLogger("lianxi.refused")


class LookedThrough:
    """Middleware: before a view is asked, its fields and the names of its files are looked at."""

    def __init__(self, next_: Next) -> None:
        self._next = next_

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on."""
        return self._next(request)

    def process_view(
        self, request: HttpRequest, view: object = None, *_: object
    ) -> HttpResponse | None:
        """The answer where something may not come in, else nothing."""
        if request.method in _READING:
            return None
        labels: Mapping[str, Bilingual] = getattr(view, "labels", {})
        for field, text in _texts(request):
            called = labels.get(field, _called(field))
            if HIDDEN.search(text):
                return page(request, 400, UNSEEN.fill(field=called))
            marked = marking(text)
            if marked:
                where = IN_FIELD.fill(field=called, n=marked.line)
                return classified(request, marked.words, where)
        for uploaded in chain.from_iterable(files for _, files in request.FILES.lists()):
            marked = marking_of_name(uploaded.name or "")
            if marked:
                return classified(request, marked.words, IN_NAME)
        return None


def labelled(labels: Mapping[str, Bilingual]) -> Callable[[View], View]:
    """Say what the fields of a page's form are called, so that a refusal calls them so too."""

    def with_labels(view: View) -> View:
        view.labels = labels  # type: ignore[attr-defined]
        return view

    return with_labels


def classified(request: HttpRequest, level: Bilingual, where: Bilingual) -> HttpResponse:
    """422: what was found and where, that nothing was kept, whom to turn to."""
    said = {"status": 422, "reason": "marked as a state secret"}
    refusals.warning("", extra={"request": request, "values": said})
    found = FOUND.fill(where=where, level=level)
    if request.path.startswith(API):
        return error(422, Bilingual(f"{found.zh}{KEPT.zh}", f"{found.en} {KEPT.en}"))
    values = {"found": found, "kept": KEPT}
    return render(request, "ui/classified.html", values, status=422)


def classified_workbook(request: HttpRequest, findings: Iterable[Finding]) -> HttpResponse | None:
    """The answer where a workbook that came back was found to carry a mark; else None."""
    marked = next((found for found in findings if found.code == "workbook.classified"), None)
    if marked is None:
        return None
    level, place = marked.values["level"], f"{marked.place.file} {marked.place.key}".strip()
    assert isinstance(level, Bilingual)
    return classified(request, level, IN_WORKBOOK.fill(place=place))


def _texts(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Every text that is sent, with the name of its field."""
    if request.content_type in _FORMS:
        for name, values in request.POST.lists():
            yield from ((name, str(value)) for value in values)
        return
    try:
        waiting: list[tuple[str, object]] = [("", json.loads(request.body))]
    except (ValueError, RecursionError):  # whoever reads it will say so
        return
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            yield from ((name, key) for key in value)
            waiting += value.items()
        elif isinstance(value, list):
            waiting += [(name, item) for item in value]


def _called(field: str) -> str:
    """A field's name as the forms here have them; a sender's own is not repeated."""
    return field if field.isascii() and field.isidentifier() and len(field) <= 40 else "…"


FOUND = Bilingual(
    "{where}有密级标志“{level}”。本系统是非涉密系统，不得存储、处理国家秘密。",
    "{where} there is a mark of state secrecy: {level}. This is no system for classified material.",
)
KEPT = Bilingual(
    "没有保存任何内容，日志中也没有其文字。",
    "Nothing of it was kept, and no word of it is in any log.",
)
IN_FIELD = Bilingual("所填文字中（“{field}”第{n}行）", "In line {n} of the field “{field}”")
IN_WORKBOOK = Bilingual("工作簿中（{place}）", "In the workbook ({place})")
IN_NAME = Bilingual("上传文件的文件名中", "In the name of the file that was uploaded")
UNSEEN = Bilingual(
    "所填文字（“{field}”）中有看不见的控制字符，或改变书写方向的字符，请重新键入。"
    "没有保存任何内容。",
    "The field “{field}” holds characters that can't be seen, or such as turn the direction of "
    "writing: type it again. Nothing was saved.",
)
