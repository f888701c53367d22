"""A workbook goes out and comes back: the same rows, the same bytes, texts that stay texts."""

import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from lianxi.documents.scan import kind_of
from lianxi.documents.texts import in_words
from lianxi.documents.workbook import Book, Column, Row, Sheet, sendable
from lianxi.documents.workbook_compare import Changes, compare
from lianxi.documents.workbook_read import list_of, read
from lianxi.documents.workbook_write import write
from lianxi.kernel.bilingual import Bilingual, Lang
from sheets import BOOK, COLUMNS, LIST, ROWS, SENT, edited, filled, put


def changes(content: bytes, rows: dict[str, dict[str, str]] = ROWS) -> Changes:
    """What came back, compared; nothing of it may be an error."""
    returned = read(content, COLUMNS, LIST)
    assert not returned.errors, [in_words(finding).message.en for finding in returned.errors]
    return compare(returned, rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_goes_out_comes_back_unchanged(lang: Lang) -> None:
    content = write(BOOK, lang)
    returned = read(content, COLUMNS, LIST)
    assert not returned.findings
    assert (returned.list_, returned.origin, returned.made_on) == (
        LIST,
        "directory@7",
        "2026-11-22",
    )
    assert returned.parties == ("330100", "320500")
    assert compare(returned, ROWS) == Changes((), 3)
    assert list_of(content) == LIST


def test_the_same_book_gives_the_same_bytes() -> None:
    assert write(BOOK, "zh") == SENT
    assert write(BOOK, "en") != SENT


def test_opened_and_saved_by_another_program_it_says_the_same() -> None:
    assert changes(edited(lambda book: None)).nothing


TRICKY = """=1+1 +8657 - @x #REF! TRUE 00012 330100199001010011 2026-13-01 2010 2010-03
    2010-03-26 1899-12-31 unknown a 吸收 _x0041_""".split()
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [*TRICKY, " x ", "a\r\nb", "  "]
)
CELLS = st.dictionaries(st.sampled_from([column.key for column in COLUMNS]), TEXTS)


@settings(max_examples=30, deadline=None)
@given(
    rows=st.dictionaries(st.text("abcdefg0123-/", min_size=1), CELLS, max_size=6),
    lang=st.sampled_from(["zh", "en"]),
)
def test_whatever_stands_in_a_list_a_round_trip_changes_nothing(
    rows: dict[str, dict[str, str]], lang: Lang
) -> None:
    listed = tuple(Row(id_, cells) for id_, cells in rows.items())
    book = Book(LIST, BOOK.title, COLUMNS, (Sheet("", BOOK.title, listed),), BOOK.made_on)
    returned = read(write(book, lang), COLUMNS, LIST)
    assert not returned.findings
    assert compare(returned, rows) == Changes((), len(rows))


def test_a_text_never_becomes_a_formula_and_keeps_its_zeros() -> None:
    tricky = {"name": "=1+1", "phone": "013800001111", "code": "330100199001010011", "office": "@a"}
    book = Book(
        LIST, BOOK.title, COLUMNS, (Sheet("", BOOK.title, (Row("p", tricky),)),), BOOK.made_on
    )
    sheet = load_workbook(io.BytesIO(write(book, "zh"))).worksheets[1]
    held = [cell for cell in sheet[5] if cell.value is not None]
    assert {cell.value for cell in held[1:]} == set(tricky.values())
    # openpyxl itself takes a text beginning with = for a formula unless it is an inline string
    assert all(cell.data_type == "s" and cell.number_format == "@" for cell in held)


