"""The addresses of this slice, under `road/` of a region."""

from django.urls import URLPattern, path

from lianxi.portal.commitments import (
    act_pages,
    matter_pages,
    pages,
    round_pages,
    together_pages,
)

FORMS = ("csv", "xlsx")

urlpatterns: list[URLPattern] = [
    path("commitments/", pages.commitments, name="commitments"),
    *[
        path(f"commitments.{form}", pages.commitments_file, {"form": form}, f"commitments-{form}")
        for form in FORMS
    ],
    path("commitments/begin/", act_pages.begin, name="commitment-begin"),
    path("commitments/together/<slug:act>/", together_pages.together, name="commitments-together"),
    path("commitments/<int:number>/", pages.commitment, name="commitment"),
    path("commitments/<int:number>/do/<slug:act>/", act_pages.act, name="commitment-act"),
    path(
        "commitments/<int:number>/files/<str:digest>/", pages.evidence, name="commitment-evidence"
    ),
    path("practical-matters/", matter_pages.practical_matters, name="practical-matters"),
    *[
        path(
            f"practical-matters.{form}",
            matter_pages.practical_matters_file,
            {"form": form},
            f"practical-matters-{form}",
        )
        for form in FORMS
    ],
    path("rounds/", round_pages.rounds, name="rounds"),
    path("rounds/open/", round_pages.open_, name="round-open"),
    path("rounds/<int:number>/", round_pages.one, name="round"),
    path("rounds/<int:number>/close/", round_pages.close, name="round-close"),
    path("rounds/<int:number>/<str:party>.xlsx", round_pages.workbook, name="round-workbook"),
    path("rounds/<int:number>/returns/", round_pages.receive, name="round-return"),
    path("rounds/<int:number>/returns/<int:book>/", round_pages.one_book, name="round-book"),
    path(
        "rounds/<int:number>/returns/<int:book>/enter/", round_pages.enter_book, name="book-enter"
    ),
    path("rounds/<int:number>/returns/<int:book>/aside/", round_pages.put_aside, name="book-aside"),
]
