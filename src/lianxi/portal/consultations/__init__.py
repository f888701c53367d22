"""The consultations slice: members are asked, answer, and see what became of their comments.

It keeps nothing of its own: everything is an act in a dossier (`portal/dossiers`), by the rules
of `governance/road/consultation.py`. Open `actions.py` first, then `pages.py`.
"""
