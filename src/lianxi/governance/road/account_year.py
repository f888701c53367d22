"""Accounts of a year: its plan (年度计划), its summary (年度总结), the next list (下一年事项)."""

from collections.abc import Iterator

from lianxi.charter.kinds.body_rules import OUTCOMES
from lianxi.governance.road.account import (
    DUE,
    FIGURES,
    LEAD,
    NONE,
    OVERALL,
    TASK,
    UNIT,
    WHY,
    Account,
    Column,
    Kept,
    Line,
    Met,
    Records,
    Section,
    by_unit,
    counted,
    figures,
    in_words,
    table,
    text,
)
from lianxi.governance.road.account_follow import (
    NOT_MET,
    NOT_MET_COLUMNS,
    NOT_MET_SAID,
    not_met,
)
from lianxi.governance.road.account_matters import practical_matters
from lianxi.governance.road.commitment_acts import Adjusted, ClosureAsked, Reported
from lianxi.governance.road.sitting_items import Item
from lianxi.governance.road.supervision import Request
from lianxi.kernel.bilingual import Bilingual, same

UNSETTLED = ("deferred", "returned", "carried over")


def plan(records: Records) -> Account:
    """The commitments that are due in the year or go on, those left over, its meetings."""
    there = by_unit(records.of_year())
    left = [each for each in there if _due_before(each, records.year)]
    due = [each for each in there if not _due_before(each, records.year)]
    return Account(
        PLAN.fill(year=records.year),
        (
            table(
                TASKS,
                TASKS_SAID,
                PLAN_COLUMNS,
                (_planned(records, each) for each in due),
                wide=True,
            ),
            table(
                LEFT, LEFT_SAID, PLAN_COLUMNS, (_planned(records, each) for each in left), wide=True
            ),
            practical_matters(records),
            table(MEETINGS, MEETINGS_SAID, MEETING_COLUMNS, _asked_for(records)),
            table(CALLED, CALLED_SAID, CALLED_COLUMNS, _called(records)),
        ),
    )


def _due_before(each: Kept, year: int) -> bool:
    return each.state.terms.due is not None and each.state.terms.due.year < year


def _planned(records: Records, each: Kept) -> Line:
    terms = each.state.terms
    names = (terms.title, records.called(terms.lead), records.called(terms.doer))
    return Line((*names, in_words(terms.due), text(terms.measure)), each.ref)


def _asked_for(records: Records) -> Iterator[Line]:
    """The meetings and days that the articles ask for."""
    for each in records.planned:
        host = records.called(each.host) if each.host else NONE
        yield Line((each.date.words(), each.what, host))


def _called(records: Records) -> Iterator[Line]:
    """The meetings of the year that were called by the day, and not cancelled."""
    for met in sorted(records.sittings, key=lambda met: (met.state.notice.day, met.number)):
        notice = met.state.notice
        if notice.day.year == records.year and met.state.cancelled is None:
            yield Line((in_words(notice.day), notice.title, text(notice.place)), met.ref)


def summary(records: Records) -> Account:
    """The year in counts and lists: closed, not met, adjusted, coordinated, decided."""
    closed = by_unit(records.ended_as("closed"))
    return Account(
        SUMMARY.fill(year=records.year),
        (
            Section(OVERALL, (counted(records.commitments, records.day),)),
            table(
                CLOSED,
                CLOSED_SAID,
                CLOSED_COLUMNS,
                (_closed(records, each) for each in closed),
                wide=True,
            ),
            practical_matters(records),
            table(NOT_MET, NOT_MET_SAID, NOT_MET_COLUMNS, not_met(records)),
            table(ADJUSTED, ADJUSTED_SAID, ADJUSTED_COLUMNS, _adjusted(records)),
            table(REQUESTS, REQUESTS_SAID, REQUEST_COLUMNS, _requests(records)),
            table(REPORTED, REPORTED_SAID, REPORTED_COLUMNS, _reported(records), wide=True),
            table(DECISIONS, DECISIONS_SAID, DECISION_COLUMNS, _decisions(records)),
        ),
    )


