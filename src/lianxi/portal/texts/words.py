"""A clause in words, line by line, for a page, a comparison and a paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.governance.road.agreement_acts import DraftClause
from lianxi.governance.road.difference import Piece, pieces
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.period import Period
from lianxi.portal.dossiers import choices
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Line:
    """One thing that a clause says."""

    label: Bilingual
    words: Bilingual


@dataclass(frozen=True)
class Changed:
    """One thing that a clause says differently."""

    label: Bilingual
    pieces: tuple[Piece, ...]


def lines(asked: Asked, clause: DraftClause) -> list[Line]:
    """What a clause commits to; nothing where it does not commit."""
    return list(_terms(asked, clause)) if clause.binding else []


def _terms(asked: Asked, clause: DraftClause) -> Iterator[Line]:
    if clause.lead:
        yield Line(LEAD, choices.whole(asked, clause.lead))
    if clause.supports:
        yield Line(SUPPORTS, listed([choices.whole(asked, each) for each in clause.supports]))
    if clause.starts:
        yield Line(STARTS, Period.on(clause.starts).words())
    if clause.due:
        yield Line(DUE, Period.on(clause.due).words())
    for label, text in (
        (MEASURE, clause.measure),
        (EVIDENCE, clause.evidence),
        (LIABILITY, clause.liability),
    ):
        if text.strip():
            yield Line(label, same(text))
    if clause.per:
        yield Line(PER, EACH)
    if clause.tasks:
        yield Line(TASKS, listed([words for _, words in clause.tasks]))


def everything(asked: Asked, clause: DraftClause | None) -> list[Line]:
    """All that a clause says, its subject and text first."""
    if clause is None:
        return []
    text = [Line(TEXT, same(clause.text))] if clause.text.strip() else []
    return [Line(SUBJECT, clause.subject), *text, *lines(asked, clause)]


def changed(asked: Asked, before: DraftClause | None, after: DraftClause | None) -> list[Changed]:
    """What two wordings of a clause say differently, in the reader's language; a first one, all."""
    lang = reading_language()
    was = {line.label: line.words.in_(lang) for line in everything(asked, before)}
    now = {line.label: line.words.in_(lang) for line in everything(asked, after)}
    found = []
    for label in [*now, *(label for label in was if label not in now)]:
        old, new = was.get(label, ""), now.get(label, "")
        if before is None and after is not None:
            found.append(Changed(label, (Piece("same", new),)))
        elif old != new:
            found.append(Changed(label, tuple(pieces(old, new))))
    return found


SUBJECT = Bilingual("事项", "subject")
TEXT = Bilingual("条文", "text")
LEAD = Bilingual("牵头单位", "lead unit")
SUPPORTS = Bilingual("配合单位", "support units")
STARTS = Bilingual("起始日", "starts")
DUE = Bilingual("完成时限", "due")
MEASURE = Bilingual("衡量指标", "measure")
EVIDENCE = Bilingual("佐证材料", "evidence")
LIABILITY = Bilingual("责任", "liability")
PER = Bilingual("分解到", "broken down to")
EACH = Bilingual("各方", "each party")
TASKS = Bilingual("分项任务", "tasks")
