"""Verify the journal and renew what follows from it, by command, with no portal running."""

from datetime import datetime

from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.accounts.people import COMMANDER
from lianxi.portal.database import migrate, reached, there, writable
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.journal.queries import Verification
from lianxi.portal.verification import Rebuilt, rebuild, verification


def from_command() -> Verification:
    """Verify, or say in one line that there is no database to verify."""
    with reached():
        there()
        return verification()


def rebuild_from_command() -> Rebuilt:
    """Make anew what is projected from the acts of dossiers, or say what stands in the way."""
    writable()
    with reached():
        there()
        migrate()
        return rebuild(COMMANDER.login, datetime.now(CHINA))
