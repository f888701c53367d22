"""Every write of calls and proposals: which acts belong together, and whose right they need."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from lianxi.governance.authority import Refused
from lianxi.governance.road.call import CALL, Call
from lianxi.governance.road.procedure import BEGIN
from lianxi.governance.road.proposal import PROPOSAL, Proposal
from lianxi.governance.road.proposal_acts import (
    CallAnswered,
    CallClosed,
    Called,
    CosignAsked,
    Cosigned,
    NothingToPropose,
    Proposed,
    Revised,
    Settled,
    Withdrawn,
)
from lianxi.governance.rules import settles
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, ahead, write
from lianxi.portal.dossiers.queries import Opened

Outcome = str | Refused


@dataclass(frozen=True)
class Sent:
    """A proposal as it is sent in, with its attachments.

    `key` names the row of the workbook that it came in by.
    """

    what: Proposed
    key: str = ""
    uploads: tuple[Upload, ...] = ()


def call_for(doing: Doing, what: Called) -> Outcome:
    """Call for proposals."""
    return _done(doing, Writing(CALL, what, "proposal.call", body=what.body))


def nothing(doing: Doing, call: Opened[Call], party: str, seen: int | None) -> Outcome:
    """A party answers a call: it has nothing to propose."""
    what = NothingToPropose(party)
    writing = Writing(CALL, what, "proposal.write", call.row.ref, party=party, seen=seen)
    return _done(doing, writing)


def close_call(doing: Doing, call: Opened[Call], seen: int | None) -> Outcome:
    """Close a call."""
    body, ref = call.state.terms.body, call.row.ref
    return _done(doing, Writing(CALL, CallClosed(), "proposal.call", ref, body=body, seen=seen))


def propose(doing: Doing, sent: Sequence[Sent], call: Opened[Call] | None = None) -> Outcome:
    """Send in proposals, all or none; where they answer a call, they count there too.

    What came in by the same row of the same workbook before is left out.
    """
    with transaction.atomic():
        number = ahead(doing, PROPOSAL)
        known = queries.keys(call.row) if call else frozenset()
        new = [each for each in sent if each.key not in known]
        if not new:
            return call.row.ref if call else Refused(BEGIN)
        writings = []
        for n, each in enumerate(new, number):
            writings += _proposing(doing, each, f"proposal/{n}", call)
        outcome = write(doing, *writings)
    return outcome if isinstance(outcome, Refused) else outcome[0].ref


def _proposing(doing: Doing, sent: Sent, ref: str, call: Opened[Call] | None) -> list[Writing]:
    by = sent.what.by
    levels = settles(doing.found.package, sent.what.body, doing.today)
    what = Proposed(by, sent.what.body, sent.what.terms, call.row.ref if call else "", levels)
    writings = [Writing(PROPOSAL, what, "proposal.write", party=by, uploads=sent.uploads)]
    if call is not None:
        party = by if by in call.state.terms.to else by.partition("/")[0]
        answer = CallAnswered(party, ref)
        writings.append(
            Writing(CALL, answer, "proposal.write", call.row.ref, party=by, key=sent.key)
        )
    return writings


def revise(
    doing: Doing,
    found: Opened[Proposal],
    what: Revised,
    seen: int | None,
    uploads: tuple[Upload, ...] = (),
) -> Outcome:
    """Put a new version in the place of a proposal."""
    return _by_owner(doing, found, what, seen, uploads)


def withdraw(doing: Doing, found: Opened[Proposal], what: Withdrawn, seen: int | None) -> Outcome:
    """Take a proposal back."""
    return _by_owner(doing, found, what, seen)


def ask_to_cosign(
    doing: Doing, found: Opened[Proposal], what: CosignAsked, seen: int | None
) -> Outcome:
    """Ask units to co-sign."""
    body = found.state.level or found.state.proposed.body
    ref = found.row.ref
    writing = Writing(PROPOSAL, what, "proposal.settle", ref, body=body, seen=seen)
    return _done(doing, writing)


def cosign(doing: Doing, found: Opened[Proposal], what: Cosigned, seen: int | None) -> Outcome:
    """A unit co-signs."""
    ref = found.row.ref
    writing = Writing(PROPOSAL, what, "proposal.write", ref, party=what.unit, seen=seen)
    return _done(doing, writing)


def settle(doing: Doing, found: Opened[Proposal], what: Settled, seen: int | None) -> Outcome:
    """A level has talked it over."""
    ref = found.row.ref
    writing = Writing(PROPOSAL, what, "proposal.settle", ref, body=what.level, seen=seen)
    return _done(doing, writing)


def _by_owner(
    doing: Doing,
    found: Opened[Proposal],
    what: object,
    seen: int | None,
    uploads: tuple[Upload, ...] = (),
) -> Outcome:
    by, ref = found.state.proposed.by, found.row.ref
    writing = Writing(PROPOSAL, what, "proposal.write", ref, party=by, seen=seen, uploads=uploads)
    return _done(doing, writing)


def _done(doing: Doing, writing: Writing) -> Outcome:
    outcome = write(doing, writing)
    return outcome if isinstance(outcome, Refused) else outcome[0].ref
