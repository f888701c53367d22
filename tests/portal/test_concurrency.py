"""Two at once, and killed in the middle: one wins and the other is told; nothing is half done."""

import os
import signal
import threading
import traceback
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, connections

from lianxi.governance.authority import Actor, Allowed, Appointment
from lianxi.kernel.bilingual import same
from lianxi.portal.charter.actions import (
    Overtaken,
    confirm,
    discard,
    install,
    review,
    review_again,
)
from lianxi.portal.charter.models import Blob, Draft, Region, Version
from lianxi.portal.charter.queries import current
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from tiny import read, tiny
from uploads import NOW, with_sutton

pytestmark = pytest.mark.django_db(transaction=True)


def administrator(login: str) -> Actor:
    since = NOW.date() - timedelta(days=1)
    return Actor(login, same(login), (Appointment("administrator", since),))


def draft_of(login: str, files: dict[str, str]) -> Draft:
    draft = review(administrator(login), read(files), f"{login}.zip", NOW)
    assert isinstance(draft, Draft)
    return draft


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each with a connection of its own."""
    outcomes: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def act(number: int) -> None:
        try:
            start.wait()
            outcomes[number] = acts[number]()
        except Exception as why:  # what comes out is what is asserted
            outcomes[number] = why
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.parametrize("loaded_before", [True, False])
def test_two_administrators_load_at_once(*, loaded_before: bool) -> None:
    if loaded_before:
        install(read(tiny()), NOW)
    other = with_sutton()
    other["parties.csv"] = other["parties.csv"].replace("Sutton", "Aston")
    drafts = {"anne": draft_of("anne", with_sutton()), "ben": draft_of("ben", other)}
    outcomes = at_once(
        *(
            lambda login=login, draft=draft: confirm(administrator(login), draft.pk, NOW)
            for login, draft in drafts.items()
        )
    )
    winners = [outcome for outcome in outcomes if isinstance(outcome, Version)]
    told = [outcome for outcome in outcomes if isinstance(outcome, Overtaken)]
    assert (len(winners), len(told)) == (1, 1), outcomes
    assert told[0].by == winners[0]
    assert Version.objects.count() == (2 if loaded_before else 1)
    assert verification().holds


def test_the_same_draft_confirmed_twice_at_once() -> None:
    install(read(tiny()), NOW)
    draft = draft_of("anne", with_sutton())
    first, second = at_once(*[lambda: confirm(administrator("anne"), draft.pk, NOW)] * 2)
    assert isinstance(first, Version)
    assert first == second
    assert (first.number, Version.objects.count()) == (2, 2)
    assert verification().holds


def test_the_same_draft_confirmed_and_discarded_at_once() -> None:
    install(read(tiny()), NOW)
    draft = draft_of("anne", with_sutton())
    loaded, put_away = at_once(
        lambda: confirm(administrator("anne"), draft.pk, NOW),
        lambda: discard(administrator("anne"), draft.pk, NOW),
    )
    assert isinstance(loaded, Version) != isinstance(put_away, Allowed)
    assert verification().holds


def test_a_draft_overtaken_is_reviewed_again_twice_at_once() -> None:
    install(read(tiny()), NOW)
    other = with_sutton()
    other["parties.csv"] = other["parties.csv"].replace("Sutton", "Aston")
    mine, theirs = draft_of("anne", with_sutton()), draft_of("ben", other)
    confirm(administrator("ben"), theirs.pk, NOW)
    outcomes = at_once(*[lambda: review_again(administrator("anne"), mine.pk, NOW)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Draft", "Refused"]
    again = Draft.objects.get()
    assert again.base is not None
    assert again.base.number == 2
    assert verification().holds


def test_many_acts_at_once_make_one_unbroken_chain() -> None:
    install(read(tiny()), NOW)
    names = [f"p{n}" for n in range(6)]
    outcomes = at_once(
        *(
            lambda name=name: review(administrator(name), read(with_sutton()), name, NOW)
            for name in names
        )
    )
    assert all(isinstance(outcome, Draft) for outcome in outcomes), outcomes
    found = verification()
    assert (found.holds, found.lines) == (True, 7)


def test_two_portals_start_at_once() -> None:
    outcomes = at_once(*[lambda: install(read(tiny()), NOW)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "Version"]
    assert verification().holds


def killed_at(statement: int, act: Callable[[], object]) -> bool:
    """Do something in a process that kills itself before its nth statement.

    Returns whether it was killed; False means that the act had fewer statements.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        # A browser's event loop hides a connection of the parent's from `close_all`, and not from
        # a forked child: it must never speak on that socket, nor close it.
        kept = []
        for each in connections.all(initialized_only=True):
            kept.append(each.connection)
            each.connection = None
        seen = 0

        def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            nonlocal seen
            seen += 1
            if seen == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(count):
                act()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    assert status == 0, f"the act failed at statement {statement}, wait status {status}"
    return False


def sweep(act: Callable[[], object], check: Callable[[], None]) -> int:
    """Kill an act before each of its statements in turn; gives how many there were."""
    statement = 1
    while killed_at(statement, act):
        check()
        statement += 1
        assert statement < 100
    return statement - 1


def test_killed_anywhere_in_the_first_load() -> None:
    def nothing_there() -> None:
        counts = (Region.objects.count(), Version.objects.count(), Blob.objects.count())
        assert counts == (0, 0, 0)
        assert Line.objects.count() == 0
        assert verification().holds

    statements = sweep(lambda: install(read(tiny()), NOW), nothing_there)
    assert statements > 5
    found = current("lake-district")  # the act that was not killed did its work
    assert found is not None
    assert found.version.number == 1
    assert verification().holds


def test_killed_anywhere_in_a_confirmed_load() -> None:
    install(read(tiny()), NOW)
    draft: UUID = draft_of("anne", with_sutton()).pk

    def still_the_first() -> None:
        assert Version.objects.count() == 1
        assert Draft.objects.filter(pk=draft).exists()
        assert Line.objects.count() == 2
        assert verification().holds

    statements = sweep(lambda: confirm(administrator("anne"), draft, NOW), still_the_first)
    assert statements > 8
    assert Version.objects.count() == 2
    assert not Draft.objects.exists()
    assert verification().holds
