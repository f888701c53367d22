"""A document of the office as a download, as docx or as PDF: the one door for giving a paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from lianxi.charter.region import WORLDS
from lianxi.documents.evidence import MEDIA_TYPES
from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.paper import Paper, World
from lianxi.documents.papers.pdf import to_pdf
from lianxi.documents.papers.texts import PaperRefused
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page

As = Literal["docx", "pdf"]
FORMS: tuple[As, ...] = ("docx", "pdf")


def both(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """The two addresses of a paper; its view takes `form`."""
    return [path(f"{route}.{form}", view, {"form": form}, f"{name}-{form}") for form in FORMS]


def issued(request: HttpRequest, name: str, paper: Paper, form: As) -> HttpResponse:
    """The paper as a file called `name`; or why it can't be set."""
    fonts: Path | None = settings.FONTS
    try:
        if form == "docx":
            content = to_docx(paper)
        elif fonts is None:
            return error_page(request, 422, NO_FONTS)
        else:
            content = to_pdf(paper, fonts)
    except PaperRefused as refused:
        return error_page(request, 422, refused.words)
    return attached(f"{name}.{form}", MEDIA_TYPES[form], content)


def world_of(asked: Asked) -> World:
    """The world of the region, which a paper of a rehearsal says in its head."""
    world = asked.found.package.region.world
    assert world in WORLDS, world
    return cast("World", world)


NO_FONTS = Bilingual(
    "这台机器上没有找到字体文件夹，不能排成PDF；请管理员装上中文字体并用LIANXI_FONTS指明其"
    "文件夹。docx不受影响",
    "no folder of fonts was found on this machine, so that no PDF can be set; an administrator "
    "installs a Chinese font and names its folder in LIANXI_FONTS. docx needs none",
)
