"""The sittings slice: a meeting from its notice to its signed minutes.

    outcome = actions.decide(asked, opened, ItemDecided(1, "adopted", "…"), seen)

It has no rows of its own: what is done is kept by `dossiers`, the rules are in
`governance/road/sitting.py`. `actions.py` writes, and what a decision has an effect on is written
with it; `queries.py` reads, the agenda's proposals among it; `pages.py` and the `*_pages.py`
show and ask.
"""
