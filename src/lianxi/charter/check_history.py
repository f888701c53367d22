"""What holds among meetings, topics and other readings."""

from itertools import pairwise

from lianxi.charter.language import TABLES
from lianxi.charter.layers import BASE
from lianxi.charter.package import Package
from lianxi.charter.reading import Reader
from lianxi.charter.rows import Meeting
from lianxi.kernel.finding import Place

READINGS = "history/readings.csv"
MEETINGS = "history/meetings.csv"


def check(package: Package, reader: Reader) -> None:
    """Check the history tables."""
    _meetings(package, reader)
    _topics(package, reader)
    _readings(package, reader)


def _meetings(package: Package, reader: Reader) -> None:
    """The meetings of a body are numbered without a gap, in the order of their dates."""
    # A row left out is no gap.
    whole = not {MEETINGS, BASE + MEETINGS} & reader.troubled()
    by_body: dict[str, list[Meeting]] = {}
    for meeting in package.meetings.values():
        name = package.meeting_name(meeting)
        if not meeting.date.known:
            reader.report("meeting.undated", meeting.place.at("date"), meeting=name)
        if meeting.host is None:
            reader.report("meeting.no-host", meeting.place.at("host"), meeting=name)
        if meeting.ordinal is not None:
            by_body.setdefault(meeting.body, []).append(meeting)
    for meetings in by_body.values():
        numbered = sorted(meetings, key=lambda meeting: meeting.ordinal or 0)
        for one, next_ in pairwise(numbered):
            _neighbours(package, one, next_, reader)
            if whole:
                _no_gap(package, one, next_, reader)


def _neighbours(package: Package, one: Meeting, next_: Meeting, reader: Reader) -> None:
    numbers = {"one": one.ordinal or 0, "next": next_.ordinal or 0}
    body = package.of("body", one.body)
    if one.ordinal == next_.ordinal:
        reader.report("meeting.twice", next_.place.at("ordinal"), body=body, **numbers)
    earlier, later = one.date.start, next_.date.start
    if earlier and later and later < earlier:
        dates = {"date": str(one.date), "next_date": str(next_.date)}
        reader.report("meeting.order", next_.place.at("date"), body=body, **numbers, **dates)


def _no_gap(package: Package, one: Meeting, next_: Meeting, reader: Reader) -> None:
    numbers = {"one": one.ordinal or 0, "next": next_.ordinal or 0}
    if numbers["next"] - numbers["one"] > 1:
        body = package.of("body", one.body)
        reader.report("meeting.gap", next_.place.at("ordinal"), body=body, **numbers)


def _topics(package: Package, reader: Reader) -> None:
    """A range ends after it begins; nothing is set before the meeting that set it."""
    for topic in package.topics.values():
        to, meeting = topic.to, package.meetings.get(topic.meeting or "")
        if to is not None and to.before(topic.period):
            values = {"period": str(topic.period), "to": str(to)}
            reader.report("topic.order", topic.place.at("to"), name=topic.name, **values)
        if meeting is not None and topic.period.before(meeting.date):
            reader.report(
                "topic.before-meeting",
                topic.place.at("period"),
                name=topic.name,
                period=str(topic.period),
                meeting=package.meeting_name(meeting),
                date=str(meeting.date),
            )


def _readings(package: Package, reader: Reader) -> None:
    """Another reading names a table, a row and a column that there are."""
    readable = [path for path in TABLES if path != READINGS]
    troubled = reader.troubled()  # a row left out of its table is there all the same
    for reading in package.readings:
        place = Place(reading.place.file, "", reading.place.row)
        if reading.table not in readable:
            reader.report("reading.table", place.at("table"), known=", ".join(readable))
            continue
        named = {TABLES[reading.table].row_id(c) for c in package.lines(reading.table)}
        whole = not {reading.table, BASE + reading.table} & troubled
        if reading.row not in named and whole:
            reader.report("reading.row", place.at("row"), row=reading.row, table=reading.table)
        names = {key.name for key in TABLES[reading.table].keys}
        names |= {name.removesuffix("_zh") for name in names if name.endswith("_zh")}
        if reading.column not in names:
            column, table = reading.column, reading.table
            reader.report("reading.column", place.at("column"), column=column, table=table)
