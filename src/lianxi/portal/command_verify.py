"""Verify the journal from a command, with no portal running."""

from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.database import reached, there
from lianxi.portal.journal.queries import Verification
from lianxi.portal.verification import verification


def from_command() -> Verification:
    """Verify, or say in one line that there is no database to verify."""
    with reached():
        there()
        return verification()
