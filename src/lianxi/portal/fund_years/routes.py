"""The addresses of funds' years, under a region's road."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.dossiers.issued import both
from lianxi.portal.fund_years import form_pages, pages, report_pages

one_finding: list[URLPattern | URLResolver] = [
    path("explain/", form_pages.explain, name="fund-year-explain"),
    path("correct/", form_pages.correct, name="fund-year-correct"),
    path("judge/", form_pages.judge, name="fund-year-judge"),
]
one_year: list[URLPattern | URLResolver] = [
    path("", pages.fund_year, name="fund-year"),
    path("figures/", pages.figures, name="fund-year-figures"),
    path("files/<str:digest>/", pages.file, name="fund-year-file"),
    path("revise/", form_pages.revise, name="fund-year-revise"),
    path("settle/", form_pages.settle, name="fund-year-settle"),
    path("return/", form_pages.send_back, name="fund-year-return"),
    path("close/", form_pages.close, name="fund-year-close"),
    path("audit/", form_pages.audit, name="fund-year-audit"),
    path("findings/<int:item>/", include(one_finding)),
    *both("draft", report_pages.draft, "fund-year-draft"),
    path("tables.xlsx", report_pages.tables, name="fund-year-tables"),
    path("report/", report_pages.report, name="fund-year-report"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("fund-years/", pages.fund_years, name="fund-years"),
    path("fund-years.csv", pages.fund_years_file, {"form": "csv"}, "fund-years-csv"),
    path("fund-years.xlsx", pages.fund_years_file, {"form": "xlsx"}, "fund-years-xlsx"),
    path("fund-years/new/", form_pages.new, name="fund-year-new"),
    path("fund-years/begin/", form_pages.begin, name="fund-year-begin"),
    path("fund-years/<int:number>/", include(one_year)),
]
