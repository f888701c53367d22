"""The log kept in a folder: a file a day, for six months and more, and never in the way."""

import errno
import json
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from lianxi.kernel.setting import SettingError
from lianxi.portal import environment
from lianxi.portal.log import CHINA, JsonLines
from lianxi.portal.log_folder import DayFiles, discard, handler, ready

TODAY = date(2026, 11, 22)
DAYS = 200


def record(
    words: str, at: datetime = datetime(2026, 11, 22, 10, tzinfo=CHINA)
) -> logging.LogRecord:
    made = logging.LogRecord("asyncio", logging.WARNING, "", 0, words, (), None)
    made.created = at.timestamp()
    return made


@pytest.fixture
def files(tmp_path: Path) -> Iterator[DayFiles]:
    made = DayFiles(tmp_path, DAYS)
    made.setFormatter(JsonLines())
    yield made
    made.close()


def lines(path: Path) -> list[str]:
    """The words of the lines in a file; a line that was cut is left out."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        try:
            found.append(json.loads(line)["message"])
        except ValueError:
            continue
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_a_day_for_its_owner_alone(files: DayFiles, tmp_path: Path) -> None:
    files.handle(record("one"))
    files.handle(record("two"))
    files.handle(record("next", datetime(2026, 11, 23, 0, 0, tzinfo=CHINA)))
    first, second = tmp_path / "requests-2026-11-22.jsonl", tmp_path / "requests-2026-11-23.jsonl"
    assert (lines(first), lines(second)) == (["one", "two"], ["next"])
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_requests_are_written_as_the_console_has_them(
    client: Client, lake_portal: None, files: DayFiles, tmp_path: Path
) -> None:
    logger = logging.getLogger("lianxi.request")
    logger.addHandler(files)
    try:
        client.get("/regions/lake-district/search/?q=somebody")
    finally:
        logger.removeHandler(files)
    [line] = [json.loads(text) for text in next(tmp_path.iterdir()).read_text().splitlines()]
    assert (line["event"], line["path"]) == ("request", "/regions/lake-district/search/")


def test_only_what_is_ours_and_too_old_is_deleted(tmp_path: Path) -> None:
    def day(before: int) -> str:
        return f"requests-{TODAY - timedelta(days=before)}.jsonl"

    kept = [day(0), day(DAYS), "requests-2001-02-30.jsonl", "requests-2001-01-01.jsonl.gz"]
    kept += ["my-requests-2001-01-01.jsonl", "lianxi.zip", "requests-2001-01-02.jsonl"]
    for name in [*kept[:-1], day(DAYS + 1), day(DAYS + 4000)]:
        (tmp_path / name).write_text("{}\n")
    (tmp_path / kept[-1]).mkdir()
    (tmp_path / "requests-2001-01-03.jsonl").symlink_to(tmp_path / "lianxi.zip")
    discard(tmp_path, DAYS, TODAY)
    assert names(tmp_path) == sorted([*kept, "requests-2001-01-03.jsonl"])


def test_older_files_go_at_the_start_and_with_each_day(files: DayFiles, tmp_path: Path) -> None:
    old = tmp_path / "requests-2026-05-05.jsonl"  # 201 days before
    old.touch()
    ready(tmp_path, DAYS, TODAY)
    assert names(tmp_path) == ["requests-2026-11-22.jsonl"]
    files.handle(record("one"))
    old.touch()
    files.handle(record("two"))
    assert old.exists()
    files.handle(record("next", datetime(2026, 11, 23, tzinfo=CHINA)))
    assert not old.exists()


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    ready(tmp_path / "log" / "lianxi", DAYS, TODAY)
    assert stat.S_IMODE((tmp_path / "log" / "lianxi").stat().st_mode) == 0o700


def test_a_folder_that_can_t_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", Path("/proc/lianxi")):
        with pytest.raises(SettingError, match=r"LIANXI_LOG_DIR names can't be written \(.+\)$"):
            ready(folder, DAYS, TODAY)


def test_what_a_link_leads_to_is_not_written(files: DayFiles, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.touch()
    (tmp_path / "requests-2026-11-22.jsonl").symlink_to(target)
    files.handle(record("one"))
    assert target.read_text() == ""


def test_a_full_disk_is_said_once_and_stops_nothing(
    files: DayFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write = os.write

    def full(file: int, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def nearly_full(file: int, content: bytes) -> int:
        return write(file, content[:10])

    files.handle(record("one"))
    for failing in (full, full, nearly_full):
        monkeypatch.setattr(os, "write", failing)
        files.handle(record("lost"))
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "can't be written into" in said
    assert "No space left on device" in said
    monkeypatch.setattr(os, "write", write)
    files.handle(record("two"))
    files.handle(record("three"))
    assert lines(tmp_path / "requests-2026-11-22.jsonl") == ["one", "two", "three"]
    monkeypatch.setattr(os, "write", full)
    files.handle(record("lost"))
    assert capsys.readouterr().err.count("\n") == 1  # full once more


def test_a_file_that_was_taken_away_is_begun_anew(files: DayFiles, tmp_path: Path) -> None:
    files.handle(record("one"))
    (tmp_path / "requests-2026-11-22.jsonl").unlink()
    files.handle(record("two"))
    assert lines(tmp_path / "requests-2026-11-22.jsonl") == ["two"]


def test_processes_do_not_mix_their_lines(tmp_path: Path) -> None:
    program = """
import logging, sys
from pathlib import Path
from lianxi.portal.log import JsonLines
from lianxi.portal.log_folder import DayFiles
files = DayFiles(Path(sys.argv[1]), 200)
files.setFormatter(JsonLines())
for n in range(300):
    record = logging.LogRecord("asyncio", 30, "", 0, sys.argv[2] * 2000, (), None)
    record.created = 1795312800
    files.handle(record)
"""
    running = [subprocess.Popen([sys.executable, "-c", program, tmp_path, name]) for name in "abc"]
    assert [process.wait() for process in running] == [0, 0, 0]
    [path] = tmp_path.iterdir()
    found = lines(path)
    assert sorted(set(found)) == ["a" * 2000, "b" * 2000, "c" * 2000]
    assert len(found) == 900


def test_without_a_folder_nothing_is_kept() -> None:
    assert isinstance(handler(None, DAYS), logging.NullHandler)
    assert environment.log_folder({}) is None
    assert environment.log_folder({"LIANXI_LOG_DIR": " /var/log/lianxi "}) == Path(
        "/var/log/lianxi"
    )


@pytest.mark.parametrize("days", ["182", "0", "-200", "half a year", "１８３", "999999", "2e2"])
def test_fewer_days_than_six_months_are_refused(days: str) -> None:
    with pytest.raises(SettingError, match=r"LIANXI_LOG_DAYS should be 183 to 36500 days"):
        environment.log_days({"LIANXI_LOG_DAYS": days})


@pytest.mark.parametrize(
    ("written", "six_months"),
    [("2027-03-01", "2027-08-31"), ("2027-08-31", "2028-02-28"), ("2028-07-31", "2029-01-30")],
)
def test_the_fewest_days_are_six_months_wherever_they_begin(
    tmp_path: Path, written: str, six_months: str
) -> None:
    assert environment.log_days({}) == 200
    fewest = environment.log_days({"LIANXI_LOG_DAYS": "183"})
    path = tmp_path / f"requests-{written}.jsonl"
    path.touch()
    discard(tmp_path, fewest, date.fromisoformat(six_months))
    assert path.exists()
    discard(tmp_path, fewest, date.fromisoformat(written) + timedelta(days=fewest + 1))
    assert not path.exists()
