"""The report on a fund's year, part by part."""

from lianxi.documents.fund_report import words
from lianxi.documents.fund_report.audit import audit
from lianxi.documents.fund_report.books import accounts, corrections, transfers
from lianxi.documents.fund_report.money import (
    budget,
    dues,
    grants,
    holds,
    performance,
    whole,
)
from lianxi.documents.fund_report.part import Facts, Part
from lianxi.kernel.bilingual import Bilingual

PARTS = (
    whole,
    dues,
    grants,
    budget,
    holds,
    performance,
    audit,
    corrections,
    accounts,
    transfers,
)


def parts(of: Facts) -> tuple[Part, ...]:
    """The parts that there is anything to say in; the last is every transfer."""
    return tuple(part for each in PARTS if (part := each(of)) is not None)


def title(of: Facts) -> Bilingual:
    """What the report is called."""
    return words.TITLE.fill(year=of.state.begun.title)
