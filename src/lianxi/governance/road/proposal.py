"""A proposal (提案): sent in, co-signed, settled level by level, decided on by its body.

Each level that has talked it over takes it one level on, or back to whoever sent it in. After
the last level its body owes a decision until a sitting adopts it; the agenda of the next sitting
is drafted from that.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.charter.kinds.body_rules import OUTCOMES
from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.procedure import BEGIN, BEGUN, ONE_DAY, Duty, Face, Link, Procedure
from lianxi.governance.road.proposal_acts import (
    CosignAsked,
    Cosigned,
    Proposed,
    Resolved,
    Revised,
    Settled,
    Tabled,
    Terms,
    Untabled,
    Withdrawn,
)
from lianxi.governance.road.proposal_words import (
    ASKED_TWICE,
    COSIGN_FIRST,
    ENDED,
    LEAD_TWICE,
    NO_CONTENT,
    NO_LEAD,
    NO_OPINION,
    NO_OUTCOME,
    NO_SETTLEMENT,
    NO_TITLE,
    NO_UNITS,
    NOT_ASKED,
    NOT_ON_AGENDA,
    NOTHING_CHANGED,
    ON_AGENDA,
    OPINION_WHY,
    OTHER_LEVEL,
    OVER,
    PARTNER_TWICE,
    RETURNED,
    SETTLED,
    WHY_NOT,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words

OPINIONS: Mapping[str, Bilingual] = {
    "agree": Bilingual("同意", "agree"),
    "amend": Bilingual("建议修改", "amend"),
    "object": Bilingual("不同意", "object"),
}
SETTLEMENTS: Mapping[str, Bilingual] = {
    "agreed": Bilingual("协商一致", "agreed"),
    "next": Bilingual("未达成一致，提请上一级协商", "not agreed, on to the next level"),
    "returned": Bilingual("退回修改", "returned"),
}
ADOPTED = ("adopted", "adopted in principle")


@dataclass(frozen=True)
class Version:
    """The proposal as it read from a day on; `why` it was revised."""

    terms: Terms
    day: date
    why: str = ""


@dataclass(frozen=True)
class Cosignature:
    """What a unit that is asked to co-sign said; `version` is the text that it said it of.

    It is `lapsed` where the proposal went on after its day without it.
    """

    unit: str
    since: date
    due: date
    said: Cosigned | None = None
    said_on: date | None = None
    version: int = 0
    lapsed: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still waited for."""
        return self.said is None and not self.lapsed

    @property
    def late(self) -> bool:
        """Whether it came after its day."""
        return self.said_on is not None and self.said_on > self.due


@dataclass(frozen=True)
class Proposal:
    """A proposal as it stands after its acts.

    `at` counts the levels that it has passed; `settled` are all of them that spoke, each with
    the day and the version that they spoke of.
    """

    proposed: Proposed
    since: date
    versions: tuple[Version, ...]
    at: int = 0
    arrived: date | None = None  # at the level, or before its body
    cosignatures: tuple[Cosignature, ...] = ()
    settled: tuple[tuple[Settled, date, int], ...] = ()
    tabled: tuple[Tabled, ...] = ()
    resolved: tuple[tuple[Resolved, date], ...] = ()
    on_agenda: str = ""  # of which sitting, until that has decided
    returned: date | None = None
    withdrawn: Withdrawn | None = None
    ended: date | None = None

    @property
    def terms(self) -> Terms:
        """What is proposed now."""
        return self.versions[-1].terms

    @property
    def levels(self) -> tuple[str, ...]:
        """The bodies through which it is settled, in order."""
        return self.proposed.levels or (self.proposed.body,)

    @property
    def level(self) -> str:
        """The level that it is at; "" where it has passed them all."""
        return self.levels[self.at] if self.at < len(self.levels) else ""

    @property
    def stage(self) -> str:
        """One of `PROPOSAL.stages`."""
        if self.withdrawn is not None:
            return "withdrawn"
        if self.ended is not None:
            return self.resolved[-1][0].outcome
        if self.returned is not None:
            return "returned"
        if self.on_agenda:
            return "tabled"
        if not self.level:
            return "deferred" if self._deferred else "settled"
        return "cosigning" if any(each.open for each in self.cosignatures) else "settling"

    @property
    def _deferred(self) -> bool:
        return bool(self.resolved) and self.resolved[-1][0].outcome == "deferred"