def test_what_is_to_be_filled_is_open_and_everything_else_is_locked() -> None:
    sheet = load_workbook(io.BytesIO(SENT))["杭州"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    locked = {cell.coordinate[0] for cell in sheet[5] if cell.protection.locked}
    assert locked == {"A", "F", "G"}
    assert {cell.coordinate[0] for cell in sheet[7] if cell.protection.locked} == {"A", "G"}
    assert sheet["B5"].fill.fgColor.rgb != sheet["G5"].fill.fgColor.rgb


def test_dates_are_dates_lists_are_lists_and_the_page_is_set_up() -> None:
    book = load_workbook(io.BytesIO(SENT))
    sheet = book["杭州"]
    assert sheet["D5"].value == datetime(2010, 3, 26)
    assert sheet["D6"].value == "2010-03"
    assert sheet["E5"].value == "吸收"
    listed = sheet.data_validations.dataValidation[0]
    assert (str(listed.sqref), listed.formula1) == ("E5:E11", "_choices!$A$1:$A$2")
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == "A4:G11"
    assert sheet.row_dimensions[2].hidden
    assert [book[name].sheet_state for name in ("_lianxi", "_choices")] == ["veryHidden"] * 2


def test_the_first_sheet_says_how_to_fill_it_in() -> None:
    guide = load_workbook(io.BytesIO(SENT)).worksheets[0]
    said = "\n".join(str(cell.value) for line in guide for cell in line if cell.value)
    assert guide.title == "填表说明"
    for words in ("通讯录", "2026年11月22日", "请于12月1日前报回。", "吸收、创始", "新增行填写"):
        assert words in said


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    titles = ["a/b:c", "a b c", "x" * 40, "x" * 41, "History", ""]
    sheets = tuple(Sheet(str(n), Bilingual(t, t), ()) for n, t in enumerate(titles))
    book = Book(LIST, BOOK.title, COLUMNS, sheets, BOOK.made_on)
    names = load_workbook(io.BytesIO(write(book, "zh"))).sheetnames
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 for name in names)
    assert [s.party for s in read(write(book, "zh"), COLUMNS, LIST).sheets] == list("012345")


def test_a_text_that_no_cell_can_hold_is_sent_as_far_as_it_fits() -> None:
    rows = {"p1": {"name": "长" * 40_000}}
    book = Book(
        LIST, BOOK.title, COLUMNS, (Sheet("", BOOK.title, (Row("p1", rows["p1"]),)),), BOOK.made_on
    )
    returned = read(write(book, "zh"), COLUMNS, LIST)
    assert compare(returned, rows).nothing
    assert len(sendable(rows["p1"]["name"])) < 32_767


def test_filled_in_cells_and_new_rows_are_read() -> None:
    found = changes(
        put(B5="沈一一", C6="", B7="沈四", D7=datetime(2026, 11, 22), E7="创始", F7="007")
    )
    assert [(c.key, c.was, c.becomes) for c in found.changed] == [
        ("name", "沈一", "沈一一"),
        ("phone", "013800001111", ""),
    ]
    (new,) = found.added
    assert new.party == "330100"
    assert {cell.key: cell.becomes for cell in new.cells} == {
        "name": "沈四",
        "since": "2026-11-22",
        "via": "f",
        "code": "007",
    }
    assert found.unchanged == 1


DATES: dict[str | float | date, str] = {
    "2026-11-22": "2026-11-22",
    "2026/11/22": "2026-11-22",
    "2026年11月22日": "2026-11-22",
    "2026 年 11 月 22 日": "2026-11-22",
    "2026.11": "2026-11",
    "2026年11月": "2026-11",
    "2026年": "2026",
    "２０２６－１１－２２": "2026-11-22",
    "20261122": "2026-11-22",
    "2026-11-22 00:00:00": "2026-11-22",
    "22/11/2026": "2026-11-22",
    "不详": "unknown",
    2026: "2026",
    2026.11: "2026-11",
    2026.5: "2026-05",
    20261122: "2026-11-22",
    46348: "2026-11-22",
    datetime(2026, 11, 22): "2026-11-22",
    date(2026, 11, 22): "2026-11-22",
}


@pytest.mark.parametrize("written", DATES, ids=str)
def test_a_date_in_whatever_shape_it_comes(written: str | float | date) -> None:
    (cell,) = changes(put(D6=written)).changed
    assert cell.becomes == DATES[written]


@pytest.mark.parametrize(
    ("shape", "meant"),
    [("yyyy-mm", "2026-11"), ('yyyy"年"m"月"', "2026-11"), ("mmm-yy", "2026-11")],
)
def test_a_month_that_excel_made_a_day_of_is_a_month_again(shape: str, meant: str) -> None:
    def edit(sheet: object) -> None:
        sheet["D6"] = datetime(2026, 11, 1)  # type: ignore[index]
        sheet["D6"].number_format = shape  # type: ignore[index]

    (cell,) = changes(filled(edit)).changed
    assert cell.becomes == meant


