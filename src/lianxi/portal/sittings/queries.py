"""Every read of the sittings: who is called, by which rules, what the agenda should have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.charter.kinds.body import SEATS
from lianxi.charter.package import Package
from lianxi.governance import rules
from lianxi.governance.bodies import bodies
from lianxi.governance.lasting import last_day
from lianxi.governance.road.agenda import Candidate, Held, Left, Line, draft, left_over
from lianxi.governance.road.ballot import written
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.sitting import SITTING, Sitting
from lianxi.governance.road.sitting_acts import Rules
from lianxi.governance.rotation import seated, turn_on
from lianxi.governance.working_days import working_days
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Duration
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.queries import Opened, title_of

# How many earlier sittings are looked through for what they left. What was listed again is found
# in the later one, so that only what nobody took up in a dozen sittings falls off.
LOOKS_BACK = 12
MOST = 100  # lines that are proposed at once: no sitting takes up as many


@dataclass(frozen=True)
class Draft:
    """The lines that an agenda should have, what is most urgent first; `more` where not all."""

    lines: tuple[Line, ...]
    more: bool


@dataclass(frozen=True)
class Called:
    """A sitting in a list of them: its day, the body in charge, who hosts, how it stands."""

    number: int
    title: Bilingual
    day: date
    body: str
    host: str
    stage: str
    since: date


@dataclass(frozen=True)
class Coming:
    """A sitting that is called, as a calendar takes it."""

    ref: str
    title: Bilingual
    day: date
    place: str
    bodies: tuple[str, ...]
    parties: tuple[str, ...]
    cancelled: bool


def sittings(region: str) -> list[Called]:
    """Every sitting of a region, the latest day first; one query."""
    found = [
        Called(
            row.number,
            title_of(row),
            row.due or row.since,
            row.body,
            row.owner,
            row.stage,
            row.since,
        )
        for row in queries.dossiers(region, SITTING)
    ]
    return sorted(found, key=lambda each: (each.day, each.number), reverse=True)


def coming(region: str, body: str | None = None, party: str | None = None) -> list[Coming]:
    """The sittings that were called, of all bodies or one, that concern all parties or one.

    In the order of their days; those cancelled are among them, for whoever subscribed to them.
    """
    found = []
    for opened in queries.states(region, SITTING):
        notice = opened.state.notice
        parties = (*notice.roll, *notice.guests)
        if body not in (None, *notice.bodies) or party not in (None, *parties):
            continue
        off = opened.state.cancelled is not None
        ref, title = opened.row.ref, notice.title
        found.append(Coming(ref, title, notice.day, notice.place, notice.bodies, parties, off))
    return sorted(found, key=lambda each: (each.day, each.ref))


def sitting_bodies(package: Package, day: date) -> Mapping[str, Bilingual]:
    """The bodies that have seats on a day, in the order of their founding, with their names."""
    return {body.id: body.name for body in bodies(package, day) if roll(package, [body.id], day)}


def roll(package: Package, of: Sequence[str], day: date) -> tuple[str, ...]:
    """Who has a seat in any of some bodies on a day; each once, in the order of the rows."""
    found: dict[str, None] = {}
    for body in of:
        text = package.text(body, day)
        seats = text.get(SEATS) if text else None
        if seats is not None and seats.each is not None:
            found |= dict.fromkeys(seated(package, seats.each, day))
    return tuple(found)


def host(package: Package, body: str, day: date) -> str:
    """Whose turn it is to host, where an article gives turns; else nobody's."""
    term = turn_on(package, body, day)
    return (term.sits if term else None) or ""


def slips_due(package: Package, body: str, called: date, sits: date) -> date | None:
    """The last day for the slips by the article, and no later than the sitting."""
    meets = rules.meets(package, body, called)
    due = _after(package, meets.reply_within if meets else None, called)
    return None if due is None else min(due, sits)


def confirm_due(package: Package, body: str, day: date) -> date | None:
    """The last day for confirming minutes that go out on a day, by the article."""
    said = rules.minutes(package, body, day)
    return _after(package, said.confirm_within if said else None, day)


def confirm_within(package: Package, body: str, day: date) -> str:
    """How long there is to confirm the minutes, as the article writes it."""
    said = rules.minutes(package, body, day)
    return str(said.confirm_within) if said else ""


