"""Refuse what is too large to be a package before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lianxi.portal.ui.errors import page

FORM_BYTES = 2**20  # what a form may add around its file

Next = Callable[[HttpRequest], HttpResponse]


def bounded(next_: Next) -> Next:
    """Middleware: a request says how long it is, and beyond the bound it is not read."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if (
            length.isascii()
            and length.isdigit()
            and int(length) > settings.UPLOAD_BYTES_MAX + FORM_BYTES
        ):
            return page(request, 413)
        return next_(request)

    return answer
