"""`lianxi serve`: one clear line for each thing that is wrong; a portal that keeps its data."""

import os
import runpy
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from killed import killed_at, sweep
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal import environment
from lianxi.portal import settings as portal_settings
from lianxi.portal.database import migrate
from lianxi.portal.server import prepare
from lianxi.portal.verification import verification
from tiny import tiny, write

LIANXI = [sys.executable, "-m", "lianxi"]


@pytest.fixture
def ground(tmp_path: Path) -> dict[str, str]:
    """An environment with a database and a region of its own."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("LIANXI_")},
        "LIANXI_DB": str(tmp_path / "data" / "lianxi.sqlite3"),
        "LIANXI_REGION": str(write(tmp_path / "lakes", tiny())),
        "LIANXI_DEMO": "1",
        "PORT": str(free_port()),
        "LANG": "en_GB.UTF-8",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(ground: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A portal that is up; stopped at the end."""
    process = subprocess.Popen(
        [*LIANXI, "serve"], env=ground, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        for _ in range(1200):
            if get(ground, "/healthz") or process.poll() is not None:
                break
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=20)


def get(ground: dict[str, str], path: str) -> str:
    """A page, or nothing while nobody listens."""
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{ground['PORT']}{path}", timeout=30
        ) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


def fails(ground: dict[str, str]) -> tuple[int, str]:
    """Start in vain: the status and what it said."""
    done = subprocess.run(
        [*LIANXI, "serve"], env=ground, capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip()


def test_it_serves_keeps_its_data_and_says_when_the_folder_has_changed(
    ground: dict[str, str],
) -> None:
    with serving(ground) as process:
        assert "东镇" in get(ground, "/regions/lake-district/?year=2005")
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert "Lake District loaded" in said
    assert f"http://127.0.0.1:{ground['PORT']}/" in said
    assert "Demo roles" in said

    seats = Path(ground["LIANXI_REGION"]) / "seats.csv"
    seats.write_text(
        seats.read_text("utf-8") + "council,990000,2008,,admission,,stated,book\n", "utf-8"
    )
    with serving(ground) as process:
        assert "有3个成员" in get(ground, "/regions/lake-district/?year=2009")  # as loaded
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert "differs from version 1" in said


def command(ground: dict[str, str], *arguments: str) -> tuple[int, str]:
    """A command of its own process: the status and what it said."""
    done = subprocess.run(
        [*LIANXI, *arguments], env=ground, capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, f"{done.stdout}{done.stderr}".strip()


def test_an_instance_is_backed_up_and_restored_elsewhere(
    ground: dict[str, str], tmp_path: Path
) -> None:
    file = str(tmp_path / "lianxi.zip")
    status, said = command(ground, "backup", file)
    assert (status, said.count("\n")) == (2, 0)
    assert "there is no journal in the database yet" in said
    with serving(ground):
        status, said = command(ground, "backup", file)  # while it runs
        assert (status, "backed up into" in said) == (0, True)
    elsewhere = {**ground, "LIANXI_DB": str(tmp_path / "other" / "lianxi.sqlite3")}
    status, said = command(elsewhere, "restore", file)
    assert (status, "1 journal lines, verified" in said) == (0, True)
    assert command(elsewhere, "journal", "verify")[0] == 0
    with serving(elsewhere):
        assert "东镇" in get(elsewhere, "/regions/lake-district/?year=2005")


def test_a_taken_port(ground: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(ground["PORT"])))
        taken.listen()
        status, said = fails(ground)
    assert (status, said.count("\n")) == (2, 0)
    assert f"port {ground['PORT']} on 127.0.0.1 is taken" in said
    assert not Path(ground["LIANXI_DB"]).exists()


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("LIANXI_DB", __file__, "test_serve.py is not a database; LIANXI_DB should name"),
        ("LIANXI_DB", "mysql://a@b/c", "LIANXI_DB can't be mysql://"),
        ("LIANXI_DB", "postgresql://", "not a whole PostgreSQL URL"),
        ("LIANXI_HOSTS", "https://a.example", "LIANXI_HOSTS should be host names like"),
        ("LIANXI_HOSTS", "*", "LIANXI_HOSTS should be host names like"),
        ("LIANXI_HTTPS", "yes", "LIANXI_HTTPS should be 0 or 1, not yes"),
        ("LIANXI_HTTPS", "1", "name the public host in LIANXI_HOSTS"),
        ("LIANXI_SECRET_KEY", "guess", "LIANXI_SECRET_KEY is too short: at least 32 letters"),
        ("LIANXI_SECOND_FACTOR", "all", "should be officers, everyone or off, not all"),
        ("LIANXI_LOG", "xml", "LIANXI_LOG should be text or json, not xml"),
        ("LIANXI_LOG_DAYS", "90", "LIANXI_LOG_DAYS should be 183 to 36500 days"),
        ("LIANXI_FONTS", "/no/fonts", "LIANXI_FONTS names /no/fonts, which is not a folder"),
        ("LIANXI_DIGEST", "md5", "LIANXI_DIGEST should be sha256 or sm3"),
    ],
)
def test_the_settings_refuse_what_is_wrong(
    ground: dict[str, str], monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    """Read anew as they are at each start; what becomes of a refusal is tested below."""
    for name, usual in ground.items():
        monkeypatch.setenv(name, usual)
    runpy.run_path(portal_settings.__file__)
    monkeypatch.setenv(setting, value)
    with pytest.raises(SettingError) as why:
        runpy.run_path(portal_settings.__file__)
    assert said in why.value.words.en
    assert "\n" not in why.value.words.zh + why.value.words.en


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PORT", "0", "PORT should be a number from 1 to 65535, not 0"),
        ("PORT", "eighty", "PORT should be a number from 1 to 65535, not eighty"),
        ("LIANXI_DB", "/dev/null/x/lianxi.sqlite3", "can't be written"),
        ("LIANXI_DB", "postgresql://x@127.0.0.1:1/x", "the database can't be reached"),
        ("LIANXI_LOG_DIR", "/dev/null/x", "that LIANXI_LOG_DIR names can't be written"),
    ],
)
def test_a_wrong_setting_gets_one_clear_line(
    ground: dict[str, str], setting: str, value: str, said: str
) -> None:
    status, line = fails({**ground, setting: value})
    assert (status, line.count("\n")) == (2, 0), line
    assert said in line


