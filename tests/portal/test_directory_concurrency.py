"""The directory written by two at once, killed in the middle, backed up and restored."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from at_once import at_once
from contacts import (
    BOATS,
    EASTON,
    PDF,
    TODAY,
    actor,
    doing,
    enter,
    filled,
    held,
    lakes,
    names,
    workbook,
)
from killed import sweep
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import same
from lianxi.portal.backup import back_up, kept, restore
from lianxi.portal.directory import actions, returns
from lianxi.portal.directory.models import Directory, File, Post, Return, Unit
from lianxi.portal.directory.returns import Letter
from lianxi.portal.verification import verification
from uploads import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("lake_portal"),
]


def one_wins(outcomes: list[object]) -> None:
    """One of two did it, the other is told why not."""
    told = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(told) == 1, outcomes
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
    assert verification().holds


def test_two_replace_the_same_liaison_at_once() -> None:
    old = enter(held("王芳"))
    new = [held(name, since="2026-11-01") for name in ("李雷", "韩梅梅")]
    one_wins(at_once(*(lambda n=n: actions.replace_post(doing(), old, n) for n in new)))
    assert len(names()) == 2


def test_two_enter_a_lead_at_once_in_a_directory_that_is_new() -> None:
    leads = [held(name, "lead") for name in ("李雷", "韩梅梅")]
    one_wins(at_once(*(lambda n=n: actions.add_post(doing(), n) for n in leads)))
    assert len(names()) == 1


def test_two_enter_the_same_unit_at_once() -> None:
    one_wins(at_once(*[lambda: actions.add_unit(doing(), same("发改委"), TODAY)] * 2))
    assert Unit.objects.count() == 1


def test_one_corrects_what_another_ends() -> None:
    old = enter(held("王芳"))
    one_wins(
        at_once(
            lambda: actions.correct_post(doing(), old, replace(old, title="主任")),
            lambda: actions.end_post(doing(), old, TODAY),
        )
    )


def letter(*, name: str = "李雷") -> Letter:
    """A letter with a workbook in which somebody new stands, in a new unit."""
    row = {"unit": "发改委", "duty": "联络员", "name": name}
    first_free = len(names())
    content = filled(workbook(EASTON), {0: lambda sheet: sheet.put(first_free, **row)})
    return Letter("东函1号", TODAY, content, PDF)


def came() -> Return:
    """The letter taken in."""
    row = returns.receive(doing(), letter())
    assert isinstance(row, Return), row
    return row


def test_the_same_letter_is_taken_in_by_two_at_once() -> None:
    sent = letter()
    outcomes = at_once(*[lambda: returns.receive(doing(), sent)] * 2)
    assert any(isinstance(outcome, Return) for outcome in outcomes), outcomes
    assert (Return.objects.count(), File.objects.count()) == (1, 2)
    assert verification().holds


@pytest.mark.parametrize("second", ["apply", "discard"])
def test_a_return_is_applied_by_two_at_once(second: str) -> None:
    row = came()
    seen = returns.reviewed(lakes(), row, NOW).seen

    def apply() -> object:
        return returns.apply(doing(), row, seen, anyway=False)

    def discard() -> object:
        return returns.discard(doing(who=actor(login="ben")), row)

    one_wins(at_once(apply, apply if second == "apply" else discard))


def test_many_cities_at_once_make_one_unbroken_chain() -> None:
    parties = ["990100", "990200", "990300"]
    outcomes = at_once(*(lambda p=p: actions.add_post(doing(p), held(of=p)) for p in parties))
    assert all(isinstance(outcome, Post) for outcome in outcomes), outcomes
    found = verification()
    assert (found.holds, found.lines) == (True, 4)


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, as it stands."""
    return {
        model._meta.label_lower: list(model._default_manager.order_by("pk").values())
        for model in kept()
    }


def killed(act: Callable[[], object]) -> None:
    """Kill an act before each of its statements: each time everything is as it was."""
    before = everything()

    def as_it_was() -> None:
        assert everything() == before
        assert verification().holds

    assert sweep(act, as_it_was) > 2
    assert everything() != before
    assert verification().holds


def test_killed_anywhere_in_the_first_entry() -> None:
    killed(lambda: actions.add_post(doing(), held()))
    assert Directory.objects.count() == 1


def test_killed_anywhere_in_a_change() -> None:
    old = enter(held("王芳"))
    killed(lambda: actions.correct_post(doing(), old, replace(old, title="主任")))
    corrected = replace(old, title="主任")
    killed(lambda: actions.replace_post(doing(), corrected, held("李雷", since="2026-11-01")))
    (new,) = [each for each in Post.objects.all() if each.until is None]
    began = held("李雷", since="2026-11-01")
    killed(lambda: actions.end_post(doing(), replace(began, number=new.pk), TODAY))


def test_killed_anywhere_in_a_change_of_a_unit() -> None:
    killed(lambda: actions.add_unit(doing(), same("发改委"), TODAY))
    killed(lambda: actions.correct_unit(doing(), "990100/fagaiwei", same("发改局"), TODAY))
    killed(lambda: actions.end_unit(doing(), "990100/fagaiwei", TODAY))


def test_killed_anywhere_in_a_return() -> None:
    enter(held("王芳", of=BOATS))
    sent = letter()
    killed(lambda: returns.receive(doing(), sent))
    row = Return.objects.get()
    seen = returns.reviewed(lakes(), row, NOW).seen
    killed(lambda: returns.apply(doing(), row, seen, anyway=False))
    other = returns.receive(doing(), replace(sent, number="东函2号"))
    assert isinstance(other, Return)
    killed(lambda: returns.discard(doing(), other))


def test_backed_up_and_restored(tmp_path: Path) -> None:
    enter(held("王芳", mobile="13800001111"))
    row = came()
    seen = returns.reviewed(lakes(), row, NOW).seen
    assert isinstance(returns.apply(doing(), row, seen, anyway=False), Return)
    before = everything()
    assert all(before[f"directory.{table}"] for table in ("unit", "post", "return", "file"))
    back_up(tmp_path / "lianxi.zip", NOW)
    for model in reversed(list(kept())):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608
    restore(tmp_path / "lianxi.zip")
    assert everything() == before
    assert verification().holds
    enter(held("韩梅梅"))  # a new row gets a new number
    assert verification().holds
