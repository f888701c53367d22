"""Sharing rules: facts in, transfers between parties out that add up to zero, to the fen."""
