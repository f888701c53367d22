"""Settlements in the portal: from figures to approved, booked, paid; nothing by one hand alone."""

from dataclasses import replace

import pytest

from lianxi.governance.authority import Actor, Appointment
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_acts import (
    Approved,
    Closed,
    Confirmed,
    DrawnUp,
    Dropped,
    Paid,
    TakenBack,
    Withdrawn,
)
from lianxi.governance.road.settlement_state import net
from lianxi.kernel.bilingual import same
from lianxi.portal.dossiers import actions as dossiers
from lianxi.portal.settlements import actions
from lianxi.portal.settlements.working import Wrong, place_of
from lianxi.portal.verification import verification
from road import DAY, EASTON, NORHAM, REGION, WESTON, doing, later, load
from settled import (
    APPROVE_IT,
    CONTEST,
    FIGURES,
    PARTIES,
    REJECT,
    RULE,
    SEND,
    UPHOLD,
    approved,
    asked_about,
    balances,
    city,
    confirmed_by,
    contest,
    drawn,
    figures,
    finance,
    office,
    opened,
    owed,
    refused,
    secretary,
    there,
    with_rule,
)
from settling import TERMS


@pytest.fixture
def figured(db: None) -> None:
    """A live region with the rule and its figures."""
    there()


@pytest.fixture
def bound(db: None) -> None:
    """A settlement that binds."""
    approved()


def paid(party: str, way: str, yuan: int, voucher: str) -> Paid:
    return Paid(party, way, yuan * 100, DAY.date(), voucher)


def test_a_year_goes_from_figures_to_booked_and_paid_transfers(bound: None) -> None:
    state = opened().state
    assert net(state.lines) == {
        (EASTON, "CNY"): -80_000,
        (WESTON, "CNY"): 50_000,
        (NORHAM, "CNY"): 30_000,
    }
    assert state.now.worked.facts == ("facts/1",)
    assert balances() == {
        f"{EASTON}:shared": 800,
        f"{WESTON}:shared": -500,
        f"{NORHAM}:shared": -300,
    }
    assert owed() == [
        ("collect", "fund:pier-fund"),
        ("pay-in", EASTON),
        ("pay-out", "fund:pier-fund"),
    ]
    by = finance(5)
    out = actions.pay(by, opened(), paid(WESTON, "out", 500, "B-0"), None)
    assert "below its floor" in refused(out)  # nothing is paid out before it came in
    assert actions.pay(by, opened(), paid(EASTON, "in", 800, "B-1"), None) == "settlement/1"
    assert actions.pay(by, opened(), paid(EASTON, "in", 800, "B-1"), None) == "settlement/1"
    assert balances()["cash"] == 800  # a voucher is booked once
    assert "is owed 500.00 yuan, not 501.00" in refused(
        actions.pay(by, opened(), paid(WESTON, "out", 501, "B-2"), None)
    )
    for party, yuan, voucher in ((WESTON, 500, "B-2"), (NORHAM, 300, "B-3")):
        actions.pay(by, opened(), paid(party, "out", yuan, voucher), None)
    assert balances() == {}
    assert opened().state.stage == "settled"
    assert actions.plain(by, opened(), Closed(), actions.DRAW, None) == "settlement/1"
    assert owed() == []
    assert verification().holds


def test_a_payment_entered_wrongly_is_taken_back_in_the_books_too(bound: None) -> None:
    by = finance(5)
    actions.pay(by, opened(), paid(EASTON, "in", 80, "B-1"), None)
    assert actions.take_back(by, opened(), TakenBack(1, "金额记错"), None) == "settlement/1"
    assert "cash" not in balances()
    actions.pay(by, opened(), paid(EASTON, "in", 800, "B-1"), None)
    assert balances()["cash"] == 800
    assert verification().holds


def test_whoever_works_it_out_does_not_check_it_and_neither_approves_it(figured: None) -> None:
    since = DAY.date().replace(year=2020)
    roles = ("finance", "secretariat", "leader")
    one = Actor("li", same("li"), tuple(Appointment(role, since) for role in roles))
    by = doing(one)
    assert actions.draw(by, TERMS) == "settlement/1"
    assert "somebody else checks it" in refused(actions.check(by, opened(), "", None))
    assert actions.check(office(), opened(), "", None) == "settlement/1"
    office_asks()
    assert "somebody else approves it" in refused(
        actions.approve(later(by, 4), opened(), APPROVE_IT, None)
    )
    assert balances() == {}


