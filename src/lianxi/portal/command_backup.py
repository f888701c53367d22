"""Back up and restore from a command, with no portal running."""

from datetime import datetime
from pathlib import Path

from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.backup import Backup, back_up, restore
from lianxi.portal.database import migrate, reached, there, writable
from lianxi.portal.journal.actions import CHINA


def backup_to(target: Path) -> Backup:
    """Back up the instance that `LIANXI_DB` names."""
    with reached():
        there()
        return back_up(target, datetime.now(CHINA))


def restore_from(source: Path) -> Backup:
    """Restore into the database that `LIANXI_DB` names, which must be new or empty."""
    writable()
    with reached():
        migrate()
        return restore(source)
