"""`lianxi share`: a rule on a table of facts, by id or from a file; what is wrong with either."""

from pathlib import Path

import pytest

from answered import Answer, Lianxi
from here import COMPENSATION, FIGURES
from lianxi.sharing.rebuild import rebuild
from shares import HEAD, POT, SECTIONS, SPOTS
from tiny import tiny, write

DEARER = """\
[[version]]
in_force_from = "2006-03"
status = "stated"
source = "book, ch. 9"
parameters.price = { per = "kind", unit = "CNY/t", values = { k1 = "30000", k2 = "100000" } }
"""
HEADING = "period,spot,kind,fact,value,unit\n"


def month(period: str, c: str = "8") -> str:
    """A month's figures: k1 at s1 as given, all else at its target; ten million m3."""
    rows = [f"{period},{spot},k2,c,0.2,mg/L" for spot in ("s1", "s2")]
    rows += [f"{period},s1,k1,c,{c},mg/L", f"{period},s2,k1,c,6,mg/L"]
    rows += [f"{period},{spot},,flow,10000000,m3" for spot in ("s1", "s2")]
    return "\n".join(rows) + "\n"


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    """The tiny region with the section rule; its price doubles in March 2006."""
    files = {"rules/rule.toml": HEAD + SECTIONS + DEARER, "rules/spots.csv": SPOTS}
    trial = HEAD.replace('id = "rule"', 'id = "trial"').replace('"2006"', '"unknown"')
    trial += 'standing = "proposed"\nknown_from = "2005"\n'
    return write(
        tmp_path / "lakes",
        {
            **tiny(),
            **files,
            "rules/trial.toml": trial + SECTIONS,
            "funds/pot.toml": POT,
        },
    )


@pytest.fixture
def share(lianxi: Lianxi, lakes: Path, tmp_path: Path) -> Lianxi:
    """Run the command in that region on facts as text."""

    def call(rule: str, facts: str | bytes, *more: str) -> Answer:
        file = tmp_path / "facts.csv"
        file.write_bytes(facts if isinstance(facts, bytes) else facts.encode())
        return lianxi("share", rule, str(file), "--region", str(lakes), *more)

    return call


def test_what_it_answers(share: Lianxi) -> None:
    """20 t above the target at 15,000 yuan: 300,000, of which 990100 bears 0.6."""
    answer = share("rule", HEADING + month("2006-01"), "--json")
    assert (answer.status, answer.err) == (0, "")
    said = answer.json
    assert said["digest"].startswith("sha256:")
    assert said.pop("digest") == share("rule", HEADING + month("2006-01"), "--json").json["digest"]
    line = {"name": "1", "to": "990200", "unit": "CNY", "period": "2006-01", "of": {"spot": "s1"}}
    assert said == {
        "rule": "rule",
        "version": "2006",
        "in_force": True,
        "status": "stated",
        "transfers": [
            {**line, "from": "990100", "amount": "180000.00", "clause": ""},
            {**line, "from": "990300", "amount": "120000.00", "clause": ""},
        ],
        "net": {"990100": "-180000.00", "990200": "300000.00", "990300": "-120000.00"},
        "trace": [],
    }


def test_why_on_demand(share: Lianxi) -> None:
    answer = share("rule", HEADING + month("2006-01"), "--explain", "--json")
    traces = answer.json["trace"]
    assert len(traces) == len(answer.json["transfers"]) == 2
    assert [rebuild(each) for each in traces] == [[], []]
    spoken = share("rule", HEADING + month("2006-01"), "--explain", "--lang", "en")
    assert '"is": "split"' in spoken.out


def test_what_it_says_to_people(share: Lianxi) -> None:
    said = share("rule", HEADING + month("2006-01"), "--lang", "zh").out
    assert "东镇" in said
    assert "180,000.00" in said
    assert "净额（收为正）" in said
    nothing = share("rule", HEADING + month("2006-01", "6"), "--lang", "en")
    assert (nothing.status, nothing.out.splitlines()[0]) == (0, "there is no transfer")


def test_to_people_things_are_told_by_name_and_thousands_stand_apart(lianxi: Lianxi) -> None:
    facts = str(FIGURES / "synthetic-pooled-2026.csv")
    said = lianxi("share", "pooled", facts, "--region", str(COMPENSATION), "--lang", "en").out
    assert "canal section" in said
    assert "-10,584,423.07" in said


