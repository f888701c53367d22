"""The agenda drafts itself: what a body should take up, each line with its reason.

    lines = draft(candidates, day, until, listed)

A line is proposed, never listed: the secretary decides. One thing is proposed once, for the
first reason that holds in the order of `REASONS`; what is longest waiting comes first.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period

# Why something is on an agenda, in the order in which it is taken up.
REASONS: Mapping[str, Bilingual] = {
    "minutes": Bilingual("纪要待确认", "minutes to confirm"),
    "carried over": Bilingual("上次未及审议", "carried over"),
    "deferred": Bilingual("上次暂缓", "deferred before"),
    "coordination": Bilingual("提请协调", "coordination requested"),
    "overdue": Bilingual("逾期", "overdue"),
    "due": Bilingual("临近到期", "due"),
    "proposed": Bilingual("提请审议", "proposed"),
    "own": Bilingual("会议自定", "the sitting's own"),
}
_ORDER = {reason: number for number, reason in enumerate(REASONS)}

SINCE: Mapping[str, Bilingual] = {
    "minutes": Bilingual(
        "“{where}”的纪要自{since}起待确认",
        "the minutes of “{where}” wait to be confirmed since {since}",
    ),
    "carried over": Bilingual("{since}的“{where}”未及审议", "not reached at “{where}” on {since}"),
    "deferred": Bilingual("{since}的“{where}”暂缓审议", "deferred at “{where}” on {since}"),
    "coordination": Bilingual(
        "提请函于{since}签发，尚未答复", "the request was signed on {since} and has no answer"
    ),
    "overdue": Bilingual("应于{due}完成，尚未审定", "due on {due} and not closed"),
    "due": Bilingual("应于{due}完成，在下次会议之前", "due on {due}, before the next sitting"),
    "proposed": Bilingual("自{since}起待审议", "waits to be decided since {since}"),
    "decide by": Bilingual(
        "自{since}起待审议，限于{due}前", "waits to be decided since {since}, by {due}"
    ),
}


@dataclass(frozen=True)
class Candidate:
    """Something that a body may have to take up.

    `kind` is a word of `REASONS`, or "commitment", of which the days say the reason. `about`
    is what it is: "proposal/3", "commitment/7#1" for a request, "sitting/2#4" for an item.
    `where` is the sitting that left it, where one did.
    """

    kind: str
    about: str
    title: Bilingual
    since: date
    due: date | None = None
    where: Bilingual | None = None


@dataclass(frozen=True)
class Line:
    """A line that is proposed, with its reason and the days behind it in words."""

    title: Bilingual
    about: str
    reason: str
    why: Bilingual
    waiting: date

    @property
    def words(self) -> Bilingual:
        """The reason in a word."""
        return REASONS[self.reason]


def draft(
    candidates: Iterable[Candidate],
    day: date,
    until: date | None = None,
    listed: Collection[str] = (),
) -> list[Line]:
    """The lines that a sitting on `day` should have besides what is `listed`.

    A commitment is taken up once it is overdue, and before it is where its day comes no later
    than `until`, the day of the next sitting.
    """
    taken = {thing(about) for about in listed}
    lines = filter(None, (_line(each, day, until) for each in candidates))
    proposed: dict[str, Line] = {}
    for line in sorted(lines, key=_place):
        if thing(line.about) not in taken:
            proposed.setdefault(thing(line.about), line)
    return list(proposed.values())


def thing(about: str) -> str:
    """What is taken up, whatever of it is asked: a request is about its commitment.

    >>> thing("commitment/7#1"), thing("sitting/2#4")
    ('commitment/7', 'sitting/2#4')
    """
    dossier, _, _ = about.partition("#")
    return dossier if dossier.startswith("commitment/") else about


def _place(line: Line) -> tuple[int, date, str]:
    return _ORDER[line.reason], line.waiting, line.about


def _line(of: Candidate, day: date, until: date | None) -> Line | None:
    """The line for something; None while there is no reason for it yet."""
    reason = _reason(of, day, until)
    if reason is None:
        return None
    words = SINCE["decide by" if reason == "proposed" and of.due else reason]
    due = _words(of.due) if of.due else _NOTHING
    why = words.fill(since=_words(of.since), due=due, where=of.where or _NOTHING)
    waiting = of.due if reason in ("overdue", "due") and of.due else of.since
    return Line(of.title, of.about, reason, why, waiting)


def _words(day: date) -> Bilingual:
    return Period.on(day).words()


def _reason(of: Candidate, day: date, until: date | None) -> str | None:
    if of.kind != "commitment":
        return of.kind
    if of.due is None:
        return None
    if of.due < day:
        return "overdue"
    return "due" if of.due <= (until or day) else None


@dataclass(frozen=True)
class Left:
    """An item of an earlier sitting and what became of it: an outcome, or "carried over"."""

    about: str  # what it was about; itself ("sitting/2#4") where it was about nothing else
    title: Bilingual
    became: str


@dataclass(frozen=True)
class Held:
    """An earlier sitting of the body, with its items; `unconfirmed` since its minutes wait."""

    ref: str
    title: Bilingual
    day: date
    items: tuple[Left, ...] = ()
    unconfirmed: date | None = None


def left_over(sittings: Sequence[Held]) -> list[Candidate]:
    """What earlier sittings left: what they deferred or did not reach and none decided since."""
    open_: dict[str, Candidate] = {}
    for sitting in sorted(sittings, key=lambda each: (each.day, each.ref)):
        for item in sitting.items:
            open_.pop(item.about, None)
            if item.became in ("deferred", "carried over"):
                open_[item.about] = Candidate(
                    item.became, item.about, item.title, sitting.day, where=sitting.title
                )
    waiting = [
        Candidate(
            "minutes",
            each.ref,
            MINUTES_OF.fill(title=each.title),
            each.unconfirmed,
            where=each.title,
        )
        for each in sittings
        if each.unconfirmed is not None
    ]
    return [*waiting, *open_.values()]


_NOTHING = Bilingual("", "")
MINUTES_OF = Bilingual("确认“{title}”纪要", "Confirm the minutes of “{title}”")
