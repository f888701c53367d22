"""Every write of a fund's year: an act, and what it books, together or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.db import transaction

from lianxi.governance.authority import Refused
from lianxi.governance.road.fund_year import FUND_YEAR, FundYear, matter_of, open_finding
from lianxi.governance.road.fund_year_acts import (
    Audited,
    Budget,
    BudgetDrafted,
    BudgetReturned,
    BudgetRevised,
    BudgetSettled,
    Corrected,
    Explained,
    MendingJudged,
    YearBegun,
    YearClosed,
    YearReported,
)
from lianxi.governance.road.fund_year_words import NO_TRANSFER
from lianxi.governance.road.paper_acts import Issued
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import own
from lianxi.ledger.standing import Terms
from lianxi.ledger.transfer import Booked
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, ahead, write
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.fund_years.correcting import put_right
from lianxi.portal.fund_years.queries import used
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger import queries as books
from lianxi.portal.ledger.terms import bounds
from lianxi.portal.ledger.terms import terms as terms_of
from lianxi.portal.papers.actions import Files
from lianxi.portal.papers.actions import issue as issue_paper

Year: TypeAlias = Opened[FundYear]
Outcome: TypeAlias = "str | Refused"  # the reference of the dossier, or why not

PLAN, APPROVE, BOOK, AUDIT = "fund.plan", "fund.approve", "fund.book", "fund.audit"


@dataclass(frozen=True)
class Report:
    """A report as it goes out: its paper's act, its files, and its tables as a workbook."""

    what: Issued
    files: Files
    workbook: Upload


def begin(doing: Doing, what: BudgetDrafted | YearBegun) -> Outcome:
    """Begin a fund's year, with the draft of its budget or without; a year is begun once."""
    terms = terms_of(doing).get(what.fund)
    if terms is None:
        return Refused(ledger.NO_FUND.fill(fund=what.fund))
    wrong = _no_year(doing, terms, what.year)
    if wrong is not None:
        return Refused(wrong)
    with transaction.atomic():
        ahead(doing, FUND_YEAR)  # holds the counter: nobody begins the same year meanwhile
        rows = dossiers.dossiers(doing.region, FUND_YEAR)
        if any(row.matter == matter_of(what.fund, what.year) for row in rows):
            return Refused(ONCE.fill(year=what.year))
        return _write(doing, Writing(FUND_YEAR, what, PLAN))


def _no_year(doing: Doing, terms: Terms, year: int) -> Bilingual | None:
    """Why a fund's year can't be begun now."""
    if year < terms.since.year:
        return ledger.NOT_YET.fill(year=year)
    if year <= terms.closed:
        return ledger.CLOSED.fill(year=year)
    return TOO_EARLY.fill(year=year) if year > doing.today.year + 1 else None


def revise(doing: Doing, found: Year, what: BudgetRevised, seen: int | None) -> Outcome:
    """Draft another budget in place of the one before; not below what is granted already."""
    writing = Writing(FUND_YEAR, what, PLAN, found.row.ref, seen=seen)
    return _last(ledger.together(doing, _enough(found, what.budget), _step(doing, writing)))


def settle(doing: Doing, found: Year, what: BudgetSettled, seen: int | None) -> Outcome:
    """The body settles the budget; from now on the ledger keeps to it."""
    begun, pending = found.state.begun, found.state.pending
    writing = Writing(FUND_YEAR, what, APPROVE, found.row.ref, body=begun.body, seen=seen)
    steps = [_step(doing, writing)]
    if pending is not None:
        steps.insert(0, _enough(found, pending.budget))
    return _last(ledger.together(doing, *steps))


def send_back(doing: Doing, found: Year, what: BudgetReturned, seen: int | None) -> Outcome:
    """The body returns the budget."""
    body = found.state.begun.body
    return _write(doing, Writing(FUND_YEAR, what, APPROVE, found.row.ref, body=body, seen=seen))


def _enough(found: Year, budget: Budget) -> Callable[[], Outcome]:
    """The step that looks whether a budget covers what is granted already."""

    def look() -> Outcome:
        now = used(found)
        for bound in bounds(found.state.begun.year, budget):
            sum_ = now.get(bound.matter, 0) if bound.matter else sum(now.values())
            if sum_ > bound.most:
                said = {"granted": str(Quantity(sum_)), "most": str(Quantity(bound.most))}
                return Refused(GRANTED_MORE.fill(matter=bound.matter or ALL, **said))
        return found.row.ref

    return look


def close(doing: Doing, found: Year, seen: int | None) -> Outcome:
    """Close the year: its surplus is carried over, and nothing is booked in it any more."""
    begun = found.state.begun
    numbers: list[int] = []

    def book() -> Outcome:
        made = ledger.close_year(doing, begun.fund, begun.year, terms_of(doing))
        if isinstance(made, Refused):
            return made
        numbers.extend(made)
        return found.row.ref

    def act() -> Outcome:
        place = own(begun.fund, "surplus")
        surplus = -books.balances(doing.region, accounts=[place]).get((place, "CNY"), 0)
        what = YearClosed(surplus, tuple(numbers))
        return _write(doing, Writing(FUND_YEAR, what, BOOK, found.row.ref, seen=seen))

    return _last(ledger.together(doing, book, act))


