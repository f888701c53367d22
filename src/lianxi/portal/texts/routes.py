"""The addresses of texts, under `road/texts/` of a region."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.dossiers.issued import both
from lianxi.portal.texts import article_pages, breakdown_page, force_pages, form_pages, pages

one: list[URLPattern | URLResolver] = [
    path("", pages.text, name="agreement"),
    path("compare/", pages.compare, name="text-compare"),
    path("clauses/<str:clause>/", pages.clause, name="text-clause"),
    path("scans/<int:file>/", pages.scan_file, name="text-scan-file"),
    path("write/", form_pages.write, name="text-write"),
    path("strike/", form_pages.strike, name="text-strike"),
    path("comment/", form_pages.comment, name="text-comment"),
    path("weigh/", form_pages.weigh, name="text-weigh"),
    path("settle/", form_pages.settle, name="text-settle"),
    path("reopen/", form_pages.reopen, name="text-reopen"),
    path("drop/", form_pages.drop, name="text-drop"),
    path("sign/", force_pages.sign, name="text-sign"),
    path("scan/", force_pages.scan, name="text-scan"),
    path("force/", force_pages.force, name="text-force"),
    path("amend/", force_pages.amend, name="text-amend"),
    path("repeal/", force_pages.repeal, name="text-repeal"),
    path("accede/", force_pages.accede, name="text-accede"),
    path("leave/", force_pages.leave, name="text-leave"),
    path("end/", force_pages.end, name="text-end"),
    path("break-down/", breakdown_page.break_down, name="text-break"),
    path("article/", article_pages.article, name="text-article"),
    path("article/review/", article_pages.review, name="text-article-review"),
]
routes: list[URLPattern | URLResolver] = [
    path("texts/", pages.texts, name="texts"),
    path("texts.csv", pages.texts_file, {"form": "csv"}, "texts-csv"),
    path("texts.xlsx", pages.texts_file, {"form": "xlsx"}, "texts-xlsx"),
    *both("texts/<int:number>", pages.paper, "text"),
    path("texts/draft/", form_pages.draft, name="text-draft"),
    path("texts/<int:number>/", include(one)),
]