def short_notice(package: Package, state: Sitting) -> date | None:
    """The first day on which it could sit by the article's notice; None where it is kept."""
    meets = rules.meets(package, state.notice.bodies[0], state.since)
    first = _after(package, meets.notice if meets else None, state.since)
    return first if first is not None and state.notice.day < first else None


def rules_of(package: Package, body: str, day: date) -> Rules:
    """How a body decides on a day, as a sitting freezes it."""
    said = rules.decides(package, body, day)
    if said is None:
        return Rules()
    majority = said.majority if said.by != "consensus" else None
    return Rules(
        outcomes=said.outcomes or (),
        quorum=written(said.quorum),
        majority=written(majority),
        of=(majority.of or "") if majority else "",
        ballots=said.ballots or ("open" if majority else ""),
        proxies=bool(said.proxies),
        recuses=bool(said.recuses),
    )


def proposed(found: Current, opened: Opened[Sitting]) -> Draft:
    """The lines that the agenda of a sitting should have and has not yet; six queries."""
    package, notice = found.package, opened.state.notice
    region = package.region.id
    earlier = _others(region, notice.bodies, opened)
    open_ = [each for each in (*earlier, opened) if each.state.ended is None]
    taken = [
        item.listed.about
        for each in open_
        for item in each.state.items
        if item.stands == "listed" or (each is opened and item.stands != "struck")
    ]
    until = max(_next(package, notice.bodies[0], notice.day) or notice.day, notice.day)
    owed = _owed(region, notice.bodies)
    most = MOST + 1 + len(taken) + len(owed)  # what is taken or owed is not proposed once more
    candidates = [
        *left_over([_held(each) for each in earlier if each.state.notice.day <= notice.day]),
        *owed,
        *_commitments(region, under(package, notice.bodies, notice.day), until, most),
    ]
    lines = draft(candidates, notice.day, until, taken)
    return Draft(tuple(lines[:MOST]), len(lines) > MOST)


def under(package: Package, of: Sequence[str], day: date) -> tuple[str, ...]:
    """Bodies with the layers and offices that work under them on a day."""
    found = dict.fromkeys(of)
    for body in bodies(package, day):
        if body.part_of in of:
            found[body.id] = None
        if body.id in of and body.secretariat is not None:
            found[body.secretariat] = None
    return tuple(found)


def _others(region: str, of: Sequence[str], but: Opened[Sitting]) -> list[Opened[Sitting]]:
    rows = queries.latest_rows(region, SITTING, of, LOOKS_BACK)
    return queries.states_of(SITTING, [row for row in rows if row.pk != but.row.pk])


def _held(opened: Opened[Sitting]) -> Held:
    """An earlier sitting, as the agenda looks at what it left."""
    state, ref = opened.state, opened.row.ref
    items = (
        Left(item.listed.about or f"{ref}#{number}", item.listed.title, item.stands)
        for number, item in enumerate(state.items, 1)
        if item.stands not in ("listed", "struck")
    )
    waits = state.minutes.last.since if state.minutes and state.ended is None else None
    return Held(ref, state.notice.title, state.notice.day, tuple(items), waits)


def _owed(region: str, of: Sequence[str]) -> list[Candidate]:
    """What waits for the bodies: proposals to decide on, requests to coordinate."""
    kinds = {"decide": "proposed", "coordinate": "coordination"}
    owed = queries.owed_of(region, tuple(kinds)).filter(who__in=[f"body:{body}" for body in of])
    found = []
    for each in owed:
        about = f"{each.dossier.ref}#{each.about}" if each.about else each.dossier.ref
        title = title_of(each.dossier)
        found.append(Candidate(kinds[each.what], about, title, each.since, each.due))
    return found


def _commitments(region: str, of: Sequence[str], until: date, most: int) -> list[Candidate]:
    """The open commitments that are due by a day, the longest overdue first."""
    rows = queries.open_rows(region, COMMITMENT, of).filter(due__lte=until)
    return [
        Candidate("commitment", row.ref, title_of(row), row.since, row.due)
        for row in rows.order_by("due", "number")[:most]
    ]


def _next(package: Package, body: str, day: date) -> date | None:
    """The day by which the body meets again, where its article says how often."""
    meets = rules.meets(package, body, day)
    return _after(package, meets.every if meets else None, day)


def _after(package: Package, lasts: Duration | None, day: date) -> date | None:
    return None if lasts is None else last_day(day, lasts, working_days(package))
