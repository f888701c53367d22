"""Verify the journal against every slice's rows: the one place that knows them all."""

from lianxi.portal.accounts.queries import row_digests as people
from lianxi.portal.accounts.queries import token_digests as tokens
from lianxi.portal.charter.queries import row_digests as packages
from lianxi.portal.journal.queries import Verification, verify


def verification() -> Verification:
    """Recompute the chain and compare packages, people and tokens with it."""
    return verify({"package": packages, "person": people, "token": tokens})
