"""What is paid for a settlement, in and out, and who is reminded of it."""

from dataclasses import replace

from lianxi.governance.authority import Refused
from lianxi.governance.road import settlement_words as words
from lianxi.governance.road.act import Act
from lianxi.governance.road.paper import NUMBER
from lianxi.governance.road.settlement_acts import Paid, Reminded, TakenBack
from lianxi.governance.road.settlement_state import WAYS, Payment, Reminder, Settlement
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import in_words
from lianxi.kernel.quantity import Quantity


def paid(state: Settlement, what: Paid, act: Act[object]) -> Settlement | Refused:
    """A payment in or out, up to what is open; by a voucher that was not entered before."""
    if not state.terms.fund:
        return Refused(words.NO_BOOKS)
    if not what.voucher.strip():
        return Refused(words.NO_VOUCHER)
    number = state.number_of(what.voucher)
    if number:
        return Refused(words.VOUCHER_TWICE.fill(voucher=what.voucher, n=number))
    if what.day > act.day:
        return Refused(words.NOT_YET.fill(day=in_words(what.day)))
    wrong = _too_much(state, what)
    if wrong is not None:
        return Refused(wrong)
    use = 1 + sum(each.paid.voucher == what.voucher for each in state.payments)
    return replace(state, payments=(*state.payments, Payment(what, act.day, use)))


def _too_much(state: Settlement, what: Paid) -> Bilingual | None:
    """Why a party can't have paid, or been paid, so much; None where it can."""
    if what.way not in WAYS:
        return words.NO_WAY
    if what.amount <= 0:
        return words.NO_AMOUNT
    due = state.dues().get((what.party, what.unit), 0)
    left = max(due if what.way == "in" else -due, 0)
    if what.amount <= left:
        return None
    said = words.TOO_MUCH_IN if what.way == "in" else words.TOO_MUCH_OUT
    unit = money_unit(what.unit)
    return said.fill(
        left=grouped(left, what.unit), amount=grouped(what.amount, what.unit), unit=unit
    )


def taken_back(state: Settlement, what: TakenBack, act: Act[object]) -> Settlement | Refused:
    """A payment counts no more; where the settlement was closed, it is open again."""
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
    return replace(state, payments=tuple(payments), closed=None)


def reminded(state: Settlement, what: Reminded, act: Act[object]) -> Settlement | Refused:
    """Whoever owes anything after the day to pay by is asked again."""
    left = tuple((party, unit, n) for (party, unit), n in state.dues().items() if n > 0)
    if not left:
        return Refused(words.NOTHING_LEFT)
    pay_by = state.owed_by
    assert pay_by is not None, "what is owed was approved"
    if act.day <= pay_by:
        return Refused(words.NOT_OVER.fill(day=in_words(pay_by)))
    if not NUMBER.fullmatch(what.number):
        return Refused(words.NO_NUMBER.fill(number=what.number))
    if any(each.reminded.number == what.number for each in state.reminders):
        return Refused(words.REMINDED_TWICE.fill(number=what.number))
    if what.by < act.day:
        return Refused(words.OVER.fill(day=in_words(what.by)))
    return replace(state, reminders=(*state.reminders, Reminder(what, act.day, left)))


def grouped(amount: int, unit: str) -> str:
    """An amount of smallest parts as people write it.

    >>> grouped(5000050, "CNY"), grouped(1500, "t")
    ('50,000.50', '1.500')
    """
    return Quantity(amount, unit).grouped


def money_unit(unit: str) -> Bilingual:
    """What a unit is called after an amount.

    >>> money_unit("CNY").zh, money_unit("t").en
    ('元', 't')
    """
    return YUAN if unit == "CNY" else same(unit)


YUAN = Bilingual("元", "yuan")
