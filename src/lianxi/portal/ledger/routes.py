"""The addresses of this slice, under `funds/` of a region.

A fund is named by its id: whoever adds a list beside the funds stands before these.
"""

from django.urls import URLPattern, path

from lianxi.portal.ledger import (
    account_pages,
    act_pages,
    books,
    pages,
    party_pages,
    transfer_pages,
)

FORMS = ("csv", "xlsx")

urlpatterns: list[URLPattern] = [
    path("funds/", pages.funds, name="funds"),
    *[path(f"funds.{form}", pages.funds_file, {"form": form}, f"funds-{form}") for form in FORMS],
    path("funds/parties/<str:party>/", party_pages.party, name="fund-party"),
    path("funds/<slug:fund>/", pages.fund, name="fund"),
    path("funds/<slug:fund>/book/", act_pages.book, name="fund-book"),
    path("funds/<slug:fund>/books.xlsx", books.workbook, name="fund-books-xlsx"),
    path("funds/<slug:fund>/books.journal", books.hledger_file, name="fund-hledger"),
    path("funds/<slug:fund>/books.beancount", books.beancount_file, name="fund-beancount"),
    path("funds/<slug:fund>/accounts/", account_pages.accounts, name="fund-accounts"),
    *[
        path(
            f"funds/<slug:fund>/accounts.{form}",
            account_pages.accounts_file,
            {"form": form},
            f"fund-accounts-{form}",
        )
        for form in FORMS
    ],
    path("funds/<slug:fund>/accounts/<path:place>/", account_pages.account, name="fund-account"),
    *[
        path(
            f"funds/<slug:fund>/accounts/<path:place>/statement.{form}",
            account_pages.statement_file,
            {"form": form},
            f"fund-account-{form}",
        )
        for form in FORMS
    ],
    path("funds/<slug:fund>/transfers/", transfer_pages.transfers, name="fund-transfers"),
    *[
        path(
            f"funds/<slug:fund>/transfers.{form}",
            transfer_pages.transfers_file,
            {"form": form},
            f"fund-transfers-{form}",
        )
        for form in FORMS
    ],
    path(
        "funds/<slug:fund>/transfers/<int:number>/",
        transfer_pages.transfer,
        name="fund-transfer",
    ),
    path(
        "funds/<slug:fund>/transfers/<int:number>/take-back/",
        act_pages.take_back,
        name="fund-take-back",
    ),
]
