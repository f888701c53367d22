"""Write the journal."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, digest
from lianxi.portal.journal.models import Head, Line

CHINA = ZoneInfo("Asia/Shanghai")

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
    """Add a line to the chain, as the last thing an act does in its transaction.

    `at` is an aware instant; `before` and `after` are digests of the subject's
    row ("" where there was none, or is none any more).
    """
    assert connection.in_atomic_block, "a journal line belongs to the transaction of its act"
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    line = Line(
        seq=head.seq + 1,
        at=at.astimezone(CHINA).isoformat(timespec="milliseconds"),
        actor=actor,
        role=role,
        on_behalf_of=on_behalf_of,
        act=act,
        subject=subject,
        summary_zh=summary.zh,
        summary_en=summary.en,
        before=before,
        after=after,
        previous=head.hash,
    )
    line.hash = hash_of(line, settings.DIGEST)
    line.save(force_insert=True)
    head.seq, head.hash = line.seq, line.hash
    head.save(update_fields=["seq", "hash"])
    return line


def hash_of(line: Line, algorithm: str) -> str:
    """The hash of a line, which the next one carries."""
    fields: dict[str, Plain] = {name: getattr(line, name) for name in HASHED}
    return digest(fields, algorithm)
