"""The long table as it comes: cut at its separators or read as CSV, it is the same table."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.finding import Finding
from lianxi.sharing import run
from lianxi.sharing.table import Table, parsed
from shares import SECTIONS, share

HEADS = (
    ("period", "fact", "value", "unit"),
    ("period", "spot", "fact", "value", "unit"),
    (" unit", "value ", "fact", "period"),
    ("period", "fact", "value"),
    ("period", "fact", "value", "unit", "unit"),
)
CELLS = st.text("8. 水\u2028\x85\x00';", max_size=3)


def written(lines: list[list[str]], end: str, quoting: int) -> str:
    """The lines as the text of a CSV file."""
    out = StringIO()
    csv.writer(out, lineterminator=end, quoting=quoting).writerows(lines)  # type: ignore[arg-type]
    return out.getvalue()


def plainly(found: Table | tuple[Finding, ...]) -> object:
    """What was found, without the kinds of sequences that hold it."""
    if not isinstance(found, Table):
        return found
    return ({name: list(column) for name, column in found.columns.items()}, list(found.rows))


@given(
    st.sampled_from(HEADS),
    st.lists(st.lists(CELLS, min_size=3, max_size=6), max_size=4),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_with_and_without_quotation_marks(
    head: tuple[str, ...], lines: list[list[str]], even: bool, end: str, ended: bool
) -> None:
    """Quotation marks that need not stand change nothing, nor does the kind of line end."""
    if even:
        lines = [[*line, "", "", ""][: len(head)] for line in lines]
    table = [list(head), *lines]
    plain = end.join(",".join(line) for line in table) + (end if ended else "")
    assert plainly(parsed(plain, "facts.csv")) == plainly(
        parsed(written(table, end, csv.QUOTE_ALL), "facts.csv")
    )


def test_lines_are_the_same_one_by_one_and_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """More lines than are made together: each is what it is when asked for alone."""
    shared = share(
        SECTIONS,
        "\n".join(
            f"2006-{month:02} {spot} - flow {month}e3 m3\n"
            f"2006-{month:02} {spot} k1 c {7 + month} mg/L\n"
            f"2006-{month:02} {spot} k2 c 1 mg/L"
            for month in range(1, 13)
            for spot in ("s1", "s2")
        ).replace("e3", "000"),
    )
    alone = [shared.lines[at] for at in range(len(shared.lines))]
    assert len(alone) == 36
    for together in (1, 7, 35, 36, 37):
        monkeypatch.setattr(run, "AT_ONCE", together)
        assert list(shared.lines) == alone
    assert shared.lines[-1] == alone[-1]