def follow(state: Proposal | None, act: Act[object]) -> Proposal | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Proposed):
        return _proposed(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.ended is not None:
        return Refused(ENDED.fill(day=in_words(state.ended), stage=PROPOSAL.stages[state.stage]))
    return _NEXT[type(what)](state, what, act.day)


def _proposed(what: Proposed, day: date) -> Proposal | Refused:
    wrong = _wrong(what.terms)
    if wrong is not None:
        return Refused(wrong)
    return Proposal(what, day, (Version(what.terms, day),), arrived=day)


def _wrong(terms: Terms) -> Bilingual | None:
    """What is wrong with the terms in themselves."""
    if not terms.title.zh.strip():
        return NO_TITLE
    if not terms.lead.strip():
        return NO_LEAD
    if not terms.content.strip():
        return NO_CONTENT
    if terms.lead in terms.partners:
        return LEAD_TWICE
    if len(set(terms.partners)) < len(terms.partners):
        return PARTNER_TWICE
    return None


def _revised(state: Proposal, what: Revised, day: date) -> Proposal | Refused:
    """A new version; one that was settled already is settled again at the last level.

    On the agenda it stays there: the sitting has the latest version before it.
    """
    if what.terms == state.terms:
        return Refused(NOTHING_CHANGED)
    if not what.why.strip():
        return Refused(WHY_NOT)
    wrong = _wrong(what.terms)
    if wrong is not None:
        return Refused(wrong)
    state = replace(state, versions=(*state.versions, Version(what.terms, day, what.why)))
    if state.returned is not None:
        return replace(state, returned=None, arrived=day)
    if not state.level and not state.on_agenda:
        return replace(state, at=len(state.levels) - 1, arrived=day)
    return state


def _withdrawn(state: Proposal, what: Withdrawn, day: date) -> Proposal | Refused:
    if not what.why.strip():
        return Refused(WHY_NOT)
    return replace(state, withdrawn=what, ended=day)


def _cosign_asked(state: Proposal, what: CosignAsked, day: date) -> Proposal | Refused:
    """Units are asked, some of them perhaps again: of a new version, or after their day."""
    if not what.units:
        return Refused(NO_UNITS)
    if what.due < day:
        return Refused(OVER.fill(due=in_words(what.due)))
    waited = {each.unit for each in state.cosignatures if each.open}
    if len(set(what.units)) < len(what.units) or waited & set(what.units):
        return Refused(ASKED_TWICE)
    others = tuple(each for each in state.cosignatures if each.unit not in what.units)
    new = tuple(Cosignature(unit, day, what.due) for unit in what.units)
    return replace(state, cosignatures=(*others, *new))


def _cosigned(state: Proposal, what: Cosigned, day: date) -> Proposal | Refused:
    """What a unit says; said again, the later counts."""
    if what.unit not in {each.unit for each in state.cosignatures}:
        return Refused(NOT_ASKED)
    if what.opinion not in OPINIONS:
        return Refused(NO_OPINION.fill(word=what.opinion))
    if what.opinion != "agree" and not what.text.strip():
        return Refused(OPINION_WHY)
    said = {"said": what, "said_on": day, "version": len(state.versions)}
    return replace(
        state,
        cosignatures=tuple(
            replace(each, **said) if each.unit == what.unit else each  # type: ignore[arg-type]
            for each in state.cosignatures
        ),
    )


def _settled(state: Proposal, what: Settled, day: date) -> Proposal | Refused:
    wrong = _unsettled(state, what, day)
    if wrong is not None:
        return Refused(wrong)
    cosignatures = tuple(replace(each, lapsed=each.said is None) for each in state.cosignatures)
    settled = (*state.settled, (what, day, len(state.versions)))
    state = replace(state, cosignatures=cosignatures, settled=settled)
    if what.outcome == "returned":
        return replace(state, returned=day)
    return replace(state, at=state.at + 1, arrived=day)


def _unsettled(state: Proposal, what: Settled, day: date) -> Bilingual | None:
    """Why a level can't have settled it."""
    if what.outcome not in SETTLEMENTS:
        return NO_SETTLEMENT.fill(word=what.outcome)
    if state.returned is not None:
        return RETURNED.fill(day=in_words(state.returned))
    if not state.level:
        return SETTLED
    if what.level != state.level:
        return OTHER_LEVEL
    waited = [each for each in state.cosignatures if each.open and day <= each.due]
    if waited:
        last = max(each.due for each in waited)
        return COSIGN_FIRST.fill(n=len(waited), due=in_words(last))
    if what.outcome != "agreed" and not what.note.strip():
        return WHY_NOT
    return None


def _tabled(state: Proposal, what: Tabled, day: date) -> Proposal | Refused:
    """On an agenda, whatever level it has reached: the secretary decides on what is listed."""
    if state.returned is not None:
        return Refused(RETURNED.fill(day=in_words(state.returned)))
    if state.on_agenda == what.sitting:
        return Refused(ON_AGENDA)
    arrived = day if state.level else state.arrived
    return replace(state, tabled=(*state.tabled, what), on_agenda=what.sitting, arrived=arrived)


def _untabled(state: Proposal, what: Untabled, day: date) -> Proposal | Refused:
    """Off the agenda: it waits where it was."""
    if state.on_agenda != what.sitting:
        return Refused(NOT_ON_AGENDA)
    return replace(state, on_agenda="", arrived=day)


def _resolved(state: Proposal, what: Resolved, day: date) -> Proposal | Refused:
    """What the sitting said; what it returns is settled anew from the first level."""
    if what.outcome not in OUTCOMES:
        return Refused(NO_OUTCOME.fill(word=what.outcome))
    if all(each.sitting != what.sitting for each in state.tabled):
        return Refused(NOT_ON_AGENDA)
    still_on = "" if state.on_agenda == what.sitting else state.on_agenda
    state = replace(state, resolved=(*state.resolved, (what, day)), on_agenda=still_on)
    if what.outcome in ADOPTED:
        return replace(state, ended=day)
    if what.outcome == "returned":
        return replace(state, returned=day, at=0)
    return replace(state, at=len(state.levels), arrived=day)


_NEXT: Mapping[type[object], Callable[..., Proposal | Refused]] = {
    Revised: _revised,
    Withdrawn: _withdrawn,
    CosignAsked: _cosign_asked,
    Cosigned: _cosigned,
    Settled: _settled,
    Tabled: _tabled,
    Untabled: _untabled,
    Resolved: _resolved,
}


def face(state: Proposal) -> Face:
    """What a proposal amounts to."""
    terms, proposed = state.terms, state.proposed
    links = [Link("call", proposed.call)] if proposed.call else []
    links += [Link("item", each.sitting) for each in state.tabled]
    links += [Link("decided", each.sitting) for each, _ in state.resolved]
    return Face(
        terms.title,
        state.stage,
        state.since,
        owner=proposed.by,
        lead=terms.lead,
        body=proposed.body,
        parties=(*terms.partners, *(each.unit for each in state.cosignatures)),
        ended=state.ended,
        duties=() if state.ended else tuple(_duties(state)),
        links=tuple(links),
    )


def _duties(state: Proposal) -> Iterator[Duty]:
    """Co-signing first; then whoever has the turn: its owner, a level, or the body."""
    waited = [each for each in state.cosignatures if each.open]
    for each in waited:
        yield Duty("cosign", each.unit, each.since, each.due)
    since = state.arrived or state.since
    if state.returned is not None:
        yield Duty("revise", state.proposed.by, state.returned)
    elif state.on_agenda or not state.level:
        yield Duty("decide", f"body:{state.proposed.body}", since)
    else:
        lapsed = max((each.due + ONE_DAY for each in waited), default=since)
        yield Duty("settle", f"body:{state.level}", max(since, lapsed))


PROPOSAL: Procedure[Proposal] = Procedure(
    "proposal",
    Bilingual("提案", "proposal"),
    acts={
        "propose": Proposed,
        "revise": Revised,
        "withdraw": Withdrawn,
        "ask-cosign": CosignAsked,
        "cosign": Cosigned,
        "settle": Settled,
        "table": Tabled,
        "untable": Untabled,
        "resolve": Resolved,
    },
    said={
        "propose": Bilingual("报送提案", "sent in"),
        "revise": Bilingual("修改提案", "revised"),
        "withdraw": Bilingual("撤回提案", "withdrawn"),
        "ask-cosign": Bilingual("请求会签", "units asked to co-sign"),
        "cosign": Bilingual("会签", "co-signed"),
        "settle": Bilingual("协商", "settled at a level"),
        "table": Bilingual("列入议程", "put on an agenda"),
        "untable": Bilingual("移出议程", "taken off the agenda"),
        "resolve": Bilingual("审议", "decided on"),
    },
    stages={
        "cosigning": Bilingual("会签中", "being co-signed"),
        "settling": Bilingual("协商中", "being settled"),
        "returned": Bilingual("已退回", "returned"),
        "settled": Bilingual("待审议", "awaits a decision"),
        "tabled": Bilingual("已列入议程", "on an agenda"),
        "deferred": Bilingual("暂缓", "deferred"),
        "adopted": Bilingual("通过", "adopted"),
        "adopted in principle": Bilingual("原则通过", "adopted in principle"),
        "withdrawn": Bilingual("已撤回", "withdrawn"),
    },
    follow=follow,
    face=face,
)
