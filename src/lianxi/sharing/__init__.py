"""Sharing rules: facts in, signed transfers between parties out, explained to the last figure.

Open `rebuild.py` first: it works a result out again from its trace alone.
"""
