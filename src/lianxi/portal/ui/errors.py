"""Pages for what goes wrong: never a trace of the inside."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.log import REQUEST_ID
from lianxi.portal.ui.templatetags.words import reading_language

REFUSALS = (400, 403, 413)
refusals = logging.getLogger("lianxi.refused")

TITLES = {
    400: Bilingual("请求有误", "Something is wrong with the request"),
    403: Bilingual("没有权限", "Not allowed"),
    404: Bilingual("没有这一页", "There is no such page"),
    413: Bilingual("文件过大", "The file is too large"),
    422: Bilingual("没有办理", "Not done"),
    500: Bilingual("系统出错了", "Something went wrong here"),
}
HINTS = {
    400: Bilingual("请检查地址或表单后重试。", "Check the address or the form and try again."),
    403: Bilingual("这件事需要另一个角色。", "This needs another role."),
    404: Bilingual(
        "地址可能拼错了，或这份记录里没有它。",
        "The address may be misspelt, or the record has no such thing.",
    ),
    413: Bilingual("没有读取，也没有保存任何内容。", "It was not read, and nothing was saved."),
    422: Bilingual("所填内容有误，没有保存。", "What was filled in can't be: nothing was saved."),
    500: Bilingual(
        "没有保存任何内容，可以重试；再次出现时，请把编号告诉管理员。",
        "Nothing was saved; try again. If it happens once more, tell the administrator its number.",
    ),
}


def page(request: HttpRequest, status: int, hint: Bilingual | None = None) -> HttpResponse:
    """An error page with its title, what to do, and its status."""
    hint = hint or HINTS[status]
    if status in REFUSALS:
        said = {"status": status, "reason": hint.en}
        refusals.warning("", extra={"request": request, "values": said})
    values = {"title": TITLES[status], "hint": hint, "status": status}
    return render(request, "ui/error.html", values, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404."""
    return page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """500, without the frame: it must come even where the database is what failed."""
    html_lang = "en" if reading_language() == "en" else "zh-CN"
    number = request.META.get(REQUEST_ID, "")
    values = {"title": TITLES[500], "hint": HINTS[500], "html_lang": html_lang, "number": number}
    return HttpResponse(render_to_string("ui/failed.html", values), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that is too old, or came from elsewhere."""
    hint = Bilingual(
        "表单已过期，请返回上一页刷新后重试。",
        "The form is out of date: go back, reload and try again.",
    )
    return page(request, 403, hint)
