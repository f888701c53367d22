"""The history of a region of our own in order, and what a careful reader finds in it."""

from lianxi.charter.language import KINDS
from lianxi.charter.load import Loaded
from lianxi.charter.package import Package
from lianxi.governance.chronicle import BEGINS, chronicle
from lianxi.governance.review import review
from lianxi.governance.texts import TEXTS, in_words
from tiny import read, tiny


def package(loaded: Loaded) -> Package:
    assert loaded.package is not None, loaded.findings
    return loaded.package


def told(files: dict[str, str]) -> list[str]:
    """Every event as date and words, with what it changed behind it."""
    return [
        " ".join([str(event.date), event.text.zh, *(words.zh for words in event.inner)])
        for event in chronicle(package(read(files)))
    ]


def found(files: dict[str, str]) -> list[tuple[str, str]]:
    return [(f.code, in_words(f).message.zh) for f in review(package(read(files)))]


def test_everything_once_and_in_order() -> None:
    assert told(tiny()) == [
        "1999 设立集会。",
        "1999 东镇成为集会成员。",
        "2002 湖区议会第一次会议在东镇召开。 议定：成立。 东镇、西镇成为湖区议会成员。",
        "2002 设立湖区议会。",
        "2002 “集会”终止。",
        "2002 通过或签署“湖约”。",
        "2003 开始“渡船”。",
        "2004 此时已有“船务组”。",
        (
            "2005-05-05 湖区议会第二次会议在西镇召开。 议定：吸收北村。 北村成为湖区议会成员。"
            " 修订“湖区议会”：会期由“每两年一次”改为“每年一次”。"
        ),
        "2006 湖区议会第三次会议召开，承办地未载明。",
        (
            "2006 修订“湖约”：条款“捕鱼”的牵头单位由“船屋”改为“西镇”；"
            "条款“捕鱼”的完成时限由“2003年”改为“2008年”；条款“采冰”不再规定（原为“采冰”）。"
        ),
    ]


def test_articles_of_every_kind_begin() -> None:
    assert set(BEGINS) == set(KINDS)


def test_a_proposal_never_happened() -> None:
    files = tiny()
    files["bodies/boats.toml"] = (
        files["bodies/boats.toml"]
        .replace('in_force_from = "2004"', 'in_force_from = "unknown"')
        .replace('status = "derived"', 'status = "stated"\nstanding = "proposed"')
    )
    assert not any("船务组" in event for event in told(files))


def test_a_member_that_leaves_is_told() -> None:
    files = tiny()
    files["seats.csv"] = files["seats.csv"].replace("990200,2002,,", "990200,2002,2008,")
    assert told(files)[-1] == "2008 西镇不再是湖区议会成员。"


def meeting_of(number: int, date: str) -> dict[str, str]:
    """The tiny region with the date of a meeting of its council changed."""
    files = tiny()
    old = {2: "council-2,council,2,2005-05-05", 3: "council-3,council,3,2006"}[number]
    new = f"council-{number},council,{number},{date}"
    files["history/meetings.csv"] = files["history/meetings.csv"].replace(old, new)
    return files


def test_what_is_silent_and_what_is_derived_is_counted() -> None:
    """Every two years since 2002, yet the second meeting is of 2005: one was due in 2004."""
    assert found(tiny()) == [
        (
            "chronicle.no-meeting",
            "湖区议会在2004年没有会议：第一次在2002年，第二次在2005年5月5日，而会期是每两年一次",
        ),
        ("chronicle.date-derived", "湖区议会有1次会议的日期是推算的：第三次"),
        ("chronicle.host-silent", "湖区议会有1次会议未载明承办地：第三次"),
        ("chronicle.disagree", "东镇的“船只”（2005年）有两说：30个；另作三十一（《湖区志》）"),
    ]


def test_every_year_in_which_a_meeting_was_due() -> None:
    assert found(meeting_of(3, "2009"))[1][1] == (
        "湖区议会在2006年、2007年、2008年没有会议：第二次在2005年5月5日，第三次在2009年，"
        "而会期是每年一次"
    )


def test_a_meeting_without_a_known_date_proves_no_gap() -> None:
    said = [words for code, words in found(meeting_of(3, "unknown")) if "no-meeting" in code]
    assert len(said) == 1


def test_every_finding_of_a_reading_has_been_seen(delta: Loaded) -> None:
    """No text without a case: here or in the delta's record."""
    seen = {finding.code for finding in review(package(delta))}
    assert seen == {code for code in TEXTS if code.startswith("chronicle.")}
