"""The addresses of consultations, under a region's road."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.consultations import pages, papers, workbook

FORMS = ("csv", "xlsx")

one: list[URLPattern | URLResolver] = [
    path("", pages.consultation, name="consultation"),
    path("reply/", pages.consultation_reply, name="consultation-reply"),
    path("weigh/", pages.consultation_weigh, name="consultation-weigh"),
    path("extend/", pages.consultation_extend, name="consultation-extend"),
    path("close/", pages.consultation_close, name="consultation-close"),
    path("letter.docx", papers.letter_docx, name="consultation-letter"),
    path("summary.docx", papers.summary_docx, name="consultation-docx"),
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