def _closed(records: Records, each: Kept) -> Line:
    done = [act.what.text for act in each.acts if isinstance(act.what, ClosureAsked)]
    said = text(done[-1]) if done else NONE
    cells = (records.called(each.doer), each.state.terms.title, in_words(each.state.ended))
    return Line((*cells, said, figures(each)), each.ref)


def _adjusted(records: Records) -> Iterator[Line]:
    """What ended as adjusted in the year, and what goes on by other terms."""
    ended = {each.number for each in records.ended_as("adjusted")}
    for each in by_unit(records.commitments):
        unit, title = records.called(each.doer), each.state.terms.title
        for act in each.acts:
            if isinstance(act.what, Adjusted) and act.day.year == records.year:
                said = BY_DECISION.fill(decided=act.what.decided, why=act.what.why)
                yield Line((unit, title, in_words(act.day), said), each.ref)
        if each.number in ended:
            note = each.state.review.note if each.state.review else ""
            yield Line((unit, title, in_words(each.state.ended), text(note)), each.ref)


def _requests(records: Records) -> Iterator[Line]:
    for each in by_unit(records.commitments):
        for request in each.state.requests:
            if request.signed_on is not None and request.signed_on.year == records.year:
                yield _request(records, each, request)


def _request(records: Records, each: Kept, request: Request) -> Line:
    answer = text(request.answered.text) if request.answered else UNANSWERED
    to = records.called(f"body:{request.drafted.to}")
    cells = (each.state.terms.title, to, in_words(request.signed_on), text(request.drafted.text))
    return Line((*cells, answer), each.ref)


def _reported(records: Records) -> Iterator[Line]:
    """Every figure reported in the year, with its source; where two differ, both stay."""
    found = [
        (name, act.day, each, act.what, value)
        for each in records.commitments
        for act in each.acts
        if isinstance(act.what, Reported) and act.day.year == records.year
        for name, value in act.what.figures.items()
    ]
    for name, day, each, report, value in sorted(
        found, key=lambda it: (it[0], it[1], it[2].number)
    ):
        unit = records.called(each.doer)
        yield Line((same(name), same(value), same(report.period), unit, in_words(day)), each.ref)


def _decisions(records: Records) -> Iterator[Line]:
    """What the meetings of the year came to, item by item."""
    for met in _held(records):
        for item in met.state.items:
            if item.decided is not None:
                outcome = OUTCOMES[item.decided.outcome]
                cells = (_sitting(met), item.listed.title, outcome, text(item.decided.text))
                yield Line(cells, met.ref)


def _held(records: Records) -> list[Met]:
    """The meetings of the year that took place, in their order."""
    held = [
        met
        for met in records.sittings
        if met.state.opened is not None and met.state.opened[1].year == records.year
    ]
    return sorted(held, key=lambda met: (met.state.notice.day, met.number))


def _sitting(met: Met) -> Bilingual:
    return ON_DAY.fill(title=met.state.notice.title, day=in_words(met.state.notice.day))


def next_year(records: Records) -> Account:
    """What goes on into the next year, each line with the reason why it is there."""
    lines = (*_open(records), *_unanswered(records), *_unsettled(records))
    said = table(ITEMS, ITEMS_SAID, NEXT_COLUMNS, lines)
    return Account(NEXT.fill(year=records.year + 1), (said,))


def _open(records: Records) -> Iterator[Line]:
    adjusted = {each.ref for each in records.commitments if each.standing.status == "adjusted"}
    for each in by_unit(records.commitments):
        if each.open:
            terms = each.state.terms
            cells = (terms.title, records.called(terms.doer), in_words(terms.due))
            yield Line((*cells, _why(each, adjusted, records.year)), each.ref)


