"""Engine: who pays whom how much, by rules that anybody can recompute.

    plan = planned(package, "section-two-way", day)     plan.py: what is to be worked out
    facts, findings = gathered(plan, rows)              facts.py: every row checked
    shared = run(plan, facts)                           run.py: transfers that add up to zero
    trace(shared, 0)                                    trace.py: why; rebuild.py: the same again

`splits/` is apart from that: fair division of a cost, an estate or a gain, as plain functions.

Numbers are exact throughout and rounded once, to the fen. `docs/explanation/sharing.md` says what
the words mean.
"""
