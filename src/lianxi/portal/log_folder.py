"""Keep the lines of the log in a folder, one file a day, for as many days as the setting says.

Several processes write into the same file, a whole line at a time. The handlers of the standard
library rename files as they turn, which several processes can't do to each other's; here a file
is named by its day from the start, and nothing is ever renamed. A day is a day in China.
"""

import errno
import logging
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal.log import CHINA

_NAME = re.compile(r"requests-(\d{4}-\d{2}-\d{2})\.jsonl")


class DayFiles(logging.Handler):
    """Writes a line into the file of its day; what it can't write stops nothing."""

    def __init__(self, folder: Path, days: int) -> None:
        super().__init__()
        self._folder = folder
        self._days = days
        self._file: int | None = None
        self._day: date | None = None
        self._cut = False  # the last line was not written whole
        self._failing = False

    def emit(self, record: logging.LogRecord) -> None:
        """Append one line, in one write."""
        line = f"{self.format(record)}\n".encode("utf-8", "backslashreplace")
        try:
            file = self._file_of(datetime.fromtimestamp(record.created, CHINA).date())
            line = b"\n" + line if self._cut else line
            self._cut = os.write(file, line) < len(line)
            failed = os.strerror(errno.ENOSPC) if self._cut else ""
        except OSError as why:
            self._close()
            failed = why.strerror or str(why)
        if failed and not self._failing:
            words = NOT_KEPT.fill(folder=str(self._folder), why=failed)
            sys.stderr.write(f"{words.zh} · {words.en}\n")
        self._failing = bool(failed)

    def close(self) -> None:
        """Close the file of the day."""
        self.acquire()
        try:
            self._close()
        finally:
            self.release()
        super().close()

    def _file_of(self, day: date) -> int:
        """The open file of a day; where the day has turned, older files go."""
        taken_away = self._file is not None and os.fstat(self._file).st_nlink == 0
        if self._file is None or self._day != day or taken_away:
            self._close()
            self._file = _opened(self._folder / _name(day))
            self._day = day
            with suppress(OSError):  # the line comes first; the next start says what is wrong
                discard(self._folder, self._days, day)
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def handler(folder: Path | None, days: int) -> logging.Handler:
    """The handler that the settings ask for: none writes where no folder is named."""
    return DayFiles(folder, days) if folder is not None else logging.NullHandler()


def ready(folder: Path, days: int, today: date) -> None:
    """Before anything is served: the folder can be written, and what is too old is gone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(_opened(folder / _name(today)))
        discard(folder, days, today)
    except OSError as why:
        raise SettingError(
            UNWRITABLE.fill(folder=str(folder), why=why.strerror or str(why))
        ) from None


def discard(folder: Path, days: int, today: date) -> None:
    """Delete the files of ours that are older than so many days before today."""
    for path, day in _kept(folder):
        if day < today - timedelta(days=days):
            path.unlink(missing_ok=True)


def _kept(folder: Path) -> Iterator[tuple[Path, date]]:
    """The files that are named as ours are, with their days; a link or a folder is none."""
    for path in sorted(folder.iterdir()):
        named = _NAME.fullmatch(path.name)
        if named is None or not stat.S_ISREG(path.lstat().st_mode):
            continue
        try:
            yield path, date.fromisoformat(named[1])
        except ValueError:  # no day of any month
            continue


def _name(day: date) -> str:
    return f"requests-{day.isoformat()}.jsonl"


def _opened(path: Path) -> int:
    """A file to append to, readable by its owner alone; never what a link leads to."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    return os.open(path, flags, 0o600)


UNWRITABLE = Bilingual(
    "LIANXI_LOG_DIR 指定的文件夹 {folder} 不能写入（{why}）",
    "the folder {folder} that LIANXI_LOG_DIR names can't be written ({why})",
)
NOT_KEPT = Bilingual(
    "日志暂时不能写入 {folder}（{why}），门户继续运行",
    "the log can't be written into {folder} now ({why}); the portal goes on",
)
