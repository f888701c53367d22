"""Every read of the mail: mailboxes, letters, what the next digest would tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from lianxi.governance.authority import Actor
from lianxi.governance.working_days import working_days
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest
from lianxi.portal.charter.queries import Current, current, in_use
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.mail.digest import Part, part_of
from lianxi.portal.mail.models import Letter, Mailbox

LISTED_MAX = 10_000
LAST = 10  # letters on one's own page

OFTEN: Mapping[str, Bilingual] = {
    "daily": Bilingual("每个工作日", "each working day"),
    "weekly": Bilingual("每周第一个工作日", "the first working day of a week"),
    "never": Bilingual("不寄", "never"),
}
STATES: Mapping[str, Bilingual] = {
    "waiting": Bilingual("待发", "waiting"),
    "sent": Bilingual("已发", "sent"),
    "failed": Bilingual("被拒", "refused"),
    "given up": Bilingual("已放弃", "given up"),
}
KINDS: Mapping[str, Bilingual] = {"digest": Bilingual("待办提要", "digest")}


@dataclass(frozen=True)
class Outbox:
    """How the outbox stands: letters by state, and why the one that waits longest does."""

    counts: Mapping[str, int]
    oldest: Letter | None


def mailbox(login: str) -> Mailbox | None:
    """Where mail to a person goes, where they said so."""
    return Mailbox.objects.filter(person__login=login).first()


def letters(most: int = LISTED_MAX) -> list[Letter]:
    """The outbox without what the letters say, the newest first; one query."""
    return list(Letter.objects.defer("text", "html").select_related("person")[:most])


def letters_to(login: str) -> list[Letter]:
    """The last letters to a person, the newest first; one query."""
    return list(Letter.objects.filter(person__login=login)[:LAST])


def letter(number: int) -> Letter | None:
    """One letter, without what it says."""
    return Letter.objects.defer("text", "html").select_related("person").filter(pk=number).first()


def waiting() -> int:
    """How many letters wait."""
    return Letter.objects.filter(state="waiting").count()


def oldest_waiting() -> Letter | None:
    """The letter that waits longest; with it, why."""
    found = Letter.objects.filter(state="waiting").defer("text", "html")
    return found.select_related("person").order_by("pk").first()


def error_of(letter: Letter) -> Bilingual | None:
    """Why a letter was not sent at its last try."""
    return Bilingual(letter.error_zh, letter.error_en) if letter.error_zh else None


def worked_in() -> list[Current]:
    """The regions in which work is done, live ones first: those that digests are written of."""
    found = [current(version.region_id) for version in in_use()]
    there = [each for each in found if each is not None and each.package.region.world != "record"]
    return sorted(there, key=lambda each: each.package.region.world != "live")


def live(found: Sequence[Current]) -> list[Current]:
    """Those of some regions that letters are written of: a rehearsal's day is not today."""
    return [each for each in found if each.package.region.world == "live"]


def is_working(found: Sequence[Current], day: date) -> bool:
    """Whether a day is worked in any of some regions."""
    return any(working_days(each.package).is_working(day) for each in found)


def due(box: Mailbox, day: date) -> bool:
    """Whether a digest is due on a working day: none was looked at that day, or that week.

    >>> week = Mailbox(email="a@b.cn", often="weekly", digested=date(2026, 11, 20))
    >>> due(week, date(2026, 11, 22)), due(week, date(2026, 11, 24))
    (False, True)
    """
    if box.often == "never":
        return False
    begins = day - timedelta(days=day.weekday()) if box.often == "weekly" else day
    return box.digested is None or box.digested < begins


def parts(
    actor: Actor, found: Sequence[Current], told: Sequence[str], at: datetime | None = None
) -> list[Part]:
    """What is told of somebody's desks; in a rehearsal, and where no instant is given, of now."""
    known = frozenset(told)
    return [
        part_of(Asked(each, Doing(actor, each, at or dossiers.now(each))), known) for each in found
    ]


def row_digest(box: Mailbox, algorithm: str | None = None) -> str:
    """The digest of what a person said; what was told since is a trace, and no part of it."""
    row = [box.person.login, box.email, box.often, box.lang, box.salt]
    return digest(list(row), algorithm or settings.DIGEST)


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every mailbox, for the journal."""
    boxes = Mailbox.objects.select_related("person")
    return {subject_of(box.person.login): row_digest(box, algorithm) for box in boxes}


def subject_of(login: str) -> str:
    """What the journal calls a mailbox."""
    return f"mail/{login}"
