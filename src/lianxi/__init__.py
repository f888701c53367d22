"""Lianxi 联席: runs the cooperation mechanism of a city cluster.

A region is a folder of plain-text articles; engines turn facts into findings,
commitments and money under those articles; a portal shows every city what it
promised, what it owes and is owed. The rooms import one way only:
cli -> portal -> documents -> engines -> charter -> kernel.
"""

__version__ = "0.1.0"
