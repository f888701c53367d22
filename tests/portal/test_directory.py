"""The directory by its forms: enter, correct, replace, end; nothing is lost, nobody is named."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from contacts import BOATS, EASTON, TODAY, WESTON, actor, doing, enter, held, names, refused
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.directory import actions
from lianxi.portal.directory.models import Post, Unit
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from uploads import Enter

pytestmark = pytest.mark.usefixtures("lake_portal")

PAGE = "/regions/lake-district/directory/"
FORM = {"of": BOATS, "duty": "liaison", "name": "王　芳", "since": "2024-01-01"}


def test_a_liaison_changes_and_the_old_one_is_still_found() -> None:
    old = enter(held("王芳", mobile="13800001111"))
    new = held("李雷", since="2026-11-01")
    assert isinstance(actions.replace_post(doing(), old, new), Post)
    assert names() == ["王芳 2024-01-01–2026-11-01", "李雷 2026-11-01–"]
    assert verification().holds


def test_whoever_comes_second_is_told() -> None:
    old = enter(held("王芳"))
    assert isinstance(actions.replace_post(doing(), old, held("李雷", since="2026-11-01")), Post)
    late = actions.replace_post(doing(), old, held("张三", since="2026-12-01"))
    assert "changed it since" in refused(late)
    assert "changed it since" in refused(actions.end_post(doing(), old, TODAY))
    assert "changed it since" in refused(actions.correct_post(doing(), old, old))


def test_a_correction_keeps_what_was_in_the_digest() -> None:
    post = enter(held("王方"))
    before = Line.objects.latest("seq")
    row = actions.correct_post(doing(), post, replace(post, name=Bilingual("王芳", "Wang Fang")))
    assert isinstance(row, Post)
    line = Line.objects.latest("seq")
    assert (line.before, line.act) == (before.after, "directory.correct")
    assert line.after != line.before
    assert names() == ["王芳 2024-01-01–"]


def test_what_was_entered_by_mistake_ends_on_its_first_day() -> None:
    lead = enter(held("王芳", "lead"))
    assert isinstance(actions.end_post(doing(), lead, lead.since), Post)
    enter(held("李雷", "lead"))
    assert names() == ["王芳 2024-01-01–2024-01-01", "李雷 2024-01-01–"]
    assert verification().holds


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (held("李雷", "lead"), "is lead there since"),
        (held("王芳", "lead"), "there already"),
        (held("李雷", until="2023-01-01"), "ends on 2023-01-01"),
        (held("李雷", until="2024-01-01"), "ends on 2024-01-01"),
        (held("李雷", of="990100/nowhere"), "no such department"),
    ],
)
def test_what_can_not_be(new: object, said: str) -> None:
    enter(held("王芳", "lead"))
    outcome = actions.add_post(doing(), new)  # type: ignore[arg-type]
    assert isinstance(outcome, Refused)
    assert said in outcome.reason.en
    assert names() == ["王芳 2024-01-01–"]


def test_a_unit_is_entered_corrected_and_ended() -> None:
    unit = actions.add_unit(doing(), Bilingual("发改委", ""), date(2020, 1, 1))
    assert isinstance(unit, Unit)
    assert (unit.pk, unit.name_en) == ("990100/fagaiwei", "Fagaiwei")
    twice = actions.add_unit(doing(), Bilingual("发改委", ""), TODAY)
    assert "already" in refused(twice)
    name = Bilingual("发展改革委", "Development and Reform Commission")
    assert isinstance(actions.correct_unit(doing(), unit.pk, name, unit.since), Unit)
    post = enter(held(of=unit.pk))
    assert "end them first" in refused(actions.end_unit(doing(), unit.pk, TODAY))
    assert isinstance(actions.end_post(doing(), post, TODAY), Post)
    assert isinstance(actions.end_unit(doing(), unit.pk, TODAY), Unit)
    later = actions.add_post(doing(), held("李雷", of=unit.pk, since="2026-12-01"))
    assert "does not exist" in refused(later)
    assert "there is no" in refused(actions.end_unit(doing(), BOATS, TODAY))  # a recorded one
    assert verification().holds


def test_a_city_writes_its_own_and_nobody_elses() -> None:
    mine = actor("liaison", EASTON, "ben")
    enter(held(), mine)
    line = Line.objects.latest("seq")
    assert (line.actor, line.role, line.subject) == ("ben", "liaison", "directory/990100")
    theirs = actions.add_post(doing(WESTON, mine), held(of=WESTON))
    assert "secretariat" in refused(theirs)
    for role in ("auditor", "administrator", "finance", "body-secretary"):
        assert refused(actions.add_post(doing(EASTON, actor(role)), held("李雷")))
    assert "sign in" in refused(actions.add_post(replace(doing(), actor=None), held("李雷")))
    assert names(WESTON) == []


def test_the_journal_names_nobody() -> None:
    post = enter(held("王芳", mobile="13800001111", phone="0571-87654321", email="w@lake.cn"))
    actions.correct_post(doing(), post, replace(post, title="主任"))
    said = str(list(Line.objects.values_list()))
    assert "船屋" in said
    assert not [
        word
        for word in ("王芳", "Wang", "13800001111", "87654321", "w@lake.cn", "主任")
        if word in said
    ]


def test_a_row_that_was_changed_behind_its_back_is_found() -> None:
    enter(held())
    assert verification().holds
    Post.objects.update(mobile="13900000000")
    assert not verification().holds


def test_the_forms_work_without_a_script(enter: Enter) -> None:
    office = enter("secretariat")
    assert office.get(f"{PAGE}990100/posts/?of={BOATS}&duty=lead").status_code == 200
    answer = office.post(f"{PAGE}990100/posts/", FORM, follow=True)
    assert "Wang Fang" in answer.content.decode()
    post = Post.objects.get()
    assert (post.name_zh, post.of) == ("王芳", BOATS)
    page = office.get(f"{PAGE}990100/posts/{post.pk}/replace/").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    sent = {"name": "李雷", "since": "2026-11-01", "seen": seen}
    assert office.post(f"{PAGE}990100/posts/{post.pk}/replace/", sent).status_code == 302
    again = office.post(f"{PAGE}990100/posts/{post.pk}/replace/", sent)
    assert again.status_code == 422
    assert "changed it since" in again.content.decode()
    assert names() == ["王芳 2024-01-01–2026-11-01", "李雷 2026-11-01–"]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "王芳1380000", "is no name"),
        ("duty", "chief", "which duty"),
        ("phone", "13800001111", "is a mobile number"),
        ("phone", "87654321", "no area code"),
        ("mobile", "1380000", "no mobile number"),
        ("email", "w at lake", "no e-mail"),
        ("since", "2026-02-30", "not one day"),
        ("since", "", "not one day"),
        ("until", "0026-11-22", "not one day"),
        ("title", "x" * 61, "too long"),
        ("of", "990200/x", "no such department"),
    ],
)
def test_a_wrong_field_is_said_and_what_was_typed_stays(
    enter: Enter, field: str, text: str, said: str
) -> None:
    answer = enter("secretariat").post(f"{PAGE}990100/posts/", {**FORM, field: text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.casefold()
    assert 'value="王芳"' in page or field == "name"
    assert not Post.objects.exists()


def test_who_may_not_write_is_shown_no_form(enter: Enter) -> None:
    liaison = enter("liaison")  # of Easton
    addresses = ["posts/", "units/", "posts/1/correct/", "posts/1/replace/", "posts/1/end/"]
    for address in addresses:
        assert liaison.get(f"{PAGE}990200/{address}").status_code == 403, address
        assert liaison.post(f"{PAGE}990200/{address}", FORM).status_code == 403, address
        assert Client().get(f"{PAGE}990100/{address}").status_code == 403, address
        assert enter("auditor").get(f"{PAGE}990100/{address}").status_code == 403, address
    assert liaison.get(f"{PAGE}990100/posts/").status_code == 200
    assert liaison.get(f"{PAGE}990100/posts/1/end/").status_code == 404
    assert liaison.get(f"{PAGE}999999/posts/").status_code == 404


def test_the_page_says_what_is_missing_to_those_who_see_to_it(enter: Enter) -> None:
    lacking = "No liaison of Easton", "No liaison of Weston"
    pages = {
        role: enter(role).get(PAGE).content.decode()
        for role in ("secretariat", "liaison", "finance")
    }
    said = {role: [each in page for each in lacking] for role, page in pages.items()}
    expected = {"secretariat": [True, True], "liaison": [True, False], "finance": [False, False]}
    assert said == expected
    assert "No liaison of" not in Client().get(PAGE).content.decode()


def test_the_list_is_narrowed_by_city_duty_and_state(enter: Enter) -> None:
    office = enter("secretariat")
    office.post(f"{PAGE}990100/posts/", FORM)
    csv = "/regions/lake-district/directory.csv"
    entered = office.get(f"{csv}?state=entered").content.decode().splitlines()
    assert len(entered) == 2
    assert "王芳" in entered[1]
    vacant = office.get(f"{csv}?state=vacant&duty=liaison").content.decode()
    assert "Weston" in vacant
    assert "Easton" not in vacant
    assert "Weston" not in office.get(f"{csv}?party=990100").content.decode()


def test_as_of_a_day_for_those_who_may_look_back(enter: Enter) -> None:
    office = enter("secretariat")
    office.post(f"{PAGE}990100/posts/", {**FORM, "until": "2025-01-01"})
    office.post(f"{PAGE}990100/posts/", {**FORM, "name": "李雷", "since": "2025-01-01"})
    then = office.get(f"{PAGE}?at=2024-06-01").content.decode()
    assert "Wang Fang" in then
    assert "Li Lei" not in then
    assert "Wang Fang" not in office.get(PAGE).content.decode()
    finance = enter("finance").get(f"{PAGE}?at=2024-06-01").content.decode()
    assert "this is today" in finance
    assert "Wang Fang" not in finance
    assert "Li Lei" in finance
