"""Meetings as an iCalendar (RFC 5545), for a reader's own calendar.

A meeting whose day is known is an all-day event. One of which only the month or the
year is known gets none: a calendar knows days alone, and none is invented. The
calendar's description counts those.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vText

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period


@dataclass(frozen=True)
class Entry:
    """A meeting as a calendar shows it; `uid` stays the same in every version of the record."""

    uid: str
    name: Bilingual
    day: Period
    basis: Bilingual  # what the day rests on
    source: Bilingual
    decided: Bilingual | None = None
    host: Bilingual | None = None


def calendar(name: Bilingual, entries: Iterable[Entry], stamp: datetime) -> bytes:
    """A calendar of those entries whose day is known; `stamp` is when the record was loaded."""
    listed = list(entries)
    dated = [entry for entry in listed if entry.day.precision == "day"]
    words = COUNTED.fill(n=len(dated), left=len(listed) - len(dated))
    made = Calendar()
    made.add("prodid", "-//Lianxi//Lianxi//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        made.add(key, vText(name.zh))
    for key in ("description", "x-wr-caldesc"):
        made.add(key, vText(f"{name.en}\n{words.zh}\n{words.en}"))
    for entry in dated:
        made.add_component(_event(entry, stamp))
    written: bytes = made.to_ical()
    return written


def _event(entry: Entry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.day.start)
    event.add("dtend", entry.day.stop)
    event.add("summary", entry.name.zh)
    event.add("description", "\n".join(_said(entry)))
    if entry.host is not None:
        event.add("location", entry.host.zh)
    event.add("transp", "TRANSPARENT")
    return event


def _said(entry: Entry) -> Iterable[str]:
    """The English name, what was decided, and where it is written."""
    yield entry.name.en
    if entry.decided is not None:
        yield from (entry.decided.zh, entry.decided.en)
    source = SOURCE.fill(basis=entry.basis, source=entry.source)
    yield from (source.zh, source.en)


COUNTED = Bilingual(
    "列出{n}次知道哪一天的会议；另有{left}次只知年月或日期未载明，未列出。",
    "Meetings whose day is known: {n}. Left out, because only the month or the year is "
    "known, or nothing: {left}.",
)
SOURCE = Bilingual("日期{basis}。来源：{source}", "The day is {basis}. Source: {source}")
