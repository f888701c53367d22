"""A grant from its application to its close: by different people, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

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
    PAY,
    PAY_REST,
    RESULTS,
    SEND,
    TERMS,
    TODAY,
    USED,
    acts,
    by,
)
from lianxi.governance.authority import Refused
from lianxi.governance.road.grant import GRANT, follow
from lianxi.governance.road.grant_acts import (
    Assessed,
    AssessmentChecked,
    Corrected,
    Released,
    Revised,
    VoucherChecked,
    Withdrawn,
)
from lianxi.governance.road.grant_state import Grant
from lianxi.governance.road.performance import Result, Target
from lianxi.governance.road.procedure import fold
from lianxi.kernel.bilingual import same


def state(*done: object) -> Grant:
    """What things that may be done come to."""
    found = fold(GRANT, acts(*done))
    assert found is not None
    return found


def why(*done: object) -> str:
    """Why the last of some things can't be done."""
    *before, last = acts(*done)
    outcome = follow(fold(GRANT, before), last)
    assert isinstance(outcome, Refused), outcome
    assert outcome.reason.zh
    return outcome.reason.en


def test_the_whole_way() -> None:
    done = state(*USED, BACK, ASSESS, ASSESSED)
    assert (done.paid, done.spent, done.given_back, done.left) == (
        300_000,
        150_000,
        50_000,
        100_000,
    )
    more = replace(SEND, voucher="V-002", amount=100_000)
    done = state(*USED, BACK, ASSESS, ASSESSED, more, VoucherChecked("V-002", "accepted"), CLOSE)
    assert (done.stage, done.left) == ("closed", 0)
    assert done.score == 500 + 150 + 200 + 83  # 250,000 of 300,000 used: 8.33 of 10 points
    assert GRANT.face(done).duties == ()


def test_what_an_audit_does_not_let_stand_is_open_again() -> None:
    rest = replace(SEND, voucher="V-002", amount=100_000)
    accepted = VoucherChecked("V-002", "accepted")
    ended = (*USED, BACK, rest, accepted, ASSESS, ASSESSED, CLOSE)
    assert state(*ended).stage == "closed"
    corrected = state(*ended, Corrected("V-001", 120_000, "审〔2027〕1号", "票据不合规"))
    assert (corrected.stage, corrected.left) == ("granted", 30_000)
    assert [duty.what for duty in GRANT.face(corrected).duties] == ["give-back"]
    again = state(*ended, Corrected("V-001", 0, "审〔2027〕1号", "不合规"), replace(SEND, amount=9))
    assert [each.accepted for each in again.vouchers] == [100_000, 0]


