"""Make a backup for somebody to take away, and say so in the journal."""

import hashlib
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from django.db import transaction

from lianxi.governance.authority import NOBODY, Actor, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import short
from lianxi.kernel.setting import SettingError
from lianxi.portal.backup import Backup, write
from lianxi.portal.journal.actions import CHINA, record

ACT = "backup.make"


@dataclass(frozen=True)
class Made:
    """A backup that was made: the open file, which is gone as soon as it is closed."""

    file: IO[bytes]
    digest: str
    backup: Backup


def make(actor: Actor | None, at: datetime) -> Made | Refused:
    """Back everything up into a file without a name, then journal who took it.

    The backup is of one moment and its journal ends there; the line about it comes after, in a
    transaction of its own, so a backup never holds the line that tells of it. The file has no
    name in any folder: whatever becomes of this process, nothing of it stays behind.
    """
    allowed = can(actor, ACT, at.astimezone(CHINA).date())
    if actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else Refused(NOBODY)
    with ExitStack() as unless_made:
        file = unless_made.enter_context(tempfile.TemporaryFile())
        try:
            made = write(file, at.astimezone(CHINA))
            file.seek(0)
            hashed = hashlib.file_digest(file, settings.DIGEST).hexdigest()
        except SettingError as why:
            return Refused(why.words)
        except OSError as why:
            return Refused(NO_ROOM.fill(why=why.strerror or str(why)))
        digest = f"{settings.DIGEST}:{hashed}"
        with transaction.atomic():
            record(
                at=at,
                actor=actor.login,
                role=allowed.appointment.role,
                act=ACT,
                subject=f"backup/{made.lines}",
                summary=MADE.fill(n=made.lines, head=short(made.head)),
                after=digest,
            )
        file.seek(0)
        unless_made.pop_all()
    return Made(file, digest, made)


MADE = Bilingual(
    "备份并下载：日志{n}行，链头 {head}", "made and took a backup: {n} journal lines, head {head}"
)
NO_ROOM = Bilingual(
    "临时文件夹写不下这份备份（{why}），没有备份；请改用 lianxi backup 命令",
    "there is no room for the backup in the temporary folder ({why}), so none was made; "
    "use the command lianxi backup",
)
