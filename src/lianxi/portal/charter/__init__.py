"""Package versions in the database: loaded, compared, shown; never changed.

`actions.py` is the one door through which a package comes in: read, check,
show findings and diff, confirm, save with its journal line. `queries.py` gives
the package in force, read once and kept by its digest.
"""
