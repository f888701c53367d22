"""The texts slice: agreements and plans by clause, from draft to breakdown.

It keeps nothing of its own: everything is an act in a dossier (`portal/dossiers`), by the rules
of `governance/road/agreement.py`. Open `actions.py` first, then `pages.py`; `article.py` is how
a text in force gets into the region package, `breakdown_page.py` how it is broken down.
"""
