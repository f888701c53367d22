"""The addresses of grants, under a region's road."""

from django.urls import URLPattern, URLResolver, include, path

from lianxi.portal.dossiers.issued import both
from lianxi.portal.grants import act_pages, pages, papers

FORMS = ("csv", "xlsx")

one: list[URLPattern | URLResolver] = [
    path("", pages.grant, name="grant"),
    path("files/<str:digest>/", pages.grant_attachment, name="grant-attachment"),
    path("revise/", act_pages.grant_revise, name="grant-revise"),
    *both("targets", papers.targets, "grant-targets"),
    *both("payment-<int:part>", papers.payment, "grant-payment"),
    *both("assessment", papers.assessment, "grant-assessment"),
    path("<str:act>/", act_pages.act, name="grant-act"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("grants/", pages.grants, name="grants"),
    *(
        path(f"grants.{form}", pages.grants_file, {"form": form}, f"grants-{form}")
        for form in FORMS
    ),
    path("grants/new/", act_pages.grant_new, name="grant-new"),
    path("grants/<int:number>/", include(one)),
]
