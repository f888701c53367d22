"""The values that all engines share: plain, frozen, exact.

In come text and numbers as people write them; out come values that cannot be
wrong by half a fen or half a day. Nothing here knows a region, a database, a
clock or a network. Open `period.py` first, then `money.py` and `finding.py`.
"""
