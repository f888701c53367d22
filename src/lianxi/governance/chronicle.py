"""The history of a region in order, from its meetings, articles and seats.

    for event in chronicle(package):
        print(event.date, event.text.zh)

Nothing is told twice: what a meeting decided, admitted or amended stands with it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lianxi.charter.amendments import Amendment, amendments
from lianxi.charter.article import Article
from lianxi.charter.citation import Citation
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting, Seat
from lianxi.governance.meetings import by_chair, by_date, outcome
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.digest import Plain
from lianxi.kernel.period import Period


@dataclass(frozen=True)
class Event:
    """Something that happened: when, in words, what it rests on, and what it is about."""

    date: Period
    text: Bilingual
    status: str
    source: tuple[Citation, ...]
    kind: str  # "meeting", "article" or "seat"
    about: str = ""  # the id of the meeting, article or body
    inner: tuple[Bilingual, ...] = field(default=())  # what it changed, a sentence each
    world: str = "record"

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi replay --json` answers with."""
        said = [self.text, *self.inner]
        text = Bilingual("".join(each.zh for each in said), " ".join(each.en for each in said))
        return {
            "date": str(self.date),
            "text": text.as_json(),
            "status": self.status,
            "source": "; ".join(map(str, self.source)),
            "world": self.world,
        }


def chronicle(package: Package) -> list[Event]:
    """Every event with a known date, in order; within a day meetings come first.

    What is only proposed never happened and is left out.
    """
    found = [*_meetings(package), *_articles(package), *_seats(package)]
    return sorted((event for event in found if event.date.known), key=_order)


_KINDS = ("meeting", "article", "seat")


def _order(event: Event) -> tuple[date, int, int, str]:
    precision = ("year", "month", "day").index(event.date.precision)
    return (event.date.start or date.max, precision, _KINDS.index(event.kind), event.about)


def _meetings(package: Package) -> Iterator[Event]:
    for meeting in sorted(package.meetings.values(), key=by_date):
        name = package.meeting_name(meeting)
        host = package.of("party", meeting.host) if meeting.host else None
        words = HELD_AT.fill(name=name, host=host) if host else HELD.fill(name=name)
        if host is not None and by_chair(package, meeting):
            words = BY_CHAIR.fill(name=name, host=host)
        yield Event(
            meeting.date,
            words,
            meeting.date_provenance.status,
            meeting.provenance.source,
            "meeting",
            meeting.id,
            tuple(_decided(package, meeting)),
            world=meeting.provenance.world,
        )


def _decided(package: Package, meeting: Meeting) -> Iterator[Bilingual]:
    if meeting.decided:
        yield DECIDED.fill(what=meeting.decided)
    changed = outcome(package, meeting)
    if changed.admitted:
        parties = listed([member.party.name for member in changed.admitted])
        body = package.of("body", changed.admitted[0].seat.body)
        yield ADMITTED.fill(parties=parties, body=body)
    for article, amendment in changed.amended:
        yield _amended(article, amendment)


def _articles(package: Package) -> Iterator[Event]:
    for article in package.articles.values():
        for number, amendment in enumerate(amendments(article, package)):
            version = amendment.version
            if version.standing == "proposed" or version.decided_at is not None:
                continue
            # A beginning worked out from the documents says no more than that it was there.
            worked_out = number == 0 and version.status == "derived"
            yield Event(
                version.in_force_from,
                THERE.fill(name=article.name) if worked_out else _amended(article, amendment),
                version.status,
                version.source,
                "article",
                article.id,
                world=version.world,
            )


def _amended(article: Article, amendment: Amendment) -> Bilingual:
    """What a version changed, in one sentence; of a first text that it began."""
    if amendment.version.number == 1:
        return BEGINS[article.kind.name].fill(name=article.name)
    words = [change.words for change in amendment.changes if change.words]
    if [change.key for change in amendment.changes] == ["standing"]:
        return ITSELF.fill(name=article.name, words=words[0])
    said = Bilingual("；".join(w.zh for w in words), "; ".join(w.en for w in words))
    return AMENDED.fill(name=article.name, words=said)


def _seats(package: Package) -> Iterator[Event]:
    """Seats that no meeting gave, and seats that ended, those of a day and body together."""
    begun = [seat for seat in package.seats if seat.meeting is None]
    ended = [seat for seat in package.seats if seat.until is not None]
    yield from _together(package, begun, lambda seat: seat.since, JOINED)
    yield from _together(package, ended, lambda seat: seat.until or Period(), LEFT)


def _together(
    package: Package, seats: Sequence[Seat], when: Callable[[Seat], Period], words: Bilingual
) -> Iterator[Event]:
    groups: dict[tuple[str, str], list[Seat]] = {}
    for seat in seats:
        groups.setdefault((seat.body, str(when(seat))), []).append(seat)
    for (body, _), group in groups.items():
        if words is LEFT and _body_ended(package, body, when(group[0])):
            continue  # told with the body itself
        parties = listed([package.of("party", seat.party) for seat in group])
        yield Event(
            when(group[0]),
            words.fill(parties=parties, body=package.of("body", body)),
            group[0].provenance.status,
            group[0].provenance.source,
            "seat",
            body,
            world=group[0].provenance.world,
        )


def _body_ended(package: Package, body: str, day: Period) -> bool:
    article = package.articles.get(body)
    versions = article.versions if article else ()
    return any(v.standing == "ended" and v.in_force_from == day for v in versions)


HELD = Bilingual("{name}召开，承办地未载明。", "{name} was held; where is not stated.")
HELD_AT = Bilingual("{name}在{host}召开。", "{name} was held in {host}.")
BY_CHAIR = Bilingual(
    "{name}在执行主席方{host}召开。", "{name} was held in {host}, the executive chair."
)
DECIDED = Bilingual("议定：{what}。", "Decided: {what}.")
ADMITTED = Bilingual("{parties}成为{body}成员。", "New in {body}: {parties}.")
JOINED = ADMITTED
LEFT = Bilingual("{parties}不再是{body}成员。", "No longer in {body}: {parties}.")
AMENDED = Bilingual("修订“{name}”：{words}。", "{name} is amended: {words}.")
ITSELF = Bilingual("“{name}”{words}。", "{name} {words}.")
THERE = Bilingual("此时已有“{name}”。", "{name} is there by this time.")
BEGINS = {
    "body": Bilingual("设立{name}。", "{name} is set up."),
    "agreement": Bilingual("通过或签署“{name}”。", "{name} is adopted or signed."),
    "plan": Bilingual("订立“{name}”。", "{name} is set."),
    "matter": Bilingual("开始“{name}”。", "{name} begins."),
    "fund": Bilingual("设立“{name}”。", "{name} is set up."),
    "rule": Bilingual("施行“{name}”。", "{name} comes into force."),
}
