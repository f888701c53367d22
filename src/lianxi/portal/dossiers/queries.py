"""Every read of the dossiers."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeAlias, TypeVar, cast

from django.conf import settings
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils import timezone

from lianxi.governance.road.act import Act, read
from lianxi.governance.road.procedure import AnyProcedure, Course, Procedure, fold
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, digest
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.models import Clock, Content, Dossier, Entry, Owed, Stake
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.journal.actions import CHINA

S = TypeVar("S")
Row: TypeAlias = Dossier  # for other slices: a dossier as it is kept
BATCH = 500


@dataclass(frozen=True)
class Opened(Generic[S]):
    """A dossier that is looked at: its row, its state and its acts."""

    row: Dossier
    state: S
    acts: tuple[Act[object], ...]

    @property
    def title(self) -> Bilingual:
        """What it is called."""
        return title_of(self.row)


class Brief(NamedTuple):
    """What a list shows of a dossier: an office may have tens of thousands."""

    number: int
    title: Bilingual
    owner: str
    lead: str
    body: str
    matter: str
    since: date
    course: Course


BRIEF = (
    *("number", "title_zh", "title_en", "owner", "lead", "body", "matter", "since"),
    *(field.name for field in fields(Course)),
)


def title_of(row: Dossier) -> Bilingual:
    """What a dossier is called."""
    return Bilingual(row.title_zh, row.title_en)


def real_day() -> date:
    """Today, in Chinese time."""
    return timezone.localdate()


def now(found: Current) -> datetime:
    """The instant at which something is done in a region: its clock's, in a rehearsal."""
    region = found.package.region
    if region.world == "rehearsal":
        clock = Clock.objects.filter(pk=region.id).first()
        if clock is not None:
            return clock.at.astimezone(CHINA)
    return timezone.now().astimezone(CHINA)


def right_day(found: Current, day: date) -> date:
    """The day on which rights are looked at: people hold their roles by the real calendar."""
    return real_day() if found.package.region.world == "rehearsal" else day


def acts(row: Dossier) -> list[Act[object]]:
    """The acts of a dossier in order; one query, none for a new one."""
    if not row.acts_count:
        return []
    procedure = PROCEDURES[row.procedure]
    return [act_of(procedure, entry) for entry in Entry.objects.filter(dossier=row)]


def act_of(procedure: AnyProcedure, entry: Entry) -> Act[object]:
    """An act from how it was kept."""
    what: object = read(procedure.acts[entry.act], entry.what)
    return Act(what, entry.at, entry.by, entry.role, entry.on_behalf_of, entry.letter, entry.scan)


def held(
    region: str, procedure: AnyProcedure, refs: Iterable[str]
) -> list[tuple[Dossier, list[Entry]]]:
    """Dossiers of a kind by reference with what was done in them, held until the transaction ends.

    What is no reference to one of the kind is left out.
    """
    numbers = [_number(procedure, ref) for ref in refs]
    rows: dict[int, tuple[Dossier, list[Entry]]] = {}
    wanted = sorted(number for number in numbers if number is not None)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        found = Dossier.objects.select_for_update().order_by("pk")
        for row in found.filter(region=region, procedure=procedure.name, number__in=some):
            rows[row.pk] = (row, [])
    keys = list(rows)
    for start in range(0, len(keys), BATCH):
        for entry in Entry.objects.filter(dossier__in=keys[start : start + BATCH]):
            rows[entry.dossier_id][1].append(entry)
    return list(rows.values())


def _number(procedure: AnyProcedure, ref: str) -> int | None:
    kind, _, number = ref.partition("/")
    fits = number.isdecimal() and len(number) < 10
    return int(number) if kind == procedure.name and fits else None


def opened(region: str, procedure: Procedure[S], number: int) -> Opened[S] | None:
    """One dossier with its state; two queries."""
    row = Dossier.objects.filter(region=region, procedure=procedure.name, number=number).first()
    if row is None:
        return None
    done = acts(row)
    state = fold(procedure, done)
    assert state is not None, "a dossier has at least the act that began it"
    return Opened(row, state, tuple(done))


