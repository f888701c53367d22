"""A commitment (合作任务): undertaken, reported on, supervised, reviewed, closed.

What it is (lead, due day, measure, evidence) comes from the clause, task or decision behind
it. Its status is never among its acts: it follows from them, the day and the articles
(`standing.py`). It ends only by a review: closed, not met or adjusted; nothing deletes it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import supervision
from lianxi.governance.road.act import Act
from lianxi.governance.road.commitment_acts import (
    Adjusted,
    ClosureAsked,
    LeadChanged,
    LeadReviewed,
    PartyLeft,
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
from lianxi.governance.road.procedure import BEGIN, BEGUN, Course, Duty, Face, Link, Procedure
from lianxi.governance.road.supervision import NO_SIGNER, WHY_NOT, Requests, Slips
from lianxi.kernel import quarter
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words

OUTCOMES: Mapping[str, Bilingual] = {
    "closed": Bilingual("办结", "closed"),
    "not met": Bilingual("未完成", "not met"),
    "adjusted": Bilingual("调整", "adjusted"),
}


@dataclass(frozen=True)
class Commitment:
    """A commitment as it stands after its acts."""

    terms: Undertaken
    since: date
    asked: tuple[tuple[ReportAsked, date], ...] = ()  # not reported on yet, with the day it came
    reports: tuple[tuple[Reported, date], ...] = ()
    slips: Slips = ()
    requests: Requests = ()
    rounds: tuple[str, ...] = ()
    begun: date | None = None
    troubled: date | None = None
    evidence: tuple[ClosureAsked, date] | None = None  # waits for review
    lead_said: tuple[LeadReviewed, date] | None = None
    paused: tuple[Paused, date] | None = None
    left: tuple[PartyLeft, ...] = ()  # what becomes of their part is not decided yet
    review: Reviewed | None = None
    ended: date | None = None

    @property
    def self_led(self) -> bool:
        """Whether the unit that leads carries it out itself: it does not review itself."""
        return self.terms.lead == self.terms.doer


def follow(state: Commitment | None, act: Act[object]) -> Commitment | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Undertaken):
        return _undertaken(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.ended is not None:
        return Refused(ENDED.fill(day=in_words(state.ended), outcome=_outcome(state)))
    return _NEXT[type(what)](state, what, act.day)


def _outcome(state: Commitment) -> Bilingual:
    return OUTCOMES[state.review.outcome] if state.review else OUTCOMES["closed"]


def _undertaken(what: Undertaken, day: date) -> Commitment | Refused:
    if not what.title.zh.strip():
        return Refused(NO_TITLE)
    if what.due is not None and what.starts is not None and what.due < what.starts:
        return Refused(DUE_FIRST.fill(due=in_words(what.due), starts=in_words(what.starts)))
    return Commitment(what, day)


def _asked(state: Commitment, what: ReportAsked, day: date) -> Commitment | Refused:
    """A report is owed, unless there is one for the period already."""
    if any(asked.period == what.period for asked, _ in state.asked) or what.round in state.rounds:
        return Refused(ASKED.fill(period=quarter.in_words(what.period)))
    told = any(report.period == what.period for report, _ in state.reports)
    asked = state.asked if told else (*state.asked, (what, day))
    return replace(state, asked=asked, rounds=(*state.rounds, what.round))


def _reported(state: Commitment, what: Reported, day: date) -> Commitment | Refused:
    if not what.progress.strip():
        return Refused(NO_PROGRESS)
    return replace(
        state,
        asked=tuple(each for each in state.asked if each[0].period != what.period),
        reports=(*state.reports, (what, day)),
        begun=state.begun or (day if what.begun else None),
        troubled=(state.troubled or day) if what.trouble else None,
    )


def _slips(
    change: Callable[..., Slips | Refused],
) -> Callable[..., Commitment | Refused]:
    """An act that changes the slips and nothing else."""

    def follow(state: Commitment, what: object, day: date) -> Commitment | Refused:
        slips = change(state.slips, what, day)
        return slips if isinstance(slips, Refused) else replace(state, slips=slips)

    return follow


def _requests(
    change: Callable[..., Requests | Refused], *, dated: bool = False
) -> Callable[..., Commitment | Refused]:
    """An act that changes the requests and nothing else."""

    def follow(state: Commitment, what: object, day: date) -> Commitment | Refused:
        requests = change(state.requests, what, *([day] if dated else []))
        return requests if isinstance(requests, Refused) else replace(state, requests=requests)

    return follow


def _closure(state: Commitment, what: ClosureAsked, day: date) -> Commitment | Refused:
    if state.evidence is not None:
        return Refused(WAITING.fill(day=in_words(state.evidence[1])))
    if not what.text.strip():
        return Refused(NO_EVIDENCE)
    return replace(state, evidence=(what, day), lead_said=None)


def _lead_reviewed(state: Commitment, what: LeadReviewed, day: date) -> Commitment | Refused:
    if state.evidence is None:
        return Refused(NOTHING_TO_REVIEW)
    if state.lead_said is not None:
        return Refused(LEAD_DONE.fill(day=in_words(state.lead_said[1])))
    if not what.agrees and not what.note.strip():
        return Refused(WHY_NOT)
    return replace(state, lead_said=(what, day))


def _reviewed(state: Commitment, what: Reviewed, day: date) -> Commitment | Refused:
    if what.outcome not in {*OUTCOMES, "returned"}:
        return Refused(NO_OUTCOME.fill(word=what.outcome))
    if not what.signer.strip():
        return Refused(NO_SIGNER)
    if what.outcome in ("not met", "adjusted", "returned") and not what.note.strip():
        return Refused(WHY_NOT)
    if what.outcome in ("closed", "returned") and state.evidence is None:
        return Refused(NOTHING_TO_REVIEW)
    if what.outcome == "closed" and state.lead_said is None and not state.self_led:
        return Refused(LEAD_FIRST)
    if what.outcome == "returned":
        return replace(state, evidence=None, lead_said=None)
    return replace(state, review=what, ended=day, paused=None)


def _adjusted(state: Commitment, what: Adjusted, _: date) -> Commitment | Refused:
    if not what.decided.strip():
        return Refused(NO_DECISION)
    terms = replace(
        state.terms,
        due=what.due or state.terms.due,
        measure=state.terms.measure if what.measure is None else what.measure,
        evidence=state.terms.evidence if what.evidence is None else what.evidence,
    )
    if terms == state.terms:
        return Refused(NOTHING_CHANGED)
    if terms.due is not None and terms.starts is not None and terms.due < terms.starts:
        return Refused(DUE_FIRST.fill(due=in_words(terms.due), starts=in_words(terms.starts)))
    return replace(state, terms=terms, troubled=None, left=())


def _party_left(state: Commitment, what: PartyLeft, _: date) -> Commitment | Refused:
    if not _takes_part(state, what.party):
        return Refused(NO_PART)
    return replace(state, left=(*state.left, what))


def _takes_part(state: Commitment, party: str) -> bool:
    """Whether a party or a unit of it leads, carries out or supports."""
    units = (state.terms.lead, state.terms.doer, *state.terms.supports)
    return any(unit == party or unit.startswith(f"{party}/") for unit in units)


def _lead_changed(state: Commitment, what: LeadChanged, _: date) -> Commitment | Refused:
    supports = state.terms.supports if what.supports is None else what.supports
    terms = replace(
        state.terms,
        lead=what.lead or state.terms.lead,
        doer=what.doer or state.terms.doer,
        supports=supports,
    )
    return Refused(NOTHING_CHANGED) if terms == state.terms else replace(state, terms=terms)


def _paused(state: Commitment, what: Paused, day: date) -> Commitment | Refused:
    if state.paused is not None:
        return Refused(RESTS.fill(day=in_words(state.paused[1])))
    if not what.why.strip():
        return Refused(WHY_NOT)
    return replace(state, paused=(what, day))


def _resumed(state: Commitment, _: Resumed, __: date) -> Commitment | Refused:
    return Refused(RESTS_NOT) if state.paused is None else replace(state, paused=None)


_NEXT: Mapping[type[object], Callable[..., Commitment | Refused]] = {
    ReportAsked: _asked,
    Reported: _reported,
    SlipIssued: _slips(supervision.issued),
    SlipAnswered: _slips(supervision.slip_answered),
    SlipClosed: _slips(supervision.slip_closed),
    RequestDrafted: _requests(supervision.drafted, dated=True),
    RequestSigned: _requests(supervision.signed, dated=True),
    RequestDropped: _requests(supervision.dropped),
    RequestAnswered: _requests(supervision.answered),
    ClosureAsked: _closure,
    LeadReviewed: _lead_reviewed,
    Reviewed: _reviewed,
    Adjusted: _adjusted,
    LeadChanged: _lead_changed,
    PartyLeft: _party_left,
    Paused: _paused,
    Resumed: _resumed,
}


def face(state: Commitment) -> Face:
    """What a commitment amounts to."""
    terms = state.terms
    links = [Link("from", terms.origin.partition("#")[0])] if "/" in terms.origin else []
    links += [Link("round", each) for each in state.rounds]
    links += [
        Link("decided", request.answered.sitting)
        for request in state.requests
        if request.answered and request.answered.sitting
    ]
    return Face(
        terms.title,
        "ended" if state.ended else "review" if state.evidence else "open",
        state.since,
        owner=terms.doer,
        lead=terms.lead,
        matter=terms.origin,
        body=terms.body,
        parties=terms.supports,
        due=terms.due,
        ended=state.ended,
        duties=tuple(_duties(state)),
        links=tuple(links),
        course=course(state),
    )


def course(state: Commitment) -> Course:
    """The days that its status is computed from."""
    terms = state.terms
    return Course(
        starts=terms.starts,
        due=terms.due,
        begun=state.begun,
        asked=min((asked.due for asked, _ in state.asked), default=None),
        troubled=state.troubled,
        delivered=state.evidence[1] if state.evidence else None,
        paused=state.paused[1] if state.paused else None,
        ended=state.ended,
        outcome=state.review.outcome if state.review else "",
    )


def _review(state: Commitment, asked_on: date, office: str) -> Duty:
    """Whose turn it is to look at the evidence: the lead unit's, then the office's."""
    if state.lead_said is not None:
        return Duty("review", office, state.lead_said[1])
    if state.self_led:
        return Duty("review", office, asked_on)
    return Duty("review-lead", state.terms.lead, asked_on)


def _duties(state: Commitment) -> Iterator[Duty]:
    """Who owes what; nobody owes anything of what has ended."""
    if state.ended is not None:
        return
    terms, office = state.terms, f"body:{state.terms.body}"
    if state.evidence is not None:
        yield _review(state, state.evidence[1], office)
    elif state.paused is None:
        yield Duty("do", terms.doer, state.since, terms.due)
    if state.paused is None:
        for asked, day in state.asked:
            yield Duty("report", terms.doer, day, asked.due, asked.period)
    for gone in state.left:
        if _takes_part(state, gone.party):
            yield Duty("release", office, gone.day, None, gone.party)
    yield from supervision.slip_duties(state.slips, terms.doer, office)
    yield from supervision.request_duties(state.requests, office)


ENDED = Bilingual("任务已于{day}审定为“{outcome}”", "it ended on {day}: {outcome}")
NO_TITLE = Bilingual("请写明任务名称", "say what is to be done")
DUE_FIRST = Bilingual(
    "完成时限{due}早于起始日{starts}", "it is due on {due}, before it starts on {starts}"
)
ASKED = Bilingual("“{period}”的进展已经调度过", "{period} was asked about already")
NO_PROGRESS = Bilingual("请写明进展", "say how it stands")
WAITING = Bilingual("{day}申请的办结还在审核", "the evidence of {day} is still under review")
NO_EVIDENCE = Bilingual("请写明完成情况和佐证材料", "say what was done and what shows it")
NOTHING_TO_REVIEW = Bilingual("还没有申请办结", "nobody has asked for closure yet")
LEAD_DONE = Bilingual("牵头单位已于{day}审核", "the lead unit reviewed it on {day}")
LEAD_FIRST = Bilingual("牵头单位还没有审核", "the lead unit has not reviewed it yet")
NO_OUTCOME = Bilingual("“{word}”不是审核结论", "“{word}” is no outcome of a review")
NO_DECISION = Bilingual("请写明调整的依据", "say by which decision it is adjusted")
NOTHING_CHANGED = Bilingual("没有任何变动", "nothing is changed by it")
NO_PART = Bilingual("该方没有参加这项任务", "it takes no part in this commitment")
RESTS = Bilingual("任务已于{day}暂停", "it rests since {day}")
RESTS_NOT = Bilingual("任务没有暂停", "it does not rest")

COMMITMENT: Procedure[Commitment] = Procedure(
    "commitment",
    Bilingual("合作任务", "commitment"),
    acts={
        "undertake": Undertaken,
        "ask-report": ReportAsked,
        "report": Reported,
        "issue-slip": SlipIssued,
        "answer-slip": SlipAnswered,
        "close-slip": SlipClosed,
        "draft-request": RequestDrafted,
        "sign-request": RequestSigned,
        "drop-request": RequestDropped,
        "answer-request": RequestAnswered,
        "ask-closure": ClosureAsked,
        "review-lead": LeadReviewed,
        "review": Reviewed,
        "adjust": Adjusted,
        "change-lead": LeadChanged,
        "party-leaves": PartyLeft,
        "pause": Paused,
        "resume": Resumed,
    },
    said={
        "undertake": Bilingual("立为任务", "undertaken"),
        "ask-report": Bilingual("调度进展", "report asked for"),
        "report": Bilingual("报送进展", "progress reported"),
        "issue-slip": Bilingual("发出督办单", "supervision slip issued"),
        "answer-slip": Bilingual("答复督办单", "slip answered"),
        "close-slip": Bilingual("核销督办单", "slip closed"),
        "draft-request": Bilingual("拟提请函", "request for coordination drafted"),
        "sign-request": Bilingual("签发提请函", "request for coordination signed"),
        "drop-request": Bilingual("不再提请", "request dropped"),
        "answer-request": Bilingual("协调答复", "request answered"),
        "ask-closure": Bilingual("申请办结", "closure asked for"),
        "review-lead": Bilingual("牵头单位审核", "reviewed by the lead unit"),
        "review": Bilingual("办结审核", "reviewed for closure"),
        "adjust": Bilingual("调整任务", "adjusted"),
        "change-lead": Bilingual("变更责任单位", "units changed"),
        "party-leaves": Bilingual("一方退出", "a party leaves"),
        "pause": Bilingual("暂停", "paused"),
        "resume": Bilingual("恢复", "resumed"),
    },
    stages={
        "open": Bilingual("办理中", "in hand"),
        "review": Bilingual("待审核", "under review"),
        "ended": Bilingual("已审定", "ended"),
    },
    follow=follow,
    face=face,
)
