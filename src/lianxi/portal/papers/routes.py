"""The addresses of this slice, under `road/` of a region."""

from django.urls import URLPattern, path

from lianxi.portal.dossiers.issued import both
from lianxi.portal.papers import issue_pages, pages, report_pages

FORMS = ("csv", "xlsx")
OF_COMMITMENT = "commitments/<int:number>/papers/<slug:sheet>/<int:item>"

urlpatterns: list[URLPattern] = [
    path("accounts/", pages.accounts, name="accounts"),
    path("accounts/<slug:account>/", pages.account, name="account"),
    *both("accounts/<slug:account>", pages.account_paper, "account"),
    path("accounts/self-assessment/report/", report_pages.account_report, name="account-report"),
    path("accounts/<slug:account>/issue/", issue_pages.account_issue, name="account-issue"),
    *both(OF_COMMITMENT, pages.commitment_paper, "commitment-paper"),
    path(f"{OF_COMMITMENT}/issue/", issue_pages.commitment_issue, name="commitment-paper-issue"),
    path("papers/", issue_pages.papers, name="papers"),
    *[
        path(f"papers.{form}", issue_pages.papers_file, {"form": form}, f"papers-{form}")
        for form in FORMS
    ],
    path("papers/<int:number>/", issue_pages.paper, name="paper"),
    path("papers/<int:number>/withdraw/", issue_pages.withdraw, name="paper-withdraw"),
    path("papers/<int:number>/files/<str:digest>/", issue_pages.paper_file, name="paper-file"),
]
