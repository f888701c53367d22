"""`lianxi split`: every form of game that it takes, and what it says of the others."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from answered import Lianxi

GROUPS = '{"players": ["1", "2"], "cost": {"1": 8, "2": 11, "1,2": 11}}'
GAINS = '{"players": ["1", "2"], "value": {"1": 1, "2": 2, "1,2": 5}}'
CLAIMS = '{"players": ["1", "2", "3"], "claims": {"1": 100, "2": 200, "3": 300}, "estate": 100}'
NEEDS = '{"players": ["1", "2", "3", "4"], "needs": {"1": 8, "2": 11, "3": 13, "4": 18}}'
SERIAL = '{"players": ["1", "2", "3"], "quantities": {"1": 1, "2": 2, "3": 3}, "cost": "q*q"}'
FACTORS = """{"players": ["1", "2"], "total": 10, "factors": {
  "investment": {"weight": "1/2", "of": {"1": 1, "2": 3}},
  "land": {"weight": 0.5, "of": {"1": 1, "2": 1}}}}"""
BY = '{"players": ["1", "2"], "total": "0.10", "by": {"1": 1, "2": 2}}'


def game(tmp_path: Path, content: str) -> str:
    """A file with a game."""
    file = tmp_path / "game.json"
    file.write_text(content, "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("method", "content", "shares"),
    [
        ("equal", GROUPS, ["5.50", "5.50"]),
        ("shapley", GROUPS, ["4.00", "7.00"]),
        ("nucleolus", GROUPS, ["4.00", "7.00"]),
        ("scrb", GROUPS, ["4.00", "7.00"]),
        ("shapley", GAINS, ["2.00", "3.00"]),
        ("nucleolus", GAINS, ["2.00", "3.00"]),
        ("talmud", CLAIMS, ["33.34", "33.33", "33.33"]),
        ("cea", CLAIMS, ["33.34", "33.33", "33.33"]),
        ("cel", CLAIMS, ["0.00", "0.00", "100.00"]),
        ("proportional", CLAIMS, ["16.67", "33.33", "50.00"]),
        ("shapley", CLAIMS, ["33.34", "33.33", "33.33"]),
        ("nucleolus", CLAIMS, ["33.34", "33.33", "33.33"]),
        ("airport", NEEDS, ["2.00", "3.00", "4.00", "9.00"]),
        ("shapley", NEEDS, ["2.00", "3.00", "4.00", "9.00"]),
        ("nucleolus", NEEDS, ["3.25", "3.25", "3.25", "8.25"]),
        ("proportional", NEEDS, ["2.88", "3.96", "4.68", "6.48"]),
        ("serial", SERIAL, ["3.00", "11.00", "22.00"]),
        ("proportional", SERIAL, ["6.00", "12.00", "18.00"]),
        ("factors", FACTORS, ["3.75", "6.25"]),
        ("proportional", BY, ["0.03", "0.07"]),
        ("equal", '{"players": ["1", "2"], "total": 1}', ["0.50", "0.50"]),
    ],
)
def test_every_form_and_the_methods_that_fit_it(
    lianxi: Lianxi, tmp_path: Path, method: str, content: str, shares: list[str]
) -> None:
    answer = lianxi("split", method, game(tmp_path, content), "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.json.keys() == {"method", "shares", "exact", "core"}
    assert answer.json["method"] == method
    assert list(answer.json["shares"].values()) == shares
    exact = map(Fraction, answer.json["exact"].values())
    assert sum(exact) == sum(map(Fraction, shares))
    assert (answer.json["core"] is None) == (content in (FACTORS, BY) or '"total": 1}' in content)


def test_groups_that_would_do_better_alone(lianxi: Lianxi, tmp_path: Path) -> None:
    file = game(tmp_path, NEEDS)
    answer = lianxi("split", "equal", file, "--json").json
    assert answer["exact"]["1"] == "9/2"
    assert answer["core"] == {
        "in": False,
        "blocking": [{"coalition": ["1", "2", "3"], "alone": "13.00", "asked": "13.50"}],
    }
    assert lianxi("split", "airport", file, "--json").json["core"] == {"in": True, "blocking": []}
    said = lianxi("split", "equal", file, "--lang", "en").out
    assert "equal split, 18.00 in all" in said
    assert "groups that would do better alone (not in the core): 1" in said
    assert "1, 2, 3  13.00  13.50  0.50" in said
    said = lianxi("split", "airport", file, "--lang", "zh").out
    assert "机场规则，合计18.00" in said
    assert "没有哪个组合单独办会更好" in said
    assert "没有核对" in lianxi("split", "proportional", game(tmp_path, BY), "--lang", "zh").out


def test_a_difference_too_small_for_the_decimals_is_shown(lianxi: Lianxi, tmp_path: Path) -> None:
    tight = '{"players": ["a", "b"], "cost": {"a": 5, "b": "4.999", "a,b": 10}}'
    core = lianxi("split", "equal", game(tmp_path, tight), "--json").json["core"]
    assert core["blocking"] == [{"coalition": ["b"], "alone": "4.999", "asked": "5.000"}]


def test_only_the_ten_worst_of_many_groups_are_printed(lianxi: Lianxi, tmp_path: Path) -> None:
    line = {"players": list("abcdef"), "needs": {**dict.fromkeys("abcde", 1), "f": 90}}
    file = game(tmp_path, json.dumps(line))
    assert len(lianxi("split", "equal", file, "--json").json["core"]["blocking"]) == 31
    said = lianxi("split", "equal", file, "--lang", "en").out.splitlines()
    assert "31; the 10 with most to gain:" in said[8]
    assert said[10].split("  ")[0] == "a, b, c, d, e"
    assert len(said) == 20


def test_decimals_as_many_as_asked_or_needed(lianxi: Lianxi, tmp_path: Path) -> None:
    file = game(tmp_path, CLAIMS)
    three = lianxi("split", "talmud", file, "--places", "0", "--json").json
    assert list(three["shares"].values()) == ["34", "33", "33"]
    fine = game(tmp_path, '{"players": ["a", "b"], "total": 0.125}')
    assert lianxi("split", "equal", fine, "--json").json["shares"] == {"a": "0.063", "b": "0.062"}
    answer = lianxi("split", "equal", fine, "--places", "2", "--lang", "en")
    assert (answer.status, answer.out) == (1, "")
    assert "use --places 3" in answer.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["vote", "game.json"], ("没有分担办法“vote”", "there is no method vote; expected one of")),
        (["equal", "no.json"], ("读不了", "no.json can't be read")),
        (["equal", "."], ("读不了", "can't be read")),
        (["equal"], ("缺少", "Missing argument")),
        (["equal", "game.json", "--places", "13"], ("应为 0 至 12", "expected 0 to 12")),
        (["equal", "game.json", "--places", "x"], ("“--places”的值不对", "--places")),
        (["talmud", "game.json"], ("塔木德规则用于：债权", "Talmud rule is for: claims")),
    ],
)
def test_wrong_use(
    lianxi: Lianxi,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    says: tuple[str, str],
) -> None:
    game(tmp_path, GROUPS)
    monkeypatch.chdir(tmp_path)
    for lang, words in zip(("zh", "en"), says, strict=True):
        answer = lianxi("split", *arguments, "--lang", lang, "--json")
        assert (answer.status, answer.out) == (2, "")
        assert words in answer.err


def test_a_game_with_an_error(lianxi: Lianxi, tmp_path: Path) -> None:
    file = game(tmp_path, NEEDS.replace("18", '"１８"'))
    answer = lianxi("split", "airport", file, "--lang", "zh", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "game.json：needs.4：“１８”含全角字符或空格；应写作 18\n"
    answer = lianxi("split", "airport", file, "--lang", "en")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("game.json: needs.4: “１８” has full-width characters")
