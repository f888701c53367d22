"""The one door for everything that is done along the commitment road.

An act is checked (who may, in which world, in what order), followed by its procedure, kept,
projected and journaled in one transaction with every other act that belongs to it, or not
at all. What is kept is never changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from lianxi.governance.authority import NOBODY, Actor, Allowed, Refused, can
from lianxi.governance.road.act import Act, Enclosure, written
from lianxi.governance.road.procedure import AnyProcedure, Face, fold
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest_bytes
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.models import Clock, Content, Counter, Dossier, Entry
from lianxi.portal.dossiers.projection import project
from lianxi.portal.journal.actions import CHINA, record


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
class Writing:
    """One act to be written: in the dossier `ref`, or in a new one where there is none.

    `right` is what it asks for, of `party` or `body` where it is theirs. `key` names what is
    brought in from elsewhere. `seen` is how many acts the dossier had when it was looked at.
    `uploads` are the files whose enclosures the act names.
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
    with transaction.atomic():
        rows = []
        for each, by in zip(writings, allowed, strict=True):
            row = _written(doing, each, by.appointment.role, doing.actor.login)
            if isinstance(row, Refused):
                transaction.set_rollback(True)
                return row
            rows.append(row)
    return tuple(rows)


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
            return Refused(BACKWARDS.fill(day=str(clock.at.astimezone(CHINA).date())))
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


def _written(doing: Doing, each: Writing, role: str, login: str) -> Dossier | Refused:
    """Keep one act, with its projection and its journal line."""
    scan = doing.scan.enclosure.digest if doing.scan else ""
    act = Act(each.what, doing.at, login, role, doing.on_behalf_of, doing.letter, scan)
    row = _row(doing, each)
    if row is None:
        return Refused(NO_DOSSIER)
    twice = _twice(row, each, act)
    if twice is not None:
        return twice
    if each.seen is not None and each.seen != row.acts_count:
        return Refused(OVERTAKEN)
    if row.acts_count and act.at < row.last_at:
        return Refused(EARLIER.fill(day=str(row.last_at.astimezone(CHINA).date())))
    state = each.procedure.follow(fold(each.procedure, queries.acts(row)), act)
    if isinstance(state, Refused):
        return state
    face = each.procedure.face(state)
    before = row.digest
    row.acts_count, row.last_at = row.acts_count + 1, act.at
    entry = _entry(row, each, act)
    row.digest = queries.chained(before, entry, before.partition(":")[0])
    project(row, face, queries.keys_of(row.region, [link.to for link in face.links]))
    _keep(row, entry, [*each.uploads, *([doing.scan] if doing.scan else [])])
    record(
        at=doing.at,
        actor=login,
        role=role,
        on_behalf_of=doing.on_behalf_of,
        act=f"{each.procedure.name}.{entry.act}",
        subject=f"dossier/{row.region}/{row.ref}",
        summary=_summary(each.procedure, entry.act, face),
        before=before,
        after=row.digest,
    )
    return row


def _entry(row: Dossier, each: Writing, act: Act[object]) -> Entry:
    return Entry(
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


def _keep(row: Dossier, entry: Entry, uploads: Iterable[Upload]) -> None:
    """Keep an act and the content of its files, once the dossier's row is there."""
    entry.dossier = row
    entry.save(force_insert=True)
    for upload in uploads:
        content = {"content": upload.content}
        Content.objects.get_or_create(pk=upload.enclosure.digest, defaults=content)


def _row(doing: Doing, each: Writing) -> Dossier | None:
    """The row of the dossier, held until the end of the transaction; a new one is numbered."""
    if each.ref:
        procedure, _, number = each.ref.partition("/")
        if procedure != each.procedure.name or not number.isdecimal():
            return None
        rows = Dossier.objects.select_for_update()
        return rows.filter(region=doing.region, procedure=procedure, number=int(number)).first()
    Counter.objects.get_or_create(region=doing.region, procedure=each.procedure.name)
    held = Counter.objects.select_for_update()
    counter = held.get(region=doing.region, procedure=each.procedure.name)
    counter.last += 1
    counter.save(update_fields=["last"])
    return Dossier(
        region=doing.region,
        procedure=each.procedure.name,
        number=counter.last,
        last_at=doing.at,
    )


def _twice(row: Dossier, each: Writing, act: Act[object]) -> Dossier | Refused | None:
    """What comes of a key that came in before: nothing, if it says the same; else a refusal."""
    if not each.key or not row.acts_count:
        return None
    before = Entry.objects.filter(dossier=row, key=each.key).first()
    if before is None:
        return None
    same = before.what == written(act.what) and before.act == each.procedure.name_of(act.what)
    return row if same else Refused(OTHER_SAME_KEY.fill(key=each.key))


def _summary(procedure: AnyProcedure, name: str, face: Face) -> Bilingual:
    return SAID.fill(procedure=procedure.words, title=face.title, act=procedure.said[name])


SAID = Bilingual("{procedure}“{title}”：{act}", "{procedure} “{title}”: {act}")
RECORD = Bilingual(
    "实录只供查阅，事务在演练或实用的地区中办理",
    "the record is for reading; work is done in a rehearsal or a live region",
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
