"""Payment notices as files: letters, lists, the bank's list as a workbook, the API."""

import io
import re
from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from lianxi.portal.notices import actions
from lianxi.portal.notices.workbook import AMOUNT, VOUCHER
from lianxi.portal.notices.workbook import DAY as DAY_HEAD
from noticed import (
    ROAD,
    SOON,
    at,
    balances,
    issue_one,
    opened,
    page,
    post,
)
from notices import FUND, paid
from road import EASTON, REGION, WESTON
from uploads import Enter


@pytest.fixture
def issued(db: None) -> None:
    """A notice that was issued in March, and is overdue by now."""
    issue_one()


def test_the_list_is_filtered_and_goes_out_as_files(issued: None, enter: Enter) -> None:
    office = enter("secretariat")
    assert "100,000.00" in page(office, "notices/?stage=issued")
    assert "Pier fund: payment notice" not in page(office, "notices/?stage=closed")
    rows = page(office, "notices.csv").splitlines()
    assert rows[0].startswith("\ufeffnumber,title_zh,title_en,fund,fund_zh")
    assert "100000.00,0.00,0.00,100000.00,2026-04-01,湖合办〔2026〕7号,issued" in rows[1]
    assert office.get(f"{ROAD}notices.xlsx").status_code == 200


def said(client: Client, path: str) -> str:
    """The text of a letter."""
    answer = client.get(f"{ROAD}{path}")
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_letters_say_the_amount_in_figures_and_capitals(issued: None, enter: Enter) -> None:
    office = enter("secretariat")
    post(enter("finance"), "notices/1/remind/", {"number": "湖合办函〔2026〕11号", "by": SOON})
    office.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh"
    all_ = said(office, "notices/1/letter.docx")
    assert "100,000.00" in all_
    assert "壹拾万元整" in all_
    one = said(office, f"notices/1/letter.docx?party={EASTON}")
    assert "你单位应缴50,000.00元（大写：伍万元整）。核定办法：各成员等额。" in one
    assert "请于2026年4月1日前缴入以下账户" in one
    assert "湖区财政专户" in one
    assert "你单位尚欠50,000.00元" in said(office, f"notices/1/reminders/1.docx?party={WESTON}")
    assert office.get(f"{ROAD}notices/1/letter.pdf").status_code in (200, 422)  # 422 without fonts
    for path in ("notices/1/letter.docx?party=990300", "notices/1/reminders/2.docx"):
        assert office.get(f"{ROAD}{path}").status_code == 404


def test_the_api_tells_notices_and_one_with_its_payments(issued: None, enter: Enter) -> None:
    actions.pay(at(), opened(), [paid(EASTON, 500)], None)
    client = enter("secretariat")
    base = f"/api/v1/regions/{REGION}/notices"
    found = client.get(f"{base}?stage=issued").json()
    assert [(each["ref"], each["left"]) for each in found] == [("notice/1", "99995.00")]
    whole = client.get(f"{base}/1").json()
    assert whole["lines"][0]["left"] == "49995.00"
    assert whole["payments"][0]["voucher"] == "B-1"
    assert client.get(f"{base}/2").status_code == 404
    assert client.get(f"{base}?stage=x").status_code == 422


def filled_in(client: Client, *rows: tuple[int, Mapping[str, str]]) -> SimpleUploadedFile:
    """The list of what is owed, filled in: by the number of a row, texts by column."""
    answer = client.get(f"{ROAD}notices/1/owed.xlsx")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    sheet = next(
        each for each in book.worksheets if each.sheet_state == "visible" and "Pier" in each.title
    )
    keys = {str(cell.value): cell.column for row in sheet.iter_rows() for cell in row if cell.value}
    top = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "Easton")
    for n, cells in rows:
        for head, text in cells.items():
            sheet.cell(top + n, keys[head], text)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("list.xlsx", content.getvalue())


def came(amount: str, voucher: str, **more: str) -> dict[str, str]:
    heads = {AMOUNT.en: amount, DAY_HEAD.en: "2026-03-20", VOUCHER.en: voucher}
    return heads | more


def reviewed(client: Client, book: SimpleUploadedFile, status: int = 200) -> str:
    return post(client, "notices/1/bank/", {"party": f"fund:{FUND}", "workbook": book}, status)


def kept(review: str) -> dict[str, str]:
    """What the page of a review carries along."""
    found = re.search(r'name="kept" value="([^"]*)"', review)
    assert found is not None
    return {"party": f"fund:{FUND}", "kept": found[1]}


def test_a_bank_list_is_reviewed_and_then_booked_once(issued: None, enter: Enter) -> None:
    finance = enter("finance")
    half = came("20,000", "B-3", Member="Weston")
    book = filled_in(finance, (0, came("50000", "B-1")), (1, came("30000", "B-2")), (2, half))
    review = reviewed(finance, book)
    assert "Easton: 50,000.00 yuan on 20 March 2026, voucher B-1" in review
    assert balances() == {"levied": -100000, f"{EASTON}:due": 50000, f"{WESTON}:due": 50000}
    post(finance, "notices/1/bank/", kept(review))
    assert balances() == {"levied": -100000, "cash": 100000}
    again = post(finance, "notices/1/bank/", kept(review))
    assert again == f"{ROAD}notices/1/"
    assert len(opened().state.payments) == 3
    assert finance.get(f"{ROAD}notices/1/owed.xlsx").status_code == 422


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({}, "othing is filled in"),
        ({AMOUNT.en: "5"}, "line” is missing"),
        (came("fünf", "B"), "“fünf” is no amount"),
        (came("50000.01", "B"), "owes 50,000.00 yuan"),
        (came("0", "B"), "more than zero"),
    ],
)
def test_a_list_with_a_mistake_is_not_entered(
    issued: None, enter: Enter, cells: Mapping[str, str], why: str
) -> None:
    finance = enter("finance")
    assert why in reviewed(finance, filled_in(finance, (0, cells)), 422)
    assert opened().state.payments == ()
