"""Two at once, and killed in the middle: one wins and the other is told; nothing is half done."""

from uuid import UUID

import pytest

from at_once import at_once
from killed import sweep
from lianxi.governance.authority import Allowed
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
from portal_acts import administrator
from tiny import read, tiny
from uploads import NOW, with_sutton

pytestmark = pytest.mark.django_db(transaction=True)


def draft_of(login: str, files: dict[str, str]) -> Draft:
    draft = review(administrator(login), read(files), f"{login}.zip", NOW)
    assert isinstance(draft, Draft)
    return draft


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


def test_killed_anywhere_in_the_first_load() -> None:
    def nothing_there() -> None:
        counts = (Region.objects.count(), Version.objects.count(), Blob.objects.count())
        assert counts == (0, 0, 0)
        assert Line.objects.count() == 0
        assert verification().holds

    statements = sweep(lambda: install(read(tiny()), NOW), nothing_there)
    assert statements > 4
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
    assert statements > 4
    assert Version.objects.count() == 2
    assert not Draft.objects.exists()
    assert verification().holds
