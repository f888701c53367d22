"""What a grant's page offers to do, as the grant stands."""

from collections.abc import Mapping

from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_state import Grant, unfinished
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.grants.act_forms import ACTS

# What a page offers to do, by the name of the act; `revise` has a page of its own.
OFFERS: Mapping[str, Bilingual] = {
    "revise": Bilingual("修改申请", "revise it"),
    "withdraw": Bilingual("撤回申请", "withdraw it"),
    "check": Bilingual("审核申请", "check it"),
    "approve": Bilingual("审批", "decide on it"),
    "appropriate": Bilingual("拨付", "pay out"),
    "release": Bilingual("不再拨付", "set money free"),
    "send-voucher": Bilingual("报送核销凭证", "send in a voucher"),
    "check-voucher": Bilingual("审核凭证", "check a voucher"),
    "give-back": Bilingual("登记退回结余", "enter what came back"),
    "assess": Bilingual("报送绩效自评", "send in the self-assessment"),
    "check-assessment": Bilingual("审核绩效自评", "check the self-assessment"),
    "correct": Bilingual("审计更正", "correct after an audit"),
    "close": Bilingual("办结", "close it"),
}
assert OFFERS.keys() == {"revise", *ACTS}, "every act that there is a form for is offered"
assert OFFERS.keys() <= GRANT.acts.keys(), "every form is of an act"


def possible(state: Grant) -> tuple[str, ...]:
    """What may be done with a grant as it stands, by the names of the acts."""
    stage = state.stage
    paid = stage in ("granted", "assessed")
    open_parts = stage in ("approved", "granted", "assessed") and any(
        part.open for part in state.parts
    )
    waiting = [voucher for voucher in state.vouchers if voucher.open]
    left = state.left - sum(voucher.sent.amount for voucher in waiting)
    may = {
        "revise": stage in ("checking", "returned"),
        "withdraw": stage in ("checking", "returned", "approving"),
        "check": stage == "checking",
        "approve": stage == "approving",
        "appropriate": open_parts,
        "release": open_parts,
        "send-voucher": paid and left > 0,
        "check-voucher": bool(waiting),
        "give-back": paid and left > 0,
        "assess": stage == "granted" and not state.assessed,
        "check-assessment": stage == "assessed",
        "correct": (paid or stage == "closed") and any(v.accepted for v in state.vouchers),
        "close": stage == "granted" and unfinished(state) is None,
    }
    return tuple(name for name in OFFERS if may[name])
