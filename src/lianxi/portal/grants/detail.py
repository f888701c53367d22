"""What a grant's page says of each thing that was done, beyond its name."""

from lianxi.governance.road import grant_acts as acts
from lianxi.governance.road.grant_state import ACCEPTANCE, APPROVALS, CHECKS, yuan
from lianxi.kernel.bilingual import Bilingual, same


def detail(what: object) -> Bilingual | None:
    """The words of an act: its text as it was typed, or what it settled."""
    match what:
        case acts.Applied(terms=terms):
            return YUAN.fill(amount=yuan(terms.amount))
        case acts.Checked(outcome=outcome, note=note):
            return _with(CHECKS[outcome], note)
        case acts.Approved(outcome=outcome, parts=parts, document=document, note=note):
            sum_ = YUAN.fill(amount=yuan(sum(parts))) if parts else same("")
            return _with(_both(APPROVALS[outcome], sum_), document, note)
        case acts.Appropriated(part=part, amount=amount, document=document):
            return _with(PART.fill(n=part, amount=yuan(amount)), document)
        case acts.VoucherSent(voucher=voucher, amount=amount, text=text):
            return _with(YUAN.fill(amount=yuan(amount)), voucher, text)
        case acts.VoucherChecked(voucher=voucher, outcome=outcome, note=note):
            return _with(ACCEPTANCE[outcome], voucher, note)
        case acts.Corrected(voucher=voucher, stands=stands, document=document, why=why):
            return _with(STANDS.fill(amount=yuan(stands)), voucher, document, why)
        case acts.GivenBack(amount=amount, voucher=voucher):
            return _with(YUAN.fill(amount=yuan(amount)), voucher)
        case acts.AssessmentChecked(outcome=outcome, note=note):
            return _with(ACCEPTANCE[outcome], note)
    text = getattr(what, "text", "") or getattr(what, "why", "")
    return same(text) if text else None


def _both(one: Bilingual, two: Bilingual) -> Bilingual:
    return Bilingual(
        "，".join(filter(None, (one.zh, two.zh))), ", ".join(filter(None, (one.en, two.en)))
    )


def _with(words: Bilingual, *more: str) -> Bilingual:
    return _both(words, Bilingual("，".join(filter(None, more)), ", ".join(filter(None, more))))


YUAN = Bilingual("{amount}元", "{amount} yuan")
PART = Bilingual("第{n}期{amount}元", "instalment {n}, {amount} yuan")
STANDS = Bilingual("准予核销{amount}元", "{amount} yuan stand")
