"""What came in, what was granted, and how that stands against the budget."""

from collections.abc import Sequence

from lianxi.documents.fund_report import words
from lianxi.documents.fund_report.part import Column, Facts, Part, Row, amounts, yuan
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.period import in_words
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import PURPOSES
from lianxi.ledger.annual import INCOME


def whole(of: Facts) -> Part:
    """Income, spending and surplus, against the budget where there is one."""
    figures = of.figures
    expected = dict(of.state.budget.income) if of.state.budget is not None else {}
    income = sum(figures.income.values())
    rows = [
        _against(PURPOSES[purpose], expected.get(purpose), figures.income[purpose])
        for purpose in INCOME
        if figures.income[purpose] or purpose in expected
    ]
    rows.append(_against(words.INCOME_ALL, sum(expected.values()) if expected else None, income))
    for label, amount in (
        (words.SPENT, figures.spent),
        (words.RESULT, figures.result),
        (words.BEFORE, figures.surplus_before),
        (words.OTHERWISE, figures.surplus_otherwise),
        (words.SURPLUS, figures.surplus),
    ):
        if amount or label is not words.OTHERWISE:
            rows.append(_against(label, None, amount))
    said = words.SAID_WHOLE.fill(
        year=figures.year,
        income=yuan(income),
        spent=yuan(figures.spent),
        result=yuan(figures.result),
        surplus=yuan(figures.surplus),
    )
    money = amounts(words.BUDGETED, words.ACTUAL, words.DIFFERENCE)
    return Part(words.WHOLE, (said,), (Column(words.ITEM, 1.8), *money), tuple(rows))


def _against(label: Bilingual, expected: int | None, actual: int) -> Row:
    if expected is None:
        return (label, None, Quantity(actual), None)
    return (label, Quantity(expected), Quantity(actual), Quantity(actual - expected))


def _summed(rows: Sequence[Sequence[int]]) -> list[Quantity]:
    """The sum of each column."""
    return [Quantity(sum(column)) for column in zip(*rows, strict=True)]


def dues(of: Facts) -> Part | None:
    """What each party was asked for, paid and still owes, since when."""
    some = of.figures.dues
    if not some:
        return None
    late = [each.arrears for each in some if each.arrears > 0]
    said = words.ARREARS.fill(n=len(late), sum=yuan(sum(late))) if late else words.NO_ARREARS
    sums = [(e.opening, e.levied, e.waived, e.paid, e.arrears) for e in some]
    rows: list[Row] = [
        (of.called(each.party), *map(Quantity, line), each.since)
        for each, line in zip(some, sums, strict=True)
    ]
    rows.append((words.TOTAL, *_summed(sums), None))
    columns = (
        Column(words.PARTY, 1.4),
        *amounts(words.OPENING, words.LEVIED, words.WAIVED, words.PAID, words.OWED),
        Column(words.SINCE, 1.6),
    )
    return Part(words.DUES, (said,), columns, tuple(rows), wide=True)


def grants(of: Facts) -> Part | None:
    """What each recipient was granted for what, and has still to account for."""
    some = of.figures.grants
    if not some:
        return None
    sums = [(e.opening, e.granted, e.accounted, e.returned, e.outstanding) for e in some]
    rows: list[Row] = [
        (
            _matter(of, each.matter),
            of.called(each.party),
            listed([same(document) for document in each.documents]),
            *map(Quantity, line),
        )
        for each, line in zip(some, sums, strict=True)
    ]
    total = _summed(sums)
    rows.append((words.TOTAL, None, None, *total))
    columns = (
        *(Column(each, 1.5) for each in (words.MATTER, words.RECIPIENT, words.DOCUMENTS)),
        *amounts(words.OPENING, words.GRANTED, words.ACCOUNTED, words.RETURNED, words.OUTSTANDING),
    )
    said = words.SAID_GRANTS.fill(granted=yuan(total[1].amount), outstanding=yuan(total[4].amount))
    return Part(words.GRANTS, (said,), columns, tuple(rows), wide=True)


def _matter(of: Facts, matter: str) -> Bilingual:
    return of.called(matter) if matter else words.NO_MATTER


def budget(of: Facts) -> Part | None:
    """What was granted, less what came back, against the budget, matter by matter."""
    if not of.state.settled:
        return None
    version, number, day = of.state.settled[-1]
    used = of.figures.used
    rows = [_left(of.called(m), most, used.get(m, 0)) for m, most in version.budget.matters]
    rows.append(_left(words.TOTAL, version.budget.grants, sum(used.values())))
    by = of.called(f"body:{of.state.begun.body}")
    said = [words.SETTLED.fill(body=by, day=in_words(day), number=number)]
    if len(of.state.settled) > 1:
        said.append(words.ADJUSTED.fill(n=len(of.state.settled) - 1))
    money = amounts(words.BUDGETED, words.GRANTED_NET, words.LEFT)
    return Part(words.BUDGET, tuple(said), (Column(words.MATTER, 1.8), *money), tuple(rows))


def _left(label: Bilingual, most: int, used: int) -> Row:
    return (label, Quantity(most), Quantity(used), Quantity(most - used))


def holds(of: Facts) -> Part | None:
    """What is set aside at the year's end."""
    if not of.holds:
        return None
    rows: list[Row] = [
        (
            number,
            of.called(hold.target.party),
            _matter(of, hold.target.matter),
            hold.since,
            hold.until,
            Quantity(hold.amount, hold.unit),
        )
        for number, hold in of.holds
    ]
    columns = (
        Column(words.NUMBER, 0.6),
        Column(words.RECIPIENT, 1.5),
        Column(words.MATTER, 1.5),
        Column(words.SET_ASIDE, 1.6),
        Column(words.UNTIL, 1.6),
        *amounts(words.AMOUNT),
    )
    return Part(words.HOLDS, (), columns, tuple(rows))


def performance(of: Facts) -> Part | None:
    """What recipients assessed of themselves."""
    if not of.performance:
        return None
    rows: list[Row] = [
        (_matter(of, each.matter), of.called(each.party), each.score, each.said)
        for each in of.performance
    ]
    columns = (
        Column(words.MATTER, 1.5),
        Column(words.RECIPIENT, 1.5),
        Column(words.SCORE),
        Column(words.TEXT, 3),
    )
    return Part(words.PERFORMANCE, (), columns, tuple(rows))
