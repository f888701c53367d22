"""A fund's year (资金年度): its budget is settled, it is closed, audited, mended and reported.

What was granted and booked stands in the ledger; here stands who planned, settled, closed, audited
and mended what. Whoever drafted a budget does not settle it, and nobody who planned or booked in
a year audits it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import fund_year_words as words
from lianxi.governance.road.act import Act
from lianxi.governance.road.fund_year_acts import (
    Audited,
    AuditFinding,
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
from lianxi.governance.road.fund_year_checks import untimely, wrong_audit, wrong_budget
from lianxi.governance.road.procedure import BEGIN, BEGUN, Duty, Face, Procedure
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words


@dataclass(frozen=True)
class Version:
    """A budget as it was drafted or adjusted: by whom, when and why."""

    budget: Budget
    by: str
    day: date
    why: str = ""


@dataclass(frozen=True)
class Mending:
    """A finding and how it was mended; `refused` are the days and reasons it was not accepted.

    `stands` is the transfer that it is about now: what was booked anew in place of the first, where
    that correction was not accepted; None where nothing stands that could be taken back.
    """

    finding: AuditFinding
    stands: int | None = None
    said: Explained | Corrected | None = None
    by: str = ""
    since: date | None = None
    accepted: date | None = None
    refused: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class Done:
    """Something done once in a year: what, when and by whom."""

    day: date
    by: str


@dataclass(frozen=True)
class FundYear:
    """A fund's year as it stands after its acts.

    `settled` are the budgets that came to bind, each with the number of its document and its day;
    `pending` is one that waits to be settled, `returned` why the last one came back.
    """

    begun: BudgetDrafted | YearBegun
    since: date
    planners: tuple[str, ...]
    pending: Version | None = None
    returned: tuple[str, date] | None = None
    settled: tuple[tuple[Version, str, date], ...] = ()
    closed: YearClosed | None = None
    closed_by: Done | None = None
    audit: Audited | None = None
    audited_by: Done | None = None
    mendings: tuple[Mending, ...] = ()
    reported: YearReported | None = None
    ended: date | None = None

    @property
    def budget(self) -> Budget | None:
        """The budget that binds; None where none was settled."""
        return self.settled[-1][0].budget if self.settled else None

    @property
    def unmended(self) -> int:
        """How many findings are not yet mended and accepted."""
        return sum(each.accepted is None for each in self.mendings)

    @property
    def stage(self) -> str:
        """One of `FUND_YEAR.stages`."""
        if self.reported is not None:
            return "reported"
        if self.audit is not None:
            return "mending" if self.unmended else "audited"
        if self.closed is not None:
            return "closed"
        if self.settled or isinstance(self.begun, YearBegun):
            return "open"
        return "drafted" if self.pending is not None else "returned"


def follow(state: FundYear | None, act: Act[object]) -> FundYear | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, BudgetDrafted | YearBegun):
        return _begun(what, act) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.ended is not None:
        return Refused(words.REPORTED.fill(day=in_words(state.ended)))
    return _NEXT[type(what)](state, what, act)


def _begun(what: BudgetDrafted | YearBegun, act: Act[object]) -> FundYear | Refused:
    if not what.fund:
        return Refused(words.NO_FUND)
    if not what.title.zh.strip():
        return Refused(words.NO_TITLE)
    if not what.body:
        return Refused(words.NO_BODY)
    if isinstance(what, YearBegun):
        started = FundYear(what, act.day, (act.by,))
        return started if what.why.strip() else Refused(words.NO_REASON)
    wrong = wrong_budget(what.budget)
    if wrong is not None:
        return Refused(wrong)
    return FundYear(what, act.day, (act.by,), Version(what.budget, act.by, act.day))


def _revised(state: FundYear, what: BudgetRevised, act: Act[object]) -> FundYear | Refused:
    if state.closed is not None:
        return _is_closed(state)
    if what.budget == (state.pending.budget if state.pending else state.budget):
        return Refused(words.SAME_BUDGET)
    if not what.why.strip():
        return Refused(words.NO_REASON)
    wrong = wrong_budget(what.budget)
    if wrong is not None:
        return Refused(wrong)
    return replace(
        state,
        planners=(*state.planners, act.by),
        pending=Version(what.budget, act.by, act.day, what.why),
        returned=None,
    )


def _settled(state: FundYear, what: BudgetSettled, act: Act[object]) -> FundYear | Refused:
    if state.pending is None:
        return Refused(words.NOT_PENDING)
    if state.pending.by == act.by:
        return Refused(words.OWN_BUDGET)
    if not what.number.strip():
        return Refused(words.NO_NUMBER)
    settled = (*state.settled, (state.pending, what.number, act.day))
    return replace(state, pending=None, settled=settled)


def _returned(state: FundYear, what: BudgetReturned, act: Act[object]) -> FundYear | Refused:
    if state.pending is None:
        return Refused(words.NOT_PENDING)
    if state.pending.by == act.by:
        return Refused(words.OWN_BUDGET)
    if not what.why.strip():
        return Refused(words.NO_REASON)
    return replace(state, pending=None, returned=(what.why, act.day))


def _closed(state: FundYear, what: YearClosed, act: Act[object]) -> FundYear | Refused:
    if state.closed is not None:
        return _is_closed(state)
    if state.pending is not None:
        return Refused(words.PENDING.fill(day=in_words(state.pending.day)))
    if act.day.year <= state.begun.year:
        return Refused(words.NOT_OVER.fill(year=state.begun.year))
    return replace(state, closed=what, closed_by=Done(act.day, act.by))


def _is_closed(state: FundYear) -> Refused:
    assert state.closed_by is not None
    return Refused(words.YEAR_CLOSED.fill(year=state.begun.year, day=in_words(state.closed_by.day)))


def _audited(state: FundYear, what: Audited, act: Act[object]) -> FundYear | Refused:
    if state.audited_by is not None:
        day = in_words(state.audited_by.day)
        return Refused(words.AUDITED_TWICE.fill(year=state.begun.year, day=day))
    if state.closed_by is None:
        return Refused(words.NOT_CLOSED.fill(year=state.begun.year))
    if act.by in {*what.bookers, *state.planners, state.closed_by.by}:
        return Refused(words.BOOKED_IT)
    wrong = wrong_audit(what) or untimely(what.day, state.closed_by.day, act.day)
    if wrong is not None:
        return Refused(wrong)
    mendings = tuple(Mending(each, each.transfer, since=act.day) for each in what.findings)
    return replace(state, audit=what, audited_by=Done(act.day, act.by), mendings=mendings)


def _mended(state: FundYear, what: Explained | Corrected, act: Act[object]) -> FundYear | Refused:
    mending = open_finding(state, what.finding)
    if isinstance(mending, Refused):
        return mending
    if mending.said is not None:
        return Refused(words.MENDED.fill(n=what.finding))
    if not what.text.strip():
        return Refused(words.NO_TEXT)
    if isinstance(what, Corrected):
        about = mending.stands
        if about is None:
            return Refused(words.NO_TRANSFER.fill(n=what.finding))
        if what.transfer != about:
            return Refused(words.OTHER_TRANSFER.fill(n=what.finding, transfer=about))
    return _with(state, what.finding, replace(mending, said=what, by=act.by, since=act.day))


def _judged(state: FundYear, what: MendingJudged, act: Act[object]) -> FundYear | Refused:
    mending = open_finding(state, what.finding)
    if isinstance(mending, Refused):
        return mending
    if mending.said is None:
        return Refused(words.NOT_MENDED.fill(n=what.finding))
    if act.by == mending.by:
        return Refused(words.OWN_MENDING)
    if what.accepted:
        return _with(state, what.finding, replace(mending, accepted=act.day, since=act.day))
    if not what.why.strip():
        return Refused(words.NO_REASON)
    refused = (*mending.refused, (act.day, what.why))
    stands = mending.said.anew if isinstance(mending.said, Corrected) else mending.stands
    again = Mending(mending.finding, stands, since=act.day, refused=refused)
    return _with(state, what.finding, again)


def open_finding(state: FundYear, number: int) -> Mending | Refused:
    """A finding by its number that is not yet mended and accepted, or why there is none."""
    if state.audit is None:
        return Refused(words.NOT_AUDITED)
    if not 1 <= number <= len(state.mendings):
        return Refused(words.NO_SUCH_FINDING.fill(n=number))
    mending = state.mendings[number - 1]
    return mending if mending.accepted is None else Refused(words.ACCEPTED.fill(n=number))


def _with(state: FundYear, number: int, mending: Mending) -> FundYear:
    mendings = (*state.mendings[: number - 1], mending, *state.mendings[number:])
    return replace(state, mendings=mendings)


def _reported(state: FundYear, what: YearReported, act: Act[object]) -> FundYear | Refused:
    if state.audit is None:
        return Refused(words.NOT_AUDITED)
    if state.unmended:
        return Refused(words.NOT_ALL_MENDED.fill(n=state.unmended))
    if not what.number.strip():
        return Refused(words.NO_NUMBER)
    return replace(state, reported=what, ended=act.day)


_NEXT: Mapping[type[object], Callable[..., FundYear | Refused]] = {
    BudgetRevised: _revised,
    BudgetSettled: _settled,
    BudgetReturned: _returned,
    YearClosed: _closed,
    Audited: _audited,
    Explained: _mended,
    Corrected: _mended,
    MendingJudged: _judged,
    YearReported: _reported,
}


def matter_of(fund: str, year: int) -> str:
    """What names a fund's year among all of them.

    >>> matter_of("promotion-fund", 2012)
    'promotion-fund/2012'
    """
    return f"{fund}/{year}"


def face(state: FundYear) -> Face:
    """What a fund's year amounts to."""
    begun = state.begun
    return Face(
        begun.title,
        state.stage,
        state.since,
        matter=matter_of(begun.fund, begun.year),
        body=begun.body,
        ended=state.ended,
        duties=() if state.ended else tuple(_duties(state)),
    )


