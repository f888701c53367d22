"""Accounts of follow-up: the supervision circular (督查通报), a city's self-assessment (自评)."""

from collections.abc import Iterator
from datetime import date

from lianxi.governance.road.account import (
    DUE,
    FIGURES,
    NONE,
    OVERALL,
    STATUS,
    TASK,
    UNIT,
    WHY,
    Account,
    Column,
    Kept,
    Line,
    Records,
    Section,
    by_unit,
    counted,
    figures,
    in_words,
    last_report,
    number,
    table,
    text,
)
from lianxi.governance.road.commitment_acts import ClosureAsked
from lianxi.governance.road.supervision import Slip
from lianxi.kernel import quarter
from lianxi.kernel.bilingual import Bilingual, inner


def circular(records: Records) -> Account:
    """What is overdue or was not met, by unit; the slips; who closed in time."""
    overdue = [each for each in records.commitments if each.standing.status == "overdue"]
    return Account(
        CIRCULAR.fill(year=records.year),
        (
            Section(OVERALL, (counted(records.commitments, records.day),)),
            table(
                OVERDUE,
                OVERDUE_SAID,
                OVERDUE_COLUMNS,
                (_overdue(records, each) for each in by_unit(overdue)),
                wide=True,
            ),
            table(NOT_MET, NOT_MET_SAID, NOT_MET_COLUMNS, not_met(records)),
            table(SLIPS, SLIPS_SAID, SLIP_COLUMNS, _slips(records)),
            table(PRAISE, PRAISE_SAID, PRAISE_COLUMNS, _praised(records), wide=True),
        ),
    )


def _overdue(records: Records, each: Kept) -> Line:
    due = each.state.terms.due
    report = last_report(each)
    cells = (
        records.called(each.doer),
        each.state.terms.title,
        in_words(due),
        number((records.day - due).days if due else 0),
        text(report.progress) if report else NO_REPORT,
        _last_slip(each),
    )
    return Line(cells, each.ref)


def _last_slip(each: Kept) -> Bilingual:
    if not each.state.slips:
        return NO_SLIP
    slip = each.state.slips[-1]
    if slip.closed_on is not None:
        return SLIP_CLOSED.fill(day=in_words(slip.closed_on))
    if slip.answered_on is not None:
        return SLIP_ANSWERED.fill(day=in_words(slip.answered_on))
    return SLIP_OUT.fill(day=in_words(slip.since))


def not_met(records: Records) -> Iterator[Line]:
    """What was reviewed as not met in the year, and why."""
    for each in by_unit(records.ended_as("not met")):
        note = each.state.review.note if each.state.review else ""
        terms = each.state.terms
        yield Line(
            (records.called(each.doer), terms.title, in_words(terms.due), text(note)), each.ref
        )


def _slips(records: Records) -> Iterator[Line]:
    """The slips of the year by unit: how many went out, were answered, closed, are open."""
    of: dict[str, list[Slip]] = {}
    for each in by_unit(records.commitments):
        slips = [slip for slip in each.state.slips if slip.since.year == records.year]
        if slips:
            of.setdefault(each.doer, []).extend(slips)
    for unit, slips in of.items():
        answered = sum(slip.answered_on is not None for slip in slips)
        closed = sum(slip.closed_on is not None for slip in slips)
        tally = (len(slips), answered, closed, len(slips) - closed)
        yield Line((records.called(unit), *map(number, tally)))


def _praised(records: Records) -> Iterator[Line]:
    """What was closed in the year and had been handed in by its day."""
    for each in by_unit(records.ended_as("closed")):
        done, due = _handed_in(each), each.state.terms.due
        if due is None or done <= due:
            cells = (records.called(each.doer), each.state.terms.title, in_words(due))
            yield Line((*cells, in_words(done)), each.ref)


def _handed_in(each: Kept) -> date:
    """When the evidence that it was closed on was handed in: reviewing it takes its time."""
    asked = [act.day for act in each.acts if isinstance(act.what, ClosureAsked)]
    assert each.state.ended is not None
    return asked[-1] if asked else each.state.ended


def self_assessment(records: Records, party: str) -> Account:
    """What a city undertook in the year, with its own words and figures on each."""
    own = [each for each in records.of_year() if each.city == party]
    return Account(
        SELF.fill(party=records.called(party), year=records.year),
        (
            Section(OVERALL, (counted(own, records.day),)),
            table(
                EACH_TASK,
                EACH_TASK_SAID,
                SELF_COLUMNS,
                (_assessed(records, each) for each in by_unit(own)),
                wide=True,
            ),
            table(
                TROUBLES,
                TROUBLES_SAID,
                TROUBLE_COLUMNS,
                (_trouble(each) for each in by_unit(own) if _troubled(each)),
            ),
        ),
    )


