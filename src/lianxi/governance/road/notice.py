"""A payment notice (缴款通知): drafted, issued by somebody else, paid in, waived, reminded, closed.

What is owed follows from its acts alone: what each party is asked for, less what it has paid and
what it was let off. That it is overdue is no stage; it follows from the day that is asked about.
Nobody is reminded by a clock: once the day is over it is on the desk of whoever keeps the fund.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import notice_words as words
from lianxi.governance.road.act import Act
from lianxi.governance.road.notice_acts import (
    Closed,
    Drafted,
    Issued,
    Paid,
    Reminded,
    Returned,
    Revised,
    TakenBack,
    Terms,
    Waived,
    Withdrawn,
)
from lianxi.governance.road.notice_state import Notice, Payment, Reminder, yuan
from lianxi.governance.road.paper import NUMBER
from lianxi.governance.road.procedure import BEGIN, BEGUN, ONE_DAY, Duty, Face, Procedure
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words
from lianxi.kernel.quantity import fits


def follow(state: Notice | None, act: Act[object]) -> Notice | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Drafted):
        return _drafted(what, act) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.withdrawn is not None:
        return Refused(words.WITHDRAWN.fill(day=in_words(state.withdrawn[1])))
    if isinstance(what, OF_A_DRAFT) and state.issued is not None:
        return Refused(words.NOT_A_DRAFT.fill(day=in_words(state.issued[1])))
    if not isinstance(what, OF_A_DRAFT) and state.issued is None:
        return Refused(words.NOT_ISSUED)
    return _NEXT[type(what)](state, what, act)


def _drafted(what: Drafted, act: Act[object]) -> Notice | Refused:
    wrong = _wrong(what.terms)
    return Refused(wrong) if wrong else Notice(what.terms, act.day, act.by, act.day)


def _wrong(terms: Terms) -> Bilingual | None:
    """What is wrong with the terms in themselves."""
    if not terms.title.zh.strip():
        return words.NO_TITLE
    if not terms.lines:
        return words.NO_LINES
    if len({line.party for line in terms.lines}) < len(terms.lines):
        return words.PARTY_TWICE
    if any(line.amount < 0 for line in terms.lines):
        return words.BELOW_ZERO
    for n, line in enumerate(terms.lines, 1):
        if line.computed not in (None, line.amount) and not line.reason.strip():
            return words.ADJUSTED_WHY.fill(n=n)
    sum_ = sum(line.amount for line in terms.lines)
    if not sum_:
        return words.NOTHING_ASKED
    if not fits(sum_):
        return words.TOO_LARGE
    return None if terms.pay_to.strip() else words.NO_ACCOUNT


def _revised(state: Notice, what: Revised, act: Act[object]) -> Notice | Refused:
    """A new version; whoever makes it may not issue it."""
    if what.terms == state.terms:
        return Refused(words.NOTHING_CHANGED)
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    wrong = _wrong(what.terms)
    if wrong is not None:
        return Refused(wrong)
    new = {"terms": what.terms, "drafted_by": act.by, "drafted": act.day, "returned": None}
    return replace(state, **new, versions=state.versions + 1)  # type: ignore[arg-type]


def _returned(state: Notice, what: Returned, act: Act[object]) -> Notice | Refused:
    if state.returned is not None:
        return Refused(words.RETURNED.fill(day=in_words(state.returned[1])))
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    return replace(state, returned=(what, act.day))


def _withdrawn(state: Notice, what: Withdrawn, act: Act[object]) -> Notice | Refused:
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    return replace(state, withdrawn=(what, act.day))


def _issued(state: Notice, what: Issued, act: Act[object]) -> Notice | Refused:
    if state.returned is not None:
        return Refused(words.RETURNED.fill(day=in_words(state.returned[1])))
    if act.by == state.drafted_by:
        return Refused(words.FOUR_EYES)
    if not NUMBER.fullmatch(what.number):
        return Refused(words.NO_NUMBER.fill(number=what.number))
    if what.pay_by < act.day:
        return Refused(words.OVER.fill(day=in_words(what.pay_by)))
    return replace(state, issued=(what, act.day))


def _paid(state: Notice, what: Paid, act: Act[object]) -> Notice | Refused:
    """A payment, also one that comes in after the notice was closed with arrears."""
    if not what.voucher.strip():
        return Refused(words.NO_VOUCHER)
    for n, each in enumerate(state.payments, 1):
        if each.paid.voucher == what.voucher and each.taken_back is None:
            return Refused(words.VOUCHER_TWICE.fill(voucher=what.voucher, n=n))
    if what.day > act.day:
        return Refused(words.NOT_YET.fill(day=in_words(what.day)))
    wrong = _too_much(state, what.party, what.amount)
    if wrong is not None:
        return Refused(wrong)
    use = 1 + sum(each.paid.voucher == what.voucher for each in state.payments)
    payments = (*state.payments, Payment(what, act.day, use))
    return _counted(replace(state, payments=payments), act.day)


def _too_much(state: Notice, party: str, amount: int) -> Bilingual | None:
    """Why a party can't have paid, or be let off, so much; None where it can."""
    if all(line.party != party for line in state.terms.lines):
        return words.NOT_ASKED
    if amount <= 0:
        return words.NO_AMOUNT
    left = state.left_of(party)
    if amount > left:
        return words.TOO_MUCH.fill(left=yuan(left), amount=yuan(amount))
    return None


