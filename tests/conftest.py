"""What the tests share: the tiny region, the delta, and a database of their own."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from pytest_django import Settings

from here import CHROMIUM, DELTA, SHARED
from lianxi.charter.load import Loaded, load_path
from tiny import read, tiny

# No test is timed: these machines are noisy.
hypothesis.settings.register_profile("lianxi", deadline=None)
hypothesis.settings.load_profile("lianxi")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Tests with threads and killed processes need a database in a file, not in memory.

    It need not outlive the machine: nothing waits for the disk.
    """
    database = settings.DATABASES["default"]
    if str(database["ENGINE"]).endswith("sqlite3"):
        tests, options = database.setdefault("TEST", {}), database["OPTIONS"]
        assert isinstance(tests, dict)
        assert isinstance(options, dict)
        tests["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")
        options["init_command"] = options["init_command"].replace("=FULL", "=OFF")


def pytest_report_header() -> str:
    """Say in one line whether the browser journeys run, and why not where they don't."""
    if CHROMIUM is None:
        return "browser journeys: skipped, no Chromium here (apt install chromium)"
    return f"browser journeys: {CHROMIUM}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever touches the database, so that it can run on another one too.

    What a browser shows does not depend on the database: of its journeys only those that say so
    are made on both.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        touches = fixtures & {"db", "transactional_db"} or item.get_closest_marker("django_db")
        once = item.get_closest_marker("browser") and not item.get_closest_marker("both_databases")
        if touches and not once:
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _no_settings_of_mine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests may colour them."""
    for name in [name for name in os.environ if name.startswith("LIANXI_") and name != "LIANXI_DB"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Argon2 with little of its work, or every account of a test would cost a tenth of a second."""
    settings.PASSWORD_HASHERS = ["hashers.Quick"]


@pytest.fixture(scope="session")
def lakes() -> Loaded:
    """The tiny region, loaded; a value, as every package is, that no test can change."""
    return read(tiny())


@pytest.fixture(scope="session")
def delta() -> Loaded:
    """The Yangtze River Delta's record, loaded."""
    return load_path(DELTA)


@pytest.fixture(scope="session")
def facts() -> Path:
    """The facts extracted from the documents; a test that needs them skips without them."""
    folder = SHARED / "sources" / "facts"
    if not folder.is_dir():
        pytest.skip("the facts behind the record (../shared) are not here")
    return folder


@pytest.fixture
def demo(settings: Settings) -> None:
    """The portal as a demo."""
    settings.DEMO = True
