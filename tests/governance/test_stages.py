"""Every stage of every procedure: who has it on the desk, or why it may rest."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from fund_years import OF_YEARS
from fund_years import acts as year_acts
from granting import (
    ACCEPT,
    APPLY,
    APPROVE,
    ASSESS,
    ASSESSED,
    BACK,
    CLOSE,
    PAID,
    PASS,
    SEND,
)
from granting import acts as grant_acts
from lianxi.governance.road.act import Act, Enclosure
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.agreement_acts import (
    BrokenDown,
    CommentSettled,
    Dropped,
    Row,
)
from lianxi.governance.road.call import CALL
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import (
    ClosureAsked,
    LeadReviewed,
    Paused,
    RequestDrafted,
    RequestSigned,
    Reviewed,
    SlipAnswered,
    SlipIssued,
)
from lianxi.governance.road.consultation import CONSULTATION
from lianxi.governance.road.consultation_acts import Closed, Comment, Opened, Replied
from lianxi.governance.road.fund_year import FUND_YEAR
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_acts import Approved, Checked, Released
from lianxi.governance.road.grant_acts import Withdrawn as NotWanted
from lianxi.governance.road.paper import PAPER
from lianxi.governance.road.paper_acts import Issued
from lianxi.governance.road.paper_acts import Withdrawn as TakenBack
from lianxi.governance.road.procedure import AnyProcedure, fold
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.proposal_acts import (
    CallClosed,
    Called,
    CosignAsked,
    Proposed,
    Resolved,
    Settled,
    Tabled,
    Terms,
    Withdrawn,
)
from lianxi.governance.road.round import ROUND
from lianxi.governance.road.round_acts import BookReceived, RoundClosed, RoundOpened
from lianxi.governance.road.sitting import SITTING
from lianxi.governance.road.sitting_acts import Cancelled, MinutesObjected
from lianxi.kernel.bilingual import same
from lianxi.portal.dossiers.procedures import PROCEDURES
from notices import STAGES as OF_NOTICES
from notices import acts as notice_acts
from pier import COMMENT, DRAFT, END, FORCED, SETTLED, SIGN_E, SIGNED, TEXT, WRITE
from pier import acts as text_acts
from road import DAY, EASTON, NORHAM, WESTON, undertaken
from settling import STAGES as OF_SETTLEMENTS
from settling import acts as settlement_acts
from sittings import ADOPTED, EAST, OPEN, PIERS, WEST, confirmed
from sittings import DRAFT as MINUTES
from sittings import SIGNED as SIGNED_MINUTES
from sittings import acts as sitting_acts

# What is open and owes nothing to anybody, by kind and stage, and why that may be.
RESTS = {
    ("agreement", "in force"): "all that binds is broken down; it holds until it is changed",
    ("commitment", "open"): "it is paused for a stated reason, and not asked about meanwhile",
}

DUE = DAY.date() + timedelta(days=3)
FILE = Enclosure("表.xlsx", "xlsx", "sha256:0", 3)
CALLED = Called(same("Topics wanted"), "请报送", "council", (EASTON,), DUE)
PROPOSED = Proposed(
    EASTON, "council", Terms(same("Piers"), "boats", EASTON, (), "", "修码头"), "", ("moot",)
)
ASKED = Opened(same("Asked"), "proposal/1", "见附件", "council", (EASTON,), DUE)
AMEND = Replied(EASTON, "amend", (Comment("", "加上经费"),))
ROUND_OPENED = RoundOpened(same("Spring"), "2026Q1", "council", DUE, ("commitment/1",))
ISSUED = Issued("plan", "湖合办〔2026〕1号", same("Plan"), "council", (EASTON,), FILE)
SLIP = SlipIssued("未报", DUE, "秘书长")
REQUEST = (RequestDrafted("council", "请协调"), RequestSigned(1, "王", "秘书长"))
EVIDENCE = ClosureAsked("修好了")
PARTS = tuple(
    Row("piers", party, task, f"commitment/{n}")
    for n, (party, task) in enumerate(
        [(p, t) for p in (EASTON, WESTON) for t in ("staff", "timber")], 1
    )
)
BROKEN = BrokenDown((*PARTS, Row("lamps", "", "", "commitment/5")))


def daily(*done: object) -> list[Act[object]]:
    """Things done, one a day."""
    return [Act(what, DAY + timedelta(days=n), "li") for n, what in enumerate(done)]


def text(*done: object) -> list[Act[object]]:
    return text_acts(DRAFT, *done)


Acts = Callable[..., list[Act[object]]]

GRANTS: list[tuple[list[object], str, str]] = [
    ([APPLY], "checking", "check-application"),
    ([APPLY, Checked("returned", "x")], "returned", "revise"),
    ([APPLY, PASS], "approving", "approve"),
    ([APPLY, PASS, APPROVE], "approved", "appropriate"),
    ([*PAID], "granted", "account-for appropriate assess"),
    ([*PAID, SEND], "granted", "account-for appropriate assess check-voucher"),
    ([*PAID, SEND, BACK, ACCEPT], "granted", "appropriate assess"),
    ([*PAID, ASSESS], "assessed", "account-for appropriate check-assessment"),
    ([*PAID, ASSESS, ASSESSED], "granted", "appropriate give-back"),
    ([*PAID, Released(2, "x"), SEND, BACK, ACCEPT, ASSESS, ASSESSED], "granted", "close"),
    ([*PAID, Released(2, "x"), SEND, BACK, ACCEPT, ASSESS, ASSESSED, CLOSE], "closed", ""),
    ([APPLY, PASS, Approved("refused", note="x")], "refused", ""),
    ([APPLY, NotWanted("x")], "withdrawn", ""),
]

# kind, how its acts are dated, what was done, its stage, and what is owed then.
CASES: list[tuple[AnyProcedure, Acts, list[object], str, str]] = [
    (CALL, daily, [CALLED], "open", "close propose"),
    (CALL, daily, [CALLED, *[None] * 4, CallClosed()], "closed", ""),
    (PROPOSAL, daily, [PROPOSED], "settling", "settle"),
    (PROPOSAL, daily, [PROPOSED, CosignAsked((NORHAM,), DUE)], "cosigning", "cosign settle"),
    (PROPOSAL, daily, [PROPOSED, Settled("moot", "returned", "x")], "returned", "revise"),
    (PROPOSAL, daily, [PROPOSED, Settled("moot", "agreed")], "settled", "decide"),
    (PROPOSAL, daily, [PROPOSED, Tabled("sitting/1", 1)], "tabled", "decide"),
    *(
        (
            PROPOSAL,
            daily,
            [PROPOSED, Tabled("sitting/1", 1), Resolved("sitting/1", outcome)],
            outcome,
            owed,
        )
        for outcome, owed in (("deferred", "decide"), ("adopted", ""), ("adopted in principle", ""))
    ),
    (PROPOSAL, daily, [PROPOSED, Withdrawn("x")], "withdrawn", ""),
    (CONSULTATION, daily, [ASKED], "open", "answer close"),
    (CONSULTATION, daily, [ASKED, AMEND], "open", "weigh"),
    (CONSULTATION, daily, [ASKED, Replied(EASTON, "none")], "open", "close"),
    (CONSULTATION, daily, [ASKED, Replied(EASTON, "none"), Closed()], "closed", ""),
    (SITTING, sitting_acts, [], "convened", "hold reply"),
    (SITTING, sitting_acts, [EAST, WEST], "convened", "hold"),
    (SITTING, sitting_acts, [PIERS, OPEN], "open", "minute"),
    (SITTING, sitting_acts, [PIERS, OPEN, ADOPTED, MINUTES], "minutes", "confirm minute"),
    (
        SITTING,
        sitting_acts,
        [PIERS, OPEN, ADOPTED, MINUTES, *(MinutesObjected(p, "x") for p in (EASTON, WESTON))],
        "minutes",
        "minute",
    ),
    (
        SITTING,
        sitting_acts,
        [PIERS, OPEN, ADOPTED, MINUTES, *confirmed(EASTON, WESTON), SIGNED_MINUTES],
        "concluded",
        "",
    ),
    (SITTING, sitting_acts, [Cancelled("x")], "cancelled", ""),
    (AGREEMENT, text, [], "draft", "settle-text"),
    (AGREEMENT, text, [WRITE, COMMENT], "draft", "weigh"),
    (AGREEMENT, text, [WRITE, COMMENT, CommentSettled(1, "not", "x")], "draft", "settle-text"),
    (AGREEMENT, text, [*SETTLED, SIGN_E], "signing", "sign"),
    (AGREEMENT, text, SIGNED, "signed", "bring-in"),
    (AGREEMENT, text, FORCED, "in force", "break-down"),
    (AGREEMENT, text, [*FORCED, BROKEN], "in force", ""),
    (AGREEMENT, text, [*TEXT, Dropped("x")], "dropped", ""),
    (AGREEMENT, text, [*FORCED, BROKEN, END], "ended", ""),
    (COMMITMENT, daily, [undertaken()], "open", "do"),
    (COMMITMENT, daily, [undertaken(), SLIP], "open", "do explain"),
    (COMMITMENT, daily, [undertaken(), SLIP, SlipAnswered(1, "x")], "open", "close-slip do"),
    (COMMITMENT, daily, [undertaken(), REQUEST[0]], "open", "do sign-request"),
    (COMMITMENT, daily, [undertaken(), *REQUEST], "open", "coordinate do"),
    (COMMITMENT, daily, [undertaken(), Paused("x")], "open", ""),
    (COMMITMENT, daily, [undertaken(), EVIDENCE], "review", "review-lead"),
    (COMMITMENT, daily, [undertaken(), EVIDENCE, LeadReviewed(agrees=True)], "review", "review"),
    (
        COMMITMENT,
        daily,
        [undertaken(), EVIDENCE, LeadReviewed(agrees=True), Reviewed("closed", "", "主任")],
        "ended",
        "",
    ),
    (ROUND, daily, [ROUND_OPENED], "open", "close"),
    (ROUND, daily, [ROUND_OPENED, BookReceived(EASTON, FILE, 1)], "open", "enter"),
    (ROUND, daily, [ROUND_OPENED, RoundClosed()], "closed", ""),
    *((FUND_YEAR, year_acts, *case) for case in OF_YEARS),
    *((GRANT, grant_acts, *case) for case in GRANTS),
    (PAPER, daily, [ISSUED], "issued", ""),
    (PAPER, daily, [ISSUED, TakenBack("x")], "withdrawn", ""),
    *((procedure, notice_acts, done, stage, owed) for procedure, done, stage, owed in OF_NOTICES),
    *((kind, settlement_acts, done, stage, owed) for kind, done, stage, owed in OF_SETTLEMENTS),
]


@pytest.mark.parametrize(("procedure", "dated", "done", "stage", "owed"), CASES)
def test_an_open_stage_is_on_somebody_s_desk(
    procedure: AnyProcedure, dated: Acts, done: list[object], stage: str, owed: str
) -> None:
    acts = [act for act in dated(*done) if act.what is not None]
    state: Any = fold(procedure, acts)
    face = procedure.face(state)
    assert (face.stage, " ".join(sorted({duty.what for duty in face.duties}))) == (stage, owed)
    if not owed:
        assert face.ended is not None or (procedure.name, stage) in RESTS


def test_every_stage_there_is_has_its_case() -> None:
    there = {(each.name, stage) for each in PROCEDURES.values() for stage in each.stages}
    assert {(procedure.name, stage) for procedure, _, _, stage, _ in CASES} == there
    assert RESTS.keys() < there
