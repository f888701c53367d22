"""Commands: one file a verb, loaded on demand from the table in `main.py`.

In come arguments; out comes an answer on standard output (with `--json` one
JSON value and nothing else), messages on standard error, and an exit status:
0 fine, 1 findings of severity error, 2 wrong use.
"""