def _why(each: Kept, adjusted: set[str], year: int) -> Bilingual:
    """Why an open commitment goes on."""
    status, terms = each.standing.status, each.state.terms
    if status == "paused":
        why = each.state.paused[0].why if each.state.paused else ""
        return PAUSED.fill(why=why)
    if status == "overdue":
        return OVERDUE
    if terms.origin in adjusted:
        return SUCCEEDS
    if any(isinstance(act.what, Adjusted) and act.day.year == year for act in each.acts):
        return READJUSTED
    if terms.due is not None and terms.due.year > year:
        return LASTS
    return GOES_ON.fill(status=each.standing.words)


def _unanswered(records: Records) -> Iterator[Line]:
    """The requests for coordination that nobody answered yet; not of what has ended."""
    for each in by_unit(records.commitments):
        for request in each.state.requests:
            if each.open and request.open and request.signed_on is not None:
                to = records.called(f"body:{request.drafted.to}")
                title = COORDINATE.fill(title=each.state.terms.title)
                why = REQUESTED.fill(day=in_words(request.signed_on))
                yield Line((title, to, NONE, why), each.ref)


def _unsettled(records: Records) -> Iterator[Line]:
    """The items that the meetings of the year put off, and no later one took up."""
    held = _held(records)
    for at, met in enumerate(held):
        for item in met.state.items:
            if item.stands in UNSETTLED and not any(_same(item, later) for later in held[at + 1 :]):
                decided, stands = item.decided, STANDS[item.stands]
                to = decided.to or decided.text if decided else ""
                why = PUT_OFF.fill(sitting=_sitting(met), stands=stands)
                why = WITH.fill(why=why, more=to) if to else why
                presenter = same(item.listed.presenter) if item.listed.presenter else NONE
                yield Line((item.listed.title, presenter, NONE, why), met.ref)


def _same(item: Item, later: Met) -> bool:
    """Whether a later meeting had the item on its agenda: by what it is about, or its name."""
    about = item.listed.about
    on = [other.listed for other in later.state.items if other.struck is None]
    return any(other.about == about if about else other.title == item.listed.title for other in on)


