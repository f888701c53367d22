"""What whoever looks at a settlement may do with it as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.governance.road.settlement_state import Dispute, Settlement
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.settlements.actions import ANSWER, APPROVE, CHECK, DECIDE, DRAW, PAY
from lianxi.portal.settlements.forms import ACTS

OPEN = ("approved", "correcting", "settled", "closed")


@dataclass(frozen=True)
class Offer:
    """Something that whoever looks may do, by the name of its address."""

    at: str
    words: Bilingual


def offers(asked: Asked, state: Settlement) -> list[Offer]:
    """What whoever asks may do with it as it stands."""
    can = possible(asked, state)
    body = state.terms.body
    mine = {right: asked.may(right, body=body) for right in (DRAW, CHECK, APPROVE, PAY)}
    answers = any(asked.may(ANSWER, party=party) for party in state.now.worked.parties)
    mine[ANSWER] = answers
    return [
        Offer(f"settlement-{act}", OFFERS[act])
        for act, right in RIGHTS.items()
        if can.get(act) and mine[right]
    ]


def possible(asked: Asked, state: Settlement) -> Mapping[str, bool]:
    """What may be done with it by whoever has the right for it."""
    login = asked.doing.actor.login if asked.doing.actor else ""
    now, before = state.now, state.approval is None
    at_hand = now.approved is None and now.returned is None and not state.uncorrected
    at_hand = at_hand and state.withdrawn is None
    dues = state.dues()
    over = state.owed_by is not None and asked.today > state.owed_by
    return {
        "check": at_hand and now.checked is None and login != now.by,
        "send": at_hand and before and now.checked is not None and now.sent is None,
        "confirm": state.stage in ("asking", "disputed") and bool(state.silent),
        "contest": state.stage in (*OPEN, "asking", "disputed", "answered"),
        "approve": at_hand and _ready(asked, state) and login not in _hands(state),
        "return": at_hand,
        "redraw": _redraws(state),
        "pay": bool(dues),
        "take-back": any(each.taken_back is None for each in state.payments),
        "remind": over and any(left > 0 for left in dues.values()),
        "close": state.stage == "settled" and not state.undecided,
        "withdraw": before and state.withdrawn is None,
    }


def _redraws(state: Settlement) -> bool:
    if state.withdrawn is not None:
        return False
    if state.uncorrected or state.now.returned is not None:
        return True
    return state.now.approved is None and state.now.sent is None


def _ready(asked: Asked, state: Settlement) -> bool:
    """Whether the version at hand may go to the body."""
    now = state.now
    if now.checked is None or state.undecided or not now.worked.in_force:
        return False
    if state.approval is not None:
        return True
    return now.sent is not None and (not state.silent or asked.today > now.sent[0].answer_by)


def _hands(state: Settlement) -> set[str]:
    """Whoever worked it out or checked it."""
    checked = {each.checked[1] for each in state.versions if each.checked is not None}
    return checked | {each.by for each in state.versions}


def of_dispute(asked: Asked, state: Settlement, dispute: Dispute) -> tuple[bool, bool]:
    """Whether whoever looks may take a dispute back, and may decide it."""
    if not dispute.open:
        return False, False
    drops = asked.may(ANSWER, party=dispute.contested.party)
    return drops, asked.may(DECIDE, body=state.terms.body)


# By act: the right that it asks for, in the order in which it is offered.
RIGHTS: Mapping[str, str] = {
    "check": CHECK,
    "send": DRAW,
    "confirm": ANSWER,
    "contest": ANSWER,
    "approve": APPROVE,
    "pay": PAY,
    "redraw": DRAW,
    "return": CHECK,
    "take-back": PAY,
    "remind": DRAW,
    "close": DRAW,
    "withdraw": DRAW,
}
OFFERS: Mapping[str, Bilingual] = {
    **{name: made.title for name, made in ACTS.items()},
    "check": Bilingual("复核", "Check it"),
    "confirm": Bilingual("登记确认", "Enter a confirmation"),
    "contest": Bilingual("提出异议", "Contest it"),
    "redraw": Bilingual("重新核算", "Work it out anew"),
}