def _assessed(records: Records, each: Kept) -> Line:
    report = last_report(each)
    said = (
        QUOTED.fill(period=quarter.in_words(report.period), text=report.progress)
        if report
        else NO_REPORT
    )
    cells = (
        each.state.terms.title,
        records.called(each.doer),
        in_words(each.state.terms.due),
        each.standing.words,
        said,
        figures(each),
    )
    return Line(cells, each.ref)


def _troubled(each: Kept) -> bool:
    report = last_report(each)
    return each.open and report is not None and bool(report.trouble.strip())


def _trouble(each: Kept) -> Line:
    report = last_report(each)
    said = text(report.trouble) if report else NONE
    return Line((inner(each.state.terms.title), said), each.ref)


CIRCULAR = Bilingual(
    "关于{year}年合作任务督查情况的通报", "Circular on the supervision of commitments in {year}"
)
OVERDUE = Bilingual("逾期任务", "Overdue")
OVERDUE_SAID = Bilingual(
    "逾期未办结的任务有{n}项，请责任单位抓紧办理。",
    "{n} commitments are overdue; whoever carries them out is asked to see to them.",
)
OVERDUE_COLUMNS = (
    Column(UNIT, 2),
    Column(TASK, 3),
    Column(DUE, 2),
    Column(Bilingual("逾期天数", "Days overdue"), 1.2),
    Column(Bilingual("最近报送的进展", "Last reported progress"), 3),
    Column(Bilingual("督办情况", "Supervision"), 2),
)
NO_REPORT = Bilingual("没有报送进展", "nothing was reported")
NO_SLIP = Bilingual("未发督办单", "no slip was issued")
SLIP_OUT = Bilingual("{day}发出督办单，尚未答复", "slip issued on {day}, not answered yet")
SLIP_ANSWERED = Bilingual("{day}答复督办单，尚未核销", "slip answered on {day}, not closed yet")
SLIP_CLOSED = Bilingual("督办单已于{day}核销", "slip closed on {day}")
NOT_MET = Bilingual("未完成任务", "Not met")
NOT_MET_SAID = Bilingual("本年审定为未完成的有{n}项。", "{n} were reviewed as not met this year.")
NOT_MET_COLUMNS = (Column(UNIT, 2), Column(TASK, 3), Column(DUE, 2.4), Column(WHY, 3))
SLIPS = Bilingual("督办单办理情况", "Supervision slips")
SLIPS_SAID = Bilingual("本年向{n}个单位发出督办单。", "Slips went out to {n} units this year.")
SLIP_COLUMNS = (
    Column(UNIT, 3),
    Column(Bilingual("发出", "Issued")),
    Column(Bilingual("已答复", "Answered")),
    Column(Bilingual("已核销", "Closed")),
    Column(Bilingual("未核销", "Open")),
)
PRAISE = Bilingual("通报表扬", "In praise")
PRAISE_SAID = Bilingual(
    "下列{n}项任务按期办结，对责任单位予以通报表扬。",
    "These {n} were closed in time; whoever carried them out is commended.",
)
PRAISE_COLUMNS = (
    Column(UNIT, 2),
    Column(TASK, 3),
    Column(DUE, 2.4),
    Column(Bilingual("报请办结", "Handed in"), 2.4),
)
SELF = Bilingual(
    "{party}关于{year}年合作任务完成情况的自评报告",
    "Self-assessment of {party}: commitments in {year}",
)
EACH_TASK = Bilingual("各项任务", "Commitments")
EACH_TASK_SAID = Bilingual(
    "本年承担任务{n}项，进展和数据照录最近一次报送。",
    "{n} commitments this year; progress and figures are quoted from the last reports.",
)
SELF_COLUMNS = (
    Column(TASK, 3),
    Column(UNIT, 2),
    Column(DUE, 2),
    Column(STATUS, 1),
    Column(Bilingual("进展", "Progress"), 3.4),
    Column(FIGURES, 2.4),
)
QUOTED = Bilingual("{period}：{text}", "{period}: {text}")
TROUBLES = Bilingual("困难", "Difficulties")
TROUBLES_SAID = Bilingual("报告有困难的有{n}项。", "Difficulties were reported with {n}.")
TROUBLE_COLUMNS = (Column(TASK, 2), Column(Bilingual("困难", "Difficulties"), 3))
