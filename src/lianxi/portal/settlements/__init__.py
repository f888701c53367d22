"""The settlements slice: compensation settlements (补偿结算), from a rule's result to the money.

It keeps nothing of its own: every step is an act in a dossier (`portal/dossiers`), by the rules
of `governance/road/settlement.py`, and what it moves is booked in the ledger in the same
transaction. What it settles is worked out by the rule's article from the figures that
`portal/sharing` keeps (`working.py`), and can be again at any time. Open `actions.py` first.
"""