PLAN = Bilingual("{year}年合作工作计划", "Plan of work for {year}")
TASKS = Bilingual("年度任务", "Commitments of the year")
TASKS_SAID = Bilingual("本年任务{n}项。", "{n} commitments.")
LEFT = Bilingual("往年结转任务", "Left over from earlier years")
LEFT_SAID = Bilingual("往年到期、尚未办结的任务{n}项。", "{n} were due in an earlier year.")
PLAN_COLUMNS = (
    Column(TASK, 3),
    Column(LEAD, 2),
    Column(UNIT, 2),
    Column(DUE, 2),
    Column(Bilingual("衡量标准", "Measure"), 3),
)
MEETINGS = Bilingual("会议和时限", "Meetings and days")
MEETINGS_SAID = Bilingual("本年会议和时限{n}项。", "{n} meetings and days.")
MEETING_COLUMNS = (
    Column(Bilingual("日期", "Day"), 2),
    Column(Bilingual("事项", "What"), 3),
    Column(Bilingual("承办", "Host"), 1.4),
)
CALLED = Bilingual("已通知的会议", "Meetings called")
CALLED_SAID = Bilingual("已发通知的会议{n}次。", "{n} meetings were called.")
CALLED_COLUMNS = (
    Column(Bilingual("日期", "Day"), 2),
    Column(Bilingual("会议", "Meeting"), 3),
    Column(Bilingual("地点", "Place"), 1.4),
)
SUMMARY = Bilingual("{year}年合作工作总结", "Summary of the work of {year}")
CLOSED = Bilingual("办结任务", "Closed")
CLOSED_SAID = Bilingual("本年办结{n}项。", "{n} were closed this year.")
CLOSED_COLUMNS = (
    Column(UNIT, 2),
    Column(TASK, 3),
    Column(Bilingual("办结日期", "Closed on"), 2),
    Column(Bilingual("完成情况", "What was done"), 3.4),
    Column(FIGURES, 2.4),
)
ADJUSTED = Bilingual("调整任务", "Adjusted")
ADJUSTED_SAID = Bilingual("本年调整{n}项次。", "{n} adjustments this year.")
ADJUSTED_COLUMNS = (
    Column(UNIT, 2),
    Column(TASK, 3),
    Column(Bilingual("调整日期", "Adjusted on"), 2.4),
    Column(WHY, 3),
)
BY_DECISION = Bilingual("{why}（依据：{decided}）", "{why} (decided by: {decided})")
REQUESTS = Bilingual("提请协调事项", "Coordination asked for")
REQUESTS_SAID = Bilingual("本年签发提请函{n}件。", "{n} requests were signed this year.")
REQUEST_COLUMNS = (
    Column(TASK, 2.4),
    Column(Bilingual("提请", "To"), 1.6),
    Column(Bilingual("签发日期", "Signed on"), 2.4),
    Column(Bilingual("提请事项", "What was asked"), 2.4),
    Column(Bilingual("协调结果", "What came of it"), 2.4),
)
UNANSWERED = Bilingual("尚未答复", "not answered yet")
REPORTED = Bilingual("报送的数据和出处", "Figures, and who reported them")
REPORTED_SAID = Bilingual(
    "本年报送数据{n}项次，照录；几次报送说法不同的，都予保留。",
    "{n} figures, as they were reported; where reports differ, all of them stay.",
)
REPORTED_COLUMNS = (
    Column(FIGURES, 2),
    Column(Bilingual("报送内容", "As reported"), 2.4),
    Column(Bilingual("期间", "Period"), 1),
    Column(Bilingual("报送单位", "Reported by"), 2.4),
    Column(Bilingual("报送日期", "Reported on"), 1.6),
)
DECISIONS = Bilingual("会议和议定事项", "Meetings and what they decided")
DECISIONS_SAID = Bilingual("本年会议议定{n}项。", "The meetings of the year decided {n} items.")
DECISION_COLUMNS = (
    Column(Bilingual("会议", "Meeting"), 2.4),
    Column(Bilingual("议题", "Item"), 2.4),
    Column(Bilingual("结论", "Outcome"), 1.2),
    Column(Bilingual("议定内容", "In words"), 3),
)
ON_DAY = Bilingual("{title}（{day}）", "{title} ({day})")
NEXT = Bilingual("{year}年合作事项清单", "List of matters for {year}")
ITEMS = Bilingual("事项", "Matters")
ITEMS_SAID = Bilingual("转入下一年的事项{n}项。", "{n} matters go on into the next year.")
NEXT_COLUMNS = (
    Column(Bilingual("事项", "Matter"), 3),
    Column(Bilingual("单位", "Whose"), 2),
    Column(DUE, 2),
    Column(Bilingual("列入理由", "Why it is here"), 3.4),
)
PAUSED = Bilingual("暂停，待恢复：{why}", "paused: {why}")
OVERDUE = Bilingual("逾期未办结", "overdue and not closed")
SUCCEEDS = Bilingual("由已调整的任务接续", "takes the place of one that was adjusted")
READJUSTED = Bilingual("本年已调整，继续办理", "adjusted this year, and goes on")
LASTS = Bilingual("跨年度任务", "goes beyond the year")
GOES_ON = Bilingual("尚未办结（{status}）", "not closed yet ({status})")
COORDINATE = Bilingual("协调“{title}”", "Coordinate “{title}”")
REQUESTED = Bilingual("{day}提请协调，尚未答复", "requested on {day}, not answered yet")
STANDS = {
    "deferred": OUTCOMES["deferred"],
    "returned": OUTCOMES["returned"],
    "carried over": Bilingual("未及审议", "not reached"),
}
PUT_OFF = Bilingual("{sitting}：{stands}", "{sitting}: {stands}")
WITH = Bilingual("{why}，{more}", "{why}, {more}")
