"""What a commitment's page offers to do, as the commitment stands."""

from collections.abc import Mapping

from lianxi.governance.road.commitment import Commitment
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.commitments.forms import ACTS

# What a page offers to do, by the name of the act.
OFFERS: Mapping[str, Bilingual] = {
    "report": Bilingual("报送进展", "report progress"),
    "ask-closure": Bilingual("申请办结", "ask for closure"),
    "answer-slip": Bilingual("答复督办单", "answer the slip"),
    "review-lead": Bilingual("牵头单位审核", "review as lead unit"),
    "review": Bilingual("办结审核", "review for closure"),
    "issue-slip": Bilingual("发督办单", "issue a slip"),
    "close-slip": Bilingual("核销督办单", "close the slip"),
    "draft-request": Bilingual("拟提请函", "draft a request"),
    "sign-request": Bilingual("签发提请函", "sign the request"),
    "drop-request": Bilingual("不再提请", "drop the request"),
    "answer-request": Bilingual("登记协调结果", "enter what was coordinated"),
    "adjust": Bilingual("调整任务", "adjust it"),
    "change-lead": Bilingual("变更责任单位", "change the units"),
    "pause": Bilingual("暂停", "pause it"),
    "resume": Bilingual("恢复", "let it go on"),
}
assert OFFERS.keys() == ACTS.keys(), "every act that there is a form for is offered"


def possible(state: Commitment) -> tuple[str, ...]:
    """What may be done with a commitment as it stands, by the names of the acts."""
    if state.ended is not None:
        return ()
    slip = next((slip for slip in state.slips if slip.closed_on is None), None)
    request = next((request for request in state.requests if request.open), None)
    waits, signed = state.evidence is not None, request is not None and request.signed is not None
    may = {
        "report": True,
        "ask-closure": not waits,
        "answer-slip": slip is not None,
        "review-lead": waits and state.lead_said is None and not state.self_led,
        "review": True,
        "issue-slip": slip is None,
        "close-slip": slip is not None and slip.answered is not None,
        "draft-request": request is None,
        "sign-request": request is not None and not signed,
        "drop-request": request is not None and not signed,
        "answer-request": signed,
        "adjust": True,
        "change-lead": True,
        "pause": state.paused is None,
        "resume": state.paused is not None,
    }
    return tuple(name for name in ACTS if may[name])