def dossiers(region: str, procedure: AnyProcedure) -> list[Dossier]:
    """Every dossier of a kind in a region, in the order of their numbers; one query."""
    found = Dossier.objects.filter(region=region, procedure=procedure.name)
    return list(found.order_by("number"))


def briefs(
    region: str, procedure: AnyProcedure, numbers: Collection[int] | None = None
) -> Iterator[Brief]:
    """Dossiers of a kind in brief, by number: those of some numbers, else every one; one query.

    More than `BATCH` numbers are picked out of all that there are.
    """
    found = Dossier.objects.filter(region=region, procedure=procedure.name)
    if numbers is not None and len(numbers) <= BATCH:
        found = found.filter(number__in=numbers)
    rows = found.order_by("number").values_list(*BRIEF)
    for number, zh, en, owner, lead, body, matter, since, *course in rows:
        if numbers is None or number in numbers:
            title = Bilingual(zh, en)
            yield Brief(number, title, owner, lead, body, matter, since, Course(*course))


def states(region: str, procedure: Procedure[S], day: date | None = None) -> list[Opened[S]]:
    """Every dossier of a kind with its state, as it was at the end of a day; two queries."""
    rows = {row.pk: row for row in dossiers(region, procedure)}
    by_row: dict[int, list[Act[object]]] = {pk: [] for pk in rows}
    entries = Entry.objects.filter(dossier__region=region, dossier__procedure=procedure.name)
    for entry in entries.order_by("dossier_id", "seq"):
        act = act_of(procedure, entry)
        if day is None or act.day <= day:
            by_row[entry.dossier_id].append(act)
    found = []
    for pk, done in by_row.items():
        state = fold(procedure, done)
        if state is not None:
            found.append(Opened(rows[pk], state, tuple(done)))
    return found


def states_of(procedure: Procedure[S], rows: Sequence[Dossier]) -> list[Opened[S]]:
    """Some dossiers of a kind with their states, in their order; one query."""
    by_row: dict[int, list[Act[object]]] = {row.pk: [] for row in rows}
    entries = Entry.objects.filter(dossier__in=by_row).order_by("dossier_id", "seq")
    for entry in entries:
        by_row[entry.dossier_id].append(act_of(procedure, entry))
    made = []
    for row in rows:
        state = fold(procedure, by_row[row.pk])
        assert state is not None, "a dossier has at least the act that began it"
        made.append(Opened(row, state, tuple(by_row[row.pk])))
    return made


def open_rows(region: str, procedure: AnyProcedure, bodies: Sequence[str]) -> QuerySet[Dossier]:
    """The dossiers of a kind that bodies are in charge of and that have not ended."""
    found = Dossier.objects.filter(region=region, procedure=procedure.name, body__in=bodies)
    return found.filter(ended=None)


def open_of(region: str, procedure: AnyProcedure, matter: str, party: str) -> list[Dossier]:
    """The open dossiers of a kind that belong to a matter and concern a party or its units."""
    theirs = Stake.objects.filter(Q(party=party) | Q(party__startswith=f"{party}/"))
    found = Dossier.objects.filter(region=region, procedure=procedure.name, ended=None)
    found = found.filter(matter__startswith=matter, pk__in=theirs.values("dossier"))
    return list(found.order_by("number"))


def in_hand(region: str, body: str) -> list[Dossier]:
    """The dossiers of every kind that a body is in charge of and that have not ended; one query."""
    found = Dossier.objects.filter(region=region, body=body, ended=None)
    return list(found.order_by("procedure", "number"))


def latest_rows(
    region: str, procedure: AnyProcedure, bodies: Sequence[str], most: int
) -> list[Dossier]:
    """The last dossiers of a kind that bodies are in charge of, by their days; one query."""
    found = Dossier.objects.filter(region=region, procedure=procedure.name, body__in=bodies)
    return list(found.order_by("-due", "-number")[:most])


