"""The commands: one JSON value on standard output, messages on standard error, an exit status."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from here import DELTA
from lianxi.cli.main import VERBS, run
from tiny import tiny, write


@dataclass
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        return json.loads(self.out)


Lianxi = Callable[..., Answer]


@pytest.fixture
def lianxi(capsys: pytest.CaptureFixture[str]) -> Lianxi:
    """Run a command in this process."""

    def call(*arguments: str) -> Answer:
        try:
            run(list(arguments))
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return call


def test_members_on_a_day(lianxi: Lianxi) -> None:
    answer = lianxi("members", "--region", str(DELTA), "--at", "2010-04-01", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert len(answer.json) == 22
    assert answer.json[0] == {
        "id": "310000",
        "name_zh": "上海",
        "name_en": "Shanghai",
        "province": "上海市",
        "since": "1997",
        "body": "council",
    }
    assert answer.json[-1]["since"] == "2010-03-26"
    assert {row["body"] for row in answer.json} == {"council"}


def test_the_predecessors_members_before_the_founding(lianxi: Lianxi) -> None:
    answer = lianxi("members", "--region", str(DELTA), "--at", "1993", "--json")
    assert len(answer.json) == 14
    assert {row["body"] for row in answer.json} == {"directors-conference"}


def test_members_of_another_body_and_of_nobody(lianxi: Lianxi, tmp_path: Path) -> None:
    lakes = str(write(tmp_path, tiny()))
    moot = lianxi("members", "--region", lakes, "--body", "moot", "--at", "2000", "--json")
    assert [row["name_en"] for row in moot.json] == ["Easton"]
    assert lianxi("members", "--region", lakes, "--at", "1990", "--json").json == []
    wrong = lianxi("members", "--region", lakes, "--body", "senate")
    assert (wrong.status, wrong.out) == (2, "")
    assert "senate" in wrong.err


def test_bodies(lianxi: Lianxi, tmp_path: Path) -> None:
    lakes = str(write(tmp_path, tiny()))
    answer = lianxi("bodies", "--region", lakes, "--json")
    assert answer.json[0] == {
        "id": "moot",
        "name_zh": "集会",
        "name_en": "Moot",
        "part_of": None,
        "tier": None,
        "meets": "1 year",
        "since": "1999",
        "until": "2002",
        "status": "stated",
        "standing": "ended",
    }
    on = lianxi("bodies", "--region", lakes, "--at", "2006", "--json")
    assert [row["id"] for row in on.json] == ["council", "boats"]


def test_check_a_package_without_errors(lianxi: Lianxi) -> None:
    answer = lianxi("check", str(DELTA), "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.json["region"] == "yangtze-delta"
    assert answer.json["digest"].startswith("sha256:")
    assert (answer.json["errors"], answer.json["notices"]) == (0, len(answer.json["findings"]))


def test_check_says_where_what_what_was_expected_and_what_to_do(
    lianxi: Lianxi, tmp_path: Path
) -> None:
    files = tiny()
    files["seats.csv"] = files["seats.csv"].replace("2005-05-05", "2005-13-05")
    answer = lianxi("check", str(write(tmp_path, files)), "--json")
    assert answer.status == 1
    assert answer.json["digest"] is None
    [finding] = [f for f in answer.json["findings"] if f["severity"] == "error"]
    assert (finding["code"], finding["file"], finding["key"], finding["row"]) == (
        "period.month",
        "seats.csv",
        "since",
        5,
    )
    for part in ("message", "expected", "remedy"):
        assert finding[part].keys() == {"zh", "en"}
    assert "2005-13-05" in finding["message"]["en"]
    said = lianxi("check", str(tmp_path), "--lang", "en")
    assert "error seats.csv:5 since: there is no month 13" in said.out
    assert "错误 seats.csv:5 since:" in lianxi("check", str(tmp_path), "--lang", "zh").out


@pytest.mark.parametrize("path", ["missing", "."])
def test_check_what_is_no_region(lianxi: Lianxi, path: str, tmp_path: Path) -> None:
    answer = lianxi("check", str(tmp_path / path), "--json")
    assert (answer.status, answer.err) == (1, "")
    assert [f["code"] for f in answer.json["findings"]] == ["region.folder"]


def test_diff_of_two_packages(lianxi: Lianxi, tmp_path: Path) -> None:
    old = write(tmp_path / "old", tiny())
    files = tiny()
    files["seats.csv"] += "council,990000,2007,,admission,,stated,book\n"
    new = write(tmp_path / "new", files)
    answer = lianxi("diff", str(old), str(new), "--json")
    [change] = answer.json
    assert change.keys() == {"article", "key", "in_force_from", "from", "to", "text"}
    assert change["text"]["zh"] == "自2007年起，湖省成为湖区议会成员。"
    said = lianxi("diff", str(old), str(new), "--lang", "en")
    assert said.out == "From 2007: Lakeshire becomes a member of Lake council.\n"


def test_diff_of_an_archive_with_a_broken_folder(lianxi: Lianxi, tmp_path: Path) -> None:
    archive = tmp_path / "lakes.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for path, content in tiny().items():
            opened.writestr(path, content)
    broken = write(tmp_path / "broken", {**tiny(), "seats.csv": ""})
    assert lianxi("diff", str(archive), str(archive), "--json").json == []
    answer = lianxi("diff", str(archive), str(broken), "--json")
    assert (answer.status, answer.out) == (1, "")
    assert "seats.csv" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["members", "--at", "2010-13"],
        ["members", "--at", "yesterday"],
        ["members", "--lang", "fr"],
        ["members", "--region", "atlantis"],
        ["bodies", "--known", "unknown"],
        ["nonsense"],
        ["check"],
        ["members", "--colour"],
    ],
)
def test_wrong_use_gets_a_line_and_status_2(lianxi: Lianxi, arguments: list[str]) -> None:
    answer = lianxi(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.strip()
    assert "Traceback" not in answer.err


def test_the_region_of_the_environment(
    lianxi: Lianxi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXI_REGION", str(write(tmp_path, tiny())))
    assert len(lianxi("members", "--at", "2006", "--json").json) == 3


def test_the_language_of_the_terminal(lianxi: Lianxi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "members" in lianxi("members", "--region", str(DELTA)).err
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "成员" in lianxi("members", "--region", str(DELTA)).err


@pytest.mark.parametrize("verb", ["check", "members", "bodies", "diff"])
def test_a_command_without_a_database_loads_no_portal(verb: str) -> None:
    code = (
        "import sys\n"
        "from lianxi.cli.main import run\n"
        "try:\n"
        f"    run(['{verb}', '--help'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "assert not [m for m in sys.modules if m == 'django' or m.startswith('lianxi.portal')]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_every_verb_explains_itself(lianxi: Lianxi) -> None:
    for verb in VERBS:
        answer = lianxi(verb, "--help")
        assert answer.status == 0
        assert "Usage" in answer.out
    assert all(verb in lianxi("--help").out for verb in VERBS)


def test_the_command_is_installed() -> None:
    command = shutil.which("lianxi", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
