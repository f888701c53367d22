"""Engine: cost and benefit by rules that anyone can recompute.

In come facts and the article in force; out come signed transfers that net to
zero to the fen, with the trace of every figure. `splits/` holds fair division
as plain functions. Nothing here knows a database, a clock or a network.
"""
