"""Verify the journal against every slice's rows: the one place that knows them all."""

from lianxi.portal.accounts.queries import row_digests as people
from lianxi.portal.accounts.queries import token_digests as tokens
from lianxi.portal.charter.queries import row_digests as packages
from lianxi.portal.directory.queries import row_digests as directories
from lianxi.portal.dossiers.queries import clock_digests as clocks
from lianxi.portal.dossiers.queries import row_digests as dossiers
from lianxi.portal.journal.queries import Verification, verify
from lianxi.portal.mail.queries import row_digests as mailboxes


def verification() -> Verification:
    """Recompute the chain and compare the rows of every slice with it."""
    kinds = {
        "package": packages,
        "person": people,
        "token": tokens,
        "directory": directories,
        "dossier": dossiers,
        "clock": clocks,
        "mail": mailboxes,
    }
    return verify(kinds)
