"""What is done with commitments: each act with the right it asks for, and of whom.

Whoever carries a commitment out acts by its own liaison or department; the office may enter
what a city says, with the number of its letter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT, Commitment
from lianxi.governance.road.commitment_acts import (
    Adjusted,
    ClosureAsked,
    LeadChanged,
    LeadReviewed,
    Paused,
    ReportAsked,
    Reported,
    RequestAnswered,
    RequestDrafted,
    RequestDropped,
    RequestSigned,
    Resumed,
    Reviewed,
    SlipAnswered,
    SlipClosed,
    SlipIssued,
    Undertaken,
)
from lianxi.governance.road.round import ROUND, Round
from lianxi.governance.road.round_acts import RoundClosed, RoundOpened
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.commitments.queries import Line
from lianxi.portal.dossiers.actions import Doing, Later, Upload, Writing, write
from lianxi.portal.dossiers.queries import Opened, Row

# Whose right an act asks for: the unit that carries it out, the one that leads, or the office.
DOER = {
    Reported: "commitment.report",
    ClosureAsked: "commitment.report",
    SlipAnswered: "supervision.answer",
}
LEAD = {LeadReviewed: "commitment.lead"}
OFFICE = {
    ReportAsked: "supervision.write",
    SlipIssued: "supervision.write",
    SlipClosed: "supervision.write",
    RequestDrafted: "supervision.write",
    RequestDropped: "supervision.write",
    RequestAnswered: "supervision.write",
    RequestSigned: "supervision.sign",
    Reviewed: "commitment.close",
    Adjusted: "commitment.give",
    LeadChanged: "commitment.give",
    Paused: "commitment.give",
    Resumed: "commitment.give",
}


def right_of(state: Commitment, act: type[object]) -> tuple[str, str | None, str | None]:
    """The right that an act on a commitment asks for, of which party and of which body."""
    if act in DOER:
        return (DOER[act], state.terms.doer, None)
    if act in LEAD:
        return (LEAD[act], state.terms.lead, None)
    return (OFFICE[act], None, state.terms.body)


def undertake(doing: Doing, terms: Sequence[Undertaken]) -> tuple[Row, ...] | Refused:
    """Begin commitments, all or none."""
    begun = [Writing(COMMITMENT, each, "commitment.give", body=each.body) for each in terms]
    return write(doing, *begun)


def act(
    doing: Doing,
    on: Opened[Commitment],
    what: object,
    *,
    seen: int | None = None,
    uploads: tuple[Upload, ...] = (),
) -> Row | Refused:
    """Do one thing with a commitment."""
    right, party, body = right_of(on.state, type(what))
    if doing.on_behalf_of and not doing.letter.strip():
        return Refused(NO_LETTER)
    writing = Writing(COMMITMENT, what, right, on.row.ref, party, body, seen=seen, uploads=uploads)
    outcome = write(doing, writing)
    return outcome if isinstance(outcome, Refused) else outcome[0]


def act_on_each(
    doing: Doing,
    each: Sequence[tuple[Opened[Commitment], object]],
    uploads: tuple[Upload, ...] = (),
) -> tuple[Row, ...] | Refused:
    """Do one thing with each of several commitments, all or none; their files are the same."""
    writings: list[Writing] = []
    for on, what in each:
        right, party, body = right_of(on.state, type(what))
        seen, files = on.row.acts_count, () if writings else uploads
        writings.append(
            Writing(COMMITMENT, what, right, on.row.ref, party, body, seen=seen, uploads=files)
        )
    return write(doing, *writings)


def adjust_into(
    doing: Doing,
    on: Opened[Commitment],
    review: Reviewed,
    terms: Undertaken,
    seen: int | None = None,
) -> Row | Refused:
    """End a commitment as adjusted, and begin the one that takes its place."""
    successor = replace(terms, origin=on.row.ref)
    body = on.state.terms.body
    outcome = write(
        doing,
        Writing(COMMITMENT, review, "commitment.close", on.row.ref, body=body, seen=seen),
        Writing(COMMITMENT, successor, "commitment.give", body=body),
    )
    return outcome if isinstance(outcome, Refused) else outcome[1]


def open_round(
    doing: Doing, title: Bilingual, period: str, body: str, due: date, asked: Iterable[Line]
) -> Row | Refused:
    """Ask for a report on each of some commitments, all in one round."""
    right = "supervision.write"
    refs = tuple(line.ref for line in asked)

    def report(begun: Sequence[Row]) -> ReportAsked:
        return ReportAsked(begun[0].ref, period, due)

    outcome = write(
        doing,
        Writing(ROUND, RoundOpened(title, period, body, due, refs), right, body=body),
        *(Writing(COMMITMENT, Later(report), right, ref, body=body) for ref in refs),
    )
    return outcome if isinstance(outcome, Refused) else outcome[0]


def close_round(doing: Doing, on: Opened[Round], note: str) -> Row | Refused:
    """Say that a round is over."""
    body = on.state.opened.body
    outcome = write(
        doing, Writing(ROUND, RoundClosed(note), "supervision.write", on.row.ref, body=body)
    )
    return outcome if isinstance(outcome, Refused) else outcome[0]


NO_LETTER = Bilingual(
    "代为登记的，请写明来函文号", "give the number of the letter that it is entered from"
)