def course_of(row: Dossier) -> Course:
    """The days that a dossier's status is computed from."""
    return Course(
        row.starts,
        row.due,
        row.begun,
        row.asked,
        row.troubled,
        row.delivered,
        row.paused,
        row.ended,
        row.outcome,
    )


def owed_under(region: str, who: Sequence[str], day: date) -> list[Owed]:
    """What parties with the units under them, or bodies, owe on a day; one query."""
    wanted = Q(who__in=who)
    for each in who:
        if ":" not in each:
            wanted |= Q(who__startswith=f"{each}/")
    found = Owed.objects.filter(wanted, region=region, since__lte=day).select_related("dossier")
    return sorted(found, key=lambda each: (each.due or date.max, each.since, each.pk))


def unmet(region: str, procedure: AnyProcedure, day: date) -> QuerySet[Dossier]:
    """The dossiers of a kind whose due day is over and that nobody delivered or paused."""
    found = Dossier.objects.filter(region=region, procedure=procedure.name, due__lt=day)
    return found.filter(ended=None, paused=None, delivered=None).order_by("due", "number")


def noticeable(region: str, procedure: AnyProcedure, day: date, most: int) -> list[Dossier]:
    """Open dossiers of a kind of which something is over on a day, the oldest due first."""
    found = Dossier.objects.filter(region=region, procedure=procedure.name, ended=None, paused=None)
    over = Q(due__lt=day) | Q(asked__lt=day) | Q(troubled__lt=day) | Q(delivered__lt=day)
    return list(found.filter(over).order_by("due", "number")[:most])


def tally(
    region: str, procedure: AnyProcedure, day: date, near: Mapping[str, date]
) -> dict[str, int]:
    """How many dossiers of a kind have which status, counted by the database in two queries.

    `near` is the last due day that counts as near, by body; without one it is the day itself.
    The conditions are those of `standing.standing`, in its order. What has ended, which is most
    of it after some years, is counted by its index alone.
    """
    whens = [
        When(paused__isnull=False, then=Value("paused")),
        When(delivered__isnull=False, then=Value("on course")),
        When(due__lt=day, then=Value("overdue")),
        When(Q(asked__lt=day) | Q(troubled__isnull=False) | Q(due=day), then=Value("at risk")),
    ]
    for limit in sorted(set(near.values()) - {day}):
        of = [body for body, each in near.items() if each == limit]
        whens.append(When(due__lte=limit, body__in=of, then=Value("at risk")))
    status = Case(
        *whens,
        When(begun__isnull=True, then=Value("not started")),
        default=Value("on course"),
    )
    rows = Dossier.objects.filter(region=region, procedure=procedure.name).order_by()
    ended, open_ = rows.filter(ended__isnull=False), rows.filter(ended=None)
    return {
        **dict(ended.values_list("outcome").annotate(Count("pk"))),
        **dict(open_.values_list(status).annotate(Count("pk"))),
    }


def bodies(region: str, procedure: AnyProcedure) -> list[str]:
    """The bodies that dossiers of a kind belong to; one query."""
    rows = Dossier.objects.filter(region=region, procedure=procedure.name).order_by()
    return list(rows.values_list("body", flat=True).distinct())


def owed_in(region: str, procedure: AnyProcedure, numbers: Sequence[int]) -> dict[int, set[str]]:
    """What is owed in some dossiers of a kind, by their numbers; one query."""
    found: dict[int, set[str]] = {}
    rows = Owed.objects.filter(
        region=region, dossier__procedure=procedure.name, dossier__number__in=numbers
    )
    for number, what in rows.order_by().values_list("dossier__number", "what"):
        found.setdefault(number, set()).add(what)
    return found


