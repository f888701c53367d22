"""The fund-years slice: budget, close, audit, mending and report of a fund's year.

It keeps nothing of its own: what is done is an act in a dossier (`portal/dossiers`) by the rules of
`governance/road/fund_year.py`, and what is booked stands in the ledger (`portal/ledger`); an act
and what it books are written together or not at all. Open `actions.py` first, then `pages.py`.
"""
