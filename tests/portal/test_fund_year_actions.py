"""A fund's year beside the dossiers that booked in it: put right there, killed anywhere."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from fund_years import BUDGET
from granting import ACCEPT, APPROVE, ASSESS, ASSESSED, FUND_ARTICLE, PASS, PAY, PAY_REST, SEND
from granting import TERMS as GRANT_TERMS
from killed import killed_at
from ledgers import emptied
from lianxi.governance.authority import Actor, Refused
from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.governance.road.fund_year_acts import (
    Audited,
    AuditFinding,
    BudgetDrafted,
    BudgetSettled,
    Corrected,
    MendingJudged,
    YearBegun,
)
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_acts import VoucherChecked
from lianxi.governance.road.grant_state import Grant
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_state import Notice
from lianxi.kernel.bilingual import same
from lianxi.portal.backup import kept
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.fund_years import actions
from lianxi.portal.fund_years.queries import facts
from lianxi.portal.grants import actions as grants
from lianxi.portal.ledger import queries as books
from lianxi.portal.notices import actions as notices
from lianxi.portal.verification import verification
from notices import ALL_IN, DRAFT, ISSUED, paid
from road import BOATHOUSE, DAY, EASTON, REGION, actor, doing, live, load

FUND, YEAR = "pier-fund", 2026
JANUARY = datetime(2027, 1, 10, 1, 0, tzinfo=UTC)
BEGUN = YearBegun(FUND, YEAR, same("2026"), "council", "只有会费")


def somebody(role: str, name: str, party: str | None = None, at: datetime = DAY) -> Doing:
    return doing(Actor(name, same(name), actor(role, party).appointments), at)


def finance(at: datetime = JANUARY, name: str = "finance-1") -> Doing:
    return somebody("finance", name, at=at)


def auditor() -> Doing:
    return somebody("auditor", "auditor", at=JANUARY)


def year() -> Opened[FundYear]:
    found = queries.opened(REGION, FUND_YEAR, 1)
    assert found is not None
    return found


def grant() -> Opened[Grant]:
    found = queries.opened(REGION, GRANT, 1)
    assert found is not None
    return found


def notice() -> Opened[Notice]:
    found = queries.opened(REGION, NOTICE, 1)
    assert found is not None
    return found


def done(outcome: object) -> None:
    assert not isinstance(outcome, Refused), outcome.reason


def why(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def used() -> None:
    """The towns pay in; the boathouse is granted 3000, accounts for 1500 and assesses itself."""
    done(notices.draft(finance(DAY), DRAFT))
    office = somebody("secretariat", "secretary")
    done(notices.issue(office, notice(), ISSUED, None))
    done(notices.pay(finance(DAY), notice(), ALL_IN, None))
    boatman = somebody("department-lead", "boatman", BOATHOUSE)
    done(grants.apply(boatman, FUND, BOATHOUSE, GRANT_TERMS))
    cashier = finance(DAY, "finance-2")
    checker = finance(DAY)
    for by, what in (
        (checker, PASS),
        (office, APPROVE),
        (cashier, PAY),
        (cashier, PAY_REST),
        (boatman, SEND),
        (checker, ACCEPT),
        (boatman, ASSESS),
        (checker, ASSESSED),
    ):
        done(grants.act(by, grant(), what))


def audited(*transfers: int) -> None:
    findings = tuple(AuditFinding("不合规", "更正", 0, n) for n in transfers)
    what = Audited("findings", "湖审〔2027〕1号", "审计所", JANUARY.date(), "", findings)
    done(actions.audit(auditor(), year(), what, None))


@pytest.fixture
def fund(db: None) -> None:
    """A live region with a fund that towns pay into and grants are paid from."""
    load({**live(), "funds/pier-fund.toml": FUND_ARTICLE})


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The same, with what a test books emptied after it."""
    load({**live(), "funds/pier-fund.toml": FUND_ARTICLE})
    yield
    emptied()


def number(key: str) -> int:
    """The number of a transfer by its key."""
    return books.by_keys(REGION, [key])[key].number


