"""The ground under the portal: a database that can be written and is up to date."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError

MIGRATING = 0x6C69616E  # the lock that a portal holds while it brings the database up to date


@contextmanager
def reached() -> Iterator[None]:
    """Turn what the database refuses into one clear line (`SettingError`)."""
    try:
        yield
    except DatabaseError as why:
        first = (str(why).strip().splitlines() or [""])[0][:200]
        raise SettingError(REFUSED.fill(why=first)) from None


REFUSED = Bilingual(
    "连不上数据库（{why}）；请检查 LIANXI_DB",
    "the database can't be reached ({why}); check LIANXI_DB",
)


def writable() -> None:
    """Make the folder of an embedded database, and refuse one that can't be written."""
    if connection.vendor != "sqlite":
        return
    path = Path(str(connection.settings_dict["NAME"]))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writable = os.access(path.parent, os.W_OK) and not path.is_dir()
        writable = writable and (not path.exists() or os.access(path, os.W_OK))
    except OSError:
        writable = False
    if not writable:
        raise SettingError(
            Bilingual(
                f"不能写入数据库 {path}；用 LIANXI_DB 指定可写的位置",
                f"the database {path} can't be written; name a place that can with LIANXI_DB",
            )
        )


def migrate() -> None:
    """Apply what is new to the database in one transaction; nothing where nothing is.

    Django records a migration after it has applied it: killed in between, the next
    start would find tables it did not expect. One transaction around it all leaves
    no such moment, and of two portals that start at once the second waits.
    """
    if not _behind():
        return
    connection.disable_constraint_checking()  # SQLite asks for that before the transaction
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MIGRATING])
            if _behind():
                call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.enable_constraint_checking()


def _behind() -> bool:
    """Whether there are migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def there() -> None:
    """Refuse a database in which no portal has ever run."""
    if "journal_line" not in connection.introspection.table_names():
        raise SettingError(NOTHING_YET)


NOTHING_YET = Bilingual(
    "数据库里还没有日志；请先运行 make run",
    "there is no journal in the database yet; start with make run",
)
