"""The addresses of settlements, under a region's road."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.dossiers.issued import both
from lianxi.portal.settlements import act_pages, answer_pages, draw_pages, pages, papers, workbook
from lianxi.portal.settlements.forms import ACTS

FORMS = ("csv", "xlsx")

one: list[URLPattern | URLResolver] = [
    path("", pages.settlement, name="settlement"),
    path("files/<str:digest>/", pages.settlement_file, name="settlement-file"),
    path("check/", draw_pages.settlement_check, name="settlement-check"),
    path("redraw/", draw_pages.settlement_redraw, name="settlement-redraw"),
    path("confirm/", answer_pages.settlement_confirm, name="settlement-confirm"),
    path("contest/", answer_pages.settlement_contest, name="settlement-contest"),
    path("disputes/<int:item>/drop/", answer_pages.settlement_drop, name="settlement-drop"),
    path("disputes/<int:item>/decide/", answer_pages.settlement_decide, name="settlement-decide"),
    *both("disputes/<int:item>/decision", papers.decision_paper, "settlement-decision"),
    *both("letter", papers.settlement_paper, "settlement-letter"),
    *both("summary", papers.summary_paper, "settlement-summary"),
    *both("reminders/<int:item>", papers.reminder_paper, "settlement-reminder"),
    path("settlement.xlsx", workbook.settlement_book, name="settlement-book"),
    *[path(f"{act}/", act_pages.act, {"act": act}, name=f"settlement-{act}") for act in ACTS],
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("settlements/", pages.settlements, name="settlements"),
    *[
        path(f"settlements.{form}", pages.settlements_file, {"form": form}, f"settlements-{form}")
        for form in FORMS
    ],
    path("settlements/new/", draw_pages.settlement_new, name="settlement-new"),
    path("settlements/new/<str:rule>/", draw_pages.settlement_draw, name="settlement-draw"),
    path("settlements/<int:number>/", include(one)),
]
