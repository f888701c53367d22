"""Slice: the ledger of public money, kept so that the database itself refuses what does not
balance."""
