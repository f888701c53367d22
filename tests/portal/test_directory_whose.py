"""Whose people a workbook holds: none are kept under another party, and nobody inherits any."""

import io
from dataclasses import replace

import openpyxl
import pytest

from contacts import (
    EASTON,
    NEW,
    PDF,
    TODAY,
    WESTON,
    Sheet,
    actor,
    applied,
    came,
    doing,
    enter,
    errors,
    filled,
    held,
    looked_at,
    refused,
    with_row,
    workbook,
)
from lianxi.documents.texts import TEXTS as OF_WORKBOOKS
from lianxi.governance.authority import Actor
from lianxi.kernel.finding import explain
from lianxi.portal.directory import actions, returns
from lianxi.portal.directory.models import File, Post, Return, Unit
from lianxi.portal.directory.returns import Letter

pytestmark = pytest.mark.usefixtures("lake_portal")


def without_sheet(content: bytes, number: int) -> bytes:
    """A workbook from which somebody deleted a sheet."""
    opened = openpyxl.load_workbook(io.BytesIO(content))
    del opened[opened.sheetnames[number + 1]]
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def with_sheet(content: bytes, text: str) -> bytes:
    """A workbook to which somebody added a sheet."""
    opened = openpyxl.load_workbook(io.BytesIO(content))
    opened.create_sheet("备份").cell(1, 1).value = text
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("who", [actor(), actor("liaison", EASTON)])
def test_nobodys_people_are_kept_under_another_party(who: Actor) -> None:
    unfilled = workbook(EASTON, WESTON)
    enter(held("王芳", of=WESTON, mobile="13800001111"))
    every = workbook(EASTON, WESTON)
    for content, said in (
        (workbook(WESTON), "no sheet of"),
        (filled(unfilled, {1: with_row(**NEW)}), "holds people of"),
        (every, "holds people of"),
        (without_sheet(every, 1), "holds people of"),  # the hidden sheet has them still
        (with_sheet(workbook(EASTON), "王芳 13800001111"), "can't be told"),
        (b"no workbook", "no sheet of"),
    ):
        letter = Letter("东函1号", TODAY, content, PDF)
        assert said in refused(returns.receive(doing(who=who), letter))
    assert not Return.objects.exists()
    assert not File.objects.exists()


def test_a_sheet_of_another_city_without_anybody_does_no_harm() -> None:
    assert errors(came(filled(workbook(EASTON, WESTON), {0: with_row(**NEW)}))) == []


def test_ids_of_another_city_are_not_reached() -> None:
    theirs = enter(held("王芳", of=WESTON, mobile="13800001111"))
    mine = enter(held("李雷", of=EASTON))
    content = workbook(EASTON)

    def forged(sheet: Sheet) -> None:
        sheet.sheet.cell(5, 1).value = str(theirs.number)
        sheet.put(0, mobile="13900000000")

    letter = Letter("东函1号", TODAY, filled(content, {0: forged}), PDF)
    assert "can't be told" in refused(returns.receive(doing(), letter))
    assert not File.objects.exists()
    assert mine.number != theirs.number


def test_nobody_inherits_a_mobile_number_or_an_e_mail() -> None:
    contact = {"mobile": "13800001111", "email": "wang@lake.cn"}
    enter(held("王芳", title="主任", phone="0571-87654321", **contact))
    applied(came(filled(workbook(EASTON), {0: with_row(name="李雷", since="2026-11-01")})))
    new = Post.objects.get(name_zh="李雷")
    assert (new.mobile, new.email) == ("", "")
    assert (new.title, new.phone) == ("主任", "0571-87654321")


def test_a_number_that_changed_here_meanwhile_is_not_inherited_either() -> None:
    post = enter(held("王芳", mobile="13800001111"))
    content = workbook(EASTON)
    actions.correct_post(doing(), post, replace(post, mobile="13700001111"))
    new = with_row(name="李雷", since="2026-11-01", mobile="13900002222")
    row = came(filled(content, {0: new}))
    assert [each.cell.key for each in looked_at(row).review.conflicts] == ["mobile"]
    applied(row)
    assert Post.objects.get(name_zh="李雷").mobile == ""


def test_a_row_that_is_gone_is_told_by_its_duty_and_unit() -> None:
    enter(held("王芳"))
    row = came(filled(workbook(EASTON), {0: lambda sheet: sheet.sheet.delete_rows(5)}))
    (notice,) = looked_at(row).review.notices
    said = explain(notice, OF_WORKBOOKS).message
    assert said.zh == "有1行没有回来，保持原样：船屋联络员"
    assert "1 rows" not in said.en
    assert "王芳" not in said.zh


def test_the_guide_says_only_what_is_taken() -> None:
    guide = openpyxl.load_workbook(io.BytesIO(workbook(EASTON))).worksheets[0]
    said = "\n".join(str(cell.value) for line in guide for cell in line if cell.value)
    assert "2026-11-22" in said
    assert not [words for words in ("2026-11或", "2026-11,", "来函中写明") if words in said]
    assert "在“止”一栏写日期" in said


def test_a_new_unit_begins_with_the_earliest_post_in_it() -> None:
    def fill(sheet: Sheet) -> None:
        sheet.put(0, **NEW, unit="合作交流处")
        sheet.put(1, unit="合作交流处", duty="负责人", name="王芳", since="2026-01-05")

    applied(came(filled(workbook(EASTON), {0: fill})))
    assert str(Unit.objects.get().since) == "2026-01-05"