def test_what_a_dossier_booked_is_put_right_in_that_dossier(fund: None) -> None:
    done(actions.begin(finance(DAY), BEGUN))
    used()
    done(actions.close(finance(), year(), None))
    by_act = {type(act.what): n for n, act in enumerate(grant().acts, 1)}
    voucher = number(f"grant/1/{by_act[VoucherChecked]}")
    payment = number(f"notice/1/paid/{notice().state.payments[0].key}")
    grant_paid = books.coming_from(REGION, "grant/1")[0].number
    audited(voucher, payment, grant_paid)
    assert "no voucher" in why(actions.correct(finance(), year(), 3, "x", 1, None))
    assert "take it back whole" in why(actions.correct(finance(), year(), 2, "x", 1, None))
    assert "1500.00" in why(actions.correct(finance(), year(), 1, "x", 150_000, None))
    done(actions.correct(finance(), year(), 1, "多列", 100_000, None))
    done(actions.correct(finance(), year(), 2, "误记", None, None))
    assert grant().state.vouchers[0].accepted == 100_000
    assert notice().state.payments[0].taken_back is not None
    said = [each.said for each in year().state.mendings]
    anew = [each.anew for each in said if isinstance(each, Corrected)]
    assert [n is not None for n in anew] == [True, False]
    after = books.numbered(REGION, [n for n in anew if n is not None])
    assert [each.transfer.booked for each in after.values()] == [JANUARY.date()]
    assert verification().holds


def test_a_correction_that_is_not_accepted_is_made_again_of_what_stands(fund: None) -> None:
    done(actions.begin(finance(DAY), BEGUN))
    used()
    done(actions.close(finance(), year(), None))
    by_act = {type(act.what): n for n, act in enumerate(grant().acts, 1)}
    audited(number(f"grant/1/{by_act[VoucherChecked]}"))
    done(actions.correct(finance(), year(), 1, "多列", 100_000, None))
    refused = MendingJudged(1, accepted=False, why="仍多列")
    done(actions.judge(auditor(), year(), refused, None))
    done(actions.correct(finance(), year(), 1, "再减", 90_000, None))
    assert grant().state.vouchers[0].accepted == 90_000
    assert verification().holds


def test_the_report_has_what_recipients_assessed(fund: None) -> None:
    done(actions.begin(finance(DAY), BEGUN))
    used()
    [one] = facts(doing(None).found, year(), JANUARY.date()).performance
    assert (one.party, one.score.en, one.said.zh) == (BOATHOUSE, "90 points, excellent", "如期通航")


def test_nobody_audits_who_booked_as_well(fund: None) -> None:
    done(actions.begin(finance(DAY), BEGUN))
    used()
    done(actions.close(finance(), year(), None))
    both = Actor("finance-2", same("x"), actor("auditor").appointments)
    clean = Audited("clean", "湖审〔2027〕1号", "审计所", JANUARY.date())
    assert "somebody else audits it" in why(
        actions.audit(doing(both, JANUARY), year(), clean, None)
    )


def test_who_drafted_the_budget_does_not_settle_it(fund: None) -> None:
    drafted = BudgetDrafted(FUND, YEAR, same("2026"), "council", BUDGET)
    done(actions.begin(finance(DAY), drafted))
    both = Actor("finance-1", same("x"), actor("secretariat").appointments)
    settle = BudgetSettled("湖办〔2026〕1号")
    assert "somebody else settles it" in why(actions.settle(doing(both, DAY), year(), settle, None))


def test_killed_anywhere_in_a_correction_nothing_is_half_done(committed: None) -> None:
    done(actions.begin(finance(DAY), BEGUN))
    done(notices.draft(finance(DAY), DRAFT))
    done(notices.issue(somebody("secretariat", "secretary"), notice(), ISSUED, None))
    done(notices.pay(finance(DAY), notice(), [paid(EASTON)], None))
    done(actions.close(finance(), year(), None))
    audited(number(f"notice/1/paid/{notice().state.payments[0].key}"))
    before = [list(model._default_manager.order_by("pk").values()) for model in kept()]

    def act() -> None:
        done(actions.correct(finance(), year(), 1, "误记", None, None))

    killed = 0
    while killed_at(killed + 1, act):
        assert [list(m._default_manager.order_by("pk").values()) for m in kept()] == before
        killed += 1
    assert killed > 3
    assert verification().holds
