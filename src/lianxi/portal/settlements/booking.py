"""Which act of a settlement is which transfer in the ledger.

Approved, whoever gives owes (`shared` above zero) what whoever takes is owed; what is booked is
the difference to what was booked before, so that a correction books itself. Where the fund itself
gives or takes, it is levied. Paid in, a party owes less and the fund has more; paid out, the other
way round.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lianxi.governance.road.settlement_acts import Line, Paid, Terms
from lianxi.governance.road.settlement_state import Settlement, corrections
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import Account, own
from lianxi.ledger.transfer import Transfer, move
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.shown import called
from lianxi.portal.settlements.naming import line_name, naming
from lianxi.portal.settlements.periods import in_words


def owed(found: Current, state: Settlement, ref: str, number: str, day: date) -> list[Transfer]:
    """What approving the version at hand books: a transfer for each line that is not booked yet."""
    version = len(state.versions)
    made = corrections(booked_lines(state), state.now.worked.lines)
    return [
        replace(
            _owed(found, state.terms, line, day, corrected=state.approved is not None),
            document=number,
            source=ref,
            key=f"{ref}/{version}/{n}",
        )
        for n, line in enumerate(made, 1)
    ]


def booked_lines(state: Settlement) -> Sequence[Line]:
    """The lines that are booked: of the version last approved."""
    return state.approved.worked.lines if state.approved is not None else ()


def _owed(found: Current, terms: Terms, line: Line, day: date, *, corrected: bool) -> Transfer:
    words = (CORRECTED if corrected else OWED).fill(
        rule=called_rule(found, terms.rule),
        period=in_words([line.period]),
        name=line_name(naming(found, terms), line),
        giver=called(found, line.giver),
        taker=called(found, line.taker),
    )
    # The giver owes more, the taker is owed more: it owes less than nothing.
    giver, taker = _side(terms.fund, line.giver), _side(terms.fund, line.taker)
    return move(words, day, line.amount, taker, giver, line.unit)


def _side(fund: str, id_: str) -> Account:
    """Whose account a line moves on one side; another fund owes and is owed like a party."""
    if id_ == f"fund:{fund}":
        return own(fund, "levied")
    return _due(fund, id_)


def _due(fund: str, id_: str) -> Account:
    return Account(fund, id_.removeprefix("fund:"), "shared")


def paid(found: Current, terms: Terms, ref: str, what: Paid, key: str, booked: date) -> Transfer:
    """A payment that came in or went out, on its day."""
    words = (PAID_IN if what.way == "in" else PAID_OUT).fill(
        rule=called_rule(found, terms.rule),
        period=in_words(terms.periods),
        party=called(found, what.party),
    )
    due, cash = _due(terms.fund, what.party), own(terms.fund, "cash")
    source, target = (due, cash) if what.way == "in" else (cash, due)
    made = move(words, what.day, what.amount, source, target, what.unit)
    return replace(made, booked=booked, document=what.voucher, source=ref, key=key)


def called_rule(found: Current, rule: str) -> Bilingual:
    """What a rule is called."""
    return found.package.of("rule", rule)


OWED = Bilingual(
    "{rule}{period}：{giver}应付{taker}（{name}）",
    "{rule}, {period}: {giver} owes {taker} ({name})",
)
CORRECTED = Bilingual(
    "{rule}{period}更正：{giver}应付{taker}（{name}）",
    "{rule}, {period}, corrected: {giver} owes {taker} ({name})",
)
PAID_IN = Bilingual("{rule}{period}：{party}缴入", "{rule}, {period}: paid in by {party}")
PAID_OUT = Bilingual("{rule}{period}：付给{party}", "{rule}, {period}: paid out to {party}")
