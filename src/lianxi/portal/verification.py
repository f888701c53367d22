"""Verify the journal against every slice's rows: the one place that knows them all."""

from dataclasses import replace

from lianxi.portal.accounts.queries import row_digests as people
from lianxi.portal.accounts.queries import token_digests as tokens
from lianxi.portal.charter.queries import row_digests as packages
from lianxi.portal.directory.queries import row_digests as directories
from lianxi.portal.dossiers.queries import clock_digests as clocks
from lianxi.portal.dossiers.queries import row_digests as dossiers
from lianxi.portal.journal.queries import Verification, verify
from lianxi.portal.ledger.queries import closing_digests as closings
from lianxi.portal.ledger.queries import hold_digests as holds
from lianxi.portal.ledger.queries import row_digests as ledgers
from lianxi.portal.ledger.soundness import unsound
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
        "ledger": ledgers,
        "hold": holds,
        "closing": closings,
        "mail": mailboxes,
    }
    found = verify(kinds)
    return replace(found, problems=(*found.problems, *unsound()))
