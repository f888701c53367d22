"""The deadlines of a year, on working days: clauses, tasks, mid-term reviews, progress reports.

A day that is not worked moves to the next one that is (Civil Code, art. 203); of a month
or a year the last working day is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lianxi.charter.article import Article
from lianxi.charter.kinds.agreement import PARTIES
from lianxi.charter.package import Package
from lianxi.governance.agreements import agreement
from lianxi.governance.lasting import last_day
from lianxi.governance.members import members
from lianxi.governance.planned import Planned, concerned, joined
from lianxi.governance.plans import plan
from lianxi.governance.rotation import stretches
from lianxi.governance.rules import follow_up
from lianxi.governance.terms import Term
from lianxi.governance.windows import Window, windows
from lianxi.governance.working_days import WorkingDays
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period

DAY = timedelta(days=1)
IN_FORCE = ("practised", "pilot")


def deadlines(
    package: Package, year: int, days: WorkingDays, known: date | None = None
) -> list[Planned]:
    """What is due in a year under the texts in force on the days when it is due."""
    found: dict[str, Planned] = {}
    for article in package.articles.values():
        if article.kind.name in ("agreement", "plan"):
            found |= {each.uid: each for each in _of(package, article, year, days, known)}
        elif article.kind.name == "body":
            found |= {each.uid: each for each in _reports(package, article, year, days, known)}
    return list(found.values())


def on(due: Period, days: WorkingDays) -> date:
    """The working day that a deadline means.

    >>> on(Period.read("2027-05"), WorkingDays((), (), frozenset()))
    datetime.date(2027, 5, 31)
    >>> on(Period.read("2027-05-30"), WorkingDays((), (), frozenset()))
    datetime.date(2027, 5, 31)
    """
    if due.precision == "day" and due.start is not None:
        return days.next_working(due.start)
    return days.last_working(_last_of(due))


def _last_of(due: Period) -> date:
    return due.stop - DAY if due.stop else date.max


@dataclass(frozen=True)
class _Text:
    """An agreement or a plan as of a day: what it sets, and who carries it."""

    id: str
    name: Bilingual
    body: str | None
    carriers: tuple[str, ...]
    terms: tuple[Term, ...]
    mid_term: Period | None = None


def _text(package: Package, article: Article, day: date, known: date | None) -> _Text | None:
    """An agreement or a plan in force on a day."""
    if article.kind.name == "plan":
        found = plan(article, day, known)
        if found is None or found.standing not in IN_FORCE:
            return None
        seated = members(package, found.set_by, day, known) if found.set_by else []
        carriers = tuple(member.party.id for member in seated)
        return _Text(article.id, found.name, found.set_by, carriers, found.terms, found.mid_term)
    signed = agreement(package, article, day, known)
    if signed is None or signed.standing not in IN_FORCE:
        return None
    said = signed.text.get(PARTIES)
    body = said.seats_of if said else None
    return _Text(article.id, signed.name, body, signed.binds(), signed.terms)


def _of(
    package: Package, article: Article, year: int, days: WorkingDays, known: date | None
) -> Iterator[Planned]:
    """What one agreement or plan has due in a year."""
    starts = {version.in_force_from.start for version in article.in_order()}
    looked = {date(year, 1, 1), *(day for day in starts if day and day.year == year)}
    for day in sorted(looked):
        text = _text(package, article, day, known)
        for term in text.terms if text else ():
            if term.due is not None and term.due.year == year:
                when = min(on(term.due, days), _last_of(term.due))
                then = _text(package, article, when, known)
                if then and any((t.id, t.due) == (term.id, term.due) for t in then.terms):
                    yield _clause(package, then, term, term.due, days)
        if text and text.mid_term and text.mid_term.year == year:
            yield _mid_term(text, text.mid_term, days)


def _clause(package: Package, of: _Text, term: Term, due: Period, days: WorkingDays) -> Planned:
    support = of.carriers if term.support == "each member" or term.per_member else (term.support,)
    lead = NO_LEAD
    if term.lead:
        lead = LEAD.fill(lead=package.of("unit" if "/" in term.lead else "party", term.lead))
    day = on(due, days)
    return Planned(
        uid=f"{of.id}-{term.id}-{due}",
        kind="deadline",
        date=Period.on(day),
        body=of.body,
        article=of.id,
        what=WHAT.fill(name=of.name, subject=term.clause.subject),
        remark=joined([lead, _moved(due, day)]),
        unlisted=days.unlisted(day.year),
        parties=concerned([term.lead, *support]),
    )


def _mid_term(of: _Text, due: Period, days: WorkingDays) -> Planned:
    day = on(due, days)
    return Planned(
        uid=f"{of.id}-mid-term",
        kind="deadline",
        date=Period.on(day),
        body=of.body,
        article=of.id,
        what=MID_TERM.fill(name=of.name),
        remark=_moved(due, day),
        unlisted=days.unlisted(day.year),
        parties=of.carriers,
    )


def _reports(
    package: Package, article: Article, year: int, days: WorkingDays, known: date | None
) -> Iterator[Planned]:
    """The days by which progress is reported to a body that follows commitments up."""
    if not any("follow_up" in version.states for version in article.versions):
        return
    starts = [stretch.start for stretch in stretches(article, known)]
    for ends in range(max(year - 1, min(starts, default=date.max).year), year + 1):
        rules = follow_up(package, article.id, date(ends, 12, 31), known)
        if rules is None or rules.report_within is None:
            continue
        for window in windows(rules.every, None, ends, ends):
            due = days.next_working(last_day(window.stop - DAY, rules.report_within, days))
            then = follow_up(package, article.id, window.stop - DAY, known)
            if due.year == year and then == rules:
                yield Planned(
                    uid=f"{article.id}-{ends}-{window.name}-report",
                    kind="deadline",
                    date=Period.on(due),
                    body=article.id,
                    article=article.id,
                    what=REPORT.fill(name=article.name, of=_round(ends, window)),
                    remark=WITHIN.fill(within=rules.report_within.words()),
                    unlisted=days.unlisted(year),
                    parties=_followed(package, article.id, due, known),
                )


def _round(year: int, window: Window) -> Bilingual:
    """The part of a year that a round of follow-up is of."""
    if window.words is None:
        return Bilingual(f"{year}年", str(year))
    return ROUND.fill(year=year, part=window.words)


def _followed(package: Package, body: str, day: date, known: date | None) -> tuple[str, ...]:
    """Whoever has a seat in the body, or in the region's main one where it has none."""
    seated = members(package, body, day, known)
    seated = seated or members(package, package.region.main_body, day, known)
    return tuple(member.party.id for member in seated)


def _moved(due: Period, day: date) -> Bilingual | None:
    """Why the day is another than the clause names."""
    if due == Period.on(day):
        return None
    return (NEXT if due.precision == "day" else LAST).fill(due=due.words())


WHAT = Bilingual("《{name}》到期：{subject}", "Due under {name}: {subject}")
MID_TERM = Bilingual("《{name}》中期评估", "Mid-term review of {name}")
REPORT = Bilingual("向{name}报送{of}进展", "Report to {name} on the progress of {of}")
ROUND = Bilingual("{year}年{part}", "{part} of {year}")
WITHIN = Bilingual("每期结束后{within}内报送。", "Reported within {within} of the round's end.")
LEAD = Bilingual("牵头单位：{lead}。", "Lead: {lead}.")
NO_LEAD = Bilingual("牵头单位未载明。", "No lead is named.")
NEXT = Bilingual(
    "约定为{due}，非工作日，顺延至下一个工作日（《民法典》第二百零三条）。",
    "Set for {due}, which is not worked; it moves to the next working day (Civil Code, art. 203).",
)
LAST = Bilingual(
    "约定为{due}，按其最后一个工作日列出。", "Set for {due}; its last working day is listed."
)
