"""The addresses of payment notices, under a region's road."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.dossiers.issued import both
from lianxi.portal.notices import act_pages, draft_pages, pages, papers, workbook
from lianxi.portal.notices.forms import ACTS

FORMS = ("csv", "xlsx")

one: list[URLPattern | URLResolver] = [
    path("", pages.notice, name="notice"),
    *both("letter", papers.notice_paper, "notice"),
    *both("reminders/<int:item>", papers.reminder_paper, "notice-reminder"),
    path("revise/", draft_pages.notice_revise, name="notice-revise"),
    path("owed.xlsx", workbook.owed, name="notice-owed"),
    path("bank/", workbook.bank, name="notice-bank"),
    *[path(f"{act}/", act_pages.act, {"act": act}, name=f"notice-{act}") for act in ACTS],
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", pages.notices, name="notices"),
    *[
        path(f"notices.{form}", pages.notices_file, {"form": form}, f"notices-{form}")
        for form in FORMS
    ],
    path("notices/new/", draft_pages.notice_new, name="notice-new"),
    path("notices/new/<str:fund>/<int:year>/", draft_pages.notice_draft, name="notice-draft"),
    path("notices/<int:number>/", include(one)),
]
