"""Verify the journal from a command, with no portal running."""

from django.db import DatabaseError, connection

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.journal.queries import Verification
from lianxi.portal.verification import verification


def from_command() -> Verification:
    """Verify, or say in one line that there is no database to verify."""
    try:
        if "journal_line" not in connection.introspection.table_names():
            raise SettingError(
                Bilingual(
                    "数据库里还没有日志；请先运行 make run",
                    "there is no journal in the database yet; start with make run",
                )
            )
        return verification()
    except DatabaseError as why:
        first = (str(why).strip().splitlines() or [""])[0][:200]
        raise SettingError(
            Bilingual(f"连不上数据库（{first}）", f"the database can't be reached ({first})")
        ) from None
