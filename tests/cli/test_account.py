"""`lianxi account`: the first people, before anybody can sign in."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from answered import Lianxi
from lianxi.portal.accounts.models import Person


@pytest.fixture
def ground(tmp_path: Path) -> dict[str, str]:
    """An environment with a database of its own, that is not there yet."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("LIANXI_")},
        "LIANXI_DB": str(tmp_path / "data" / "lianxi.sqlite3"),
        "LANG": "en_GB.UTF-8",
    }


def account(ground: dict[str, str], *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "lianxi", *arguments],
        env=ground,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def test_the_first_account_before_the_portal_ever_ran(ground: dict[str, str]) -> None:
    add = ["account", "add", "wang.fang", "--name", "王芳", "--role", "administrator"]
    status, out, err = account(ground, *add)
    assert (status, err) == (0, "")
    assert re.fullmatch(
        r"one-time password of wang\.fang: [a-z2-9-]{19} "
        r"\(to be changed at the first sign-in\)",
        out,
    )
    assert account(ground, *add) == (2, "", "the login “wang.fang” is taken")
    status, out, _ = account(ground, "account", "reset", "wang.fang", "--json")
    assert status == 0
    assert json.loads(out).keys() == {"login", "password"}
    status, out, _ = account(ground, "journal", "verify", "--json")
    assert (status, json.loads(out)["lines"]) == (0, 3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "x", "--name", "某"], "a login begins with a small letter"),
        (["add", "li.lei", "--name", " "], "give a name"),
        (["add", "li.lei", "--name", "李雷", "--role", "emperor"], "choose a role"),
        (["add", "li.lei", "--name", "李雷", "--role", "liaison"], "held for something"),
        (["reset", "li.lei"], "there is no such account"),
        (["--lang", "zh", "reset", "li.lei"], "没有选项"),
        (["reset", "li.lei", "--lang", "zh"], "没有这个账号"),
        (["add", "li.lei"], "--name"),
    ],
)
def test_what_is_wrong_gets_one_line_and_nothing_is_kept(
    db: None,
    lianxi: Lianxi,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    answer = lianxi("account", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert said.lower() in answer.err.lower()
    assert len(answer.err.splitlines()) == 1
    assert not Person.objects.exists()


def test_no_password_is_asked_for_on_the_command_line(ground: dict[str, str]) -> None:
    """It would stand in the shell's history and in the list of processes."""
    status, _, err = account(ground, "account", "add", "li.lei", "--name", "李", "--password", "x")
    assert status == 2
    assert "--password" in err