def about(region: str, what: str, of: str) -> set[int]:
    """The numbers of the dossiers in which a duty of a kind is open about something; one query."""
    rows = Owed.objects.filter(region=region, what=what, about=of).order_by()
    return set(rows.values_list("dossier__number", flat=True))


def keys_of(region: str, refs: Iterable[str]) -> dict[str, int]:
    """The keys of dossiers by reference; a query for each kind that is named."""
    numbers: dict[str, list[int]] = {}
    for ref in refs:
        procedure, _, number = ref.partition("/")
        if number.isdecimal() and len(number) < 10:
            numbers.setdefault(procedure, []).append(int(number))
    found: dict[str, int] = {}
    for procedure, wanted in numbers.items():
        for start in range(0, len(wanted), BATCH):
            some = wanted[start : start + BATCH]
            rows = Dossier.objects.filter(region=region, procedure=procedure, number__in=some)
            found |= {f"{procedure}/{n}": pk for n, pk in rows.values_list("number", "pk")}
    return found


def row(region: str, procedure: AnyProcedure, number: int) -> Dossier | None:
    """The row of one dossier."""
    found = Dossier.objects.filter(region=region, procedure=procedure.name, number=number)
    return found.first()


def keys(row: Dossier) -> frozenset[str]:
    """The keys of what was brought into a dossier from elsewhere."""
    brought = Entry.objects.filter(dossier=row).exclude(key="")
    return frozenset(brought.values_list("key", flat=True))


def concerning(region: str, procedure: AnyProcedure, party: str) -> list[Dossier]:
    """The open dossiers of a kind that concern a party and are another's to carry out."""
    theirs = Stake.objects.filter(party=party).values("dossier")
    found = Dossier.objects.filter(region=region, procedure=procedure.name, ended=None)
    others = found.filter(pk__in=theirs).exclude(owner=party)
    return list(others.exclude(owner__startswith=f"{party}/").order_by("due", "number"))


def owed_of(region: str, kinds: Sequence[str]) -> QuerySet[Owed]:
    """Every open duty of some kinds, the oldest first; with the dossiers."""
    found = Owed.objects.filter(region=region, what__in=kinds).select_related("dossier")
    return found.order_by("since", "pk")


def owing(region: str, day: date, of: str) -> set[str]:
    """Who of the bodies ("body:") or funds ("fund:") owes anything on a day; one query."""
    rows = Owed.objects.filter(region=region, who__startswith=of, since__lte=day).order_by()
    return set(rows.values_list("who", flat=True).distinct())


def content(id_: str) -> bytes | None:
    """The content of a file by its digest."""
    found = Content.objects.filter(pk=id_).first()
    return None if found is None else bytes(found.content)


def clock_digest(clock: Clock, algorithm: str | None = None) -> str:
    """The digest of a clock, for the journal."""
    at = clock.at.astimezone(CHINA).isoformat()
    return digest([clock.region, at], algorithm or settings.DIGEST)


def clock_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every clock, for the journal."""
    return {f"clock/{each.region}": clock_digest(each, algorithm) for each in Clock.objects.all()}


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every dossier from its acts alone, for the journal."""
    found: dict[int, str] = {}
    for entry in Entry.objects.order_by("dossier_id", "seq").iterator():
        found[entry.dossier_id] = chained(found.get(entry.dossier_id, ""), entry, algorithm)
    return {
        f"dossier/{row.region}/{row.ref}": found.get(row.pk, "") for row in Dossier.objects.all()
    }


def chained(before: str, entry: Entry, algorithm: str) -> str:
    """The digest of a dossier after one more act; by the setting where `algorithm` is ""."""
    row: list[Plain] = [
        before,
        entry.act,
        cast("Plain", entry.what),
        entry.at.astimezone(CHINA).isoformat(),
        entry.by,
        entry.role,
        entry.on_behalf_of,
        entry.letter,
        entry.scan,
    ]
    return digest(row, algorithm or settings.DIGEST)
