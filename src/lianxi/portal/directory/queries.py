"""Every read of the directory: what stands in it, and as much of it as whoever asks may see."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from lianxi.governance.authority import Actor, Allowed, can
from lianxi.governance.directory import (
    DUTIES,
    Held,
    Line,
    Office,
    Sight,
    letter_key,
    lines,
    seen,
    sight,
)
from lianxi.governance.members import area, members
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.digest import Plain, digest, digest_bytes
from lianxi.portal.charter.queries import Current
from lianxi.portal.directory.models import Directory, File, Post, Return, Unit
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.search.index import Entry


@dataclass(frozen=True)
class Kept:
    """The directories of some parties: their units, recorded and entered, and every post."""

    offices: Mapping[str, tuple[Office, ...]]
    posts: Mapping[str, tuple[Held, ...]]

    def office(self, of: str) -> Office | None:
        """A unit by its id."""
        party = of.partition("/")[0]
        return next((each for each in self.offices.get(party, ()) if each.id == of), None)


def kept(found: Current, parties: Sequence[str]) -> Kept:
    """What is kept of some parties; two queries."""
    offices: dict[str, dict[str, Office]] = {party: {} for party in parties}
    for package in [found.package, *found.packages]:
        for id_, row in package.units.items():
            if row.id.party in offices:
                offices[row.id.party].setdefault(id_, Office(id_, row.name, row=row))
    for unit in Unit.objects.filter(directory__in=parties):
        name = Bilingual(unit.name_zh, unit.name_en)
        entered = Office(unit.pk, name, unit.since, unit.until)
        offices[unit.directory_id].setdefault(unit.pk, entered)
    posts: dict[str, list[Held]] = {party: [] for party in parties}
    for post in Post.objects.filter(directory__in=parties):
        posts[post.directory_id].append(held(post))
    return Kept(
        {party: tuple(each.values()) for party, each in offices.items()},
        {party: tuple(each) for party, each in posts.items()},
    )


def held(post: Post) -> Held:
    """A row as the rules know it."""
    return Held(
        post.of,
        post.duty,
        Bilingual(post.name_zh, post.name_en),
        post.since,
        post.until,
        post.title,
        post.phone,
        post.mobile,
        post.email,
        post.pk,
    )


def state_of(post: Held) -> str:
    """What a post says as somebody looks at it, so that a form can tell whether it still does."""
    return digest([*map(str, astuple(post))])


def membership(found: Current, day: date) -> list[str]:
    """The parties whose contacts a region's directory lists: the members of its main body."""
    package = found.package
    seated = [member.party.id for member in members(package, package.region.main_body, day)]
    return seated or [belonging.party.id for belonging in area(package, day)]


def seeing(actor: Actor | None, today: date) -> Callable[[Held], Held | None]:
    """How somebody sees posts: asked once for each unit."""
    sights: dict[str, Sight] = {}

    def see(post: Held) -> Held | None:
        if post.of not in sights:
            sights[post.of] = sight(actor, post.of, today)
        return seen(post, sights[post.of], today)

    return see


def may(actor: Actor | None, right: str, today: date, party: str | None = None) -> bool:
    """Whether somebody has a right, to something or to what is a party's."""
    return isinstance(can(actor, right, today, party=party), Allowed)


def shown(
    stands: Kept, parties: Iterable[str], actor: Actor | None, at: date, today: date
) -> list[Line]:
    """The lines of some parties on a day, as somebody sees them today."""
    see = seeing(actor, today)
    return [
        line
        for party in parties
        for line in lines(party, stands.offices[party], stands.posts[party], at, see)
    ]


def entries(found: Current, parties: Sequence[str], actor: Actor | None, day: date) -> list[Entry]:
    """What the search finds in the directory: units, and who is there as far as one may see."""
    stands = kept(found, parties)
    made = []
    for party in parties:
        name = found.party(party)
        for office in stands.offices[party]:
            if office.exists(day):
                made.append(Entry("unit", office.id, UNIT, office.name, name))
    for line in shown(stands, parties, actor, day, day):
        if line.post is not None and line.post.held(day):
            post, unit = line.post, stands.office(line.of)
            where = [found.party(line.party), *([unit.name] if unit else [])]
            more = listed([*where, DUTIES[post.duty]])
            made.append(Entry("contact", line.party, DUTIES[post.duty], post.name, more))
    return made


