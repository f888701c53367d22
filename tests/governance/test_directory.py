"""The rules of the directory: numbers and names, what overlaps, what is seen, what is missing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance import contact
from lianxi.governance.authority import Actor, Appointment
from lianxi.governance.directory import (
    DUTIES,
    Held,
    Line,
    Office,
    faults,
    lines,
    missing,
    named,
    new_faults,
    seen,
    sight,
    unit_id,
)
from lianxi.governance.texts import TEXTS, in_words
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.unreadable import Unreadable

TODAY = date(2026, 11, 22)
BOATS = Office("990100/boathouse", Bilingual("船屋", "Boathouse"))


def post(who: str, duty: str = "liaison", since: str = "2024-01-01", until: str = "") -> Held:
    ends = date.fromisoformat(until) if until else None
    began = date.fromisoformat(since)
    return Held(BOATS.id, duty, same(who), began, ends, phone="0571-87654321", mobile="1")


def holder(role: str, party: str | None = None) -> Actor:
    return Actor("a", same("a"), (Appointment(role, date(2020, 1, 1), party=party),))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0571-87654321", "0571-87654321"),
        ("（0571）８７６５４３２１转801", "0571-87654321-801"),
        ("0571 8765 4321", "0571-87654321"),
        ("0571—8765432", "0571-8765432"),
        ("010-66554433 ext. 12", "010-66554433-12"),
        ("021 63212810分机3", "021-63212810-3"),
        ("(021)63212810 #12", "021-63212810-12"),
        ("+86 10 66554433", "010-66554433"),
        ("0086-571-87654321", "0571-87654321"),
        ("400 810 1234", "400-810-1234"),
        ("+852 2810 2345", "+85228102345"),
        ("  ", ""),
    ],
)
def test_an_office_phone_in_whatever_form(typed: str, kept: str) -> None:
    assert contact.office_phone(typed) == kept
    assert contact.office_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("87654321", "phone-area"),
        ("8765432转1", "phone-area"),
        ("13800001111", "phone-mobile"),
        ("+86 138 0000 1111", "phone-mobile"),
        ("0571-87654321/22", "phone"),
        ("0571-123", "phone"),
        ("ask at the desk", "phone"),
        ("0571-876543210", "phone"),
        ("+86 999", "phone"),
    ],
)
def test_what_is_no_office_phone(typed: str, code: str) -> None:
    with pytest.raises(Unreadable) as why:
        contact.office_phone(typed)
    assert why.value.code == f"directory.{code}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0000 1111", "13800001111"),
        ("１３８-００００-１１１１", "13800001111"),
        ("+8613800001111", "13800001111"),
        ("008613800001111", "13800001111"),
        ("+852 9123 4567", "+85291234567"),
        ("", ""),
    ],
)
def test_a_mobile_number(typed: str, kept: str) -> None:
    assert contact.mobile(typed) == kept
    assert contact.mobile(kept) == kept


@pytest.mark.parametrize("typed", ["1380000111", "23800001111", "0571-87654321", "138x", "+86 1"])
def test_what_is_no_mobile_number(typed: str) -> None:
    with pytest.raises(Unreadable) as why:
        contact.mobile(typed)
    assert why.value.code == "directory.mobile"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王　芳", "王芳"),
        (" 欧阳 小 芳 ", "欧阳小芳"),
        ("买买提·艾力", "买买提·艾力"),
        ("Li  Lei", "Li Lei"),
        ("O'Neill", "O'Neill"),
    ],
)
def test_a_name(typed: str, kept: str) -> None:
    assert contact.person_name(typed) == kept


@pytest.mark.parametrize("typed", ["", " ", "王芳13800001111", "a@b", "芳" * 41, "·", "王\x00芳"])
def test_what_is_no_name(typed: str) -> None:
    with pytest.raises(Unreadable) as why:
        contact.person_name(typed)
    assert why.value.code == "directory.name"


@given(st.text(max_size=80))
def test_whatever_is_typed_is_kept_in_one_form_or_refused_in_words(text: str) -> None:
    for read in contact.READERS.values():
        try:
            kept = read(text)
        except Unreadable as refused:
            why = refused
        else:
            assert read(kept) == kept
            continue
        said = TEXTS[why.code].message.fill(**why.values)
        assert said.zh != said.en


def test_one_lead_at_a_time_and_nobody_twice() -> None:
    wang, li = post("王", "lead"), post("李", "lead", "2025-01-01")
    assert [fault.code for fault in faults([wang, li])] == ["directory.sole"]
    ended = replace(wang, until=li.since)
    assert faults([ended, li]) == []
    assert [fault.code for fault in faults([wang, replace(wang, number=2)])] == ["directory.twice"]
    assert faults([post("王"), post("李")]) == []  # two liaisons are nothing unusual
    assert faults([wang, post("王", "liaison")]) == []  # and several posts of one person
    backwards = post("王", since="2024-01-01", until="2023-01-01")
    assert [fault.code for fault in faults([backwards])] == ["directory.order"]
    assert new_faults([wang, li], [wang, li, post("张")]) == []  # what was there stays


def test_a_mistake_was_never_held() -> None:
    mistaken = post("王", "lead", "2024-01-01", "2024-01-01")
    assert not mistaken.held(date(2024, 1, 1))
    assert faults([mistaken, post("李", "lead", "2023-01-01")]) == []


def test_who_sees_how_much() -> None:
    assert sight(None, BOATS.id, TODAY) == "filled"
    assert sight(holder("auditor"), BOATS.id, TODAY) == "filled"
    assert sight(holder("finance"), BOATS.id, TODAY) == "people"
    assert sight(holder("secretariat"), BOATS.id, TODAY) == "private"
    assert sight(holder("liaison", "990100"), BOATS.id, TODAY) == "private"
    assert sight(holder("liaison", "990200"), BOATS.id, TODAY) == "people"
    assert sight(holder("department-lead", BOATS.id), BOATS.id, TODAY) == "private"
    assert sight(holder("department-lead", BOATS.id), "990100", TODAY) == "people"


def test_what_is_seen_of_a_post() -> None:
    now, before = post("王"), post("李", until="2025-01-01")
    coming = post("张", since="2027-01-01")
    assert [seen(each, "private", TODAY) for each in (now, before, coming)] == [now, before, coming]
    kept = seen(now, "people", TODAY)
    assert kept is not None
    assert (kept.name.zh, kept.phone, kept.mobile) == ("王", "0571-87654321", "")
    assert [seen(each, "people", TODAY) for each in (before, coming)] == [None, None]
    assert seen(now, "filled", TODAY) is None


def test_the_lines_of_a_party() -> None:
    two = [post("王"), post("李")]

    def blind(_: Held) -> None:
        return None

    assert lines("990100", [BOATS], two, TODAY, blind) == [
        Line("990100", "990100", "lead", filled=False),
        Line("990100", "990100", "deputy", filled=False),
        Line("990100", BOATS.id, "liaison", filled=True),
    ]
    open_ = lines("990100", [BOATS], two, TODAY, lambda each: each)
    assert [line.post.name.zh for line in open_ if line.post] == ["王", "李"]
    empty = lines("990100", [BOATS], [], TODAY, blind)
    assert Line("990100", BOATS.id, "", filled=False) in empty
    assert [line.duty for line in empty if line.duty] == list(DUTIES)


def test_a_unit_exists_from_day_to_day() -> None:
    ended = Office("990100/pier", same("码头"), date(2020, 1, 1), date(2024, 1, 1))
    assert ended.exists(date(2023, 12, 31))
    assert not ended.exists(date(2024, 1, 1))
    assert named([ended], "码头", TODAY) is None
    assert named([BOATS], "boat house", TODAY) == BOATS
    shown = lines("990100", [ended], [], TODAY, lambda each: each)
    assert all(line.of == "990100" for line in shown)


def test_what_is_missing_is_said_without_a_name() -> None:
    nobody = missing("990100", same("东镇"), [], TODAY)
    assert [found.code for found in nobody] == ["directory.vacant", "directory.vacant"]
    over = missing("990100", same("东镇"), [post("王", until="2025-01-01")], TODAY)
    assert [found.code for found in over] == ["directory.vacant", "directory.ended"]
    soon = missing("990100", same("东镇"), [post("王", until="2026-12-01")], TODAY)
    assert [found.code for found in soon] == ["directory.vacant", "directory.ends-soon"]
    mute = replace(post("王"), phone="", mobile="")
    silent = missing("990100", same("东镇"), [post("李", "lead"), mute], TODAY)
    assert [found.code for found in silent] == ["directory.unreachable"]
    for found in (*nobody, *over, *soon, *silent):
        said = in_words(found)
        assert "王" not in said.message.zh
        assert "东镇" in said.message.zh


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("发改委", "990100/fagaiwei"),
        ("5G办公室", "990100/unit5gbangongshi"),
        ("！", "990100/unit"),
        ("Boat House", "990100/boathouse-2"),
    ],
)
def test_the_id_of_a_unit_is_spelled_from_its_name(name: str, id_: str) -> None:
    assert unit_id("990100", name, [BOATS.id]) == id_
