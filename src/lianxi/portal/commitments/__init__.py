"""The commitments slice: who carries out what by when, followed up, supervised and closed.

Writes go through the one door of the dossiers (`actions.py`), reads are in `queries.py`: a list
of `Line`s with the status of each, computed for the day that is asked about. `act_pages.py`
has a form for each thing that may be done with a commitment, `returns.py` the workbooks that
cities send back.
"""
