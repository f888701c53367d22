"""A table is changed in place: the cells that are asked for, and not one byte more."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from here import ROOT
from lianxi.charter.language import TABLES
from lianxi.charter.patch import Patch, columns, patched, rows
from tiny import SEATS, tiny

PATH = "seats.csv"


TABLE_FILES = [
    path for path in sorted((ROOT / "regions").rglob("*.csv")) if path.parent.name != "rules"
]


def changed(text: str, patch: Patch) -> str:
    return patched({PATH: text.encode(), "other": b"x"}, PATH, patch).files[PATH].decode()


def test_a_cell_is_changed_and_nothing_else() -> None:
    patch = Patch({"council/990200/2002": {"until": "2006", "via": "admission"}}, ())
    before, after = SEATS.splitlines(), changed(SEATS, patch).splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        (
            "council,990200,2002,,founding,council-1,stated,book",
            "council,990200,2002,2006,admission,council-1,stated,book",
        )
    ]


def test_a_row_is_added_at_the_end_in_the_order_of_the_columns() -> None:
    new = {"source": 'book, "ch. 2"', "body": "moot", "party": "990200", "since": "1999"}
    done = patched({PATH: SEATS.encode()}, PATH, Patch({}, (new,)))
    assert done.files[PATH].decode() == SEATS + 'moot,990200,1999,,,,,"book, ""ch. 2"""\n'
    assert done.added == (6,)


def test_line_ends_quotes_and_empty_lines_stay_as_they_are() -> None:
    text = 'body,party,since,"via"\r\n\r\n"council",990100,2002,"a ""b"""\r\n  ,,,\r\nmoot,1,2,x'
    patch = Patch({"council/990100/2002": {"via": "c"}}, ({"body": "new", "since": "3"},))
    after = text.replace('"a ""b"""', "c") + "\r\nnew,,3,\r\n"
    assert changed(text, patch) == after


def test_the_lines_are_those_that_a_finding_counts() -> None:
    text = "body,party,since\n\na,1,2\n\nb,1,2\n"
    done = patched({PATH: text.encode()}, PATH, Patch({"b/1/2": {"since": "3"}}, ({"body": "c"},)))
    assert (done.lines, done.added) == ({"b/1/2": 5}, (6,))


def test_rows_that_nothing_tells_apart_are_told_apart_by_their_order() -> None:
    text = "body,party,since,via\na,1,2,x\na,1,2,y\n"
    assert list(rows(PATH, text.encode())) == ["a/1/2", "a/1/2#2"]
    assert changed(text, Patch({"a/1/2#2": {"via": "z"}}, ())).endswith("a,1,2,x\na,1,2,z\n")


def test_a_change_of_nothing_is_no_change() -> None:
    for path, text in tiny().items():
        if path in TABLES:
            files = {path: text.encode()}
            assert patched(files, path, Patch({}, ())).files == files


@pytest.mark.parametrize("path", TABLE_FILES, ids=lambda path: path.name)
def test_every_table_on_record_is_read_as_the_standard_library_reads_it(path: Path) -> None:
    content = path.read_bytes()
    name = next(n for n in TABLES if str(path).endswith(f"/{n}"))
    read = csv.DictReader(io.StringIO(content.decode(), newline=""))
    expected = [{k: v.strip() for k, v in row.items() if v.strip()} for row in read]
    assert list(rows(name, content).values()) == expected
    assert list(columns(content)) == list(read.fieldnames or ())


CELLS = st.text(st.sampled_from('ab,"\n 杭'), max_size=5)
LINES = st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=4)


@given(lines=LINES, ends=st.sampled_from(["\r\n", "\n"]), every=st.booleans(), value=CELLS)
def test_whatever_stands_in_a_table_the_other_cells_stay(
    lines: list[list[str]], ends: str, every: bool, value: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(
        written, lineterminator=ends, quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    )
    writer.writerow(["body", "party", "since", "via"])
    writer.writerows(lines)
    text = written.getvalue()
    for id_ in rows(PATH, text.encode()):
        after = changed(text, Patch({id_: {"via": value}}, ()))
        was = list(csv.reader(io.StringIO(text, newline="")))
        is_ = list(csv.reader(io.StringIO(after, newline="")))
        different = [
            (a, b)
            for row, other in zip(was, is_, strict=True)
            for a, b in zip(row, other, strict=True)
            if a != b
        ]
        assert different in ([], [(different[0][0], value)] if different else [])
