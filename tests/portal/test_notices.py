"""Payment notices on their pages: drafted, issued, paid in, and booked in the same step."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.governance.authority import Actor, Appointment
from lianxi.governance.road.notice_acts import Drafted, TakenBack, Waived
from lianxi.kernel.bilingual import same
from lianxi.ledger.account import Account
from lianxi.ledger.transfer import move
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger.terms import terms as of_funds
from lianxi.portal.notices import actions
from lianxi.portal.verification import verification
from noticed import (
    CASH,
    HEAD,
    ISSUE,
    NEW,
    ROAD,
    SOON,
    TODAY,
    at,
    balances,
    issue_one,
    opened,
    owed,
    page,
    payment,
    post,
    refused,
)
from notices import DRAFT, EACH, FUND, ISSUED, TERMS, paid, with_fund
from road import DAY, EASTON, NORHAM, REGION, WESTON, actor, doing, later, load
from uploads import Enter


@pytest.fixture
def there(db: None) -> None:
    """A live region with a fund that three members pay into."""
    load(with_fund())


@pytest.fixture
def issued(db: None) -> None:
    """A notice that was issued in March, and is overdue by now."""
    issue_one()


def test_a_notice_from_the_draft_to_the_last_payment(there: None, enter: Enter) -> None:
    finance, office = enter("finance"), enter("secretariat")
    assert f'href="{ROAD}{NEW}"' in page(finance, "notices/new/")
    form = page(finance, NEW)
    assert "150,000.00" in form
    assert "The same from each" in form
    adjusted = {f"amount_{NORHAM}": "20,000", f"reason_{NORHAM}": "村小"}
    assert post(finance, NEW, {**HEAD, **adjusted}) == f"{ROAD}notices/1/"
    assert owed() == [("issue-notice", "body:council")]
    assert balances() == {}
    shown = page(office)
    assert "computed 50,000.00 yuan, adjusted: 村小" in shown
    assert "notices/1/issue/" in shown
    assert "notices/1/pay/" not in shown
    post(office, "notices/1/issue/", ISSUE)
    assert balances() == {
        "levied": -120000,
        f"{EASTON}:due": 50000,
        f"{WESTON}:due": 50000,
        f"{NORHAM}:due": 20000,
    }
    assert ("pay-in", NORHAM) in owed()
    pay = "notices/1/pay/"
    post(finance, pay, payment(EASTON, "50000", "B-1"))
    post(finance, pay, payment(WESTON, "20,000.00", "B-2"))
    assert "owes 30,000.00 yuan, not 40,000.00" in post(
        finance, pay, payment(WESTON, "40000", "B-3"), 422
    )
    post(finance, pay, payment(WESTON, "30000", "B-3"))
    waiver = {"party": NORHAM, "amount": "20000", "why": "受灾", "number": "湖合办〔2026〕9号"}
    post(office, "notices/1/waive/", waiver)
    assert balances() == {"cash": 100000, "levied": -100000}
    assert owed() == [("close", f"fund:{FUND}")]
    post(finance, "notices/1/close/", {})
    assert "Closed: 120,000.00 yuan asked for, 100,000.00 paid in, 20,000.00 waived." in page(
        office
    )
    assert owed() == []
    assert verification().holds


def test_the_same_voucher_is_booked_once_and_another_amount_is_refused(issued: None) -> None:
    one = paid(EASTON, 100, day=ISSUED.pay_by)
    by = at(60)
    assert actions.pay(by, opened(), [one], None) == "notice/1"
    assert actions.pay(later(by, 3), opened(), [one], None) == "notice/1"  # on another day, too
    assert balances()["cash"] == 1
    assert "came in before" in refused(actions.pay(by, opened(), [replace(one, amount=200)], None))
    assert len(opened().state.payments) == 1
    both = [paid(WESTON, 100, "B-2"), paid(EASTON, EACH, "B-3")]
    assert "owes 49,999.00" in refused(actions.pay(later(by, 4), opened(), both, None))
    assert balances()["cash"] == 1  # all or none


def test_a_payment_taken_back_is_owed_again_and_entered_anew(issued: None) -> None:
    by = at()
    actions.pay(by, opened(), [paid(EASTON, 500)], None)
    assert actions.take_back(by, opened(), TakenBack(1, "金额记错"), None) == "notice/1"
    assert "cash" not in balances()
    actions.pay(by, opened(), [paid(EASTON, EACH)], None)
    assert balances()["cash"] == EACH // 100
    assert opened().state.left_of(EASTON) == 0
    assert verification().holds


def test_what_was_spent_meanwhile_can_not_be_taken_back(issued: None) -> None:
    by = at()
    actions.pay(by, opened(), [paid(EASTON)], None)
    spent = move(same("拨付"), by.today, EACH, CASH, Account(FUND, WESTON, "granted", "pier"))
    ledger.book(by, [spent], of_funds(by))
    why = refused(actions.take_back(by, opened(), TakenBack(1, "x"), None))
    assert "below its floor" in why
    assert opened().state.payments[0].taken_back is None


def test_whoever_drafted_it_may_not_issue_it_even_in_another_role(there: None) -> None:
    since = DAY.date() - timedelta(days=9)
    both = Actor("li", same("li"), tuple(Appointment(r, since) for r in ("finance", "secretariat")))
    assert actions.draft(doing(both), DRAFT) == "notice/1"
    assert "somebody else issues it" in refused(actions.issue(doing(both), opened(), ISSUED, None))
    assert balances() == {}


def test_only_whose_it_is_may(issued: None) -> None:
    assert "only the finance" in refused(
        actions.pay(at(role="secretariat"), opened(), [paid(EASTON)], None)
    )
    waive = Waived(EASTON, 1, "x", "y")
    assert "only the secretariat" in refused(actions.waive(at(), opened(), waive, None))
    theirs = later(doing(actor("body-secretary", body=f"{REGION}/council")), 2)
    assert actions.waive(theirs, opened(), waive, None) == "notice/1"
    other = later(doing(actor("body-secretary", body=f"{REGION}/boats")), 2)
    assert "only the secretariat" in refused(actions.waive(other, opened(), waive, None))


def test_a_second_notice_for_a_year_says_why(issued: None) -> None:
    assert "there is payment notice 1 for 2026" in refused(actions.draft(at(), DRAFT))
    more = Drafted(replace(TERMS, additional="新成员补缴"))
    assert actions.draft(at(), more) == "notice/2"
    alone = Drafted(replace(TERMS, year=2025, additional="x"))
    assert "that this one could add to" in refused(actions.draft(at(), alone))


def test_a_draft_is_returned_revised_and_withdrawn(there: None, enter: Enter) -> None:
    finance, office = enter("finance"), enter("secretariat")
    wrong = {**HEAD, f"amount_{EASTON}": "5"}
    assert "Easton: the formula gives 50,000.00 yuan; say why" in post(finance, NEW, wrong, 422)
    assert "should be an amount such as" in post(
        finance, NEW, {**HEAD, f"amount_{EASTON}": "五"}, 422
    )
    assert "Please fill in" in post(finance, NEW, {"title": "x"}, 422)
    free = {f"amount_{EASTON}": "0", f"reason_{EASTON}": "免缴"}
    post(finance, NEW, {**HEAD, **free})
    post(office, "notices/1/return/", {"why": "写明期限"})
    assert owed() == [("revise-notice", f"fund:{FUND}")]
    form = page(finance, "notices/1/revise/")
    assert 'value="0.00"' in form
    revised = {**HEAD, **free, "pay_by": SOON, "why": "补上期限"}
    assert "nothing is changed" in post(
        finance, "notices/1/revise/", {**revised, "pay_by": ""}, 422
    )
    post(finance, "notices/1/revise/", revised)
    assert f'value="{SOON}"' in page(office, "notices/1/issue/")
    post(finance, "notices/1/withdraw/", {"why": "今年不收"})
    assert (opened().row.stage, owed()) == ("withdrawn", [])
    post(finance, NEW, HEAD)  # it stands in nobody's way


def test_arrears_are_on_the_page_and_on_the_desk_of_the_fund(issued: None, enter: Enter) -> None:
    finance = enter("finance")
    late = (TODAY - ISSUED.pay_by).days
    shown = page(finance)
    assert "In arrears: 100,000.00 yuan, 2 members" in shown
    assert f"{late} days" in shown
    desk = page(finance, f"desks/fund:{FUND}/")
    assert "remind who is in arrears" in desk
    sent = {"number": "湖合办〔2026〕11号", "by": SOON}
    post(finance, "notices/1/remind/", sent)
    assert "to be paid by" in page(finance)
    assert ("collect", f"fund:{FUND}") in owed()
    assert "remind who is in arrears" not in page(finance, f"desks/fund:{FUND}/")
    assert "are still owed: say why" in post(finance, "notices/1/close/", {}, 422)
    post(finance, "notices/1/close/", {"why": "转入下年"})
    post(finance, "notices/1/pay/", payment(EASTON, "50000", "B-7"))  # it stays owed, and comes in
    assert balances()["cash"] == 50000


def test_a_city_sees_what_it_owes_and_may_not_write(issued: None, enter: Enter) -> None:
    easton = enter("liaison")
    desk = page(easton, f"desks/{EASTON}/")
    assert "pay in" in desk
    assert "/notices/1/" in desk
    assert "notices/1/pay/" not in page(easton)
    assert easton.get(f"{ROAD}{NEW}").status_code == 403
    assert easton.post(f"{ROAD}notices/1/pay/", payment(EASTON, "1", "x")).status_code == 403


def test_whoever_looked_before_somebody_else_acted_looks_again(issued: None) -> None:
    found = opened()
    actions.pay(at(), found, [paid(EASTON, 5)], 2)
    assert "look again" in refused(actions.pay(at(3), found, [paid(EASTON, 5, "B-2")], 2))


def test_a_payment_is_taken_back_on_its_page_by_its_voucher(issued: None, enter: Enter) -> None:
    finance = enter("finance")
    post(finance, "notices/1/pay/", payment(EASTON, "7", "B-1"))
    post(finance, "notices/1/pay/", payment(EASTON, "8", "B-2"))
    assert "2: Easton, 8.00 yuan, voucher B-2" in page(finance, "notices/1/take-back/")
    post(finance, "notices/1/take-back/", {"payment": "B-2", "why": "记错"})
    assert "taken back on" in page(finance)
    assert balances()["cash"] == 7
    again = post(finance, "notices/1/take-back/", {"payment": "B-2", "why": "记错"}, 422)
    assert "has no such choice" in again


def test_pages_ask_no_more_where_there_are_more_notices(issued: None, enter: Enter) -> None:
    client = enter("finance")
    pages = ("notices/", "notices.csv", "notices/1/", "notices/new/", NEW, "notices/1/pay/")

    def asked() -> dict[str, int]:
        made = {}
        for each in pages:
            with CaptureQueriesContext(connection) as queries_:
                page(client, each)
            made[each] = len(queries_)
        return made

    asked()
    before = asked()
    for n in range(2, 5):
        more = Drafted(replace(TERMS, additional=f"第{n}次"))
        assert actions.draft(at(n), more) == f"notice/{n}"
        assert actions.issue(at(n, "secretariat"), opened(n), ISSUED, None) == f"notice/{n}"
        actions.pay(at(n), opened(n), [paid(EASTON, 5)], None)
    after = asked()
    assert {each: n for each, n in after.items() if n > before[each]} == {}
    assert max(after.values()) < 20
