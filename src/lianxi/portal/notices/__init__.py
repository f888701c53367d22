"""The notices slice: payment notices (缴款通知) of the funds, from the draft to the last payment.

It keeps nothing of its own: every step is an act in a dossier (`portal/dossiers`), by the rules
of `governance/road/notice.py`, and what it moves is booked in the ledger in the same transaction.
Who is asked how much follows from the fund's article (`levying.py`). Open `actions.py` first.
"""
