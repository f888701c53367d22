"""A sitting of the lake council, for tests: what is done at it, one a day."""

from dataclasses import replace
from datetime import timedelta

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.procedure import fold
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.proposal_acts import Proposed, Settled, Terms
from lianxi.governance.road.sitting import SITTING, Sitting
from lianxi.governance.road.sitting_acts import (
    Concluded,
    Convened,
    ItemDecided,
    ItemListed,
    MinutesConfirmed,
    MinutesDrafted,
    Rules,
    SittingOpened,
    SlipReturned,
)
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.queries import Opened
from road import DAY, EASTON, NORHAM, REGION, WESTON, actor, do, doing, office

REPLY_BY = DAY.date() + timedelta(days=5)
HELD_ON = DAY.date() + timedelta(days=10)
CONFIRM_BY = HELD_ON + timedelta(days=20)

NOTICE = Convened(
    title=Bilingual("湖区议会第四次会议", "Fourth sitting of the lake council"),
    bodies=("council",),
    day=HELD_ON,
    place="西镇",
    host=WESTON,
    chair="里长",
    roll=(EASTON, WESTON),
    guests=(NORHAM,),
    reply_by=REPLY_BY,
)
PIERS = ItemListed(Bilingual("修码头", "Piers"), "proposed", "proposal/1")
NETS = ItemListed(Bilingual("渔网尺寸", "Nets"), "own", why=same("东镇提出"))
EAST = SlipReturned(EASTON, "yes", "张三", "里长")
WEST = SlipReturned(WESTON, "deputy", "李四", "副里长")
OPEN = SittingOpened((EASTON, WESTON))
ADOPTED = ItemDecided(1, "adopted", "同意修码头")
DRAFT = MinutesDrafted("会议同意修码头。", CONFIRM_BY)
SIGNED = Concluded("里长", "湖议纪〔2026〕1号")
BY_VOTE = Rules(
    outcomes=("adopted", "returned"),
    quorum="2/3",
    majority=">1/2",
    of="present",
    ballots="open",
    proxies=True,
    recuses=True,
)


def acts(*done: object) -> list[Act[object]]:
    """Things done, one a day; from the opening on, from the day of the sitting."""
    made: list[Act[object]] = []
    at = DAY
    for what in (NOTICE, *done):
        if isinstance(what, SittingOpened):
            at = max(at, DAY + timedelta(days=10))
        made.append(Act(what, at, "li"))
        at += timedelta(days=1)
    return made


def after(*done: object) -> Sitting:
    """The state after things were done to the sitting that was called."""
    state = fold(SITTING, acts(*done))
    assert state is not None
    return state


def why_not(*done: object) -> str:
    """Why the last of some things can't follow the others."""
    *before, last = acts(*done)
    outcome = SITTING.follow(fold(SITTING, before), last)
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def confirmed(*parties: str) -> list[MinutesConfirmed]:
    """Parties confirm."""
    return [MinutesConfirmed(party) for party in parties]


def ballot_item() -> ItemListed:
    """An item that goes by ballot."""
    return replace(PIERS, ballot=True)


TERMS = Terms(Bilingual("修码头", "Piers"), "boats", EASTON, (WESTON,), "", "修三座码头")


def sitting(number: int = 1) -> Opened[Sitting]:
    """A sitting in the portal."""
    found = dossiers.opened(REGION, SITTING, number)
    assert found is not None
    return found


def proposal() -> str:
    """A proposal that waits for the council."""
    proposed = Proposed(EASTON, "council", TERMS)
    ref = do(today(), PROPOSAL, proposed, "proposal.write", party=EASTON).ref
    settled = Settled("council", "agreed", "")
    return do(today(), PROPOSAL, settled, "proposal.settle", ref, body="council").ref


def today() -> Doing:
    """The secretariat acting now."""
    return doing(actor("secretariat"), dossiers.now(office().found))
