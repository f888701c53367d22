"""Every write of texts: which acts belong together, and whose right they need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lianxi.governance.authority import Refused
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.agreement_acts import (
    Acceded,
    BrokenDown,
    Commented,
    Confirmed,
    Drafted,
    Ended,
    EnteredIntoForce,
    Left,
    ScanFiled,
    Signed,
    TextSettled,
)
from lianxi.governance.road.agreement_text import Key, Text
from lianxi.governance.road.breakdown import Part, breakdown
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import PartyLeft
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding
from lianxi.portal.dossiers.actions import Doing, Later, Upload, Writing, write
from lianxi.portal.dossiers.queries import Opened, Row, keys_of, open_of
from lianxi.portal.texts.queries import names

Outcome = str | Refused
# What is entered from a signed paper; all else is drafting.
ENTERED = (Signed, ScanFiled, EnteredIntoForce, Acceded, Left, Ended)


@dataclass(frozen=True)
class Whom:
    """Who leads and who carries out a part of a clause."""

    lead: str
    doer: str


def draft(doing: Doing, what: Drafted) -> Outcome:
    """Begin a text; where it comes from a dossier, from one that is there."""
    origin = what.origin.partition("#")[0]
    if origin and not keys_of(doing.region, [origin]):
        return Refused(NO_ORIGIN.fill(origin=what.origin))
    return _done(doing, Writing(AGREEMENT, what, "agreement.draft", body=what.body))


def act(
    doing: Doing,
    found: Opened[Text],
    what: object,
    seen: int | None = None,
    uploads: tuple[Upload, ...] = (),
) -> Outcome:
    """Do one thing with a text, by the right that it asks for."""
    body, ref = found.state.terms.body, found.row.ref
    if doing.on_behalf_of and not doing.letter.strip():
        return Refused(NO_LETTER.fill(party=doing.found.party(doing.on_behalf_of)))
    if isinstance(what, Commented):
        right = Writing(AGREEMENT, what, "agreement.comment", ref, party=what.party)
        return _done(doing, right)  # two may comment at once: nobody overtakes the other
    named = "agreement.sign" if isinstance(what, ENTERED) else "agreement.draft"
    writing = Writing(AGREEMENT, what, named, ref, body=body, seen=seen, uploads=uploads)
    return _done(doing, writing, *_leaving(doing, found, what))


def _leaving(doing: Doing, found: Opened[Text], what: object) -> list[Writing]:
    """Of whoever leaves what is in force, every open commitment says so: none is left unasked.

    It stays whole until the office has decided: another takes it over, it is adjusted, or ends.
    """
    if not isinstance(what, Left) or found.state.force is None:
        return []
    body = found.state.terms.body
    gone = PartyLeft(what.party, what.day, what.by)
    rows = open_of(doing.region, COMMITMENT, f"{found.row.ref}#", what.party)
    return [Writing(COMMITMENT, gone, "agreement.sign", row.ref, body=body) for row in rows]


def settle(
    doing: Doing,
    found: Opened[Text],
    noticed: list[Finding],
    reasons: Mapping[tuple[str, str], str],
    seen: int | None,
) -> Outcome:
    """Make a text final; whatever is noticed in it is let stand for a reason, or it is not."""
    confirmed = []
    for finding in noticed:
        about = (finding.code, finding.place.key)
        if not reasons.get(about, "").strip():
            return Refused(NO_REASON)
        confirmed.append(Confirmed(*about, reasons[about].strip()))
    return act(doing, found, TextSettled(tuple(confirmed)), seen)


def break_down(
    doing: Doing, found: Opened[Text], whom: Mapping[Key, Whom], seen: int | None
) -> Outcome:
    """Make a commitment of every part that has none yet: all of them, or nothing."""
    body, ref = found.state.terms.body, found.row.ref
    parts = breakdown(found.state, ref, doing.today, names(doing.found, found.state))
    if not parts:
        return Refused(NOTHING_LEFT)
    given = [whom.get(part.key, Whom(part.terms.lead, part.terms.doer)) for part in parts]
    for part, each in zip(parts, given, strict=True):
        if not each.lead or not each.doer:
            return Refused(NO_LEAD.fill(title=part.terms.title))
    writings = [
        Writing(
            COMMITMENT,
            replace(part.terms, lead=each.lead, doer=each.doer),
            "commitment.give",
            body=body,
        )
        for part, each in zip(parts, given, strict=True)
    ]
    made = Later(lambda rows: _made(parts, rows))
    done = Writing(AGREEMENT, made, "commitment.give", ref, body=body, seen=seen)
    outcome = write(doing, *writings, done)
    return outcome if isinstance(outcome, Refused) else ref


def _made(parts: Sequence[Part], rows: Sequence[Row]) -> BrokenDown:
    """That each part is a commitment now, in the order in which they were begun."""
    return BrokenDown(tuple(part.row(row.ref) for part, row in zip(parts, rows, strict=True)))


def _done(doing: Doing, *writings: Writing) -> Outcome:
    outcome = write(doing, *writings)
    return outcome if isinstance(outcome, Refused) else outcome[0].ref


NO_ORIGIN = Bilingual("没有“{origin}”这份卷宗", "there is no dossier {origin}")
NO_LETTER = Bilingual(
    "代{party}登记，须写明来函文号", "to enter it for {party}, give the number of its letter"
)
NO_REASON = Bilingual(
    "还有检查提示没有说明理由：先改好文本，或逐项写明为何保留",
    "a finding has no reason yet: mend the text, or say of each why it is let stand",
)
NOTHING_LEFT = Bilingual("已全部分解，没有要新立的任务", "all of it is broken down already")
NO_LEAD = Bilingual("“{title}”还没有牵头单位", "“{title}” has no lead unit yet")
