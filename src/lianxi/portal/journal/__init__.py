"""The journal: one chained line for every act, written in the act's own transaction.

`actions.record` writes a line; `queries.verify` recomputes the chain and
compares each subject's row with the digest that was journaled last.
"""
