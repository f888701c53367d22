"""A transfer that an audit does not let stand is put right where it came from.

What a dossier booked is put right in that dossier, or its state would no longer be true: a voucher
in its grant, a payment in its notice. What was booked by hand, or anew after an audit, is taken
back here. Whoever calls it holds the ledger's chain.
"""

from dataclasses import replace

from lianxi.governance.authority import Refused
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_acts import Corrected as VoucherCorrected
from lianxi.governance.road.grant_acts import VoucherChecked
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_acts import TakenBack
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.transfer import Booked, Transfer
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.grants import actions as grants
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger.terms import terms
from lianxi.portal.notices import actions as notices


def put_right(
    doing: Doing, of: Booked, ref: str, document: str, why: str, stands: int | None
) -> Refused | None:
    """Take a transfer back where it came from, and book anew what stands of it; or say why not.

    `ref` is the dossier of the audit, `document` the number of its opinion.
    """
    kind, _, number = of.transfer.source.partition("/")
    if kind == GRANT.name:
        return _in_grant(doing, of, int(number), document, why, stands or 0)
    if kind == NOTICE.name:
        return _in_notice(doing, of, int(number), why, stands)
    back = ledger.take_back(doing, of.number, CORRECTION.fill(n=of.number, why=why), terms(doing))
    if isinstance(back, Refused) or stands is None:
        return back if isinstance(back, Refused) else None
    made = _anew(doing, of, ref, stands)
    if isinstance(made, Refused):
        return made
    outcome = ledger.book(doing, [made], terms(doing))
    return outcome if isinstance(outcome, Refused) else None


def _in_grant(
    doing: Doing, of: Booked, number: int, document: str, why: str, stands: int
) -> Refused | None:
    """A voucher of a grant: its transfer is called by the act that accepted it."""
    found = dossiers.opened(doing.region, GRANT, number)
    at = of.transfer.key.rpartition("/")[2]
    if found is None or not at.isdecimal() or not 1 <= int(at) <= len(found.acts):
        return Refused(ELSEWHERE.fill(n=of.number, source=of.transfer.source))
    accepted = found.acts[int(at) - 1].what
    if not isinstance(accepted, VoucherChecked | VoucherCorrected):
        return Refused(ELSEWHERE.fill(n=of.number, source=of.transfer.source))
    what = VoucherCorrected(accepted.voucher, stands, document, why)
    outcome = grants.act(doing, found, what)
    return outcome if isinstance(outcome, Refused) else None


def _in_notice(
    doing: Doing, of: Booked, number: int, why: str, stands: int | None
) -> Refused | None:
    """A payment of a notice: it is taken back whole, and entered again as it came in."""
    found = dossiers.opened(doing.region, NOTICE, number)
    paid = found.state.payments if found is not None else ()
    keys = [f"{of.transfer.source}/paid/{each.key}" for each in paid]
    if found is None or of.transfer.key not in keys:
        return Refused(ELSEWHERE.fill(n=of.number, source=of.transfer.source))
    if stands is not None:
        return Refused(WHOLE.fill(n=of.number, source=of.transfer.source))
    what = TakenBack(keys.index(of.transfer.key) + 1, why)
    outcome = notices.take_back(doing, found, what, None)
    return outcome if isinstance(outcome, Refused) else None


def _anew(doing: Doing, of: Booked, ref: str, stands: int) -> Transfer | Refused:
    """The transfer that books anew what stands of another, to be booked today."""
    legs = of.transfer.legs
    amount = max(leg.amount for leg in legs)
    if len(legs) > 2 or any(leg.unit != "CNY" for leg in legs):
        return Refused(MANY_LEGS.fill(n=of.number))
    if stands >= amount:
        return Refused(ALL_STANDS.fill(n=of.number, amount=str(Quantity(amount))))
    return replace(
        of.transfer,
        words=ANEW.fill(n=of.number, words=of.transfer.words),
        booked=doing.today,
        legs=tuple(replace(leg, amount=stands if leg.amount > 0 else -stands) for leg in legs),
        source=ref,
        key=f"{ref}/corrected/{of.number}",
    )


MANY_LEGS = Bilingual(
    "第{n}笔账不是两条以元计的分录，只能整笔冲销，应有部分请另行记账",
    "transfer {n} has more than two legs in yuan: take it back whole, and book what stands apart",
)
ALL_STANDS = Bilingual(
    "第{n}笔账原额{amount}元，应有金额须小于原额",
    "transfer {n} was of {amount} yuan: what stands of it is less",
)
ELSEWHERE = Bilingual(
    "第{n}笔账由{source}办理时记入，不是凭证核销；请在那里更正，在此说明",
    "transfer {n} was booked in the course of {source} and is no voucher: put it right there, and "
    "explain it here",
)
WHOLE = Bilingual(
    "第{n}笔账是{source}的缴款，只能整笔冲销；实际缴款请在缴款通知中重新登记",
    "transfer {n} is a payment of {source}: take it back whole, and enter there what came in",
)
CORRECTION = Bilingual("审计更正第{n}笔：{why}", "audit correction of {n}: {why}")
ANEW = Bilingual("更正第{n}笔：{words}", "in place of {n}: {words}")
