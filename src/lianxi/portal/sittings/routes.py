"""The addresses of the sittings, below the road of a region."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.dossiers.issued import both
from lianxi.portal.sittings import (
    agenda_pages,
    minutes_pages,
    notice_pages,
    pages,
    papers,
    workbook,
)

_item: list[URLPattern] = [
    path("strike/", agenda_pages.strike, name="item-strike"),
    path("decide/", agenda_pages.decide, name="item-decide"),
    path("ballot/", agenda_pages.ballot, name="item-ballot"),
    path("carry-over/", agenda_pages.carry, name="item-carry"),
]
_minutes: list[URLPattern] = [
    path("draft/", minutes_pages.draft, name="minutes-draft"),
    path("confirm/", minutes_pages.confirm, name="minutes-confirm"),
    path("object/", minutes_pages.object_, name="minutes-object"),
    path("correct/", minutes_pages.correct, name="minutes-correct"),
    path("conclude/", minutes_pages.conclude, name="sitting-conclude"),
]
_one: list[URLPattern | URLResolver] = [
    path("", pages.sitting, name="sitting"),
    path("move/", notice_pages.move, name="sitting-move"),
    path("cancel/", notice_pages.cancel, name="sitting-cancel"),
    path("slip/", notice_pages.slip, name="sitting-slip"),
    path("slip/workbook.xlsx", workbook.slip_workbook, name="slip-workbook"),
    path("slip/returned/", workbook.slip_returned, name="slip-returned"),
    path("agenda/", agenda_pages.agenda, name="sitting-agenda"),
    path("items/<int:item>/", include(_item)),
    path("papers/", agenda_pages.paper, name="sitting-papers"),
    path("papers/<str:digest>/", pages.paper, name="sitting-paper"),
    *both("<slug:paper>", papers.paper, "sitting"),
    path("open/", agenda_pages.open_, name="sitting-open"),
    path("minutes/", include(_minutes)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("sittings.csv", pages.sittings_file, {"form": "csv"}, "sittings-csv"),
    path("sittings.xlsx", pages.sittings_file, {"form": "xlsx"}, "sittings-xlsx"),
    path("sittings/", pages.sittings, name="sittings"),
    path("sittings/convene/", notice_pages.convene, name="sitting-convene"),
    path("sittings/<int:number>/", include(_one)),
]
