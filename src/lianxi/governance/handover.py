"""What one chair hands over to the next: who to whom, what was done, what is open, what comes.

    pack = handover(package, "mayors-conference", 2026)

Made of the package alone: the meetings and agreements on record, and the year to come.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lianxi.charter.figures import figure_words
from lianxi.charter.kinds.agreement import PARTIES
from lianxi.charter.kinds.body import PART_OF
from lianxi.charter.package import Package
from lianxi.charter.rows import Meeting
from lianxi.governance.agreements import Agreement, agreements
from lianxi.governance.meetings import meetings_of
from lianxi.governance.rotation import Term, at, terms
from lianxi.governance.year import year as year_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period

SECTIONS: Mapping[str, Bilingual] = {
    "party": Bilingual("交接双方", "who hands over to whom"),
    "due": Bilingual("下一期的会议与期限", "what the next term holds"),
    "meeting": Bilingual("本期会议", "meetings of the term"),
    "clause": Bilingual("本期所签协议中未了的条款", "open clauses of what was signed in it"),
    "figure": Bilingual("本期数字", "figures of the term"),
}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One line of a handover pack; `who` is a party or a unit, None where it is not known.

    `undecided` is a turn that nothing says whose it is; any other `who` is not stated.
    """

    section: str
    what: Bilingual
    date: Period | None = None
    who: str | None = None
    article: str | None = None
    meeting: str | None = None
    note: Bilingual | None = None
    undecided: bool = False


@dataclass(frozen=True)
class Pack:
    """A handover pack: the term that ends, the one that begins, and the lines."""

    body: str
    outgoing: Term
    incoming: Term | None
    lines: tuple[Line, ...]


def rotating(package: Package, year: int, known: date | None = None) -> list[str]:
    """The bodies with a chair or a host that rotates in a year."""
    last = date(year, 12, 31)
    return [
        article.id
        for article in package.kind("body")
        if at(terms(package, article.id, last, known), last) is not None
    ]


def handover(package: Package, body: str, year: int, known: date | None = None) -> Pack | None:
    """What is handed over when the term that a year ends in is over; None without a rotation."""
    last = date(year, 12, 31)
    outgoing = at(terms(package, body, last, known), last)
    if outgoing is None:
        return None
    found = terms(package, body, outgoing.stop, known)
    incoming = at(found, outgoing.stop)
    lines = [
        *_parties(outgoing, incoming),
        *_due(package, body, incoming, known),
        *_held(package, body, outgoing),
        *_clauses(package, body, outgoing, known),
        *_figures(package, body, outgoing),
    ]
    return Pack(body, outgoing, incoming, tuple(lines))


def _parties(outgoing: Term, incoming: Term | None) -> Iterator[Line]:
    for words, term in ((OUTGOING, outgoing), (INCOMING, incoming)):
        if term is None:
            yield Line("party", words, note=NO_TERM)
            continue
        span = SPAN.fill(
            first=Period.on(term.first).words(), last=Period.on(term.stop - DAY).words()
        )
        note = span if term.sits else Bilingual(f"{span.zh}{UNKNOWN.zh}", f"{span.en} {UNKNOWN.en}")
        open_ = term.sits is None
        yield Line("party", words, Period.on(term.first), term.sits, note=note, undecided=open_)


def _due(package: Package, body: str, incoming: Term | None, known: date | None) -> Iterator[Line]:
    """The meetings of the body and its layers, and the deadlines of its members' agreements."""
    if incoming is None:
        return
    own = _around(package, body)
    for of in range(incoming.first.year, (incoming.stop - DAY).year + 1):
        for each in year_of(package, of, known):
            day = each.date.start
            if day and incoming.first <= day < incoming.stop and each.body in own:
                yield Line(
                    "due",
                    each.what,
                    each.date,
                    each.host,
                    each.article,
                    each.meeting,
                    note=each.note,
                    undecided=each.undecided,
                )


def _held(package: Package, body: str, term: Term) -> Iterator[Line]:
    for meeting in _meetings(package, body, term):
        name = package.meeting_name(meeting)
        decided = meeting.decided
        yield Line("meeting", name, meeting.date, meeting.host, meeting.body, meeting.id, decided)


def _clauses(package: Package, body: str, term: Term, known: date | None) -> Iterator[Line]:
    """The clauses in force when the term is over, of what was signed in it: at its
    meetings, or by the members of the body.
    """
    held = _meetings(package, body, term)
    signed_there, ids = {meeting.agreement for meeting in held}, {meeting.id for meeting in held}
    own = _around(package, body)
    for each in agreements(package, term.stop, known):
        signed = each.signed.start if each.signed else None
        bound = each.text.get(PARTIES)
        ours = each.article.id in signed_there or each.decided_at in ids
        ours = ours or (bound is not None and bound.seats_of in own)
        if signed is None or not term.first <= signed < term.stop or not ours:
            continue
        yield from _open(each, term)


def _open(each: Agreement, term: Term) -> Iterator[Line]:
    for clause in each.terms:
        if clause.due and clause.due.stop and clause.due.stop <= term.stop:
            continue
        what = CLAUSE.fill(name=each.name, subject=clause.clause.subject)
        note = None if clause.due else NO_DUE
        yield Line("clause", what, clause.due, clause.lead, each.article.id, note=note)


def _figures(package: Package, body: str, term: Term) -> Iterator[Line]:
    """The figures of the term's meetings and of what they took up, and of the body itself."""
    held = {meeting.id for meeting in _meetings(package, body, term)}
    topics = {topic.id for topic in package.topics.values() if topic.meeting in held}
    own = _around(package, body)
    for each in package.observations:
        begins = each.period.start
        in_term = begins is not None and term.first <= begins < term.stop
        if each.subject in held | topics or (each.subject in own and in_term):
            words = FIGURE.fill(indicator=each.indicator, figure=figure_words(each))
            yield Line("figure", words, each.period, note=each.note)


def _meetings(package: Package, body: str, term: Term) -> list[Meeting]:
    """The meetings of the body and its layers that are on record for a term."""
    return [
        meeting
        for meeting in meetings_of(package, body)
        if meeting.date.start and term.first <= meeting.date.start < term.stop
    ]


def _around(package: Package, body: str) -> frozenset[str]:
    """The body, the one that it is a layer of, and the other layers of that one."""
    above: dict[str, set[str]] = {}
    for article in package.kind("body"):
        stated = (version.states.get(PART_OF.name) for version in article.versions)
        above[article.id] = {of for of in stated if isinstance(of, str)}
    whole = {body, *above.get(body, ())}
    return frozenset(whole | {id_ for id_, of in above.items() if of & whole})


OUTGOING = Bilingual("移交方", "hands over")
INCOMING = Bilingual("接手方", "takes over")
SPAN = Bilingual("任期{first}至{last}。", "Term from {first} to {last}.")
UNKNOWN = Bilingual("轮值方未定。", "The turn is not decided.")
NO_TERM = Bilingual("此后没有轮值。", "No rotation after this.")
CLAUSE = Bilingual("《{name}》：{subject}", "{name}: {subject}")
NO_DUE = Bilingual("时限未载明。", "No deadline is named.")
FIGURE = Bilingual("{indicator}：{figure}", "{indicator}: {figure}")
