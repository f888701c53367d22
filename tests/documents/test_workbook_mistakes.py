"""Everything that a person, Excel or WPS can do to a workbook has a finding with its place."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.documents.texts import TEXTS, in_words
from lianxi.documents.workbook import Column, sendable
from lianxi.documents.workbook_compare import compare
from lianxi.documents.workbook_open import FILE_BYTES_MAX
from lianxi.documents.workbook_read import Returned, list_of, read
from lianxi.kernel.bilingual import Bilingual
from sheets import COLUMNS, LIST, ROWS, SENT, edited, filled, put, repacked

Parts = dict[str, bytes]


def opened_by(do: Callable[[Workbook], object]) -> bytes:
    return edited(do)


def part(name: str, content: bytes = b"x") -> bytes:
    """The workbook with one more part in its archive."""
    return repacked(lambda parts: parts.update({name: content}))


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with bytes of one part replaced."""

    def change(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return repacked(change)


def packed(**names: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, content in names.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return saved.getvalue()


def bomb() -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 30_000_000)
    return saved.getvalue()


def locked() -> bytes:
    """An archive whose parts say that they are encrypted."""
    content = bytearray(SENT)
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def entities() -> bytes:
    bad = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    return repacked(lambda parts: parts.update({"xl/worksheets/sheet2.xml": bad}))


def copied(sheet: Worksheet) -> None:
    book = sheet.parent
    assert isinstance(book, Workbook)
    book.copy_worksheet(sheet)


def without_sheets(book: Workbook) -> None:
    for name in ("杭州", "苏州"):
        book.remove(book[name])


def moved_rows(book: Workbook) -> None:
    book["苏州"]["A6"], book["苏州"]["B6"] = "p1", "沈一"
    book["杭州"].delete_rows(5)


def far(sheet: Worksheet) -> None:
    sheet["A60000"] = "p9"


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("B5:B6")


def shown(place: str, value: float, shape: str) -> bytes:
    def edit(sheet: Worksheet) -> None:
        sheet[place] = value
        sheet[place].number_format = shape

    return filled(edit)


def twice(sheet: Worksheet) -> None:
    sheet["H2"], sheet["H4"] = "phone", "电话"


def strange(sheet: Worksheet) -> None:
    sheet["H4"], sheet["H5"] = "备注", "有"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOOK = "xl/workbook.xml"

MISTAKES: list[tuple[str, str, bytes]] = [
    # what it is, the finding, and where it stands
    ("empty", "", b""),
    ("large", "", b"PK\x03\x04" + bytes(FILE_BYTES_MAX)),
    ("large", "", filled(far)),
    ("old", "", OLE),
    ("encrypted", "", OLE + "EncryptedPackage".encode("utf-16-le")),
    ("encrypted", "", locked()),
    ("other", "", b"%PDF-1.7"),
    ("other", "", "姓名,电话\n".encode("gbk")),
    ("other", "", b"\xff\xd8\xff\xe0"),
    ("other", "", b"<html><table></table></html>"),
    ("other", "", b"\x00\x01\x02"),
    ("other", "", packed(a_txt=b"x")),
    ("other", "", packed(xl__workbook_bin=b"x")),
    ("other", "", packed(word__document_xml=b"x")),
    ("other", "", packed(content_xml=b"x")),
    ("broken", "", SENT[: len(SENT) // 2]),
    ("broken", "", b"PK\x03\x04 and no more"),
    ("broken", "", packed(xl__workbook_xml=b"<a")),
    ("bomb", "", bomb()),
    ("unsafe", "", entities()),
    ("classified", "杭州 C7", put(C7="机密★20年")),
    ("classified", "秘密", filled(lambda sheet: setattr(sheet, "title", "秘密"))),
    ("macros", "", part("xl/vbaProject.bin")),
    ("macros", "", replaced("[Content_Types].xml", b"sheet.main", b"sheet.macroEnabled.main")),
    ("links", "", part("xl/externalLinks/externalLink1.xml")),
    ("links", "", part("xl/connections.xml")),
    ("embedded", "", part("xl/embeddings/oleObject1.bin")),
    ("strict", "", replaced(BOOK, b"schemas.openxmlformats.org", b"purl.oclc.org/ooxml")),
    ("epoch", "", opened_by(lambda book: setattr(book, "epoch", MAC_EPOCH))),
    ("memory-gone", "", opened_by(lambda book: book.remove(book["_lianxi"]))),
    ("memory-edited", "", filled(lambda sheet: sheet.delete_rows(9), "_lianxi")),
    ("memory-edited", "", filled(lambda sheet: sheet.delete_rows(1, 99), "_lianxi")),
    ("format", "", filled(lambda s: s.cell(2, 2, "2"), "_lianxi")),
    ("sheets-gone", "", opened_by(without_sheets)),
    ("sheet-gone", "苏州", opened_by(lambda book: book.remove(book["苏州"]))),
    ("sheet-twice", "杭州 Copy", filled(copied)),
    ("sheet-renamed", "杭州市", filled(lambda sheet: setattr(sheet, "title", "杭州市"))),
    ("sheet-unknown", "草稿", opened_by(lambda b: b.create_sheet("草稿").append(["x"]))),
    ("column-unknown", "杭州 H", filled(strange)),
    ("column-twice", "杭州 H", filled(twice)),
    ("column-gone", "杭州", filled(lambda sheet: sheet.delete_cols(3))),
    ("column-renamed", "杭州 C4", put(C4="手机")),
    ("column-id-gone", "杭州", filled(lambda sheet: sheet.delete_cols(1))),
    ("row-gone", "杭州", filled(lambda sheet: sheet.delete_rows(6))),
    ("row-unknown", "杭州 A5", put(A5="p1x")),
    ("row-unknown", "杭州 A5", put(A5="=1")),
    ("row-twice", "杭州 A6", put(A6="p1")),
    ("row-elsewhere", "苏州 A6", opened_by(moved_rows)),
    ("cell-locked", "杭州 G5", put(G5="别处")),
    ("cell-locked", "杭州 F5", put(F5="1")),
    ("cell-locked", "杭州 G7", put(B7="沈四", G7="别处")),
    ("cell-required", "杭州 B5", put(B5="　")),
    ("cell-required", "杭州 B7", put(C7="1")),
    ("cell-choice", "杭州 E5", put(E5="加入")),
    ("cell-formula", "杭州 C5", put(C5="=SUM(A1:A2)")),
    ("cell-error", "杭州 C5", put(C5="#REF!")),
    ("cell-merged", "杭州 B5:B6", filled(merged)),
    ("cell-long", "杭州 C5", put(C5="1" * 41)),
    ("cell-control", "杭州 C5", put(C5="1_x0007_2")),
    ("cell-rounded", "杭州 F7", put(B7="沈四", F7=330100199001010011)),
    ("cell-rounded", "杭州 C5", put(C5=1e300)),
    ("cell-percent", "杭州 C5", shown("C5", 0.05, "0%")),
    ("cell-time", "杭州 D5", put(D5=time(9, 30))),
    ("cell-time", "杭州 D5", put(D5=datetime(2026, 11, 22, 9, 30))),
    ("cell-tidied", "杭州 C5", put(C5="　１３９００００ ")),
    ("date-form", "杭州 D5", put(D5="2026年2月30日")),
    ("date-form", "杭州 D5", put(D5="明年")),
    ("date-form", "杭州 D5", put(D5=7)),
    ("date-form", "杭州 D6", put(D6=7)),
    ("date-form", "杭州 D6", put(D6=20261341)),
    ("date-form", "杭州 D6", put(D6=2026.77)),
    ("date-ambiguous", "杭州 D5", put(D5="05/03/2019")),
    ("date-ambiguous", "杭州 D6", put(D6=2026.1)),
    ("date-year", "杭州 D5", put(D5=datetime(1905, 7, 2))),
]  # fmt: skip


OTHERS = {"workbook.list", "workbook.day-form"}  # with cases of their own, below
BY_DAY = tuple(replace(c, form="day") if c.form == "date" else c for c in COLUMNS)
NO_DAYS = ["2026-11", "2026", 2026, "2026年11月", "不详", "明年", datetime(1905, 7, 2)]


def where(returned: Returned, code: str) -> list[str]:
    found = [f.place for f in returned.findings if f.code == f"workbook.{code}"]
    return [f"{place.file} {place.key}".strip() for place in found]


@pytest.mark.parametrize(
    ("code", "place", "content"), MISTAKES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_each_mistake_is_found_where_it_stands(code: str, place: str, content: bytes) -> None:
    returned = read(content, COLUMNS, LIST)
    assert place in where(returned, code), [(f.code, f.place) for f in returned.findings]
    for finding in returned.findings:
        said = in_words(finding)
        for words in (said.message, said.expected, said.remedy):
            assert "{" not in words.zh + words.en
            assert words.zh
            assert words.en


def test_there_is_a_case_for_every_finding() -> None:
    assert {f"workbook.{code}" for code, _, _ in MISTAKES} | OTHERS == set(TEXTS)


@pytest.mark.parametrize("typed", NO_DAYS)
def test_where_a_day_is_wanted_nothing_says_that_a_month_will_do(typed: str | float | date) -> None:
    (finding,) = read(put(D5=typed), BY_DAY, LIST).errors
    assert finding.code == "workbook.day-form"
    said = in_words(finding)
    assert "2026-11-22" in said.expected.en
    assert "2026-11或" not in said.message.zh + said.expected.zh + said.remedy.zh


@pytest.mark.parametrize("typed", ["2026年11月1日", "20261101", datetime(2026, 11, 1), "2026/11/1"])
def test_a_whole_day_is_read_in_whatever_shape_it_comes(typed: str | float | date) -> None:
    (cell,) = compare(read(put(D5=typed), BY_DAY, LIST), ROWS).changed
    assert cell.becomes == "2026-11-01"


def test_a_row_that_is_gone_is_told_by_the_columns_that_tell() -> None:
    telling = tuple(replace(c, tells=c.key == "name") for c in COLUMNS)
    gone = filled(lambda sheet: sheet.delete_rows(6))
    (finding,) = read(gone, telling, LIST).notices
    assert next(iter(ROWS.values()))["name"] not in in_words(finding).message.zh
    name = list(ROWS.values())[1]["name"]
    assert f"保持原样：{name}" in in_words(finding).message.zh


def test_the_workbook_of_another_list_is_named() -> None:
    (finding,) = read(SENT, COLUMNS, "another").findings
    assert finding.code == "workbook.list"
    assert "directory/people" in in_words(finding).message.en
    assert list_of(OLE) is None


def test_a_cell_that_is_not_taken_stays_as_it_is_and_the_others_are_taken() -> None:
    returned = read(put(B5="沈一一", C5="=1+1", D5="明年"), COLUMNS, LIST)
    assert len(returned.errors) == 2
    (cell,) = compare(returned, ROWS).changed
    assert cell.key == "name"


def test_a_row_that_was_deleted_is_left_as_it_is() -> None:
    returned = read(filled(lambda sheet: sheet.delete_rows(6)), COLUMNS, LIST)
    assert not returned.errors
    assert compare(returned, ROWS).nothing


def test_merged_cells_clear_nothing() -> None:
    assert compare(read(filled(merged), COLUMNS, LIST), ROWS).nothing


def test_a_merge_of_a_whole_column_is_no_trouble() -> None:
    tag = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    content = replaced("xl/worksheets/sheet2.xml", b"</sheetData>", tag)
    assert where(read(content, COLUMNS, LIST), "cell-merged") == ["杭州 A1:XFD1048576"]


def test_a_column_that_was_not_sent_is_not_asked_for() -> None:
    more = (*COLUMNS, Column("new", Bilingual("新", "new")))
    assert not read(SENT, more, LIST).findings


def test_what_can_be_sent() -> None:
    assert sendable("a\x00b\r\n") == "ab\n"
