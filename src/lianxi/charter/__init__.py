"""The region package: a folder of plain-text articles becomes a checked, dated charter.

In come files; out come a `Package` and findings. `load.py` is the door,
`language.py` lists what can be written, `article.py` consolidates an article as
of a day, `diff.py` says in words what changed between two packages.
"""