def audit(doing: Doing, found: Year, what: Audited, seen: int | None) -> Outcome:
    """Enter what an audit says; each transfer that it names is one of the fund's."""
    begun = found.state.begun
    numbers = [each.transfer for each in what.findings if each.transfer is not None]
    kept = books.numbered(doing.region, numbers)
    for number in numbers:
        wrong = _not_of(kept.get(number), begun.fund, begun.year)
        if wrong is not None:
            return Refused(wrong.fill(n=number, year=begun.year))
    what = replace(what, bookers=books.bookers(doing.region, begun.fund, begun.year))
    return _write(doing, Writing(FUND_YEAR, what, AUDIT, found.row.ref, seen=seen))


def _not_of(booked: Booked | None, fund: str, year: int) -> Bilingual | None:
    """Why a transfer can't be what an audit of a fund's year is about."""
    if booked is None or fund not in booked.transfer.funds:
        return NOT_OF_FUND
    return LATER_YEAR if booked.transfer.booked.year > year else None


def explain(
    doing: Doing, found: Year, what: Explained, seen: int | None, uploads: tuple[Upload, ...] = ()
) -> Outcome:
    """Explain a finding."""
    ref = found.row.ref
    return _write(doing, Writing(FUND_YEAR, what, PLAN, ref, seen=seen, uploads=uploads))


def correct(
    doing: Doing, found: Year, finding: int, text: str, stands: int | None, seen: int | None
) -> Outcome:
    """Correct a finding: its transfer is taken back today, and what stands of it booked anew."""
    mending = open_finding(found.state, finding)
    if isinstance(mending, Refused):
        return mending
    number = mending.stands
    if number is None:
        return Refused(NO_TRANSFER.fill(n=finding))
    of = books.numbered(doing.region, [number])[number]
    opinion = found.state.audit.number if found.state.audit is not None else ""

    def book() -> Outcome:
        wrong = put_right(doing, of, found.row.ref, opinion, text, stands)
        return found.row.ref if wrong is None else wrong

    def act() -> Outcome:
        counter = books.reversed_by(doing.region, number)
        assert counter is not None, "it was taken back in the step before"
        # The chain is held: what was booked after the counter-entry stands in its place.
        last = books.end_of_chain(doing.region)[0]
        what = Corrected(finding, text, number, counter, last if last > counter else None)
        return _write(doing, Writing(FUND_YEAR, what, BOOK, found.row.ref, seen=seen))

    return _last(ledger.together(doing, book, act))


def judge(doing: Doing, found: Year, what: MendingJudged, seen: int | None) -> Outcome:
    """Whoever audits accepts how a finding was mended, or not."""
    return _write(doing, Writing(FUND_YEAR, what, AUDIT, found.row.ref, seen=seen))


def report(doing: Doing, found: Year, report: Report, seen: int | None) -> Outcome:
    """Issue the report as a paper under its number, and end the year's dossier."""
    papers: list[str] = []

    def issue() -> Outcome:
        row = issue_paper(doing, report.what, report.files, PLAN)
        if isinstance(row, Refused):
            return row
        papers.append(row.ref)
        return row.ref

    def act() -> Outcome:
        pdf = report.files.pdf
        what = YearReported(
            papers[0],
            report.what.number,
            books.end_of_chain(doing.region)[1],
            report.files.docx.enclosure,
            report.workbook.enclosure,
            pdf.enclosure if pdf else None,
        )
        ref, uploads = found.row.ref, (report.workbook,)
        return _write(doing, Writing(FUND_YEAR, what, PLAN, ref, seen=seen, uploads=uploads))

    return _last(ledger.together(doing, issue, act))


def _step(doing: Doing, writing: Writing) -> Callable[[], Outcome]:
    return lambda: _write(doing, writing)


def _write(doing: Doing, writing: Writing) -> Outcome:
    outcome = write(doing, writing)
    return outcome if isinstance(outcome, Refused) else outcome[0].ref


def _last(outcome: list[str] | Refused) -> Outcome:
    return outcome if isinstance(outcome, Refused) else outcome[-1]


ONCE = Bilingual("{year}年度已经开始，不能再开", "the year {year} of this fund was begun already")
TOO_EARLY = Bilingual("{year}年还早，至多提前一年", "{year} is too far ahead: one year at most")
ALL = Bilingual("全部事项", "all matters")
GRANTED_MORE = Bilingual(
    "“{matter}”已拨付{granted}元，预算不能低于此数（现为{most}元）",
    "{granted} yuan are granted already for {matter}: the budget can't be {most}",
)
NOT_OF_FUND = Bilingual("第{n}笔账不是这笔资金的账", "transfer {n} is none of this fund's")
LATER_YEAR = Bilingual(
    "第{n}笔账记在{year}年以后，不属本年度审计", "transfer {n} was booked after {year}"
)
