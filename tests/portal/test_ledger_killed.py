"""Every write of the ledger killed before each of its statements: all of it, or nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest

from killed import sweep
from ledgers import emptied
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold
from lianxi.ledger.standing import Terms
from lianxi.ledger.transfer import Transfer, move
from lianxi.portal.backup import kept
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.ledger import actions
from lianxi.portal.verification import verification
from road import EASTON, WESTON, actor, doing, load

FUND = "pier-fund"
TERMS = {FUND: Terms(date(2024, 1, 1))}
CASH, CITY = own(FUND, "cash"), Account(FUND, WESTON, "granted", "pier")
TODAY = date(2026, 3, 2)


def by() -> Doing:
    """The finance officer acting."""
    return doing(actor("finance"))


def paid(amount: int, day: date = TODAY) -> Transfer:
    """A city's payment into the fund."""
    return move(same("缴款"), day, amount, Account(FUND, EASTON, "given"), CASH)


def granted(amount: int) -> Transfer:
    """A grant to a city."""
    return move(same("拨付"), TODAY, amount, CASH, CITY)


@pytest.fixture
def pier(transactional_db: None) -> Iterator[None]:
    """A fund that took in 1000 last year and has set 600 of it aside; emptied after."""
    load()
    assert actions.book(by(), [paid(1000, date(2025, 5, 1)), paid(9)], TERMS) == [1, 2]
    assert actions.set_aside(by(), Hold(CASH, CITY, 600, TODAY, same("预留")), TERMS) == 1
    yield
    emptied()


ACTS: Mapping[str, Callable[[], object]] = {
    "a posting": lambda: actions.book(by(), [paid(5)], TERMS),
    "a batch": lambda: actions.book(by(), [paid(5), granted(3), paid(7)], TERMS),
    "a hold": lambda: actions.set_aside(by(), Hold(CASH, CITY, 400, TODAY, same("留")), TERMS),
    "a hold posted": lambda: actions.resolve(by(), 1, TERMS, amount=600),
    "a hold posted in part": lambda: actions.resolve(by(), 1, TERMS, amount=1),
    "a hold given back": lambda: actions.resolve(by(), 1, TERMS),
    "a counter-entry": lambda: actions.take_back(by(), 2, same("冲"), TERMS),
    "a year": lambda: actions.close_year(by(), FUND, 2025, TERMS),
}


def rows() -> list[list[object]]:
    """All that the ledger and the journal keep."""
    models = [each for each in kept() if each._meta.app_label in ("ledger", "journal")]
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.mark.usefixtures("pier")
@pytest.mark.parametrize("what", ACTS)
def test_nothing_is_half_done_and_doing_it_again_works(what: str) -> None:
    before = rows()

    def act() -> None:
        outcome = ACTS[what]()
        assert not isinstance(outcome, Refused), outcome

    def as_it_was() -> None:
        assert rows() == before

    assert sweep(act, as_it_was) > 2  # the last time nobody killed it
    assert rows() != before
    assert verification().holds
