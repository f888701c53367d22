"""Everything that is done with a sitting, with what it has an effect on elsewhere.

What is listed is tabled in its proposal, what is decided is resolved there or answers the
request of its commitment, in the same transaction: all of it is done or nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from lianxi.charter.kinds.body_rules import OUTCOMES
from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import RequestAnswered
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.proposal_acts import Resolved, Tabled, Untabled
from lianxi.governance.road.sitting import SITTING, Sitting
from lianxi.governance.road.sitting_acts import (
    Cancelled,
    Convened,
    ItemCarriedOver,
    ItemDecided,
    ItemListed,
    ItemStruck,
    PaperFiled,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, write
from lianxi.portal.dossiers.queries import Opened

HOLD, REPLY = "sitting.hold", "sitting.reply"
PARTIAL = ("deferred",)  # what answers no request


def convene(doing: Doing, notice: Convened) -> int | Refused:
    """Call a sitting; gives its number."""
    body = notice.bodies[0] if notice.bodies else None
    outcome = write(doing, Writing(SITTING, notice, HOLD, body=body))
    return outcome if isinstance(outcome, Refused) else outcome[0].number


def hold(
    doing: Doing, opened: Opened[Sitting], what: object, seen: int | None = None
) -> Refused | None:
    """Do what the office does with a sitting; a proposal that it takes off waits again."""
    off = [
        _elsewhere(opened, Writing(PROPOSAL, Untabled(opened.row.ref, why), HOLD, proposal))
        for proposal, why in _taken_off(opened.state, what)
    ]
    return _done(write(doing, _held(opened, what, seen), *off))


def _taken_off(state: Sitting, what: object) -> list[tuple[str, str]]:
    """The proposals that an act takes off the agenda undecided, each with why."""
    if isinstance(what, ItemStruck | ItemCarriedOver):
        items, why = state.items[what.item - 1 : what.item], what.why
    elif isinstance(what, Cancelled):
        items, why = state.items, what.why
    else:
        return []
    abouts = [item.listed.about for item in items if item.stands == "listed"]
    return [(about, why) for about in abouts if about.startswith("proposal/")]


def reply(
    doing: Doing, opened: Opened[Sitting], party: str, what: object, key: str = ""
) -> Refused | None:
    """A party's own word: its slip, or what it says to the minutes.

    Whoever enters it for the party gives the number of its letter.
    """
    writing = Writing(SITTING, what, REPLY, opened.row.ref, party=party, key=key)
    return _done(write(doing, writing))


def list_items(
    doing: Doing, opened: Opened[Sitting], items: Sequence[ItemListed], seen: int | None = None
) -> Refused | None:
    """Put items on the agenda; a proposal among them is tabled."""
    if not items:
        return Refused(NOTHING_LISTED)
    writings = []
    for number, item in enumerate(items, len(opened.state.items) + 1):
        writings.append(
            _held(opened, item, seen if number == len(opened.state.items) + 1 else None)
        )
        there = (each.listed.about for each in opened.state.items if each.stands == "listed")
        if item.about.startswith("proposal/") and item.about not in there:
            tabled = Tabled(opened.row.ref, number)
            writings.append(_elsewhere(opened, Writing(PROPOSAL, tabled, HOLD, item.about)))
    return _done(write(doing, *writings))


def decide(
    doing: Doing, opened: Opened[Sitting], what: ItemDecided, seen: int | None = None
) -> Refused | None:
    """Decide an item, and say so where it came from."""
    writings = [_held(opened, what, seen)]
    about = _about(opened.state, what.item)
    dossier, _, part = about.partition("#")
    said = what.text or what.to
    if dossier.startswith("proposal/"):
        resolved = Resolved(opened.row.ref, what.outcome, said)
        writings.append(_elsewhere(opened, Writing(PROPOSAL, resolved, HOLD, dossier)))
    elif dossier.startswith("commitment/") and part.isdecimal() and what.outcome not in PARTIAL:
        text = said or str(OUTCOMES.get(what.outcome, what.outcome))
        answered = RequestAnswered(int(part), text, opened.row.ref)
        writings.append(_elsewhere(opened, Writing(COMMITMENT, answered, HOLD, dossier)))
    return _done(write(doing, *writings))


def file_paper(
    doing: Doing, opened: Opened[Sitting], item: int, upload: Upload, seen: int | None = None
) -> Refused | None:
    """File a paper for an item, or for the whole where it is 0."""
    writing = _held(opened, PaperFiled(item, upload.enclosure), seen)
    return _done(write(doing, replace(writing, uploads=(upload,))))


def _held(opened: Opened[Sitting], what: object, seen: int | None) -> Writing:
    body = opened.state.notice.bodies[0]
    return Writing(SITTING, what, HOLD, opened.row.ref, body=body, seen=seen)


def _elsewhere(opened: Opened[Sitting], writing: Writing) -> Writing:
    """What the sitting writes into another dossier, by the right of whoever holds it."""
    return replace(writing, body=opened.state.notice.bodies[0])


def _about(state: Sitting, item: int) -> str:
    """What an item is about; nothing where there is no such item, which is refused then."""
    return state.items[item - 1].listed.about if 1 <= item <= len(state.items) else ""


def _done(outcome: object) -> Refused | None:
    return outcome if isinstance(outcome, Refused) else None


NOTHING_LISTED = Bilingual("请勾选或写明要列入的议题", "tick or write what is to be listed")
