"""Write the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, digest
from lianxi.portal.journal.models import Head, Line

CHINA = ZoneInfo("Asia/Shanghai")
BATCH = 1000

# The fields of a line that its hash covers, in no particular order.
HASHED = (
    "seq",
    "at",
    "actor",
    "role",
    "on_behalf_of",
    "act",
    "subject",
    "summary_zh",
    "summary_en",
    "before",
    "after",
    "previous",
)


@dataclass(frozen=True)
class Said:
    """What a line is to say: who did what to what, and what its row was before and is after.

    `at` is an aware instant; `before` and `after` are digests of the subject's row ("" where
    there was none, or is none any more).
    """

    at: datetime
    actor: str
    act: str
    subject: str
    summary: Bilingual
    role: str = ""
    on_behalf_of: str = ""
    before: str = ""
    after: str = ""


def record(
    *,
    at: datetime,
    actor: str,
    act: str,
    subject: str,
    summary: Bilingual,
    role: str = "",
    on_behalf_of: str = "",
    before: str = "",
    after: str = "",
) -> Line:
    """Add a line to the chain, as the last thing an act does in its transaction."""
    return record_all([Said(at, actor, act, subject, summary, role, on_behalf_of, before, after)])[
        0
    ]


def record_all(said: Iterable[Said]) -> list[Line]:
    """Add lines to the chain in their order, as the last thing in their transaction."""
    assert connection.in_atomic_block, "a journal line belongs to the transaction of its act"
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    lines = []
    for each in said:
        line = Line(
            seq=head.seq + 1,
            at=each.at.astimezone(CHINA).isoformat(timespec="milliseconds"),
            actor=each.actor,
            role=each.role,
            on_behalf_of=each.on_behalf_of,
            act=each.act,
            subject=each.subject,
            summary_zh=each.summary.zh,
            summary_en=each.summary.en,
            before=each.before,
            after=each.after,
            previous=head.hash,
        )
        line.hash = hash_of(line, settings.DIGEST)
        head.seq, head.hash = line.seq, line.hash
        lines.append(line)
    Line.objects.bulk_create(lines, batch_size=BATCH)
    head.save(update_fields=["seq", "hash"])
    return lines


def hash_of(line: Line, algorithm: str) -> str:
    """The hash of a line, which the next one carries."""
    fields: dict[str, Plain] = {name: getattr(line, name) for name in HASHED}
    return digest(fields, algorithm)
