"""The one door for everything that is done along the commitment road.

An act is checked (who may, in which world, in what order), followed by its procedure, kept,
projected and journaled in one transaction with every other act that belongs to it, or not
at all. What is kept is never changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from lianxi.governance.authority import NOBODY, Actor, Allowed, Refused, can
from lianxi.governance.road.act import Act, Enclosure, written
from lianxi.governance.road.procedure import AnyProcedure, Face, fold
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest_bytes
from lianxi.kernel.period import in_words
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.models import Clock, Content, Counter, Dossier, Entry
from lianxi.portal.dossiers.projection import BATCH, project, save
from lianxi.portal.journal.actions import CHINA, Said, record, record_all


@dataclass(frozen=True)
class Upload:
    """A file that is handed in with an act."""

    name: str
    form: str
    content: bytes

    @property
    def enclosure(self) -> Enclosure:
        """How the act names it."""
        id_ = digest_bytes(self.content, settings.DIGEST)
        return Enclosure(self.name, self.form, id_, len(self.content))


@dataclass(frozen=True)
class Doing:
    """Who acts in which region, and when; on whose behalf and by which letter, where so."""

    actor: Actor | None
    found: Current
    at: datetime
    on_behalf_of: str = ""
    letter: str = ""
    scan: Upload | None = None

    @property
    def today(self) -> date:
        """The day on which it is done."""
        return self.at.astimezone(CHINA).date()

    @property
    def region(self) -> str:
        """The id of the region."""
        return self.found.package.region.id


@dataclass(frozen=True)
class Later:
    """An act that names dossiers which are begun by the acts before it in the same write."""

    make: Callable[[Sequence[Dossier]], object]


@dataclass(frozen=True)
class Writing:
    """One act to be written: in the dossier `ref`, or in a new one where there is none.

    `right` is what it asks for, of `party` or `body` where it is theirs. `key` names what is
    brought in from elsewhere. `seen` is how many acts the dossier had when it was looked at.
    `uploads` are the files whose enclosures the act names. `what` may be a `Later`.
    """

    procedure: AnyProcedure
    what: object
    right: str
    ref: str = ""
    party: str | None = None
    body: str | None = None
    key: str = ""
    seen: int | None = None
    uploads: tuple[Upload, ...] = ()


def write(doing: Doing, *writings: Writing) -> tuple[Dossier, ...] | Refused:
    """Write acts that belong together, in their order; gives the dossier of each."""
    world = doing.found.package.region.world
    if world == "record":
        return Refused(RECORD)
    allowed: list[Allowed] = []
    for each in writings:
        answer = can(
            doing.actor,
            each.right,
            queries.right_day(doing.found, doing.today),
            party=each.party,
            body=_body(doing, each),
        )
        if isinstance(answer, Refused):
            return answer
        allowed.append(answer)
    if doing.actor is None:
        return Refused(NOBODY)
    if doing.on_behalf_of and not doing.letter.strip():
        return Refused(NO_LETTER.fill(who=doing.found.party(doing.on_behalf_of)))
    with transaction.atomic():
        outcome = _Desk(doing, doing.actor.login).write(writings, allowed)
        if isinstance(outcome, Refused):
            transaction.set_rollback(True)
    return outcome


def ahead(doing: Doing, procedure: AnyProcedure) -> int:
    """The number that the next dossier of a kind will get, within a transaction that holds it.

    For acts that name a dossier which is begun beside them.
    """
    Counter.objects.get_or_create(region=doing.region, procedure=procedure.name)
    held = Counter.objects.select_for_update()
    return held.get(region=doing.region, procedure=procedure.name).last + 1


def set_clock(doing: Doing, at: datetime) -> Clock | Refused:
    """Move the clock of a rehearsal on; it never goes back."""
    allowed = can(doing.actor, "clock.set", queries.right_day(doing.found, doing.today))
    if doing.actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else Refused(NOBODY)
    region = doing.found.package.region
    if region.world != "rehearsal":
        return Refused(NO_CLOCK)
    with transaction.atomic():
        clock, made = Clock.objects.select_for_update().get_or_create(
            pk=region.id, defaults={"at": at}
        )
        if not made and at < clock.at:
            return Refused(BACKWARDS.fill(day=in_words(clock.at.astimezone(CHINA).date())))
        before = "" if made else queries.clock_digest(clock)
        clock.at = at
        clock.save()
        day = str(at.astimezone(CHINA).date())
        record(
            at=doing.at,
            actor=doing.actor.login,
            role=allowed.appointment.role,
            act="clock.set",
            subject=f"clock/{region.id}",
            summary=CLOCK_SET.fill(region=region.name, day=day),
            before=before,
            after=queries.clock_digest(clock),
        )
    return clock


def _body(doing: Doing, each: Writing) -> str | None:
    return None if each.body is None else f"{doing.region}/{each.body}"


class _Desk:
    """The dossiers that some acts are written into, held until the end of the transaction."""

    def __init__(self, doing: Doing, login: str) -> None:
        self.doing = doing
        self.login = login
        self.rows: dict[str, Dossier] = {}
        self.states: dict[str, object] = {}
        self.keyed: dict[tuple[str, str], Entry] = {}
        self.faces: dict[str, Face] = {}
        self.entries: list[tuple[Dossier, Entry, Writing]] = []
        self.said: list[Said] = []
        self.next: dict[str, int] = {}

    def write(
        self, writings: Sequence[Writing], allowed: Sequence[Allowed]
    ) -> tuple[Dossier, ...] | Refused:
        """Follow every act in memory; then keep, project and journal all of them at once."""
        self._take_up(writings)
        rows: list[Dossier] = []
        for each, by in zip(writings, allowed, strict=True):
            if isinstance(each.what, Later):
                each = replace(each, what=each.what.make(rows))
            row = self._follow(each, by.appointment.role)
            if isinstance(row, Refused):
                return row
            rows.append(row)
        self._keep()
        return tuple(rows)

    def _take_up(self, writings: Sequence[Writing]) -> None:
        """Hold the rows that are written into, and read their acts."""
        region = self.doing.region
        for procedure in {each.procedure.name: each.procedure for each in writings}.values():
            refs = {each.ref for each in writings if each.procedure is procedure and each.ref}
            for row, entries in queries.held(region, procedure, refs):
                self.rows[row.ref] = row
                acts = [queries.act_of(procedure, entry) for entry in entries]
                self.states[row.ref] = fold(procedure, acts)
                self.keyed |= {(row.ref, entry.key): entry for entry in entries if entry.key}
            new = sum(each.procedure is procedure and not each.ref for each in writings)
            if new:
                self._number(procedure.name, new)

    def _number(self, procedure: str, new: int) -> None:
        """Give numbers to dossiers that are begun; the last act to come gets the highest."""
        region = self.doing.region
        Counter.objects.get_or_create(region=region, procedure=procedure)
        counter = Counter.objects.select_for_update().get(region=region, procedure=procedure)
        self.next[procedure] = counter.last + 1
        counter.last += new
        counter.save(update_fields=["last"])

    def _begun(self, procedure: str) -> Dossier:
        number = self.next[procedure]
        self.next[procedure] = number + 1
        row = Dossier(
            region=self.doing.region, procedure=procedure, number=number, last_at=self.doing.at
        )
        self.rows[row.ref] = row
        return row

    def _follow(self, each: Writing, role: str) -> Dossier | Refused:
        """One act after what was done before it, or why it can't be."""
        doing, procedure = self.doing, each.procedure
        row = self.rows.get(each.ref) if each.ref else self._begun(procedure.name)
        if row is None or row.procedure != procedure.name:
            return Refused(NO_DOSSIER)
        scan = doing.scan.enclosure.digest if doing.scan else ""
        by_letter = (doing.on_behalf_of, doing.letter, scan)
        act = Act(each.what, doing.at, self.login, role, *by_letter)
        twice = self._twice(row, each)
        if twice is not None:
            return twice
        if each.seen is not None and each.seen != row.acts_count:
            return Refused(OVERTAKEN)
        if row.acts_count and act.at < row.last_at:
            return Refused(EARLIER.fill(day=in_words(row.last_at.astimezone(CHINA).date())))
        state = procedure.follow(self.states.get(row.ref), act)
        if isinstance(state, Refused):
            return state
        self.states[row.ref] = state
        self.faces[row.ref] = procedure.face(state)
        self._enter(row, each, act)
        return row

    def _twice(self, row: Dossier, each: Writing) -> Dossier | Refused | None:
        """What comes of a key that came in before: nothing, if it says the same; else a refusal."""
        before = self.keyed.get((row.ref, each.key)) if each.key else None
        if before is None:
            return None
        name = each.procedure.name_of(each.what)
        same = before.what == written(each.what) and before.act == name
        return row if same else Refused(OTHER_SAME_KEY.fill(key=each.key))

    def _enter(self, row: Dossier, each: Writing, act: Act[object]) -> None:
        """Chain an act to those before it, and say so."""
        before = row.digest
        row.acts_count, row.last_at = row.acts_count + 1, act.at
        entry = Entry(
            seq=row.acts_count,
            act=each.procedure.name_of(each.what),
            what=written(act.what),
            at=act.at,
            by=act.by,
            role=act.role,
            on_behalf_of=act.on_behalf_of,
            letter=act.letter,
            scan=act.scan,
            key=each.key,
        )
        row.digest = queries.chained(before, entry, before.partition(":")[0])
        self.entries.append((row, entry, each))
        if each.key:
            self.keyed[row.ref, each.key] = entry
        self.said.append(
            Said(
                at=act.at,
                actor=act.by,
                role=act.role,
                on_behalf_of=act.on_behalf_of,
                act=f"{each.procedure.name}.{entry.act}",
                subject=f"dossier/{row.region}/{row.ref}",
                summary=_summary(each.procedure, entry.act, self.faces[row.ref]),
                before=before,
                after=row.digest,
            )
        )

    def _keep(self) -> None:
        rows = list({row.ref: row for row, _, _ in self.entries}.values())
        if not rows:
            return
        save(rows, self.faces)
        links = {link.to for face in self.faces.values() for link in face.links}
        project(rows, self.faces, queries.keys_of(self.doing.region, links))
        uploads = [upload for _, _, each in self.entries for upload in each.uploads]
        for upload in [*uploads, *([self.doing.scan] if self.doing.scan else [])]:
            content = {"content": upload.content}
            Content.objects.get_or_create(pk=upload.enclosure.digest, defaults=content)
        for row, entry, _ in self.entries:
            entry.dossier = row
        Entry.objects.bulk_create([entry for _, entry, _ in self.entries], batch_size=BATCH)
        record_all(self.said)


