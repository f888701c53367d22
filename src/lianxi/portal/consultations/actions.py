"""Every write of consultations."""

from collections.abc import Sequence

from lianxi.governance.authority import Refused
from lianxi.governance.road.consultation import CONSULTATION, Consultation
from lianxi.governance.road.consultation_acts import (
    Closed,
    Extended,
    Opened,
    Replied,
    Weighed,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, write
from lianxi.portal.dossiers.queries import Opened as Found

Outcome = str | Refused


def open_(doing: Doing, what: Opened, uploads: tuple[Upload, ...] = ()) -> Outcome:
    """Ask members what they think of a text."""
    right = "consultation.open"
    return _done(doing, Writing(CONSULTATION, what, right, body=what.body, uploads=uploads))


def reply(
    doing: Doing,
    found: Found[Consultation],
    what: Replied,
    seen: int | None = None,
    *,
    key: str = "",
    uploads: tuple[Upload, ...] = (),
) -> Outcome:
    """A party answers.

    From a workbook (`key`) the same answer is taken in once, however often it was saved: what
    was weighed of it stays.
    """
    latest = found.state.reply(what.party)
    if key and ((latest and latest.what == what) or key in queries.keys(found.row)):
        return found.row.ref
    return _done(
        doing,
        Writing(
            CONSULTATION,
            what,
            "consultation.reply",
            found.row.ref,
            party=what.party,
            key=key,
            seen=seen,
            uploads=uploads,
        ),
    )


def extend(doing: Doing, found: Found[Consultation], what: Extended, seen: int | None) -> Outcome:
    """Give more time."""
    return _done(doing, _by_office(found, what, seen))


def weigh(
    doing: Doing, found: Found[Consultation], what: Sequence[Weighed], seen: int | None
) -> Outcome:
    """Say of comments whether they are adopted: all that was said, or none of it."""
    if not what:
        return Refused(NOTHING_SAID)
    first, *others = what
    return _done(
        doing,
        _by_office(found, first, seen),
        *(_by_office(found, each, None) for each in others),
    )


def close(doing: Doing, found: Found[Consultation], seen: int | None) -> Outcome:
    """Close it; whoever has not answered counts as no reply."""
    return _done(doing, _by_office(found, Closed(), seen))


def _by_office(found: Found[Consultation], what: object, seen: int | None) -> Writing:
    body, ref = found.state.opened.body, found.row.ref
    return Writing(CONSULTATION, what, "consultation.open", ref, body=body, seen=seen)


def _done(doing: Doing, *writings: Writing) -> Outcome:
    outcome = write(doing, *writings)
    return outcome if isinstance(outcome, Refused) else outcome[0].ref


NOTHING_SAID = Bilingual("请至少填写一条意见的采纳情况", "say it of at least one comment")
