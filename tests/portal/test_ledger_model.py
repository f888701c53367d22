"""The ledger beside a plain model that shares no code with it, on whatever is booked."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold
from lianxi.ledger.standing import Terms
from lianxi.ledger.transfer import Leg, Transfer
from lianxi.portal.ledger import actions, queries
from lianxi.portal.verification import verification
from road import DAY, EASTON, REGION, WESTON, actor, doing, load

FUND = "pier-fund"
CASH = own(FUND, "cash")
TERMS = {FUND: Terms(date(2025, 1, 1))}
TODAY = date(2026, 3, 2)
ACCOUNTS = [
    CASH,
    Account(FUND, EASTON, "given"),
    Account(FUND, WESTON, "granted", "pier"),
    Account(FUND, WESTON, "spent", "pier"),
]
AMOUNTS = st.integers(-1000, 1000) | st.sampled_from([0, 2**62, -(2**62), 2**63, -(2**63)])

LEGS = st.lists(st.tuples(st.sampled_from(range(4)), AMOUNTS), min_size=1, max_size=4)
BOOK = st.tuples(st.just("book"), LEGS, st.integers(-430, 2), st.sampled_from(["", "a", "b"]))
BALANCED = st.tuples(
    st.just("move"),
    st.sampled_from(range(4)),
    st.sampled_from(range(4)),
    st.integers(1, 1000),
    st.integers(-430, 0),
)
BACK = st.tuples(st.just("back"), st.integers(1, 6))
SET = st.tuples(st.just("hold"), st.integers(-5, 900))
END = st.tuples(st.just("resolve"), st.integers(1, 3), st.none() | st.integers(0, 900))
CLOSE = st.tuples(st.just("close"), st.sampled_from([2024, 2025, 2026]))


class Plain:
    """What a careful person with a pencil would have written."""

    def __init__(self) -> None:
        self.booked: list[tuple[date, list[tuple[int, int]], str]] = []
        self.back: set[int] = set()
        self.holds: list[tuple[int, bool]] = []
        self.closed: set[int] = set()

    def has(self, account: int, until: date = date.max) -> int:
        """What an account has."""
        return sum(n for day, legs, _ in self.booked if day <= until for a, n in legs if a == account)

    def free(self) -> int:
        """What of the money in hand is not set aside."""
        return self.has(0) - sum(amount for amount, still in self.holds if still)

    def may(self, day: date, legs: list[tuple[int, int]], aside: int = 0) -> bool:
        """Whether something may be booked; `aside` was set aside for it."""
        right = len(legs) > 1 and sum(n for _, n in legs) == 0 and all(n for _, n in legs)
        right = right and len({a for a, _ in legs}) == len(legs)
        right = right and date(2025, 1, 1) <= day and day.year not in self.closed
        right = right and all(-(2**63) <= n < 2**63 for _, n in legs)
        out = sum(n for a, n in legs if a == 0)
        return right and -(2**63) <= self.has(0) + out < 2**63 and (
            out >= 0 or self.free() + aside + out >= 0
        )


@pytest.mark.django_db
@given(acts=st.lists(BOOK | BALANCED | BACK | SET | END | CLOSE, min_size=4, max_size=14))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_agrees_with_a_pencil(acts: list[tuple[object, ...]]) -> None:
    """Balances on any day, refusals, holds and closes are what the plain model says."""
