"""The addresses of consultations, under a region's road."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.consultations import pages, papers, workbook
from lianxi.portal.dossiers.issued import both

FORMS = ("csv", "xlsx")

one: list[URLPattern | URLResolver] = [
    path("", pages.consultation, name="consultation"),
    path("files/<str:digest>/", pages.consultation_attachment, name="consultation-attachment"),
    path("reply/", pages.consultation_reply, name="consultation-reply"),
    path("weigh/", pages.consultation_weigh, name="consultation-weigh"),
    path("extend/", pages.consultation_extend, name="consultation-extend"),
    path("close/", pages.consultation_close, name="consultation-close"),
    *both("letter", papers.letter, "consultation-letter"),
    *both("summary", papers.summary, "consultation"),
    path("workbook.xlsx", workbook.consultation_workbook, name="consultation-workbook"),
    path("returned/", workbook.consultation_returned, name="consultation-returned"),
    *(
        path(f"summary.{form}", pages.summary_file, {"form": form}, f"consultation-{form}")
        for form in FORMS
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("consultations/", pages.consultations, name="consultations"),
    *(
        path(
            f"consultations.{form}",
            pages.consultations_file,
            {"form": form},
            f"consultations-{form}",
        )
        for form in FORMS
    ),
    path("consultations/new/", pages.consultation_new, name="consultation-new"),
    path("consultations/<int:number>/", include(one)),
]