@pytest.mark.parametrize(
    ("done", "reason"),
    [
        ((by(PASS),), "a dossier begins with this"),
        ((APPLY, APPLY), "the dossier has begun already"),
        ((replace(APPLY, terms=replace(TERMS, title=same(" "))),), "say what it is called"),
        ((replace(APPLY, terms=replace(TERMS, content="")),), "say why, and what is to be done"),
        ((replace(APPLY, terms=replace(TERMS, amount=0)),), "the amount is more than zero"),
        (
            (replace(APPLY, terms=replace(TERMS, ends=date(2026, 1, 1))),),
            "it ends on 1 January 2026, before it begins on 2 March 2026",
        ),
        ((replace(APPLY, terms=replace(TERMS, targets=())),), "fill in the table of targets"),
        (
            (replace(APPLY, terms=replace(TERMS, targets=(Target("quantity", "x", "1", 80),))),),
            (
                "the points of the targets should come to 90 (with 10 for the use of the money); "
                "they come to 80"
            ),
        ),
        (
            (replace(APPLY, terms=replace(TERMS, targets=(Target("beauty", "x", "1", 90),))),),
            "target 1 is not whole: it needs a kind, what is counted and what is planned",
        ),
        (
            (APPLY, by(PASS, who="boatman")),
            "you entered the application: somebody else checks it",
        ),
        ((APPLY, replace(PASS, outcome="returned")), "say why"),
        ((APPLY, replace(PASS, outcome="maybe")), "“maybe” is no outcome here"),
        ((APPLY, APPROVE), "it is at “being checked”: this can't be done now"),
        (
            (APPLY, PASS, by(APPROVE, who="finance-1")),
            "entering, checking and approving are done by different people; you did one of them",
        ),
        (
            (APPLY, PASS, replace(APPROVE, parts=(300_000, 1))),
            "the instalments come to 3000.01: more than zero and at most the 3000.00 applied for",
        ),
        (
            (APPLY, PASS, replace(APPROVE, parts=(300_001, -1))),
            "the instalments come to 3000.00: more than zero and at most the 3000.00 applied for",
        ),
        ((APPLY, PASS, replace(APPROVE, document=" ")), "give the number of the document"),
        ((APPLY, PASS, replace(APPROVE, outcome="refused", note="")), "say why"),
        (
            (APPLY, PASS, APPROVE, by(PAY, who="secretary")),
            "you entered the approval: somebody else pays it out",
        ),
        (
            (APPLY, PASS, APPROVE, replace(PAY, amount=200_001)),
            "at most 2000.00 can be paid for instalment 1",
        ),
        ((APPLY, PASS, APPROVE, replace(PAY, part=3)), "there is no instalment 3 to be paid out"),
        ((*PAID, PAY), "there is no instalment 1 to be paid out"),
        (
            (APPLY, PASS, APPROVE, replace(PAY, day=TODAY + timedelta(days=9))),
            "11 March 2026 is still to come",
        ),
        (
            (APPLY, PASS, APPROVE, SEND),
            "it is at “approved, to be paid out”: this can't be done now",
        ),
        (
            (*PAID, replace(SEND, amount=200_001)),
            "2000.00 is not accounted for yet: 2000.01 can't be accounted for or given back",
        ),
        (
            (*PAID, SEND, replace(SEND, voucher="V-002", amount=50_001)),
            "500.00 is not accounted for yet: 500.01 can't be accounted for or given back",
        ),
        ((*PAID, SEND, SEND), "voucher “V-001” was sent in before"),
        ((*PAID, SEND, ACCEPT, SEND), "voucher “V-001” was sent in before"),
        (
            (*PAID, replace(SEND, day=date(2026, 3, 1))),
            "it was spent on 1 March 2026, before the first payment on 2 March 2026",
        ),
        (
            (*PAID, SEND, by(ACCEPT, who="boatman")),
            "you entered the voucher: somebody else checks it",
        ),
        ((*PAID, ACCEPT), "there is no voucher “V-001”"),
        ((*PAID, SEND, ACCEPT, ACCEPT), "voucher “V-001” was checked already"),
        (
            (*PAID, SEND, replace(BACK, amount=50_001)),
            "500.00 is not accounted for yet: 500.01 can't be accounted for or given back",
        ),
        ((*PAID, BACK, replace(BACK, amount=1)), "voucher “B-001” was sent in before"),
        ((*PAID, Assessed(RESULTS[:2], "x")), "each of the 3 targets is to be assessed"),
        (
            (*PAID, Assessed((Result("1", 501), *RESULTS[1:]), "x")),
            "the score of target 1 is from 0 to 50",
        ),
        (
            (*PAID, Assessed((Result("1", 499), *RESULTS[1:]), "x")),
            "target 1 was not reached in full: say why",
        ),
        (
            (*PAID, ASSESS, by(ASSESSED, who="boatman")),
            "you entered the assessment: somebody else checks it",
        ),
        ((*PAID, ASSESS, AssessmentChecked("returned")), "say why"),
        ((*PAID, CLOSE), "there are instalments that are not paid out yet"),
        ((*PAID, PAY_REST, SEND, CLOSE), "there are vouchers that wait to be checked"),
        ((*USED, CLOSE), "1500.00 is neither accounted for nor given back"),
        ((*USED, replace(BACK, amount=150_000), CLOSE), "its self-assessment was not accepted yet"),
        (
            (*USED, Corrected("V-001", 150_000, "审1号", "x")),
            "what stands is from zero up to less than 1500.00",
        ),
        ((*USED, Corrected("V-001", 1, "", "x")), "give the number of the document"),
        ((APPLY, Withdrawn("不办了"), PASS), "it ended on 3 March 2026: withdrawn"),
    ],
)
def test_what_can_t_be_done_is_refused_with_its_reason(
    done: tuple[object, ...], reason: str
) -> None:
    assert why(*done) == reason


def test_a_return_goes_back_to_whoever_applied_and_is_checked_anew() -> None:
    back = state(APPLY, replace(PASS, outcome="returned", note="补测算"))
    assert [duty.who for duty in GRANT.face(back).duties] == [APPLY.by]
    less = replace(TERMS, amount=90_000)
    again = state(
        APPLY,
        replace(PASS, outcome="returned", note="补测算"),
        Revised(less, "boats", "减少金额"),
    )
    assert (again.stage, again.body, again.terms.amount) == ("checking", "boats", 90_000)
    assert why(APPLY, Revised(TERMS, "council", "x")) == "nothing is changed by it"
    assert why(APPLY, Revised(less, "council", " ")) == "say why"


def test_what_is_not_paid_out_is_set_free_and_the_grant_ends_where_nothing_was() -> None:
    free = (Released(1, "停办"), Released(2, "停办"))
    assert state(APPLY, PASS, APPROVE, *free).ended is not None
    assert state(*PAID, Released(2, "停办")).stage == "granted"
