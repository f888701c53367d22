"""The text of an agreement or plan: drafted, commented on, settled, signed, in force, amended.

What the text says on a day is read by `agreement_text.py`, what may be wrong with a draft by
`drafting.py`, and which commitments come of it by `breakdown.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from lianxi.charter.kinds.agreement import EFFECTS
from lianxi.governance.authority import Refused
from lianxi.governance.road import agreement_words as say
from lianxi.governance.road.act import Act
from lianxi.governance.road.agreement_acts import (
    Acceded,
    Amended,
    BrokenDown,
    ClauseStruck,
    ClauseWritten,
    Commented,
    CommentSettled,
    Drafted,
    Dropped,
    Ended,
    EnteredIntoForce,
    Left,
    Reopened,
    ScanFiled,
    Signed,
    TextSettled,
)
from lianxi.governance.road.agreement_change import acceded, amended, ended, left
from lianxi.governance.road.agreement_text import (
    COMMENT_OUTCOMES,
    TEXT_FORMS,
    Comment,
    Text,
    Wrote,
    amiss,
    owes_breakdown,
)
from lianxi.governance.road.procedure import BEGIN, BEGUN, Duty, Face, Link, Procedure
from lianxi.governance.road.supervision import WHY_NOT
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words


def follow(state: Text | None, act: Act[object]) -> Text | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Drafted):
        return _drafted(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.dropped is not None:
        return Refused(say.DROPPED.fill(day=in_words(state.dropped[1])))
    if state.ended is not None and not isinstance(what, BrokenDown):
        return Refused(say.ENDED.fill(day=in_words(state.ended.day)))
    shut = _shut(state, what)
    if shut is not None:
        return Refused(shut)
    outcome = _NEXT[type(what)](state, what, act.day)
    return outcome if isinstance(outcome, Refused) else replace(outcome, last=act.day)


def _shut(state: Text, what: object) -> Bilingual | None:
    """Why an act does not belong to the stage that the text is in; None where it does."""
    if isinstance(what, _OF_DRAFT) and state.final is not None:
        return say.FINAL.fill(day=in_words(state.final[1]))
    if isinstance(what, _OF_FINAL) and state.final is None:
        return say.NOT_FINAL
    if isinstance(what, _BEFORE_FORCE) and state.force is not None:
        return say.IN_FORCE.fill(day=in_words(state.force.day))
    if isinstance(what, _OF_FORCE) and state.force is None:
        return say.NOT_IN_FORCE
    return None


_OF_DRAFT = (ClauseWritten, ClauseStruck, Commented, CommentSettled, TextSettled)
_OF_FINAL = (Reopened, Signed, ScanFiled, EnteredIntoForce, Left)
_BEFORE_FORCE = (Reopened, Signed, EnteredIntoForce, Dropped)
_OF_FORCE = (Amended, Acceded, Ended, BrokenDown)


def _drafted(what: Drafted, day: date) -> Text | Refused:
    if not what.title.zh.strip():
        return Refused(say.NO_TITLE)
    if what.form not in TEXT_FORMS:
        return Refused(say.NO_FORM.fill(word=what.form))
    if what.effect and what.effect not in EFFECTS:
        return Refused(say.NO_EFFECT.fill(word=what.effect))
    if len(set(what.parties)) != len(what.parties):
        return Refused(say.TWICE)
    return Text(what, day, day)


def _written(state: Text, what: ClauseWritten, day: date) -> Text | Refused:
    wrong = amiss(what.clause)
    if wrong is not None:
        return Refused(wrong)
    if what.clause in state.clauses:
        return Refused(say.NO_CHANGE)
    wrote = Wrote(what.clause.id, what.clause, day, what.by)
    return replace(state, wrote=(*state.wrote, wrote))


def _struck(state: Text, what: ClauseStruck, day: date) -> Text | Refused:
    if not _has(state, what.id):
        return Refused(say.NO_CLAUSE.fill(id=what.id))
    if not what.why.strip():
        return Refused(WHY_NOT)
    return replace(state, wrote=(*state.wrote, Wrote(what.id, None, day, why=what.why)))


def _has(state: Text, clause: str) -> bool:
    return any(each.id == clause for each in state.clauses)


def _commented(state: Text, what: Commented, day: date) -> Text | Refused:
    if not any(_of(what.party, party) for party in state.terms.parties):
        return Refused(say.NO_PARTY.fill(party=what.party))
    if what.clause and not _has(state, what.clause):
        return Refused(say.NO_CLAUSE.fill(id=what.clause))
    if not what.text.strip():
        return Refused(say.NO_COMMENT)
    made = Comment(what.party, what.clause, what.text, day)
    return replace(state, comments=(*state.comments, made))


def _of(who: str, party: str) -> bool:
    """Whether somebody speaks for a party: itself, its unit, or the city of a unit that is one."""
    return who == party or who.startswith(f"{party}/") or party.startswith(f"{who}/")


def _weighed(state: Text, what: CommentSettled, _: date) -> Text | Refused:
    if not 1 <= what.comment <= len(state.comments):
        return Refused(say.NO_SUCH_COMMENT.fill(n=what.comment))
    comment = state.comments[what.comment - 1]
    if comment.settled is not None:
        return Refused(say.WEIGHED.fill(n=what.comment))
    if what.adopted not in COMMENT_OUTCOMES:
        return Refused(say.NO_OUTCOME.fill(word=what.adopted))
    if what.adopted != "adopted" and not what.why.strip():
        return Refused(WHY_NOT)
    comments = list(state.comments)
    comments[what.comment - 1] = replace(comment, settled=what)
    return replace(state, comments=tuple(comments))


def _unweighed(state: Text) -> Iterator[tuple[int, Comment]]:
    """The comments that nothing became of yet, with their numbers."""
    return ((n, each) for n, each in enumerate(state.comments, 1) if each.settled is None)


def _settled(state: Text, what: TextSettled, day: date) -> Text | Refused:
    if not state.clauses:
        return Refused(say.NO_CLAUSES)
    for n, _ in _unweighed(state):
        return Refused(say.UNWEIGHED.fill(n=n))
    if not all(each.why.strip() for each in what.confirmed):
        return Refused(WHY_NOT)
    return replace(state, final=(what, day))


def _reopened(state: Text, what: Reopened, _: date) -> Text | Refused:
    if state.signatures:
        return Refused(say.SIGNATURES)
    return replace(state, final=None) if what.why.strip() else Refused(WHY_NOT)


def _signed(state: Text, what: Signed, day: date) -> Text | Refused:
    if state.adopted:
        return Refused(say.NOT_SIGNED_FORM.fill(form=TEXT_FORMS[state.terms.form]))
    if what.party not in state.signers:
        return Refused(say.NO_PARTY.fill(party=what.party))
    for each in state.signatures:
        if each.party == what.party:
            return Refused(say.SIGNED.fill(party=what.party, day=in_words(each.day)))
    if not what.signatory.strip() or not what.authority.strip():
        return Refused(say.NO_SIGNATORY)
    if what.day > day:
        return Refused(say.FUTURE.fill(day=in_words(what.day)))
    return replace(state, signatures=(*state.signatures, what))


def _scanned(state: Text, what: ScanFiled, _: date) -> Text | Refused:
    if not state.adopted and not state.signatures:
        return Refused(say.NOBODY_SIGNED)
    if not what.file.digest.strip():
        return Refused(say.NO_DIGEST)
    return replace(state, scans=(*state.scans, what.file))


def _entered(state: Text, what: EnteredIntoForce, _: date) -> Text | Refused:
    if state.adopted and not what.by.strip():
        return Refused(say.NO_DECISION)
    if state.unsigned:
        return Refused(say.UNSIGNED.fill(n=len(state.unsigned)))
    if not state.adopted and not state.signatures:
        return Refused(say.NOBODY_SIGNED)
    if not state.adopted and not state.scans:
        return Refused(say.NO_SCAN)
    first = max([each.day for each in (*state.signatures, *state.changes)], default=what.day)
    if what.day < first:
        return Refused(say.TOO_EARLY.fill(day=in_words(first)))
    return replace(state, force=what)


def _dropped(state: Text, what: Dropped, day: date) -> Text | Refused:
    return replace(state, dropped=(what, day)) if what.why.strip() else Refused(WHY_NOT)


def _broken(state: Text, what: BrokenDown, _: date) -> Text | Refused:
    if not what.rows or not all(row.commitment for row in what.rows):
        return Refused(say.NO_ROWS)
    there = {(row.clause, row.party, row.task): row.commitment for row in state.rows}
    for row in what.rows:
        key = (row.clause, row.party, row.task)
        if key in there:
            return Refused(say.ROW_TWICE.fill(clause=row.clause, commitment=there[key]))
        there[key] = row.commitment
    return replace(state, rows=(*state.rows, *what.rows))


_NEXT: Mapping[type[object], Callable[..., Text | Refused]] = {
    ClauseWritten: _written,
    ClauseStruck: _struck,
    Commented: _commented,
    CommentSettled: _weighed,
    TextSettled: _settled,
    Reopened: _reopened,
    Signed: _signed,
    ScanFiled: _scanned,
    EnteredIntoForce: _entered,
    Amended: amended,
    Acceded: acceded,
    Left: left,
    Ended: ended,
    Dropped: _dropped,
    BrokenDown: _broken,
}


def stage(state: Text) -> str:
    """How far it has come."""
    if state.dropped is not None:
        return "dropped"
    if state.ended is not None:
        return "ended"
    if state.force is not None:
        return "in force"
    if state.final is None:
        return "draft"
    return "signing" if state.unsigned or not state.signatures else "signed"


def face(state: Text) -> Face:
    """What a text amounts to."""
    terms = state.terms
    origin = terms.origin.partition("#")[0]
    how = "decided" if origin.startswith("sitting/") else "from"
    over = state.ended.day if state.ended else state.dropped[1] if state.dropped else None
    joined = [each.party for each in state.changes if isinstance(each, Acceded)]
    return Face(
        terms.title,
        stage(state),
        state.since,
        body=terms.body,
        parties=(*terms.parties, *joined),
        ended=over,
        duties=tuple(_duties(state)),
        links=(Link(how, origin),) if "/" in origin else (),
    )


def _duties(state: Text) -> Iterator[Duty]:
    """Who owes what: comments to be weighed, the final text, signatures, what follows from it."""
    office = f"body:{state.terms.body}"
    if state.dropped is not None:
        return
    if state.final is None:
        for n, comment in _unweighed(state):
            yield Duty("weigh", office, comment.day, about=str(n))
        if all(each.settled is not None for each in state.comments):
            yield Duty("settle-text", office, state.since)
    elif state.force is None:
        for party in state.unsigned:
            yield Duty("sign", party, state.final[1])
        if not state.unsigned:
            signed = [each.day for each in state.signatures]
            yield Duty("bring-in", office, max(signed, default=state.final[1]))
    else:
        since = owes_breakdown(state)
        if since is not None:
            yield Duty("break-down", office, since)


AGREEMENT: Procedure[Text] = Procedure(
    "agreement",
    Bilingual("协议与计划", "agreement or plan"),
    acts={
        "draft": Drafted,
        "write-clause": ClauseWritten,
        "strike-clause": ClauseStruck,
        "comment": Commented,
        "settle-comment": CommentSettled,
        "settle": TextSettled,
        "reopen": Reopened,
        "sign": Signed,
        "file-scan": ScanFiled,
        "enter-into-force": EnteredIntoForce,
        "amend": Amended,
        "accede": Acceded,
        "leave": Left,
        "end": Ended,
        "drop": Dropped,
        "break-down": BrokenDown,
    },
    said={
        "draft": Bilingual("起草", "drafted"),
        "write-clause": Bilingual("拟写条款", "clause written"),
        "strike-clause": Bilingual("删去条款", "clause struck"),
        "comment": Bilingual("提出意见", "commented on"),
        "settle-comment": Bilingual("研究意见", "comment weighed"),
        "settle": Bilingual("定稿", "made final"),
        "reopen": Bilingual("重新修改", "opened again"),
        "sign": Bilingual("签署", "signed"),
        "file-scan": Bilingual("存入扫描件", "scan filed"),
        "enter-into-force": Bilingual("生效", "entered into force"),
        "amend": Bilingual("修订条款", "amended"),
        "accede": Bilingual("加入", "acceded to"),
        "leave": Bilingual("退出", "left"),
        "end": Bilingual("终止", "ended"),
        "drop": Bilingual("撤回", "given up"),
        "break-down": Bilingual("分解任务", "broken down"),
    },
    stages={
        "draft": Bilingual("起草中", "being drafted"),
        "signing": Bilingual("待签署", "to be signed"),
        "signed": Bilingual("已签署", "signed"),
        "in force": Bilingual("已生效", "in force"),
        "ended": Bilingual("已终止", "ended"),
        "dropped": Bilingual("已撤回", "given up"),
    },
    follow=follow,
    face=face,
)