@pytest.mark.parametrize("written", ["f", "创始", "founding", " Founding ", "Ｆ"])
def test_a_choice_by_its_code_or_its_name_in_either_language(written: str) -> None:
    (cell,) = changes(put(E5=written)).changed
    assert cell.becomes == "f"


def test_numbers_where_texts_belong_are_read_as_they_are_written() -> None:
    def edit(sheet: object) -> None:
        sheet["C5"] = 87000001  # type: ignore[index]
        sheet["C6"] = 42  # type: ignore[index]
        sheet["C6"].number_format = "000000"  # type: ignore[index]

    assert [cell.becomes for cell in changes(filled(edit)).changed] == ["87000001", "000042"]


def test_hidden_rows_are_read_too() -> None:
    def edit(sheet: object) -> None:
        sheet["B6"] = "沈二二"  # type: ignore[index]
        sheet.row_dimensions[6].hidden = True  # type: ignore[attr-defined]

    assert len(changes(filled(edit)).changed) == 1


def test_columns_that_were_moved_are_found_by_their_keys() -> None:
    def edit(sheet: object) -> None:
        sheet.move_range("B1:C12", cols=10)  # type: ignore[attr-defined]
        sheet["L5"] = "沈一一"  # type: ignore[index]

    (cell,) = changes(filled(edit)).changed
    assert (cell.key, cell.place.key) == ("name", "L5")


def test_without_the_row_of_keys_columns_are_found_by_their_labels() -> None:
    def edit(sheet: object) -> None:
        sheet.delete_rows(1, 3)  # type: ignore[attr-defined]
        sheet["B2"] = "沈一一"  # type: ignore[index]

    (cell,) = changes(filled(edit)).changed
    assert (cell.key, cell.becomes) == ("name", "沈一一")


def test_what_somebody_changed_here_meanwhile_is_a_conflict() -> None:
    meanwhile = {**ROWS, "p1": {**ROWS["p1"], "name": "沈甲"}, "p2": {**ROWS["p2"], "phone": "1"}}
    found = changes(put(B5="沈一一", C6="1"), meanwhile)
    assert found.nothing
    ((row, cell),) = found.conflicts
    assert (row.id, cell.sent, cell.was, cell.becomes) == ("p1", "沈一", "沈甲", "沈一一")
    assert [row.id for row in found.already] == ["p2"]


def test_what_is_gone_here_is_listed_and_not_brought_back() -> None:
    found = changes(put(B5="沈一一"), {"p2": ROWS["p2"], "p3": ROWS["p3"]})
    assert found.nothing
    assert [(row.id, row.outcome) for row in found.rows] == [("p1", "gone")]


def test_the_same_filled_workbook_twice_changes_nothing_more() -> None:
    content = put(B5="沈一一", B7="沈四", F7="007")
    rows = {id_: dict(cells) for id_, cells in ROWS.items()}
    found = changes(content, rows)
    for row in found.rows:
        rows.setdefault(row.id or "new", {}).update({c.key: c.becomes for c in row.cells})
    again = changes(content, rows)
    assert again.nothing
    assert [row.outcome for row in again.rows] == ["already", "already"]


def test_two_new_rows_that_say_the_same_are_two() -> None:
    found = changes(put(B7="沈四", B8="沈四"), {**ROWS, "p4": {"name": "沈四"}})
    assert [row.outcome for row in found.rows] == ["already", "added"]


def test_a_new_row_goes_by_the_id_that_its_cells_make() -> None:
    returned = read(put(B7="沈四", F7="p2"), COLUMNS, LIST)
    found = compare(returned, ROWS, lambda cells: cells.get("code", ""))
    (row,) = found.rows
    assert [(cell.key, cell.outcome) for cell in row.of("conflict")] == [
        ("name", "conflict"),
        ("code", "conflict"),
    ]


def test_a_scan_is_known_by_its_first_bytes() -> None:
    kinds = [
        kind_of(b) for b in (b"%PDF-1.4", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"")
    ]
    assert kinds == ["pdf", "jpeg", "png", None, None]


def test_a_choice_without_a_list_and_an_empty_book_can_be_sent() -> None:
    book = Book(LIST, BOOK.title, (Column("a", BOOK.title, form="choice"),), (), BOOK.made_on)
    assert read(write(book, "en"), book.columns, LIST).findings[0].code == "workbook.sheets-gone"
