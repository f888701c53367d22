"""Meetings and deadlines as an iCalendar (RFC 5545), for a reader's own calendar.

What has a day is an all-day event, without an hour or a zone: it is that day wherever the
calendar is read. Of what only the month or the year is known gets none: a calendar knows
days alone, and none is invented. The calendar's description counts those.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from icalendar import Calendar, Event, vText

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period

ZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class Entry:
    """What a calendar shows on a day; `uid` stays the same in every version of the record.

    `said` stands below its name in both languages; `state` says whether the day is settled.
    """

    uid: str
    name: Bilingual
    day: Period
    said: tuple[Bilingual, ...] = ()
    host: Bilingual | None = None
    state: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] | None = None


def calendar(
    name: Bilingual, entries: Iterable[Entry], stamp: datetime, counted: Bilingual
) -> bytes:
    """A calendar of those entries whose day is known; `stamp` is when the record was loaded.

    `counted` says how many there are ({n}) and how many were left out ({left}).
    """
    listed = list(entries)
    dated = [entry for entry in listed if entry.day.precision == "day"]
    words = counted.fill(n=len(dated), left=len(listed) - len(dated))
    made = Calendar()
    made.add("prodid", "-//Lianxi//Lianxi//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-timezone", vText(ZONE))
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
    if entry.state is not None:
        event.add("status", entry.state)
    event.add("transp", "TRANSPARENT")
    return event


def _said(entry: Entry) -> Iterable[str]:
    """The English name, then what else is said."""
    yield entry.name.en
    for words in entry.said:
        yield from (words.zh, words.en)
