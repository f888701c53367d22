"""The practical matters in the accounts of a year: each with its commitments and how they stand."""

from collections.abc import Iterator

from lianxi.governance.road.account import (
    DUE,
    LEAD,
    NONE,
    Column,
    Kept,
    Line,
    Records,
    Section,
    last_report,
    table,
    tallied,
    text,
)
from lianxi.governance.road.matters import belonging
from lianxi.kernel.bilingual import Bilingual


def practical_matters(records: Records) -> Section:
    """The practical matters of the year."""
    return table(TITLE, SAID, COLUMNS, _lines(records))


def _lines(records: Records) -> Iterator[Line]:
    by_origin: dict[str, list[Kept]] = {}
    for each in records.commitments:
        by_origin.setdefault(each.state.terms.origin, []).append(each)
    for matter in records.matters:
        if matter.year == records.year:
            own = belonging(matter, by_origin, lambda each: each.ref)
            cells = (
                matter.subject,
                records.called(matter.lead) if matter.lead else NONE,
                matter.due.words() if matter.due else NONE,
                tallied(own) or NO_COMMITMENT,
                _progress(own),
            )
            yield Line(cells, f"agreement/{matter.number}" if matter.number else "")


def _progress(own: list[Kept]) -> Bilingual:
    """What was said last: of closure where it was asked for, else in the last report."""
    for each in reversed(own):
        if each.state.evidence is not None:
            return text(each.state.evidence[0].text)
        report = last_report(each)
        if report is not None:
            return text(report.progress)
    return NONE


TITLE = Bilingual("实事项目", "Practical matters")
SAID = Bilingual("本年实事{n}件。", "{n} practical matters this year.")
COLUMNS = (
    Column(Bilingual("实事", "Practical matter"), 3),
    Column(LEAD, 2),
    Column(DUE, 2),
    Column(Bilingual("办理状态", "How it stands"), 1.6),
    Column(Bilingual("进展", "Progress"), 3),
)
NO_COMMITMENT = Bilingual("未分解", "not broken down yet")
