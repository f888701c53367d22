"""The commands: one JSON value on standard output, messages on standard error, an exit status."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from answered import Lianxi
from here import DELTA
from lianxi.cli.main import VERBS
from tiny import tiny, write


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


def test_bodies_say_their_rhythm_in_words(lianxi: Lianxi, tmp_path: Path) -> None:
    lakes = str(write(tmp_path, tiny()))
    on = ["bodies", "--region", lakes, "--at", "2003", "--lang"]
    assert "每两年一次" in lianxi(*on, "zh").out
    assert "every 2 years" in lianxi(*on, "en").out


def test_members_say_of_which_day_they_are(lianxi: Lianxi, tmp_path: Path) -> None:
    on = ["members", "--region", str(write(tmp_path, tiny())), "--lang"]
    said = lianxi(*on, "zh", "--at", "2003")
    assert said.out.startswith("湖区议会，2003年1月1日（2003年的首日）：2个成员\n")
    assert "加入时间" in said.out
    said = lianxi(*on, "en", "--at", "2005-06")
    assert "Lake council, 1 June 2005 (the first day of June 2005): 3 members" in said.out
    assert "1 June 2005: 3 members" in lianxi(*on, "en", "--at", "2005-06-01").out


@pytest.mark.parametrize("verb", ["members", "bodies"])
def test_before_anything_was_known(lianxi: Lianxi, verb: str, tmp_path: Path) -> None:
    lakes = str(write(tmp_path, tiny()))
    said = lianxi(verb, "--region", lakes, "--known", "1990", "--lang", "en")
    assert said.status == 0
    assert "nothing was known yet on 1990-01-01; expected 1999-01-01 or a later day" in said.err
    assert not lianxi(verb, "--region", lakes, "--known", "2003").err


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
    said = lianxi("check", str(tmp_path), "--lang", "zh")
    assert "错误 seats.csv:5 since：“2005-13-05”中的13月不存在\n    应为：01到12月" in said.out
    assert "1处错误，4条提示" in said.out


def test_check_counts_notices_and_lists_them_when_asked(lianxi: Lianxi, tmp_path: Path) -> None:
    lakes = str(write(tmp_path, tiny()))
    said = lianxi("check", lakes, "--lang", "en")
    assert "no errors, 4 notices" in said.out
    assert "notice history" not in said.out
    assert "--notices" in said.err
    assert (
        "notice history/meetings.csv:4 host:"
        in lianxi("check", lakes, "--notices", "--lang", "en").out
    )
    assert len(lianxi("check", lakes, "--json").json["findings"]) == 4


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
    assert answer.err.strip().count("\n") == 0
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["members", "--at", "2010-13"], "13月不存在；应为2010", "there is no month 13"),
        (["members", "--at", "20100"], "“20100”不是年份；应为2010", '"20100" is not a year'),
        (["members", "--at", "2010/4/1"], "应为2010-04-01", "expected 2010-04-01"),
        (["bodies", "--known", "x"], "--known：“x”不是日期；应为2010", '"x" is not a date'),
        (["members", "--region", "atlantis"], "找不到地区", "there is no region atlantis"),
        (["serve", "--port", "x"], "PORT 应为1到65535之间的数", "PORT should be a number"),
        (["nonsense"], "没有命令“nonsense”", "No such command 'nonsense'"),
        (["check"], "缺少“path”", "Missing argument 'path'"),
        (["check", "a", "b"], "多余的参数“b”", "extra argument(s) (b)"),
        (["members", "--colour"], "没有选项“--colour”", "No such option: --colour"),
        (["bodies", "--at"], "选项“--at”后面缺少值", "'--at' requires an argument"),
    ],
)
def test_every_complaint_is_in_the_language_asked_for(
    lianxi: Lianxi, monkeypatch: pytest.MonkeyPatch, arguments: list[str], zh: str, en: str
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert zh in lianxi(*arguments).err
    assert en in lianxi("--lang", "en", *arguments).err
    assert en in lianxi(arguments[0], "--lang=en", *arguments[1:]).err
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert en in lianxi(*arguments).err
    assert zh in lianxi(arguments[0], "--lang", "zh", *arguments[1:]).err


def test_a_language_before_the_verb_is_the_verbs(
    lianxi: Lianxi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    on = ["bodies", "--region", str(DELTA), "--at", "2012"]
    assert "standing" in lianxi("--lang", "en", *on).out
    assert "效力" in lianxi("--lang", "en", *on, "--lang", "zh").out


def test_the_region_of_the_environment(
    lianxi: Lianxi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXI_REGION", str(write(tmp_path, tiny())))
    assert len(lianxi("members", "--at", "2006", "--json").json) == 3


def test_a_command_takes_the_delta_unless_told_which_region(lianxi: Lianxi) -> None:
    assert len(lianxi("members", "--at", "2020", "--json").json) == 41
    middle = lianxi("members", "--region", "mid-yangtze", "--at", "2020", "--json").json
    assert [member["name_en"] for member in middle] == ["Wuhan", "Changsha", "Hefei", "Nanchang"]


def test_the_members_of_a_body_that_is_only_proposed(lianxi: Lianxi) -> None:
    answer = lianxi("members", "--region", "shanghai-metro", "--json")
    assert (answer.json, answer.err) == ([], "")
    said = lianxi("members", "--region", "shanghai-metro", "--lang", "en").err
    assert "is only proposed: nobody has a seat in it yet" in said


def test_the_language_of_the_terminal(lianxi: Lianxi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "members" in lianxi("members", "--region", str(DELTA)).out
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "个成员" in lianxi("members", "--region", str(DELTA)).out


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


def test_the_register_of_mechanisms(lianxi: Lianxi, tmp_path: Path) -> None:
    on = ["mechanisms", "--region", str(write(tmp_path, tiny()))]
    answer = lianxi(*on, "--json")
    assert (answer.status, answer.err, len(answer.json)) == (0, "", 4)
    assert answer.json[1] == {
        "id": "fishing_rights",
        "name_zh": "捕鱼约定",
        "name_en": "Fishing rights",
        "kinds": ["agreement", "rule"],
        "articles": ["treaty"],
        "state": "recorded",
        "test": None,
        "standing": "practised",
        "problem_zh": "争抢渔场",
        "problem_en": "quarrels over fishing grounds",
        "area_zh": "渔业",
        "area_en": "fishing",
        "status": "stated",
        "source": "book",
        "world": "record",
        "note_zh": "只有条款",
        "note_en": "its clauses alone",
    }
    rules = lianxi(*on, "--kind", "rule", "--json").json
    assert [row["id"] for row in rules] == ["fishing_rights", "toll_pool"]
    both = lianxi(*on, "--kind", "rule", "--state", "planned", "--json").json
    assert [row["id"] for row in both] == ["toll_pool"]
    said = lianxi(*on, "--state", "live", "--lang", "zh").out
    assert said.startswith("湖区：1项机制\n")
    assert "各村各行其是" in said


@pytest.mark.parametrize(
    ("option", "words"), [("--kind", "应为body、agreement"), ("--state", "应为live、recorded")]
)
def test_a_kind_or_a_state_that_is_none(lianxi: Lianxi, option: str, words: str) -> None:
    wrong = lianxi("mechanisms", option, "dream", "--json", "--lang", "zh")
    assert (wrong.status, wrong.out) == (2, "")
    assert wrong.err.startswith(f"{option} 不能是“dream”；{words}")
    assert wrong.err.count("\n") == 1


def test_a_region_without_a_register(lianxi: Lianxi, tmp_path: Path) -> None:
    files = tiny()
    del files["mechanisms.csv"]
    answer = lianxi("mechanisms", "--region", str(write(tmp_path, files)), "--json")
    assert (answer.status, answer.json) == (0, [])


def test_the_history_is_replayed(lianxi: Lianxi) -> None:
    answer = lianxi("replay", "--region", str(DELTA), "--json")
    assert (answer.status, answer.err) == (0, "")
    assert set(answer.json) == {"chronicle", "findings"}
    first = answer.json["chronicle"][0]
    assert first["date"] == "1983-03"
    assert set(first["text"]) == {"zh", "en"}
    assert first["source"].startswith("document 000")
    dates = [event["date"] for event in answer.json["chronicle"]]
    assert dates == sorted(dates, key=lambda day: day[:4])
    assert {"severity", "code", "message", "remedy"} <= set(answer.json["findings"][0])
    read_out = lianxi("replay", "--region", str(DELTA), "--lang", "en").out
    assert "\n2010\n" in read_out
    assert "What a careful reader finds" in read_out
