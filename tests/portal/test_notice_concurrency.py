"""Payment notices under two hands at once, and killed half way: act and booking together, once."""

from collections.abc import Iterator

import pytest

from at_once import at_once
from killed import sweep
from ledgers import emptied
from lianxi.governance.authority import Refused
from lianxi.portal.backup import kept
from lianxi.portal.notices import actions
from lianxi.portal.verification import verification
from noticed import at, balances, finance, issue_one, office, opened
from notices import DRAFT, EACH, ISSUED, paid, with_fund
from road import EASTON, load


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A portal whose ledger is emptied after the test."""
    yield
    emptied()


def test_one_voucher_from_two_hands_is_booked_once_and_nobody_pays_too_much(
    committed: None,
) -> None:
    issue_one()
    found = opened()
    same_, other = paid(EASTON, EACH - 1), paid(EASTON, 2, "B-2")
    outcomes = at_once(
        *[lambda: actions.pay(at(), found, [same_], None)] * 2,
        lambda: actions.pay(at(), found, [other], None),
    )
    assert all(isinstance(each, str | Refused) for each in outcomes), outcomes
    state = opened().state
    assert len(state.payments) == 1  # the two that are one, or the other
    assert balances()["cash"] == state.paid_by() // 100
    assert verification().holds


def test_killed_before_any_statement_a_notice_is_issued_whole_or_not_at_all(
    committed: None,
) -> None:
    load(with_fund())
    assert actions.draft(finance(), DRAFT) == "notice/1"
    before = [list(model._default_manager.order_by("pk").values()) for model in kept()]

    def issue() -> None:
        assert actions.issue(office(), opened(), ISSUED, None) == "notice/1"

    def as_it_was() -> None:
        assert [list(m._default_manager.order_by("pk").values()) for m in kept()] == before

    assert sweep(issue, as_it_was) > 8
    assert opened().state.stage == "issued"
    assert verification().holds
