"""A grant: money of a fund applied for, checked, approved, paid out, accounted for and assessed.

Entering, checking and approving are done by different people, as are approving and paying out,
sending a voucher and accepting it. What is booked in the ledger for it stands with the actions
that write it; the state here counts along, so that it refuses what the ledger would.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import grant_application as application
from lianxi.governance.road import grant_money as money
from lianxi.governance.road.act import Act
from lianxi.governance.road.grant_acts import (
    Applied,
    Appropriated,
    Approved,
    Assessed,
    AssessmentChecked,
    Checked,
    Closed,
    Corrected,
    GivenBack,
    Released,
    Revised,
    VoucherChecked,
    VoucherSent,
    Withdrawn,
)
from lianxi.governance.road.grant_state import Grant, unfinished
from lianxi.governance.road.grant_words import ENDED, NOT_NOW, STAGES
from lianxi.governance.road.procedure import BEGIN, BEGUN, Duty, Face, Link, Procedure
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words


def follow(state: Grant | None, act: Act[object]) -> Grant | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Applied):
        return application.applied(what, act) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    step, stages = _NEXT[type(what)]
    if state.stage not in stages:
        if state.ended is not None:
            stage = STAGES[state.stage]
            return Refused(ENDED.fill(day=in_words(state.ended), stage=stage))
        return Refused(NOT_NOW.fill(stage=STAGES[state.stage]))
    return step(state, what, act)


_RUNNING = ("granted", "assessed")
_NEXT: Mapping[type[object], tuple[Callable[..., Grant | Refused], tuple[str, ...]]] = {
    Revised: (application.revised, ("returned", "checking")),
    Withdrawn: (application.withdrawn, ("returned", "checking", "approving")),
    Checked: (application.checked, ("checking",)),
    Approved: (application.approved, ("approving",)),
    Appropriated: (money.appropriated, ("approved", *_RUNNING)),
    Released: (money.released, ("approved", *_RUNNING)),
    VoucherSent: (money.voucher_sent, _RUNNING),
    VoucherChecked: (money.voucher_checked, _RUNNING),
    Corrected: (money.corrected, (*_RUNNING, "closed")),
    GivenBack: (money.given_back, _RUNNING),
    Assessed: (money.assessed, ("granted",)),
    AssessmentChecked: (money.assessment_checked, ("assessed",)),
    Closed: (money.closed, ("granted",)),
}


def face(state: Grant) -> Face:
    """What a grant amounts to."""
    applied = state.applied
    approval = state.approval
    return Face(
        state.terms.title,
        state.stage,
        state.since,
        owner=applied.by,
        matter=state.terms.matter,
        body=state.body,
        due=approval[0].account_by if approval is not None else None,
        ended=state.ended,
        duties=() if state.ended else tuple(_duties(state)),
        links=(Link("paid for", applied.origin),) if applied.origin else (),
    )


def _duties(state: Grant) -> Iterator[Duty]:
    by, fund = state.applied.by, f"fund:{state.applied.fund}"
    if state.returned is not None:
        yield Duty("revise", by, state.returned)
    elif state.approval is not None:
        yield from _of_money(state, *state.approval[:2])
    elif state.passed is not None:
        yield Duty("approve", f"body:{state.body}", state.passed)
    else:
        yield Duty("check-application", fund, state.versions[-1].day)


def _of_money(state: Grant, approved: Approved, day: date) -> Iterator[Duty]:
    """What is owed once money is approved."""
    by, fund = state.applied.by, f"fund:{state.applied.fund}"
    for n, part in enumerate(state.parts, 1):
        if part.open:
            yield Duty("appropriate", fund, day, approved.until, str(n))
    for voucher in state.vouchers:
        if voucher.open:
            yield Duty("check-voucher", fund, voucher.day, about=voucher.sent.voucher[:40])
    paid, last = state.first_paid, state.assessment
    if paid is None:
        return
    waiting = sum(each.sent.amount for each in state.vouchers if each.open)
    if state.left > waiting:
        what = "give-back" if state.assessed else "account-for"
        yield Duty(what, by, paid, approved.account_by)
    if last is not None and last.checked is None:
        yield Duty("check-assessment", fund, last.day)
    elif not state.assessed:
        yield Duty("assess", by, max(paid, state.terms.ends), approved.account_by)
    elif unfinished(state) is None and last is not None:
        yield Duty("close", fund, last.day)


GRANT: Procedure[Grant] = Procedure(
    "grant",
    Bilingual("资金申请", "grant"),
    acts={
        "apply": Applied,
        "revise": Revised,
        "withdraw": Withdrawn,
        "check": Checked,
        "approve": Approved,
        "appropriate": Appropriated,
        "release": Released,
        "send-voucher": VoucherSent,
        "check-voucher": VoucherChecked,
        "correct": Corrected,
        "give-back": GivenBack,
        "assess": Assessed,
        "check-assessment": AssessmentChecked,
        "close": Closed,
    },
    said={
        "apply": Bilingual("申请资金", "applied for"),
        "revise": Bilingual("修改申请", "revised"),
        "withdraw": Bilingual("撤回申请", "withdrawn"),
        "check": Bilingual("审核申请", "checked"),
        "approve": Bilingual("审批", "decided on"),
        "appropriate": Bilingual("拨付", "paid out"),
        "release": Bilingual("释放预留资金", "set free"),
        "send-voucher": Bilingual("报送核销凭证", "voucher sent in"),
        "check-voucher": Bilingual("审核凭证", "voucher checked"),
        "correct": Bilingual("审计更正", "corrected after an audit"),
        "give-back": Bilingual("退回结余", "given back"),
        "assess": Bilingual("报送绩效自评", "self-assessment sent in"),
        "check-assessment": Bilingual("审核绩效自评", "self-assessment checked"),
        "close": Bilingual("办结", "closed"),
    },
    stages=STAGES,
    follow=follow,
    face=face,
)