def test_the_line_is_chinese_where_the_terminal_is_not_english(ground: dict[str, str]) -> None:
    status, line = fails({**ground, "LIANXI_DB": "mysql://a@b/c", "LANG": "zh_CN.UTF-8"})
    assert (status, line.count("\n")) == (2, 0)
    assert "LIANXI_DB 的“mysql://”不能用" in line


def test_a_region_with_errors_is_not_started_with(ground: dict[str, str]) -> None:
    (Path(ground["LIANXI_REGION"]) / "seats.csv").write_text("", "utf-8")
    status, said = fails(ground)
    assert status == 1
    assert "error seats.csv: the file is empty" in said
    assert "notice" not in said


@pytest.fixture
def two(ground: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An environment with two regions."""
    hills = {**tiny(), "region.toml": tiny()["region.toml"].replace("lake-district", "hills")}
    second = write(tmp_path / "hills", hills)
    return {**ground, "LIANXI_REGION": f"{ground['LIANXI_REGION']}, {second}"}


def test_it_serves_several_regions_and_keeps_its_log_in_a_folder(
    two: dict[str, str], tmp_path: Path
) -> None:
    kept = tmp_path / "log"
    with serving({**two, "LIANXI_LOG_DIR": str(kept)}) as process:
        assert "hills" in get(two, "/regions/lake-district/")  # in the menu
        assert get(two, "/regions/hills/")
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert said.count("loaded") == 2
    assert f"in {kept}, for 200 days; the journal is in the database and never deleted" in said
    [file] = kept.iterdir()
    assert '"path": "/regions/lake-district/"' in file.read_text("utf-8")
    assert file.stat().st_mode & 0o777 == 0o600


def test_without_a_setting_it_serves_the_regions_of_the_project(ground: dict[str, str]) -> None:
    """Not as a demo, which would have the rehearsal too, and walk it first."""
    unset = {"LIANXI_REGION", "LIANXI_DEMO"}
    ours = {name: value for name, value in ground.items() if name not in unset}
    with serving(ours):
        for region in ("yangtze-delta", "shanghai-metro", "mid-yangtze"):
            assert get(ours, f"/regions/{region}/"), region


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("{lakes}", "LIANXI_REGION lists the region lake-district twice"),
        ("{lakes}/../lakes", "LIANXI_REGION lists the region lake-district twice"),
        ("atlantis", "there is no region atlantis"),
    ],
)
def test_a_wrong_list_of_regions_is_refused_before_the_database_is_opened(
    two: dict[str, str], settings: Settings, more: str, said: str
) -> None:
    """This test may not touch a database: it would fail."""
    lakes, hills = two["LIANXI_REGION"].split(", ")
    settings.REGIONS = (lakes, hills, more.format(lakes=lakes))
    with pytest.raises(SettingError) as why:
        prepare(unheard)
    assert said in why.value.words.en


def unheard(words: Bilingual) -> None:
    """What is said at a start, where nobody listens."""


def test_regions_with_errors_leave_what_is_loaded_as_it_is(
    ground: dict[str, str], two: dict[str, str]
) -> None:
    """A new one is refused and none is loaded; one that is there already stays in use."""
    with serving(ground):
        pass
    lakes, hills = two["LIANXI_REGION"].split(", ")
    (Path(hills) / "seats.csv").write_text("", "utf-8")
    status, said = fails(two)
    assert status == 1
    assert said.splitlines()[0].startswith(f"the region {hills} can't be loaded (errors: 1)")
    (Path(lakes) / "seats.csv").write_text("", "utf-8")
    with serving(ground) as process:
        assert get(ground, "/regions/lake-district/")
        assert not get(ground, "/regions/hills/")
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert "has errors; the version loaded before stays in use" in said


@pytest.fixture
def start(
    ground: dict[str, str],
    settings: Settings,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
) -> Iterator[Callable[[], None]]:
    """Start on a database of its own, in a process that was forked, and look at what is there."""
    if connection.vendor != "sqlite":
        pytest.skip("the embedded database is a file of its own; a server's is not")
    settings.REGIONS = (ground["LIANXI_REGION"],)

    def started() -> None:
        connection.settings_dict["NAME"] = str(tmp_path / "new.sqlite3")
        prepare(unheard)
        found = verification()
        assert (found.holds, found.lines) == (True, 1)

    with django_db_blocker.unblock():
        yield started


UNKILLED = 10**6


def test_killed_at_any_statement_of_the_first_start_the_next_works(
    start: Callable[[], None], tmp_path: Path
) -> None:
    """Most of it is one transaction, in which one statement is as good as its neighbours."""
    statement, kills = 1, 0
    while killed_at(statement, start):
        assert not killed_at(UNKILLED, start)
        for file in tmp_path.glob("new.sqlite3*"):
            file.unlink()
        statement, kills = statement + 127, kills + 1
    assert kills > 3


def test_killed_anywhere_in_the_loading_of_the_first_region_the_next_start_works(
    start: Callable[[], None], tmp_path: Path
) -> None:
    database, empty = tmp_path / "new.sqlite3", tmp_path / "empty.sqlite3"

    def bring_up_to_date() -> None:
        connection.settings_dict["NAME"] = str(empty)
        migrate()
        connection.close()  # all of it into the one file

    def next_start() -> None:
        assert not killed_at(UNKILLED, start)
        anew()

    def anew() -> None:
        for file in tmp_path.glob("new.sqlite3*"):
            file.unlink()
        shutil.copy(empty, database)

    assert not killed_at(UNKILLED, bring_up_to_date)
    anew()
    assert sweep(start, next_start) > 10


def test_verifying_where_nothing_was_ever_started(ground: dict[str, str]) -> None:
    done = subprocess.run(
        [*LIANXI, "journal", "verify"], env=ground, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().count("\n") == 0


def test_only_a_demo_has_the_rehearsal_unless_it_is_asked_for() -> None:
    assert "delta-2009-rehearsal" in environment.regions({"LIANXI_DEMO": "1"})
    assert "delta-2009-rehearsal" not in environment.regions({})
    assert environment.regions({"LIANXI_REGION": "delta-2009-rehearsal"}) == (
        "delta-2009-rehearsal",
    )
