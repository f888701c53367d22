"""Take in a city's workbook with its letter: review it, apply it as one act, or discard it.

The same file twice is kept once. A second workbook under the same letter number is held:
somebody says that it counts as well before it is applied.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings

from lianxi.documents import scan as scans
from lianxi.documents.workbook_read import Returned, read
from lianxi.governance.authority import Refused
from lianxi.governance.directory import handed_over
from lianxi.governance.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest_bytes, short
from lianxi.kernel.finding import Finding, explain
from lianxi.portal.charter.queries import Current
from lianxi.portal.directory import queries
from lianxi.portal.directory.actions import Doing, Done, new_unit, saved, write
from lianxi.portal.directory.models import Directory, File, Return
from lianxi.portal.directory.queries import Kept
from lianxi.portal.directory.review import Review, Stands, Step, in_short, review
from lianxi.portal.directory.whose import strangers
from lianxi.portal.directory.workbook import COLUMNS, LIST
from lianxi.portal.journal.actions import CHINA

LETTER_MAX = 60


@dataclass(frozen=True)
class Letter:
    """What a city sent: the number and day of its letter, its workbook, and the scan."""

    number: str
    dated: date
    workbook: bytes
    scan: bytes


@dataclass(frozen=True)
class Reviewed:
    """A return with what it would do now; `seen` is the state of the directory it was held to."""

    row: Return
    review: Review
    seen: str
    held_by: tuple[Return, ...]


def receive(doing: Doing, letter: Letter) -> Return | Refused:
    """Keep what came for review; the same workbook of the same letter is kept once."""
    kind = scans.kind_of(letter.scan)
    number = _number(letter)
    if kind is None or len(letter.scan) > scans.BYTES_MAX:
        return Refused(NO_SCAN.fill(mib=scans.BYTES_MAX // 2**20))
    if not number or len(number) > LETTER_MAX or not number.isprintable():
        return Refused(NO_LETTER.fill(most=LETTER_MAX))
    if letter.dated > doing.today:
        return Refused(NOT_YET)
    theirs = misdirected(doing, read_back(letter.workbook))
    if theirs:
        return Refused(explain(theirs[0], TEXTS).message)
    workbook = digest_bytes(letter.workbook, settings.DIGEST)
    scan = digest_bytes(letter.scan, settings.DIGEST)

    def change(directory: Directory, _: Kept) -> Done[Return] | Refused:
        if known(doing.party, letter):
            return Refused(KNOWN)
        row = Return.objects.create(
            directory=directory,
            letter=number,
            dated=letter.dated,
            workbook=workbook,
            scan=scan,
            state="waiting",
            received_by=doing.actor.login if doing.actor else "",
            received_at=doing.at,
        )
        for what, form, name, content in (
            ("workbook", "xlsx", workbook, letter.workbook),
            ("scan", kind, scan, letter.scan),
        ):
            File.objects.create(of=row, what=what, form=form, digest=name, content=content)
        return Done(row, _said(RECEIVED, doing, row))

    allowed = queries.may(doing.actor, "directory.write", doing.today, doing.party)
    again = known(doing.party, letter) if allowed else None
    if again is not None:
        return again
    return write(replace(doing, on_behalf_of=doing.party), "receive", change)


def misdirected(doing: Doing, returned: Returned) -> list[Finding]:
    """Why a workbook may not be kept under a party: it is not its own, or not its own alone."""
    return strangers(returned, doing.party, doing.found.party(doing.party))


def known(party: str, letter: Letter) -> Return | None:
    """The return that a letter's workbook was kept as already."""
    workbook = digest_bytes(letter.workbook, settings.DIGEST)
    of_letter = queries.of_letter(party, letter.number)
    return next((row for row in of_letter if row.workbook == workbook), None)


def reviewed(found: Current, row: Return, at: datetime) -> Reviewed:
    """What a return would do to its party's directory as it is now."""
    stands = queries.kept(found, [row.directory_id])
    seen = queries.row_digest(Directory.objects.get(pk=row.directory_id))
    return Reviewed(row, _review(found, row, stands, at), seen, tuple(queries.alike(row)))


