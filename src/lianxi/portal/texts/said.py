"""What the history of a text says of each act, beyond its name."""

from lianxi.governance.road.agreement_acts import (
    Acceded,
    Amended,
    BrokenDown,
    ClauseStruck,
    ClauseWritten,
    Commented,
    CommentSettled,
    Dropped,
    Ended,
    EnteredIntoForce,
    Left,
    Reopened,
    ScanFiled,
    Signed,
)
from lianxi.governance.road.agreement_text import COMMENT_OUTCOMES
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.period import Period
from lianxi.portal.dossiers import shown
from lianxi.portal.dossiers.asked import Asked


def detail(asked: Asked) -> shown.Detail:
    """Acts in words, for one region."""

    def said(what: object) -> Bilingual | None:
        if isinstance(what, ClauseWritten):
            return what.clause.subject
        if isinstance(what, ClauseStruck | Reopened | Dropped):
            return same(what.why)
        if isinstance(what, Commented | Signed):
            return shown.called(asked.found, what.party)
        return _dated(asked, what)

    return said


def _dated(asked: Asked, what: object) -> Bilingual | None:
    """What came of comments, and what takes effect on a day."""
    if isinstance(what, CommentSettled):
        return WEIGHED.fill(n=what.comment, outcome=COMMENT_OUTCOMES[what.adopted])
    if isinstance(what, EnteredIntoForce | Ended):
        return FROM.fill(day=Period.on(what.day).words())
    if isinstance(what, Acceded | Left):
        day = Period.on(what.day).words()
        said = PARTY_FROM.fill(party=shown.called(asked.found, what.party), day=day, by=what.by)
        due = what.due if isinstance(what, Acceded) else None
        return DUE_BY.fill(said=said, due=Period.on(due).words()) if due else said
    if isinstance(what, Amended):
        subjects = listed([each.subject for each in what.restates]) if what.restates else REPEAL
        day = Period.on(what.day).words()
        return AMENDED.fill(subjects=subjects, day=day, by=what.decided)
    if isinstance(what, ScanFiled):
        return same(what.file.name)
    if isinstance(what, BrokenDown):
        return ROWS.fill(n=len(what.rows))
    return None


WEIGHED = Bilingual("第{n}条意见，{outcome}", "comment {n}, {outcome}")
FROM = Bilingual("自{day}起", "from {day}")
PARTY_FROM = Bilingual("{party}，自{day}起（{by}）", "{party}, from {day} ({by})")
DUE_BY = Bilingual("{said}，完成时限{due}", "{said}, due on {due}")
AMENDED = Bilingual("{subjects}，自{day}起（{by}）", "{subjects}, from {day} ({by})")
REPEAL = Bilingual("废止条款", "clauses repealed")
ROWS = Bilingual("立任务{n}项", "{n} commitments")
