"""What the audit of a fund's year says, and how each finding was mended."""

from lianxi.documents.fund_report import words
from lianxi.documents.fund_report.part import Column, Facts, Part, Row, amounts
from lianxi.governance.road.fund_year import Mending
from lianxi.governance.road.fund_year_acts import Corrected
from lianxi.governance.road.fund_year_checks import OPINIONS
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import in_words
from lianxi.kernel.quantity import Quantity


def audit(of: Facts) -> Part:
    """The opinion, and every finding with what was done about it."""
    audited = of.state.audit
    if audited is None:
        return Part(words.AUDIT, (words.NOT_AUDITED,))
    said = [
        words.SAID_AUDIT.fill(
            auditor=audited.auditor,
            day=in_words(audited.day),
            number=audited.number,
            opinion=OPINIONS[audited.opinion],
        )
    ]
    if audited.text:
        said.append(same(audited.text))
    if not of.state.mendings:
        return Part(words.AUDIT, (*said, words.NO_FINDINGS))
    columns = (
        Column(words.NUMBER, 0.6),
        Column(words.FOUND, 2.2),
        Column(words.ABOUT, 0.8),
        *amounts(words.AMOUNT),
        Column(words.REMEDY, 1.8),
        Column(words.MENDED, 2.6),
        Column(words.ACCEPTED, 1.4),
    )
    rows = tuple(_row(n, each) for n, each in enumerate(of.state.mendings, 1))
    return Part(words.AUDIT, tuple(said), columns, rows, wide=True)


def _row(number: int, of: Mending) -> Row:
    finding = of.finding
    return (
        number,
        same(finding.text),
        finding.transfer,
        Quantity(finding.amount) if finding.amount else None,
        same(finding.remedy),
        mended(of),
        of.accepted,
    )


def mended(of: Mending) -> Bilingual:
    """How a finding was mended, in words."""
    if of.said is None:
        return words.NOT_YET
    if not isinstance(of.said, Corrected):
        return same(of.said.text)
    what = words.CORRECTED.fill(transfer=of.said.transfer, counter=of.said.counter)
    if of.said.anew is not None:
        anew = words.ANEW.fill(anew=of.said.anew)
        what = Bilingual(what.zh + anew.zh, what.en + anew.en)
    return words.EXPLAINED.fill(what=what, text=of.said.text)
