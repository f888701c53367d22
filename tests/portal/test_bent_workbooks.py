"""A round's workbook that somebody has bent is taken in by none of its rows, and says why."""

import io
from collections.abc import Callable
from typing import cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.kernel.bilingual import same
from lianxi.portal.commitments import actions, queries
from lianxi.portal.dossiers.models import Entry
from road import DAY, EASTON, REGION, WESTON, load, office, undertaken
from sheets import reported
from uploads import Enter

ROUND = f"/regions/{REGION}/road/rounds/1/"


@pytest.fixture
def asked(db: None) -> None:
    """Two commitments of Easton and one of Weston, all of which are asked about."""
    load()
    actions.undertake(office(), [undertaken(), undertaken(), undertaken(doer=WESTON)])
    lines = queries.lines(office().found, DAY.date())
    actions.open_round(office(), same("调度"), "2026Q1", "council", DAY.date(), lines)


def first(page: Worksheet) -> int:
    """The row of the first commitment."""
    return next(row[0].row or 0 for row in page if row[0].value == "1")


def column(page: Worksheet, head: str) -> int:
    """The column of a heading."""
    return next(cell.column or 0 for row in page for cell in row if cell.value == head)


def bent(browser: Client, edit: Callable[[Worksheet], object], party: str = EASTON) -> bytes:
    """A city's workbook, filled in and then edited."""
    sent = browser.get(f"{ROUND}{party}.xlsx").content
    book = load_workbook(io.BytesIO(reported(load_workbook(io.BytesIO(sent)))))
    edit(book.worksheets[1])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def handed_in(browser: Client, content: bytes) -> HttpResponse:
    """A workbook is handed in for Easton."""
    file = SimpleUploadedFile("a.xlsx", content)
    values = {"party": EASTON, "letter": "东〔2026〕7号", "workbook": file}
    return cast("HttpResponse", browser.post(f"{ROUND}returns/", values))


def received(browser: Client, content: bytes) -> str:
    """What the page says when it is not taken."""
    answer = handed_in(browser, content)
    assert answer.status_code == 422
    return answer.content.decode()


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda page: page.merge_cells(f"B{first(page)}:C{first(page)}"), "merged"),
        (lambda page: page.delete_cols(column(page, "Progress")), " says nothing of the progress"),
        (lambda page: page.__setitem__(f"I{first(page)}", "十二根"), "should read name=value"),
        (lambda page: page.__setitem__(f"H{first(page)}", "=1+1"), "formula"),
        (lambda page: page.__setitem__(f"A{first(page)}", "999"), "999"),
        (lambda page: page.__setitem__(f"A{first(page)}", "3"), "“3” was not sent out"),
        (lambda page: page.__setitem__(f"A{first(page)}", "2"), "twice"),
    ],
)
def test_nothing_of_it_is_taken(
    enter: Enter, edit: Callable[[Worksheet], object], said: str
) -> None:
    browser = enter("secretariat")
    page = received(browser, bent(browser, edit))
    assert said in page, page[page.find("<main") :][:2000]
    assert "row  " not in page
    assert Entry.objects.filter(act="receive").count() == 0


@pytest.mark.usefixtures("asked")
def test_columns_that_were_moved_are_found_by_their_headings(enter: Enter) -> None:
    browser = enter("secretariat")
    assert handed_in(browser, bent(browser, lambda page: page.delete_cols(2))).status_code == 302
    page = browser.get(f"{ROUND}returns/1/").content.decode()
    assert "码头第1段" in page
    assert "桩" in page


@pytest.mark.usefixtures("asked")
def test_another_citys_is_not_taken(enter: Enter) -> None:
    browser = enter("secretariat")
    content = bent(browser, lambda page: page, WESTON)
    assert "sheets of another city" in received(browser, content)
    assert Entry.objects.filter(act="receive").count() == 0
