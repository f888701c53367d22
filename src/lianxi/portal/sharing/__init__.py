"""Slice: sharing rules, the facts they are worked out from, their results and why.

Facts come in by batches, which are kept as they came (`models.py`, `actions.py`); a later batch
replaces single figures. What a rule comes to is never kept: it is worked out when it is asked for.
"""
