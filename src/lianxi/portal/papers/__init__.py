"""The papers slice: accounts of a year made of the records, papers of follow-up, what is issued.

It keeps nothing of its own but which papers went out, as dossiers with their very files.
"""
