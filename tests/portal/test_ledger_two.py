"""Two who write in one ledger, their statements one between the other's, whatever the order.

How many orders are tried is `LEDGER_SCHEDULES` (a few where nothing is said).
"""

import itertools
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from killed import on_its_own
from ledgers import emptied
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold, held
from lianxi.ledger.standing import Terms
from lianxi.ledger.statement import balances
from lianxi.ledger.transfer import Booked, Leg, Transfer, move
from lianxi.portal.ledger import actions, queries
from lianxi.portal.verification import verification
from road import DAY, EASTON, REGION, WESTON, actor, doing, load
from turns import in_turns

LAST_YEAR, LAST_END, TODAY = date(2025, 5, 1), date(2025, 12, 31), date(2026, 3, 2)
FUNDS = (f"fund-{n}" for n in itertools.count())
SCHEDULES = int(os.environ.get("LEDGER_SCHEDULES", "4"))

ACT = st.sampled_from(
    ["pay", "pay late", "same key", "other key", "grant", "aside", "post", "part", "void", "back"]
    + ["close"] * 2
)
ACTS = st.lists(ACT, min_size=1, max_size=3)
Act = Callable[[], object]


@pytest.fixture
def shared(transactional_db: None) -> Iterator[None]:
    """A region whose ledger is written in; emptied after."""
    load()
    yield
    emptied()


class Fund:
    """A fund of which 1000 came in last year and 500 this year, with 300 set aside in hold `n`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.by = doing(actor("finance"), DAY)
        self.terms = {name: Terms(date(2024, 1, 1))}
        self.cash, self.city = own(name, "cash"), Account(name, WESTON, "granted", "pier")
        first, second = self.paid(1000, LAST_YEAR), self.paid(500, TODAY)
        numbers = actions.book(self.by, [first, second], self.terms)
        assert isinstance(numbers, list), numbers
        self.first = numbers[0]
        aside = actions.set_aside(self.by, self.aside(300), self.terms)
        assert isinstance(aside, int), aside
        self.held = aside

    def paid(self, amount: int, day: date, key: str = "") -> Transfer:
        """A city's payment."""
        given_ = Account(self.name, EASTON, "given")
        return replace(move(same("缴款"), day, amount, given_, self.cash), key=key)

    def aside(self, amount: int) -> Hold:
        """A hold of so much."""
        return Hold(self.cash, self.city, amount, TODAY, same("预留"), TODAY + timedelta(days=9))

    def act(self, name: str) -> object:
        """Do one thing."""
        by, terms = self.by, self.terms
        if name in ("post", "part", "void"):
            amount = {"post": 300, "part": 299, "void": None}[name]
            return actions.resolve(by, self.held, terms, amount=amount)
        if name == "aside":
            return actions.set_aside(by, self.aside(700), terms)
        if name == "back":
            return actions.take_back(by, self.first, same("冲销"), terms)
        if name == "close":
            return actions.close_year(by, self.name, 2025, terms)
        made = {
            "pay": self.paid(7, TODAY),
            "pay late": self.paid(11, LAST_YEAR),
            "same key": self.paid(13, TODAY, f"{self.name}/key"),
            "other key": self.paid(17, TODAY, f"{self.name}/key"),
            "grant": move(same("拨付"), TODAY, 700, self.cash, self.city),
        }[name]
        return actions.book(by, [made], terms)

    def acts(self, names: list[str]) -> Act:
        """Several, one after the other; gives what each came to."""
        return lambda: [(name, self.act(name)) for name in names]

    def kept(self) -> list[Booked]:
        """What was booked, which balances, is counted, and covers what is set aside."""
        kept = queries.transfers(REGION, self.name)
        assert all(sum(leg.amount for leg in each.transfer.legs) == 0 for each in kept)
        now = queries.balances(REGION, self.name)
        assert now == {k: v for k, v in balances([e.transfer for e in kept]).items() if v}
        holds = [each for _, each in queries.open_holds(REGION, self.name)]
        place = (self.cash, "CNY")
        assert now.get(place, 0) >= held(holds, TODAY).get(place, 0)
        assert sum(each.transfer.key != "" for each in kept) <= 1
        assert sum(each.transfer.reverses == self.first for each in kept) <= 1
        if queries.closed_through(REGION, self.name):
            at_end = queries.balances(REGION, self.name, until=LAST_END)
            assert Account(self.name, EASTON, "given") not in {account for account, _ in at_end}
        return kept

    def sound(self, outcomes: list[object]) -> None:
        """What holds however they came one after the other, and that each was told the truth."""
        assert all(isinstance(each, list) for each in outcomes), outcomes
        done = [(n, o) for each in outcomes for n, o in each if not isinstance(o, Refused)]  # type: ignore[attr-defined]
        names = [name for name, _ in done]
        assert len(self.kept()) == 2 + _booked(done), names
        assert sum(names.count(name) for name in ("post", "part", "void")) <= 1
        assert all(names.count(name) <= 1 for name in ("back", "close"))
        assert len({"same key", "other key"} & set(names)) <= 1


def _booked(done: list[tuple[str, object]]) -> int:
    """How many transfers there are more: the same key is booked once, a void books none."""
    numbers: set[int] = set()
    for name, outcome in done:
        if isinstance(outcome, list):
            numbers |= set(outcome)
        elif isinstance(outcome, int) and name != "aside":
            numbers.add(outcome)
    return len(numbers)


@pytest.mark.usefixtures("shared")
@given(one=ACTS, other=ACTS, schedule=st.lists(st.sampled_from([0, 1]), min_size=2, max_size=12))
@settings(
    max_examples=SCHEDULES,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_two_connections_whose_statements_take_turns(
    one: list[str], other: list[str], schedule: list[int]
) -> None:
    fund = Fund(next(FUNDS))
    fund.sound(in_turns([0, 1, *schedule], fund.acts(one), fund.acts(other)))
    assert verification().holds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("same key", "same key"),
        ("same key", "other key"),
        ("post", "part"),
        ("post", "void"),
        ("grant", "aside"),
        ("close", "close"),
        ("close", "pay late"),
        ("back", "back"),
    ],
)
def test_of_two_that_want_the_same_one_has_it(shared: None, one: str, other: str) -> None:
    fund = Fund(next(FUNDS))
    fund.sound(in_turns([0, 1], fund.acts([one]), fund.acts([other])))
    assert verification().holds


def test_two_processes_write_at_once_and_nothing_is_lost(shared: None) -> None:
    fund = Fund(next(FUNDS))
    children = [_apart(fund, seed) for seed in (1, 2)]
    for child in children:
        _, status = os.waitpid(child, 0)
        assert status == 0
    paid = [each for each in fund.kept() if Leg(fund.cash, 7) in each.transfer.legs]
    assert len(paid) == 10
    assert verification().holds


def _apart(fund: Fund, seed: int) -> int:
    """A process of its own that does this and that, and five payments; gives its number."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    status, _kept = 1, on_its_own()
    try:
        names = ["same key", "post", "part", "grant", "back", "close", "pay late", *["pay"] * 5]
        random.Random(seed).shuffle(names)
        outcomes = [(name, fund.act(name)) for name in names]
        status = any(name == "pay" and isinstance(o, Refused) for name, o in outcomes)
    finally:
        os._exit(int(status))