def _taken_back(state: Notice, what: TakenBack, act: Act[object]) -> Notice | Refused:
    """A payment counts no more; where the notice was closed, it is open again."""
    if not 1 <= what.payment <= len(state.payments):
        return Refused(words.NO_PAYMENT.fill(n=what.payment))
    payment = state.payments[what.payment - 1]
    if payment.taken_back is not None:
        day = in_words(payment.taken_back[1])
        return Refused(words.TAKEN_BACK.fill(n=what.payment, day=day))
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    payments = list(state.payments)
    payments[what.payment - 1] = replace(payment, taken_back=(what, act.day))
    return replace(state, payments=tuple(payments), settled=None, closed=None)


def _waived(state: Notice, what: Waived, act: Act[object]) -> Notice | Refused:
    if not what.why.strip():
        return Refused(words.WHY_NOT)
    if not what.number.strip():
        return Refused(words.NO_DOCUMENT)
    wrong = _too_much(state, what.party, what.amount)
    if wrong is not None:
        return Refused(wrong)
    return _counted(replace(state, waived=(*state.waived, (what, act.day))), act.day)


def _counted(state: Notice, day: date) -> Notice:
    """With the day on which all of it was in, where it is."""
    return replace(state, settled=None if state.left else day)


def _reminded(state: Notice, what: Reminded, act: Act[object]) -> Notice | Refused:
    assert state.issued is not None
    if state.closed is not None:
        return Refused(words.CLOSED.fill(day=in_words(state.closed[1])))
    if not state.left:
        return Refused(words.NOTHING_LEFT)
    pay_by = state.issued[0].pay_by
    if act.day <= pay_by:
        return Refused(words.NOT_OVER.fill(day=in_words(pay_by)))
    if not NUMBER.fullmatch(what.number):
        return Refused(words.NO_NUMBER.fill(number=what.number))
    if any(each.reminded.number == what.number for each in state.reminders):
        return Refused(words.REMINDED_TWICE.fill(number=what.number))
    if what.by < act.day:
        return Refused(words.OVER.fill(day=in_words(what.by)))
    left = tuple((party, state.left_of(party)) for party in state.owing)
    return replace(state, reminders=(*state.reminders, Reminder(what, act.day, left)))


def _closed(state: Notice, what: Closed, act: Act[object]) -> Notice | Refused:
    if state.closed is not None:
        return Refused(words.CLOSED.fill(day=in_words(state.closed[1])))
    if state.left and not what.why.strip():
        return Refused(words.ARREARS_WHY.fill(left=yuan(state.left)))
    return replace(state, closed=(what, act.day))


OF_A_DRAFT = (Revised, Returned, Withdrawn, Issued)
_NEXT: Mapping[type[object], Callable[..., Notice | Refused]] = {
    Revised: _revised,
    Returned: _returned,
    Withdrawn: _withdrawn,
    Issued: _issued,
    Paid: _paid,
    TakenBack: _taken_back,
    Waived: _waived,
    Reminded: _reminded,
    Closed: _closed,
}


def face(state: Notice) -> Face:
    """What a notice amounts to; all of one fund and year belong together."""
    ended = state.withdrawn or state.closed
    return Face(
        state.terms.title,
        state.stage,
        state.since,
        matter=matter_of(state.terms.fund, state.terms.year),
        body=state.terms.body,
        parties=tuple(line.party for line in state.terms.lines),
        due=state.issued[0].pay_by if state.issued else state.terms.pay_by,
        ended=ended[1] if ended else None,
        duties=() if ended else tuple(_duties(state)),
    )


def matter_of(fund: str, year: int) -> str:
    """What the notices of a fund for a year belong to."""
    return f"{fund}/{year}"


def _duties(state: Notice) -> Iterator[Duty]:
    """The office issues it, whoever is asked pays, whoever keeps the fund collects and closes."""
    keeper = f"fund:{state.terms.fund}"
    if state.issued is None:
        if state.returned is not None:
            yield Duty("revise-notice", keeper, state.returned[1])
        else:
            yield Duty("issue-notice", f"body:{state.terms.body}", state.drafted)
        return
    if state.settled is not None:
        yield Duty("close", keeper, state.settled)
        return
    pay_by = state.issued[0].pay_by
    for party in state.owing:
        yield Duty("pay-in", party, state.issued[1], pay_by)
    asked_again = state.reminders[-1].reminded.by if state.reminders else pay_by
    yield Duty("collect", keeper, asked_again + ONE_DAY)


NOTICE: Procedure[Notice] = Procedure(
    "notice",
    Bilingual("缴款通知", "payment notice"),
    acts={
        "draft": Drafted,
        "revise": Revised,
        "return": Returned,
        "withdraw": Withdrawn,
        "issue": Issued,
        "pay": Paid,
        "take-back": TakenBack,
        "waive": Waived,
        "remind": Reminded,
        "close": Closed,
    },
    said={
        "draft": Bilingual("拟制通知", "drafted"),
        "revise": Bilingual("修改通知", "revised"),
        "return": Bilingual("退回修改", "returned"),
        "withdraw": Bilingual("撤回", "withdrawn"),
        "issue": Bilingual("印发", "issued"),
        "pay": Bilingual("登记缴款", "payment entered"),
        "take-back": Bilingual("冲回缴款", "payment taken back"),
        "waive": Bilingual("减免", "waived"),
        "remind": Bilingual("发催缴函", "reminded"),
        "close": Bilingual("办结", "closed"),
    },
    stages={
        "drafted": Bilingual("待印发", "awaits issue"),
        "returned": Bilingual("已退回", "returned"),
        "issued": Bilingual("收缴中", "being paid"),
        "settled": Bilingual("已缴清", "all in"),
        "closed": Bilingual("已办结", "closed"),
        "withdrawn": Bilingual("已撤回", "withdrawn"),
    },
    follow=follow,
    face=face,
)
