"""The ledger beside a plain model that shares no code with it, on whatever is booked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold
from lianxi.ledger.standing import Terms
from lianxi.ledger.transfer import Leg, Transfer
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.ledger import actions, queries
from lianxi.portal.verification import verification
from road import EASTON, REGION, WESTON, actor, doing, load

FUND = "pier-fund"
CASH = own(FUND, "cash")
TODAY = date(2026, 3, 2)  # the day of `road.DAY`
BEGUN = date(2025, 1, 1)
ACCOUNTS = [
    CASH,
    Account(FUND, EASTON, "given"),
    Account(FUND, WESTON, "granted", "pier"),
    own(FUND, "surplus"),
]
EDGE = 2**63
Legs = list[tuple[int, int]]

AMOUNTS = st.integers(-900, 900) | st.sampled_from([0, 2**62, -(2**62), EDGE - 1, EDGE, -EDGE])
DAYS = st.integers(-440, 0)
PICKS = st.sampled_from(range(len(ACCOUNTS)))
RAW = st.tuples(
    st.just("book"), st.lists(st.tuples(PICKS, AMOUNTS), max_size=4), DAYS, st.sampled_from("--ab")
)
MOVE = st.tuples(st.just("move"), PICKS, PICKS, st.integers(1, 900), DAYS)
BACK = st.tuples(st.just("back"), st.integers(1, 5))
SET = st.tuples(st.just("hold"), st.integers(-5, 900))
END = st.tuples(st.just("resolve"), st.integers(1, 3), st.none() | st.integers(-1, 900))
CLOSE = st.tuples(st.just("close"), st.sampled_from([2024, 2025, 2026]))


class Pencil:
    """What a careful person would have written down."""

    def __init__(self) -> None:
        self.lines: list[tuple[date, Legs]] = []
        self.back: set[int] = set()  # what was taken back, and what took it back
        self.keys: dict[str, tuple[date, Legs]] = {}
        self.holds: list[int] = []  # what each still sets aside; zero once resolved
        self.resolved: set[int] = set()
        self.closed = 0

    def has(self, account: int, until: date = date.max) -> int:
        """What an account has at the end of a day."""
        return sum(n for day, legs in self.lines if day <= until for a, n in legs if a == account)

    def book(self, legs: Legs, ago: int, key: str = "-", aside: int = 0) -> bool:
        """Book it; whether it could be. `aside` was set aside for it."""
        day = TODAY + timedelta(days=ago)
        if key in self.keys:
            return self.keys[key] == (day, legs)
        sound = len(legs) > 1 and len({a for a, _ in legs}) == len(legs)
        sound = sound and all(n and -EDGE <= n < EDGE for _, n in legs)
        sound = sound and not sum(n for _, n in legs)
        if not sound or day < BEGUN or day.year <= self.closed:
            return False
        change = sum(n for a, n in legs if a == 0)
        after = self.has(0) + change
        if not -EDGE <= after < EDGE or (change < 0 and after - sum(self.holds) + aside < 0):
            return False
        self.lines.append((day, legs))
        if key != "-":
            self.keys[key] = (day, legs)
        return True

    def move(self, source: int, target: int, amount: int, ago: int) -> bool:
        """Move an amount."""
        return self.book([(source, -amount), (target, amount)], ago)

    def take_back(self, number: int) -> bool:
        """Take a line back."""
        if number > len(self.lines) or number in self.back:
            return False
        done = self.book([(a, -n) for a, n in self.lines[number - 1][1]], 0)
        self.back |= {number, len(self.lines)} if done else set()
        return done

    def hold(self, amount: int) -> bool:
        """Set some of the money in hand aside."""
        if not 0 < amount <= self.has(0) - sum(self.holds):
            return False
        self.holds.append(amount)
        return True

    def resolve(self, number: int, amount: int | None) -> bool:
        """Post what was set aside, or give it back."""
        if number > len(self.holds) or number in self.resolved:
            return False
        aside = self.holds[number - 1]
        if amount is not None:
            legs = [(0, -amount), (2, amount)]
            if not 0 < amount <= aside or not self.book(legs, 0, aside=aside):
                return False
        self.holds[number - 1] = 0
        self.resolved.add(number)
        return True

    def close(self, year: int) -> bool:
        """Close a year: what was given goes to the surplus."""
        if year >= TODAY.year or year <= self.closed or year < BEGUN.year:
            return False
        left = self.has(1, date(year, 12, 31))
        if left:
            self.lines.append((date(year, 12, 31), [(1, -left), (3, left)]))
            self.back.add(len(self.lines))  # the close of a year is not taken back
        self.closed = year
        return True


def booking(legs: Legs, ago: int, key: str = "-") -> Transfer:
    """The same for the ledger."""
    day = TODAY + timedelta(days=ago)
    parts = tuple(Leg(ACCOUNTS[a], n) for a, n in legs)
    return Transfer(same("账"), day, day, parts, key="" if key == "-" else key)


def ledger(by: Doing) -> dict[str, Callable[..., object]]:
    """The ledger's own acts, by the names of the pencil's."""

    def terms() -> dict[str, Terms]:
        return {FUND: Terms(BEGUN, queries.closed_through(REGION, FUND))}

    def hold(amount: int) -> object:
        return actions.set_aside(by, Hold(CASH, ACCOUNTS[2], amount, TODAY, same("留")), terms())

    def close(year: int) -> object:
        return actions.close_year(by, FUND, year, terms())

    return {
        "book": lambda *said: actions.book(by, [booking(*said)], terms()),
        "move": lambda a, b, n, ago: actions.book(by, [booking([(a, -n), (b, n)], ago)], terms()),
        "back": lambda n: actions.take_back(by, n, same("冲"), terms()),
        "hold": hold,
        "resolve": lambda n, amount: actions.resolve(by, n, terms(), amount=amount),
        "close": close,
    }


@pytest.fixture
def lakes(db: None) -> None:
    """A region in which work is done."""
    load()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is booked within is gone after it, as the guard would let nobody do."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("lakes")
@given(acts=st.lists(RAW | MOVE | MOVE | BACK | SET | END | CLOSE, min_size=4, max_size=14))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_agrees_with_a_pencil(acts: list[tuple[object, ...]]) -> None:
    """Refusals, balances on any day, and what is set aside are those of the plain model."""
    plain, real = Pencil(), ledger(doing(actor("finance")))
    names = {"back": "take_back"}
    with undone():
        for name, *said in acts:
            expected = getattr(plain, names.get(str(name), str(name)))(*said)
            outcome = real[str(name)](*said)
            assert isinstance(outcome, Refused) is not expected, (name, said, outcome)
        for until in (date(2025, 6, 1), date(2025, 12, 31), TODAY):
            found = queries.balances(REGION, FUND, until=until)
            mine = {(a, "CNY"): plain.has(n, until) for n, a in enumerate(ACCOUNTS)}
            assert found == {place: amount for place, amount in mine.items() if amount}
        assert sum(h.amount for _, h in queries.open_holds(REGION)) == sum(plain.holds)
        assert verification().holds
