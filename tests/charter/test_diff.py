"""The diff of two packages reads like the minutes of the meeting that changed it."""

from lianxi.charter.change import Change
from lianxi.charter.diff import diff
from tiny import read, tiny


def changed(path: str, old: str, new: str) -> dict[str, str]:
    files = tiny()
    assert old in files[path]
    files[path] = files[path].replace(old, new, 1)
    return files


def between(old: dict[str, str], new: dict[str, str]) -> list[Change]:
    before, after = read(old), read(new)
    assert before.package is not None
    assert after.package is not None, [f.code for f in after.errors]
    return diff(before.package, after.package)


def only(old: dict[str, str], new: dict[str, str]) -> Change:
    changes = between(old, new)
    assert len(changes) == 1, [change.text.en for change in changes]
    return changes[0]


def test_nothing_changed() -> None:
    assert between(tiny(), tiny()) == []


def test_an_amendment() -> None:
    files = tiny()
    files["bodies/council.toml"] += """
[[version]]
in_force_from = "2008"
status = "stated"
source = "book"
meets = { every = "6 months", host = "rotation" }
"""
    change = only(tiny(), files)
    assert (change.article, change.key, change.in_force_from) == ("council", "meets", "2008")
    assert change.before == {"every": "1 year", "host": "rotation"}
    assert change.after == {"every": "6 months", "host": "rotation"}
    assert change.text.zh == "自2008年起，“湖区议会”的会期由“每年一次”改为“每6个月一次”。"
    assert change.text.en == (
        "From 2008: Lake council, how often it meets: from “every year” to “every 6 months”."
    )


def test_an_amendment_taken_back() -> None:
    files = tiny()
    files["bodies/council.toml"] += """
[[version]]
in_force_from = "2008"
status = "stated"
source = "book"
repeals = ["meets"]
"""
    added, withdrawn = only(tiny(), files), only(files, tiny())
    assert added.after is None
    assert withdrawn.before is None
    assert withdrawn.after == added.before
    assert withdrawn.text.zh == f"撤回：{added.text.zh}"


def test_a_member_admitted() -> None:
    files = tiny()
    files["parties.csv"] += "990400,city,南镇,Sutton,990000,,,stated,book\n"
    files["seats.csv"] += "council,990400,2006,,admission,council-3,stated,book\n"
    party, seat = between(tiny(), files)
    assert party.text.zh == "新增设区的市：南镇（990400）。"
    assert seat.text.zh == "自2006年起，南镇成为湖区议会成员（湖区议会第三次会议）。"
    assert (seat.article, seat.key, seat.in_force_from) == (
        "seats",
        "council/990400/2006",
        "2006",
    )
    assert seat.before is None


def test_a_member_gone() -> None:
    files = changed("seats.csv", "990200,2002,,", "990200,2002,2009,")
    change = only(tiny(), files)
    assert change.text.en == "From 2009: Weston is no longer a member of Lake council."
    assert (change.before, change.after) == (None, "2009")


def test_a_version_rewritten_is_a_correction_not_an_amendment() -> None:
    files = changed("bodies/council.toml", '{ every = "2 years", host', '{ every = "3 years", host')
    change = only(tiny(), files)
    assert change.text.zh.startswith("更正“湖区议会”2002年的版本：")


def test_a_source_corrected() -> None:
    change = only(tiny(), changed("bodies/council.toml", "book, ch. 4", "book, ch. 5"))
    assert (change.key, change.before, change.after) == ("source", "book, ch. 4", "book, ch. 5")


def test_a_clause_amended_and_one_repealed() -> None:
    files = tiny()
    head = files["agreements/treaty.toml"].split("[[amendment]]")[0]
    changes = between({**files, "agreements/treaty.toml": head}, files)
    by_key = {change.key: change for change in changes}
    assert by_key["clause.ice"].after is None
    assert "完成时限" in by_key["clause.fish"].text.zh
    assert by_key["clause.fish"].in_force_from == "2006"
    assert "signed" not in by_key


def test_an_article_added_and_taken_out() -> None:
    files = tiny()
    del files["matters/ferry.toml"]
    gone = only(tiny(), files)
    assert gone.text.zh == "删去合作事项“渡船”。"
    new = between(files, tiny())
    assert new[0].text.zh == "新增合作事项“渡船”。"
    assert {change.key for change in new} == {"", "stages", "decided_by"}


def test_tables_names_readings_and_the_region_itself() -> None:
    said = {
        only(tiny(), changed(*change)).text.en
        for change in [
            ("history/meetings.csv", "990200,吸收北村", "990100,吸收北村"),
            ("bodies/boats.toml", "Boat committee", "Ferry committee"),
            ("region.toml", '"2010"', '"2011"'),
            ("sources.toml", "Annals", "Chronicle"),
            ("bodies/council.toml", '"3 years"', '"4 years"'),
        ][:4]
    }
    assert said == {
        "The meeting Lake council, meeting 2, host: from “Weston” to “Easton”.",
        "Boat committee is renamed Ferry committee.",
        "“covers” in region.toml changes.",
        "“book” in sources.toml changes.",
    }
    readings = between(tiny(), changed("bodies/council.toml", '"3 years"', '"4 years"'))
    assert [change.text.en for change in readings] == [
        "Lake council: another reading of meetings, “how often it meets: every 4 years”.",
        (
            "Lake council: the other reading of meetings, “how often it meets: every 3 years”, "
            "is taken out."
        ),
    ]


def test_the_register_of_mechanisms() -> None:
    change = only(tiny(), changed("mechanisms.csv", "planned,,proposed", "planned,,pilot"))
    assert (change.article, change.key) == ("mechanisms", "toll_pool.standing")
    assert change.text.zh == "机制“渡资共担”的效力由“建议”改为“试点”。"
    kinds = only(tiny(), changed("mechanisms.csv", "fund rule", "fund"))
    assert kinds.text.en == (
        "The mechanism Pooled tolls, kinds: from “fund, sharing rule” to “fund”."
    )
    moved = only(tiny(), changed("mechanisms.csv", "council moot", "council"))
    assert moved.text.zh == "机制“年会”的条文由“湖区议会、集会”改为“湖区议会”。"
    files = tiny()
    del files["mechanisms.csv"]
    assert [change.text.en for change in between(files, tiny())] == [
        "New mechanism: Yearly meeting.",
        "New mechanism: Fishing rights.",
        "New mechanism: Pooled tolls.",
        "New mechanism: =Harmony.",
    ]
