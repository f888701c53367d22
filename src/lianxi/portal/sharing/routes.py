"""The addresses of this slice, under `sharing/` of a region; a rule is named by its id."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.sharing import fact_pages, history_pages, intake_pages, line_pages, pages

FORMS = ("csv", "xlsx")

one_rule: list[URLPattern | URLResolver] = [
    path("", pages.rule, name="sharing-rule"),
    path("lines/", line_pages.lines, name="sharing-lines"),
    *[
        path(f"lines.{form}", line_pages.lines_file, {"form": form}, f"sharing-lines-{form}")
        for form in FORMS
    ],
    path("lines/<int:number>/", line_pages.why, name="sharing-why"),
    path("lines/<int:number>/why.json", line_pages.why_json, name="sharing-why-json"),
    path("lines/<int:number>/why.docx", line_pages.why_docx, name="sharing-why-docx"),
    path("history/", history_pages.history, name="sharing-history"),
    path("facts/", fact_pages.facts, name="sharing-facts"),
    *[
        path(f"facts.{form}", fact_pages.facts_file, {"form": form}, f"sharing-facts-{form}")
        for form in FORMS
    ],
    *[
        path(f"facts/sheet.{form}", fact_pages.sheet, {"form": form}, f"sharing-sheet-{form}")
        for form in FORMS
    ],
    path("facts/enter/", intake_pages.enter, name="sharing-enter"),
    path("facts/correct/", intake_pages.correct, name="sharing-correct"),
    path("facts/batches/<int:number>/", fact_pages.batch, name="sharing-batch"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("sharing/", pages.rules, name="sharing"),
    *[
        path(f"sharing.{form}", pages.rules_file, {"form": form}, f"sharing-{form}")
        for form in FORMS
    ],
    path("sharing/<slug:rule>/", include(one_rule)),
]