def test_an_amendment_in_the_middle_of_the_facts(share: Lianxi) -> None:
    """January by the old price, March by the new one; one answer for both."""
    facts = HEADING + month("2006-01") + month("2006-03")
    answer = share("rule", facts, "--json").json
    amounts = {(t["period"], t["from"]): t["amount"] for t in answer["transfers"]}
    assert amounts == {
        ("2006-01", "990100"): "180000.00",
        ("2006-01", "990300"): "120000.00",
        ("2006-03", "990100"): "360000.00",
        ("2006-03", "990300"): "240000.00",
    }
    assert answer["version"] == "2006, 2006-03"
    assert answer["net"]["990200"] == "900000.00"


def test_the_text_of_a_day_and_as_it_was_known(share: Lianxi) -> None:
    """--at works every period out by the text of one day, --known leaves later versions out."""
    facts = HEADING + month("2006-01") + month("2006-03")
    at = share("rule", facts, "--at", "2006-01", "--json").json
    assert at["net"]["990200"] == "600000.00"
    later = share("rule", facts, "--at", "2006-04-01", "--json").json
    assert later["net"]["990200"] == "1200000.00"
    known = share("rule", facts, "--known", "2006-02-28", "--json").json
    assert known["net"] == at["net"]
    unknown = share("rule", facts, "--known", "2005")
    assert unknown.status == 1