def office_asks() -> None:
    """The office sends it, and everybody confirms."""
    assert actions.plain(office(2), opened(), SEND, actions.DRAW, None) == "settlement/1"
    for party in PARTIES:
        confirmed_by(party)


def test_only_whose_it_is_may(figured: None) -> None:
    assert "only the secretariat or finance" in refused(actions.draw(city(EASTON), TERMS))
    drawn()
    assert "only the secretariat or finance" in refused(
        actions.check(city(EASTON), opened(), "", None)
    )
    actions.check(office(), opened(), "", None)
    actions.plain(office(2), opened(), SEND, actions.DRAW, None)
    theirs = Confirmed(WESTON, "x")
    assert "its own" in refused(actions.answer(city(EASTON), opened(), theirs, WESTON))
    for party in PARTIES:
        confirmed_by(party)
    assert "only the secretariat or leader" in refused(
        actions.approve(finance(4), opened(), APPROVE_IT, None)
    )
    actions.approve(secretary(), opened(), APPROVE_IT, None)
    pay = paid(EASTON, "in", 800, "B-1")
    assert "only the finance" in refused(actions.pay(secretary(5), opened(), pay, None))


def test_a_gap_or_a_wrong_unit_refuses_it_with_its_place(db: None) -> None:
    load(with_rule())
    assert said(actions.draw(finance(), TERMS)) == "there are no figures of 2025: enter them first"
    figures(finance(), {"s1": "8.0"})
    found = actions.draw(finance(), TERMS)
    assert isinstance(found, Wrong)
    assert "1 things are wrong" in found.reason.en
    assert "s2" in " ".join([place_of(found.findings[0]), found.findings[0].message.en])
    figures(finance(), {"s2": "7.8"}, "湖监〔2026〕2号", unit="CNY")
    found = actions.draw(finance(), TERMS)
    assert isinstance(found, Wrong)
    assert "CNY" in found.findings[0].message.en
    assert "facts/2 2025 s2: “load” is counted in mg/L" in found.refused.reason.en


def said(outcome: object) -> str:
    """Why nothing came of working it out."""
    assert isinstance(outcome, Wrong), outcome
    return outcome.refused.reason.en


def test_a_period_is_settled_once(figured: None) -> None:
    drawn()
    assert "2025 is in settlement 1 already" in refused(actions.draw(finance(), TERMS))
    actions.plain(finance(1), opened(), Withdrawn("重做"), actions.DRAW, None)
    assert actions.draw(finance(2), TERMS) == "settlement/2"


def test_what_comes_in_later_changes_no_version_that_is_there(figured: None) -> None:
    drawn()
    figures(office(), {"s1": "9.9"}, "湖监〔2026〕5号")
    assert actions.check(office(2), opened(), "", None) == "settlement/1"


def test_a_result_that_somebody_made_up_does_not_pass_its_check(figured: None) -> None:
    drawn()
    worked = opened().state.now.worked
    made_up = replace(worked, lines=(replace(worked.lines[0], amount=1),), digest="sha256:beef")
    terms = replace(TERMS, periods=("2024",))
    what = DrawnUp(terms, made_up)
    dossiers.write(finance(), dossiers.Writing(SETTLEMENT, what, actions.DRAW))
    assert "no figures of 2024" in said(actions.check(office(), opened(2), "", None))
    what = DrawnUp(replace(TERMS, rule="lake-water"), made_up)
    dossiers.write(finance(), dossiers.Writing(SETTLEMENT, what, actions.DRAW))
    assert "comes to another result" in refused(actions.check(office(), opened(3), "", None))


def test_a_rule_that_is_only_proposed_is_tried_and_not_approved(db: None) -> None:
    there(rule=RULE.replace('"2024"', '"unknown"\nstanding = "proposed"'))
    drawn()
    actions.check(office(), opened(), "", None)
    office_asks()
    assert "only proposed" in refused(actions.approve(secretary(), opened(), APPROVE_IT, None))
    assert balances() == {}


