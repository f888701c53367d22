"""What is wrong with a budget or an audit in itself."""

from collections.abc import Mapping
from datetime import date

from lianxi.governance.road import fund_year_words as words
from lianxi.governance.road.fund_year_acts import Audited, Budget
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words
from lianxi.kernel.quantity import Quantity

OPINIONS: Mapping[str, Bilingual] = {
    "clean": Bilingual("无保留意见", "clean"),
    "findings": Bilingual("保留意见", "with findings"),
    "refused": Bilingual("无法表示意见", "refused"),
}


def wrong_budget(budget: Budget) -> Bilingual | None:
    """What is wrong with a budget in itself."""
    if budget.grants < 0 or any(amount < 0 for _, amount in (*budget.income, *budget.matters)):
        return words.NEGATIVE
    for rows in (budget.income, budget.matters):
        named = [of for of, _ in rows]
        twice = next((of for of in named if named.count(of) > 1), None)
        if twice is not None:
            return words.TWICE.fill(of=twice)
    sum_ = sum(amount for _, amount in budget.matters)
    if sum_ > budget.grants:
        said = {"sum": str(Quantity(sum_)), "grants": str(Quantity(budget.grants))}
        return words.MATTERS_OVER.fill(**said)
    return None


def wrong_audit(what: Audited) -> Bilingual | None:
    """What is wrong with an audit in itself."""
    if what.opinion not in OPINIONS:
        return words.NO_OPINION.fill(word=what.opinion)
    if not what.number.strip():
        return words.NO_NUMBER
    if not what.auditor.strip():
        return words.NO_AUDITOR
    if what.opinion == "clean" and what.findings:
        return words.CLEAN_FOUND
    if what.opinion == "findings" and not what.findings:
        return words.NO_FINDING
    if what.opinion == "refused" and not what.text.strip():
        return words.REFUSED_WHY
    for n, each in enumerate(what.findings, 1):
        if not each.text.strip() or not each.remedy.strip():
            return words.FINDING_TEXT.fill(n=n)
        if each.amount < 0:
            return words.FINDING_AMOUNT.fill(n=n)
    return None


def untimely(day: date, closed: date, today: date) -> Bilingual | None:
    """Why an audit can't be of a day; None where it can."""
    if day < closed:
        return words.AUDIT_EARLY.fill(day=in_words(day), closed=in_words(closed))
    return words.AUDIT_LATE.fill(day=in_words(day)) if day > today else None
