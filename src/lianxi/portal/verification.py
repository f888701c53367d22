"""Verify the journal against every slice's rows: the one place that knows them all.

And make anew what is projected from the acts of dossiers, once these are what was journaled.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import OperationalError, connection, transaction

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.queries import row_digests as people
from lianxi.portal.accounts.queries import token_digests as tokens
from lianxi.portal.bench.digests import row_digests as trials
from lianxi.portal.charter.queries import row_digests as packages
from lianxi.portal.directory.queries import row_digests as directories
from lianxi.portal.dossiers.queries import clock_digests as clocks
from lianxi.portal.dossiers.queries import row_digests as dossiers
from lianxi.portal.dossiers.replay import renewed, unlike
from lianxi.portal.journal.actions import record
from lianxi.portal.journal.queries import Verification, verify
from lianxi.portal.ledger.digests import closing_digests as closings
from lianxi.portal.ledger.digests import followed
from lianxi.portal.ledger.digests import hold_digests as holds
from lianxi.portal.ledger.soundness import unsound
from lianxi.portal.mail.queries import row_digests as mailboxes
from lianxi.portal.sharing.digests import row_digests as facts


def verification() -> Verification:
    """Recompute the chain, compare the rows of every slice with it, replay every dossier."""
    try:
        return _verification()
    except OperationalError:
        if connection.vendor != "sqlite":
            raise
        with _whatever_it_holds():
            return _verification()


@contextmanager
def _whatever_it_holds() -> Iterator[None]:
    """SQLite keeps bytes that are no text where text should be: read for what they are."""
    as_it_was = connection.connection.text_factory
    connection.connection.text_factory = lambda raw: raw.decode(errors="backslashreplace")
    try:
        yield
    finally:
        connection.connection.text_factory = as_it_was


def _verification() -> Verification:
    chains = followed()
    ledgers = {f"ledger/{region}": each.digest for region, each in chains.items()}
    kinds = {
        "package": packages,
        "person": people,
        "token": tokens,
        "directory": directories,
        "dossier": dossiers,
        "clock": clocks,
        "ledger": lambda _algorithm: ledgers,
        "hold": holds,
        "closing": closings,
        "mail": mailboxes,
        "facts": facts,
        "trial": trials,
    }
    found = verify(kinds)
    return replace(found, problems=(*found.problems, *unlike(), *unsound(chains)))


@dataclass(frozen=True)
class Rebuilt:
    """How many dossiers and counters were made anew; or what is wrong with the acts."""

    changed: int
    problems: tuple[Bilingual, ...] = ()


def rebuild(actor: str, at: datetime) -> Rebuilt:
    """Make anew from their acts the rows of dossiers, duties, parties, links and counters.

    Only from acts that are what the journal says: from others nothing is made. What it changed
    stands in the journal.
    """
    with transaction.atomic():
        found = verify({"dossier": dossiers})
        if not found.holds:
            return Rebuilt(0, found.problems)
        changed = renewed()
        if changed:
            record(
                at=at,
                actor=actor,
                act="dossiers.rebuild",
                subject="dossiers",
                summary=REBUILT.fill(n=len(changed)),
            )
    return Rebuilt(len(changed))


REBUILT = Bilingual(
    "由办理重新得出{n}处卷宗的状态或编号",
    "made the state or the counter of dossiers anew from their acts, {n} in all",
)