def _summary(procedure: AnyProcedure, name: str, face: Face) -> Bilingual:
    return SAID.fill(procedure=procedure.words, title=face.title, act=procedure.said[name])


SAID = Bilingual("{procedure}“{title}”：{act}", "{procedure} “{title}”: {act}")
RECORD = Bilingual(
    "实录只供查阅，事务在演练或实用的地区中办理",
    "the record is for reading; work is done in a rehearsal or a live region",
)
NO_LETTER = Bilingual(
    "代{who}登记，须写明来函文号", "to enter it for {who}, give the number of its letter"
)
NO_CLOCK = Bilingual("只有演练有自己的时钟", "only a rehearsal has a clock of its own")
BACKWARDS = Bilingual(
    "演练的时钟在{day}，不能往回拨", "the rehearsal's clock is at {day} and does not go back"
)
CLOCK_SET = Bilingual("{region}的时钟拨到{day}", "the clock of {region} was set to {day}")
NO_DOSSIER = Bilingual("没有这份卷宗", "there is no such dossier")
OVERTAKEN = Bilingual(
    "您看过之后，这里又有了变动；请再看一遍",
    "something was done here after you looked; look again",
)
EARLIER = Bilingual(
    "这份卷宗最近一次办理在{day}，不能记在它之前",
    "the last act in this dossier is of {day}; none comes before it",
)
OTHER_SAME_KEY = Bilingual(
    "“{key}”已经收到过，内容不同；请核对后再办",
    "“{key}” came in before with another content; compare the two first",
)
