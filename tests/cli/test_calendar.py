"""`lianxi calendar`: a year as JSON and as a table, and what is no year."""

import json
from pathlib import Path

import pytest

from here import DELTA
from lianxi.cli.main import run
from tiny import tiny, write


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        run(["calendar", *arguments])
    said = capsys.readouterr()
    return int(stop.value.code or 0), said.out, said.err


def test_2027_of_the_delta(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = answer(
        capsys, "2027", "--region", str(DELTA), "--body", "mayors-conference", "--json"
    )
    assert (status, err) == (0, "")
    (each,) = json.loads(out)
    assert list(each) == ["date", "body", "what", "host", "article", "note"]
    assert (each["date"], each["body"], each["host"]) == ("2027-12-30", "mayors-conference", None)
    assert "2027年的节假日安排尚未录入" in each["note"]["zh"]
    assert "weekdays" not in each["note"]["zh"]


def test_a_table_for_people_says_what_stands_in_for_the_list(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    region = str(write(tmp_path, tiny()))
    status, out, err = answer(capsys, "2008", "--region", region, "--lang", "en")
    assert status == 0
    assert "Lake District, 2008: 2 entries" in out
    assert "Due under Treaty of the lakes: Fishing" in out
    assert "The holidays of 2008 are not entered yet" in err


def test_as_known_on_a_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    region = str(write(tmp_path, tiny()))
    known = ("--region", region, "--known", "2004", "--json")
    assert [each["date"] for each in json.loads(answer(capsys, "2006", *known)[1])] == ["2006"]
    assert answer(capsys, "2007", *known)[1].strip() == "[]"  # every two years, the last in 2006


@pytest.mark.parametrize("asked", ["20x7", "27", "２０２７", "1900", "2027-01", "-1"])
def test_what_is_no_year_is_refused(capsys: pytest.CaptureFixture[str], asked: str) -> None:
    status, out, err = answer(capsys, "--", asked)
    assert (status, out) == (2, "")
    assert f"“{asked}”不是可列的年份" in err


def test_a_body_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = answer(capsys, "2027", "--region", str(DELTA), "--body", "senate")
    assert status == 2
    assert "没有机构“senate”" in err
