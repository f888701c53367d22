"""The deadlines of a year: what clauses of agreements are due, on a working day.

A day that is not worked moves to the next one that is (Civil Code, art. 203); of a month
or a year the last working day is meant.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from lianxi.charter.article import Article
from lianxi.charter.kinds.agreement import PARTIES
from lianxi.charter.package import Package
from lianxi.governance.agreements import Agreement, agreement
from lianxi.governance.planned import Planned, concerned, joined
from lianxi.governance.terms import Term
from lianxi.governance.working_days import WorkingDays
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period

IN_FORCE = ("practised", "pilot")


def deadlines(
    package: Package, year: int, days: WorkingDays, known: date | None = None
) -> list[Planned]:
    """What is due in a year under the texts in force on the days when it is due."""
    found: dict[str, Planned] = {}
    for article in package.kind("agreement"):
        for each in _texts(package, article, year, known):
            for term in each.terms:
                if term.due is None or term.due.year != year:
                    continue
                day = on(term.due, days)
                then = agreement(package, article, min(day, _last_of(term.due)), known)
                if then is not None and _still(then, term):
                    planned = _planned(package, then, term, day, days)
                    found[planned.uid] = planned
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
    return due.stop - timedelta(days=1) if due.stop else date.max


def _texts(
    package: Package, article: Article, year: int, known: date | None
) -> Iterator[Agreement]:
    """The texts of an agreement that were in force at any time of a year."""
    starts = {v.in_force_from.start for v in article.in_order()}
    days = {date(year, 1, 1), *(day for day in starts if day and day.year == year)}
    texts = (agreement(package, article, day, known) for day in sorted(days))
    return (text for text in texts if text is not None and text.standing in IN_FORCE)


def _still(then: Agreement, term: Term) -> bool:
    """Whether a clause and its deadline are in force on the day when it is due."""
    return then.standing in IN_FORCE and any(
        each.id == term.id and each.due == term.due for each in then.terms
    )


def _planned(package: Package, of: Agreement, term: Term, day: date, days: WorkingDays) -> Planned:
    assert term.due is not None
    said = of.text.get(PARTIES)
    support = of.binds() if term.support == "each member" else (term.support,)
    notes = [
        LEAD.fill(lead=package.of("unit" if "/" in term.lead else "party", term.lead))
        if term.lead
        else NO_LEAD,
        _moved(term.due, day),
        days.unlisted(day.year),
    ]
    return Planned(
        uid=f"{of.article.id}-{term.id}-{term.due}",
        kind="deadline",
        date=Period.on(day),
        body=said.seats_of if said else None,
        article=of.article.id,
        what=WHAT.fill(name=of.name, subject=term.clause.subject),
        note=joined(notes),
        parties=concerned([term.lead, *support]),
    )


def _moved(due: Period, day: date) -> Bilingual | None:
    """Why the day is another than the clause names."""
    if due == Period.on(day):
        return None
    return (NEXT if due.precision == "day" else LAST).fill(due=due.words())


WHAT = Bilingual("《{name}》到期：{subject}", "Due under {name}: {subject}")
LEAD = Bilingual("牵头单位：{lead}。", "Lead: {lead}.")
NO_LEAD = Bilingual("牵头单位未载明。", "No lead is named.")
NEXT = Bilingual(
    "约定为{due}，非工作日，顺延至下一个工作日（《民法典》第二百零三条）。",
    "Set for {due}, which is not worked; it moves to the next working day (Civil Code, art. 203).",
)
LAST = Bilingual(
    "约定为{due}，按其最后一个工作日列出。", "Set for {due}; its last working day is listed."
)
