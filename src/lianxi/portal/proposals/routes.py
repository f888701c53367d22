"""The addresses of calls and proposals, under a region's road."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.dossiers.issued import both
from lianxi.portal.proposals import call_pages, form_pages, pages, papers, workbook

FORMS = ("csv", "xlsx")


def files(name: str, view: Callable[..., HttpResponse]) -> list[URLPattern]:
    """A list as CSV and as a workbook."""
    return [path(f"{name}.{form}", view, {"form": form}, f"{name}-{form}") for form in FORMS]


one_call: list[URLPattern | URLResolver] = [
    path("", call_pages.call, name="call"),
    path("nothing/", call_pages.call_nothing, name="call-nothing"),
    path("close/", call_pages.call_close, name="call-close"),
    *both("letter", papers.call_paper, "call"),
    path("workbook.xlsx", workbook.call_workbook, name="call-workbook"),
    path("returned/", workbook.call_returned, name="call-returned"),
]
one_proposal: list[URLPattern | URLResolver] = [
    path("", pages.proposal, name="proposal"),
    path("files/<str:digest>/", pages.proposal_attachment, name="proposal-attachment"),
    path("revise/", form_pages.proposal_revise, name="proposal-revise"),
    path("withdraw/", form_pages.proposal_withdraw, name="proposal-withdraw"),
    path("cosigners/", form_pages.proposal_cosigners, name="proposal-cosigners"),
    path("cosign/", form_pages.proposal_cosign, name="proposal-cosign"),
    path("settle/", form_pages.proposal_settle, name="proposal-settle"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("calls/", call_pages.calls, name="calls"),
    *files("calls", call_pages.calls_file),
    path("calls/new/", call_pages.call_new, name="call-new"),
    path("calls/<int:number>/", include(one_call)),
    path("proposals/", pages.proposals, name="proposals"),
    *files("proposals", pages.proposals_file),
    path("proposals/new/", form_pages.proposal_new, name="proposal-new"),
    path("proposals/<int:number>/", include(one_proposal)),
]
