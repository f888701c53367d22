"""The bench: a rule is tried before anybody agrees to it.

A draft (some values moved, or a rule file) stands beside the article in force, on past figures or
on projected ones; nothing of it is booked, and no figure of it is kept with the rule's own.
`setting.py` reads what is tried, `trying.py` works it out, `answering.py` says who gains and who
loses. A trial may be kept (`actions.py`), compared, exported, sent in with a proposal, and made
an amendment of the package (`amending.py`), which the administrator reviews like any upload.
"""
