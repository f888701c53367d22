"""A document of the office as a download."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from lianxi.charter.region import WORLDS
from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.paper import Paper, World
from lianxi.documents.papers.texts import PaperRefused
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def issued(request: HttpRequest, name: str, paper: Paper) -> HttpResponse:
    """The paper as a docx, called `name`; or why it can't be set."""
    try:
        content = to_docx(paper)
    except PaperRefused as refused:
        return error_page(request, 422, refused.words)
    return attached(f"{name}.docx", DOCX, content)


def world_of(asked: Asked) -> World:
    """The world of the region, which a paper of a rehearsal says in its head."""
    world = asked.found.package.region.world
    assert world in WORLDS, world
    return cast("World", world)
