"""Settlements under two hands at once, and killed half way: act and booking together, once."""

from collections.abc import Iterator

import pytest

from at_once import at_once
from killed import sweep
from lianxi.governance.authority import Refused
from lianxi.portal.backup import kept
from lianxi.portal.settlements import actions
from lianxi.portal.verification import verification
from road import EASTON
from settled import (
    APPROVE_IT,
    PARTIES,
    approved,
    asked_about,
    balances,
    confirmed_by,
    emptied,
    finance,
    opened,
    secretary,
)
from settling import PAY_BY, paid


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A portal whose ledger is emptied after the test."""
    yield
    emptied()


def ready() -> None:
    """A settlement that everybody confirmed."""
    asked_about()
    for party in PARTIES:
        confirmed_by(party)


def test_two_who_approve_at_once_approve_it_once(committed: None) -> None:
    ready()
    found = opened()
    outcomes = at_once(*[lambda: actions.approve(secretary(), found, APPROVE_IT, None)] * 2)
    assert sorted(isinstance(each, Refused) for each in outcomes) == [False, True], outcomes
    assert balances()[f"{EASTON}:shared"] == 800
    assert verification().holds


def test_one_voucher_from_two_hands_is_booked_once(committed: None) -> None:
    approved()
    found, what = opened(), paid(EASTON, 80_000)
    outcomes = at_once(*[lambda: actions.pay(finance(60), found, what, None)] * 2)
    assert all(isinstance(each, str | Refused) for each in outcomes), outcomes
    assert balances()["cash"] == 800
    assert len(opened().state.payments) == 1
    assert opened().state.owed_by == PAY_BY


def test_killed_before_any_statement_it_is_approved_and_booked_whole_or_not_at_all(
    committed: None,
) -> None:
    ready()
    before = [list(model._default_manager.order_by("pk").values()) for model in kept()]

    def approve() -> None:
        assert actions.approve(secretary(), opened(), APPROVE_IT, None) == "settlement/1"

    def as_it_was() -> None:
        assert [list(m._default_manager.order_by("pk").values()) for m in kept()] == before

    assert sweep(approve, as_it_was) > 8
    assert opened().state.stage == "approved"
    assert verification().holds
