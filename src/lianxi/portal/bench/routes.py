"""The addresses of this slice, under `sharing/` of a region; a rule is named by its id."""

from django.urls import URLPattern, URLResolver, path

from lianxi.portal.bench import (
    amend_pages,
    pages,
    propose_pages,
    split_pages,
    trial_pages,
)

RULE = "sharing/<slug:rule>/"
TRIAL = f"{RULE}trials/<int:number>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("splits/", split_pages.split_page, name="splits"),
    path(f"{RULE}bench/", pages.bench, name="bench"),
    path(f"{RULE}trials/", trial_pages.trials, name="trials"),
    path(f"{RULE}trials.csv", trial_pages.trials_file, {"form": "csv"}, "trials-csv"),
    path(f"{RULE}trials.xlsx", trial_pages.trials_file, {"form": "xlsx"}, "trials-xlsx"),
    path(f"{RULE}trials/keep/", trial_pages.keep, name="trial-keep"),
    path(f"{TRIAL}/", trial_pages.trial, name="trial"),
    path(f"{TRIAL}/comparison.docx", propose_pages.trial_docx, name="trial-docx"),
    path(f"{TRIAL}/comparison.xlsx", propose_pages.trial_xlsx, name="trial-xlsx"),
    path(f"{TRIAL}/propose/", propose_pages.propose, name="trial-propose"),
    path(f"{TRIAL}/amend/", amend_pages.amend, name="trial-amend"),
    path(f"{TRIAL}/amend/review/", amend_pages.review, name="trial-amend-review"),
]
