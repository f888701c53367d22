"""What a settlement amounts to on lists and desks: who owes what in it, since when, by when."""

from collections.abc import Iterator
from datetime import date

from lianxi.governance.road.procedure import ONE_DAY, Duty, Face
from lianxi.governance.road.settlement_acts import Sent, Terms
from lianxi.governance.road.settlement_state import Settlement


def face(state: Settlement) -> Face:
    """What a settlement amounts to; all of one rule and its periods belong together."""
    ended = state.withdrawn or state.closed
    return Face(
        state.terms.title,
        state.stage,
        state.since,
        matter=matter_of(state.terms.rule, state.terms.periods),
        body=state.terms.body,
        parties=state.now.worked.parties,
        due=state.owed_by or (state.now.sent[0].answer_by if state.now.sent else None),
        ended=ended[1] if ended else None,
        duties=tuple(_duties(state)) if state.withdrawn is None else (),
    )


def matter_of(rule: str, periods: tuple[str, ...]) -> str:
    """What the settlements of a rule for some periods belong to."""
    first, last = periods[0], periods[-1]
    return f"{rule}/{first}" if first == last else f"{rule}/{first}..{last}"


def _duties(state: Settlement) -> Iterator[Duty]:
    """The keeper works out and pays, somebody else checks, parties answer, the body decides."""
    body = f"body:{state.terms.body}"
    for n in state.undecided:
        yield Duty("decide-dispute", body, state.disputes[n - 1].day, about=str(n))
    if state.now.approved is None or state.uncorrected:
        yield from _of_a_version(state, keeper_of(state.terms), body)
    if state.approval is not None and state.closed is None:
        yield from _of_money(state, keeper_of(state.terms))


def keeper_of(terms: Terms) -> str:
    """Who works it out and enters payments: whoever keeps the fund, else the body's office."""
    return f"fund:{terms.fund}" if terms.fund else f"body:{terms.body}"


def _of_a_version(state: Settlement, keeper: str, body: str) -> Iterator[Duty]:
    now = state.now
    if now.returned is not None:
        yield Duty("draw-settlement", keeper, now.returned[1])
    elif state.uncorrected:
        decided = state.disputes[state.uncorrected[0] - 1].decided
        assert decided is not None, "what was upheld was decided"
        yield Duty("draw-settlement", keeper, decided[2])
    elif now.checked is None:
        yield Duty("check-settlement", keeper, now.day)
    elif now.sent is not None:
        yield from _of_parties(state, now.sent, body)
    elif state.approval is not None:
        yield Duty("approve-settlement", body, now.checked[2])
    else:
        yield Duty("send-settlement", body, now.checked[2])


def _of_parties(state: Settlement, sent: tuple[Sent, date], body: str) -> Iterator[Duty]:
    by = sent[0].answer_by
    for party in state.silent:
        yield Duty("confirm-settlement", party, sent[1], by)
    if not state.undecided:
        yield Duty("approve-settlement", body, state.answered or by + ONE_DAY)


def _of_money(state: Settlement, keeper: str) -> Iterator[Duty]:
    assert state.approval is not None
    assert state.approved is not None
    assert state.approved.approved is not None
    what, since = state.approved.approved
    dues = state.dues()
    for party in dict.fromkeys(party for (party, _), left in dues.items() if left > 0):
        yield Duty("pay-in", party, since, what.pay_by)
    if any(left < 0 for left in dues.values()):
        yield Duty("pay-out", keeper, since, what.pay_by)
    if any(left > 0 for left in dues.values()):
        asked = state.reminders[-1].reminded.by if state.reminders else what.pay_by
        yield Duty("collect", keeper, max(asked, what.pay_by) + ONE_DAY)
    if not dues and state.now.approved is not None and not state.undecided:
        yield Duty("close", keeper, state.settled or since)
