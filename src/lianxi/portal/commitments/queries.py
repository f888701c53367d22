"""Every read of the commitments: lines with their status on a day, counts, what is prompted."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.procedure import Course, Face
from lianxi.governance.road.prompting import PROMPTS, Limits, limits_on, prompts
from lianxi.governance.road.standing import STATUSES, Standing, standing
from lianxi.governance.rules import follow_up
from lianxi.governance.working_days import working_days
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries as dossiers


@dataclass(frozen=True)
class Line:
    """A commitment in a list, as it stands on the day of the list."""

    number: int
    title: Bilingual
    doer: str
    lead: str
    body: str
    matter: str
    since: date
    course: Course
    standing: Standing

    @property
    def ref(self) -> str:
        """How acts and addresses refer to it."""
        return f"commitment/{self.number}"

    @property
    def status(self) -> str:
        """Its status as a word."""
        return self.standing.status

    @property
    def city(self) -> str:
        """The party that carries it out, itself or by a unit."""
        return self.doer.partition("/")[0]

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi commitments --json` and `/api/v1` answer with."""
        why = self.standing.why
        return {
            "ref": self.ref,
            "title_zh": self.title.zh,
            "title_en": self.title.en,
            "lead": self.lead,
            "doer": self.doer,
            "body": self.body,
            "matter": self.matter,
            "due": str(self.course.due) if self.course.due else None,
            "status": self.status,
            "why": why.as_json() if why else None,
        }


@dataclass(frozen=True)
class Prompted:
    """A line with what the office is reminded of about it."""

    line: Line
    prompts: tuple[str, ...]

    @property
    def words(self) -> Bilingual:
        """What the office is reminded of."""
        return listed([PROMPTS[word] for word in self.prompts])


def limits(found: Current, day: date) -> Callable[[str], Limits]:
    """The limits on a day under the rules of a body; each body's are worked out once."""
    calendar = working_days(found.package)
    known: dict[str, Limits] = {}

    def of(body: str) -> Limits:
        if body not in known:
            known[body] = limits_on(follow_up(found.package, body, day), day, calendar)
        return known[body]

    return of


def lines(found: Current, day: date) -> list[Line]:
    """Every commitment of a region as it stands at the end of a day, by number.

    One query for the day that it is, when all that was done counts; an earlier day is made from
    the acts that there were by then.
    """
    region, of = found.package.region.id, limits(found, day)
    if day >= dossiers.now(found).date():
        return [_from_brief(each, of) for each in dossiers.briefs(region, COMMITMENT)]
    then = dossiers.states(region, COMMITMENT, day)
    return [
        _from_face(each.row.number, COMMITMENT.face(each.state), of)
        for each in sorted(then, key=lambda each: each.row.number)
    ]


def lines_of(found: Current, day: date, numbers: Collection[int]) -> list[Line]:
    """Some commitments as they stand today, by number; one query."""
    region, of = found.package.region.id, limits(found, day)
    return [_from_brief(each, of) for each in dossiers.briefs(region, COMMITMENT, numbers)]


def _from_brief(each: dossiers.Brief, of: Callable[[str], Limits]) -> Line:
    stands = standing(each.course, of(each.body).bounds)
    return Line(
        each.number,
        each.title,
        each.owner,
        each.lead,
        each.body,
        each.matter,
        each.since,
        each.course,
        stands,
    )


def _line(row: dossiers.Row, of: Callable[[str], Limits]) -> Line:
    course = dossiers.course_of(row)
    return Line(
        row.number,
        dossiers.title_of(row),
        row.owner,
        row.lead,
        row.body,
        row.matter,
        row.since,
        course,
        standing(course, of(row.body).bounds),
    )


def _from_face(number: int, face: Face, of: Callable[[str], Limits]) -> Line:
    assert face.course is not None, "a commitment has its course"
    return Line(
        number,
        face.title,
        face.owner,
        face.lead,
        face.body,
        face.matter,
        face.since,
        face.course,
        standing(face.course, of(face.body).bounds),
    )


def counts(found_lines: Iterable[Line]) -> Mapping[str, int]:
    """How many lines there are of each status, every status named."""
    counted = Counter(line.status for line in found_lines)
    return {status: counted[status] for status in STATUSES}


def tally(found: Current, day: date) -> Mapping[str, int]:
    """The counts of today without reading the commitments: two queries, however many there are."""
    of = limits(found, day)
    near = {body.id: of(body.id).bounds.near for body in found.package.kind("body")}
    counted = dossiers.tally(found.package.region.id, COMMITMENT, day, near)
    return {status: counted.get(status, 0) for status in STATUSES}


def prompted(found: Current, day: date, most: int) -> list[Prompted]:
    """The commitments about which an office is reminded of something today; two queries.

    At most `most` of those of which something is over are looked at, the oldest due first.
    """
    region, of = found.package.region.id, limits(found, day)
    rows = dossiers.noticeable(region, COMMITMENT, day, most)
    owed = dossiers.owed_in(region, COMMITMENT, [row.number for row in rows])
    lines_ = [_line(row, of) for row in rows]
    each = (
        (line, prompts(line.course, owed.get(line.number, ()), of(line.body))) for line in lines_
    )
    return [Prompted(line, found_prompts) for line, found_prompts in each if found_prompts]
