"""The proposals slice: calls for proposals, and each proposal on its way to a decision.

It keeps nothing of its own: everything is an act in a dossier (`portal/dossiers`), by the rules
of `governance/road/call.py` and `proposal.py`. What a sitting does to a proposal is written by
the sitting's own slice. Open `actions.py` first, then `pages.py`.
"""
