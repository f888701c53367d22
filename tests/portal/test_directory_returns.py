"""A city's workbook and letter: reviewed, applied as one act, kept; nothing is guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts import (
    BOATS,
    EASTON,
    NEW,
    PDF,
    TODAY,
    WESTON,
    Sheet,
    actor,
    applied,
    came,
    doing,
    enter,
    errors,
    filled,
    held,
    looked_at,
    names,
    refused,
    steps,
    with_row,
    workbook,
)
from lianxi.portal.directory import actions, returns
from lianxi.portal.directory.models import File, Post, Return, Unit
from lianxi.portal.directory.returns import Letter
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification

pytestmark = pytest.mark.usefixtures("lake_portal")


def test_everything_a_letter_may_say_is_one_act() -> None:
    wang = enter(held("王芳", "lead", phone="0571-87654321"))
    zhao = enter(held("赵云", "deputy"))
    qian = enter(held("钱多多", mobile="13800001111"))

    def fill(sheet: Sheet) -> None:
        sheet.put(0, phone="０５７１ 8111 2222")
        sheet.put(1, until="2026年12月31日")
        sheet.put(2, name="李　雷", since=date(2026, 11, 1), mobile="139 0000 2222")
        sheet.put(3, unit="发展改革委", duty="负责人", name="孙权", email="sun@east.cn")
        sheet.put(4, unit="发展改革委", **{**NEW, "name": "周瑜"})

    row = came(filled(workbook(EASTON), {0: fill}))
    assert steps(row) == [
        f"changed {BOATS} lead 王芳",
        f"ended {BOATS} deputy 赵云",
        f"replaced {BOATS} liaison 李雷",
        "added 990100/fazhangaigewei lead 孙权",
        "added 990100/fazhangaigewei liaison 周瑜",
    ]
    assert errors(row) == []
    before = Line.objects.count()
    applied(row)
    assert Line.objects.count() == before + 1
    line = Line.objects.latest("seq")
    assert (line.on_behalf_of, line.act, line.subject) == (
        EASTON,
        "directory.apply",
        "directory/990100",
    )
    assert "东函〔2026〕3号" in line.summary_zh
    assert row.scan[:19] in line.summary_zh
    assert names() == [
        "王芳 2024-01-01–",
        "赵云 2024-01-01–2026-12-31",
        "钱多多 2024-01-01–2026-11-01",
        "李雷 2026-11-01–",
        "孙权 2026-11-22–",
        "周瑜 2026-11-22–",
    ]
    assert Post.objects.get(pk=wang.number).phone == "0571-81112222"
    assert Post.objects.get(name_zh="李雷").mobile == "13900002222"
    assert Post.objects.get(name_zh="李雷").name_en == "Li Lei"
    assert Unit.objects.get().name_zh == "发展改革委"
    assert (zhao.number, qian.number) == (wang.number + 1, wang.number + 2)
    assert verification().holds


def test_the_same_file_twice_is_kept_once() -> None:
    content = filled(workbook(EASTON), {0: with_row(**NEW)})
    row = came(content)
    lines = Line.objects.count()
    assert came(content) == row
    applied(row)
    assert came(content).state == "applied"
    assert (Return.objects.count(), Line.objects.count()) == (1, lines + 1)
    again = came(content, "东函〔2026〕4号")  # under another letter it changes nothing
    assert steps(again) == []
    applied(again)
    assert names() == ["李雷 2026-11-22–"]


def test_what_was_replaced_is_not_replaced_once_more() -> None:
    enter(held("王芳", mobile="13800001111"))
    content = filled(workbook(EASTON), {0: with_row(name="李雷", since="2026-11-01")})
    first = came(content)
    assert [each.code for each in looked_at(first).review.notices] == ["directory.not-carried"]
    applied(first)
    again = came(content, "另函")
    found = looked_at(again).review
    assert (found.steps, found.conflicts, found.already) == ([], [], 1)


@pytest.mark.parametrize(
    "typed",
    [
        "东函[2026]3号",
        "东函【2026】３号",
        "东函（2026）3号",
        "东函 (２０２６) 3 号",
        "东函〔2026〕3号",
    ],
)
def test_a_letter_is_the_same_however_its_number_is_typed(typed: str) -> None:
    sent = workbook(EASTON)
    content = filled(sent, {0: with_row(**NEW)})
    first = came(content)
    assert came(content, typed) == first
    second = came(filled(sent, {0: with_row(**{**NEW, "name": "韩梅梅"})}), typed)
    assert second.letter == typed
    assert looked_at(second).held_by == (first,)
    assert looked_at(came(sent, "东函〔2026〕13号")).held_by == ()


def test_posts_and_new_departments_are_counted_one_way() -> None:
    row = came(filled(workbook(EASTON), {0: with_row(**NEW, unit="发展改革委")}))
    assert looked_at(row).review.in_short.en == "1 post and 1 new department"
    applied(row)
    assert "1 post and 1 new department" in Line.objects.latest("seq").summary_en


def test_the_same_letter_with_another_workbook_is_held() -> None:
    sent = workbook(EASTON)
    first = came(filled(sent, {0: with_row(**NEW)}))
    second = came(filled(sent, {0: with_row(**{**NEW, "name": "韩梅梅"})}))
    assert looked_at(second).held_by == (first,)
    seen = looked_at(second).seen
    assert "another workbook" in refused(returns.apply(doing(), second, seen, anyway=False))
    assert isinstance(returns.apply(doing(), second, seen, anyway=True), Return)
    assert names() == ["韩梅梅 2026-11-22–"]


def test_what_changed_here_meanwhile_stays_and_is_shown() -> None:
    post = enter(held("王芳", phone="0571-87654321", title="主任"))
    sent = workbook(EASTON)
    assert isinstance(
        actions.correct_post(doing(), post, replace(post, phone="0571-80000000")), Post
    )
    row = came(filled(sent, {0: with_row(phone="0571-81112222", title="处长")}))
    (conflict,) = looked_at(row).review.conflicts
    cell = conflict.cell
    assert (cell.sent, cell.was, cell.becomes) == (
        "0571-87654321",
        "0571-80000000",
        "0571-81112222",
    )
    applied(row)
    kept = Post.objects.get()
    assert (kept.phone, kept.title) == ("0571-80000000", "处长")


def test_a_post_that_ended_meanwhile_is_not_changed() -> None:
    post = enter(held("王芳"))
    sent = workbook(EASTON)
    actions.end_post(doing(), post, date(2026, 11, 1))
    row = came(filled(sent, {0: with_row(title="处长")}))
    found = looked_at(row).review
    assert found.steps == []
    assert [each.cell.key for each in found.conflicts] == ["title"]


def test_a_review_that_is_out_of_date_is_not_applied() -> None:
    row = came(filled(workbook(EASTON), {0: with_row(**NEW)}))
    seen = looked_at(row).seen
    enter(held("王芳", "lead"))
    assert "look at it once more" in refused(returns.apply(doing(), row, seen, anyway=False))
    assert names() == ["王芳 2024-01-01–"]


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({**NEW, "phone": "87654321"}, "phone-area G5"),
        ({**NEW, "phone": "13800001111"}, "phone-mobile G5"),
        ({**NEW, "phone": "x"}, "phone G5"),
        ({**NEW, "mobile": 1380000}, "mobile H5"),
        ({**NEW, "email": "nobody"}, "email I5"),
        ({**NEW, "since": "2026-11"}, "day-form J5"),
        ({**NEW, "until": "2020-01-01"}, "order A5"),
        ({**NEW, "name": "李雷1"}, "name D5"),
        ({**NEW, "title": "x" * 61}, "cell-long F5"),
        ({**NEW, "unit": "123"}, "unit B5"),
        ({**NEW, "duty": "主席"}, "cell-choice C5"),
        ({"name": "李雷"}, "cell-required C5"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_applied(cells: dict[str, object], error: str) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.put(0, **cells)
        sheet.put(1, **{**NEW, "name": "韩梅梅"})

    row = came(filled(workbook(EASTON), {0: fill}))
    assert errors(row) == [error]
    outcome = returns.apply(doing(), row, looked_at(row).seen, anyway=False)
    assert "nothing was applied" in refused(outcome)
    assert names() == []
    assert Return.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"name": "李雷", "until": "2026-12-01"}, "two-ways A5"),
        ({"name": "李雷", "since": "2023-01-01"}, "not-later D5"),
        ({"since": None}, "day J5"),
        ({"until": "2020-01-01"}, "order A5"),
        ({"duty": "联络员"}, "cell-locked C5"),
        ({"name": None}, "cell-required D5"),
    ],
)
def test_a_wrong_change_of_a_row_is_named(cells: dict[str, object], error: str) -> None:
    enter(held("王芳", "lead"))
    row = came(filled(workbook(EASTON), {0: with_row(**cells)}))
    assert error in errors(row)


def test_two_leads_in_one_workbook_are_one_too_many() -> None:
    enter(held("王芳", "lead"))
    second = with_row(1, unit="船屋", duty="负责人", name="李雷")
    row = came(filled(workbook(EASTON), {0: second}))
    assert errors(row) == ["sole A6"]


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (Letter("", TODAY, b"", PDF), "number of the letter"),
        (Letter("x" * 61, TODAY, b"", PDF), "number of the letter"),
        (Letter("甲", date(2027, 1, 1), b"", PDF), "later than today"),
        (Letter("甲", TODAY, b"", b"MZ"), "PDF, JPEG or PNG"),
        (Letter("甲", TODAY, b"", b"<html>"), "PDF, JPEG or PNG"),
    ],
)
def test_a_letter_that_is_none_is_refused(letter: Letter, said: str) -> None:
    assert said in refused(returns.receive(doing(), letter))
    assert not Return.objects.exists()


def test_what_is_discarded_leaves_no_personal_data() -> None:
    row = came(filled(workbook(EASTON), {0: with_row(**NEW)}))
    assert isinstance(returns.discard(doing(), row), Return)
    assert (File.objects.count(), Return.objects.get().state) == (0, "discarded")
    assert "already" in refused(returns.apply(doing(), row, "", anyway=True))
    assert verification().holds
    came(filled(workbook(EASTON), {0: with_row(**NEW)}))  # may come again
    assert Return.objects.count() == 2


def test_a_kept_file_that_was_changed_is_found() -> None:
    came(filled(workbook(EASTON), {0: with_row(**NEW)}))
    assert verification().holds
    File.objects.filter(what="scan").update(content=b"%PDF another")
    assert not verification().holds


def test_a_liaison_applies_for_its_own_city_alone() -> None:
    row = came(filled(workbook(EASTON), {0: with_row(**NEW)}))
    seen = looked_at(row).seen
    other = actor("liaison", WESTON, "eve")
    assert "secretariat" in refused(returns.apply(doing(EASTON, other), row, seen, anyway=False))
    assert isinstance(
        returns.apply(doing(EASTON, actor("liaison", EASTON)), row, seen, anyway=False), Return
    )


CHINESE = st.text("赵钱孙李周吴郑王冯陈芳雷云瑜权", min_size=1, max_size=4)
PEOPLE = st.lists(
    st.builds(
        held,
        name=CHINESE,
        duty=st.sampled_from(["deputy", "liaison"]),
        of=st.sampled_from([EASTON, BOATS]),
        since=st.dates(date(2000, 1, 1), date(2026, 11, 1)).map(str),
        title=st.text("主任处长=+-@ ", max_size=8).map(str.strip),
        phone=st.sampled_from(["", "0571-87654321", "010-66554433-801", "+85228102345"]),
        mobile=st.sampled_from(["", "13800001111", "+85291234567"]),
        email=st.sampled_from(["", "a@lake.cn", "=x@lake.cn"]),
    ),
    max_size=5,
    unique_by=lambda post: (post.of, post.duty, post.name.zh),
)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(people=PEOPLE, through_excel=st.booleans())
def test_what_goes_out_and_comes_back_changes_nothing(
    people: list[object], *, through_excel: bool
) -> None:
    for post in people:
        enter(post)  # type: ignore[arg-type]
    content = workbook(EASTON)
    row = came(filled(content, {}) if through_excel else content)
    found = looked_at(row).review
    assert (found.steps, found.units, found.conflicts, found.findings) == ([], [], [], [])
    assert found.unchanged == len(people)
    assert isinstance(returns.discard(doing(), row), Return)
    Post.objects.all().delete()
