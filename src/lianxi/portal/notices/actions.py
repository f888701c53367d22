"""Every write of payment notices: the act in its dossier and what it moves, together or not at all.

Issued, every party owes (`due`) what was levied; paid in, it owes less and the fund has more;
waived, it owes less and less was levied. What is booked names the notice as its source.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from lianxi.governance.authority import Refused
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_acts import (
    Closed,
    Drafted,
    Issued,
    Paid,
    Reminded,
    Returned,
    Revised,
    TakenBack,
    Terms,
    Waived,
    Withdrawn,
)
from lianxi.governance.road.notice_state import Notice
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import Account, own
from lianxi.ledger.transfer import Transfer, move
from lianxi.portal.dossiers.actions import Doing, Writing, write
from lianxi.portal.dossiers.queries import Opened, Row
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger import queries as booked
from lianxi.portal.ledger.terms import terms as of_funds
from lianxi.portal.notices import queries

Outcome = str | Refused
KEEPER, OFFICE = "fund.book", "fund.levy"


def draft(doing: Doing, what: Drafted) -> Outcome:
    """Draft a notice; a second one for the same fund and year says why it is additional."""
    return _done(
        doing,
        lambda: _alone(doing, what.terms, ""),
        lambda: _written(doing, Writing(NOTICE, what, KEEPER)),
    )


def revise(doing: Doing, found: Opened[Notice], what: Revised, seen: int | None) -> Outcome:
    """Put a new version in the place of a draft."""
    writing = Writing(NOTICE, what, KEEPER, found.row.ref, seen=seen)
    return _done(
        doing,
        lambda: _alone(doing, what.terms, found.row.ref),
        lambda: _written(doing, writing),
    )


def by_keeper(
    doing: Doing,
    found: Opened[Notice],
    what: Withdrawn | Reminded | Closed,
    seen: int | None,
) -> Outcome:
    """What whoever keeps the fund does without moving anything."""
    writing = Writing(NOTICE, what, KEEPER, found.row.ref, seen=seen)
    return _done(doing, lambda: _written(doing, writing))


def return_(doing: Doing, found: Opened[Notice], what: Returned, seen: int | None) -> Outcome:
    """The office does not issue a draft as it is."""
    return _done(doing, lambda: _written(doing, _by_office(found, what, seen)))


def issue(doing: Doing, found: Opened[Notice], what: Issued, seen: int | None) -> Outcome:
    """Issue a notice: from now on every party owes what it is asked for."""
    terms, ref = found.state.terms, found.row.ref

    def owed() -> Refused | None:
        made = [
            replace(
                _levied(doing, terms, line.party, line.amount, LEVIED),
                document=what.number,
                source=ref,
                key=f"{ref}/levy/{line.party}",
            )
            for line in terms.lines
            if line.amount
        ]
        return _booked(doing, made, OFFICE, terms.body)

    return _done(doing, lambda: _written(doing, _by_office(found, what, seen)), owed)


def pay(doing: Doing, found: Opened[Notice], paid: Sequence[Paid], seen: int | None) -> Outcome:
    """Enter payments, all or none; one that came in by its voucher before is left out."""
    ref = found.row.ref
    keys = [found.state.voucher_key(each.voucher) for each in paid]
    writings = [
        Writing(NOTICE, each, KEEPER, ref, key=key, seen=seen if n == 0 else None)
        for n, (each, key) in enumerate(zip(paid, keys, strict=True))
    ]

    def came_in() -> Refused | None:
        made = {
            f"{ref}/paid/{key}": _paid(doing, found, each, key)
            for each, key in zip(paid, keys, strict=True)
        }
        there = booked.by_keys(doing.region, list(made))
        return _booked(doing, [made[key] for key in made if key not in there], KEEPER)

    return _done(doing, lambda: _written(doing, *writings), came_in)


def take_back(doing: Doing, found: Opened[Notice], what: TakenBack, seen: int | None) -> Outcome:
    """Take a payment back that was entered wrongly, in the ledger by its counter-entry."""
    writing = Writing(NOTICE, what, KEEPER, found.row.ref, seen=seen)

    def back() -> Refused | None:
        payment = found.state.payments[what.payment - 1]
        key = f"{found.row.ref}/paid/{payment.key}"
        number = booked.by_keys(doing.region, [key])[key].number
        words = BACK.fill(n=number, why=what.why[:WHY_MOST])
        outcome = ledger.take_back(doing, number, words, of_funds(doing))
        return outcome if isinstance(outcome, Refused) else None

    return _done(doing, lambda: _written(doing, writing), back)


def waive(doing: Doing, found: Opened[Notice], what: Waived, seen: int | None) -> Outcome:
    """Let a party off some or all of what it owes."""
    terms, ref = found.state.terms, found.row.ref

    def let_off() -> Refused | None:
        levied = _levied(doing, terms, what.party, -what.amount, WAIVED)
        return _booked(
            doing, [replace(levied, document=what.number, source=ref)], OFFICE, terms.body
        )

    return _done(doing, lambda: _written(doing, _by_office(found, what, seen)), let_off)


def _by_office(found: Opened[Notice], what: object, seen: int | None) -> Writing:
    body = found.state.terms.body
    return Writing(NOTICE, what, OFFICE, found.row.ref, body=body, seen=seen)


def _alone(doing: Doing, terms: Terms, ref: str) -> Refused | None:
    """Whether there is another notice for the fund and year; whoever asks holds the chain."""
    there = queries.standing(queries.notices(doing.region), terms.fund, terms.year)
    others = [each.row for each in there if each.row.ref != ref]
    if others and not terms.additional.strip():
        return Refused(SECOND.fill(year=terms.year, n=others[-1].number))
    if terms.additional.strip() and not others:
        return Refused(FIRST.fill(year=terms.year))
    return None


def _written(doing: Doing, *writings: Writing) -> Row | Refused:
    outcome = write(doing, *writings)
    return outcome if isinstance(outcome, Refused) else outcome[0]


def _booked(
    doing: Doing, made: Sequence[Transfer], right: str, body: str | None = None
) -> Refused | None:
    if not made:
        return None
    outcome = ledger.book(doing, made, of_funds(doing), right, body)
    return outcome if isinstance(outcome, Refused) else None


def _done(doing: Doing, *steps: Callable[[], Row | Refused | None]) -> Outcome:
    """Take the steps together; gives the reference of the dossier."""
    outcome = ledger.together(doing, *steps)
    if isinstance(outcome, Refused):
        return outcome
    return next(row.ref for row in outcome if row is not None)


def _levied(doing: Doing, terms: Terms, party: str, amount: int, words: Bilingual) -> Transfer:
    """A party owes so much, which is levied; below zero it is let off."""
    fund = called(doing.found, f"fund:{terms.fund}")
    said = words.fill(fund=fund, year=terms.year, party=called(doing.found, party))
    due = Account(terms.fund, party, "due")
    return move(said, doing.today, amount, own(terms.fund, "levied"), due)


def _paid(doing: Doing, found: Opened[Notice], what: Paid, key: str) -> Transfer:
    terms, ref = found.state.terms, found.row.ref
    fund = called(doing.found, f"fund:{terms.fund}")
    said = PAID.fill(fund=fund, year=terms.year, party=called(doing.found, what.party))
    due = Account(terms.fund, what.party, "due")
    made = move(said, what.day, what.amount, due, own(terms.fund, "cash"))
    return replace(
        made, booked=doing.today, document=what.voucher, source=ref, key=f"{ref}/paid/{key}"
    )


WHY_MOST = 200  # of a reason goes into the ledger's own words
LEVIED = Bilingual("{fund}{year}年度应缴款：{party}", "{fund}, {year}: due from {party}")
WAIVED = Bilingual("{fund}{year}年度减免：{party}", "{fund}, {year}: {party} is let off")
PAID = Bilingual("{fund}{year}年度缴款：{party}", "{fund}, {year}: paid in by {party}")
BACK = Bilingual("冲回第{n}笔账：{why}", "transfer {n} is taken back: {why}")
SECOND = Bilingual(
    "{year}年度已有第{n}号缴款通知；补缴的，请写明补缴说明",
    "there is payment notice {n} for {year}; say why one more is needed",
)
FIRST = Bilingual(
    "{year}年度还没有缴款通知，无须写补缴说明",
    "there is no payment notice for {year} that this one could add to",
)