def test_without_a_fund_it_is_approved_and_not_booked(db: None) -> None:
    there(rule=RULE.replace('fund = "pier-fund"\n', ""))
    assert actions.draw(finance(), replace(TERMS, fund="")) == "settlement/1"
    actions.check(office(), opened(), "", None)
    office_asks()
    assert actions.approve(secretary(), opened(), APPROVE_IT, None) == "settlement/1"
    assert balances() == {}
    assert owed() == [("close", "body:council")]
    why = refused(actions.pay(finance(5), opened(), paid(EASTON, "in", 1, "B"), None))
    assert "payments are kept elsewhere" in why


def test_a_dispute_before_the_approval_makes_a_new_version(db: None) -> None:
    asked_about()
    confirmed_by(NORHAM)
    contest()
    assert "dispute 1 is not decided" in refused(
        actions.approve(secretary(), opened(), APPROVE_IT, None)
    )
    both = Actor(
        "wang",
        same("wang"),
        (
            Appointment("body-secretary", DAY.date(), body=f"{REGION}/council"),
            Appointment("liaison", DAY.date(), party=WESTON),
        ),
    )
    theirs = later(doing(both), 4)
    assert "stand for one of the parties" in refused(actions.decide(theirs, opened(), REJECT, None))
    assert actions.decide(secretary(), opened(), UPHOLD, None) == "settlement/1"
    assert actions.redraw(finance(5), opened(), "更正断面一", None) == "settlement/1"
    state = opened().state
    assert state.now.worked.facts == ("facts/1", "facts/2")
    assert net(state.lines)[EASTON, "CNY"] == -40_000
    assert state.stage == "drawn"
    actions.check(office(6), opened(), "", None)
    again = replace(SEND, number="湖合办〔2026〕10号")
    actions.plain(office(7), opened(), again, actions.DRAW, None)
    assert opened().state.silent == (EASTON, WESTON)  # Norham's line is what it was
    assert verification().holds


def test_a_dispute_after_the_approval_books_the_difference_alone(bound: None) -> None:
    by = finance(5)
    actions.pay(by, opened(), paid(EASTON, "in", 800, "B-1"), None)
    contest(city(EASTON, 6))
    actions.decide(secretary(7), opened(), UPHOLD, None)
    assert actions.redraw(finance(8), opened(), "更正", None) == "settlement/1"
    assert balances()[f"{WESTON}:shared"] == -500  # nothing moves before it is approved
    assert actions.check(office(9), opened(), "", None) == "settlement/1"
    second = Approved("湖合办〔2026〕12号", APPROVE_IT.pay_by)
    assert actions.approve(secretary(10), opened(), second, None) == "settlement/1"
    assert balances() == {
        "cash": 800,
        f"{EASTON}:shared": -400,
        f"{WESTON}:shared": -100,
        f"{NORHAM}:shared": -300,
    }
    assert opened().state.dues() == {
        (EASTON, "CNY"): -40_000,
        (WESTON, "CNY"): -10_000,
        (NORHAM, "CNY"): -30_000,
    }
    for n, (party, yuan) in enumerate(((EASTON, 400), (WESTON, 100), (NORHAM, 300))):
        actions.pay(finance(11), opened(), paid(party, "out", yuan, f"C-{n}"), None)
    assert balances() == {}
    assert verification().holds


def test_a_dispute_rejected_or_taken_back_changes_nothing(db: None) -> None:
    asked_about()
    contest()
    actions.decide(secretary(), opened(), REJECT, None)
    assert opened().state.answer_of(EASTON) == "rejected"
    contest(city(EASTON, 5))
    drop = Dropped(2, "东函3号")
    assert actions.answer(city(EASTON, 6), opened(), drop, EASTON) == "settlement/1"
    assert len(opened().state.versions) == 1


def test_a_correction_that_can_not_be_worked_out_leaves_no_figure_behind(db: None) -> None:
    asked_about()
    contest()
    actions.decide(secretary(), opened(), replace(UPHOLD, value="七点六"), None)
    found = actions.redraw(finance(5), opened(), "更正", None)
    assert isinstance(found, Wrong)
    assert opened().state.now.worked.facts == ("facts/1",)
    figures(finance(6), {"s1": "7.6"}, "湖监〔2026〕9号")
    assert FIGURES["s1"] == CONTEST.cell.value  # type: ignore[union-attr]
    assert balances() == {}
