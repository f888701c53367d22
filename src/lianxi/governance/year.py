"""The year of a region: every meeting and every deadline that its articles ask for.

    for each in year(package, 2027):
        print(each.date, each.what.zh, each.host)

A meeting gets a working day, proposed, within the part of the year that its article
names; one that is on record has its own day. A rhythm asks for a meeting if it is in
force on the day that it would be held, so that a body that ends in May has no meeting
in autumn. Bodies that meet as needed have no days: `as_needed` names them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lianxi.charter.kinds.body import CHAIR, MEETS, SEATS, Meets
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting
from lianxi.governance.deadlines import deadlines
from lianxi.governance.planned import Planned, concerned, joined
from lianxi.governance.rotation import BY_TURN, Stretch, Term, at, seated, stretches, terms
from lianxi.governance.windows import Window, windows
from lianxi.governance.working_days import WorkingDays, working_days
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.numerals import chinese
from lianxi.kernel.period import Period
from lianxi.kernel.setting import SettingError

FIRST_YEAR, LAST_YEAR = 1949, 2199


def year(package: Package, of: int, known: date | None = None) -> list[Planned]:
    """What the articles ask for in a year, as known on a day, in order of date."""
    days = working_days(package)
    found = [
        each
        for article in package.kind("body")
        for each in _Body(package, article.id, of, days, known).planned()
    ]
    found += deadlines(package, of, days, known)
    return sorted(found, key=lambda each: (each.date.start or date.max, each.body or "", each.uid))


def asked_year(name: str, text: str) -> int:
    """The year that is asked for; raises `SettingError` where it is none."""
    digits = text.isascii() and text.isdigit() and len(text) == 4
    if digits and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise SettingError(NO_YEAR.fill(name=name, text=text, first=FIRST_YEAR, last=LAST_YEAR))


def as_needed(package: Package, of: int, known: date | None = None) -> list[str]:
    """The bodies that meet in a year when there is need, and have no day."""
    first, stop = date(of, 1, 1), date(of + 1, 1, 1)
    found = []
    for article in package.kind("body"):
        texts = stretches(article, known)
        for stretch, end in _with_ends(texts):
            meets = _meets(stretch)
            if meets and meets.as_needed and stretch.start < stop and end > first:
                found.append(article.id)
                break
    return found


@dataclass(frozen=True)
class _Body:
    """One body in one year."""

    package: Package
    id: str
    year: int
    days: WorkingDays
    known: date | None

    def planned(self) -> Iterator[Planned]:
        """Its meetings: those on record on their days, the others on days that are proposed."""
        held = self._on_record()
        texts = stretches(self.package.articles[self.id], self.known)
        turns = terms(self.package, self.id, date(self.year, 12, 31), self.known)
        for stretch, stop in _with_ends(texts):
            meets = _meets(stretch)
            if meets is None or meets.every is None:
                continue
            base = self._base(stretch)
            for window in windows(meets.every, meets.quarter, base, self.year):
                day = window.proposed(self.days)
                if not stretch.start <= day < stop:
                    continue
                uid = f"{self.id}-{self.year}-{window.name}"
                there = next((m for m in held if m.date.start and m.date.start in window), None)
                if there is not None:
                    held.remove(there)
                    yield self._held(there, uid, stretch, turns)
                else:
                    yield self._proposed(day, uid, stretch, meets, window, at(turns, day))
        for meeting in held:
            yield self._held(meeting, meeting.id, _last(texts, meeting), turns)

    def _on_record(self) -> list[Meeting]:
        """Its meetings of the year that are on record, by date."""
        of = (m for m in self.package.meetings.values() if m.body == self.id)
        in_year = [m for m in of if m.date.year == self.year]
        return sorted(in_year, key=lambda meeting: meeting.date.start or date.max)

    def _base(self, stretch: Stretch) -> int:
        """The year from which a rhythm of more than a year counts: that of the last meeting."""
        of = (m.date.year for m in self.package.meetings.values() if m.body == self.id)
        return max(
            (y for y in of if y and y < self.year), default=min(stretch.start.year, self.year)
        )

    def _proposed(
        self,
        day: date,
        uid: str,
        stretch: Stretch,
        meets: Meets,
        window: Window,
        term: Term | None,
    ) -> Planned:
        assert meets.every is not None
        notes = [
            PROPOSED.fill(rhythm=meets.every.each()),
            _usual(meets.quarter) if window.whole_year else None,
            self._stands_in(term),
        ]
        host, by_turn = _host(meets, stretch, term), meets.host in BY_TURN
        made = self._made(uid, Period.on(day), stretch, host, term)
        return replace(
            made,
            what=_called(stretch.text.name, window.words),
            undecided=by_turn and host is None,
            remark=joined(notes),
            unlisted=self.days.unlisted(self.year),
        )

    def _held(
        self, meeting: Meeting, uid: str, stretch: Stretch | None, turns: Sequence[Term]
    ) -> Planned:
        term = at(turns, meeting.date.start) if meeting.date.start else None
        made = self._made(uid, meeting.date, stretch, meeting.host, term)
        name = self.package.meeting_name(meeting)
        return replace(made, what=name, remark=HELD, meeting=meeting.id)

    def _made(
        self, uid: str, on: Period, stretch: Stretch | None, host: str | None, term: Term | None
    ) -> Planned:
        """A meeting on a day, with its chairs and those whom it concerns."""
        text = stretch.text if stretch else None
        chair, seats = (text.get(CHAIR), text.get(SEATS)) if text else (None, None)
        standing = chair.standing if chair else None
        turn = term.sits if term and chair else None
        day = on.start or date(self.year, 1, 1)
        group = seats.each if seats else None
        members = seated(self.package, group, day, self.known) if group else []
        return Planned(
            uid=uid,
            kind="meeting",
            date=on,
            body=self.id,
            article=self.id,
            what=self.package.of("body", self.id),
            host=host,
            standing=standing,
            chair=turn,
            rotates=term is not None and chair is not None,
            parties=concerned([*members, host, standing, turn]),
        )

    def _stands_in(self, term: Term | None) -> Bilingual | None:
        """Who acts for whom, or that two exchanged their turns."""
        if term is None or term.sits is None:
            return None
        of = self.package.of
        if term.acting is not None and term.party is not None:
            return ACTS.fill(who=of("party", term.acting), whom=of("party", term.party))
        return SWAPPED.fill(who=of("party", term.sits)) if term.by == "swap" else None


def _with_ends(texts: Sequence[Stretch]) -> Iterator[tuple[Stretch, date]]:
    """Each text with the day on which the next one begins."""
    stops = [each.start for each in texts[1:]] + [date.max]
    return zip(texts, stops, strict=True) if texts else iter(())


def _meets(stretch: Stretch) -> Meets | None:
    """The rhythm of a text; a body that has ended has none."""
    return None if stretch.text.standing == "ended" else stretch.text.get(MEETS)


def _last(texts: Sequence[Stretch], meeting: Meeting) -> Stretch | None:
    """The text in force when a meeting was held."""
    begun = [each for each in texts if meeting.date.start and each.start <= meeting.date.start]
    return begun[-1] if begun else None


def _host(meets: Meets, stretch: Stretch, term: Term | None) -> str | None:
    """Who hosts, as far as the article says whose turn or chair it is."""
    if meets.host in BY_TURN:
        return term.sits if term else None
    if meets.host == "standing chair":
        chair = stretch.text.get(CHAIR)
        return chair.standing if chair else None
    return meets.host


def _usual(quarter: int | None) -> Bilingual | None:
    return USUAL.fill(zh=chinese(quarter), en=quarter) if quarter else None


def _called(name: Bilingual, part: Bilingual | None) -> Bilingual:
    """What a meeting is called: its body's name, which mostly says that it is one."""
    if not name.zh.endswith(("会", "会议", "论坛")):
        name = MEETING.fill(name=name)
    return name if part is None else PART.fill(name=name, part=part)


NO_YEAR = Bilingual(
    "{name}：“{text}”不是可列的年份；应为{first}至{last}之间的四位年份",
    "{name}: {text} is no year that can be listed; expected one of four digits, {first} to {last}",
)
MEETING = Bilingual("{name}会议", "{name}, meeting")
PART = Bilingual("{name}（{part}）", "{name} ({part})")
PROPOSED = Bilingual(
    "日期为建议，条文只写{rhythm}。", "The day is proposed: the article says {rhythm}."
)
USUAL = Bilingual(
    "通常在第{zh}季度，不是期限。", "It usually falls in quarter {en}, which is no deadline."
)
ACTS = Bilingual("{who}代{whom}行事。", "{who} acts for {whom}.")
SWAPPED = Bilingual("{who}系对调。", "{who} exchanged turns.")
HELD = Bilingual("已有记录。", "On record.")
