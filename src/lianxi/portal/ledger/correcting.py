"""What finance may take back by itself, and what is put right where it came from."""

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.refused import Refused
from lianxi.ledger.close import NO_REOPENING, closes
from lianxi.ledger.transfer import Booked
from lianxi.portal.ledger.words import Source


def why_not(booked: Booked, taken_back_by: int | None, source: Source | None) -> Refused | None:
    """Why a transfer is not taken back here; None where it may be.

    What a dossier booked is put right in that dossier, or its state would no longer be true.
    """
    if taken_back_by is not None:
        return Refused(TAKEN_BACK.fill(n=booked.number, by=taken_back_by))
    if booked.transfer.reverses is not None:
        return Refused(COUNTER.fill(n=booked.number, of=booked.transfer.reverses))
    if source is not None:
        return Refused(ELSEWHERE.fill(source=source.words))
    if closes(booked.transfer.funds[0], booked.transfer):
        return Refused(NO_REOPENING)
    return None


TAKEN_BACK = Bilingual(
    "第{n}笔账已由第{by}笔冲销", "transfer {n} was taken back already, by transfer {by}"
)
COUNTER = Bilingual(
    "第{n}笔是冲销第{of}笔的账，不再冲销；需要时重新记账",
    "transfer {n} is itself the counter-entry of {of}: book it again instead",
)
ELSEWHERE = Bilingual(
    "这笔账由{source}办理时记入，请在那里更正",
    "it was booked in the course of {source}: put it right there",
)