def apply(doing: Doing, row: Return, seen: str, *, anyway: bool) -> Return | Refused:
    """Apply a return as it was reviewed: all of it in one act, or nothing."""

    def change(directory: Directory, stands: Kept) -> Done[Return] | Refused:
        waiting = _waiting(directory, row.pk)
        if waiting is None:
            return Refused(CLOSED)
        if queries.row_digest(directory) != seen:
            return Refused(OVERTAKEN)
        if queries.alike(waiting) and not anyway:
            return Refused(SAME_LETTER)
        found = _review(doing.found, waiting, stands, doing.at)
        if found.errors:
            return Refused(INVALID.fill(n=len(found.errors)))
        for unit in found.units:
            new_unit(directory, unit)
        for step in found.steps:
            _take(directory, step)
        _close(waiting, doing, "applied")
        waiting.counts = found.counts
        waiting.save()
        return Done(waiting, _said(APPLIED, doing, waiting))

    return write(replace(doing, on_behalf_of=doing.party), "apply", change)


def discard(doing: Doing, row: Return) -> Return | Refused:
    """Put a return away that waits: what came with it is deleted, that it came is kept."""

    def change(directory: Directory, _: Kept) -> Done[Return] | Refused:
        waiting = _waiting(directory, row.pk)
        if waiting is None:
            return Refused(CLOSED)
        File.objects.filter(of=waiting).delete()
        _close(waiting, doing, "discarded")
        waiting.save()
        return Done(waiting, _said(DISCARDED, doing, waiting))

    return write(replace(doing, on_behalf_of=doing.party), "discard", change)


def read_back(content: bytes) -> Returned:
    """A workbook of the directory that came back."""
    return read(content, COLUMNS, LIST)


def _review(found: Current, row: Return, stands: Kept, at: datetime) -> Review:
    party = row.directory_id
    here = Stands(party, found.party(party), stands.offices[party], stands.posts[party])
    kept = queries.file_of(row, "workbook")
    returned = read_back(bytes(kept.content)) if kept else Returned()
    return review(returned, here, row.dated, at.astimezone(CHINA).date())


def _take(directory: Directory, step: Step) -> None:
    """Save what a step does."""
    if step.kind == "replaced" and step.before is not None:
        saved(directory, handed_over(step.before, step.after.since))
    saved(directory, step.after)


def _number(letter: Letter) -> str:
    return " ".join(letter.number.split())


def _waiting(directory: Directory, number: int) -> Return | None:
    return Return.objects.filter(directory=directory, pk=number, state="waiting").first()


def _close(row: Return, doing: Doing, state: str) -> None:
    row.state = state
    row.closed_by = doing.actor.login if doing.actor else ""
    row.closed_at = doing.at


def _said(words: Bilingual, doing: Doing, row: Return) -> Bilingual:
    counts: dict[str, int] = row.counts
    return words.fill(
        party=doing.found.party(doing.party),
        letter=row.letter,
        scan=short(row.scan),
        changed=in_short(counts),
    )


RECEIVED = Bilingual(
    "收到{party}的通讯录回表：来函{letter}，扫描件 {scan}",
    "received the directory of {party}: letter {letter}, scan {scan}",
)
APPLIED = Bilingual(
    "按{party}来函{letter}更新通讯录，改动{changed}，扫描件 {scan}",
    "updated the directory of {party} by its letter {letter}: {changed}, scan {scan}",
)
DISCARDED = Bilingual(
    "未采用{party}的通讯录回表：来函{letter}，扫描件 {scan}",
    "discarded the directory of {party}: letter {letter}, scan {scan}",
)
NO_SCAN = Bilingual(
    "来函扫描件应为PDF、JPEG或PNG，不超过{mib} MiB",
    "the scan of the letter must be PDF, JPEG or PNG, of at most {mib} MiB",
)
NO_LETTER = Bilingual(
    "请写明来函文号，不超过{most}字", "give the number of the letter, of at most {most} characters"
)
NOT_YET = Bilingual("来函日期在今天之后", "the letter is dated later than today")
CLOSED = Bilingual("这份回表已经应用或放弃", "this return was applied or discarded already")
KNOWN = Bilingual("这份表格和来函已经收到", "this workbook was received with this letter already")
OVERTAKEN = Bilingual(
    "您审阅之后，这座城市的通讯录有了变化；请按现在的内容再看一遍",
    "the directory of this city has changed since your review: look at it once more",
)
SAME_LETTER = Bilingual(
    "同一文号的来函已有另一份表格；确认两份都算数，才能应用",
    "there is another workbook under the same letter number: say that both count to apply this one",
)
INVALID = Bilingual(
    "还有{n}处填写有误，没有应用任何内容", "{n} entries can't be taken: nothing was applied"
)
