"""The money of a grant: paid out, accounted for, given back, assessed, corrected, closed."""

from dataclasses import replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import grant_words as words
from lianxi.governance.road.act import Act
from lianxi.governance.road.grant_acts import (
    Appropriated,
    Assessed,
    AssessmentChecked,
    Closed,
    Corrected,
    GivenBack,
    Released,
    VoucherChecked,
    VoucherSent,
)
from lianxi.governance.road.grant_state import (
    ACCEPTANCE,
    Assessment,
    Grant,
    Part,
    Voucher,
    unfinished,
    yuan,
)
from lianxi.governance.road.performance import wrong
from lianxi.kernel.period import in_words


def appropriated(state: Grant, what: Appropriated, act: Act[object]) -> Grant | Refused:
    """An instalment is paid out, by somebody else than whoever entered the approval."""
    part = _open_part(state, what.part)
    if part is None:
        return Refused(words.NO_PART.fill(n=what.part))
    if state.approval is not None and act.by == state.approval[2]:
        return Refused(words.OWN_PAYMENT)
    if not 0 < what.amount <= part.amount:
        return Refused(words.OVER_PART.fill(n=what.part, amount=yuan(part.amount)))
    if not what.document.strip():
        return Refused(words.NO_DOCUMENT)
    if what.day > act.day:
        return Refused(words.TO_COME.fill(day=in_words(what.day)))
    return _with_part(state, what.part, replace(part, paid=what))


def released(state: Grant, what: Released, act: Act[object]) -> Grant | Refused:
    """What was set aside is free; where nothing was ever paid and nothing is left, it ends."""
    part = _open_part(state, what.part)
    if part is None:
        return Refused(words.NO_PART.fill(n=what.part))
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    state = _with_part(state, what.part, replace(part, released=act.day))
    over = not state.paid and not any(each.open for each in state.parts)
    return replace(state, ended=act.day) if over else state


def _open_part(state: Grant, n: int) -> Part | None:
    if not 1 <= n <= len(state.parts) or not state.parts[n - 1].open:
        return None
    return state.parts[n - 1]


def _with_part(state: Grant, n: int, part: Part) -> Grant:
    return replace(state, parts=(*state.parts[: n - 1], part, *state.parts[n:]))


def voucher_sent(state: Grant, what: VoucherSent, act: Act[object]) -> Grant | Refused:
    """A voucher; one that was returned may be sent in again under its number."""
    if not what.voucher.strip():
        return Refused(words.NO_VOUCHER)
    before = {each.sent.voucher: each for each in state.vouchers}.get(what.voucher)
    if before is not None and (before.open or before.accepted):
        return Refused(words.VOUCHER_TWICE.fill(voucher=what.voucher))
    waiting = sum(each.sent.amount for each in state.vouchers if each.open)
    if not 0 < what.amount <= state.left - waiting:
        left = yuan(state.left - waiting)
        return Refused(words.MORE.fill(left=left, amount=yuan(what.amount)))
    no = _untimely(state, what.day, act.day)
    if no is not None:
        return no
    others = tuple(each for each in state.vouchers if each is not before)
    return replace(state, vouchers=(*others, Voucher(what, act.day, act.by)))


def _untimely(state: Grant, day: date, today: date) -> Refused | None:
    """Whether something is said to have happened before the money was there, or is to come."""
    paid = state.first_paid
    if paid is not None and day < paid:
        return Refused(words.BEFORE_PAID.fill(day=in_words(day), paid=in_words(paid)))
    return Refused(words.TO_COME.fill(day=in_words(day))) if day > today else None


def voucher_checked(state: Grant, what: VoucherChecked, act: Act[object]) -> Grant | Refused:
    """A voucher is accepted or returned, by somebody else than whoever sent it."""
    of = {each.sent.voucher: each for each in state.vouchers}.get(what.voucher)
    if of is None:
        return Refused(words.NO_SUCH_VOUCHER.fill(voucher=what.voucher))
    if what.outcome not in ACCEPTANCE:
        return Refused(words.NO_OUTCOME.fill(word=what.outcome))
    if not of.open:
        return Refused(words.VOUCHER_DONE.fill(voucher=what.voucher))
    if act.by == of.by:
        return Refused(words.OWN_VOUCHER)
    if what.outcome != "accepted" and not what.note.strip():
        return Refused(words.WHY_NOT)
    return _with_voucher(state, of, replace(of, checked=what))


def corrected(state: Grant, what: Corrected, act: Act[object]) -> Grant | Refused:
    """What an audit did not let stand is open again: to be accounted for, or given back."""
    of = {each.sent.voucher: each for each in state.vouchers}.get(what.voucher)
    if of is None:
        return Refused(words.NO_SUCH_VOUCHER.fill(voucher=what.voucher))
    if not of.accepted:
        return Refused(words.NOT_ACCEPTED.fill(voucher=what.voucher))
    if not 0 <= what.stands < of.accepted:
        return Refused(words.STANDS.fill(amount=yuan(of.accepted)))
    if not what.document.strip():
        return Refused(words.NO_DOCUMENT)
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    made = replace(of, corrected=(*of.corrected, (what, act.day)))
    return replace(_with_voucher(state, of, made), ended=None)


def _with_voucher(state: Grant, old: Voucher, new: Voucher) -> Grant:
    return replace(state, vouchers=tuple(new if v is old else v for v in state.vouchers))


def given_back(state: Grant, what: GivenBack, act: Act[object]) -> Grant | Refused:
    """What was not needed came back."""
    waiting = sum(each.sent.amount for each in state.vouchers if each.open)
    if not 0 < what.amount <= state.left - waiting:
        left = yuan(state.left - waiting)
        return Refused(words.MORE.fill(left=left, amount=yuan(what.amount)))
    if not what.voucher.strip():
        return Refused(words.NO_VOUCHER)
    if any(each.voucher == what.voucher for each, _ in state.back):
        return Refused(words.VOUCHER_TWICE.fill(voucher=what.voucher))
    no = _untimely(state, what.day, act.day)
    return no or replace(state, back=(*state.back, (what, act.day)))


def assessed(state: Grant, what: Assessed, act: Act[object]) -> Grant | Refused:
    """The self-assessment, a result for each target."""
    if state.assessed:
        return Refused(words.NOT_NOW.fill(stage=words.ASSESSED))
    no = wrong(state.terms.targets, what.results)
    if no is not None:
        return no
    made = Assessment(what, act.day, act.by)
    return replace(state, assessments=(*state.assessments, made))


def assessment_checked(state: Grant, what: AssessmentChecked, act: Act[object]) -> Grant | Refused:
    """It is accepted or returned, by somebody else than whoever sent it."""
    last = state.assessment
    if last is None or what.outcome not in ACCEPTANCE:
        return Refused(words.NO_OUTCOME.fill(word=what.outcome))
    if act.by == last.by:
        return Refused(words.OWN_ASSESSMENT)
    if what.outcome != "accepted" and not what.note.strip():
        return Refused(words.WHY_NOT)
    made = replace(last, checked=what)
    return replace(state, assessments=(*state.assessments[:-1], made))


def closed(state: Grant, _: Closed, act: Act[object]) -> Grant | Refused:
    """Everything is accounted for and assessed."""
    no = unfinished(state)
    return no if no is not None else replace(state, ended=act.day)