def test_before_it_begins_there_is_nothing_to_work_out(share: Lianxi) -> None:
    answer = share("rule", HEADING + month("2005-12"), "--lang", "en", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert "is not in force on 2005-12-01 (it begins 2006)" in answer.err


def test_a_proposal_is_a_trial_and_says_so(share: Lianxi) -> None:
    answer = share("trial", HEADING + month("2006-01"), "--json", "--lang", "zh")
    assert answer.status == 0
    assert answer.json["in_force"] is False
    assert "试算：这条规则只是建议，并未施行" in answer.err
    assert answer.json["net"]["990200"] == "300000.00"


def test_a_rule_from_a_file(share: Lianxi, lakes: Path, tmp_path: Path) -> None:
    """A path: the file and its table beside it, tried against the region's parties."""
    draft = tmp_path / "draft"
    draft.mkdir()
    (draft / "spots.csv").write_text(SPOTS, "utf-8")
    text = (HEAD + SECTIONS).replace('id = "rule"', 'id = "draft"').replace("15000", "5000")
    (draft / "draft.toml").write_text(text, "utf-8")
    answer = share(str(draft / "draft.toml"), HEADING + month("2006-01"), "--json")
    assert answer.status == 0
    assert (answer.json["rule"], answer.json["net"]["990200"]) == ("draft", "100000.00")
    by_id = share("rule", HEADING + month("2006-01"), "--json").json
    by_path = share(str(lakes / "rules" / "rule.toml"), HEADING + month("2006-01"), "--json").json
    assert by_path == by_id


def test_a_draft_about_strangers_is_noticed_not_refused(share: Lianxi, tmp_path: Path) -> None:
    (tmp_path / "levy.toml").write_text(
        HEAD.replace('id = "rule"', 'id = "levy"')
        + 'each = { member = "seats:council" }\nparameters.fee = { value = "1", unit = "CNY" }\n'
        + 'facts.n = { per = "member" }\n'
        + '[[version.transfer]]\nfrom = "member"\nto = "fund:chest"\namount = "fee * n"\n',
        "utf-8",
    )
    facts = "period,member,fact,value,unit\n"
    facts += "".join(f"2006,{city},n,2,1\n" for city in ("990100", "990200", "990300"))
    answer = share(str(tmp_path / "levy.toml"), facts, "--json", "--lang", "en")
    assert "no fund has the id chest" in answer.err
    assert answer.json["net"]["fund:chest"] == "6.00"


# A change to the facts of January, what is complained of in both languages, and where.
BAD: dict[str, tuple[str, str, str, str]] = {
    "full-width digits": (",8,", ",８,", "“８”不是一个数", "“８” is no number"),
    "not a number": (",8,", ",NaN,", "“NaN”不是一个数", "“NaN” is no number"),
    "text": (",8,", ",about 8,", "“about 8”不是一个数", "“about 8” is no number"),
    "separators": (",8,", ',"1,000",', "“1,000”不是一个数", "“1,000” is no number"),
    "wrong unit": (",8,mg/L", ",8,t", "单位应与mg/L同类", "is counted in mg/L or the like"),
    "unknown place": ("s1,k1,c", "s9,k1,c", "spot中没有“s9”", "“s9” is no spot"),
    "unknown fact": ("k1,c,8", "k1,lead,8", "没有要“lead”这项数据", "ask for a fact “lead”"),
    "wrong period": ("2006-01,s1,k1", "2006,s1,k1", "“2006”不是“c”应有", "“2006” is no period"),
    "twice": ("s2,k1,c,6", "s1,k1,c,6", "这项数据已经有了", "this figure is there already"),
    "a gap": ("2006-01,s1,k1,c,8,mg/L\n", "", "缺少数据", "a figure is missing"),
    "a cell too many": (",8,", ",8,9,", "这一行有7格", "the row has 7 cells"),
    "the heading": ("period,spot", "month,spot", "数据表的表头不对", "the heading of the facts"),
    "not closed": (",8,", ',"8,', "引号没有成对", "a quotation mark of the facts is not closed"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_facts_are_said_in_words(share: Lianxi, case: str) -> None:
    old, new, zh, en = BAD[case]
    good = HEADING + month("2006-01")
    assert old in good
    bad = good.replace(old, new, 1)
    for lang, words, remedy in (("zh", zh, "处理："), ("en", en, "to do: ")):
        answer = share("rule", bad, "--json", "--lang", lang)
        assert (answer.status, answer.out) == (1, "")
        assert words in answer.err
        assert remedy in answer.err


def test_each_wrong_row_is_named(share: Lianxi) -> None:
    bad = HEADING + month("2006-01").replace(",8,", ",x,").replace(",10000000,", ",y,")
    err = share("rule", bad, "--lang", "en").err
    assert [n for n in range(2, 8) if f"facts.csv:{n}" in err] == [4, 6, 7]


def test_nothing_at_all(share: Lianxi) -> None:
    assert "there are no facts" in share("rule", HEADING, "--lang", "en").err
    assert share("rule", "", "--lang", "en").status == 1


def test_a_rule_that_nobody_wrote(share: Lianxi) -> None:
    unknown = share("rules", HEADING + month("2006-01"), "--lang", "en")
    assert "there is no rule rules" in unknown.err
    assert "rule, trial" in unknown.err
    assert (unknown.status, unknown.out) == (1, "")


def test_wrong_use(lianxi: Lianxi, share: Lianxi, tmp_path: Path) -> None:
    """What is no finding of the rule or its facts is wrong use: status 2."""
    no_file = lianxi("share", "rule", str(tmp_path / "none.csv"))
    assert (no_file.status, no_file.out) == (2, "")
    no_rule = share(str(tmp_path / "none.toml"), HEADING)
    assert (no_rule.status, no_rule.out) == (2, "")
    gbk = share("rule", (HEADING + "2006-01,断面,k1,c,8,mg/L\n").encode("gb18030"), "--lang", "zh")
    assert gbk.status == 2
    assert "不是UTF-8文字" in gbk.err
    assert share("rule", HEADING, "--at", "yesterday").status == 2


def test_a_table_from_a_spreadsheet_may_begin_with_a_mark(share: Lianxi) -> None:
    marked = b"\xef\xbb\xbf" + (HEADING + month("2006-01")).replace("\n", "\r\n").encode()
    assert share("rule", marked, "--json").json["net"]["990200"] == "300000.00"


def test_a_bad_rule_from_a_file(share: Lianxi, tmp_path: Path) -> None:
    (tmp_path / "spots.csv").write_text(SPOTS, "utf-8")
    text = (HEAD + SECTIONS).replace("(c - target) * flow * price", "__import__('os').system('x')")
    (tmp_path / "rule.toml").write_text(text, "utf-8")
    answer = share(str(tmp_path / "rule.toml"), HEADING + month("2006-01"), "--lang", "en")
    assert (answer.status, answer.out) == (1, "")
    assert "version[1].step[1].sum" in answer.err


def test_in_two_units_the_net_is_by_unit(lianxi: Lianxi) -> None:
    facts = str(FIGURES / "synthetic-enclave-park-2026.csv")
    said = lianxi("share", "enclave-park", facts, "--region", str(COMPENSATION), "--json").json
    assert set(said["net"]) == {"CNY", "kWh", "t"}
    assert said["status"] == "example"
    assert said["net"]["t"]["310000"] == "13.875"
