"""Every write of settlements: the act in its dossier and what it moves, together or not at all.

A settlement that is approved is booked line by line; one that is corrected books the difference.
Where the rule has no fund the act alone is kept.
"""

from collections.abc import Callable, Sequence

from lianxi.governance.authority import Refused
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_acts import (
    Approved,
    Cell,
    Checked,
    Closed,
    Confirmed,
    Contested,
    Decided,
    DrawnUp,
    Dropped,
    Paid,
    Redrawn,
    Reminded,
    Returned,
    Sent,
    TakenBack,
    Terms,
    Withdrawn,
)
from lianxi.governance.road.settlement_state import Settlement
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.transfer import Transfer
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, write
from lianxi.portal.dossiers.queries import Opened, Row, right_day
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger import queries as booked
from lianxi.portal.ledger.terms import terms as of_funds
from lianxi.portal.settlements import booking, queries, working
from lianxi.portal.settlements.working import Wrong
from lianxi.portal.sharing import actions as sharing
from lianxi.sharing.facts import FactRow

Outcome = str | Refused
DRAW, CHECK, ANSWER = "sharing.draw", "sharing.check", "sharing.answer"
DECIDE, APPROVE, PAY = "sharing.decide", "sharing.approve", "sharing.pay"


def draw(doing: Doing, terms: Terms) -> Outcome | Wrong:
    """Work a settlement out from the figures as they are now, and keep it."""
    worked = working.now(doing.found, terms, doing.today)
    if isinstance(worked, Wrong):
        return worked
    writing = Writing(SETTLEMENT, DrawnUp(terms, worked), DRAW, body=terms.body)
    return _done(doing, lambda: _alone(doing, terms), lambda: _written(doing, writing))


def redraw(doing: Doing, found: Opened[Settlement], why: str, seen: int | None) -> Outcome | Wrong:
    """Work it out anew under its day; where disputes were upheld, with their figures corrected.

    The figures come in as a batch by the number of the decision, in the same step.
    """
    state, terms = found.state, found.state.terms
    pending = state.uncorrected
    rows = _corrected(state)
    wrong: list[Wrong] = []

    def entered() -> Refused | None:
        if not rows:
            return None
        last = state.disputes[pending[-1] - 1].decided
        assert last is not None, "what was upheld was decided"
        outcome = sharing.enter(doing, terms.rule, rows, found.row.ref, last[0].number)
        return outcome if isinstance(outcome, Refused) else None

    def written() -> Row | Refused:
        worked = working.now(doing.found, terms, doing.today)
        if isinstance(worked, Wrong):
            wrong.append(worked)
            return worked.refused
        what = Redrawn(worked, why, pending)
        writing = Writing(SETTLEMENT, what, DRAW, found.row.ref, body=terms.body, seen=seen)
        return _written(doing, writing)

    outcome = _done(doing, entered, written)
    return wrong[0] if wrong else outcome


def _corrected(state: Settlement) -> list[FactRow]:
    """The figures that were held to be wrong, as they are held to be; the last decision counts."""
    held: dict[tuple[object, ...], FactRow] = {}
    for n in state.uncorrected:
        dispute = state.disputes[n - 1]
        cell = dispute.contested.cell
        if cell is not None and dispute.decided is not None:
            held[cell.period, cell.keys, cell.fact] = _row(cell, dispute.decided[0].value)
    return list(held.values())


def _row(cell: Cell, value: str) -> FactRow:
    return FactRow(cell.period, dict(cell.keys), cell.fact, value, cell.unit)


def check(doing: Doing, found: Opened[Settlement], note: str, seen: int | None) -> Outcome | Wrong:
    """Work the version at hand out anew, by somebody else: the digest has to be the same."""
    worked = working.again(doing.found, found.state, found.state.now)
    if isinstance(worked, Wrong):
        return worked
    return plain(doing, found, Checked(worked.digest, note), CHECK, seen)


def plain(
    doing: Doing,
    found: Opened[Settlement],
    what: Checked | Returned | Sent | Withdrawn | Reminded | Closed | Decided,
    right: str,
    seen: int | None,
) -> Outcome:
    """What is done without moving anything, by whoever has the right for the body."""
    body = found.state.terms.body
    writing = Writing(SETTLEMENT, what, right, found.row.ref, body=body, seen=seen)
    return _done(doing, lambda: _written(doing, writing))