def returns(parties: Iterable[str]) -> list[Return]:
    """The returns of some parties, the newest first."""
    return list(Return.objects.filter(directory__in=list(parties)))


def returned(number: int) -> Return | None:
    """One of them."""
    return Return.objects.filter(pk=number).first()


def file_of(row: Return, what: str) -> File | None:
    """What came with a return, where it is kept."""
    return File.objects.filter(of=row, what=what).first()


def alike(row: Return) -> list[Return]:
    """Earlier returns of the same letter with another workbook, that were not put away."""
    return [each for each in of_letter(row.directory_id, row.letter) if each.pk < row.pk]


def of_letter(party: str, number: str) -> list[Return]:
    """The returns of a party that came with a letter, however its number was typed."""
    kept = Return.objects.filter(directory=party).exclude(state="discarded")
    return [each for each in kept if letter_key(each.letter) == letter_key(number)]


def subject_of(party: str) -> str:
    """What the journal calls a party's directory."""
    return f"directory/{party}"


def row_digest(directory: Directory, algorithm: str | None = None) -> str:
    """The digest of a party's whole directory; by the setting unless said."""
    files = File.objects.filter(of__directory=directory).defer("content")
    found = _digests(
        Directory.objects.filter(pk=directory.pk),
        {each.pk: each.digest for each in files},
        algorithm or settings.DIGEST,
    )
    return found[subject_of(directory.pk)]


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every directory as it is now, the files of its returns included."""
    contents = {
        each.pk: digest_bytes(bytes(each.content), each.digest.partition(":")[0])
        for each in File.objects.iterator(2)
    }
    return _digests(Directory.objects.all(), contents, algorithm)


def _digests(
    directories: QuerySet[Directory], contents: Mapping[int, str], algorithm: str
) -> dict[str, str]:
    """The digests of some directories, given those of their files' contents."""
    wanted = list(directories)
    said: dict[str, list[Plain]] = {each.pk: [each.salt] for each in wanted}
    parties = list(said)
    for unit in Unit.objects.filter(directory__in=parties).order_by("pk"):
        days = [str(unit.since), str(unit.until or "")]
        said[unit.directory_id].append(["unit", unit.pk, unit.name_zh, unit.name_en, *days])
    for post in Post.objects.filter(directory__in=parties).order_by("pk"):
        said[post.directory_id].append(["post", *post_row(post)])
    files: dict[int, list[Plain]] = {}
    for file in File.objects.filter(of__directory__in=parties).defer("content").order_by("pk"):
        files.setdefault(file.of_id, []).append([file.what, file.form, contents[file.pk]])
    for row in Return.objects.filter(directory__in=parties).order_by("pk"):
        said[row.directory_id].append(["return", *_return_row(row), files.get(row.pk, [])])
    return {subject_of(party): digest(rows, algorithm) for party, rows in said.items()}


def post_row(post: Post) -> list[Plain]:
    """Everything that a post says."""
    days = [str(post.since), str(post.until or "")]
    name = [post.name_zh, post.name_en]
    contact = [post.title, post.phone, post.mobile, post.email]
    return [post.pk, post.of, post.duty, *name, *contact, *days]


def _return_row(row: Return) -> list[Plain]:
    return [
        row.pk,
        row.letter,
        str(row.dated),
        row.workbook,
        row.scan,
        row.state,
        row.received_by,
        _instant(row.received_at),
        row.closed_by,
        _instant(row.closed_at),
        dict(row.counts),
    ]


def _instant(at: datetime | None) -> str:
    return at.astimezone(CHINA).isoformat(timespec="microseconds") if at else ""


UNIT = Bilingual("部门", "department")
