"""What a careful reader of the history finds: years without a meeting, hosts that nobody names.

Notices, not errors: the record holds what the documents say, and says where they are silent.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from lianxi.charter.figures import figure_words
from lianxi.charter.history import SUBJECT_KINDS
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting, RowReading
from lianxi.governance.meetings import by_chair, meets_on
from lianxi.kernel.bilingual import Bilingual, inner, listed, same
from lianxi.kernel.finding import Finding, Place
from lianxi.kernel.numerals import chinese


def review(package: Package) -> list[Finding]:
    """Everything found, body by body."""
    series: dict[str, list[Meeting]] = {}
    for meeting in package.meetings.values():
        series.setdefault(meeting.body, []).append(meeting)
    found: list[Finding] = []
    for body in sorted(series):
        numbered = [meeting for meeting in series[body] if meeting.ordinal is not None]
        numbered.sort(key=lambda meeting: meeting.ordinal or 0)
        found += _years_without(package, body, numbered)
        found += _derived_dates(package, body, numbered)
        found += _hosts(package, body, numbered)
    return [*found, *_disagreements(package)]


def _disagreements(package: Package) -> Iterator[Finding]:
    """Figures of which another source, or a sum of the same source's, says something else."""
    by_row = {observation.row: observation for observation in package.observations}
    for reading in package.readings:
        observation = by_row.get(reading.row)
        if reading.table != "history/observations.csv" or observation is None:
            continue
        yield Finding(
            "notice",
            "chronicle.disagree",
            observation.place.at("value"),
            {
                "subject": _subject(package, observation.subject),
                "indicator": inner(observation.indicator),
                "period": observation.period.words(),
                "value": figure_words(observation),
                "other": reading.value,
                "source": _titles(package, reading),
            },
        )


def _titles(package: Package, reading: RowReading) -> Bilingual:
    """The documents that a reading stands in, each once."""
    titles = dict.fromkeys(package.sources[each.source].title for each in reading.source)
    return listed([Bilingual(f"《{title.zh}》", title.en) for title in titles])


def _subject(package: Package, id_: str) -> Bilingual:
    """The name of whatever a figure is of."""
    names = (package.of(kind, id_) for kind in SUBJECT_KINDS)
    return next((name for name in names if name != same(id_)), same(id_))


def _years_without(package: Package, body: str, numbered: list[Meeting]) -> Iterator[Finding]:
    """Between two meetings of neighbouring numbers, the years in which one was due."""
    for one, next_ in pairwise(numbered):
        if one.date.year is None or next_.date.year is None or not _neighbours(one, next_):
            continue
        missing: list[int] = []
        last, rhythm = one.date.year, None
        for year in range(one.date.year + 1, next_.date.year):
            meets = meets_on(package, body, date(year, 1, 1))
            if meets is not None and meets.every is not None:
                years = {"year": meets.every.count}.get(meets.every.unit, 1)
                if year - last >= years:
                    missing.append(year)
                    last, rhythm = year, meets.every.each()
        if missing and rhythm is not None:
            yield _finding(
                package,
                "chronicle.no-meeting",
                body,
                next_.place,
                years=listed([Bilingual(f"{year}年", str(year)) for year in missing]),
                one=_number(one),
                next=_number(next_),
                before=one.date.words(),
                after=next_.date.words(),
                rhythm=rhythm,
            )


def _neighbours(one: Meeting, next_: Meeting) -> bool:
    return (next_.ordinal or 0) - (one.ordinal or 0) == 1


def _derived_dates(package: Package, body: str, numbered: list[Meeting]) -> Iterator[Finding]:
    derived = [meeting for meeting in numbered if meeting.date_provenance.status == "derived"]
    if derived:
        yield _counted(package, "chronicle.date-derived", body, derived)


def _hosts(package: Package, body: str, numbered: list[Meeting]) -> Iterator[Finding]:
    """Meetings without a host, those whose host is derived, and chairs that follow from hosts."""
    silent = [meeting for meeting in numbered if meeting.host is None]
    derived = [m for m in numbered if m.host and m.host_provenance.status == "derived"]
    if silent:
        yield _counted(package, "chronicle.host-silent", body, silent)
    if derived:
        yield _counted(package, "chronicle.host-derived", body, derived)
    chaired = [meeting for meeting in numbered if by_chair(package, meeting)]
    if chaired:
        known = [meeting for meeting in chaired if meeting.host]
        place = chaired[0].place.at("host")
        counts = {"n": len(known), "left": len(chaired) - len(known)}
        yield _finding(package, "chronicle.no-chair", body, place, **counts)


def _counted(package: Package, code: str, body: str, meetings: list[Meeting]) -> Finding:
    named = listed([_number(meeting) for meeting in meetings])
    return _finding(package, code, body, meetings[0].place, n=len(meetings), meetings=named)


def _number(meeting: Meeting) -> Bilingual:
    number = meeting.ordinal or 0
    return Bilingual(f"第{chinese(number)}次", str(number))


def _finding(
    package: Package, code: str, body: str, place: Place, **values: Bilingual | int
) -> Finding:
    name = package.of("body", body)
    return Finding("notice", code, place, {"body": name, **values})