def answer(
    doing: Doing,
    found: Opened[Settlement],
    what: Confirmed | Contested | Dropped,
    party: str,
    uploads: tuple[Upload, ...] = (),
    seen: int | None = None,
) -> Outcome:
    """What a party says of it; entered by itself, or for it by its letter."""
    ref = found.row.ref
    writing = Writing(SETTLEMENT, what, ANSWER, ref, party=party, seen=seen, uploads=uploads)
    return _done(doing, lambda: _written(doing, writing))


def decide(doing: Doing, found: Opened[Settlement], what: Decided, seen: int | None) -> Outcome:
    """Decide a dispute: nobody who holds a role for a party to it."""
    if _of_a_party(doing, found.state):
        return Refused(A_PARTY)
    return plain(doing, found, what, DECIDE, seen)


def _of_a_party(doing: Doing, state: Settlement) -> bool:
    """Whether whoever acts is appointed for a party that the settlement concerns."""
    held = doing.actor.appointments if doing.actor else ()
    day, parties = right_day(doing.found, doing.today), state.now.worked.parties
    mine = ((each.party or "").partition("/")[0] for each in held if each.held(day))
    return any(party in parties for party in mine)


def approve(doing: Doing, found: Opened[Settlement], what: Approved, seen: int | None) -> Outcome:
    """Approve the version at hand: what it moves beyond what is booked is booked."""
    state, ref = found.state, found.row.ref
    body = state.terms.body
    writing = Writing(SETTLEMENT, what, APPROVE, ref, body=body, seen=seen or found.row.acts_count)

    def owed() -> Refused | None:
        if not state.terms.fund:
            return None
        made = booking.owed(doing.found, state, ref, what.number, doing.today)
        return _booked(doing, made, APPROVE, body)

    return _done(doing, lambda: _written(doing, writing), owed)


def pay(doing: Doing, found: Opened[Settlement], what: Paid, seen: int | None) -> Outcome:
    """Enter a payment in or out; one that came in by its voucher before is left out."""
    ref, terms = found.row.ref, found.state.terms
    key = found.state.voucher_key(what.voucher)
    writing = Writing(SETTLEMENT, what, PAY, ref, key=key, seen=seen)

    def moved() -> Refused | None:
        at = f"{ref}/paid/{key}"
        if at in booked.by_keys(doing.region, [at]):
            return None
        made = booking.paid(doing.found, terms, ref, what, at, doing.today)
        return _booked(doing, [made], PAY)

    return _done(doing, lambda: _written(doing, writing), moved)


def take_back(
    doing: Doing, found: Opened[Settlement], what: TakenBack, seen: int | None
) -> Outcome:
    """Take a payment back that was entered wrongly, in the ledger by its counter-entry."""
    writing = Writing(SETTLEMENT, what, PAY, found.row.ref, seen=seen)

    def back() -> Refused | None:
        payment = found.state.payments[what.payment - 1]
        key = f"{found.row.ref}/paid/{payment.key}"
        number = booked.by_keys(doing.region, [key])[key].number
        words = BACK.fill(n=number, why=what.why[:WHY_MOST])
        outcome = ledger.take_back(doing, number, words, of_funds(doing))
        return outcome if isinstance(outcome, Refused) else None

    return _done(doing, lambda: _written(doing, writing), back)


def _alone(doing: Doing, terms: Terms) -> Refused | None:
    """Whether another settlement of the rule has one of the periods; whoever asks holds the chain.

    What is disputed in it is corrected there, never settled twice.
    """
    for each in queries.settlements(doing.region):
        other = each.state
        if other.withdrawn is None and other.terms.rule == terms.rule:
            for period in terms.periods:
                if period in other.terms.periods:
                    return Refused(SETTLED.fill(period=period, n=each.row.number))
    return None


def _written(doing: Doing, writing: Writing) -> Row | Refused:
    outcome = write(doing, writing)
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


WHY_MOST = 200  # of a reason goes into the ledger's own words
BACK = Bilingual("冲回第{n}笔账：{why}", "transfer {n} is taken back: {why}")
A_PARTY = Bilingual(
    "您代表其中一方，须由另一人裁决", "you stand for one of the parties: somebody else decides"
)
SETTLED = Bilingual(
    "{period}已列入第{n}号结算；有异议的在该结算中提出",
    "{period} is in settlement {n} already; what is wrong is contested there",
)