def _duties(state: FundYear) -> Iterator[Duty]:
    """The body settles what is before it; whoever keeps the accounts owes the rest, in order."""
    fund, begun = f"fund:{state.begun.fund}", state.begun
    if state.pending is not None:
        yield Duty("settle-budget", f"body:{begun.body}", state.pending.day)
    if state.stage == "returned":
        assert state.returned is not None
        yield Duty("draft-budget", fund, state.returned[1])
    if state.stage in ("returned", "open"):
        yield Duty("close-year", fund, max(date(begun.year + 1, 1, 1), state.since))
    if state.stage == "closed":
        assert state.closed_by is not None
        yield Duty("audit", fund, state.closed_by.day)
    for n, each in enumerate(state.mendings, 1):
        if each.accepted is None:
            what = "mend" if each.said is None else "check-mending"
            yield Duty(what, fund, each.since or state.since, None, str(n))
    if state.stage == "audited":
        assert state.audited_by is not None
        days = [each.accepted for each in state.mendings if each.accepted is not None]
        yield Duty("report-year", fund, max([state.audited_by.day, *days]))


FUND_YEAR: Procedure[FundYear] = Procedure(
    "fund-year",
    Bilingual("资金年度", "fund's year"),
    acts={
        "draft": BudgetDrafted,
        "begin": YearBegun,
        "revise": BudgetRevised,
        "settle": BudgetSettled,
        "return": BudgetReturned,
        "close": YearClosed,
        "audit": Audited,
        "explain": Explained,
        "correct": Corrected,
        "judge": MendingJudged,
        "report": YearReported,
    },
    said={
        "draft": Bilingual("编制年度预算", "budget drafted"),
        "begin": Bilingual("不编预算，开始年度", "begun without a budget"),
        "revise": Bilingual("调整预算", "budget adjusted"),
        "settle": Bilingual("核定预算", "budget settled"),
        "return": Bilingual("退回预算", "budget returned"),
        "close": Bilingual("年终结转", "closed"),
        "audit": Bilingual("登记审计意见", "audit entered"),
        "explain": Bilingual("说明审计发现的问题", "finding explained"),
        "correct": Bilingual("更正审计发现的问题", "finding corrected"),
        "judge": Bilingual("复核整改", "mending looked at"),
        "report": Bilingual("报送年度报告", "reported"),
    },
    stages={
        "drafted": Bilingual("预算待核定", "budget to be settled"),
        "returned": Bilingual("预算已退回", "budget returned"),
        "open": Bilingual("执行中", "open"),
        "closed": Bilingual("已结转，待审计", "closed, to be audited"),
        "mending": Bilingual("整改中", "findings being mended"),
        "audited": Bilingual("已审计，待报告", "audited, to be reported"),
        "reported": Bilingual("已报告", "reported"),
    },
    follow=follow,
    face=face,
)
